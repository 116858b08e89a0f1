import { expect, describe as group, it } from 'vitest';
import { decodeState, encodeState } from '../../../src/detect/baseline/codec.ts';
import { besideOf, idOf } from '../../../src/detect/related/beside.ts';
import { Relations } from '../../../src/detect/related/relations.ts';
import { gaussian, type Random, seededRandom } from '../../../src/lib/random.ts';

const ROWS = 3000;
const TIMES = Float64Array.from({ length: ROWS }, (_, row) => row * 60_000);

type Course = (row: number) => number;

function noise(random: Random, size: number): Course {
  return () => size * gaussian(random);
}

/** People come and go: a level that changes every now and then, the same for all who feel it. */
function people(seed: string): Course {
  const random = seededRandom(seed);
  let level = 0;
  return (row) => {
    if (row % 17 === 0) level = 0.7 * level + gaussian(random);
    return level;
  };
}

/** What a series has learned of one beside it. */
function learned(own: Course, other: Course, rows = ROWS, relations = new Relations()) {
  const values = { own: TIMES.map((_, row) => own(row)), other: TIMES.map((_, row) => other(row)) };
  const beside = besideOf(TIMES, [{ series: 'other', times: TIMES, values: values.other }]);
  for (let row = 0; row < rows; row += 1) relations.push(values.own[row] ?? Number.NaN, beside, row);
  return relations.relationTo(idOf('other'));
}

group('what ties a series to another', () => {
  it('is learned from moves that go along only in part, with how far the other moves for one unit', () => {
    const random = seededRandom('tied');
    const [first, second] = [people('a'), people('a')];
    const [a, b] = [noise(random, 0.3), noise(random, 1)];
    const relation = learned(
      (row) => first(row) + a(row),
      (row) => 3 * second(row) + b(row),
    );
    expect(relation?.slope).toBeGreaterThan(2);
    expect(relation?.slope).toBeLessThan(4.5);
  });

  it('has the sign of the moves', () => {
    const [first, second] = [people('a'), people('a')];
    expect(
      learned(
        (row) => first(row),
        (row) => -0.1 * second(row),
      )?.slope,
    ).toBeLessThan(-0.05);
  });

  it('is not known before forty moves', () => {
    const both = (rows: number) => {
      const [first, second] = [people('a'), people('a')];
      return learned(
        (row) => first(row) + 0.01 * (row % 2),
        (row) => second(row) + 0.01 * (row % 3),
        rows,
      );
    };
    expect(both(409)).toBeNull();
    expect(both(420)).not.toBeNull();
  });

  it('is not that both have a slow wave of the same length: that goes along at other times, too', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const random = seededRandom(`wave ${seed}`);
      const wave = 200 + 1200 * random();
      const [a, b, phase] = [noise(random, 0.1), noise(random, 0.1), 6 * random()];
      const relation = learned(
        (row) => 5 * Math.sin((row / wave) * 2 * Math.PI) + a(row),
        (row) => 5 * Math.sin((row / wave) * 2 * Math.PI + phase) + b(row),
      );
      expect(relation).toBeNull();
    }
  });

  it('is seen in one of fifty pairs of strangers at the most, though each wanders and is busy by day', () => {
    let tied = 0;
    for (let seed = 0; seed < 300; seed += 1) {
      const [a, b] = [seededRandom(`stranger a ${seed}`), seededRandom(`stranger b ${seed}`)];
      const wanderer = (random: Random): Course => {
        let level = 0;
        return (row) => {
          level += gaussian(random) * (row % 1440 < 600 ? 1 : 0.2);
          return level;
        };
      };
      if (learned(wanderer(a), wanderer(b)) !== null) tied += 1;
    }
    expect(tied).toBeLessThanOrEqual(6);
  });

  it('says how far the series moves without the other, by the third largest of such moves', () => {
    const [first, second] = [people('a'), people('a')];
    const alone = (steps: number) =>
      learned(
        (row) => first(row) + (row % 600 >= 300 && row % 600 < 330 && row < 600 * steps ? 50 : 0),
        (row) => second(row),
      )?.alone ?? Number.NaN;
    expect(alone(5)).toBeGreaterThan(40);
    // Once up and once down again: that may have been a fault.
    expect(alone(1)).toBeLessThan(10);
  });

  it('goes on where the state was taken, and reads a state from before there were ties', () => {
    const relations = new Relations();
    const [first, second] = [people('a'), people('a')];
    const known = learned(first, second, ROWS, relations);
    const written = (version: number) => encodeState(version, (codec) => relations.visit(codec));
    const read = (version: number) => {
      const restored = new Relations();
      decodeState(4, written(version), (codec) => restored.visit(codec));
      return restored.relationTo(idOf('other'));
    };
    expect(read(4)).toEqual(known);
    expect(read(3)).toBeNull();
  });
});
