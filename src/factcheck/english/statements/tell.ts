import type { ClaimKind } from '../../claim.ts';
import type { Event, Formula, Num, Quantity, Reading, Time } from '../../statement.ts';
import { HERE, isIt, WHOLE } from '../phrases/implied.ts';
import { type Category, type Edge, meaningOf, type PhraseTypes } from '../phrases/phrase.ts';
import { changeReadings, sizeBefore, sizeReadings } from './changes.ts';
import { comparisonReadings } from './comparisons.ts';
import { countReadings, filledReadings } from './counts.ts';
import { calledFound, isFoundReadings, isOfCount } from './found.ts';
import { lastingReadings, rateReadings } from './lengths.ts';
import { distinct, doubtful, reading } from './scene.ts';
import { stateReadings } from './states.ts';
import {
  at,
  before,
  type Draft,
  denialOf,
  filled,
  isPlacing,
  leadOf,
  partAt,
  sameClause,
  type Telling,
  wordsBetween,
} from './telling.ts';
import { placedReadings, timingReadings } from './times.ts';
import { equal, figureReadings, literal, otherParts, topicOf, valueReadings } from './values.ts';

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
  [
    'count',
    teller('count', 'count', (telling, index, counting) =>
      isMerged(telling, index)
        ? []
        : (calledFound(telling, index, counting) ??
          filledReadings(telling, index, counting) ??
          countReadings(telling, index, counting)),
    ),
  ],
  [
    'timing',
    teller('timing', 'time', (telling, index, timing) =>
      setsTheScene(telling, index) ? [] : timingReadings(telling, index, timing),
    ),
  ],
  ['order', teller('order', 'time', orderReadings)],
  ['lasting', teller('lasting', 'duration', lastingReadings)],
  ['rate', teller('rate', 'rate', rateReadings)],
  [
    'comparison',
    teller('comparison', 'comparison', (telling, index, comparison, edge) =>
      saysNothing(telling, index, edge)
        ? []
        : comparison.relation === 'near' && comparison.to?.num === 'literal' && comparison.by === undefined
          ? valueReadings(telling, index, { ...comparison.to.quantity, hedge: 'about' })
          : comparisonReadings(telling, index, comparison),
    ),
  ],
  [
    'change',
    teller('change', 'trend', (telling, index, change) =>
      // "a rise of 18 ppm" is told with its size.
      isSized(telling, index) || isPlacing(telling, index) ? [] : changeReadings(telling, index, change),
    ),
  ],
  [
    'state',
    teller('state', 'state', (telling, index, state) =>
      isPredicate(telling, index) ? stateReadings(telling, index, state) : [],
    ),
  ],
  ['series', teller('series', 'series', (_, __, series) => [reading({ is: 'series', ...series })])],
  ['event', eventDrafts],
  ['scope', innerDrafts],
  ['part', innerDrafts],
  ['partner', partnerDrafts],
]);

/** "No reading exceeds 100" is one comparison. */
function isMerged(telling: Telling, index: number): boolean {
  const counting = at(telling, index, 'count');
  const isAll = counting?.amount.amount === 'none' || counting?.amount.amount === 'all';
  return (
    isAll &&
    counting?.counted.count === 'readings' &&
    at(telling, index + 1, 'comparison') !== undefined &&
    sameClause(telling, index, index + 1)
  );
}

/** What can be denied begins where it is denied: "never exceeded 30". */
const DENIABLE: ReadonlySet<Category> = new Set(['count', 'comparison', 'change', 'state']);

function draftsOf(telling: Telling, index: number, edge: Edge): Draft[] {
  const denied = DENIABLE.has(edge.category) ? denialOf(telling, index) : -1;
  const merged =
    edge.category === 'comparison' && isMerged(telling, index - 1)
      ? telling.islands[index - 1]?.from
      : undefined;
  const start = merged ?? (denied === -1 ? edge.from : denied);
  const draft: Drafting = (kind, readings, from = start) =>
    readings.length === 0 ? [] : [{ kind, from, to: edge.to, readings, rules: edge.rules }];
  return TELLERS.get(edge.category)?.(telling, index, edge, draft) ?? [];
}

function isSized(telling: Telling, index: number): boolean {
  const quantity = at(telling, index + 1, 'measure');
  if (quantity !== undefined && sizeReadings(telling, index + 1, quantity) !== undefined) return true;
  const before = at(telling, index - 1, 'measure');
  return before !== undefined && sizeBefore(telling, index - 1, before) !== undefined;
}

/** "The minimum comes before the maximum". */
function orderReadings(telling: Telling, index: number, { first, second }: PhraseTypes['order']): Reading[] {
  const start = (event: Event): Time => ({ time: 'start', of: filled(telling, index, event) });
  return [reading({ is: 'earlier', a: start(first), b: start(second) })];
}

type Drafting = (kind: ClaimKind, readings: readonly Reading[], from?: number) => Draft[];

const VALUE_LEADS = /^(?:of|at|is|was|are|were|to|from|=|exactly|be|equals|read|reads|reached|hit|by)$/;

function measureDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
  const quantity = meaningOf(edge, 'measure');
  if (quantity === undefined) return [];
  const sizedBefore = sizeBefore(telling, index, quantity);
  if (sizedBefore !== undefined)
    return [
      {
        kind: 'trend',
        from: edge.from,
        to: telling.islands[index + 1]?.to ?? edge.to,
        readings: sizedBefore,
        rules: edge.rules,
      },
    ];
  const sized = sizeReadings(telling, index, quantity);
  if (sized !== undefined) return draft('trend', sized, telling.islands[index - 1]?.from);
  const token = telling.tokens[edge.from];
  const lead = telling.tokens[edge.from - 1]?.norm ?? '';
  if (quantity.unit === undefined && token?.kind === 'word') {
    const counted = countedWord(telling, index, edge, quantity);
    if (counted !== undefined)
      return [{ kind: 'count', from: edge.from, to: edge.to, readings: counted, rules: edge.rules }];
  }
  // A small number in words is more often a pronoun or a count than a reading.
  if (
    quantity.unit === undefined &&
    token?.kind === 'word' &&
    (quantity.value === 1 || !VALUE_LEADS.test(lead))
  )
    return [];
  if (isListNumber(telling, edge)) return [];
  if (isCountOf(telling, index, quantity))
    return [
      {
        kind: 'count',
        from: edge.from,
        to: edge.to,
        readings: countReadings(telling, index, {
          amount: { amount: 'number', quantity },
          counted: { count: 'readings', of: HERE },
          ofAll: true,
        }),
        rules: edge.rules,
      },
    ];
  if (quantity.unit === 'standard deviations')
    return draft('comparison', comparisonReadings(telling, index, { relation: 'outside', by: quantity }));
  const sure = valueReadings(telling, index, quantity);
  const readings = isSurelyValue(telling, index, quantity)
    ? sure
    : [...sure, reading({ is: 'beyond', what: 'what the number is of' })];
  const [natural] = readings;
  return draft(
    'value',
    natural === undefined || denialOf(telling, index) === -1
      ? readings
      : [reading({ is: 'not', formula: natural.formula }, ...natural.assumes)],
  );
}

/** "three trips took more than ...", "two at 02:58": a number of what was named before, or is named by a word of its own. */
function countedWord(telling: Telling, index: number, edge: Edge, quantity: Quantity): Reading[] | undefined {
  const isThing =
    edge.to - edge.from === 2 && telling.chart.at(edge.to - 1).some(({ category }) => category === 'unknown');
  const amount = { amount: 'number', quantity } as const;
  if (isThing)
    return countReadings(telling, index, { amount, counted: { count: 'readings', of: HERE }, ofAll: true });
  const isDated =
    telling.islands[index + 1]?.category === 'timing' && telling.islands[index + 1]?.from === edge.to;
  const lead = telling.tokens[edge.from - 1]?.norm ?? '';
  return isDated && /^(?:,|:|and|)$/.test(lead)
    ? [reading({ is: 'beyond', what: 'which of them these are' })]
    : undefined;
}

/** "Of the 40 values, 28 exceed the mean": a whole number without a unit right before a comparison counts. */
function isCountOf(telling: Telling, index: number, { value, unit, step }: Quantity): boolean {
  const [here, next] = [telling.islands[index], telling.islands[index + 1]];
  const isNext = next?.category === 'comparison' && here !== undefined && next.from - here.to <= 1;
  return (
    unit === undefined &&
    Number.isInteger(value) &&
    value >= 0 &&
    step === 1 &&
    isNext &&
    topicOf(telling, index) === null
  );
}

/** A number in the unit of the readings, or right after a word for one, is a reading; a bare one may be anything. */
function isSurelyValue(telling: Telling, index: number, { unit }: Quantity): boolean {
  if (unit !== undefined) return !isOfChange(telling, index);
  return leadOf(telling, index, 3).some((word) =>
    /^(?:value|values|reading|readings|reached|reaches|hit|hits|at|measured|recorded|from|to)$/.test(word),
  );
}

/** "the sharpest fall is the one at 14:39 (906)": the size of a change, which nobody said. */
function isOfChange({ islands, tokens }: Telling, index: number): boolean {
  const here = islands[index];
  return (
    tokens[(here?.from ?? 0) - 1]?.text === '(' &&
    islands.slice(0, index).some(({ category }) => category === 'change')
  );
}

function isListNumber({ tokens }: Telling, edge: Edge): boolean {
  return edge.from === 0 && edge.to === 1 && /^[.)]$/.test(tokens[1]?.text ?? '');
}

/** "where 20 to 21 °C was expected", "where 0 to 40 °C is allowed". */
function givenRange({ tokens }: Telling, edge: Edge, low: Num, high: Num): Formula | undefined {
  const words = tokens.slice(edge.to, edge.to + 3).map(({ norm }) => norm);
  const lead = tokens.slice(Math.max(0, edge.from - 3), edge.from).map(({ norm }) => norm);
  if (words.includes('expected')) return { is: 'expected', low, high };
  if (![...words, ...lead].some((word) => word === 'allowed' || word === 'permitted')) return undefined;
  const bound = (which: 'low' | 'high', num: Num): Formula => equal({ num: 'limit', which }, num);
  return { is: 'and', formulas: [bound('low', low), bound('high', high)] };
}

function rangeDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
  const range = meaningOf(edge, 'range');
  if (range === undefined) return [];
  const [low, high] = [literal(range.low), literal(range.high)];
  const given = givenRange(telling, edge, low, high);
  if (given !== undefined) return draft('range', [reading(given)]);
  const change = at(
    telling,
    before(telling, index, 'change', 'measure', 'range', 'figure', 'count'),
    'change',
  );
  const moves = change?.direction === 'up' || change?.direction === 'down' || change?.direction === 'mixed';
  const goes =
    /^(?:from)$/.test(telling.tokens[edge.from]?.norm ?? '') &&
    leadOf(telling, index, 3).some((word) =>
      /^(?:go|goes|went|move|moves|moved|run|runs|ran|change|changes|changed|pass|passes)$/.test(word),
    );
  if (goes && telling.topics[index]?.of === 'num')
    return draft('value', [reading({ is: 'beyond', what: 'how a figure changes' })]);
  if (goes) return endDrafts(telling, index, edge);
  if (moves && !/^(?:between|within|inside)$/.test(telling.tokens[edge.from]?.norm ?? ''))
    return endDrafts(telling, index, edge);
  // "all readings lie between 15 and 30": none lies outside, and none need reach them.
  if (isOfAll(telling, index))
    return draft('range', [reading({ is: 'range', low, high, of: partAt(telling, index), loose: true })]);
  const parts = [partAt(telling, index), ...otherParts(telling, index)];
  const readings = parts.map((of, nth) => {
    const formula: Formula = { is: 'range', low, high, of, loose: range.loose };
    return nth === 0 ? reading(formula) : doubtful(formula, 'part carried over');
  });
  if (
    leadOf(telling, index, 5).some((word) =>
      /^(?:usually|mostly|typically|generally|normally|mainly|largely|often)$/.test(word),
    )
  )
    readings.unshift(
      reading({
        is: 'quantified',
        amount: { amount: 'share', low: 0.75, high: null, open: false },
        of: partAt(telling, index),
        condition: { if: 'between', low, high },
      }),
    );
  if (isKept(telling, index))
    readings.push(
      ...parts.map((of) => reading({ is: 'range', low, high, of, loose: true }, 'loose wording')),
    );
  // "35 values between 430 and 443": of those that are counted.
  if (at(telling, index - 1, 'count') !== undefined && sameClause(telling, index - 1, index)) {
    const has = (quantity: typeof range.low): Formula => ({
      is: 'has value',
      quantity,
      of: partAt(telling, index),
    });
    readings.unshift(reading({ is: 'and', formulas: [has(range.low), has(range.high)] }));
  }
  return draft('range', distinct(readings));
}

/** "stays between 20 and 25": lying between is enough. */
function isKept(telling: Telling, index: number): boolean {
  return leadOf(telling, index, 5).some((word) =>
    /^(?:stay|stays|stayed|remain|remains|remained|keep|keeps|kept|settle|settles|settled|always|all|hold|holds|held|within|inside|never|left)$/.test(
      word,
    ),
  );
}

function isOfAll(telling: Telling, index: number): boolean {
  const count = telling.islands[index - 1];
  return (
    count?.category === 'count' &&
    sameClause(telling, index - 1, index) &&
    telling.tokens
      .slice(Math.max(0, count.from - 1), count.from + 1)
      .some(({ norm }) => /^(?:all|every|each)$/.test(norm))
  );
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
      reading({ is: 'has value', quantity, of: WHOLE }),
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
  // "the values from 11:08 to 11:12 are raised": when they are is told.
  const from = telling.islands[index]?.from ?? 0;
  if (telling.chart.at(from - 1).some(({ category }) => category === 'reading')) return false;
  if (isSpan && ofReadings(telling, index)) return true;
  // "**Low values**: after 15:45 there are ...".
  const lead = telling.tokens[from - 1]?.norm ?? '';
  if (isSpan && lead === ':' && telling.islands.length > index + 1) return true;
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

/** "every reading after 15:00 is ...": which readings they are. */
function ofReadings(telling: Telling, index: number): boolean {
  const [previous, here] = [telling.islands[index - 1], telling.islands[index]];
  const next = telling.islands[index + 1];
  return (
    previous !== undefined &&
    previous.to === here?.from &&
    (previous.category === 'count' || previous.category === 'num') &&
    next !== undefined &&
    sameClause(telling, index, index + 1) &&
    ['comparison', 'measure', 'range', 'state', 'change'].includes(next.category)
  );
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

function saysNothing(telling: Telling, index: number, edge: Edge): boolean {
  const comparison = meaningOf(edge, 'comparison');
  if (comparison?.relation === 'near') return false;
  const bare =
    comparison?.to === undefined && comparison?.by === undefined && comparison?.aspect === undefined;
  if (
    !bare ||
    comparison?.against !== undefined ||
    comparison?.nth !== undefined ||
    comparison?.back === true
  )
    return false;
  if (telling.islands.some(({ category }) => category === 'partner')) return false;
  // "above" alone is said of what follows, if that is a figure.
  const next = telling.islands[index + 1];
  const isPlain = telling.chart
    .at(edge.from)
    .some(({ category, to }) => category === 'compare' && to === edge.to);
  if (isPlain)
    return (
      next === undefined ||
      !['figure', 'num', 'event', 'part'].includes(next.category) ||
      next.from - edge.to > 2
    );
  return edge.to - edge.from === 1 && BARE.has(telling.tokens[edge.from]?.norm ?? '');
}

/** A state is claimed where something is said to be so, not where it only describes a noun. */
function isPredicate(telling: Telling, index: number): boolean {
  const here = telling.islands[index];
  if (here === undefined || isAttribute(telling, here) || isExpectation(telling, index)) return false;
  if (at(telling, index, 'state')?.state === 'vague')
    return leadOf(telling, index, 4).some((word) =>
      /^(?:is|are|was|were|seems?|appears?|looks?|feels?|relatively|remains?|stays?|that's|it's)$/.test(word),
    );
  const lead = leadOf(telling, index, 6);
  if (lead.length === 0 || here.to - here.from > 1) return true;
  return lead.some((word) =>
    /^(?:is|are|was|were|be|been|has|have|had|seems?|seemed|appears?|appeared|looks?|looked|remains?|remained|stays?|stayed|shows?|showed|not|no|that's|it's|to|with|a|an|of|:|becomes?|became|behaves?|stands?|runs?|within|inside|without|isn't|aren't|wasn't|and|,)$/.test(
      word,
    ),
  );
}

/** "where 20 to 21 °C was expected", "where a reading every minute is usual": of what was found instead, not of the readings. */
function isExpectation(telling: Telling, index: number): boolean {
  const word = telling.tokens[telling.islands[index]?.from ?? -1]?.norm ?? '';
  if (!/^(?:expected|usual)$/.test(word)) return false;
  const earlier = telling.islands[index - 1]?.category ?? 'filler';
  const isOfNumber =
    sameClause(telling, index - 1, index) && ['range', 'lasting', 'rate', 'measure'].includes(earlier);
  const { from } = telling.islands[index] ?? { from: 0 };
  return isOfNumber || telling.tokens.slice(Math.max(0, from - 5), from).some(({ norm }) => norm === 'every');
}

/** "extreme skewness": an adjective before its noun. */
function isAttribute({ chart }: Telling, here: Edge): boolean {
  const isOdd = chart.at(here.from).some(({ category, to }) => category === 'odd' && to === here.to);
  return (
    isOdd &&
    chart
      .at(here.to)
      .some(({ category }) => category === 'stat' || category === 'unknown' || category === 'quantityWord')
  );
}

/** "a high value compared with the rest": compared in a way that no rule reads. */
function partnerDrafts(telling: Telling, index: number, _: Edge, draft: Drafting): Draft[] {
  // "a difference of 3, which is a high value compared with the rest" compares once more.
  const isAgain = /^(?:value|number|one)$/.test(
    telling.tokens[(telling.islands[index]?.from ?? 0) - 1]?.norm ?? '',
  );
  const isTold = telling.islands.some(
    ({ category }) => category === 'comparison' || category === 'figure' || category === 'signed',
  );
  return isTold && !isAgain
    ? []
    : draft(
        'comparison',
        [reading({ is: 'beyond', what: 'what is compared' })],
        telling.islands[index]?.from,
      );
}

/** A phrase that only says which readings are meant may still count them, or tell of a change: "in the remaining 119 samples". */
function innerDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
  const placed = placedReadings(telling, index);
  if (placed !== undefined) return draft('time', placed);
  const drafts: Draft[] = [];
  for (let from = edge.from; from < edge.to; from += 1) {
    const inner = telling.chart
      .at(from)
      .filter(({ category, to }) => to <= edge.to && (category === 'count' || category === 'change'))
      .sort((a, b) => b.to - a.to)[0];
    const counting = inner === undefined ? undefined : meaningOf(inner, 'count');
    if (inner !== undefined && counting?.of !== undefined && counting.amount.amount === 'number') {
      drafts.push({
        kind: 'count',
        from,
        to: inner.to,
        readings: countReadings(telling, index, counting),
        rules: inner.rules,
      });
      break;
    }
    const change = inner === undefined ? undefined : meaningOf(inner, 'change');
    if (inner !== undefined && change !== undefined && /^an?$/.test(telling.tokens[from - 1]?.norm ?? '')) {
      drafts.push({
        kind: 'trend',
        from,
        to: inner.to,
        readings: changeReadings(telling, index, change),
        rules: inner.rules,
      });
      break;
    }
  }
  return drafts;
}

/** What may be wrong with the world, rather than with the readings. */
const FAULTS =
  /^(?:glitch|fault|error|failure|malfunction|defect|incident|event|concern|problem|issue|trouble|disturbance|artifact|artefact|leak)/;

const DEFINITE =
  /^(?:the|this|that|its|these|those|each|every|his|their|our|first|last|second|before|after|during|same)$/;

/** Something found that is spoken of for the first time is claimed to be there. */
function eventDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
  const event = meaningOf(edge, 'event');
  if (event === undefined || isIt(event)) return [];
  if (isOfCount(telling, index)) return [];
  const found = isFoundReadings(telling, index, event);
  if (found !== undefined) return draft('state', found);
  const lead = leadOf(telling, index, 4);
  if (lead.some((word) => DEFINITE.test(word)) || wordsBetween(telling, index - 1, index).length < 0)
    return [];
  // "a second spike" claims two.
  const least =
    (event.event === 'finding' || event.event === 'gap' || event.event === 'null') && (event.k ?? 1) > 1
      ? (event.k ?? 1)
      : 1;
  const some = { amount: 'bounds', low: least, high: null } as const;
  const denied = denialOf(telling, index);
  const amount = denied === -1 ? some : ({ amount: 'none' } as const);
  const within = partAt(telling, index);
  const from = denied === -1 ? edge.from : denied;
  const noun = telling.tokens[edge.to - 1]?.norm ?? '';
  if (FAULTS.test(noun) && denied === -1) return draft('cause', [reading({ is: 'cause' })]);
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
