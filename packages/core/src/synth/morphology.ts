import { type Dipole, type LeadName, project } from './leads.ts';
import type { Random } from './random.ts';

/** A wave of the dipole: a Gaussian in time whose flanks may differ. */
export interface Wave {
  /** Its peak, relative to the beat's time. */
  readonly atSeconds: number;
  /** Standard deviation before and after the peak. */
  readonly riseSeconds: number;
  readonly fallSeconds: number;
  readonly dipole: Dipole;
}

/** The waves of one beat; times hold for an RR interval of 1 s. */
export interface BeatMorphology {
  readonly atrial: readonly Wave[];
  readonly ventricular: readonly Wave[];
  readonly repolarisation: readonly Wave[];
}

/** All shapes that one patient's beats can take. */
export interface Morphology {
  readonly normal: BeatMorphology;
  readonly supraventricular: BeatMorphology;
  readonly ventricular: BeatMorphology;
  /** f-waves of fibrillating atria: direction and size of their oscillation. */
  readonly fibrillation: Dipole;
}

/**
 * A healthy adult, axis about 45°: P of 95 ms, PR 165 ms, QRS 85 ms (septal, main and terminal forces), QT 400 ms.
 *
 * McSharry et al. 2003 have one Gaussian each for P, Q, R, S and T in a single lead. As dipoles they give every lead at
 * once (Sameni et al., EURASIP J. Adv. Signal Process. 2007:043407, doi:10.1155/2007/43407); a T wave whose descent is
 * steeper than its ascent is due to Clifford et al., Physiol. Meas. 31:595, 2010, doi:10.1088/0967-3334/31/5/001.
 */
const P: Wave = { atSeconds: -0.16, riseSeconds: 0.02, fallSeconds: 0.021, dipole: [0.06, 0.1, -0.02] };
const SEPTAL: Wave = {
  atSeconds: -0.023,
  riseSeconds: 0.007,
  fallSeconds: 0.007,
  dipole: [-0.1, -0.08, -0.25],
};
const MAIN: Wave = { atSeconds: 0, riseSeconds: 0.0105, fallSeconds: 0.0105, dipole: [0.95, 0.85, 0.35] };
const TERMINAL: Wave = {
  atSeconds: 0.025,
  riseSeconds: 0.009,
  fallSeconds: 0.009,
  dipole: [-0.15, -0.12, 0.35],
};
const T: Wave = { atSeconds: 0.285, riseSeconds: 0.055, fallSeconds: 0.036, dipole: [0.26, 0.2, -0.13] };

/** From an atrial focus low down: the P wave points up and stands closer to the QRS. */
const ECTOPIC_P: Wave = { ...P, atSeconds: -0.135, dipole: [0.04, -0.08, -0.02] };

/**
 * Draws the shapes of one patient.
 *
 * @param amplitude - scale of all waves; 1 gives an R wave of about 1 mV in lead II
 * @param lead - the lead that shall show the ectopic beats well
 */
export function randomMorphology(amplitude: number, lead: LeadName, random: Random): Morphology {
  const axisRadians = 0.3 * random.gaussian();
  const widening = random.between(0.88, 1.2);
  const prShift = random.between(-0.04, 0.02);

  const personal = (wave: Wave, spread: number): Wave => ({
    ...wave,
    dipole: rotateFrontal(scale(jitter(wave.dipole, spread, random), amplitude), axisRadians),
  });
  const pWave = (wave: Wave): Wave => ({ ...personal(wave, 0.2), atSeconds: wave.atSeconds + prShift });
  const qrs = [SEPTAL, MAIN, TERMINAL].map((wave) => stretch(personal(wave, 0.15), widening));

  // One in eight has a flat or inverted T wave.
  const tScale = random.chance(0.125) ? random.between(-0.8, 0.2) : random.between(0.6, 1.4);
  const tWave = personal({ ...T, dipole: scale(T.dipole, tScale) }, 0.15);

  const normal = { atrial: [pWave(P)], ventricular: qrs, repolarisation: [tWave] };
  return {
    normal,
    supraventricular: { ...normal, atrial: [pWave(ECTOPIC_P)] },
    ventricular: randomEctopicFocus(amplitude, lead, random),
    fibrillation: scale(jitter([0.02, 0.06, -0.1], 0.3, random), amplitude * random.between(0.4, 1.3)),
  };
}

/**
 * A beat that starts in the ventricle's muscle: no P wave, a QRS of 130 to 170 ms, large and slurred, and a T wave that
 * points the other way.
 */
function randomEctopicFocus(amplitude: number, lead: LeadName, random: Random): BeatMorphology {
  const direction = randomDirection(lead, random);
  const main = scale(direction, amplitude * random.between(1.2, 2));
  const second = scale(jitter(main, 0.5, random), random.between(0.3, 0.7));
  const widening = random.between(0.9, 1.15);
  return {
    atrial: [],
    ventricular: [
      { atSeconds: 0, riseSeconds: 0.027, fallSeconds: 0.022, dipole: main },
      { atSeconds: 0.042, riseSeconds: 0.02, fallSeconds: 0.024, dipole: second },
    ].map((wave) => stretch(wave, widening)),
    repolarisation: [
      {
        atSeconds: 0.31,
        riseSeconds: 0.075,
        fallSeconds: 0.05,
        dipole: scale(main, -random.between(0.25, 0.45)),
      },
    ],
  };
}

/** A direction of length 1 that the lead does not see edge-on. */
function randomDirection(lead: LeadName, random: Random): Dipole {
  for (;;) {
    const drawn: Dipole = [random.gaussian(), random.gaussian(), random.gaussian()];
    const direction = scale(drawn, 1 / Math.hypot(...drawn));
    if (Math.abs(project(direction, lead)) > 0.45) return direction;
  }
}

function scale([x, y, z]: Dipole, factor: number): Dipole {
  return [x * factor, y * factor, z * factor];
}

/** Each component is changed by a share of the dipole's own length. */
function jitter(dipole: Dipole, spread: number, random: Random): Dipole {
  const size = (Math.hypot(...dipole) * spread) / Math.sqrt(3);
  const [x, y, z] = dipole;
  return [x + size * random.gaussian(), y + size * random.gaussian(), z + size * random.gaussian()];
}

/** Turns the electrical axis, seen from the front. */
function rotateFrontal([x, y, z]: Dipole, radians: number): Dipole {
  const cos = Math.cos(radians);
  const sin = Math.sin(radians);
  return [x * cos - y * sin, x * sin + y * cos, z];
}

/** Makes the whole complex wider or narrower around the beat's time. */
function stretch(wave: Wave, factor: number): Wave {
  return {
    ...wave,
    atSeconds: wave.atSeconds * factor,
    riseSeconds: wave.riseSeconds * factor,
    fallSeconds: wave.fallSeconds * factor,
  };
}
