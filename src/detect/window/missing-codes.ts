import type { Finding } from '../finding.ts';
import { traitsOf } from '../kinds.ts';

/** A number by which sensors or loggers say that they have no reading. */
interface MissingCode {
  readonly meaning: string;
  /** True where it may as well be a reading, so that the others must tell. */
  readonly isReading: boolean;
}

const LOGGER = 'which sensors and loggers write when they cannot measure';
const LARGEST = 'the largest number that fits, written when a sensor cannot measure';

const NAMED: readonly (readonly [meaning: string, isReading: boolean, codes: readonly number[]])[] = [
  ['what a DS18B20 without a connection reports', false, [-127]],
  ['what a DS18B20 reports before its first conversion', true, [85]],
  [LOGGER, false, [-999, -9999, -99_999, -999.9, -9999.9, -999.99, 9999, 99_999, 9999.9, 999.99]],
  [LOGGER, true, [-99, -99.9, 99.9, 999, 999.9, 6999, -6999, 7999, -7999]],
  [LARGEST, true, [32_767, -32_768, 65_535]],
  [LARGEST, false, [2_147_483_647, -2_147_483_648, 4_294_967_295]],
];

const CODES: ReadonlyMap<number, MissingCode> = new Map(
  NAMED.flatMap(([meaning, isReading, codes]) =>
    codes.map((code) => [code, { meaning, isReading }] as const),
  ),
);

/** What a number stands for where it is no reading; null for one that is nothing but a number. */
export function missingCode(value: number): MissingCode | null {
  return CODES.get(value) ?? null;
}

/** What the readings of a finding stand for, to end "it reads -999"; null where they may well be measurements. */
export function codeMeaning({ kind, detector, observed }: Finding): string | null {
  const code = traitsOf(kind).observed === 'reading' ? missingCode(observed) : null;
  return code !== null && (detector === 'foreign' || !code.isReading) ? code.meaning : null;
}
