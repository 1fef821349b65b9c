/**
 * From stored integers to mV.
 */
import type { EdfSignal } from './header.ts';
import { decimalOf, fieldError, integerOf } from './header-field.ts';

/** What a 32-bit float can hold, and a little less. */
const LARGEST_MV = 3e38;

/** `mV = gainMv · stored + offsetMv`. */
export interface Calibration {
  readonly gainMv: number;
  readonly offsetMv: number;
}

/**
 * The line through (digital minimum, physical minimum) and (digital maximum, physical maximum). The physical minimum
 * may be above the maximum: such a signal is stored upside down (EDF+ specification, section 2.1.3.5).
 *
 * @param bytesPerSample - 2 or 3: bounds what the digital extremes can be
 * @param unitMv - what one of the signal's unit is in mV
 * @throws FileCorruptError when a field is not a number, or the two points do not define a line
 */
export function calibrationOf(
  file: string,
  signal: EdfSignal,
  bytesPerSample: number,
  unitMv: number,
): Calibration {
  const fields = signal.calibration;
  const limit = 2 ** (8 * bytesPerSample - 1);
  const digitalMinimum = integerOf(file, fields.digitalMinimum, -limit, limit - 1);
  const digitalMaximum = integerOf(file, fields.digitalMaximum, -limit, limit - 1);
  if (digitalMaximum <= digitalMinimum) {
    throw fieldError(file, fields.digitalMaximum, `more than the digital minimum, ${digitalMinimum}`);
  }
  const physicalMinimum = decimalOf(file, fields.physicalMinimum);
  const physicalMaximum = decimalOf(file, fields.physicalMaximum);
  const gainMv = (unitMv * (physicalMaximum - physicalMinimum)) / (digitalMaximum - digitalMinimum);
  const offsetMv = unitMv * physicalMinimum - digitalMinimum * gainMv;
  // An infinite gain makes the offset infinite or NaN.
  if (gainMv === 0 || !Number.isFinite(offsetMv)) {
    throw fieldError(file, fields.physicalMaximum, `other than the physical minimum, ${physicalMinimum}`);
  }
  // Stored integers may lie outside the digital extremes.
  if (Math.abs(gainMv) * limit + Math.abs(offsetMv) > LARGEST_MV) {
    throw fieldError(file, fields.physicalMaximum, `less far from the physical minimum, ${physicalMinimum}`);
  }
  return { gainMv, offsetMv };
}
