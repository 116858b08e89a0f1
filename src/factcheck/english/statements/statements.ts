import type { Formula } from '../../statement/formulas.ts';
import type { Reading, Statement } from '../../statement/text.ts';
import { causesOf } from './causes.ts';
import { forEach } from './each.ts';
import { isHandingOut } from './handed.ts';
import { placesAs } from './mood.ts';
import { isPartName, pointersAround } from './pointers.ts';
import { foreignIn } from './structure.ts';
import { tell } from './tell.ts';
import type { Draft, Telling } from './telling.ts';
import { isUnplaced, UNPLACED } from './unplaced.ts';
import { unreadAround } from './unread.ts';
import { isBareSign, isBracketOfAll, isLoose, UNSURE } from './unsure.ts';
import { impossibleTimes, vagueDrafts } from './vague.ts';
import { worldDrafts } from './world/world.ts';

/** The statements of a sentence with all their readings, in the order of the text. */
export function statementsOf(telling: Telling): Statement[] {
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
