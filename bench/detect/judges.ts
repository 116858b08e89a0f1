import { type Baseline, createBaseline, restoreBaseline } from '../../src/detect/baseline/baseline.ts';
import { Memory } from '../../src/detect/baseline/memory.ts';
import { type BaselineSettings, DEFAULT_BASELINE_SETTINGS } from '../../src/detect/baseline/settings.ts';

/** A detector as the bench sees it: online, and able to go on from the same state twice. */
export interface Judge {
  /** Score, 0..1, alarm threshold 0.5; and the parts of the detector that wake a person now. */
  push(timeMs: number, value: number): { readonly score: number; readonly alarms: readonly string[] };
  /** Whether a silence until `timeMs` wakes a person. */
  silence(timeMs: number): boolean;
  fork(): Judge;
}

function judgeOf(baseline: Baseline, settings: BaselineSettings): Judge {
  return {
    push: (timeMs, value) => {
      const { score, alarms } = baseline.push(timeMs, value);
      return { score, alarms: alarms.map(({ detector }) => detector) };
    },
    silence: (timeMs) => baseline.silence(timeMs) !== null,
    fork: () => judgeOf(restoreBaseline(baseline.snapshot(), settings), settings),
  };
}

export function plumbline(): Judge {
  return judgeOf(createBaseline(DEFAULT_BASELINE_SETTINGS), DEFAULT_BASELINE_SETTINGS);
}

export function plumblineAt(sensitivity: BaselineSettings['sensitivity']): () => Judge {
  const settings = { ...DEFAULT_BASELINE_SETTINGS, sensitivity };
  return () => judgeOf(createBaseline(settings), settings);
}

const WINDOW_ROWS = 60;

/** How far a value is from its window of 60 rows, in thresholds; then the same for the next one. */
function windowed(distance: (window: readonly number[], value: number) => number): () => Judge {
  const from = (start: readonly number[]): Judge => {
    const window = [...start];
    return {
      push: (_, value) => {
        const ratio = window.length < WINDOW_ROWS ? 0 : distance(window, value);
        window.push(value);
        if (window.length > WINDOW_ROWS) window.shift();
        const score = Number.isFinite(ratio) ? ratio / (1 + ratio) : 0;
        return { score, alarms: score > 0.5 ? ['window'] : [] };
      },
      silence: () => false,
      fork: () => from(window),
    };
  };
  return () => from([]);
}

/** Mean and standard deviation of the last 60 rows, alarm beyond three of them. */
export const meanAndStd = windowed((window, value) => {
  const mean = window.reduce((sum, one) => sum + one, 0) / window.length;
  const variance = window.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (window.length - 1);
  return Math.abs(value - mean) / (3 * Math.sqrt(variance));
});

/** Hampel's identifier: median of the last 60 rows, alarm beyond 3 x 1.4826 x MAD. */
export const hampel = windowed((window, value) => {
  const medianOf = (values: readonly number[]): number => {
    const memory = new Memory(values.length, 'double');
    for (const one of values) memory.add(one);
    return memory.median();
  };
  const center = medianOf(window);
  return Math.abs(value - center) / (3 * 1.4826 * medianOf(window.map((one) => Math.abs(one - center))));
});

/** Never says anything. */
export function constant(): Judge {
  return { push: () => ({ score: 0, alarms: [] }), silence: () => false, fork: constant };
}
