const MV_PER_UNIT: ReadonlyMap<string, number> = new Map([
  ['v', 1000],
  ['volt', 1000],
  ['volts', 1000],
  ['mv', 1],
  ['millivolt', 1],
  ['millivolts', 1],
  ['uv', 1e-3],
  ['microvolt', 1e-3],
  ['microvolts', 1e-3],
  // U+00B5 and U+03BC look the same, and both are written.
  ['\u00b5v', 1e-3],
  ['\u03bcv', 1e-3],
  ['nv', 1e-6],
]);

/**
 * @param unit - as written in the file; case does not matter, since nobody records an ECG in megavolts
 * @returns what one of that unit is in mV, or `null` when it is not a voltage
 */
export function mvPerUnit(unit: string): number | null {
  return MV_PER_UNIT.get(unit.toLowerCase()) ?? null;
}
