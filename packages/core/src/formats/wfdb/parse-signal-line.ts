/**
 * A signal specification line:
 * `file format[xN][:skew][+offset] [gain[(baseline)][/unit] [resolution [zero [initial [checksum [block [text]]]]]]]`.
 */
import { DEFAULT_GAIN, type SignalSpec } from './header.ts';
import {
  fieldError,
  type HeaderLine,
  isDecimal,
  parseCount,
  parseDecimal,
  quoted,
  requirePlainName,
} from './header-line.ts';

const FORMAT = /^(\d+)(?:x(\d+))?(?::(\d+))?(?:\+(\d+))?$/;
/** The unit is whatever follows the slash: `mmHg/s` has another one, `mV(rms)` has brackets. */
const GAIN = /^([^(/]*)(?:\(([^)]*)\))?(?:\/(.*))?$/;

/** ADC resolution, ADC zero, initial value, checksum, block size. */
const PLAIN_NUMBER_FIELDS = 5;

/**
 * @param ordinal - which signal of the header it is, counted from 1
 * @throws FileCorruptError naming the line and the field
 * @see header(5), "Signal specification lines"
 */
export function parseSignalLine(line: HeaderLine, ordinal: number): SignalSpec {
  const [fileName, format, gain = '0', ...rest] = line.text.split(/\s+/);
  if (format === undefined) throw fieldError(line, 'format', 'is missing');
  requirePlainName(line, 'signal file', fileName);

  // Some writers leave out the last numbers and still give a description: it starts at the first word.
  const wordAt = rest.findIndex((token) => !isDecimal(token));
  const numberCount = Math.min(wordAt < 0 ? rest.length : wordAt, PLAIN_NUMBER_FIELDS);
  const numbers = rest
    .slice(0, numberCount)
    .map((token) => parseDecimal(line, 'signal specification', token));
  const [adcResolution = 0, adcZero = 0, initialValue = adcZero, checksum = null, blockSize = 0] = numbers;

  return {
    fileName,
    ...parseFormat(line, format),
    ...parseGain(line, gain, adcZero),
    adcResolution,
    adcZero,
    initialValue,
    checksum,
    blockSize,
    description: rest.slice(numberCount).join(' ') || `signal ${ordinal}`,
  };
}

function parseFormat(
  line: HeaderLine,
  token: string,
): Pick<SignalSpec, 'format' | 'samplesPerFrame' | 'skewSamples' | 'byteOffset'> {
  const match = FORMAT.exec(token);
  if (match === null) {
    throw fieldError(line, 'format', `${quoted(token)} is not a number with xN, :skew or +offset after it`);
  }
  const [, format, samplesPerFrame = '1', skew = '0', offset = '0'] = match;
  return {
    format: parseCount(line, 'format', format),
    samplesPerFrame: Math.max(1, parseCount(line, 'number of samples per frame', samplesPerFrame)),
    skewSamples: parseCount(line, 'skew', skew),
    byteOffset: parseCount(line, 'byte offset', offset),
  };
}

function parseGain(
  line: HeaderLine,
  token: string,
  adcZero: number,
): Pick<SignalSpec, 'gain' | 'calibrated' | 'baseline' | 'unit'> {
  const match = GAIN.exec(token);
  if (match === null)
    throw fieldError(line, 'gain', `${quoted(token)} is not a number, (baseline) and /unit`);

  const [, gainText, baselineText, unit] = match;
  const gain = gainText === '' ? 0 : parseDecimal(line, 'gain', gainText);
  return {
    gain: gain === 0 ? DEFAULT_GAIN : gain,
    calibrated: gain !== 0,
    baseline: baselineText ? parseDecimal(line, 'baseline', baselineText) : adcZero,
    unit: unit || null,
  };
}
