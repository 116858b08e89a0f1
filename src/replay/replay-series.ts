import { isoTime } from '../lib/time.ts';
import type { SeriesWindow } from '../source/source.ts';
import { Replay, type ReplaySettings } from './replay.ts';
import { formatLine, type ReplaySummary } from './replay-file.ts';

export type Count = { -readonly [Key in 'rows' | 'nulls' | 'flagged' | 'firstAt' | 'lastAt']: number };

export function noRows(): Count {
  return { rows: 0, nulls: 0, flagged: 0, firstAt: Number.NaN, lastAt: Number.NaN };
}

/** Runs all points of several series through the detectors, each by itself, one series after the other. */
export function createSeriesReplay(
  all: readonly SeriesWindow[],
  settings: Omit<ReplaySettings, 'series'>,
  until: number | undefined,
) {
  const summaries: ReplaySummary[] = [];
  return {
    /** The scored points as CSV with the series in front and no header. To be read once, to its end. */
    *lines(): Generator<string> {
      for (const one of all) {
        const replay = new Replay({ ...settings, series: one.series });
        const count = noRows();
        yield linesOf(one, replay, count);
        if (until === undefined) replay.finish();
        else {
          const verdict = replay.silence(until);
          count.flagged += verdict.flag;
          yield `${quoted(one.series)},${formatLine(isoTime(until), Number.NaN, verdict)}`;
        }
        summaries.push({
          series: one.series,
          ...count,
          unreadable: one.notes.unreadable,
          findings: replay.findings,
        });
      }
    },

    /** What has come of each series; after the last line. */
    summaries(): readonly ReplaySummary[] {
      return summaries;
    },
  };
}

/** Scores the points of one series and counts them. */
export function linesOf({ series, times, values }: SeriesWindow, replay: Replay, count: Count): string {
  const name = quoted(series);
  let lines = '';
  for (const [row, time] of times.entries()) {
    const value = values[row] ?? Number.NaN;
    const verdict = replay.push(time, value);
    lines += `${name},${formatLine(isoTime(time), value, verdict)}`;
    count.rows++;
    count.flagged += verdict.flag;
    if (Number.isNaN(value)) count.nulls++;
    if (Number.isNaN(count.firstAt)) count.firstAt = time;
    count.lastAt = time;
  }
  return lines;
}

function quoted(series: string): string {
  return `"${series.replaceAll('"', '""')}"`;
}
