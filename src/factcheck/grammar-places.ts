import type { Draft, Meaning } from './meaning.ts';
import { type Rule, rule, type View } from './rule.ts';

/** Rules for when: times of day, dates, places in the window. */
export const PLACE_RULES: readonly Rule[] = [
  rule(
    `p=timeprep? x=approx? t=moment 'and'|'to'|'until'|'-'|'–'|'—'|'till'|'through'|'→' approx? u=moment`,
    (v) => {
      const [from, to] = [v.at('t')?.moment, v.at('u')?.moment];
      if (!from || !to) return undefined;
      const preposition =
        v.at('p')?.norm === 'between' || v.at('p')?.norm === 'from' ? 'between' : separator(v);
      return [v.draft('time', { is: 'time', from, to, preposition, about: v.has('x') })];
    },
  ),
  rule(`p=timeprep x=approx? 'the'? t=moment`, single),
  rule(`x=approx? t=moment`, single),
  rule(
    `p='in'|'at'|'with'|'by'|'on'|'near'|'toward'|'towards'|'until'|'since'|'from'|'as of'|'during'|'over' det? intens? place=place`,
    (v) => {
      const sense = v.sense('place', 'place');
      const place = PLACES.find((name) => name === sense);
      return place && [v.draft('time', { is: 'position', place })];
    },
  ),
];

const PLACES = ['first', 'last', 'start', 'end', 'middle', 'first half', 'second half'] as const;

function preposition(v: View): string {
  return v.sense('p', 'timeprep') || 'at';
}

/** "14:05 to 14:20" is an interval; "14:05 and 14:20" two moments. */
function separator(v: View): string {
  const words = v.tokens.slice(v.index('t') + 1, v.index('u')).map((token) => token.norm);
  return words.includes('and') ? 'both' : 'between';
}

function single(v: View): readonly Draft[] | undefined {
  const from = v.at('t')?.moment;
  return (
    from && [time(v, { is: 'time', from, preposition: preposition(v), about: v.has('x') || isLoose(v) })]
  );
}

function isLoose(v: View): boolean {
  return ['around', 'about', 'near'].includes(v.at('p')?.norm ?? '');
}

function time(v: View, meaning: Meaning & { is: 'time' }): Draft {
  return v.draft('time', meaning);
}
