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
