import type { ClaimKind } from '../../claim.ts';
import type { Reading } from '../../statement.ts';
import { isIt } from '../phrases/implied.ts';
import { type Category, type Edge, meaningOf, type PhraseTypes } from '../phrases/phrase.ts';
import { changeReadings, sizeReadings } from './changes.ts';
import { comparisonReadings } from './comparisons.ts';
import { countReadings } from './counts.ts';
import { lastingReadings, rateReadings } from './lengths.ts';
import { distinct, reading } from './scene.ts';
import { stateReadings } from './states.ts';
import { at, before, type Draft, denialOf, leadOf, partAt, type Telling, wordsBetween } from './telling.ts';
import { timingReadings } from './times.ts';
import { equal, figureReadings, literal, otherParts, valueReadings } from './values.ts';

/** The statements of one sentence, from left to right. */
export function tell(telling: Telling): Draft[] {
  return telling.islands.flatMap((edge, index) =>
    telling.mood.unsaid[edge.from] === true ? [] : draftsOf(telling, index, edge),
  );
}

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
  ['count', teller('count', 'count', countReadings)],
  [
    'timing',
    teller('timing', 'time', (telling, index, timing) =>
      setsTheScene(telling, index) ? [] : timingReadings(telling, index, timing),
    ),
  ],
  ['lasting', teller('lasting', 'duration', lastingReadings)],
  ['rate', teller('rate', 'rate', rateReadings)],
  [
    'comparison',
    teller('comparison', 'comparison', (telling, index, comparison, edge) =>
      saysNothing(telling, index, edge) ? [] : comparisonReadings(telling, index, comparison),
    ),
  ],
  ['change', teller('change', 'trend', changeReadings)],
  [
    'state',
    teller('state', 'state', (telling, index, state) =>
      isPredicate(telling, index) ? stateReadings(telling, index, state) : [],
    ),
  ],
  ['series', teller('series', 'series', (_, __, series) => [reading({ is: 'series', ...series })])],
  ['event', eventDrafts],
]);

/** What can be denied begins where it is denied: "never exceeded 30". */
const DENIABLE: ReadonlySet<Category> = new Set(['count', 'comparison', 'change', 'state']);

function draftsOf(telling: Telling, index: number, edge: Edge): Draft[] {
  const denied = DENIABLE.has(edge.category) ? denialOf(telling, index) : -1;
  const start = denied === -1 ? edge.from : denied;
  const draft: Drafting = (kind, readings, from = start) =>
    readings.length === 0 ? [] : [{ kind, from, to: edge.to, readings, rules: edge.rules }];
  return TELLERS.get(edge.category)?.(telling, index, edge, draft) ?? [];
}

type Drafting = (kind: ClaimKind, readings: readonly Reading[], from?: number) => Draft[];

const VALUE_LEADS =
  /^(?:of|at|is|was|are|were|to|from|:|=|exactly|be|equals|read|reads|reached|hit|,|and|or|\(|about|around|by)$/;

function measureDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
  const quantity = meaningOf(edge, 'measure');
  if (quantity === undefined) return [];
  const sized = sizeReadings(telling, index, quantity);
  if (sized !== undefined) return draft('trend', sized);
  const token = telling.tokens[edge.from];
  const lead = telling.tokens[edge.from - 1]?.norm ?? '';
  // A small number in words is more often a pronoun or a count than a reading.
  if (
    quantity.unit === undefined &&
    token?.kind === 'word' &&
    (quantity.value === 1 || !VALUE_LEADS.test(lead))
  )
    return [];
  if (isListNumber(telling, edge)) return [];
  if (quantity.unit === 'standard deviations')
    return draft('comparison', comparisonReadings(telling, index, { relation: 'outside', by: quantity }));
  return draft('value', valueReadings(telling, index, quantity));
}

function isListNumber({ tokens }: Telling, edge: Edge): boolean {
  return edge.from === 0 && edge.to === 1 && /^[.)]$/.test(tokens[1]?.text ?? '');
}

function rangeDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
  const range = meaningOf(edge, 'range');
  if (range === undefined) return [];
  const change = at(
    telling,
    before(telling, index, 'change', 'measure', 'range', 'figure', 'count'),
    'change',
  );
  const moves = change?.direction === 'up' || change?.direction === 'down';
  if (moves && !/^(?:between|within|inside)$/.test(telling.tokens[edge.from]?.norm ?? ''))
    return endDrafts(telling, index, edge);
  const [low, high] = [literal(range.low), literal(range.high)];
  const parts = [partAt(telling, index), ...otherParts(telling, index)];
  const readings = parts.map((of, nth) =>
    reading(
      { is: 'range', low, high, of, loose: range.loose },
      ...(nth === 0 ? [] : (['part carried over'] as const)),
    ),
  );
  readings.push(...parts.map((of) => reading({ is: 'range', low, high, of, loose: true }, 'loose wording')));
  return draft('range', distinct(readings));
}

/** "from 20.9 to 21.3" beside a rise: two values. */
function endDrafts(telling: Telling, index: number, edge: Edge): Draft[] {
  const drafts: Draft[] = [];
  for (let token = edge.from; token < edge.to; token += 1) {
    const [longest] = telling.chart
      .at(token)
      .filter(({ category, to }) => category === 'measure' && to <= edge.to)
      .sort((a, b) => b.to - a.to);
    const quantity = meaningOf(longest, 'measure');
    if (longest === undefined || quantity === undefined) continue;
    const of = partAt(telling, index);
    const name = drafts.length === 0 ? 'first' : 'last';
    const readings = [
      reading({ is: 'has value', quantity, of }),
      reading(equal({ num: 'statistic', name, of }, literal(quantity)), 'loose wording'),
    ];
    drafts.push({ kind: 'value', from: longest.from, to: longest.to, readings, rules: longest.rules });
    token = longest.to - 1;
  }
  return drafts;
}

/** A phrase of time that opens its piece says which readings are meant; it claims nothing. */
function setsTheScene(telling: Telling, index: number): boolean {
  const timing = at(telling, index, 'timing');
  const isSpan = timing?.role !== 'at';
  const claims = before(
    telling,
    index,
    'measure',
    'figure',
    'count',
    'change',
    'range',
    'comparison',
    'state',
    'event',
    'num',
    'lasting',
    'timing',
  );
  return isSpan && claims === -1 && telling.islands.length > index + 1;
}

const BARE = new Set([
  'more',
  'up',
  'down',
  'over',
  'under',
  'above',
  'below',
  'less',
  'reduced',
  'increased',
  'decreased',
  'raised',
  'behind',
  'ahead of',
  'longer',
  'lighter',
  'calmer',
  'quieter',
  'fewer',
  'warmer',
  'stronger',
]);

function saysNothing({ tokens }: Telling, _index: number, edge: Edge): boolean {
  const comparison = meaningOf(edge, 'comparison');
  const bare =
    comparison?.to === undefined && comparison?.by === undefined && comparison?.aspect === undefined;
  return bare && edge.to - edge.from === 1 && BARE.has(tokens[edge.from]?.norm ?? '');
}

/** A state is claimed where something is said to be so, not where it only describes a noun. */
function isPredicate(telling: Telling, index: number): boolean {
  const lead = leadOf(telling, index, 6);
  if (lead.length === 0) return true;
  return lead.some((word) =>
    /^(?:is|are|was|were|be|been|has|have|had|seems?|seemed|appears?|appeared|looks?|looked|remains?|remained|stays?|stayed|shows?|showed|not|no|that's|it's|to|with|a|an|of|:|becomes?|became|behaves?|stands?|runs?|within|inside|without|isn't|aren't|wasn't|and|,)$/.test(
      word,
    ),
  );
}

const DEFINITE =
  /^(?:the|this|that|its|these|those|each|every|his|their|our|first|last|second|before|after|during|same)$/;

/** Something found that is spoken of for the first time is claimed to be there. */
function eventDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
  const event = meaningOf(edge, 'event');
  if (event === undefined || isIt(event)) return [];
  const lead = leadOf(telling, index, 4);
  if (lead.some((word) => DEFINITE.test(word)) || wordsBetween(telling, index - 1, index).length < 0)
    return [];
  const some = { amount: 'bounds', low: 1, high: null } as const;
  const denied = denialOf(telling, index);
  const amount = denied === -1 ? some : ({ amount: 'none' } as const);
  const within = partAt(telling, index);
  const from = denied === -1 ? edge.from : denied;
  if (event.event === 'finding')
    return draft(
      'count',
      [
        reading({
          is: 'count',
          counted: { count: 'findings', of: event.of, within },
          relation: 'equal',
          amount,
        }),
      ],
      from,
    );
  if (event.event === 'gap')
    return draft(
      'count',
      [reading({ is: 'count', counted: { count: 'gaps', within }, relation: 'equal', amount })],
      from,
    );
  if (event.event === 'null')
    return draft(
      'count',
      [reading({ is: 'count', counted: { count: 'missing readings', within }, relation: 'equal', amount })],
      from,
    );
  return [];
}
