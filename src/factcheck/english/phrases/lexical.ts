import type { Vocabulary } from '../../statement/text.ts';
import { findUnit } from '../../units.ts';
import { beginsNumber, parseNumberWords } from '../tokens/numbers.ts';
import type { Token } from '../tokens/token.ts';
import { longestFrom, sensesOf } from '../words/lexicon.ts';
import { beginsQuantity, quantityOf } from '../words/quantities.ts';
import { hourAt } from './hours.ts';
import type { Category, Edge, PhraseTypes } from './phrase.ts';

const LONGEST_UNIT = 4;
const LONGEST_QUANTITY = 3;
const LONGEST_NUMBER = 8;
/** Letters that are a unit right after a number and words or names elsewhere. */
const SCALES: ReadonlyMap<string, number> = new Map([
  ['thousand', 1e3],
  ['k', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['mn', 1e6],
  ['bn', 1e9],
]);

/** What each token can be by itself or as the head of a known phrase of several words: the ground floor of the chart. */
export function lexicalEdges(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  known: ReadonlySet<string>,
): readonly (readonly Edge[])[] {
  const ownUnit = findUnit(vocabulary.unit, '')?.name;
  return tokens.map((token, at) => {
    const units = unitEdges(tokens, at, vocabulary, ownUnit);
    const words = wordEdges(tokens, at, known).filter(
      // "ambient" lies outside of the window, where the series is not of it.
      ({ category }) => category !== 'elsewhere' || !vocabulary.words.has(token.norm),
    );
    return [
      ...numberEdges(tokens, at, vocabulary),
      ...hourEdges(tokens, at),
      ...(token.moment === undefined ? [] : [edge('clock', at, at + 1, token.moment)]),
      ...units,
      ...(units.length === 0 ? rateUnitEdges(token, at, vocabulary) : []),
      ...nameEdges(tokens, at, vocabulary),
      ...quantityEdges(tokens, at, vocabulary),
      ...(units.length === 0 ? words : words.filter(({ category }) => category !== 'unknown')),
    ];
  });
}

/** The one place where a word becomes a phrase. */
export function edge<C extends Category>(category: C, from: number, to: number, value: PhraseTypes[C]): Edge {
  return { category, from, to, value, rules: [] };
}

function hourEdges(tokens: readonly Token[], at: number): Edge[] {
  const hour = hourAt(tokens, at);
  return hour === undefined ? [] : [edge('hour', at, at + 1, hour)];
}

function numberEdges(tokens: readonly Token[], at: number, { unit }: Vocabulary): Edge[] {
  const token = tokens[at];
  if (token?.number !== undefined) {
    const next = tokens[at + 1];
    // "373.15 K" of a temperature is kelvin.
    const isKelvin = next?.text === 'K' && findUnit(unit, '')?.dimension === 'temperature';
    const scale = isKelvin ? undefined : SCALES.get(next?.norm ?? '');
    const { value, step } = token.number;
    return scale === undefined
      ? [edge('number', at, at + 1, token.number)]
      : [edge('number', at, at + 2, { value: value * scale, step: step * scale })];
  }
  if (token?.kind !== 'word' || !beginsNumber(token.norm)) return [];
  const words = tokens
    .slice(at, at + LONGEST_NUMBER)
    .map(({ norm, number }) => (number === undefined ? norm : '#'));
  const spelled = parseNumberWords(words);
  return spelled === undefined ? [] : [edge('number', at, at + spelled.length, spelled.number)];
}

function unitEdges(
  tokens: readonly Token[],
  at: number,
  { unit }: Vocabulary,
  seriesUnit: string | undefined,
): Edge[] {
  const first = tokens[at];
  const edges: Edge[] = [];
  // "20.3 x3": three times, and no unit.
  if (first === undefined || (/^[x×]$/.test(first.text) && tokens[at + 1]?.number !== undefined))
    return edges;
  let text = '';
  for (let length = 1; length <= LONGEST_UNIT && at + length <= tokens.length; length += 1) {
    const last = tokens[at + length - 1];
    if (last === undefined) break;
    text += length > 1 && last.spaced ? ` ${last.text}` : last.text;
    const found = findUnit(text.replaceAll('’', "'"), unit);
    if (found === undefined) continue;
    const own = found.dimension === 'time' && found.name === seriesUnit;
    if (own) edges.push(edge('readingUnit', at, at + length, found.name));
    if (!own || length > 1 || (first.text.length > unit.length && unit.length < 3))
      edges.push(edge('unit', at, at + length, found.name));
  }
  return edges;
}

/** "ppm/h": no unit of readings, but of their change. */
function rateUnitEdges({ text }: Token, at: number, { unit }: Vocabulary): Edge[] {
  if (!text.includes('/')) return [];
  const [head, tail, more] = text.split('/');
  if (head === undefined || tail === undefined || more !== undefined) return [];
  const [of, per] = [findUnit(head, unit), findUnit(tail, '')];
  return of === undefined || per?.dimension !== 'time'
    ? []
    : [edge('rateUnit', at, at + 1, { unit: of.name, per: per.name })];
}

function nameEdges(tokens: readonly Token[], at: number, { tags }: Vocabulary): Edge[] {
  const token = tokens[at];
  if (token === undefined) return [];
  const before = tokens[at - 1]?.norm ?? '';
  // "pump p2", "tank b", "web-2": a name beside the word for what is named, or a sibling of a name.
  const isNamed = tags.has(before) || NAMED.has(before);
  const isSibling = [...tags.values()].some((value) => isSiblingOf(value, token.norm));
  if (
    token.kind === 'word' &&
    ((isNamed && (IDENTIFIER.test(token.norm) || (tags.has(before) && /^[b-z]$/.test(token.norm)))) ||
      isSibling)
  )
    return [
      edge('tagValue', at, at + 1, {
        name: token.norm,
        key: tags.has(before) ? before : (keyOf(tags, token.norm) ?? before),
      }),
    ];
  return [...tags].flatMap(([key, value]) => {
    if (!value.startsWith(token.norm)) return [];
    const parts = value.split(/\s+/);
    const same = parts.every((part, index) => tokens[at + index]?.norm === part);
    if (!same || (value.length < 2 && tokens[at - 1]?.norm !== key)) return [];
    return [edge('tagValue', at, at + parts.length, { name: value, key })];
  });
}

/** Words after which a name is told. */
const NAMED = new Set([
  'sensor',
  'host',
  'device',
  'machine',
  'server',
  'station',
  'node',
  'probe',
  'unit',
  'pump',
  'room',
  'channel',
  'meter',
  'tank',
  'line',
  'zone',
  'rig',
]);
const IDENTIFIER = /^(?=.*\d)\p{L}[\p{L}\d]*(?:[-_.][\p{L}\d]+)*$/u;

function isSiblingOf(name: string, word: string): boolean {
  if (name[0] !== word[0]) return false;
  const stem = name.replace(/\d+$/, '');
  return stem !== name && stem.length > 1 && word.startsWith(stem) && /^\d+$/.test(word.slice(stem.length));
}

function keyOf(tags: ReadonlyMap<string, string>, word: string): string | undefined {
  return [...tags].find(([, value]) => value === word || isSiblingOf(value, word))?.[0];
}

function quantityEdges(tokens: readonly Token[], at: number, { words }: Vocabulary): Edge[] {
  const word = tokens[at]?.norm ?? '';
  for (let length = beginsQuantity(word) ? LONGEST_QUANTITY : 0; length > 0; length -= 1) {
    const phrase = phraseOf(tokens, at, length);
    const name = phrase === undefined ? undefined : quantityOf(phrase);
    if (name !== undefined) return [edge('quantityWord', at, at + length, name)];
  }
  const own = words.has(word) || (word.endsWith('s') && words.has(word.slice(0, -1)));
  return own && sensesOf(word).length === 0 ? [edge('quantityWord', at, at + 1, 'own')] : [];
}

function wordEdges(tokens: readonly Token[], at: number, known: ReadonlySet<string>): Edge[] {
  const token = tokens[at];
  if (token === undefined || token.kind === 'moment' || token.kind === 'number') return [];
  const edges: Edge[] = [];
  for (let length = longestFrom(token.norm); length > 0; length -= 1) {
    const phrase = phraseOf(tokens, at, length);
    if (phrase === undefined) continue;
    for (const { category, sense } of sensesOf(phrase))
      edges.push(wordEdge(category, sense, at, at + length, phrase));
  }
  for (const { category, sense } of longestFrom(token.norm) === 0 ? sensesOf(token.norm) : [])
    edges.push(wordEdge(category, sense, at, at + 1, token.norm));
  // What an adjective is said of, no table tells.
  const isOpen = edges.every(({ category }) => category === 'adjective');
  if (isOpen && token.kind === 'word' && !known.has(token.norm))
    edges.push(edge('unknown', at, at + 1, token.norm));
  return edges;
}

/** A noun for readings says whether it is one. */
function wordEdge(category: Category, sense: string, from: number, to: number, phrase: string): Edge {
  const isMany = category === 'reading' && sense === 'reading' && phrase.endsWith('s');
  return { category, from, to, value: isMany ? 'readings' : sense, rules: [] };
}

function phraseOf(tokens: readonly Token[], at: number, length: number): string | undefined {
  if (at + length > tokens.length) return undefined;
  let phrase = tokens[at]?.norm ?? '';
  for (const { norm, spaced } of tokens.slice(at + 1, at + length)) phrase += spaced ? ` ${norm}` : norm;
  return phrase;
}
