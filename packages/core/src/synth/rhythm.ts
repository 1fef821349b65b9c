import type { Patient } from './patient.ts';
import type { Random } from './random.ts';
import { createTachogram } from './tachogram.ts';

/** Where a beat starts: sinus node (or fibrillating atria), ventricle, atrium; as WFDB writes it. */
export type BeatSymbol = 'N' | 'V' | 'A';

/** A beat before it has a shape. */
export interface RhythmBeat {
  /** Time of the ventricles' main deflection. */
  readonly timeSeconds: number;
  readonly symbol: BeatSymbol;
  /** The RR interval that repolarisation has adapted to: a slow mean over the beats before. */
  readonly adaptedRrSeconds: number;
  /** Whether the atria fibrillate: no P wave, f-waves in its place. */
  readonly fibrillating: boolean;
}

/** Refractory time: no beat follows another sooner. In a heart above 180 bpm it is shorter, as in a real one. */
const SHORTEST_RR_SECONDS = 0.3;
const SHORTEST_SHARE_OF_MEAN = 0.9;
/** In a heart below 30 bpm it is longer. */
const LONGEST_RR_SECONDS = 2.5;
const LONGEST_SHARE_OF_MEAN = 1.25;

/** Share of the way that QT goes towards a new rate with every beat. */
const ADAPTATION_PER_BEAT = 0.15;

/** A premature beat comes after this share of the interval that was due. */
const COUPLING = { ventricular: [0.5, 0.72], atrial: [0.58, 0.8] } as const;

/** One ventricular premature beat in ten is followed by another. */
const COUPLET_PROBABILITY = 0.1;

/** Coefficient of variation of RR in atrial fibrillation. */
const FIBRILLATION_VARIATION = 0.22;

/**
 * The beats of a patient, one after the other, without end.
 *
 * @param startSeconds - when to start; the first beat comes within one interval after it
 */
export function* rhythm(
  patient: Patient,
  startSeconds: number,
  random: Random,
): Generator<RhythmBeat, never> {
  const dueInterval = sinusIntervals(patient, random.fork('sinus'));
  const isFibrillating = fibrillationStretches(patient, startSeconds, random.fork('fibrillation'));
  const events = random.fork('events');
  const meanRrSeconds = 60 / patient.meanHeartRateBpm;
  const limits = intervalLimits(patient);

  let time = startSeconds + events.next() * meanRrSeconds;
  let adaptedRrSeconds = meanRrSeconds;
  let fibrillating = false;

  const beat = (timeSeconds: number, symbol: BeatSymbol): RhythmBeat => {
    const rr = Math.min(timeSeconds - time, limits.longest);
    adaptedRrSeconds += ADAPTATION_PER_BEAT * (rr - adaptedRrSeconds);
    time = timeSeconds;
    return { timeSeconds, symbol, adaptedRrSeconds, fibrillating };
  };

  // Each turn starts after a normal beat and ends with one.
  for (;;) {
    fibrillating = isFibrillating(time);
    const start = time;
    const sinusRr = dueInterval(time);
    const rr = fibrillating ? fibrillationInterval(meanRrSeconds, limits, events) : sinusRr;
    const ventricularAt = rr * events.between(...COUPLING.ventricular);
    const atrialAt = rr * events.between(...COUPLING.atrial);

    if (ventricularAt >= limits.shortest && happens(patient.ventricularEctopicsPerMinute, rr, events)) {
      yield beat(start + ventricularAt, 'V');
      const couplet = ventricularAt + Math.max(limits.shortest, 0.9 * ventricularAt);
      const second = couplet < 1.6 * rr && events.chance(COUPLET_PROBABILITY);
      if (second) yield beat(start + couplet, 'V');
      // The sinus node goes on undisturbed: the beat that was due finds the ventricle refractory, the next one is on
      // time (a full compensatory pause).
      yield beat(start + (second ? 3 : 2) * rr, 'N');
    } else if (
      !fibrillating &&
      atrialAt >= limits.shortest &&
      happens(patient.supraventricularEctopicsPerMinute, rr, events)
    ) {
      yield beat(start + atrialAt, 'A');
      // The premature beat resets the sinus node, which then takes a little longer than usual.
      yield beat(start + atrialAt + rr * events.between(1, 1.2), 'N');
    } else if (!fibrillating && events.chance((patient.pausesPerMinute * rr) / 60)) {
      yield beat(start + events.between(2, 6), 'N');
    } else {
      yield beat(start + rr, 'N');
    }
  }
}

/** Seconds that no interval of the rhythm goes below, and that none but a pause exceeds. */
interface IntervalLimits {
  readonly shortest: number;
  readonly longest: number;
}

function intervalLimits({ meanHeartRateBpm }: Patient): IntervalLimits {
  const meanRrSeconds = 60 / meanHeartRateBpm;
  return {
    shortest: Math.min(SHORTEST_RR_SECONDS, SHORTEST_SHARE_OF_MEAN * meanRrSeconds),
    longest: Math.max(LONGEST_RR_SECONDS, LONGEST_SHARE_OF_MEAN * meanRrSeconds),
  };
}

function within({ shortest, longest }: IntervalLimits, rrSeconds: number): number {
  return Math.min(longest, Math.max(shortest, rrSeconds));
}

/** Whether an ectopic beat takes the place of the next normal one, so that `perMinute` of them come on average. */
function happens(perMinute: number, rrSeconds: number, random: Random): boolean {
  const perBeat = (perMinute * rrSeconds) / 60;
  // A turn with an ectopic beat lasts two intervals instead of one.
  return random.chance(perBeat / Math.max(1 - perBeat, perBeat));
}

/** The sinus node's intervals, with its episodes of another rate. */
function sinusIntervals(patient: Patient, random: Random): (timeSeconds: number) => number {
  const tachogram = createTachogram(patient, random.fork('tachogram'));
  const limits = intervalLimits(patient);
  /** The heart takes some seconds to change its rate. */
  const lagSeconds = 8;
  let factor = 1;
  let target = 1;
  let episodeEnd = Number.NEGATIVE_INFINITY;

  return (time) => {
    const rr = within(limits, tachogram(time) * factor);
    if (time >= episodeEnd) {
      target = 1;
      if (random.chance((patient.rateEpisodesPerHour * rr) / 3600)) {
        target = random.chance(0.6) ? random.between(0.5, 0.75) : random.between(1.3, 1.7);
        episodeEnd = time + random.between(30, 180);
      }
    }
    factor += (target - factor) * (1 - Math.exp(-rr / lagSeconds));
    return rr;
  };
}

/** Independent, log-normal intervals with the patient's mean: irregularly irregular. */
function fibrillationInterval(meanRrSeconds: number, limits: IntervalLimits, random: Random): number {
  const sigma = FIBRILLATION_VARIATION;
  return within(limits, meanRrSeconds * Math.exp(sigma * random.gaussian() - sigma ** 2 / 2));
}

/** Stretches of fibrillation that alternate with sinus rhythm; asked with times that only grow. */
function fibrillationStretches(
  { atrialFibrillationShare: share }: Patient,
  startSeconds: number,
  random: Random,
): (timeSeconds: number) => boolean {
  if (share <= 0 || share >= 1) return () => share > 0;

  const stretchSeconds = () => random.between(30, 90);
  let fibrillating = random.chance(share);
  let until = startSeconds + random.next() * stretchSeconds();
  return (time) => {
    if (time >= until) {
      fibrillating = !fibrillating;
      until = time + stretchSeconds() * (fibrillating ? 1 : (1 - share) / share);
    }
    return fibrillating;
  };
}
