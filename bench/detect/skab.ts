import type { Series } from './corpus.ts';
import { alarmRows, countAlarms } from './faults.ts';
import type { Judge } from './judges.ts';

/** The labelled runs of the water loop: a run is found when any of its channels alarms in a labelled stretch. */
export interface SkabReport {
  readonly runs: number;
  readonly found: number;
  /** Alarms of any channel before the first labelled stretch, for a thousand rows of that time. */
  readonly falseAlarmsPer1000Rows: number;
  /** Runs with at least one of those. */
  readonly runsWithFalseAlarm: number;
}

function rowsBefore(series: Series): number {
  return series.spans[0]?.[0] ?? series.values.length;
}

export function skabReport(make: () => Judge, skab: readonly Series[]): SkabReport {
  const labelled = skab.filter(({ spans }) => spans.length > 0);
  const runOf = ({ name }: Series): string => name.split(' ')[0] ?? '';
  const runs = [...new Set(labelled.map(runOf))].map((run) =>
    labelled.filter((series) => runOf(series) === run),
  );
  let [found, falseAlarms, rows, runsWithFalseAlarm] = [0, 0, 0, 0];
  for (const channels of runs) {
    const judged = channels.map((series) => ({ series, alarms: alarmRows(make(), series) }));
    const isFound = judged.some(({ series, alarms }) =>
      alarms.some(({ row }) => series.spans.some(([first, last]) => row >= first && row <= last)),
    );
    const wrong = judged.reduce(
      (sum, { series, alarms }) => sum + countAlarms(alarms.filter(({ row }) => row < rowsBefore(series))),
      0,
    );
    if (isFound) found += 1;
    if (wrong > 0) runsWithFalseAlarm += 1;
    falseAlarms += wrong;
    rows += channels[0] === undefined ? 0 : rowsBefore(channels[0]);
  }
  return {
    runs: runs.length,
    found,
    falseAlarmsPer1000Rows: Math.round((10_000 * falseAlarms) / rows) / 10,
    runsWithFalseAlarm,
  };
}
