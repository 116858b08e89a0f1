/** What somebody said of a detector's finding in one result. */
export interface Judged {
  readonly monitor: string;
  readonly series: string;
  readonly detector: string;
  readonly judgement: 'right' | 'wrong';
}

/** How a detector has done on a series, by those who looked. */
export interface DetectorRecord {
  readonly monitor: string;
  readonly series: string;
  readonly detector: string;
  readonly right: number;
  readonly wrong: number;
  /** Share of right ones, 0..1. */
  readonly precision: number;
  /** Steps by which it is less sensitive for this series now, each a quarter of its threshold. */
  readonly steps: number;
}

const WRONG_A_STEP = 3;
/** Six times the threshold: a detector that is still wrong then is to be switched off. */
const MOST_STEPS = 8;

/**
 * The record of each detector on each series that somebody judged, by name. Every third `wrong` makes a detector a step
 * less sensitive there; with a judgement that is taken back its part of a step goes as well.
 */
export function detectorRecords(feedback: readonly Judged[]): readonly DetectorRecord[] {
  const byName = new Map<string, readonly Judged[]>();
  for (const judged of feedback) {
    const name = JSON.stringify([judged.monitor, judged.series, judged.detector]);
    byName.set(name, [...(byName.get(name) ?? []), judged]);
  }
  return [...byName.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, all]) => (all[0] === undefined ? [] : recordOf(all[0], all)));
}

function recordOf({ monitor, series, detector }: Judged, all: readonly Judged[]): DetectorRecord {
  const wrong = all.filter(({ judgement }) => judgement === 'wrong').length;
  const right = all.length - wrong;
  const steps = Math.min(MOST_STEPS, Math.floor(wrong / WRONG_A_STEP));
  return { monitor, series, detector, right, wrong, precision: right / all.length, steps };
}

/** By detector: the steps of one series, as `inspectSettings` and `baselineSettings` take them. */
export function stepsFor(
  records: readonly DetectorRecord[],
  monitor: string,
  series: string,
): Readonly<Record<string, number>> {
  const ofSeries = records.filter((record) => record.monitor === monitor && record.series === series);
  return Object.fromEntries(ofSeries.map(({ detector, steps }) => [detector, steps]));
}
