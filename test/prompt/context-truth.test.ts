import { expect, test } from 'vitest';
import { checkWithContext } from '../../src/ask/context-check.ts';
import { ALL_JUDGED } from '../../src/detect/power/power.ts';
import { makeCases } from '../../src/eval/cases.ts';
import { knownFindings } from '../../src/factcheck/context.ts';
import { contextOf } from '../../src/facts/context.ts';
import type { SeriesPast } from '../../src/facts/past.ts';
import { gaussian, type Random, seededRandom } from '../../src/lib/random.ts';
import { contextFactsOf, type WindowView } from '../../src/prompt/facts.ts';
import { plainSummary } from '../../src/prompt/summary.ts';
import { NO_NOTES, type SeriesWindow } from '../../src/source/source.ts';
import { describe } from '../../src/statistics/describe.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WINDOWS = Number(process.env.WINDOWS ?? 300);
const FIELDS = [
  'office.co2',
  'cellar.humidity{box=1}',
  'plant.temperature{room=lab,sensor=a}',
  'power.value{meter=7}',
];
const UNITS = ['°C', 'ppm', '%', '', 'W'];

/** Two days of a sensor, a reading every half minute to five minutes. */
function recording(series: string, random: Random): SeriesWindow {
  const step = [30_000, MINUTE, 5 * MINUTE][Math.floor(random() * 3)] ?? MINUTE;
  const [level, swing, noise] = [1000 * random() ** 3, 20 * random(), 0.02 + random()];
  const start = Date.UTC(2026, 10, 1 + Math.floor(random() * 20));
  const times = Float64Array.from({ length: 700 }, (_, row) => start + row * step);
  const values = times.map(
    (_, row) => Math.round(10 * (level + swing * Math.sin(row / 90) + noise * gaussian(random))) / 10,
  );
  return { series, times, values, notes: NO_NOTES };
}

function pastOf(series: string, { start, end }: WindowView['window'], random: Random): SeriesPast {
  const often = Math.floor(random() * 12);
  const kinds = ['spike', 'level shift', 'drift', 'gap', 'stuck'];
  const lasting = (from: number) => ({ start: from, end: from + HOUR });
  const at = () => start - random() * 30 * DAY;
  const episodes = Array.from({ length: often }, () => ({
    kind: kinds[Math.floor(random() * 5)] ?? '',
    ...lasting(at()),
  })).sort((a, b) => a.start - b.start);
  return {
    series,
    firstEnd: end - 25 * DAY,
    asHigh: random() < 0.5 ? null : at(),
    asLow: random() < 0.5 ? null : at(),
    usual:
      random() < 0.3
        ? null
        : {
            low: 20 * random(),
            high: 20 + 20 * random(),
            windows: 4,
            of: random() < 0.5 ? 'weekday' : 'day',
          },
    episodes,
    opinions: episodes
      .filter(() => random() < 0.4)
      .map(({ kind, start: at }) => ({ kind, start: at, judgement: random() < 0.5 ? 'right' : 'wrong' })),
  };
}

test(`of ${WINDOWS} random windows with their context no sentence that code writes is refuted or left open`, () => {
  const random = seededRandom('context');
  const left: string[] = [];
  for (let count = 0; count < WINDOWS; ) {
    const series = FIELDS[count % FIELDS.length] ?? '';
    const all = [
      series,
      'office.light',
      'plant.temperature{room=lab,sensor=b}',
      'cellar.humidity{box=2}',
    ].map((name) => recording(name, random));
    for (const one of makeCases(all.slice(0, 1), 8, 60 + Math.floor(random() * 200))) {
      const unit = UNITS[count % UNITS.length] ?? '';
      const relatives = all.slice(1, 1 + Math.floor(random() * 4)).map((other) => ({
        ...other,
        times: one.series.times,
        values: other.values.subarray(0, one.series.times.length),
      }));
      const past = random() < 0.2 ? null : pastOf(series, one.window, random);
      const view: WindowView = {
        ...{
          monitor: 'm',
          series,
          unit,
          window: one.window,
          findings: one.findings,
          judged: ALL_JUDGED,
          limits: {},
        },
        statistics: describe(one.series.times, one.series.values),
        verdict: one.fault === null ? 'normal' : 'anomalous',
        context: contextOf(one.findings, { ...one.series, relatives }, past, () => null),
      };
      const around = contextFactsOf(view, ' UTC').map((fact, index) => ({ id: `C${index + 1}`, ...fact }));
      const context = { ...one.series, unit, window: one.window, truth: knownFindings(one.findings) };
      const text = plainSummary(view);
      const advice = text.lastIndexOf('Check ');
      for (const { shown, start, reason } of checkWithContext(text, context, around).sentences) {
        if (!shown && start < advice) left.push(`${reason} in: ${text}`);
      }
      count += 1;
    }
  }
  expect(left).toEqual([]);
}, 600_000);
