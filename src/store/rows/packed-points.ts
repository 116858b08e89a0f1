import type { Points } from '../../detect/baseline/intake.ts';
import { type Beside, joinBeside, NOTHING_BESIDE } from '../../detect/related/beside.ts';

/** Points of one step, as they stand in a row of `baseline_points`. */
export interface PackedPoints {
  readonly points: Buffer;
  /** Null where nothing stood beside them. */
  readonly beside: Buffer | null;
}

const BYTES_PER_NUMBER = 8;
const BYTES_PER_POINT = 2 * BYTES_PER_NUMBER;

export function packPoints({ times, values, beside }: Points): PackedPoints {
  const points = Buffer.alloc(times.length * BYTES_PER_POINT);
  times.forEach((time, i) => {
    points.writeDoubleLE(time, i * BYTES_PER_POINT);
    points.writeDoubleLE(values[i] ?? Number.NaN, i * BYTES_PER_POINT + BYTES_PER_NUMBER);
  });
  return { points, beside: beside === undefined || beside.ids.length === 0 ? null : packBeside(beside) };
}

function packBeside({ ids, values }: Beside): Buffer {
  const numbers = [ids.length, ...ids, ...values];
  const packed = Buffer.alloc(numbers.length * BYTES_PER_NUMBER);
  numbers.forEach((number, place) => {
    packed.writeDoubleLE(number, place * BYTES_PER_NUMBER);
  });
  return packed;
}

/** The points of several steps as one list. */
export function unpackPoints(steps: readonly PackedPoints[]): Points {
  const packed = Buffer.concat(steps.map(({ points }) => points));
  const numbers = numbersOf(packed);
  const times = numbers.filter((_, place) => place % 2 === 0);
  const values = numbers.filter((_, place) => place % 2 === 1);
  const stretches = steps.map(({ points, beside }) => ({
    rows: points.length / BYTES_PER_POINT,
    beside: beside === null ? NOTHING_BESIDE : unpackBeside(beside),
  }));
  const joined = joinBeside(stretches);
  return joined.ids.length === 0 ? { times, values } : { times, values, beside: joined };
}

function unpackBeside(packed: Buffer): Beside {
  const [count = 0, ...rest] = numbersOf(packed);
  return { ids: Float64Array.from(rest.slice(0, count)), values: Float64Array.from(rest.slice(count)) };
}

function numbersOf(packed: Buffer): Float64Array {
  return Float64Array.from({ length: Math.floor(packed.length / BYTES_PER_NUMBER) }, (_, place) =>
    packed.readDoubleLE(place * BYTES_PER_NUMBER),
  );
}
