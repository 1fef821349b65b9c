/** A lead of beats (Gaussians), wander and noise: cost does not depend on how real it looks. */
export function samplesOf(samplingRate, seconds) {
  return Float32Array.from({ length: samplingRate * seconds }, (_, i) => {
    const t = i / samplingRate;
    return Math.exp(-(((t % 0.8) - 0.3) ** 2) / 2e-4) + 0.2 * Math.sin(t) + 0.05 * Math.sin(i * i);
  });
}
