import type { Num, Part, Quantity, Relation, Time } from '../../statement.ts';
import type { CompareSense } from '../words/grammar.ts';
import { HERE, IT } from './implied.ts';
import type { Comparison } from './phrase.ts';
import { rule } from './rule.ts';

const literal = (quantity: Quantity): Num => ({ num: 'literal', quantity });
const mean: Num = { num: 'statistic', name: 'mean', of: HERE };
const stddev: Num = { num: 'statistic', name: 'stddev', of: HERE };
const ZERO = literal({ value: 0, step: 1, hedge: 'exact' });

interface Plain {
  readonly relation: Comparison['relation'];
  readonly passing: boolean;
}

function plain(sense: CompareSense): Plain {
  if (sense === 'passing over') return { relation: 'over', passing: true };
  if (sense === 'passing under') return { relation: 'under', passing: true };
  return { relation: sense, passing: false };
}

function isRelation(relation: Comparison['relation']): relation is Relation {
  return relation !== 'within' && relation !== 'outside' && relation !== 'near';
}

/** Against a number; one in standard deviations is a distance from the mean. */
function against(sense: CompareSense, quantity: Quantity): Comparison | undefined {
  const { relation, passing } = plain(sense);
  // Farther out than so many of them, on either side.
  if (quantity.unit === 'standard deviations')
    return {
      relation: relation === 'over' ? 'outside' : relation === 'under' ? 'within' : relation,
      to: mean,
      by: quantity,
    };
  if (quantity.unit === 'times') return undefined;
  return { relation, to: literal(quantity), ...(passing ? { passing } : {}) };
}

/** Which way a comparative points. */
function side(more: string): Relation | undefined {
  return more === 'over' || more === 'under' ? more : undefined;
}

const MEAN = '=of|from|about|to';

export const COMPARISON_RULES = [
  rule('against a number', 'comparison', ['compare', 'measure'], (sense, quantity) =>
    against(sense, quantity),
  ),
  rule('against a statistic', 'comparison', ['compare', 'num'], (sense, to) => ({ ...plain(sense), to })),
  // What it is held against is a figure with its value, which is a statement of its own.
  rule('against what follows', 'comparison', ['compare'], (sense) => plain(sense)),
  rule('against what was said', 'comparison', ['compare', '=that|it|this|them|which'], (sense) => ({
    ...plain(sense),
    back: true,
  })),
  rule(
    'against a share of a statistic',
    'comparison',
    ['compare', 'measure', '=of', 'num'],
    (sense, { unit, ...share }, _, b) =>
      unit === '%'
        ? {
            ...plain(sense),
            to: {
              num: 'product',
              a: literal({ ...share, value: share.value / 100, step: share.step / 100 }),
              b,
            },
          }
        : undefined,
  ),
  rule(
    'so much more than in a part',
    'comparison',
    ['measure', 'more', '=than', '=in|during|for|over|that|those?', '=of|in?', 'part'],
    (by, more, _, __, ___, part) => {
      const found = differs(more, by, undefined);
      return found === undefined ? undefined : { ...found, against: part };
    },
  ),
  rule(
    'more than in a part',
    'comparison',
    ['more', '=than', '=in|during|for|over|that|those?', '=of|in?', 'part'],
    (more, _, __, ___, part) => {
      const relation = side(more);
      return relation === undefined
        ? { relation: more === 'more scattered' ? 'over' : 'under', aspect: 'spread', against: part }
        : { relation, against: part };
    },
  ),
  rule(
    'so much more than the first',
    'comparison',
    ['measure', 'more', '=than', '=in|that|those?', '=of|in?', 'ordinal'],
    (by, more, _, __, ___, nth) => {
      const found = differs(more, by, undefined);
      return found === undefined || nth === 'middle' ? undefined : { ...found, nth: Number(nth) };
    },
  ),
  rule(
    'more than the first',
    'comparison',
    ['more', '=than', '=in|that|those?', '=of|in?', 'ordinal'],
    (more, _, __, ___, nth) => {
      const relation = side(more);
      return relation === undefined || nth === 'middle' ? undefined : { relation, nth: Number(nth) };
    },
  ),
  rule(
    'more than an event',
    'comparison',
    ['more', '=than', '=before|after|that', 'event?'],
    (more, _, word, event) => {
      const relation = side(more);
      if (relation === undefined || word === 'that') return undefined;
      const time =
        word === 'before'
          ? ({ time: 'start', of: event ?? IT } as const)
          : ({ time: 'end', of: event ?? IT } as const);
      return { relation, against: { part: word === 'before' ? 'before' : 'after', time } };
    },
  ),
  rule(
    'so much more than at a time',
    'comparison',
    ['measure', 'more', '=than', '=at', 'time'],
    (by, more, _, __, at) => differs(more, by, { num: 'reading at', at }),
  ),
  rule(
    'more in one piece than in another',
    'comparison',
    ['more', '=in|during|over', 'part', '=than', '=in|during|over|that?', '=of|in?', 'ordinal'],
    (more, _, part, __, ___, ____, nth) => {
      const relation = side(more);
      const k = Number(nth);
      if (relation === undefined || part.part !== 'piece' || !(k >= 1 && k <= part.n)) return undefined;
      const mean = (of: Part): Num => ({ num: 'statistic', name: 'mean', of });
      return { relation, left: mean(part), to: mean({ ...part, k }) };
    },
  ),
  rule(
    'so much more than before',
    'comparison',
    ['measure', 'more', '=than', '=before|after'],
    (by, more, _, word) => {
      const found = differs(more, by, undefined);
      const side = word === 'before' ? 'before' : 'after';
      return found === undefined
        ? undefined
        : { ...found, against: { part: side, time: { time: side === 'before' ? 'start' : 'end', of: IT } } };
    },
  ),
  rule('against the zero line', 'comparison', ['compare', '=zero|freezing', '=line?'], (sense) => ({
    ...plain(sense),
    to: ZERO,
  })),
  rule('by so much against a statistic', 'comparison', ['measure', 'compare', 'num'], (by, sense, to) =>
    apart(sense, by, to),
  ),
  rule(
    'by so much against it',
    'comparison',
    ['measure', 'compare', '=that|it|this|those|them'],
    (by, sense) => apart(sense, by, undefined),
  ),
  rule('so much more than', 'comparison', ['measure', 'more', '=than', 'num'], (by, more, _, to) =>
    differs(more, by, to),
  ),
  rule('so much more', 'comparison', ['measure', 'more', '=than?'], (by, more) =>
    differs(more, by, undefined),
  ),
  rule(
    'more than by so much',
    'comparison',
    ['more', '=than', 'num', '=by', 'measure'],
    (more, _, to, __, by) => differs(more, by, to),
  ),
  rule('more by so much', 'comparison', ['more', '=by', 'measure'], (more, _, by) =>
    differs(more, by, undefined),
  ),
  rule('more than a statistic', 'comparison', ['more', '=than', 'num'], (more, _, to) => {
    const relation = side(more);
    return relation === undefined ? scatter(more) : { relation, to };
  }),
  rule('more than', 'comparison', ['more', '=than'], (more) => {
    const relation = side(more);
    return relation === undefined ? scatter(more) : { relation };
  }),
  rule('comparative alone', 'comparison', ['more'], (more) => {
    const relation = side(more);
    return relation === undefined ? scatter(more) : { relation };
  }),
  rule(
    'close to a statistic by so much',
    'comparison',
    ['=within', 'measure', MEAN, 'num'],
    (_, by, __, to) => ({ relation: 'within', by, to }),
  ),
  rule(
    'close to a number by so much',
    'comparison',
    ['=within', 'measure', MEAN, 'measure'],
    (_, by, __, to) => ({
      relation: 'within',
      by,
      to: literal(to),
    }),
  ),
  rule(
    'close to what was said',
    'comparison',
    ['=within', 'measure', '=of|from', '=it|that|this|them'],
    (_, by) => ({
      relation: 'within',
      by,
      back: true,
    }),
  ),
  rule(
    'close to one another',
    'comparison',
    ['=within', 'measure', '=of', '=one|each', '=another|other'],
    (_, by) => ({ relation: 'within', by }),
  ),
  rule('within so much', 'comparison', ['=within|inside', 'measure'], (_, by) =>
    by.unit === 'standard deviations' ? { relation: 'within', by, to: mean } : { relation: 'within', by },
  ),
  rule('outside of a range', 'comparison', ['=outside|beyond', '=of?', 'range'], (_, __, range) => ({
    relation: 'outside',
    to: literal(range.low),
    high: literal(range.high),
  })),
  rule(
    'away from a statistic',
    'comparison',
    ['measure', '=from|away|off|apart', '=from?', 'num'],
    (by, _, __, to) => ({ relation: 'equal', by, to }),
  ),
  rule(
    'deviating from it by a bound',
    'comparison',
    [
      '=deviates|deviate|deviated|differs|differ|strays|stray|departs',
      '=from',
      'num',
      '=by',
      'bound',
      'measure',
    ],
    (_, __, to, ___, bound, by) => ({
      relation: bound === 'under' || bound === 'at most' ? 'within' : 'outside',
      by,
      to,
    }),
  ),
  rule(
    'deviating by',
    'comparison',
    [
      '=deviates|deviate|deviated|differs|differ|strays|stray|departs',
      '=by?',
      'bound?',
      'measure',
      '=from?',
      'num?',
    ],
    (_, __, bound, by, ___, to) => ({
      relation: bound === 'under' || bound === 'at most' ? 'within' : 'outside',
      by,
      to: to ?? mean,
    }),
  ),
  rule(
    'bounded distance from a statistic',
    'comparison',
    ['bound', 'measure', '=from|away|off|above|below|over|under', '=from?', 'num'],
    (bound, by, word, _, to) => bounded(bound, by, word ?? '', to),
  ),
  rule('bounded distance', 'comparison', ['bound', 'measure', '=away|out|off'], (bound, by) =>
    bounded(bound, by, 'away', mean),
  ),
  rule('deviations by themselves', 'comparison', ['bound', 'measure'], (bound, by) =>
    by.unit === 'standard deviations' ? bounded(bound, by, 'away', mean) : undefined,
  ),
  rule(
    'times a statistic',
    'comparison',
    ['factor', '=as?', 'more?', '=than|as|of?', 'num'],
    (by, _, __, ___, to) => ({ relation: 'equal', by: asFactor(by), to }),
  ),
  rule('bounded times a statistic', 'comparison', ['bound', 'factor', 'num'], (bound, by, to) => ({
    relation: bound,
    by: asFactor(by),
    to,
  })),
  rule('bounded times', 'comparison', ['bound', 'factor'], (bound, by) => ({
    relation: bound,
    by: asFactor(by),
  })),
  rule('so many times', 'comparison', ['factor'], (by) =>
    // "a third of" alone counts.
    by.value < 1 ? undefined : { relation: 'equal', by: asFactor(by) },
  ),
  rule(
    'signed difference',
    'comparison',
    ['signed', '=on|over|against|from|vs|versus?', 'num?'],
    (by, _, to) => ({ relation: 'equal', by, ...(to === undefined ? {} : { to }) }),
  ),
  rule(
    'difference by its name',
    'comparison',
    ['=difference|gap|distance|margin|discrepancy|differential', 'link*', 'measure'],
    (_, __, by) => ({ relation: 'equal', by }),
  ),
  rule('rank by its verb', 'comparison', ['=ranks|ranked|ranking|comes|places', 'ordinal'], (_, nth) =>
    Number(nth) > 0
      ? { relation: 'equal', to: { num: 'ranked', k: Number(nth), from: 'top', of: HERE, distinct: true } }
      : undefined,
  ),
  rule(
    'times that of a part',
    'comparison',
    ['factor', '=that|those|as', 'more?', '=of|in|as', '=in|of|during?', 'part'],
    (by, _, __, ___, ____, part) => ({
      relation: 'equal',
      by: asFactor(by),
      against: part,
    }),
  ),
  rule('times the first', 'comparison', ['factor', '=that|those', '=of|in', 'ordinal'], (by, _, __, nth) =>
    nth === 'middle' ? undefined : { relation: 'equal', by: asFactor(by), nth: Number(nth) },
  ),
  rule(
    'over a statistic by so much',
    'comparison',
    ['compare', 'num', '=by', 'measure'],
    (sense, to, _, by) => differs(plain(sense).relation, by, to),
  ),
  rule(
    'over a part by so much',
    'comparison',
    ['compare', '=those|that?', '=of|in|during?', 'part', '=by', 'measure'],
    (sense, _, __, part, ___, by) => {
      const found = differs(plain(sense).relation, by, undefined);
      return found === undefined ? undefined : { ...found, against: part };
    },
  ),
  rule(
    'over a part',
    'comparison',
    ['compare', '=those|that', '=of|in|during', 'part'],
    (sense, _, __, part) => {
      const { relation } = plain(sense);
      return relation === 'over' || relation === 'under' ? { relation, against: part } : undefined;
    },
  ),
  rule(
    'so much more at one time than at another',
    'comparison',
    ['measure', 'more', '=at|in|by', 'time', '=than', '=at|in', 'time'],
    (by, more, _, a, __, ___, b) => {
      const found = differs(more, by, readingOf(b));
      return found === undefined ? undefined : { ...found, left: readingOf(a) };
    },
  ),
  rule(
    'more at one time than at another',
    'comparison',
    ['more', '=at|in|by', 'time', '=than', '=at|in', 'time'],
    (more, _, a, __, ___, b) => {
      const relation = side(more);
      return relation === undefined ? undefined : { relation, left: readingOf(a), to: readingOf(b) };
    },
  ),
  rule(
    'is the highest',
    'comparison',
    ['=is|was|are|were|remains|being|as|also', 'extreme', 'reading?'],
    (_, which) => ({
      relation: 'equal',
      to: { num: 'statistic', name: which, of: HERE },
    }),
  ),
  rule(
    'is the second highest',
    'comparison',
    ['=is|was|are|were|as|also', 'ordinal', 'extreme', 'reading?'],
    (_, nth, which) =>
      Number(nth) > 1
        ? {
            relation: 'equal',
            to: {
              num: 'ranked',
              k: Number(nth),
              from: which === 'max' ? 'top' : 'bottom',
              of: HERE,
              distinct: true,
            },
          }
        : undefined,
  ),
  rule('for the first time against', 'comparison', ['=first', 'comparison'], (_, comparison) =>
    comparison.passing === true ? comparison : undefined,
  ),
  rule('by so much against the first', 'comparison', ['measure', 'compare', 'ordinal'], (by, sense, nth) => {
    const found = apart(sense, by, undefined);
    return found === undefined || nth === 'middle' ? undefined : { ...found, nth: Number(nth) };
  }),
  rule('comparative on average', 'more', ['more', '=on', '=average|whole'], (more) => more),
  rule(
    'two statistics that differ by a factor',
    'comparison',
    ['num', '=and', 'num', '=differ|differs|differed', 'factor'],
    (left, _, to, __, by) => ({ relation: 'equal', left, to, by: asFactor(by) }),
  ),
  rule(
    'two statistics that differ',
    'comparison',
    ['num', '=and', 'num', '=differ|differs|differed', '=by', 'measure'],
    (left, _, to, __, ___, by) => ({ relation: 'equal', left, to, by }),
  ),
  rule(
    'difference from start to end',
    'comparison',
    ['=from', '=start|beginning|first', '=to', '=finish|end|last', '=difference|change', 'link*', 'measure'],
    (_, __, ___, ____, _____, ______, by) => ({
      relation: 'equal',
      left: { num: 'statistic', name: 'last', of: HERE },
      to: { num: 'statistic', name: 'first', of: HERE },
      by,
    }),
  ),
  rule('z-score', 'comparison', ['=z-score|z|zscore|z-value', 'link*', 'measure'], (_, __, by) => ({
    relation: by.value < 0 ? 'under' : 'over',
    to: mean,
    by: { ...by, value: Math.abs(by.value), unit: 'standard deviations' },
  })),
  rule(
    'raised or lowered level',
    'comparison',
    ['=elevated|heightened|raised|lowered|depressed'],
    (word) => ({
      relation: word === 'lowered' || word === 'depressed' ? 'under' : 'over',
      aspect: 'level',
    }),
  ),
  rule(
    'superlative of a part',
    'comparison',
    ['extreme', 'reading?', '=of|in|for|during|within|recorded', 'window'],
    (which) => ({
      relation: 'equal',
      to: { num: 'statistic', name: which, of: HERE },
    }),
  ),
  rule('condition against a number', 'condition', ['compare', 'measure'], (sense, quantity) => {
    const { relation } = plain(sense);
    if (!isRelation(relation)) return undefined;
    return quantity.unit === 'standard deviations' || quantity.unit === 'times'
      ? undefined
      : { if: 'compare', relation, to: literal(quantity) };
  }),
  rule('condition against a statistic', 'condition', ['compare', 'num'], (sense, to) => {
    const { relation } = plain(sense);
    return isRelation(relation) ? { if: 'compare', relation, to } : undefined;
  }),
  rule('comparative as a condition', 'condition', ['more', '=than', 'measure'], (more, _, quantity) => {
    const relation = side(more);
    return relation === undefined ? undefined : { if: 'compare', relation, to: literal(quantity) };
  }),
  rule('condition of lying between', 'condition', ['range'], ({ low, high }) => ({
    if: 'between',
    low: literal(low),
    high: literal(high),
  })),
  rule(
    'value as a condition',
    'condition',
    ['=of|at|with|equal|exactly', '=exactly|to?', 'measure'],
    (_, __, quantity) =>
      quantity.unit === 'standard deviations'
        ? undefined
        : { if: 'compare', relation: 'equal', to: literal(quantity) },
  ),
  rule('sign as a condition', 'condition', ['=negative|positive|nonzero|non-zero'], (word) => ({
    if: 'compare',
    relation: word === 'negative' ? 'under' : word === 'positive' ? 'over' : 'not equal',
    to: ZERO,
  })),
  rule(
    'condition of deviations from the mean',
    'condition',
    ['compare', 'measure', '=from|of|above|below?', 'num?'],
    (sense, by) =>
      by.unit === 'standard deviations' && plain(sense).relation === 'over' ? farOut(by) : undefined,
  ),
];

function apart(sense: CompareSense, by: Quantity, to: Num | undefined): Comparison | undefined {
  const { relation, passing } = plain(sense);
  return !passing && (relation === 'over' || relation === 'under')
    ? { relation, by, ...(to === undefined ? {} : { to }) }
    : undefined;
}

function differs(more: string, by: Quantity, to: Num | undefined): Comparison | undefined {
  const relation = side(more);
  return relation === undefined ? undefined : { relation, by, ...(to === undefined ? {} : { to }) };
}

function scatter(more: string): Comparison | undefined {
  if (more === 'more scattered') return { relation: 'over', aspect: 'spread' };
  return more === 'less scattered' ? { relation: 'under', aspect: 'spread' } : undefined;
}

function bounded(bound: Relation, by: Quantity, word: string, to: Num): Comparison {
  if (word === 'above' || word === 'over') return { relation: 'over', by: { ...by, hedge: 'just over' }, to };
  if (word === 'below' || word === 'under')
    return { relation: 'under', by: { ...by, hedge: 'just over' }, to };
  return { relation: bound === 'under' || bound === 'at most' ? 'within' : 'outside', by, to };
}

/** What is read at a time; at the ends, the first and the last reading. */
function readingOf(at: Time): Num {
  if (at.time === 'part start') return { num: 'statistic', name: 'first', of: at.of };
  return at.time === 'part end' ? { num: 'statistic', name: 'last', of: at.of } : { num: 'reading at', at };
}

const asFactor = (by: Quantity): Quantity => ({ ...by, unit: 'times' });

/** More than so many standard deviations from the mean, on either side. */
function farOut(by: Quantity) {
  const far: Num = {
    num: 'product',
    a: literal({ value: by.value, step: by.step, hedge: 'exact' }),
    b: stddev,
  };
  return {
    if: 'not',
    condition: {
      if: 'between',
      low: { num: 'difference', a: mean, b: far },
      high: { num: 'sum of', a: mean, b: far },
    },
  } as const;
}
