/**
 * The score of the Numenta Anomaly Benchmark v1.1 (Lavin and Ahmad 2015, https://arxiv.org/abs/1510.03336) for any
 * subset of its files and any threshold. Every row carries a weight: inside a window a reward that falls from
 * the left edge to almost nothing at the right one, outside a penalty that grows to its full size three window
 * lengths later. 100 is the perfect detector, 0 the one that never speaks.
 */

export interface Profile {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
}
export const STANDARD: Profile = { truePositive: 1, falsePositive: 0.11, falseNegative: 1 };
export const REWARD_LOW_FP: Profile = { truePositive: 1, falsePositive: 0.22, falseNegative: 1 };

/** First and last row of a labelled window, both inside. */
export type Span = readonly [first: number, last: number];

/** The scored rows of one file: score, place on the sigmoid, number of the window (-1: outside of all). */
export interface ScoredFile {
  readonly scores: Float64Array;
  readonly sigmoid: Float64Array;
  readonly window: Int32Array;
  readonly windows: number;
}

/** Position -1 is the left edge of a window, 0 its right edge, 1 one width later. */
function scaledSigmoid(position: number): number {
  if (position > 3) return -1;
  return 2 / (1 + Math.exp(5 * Math.max(-10, position))) - 1;
}

const REWARD_AT_LEFT_EDGE = scaledSigmoid(-1);

/** Rows at the beginning of a file that are not scored: 15 %, at most 750. */
export function probationRows(rows: number): number {
  return Math.min(Math.floor(0.15 * rows), 750);
}

export function weighRows(scores: Float64Array, spans: readonly Span[]): ScoredFile {
  const sigmoid = new Float64Array(scores.length).fill(-1);
  const window = new Int32Array(scores.length).fill(-1);
  spans.forEach(([left, right], number) => {
    const width = right - left + 1;
    for (let row = left; row <= right; row += 1) {
      sigmoid[row] = scaledSigmoid(-(right - row + 1) / width) / REWARD_AT_LEFT_EDGE;
      window[row] = number;
    }
    for (let row = right + 1; row < scores.length; row += 1) {
      sigmoid[row] = scaledSigmoid((row - right) / Math.max(width - 1, 1));
    }
  });
  const from = probationRows(scores.length);
  return {
    scores: scores.slice(from),
    sigmoid: sigmoid.slice(from),
    window: window.slice(from),
    windows: spans.length,
  };
}

/** What the rows at or above `threshold` earn, and what to normalise it by; the sum over files is the corpus. */
export interface Tally {
  readonly earned: number;
  readonly seenWindows: number;
  readonly windows: number;
  readonly found: number;
  readonly falseRows: number;
}

export function tally(file: ScoredFile, threshold: number, profile: Profile): Tally {
  const best = new Map<number, number>();
  let earned = 0;
  let falseRows = 0;
  let found = 0;
  file.window.forEach((number, row) => {
    if (number >= 0 && !best.has(number)) best.set(number, -profile.falseNegative);
    if (!((file.scores[row] ?? 0) >= threshold)) return;
    const sigmoid = file.sigmoid[row] ?? 0;
    if (number < 0) {
      earned += sigmoid * profile.falsePositive;
      falseRows += 1;
      return;
    }
    const before = best.get(number) ?? 0;
    if (before === -profile.falseNegative) found += 1;
    best.set(number, Math.max(before, sigmoid * profile.truePositive));
  });
  for (const reward of best.values()) earned += reward;
  return { earned, seenWindows: best.size, windows: file.windows, found, falseRows };
}

/** NAB's score of a set of files at a threshold given in advance. */
export function nabScore(files: readonly ScoredFile[], threshold: number, profile: Profile): number {
  const tallies = files.map((file) => tally(file, threshold, profile));
  const sum = (pick: (one: Tally) => number): number => tallies.reduce((total, one) => total + pick(one), 0);
  const none = -profile.falseNegative * sum((one) => one.seenWindows);
  const perfect = profile.truePositive * sum((one) => one.windows);
  return (100 * (sum((one) => one.earned) - none)) / (perfect - none);
}

/** What is reported of a set of files at one threshold. */
export interface NabFigures {
  readonly standard: number;
  readonly rewardLowFp: number;
  readonly windowsFound: number;
  readonly windows: number;
  readonly falseRows: number;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

export function nabFigures(files: readonly ScoredFile[], threshold: number): NabFigures {
  const tallies = files.map((file) => tally(file, threshold, STANDARD));
  const sum = (pick: (one: Tally) => number): number => tallies.reduce((total, one) => total + pick(one), 0);
  return {
    standard: rounded(nabScore(files, threshold, STANDARD)),
    rewardLowFp: rounded(nabScore(files, threshold, REWARD_LOW_FP)),
    windowsFound: sum((one) => one.found),
    windows: sum((one) => one.windows),
    falseRows: sum((one) => one.falseRows),
  };
}

/**
 * The threshold at which the sum of both profiles is best, chosen with the labels in hand as NAB's scoreboard does:
 * rows are let in from the highest score down, and each adds what it earns beyond the best of its window so far.
 */
export function bestThreshold(files: readonly ScoredFile[]): number {
  const rows = files.flatMap((file) =>
    Array.from(file.scores, (score, row) => ({
      score,
      sigmoid: file.sigmoid[row] ?? 0,
      window: (file.window[row] ?? -1) < 0 ? '' : `${files.indexOf(file)}/${file.window[row]}`,
    })),
  );
  rows.sort((a, b) => b.score - a.score);
  const best = new Map<string, number>();
  let [total, most, threshold] = [0, 0, Number.POSITIVE_INFINITY];
  rows.forEach(({ score, sigmoid, window }, place) => {
    if (window === '') {
      total += sigmoid * (STANDARD.falsePositive + REWARD_LOW_FP.falsePositive);
    } else {
      const before = best.get(window) ?? -STANDARD.falseNegative;
      best.set(window, Math.max(before, sigmoid));
      total += 2 * Math.max(0, sigmoid - before);
    }
    if (total > most && rows[place + 1]?.score !== score) [most, threshold] = [total, score];
  });
  return threshold;
}
