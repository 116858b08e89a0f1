import { describe, expect, it } from 'vitest';
import { minute, office, verdictsOf } from './support.ts';

const ramp = (from: number, to: number, n: number): number[] =>
  Array.from({ length: n }, (_, index) => Math.round((from + ((to - from) * (index + 1)) / n) * 100) / 100);
const still = (level: number, n: number): number[] =>
  Array.from({ length: n }, (_, index) => level + (index % 2) * 0.05);

/** From 20 up to 23 at 10:20, there until 10:35, down to 21 at 10:50, there until 10:59. */
const HUMP = office([20, ...ramp(20, 23, 20), ...still(23, 15), ...ramp(23, 21, 15), ...still(21, 9)]);
/** From 80 down to 60 at half way, up to 90. */
const VALLEY = office([80, ...ramp(80, 60, 24), ...ramp(60, 90, 25)]);
/** Ever more slowly from 100 to 21.6. */
const DECAY = office(
  Array.from({ length: 40 }, (_, index) => Math.round((20 + 80 * Math.exp(-index / 10)) * 10) / 10),
);
/** 40 to 60 and back, all the time. */
const RESTLESS = office(
  Array.from({ length: 60 }, (_, index) => Math.round(50 + 10 * Math.sin(index * 2.4))),
);
/** A slow rise from 500 to 541, with 900 at 10:30. */
const RISE_WITH_SPIKE = office(
  Array.from({ length: 60 }, (_, index) =>
    index === 30 ? 900 : Math.round(500 + (40 * index) / 59 + (index % 2)),
  ),
  [{ kind: 'spike', at: minute(30), value: 900 }],
);

describe.each([
  ['a hump', HUMP, 'It first gets warmer and then cools off again.', 'It first cools and then warms up.'],
  ['a rest in between', HUMP, 'Up first, then flat, then down.', 'Down first, then flat, then up.'],
  ['a valley', VALLEY, 'It first falls and then rises.', 'It first rises and then falls.'],
  ['what ends', HUMP, 'Between 10:20 and 10:35 it levels off.', 'Between 10:36 and 10:50 it keeps climbing.'],
  ['what grows slower', DECAY, 'The fall slows down.', 'The fall accelerates.'],
  [
    'what never turns',
    DECAY,
    'The readings are monotonically decreasing.',
    'The readings are monotonically increasing.',
  ],
  ['no direction', RESTLESS, 'There is no trend.', 'There is an upward trend.'],
  ['no rest', RESTLESS, 'It goes up and down without a clear direction.', 'The value never changes.'],
  ['a rise beside a spike', RISE_WITH_SPIKE, 'The value is creeping up.', 'The value is creeping down.'],
  ['each step', DECAY, 'The readings fall each minute.', 'The readings rise each minute.'],
  [
    'a few of the last',
    HUMP,
    'The last nine readings are all below the mean.',
    'The last 20 readings are all below the mean.',
  ],
  ['the end of a rest', VALLEY, 'It rises in the second half.', 'It falls in the second half.'],
])('%s', (_, window, holds, fails) => {
  it(`is told by "${holds}"`, () => {
    const verdicts = verdictsOf(holds, window);
    expect(verdicts).not.toHaveLength(0);
    expect(new Set(verdicts)).toEqual(new Set(['supported']));
  });

  it(`is not told by "${fails}"`, () => {
    expect(verdictsOf(fails, window)).toContain('refuted');
  });
});

it('goes on from where the movement before it came to', () => {
  expect(verdictsOf('It falls to 70 °C and sinks further to 80 °C.', VALLEY)).toContain('refuted');
});
