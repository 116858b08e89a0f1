import type { Senses } from './lexicon.ts';
import { parseDigits, parseNumberWords } from './numbers.ts';
import { makeToken, type Read, type Source } from './pieces.ts';
import type { Quantity } from './tokens.ts';
import { asReading, findUnit, ownUnit, type Unit } from './units.ts';

/** A number with its sign and unit at this place; undefined if there is none. */
export function readQuantity(source: Source, at: number): Read | undefined {
  const inWords = readSpanInWords(source, at);
  if (inWords !== undefined) return inWords;
  const signed = isSign(source, at);
  const number = readNumber(source, signed ? at + 1 : at);
  if (number === undefined) return undefined;
  const length = number.length + (signed ? 1 : 0);
  const quantity = signed ? { ...number.quantity, value: -number.quantity.value } : number.quantity;
  if (isGlued(source, at + length)) {
    const suffix = source.raw[at + length]?.text ?? '';
    if (/^(?:st|nd|rd|th)$/.test(suffix))
      return [makeToken(source, at, length + 1, new Map([['ordinal', suffix]])), length + 1];
    if (suffix === 'k')
      return withUnit(source, at, length + 1, {
        ...quantity,
        value: quantity.value * 1000,
        step: quantity.step * 1000,
      });
  }
  return withUnit(source, at, length, quantity);
}

/** "14 thousand", "1.5 million" */
const DIGIT_SCALES: ReadonlyMap<string, number> = new Map([
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
]);

function readNumber(
  source: Source,
  at: number,
): { readonly quantity: Quantity; readonly length: number } | undefined {
  const piece = source.raw[at];
  if (piece?.kind === 'number') {
    const quantity = parseDigits(piece.text);
    const scale = DIGIT_SCALES.get(source.raw[at + 1]?.text.toLowerCase() ?? '');
    if (scale === undefined) return { quantity, length: 1 };
    return { quantity: { value: quantity.value * scale, step: quantity.step * scale }, length: 2 };
  }
  return piece?.kind === 'word' ? parseNumberWords(wordsFrom(source, at)) : undefined;
}

function withUnit(source: Source, at: number, length: number, quantity: Quantity): Read {
  const [unit, unitLength] = readUnit(source, at + length);
  const all = length + unitLength;
  const complete =
    unit === undefined
      ? quantity
      : { ...quantity, unit: isMeasuredTime(source, at, unit) ? asReading(unit) : unit };
  return [{ ...makeToken(source, at, all, sensesOf(complete)), quantity: complete }, all];
}

/** "44 ms" of a series in milliseconds is a reading; "for 20 seconds" and "5 minutes" are not. */
function isMeasuredTime({ raw, vocabulary }: Source, at: number, unit: Unit): boolean {
  if (
    unit.dimension !== 'time' ||
    unit.factor >= 60 ||
    ownUnit(vocabulary.unit).dimension !== 'measured time'
  )
    return false;
  return !/^(?:for|within|lasting|lasts|lasted|every|after|last|first)$/.test(
    raw[at - 1]?.text.toLowerCase() ?? '',
  );
}

/** Senses of a number for the grammar: what kind of unit it has. */
function sensesOf({ unit, value, step }: Quantity): Senses {
  const senses = new Map([['q', 'number']]);
  const { dimension } = unit ?? {};
  if (dimension === undefined) {
    senses.set('bare', 'number');
    if (Number.isInteger(value) && step <= 1 && value >= 0) senses.set('int', 'number');
  } else if (dimension === 'sigma') senses.set('sigmas', 'number');
  else if (dimension === 'time') senses.set('span', 'number');
  else if (dimension !== 'factor') senses.set('measure', 'number');
  return senses;
}

/** A minus sign belongs to the number only where no number or word stands right before it. */
function isSign({ raw, text }: Source, at: number): boolean {
  const sign = raw[at];
  const next = raw[at + 1];
  if (sign === undefined || next?.kind !== 'number' || next.start !== sign.end || !/^[-−–]$/.test(sign.text))
    return false;
  return sign.start === 0 || /[\s(~≈=:[,/*_]/.test(text.charAt(sign.start - 1));
}

function isGlued({ raw }: Source, at: number): boolean {
  const piece = raw[at];
  return piece !== undefined && piece.start === raw[at - 1]?.end;
}

/** The words that a number in words may be made of, hyphens kept. */
function wordsFrom({ raw }: Source, at: number): string[] {
  const words: string[] = [];
  for (const piece of raw.slice(at, at + 14)) {
    if (piece.kind !== 'word') break;
    words.push(piece.text.toLowerCase());
  }
  return words;
}

/** The unit that follows a number, of up to three pieces, and how many it takes. */
function readUnit({ text, raw, vocabulary }: Source, at: number): [unit: Unit | undefined, length: number] {
  const first = raw[at];
  // "an 8-degree jump"
  if (first?.text === '-' && first.start === raw[at - 1]?.end && raw[at + 1]?.start === first.end) {
    const unit = findUnit(raw[at + 1]?.text ?? '', vocabulary.unit);
    return unit === undefined ? [undefined, 0] : [unit, 2];
  }
  if (first === undefined || (first.kind !== 'word' && !/^[%°xσ×]$/.test(first.text))) return [undefined, 0];
  for (let length = 3; length >= 1; length -= 1) {
    const last = raw[at + length - 1];
    if (last === undefined || last.end - first.start > 30) continue;
    const name = text.slice(first.start, last.end).replace(/\s+/g, ' ');
    const unit = findUnit(name, vocabulary.unit) ?? findUnit(name.replaceAll('-', ' '), vocabulary.unit);
    // "one requests reading": the word is part of a name.
    const named =
      unit?.dimension.startsWith('own:') &&
      /^(?:reading|value|sample|count|rate)s?$/.test(raw[at + length]?.text ?? '');
    if (unit !== undefined && !named) return [unit, length];
  }
  return [undefined, 0];
}

const BEFORE_SPAN = new Set(
  'for over within during almost about nearly lasted lasts lasting took roughly approximately around exactly just under than every some spanning'.split(
    ' ',
  ),
);
const FRACTIONS: ReadonlyMap<string, number> = new Map([
  ['half', 0.5],
  ['quarter', 0.25],
]);

/** "half an hour", "a quarter of an hour", "for an hour", "an hour and a half", "two and a half hours". */
function readSpanInWords(source: Source, at: number): Read | undefined {
  const words = wordsFrom(source, at);
  const [value, length] = spanValue(words, source.raw[at - 1]?.text.toLowerCase() ?? '');
  const unit = length === 0 ? undefined : findUnit(words[length] ?? '', '');
  if (unit?.dimension !== 'time') return undefined;
  const andHalf = words.slice(length + 1, length + 4).join(' ') === 'and a half';
  const all = length + 1 + (andHalf ? 3 : 0);
  const quantity: Quantity = {
    value: value + (andHalf ? 0.5 : 0),
    step: value < 1 || andHalf ? 0.25 : 1,
    unit,
    inWords: true,
  };
  return [{ ...makeToken(source, at, all, sensesOf(quantity)), quantity }, all];
}

/** How many of the unit the words before it say, and how many words they are; 0 words for none. */
function spanValue(words: readonly string[], previous: string): [value: number, length: number] {
  const fractionAt = words[0] === 'a' || words[0] === 'one' ? 1 : 0;
  const fraction = FRACTIONS.get(words[fractionAt] ?? '');
  if (fraction !== undefined) {
    const rest = words.slice(fractionAt + 1);
    const of = rest[0] === 'of' ? 1 : 0;
    const article = rest[of] === 'an' || rest[of] === 'a' ? 1 : 0;
    return article === 0 ? [0, 0] : [fraction, fractionAt + 1 + of + article];
  }
  const single = words[1] === 'single' || words[1] === 'full' || words[1] === 'whole' ? 2 : 1;
  if (
    (words[0] === 'a' || words[0] === 'an' || words[0] === 'one') &&
    (single === 2 || BEFORE_SPAN.has(previous))
  )
    return [1, single];
  const number = parseNumberWords(words);
  if (number === undefined) return [0, 0];
  const half = words.slice(number.length, number.length + 3).join(' ') === 'and a half';
  return half ? [number.quantity.value + 0.5, number.length + 3] : [0, 0];
}
