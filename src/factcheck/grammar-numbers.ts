import type { Draft, Meaning, StatisticName } from './meaning.ts';
import { type Rule, rule, type View } from './rule.ts';
import type { Quantity } from './tokens.ts';

/** What may stand between the name of a statistic and its number: "mean *sensor value over the hour was* 22.4". */
const GAP = "meas|item|det|link|intens|windownoun|place|'for'|'over'|'across'|'during'|'from'|'throughout'";

/** Rules for statistics: what names a number. */
export const NUMBER_RULES: readonly Rule[] = [
  rule(`n=q '±'|'+/-' m=q`, (v) => {
    const [n, m] = [v.quantity('n'), v.quantity('m')];
    if (!n || !m) return undefined;
    return [statistic(v, 'mean', shareUnit(n, m), 'n', 'n'), statistic(v, 'stddev', m, 'm', 'm')];
  }),
  rule(`a=stat meas|item{0,2} 'and'|'&'|'/' det? intens? b=stat ${GAP}{0,6} n=q 'and'|'&'|'/' m=q`, (v) => {
    const [n, m] = [v.quantity('n'), v.quantity('m')];
    if (!n || !m) return undefined;
    return [
      statistic(v, statName(v, 'a'), shareUnit(n, m), 'n', 'n'),
      statistic(v, statName(v, 'b'), m, 'm', 'm'),
    ];
  }),
  rule(`side='first'|'last' count=int item? ${GAP}{0,3} s=stat n=q`, partStatistic),
  rule(
    `s=stat 'of'|'over'|'across'|'for' det? side='first'|'last' count=int item? ${GAP}{0,4} n=q`,
    partStatistic,
  ),
  rule(`s=stat 'of'|'over'|'across'|'for' det? intens? count=int item link{0,3} n=q`, (v) => {
    const [n, count] = [v.quantity('n'), v.quantity('count')];
    if (!n || !count) return undefined;
    const amount = { low: count.value, high: count.value };
    return [
      v.draft('count', { is: 'count', amount, of: 'point' }, 'count', 'count'),
      statistic(v, statName(v, 's'), n, 'n', 'n'),
    ];
  }),
  rule(
    `w='variation'|'difference'|'fluctuation'|'swing'|'range'|'band'|'fluctuations'|'variations' 'of'|'is'|'was' intens{0,1} n=q`,
    (v) => {
      const n = v.quantity('n');
      const next = v.tokens[v.match.end]?.norm ?? '';
      return n === undefined || /^(?:to|-|–|and)$/.test(next) || n.unit?.dimension === 'time'
        ? undefined
        : [statistic(v, 'spread', n)];
    },
  ),
  rule(`side='first'|'last' count=int item? n=measure`, (v) => {
    const [n, count] = [v.quantity('n'), v.quantity('count')];
    const side = v.at('side')?.norm === 'first' ? 'first' : 'last';
    const averaged = v.tokens.slice(0, v.match.start).some(({ senses }) => senses.get('stat') === 'mean');
    if (!n || !count || !averaged) return undefined;
    return [
      v.draft('statistic', {
        is: 'statistic',
        name: 'mean',
        quantity: n,
        part: { side, count: count.value },
      }),
    ];
  }),
  rule(
    `s=stat meas|item{0,2} p='between'|'after'|'before'|'since'|'until'|'from' det? t=moment 'and'|'to'|'until'|'-'|'–'{0,1} u=moment? 'is'|'was'|'of'|':'|'=' n=q`,
    datedStatistic,
  ),
  rule(`s='on average' !comma|neg|q|stat|moment|anom{0,7} n=q`, namedStatistic),
  rule(`s=stat ${GAP}{0,7} comma? link? n=q`, namedStatistic),
  rule(
    `n=q ${"'per'|'each'|'an'|'a'"}{0,1} item|meas{0,1} a='on average'|'in total'|'in all'|'altogether'`,
    (v) => {
      const n = v.quantity('n');
      return n && [statistic(v, v.at('a')?.norm === 'on average' ? 'mean' : 'sum', n)];
    },
  ),
  rule(`n=q 'is'|'are'|'was'|'were'|comma|'as'|'being' det? intens{0,2} s=stat`, numberFirst),
  rule(`n=q 'as'|'for' det? intens{0,2} s=stat`, numberFirst),
  rule(`'is'|'was' intens{0,2} 'the' intens{0,2} s=stat`, (v) => extremeOfSubject(v)),
  rule(
    `'received'|'sent'|'transferred'|'consumed'|'used'|'totalled'|'totaled'|'accumulated' n=measure`,
    (v) => {
      const n = v.quantity('n');
      return n && [statistic(v, 'sum', n, 'n', 'n')];
    },
  ),
];

function numberFirst(v: View): readonly Draft[] | undefined {
  const n = v.quantity('n');
  const next = v.tokens[v.match.end];
  // "20.1, mean 22.4": the name belongs to the number after it.
  const named =
    next?.senses.has('link') === true || next?.senses.has('q') === true || next?.senses.has('item') === true;
  const extreme = ['low', 'high', 'top', 'bottom'].includes(v.at('s')?.norm ?? '');
  return n === undefined || named || extreme ? undefined : [statistic(v, statName(v, 's'), n)];
}

/** "the last reading, 59, is also the highest": the number before is that extreme. */
function extremeOfSubject(v: View): readonly Draft[] | undefined {
  const name = statName(v, 's');
  const subject = v.tokens.slice(Math.max(0, v.match.start - 3), v.match.start);
  const quantity = subject.findLast((token) => token.quantity !== undefined)?.quantity;
  const next = v.tokens[v.match.end];
  const ends = next === undefined || next.senses.has('sign') || /^(?:of|in|for|and)$/.test(next.norm);
  if (!ends || (name !== 'min' && name !== 'max')) return undefined;
  const isReading = subject.some(
    ({ senses }) => /^(?:first|last)$/.test(senses.get('stat') ?? '') || senses.has('anom'),
  );
  if (quantity === undefined && isReading)
    return [
      v.draft(
        'comparison',
        { is: 'comparison', comparator: 'equal', against: { to: 'statistic', name }, negated: false },
        's',
        's',
      ),
    ];
  if (quantity === undefined) return undefined;
  return [statistic(v, name, quantity, 's', 's')];
}

/** "the average level after 09:00 is 72.8 %" */
function datedStatistic(v: View): readonly Draft[] | undefined {
  const n = v.quantity('n');
  const [from, to] = [v.at('t')?.moment, v.at('u')?.moment];
  if (n === undefined || from === undefined || n.unit?.dimension === 'time') return undefined;
  const preposition = v.sense('p', 'timeprep') || 'at';
  const time: Meaning = { is: 'time', from, preposition, ...(to === undefined ? {} : { to }) };
  return [v.draft('time', time, 'p', to === undefined ? 't' : 'u'), statistic(v, statName(v, 's'), n)];
}

function partStatistic(v: View): readonly Draft[] | undefined {
  const [n, count] = [v.quantity('n'), v.quantity('count')];
  if (!n || !count) return undefined;
  const side = v.at('side')?.norm === 'first' ? 'first' : 'last';
  return [
    v.draft('statistic', {
      is: 'statistic',
      name: statName(v, 's'),
      quantity: n,
      part: { side, count: count.value },
    }),
  ];
}

function namedStatistic(v: View): readonly Draft[] | undefined {
  const n = v.quantity('n');
  const name = statName(v, 's');
  const span = n?.unit?.dimension;
  if (!n || name === 'limit' || span === 'sigma' || span === 'time' || span === 'factor') return undefined;
  const gap = v.tokens.slice(v.index('s') + 1, v.index('n'));
  const afterBe = v.tokens[v.match.start - 1]?.senses.get('link') === 'be';
  const judging = ['low', 'high', 'top', 'bottom'].includes(v.at('s')?.norm ?? '');
  // "Volume is low: 20 ..." names no minimum; "a low of 20" does.
  if (judging && (afterBe || !gap.some((token) => token.senses.has('link')))) return undefined;
  // "a high level, with a mean of 20": the nearer name is the number's.
  if (judging && gap.some((token) => token.senses.has('stat'))) return undefined;
  // "the first reading, 3 outliers" and "average 60 readings": a count follows, no value.
  const next = v.tokens[v.match.end];
  if (next?.norm === 'times') return undefined;
  if (
    n.unit === undefined &&
    (next?.senses.has('item') || next?.senses.has('anom') || next?.senses.has('anomadj'))
  )
    return undefined;
  if (n.unit?.dimension === 'fraction' && next?.norm === 'of') return undefined;
  if (/^(?:more|less|higher|lower|warmer|cooler|above|below)\b/.test(next?.norm ?? '')) return undefined;
  // "the second peak of 91.2" is a reading, no extreme.
  if (
    /^(?:second|third|another|smaller|local|secondary|next|other)$/.test(
      v.tokens[v.match.start - 1]?.norm ?? '',
    )
  ) {
    return [v.draft('value', { is: 'value', quantity: n }, 'n', 'n')];
  }
  return [statistic(v, name, n)];
}

function statistic(v: View, name: StatisticName, quantity: Quantity, from?: string, upTo?: string): Draft {
  const meaning: Meaning = { is: 'statistic', name, quantity };
  return v.draft('statistic', meaning, from, upTo);
}

const STATISTICS: ReadonlySet<string> = new Set<StatisticName>([
  'mean',
  'median',
  'mode',
  'stddev',
  'variance',
  'min',
  'max',
  'spread',
  'first',
  'last',
  'sum',
  'iqr',
  'mad',
  'p05',
  'p25',
  'p75',
  'p95',
  'correlation',
  'skewness',
  'cv',
  'limit',
]);

function isStatistic(name: string): name is StatisticName {
  return STATISTICS.has(name);
}

/** The statistic that a named token of a match stands for. */
export function statName(v: View, name: string): StatisticName {
  const sense = v.sense(name, 'stat');
  return isStatistic(sense) ? sense : 'limit';
}

/** "between 20 and 25 °C": the first number has the unit of the second. */
export function shareUnit(n: Quantity, m: Quantity): Quantity {
  return n.unit === undefined && m.unit !== undefined ? { ...n, unit: m.unit } : n;
}
