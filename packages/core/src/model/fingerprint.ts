/**
 * The fingerprint by which an evaluation recognises a lead that the model was trained on.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Stands for a gap, and for values that do not fit: no recorded microvolt reaches it. */
const NO_VALUE = -(2 ** 31);

/** Collects a lead piece by piece. */
export interface FingerprintBuilder {
  add(samples: Float32Array): void;
  /** @returns 16 hex digits */
  finish(): string;
}

/**
 * The first 64 bits of SHA-256 over the samples as little-endian 32-bit integers of microvolts, so that the same
 * recording gives the same fingerprint whatever the precision of the file it is read from. The training code
 * (`training/sinode_training`) computes the same.
 */
export function createFingerprint(): FingerprintBuilder {
  const hash = sha256.create();
  return {
    add(samples) {
      const view = new DataView(new ArrayBuffer(samples.length * 4));
      for (let i = 0; i < samples.length; i++) {
        const microvolts = Math.floor(samples[i] * 1000 + 0.5);
        // Also false for NaN.
        const fits = microvolts > NO_VALUE && microvolts < 2 ** 31;
        view.setInt32(i * 4, fits ? microvolts : NO_VALUE, true);
      }
      hash.update(new Uint8Array(view.buffer));
    },
    finish: () => bytesToHex(hash.digest()).slice(0, 16),
  };
}
