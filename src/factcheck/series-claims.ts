import type { Draft } from './meaning.ts';
import type { SeriesName } from './series-names.ts';
import type { Token } from './tokens.ts';

const PLACES = new Set(
  'office kitchen bedroom basement garage warehouse bathroom attic lobby greenhouse cellar laboratory lab factory workshop classroom hallway corridor'.split(
    ' ',
  ),
);
const PEOPLE = /^(?:manager|technician|team|staff|worker|assistant|notes?|report|environment|space)/;
const IDENTIFIER = /^(?=.*\d)[\p{L}\d]+(?:[-_.][\p{L}\d]+)*$/u;

/** A name stated as where the data comes from: the value of a tag, or another of its kind. */
export function readSeries(
  tokens: readonly Token[],
  at: number,
  series: SeriesName,
): { drafts: readonly Draft[]; end: number } | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const value = [...series.tags.entries()].find(([, name]) => sameName(name, token));
  const withKey = value !== undefined && tokens[at - 1]?.norm === value[0];
  // "a" is an article far more often than the sensor of that name.
  const isName = withKey || (value?.[1].length ?? 0) > 1;
  if (value !== undefined && isName && !PEOPLE.test(tokens[at + 1]?.norm ?? '')) {
    return one(withKey ? at - 1 : at, at + 1, value[1], value[0]);
  }
  const other = otherQuantity(token.norm, series);
  if (other !== undefined) return one(at, at + 1, token.norm, undefined);
  const sibling = [...series.tags.entries()].find(([, name]) => isSibling(name, token));
  if (sibling !== undefined) return one(at, at + 1, token.norm, sibling[0]);
  return afterItsKey(tokens, at, token, series) ?? readRoom(tokens, at, token, series);
}

/** "sensor 4", "host web-1": a name beside the word for what is named. */
function afterItsKey(
  tokens: readonly Token[],
  at: number,
  token: Token,
  series: SeriesName,
): ReturnType<typeof readSeries> {
  const key = tokens[at - 1]?.norm ?? '';
  const afterKey =
    series.tags.has(key) || key === 'sensor' || key === 'host' || key === 'pump' || key === 'room';
  const written = token.norm.replace(/^#/, '');
  if (
    afterKey &&
    (IDENTIFIER.test(written) || /^[a-z]$/.test(written)) &&
    (token.quantity === undefined || token.senses.has('int'))
  ) {
    return one(at - 1, at + 1, written, series.tags.has(key) ? key : undefined);
  }
  return undefined;
}

/** "the meeting room", "in the kitchen", where the series is of a room. */
function readRoom(
  tokens: readonly Token[],
  at: number,
  token: Token,
  series: SeriesName,
): ReturnType<typeof readSeries> {
  const kind = tokens[at - 1];
  if (
    token.norm === 'room' &&
    series.tags.has('room') &&
    kind !== undefined &&
    isRoomName(kind, tokens[at - 2])
  )
    return one(at - 1, at + 1, kind.norm, 'room');
  if (PLACES.has(token.norm) && series.tags.has('room') && isPlaceMention(tokens, at))
    return one(at, at + 1, token.norm, 'room');
  return undefined;
}

function sameName(name: string, token: Token): boolean {
  return (
    name === token.norm ||
    (token.quantity !== undefined &&
      String(token.quantity.value) === name &&
      token.quantity.unit === undefined &&
      name.length > 2)
  );
}

/** "this server room", "the meeting room"; not "the room" or "a dark room". */
function isRoomName(kind: Token, before: Token | undefined): boolean {
  return kind.senses.has('unknown') && /^\p{L}{3,}$/u.test(kind.norm) && before?.senses.has('det') === true;
}

/** Words for quantities that are never meant for one another. */
const QUANTITIES: readonly ReadonlySet<string>[] = [
  new Set(['temperature', 'temperatures', 'thermocouple', 'temp']),
  new Set(['humidity']),
  new Set(['co2', 'carbon dioxide']),
  new Set(['pressure', 'barometric']),
  new Set(['light', 'illuminance', 'brightness']),
  new Set(['cpu']),
  new Set(['voltage']),
  new Set(['current']),
];

/** "humidity" where the series is of temperature: the name of another quantity. */
function otherQuantity(word: string, { words }: SeriesName): string | undefined {
  const own = QUANTITIES.find((names) => [...names].some((name) => words.has(name)));
  const named = QUANTITIES.slice(0, 4).find((names) => names.has(word));
  return own === undefined || named === undefined || own === named ? undefined : word;
}

/** "web-2" where the series is of web-1: the same name with another number. */
function isSibling(name: string, token: Token): boolean {
  const stem = name.replace(/\d+$/, '');
  return (
    stem !== name &&
    stem.length > 1 &&
    token.norm !== name &&
    token.quantity === undefined &&
    token.norm.startsWith(stem) &&
    /^\d+$/.test(token.norm.slice(stem.length))
  );
}

function isPlaceMention(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return (before?.norm === 'the' || before?.norm === 'in') && !PEOPLE.test(tokens[at + 1]?.norm ?? '');
}

function one(
  first: number,
  end: number,
  name: string,
  key: string | undefined,
): { drafts: readonly Draft[]; end: number } {
  const meaning = { is: 'series', name, ...(key === undefined ? {} : { key }) } as const;
  return { drafts: [{ kind: 'series', meaning, first, end }], end };
}
