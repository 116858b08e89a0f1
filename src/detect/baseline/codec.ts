import { PlumblineError } from '../../lib/errors.ts';

type Numbers = Float32Array | Float64Array | Int8Array;

/**
 * Walks over the state of a part, either writing every field or reading every field back: one list of fields for both
 * ways, so that they cannot drift apart. All numbers are kept to the last bit, in the machine's byte order.
 */
export interface Codec {
  /** Of the state that is read or written: a field that came with a later one is not in an earlier state. */
  readonly version: number;
  /** True when fields are read back. */
  readonly isReading: boolean;
  /** Writes `value` and returns it, or returns what was written. */
  number(value: number): number;
  /** Writes the first `used` elements, or reads that many back. */
  array(values: Numbers, used: number): void;
}

function bytesOf(values: Numbers): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** Bytes of everything that `visit` hands over, behind a version. */
export function encodeState(version: number, visit: (codec: Codec) => void): Uint8Array {
  const parts: Uint8Array[] = [];
  const array = (values: Numbers, used: number): void => {
    parts.push(bytesOf(values.subarray(0, used)));
  };
  const number = (value: number): number => {
    array(Float64Array.of(value), 1);
    return value;
  };
  number(version);
  visit({ version, isReading: false, number, array });
  return Uint8Array.from(Buffer.concat(parts));
}

/** The error for bytes that are no baseline, or not one of this program. */
export function unreadable(why: string): PlumblineError {
  return new PlumblineError('database_damaged', `the stored baseline cannot be read: ${why}`, {
    hint: 'delete the baseline of this series; it is learned anew from the history of the source',
  });
}

/**
 * Reads back what `encodeState` wrote, in this version or an earlier one. Throws `database_damaged` for a later version or
 * bytes that do not fit.
 */
export function decodeState(version: number, snapshot: Uint8Array, visit: (codec: Codec) => void): void {
  let used = 0;
  const array = (values: Numbers, count: number): void => {
    if (!(count >= 0 && count <= values.length))
      throw unreadable(`a list of ${count} in place of ${values.length}`);
    const target = bytesOf(values.subarray(0, count));
    if (used + target.length > snapshot.length) throw unreadable(`it ends after ${snapshot.length} bytes`);
    target.set(snapshot.subarray(used, used + target.length));
    used += target.length;
  };
  const one = new Float64Array(1);
  const number = (): number => {
    array(one, 1);
    return one[0] ?? 0;
  };
  const found = number();
  if (!(found >= 1 && found <= version))
    throw unreadable(`it has version ${found}, this program reads version ${version}`);
  visit({ version: found, isReading: true, number, array });
  if (used !== snapshot.length) throw unreadable(`${snapshot.length - used} bytes are left over`);
}
