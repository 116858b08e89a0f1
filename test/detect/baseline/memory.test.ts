import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeState, encodeState } from '../../../src/detect/baseline/codec.ts';
import { Memory } from '../../../src/detect/baseline/memory.ts';

const CAPACITY = 700;
/** Few different ones, of both signs, noughts of both signs among them. */
const numbers = fc.array(
  fc.oneof(
    fc.integer({ min: -4, max: 4 }),
    fc.constant(-0),
    fc.float({ noNaN: true, noDefaultInfinity: true }),
  ),
  { maxLength: 3 * CAPACITY, size: 'max' },
);

const sortedOf = (memory: Memory) => Array.from({ length: memory.count }, (_, rank) => memory.at(rank));

function restored(memory: Memory): Memory {
  const copy = new Memory(CAPACITY, 'single');
  decodeState(
    1,
    encodeState(1, (codec) => memory.visit(codec)),
    (codec) => copy.visit(codec),
  );
  return copy;
}

test('a memory has the last numbers in order, however many came and whatever their signs', () => {
  fc.assert(
    fc.property(numbers, (all) => {
      const memory = new Memory(CAPACITY, 'single');
      for (const one of all) memory.add(one);
      const kept = all.slice(-CAPACITY).map(Math.fround);
      expect(sortedOf(memory).map((one) => one + 0)).toEqual(
        kept.sort((a, b) => a - b).map((one) => one + 0),
      );
    }),
    { numRuns: 60 },
  );
});

test('a memory that was stored and read back goes on like the one that was not', () => {
  fc.assert(
    fc.property(numbers, numbers, (before, after) => {
      const memory = new Memory(CAPACITY, 'single');
      for (const one of before) memory.add(one);
      const copy = restored(memory);
      expect(sortedOf(copy).map((one) => one + 0)).toEqual(sortedOf(memory).map((one) => one + 0));
      for (const one of after) {
        memory.add(one);
        copy.add(one);
      }
      expect(sortedOf(copy).map((one) => one + 0)).toEqual(sortedOf(memory).map((one) => one + 0));
      expect(encodeState(1, (codec) => copy.visit(codec))).toEqual(
        encodeState(1, (codec) => memory.visit(codec)),
      );
    }),
    { numRuns: 60 },
  );
});
