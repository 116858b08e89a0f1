import type { Condition, Formula, Num, Part, Quantity, Reading, Relation } from '../../statement.ts';
import { WHOLE } from '../phrases/implied.ts';
import type { Comparison } from '../phrases/phrase.ts';
import { distinct, reading } from './scene.ts';
import { after, at, before, denialOf, filled, leadOf, partAt, sameClause, type Telling } from './telling.ts';
import { equal, literal, statistic, topicOf } from './values.ts';

/** What is held against something: numbers, the nearest first, or readings with how many of them. */
type Subject =
  | { readonly of: 'number'; readonly num: Num; readonly carried: boolean }
  | { readonly of: 'readings'; readonly many: 'all' | 'none' | 'some'; readonly part: Part };

/** The condition that a comparison puts on a reading; undefined for one that only numbers can meet. */
export function conditionOf(telling: Telling, index: number, comparison: Comparison): Condition | undefined {
  const { relation, by, high } = comparison;
  const to = comparison.to === undefined ? undefined : filled(telling, index, comparison.to);
  if (comparison.aspect !== undefined) return undefined;
  if (to !== undefined && high !== undefined) {
    const between: Condition = { if: 'between', low: to, high };
    return relation === 'outside' ? { if: 'not', condition: between } : between;
  }
  if (to === undefined) return undefined;
  if (by !== undefined) return distanceCondition(relation, to, amountOf(by, to));
  if (relation === 'near') return { if: 'compare', relation: 'equal', to: loosely(to) };
  return relation === 'within' || relation === 'outside' ? undefined : { if: 'compare', relation, to };
}

function loosely(to: Num): Num {
  return to.num === 'literal' ? literal({ ...to.quantity, hedge: 'about' }) : to;
}

function distanceCondition(relation: Comparison['relation'], to: Num, far: Num): Condition | undefined {
  const [low, high]: [Num, Num] = [
    { num: 'difference', a: to, b: far },
    { num: 'sum of', a: to, b: far },
  ];
  switch (relation) {
    case 'within':
      return { if: 'between', low, high };
    case 'outside':
      return { if: 'not', condition: { if: 'between', low, high } };
    case 'over':
      return { if: 'compare', relation: 'over', to: high };
    case 'under':
      return { if: 'compare', relation: 'under', to: low };
    default:
      return undefined;
  }
}

/** A distance in the unit of the readings: standard deviations and percent of what it is held against are turned into one. */
function amountOf(by: Quantity, to: Num): Num {
  const bare = literal({ value: by.value, step: by.step, hedge: by.hedge });
  if (by.unit === 'standard deviations') return { num: 'product', a: bare, b: statistic('stddev', WHOLE) };
  if (by.unit === '%')
    return {
      num: 'product',
      a: literal({ ...by, value: by.value / 100, step: by.step / 100, unit: '' }),
      b: to,
    };
  return literal(by);
}

export function comparisonReadings(telling: Telling, index: number, comparison: Comparison): Reading[] {
  const subject = subjectOf(telling, index, comparison);
  const denied = denialOf(telling, index) !== -1;
  const condition = conditionOf(telling, index, comparison);
  if (comparison.aspect === 'spread') return spreadReadings(telling, index, comparison);
  if (subject.of === 'readings' && condition !== undefined) {
    return quantifiedReadings(telling, index, subject, condition, denied, comparison);
  }
  const lefts = leftsOf(telling, index, subject);
  const readings = lefts.flatMap((left, nth) => {
    const formulas = numberFormulas(telling, index, left, comparison);
    return formulas.map((formula) =>
      reading(
        denied ? { is: 'not', formula } : formula,
        ...(nth === 0 ? [] : (['a reading among several'] as const)),
      ),
    );
  });
  return readings.length === 0
    ? [reading({ is: 'beyond', what: 'a comparison with nothing that was named' })]
    : distinct(readings);
}

function quantifiedReadings(
  telling: Telling,
  index: number,
  { many, part }: { many: 'all' | 'none' | 'some'; part: Part },
  condition: Condition,
  denied: boolean,
  comparison: Comparison,
): Reading[] {
  const amount = denied && many === 'all' ? 'none' : many;
  const quantified = (of: Part, how: 'all' | 'none' | 'some'): Formula => ({
    is: 'quantified',
    amount: how === 'some' ? { amount: 'bounds', low: 1, high: null } : { amount: how },
    of,
    condition,
  });
  const readings = [reading(quantified(part, amount))];
  // "The readings are above 30": nearly all, their mean, or those that are; only where nothing says how many.
  if (many === 'all' && !denied && !isStrict(telling, index)) {
    const far = comparison.by !== undefined || comparison.passing === true;
    if (far) readings.unshift(reading(quantified(part, 'some')));
    readings.push(
      reading(
        {
          is: 'quantified',
          amount: { amount: 'share', low: 0.85, high: null, open: false },
          of: part,
          condition,
        },
        'loose wording',
      ),
    );
    if (
      comparison.by === undefined &&
      comparison.to !== undefined &&
      (comparison.relation === 'near' || comparison.relation === 'over' || comparison.relation === 'under')
    )
      readings.push(
        reading(
          {
            is: 'compare',
            left: statistic('mean', part),
            relation: comparison.relation === 'near' ? 'equal' : comparison.relation,
            right: filled(telling, index, comparison.to),
          },
          'loose wording',
        ),
      );
  }
  return distinct(readings);
}

function isStrict(telling: Telling, index: number): boolean {
  const words = [
    ...leadOf(telling, index, 8),
    ...(at(telling, index + 1, 'lasting')?.whole === true ? ['always'] : []),
  ];
  return words.some((word) =>
    /^(?:all|every|always|throughout|each|everything|constantly|consistently|permanently|whole|never)$/.test(
      word,
    ),
  );
}

/** Who is compared: "no reading", "all of them", a number, an event, or the readings in general. */
function subjectOf(telling: Telling, index: number, comparison: Comparison): Subject {
  const count = before(telling, index, 'count');
  const nearest = before(
    telling,
    index,
    'count',
    'measure',
    'figure',
    'num',
    'event',
    'comparison',
    'range',
    'part',
    'change',
  );
  const counted = at(telling, nearest, 'count');
  if (nearest === count && counted !== undefined && counted.counted.count === 'readings') {
    const many = counted.amount.amount === 'none' ? 'none' : counted.amount.amount === 'all' ? 'all' : 'some';
    return {
      of: 'readings',
      many,
      part: counted.of === undefined ? partAt(telling, index) : filled(telling, index, counted.of),
    };
  }
  const quantifier = quantifierBefore(telling, index);
  if (quantifier !== undefined) return { of: 'readings', many: quantifier, part: partAt(telling, index) };
  const part = at(telling, nearest, 'part');
  if (part !== undefined) return { of: 'readings', many: 'all', part: filled(telling, index, part) };
  const figure = at(telling, nearest, 'figure');
  if (figure !== undefined) return { of: 'number', num: filled(telling, index, figure.num), carried: false };
  const measure = at(telling, nearest, 'measure');
  if (measure !== undefined) return { of: 'number', num: literal(measure), carried: false };
  const topic = topicOf(telling, index);
  if (topic?.of === 'num') return { of: 'number', num: filled(telling, index, topic.num), carried: false };
  if (topic?.of === 'event')
    return {
      of: 'number',
      num: { num: 'reading at', at: { time: 'start', of: filled(telling, index, topic.event) } },
      carried: false,
    };
  if (topic?.of === 'part') return { of: 'readings', many: 'all', part: filled(telling, index, topic.part) };
  const next = after(telling, index, 'count');
  if (at(telling, next, 'count')?.counted.count === 'readings' && sameClause(telling, index, next))
    return { of: 'readings', many: 'some', part: partAt(telling, index) };
  return { of: 'readings', many: comparison.passing === true ? 'some' : 'all', part: partAt(telling, index) };
}

function quantifierBefore(telling: Telling, index: number): 'all' | 'none' | undefined {
  const words = leadOf(telling, index, 8).reverse();
  for (const word of words) {
    if (/^(?:nothing|none|neither|no)$/.test(word)) return 'none';
    if (/^(?:everything|all|every|always)$/.test(word)) return 'all';
  }
  return undefined;
}

/** The numbers that a comparison may be said of where it is not said of readings. */
function leftsOf(telling: Telling, index: number, subject: Subject): Num[] {
  if (subject.of === 'number') return [subject.num];
  const of = subject.part;
  return [
    statistic('mean', of),
    statistic('last', of),
    statistic('max', of),
    statistic('median', of),
    statistic('min', of),
  ].slice(0, telling.scenes[index]?.name == null ? 5 : 5);
}

/** One number against another, by so much. */
function numberFormulas(telling: Telling, index: number, left: Num, comparison: Comparison): Formula[] {
  const { relation, by } = comparison;
  const tos =
    comparison.to === undefined ? othersOf(telling, index, left) : [filled(telling, index, comparison.to)];
  return tos.flatMap((to) => {
    if (by !== undefined) return byFormulas(left, to, relation, by);
    if (relation === 'near') return [equal(left, loosely(to))];
    if (relation === 'within' || relation === 'outside') return [];
    return [{ is: 'compare', left, relation, right: to } satisfies Formula];
  });
}

function byFormulas(left: Num, to: Num, relation: Comparison['relation'], by: Quantity): Formula[] {
  const signed: Num =
    relation === 'under' ? { num: 'difference', a: to, b: left } : { num: 'difference', a: left, b: to };
  const compare = (num: Num, right: Num, how: Relation = 'equal'): Formula => ({
    is: 'compare',
    left: num,
    relation: how,
    right,
  });
  if (by.unit === 'times')
    return [
      compare(
        { num: 'ratio', a: left, b: to },
        literal(bare(by)),
        relation === 'within' || relation === 'outside' || relation === 'near' ? 'equal' : relation,
      ),
    ];
  if (by.unit === 'standard deviations') {
    const far: Num = { num: 'product', a: literal(bare(by)), b: statistic('stddev', WHOLE) };
    if (relation === 'within') return [compare({ num: 'distance', a: left, b: to }, far, 'at most')];
    if (relation === 'outside') return [compare({ num: 'distance', a: left, b: to }, far, 'over')];
    return [compare({ num: 'ratio', a: signed, b: statistic('stddev', WHOLE) }, literal(bare(by)))];
  }
  if (relation === 'within') return [compare({ num: 'distance', a: left, b: to }, literal(by), 'at most')];
  if (relation === 'outside') return [compare({ num: 'distance', a: left, b: to }, literal(by), 'over')];
  if (by.unit === '%') {
    const change: Num = { num: 'relative change', a: left, b: to };
    const percent = literal({
      ...bare(by),
      value: (relation === 'under' ? -1 : 1) * (by.value / 100),
      step: by.step / 100,
    });
    return [compare(change, percent), compare(signed, literal(by))];
  }
  return relation === 'equal'
    ? [compare({ num: 'distance', a: left, b: to }, literal(by))]
    : [compare(signed, literal(by))];
}

function bare({ value, step, hedge }: Quantity): Quantity {
  return { value, step, hedge };
}

/** What a number without a partner may be compared with: what was said before, the start, the mean. */
function othersOf(telling: Telling, index: number, left: Num): Num[] {
  const part = partAt(telling, index);
  const scenePart = telling.scenes[index]?.part;
  const others: Num[] = [];
  if (left.num === 'statistic' && scenePart != null && JSON.stringify(scenePart) !== JSON.stringify(left.of))
    others.push({ ...left, of: scenePart });
  others.push(statistic('first', part), statistic('mean', part));
  return others;
}

function spreadReadings(telling: Telling, index: number, { relation }: Comparison): Reading[] {
  if (relation !== 'over' && relation !== 'under')
    return [reading({ is: 'beyond', what: 'how the readings scatter' })];
  const mine = telling.parts[index] ?? telling.scenes[index]?.part ?? null;
  if (mine === null) return [reading({ is: 'beyond', what: 'how the readings scatter' })];
  const rest: Part = { part: 'without', of: WHOLE, out: mine };
  return [
    reading(
      { is: 'compare', left: statistic('stddev', mine), relation, right: statistic('stddev', rest) },
      'loose wording',
    ),
  ];
}
