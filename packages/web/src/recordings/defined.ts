type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without what is undefined: a client tells "not given" from "given as nothing". */
export function defined<T extends object>(given: T): Defined<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>;
}
