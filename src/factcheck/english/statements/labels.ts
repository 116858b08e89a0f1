import type { Part } from '../../statement/parts.ts';
import type { Chart } from '../phrases/chart.ts';
import type { Category, Edge } from '../phrases/phrase.ts';
import type { Token } from '../tokens/token.ts';
import { namedPart } from './frames.ts';
import type { Mood } from './mood.ts';
import { goesBack } from './scene.ts';

/** A sentence as its label is looked for. */
export interface Labelled {
  readonly islands: readonly Edge[];
  readonly mood: Mood;
  readonly tokens: readonly Token[];
  readonly chart: Chart;
  /** Whether it begins an item of a list or a line with a mark of its own: its label lasts until the line ends. */
  readonly isItem: boolean;
  /** Whether it is a line by itself that is marked as a heading. */
  readonly isHeading: boolean;
}

/** The part that is told at the head of a line: "**Night (00:15 to 05:15):** ...". */
export interface Label {
  readonly part: Part;
  /** What it goes back to was guessed: "Before:". */
  readonly isGuessed: boolean;
}

interface Head extends Label {
  /** The first phrase behind it. */
  readonly first: number;
  /** The first token behind it. */
  readonly end: number;
}

/** Tokens of a label, its bracket among them. */
const LONGEST_LABEL = 14;
const LONGEST_BEFORE_DASH = 10;

/**
 * The label at the head of a sentence, up to a colon or a dash, where it names a part: by a phrase of part or time, best in brackets, or as a
 * stretch that only the text has a name for. Undefined where none stands there, or it names something else: "Mean:", "Two outliers:".
 */
export function labelIn(sentence: Labelled): Head | undefined {
  const { islands, mood, tokens, chart } = sentence;
  const end = endOf(sentence);
  const inside = islands.filter(({ from }) => from < end);
  const bracketed = inside.findLast(({ from }) => mood.host.has(mood.piece[from] ?? -1));
  // "Recovery (from 17:00):": what it is called says nothing.
  const claims = bracketed !== undefined && namedPart(bracketed) !== null ? NUMBERS : CLAIMS;
  if (end === -1 || inside.some(({ category, to }) => claims.has(category) || to > end)) return undefined;
  const named = [...(bracketed === undefined ? [] : [bracketed]), ...inside].map(namedPart);
  const part = named.find((one) => one !== null) ?? calledIn(tokens, chart, end);
  return part === undefined
    ? undefined
    : { part, isGuessed: goesBack(part), first: inside.length, end: end + 1 };
}

/** The sign that ends a label; -1 where what stands before the first one is a clause, or too long. */
function endOf({ tokens, mood, islands, isHeading }: Labelled): number {
  // "07:00–07:50: flat": a dash in a phrase ends nothing.
  const isInside = (at: number) => islands.some(({ from, to }) => from < at && to > at);
  const sign = tokens.findIndex(
    ({ text }, at) =>
      at > 0 && /^[:–—,;]$/.test(text) && !mood.host.has(mood.piece[at] ?? -1) && !isInside(at),
  );
  const end = sign === -1 && isHeading ? tokens.length : sign;
  const most = tokens[end]?.text === ':' ? LONGEST_LABEL : LONGEST_BEFORE_DASH;
  if (end > most || /^[,;]$/.test(tokens[end]?.text ?? '')) return -1;
  const isClause = tokens.slice(0, Math.max(0, end)).some(({ norm }) => CLAUSE.test(norm));
  return isClause ? -1 : end;
}

/** Words of a sentence, which no label is. */
const CLAUSE =
  /^(?:is|are|was|were|be|been|has|have|had|does|do|did|it|they|there|we|you|i|that|which|and|but)$/;

const NUMBERS: ReadonlySet<Category> = new Set(['figure', 'measure', 'range', 'rate']);
/** What says something, rather than of what. */
const CLAIMS: ReadonlySet<Category> = new Set([
  ...NUMBERS,
  'count',
  'change',
  'comparison',
  'state',
  'num',
  'cause',
]);

/** "Second wave:", "Plateau:". */
function calledIn(tokens: readonly Token[], chart: Chart, end: number): Part | undefined {
  const isStretch = tokens
    .slice(0, end)
    .some((_, at) => chart.at(at).some((edge) => edge.category === 'stretch' && edge.to === end));
  return isStretch ? { part: 'unknown' } : undefined;
}
