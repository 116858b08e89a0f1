import type { ClaimKind } from '../../claim.ts';
import type { Event } from '../../statement/events.ts';
import type { Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { findUnit } from '../../units.ts';
import { type Category, type Edge, meaningOf, type PhraseTypes } from '../phrases/phrase.ts';
import { boundaryClaims } from './boundaries.ts';
import { changeReadings } from './changes.ts';
import { appositionReadings, sizeBeside } from './comparisons/behind.ts';
import { comparisonReadings } from './comparisons/readings.ts';
import { filledReadings } from './counts/filled.ts';
import { placedTime } from './counts/placed.ts';
import { countReadings } from './counts/readings.ts';
import { isRunLength, runTokens } from './counts/runs.ts';
import { roleTokens } from './edges.ts';
import { calledFound } from './found.ts';
import { leftOpen } from './indefinite.ts';
import { lastingReadings } from './lengths.ts';
import { occurrenceTokens } from './occurrences.ts';
import { innerTimes, placedInside } from './places.ts';
import { relativeReadings } from './positions.ts';
import { rateComparison, rateReadings } from './rates.ts';
import { reading } from './scene.ts';
import { sequenceTokens } from './sequences.ts';
import { sizeBefore } from './sizes.ts';
import { stateReadings } from './states.ts';
import { eventDrafts, innerDrafts, partnerDrafts } from './tellers/inner.ts';
import { measureDrafts } from './tellers/numbers.ts';
import { rangeDrafts } from './tellers/ranges.ts';
import { isPredicate, saysNothing, setsTheScene } from './tellers/silent.ts';
import {
  at,
  type Draft,
  type Drafting,
  denialOf,
  filled,
  isPlacing,
  sameClause,
  type Telling,
} from './telling.ts';
import { isBeside } from './times/beside.ts';
import { ordinalReadings } from './times/ordinals.ts';
import { sceneDrafts } from './times/scenes.ts';
import { timingReadings } from './times.ts';
import { leadsList } from './values/ordered.ts';
import { figureReadings } from './values/statistics.ts';
import { valueReadings } from './values.ts';

/** The statements of one sentence, from left to right. */
export function tell(telling: Telling): Draft[] {
  const drafts = telling.islands.flatMap((edge, index) =>
    telling.mood.unsaid[edge.from] === true
      ? []
      : [
          ...draftsOf(telling, index, edge).filter(({ readings }) => readings.length > 0),
          ...(HOLDING_TIMES.has(edge.category) ? innerTimes(telling, index) : []),
        ],
  );
  return [...drafts, ...sceneDrafts(telling, drafts)];
}

/** What may hold a time of its own inside. */
const HOLDING_TIMES: ReadonlySet<Category> = new Set(['num', 'comparison', 'figure']);

type Teller = (telling: Telling, index: number, edge: Edge, draft: Drafting) => Draft[];

/** Makes a statement of an edge of one category, from its meaning; one without readings is none. */
function teller<C extends Category>(
  category: C,
  kind: ClaimKind,
  readingsOf: (telling: Telling, index: number, meaning: PhraseTypes[C], edge: Edge) => readonly Reading[],
): Teller {
  return (telling, index, edge, draft) => {
    const meaning = meaningOf(edge, category);
    return meaning === undefined ? [] : draft(kind, readingsOf(telling, index, meaning, edge));
  };
}

const COMPARED = teller('comparison', 'comparison', (telling, index, comparison, edge) =>
  saysNothing(telling, index, edge)
    ? []
    : comparison.relation === 'near' &&
        comparison.to?.num === 'literal' &&
        comparison.by === undefined &&
        mergedFrom(telling, index) === undefined
      ? valueReadings(telling, index, { ...comparison.to.quantity, hedge: 'about' })
      : comparisonReadings(telling, index, comparison),
);

const TIMED = teller('timing', 'time', (telling, index, timing) =>
  setsTheScene(telling, index)
    ? boundaryClaims(telling, index)
    : (placedTime(telling, index) ??
      relativeReadings(telling, index) ??
      timingReadings(telling, index, timing)),
);

/** A time, with the words beside it that say what it is of. */
function timingDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
  const timing = at(telling, index, 'timing');
  const taken =
    timing === undefined
      ? []
      : [...roleTokens(telling, index, timing), ...occurrenceTokens(telling, index, timing)];
  const isClosed = timing !== undefined && taken.length === 0 && isBeside(telling, index, timing);
  return TIMED(telling, index, edge, draft).map((one) => ({
    ...one,
    ...(taken.length === 0 ? {} : { taken }),
    ...(isClosed ? { isClosed } : {}),
  }));
}

const CHANGED = teller('change', 'trend', (telling, index, change) =>
  // "a 20 ppm rise" is told with its size.
  isSized(telling, index) || isPlacing(telling, index)
    ? []
    : leftOpen(telling, index, changeReadings(telling, index, change)),
);

/** A movement, with the words that put it in a row with others. */
function changeDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
  const taken = sequenceTokens(telling, index);
  return CHANGED(telling, index, edge, draft).map((one) => (taken.length === 0 ? one : { ...one, taken }));
}

/** "is slower than the fall": how fast something changes, not how high it is. */
function comparisonDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
  const comparison = meaningOf(edge, 'comparison');
  const rates = comparison && rateComparison(telling, index, comparison, edge);
  if (rates !== undefined) return draft('rate', rates);
  const by = sizeBeside(telling, index - 1);
  if (comparison !== undefined && by !== undefined)
    return draft(
      'comparison',
      comparisonReadings(telling, index, { ...comparison, by }),
      telling.islands[index - 1]?.from,
    );
  return COMPARED(telling, index, isOfDuration(telling, edge) ? turned(edge) : edge, draft);
}

/** What takes longer is slower. */
function isOfDuration({ tokens, vocabulary }: Telling, { from }: Edge): boolean {
  const isSpeed = tokens
    .slice(from, from + 3)
    .some(({ norm }) => /^(?:slower|faster|quicker|slowest|fastest|quickest)$/.test(norm));
  return isSpeed && findUnit(vocabulary.unit, '')?.dimension === 'time';
}

function turned(edge: Edge): Edge {
  const comparison = meaningOf(edge, 'comparison');
  const other = { over: 'under', under: 'over' } as const;
  const relation = comparison?.relation;
  return comparison !== undefined && (relation === 'over' || relation === 'under')
    ? { ...edge, value: { ...comparison, relation: other[relation] } }
    : edge;
}

/** "is an outlier", "there is a gap": what it is or that there is one, and not how many. */
function isOneNamed({ tokens }: Telling, edge: Edge): boolean {
  const counting = meaningOf(edge, 'count');
  const isFound = counting?.counted.count === 'findings' || counting?.counted.count === 'gaps';
  const isOpen =
    counting?.amount.amount === 'bounds' && counting.amount.low === 1 && counting.amount.high === null;
  return isFound && isOpen && !/^(?:some|any|certain|one|at)$/.test(tokens[edge.from]?.norm ?? '');
}

function countedReadings(
  telling: Telling,
  index: number,
  counting: PhraseTypes['count'],
): readonly Reading[] {
  return isMerged(telling, index) || (counting.of !== undefined && leadsList(telling, index))
    ? []
    : (calledFound(telling, index, counting) ??
        filledReadings(telling, index, counting) ??
        countReadings(telling, index, counting));
}

/** A count, with the words beside it that say that it is one of readings in a row. */
function countDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
  const drafts = (isOneNamed(telling, edge) ? NAMED : COUNTED)(telling, index, edge, draft);
  const counting = at(telling, index, 'count');
  const isRun =
    counting?.counted.count === 'run length' || (counting && isRunLength(telling, index, counting));
  return isRun === true ? drafts.map((one) => ({ ...one, taken: runTokens(telling, index) })) : drafts;
}

const COUNTED = teller('count', 'count', countedReadings);
const NAMED = teller('count', 'state', countedReadings);

const TELLERS: ReadonlyMap<Category, Teller> = new Map<Category, Teller>([
  ['figure', teller('figure', 'statistic', figureReadings)],
  ['measure', measureDrafts],
  ['range', rangeDrafts],
  [
    'signed',
    teller('signed', 'comparison', (telling, index, by) =>
      comparisonReadings(telling, index, { relation: 'equal', by }),
    ),
  ],
  ['count', countDrafts],
  ['timing', timingDrafts],
  ['order', teller('order', 'time', orderReadings)],
  ['lasting', teller('lasting', 'duration', lastingReadings)],
  ['rate', teller('rate', 'rate', rateReadings)],
  ['comparison', comparisonDrafts],
  ['change', changeDrafts],
  [
    'state',
    teller('state', 'state', (telling, index, state) =>
      isPredicate(telling, index) ? stateReadings(telling, index, state) : [],
    ),
  ],
  ['series', teller('series', 'series', (_, __, series) => [reading({ is: 'series', ...series })])],
  ['num', numDrafts],
  ['event', eventDrafts],
  ['scope', innerDrafts],
  ['part', innerDrafts],
  ['partner', partnerDrafts],
]);

/** "No reading exceeds 100" is one comparison, whatever is left out of it in between. */
function isMerged(telling: Telling, index: number): boolean {
  return mergedWith(telling, index) !== -1;
}

/** The comparison that a count of none or all is one with; -1 where it counts by itself. */
function mergedWith(telling: Telling, index: number): number {
  const counting = at(telling, index, 'count');
  const isAll = counting?.amount.amount === 'none' || counting?.amount.amount === 'all';
  if (!isAll || counting?.counted.count !== 'readings' || counting.place !== undefined) return -1;
  let next = index + 1;
  while (BETWEEN.has(telling.islands[next]?.category ?? 'filler')) next += 1;
  return at(telling, next, 'comparison') !== undefined && sameClause(telling, index, next) ? next : -1;
}

const BETWEEN: ReadonlySet<Category> = new Set(['scope', 'timing', 'part']);

/** Where the claim of a comparison begins that is one with the count before it. */
function mergedFrom(telling: Telling, index: number): number | undefined {
  let counted = index - 1;
  while (BETWEEN.has(telling.islands[counted]?.category ?? 'filler')) counted -= 1;
  return mergedWith(telling, counted) === index ? telling.islands[counted]?.from : undefined;
}

/** What can be denied begins where it is denied: "never exceeded 30". */
const DENIABLE: ReadonlySet<Category> = new Set(['count', 'comparison', 'change', 'state']);

function draftsOf(telling: Telling, index: number, edge: Edge): Draft[] {
  const denied = DENIABLE.has(edge.category) ? denialOf(telling, index) : -1;
  const merged = edge.category === 'comparison' ? mergedFrom(telling, index) : undefined;
  const start = merged ?? (denied === -1 ? edge.from : denied);
  const draft: Drafting = (kind, readings, from = start) =>
    readings.length === 0 ? [] : [{ kind, from, to: edge.to, readings, rules: edge.rules }];
  return TELLERS.get(edge.category)?.(telling, index, edge, draft) ?? [];
}

/** A number that is told without a value may still say when something came, or compare it. */
function numDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
  const ordinal = ordinalReadings(telling, index);
  if (ordinal !== undefined) return draft('time', ordinal);
  const num = meaningOf(edge, 'num');
  const apposed = num && appositionReadings(telling, index, num);
  return apposed === undefined ? placedInside(telling, index) : draft('comparison', apposed);
}

function isSized(telling: Telling, index: number): boolean {
  const before = at(telling, index - 1, 'measure');
  return before !== undefined && sizeBefore(telling, index - 1, before) !== undefined;
}

/** "The minimum comes before the maximum". */
function orderReadings(telling: Telling, index: number, { first, second }: PhraseTypes['order']): Reading[] {
  const start = (event: Event): Time => ({ time: 'start', of: filled(telling, index, event) });
  return [reading({ is: 'earlier', a: start(first), b: start(second) })];
}
