import { longestPhraseFrom, lookUp, sensesOf } from './lexicon.ts';
import { makeToken, normalize, type Read, type Source, type Vocabulary } from './pieces.ts';
import { readMoment } from './tag-moment.ts';
import { readQuantity } from './tag-quantity.ts';
import { scan, type Token } from './tokens.ts';

/** Words for what is measured, whatever the series. */
const MEASURED = new Set(
  (
    'temperature temperatures temp humidity co2 pressure light lights brightness level levels load usage utilization utilisation ' +
    'occupancy speed speeds traffic demand volume count rate flow current voltage power concentration sensor sensors cpu memory ' +
    'network throughput signal data illuminance lux consumption series variable metric measurements dataset readings passenger ' +
    'passengers tweet tweets thermocouple air room ambient indoor outdoor relative carbon dioxide ratio motor pump loop energy noise ' +
    'vibration water moisture wind rain radiation disk bandwidth latency requests'
  ).split(' '),
);

/** Words that say nothing by themselves, and stand in no table. */
const FUNCTION_WORDS = new Set(
  (
    'and but nor yet the its his her their our your you she they them who whom whose which what when where why how here there than ' +
    'for nothing last first second third per afterwards step range ranges ranged verdict analyst analysis distribution behaviour behavior ' +
    'baseline come comes came arrive arrives arrived stay stays stayed remain remains remained sit sits follow follows followed keep keeps kept ' +
    'take takes took taken excluding including looking look note report summary conclusion respectively approximately once twice well ' +
    'office building machine device system plant operator dashboard status state condition conditions size amount part parts rest ' +
    'begin begins began start starts started end ends ended last lasts lasted happen happens happened happening move moves reach reaches ' +
    'because although though while whereas however therefore thus hence also too both either during into onto upon per via among'
  ).split(' '),
);

/** Tokens of one sentence: numbers with their units, times, and words joined to the longest phrase of the lexicon. */
export function tag(text: string, start: number, end: number, vocabulary: Vocabulary): Token[] {
  const source: Source = { text, raw: scan(text, start, end), vocabulary };
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.raw.length) {
    const phrase = readPhrase(source, at);
    // "one third of" is one word, no number.
    const share = phrase !== undefined && isShare(source, at, phrase) ? phrase : undefined;
    const exact = share ?? readLoose(source, at, phrase) ?? readExact(source, at);
    const [token, length] = exact ?? readWord(source, at, phrase);
    tokens.push(token);
    at += length;
  }
  return tokens;
}

/** "one third of the readings"; "a quarter of an hour" is a length of time. */
function isShare({ raw }: Source, at: number, [token, length]: Read): boolean {
  const next = raw[at + length]?.text ?? '';
  return (
    length > 1 && /of$|half/.test(token.norm) && token.senses.has('amount') && next !== 'an' && next !== 'a'
  );
}

function readExact(source: Source, at: number): Read | undefined {
  return readMoment(source, at) ?? readQuantity(source, at);
}

const APPROXIMATIONS = ['about', 'almost', 'over', 'exactly'] as const;

/** "about 20 °C", "around 14:05": the loose word becomes part of the number or time. */
function readLoose(source: Source, at: number, phrase: Read | undefined): Read | undefined {
  const approximation = phrase?.[0].senses.get('approx');
  if (phrase === undefined || approximation === undefined) return undefined;
  const exact = readExact(source, at + phrase[1]);
  if (exact === undefined) return undefined;
  const [token, length] = exact;
  const joined = { ...token, start: phrase[0].start, norm: `${phrase[0].norm} ${token.norm}` };
  if (token.moment !== undefined) {
    const about = approximation !== 'exactly';
    return [{ ...joined, moment: { ...token.moment, about } }, phrase[1] + length];
  }
  if (token.quantity === undefined) return undefined;
  const about = APPROXIMATIONS.find((name) => name === approximation) ?? 'about';
  return [{ ...joined, quantity: { ...token.quantity, about } }, phrase[1] + length];
}

/** The longest phrase of the lexicon that begins here. */
function readPhrase(source: Source, at: number): Read | undefined {
  const first = source.raw[at];
  if (first === undefined) return undefined;
  const word = normalize(first.text);
  const reach = first.start + longestPhraseFrom(word);
  for (let length = piecesWithin(source, at, reach); length > 1; length -= 1) {
    const last = source.raw[at + length - 1];
    const found = last && lookUp(normalize(source.text.slice(first.start, last.end)));
    if (found !== undefined) return [makeToken(source, at, length, found), length];
  }
  const known = lookUp(word);
  return known && [{ start: first.start, end: first.end, norm: word, senses: known }, 1];
}

/** How many pieces from `at` on end before a place in the text, blanks between them allowed for. */
function piecesWithin({ raw }: Source, at: number, reach: number): number {
  let length = 0;
  while ((raw[at + length]?.end ?? Number.POSITIVE_INFINITY) <= reach + 3) length += 1;
  return length;
}

function readWord(source: Source, at: number, phrase: Read | undefined): Read {
  const [token, length] = phrase ?? [makeToken(source, at, 1, sensesOf('')), 1];
  if (length > 1) return [token, length];
  const more = ownSenses(source, at, token);
  return more.length === 0 ? [token, 1] : [{ ...token, senses: new Map([...token.senses, ...more]) }, 1];
}

/** Senses that come from the series, and from the form of a word. */
function ownSenses(
  { raw, vocabulary }: Source,
  at: number,
  { norm: word, senses: { size: known } }: Token,
): [string, string][] {
  const senses: [string, string][] = [];
  const unit = vocabulary.unit.toLowerCase();
  if (MEASURED.has(word) || vocabulary.measured.has(word) || vocabulary.measured.has(word.replace(/s$/, '')))
    senses.push(['meas', word]);
  if (unit.length > 2 && (word === unit || `${word}s` === unit)) senses.push(['ownunit', word]);
  if (/-(?:minute|hour|second|day|week)$/.test(word)) senses.push(['intens', 'plain']);
  if (raw[at]?.kind === 'sign') senses.push(['sign', word]);
  if (word === ',') senses.push(['comma', word]);
  if (known === 0 && senses.length === 0 && /^\p{L}{3,}$/u.test(word) && !FUNCTION_WORDS.has(word))
    senses.push(['unknown', word]);
  return senses;
}
