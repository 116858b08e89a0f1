import type { Draft, Meaning, StatisticName } from './meaning.ts';
import { type Rule, rule, type View } from './rule.ts';
import type { Quantity } from './tokens.ts';

/** What may stand between the name of a statistic and its number: "mean *sensor value over the hour was about* 22.4". */
const GAP = "meas|item|det|link|intens|windownoun|'for'|'over'|'across'|'during'|'from'|series|have";

/** Rules for statistics, ranges, rates and changes: what names a number. */
export const NUMBER_RULES: readonly Rule[] = [
  rule(`n=q '±'|'+/-' m=q`, (v) => {
    const [n, m] = [v.quantity('n'), v.quantity('m')];
    if (!n || !m) return undefined;
    return [
      v.draft('statistic', statistic('mean', shareUnit(n, m)), 'n', 'n'),
      v.draft('statistic', statistic('stddev', m), 'm', 'm'),
    ];
  }),
  rule(`a=stat 'and'|'&'|'/' det? b=stat ${GAP}{0,6} x=approx? n=q 'and'|'&'|'/' x2=approx? m=q`, (v) => {
    const [n, m] = [v.quantity('n'), v.quantity('m')];
    if (!n || !m) return undefined;
    return [
      v.draft('statistic', statistic(statName(v, 'a'), shareUnit(n, m), v.has('x')), 'n', 'n'),
      v.draft('statistic', statistic(statName(v, 'b'), m, v.has('x2')), 'm', 'm'),
    ];
  }),
  rule(`side='first'|'last' count=int item? ${GAP}{0,3} s=stat x=approx? n=q`, partStatistic),
  rule(
    `s=stat 'of'|'over'|'across'|'for' det? side='first'|'last' count=int item? ${GAP}{0,4} x=approx? n=q`,
    partStatistic,
  ),
  rule(`s=stat 'of'|'over'|'across'|'for' det? intens? count=int item link{0,3} x=approx? n=q`, (v) => {
    const [n, count] = [v.quantity('n'), v.quantity('count')];
    if (!n || !count) return undefined;
    return [
      v.draft(
        'count',
        { is: 'count', amount: { low: count.value, high: count.value }, of: 'point' },
        'count',
        'count',
      ),
      v.draft('statistic', statistic(statName(v, 's'), n, v.has('x')), 'n', 'n'),
    ];
  }),
  rule(`s=stat ${GAP}{0,7} comma? x=approx? n=q`, namedStatistic),
  rule(`n=q 'on average'|'in total'|'in all'|'altogether'`, (v) => {
    const n = v.quantity('n');
    const name: StatisticName = v.tokens[v.match.end - 1]?.norm === 'on average' ? 'mean' : 'sum';
    return n && [v.draft('statistic', statistic(name, n))];
  }),
  rule(`x=approx? n=q be='is'|'are'|'was'|'were'|comma det? intens{0,2} s=stat`, (v) => {
    const n = v.quantity('n');
    const next = v.tokens[v.match.end];
    if (!n || next?.senses.has('link') || next?.senses.has('q')) return undefined;
    return [v.draft('statistic', statistic(statName(v, 's'), n, v.has('x')))];
  }),
];

function partStatistic(v: View): readonly Draft[] | undefined {
  const [n, count] = [v.quantity('n'), v.quantity('count')];
  if (!n || !count) return undefined;
  const side = v.at('side')?.norm === 'first' ? 'first' : 'last';
  const part = { readings: { side, count: count.value } } as const;
  return [v.draft('statistic', { ...statistic(statName(v, 's'), n, v.has('x')), part })];
}

function namedStatistic(v: View): readonly Draft[] | undefined {
  const n = v.quantity('n');
  if (!n || n.unit?.dimension === 'sigma') return undefined;
  const name = statName(v, 's');
  const word = v.at('s')?.norm ?? '';
  const gap = v.tokens.slice(v.index('s') + 1, v.index('n'));
  const afterBe = v.tokens[v.match.start - 1]?.senses.get('link') === 'be';
  // "Volume is low: 20 ..." names no minimum; "a low of 20" does.
  if (
    ['low', 'high', 'top', 'bottom'].includes(word) &&
    (afterBe || gap[0]?.senses.get('link') === undefined)
  )
    return undefined;
  if (name === 'limit') return undefined;
  const x =
    v.has('x') ||
    gap.some((token) => token.senses.has('approx') && token.norm !== 'some' && token.norm !== 'near');
  return [v.draft('statistic', statistic(name, n, x))];
}

/** Statistic as a meaning. */
function statistic(name: StatisticName, quantity: Quantity, about = false): Meaning & { is: 'statistic' } {
  return { is: 'statistic', name, quantity, about };
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
  'skewness',
  'cv',
  'limit',
]);

function isStatistic(name: string): name is StatisticName {
  return STATISTICS.has(name);
}

export function statName(v: View, name: string): StatisticName {
  const sense = v.sense(name, 'stat');
  return isStatistic(sense) ? sense : 'limit';
}

/** "between 20 and 25 °C": the first number has the unit of the second. */
export function shareUnit(n: Quantity, m: Quantity): Quantity {
  return n.unit === undefined && m.unit !== undefined ? { ...n, unit: m.unit } : n;
}
