import { detectorsSchema } from '../../src/config/detectors.ts';
import type { InspectSettings } from '../../src/detect/window/window-test.ts';
import { NO_NOTES, type SeriesWindow, type SourceNotes, type Window } from '../../src/source/source.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** A Sunday, midnight in UTC. */
export const START = Date.UTC(2026, 10, 22);

/** What a monitor without limits and thresholds has, with some detectors set. */
export function settingsWith(detectors: object = {}, rest: Partial<InspectSettings> = {}): InspectSettings {
  return { unit: '°C', limits: {}, timezone: 'UTC', detectors: detectorsSchema.parse(detectors), ...rest };
}

export interface Minutes {
  readonly series: SeriesWindow;
  readonly window: Window;
}

/** Values a minute apart from `START`; `null` is a null, `undefined` a row that never came. */
export function minutes(
  values: readonly (number | null | undefined)[],
  notes: Partial<SourceNotes> = {},
): Minutes {
  const rows = values.flatMap((value, minute) =>
    value === undefined ? [] : [{ time: START + minute * MINUTE, value: value ?? Number.NaN }],
  );
  return {
    series: {
      series: 'room.temperature',
      times: Float64Array.from(rows, ({ time }) => time),
      values: Float64Array.from(rows, ({ value }) => value),
      notes: { ...NO_NOTES, ...notes },
    },
    window: { start: START, end: START + values.length * MINUTE },
  };
}

/** A quiet sensor with a resolution of 0.1 and a daily rhythm, the same whenever it is asked. */
export function quiet(count: number): number[] {
  return Array.from({ length: count }, (_, minute) => {
    const rhythm = 10 * Math.sin((minute / 1440) * 2 * Math.PI);
    return Math.round(200 + rhythm + ((minute * 7919) % 13) / 3) / 10;
  });
}
