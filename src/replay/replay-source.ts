import type { MonitorConfig } from '../config/schema.ts';
import { baselineSettings, inspectSettings } from '../detect/settings.ts';
import { readRange } from '../source/range.ts';
import type { Source, Window } from '../source/source.ts';
import { Replay } from './replay.ts';
import type { ReplaySummary } from './replay-file.ts';
import { type Count, linesOf, noRows } from './replay-series.ts';

interface Told {
  readonly replay: Replay;
  readonly count: Count;
}

/** Runs every point that a monitor's source has in a range through the detectors, each series by itself. */
export function createSourceReplay(monitor: MonitorConfig, source: Source, range: Window, everyMs: number) {
  const { query, window } = monitor;
  const told = new Map<string, Told>();
  const toldOf = (series: string): Told => {
    const known = told.get(series) ?? begin(monitor, series, everyMs);
    told.set(series, known);
    return known;
  };

  return {
    /**
     * The scored points as CSV with the series in front and no header, a stretch at a time. The monitor's `history` before
     * the range is learned first. To be read once, to its end; throws what the source throws.
     */
    async *lines(signal: AbortSignal): AsyncGenerator<string> {
      const history = { start: range.start - monitor.history, end: range.start };
      for await (const one of readRange(source, query, history, window, signal)) {
        const { replay } = toldOf(one.series);
        one.times.forEach((time, row) => {
          replay.learn(time, one.values[row] ?? Number.NaN);
        });
      }
      for await (const one of readRange(source, query, range, window, signal)) {
        const { replay, count } = toldOf(one.series);
        yield linesOf(one, replay, count);
      }
      for (const { replay } of told.values()) replay.finish();
    },

    /** What has come of each series; after the last line. */
    summaries(): readonly ReplaySummary[] {
      return [...told].map(([series, { replay, count }]) => {
        return { series, ...count, unreadable: 0, findings: replay.findings };
      });
    },
  };
}

function begin(monitor: MonitorConfig, series: string, everyMs: number): Told {
  const replay = new Replay({
    series,
    inspect: inspectSettings(monitor),
    baseline: baselineSettings(monitor),
    everyMs,
    windowMs: monitor.window,
  });
  return { replay, count: noRows() };
}
