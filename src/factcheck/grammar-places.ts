import type { Draft, Place } from './meaning.ts';
import { type Rule, rule, type View } from './rule.ts';

const UNTIL = "'to'|'until'|'-'|'–'|'—'|'till'|'through'|'→'";

/** Rules for when: times of day, dates, places in the window. */
export const PLACE_RULES: readonly Rule[] = [
  rule(`p='between' det? t=moment 'and'|${UNTIL} det? u=moment`, interval),
  rule(`p='from'|'during'|'('? det? t=moment ${UNTIL} det? u=moment`, interval),
  rule(`p=timeprep? det? t=moment`, single),
  rule(`n=span p='before'|'after' det? w='first'|'last'|'only'? e=anom`, (v) => {
    const quantity = v.quantity('n');
    const seconds = (quantity?.value ?? 0) * (quantity?.unit?.factor ?? 0);
    const of = v.sense('e', 'anom') === 'gap' ? 'gap' : 'anomaly';
    const side = v.at('p')?.norm === 'before' ? 'before' : 'after';
    return [v.draft('time', { is: 'offset', seconds, side, of, last: v.at('w')?.norm === 'last' })];
  }),
  rule(
    `'in'|'at'|'with'|'by'|'on'|'near'|'toward'|'towards'|'until'|'since'|'from'|'during'|'over' det? intens{0,1} place=place`,
    (v) => {
      const place = placeOf(v);
      return place && [v.draft('time', { is: 'position', place })];
    },
  ),
];

const PLACES: readonly Place[] = ['first', 'last', 'start', 'end', 'middle', 'first half', 'second half'];

function placeOf(v: View): Place | undefined {
  const sense = v.sense('place', 'place');
  return PLACES.find((name) => name === sense);
}

function interval(v: View): readonly Draft[] | undefined {
  const [from, to] = [v.at('t')?.moment, v.at('u')?.moment];
  return from && to && [v.draft('time', { is: 'time', from, to, preposition: 'between' })];
}

function single(v: View): readonly Draft[] | undefined {
  const from = v.at('t')?.moment;
  const loose = ['around', 'about', 'near'].includes(v.at('p')?.norm ?? '');
  const moment = from && loose ? { ...from, about: true } : from;
  return (
    moment && [v.draft('time', { is: 'time', from: moment, preposition: v.sense('p', 'timeprep') || 'at' })]
  );
}
