import { describe, expect, it } from 'vitest';
import { detectorsSchema } from '../../src/config/detectors.ts';
import { inspect } from '../../src/detect/inspect.ts';
import { knownFindings } from '../../src/factcheck/context.ts';
import { checkText } from '../../src/factcheck/factcheck.ts';
import { FAULT_KINDS } from '../../src/inject/fault-kinds.ts';
import { injectFault } from '../../src/inject/inject.ts';
import { seededRandom } from '../../src/lib/random.ts';
import { stateFacts, subjectOf } from '../../src/prompt/facts.ts';
import { judgedText } from '../../src/prompt/judged.ts';
import { plainSummary } from '../../src/prompt/summary.ts';
import { NO_NOTES } from '../../src/source/source.ts';

const MINUTE = 60_000;
/** A reading that is usual at another hour can't be put into a window of a few hours. */
const KINDS = FAULT_KINDS.filter((kind) => kind !== 'contextual');
const START = Date.parse('2026-03-02T10:00:00Z');
const SERIES = 'environment.temperature{room=office}';

/** Two to five hours of readings around a level, with a slow swing and noise, all by the seed. */
function madeWindow(seed: number) {
  const random = seededRandom(seed);
  const [rows, level, swing] = [120 + Math.floor(180 * random()), 15 + 20 * random(), 2 * random()];
  const times = Float64Array.from({ length: rows }, (_, row) => START + row * MINUTE);
  const values = times.map(
    (_, row) => Math.round(100 * (level + swing * Math.sin(row / 40) + random() + random())) / 100,
  );
  return { times, values };
}

/** What code writes of a window, without the sentences on what the tests could not have seen. */
function writtenOf({ times, values }: { times: Float64Array; values: Float64Array }) {
  const window = { start: START, end: Math.max(START, times.at(-1) ?? START) + MINUTE };
  const settings = { unit: '°C', limits: {}, timezone: 'UTC', detectors: detectorsSchema.parse({}) };
  const inspection = inspect({ series: SERIES, times, values, notes: NO_NOTES }, window, settings);
  const view = { monitor: 'office', series: SERIES, unit: '°C', window, limits: {}, ...inspection };
  const { notSeen } = judgedText(view.judged, subjectOf(view, ' UTC').style, window.end);
  const texts = [plainSummary(view), ...stateFacts(view).map(({ text }) => text)]
    .filter((text) => !/can be judged/.test(text))
    .map((text) => notSeen.reduce((rest, sentence) => rest.replace(sentence, ''), text))
    .filter((text) => !/have been seen/.test(text));
  const context = { series: SERIES, unit: '°C', times, values, window };
  return { texts, context: { ...context, truth: knownFindings(inspection.findings) }, inspection };
}

describe('what code says of made windows', () => {
  it.each([...KINDS, 'none'] as const)('is supported by them, whatever their readings: %s', (kind) => {
    let checked = 0;
    for (let seed = 1; seed <= 6; seed += 1) {
      const plain = madeWindow(seed);
      const made = kind === 'none' ? plain : injectFault(kind, 'strong', plain.times, plain.values, seed);
      if (made === null) continue;
      const { texts, context } = writtenOf(made);
      for (const text of texts) {
        const { claims } = checkText(text, context);
        checked += claims.length;
        expect(
          claims.filter(({ verdict }) => verdict !== 'supported'),
          text,
        ).toEqual([]);
      }
    }
    expect(checked).toBeGreaterThan(0);
  });
});
