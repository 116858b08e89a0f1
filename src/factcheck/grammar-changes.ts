import { shareUnit } from './grammar-numbers.ts';
import type { Draft } from './meaning.ts';
import { type Rule, rule, type View } from './rule.ts';
import type { Token } from './tokens.ts';
import { findUnit } from './units.ts';

/** Rules for ranges, rates, changes, durations and the interval between readings. */
export const CHANGE_RULES: readonly Rule[] = [
  rule(
    `dir=up|down|vary? 'of'|'by'|'at'|'at a rate of'{0,1} x=approx? n=q per='per'|'/'|'a'|'an'|'each'|'every' t=.`,
    rate,
  ),
  rule(`x=approx? n=q dir=up|down per='per'|'/'|'a'|'an'|'each'|'every' t=.`, rate),
  rule(`n=int? item? link? 'every'|'per'|'a'|'an'|'each' x=approx? t=span`, interval),
  rule(`n=int item? 'every'|'per'|'a'|'each' t=.`, interval),
  rule(`'every' x=approx? t=.`, interval),
  rule(`'once' 'a'|'per'|'every' t=.`, interval),
  rule(`'between' det? x=approx? n=q 'and'|'to'|'-'|'–'|'—' x2=approx? m=q`, range),
  rule(`dir=up|down meas{0,3} 'from' x=approx? n=q sep='to'|'-'|'–'|'—'|'→' m=q`, fromTo),
  rule(`x=approx? n=q sep='to'|'-'|'–'|'—'|'through' x2=approx? m=q`, range),
  rule(`d=up|down 'of'|'by' x=approx? n=q`, change),
  rule(`x=approx? n=q sign{0,1} intens{0,2} d=up|down`, change),
  rule(`x=approx? n=span`, duration),
  rule(
    `bound? det='this'|'the'|'that'|'an'|'a'|'one'|'half'|'whole'|'past'|'last' w='hour'|'day'|'minute'|'week'`,
    (v) => {
      const before = v.tokens[v.match.start - 1];
      const unit = findUnit(v.at('w')?.norm ?? '', '');
      const words = ['over', 'for', 'during', 'within', 'in', 'throughout', 'across', 'of'];
      if (!unit || !before || !words.includes(before.norm)) return undefined;
      return [
        v.draft('duration', { is: 'duration', seconds: unit.factor, step: unit.factor / 10, about: false }),
      ];
    },
  ),
];

function span(token: Token | undefined): number | undefined {
  const quantity = token?.quantity;
  if (quantity?.unit?.dimension === 'time') return quantity.value * quantity.unit.factor;
  const unit = token === undefined ? undefined : findUnit(token.norm, '');
  return unit?.dimension === 'time' ? unit.factor : undefined;
}

function direction(v: View, name: string): 'up' | 'down' | 'any' {
  const token = v.at(name);
  return token?.senses.has('up') ? 'up' : token?.senses.has('down') ? 'down' : 'any';
}

function rate(v: View): readonly Draft[] | undefined {
  const quantity = v.quantity('n');
  const perSeconds = span(v.at('t'));
  const counted = quantity?.unit?.dimension === 'time' || quantity?.unit?.dimension === 'sigma';
  if (!quantity || perSeconds === undefined || counted) return undefined;
  return [
    v.draft('rate', { is: 'rate', quantity, perSeconds, direction: direction(v, 'dir'), about: v.has('x') }),
  ];
}

function interval(v: View): readonly Draft[] | undefined {
  const seconds = span(v.at('t'));
  const count = v.quantity('n')?.value ?? 1;
  if (seconds === undefined || count <= 0) return undefined;
  return [v.draft('rate', { is: 'interval', seconds: seconds / count, about: v.has('x') })];
}

function range(v: View): readonly Draft[] | undefined {
  const [n, m] = [v.quantity('n'), v.quantity('m')];
  if (!n || !m || n.unit?.dimension === 'time' || m.unit?.dimension === 'time') return undefined;
  const about = v.has('x') || v.has('x2');
  return [v.draft('range', { is: 'range', low: shareUnit(n, m), high: m, about }, 'n', 'm')];
}

/** "rose from 20.1 to 22.4": a trend and two values, each of them a claim. */
function fromTo(v: View): readonly Draft[] | undefined {
  const [n, m] = [v.quantity('n'), v.quantity('m')];
  const dir = direction(v, 'dir');
  if (!n || !m || dir === 'any') return undefined;
  return [
    v.draft('trend', { is: 'trend', direction: dir, negated: false }, 'dir', 'dir'),
    v.draft('value', { is: 'value', quantity: shareUnit(n, m), about: v.has('x') }, 'n', 'n'),
    v.draft('value', { is: 'value', quantity: m, about: false }, 'm', 'm'),
  ];
}

function change(v: View): readonly Draft[] | undefined {
  const quantity = v.quantity('n');
  if (!quantity || quantity.unit?.dimension === 'time' || quantity.unit?.dimension === 'sigma')
    return undefined;
  return [v.draft('value', { is: 'change', quantity, about: v.has('x'), direction: direction(v, 'd') })];
}

function duration(v: View): readonly Draft[] | undefined {
  const quantity = v.quantity('n');
  const seconds = span(v.at('n'));
  if (!quantity || seconds === undefined) return undefined;
  const step = quantity.step * (quantity.unit?.factor ?? 1);
  return [v.draft('duration', { is: 'duration', seconds, step, about: v.has('x') })];
}
