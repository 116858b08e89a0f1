import { shareUnit } from './grammar-numbers.ts';
import type { Draft } from './meaning.ts';
import { type Rule, rule, type View } from './rule.ts';
import type { Token } from './tokens.ts';
import { findUnit } from './units.ts';

const TO = "'to'|'-'|'–'|'—'|'→'|'through'";
const PER = "'per'|'/'|'a'|'an'|'each'|'every'";

/** "one reading per minute", "72 points, one every five minutes": before a count is read. */
export const INTERVAL_RULES: readonly Rule[] = [
  rule(`n=int? item? link? ${PER} t=span`, interval),
  rule(`n=int item? ${PER} t=.`, interval),
];

/** Rules for ranges, rates, changes, durations and the interval between readings. */
export const CHANGE_RULES: readonly Rule[] = [
  rule(`d=up|down? 'of'|'by'|'at'|'at a rate of'{0,1} det? n=q ${PER} t=.`, rate),
  rule(`n=q d=up|down ${PER} t=.`, rate),
  rule(`'every' t=.`, interval),
  rule(`'once' 'a'|'per'|'every' t=.`, interval),
  rule(`'between' det? n=q 'and'|${TO} m=q`, range),
  rule(
    `r=vary|'range'|'ranges'|'ranged'|'ranging'|'span'|'spans'|'spanned'|'spanning'|'run'|'runs'|'extends'|'values'|'lie'|'lies'|'go'|'goes' meas|item{0,2} 'from' n=q ${TO} m=q`,
    range,
  ),
  rule(`'from' n=q ${TO} m=q`, fromTo),
  rule(`n=q ${TO} m=q`, range),
  rule(`d=up|down intens{0,2} 'of'|'by' b=bound? n=q`, change),
  rule(`d=up|down intens{0,1} n=measure`, change),
  rule(
    `'lost'|'loses'|'losing'|'gained'|'gains'|'gaining'|'lose'|'gain'|'shedding'|'shed' n=measure|bare`,
    change,
  ),
  rule(`n=q intens{0,2} d=up|down`, change),
  rule(`n=q sign intens{0,1} d=up|down`, change),
  rule(`b=bound? n=measure 'of' 'all'? det? w=windownoun|item|'time'`, share),
  rule(
    `'for'|'during' 'most'|'most of'|'the majority of'|'nearly all of'|'much of' det? windownoun|'time'`,
    (v) => [v.draft('duration', { is: 'most of the time' })],
  ),
  rule(`'for'? 'most of the time'`, (v) => [v.draft('duration', { is: 'most of the time' })]),
  rule(`'a'|'an'|'one' w=. side='later'|'afterwards'|'earlier'`, later),
  rule(`n=span side='later'|'afterwards'|'earlier'`, later),
  rule(`n=span`, duration),
  rule(
    `p='over'|'for'|'lasted'|'lasts'|'covers'|'covered'|'during'|'within'|'in'|'throughout'|'across'|'of' det='this'|'the'|'the whole'|'the entire'|'that'|'an'|'one' intens{0,1} w='hour'|'day'|'week'`,
    (v) => {
      const unit = findUnit(v.at('w')?.norm ?? '', '');
      return (
        unit && [v.draft('duration', { is: 'duration', seconds: unit.factor, step: unit.factor / 10 }, 'det')]
      );
    },
  ),
];

const LATER = new Set(['later', 'earlier', 'ago', 'before', 'after', 'afterwards']);

/** Seconds that a token spans: "5 minutes", or the bare name of a unit. */
function spanSeconds(token: Token | undefined): number | undefined {
  const quantity = token?.quantity;
  if (quantity?.unit?.dimension === 'time') return quantity.value * quantity.unit.factor;
  const unit = token === undefined ? undefined : findUnit(token.norm, '');
  return unit?.dimension === 'time' ? unit.factor : undefined;
}

function direction(v: View, name: string): 'up' | 'down' | 'any' {
  const token = v.at(name);
  return token?.senses.has('up') ? 'up' : token?.senses.has('down') ? 'down' : 'any';
}

function isDifference(v: View, name: string): boolean {
  const dimension = v.quantity(name)?.unit?.dimension;
  return dimension !== 'time' && dimension !== 'sigma' && dimension !== 'factor';
}

function rate(v: View): readonly Draft[] | undefined {
  const quantity = v.quantity('n');
  const perSeconds = spanSeconds(v.at('t'));
  // "72 points, one every five minutes" is an interval; a rate has a unit, or a direction before it.
  const counted = quantity?.unit === undefined && !v.has('d');
  if (LATER.has(v.tokens[v.match.end]?.norm ?? '')) return undefined;
  if (!quantity || perSeconds === undefined || counted || !isDifference(v, 'n')) return undefined;
  return [v.draft('rate', { is: 'rate', quantity, perSeconds, direction: direction(v, 'd') })];
}

function interval(v: View): readonly Draft[] | undefined {
  const seconds = spanSeconds(v.at('t'));
  const count = v.quantity('n')?.value ?? 1;
  return seconds === undefined || count <= 0
    ? undefined
    : [v.draft('rate', { is: 'interval', seconds: seconds / count })];
}

function range(v: View): readonly Draft[] | undefined {
  const [n, m] = [v.quantity('n'), v.quantity('m')];
  if (!n || !m || !isDifference(v, 'n') || !isDifference(v, 'm')) return undefined;
  return [v.draft('range', { is: 'range', low: shareUnit(n, m), high: m }, 'n', 'm')];
}

/** "from 20.1 to 22.4": two values, each of them a claim. */
function fromTo(v: View): readonly Draft[] | undefined {
  const [n, m] = [v.quantity('n'), v.quantity('m')];
  if (!n || !m || !isDifference(v, 'n') || !isDifference(v, 'm')) return undefined;
  return [
    v.draft('value', { is: 'value', quantity: shareUnit(n, m), end: 'start' }, 'n', 'n'),
    v.draft('value', { is: 'value', quantity: m, end: 'stop' }, 'm', 'm'),
  ];
}

function change(v: View): readonly Draft[] | undefined {
  const quantity = v.quantity('n');
  if (!quantity || !isDifference(v, 'n')) return undefined;
  const sense = v.sense('b', 'bound');
  const bound = sense === '' ? {} : { bound: sense.startsWith('g') ? ('over' as const) : ('under' as const) };
  return [v.draft('value', { is: 'change', quantity, direction: direction(v, 'd'), ...bound })];
}

function share(v: View): readonly Draft[] | undefined {
  const quantity = v.quantity('n');
  if (quantity?.unit?.name !== '%') return undefined;
  const bound = v.sense('b', 'bound');
  if (bound === '') return [v.draft('statistic', { is: 'share', quantity })];
  return [v.draft('statistic', { is: 'share', quantity, bound: bound.startsWith('g') ? 'over' : 'under' })];
}

/** "a minute later": a time, counted from the one named before. */
function later(v: View): readonly Draft[] | undefined {
  const seconds = spanSeconds(v.at('n') ?? v.at('w'));
  const sign = v.at('side')?.norm === 'earlier' ? -1 : 1;
  return seconds === undefined ? undefined : [v.draft('time', { is: 'later', seconds: seconds * sign })];
}

function duration(v: View): readonly Draft[] | undefined {
  const quantity = v.quantity('n');
  const seconds = spanSeconds(v.at('n'));
  if (!quantity || seconds === undefined) return undefined;
  const step = quantity.step * (quantity.unit?.factor ?? 1);
  const about = quantity.about === undefined ? {} : { about: quantity.about };
  return [v.draft('duration', { is: 'duration', seconds, step, ...about })];
}
