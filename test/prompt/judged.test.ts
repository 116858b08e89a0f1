import { describe, expect, test } from 'vitest';
import type { FindingKind } from '../../src/detect/kinds.ts';
import { ALL_JUDGED, type KindPower } from '../../src/detect/power/power.ts';
import { stateFacts } from '../../src/prompt/facts.ts';
import { plainSummary } from '../../src/prompt/summary.ts';
import { calmHour, MINUTE, START, viewOf } from './support.ts';

const HOUR = 60 * MINUTE;
/** Thursday, 15:00 UTC. */
const END = START + HOUR;

/** Every kind judged but these: from when on each can be, and the smallest that would have been seen. */
function allBut(missed: Partial<Record<FindingKind, Partial<KindPower>>>): readonly KindPower[] {
  return ALL_JUDGED.map((one) => {
    const change = missed[one.kind];
    return change === undefined ? one : { ...one, judged: false, from: null, ...change };
  });
}

const summaryOf = (judged: readonly KindPower[], verdict: 'normal' | 'unknown' = 'normal') =>
  plainSummary(viewOf(calmHour(), { judged, verdict }));

describe('a window without findings', () => {
  test('has nothing unusual only where every kind of fault would have been found', () => {
    expect(summaryOf(ALL_JUDGED)).toMatch(/^Nothing unusual: the temperature lay between/);
    for (const { kind } of ALL_JUDGED) {
      const summary = summaryOf(allBut({ [kind]: {} }));
      // Silence, disorder and the like are looked for with others, or counted anyway.
      const isUnspoken = ['dropout', 'stale', 'rate of change', 'duplicate', 'disordered', 'future'].includes(
        kind,
      );
      expect([kind, summary.startsWith('Nothing unusual')]).toEqual([kind, isUnspoken]);
    }
  });

  test('is said to lack four of the kinds that were judged, and no other', () => {
    const judged = allBut({ 'level shift': {}, drift: {} });
    expect(summaryOf(judged)).toMatch(/^No gap, spike, noise burst or clipped value: the temperature lay/);
  });

  test('says of what could not be judged from when on it can be, as weekday or date', () => {
    const soon = allBut({ 'level shift': { when: END + 23 * HOUR }, drift: { when: END + 2 * HOUR } });
    expect(summaryOf(soon)).toMatch(
      / A level shift or a drift can be judged from Friday 14:00 UTC on at the earliest\.$/,
    );
    const late = allBut({ drift: { when: END + 200 * HOUR } });
    expect(summaryOf(late)).toMatch(/ A drift can be judged from 2015-02-13 23:00 UTC on at the earliest\.$/);
  });

  test('says of what could not be seen how large it must have been', () => {
    const judged = allBut({ spike: { from: 0.514 }, stuck: { from: 90 }, attenuated: {} });
    expect(summaryOf(judged)).toMatch(
      / A stuck value, a spike under 0\.51 °C or a damped stretch would not have been seen\.$/,
    );
  });

  test('says that the history is too short where the verdict is unknown', () => {
    expect(summaryOf(allBut({ 'level shift': {} }), 'unknown')).toMatch(
      /^There is not enough history yet to say what is usual here\. No gap, drift, spike or noise burst: /,
    );
  });
});

test('a model is told what was not found only of kinds that would have been', () => {
  const facts = stateFacts(viewOf(calmHour(), { judged: allBut({ drift: { when: END + HOUR } }) }));
  expect(facts.slice(0, 2).map(({ text }) => text)).toEqual([
    'No gap, level shift, spike or noise burst was found. The temperature lies between 21.2 and 21.8 °C, with a mean of 21.5 °C.',
    'A drift can be judged from Thursday 16:00 UTC on at the earliest.',
  ]);
});
