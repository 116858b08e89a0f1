import { COMMA, POINT, parseNumber } from '../cells.ts';
import type { RecordScanner } from '../records.ts';
import { isAmbiguous, type NumberStyle, numberOf } from './number.ts';
import type { CsvFile } from './open.ts';

/** How files write that there is no value. */
const NULLS: ReadonlySet<string> = new Set([
  ...['', 'nan', 'null', 'nil', 'none', 'na', 'n/a', '#n/a', '-', '--', '---', '?', '<na>', '.', '\\n'],
  ...['unavailable', 'unknown', 'missing', 'no data', 'nodata', 'undefined', '#div/0!', '#value!', '#num!'],
]);
const INFINITE = /^[+-]?inf(?:inity)?$/i;
const TRUE: readonly string[] = ['true', 'on', 'yes'];
const FALSE: readonly string[] = ['false', 'off', 'no'];

/** The words that the settings add. */
export interface Words {
  readonly nullValues: readonly (string | number)[];
  readonly trueValues: readonly string[];
  readonly falseValues: readonly string[];
}

/** What a cell holds that is no number: nothing, yes or no, or words. */
export type CellKind = 'null' | 'true' | 'false' | 'word';

/** Sorts cells that are no numbers. */
export class WordTable {
  readonly nullNumbers: ReadonlySet<number>;
  readonly #kinds = new Map<string, CellKind>();

  constructor({ nullValues, trueValues, falseValues }: Words) {
    for (const word of NULLS) this.#kinds.set(word, 'null');
    for (const word of TRUE) this.#kinds.set(word, 'true');
    for (const word of FALSE) this.#kinds.set(word, 'false');
    for (const word of trueValues) this.#kinds.set(fold(word), 'true');
    for (const word of falseValues) this.#kinds.set(fold(word), 'false');
    for (const word of nullValues) this.#kinds.set(fold(String(word)), 'null');
    const numbers = nullValues.map(Number).filter((value) => !Number.isNaN(value));
    this.nullNumbers = new Set(numbers);
  }

  kindOf(cell: string): CellKind {
    const word = fold(cell);
    return this.#kinds.get(word) ?? (INFINITE.test(word) ? 'null' : 'word');
  }
}

function fold(word: string): string {
  return word.trim().toLowerCase();
}

/** What was read of one column, beside its numbers. */
export interface ColumnTally {
  /** Cells with words in place of a number, and the first of them. */
  words: number;
  wordSample: string;
  /** Readings that `nullValues` makes nulls. */
  nulled: number;
}

/** Reads cells of values: a number, 1 or 0 for yes or no, NaN for none and for words, which are counted. */
export class ValueReader {
  readonly #style: NumberStyle;
  readonly #mark: number;
  readonly #words: WordTable;
  readonly #nullNumbers: ReadonlySet<number> | undefined;

  /** True where `1.198` may be 1198: no cell like it is read. */
  readonly #doubtsPoints: boolean;

  constructor(
    { numberStyle: style, pointIsSure }: Pick<CsvFile, 'numberStyle' | 'pointIsSure'>,
    words: WordTable,
  ) {
    this.#style = style;
    this.#doubtsPoints = style === 'unsure' && !pointIsSure;
    this.#mark = style === 'comma' ? COMMA : POINT;
    this.#words = words;
    this.#nullNumbers = words.nullNumbers.size === 0 ? undefined : words.nullNumbers;
  }

  /** The value of field `index`; `unit` is what its cells end with. */
  read(row: RecordScanner, index: number, unit: string | undefined, tally: ColumnTally): number {
    const from = row.starts[index] ?? 0;
    const value = parseNumber(row.bytes, from, row.ends[index] ?? from, this.#mark);
    const isPlain = !Number.isNaN(value) && !(this.#doubtsPoints && isAmbiguous(row.text(index), false));
    const number = isPlain ? value : this.#readText(row.text(index), unit, tally);
    if (this.#nullNumbers?.has(number) !== true) return number;
    tally.nulled += 1;
    return Number.NaN;
  }

  #readText(text: string, unit: string | undefined, tally: ColumnTally): number {
    const kind = this.#words.kindOf(text);
    if (kind === 'null') return Number.NaN;
    if (kind === 'true' || kind === 'false') return kind === 'true' ? 1 : 0;
    const bare =
      unit !== undefined && text.trimEnd().endsWith(unit) ? text.trimEnd().slice(0, -unit.length) : text;
    const number = this.#doubtsPoints && isAmbiguous(bare, false) ? Number.NaN : numberOf(bare, this.#style);
    if (!Number.isNaN(number)) return number;
    tally.words += 1;
    if (tally.wordSample === '') tally.wordSample = text.trim().slice(0, 40);
    return Number.NaN;
  }
}
