import { describe, expect, it } from 'vitest';
import { contextOf, readLabelled } from '../../bench/factcheck/labelled.ts';
import { detectorsSchema } from '../../src/config/detectors.ts';
import { inspect } from '../../src/detect/inspect.ts';
import { knownFindings } from '../../src/factcheck/context.ts';
import { checkText } from '../../src/factcheck/factcheck.ts';
import { stateFacts, subjectOf } from '../../src/prompt/facts.ts';
import { judgedText } from '../../src/prompt/judged.ts';
import { plainSummary } from '../../src/prompt/summary.ts';
import { NO_NOTES } from '../../src/source/source.ts';

const items = readLabelled('test/fixtures/claims', 'office.jsonl') ?? [];

describe('what code says of a window', () => {
  it.each(items.map((item) => [item.id, item] as const))(
    'passes the check, so that a model may repeat it: %s',
    (_, item) => {
      const { series, unit, times, values } = contextOf(item, 'truth');
      const window = { start: times[0] ?? 0, end: (times.at(-1) ?? 0) + 60_000 };
      const settings = { unit, limits: {}, timezone: 'UTC', detectors: detectorsSchema.parse({}) };
      const inspection = inspect({ series, times, values, notes: NO_NOTES }, window, settings);
      const view = { monitor: 'office', series, unit, window, limits: {}, ...inspection };
      const context = { series, unit, times, values, window, truth: knownFindings(inspection.findings) };
      // What could not have been seen says something of the tests, and nothing of the window.
      const { notSeen } = judgedText(view.judged, subjectOf(view, ' UTC').style, window.end);
      const ofTests = (text: string) => notSeen.reduce((rest, sentence) => rest.replace(sentence, ''), text);
      const stated = stateFacts(view).map(({ text }) => text);
      const texts = [
        ...stated.filter((text) => !/can be judged|have been seen/.test(text)),
        plainSummary(view),
      ];
      for (const text of texts.map(ofTests)) {
        const wrong = checkText(text, context).claims.filter(({ verdict }) => verdict !== 'supported');
        expect(wrong, text).toEqual([]);
      }
    },
  );
});

interface Limits {
  fail?: [low: number, high: number];
}

describe('what code says of numbers that are no measurements', () => {
  const START = Date.parse('2026-11-22T01:00:00Z');
  const times = Float64Array.from({ length: 120 }, (_, row) => START + row * 60_000);
  const window = { start: START, end: START + 120 * 60_000 };

  const LIMITS = { fail: [0, 40] } satisfies Limits;

  it.each<[number, Limits, string]>([
    [
      -999,
      {},
      'The temperature reads -999 °C from 01:40 to 01:53 UTC, which sensors and loggers write when they cannot measure, where 20',
    ],
    [
      -127,
      {},
      'The temperature reads -127 °C from 01:40 to 01:53 UTC, what a DS18B20 without a connection reports',
    ],
    [
      85,
      {},
      'The temperature reads 85 °C from 01:40 to 01:53 UTC, what a DS18B20 reports before its first conversion',
    ],
    [65_535, {}, 'The temperature reads 65535 °C from 01:40 to 01:53 UTC, the largest number that fits'],
    [
      50,
      {},
      'The temperature lies apart from all other readings from 01:40 to 01:53 UTC: it reads 50 °C, where 20',
    ],
    [
      -999,
      LIMITS,
      'from 01:40 to 01:53 UTC, which sensors and loggers write when they cannot measure, where 0 to 40 °C is allowed',
    ],
    [50, LIMITS, 'is out of range from 01:40 to 01:53 UTC: it reaches 50 °C, where 0 to 40 °C is allowed'],
  ])('%d among 20 degrees, limits %o: %s', (foreign, limits, sentence) => {
    const values = times.map((_, row) =>
      row >= 40 && row < 54 ? foreign : 20.5 + Math.round(10 * Math.sin(row / 3)) / 100,
    );
    const settings = { unit: '°C', limits, timezone: 'UTC', detectors: detectorsSchema.parse({}) };
    const series = 'temperature';
    const inspection = inspect({ series, times, values, notes: NO_NOTES }, window, settings);
    const view = { monitor: 'm', series, unit: '°C', window, limits, ...inspection };
    expect(plainSummary(view)).toContain(sentence);
    const truth = knownFindings(inspection.findings);
    const [low, high] = limits.fail ?? [];
    const allowed = low === undefined || high === undefined ? {} : { limits: { low, high } };
    const context = { series, unit: '°C', times, values, window, truth, ...allowed };
    for (const text of [plainSummary(view), ...stateFacts(view).map(({ text }) => text)]) {
      const wrong = checkText(text, context).claims.filter(({ verdict }) => verdict !== 'supported');
      expect(wrong, text).toEqual([]);
    }
  });
});
