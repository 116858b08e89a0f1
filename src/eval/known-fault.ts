import type { Finding } from '../detect/finding.ts';
import type { FindingKind } from '../detect/kinds.ts';
import type { FaultKind } from '../inject/fault-kinds.ts';
import type { FaultTruth } from '../inject/inject.ts';
import { describe, type Statistics } from '../statistics/describe.ts';

/** What a fault is called when it is found; faults that differ only in their cause have one name. */
const FOUND_AS: Readonly<Record<FaultKind, FindingKind>> = {
  spike: 'spike',
  dropout: 'dropout',
  stuck: 'stuck',
  'level shift': 'level shift',
  drift: 'drift',
  ramp: 'drift',
  'noise burst': 'noise burst',
  attenuated: 'attenuated',
  clipped: 'clipped',
  contextual: 'unusual level',
  'out of range': 'out of range',
  gap: 'gap',
  stale: 'stale',
};

/** A window before and after a fault was put in. */
interface Faulty {
  readonly truth: FaultTruth;
  readonly clean: Statistics;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** What a perfect detector would say of a fault that was put in. */
export function findingOf({ truth, clean, times, values }: Faulty): Finding {
  const rows = times.findIndex((time) => time >= truth.at);
  const count = times.filter((time) => time >= truth.at && time <= truth.until).length;
  const part = { times: times.slice(rows, rows + count), values: values.slice(rows, rows + count) };
  const kind = FOUND_AS[truth.kind];
  return {
    kind,
    detector: 'given',
    flag: 4,
    start: truth.at,
    end: truth.until,
    points: kind === 'gap' || kind === 'stale' ? 0 : count,
    ...seen(kind, truth, clean, describe(part.times, part.values)),
    score: 1,
    sentence: `A ${truth.kind} was put in.`,
  };
}

/** Usual intervals that may pass without a reading, as the detectors have it. */
const ALLOWED_INTERVALS = 5;

function seen(
  kind: FindingKind,
  truth: FaultTruth,
  clean: Statistics,
  faulty: Statistics,
): Pick<Finding, 'observed' | 'expected'> {
  switch (kind) {
    case 'gap':
    case 'stale': {
      const allowed = (ALLOWED_INTERVALS * clean.usualIntervalMs) / 1000;
      return { observed: (truth.until - truth.at) / 1000, expected: [0, allowed] };
    }
    case 'stuck':
      return { observed: (truth.until - truth.at) / 1000, expected: null };
    case 'noise burst':
      return { observed: faulty.stddev, expected: [0, clean.stddev] };
    case 'attenuated':
      return { observed: faulty.stddev, expected: [clean.stddev, Number.POSITIVE_INFINITY] };
    case 'clipped':
      return { observed: faulty.max, expected: null };
    case 'level shift':
      return { observed: faulty.median, expected: [clean.min, clean.max] };
    default:
      return { observed: truth.value ?? faulty.max, expected: [clean.min, clean.max] };
  }
}
