import type { Event } from '../../statement/events.ts';
import type { Reading } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';
import { type Category, type Edge, meaningOf, type PhraseTypes } from '../phrases/phrase.ts';
import { boundaryClaims } from './boundaries.ts';
import { changeReadings } from './changes.ts';
import { appositionReadings } from './comparisons/behind.ts';
import { comparisonReadings } from './comparisons/readings.ts';
import { placedTime } from './counts/placed.ts';
import { denialOf } from './denials.ts';
import { roleTokens } from './edges.ts';
import { leftOpen } from './indefinite.ts';
import { lastingReadings } from './lengths.ts';
import { rateReadings } from './movements/rates.ts';
import { sizeBefore } from './movements/sizes.ts';
import { numberedTokens } from './numbered.ts';
import { occurrenceTokens } from './occurrences.ts';
import { innerTimes, placedInside } from './places.ts';
import { isPlacing } from './placing.ts';
import { relativeReadings } from './positions.ts';
import { reading } from './scene.ts';
import { sequenceTokens } from './sequences.ts';
import { stateReadings } from './states.ts';
import { comparisonDrafts } from './tellers/comparisons.ts';
import { countDrafts } from './tellers/counts.ts';
import { eventDrafts, innerDrafts, partnerDrafts } from './tellers/inner.ts';
import { mergedFrom } from './tellers/merged.ts';
import { measureDrafts } from './tellers/numbers.ts';
import { rangeDrafts } from './tellers/ranges.ts';
import { isPredicate, setsTheScene } from './tellers/silent.ts';
import { type Teller, teller } from './tellers/teller.ts';
import { at, type Draft, type Drafting, filled, type Telling } from './telling.ts';
import { isBeside } from './times/beside.ts';
import { bareOrdinals, ordinalReadings } from './times/ordinals.ts';
import { sceneDrafts } from './times/scenes.ts';
import { timingReadings } from './times.ts';
import { figureReadings } from './values/statistics.ts';

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
  return [...drafts, ...sceneDrafts(telling, drafts), ...bareOrdinals(telling, drafts)];
}

/** What may hold a time of its own inside. */
const HOLDING_TIMES: ReadonlySet<Category> = new Set(['num', 'comparison', 'figure']);

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
      : [
          ...roleTokens(telling, index, timing),
          ...occurrenceTokens(telling, index, timing),
          ...numberedTokens(telling, index, timing),
        ];
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
