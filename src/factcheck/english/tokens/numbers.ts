/** A number as it was written: one unit in its last digit is its step. */
export interface Written {
  readonly value: number;
  readonly step: number;
}

const SMALL: ReadonlyMap<string, number> = new Map(
  (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
    'seventeen eighteen nineteen'
  )
    .split(' ')
    .map((word, index): [string, number] => [word, index]),
);
const TENS: ReadonlyMap<string, number> = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, index): [string, number] => [word, (index + 2) * 10]),
);
const SCALES: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['dozen', 12],
]);
const MAX_WORDS = 12;

/** A number in digits, as the scanner cuts it: `1,234.5`, `1.2e3`, `.5`. */
export function parseDigits(text: string): Written {
  const plain = text.replaceAll(/[,\u202f\u2009]/g, '');
  const [mantissa = '', exponent = '0'] = plain.toLowerCase().split('e');
  const point = mantissa.indexOf('.');
  const decimals = point === -1 ? 0 : mantissa.length - point - 1;
  return { value: Number(plain), step: 10 ** (Number(exponent) - decimals) };
}

/**
 * A number in words at the head of `words` ("twenty-three", "two hundred and five", "thirteen point six", "a dozen"),
 * and how many words it takes; undefined if there is none.
 */
export function parseNumberWords(
  words: readonly string[],
): { readonly number: Written; readonly length: number } | undefined {
  const whole = wholeNumber(words);
  if (whole === undefined) return undefined;
  const { value, length } = whole;
  const digits = words[length] === 'point' ? fractionDigits(words.slice(length + 1, length + 6)) : '';
  const point = digits === '' ? '' : `.${digits}`;
  const number: Written = { value: Number(`${value}${point}`), step: 10 ** -digits.length };
  return { number, length: length + (digits === '' ? 0 : digits.length + 1) };
}

/** Whether a number in words may begin with one. */
export function beginsNumber(word: string): boolean {
  return word === 'a' || word === 'an' || wordValue(word) !== undefined;
}

/** "two hundred and five" -> 205, 4 words; undefined where no number begins. */
function wholeNumber(
  words: readonly string[],
): { readonly value: number; readonly length: number } | undefined {
  const article = words[0] === 'a' || words[0] === 'an' ? 1 : 0;
  if (article === 1 && !SCALES.has(words[1] ?? '')) return undefined;
  let total = 0;
  let group = article;
  let at = article;
  for (; at < Math.min(words.length, MAX_WORDS) && continues(words, at); at += 1) {
    const scale = SCALES.get(words[at] ?? '') ?? 1;
    group = scale > 1 ? group * scale : group + (wordValue(words[at] ?? '') ?? 0);
    if (scale >= 1000) [total, group] = [total + group, 0];
  }
  return at === 0 ? undefined : { value: total + group, length: at };
}

/** Whether the word at `at` goes on with the number that the words before it make: "two" | "hundred" | "and" | "five". */
function continues(words: readonly string[], at: number): boolean {
  const word = words[at] ?? '';
  const previous = words[at - 1] ?? '';
  if (SCALES.has(word)) return at > 0;
  if (wordValue(word) !== undefined) return at === 0 || SCALES.has(previous) || previous === 'and';
  return word === 'and' && SCALES.has(previous) && wordValue(words[at + 1] ?? '') !== undefined;
}

function wordValue(word: string): number | undefined {
  const simple = SMALL.get(word) ?? TENS.get(word);
  if (simple !== undefined || !word.includes('-')) return simple;
  const [tens = '', ones = ''] = word.split('-', 2);
  const high = TENS.get(tens);
  const low = SMALL.get(ones);
  return high !== undefined && low !== undefined && low < 10 ? high + low : undefined;
}

function fractionDigits(words: readonly string[]): string {
  let digits = '';
  for (const word of words) {
    const value = SMALL.get(word);
    if (value === undefined || value > 9) break;
    digits += String(value);
  }
  return digits;
}
