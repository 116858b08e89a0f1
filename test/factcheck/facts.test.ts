import { describe, expect, it } from 'vitest';
import { contextOf, readLabelled } from '../../bench/factcheck/labelled.ts';
import { detectorsSchema } from '../../src/config/detectors.ts';
import { inspect } from '../../src/detect/inspect.ts';
import { checkText } from '../../src/factcheck/check-text.ts';
import { knownFindings } from '../../src/factcheck/context.ts';
import { stateFacts } from '../../src/prompt/facts.ts';
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
      const stated = stateFacts(view).map(({ text }) => text);
      for (const text of [...stated, plainSummary(view)]) {
        const wrong = checkText(text, context).claims.filter(({ verdict }) => verdict !== 'supported');
        expect(wrong, text).toEqual([]);
      }
    },
  );
});
