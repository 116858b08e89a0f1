import type { Direction, Draft, StateName } from './meaning.ts';
import { type Rule, rule, type View } from './rule.ts';

/** Rules for shape, direction and state: what is said without a number. */
export const STATE_RULES: readonly Rule[] = [
  rule(`intens{0,3} s=skewside`, (v) => skew(v, v.sense('s', 'skewside'))),
  rule(`intens{0,3} skew 'to'|'towards'|'toward'? det? side=side`, (v) => skew(v, v.sense('side', 'side'))),
  rule(`intens{0,3} side=side skew`, (v) => skew(v, v.sense('side', 'side'))),
  rule(`neg=neg have{0,5} intens{0,3} s=skew|'skewness'`, (v) => [state(v, 'skewed', true)]),
  rule(`n=amount intens{0,3} s=skew|'skewness'`, (v) =>
    v.sense('n', 'amount') === 'none' ? [state(v, 'skewed', true)] : undefined,
  ),
  rule(`neg=neg have{0,2} intens{0,3} symmetric`, (v) => [state(v, 'symmetric', true)]),
  rule(`intens{0,3} symmetric`, (v) => [state(v, 'symmetric')]),
  rule(`neg=neg have{0,2} det? intens{0,3} distribution`, (v) => [state(v, 'normally distributed', true)]),
  rule(`det? intens{0,3} distribution`, (v) => [state(v, 'normally distributed')]),
  rule(
    `'nothing'|'none' intens|item|'of'|det|meas|link{0,4} anomadj|'wrong'|'amiss'|'untoward'|'special'`,
    (v) => [state(v, 'normal')],
  ),
  rule(`'something' intens{0,2} anomadj|'wrong'|'amiss'`, (v) => [state(v, 'anomalous')]),
  rule(`'anything' intens{0,2} anomadj|'wrong'|'amiss'`, (v) => [
    state(v, negatedBefore(v) ? 'normal' : 'anomalous'),
  ]),
  rule(
    `c='within'|'inside'|'in'|'outside'|'outside of'|'out of'|'in the range of'|'beyond'|'of' det? meas{0,2} l=normalrange`,
    (v) => [
      state(v, 'normal', ['outside', 'out of', 'outside of', 'beyond'].includes(v.at('c')?.norm ?? '')),
    ],
  ),
  rule(`w=working intens{0,2} properly`, (v) => [state(v, 'working')]),
  rule(`neg=neg have|det{0,3} intens{0,3} s=normal|anomadj|faulty|lacking|complete|working`, (v) => [
    predicate(v, true),
  ]),
  rule(`be=link intens|det|approx{0,3} s=normal|anomadj|faulty|lacking|complete`, (v) =>
    v.sense('be', 'link') === 'be' ? [predicate(v, false, 's')] : undefined,
  ),
  rule(
    `'appear'|'appears'|'look'|'looks'|'seem'|'seems'|'stayed'|'stays'|'remained'|'remains'|'considered'|'as' 'to'? 'be'? 'within'? intens|det{0,3} s=normal|anomadj|faulty|lacking`,
    (v) => [predicate(v, false, 's')],
  ),
  rule(
    `s=lacking|normal|faulty|anomadj meas|'behaviour'|'behavior'|'operation'|'conditions'|'state'|item{1,2}`,
    (v) => [predicate(v, false)],
  ),
  rule(`intens{0,3} d=up|down|flat|steady|vary intens{0,1}`, trend),
  rule(`'no'|'without' intens|anomadj{0,3} t=trendnoun|up|down|vary`, noTrend),
  rule(`neg=neg have{0,4} intens|anomadj|det{0,3} t=trendnoun`, noTrend),
];

/** Whether a word of negation stands within the four tokens before the match. */
function negatedBefore(v: View): boolean {
  return v.tokens
    .slice(Math.max(0, v.match.start - 4), v.match.start)
    .some((token) => token.senses.has('neg'));
}

function state(v: View, name: StateName, negated = false, from?: string): Draft {
  return v.draft('state', { is: 'state', state: name, negated }, from);
}

function skew(v: View, side: string): readonly Draft[] {
  return [
    state(
      v,
      side === 'left' ? 'skewed left' : side === 'right' ? 'skewed right' : 'skewed',
      negatedBefore(v),
    ),
  ];
}

function predicate(v: View, negated: boolean, from?: string): Draft {
  const token = v.at('s');
  if (token?.senses.has('normal')) return state(v, 'normal', negated, from);
  if (token?.senses.has('faulty')) return state(v, 'faulty', negated, from);
  if (token?.senses.has('lacking') || token?.norm === 'missing') return state(v, 'missing', negated, from);
  if (token?.senses.has('complete')) return state(v, 'complete', negated, from);
  if (token?.senses.has('working')) return state(v, 'working', negated, from);
  return state(v, 'anomalous', negated, from);
}

function trend(v: View): readonly Draft[] | undefined {
  const token = v.at('d');
  const before = v.tokens[v.match.start - 1];
  // "the rise is due to ...": named, not stated.
  if (before?.senses.get('det') === 'the' && ['the', 'this', 'that', 'its'].includes(before.norm))
    return undefined;
  for (const category of ['up', 'down', 'flat', 'steady', 'vary']) {
    const sense = token?.senses.get(category);
    if (sense !== undefined && isDirection(sense)) {
      return [v.draft('trend', { is: 'trend', direction: sense, negated: negatedBefore(v) })];
    }
  }
  return token?.senses.has('flat')
    ? [v.draft('trend', { is: 'trend', direction: 'flat', negated: negatedBefore(v) })]
    : undefined;
}

function noTrend(v: View): readonly Draft[] {
  return [v.draft('trend', { is: 'trend', direction: 'none', negated: false })];
}

const DIRECTIONS: ReadonlySet<string> = new Set<Direction>([
  'up',
  'down',
  'flat',
  'vary',
  'stable',
  'none',
  'jump up',
  'jump down',
  'jump',
]);

function isDirection(name: string): name is Direction {
  return DIRECTIONS.has(name);
}
