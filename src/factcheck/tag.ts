import { LONGEST_PHRASE, lookUp, sensesOf } from './lexicon.ts';
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

/** Tokens of one sentence: numbers with their units, times, and words joined to the longest phrase of the lexicon. */
export function tag(text: string, start: number, end: number, vocabulary: Vocabulary): Token[] {
  const source: Source = { text, raw: scan(text, start, end), vocabulary };
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.raw.length) {
    const [token, length] = readLoose(source, at) ?? readExact(source, at) ?? readWord(source, at);
    tokens.push(token);
    at += length;
  }
  return tokens;
}

function readExact(source: Source, at: number): Read | undefined {
  return readMoment(source, at) ?? readQuantity(source, at);
}

/** "about 20 °C", "around 14:05": the loose word becomes part of the number or time. */
function readLoose(source: Source, at: number): Read | undefined {
  const phrase = readPhrase(source, at);
  const approximation = phrase?.[0].senses.get('approx');
  if (phrase === undefined || approximation === undefined) return undefined;
  const exact = readExact(source, at + phrase[1]);
  if (exact === undefined) return undefined;
  const [token, length] = exact;
  const joined = { ...token, start: phrase[0].start, norm: `${phrase[0].norm} ${token.norm}` };
  if (token.moment !== undefined)
    return [{ ...joined, moment: { ...token.moment, about: true } }, phrase[1] + length];
  if (token.quantity === undefined) return undefined;
  const about = approximation === 'almost' || approximation === 'over' ? approximation : 'about';
  return [{ ...joined, quantity: { ...token.quantity, about } }, phrase[1] + length];
}

/** The longest phrase of the lexicon that begins here. */
function readPhrase(source: Source, at: number): Read | undefined {
  const first = source.raw[at];
  if (first === undefined) return undefined;
  for (let length = Math.min(LONGEST_PHRASE, source.raw.length - at); length > 0; length -= 1) {
    const last = source.raw[at + length - 1];
    if (last === undefined || last.end - first.start > 40) continue;
    const found = lookUp(normalize(source.text.slice(first.start, last.end)));
    if (found !== undefined) return [makeToken(source, at, length, found), length];
  }
  return undefined;
}

function readWord(source: Source, at: number): Read {
  const [token, length] = readPhrase(source, at) ?? [makeToken(source, at, 1, sensesOf('')), 1];
  if (length > 1) return [token, length];
  const { measured, unit } = source.vocabulary;
  const senses = new Map(token.senses);
  const word = token.norm;
  if (MEASURED.has(word) || measured.has(word) || measured.has(word.replace(/s$/, '')))
    senses.set('meas', word);
  if (unit.length > 2 && (word === unit.toLowerCase() || `${word}s` === unit.toLowerCase()))
    senses.set('ownunit', word);
  if (/-(?:minute|hour|second|day|week)$/.test(word)) senses.set('intens', 'plain');
  if (source.raw[at]?.kind === 'sign') senses.set('sign', word);
  if (word === ',') senses.set('comma', word);
  return [{ ...token, senses }, 1];
}
