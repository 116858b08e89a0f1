import { expect, test } from 'vitest';
import { Apprentices } from '../../src/eval/apprentice.ts';
import { gaussian, seededRandom } from '../../src/lib/random.ts';
import { NO_NOTES, type SeriesWindow } from '../../src/source/source.ts';

const ROWS = 6000;

/** Two that wander together, and one that does so by itself. */
function recordings(): readonly SeriesWindow[] {
  const random = seededRandom('apprentice');
  const walk = () => {
    let at = 0;
    return Float64Array.from({ length: ROWS }, () => {
      at += gaussian(random);
      return at;
    });
  };
  const [common, alone] = [walk(), walk()];
  const times = Float64Array.from({ length: ROWS }, (_, row) => row * 60_000);
  const named = (series: string, values: Float64Array) => ({ series, times, values, notes: NO_NOTES });
  return [
    named('a', common),
    named(
      'b',
      common.map((value) => 3 * value),
    ),
    named('c', alone),
  ];
}

test('what goes along is learned by the rows before a window, and by no later ones', () => {
  const [own, ...others] = recordings();
  if (own === undefined) throw new Error('there are three');
  const apprentices = new Apprentices();
  expect([...apprentices.before(0, own, others).values()]).toEqual([null, null]);
  const ties = apprentices.before(ROWS, own, others);
  expect(ties.get('b')?.slope).toBeCloseTo(3, 1);
  expect(ties.get('c')).toBeNull();
  expect(apprentices.before(0, own, others).size).toBe(0);
});
