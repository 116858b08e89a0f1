import type {
  Condition,
  Formula,
  Num,
  Part,
  Quantity,
  Reading,
  Relation,
  StatisticName,
} from '../../statement.ts';
import { WHOLE } from '../phrases/implied.ts';
import { type Comparison, meaningOf } from '../phrases/phrase.ts';
import { distinct, doubtful, goesBack, reading, resolve } from './scene.ts';
import {
  after,
  at,
  before,
  denialOf,
  filled,
  leadOf,
  partAt,
  sameClause,
  type Telling,
  wordsBetween,
} from './telling.ts';
import { equal, literal, momentOf, statistic, topicOf } from './values.ts';

/** What is held against something: numbers, the nearest first, or readings with how many of them. */
type Subject =
  | { readonly of: 'number'; readonly num: Num; readonly written?: Num }
  | { readonly of: 'readings'; readonly many: 'all' | 'none' | 'some'; readonly part: Part };

/** What readings are held against is a figure of the whole window, unless it names its part. */
function targetOf(telling: Telling, index: number, to: Num): Num {
  return resolve(to, WHOLE, telling.scenes[index]?.event ?? null);
}

/** The condition that a comparison puts on a reading; undefined for one that only numbers can meet. */
export function conditionOf(telling: Telling, index: number, comparison: Comparison): Condition | undefined {
  const { relation, by, high } = comparison;
  const to = comparison.to === undefined ? undefined : targetOf(telling, index, comparison.to);
  if (comparison.aspect !== undefined) return undefined;
  if (to !== undefined && high !== undefined) {
    const between: Condition = { if: 'between', low: to, high };
    return relation === 'outside' ? { if: 'not', condition: between } : between;
  }
  if (comparison.against !== undefined || comparison.nth !== undefined) return undefined;
  if (to === undefined) return conditionOfNext(telling, index, comparison);
  if (by !== undefined) return distanceCondition(relation, to, amountOf(by, to));
  if (relation === 'near') return { if: 'compare', relation: 'equal', to: loosely(to) };
  return relation === 'within' || relation === 'outside' ? undefined : { if: 'compare', relation, to };
}

/** "above the mean of 22.4": what is held against is told right behind. */
function conditionOfNext(
  telling: Telling,
  index: number,
  { relation, by, back }: Comparison,
): Condition | undefined {
  if (by !== undefined && back === true) {
    const said = lastNumber(telling, index);
    const level = at(telling, said, 'measure') ?? at(telling, said, 'figure')?.quantity;
    return level === undefined
      ? undefined
      : distanceCondition(relation, literal(level), amountOf(by, literal(level)));
  }
  if (by !== undefined || relation === 'within' || relation === 'outside') return undefined;
  const next = at(telling, index + 1, 'figure');
  // "12 are higher than the average, 36 are lower".
  const former = at(telling, before(telling, index, 'comparison'), 'comparison')?.to;
  if (
    next === undefined &&
    back !== true &&
    former !== undefined &&
    at(telling, before(telling, index, 'count', 'measure'), 'measure') !== undefined &&
    (relation === 'over' || relation === 'under')
  )
    return { if: 'compare', relation, to: targetOf(telling, index, former) };
  const said = back === true ? lastNumber(telling, index) : -1;
  const quantity = at(telling, said, 'measure') ?? at(telling, said, 'figure')?.quantity;
  const to =
    next === undefined
      ? quantity === undefined
        ? undefined
        : literal(quantity)
      : filled(telling, index, next.num);
  if (to === undefined) return undefined;
  return {
    if: 'compare',
    relation: relation === 'near' ? 'equal' : relation,
    to: relation === 'near' ? loosely(to) : to,
  };
}

/** The island of the number said last, in whatever clause. */
function lastNumber({ islands }: Telling, index: number): number {
  return islands.findLastIndex(
    ({ category }, other) => other < index && (category === 'measure' || category === 'figure'),
  );
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
  const size = sizeBounds(telling, index, comparison);
  if (size !== undefined) return size;
  const subject = subjectOf(telling, index, comparison);
  const denied = denialOf(telling, index) !== -1;
  const condition = conditionOf(telling, index, comparison);
  if (comparison.aspect !== undefined) return aspectReadings(telling, index, comparison);
  if (isOfRun(telling, index)) return [reading({ is: 'beyond', what: 'how long it lasts' })];
  if (isOfNothing(telling, index, subject, comparison))
    return [reading({ is: 'beyond', what: 'what is compared' })];
  if (subject.of === 'readings' && condition !== undefined) {
    return quantifiedReadings(telling, index, subject, condition, denied, comparison);
  }
  if (comparison.against?.part === 'without' && goesBack(comparison.against)) {
    const share = restShare(telling, index, subject, comparison.relation);
    if (share !== undefined) return [reading(denied ? { is: 'not', formula: share } : share)];
    return [reading({ is: 'beyond', what: 'what is compared with the rest' })];
  }
  if (
    comparison.relation === 'within' &&
    comparison.by !== undefined &&
    comparison.to === undefined &&
    comparison.back !== true
  )
    return [
      reading({
        is: 'compare',
        left: statistic('range', partAt(telling, index)),
        relation: 'at most',
        right: literal(comparison.by),
      }),
    ];
  const lefts = leftsOf(telling, index, subject);
  const isNamed = isPaired(telling, index, subject, comparison, lefts[0]);
  const isSure = isNamed || comparison.by !== undefined;
  const readings = lefts.flatMap((left, nth) => {
    const formulas = numberFormulas(telling, index, left, comparison);
    return formulas.map((formula, way) => {
      const stated: Formula = denied ? { is: 'not', formula } : formula;
      return isSure && nth === 0 && way === 0 ? reading(stated) : doubtful(stated, 'a reading among several');
    });
  });
  return readings.length === 0
    ? [reading({ is: 'beyond', what: 'a comparison with nothing that was named' })]
    : distinct(
        isNamed ? readings : [...readings, reading({ is: 'beyond', what: 'what it is held against' })],
      );
}

/** "rose by more than 2": of the size of the change. */
function sizeBounds(telling: Telling, index: number, { relation, to }: Comparison): Reading[] | undefined {
  const change = at(telling, index - 1, 'change');
  const words = wordsBetween(telling, index - 1, index);
  if (change === undefined || to?.num !== 'literal' || words.at(-1) !== 'by') return undefined;
  if (relation === 'within' || relation === 'outside' || relation === 'near') return undefined;
  if (change.direction !== 'up' && change.direction !== 'down') return undefined;
  const of = partAt(telling, index);
  const [first, last] = [statistic('first', of), statistic('last', of)];
  const size: Num =
    change.direction === 'up'
      ? { num: 'difference', a: last, b: first }
      : { num: 'difference', a: first, b: last };
  const step: Num = { num: 'largest step', direction: change.direction, of };
  return [
    reading({ is: 'compare', left: size, relation, right: to }),
    reading(
      { is: 'compare', left: { num: 'distance', a: step, b: ZERO }, relation, right: to },
      'a reading among several',
    ),
  ];
}

/** Whether the words themselves say both what is compared and with what: only then a comparison that holds proves them. */
function isPaired(
  telling: Telling,
  index: number,
  subject: Subject,
  comparison: Comparison,
  left: Num | undefined,
): boolean {
  const { to, against, nth, back } = comparison;
  const isNamed = subject.of === 'number' || JSON.stringify(subject.part) !== JSON.stringify(WHOLE);
  const isHeld =
    back === true ||
    to !== undefined ||
    against !== undefined ||
    nth !== undefined ||
    at(telling, index + 1, 'figure') !== undefined;
  const isOpposite = left !== undefined && oppositeOf(left) !== undefined;
  const hasPartner = telling.islands.some(({ category }) => category === 'partner');
  return isNamed && (isHeld || isOpposite || hasPartner);
}

/** "above the mean for 12 readings in a row": of a stretch, not of all readings. */
export function isOfRun({ tokens, mood, islands }: Telling, index: number): boolean {
  const piece = mood.piece[islands[index]?.from ?? -1];
  return tokens.some(
    ({ norm }, at) =>
      mood.piece[at] === piece &&
      /^(?:row|consecutive|successive|stretch|run|streak|straight|series)$/.test(norm),
  );
}

/** "That is 12 % more than the mean", where no number was said: of readings in general it would be said otherwise. */
function isOfNothing(
  telling: Telling,
  index: number,
  subject: Subject,
  { by, relation, to }: Comparison,
): boolean {
  const isPlain =
    subject.of === 'readings' &&
    subject.many !== 'none' &&
    before(telling, index, 'count', 'part', 'num', 'event') === -1;
  return (
    isPlain &&
    by !== undefined &&
    to !== undefined &&
    by.unit !== 'standard deviations' &&
    relation !== 'within' &&
    relation !== 'outside'
  );
}

function quantifiedReadings(
  telling: Telling,
  index: number,
  { many, part }: { many: 'all' | 'none' | 'some'; part: Part },
  condition: Condition,
  denied: boolean,
  comparison: Comparison,
): Reading[] {
  // "nothing goes above" is one denial, not two.
  const amount = denied ? 'none' : many;
  const quantified = (of: Part, how: 'all' | 'none' | 'some'): Formula => ({
    is: 'quantified',
    amount: how === 'some' ? { amount: 'bounds', low: 1, high: null } : { amount: how },
    of,
    condition,
  });
  const readings = [reading(quantified(part, amount))];
  // Where there is nothing to leave out, the rest is all.
  if (part.part === 'without') readings.push(reading(quantified(WHOLE, amount)));
  // "The readings are above 30": nearly all, their mean, or those that are; only where nothing says how many.
  if (many === 'all' && !denied && !isStrict(telling, index)) {
    const far =
      (comparison.by !== undefined && comparison.relation !== 'within') || comparison.passing === true;
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
  const previous = telling.islands[index - 1];
  const inside =
    previous?.category === 'part' || previous?.category === 'count'
      ? telling.tokens.slice(Math.max(0, previous.from - 1), previous.to).map(({ norm }) => norm)
      : [];
  const words = [
    ...inside,
    ...leadOf(telling, index, 8),
    ...(at(telling, index + 1, 'lasting')?.whole === true ? ['always'] : []),
  ];
  return words.some((word) =>
    /^(?:all|every|always|throughout|each|everything|constantly|consistently|permanently|whole|never)$/.test(
      word,
    ),
  );
}

/** "20.9, which is higher than the rest": nearly all readings lie below it. */
function restShare(
  _telling: Telling,
  _index: number,
  subject: Subject,
  relation: Comparison['relation'],
): Formula | undefined {
  if (subject.of !== 'number' || (relation !== 'over' && relation !== 'under')) return undefined;
  const to = subject.written ?? subject.num;
  // A reading of the same value is not below it, whatever its digits beyond those written.
  const reached: Condition = { if: 'compare', relation: relation === 'over' ? 'at least' : 'at most', to };
  const condition: Condition = { if: 'not', condition: reached };
  return {
    is: 'quantified',
    amount: { amount: 'share', low: 0.85, high: null, open: false },
    of: WHOLE,
    condition,
  };
}

const ZERO: Num = literal({ value: 0, step: 1e-12, hedge: 'exact' });

/** Who is compared: "no reading", "all of them", a number, an event, or the readings in general. */
function subjectOf(telling: Telling, index: number, comparison: Comparison): Subject {
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
  const quantifier = quantifierBefore(telling, index);
  return (
    (comparison.left === undefined
      ? undefined
      : ({ of: 'number', num: filled(telling, index, comparison.left) } as const)) ??
    countedSubject(telling, index, nearest) ??
    (quantifier === undefined
      ? undefined
      : { of: 'readings', many: quantifier, part: partAt(telling, index) }) ??
    numberSubject(telling, index, nearest) ??
    topicSubject(telling, index) ??
    timedSubject(telling, index, nearest) ?? {
      of: 'readings',
      many: comparison.passing === true || isCountedNext(telling, index) ? 'some' : 'all',
      part: partAt(telling, index),
    }
  );
}

function countedSubject(telling: Telling, index: number, nearest: number): Subject | undefined {
  const counted = at(telling, nearest, 'count');
  if (counted?.counted.count === 'readings') {
    const many = counted.amount.amount === 'none' ? 'none' : counted.amount.amount === 'all' ? 'all' : 'some';
    return {
      of: 'readings',
      many,
      part: counted.of === undefined ? partAt(telling, index) : filled(telling, index, counted.of),
    };
  }
  const part = at(telling, nearest, 'part');
  return part === undefined ? undefined : { of: 'readings', many: 'all', part: filled(telling, index, part) };
}

/** A number that was said right before: "22.2, which is above the mean". */
function numberSubject(telling: Telling, index: number, nearest: number): Subject | undefined {
  const lead = leadOf(telling, index, 4);
  const isOther =
    lead.some((word) => /^(?:never|always|and|but)$/.test(word)) &&
    !lead.some((word) => /^(?:is|are|was|were|which|that)$/.test(word));
  if (isOther && !sameClause(telling, nearest, index)) return undefined;
  const figure = at(telling, nearest, 'figure');
  const num = figure === undefined ? undefined : filled(telling, index, figure.num);
  if (figure !== undefined && num !== undefined)
    return {
      of: 'number',
      num,
      ...(figure.quantity === undefined ? {} : { written: literal(figure.quantity) }),
    };
  const measure = at(telling, nearest, 'measure');
  if (measure === undefined) return undefined;
  const isWord =
    measure.unit === undefined && telling.tokens[telling.islands[nearest]?.from ?? -1]?.kind === 'word';
  // "three trips took more than ...": so many of them.
  return isWord
    ? { of: 'readings', many: 'some', part: partAt(telling, index) }
    : { of: 'number', num: literal(measure) };
}

function topicSubject(telling: Telling, index: number): Subject | undefined {
  const topic = topicOf(telling, index);
  if (topic?.of === 'num') return { of: 'number', num: filled(telling, index, topic.num) };
  if (topic?.of === 'event')
    return {
      of: 'number',
      num: { num: 'reading at', at: { time: 'start', of: filled(telling, index, topic.event) } },
    };
  return topic?.of === 'part'
    ? { of: 'readings', many: 'all', part: filled(telling, index, topic.part) }
    : undefined;
}

/** "At 10:03 it was 7.5 above the mean": the reading of that moment. */
function timedSubject(telling: Telling, index: number, nearest: number): Subject | undefined {
  const time = nearest === -1 ? momentOf(at(telling, before(telling, index, 'timing'), 'timing')) : undefined;
  return time === undefined ? undefined : { of: 'number', num: { num: 'reading at', at: time } };
}

/** "Speeds below 60 occur five times". */
function isCountedNext(telling: Telling, index: number): boolean {
  const next = after(telling, index, 'count');
  return at(telling, next, 'count')?.counted.count === 'readings' && sameClause(telling, index, next);
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
  if (subject.of === 'number')
    return subject.written === undefined ? [subject.num] : [subject.num, subject.written];
  const of = subject.part;
  if (JSON.stringify(of) !== JSON.stringify(WHOLE)) return [statistic('mean', of)];
  return [
    statistic('mean', of),
    statistic('last', of),
    statistic('max', of),
    statistic('median', of),
    statistic('min', of),
  ].slice(0, telling.scenes[index]?.name == null ? 5 : 5);
}

/** "higher than the rest": the rest is all but what has the number itself. */
function restOr(telling: Telling, index: number, left: Num, to: Num): Num {
  if (left.num !== 'literal' || !goesBack(to)) return targetOf(telling, index, to);
  return resolve(to, partAt(telling, index), { event: 'reading', value: left });
}

/** What a comparison holds its number against: what it names, the same figure of another part, what was said before. */
function tosOf(telling: Telling, index: number, left: Num, comparison: Comparison): Num[] {
  if (comparison.to !== undefined) return [restOr(telling, index, left, comparison.to)];
  const name = left.num === 'statistic' ? left.name : (telling.scenes[index]?.name ?? 'mean');
  if (comparison.against !== undefined)
    return partners(telling, index, left, comparison.relation, comparison.against, name);
  if (comparison.nth !== undefined) return [numbered(left, comparison.nth, name)];
  const next = at(telling, index + 1, 'figure');
  if (next !== undefined)
    return [
      filled(telling, index, next.num),
      ...(next.quantity === undefined ? [] : [literal(next.quantity)]),
    ];
  const opposite = oppositeOf(left);
  if (opposite !== undefined) return [opposite];
  const partner = telling.islands
    .map((edge) => meaningOf(edge, 'partner'))
    .find((part) => part !== undefined);
  if (partner !== undefined) return [statistic(name, filled(telling, index, partner))];
  const event = at(telling, index + 1, 'event');
  if (event !== undefined)
    return [{ num: 'reading at', at: { time: 'start', of: filled(telling, index, event) } }];
  return othersOf(telling, index, left);
}

/** What lies after something is held against what lies before it. */
function oppositeOf(left: Num): Num | undefined {
  if (
    left.num !== 'statistic' ||
    (left.of.part !== 'after' && left.of.part !== 'before') ||
    (left.of.time.time !== 'start' && left.of.time.time !== 'end')
  )
    return undefined;
  const { of } = left.of.time;
  return left.of.part === 'after'
    ? statistic(left.name, { part: 'before', time: { time: 'start', of } })
    : statistic(left.name, { part: 'after', time: { time: 'end', of } });
}

/** The same figure of the part that is named; of a reading, nearly all of the rest. */
function partners(
  telling: Telling,
  index: number,
  left: Num,
  relation: Comparison['relation'],
  part: Part,
  name: StatisticName,
): Num[] {
  if (left.num === 'literal' && goesBack(part)) {
    const rest = resolve(part, partAt(telling, index), { event: 'reading', value: left });
    return [statistic(relation === 'under' ? 'p05' : 'p95', rest)];
  }
  return [statistic(name, filled(telling, index, part))];
}

/** "than the first": the first of the pieces spoken of, else the first reading. */
function numbered(left: Num, nth: number, name: StatisticName): Num {
  const piece = left.num === 'statistic' && left.of.part === 'piece' ? left.of : undefined;
  if (piece !== undefined) return statistic(name, { ...piece, k: nth < 0 ? piece.n : nth });
  return statistic(nth < 0 ? 'last' : 'first', WHOLE);
}

/** One number against another, by so much. */
function numberFormulas(telling: Telling, index: number, left: Num, comparison: Comparison): Formula[] {
  const { relation, by } = comparison;
  const tos = tosOf(telling, index, left, comparison);
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
    const falls = compare(change, literal({ ...bare(by), value: -by.value / 100, step: by.step / 100 }));
    if (relation === 'equal')
      return [
        {
          is: 'or',
          formulas: [
            compare(change, percent),
            falls,
            compare({ num: 'distance', a: left, b: to }, literal(by)),
          ],
        },
      ];
    // Of readings in percent it may be points: either will do.
    return [{ is: 'or', formulas: [compare(change, percent), compare(signed, literal(by))] }];
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
  const scenePart = telling.scenes[index]?.part;
  const others: Num[] = [];
  if (left.num === 'statistic' && scenePart != null && JSON.stringify(scenePart) !== JSON.stringify(left.of))
    others.push({ ...left, of: scenePart });
  for (let other = index - 1; other >= 0; other -= 1) {
    const said = at(telling, other, 'measure') ?? at(telling, other, 'figure')?.quantity;
    if (said !== undefined && others.length < 4 && !(left.num === 'literal' && left.quantity === said))
      others.push(literal(said));
  }
  return others;
}

/** How a part scatters, or where it lies, against the rest or the part that is named. */
function aspectReadings(
  telling: Telling,
  index: number,
  { relation, aspect, against }: Comparison,
): Reading[] {
  const open = reading({ is: 'beyond', what: 'how a part that was not named compares' });
  if (relation !== 'over' && relation !== 'under') return [open];
  const topic = topicOf(telling, index);
  const named =
    topic?.of === 'part'
      ? filled(telling, index, topic.part)
      : (telling.parts[index] ?? telling.scenes[index]?.part ?? null);
  const name = aspect === 'spread' ? 'stddev' : 'mean';
  const other = against === undefined ? null : filled(telling, index, against);
  if (named === null && other === null) return [open];
  const mine: Part = named ?? { part: 'without', of: WHOLE, out: other ?? WHOLE };
  const rest: Part = other ?? { part: 'without', of: WHOLE, out: mine };
  return [reading({ is: 'compare', left: statistic(name, mine), relation, right: statistic(name, rest) })];
}
