import type { Formula } from '../statement/formulas.ts';
import type { Reading, ReadText, Sentence, Statement, Vocabulary } from '../statement/text.ts';
import { isForeign } from './language.ts';
import { Chart } from './phrases/chart.ts';
import { GRAMMAR, RULE_WORDS } from './phrases/grammar.ts';
import { lexicalEdges } from './phrases/lexical.ts';
import { marksOf, type Span, splitSentences } from './sentences.ts';
import { causesOf } from './statements/causes.ts';
import { withBareCounts } from './statements/counts/bare.ts';
import { forEach } from './statements/each.ts';
import { isHandingOut } from './statements/handed.ts';
import { islandsOf } from './statements/island.ts';
import { moodOf, placesAs } from './statements/mood.ts';
import { withPieces } from './statements/pieces.ts';
import { isPartName, pointersAround } from './statements/pointers.ts';
import { NOTHING, type Scene } from './statements/scene.ts';
import { foreignIn, structureOf } from './statements/structure.ts';
import { survey } from './statements/survey.ts';
import { tell } from './statements/tell.ts';
import type { Draft, Telling } from './statements/telling.ts';
import { isUnplaced, UNPLACED } from './statements/unplaced.ts';
import { unreadAround, unreadIn } from './statements/unread.ts';
import { impossibleTimes, vagueDrafts } from './statements/vague.ts';
import { worldDrafts } from './statements/world/world.ts';
import { scan } from './tokens/scan.ts';
import { quantitiesOf } from './vocabulary.ts';

/** Longer than any sentence that is meant to be read; what follows is left unread. */
const MOST_TOKENS = 260;

/** What a text states; knows English and no data. Takes time in proportion to the text, never throws. */
export function read(text: string, vocabulary: Vocabulary): ReadText {
  const own = quantitiesOf(vocabulary);
  const foreign = (quantity: string): boolean => quantity !== 'own' && own.size > 0 && !own.has(quantity);
  const tellings: { telling: Telling; span: Span }[] = [];
  let scene: Scene = NOTHING;
  for (const span of splitSentences(text)) {
    const gap = text.slice(tellings.at(-1)?.span.end ?? 0, span.start);
    const isApart = /\n\s*\n/.test(gap) && !marksOf(text, span).isItem;
    const heading = isApart ? null : scene.heading;
    const opening = gap.includes('\n') ? { ...scene, label: heading, heading } : scene;
    const former = tellings.at(-1)?.telling ?? null;
    const telling = tellingOf(text, span, vocabulary, foreign, opening, former);
    tellings.push({ telling, span });
    scene = telling.closing;
  }
  const statements = tellings.map(({ telling }) => statementsOf(telling));
  const sentences = tellings.map(({ telling, span }, nth) =>
    structureOf(telling, span, statements[nth] ?? []),
  );
  if (isForeign(tellings.map(({ telling }) => telling)))
    return { statements: sentences.map(beyond), sentences, foreign: true };
  return { statements: statements.flat(), sentences, foreign: false };
}

function beyond({ start, end }: Sentence): Statement {
  const formula: Formula = { is: 'beyond', what: 'a sentence that is not English' };
  return { start, end, kind: 'state', readings: [{ formula, assumes: [] }], unread: [], rules: [] };
}

function tellingOf(
  text: string,
  span: Span,
  vocabulary: Vocabulary,
  foreign: Telling['foreign'],
  opening: Scene,
  former: Telling | null,
): Telling {
  const tokens = scan(text, span.start, span.end).slice(0, MOST_TOKENS);
  const words = lexicalEdges(tokens, vocabulary, RULE_WORDS);
  const skippable = words.map((edges) => edges.some(({ category }) => category === 'filler'));
  const chart = new Chart(tokens, skippable, words, GRAMMAR);
  const mood = moodOf(tokens, chart, text.charAt(span.end - 1) === '?');
  const islands = withBareCounts(
    withPieces(islandsOf(chart, tokens), opening.part, tokens, chart),
    tokens,
    opening.set?.part === 'where',
  );
  const marks = marksOf(text, span);
  const { scene: closing, ...said } = survey({ islands, mood, tokens, chart, ...marks }, opening);
  return { text, tokens, chart, islands, mood, vocabulary, foreign, ...said, closing, former };
}

function statementsOf(telling: Telling): Statement[] {
  const causes = causesIn(telling);
  const plain = tell(telling).filter(
    (draft) => !causes.some((cause) => draft.from >= cause.from && draft.from < cause.to),
  );
  const told = [...plain, ...causes, ...impossibleTimes(telling)];
  const drafts = [...told, ...vagueDrafts(telling, told)].sort((a, b) => a.from - b.from || a.to - b.to);
  const taken = new Set(drafts.flatMap((draft) => draft.taken ?? []));
  return drafts.map((draft) => statementOf(draft, telling, taken, deniedBeside(draft, drafts, telling)));
}

/** The words by which the statements of other clauses are denied: they deny nothing of this one. */
function deniedBeside(
  draft: Draft,
  drafts: readonly Draft[],
  { mood, islands }: Telling,
): ReadonlySet<number> {
  const clause = mood.clause[draft.from];
  return new Set(
    drafts
      .filter(({ from }) => mood.clause[from] !== clause && !islands.some((island) => island.from === from))
      .map(({ from }) => from),
  );
}

/** Reasons that are given as such, and those that are told as what happened in the world; the longer one holds the other. */
function causesIn(telling: Telling): Draft[] {
  const [given, world] = [causesOf(telling), worldDrafts(telling)];
  const isIn = (inner: Draft, outer: Draft) => inner.from >= outer.from && inner.to <= outer.to;
  const meets = (a: Draft, b: Draft) => a.from < b.to && a.to > b.from;
  const whole = world.filter((one) => given.every((other) => isIn(other, one) || !meets(other, one)));
  return [...given.filter((one) => !whole.some((other) => isIn(one, other))), ...whole];
}

function statementOf(
  { kind, from, to, readings, rules, isClosed, taken: own = [] }: Draft,
  telling: Telling,
  taken: ReadonlySet<number>,
  denied: ReadonlySet<number>,
): Statement {
  const { tokens } = telling;
  const about = aboutOf(telling, from);
  const understood = OF_TIME.has(kind) ? taken : new Set([...denied, ...own]);
  const unreadIf = (wide: boolean) =>
    isClosed === true ? [] : unreadAround(telling, { kind, from, to }, wide, understood);
  const unread = unreadIf(isWide(kind, readings));
  // "first rises, then falls": what "then" points at was read with it.
  const isTold =
    readings[0]?.formula.is === 'course' ||
    ((kind === 'value' || kind === 'comparison') && isClosed === true);
  const pointing = isTold ? [] : pointersAround(telling, { kind, from, to });
  const isUnsure =
    pointing.some(isPartName) ||
    isBracketOfAll(telling, from, readings) ||
    isBareSign(telling, from, readings) ||
    isLoose(telling, kind, from, kind === 'comparison' ? unreadIf(false) : unread, taken);
  const isKnown = isHandingOut(telling, from);
  return {
    start: tokens[from]?.start ?? 0,
    end: tokens[to - 1]?.end ?? 0,
    kind,
    readings: forEach([
      ...(isUnsure && !isCount(kind, readings) ? [UNSURE] : []),
      ...readings,
      ...(isUnplaced(telling, { kind, from, to }, readings) ? [UNPLACED] : []),
    ]),
    ...(about.length === 0 ? {} : { about }),
    unread: [...unread, ...pointing].filter((word) => !isKnown(word)),
    rules: [...new Set([...rules, ...setting(telling, from)])],
  };
}

/** "20.7 (7 readings), 20.79 (15 readings)": of what the bracket stands behind, rather than of all. */
function isBracketOfAll({ mood, islands }: Telling, from: number, [natural]: readonly Reading[]): boolean {
  const piece = mood.piece[from] ?? -1;
  if (!mood.host.has(piece) || natural === undefined) return false;
  const { formula } = natural;
  const isOfAll =
    (formula.is === 'count' && formula.counted.count === 'readings' && formula.counted.of.part === 'whole') ||
    (formula.is === 'spans' && 'part' in formula.of && formula.of.part === 'whole');
  const behind = islands.findLast((one) => one.from < from && mood.piece[one.from] !== piece);
  return (
    isOfAll && (behind?.category === 'measure' || behind?.category === 'num' || behind?.category === 'figure')
  );
}

/** "<41: 5": how many they are is told behind it. */
function isBareSign({ tokens, mood }: Telling, from: number, [natural]: readonly Reading[]): boolean {
  return (
    natural?.formula.is === 'quantified' &&
    /^[<>≤≥]/.test(tokens[from]?.text ?? '') &&
    mood.clause[from] !== mood.clause[from - 1]
  );
}

/** What a time was told of is no part of what is counted or compared. */
const OF_TIME: ReadonlySet<string> = new Set(['time', 'duration', 'trend', 'value', 'rate', 'range']);

/** Which readings are counted, what a time or length is of, and what is compared may be told anywhere in the sentence. */
function isWide(kind: string, [natural]: readonly Reading[]): boolean {
  const formula = natural?.formula;
  if (kind === 'comparison' && isSize(formula)) return false;
  if (kind === 'time' || kind === 'duration' || kind === 'comparison') return true;
  return kind === 'count' && !(formula?.is === 'count' && formula.counted.count === 'findings');
}

/** "fell by 0.4": told by the change itself, as a value is. */
function isSize(formula: Formula | undefined): boolean {
  if (formula?.is === 'or') return formula.formulas.some(isSize);
  if (formula?.is === 'told move') return true;
  return formula?.is === 'compare' && (formula.left.num === 'change' || formula.left.num === 'largest step');
}

const SETTING: ReadonlySet<string> = new Set([
  'scope',
  'part',
  'partner',
  'num',
  'event',
  'timing',
  'figure',
  'count',
]);

/** Names of the rules that read what the statement is said of: its part, its subject, what it is held against. */
function setting({ islands, mood }: Telling, from: number): readonly string[] {
  return islands
    .filter((island) => mood.piece[island.from] === mood.piece[from] && SETTING.has(island.category))
    .flatMap((island) => island.rules);
}

/** "is an outlier": a state by its words, and counted like any other. */
function isCount(kind: string, [natural]: readonly Reading[]): boolean {
  return kind === 'state' && natural?.formula.is === 'count';
}

/** A direction, a state or which of two is higher fits by chance: with words left over it proves nothing. */
function isLoose(
  telling: Telling,
  kind: string,
  from: number,
  unread: readonly string[],
  taken: ReadonlySet<number>,
): boolean {
  if (kind === 'comparison') return unread.length > 0;
  if (kind !== 'trend' && kind !== 'state') return false;
  const { clause } = telling.mood;
  const inside = placesAs(clause, from);
  return unreadIn(telling, inside[0] ?? from, (inside.at(-1) ?? from) + 1, taken).some(
    (word) => /^\p{L}{3,}/u.test(word) && unread.includes(word),
  );
}

/** Which of two is higher fits half of the time: with words left over, that is no proof. */
const UNSURE: Reading = { formula: { is: 'beyond', what: 'what else the clause says' }, assumes: [] };

/** The quantity that the piece of a statement is said of, where the series is of another. */
function aboutOf(telling: Telling, from: number): Formula[] {
  const { piece } = telling.mood;
  const inside = placesAs(piece, from);
  const name = foreignIn(telling, inside[0] ?? from, (inside.at(-1) ?? from) + 1);
  const isElsewhere = inside.some((at) =>
    telling.chart.at(at).some(({ category }) => category === 'elsewhere'),
  );
  return [
    ...(name === undefined ? [] : [{ is: 'quantity', name } as const]),
    ...(isElsewhere ? [{ is: 'beyond', what: 'what lies outside of the window' } as const] : []),
  ];
}
