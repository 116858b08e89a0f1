import { expect, test } from 'vitest';
import { wordsWorthShowing } from '../../../src/factcheck/show/worth.ts';
import type { Origin } from '../../../src/facts/origin.ts';
import { calmHour, finding, MINUTE, START, viewOf } from '../../prompt/support.ts';

const spike = viewOf(calmHour(), { findings: [finding('spike')] });
const stuck = viewOf(calmHour(), {
  findings: [finding('stuck', { end: START + 30 * MINUTE, points: 20, observed: 1200, expected: null })],
});

test.each([
  [spike, 'At 14:10 the temperature was 31.2 °C.'],
  [spike, 'An outlier of 31 °C was seen.'],
  [stuck, 'The temperature was stuck from 14:10 to 14:30.'],
  [stuck, 'Nothing moved: there was no change until 14:30.'],
])('words that name the worst finding are shown: %#', (view, text) => {
  expect(wordsWorthShowing(view, text)).toBe(text);
});

test.each([
  [spike, 'The last reading is 21.58 °C.'],
  [spike, 'There is a spike.'],
  [stuck, 'The temperature was 21.7 °C at 14:10.'],
  [stuck, null],
])('true words beside the point are not: %#', (view, text) => {
  expect(wordsWorthShowing(view, text)).toBeNull();
});

test('in a window without findings every checked sentence is worth showing', () => {
  expect(wordsWorthShowing(viewOf(calmHour()), 'The mean is 21.5 °C.')).toBe('The mean is 21.5 °C.');
});

test('where the history is too short nothing a model says of normality is shown', () => {
  const early = viewOf([21.5, 21.6], { verdict: 'unknown' });
  expect(wordsWorthShowing(early, 'Nothing unusual was found.')).toBeNull();
});

/** A spike that others did not show, or did, as far as it is known. */
function spikeOf(origin: Origin) {
  const around = {
    finding: finding('spike'),
    origin,
    reason: null,
    recurrence: null,
    beginning: null,
    ending: null,
  };
  return viewOf(calmHour(), {
    findings: [finding('spike')],
    context: { findings: [{ ...around, companions: [] }], past: null },
  });
}

const BARE = 'At 14:10 the temperature was 31.2 °C.';

test.each(['sensor', 'surroundings', 'connection'] as const)(
  'words that leave out that it points to the %s would hide it',
  (origin) => {
    const named = `${BARE} This points to the ${origin}, as the facts say.`;
    expect(wordsWorthShowing(spikeOf(origin), BARE)).toBeNull();
    expect(wordsWorthShowing(spikeOf(origin), named)).toBe(named);
  },
);

test.each(['unknown', 'schedule'] as const)(
  'where the origin is %s there is nothing to leave out',
  (origin) => {
    expect(wordsWorthShowing(spikeOf(origin), BARE)).toBe(BARE);
  },
);
