/**
 * The heart as one dipole, and what each electrode of a 12-lead ECG sees of it.
 */

/** A dipole in mV along the body axes of Frank: x to the patient's left, y to the feet, z to the back. */
export type Dipole = readonly [x: number, y: number, z: number];

/**
 * The Dower transform; the limb leads beyond I and II follow from those two by Einthoven and Goldberger.
 *
 * @see Dower, Machado & Osborne, On deriving the electrocardiogram from vectorcardiographic leads, Clinical
 *   Cardiology 3:87-95, 1980, doi:10.1002/clc.1980.3.2.87
 */
const LEAD_VECTORS = {
  I: [0.632, -0.235, 0.059],
  II: [0.235, 1.066, -0.132],
  III: [-0.397, 1.301, -0.191],
  aVR: [-0.4335, -0.4155, 0.0365],
  aVL: [0.5145, -0.768, 0.125],
  aVF: [-0.081, 1.1835, -0.1615],
  V1: [-0.515, 0.157, -0.917],
  V2: [0.044, 0.164, -1.387],
  V3: [0.882, 0.098, -1.277],
  V4: [1.213, 0.127, -0.601],
  V5: [1.125, 0.127, -0.086],
  V6: [0.831, 0.076, 0.23],
} as const satisfies Record<string, Dipole>;

/** A lead of the standard 12-lead ECG. */
export type LeadName = keyof typeof LEAD_VECTORS;

/** The twelve, in the customary order. */
export const LEAD_NAMES = Object.keys(LEAD_VECTORS) as readonly LeadName[];

/** @returns the voltage in mV that a lead shows of a dipole */
export function project(dipole: Dipole, lead: LeadName): number {
  const [x, y, z] = LEAD_VECTORS[lead];
  return x * dipole[0] + y * dipole[1] + z * dipole[2];
}

/** @returns the voltages in mV that the leads show of a dipole, in their order */
export function projectAll(dipole: Dipole, leads: readonly LeadName[]): number[] {
  return leads.map((lead) => project(dipole, lead));
}
