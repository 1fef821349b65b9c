/**
 * The named schemas of an OpenAPI document, each once. The transform before it puts in every schema that has an id,
 * as `Name` for answers and as `NameInput` for requests, whether anything refers to it or not.
 */
const PREFIX = '#/components/schemas/';
const INPUT = /Input$/;

interface Document {
  readonly paths?: object;
  readonly components?: { readonly schemas?: Record<string, unknown> };
}

/** Without the schemas that nothing refers to; what is for requests only loses its `Input`. */
export function withUsedSchemas<D extends Document>(document: D): D {
  const schemas = document.components?.schemas ?? {};
  const used = new Set<string>();
  const look = (value: unknown) => {
    for (const name of namesIn(value)) {
      if (used.has(name)) continue;
      used.add(name);
      look(schemas[name]);
    }
  };
  look(document.paths);

  const nameOf = (name: string) => {
    const short = name.replace(INPUT, '');
    return used.has(short) ? name : short;
  };
  const kept = [...used].sort().map((name) => [nameOf(name), schemas[name]]);
  return renamed(
    { ...document, components: { ...document.components, schemas: Object.fromEntries(kept) } },
    nameOf,
  );
}

function namesIn(value: unknown): string[] {
  const names: string[] = [];
  JSON.stringify(value, (key, part: unknown) => {
    if (key === '$ref' && typeof part === 'string') names.push(part.slice(PREFIX.length));
    return part;
  });
  return names;
}

function renamed<D>(document: D, nameOf: (name: string) => string): D {
  return JSON.parse(JSON.stringify(document), (key, part: unknown) =>
    key === '$ref' && typeof part === 'string' ? PREFIX + nameOf(part.slice(PREFIX.length)) : part,
  );
}
