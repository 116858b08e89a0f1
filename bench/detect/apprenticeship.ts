import type { FieldSeries } from './corpus.ts';
import { recallOf } from './fault-report.ts';
import { cleanRun, countAlarms, faultOutcomes } from './faults.ts';
import type { Judge } from './judges.ts';

/** Values that are known before a fault, about; it begins at 60 to 85 % of the rows. */
const PASTS = [50, 200, 500, 1000, 4000] as const;
const FAULT_AT = 0.7;

/** What the baseline finds after so much of the past, in percent, and its alarms without any fault. */
export interface Apprenticeship {
  readonly past: number;
  readonly sensors: number;
  readonly recall: number;
  readonly medium: number;
  readonly falseAlarmsPer10000Rows: number;
}

/** The curve from the first values on, by faults in the noise about the course of each series. */
export function apprenticeship(make: () => Judge, sensors: readonly FieldSeries[]): Apprenticeship[] {
  return PASTS.map((past) => {
    const rows = Math.round(past / FAULT_AT);
    const young = sensors
      .filter(({ values }) => values.length >= rows)
      .map((series) => ({
        ...series,
        times: series.times.slice(0, rows),
        values: series.values.slice(0, rows),
      }));
    const outcomes = young.flatMap((series, index) => faultOutcomes(make, series, [index], 'noise'));
    const { mean, medium } = recallOf(outcomes);
    const alarms = young.reduce((sum, series) => sum + countAlarms(cleanRun(make(), series).falseAlarms), 0);
    const perRow = alarms / (young.length * rows);
    return {
      past,
      sensors: young.length,
      recall: mean,
      medium,
      falseAlarmsPer10000Rows: Math.round(1e6 * perRow) / 100,
    };
  });
}
