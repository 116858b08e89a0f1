import type { Direction, Draft, StateName } from './meaning.ts';
import { type Rule, rule, type View } from './rule.ts';

/** Rules for shape, direction and state: what is said without a number. */
export const STATE_RULES: readonly Rule[] = [
  rule(`standout`, (v) => [state(v, 'anomalous', negatedBefore(v))]),
  rule(`elsewhen`, (v) => [state(v, 'vague')]),
  rule(`intens{0,3} s=skewside`, (v) => skew(v, v.sense('s', 'skewside'))),
  rule(`intens{0,3} skew|'leans'|'leaning' 'to'|'towards'|'toward'? det? side=side`, (v) =>
    skew(v, v.sense('side', 'side')),
  ),
  rule(`intens{0,3} side=side skew`, (v) => skew(v, v.sense('side', 'side'))),
  rule(`intens{0,3} skew`, (v) =>
    v.tokens[v.match.start - 1]?.senses.get('link') === 'be'
      ? [state(v, 'skewed', negatedBefore(v))]
      : undefined,
  ),
  rule(`neg=neg have{0,5} intens|anomadj{0,3} s=skew|'skewness'`, (v) => [state(v, 'skewed', true)]),
  rule(`n=amount intens|anomadj|signof{0,3} s=skew|'skewness'`, (v) =>
    v.sense('n', 'amount') === 'none' ? [state(v, 'skewed', true)] : undefined,
  ),
  rule(`neg=neg have{0,2} intens{0,3} symmetric`, (v) => [state(v, 'symmetric', true)]),
  rule(`intens{0,3} symmetric`, (v) => [state(v, 'symmetric', negatedBefore(v))]),
  rule(`neg=neg have{0,2} det? intens|normal{0,3} distribution`, (v) => [
    state(v, 'normally distributed', true),
  ]),
  rule(`det? intens|normal{0,3} distribution`, (v) => [state(v, 'normally distributed', negatedBefore(v))]),
  rule(
    `'nothing'|'none'|'nor' intens|item|'of'|det|meas|link{0,4} anomadj|'wrong'|'amiss'|'untoward'|'special'`,
    (v) => [state(v, 'normal')],
  ),
  rule(`'something' link|intens{0,2} anomadj|'wrong'|'amiss'`, (v) => [state(v, 'anomalous')]),
  rule(`'anything' intens{0,2} anomadj|'wrong'|'amiss'`, (v) => [
    state(v, negatedBefore(v) ? 'normal' : 'anomalous'),
  ]),
  rule(
    `c='within'|'inside'|'in'|'outside'|'outside of'|'out of'|'in the range of'|'beyond'|'of' det? meas{0,2} l=normalrange`,
    (v) => [
      state(
        v,
        'normal',
        ['outside', 'out of', 'outside of', 'beyond'].includes(v.at('c')?.norm ?? '') !== negatedBefore(v),
      ),
    ],
  ),
  rule(
    `neg 'deliver'|'report'|'send'|'transmit'|'record'|'provide'|'produce' det|intens|'any'{0,3} item|meas|'anything'`,
    (v) => [state(v, 'missing')],
  ),
  rule(
    `'indicates'|'indicate'|'shows'|'show'|'suggests'|'suggest' det? intens{0,2} meas{0,1} normalrange`,
    (v) => [state(v, 'normal', negatedBefore(v))],
  ),
  rule(`neg=neg have{0,1} w=working intens{0,2} properly`, (v) => [state(v, 'working', true)]),
  rule(`w=working intens{0,2} properly`, (v) => [state(v, 'working')]),
  rule(`'is'|'was' 'negative'|'positive'`, (v) =>
    v.tokens[v.match.end]?.senses.has('sign') !== false ? [state(v, 'vague')] : undefined,
  ),
  rule(`s=spaced`, (v) => [
    state(v, 'evenly spaced', v.sense('s', 'spaced') === 'uneven' || negatedBefore(v)),
  ]),
  rule(`n=amount|neg have|signof|det{0,3} s=clipped`, (v) =>
    v.sense('n', 'amount') === 'none' || v.at('n')?.senses.has('neg')
      ? [state(v, 'clipped', true)]
      : undefined,
  ),
  rule(`intens{0,2} s=clipped`, (v) => [state(v, 'clipped', negatedBefore(v))]),
  rule(`intens{0,2} s=zero`, (v) => [state(v, 'zero', negatedBefore(v))]),
  rule(
    `'relatively'|'very'|'fairly'|'quite'|'rather'|'somewhat'|'extremely'|'unusually'|'comparatively' vague`,
    (v) => {
      const next = v.tokens[v.match.end]?.senses;
      return next?.has('anom') || next?.has('up') || next?.has('down') ? undefined : [state(v, 'vague')];
    },
  ),
  rule(`n=amount intens{0,2} unknown`, (v) =>
    v.sense('n', 'amount') === 'none' ? [state(v, 'vague')] : undefined,
  ),
  rule(`neg=neg have|det{0,3} intens{0,3} s=normal|anomadj|faulty|lacking|complete|working`, (v) => [
    predicate(v, true),
  ]),
  rule(`'and'|'but' intens{0,2} s=normal|anomadj|faulty`, alsoState),
  rule(`be=link intens|det{0,3} s=normal|anomadj|faulty|lacking|complete`, beState),
  rule(
    `'appear'|'appears'|'look'|'looks'|'seem'|'seems'|'stayed'|'stays'|'remained'|'remains'|'remain'|'considered'|'behaves'|'behaved' 'to'|'as'? 'be'? 'within'? intens|det{0,3} s=normal|anomadj|faulty|lacking`,
    (v) => [predicate(v, negatedBefore(v), 's')],
  ),
  rule(
    `'status'|'verdict'|'result'|'state'|'assessment'|'conclusion'|'condition' ':'|'=' intens{0,1} s=normal|anomadj|faulty|anom`,
    (v) => [predicate(v, false, 's')],
  ),
  rule(
    `s=normal|anomadj meas{0,1} 'behaviour'|'behavior'|'operation'|'conditions'|'state'|'operations'`,
    (v) => [predicate(v, negatedBefore(v))],
  ),
  rule(`s=lacking|anomadj meas{0,1} item`, (v) =>
    v.tokens[v.match.start - 1]?.senses.has('det') ? undefined : [predicate(v, negatedBefore(v))],
  ),
  rule(`'no'|'without'|'neither' det|intens|anomadj|side{0,4} t=trendnoun|up|down|vary`, noTrend),
  rule(`neg=neg have{0,4} intens|anomadj|det{0,3} t=trendnoun`, noTrend),
  rule(`intens{0,3} d=up|down|flat|steady|vary|switch intens{0,1}`, trend),
];

/** Whether a word of negation stands within the four tokens before the match, no pause between. */
function negatedBefore(v: View): boolean {
  const tokens = v.tokens.slice(Math.max(0, v.match.start - 4), v.match.start);
  const pause = tokens.findLastIndex(
    (token) => token.senses.has('comma') || token.norm === 'and' || token.norm === 'but',
  );
  return tokens
    .slice(pause + 1)
    .some(
      (token) => token.senses.has('neg') || token.senses.get('amount') === 'none' || token.norm === 'nothing',
    );
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

function beState(v: View): readonly Draft[] | undefined {
  // "20 to 21 °C was expected" says what the data should be.
  const before = v.tokens[v.match.start - 1];
  if (
    (before?.quantity !== undefined || /^(?:second|minute|hour|day)$/.test(before?.norm ?? '')) &&
    /^(?:expected|usual|typical)$/.test(v.at('s')?.norm ?? '')
  )
    return undefined;
  // "is an unusual reading" is a count of its own.
  if (v.sense('be', 'link') !== 'be' || v.tokens[v.match.end]?.senses.has('item')) return undefined;
  return [predicate(v, negatedBefore(v), 's')];
}

/** "stable and normal", "high but not unusual": a second judgement after "is". */
function alsoState(v: View): readonly Draft[] | undefined {
  const before = v.tokens[v.match.start - 1]?.senses;
  const ends = v.tokens[v.match.end]?.senses.has('sign') !== false;
  const isSecond = ['steady', 'flat', 'vary', 'vague', 'unknown', 'normal', 'anomadj'].some((category) =>
    before?.has(category),
  );
  return ends && isSecond ? [predicate(v, false, 's')] : undefined;
}

function predicate(v: View, negated: boolean, from?: string): Draft {
  const senses = v.at('s')?.senses;
  if (senses?.has('normal')) return state(v, 'normal', negated, from);
  if (senses?.has('faulty')) return state(v, 'faulty', negated, from);
  if (senses?.has('lacking') || senses?.get('anomadj') === 'missing')
    return state(v, 'missing', negated, from);
  if (senses?.has('complete')) return state(v, 'complete', negated, from);
  if (senses?.has('working')) return state(v, 'working', negated, from);
  if (senses?.get('anomadj') === 'stuck') return state(v, 'stuck', negated, from);
  return state(v, 'anomalous', negated, from);
}

const POINTING = new Set(['the', 'this', 'that', 'its', 'these', 'those']);

function trend(v: View): readonly Draft[] | undefined {
  const token = v.at('d');
  const before = v.tokens[v.match.start - 1];
  const [next, second] = v.tokens.slice(v.match.end, v.match.end + 2);
  // "increase of 0.2" and "fall under 89" are read as a change and a comparison.
  if (
    (next?.norm === 'of' || next?.norm === 'by') &&
    (second?.quantity !== undefined || second?.senses.has('det'))
  )
    return undefined;
  if (
    second?.moment === undefined &&
    /^(?:fall|falls|fell|falling)$/.test(token?.norm ?? '') &&
    /^(?:into|under|below|within|between|outside|inside|above)$/.test(next?.norm ?? '')
  )
    return undefined;
  // "the rise is due to ...": named, not stated.
  const isNoun =
    !/(?:ed|ing|ly)$/.test(token?.norm ?? '') && !token?.senses.has('flat') && !token?.senses.has('steady');
  if (isNoun && POINTING.has(before?.norm ?? '')) return undefined;
  for (const category of ['switch', 'up', 'down', 'flat', 'steady', 'vary']) {
    const sense = token?.senses.get(category);
    const direction = sense === 'stuck' ? 'flat' : sense;
    if (direction !== undefined && isDirection(direction)) {
      return [v.draft('trend', { is: 'trend', direction, negated: negatedBefore(v) })];
    }
  }
  return undefined;
}

function noTrend(v: View): readonly Draft[] {
  const direction = v.at('t')?.senses.has('up') ? 'up' : v.at('t')?.senses.has('down') ? 'down' : 'none';
  return [v.draft('trend', { is: 'trend', direction, negated: direction !== 'none' })];
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
  'from zero',
  'to zero',
  'back',
]);

function isDirection(name: string): name is Direction {
  return DIRECTIONS.has(name);
}
