import type { Formula } from '../../../statement/formulas.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Part } from '../../../statement/parts.ts';
import { WHOLE } from '../../phrases/implied.ts';
import { partOfTiming } from '../../phrases/parts.ts';
import { type Edge, meaningOf } from '../../phrases/phrase.ts';
import { distinct, doubtful, reading } from '../scene.ts';
import {
  at,
  before,
  type Draft,
  type Drafting,
  leadOf,
  partAt,
  sameClause,
  samePiece,
  type Telling,
  wordsBetween,
} from '../telling.ts';
import { equal, literal, otherParts } from '../values.ts';

/** "where 20 to 21 °C was expected", "where 0 to 40 °C is allowed". */
function givenRange({ tokens }: Telling, edge: Edge, low: Num, high: Num): Formula | undefined {
  const words = tokens.slice(edge.to, edge.to + 3).map(({ norm }) => norm);
  const lead = tokens.slice(Math.max(0, edge.from - 3), edge.from).map(({ norm }) => norm);
  if (words.includes('expected')) return { is: 'expected', low, high };
  if (![...words, ...lead].some((word) => word === 'allowed' || word === 'permitted')) return undefined;
  const bound = (which: 'low' | 'high', num: Num): Formula => equal({ num: 'limit', which }, num);
  return { is: 'and', formulas: [bound('low', low), bound('high', high)] };
}

/** Two numbers as the ends of a range: of the readings, of what is expected or allowed, or of a change. */
export function rangeDrafts(telling: Telling, index: number, edge: Edge, draft: Drafting): Draft[] {
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
  const goes = goesFromTo(telling, index, edge);
  if (goes === 'of a figure')
    return draft('value', [reading({ is: 'beyond', what: 'how a figure changes' })]);
  if (goes !== undefined) return endDrafts(telling, index, edge);
  if (moves && !/^(?:between|within|inside)$/.test(telling.tokens[edge.from]?.norm ?? ''))
    return endDrafts(telling, index, edge);
  // "all readings lie between 15 and 30": none lies outside, and none need reach them.
  if (isOfAll(telling, index))
    return draft('range', [reading({ is: 'range', low, high, of: partAt(telling, index), loose: true })]);
  // "no value lies between 500 and 600".
  if (at(telling, index - 1, 'count')?.amount.amount === 'none' && sameClause(telling, index - 1, index))
    return draft('range', [
      reading({
        is: 'quantified',
        amount: { amount: 'none' },
        of: partAt(telling, index),
        condition: { if: 'between', low, high },
      }),
    ]);
  const bounded = boundedBy(telling, index);
  const parts = [
    ...(bounded === undefined ? [] : [bounded]),
    partAt(telling, index),
    ...otherParts(telling, index),
  ];
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
  // "the bulk of the readings lies between 20 and 21": so many do.
  const share = at(telling, index - 1, 'count')?.amount;
  if (share?.amount === 'share' && sameClause(telling, index - 1, index))
    return draft('range', [
      reading({
        is: 'quantified',
        amount: share,
        of: partAt(telling, index),
        condition: { if: 'between', low, high },
      }),
    ]);
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

/** "goes from 20 to 25", "the sharpest fall is seen around 12:37, from 19.7 to 19.5": the ends of a movement. */
function goesFromTo(telling: Telling, index: number, edge: Edge): 'of a figure' | 'of readings' | undefined {
  if (telling.tokens[edge.from]?.norm !== 'from') return undefined;
  const step = at(telling, before(telling, index, 'num', 'measure', 'range', 'figure'), 'num');
  if (step?.num === 'largest step') return 'of readings';
  const isGoing = leadOf(telling, index, 3).some((word) =>
    /^(?:go|goes|went|move|moves|moved|run|runs|ran|change|changes|changed|pass|passes)$/.test(word),
  );
  if (!isGoing) return undefined;
  return telling.topics[index]?.of === 'num' ? 'of a figure' : 'of readings';
}

/** "between 20 and 22 until 10:00", "20 to 22, from noon on": the part that is told right behind. */
function boundedBy(telling: Telling, index: number): Part | undefined {
  const timing = at(telling, index + 1, 'timing');
  const isNext =
    samePiece(telling, index, index + 1) &&
    wordsBetween(telling, index, index + 1).every((word) => word === ',');
  return timing === undefined || timing.role === 'at' || !isNext ? undefined : partOfTiming(timing);
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
