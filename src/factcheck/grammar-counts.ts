import type { Amount, Counted, Draft } from './meaning.ts';
import { type Rule, rule, type View } from './rule.ts';

const ADJECTIVES = 'det|intens|anomadj|meas|normal';

/** Rules for how many there are of something. */
export const COUNT_RULES: readonly Rule[] = [
  rule(
    `'only'? b=bound? x=approx? n=int|amount 'of' det? whole=int ${ADJECTIVES}{0,4} noun=anom|item|.`,
    (v) => {
      const amount = amountOf(v);
      const whole = v.quantity('whole')?.value;
      if (!amount || whole === undefined) return undefined;
      const noun = v.at('noun');
      const isThing =
        noun?.senses.has('anom') || noun?.senses.has('item') || /^\p{L}+$/u.test(noun?.norm ?? '');
      const meaning = { is: 'count', amount: { ...amount, whole }, of: countedIn(v, 'point') } as const;
      return [isThing ? v.draft('count', meaning) : v.draft('count', meaning, undefined, 'whole')];
    },
  ),
  rule(`b=bound? x=approx? n=int|amount 'of'? det? ${ADJECTIVES}{0,5} noun=anom`, counted),
  rule(`b=bound? x=approx? n=int|amount 'of'? det? ${ADJECTIVES}{0,5} noun=item`, counted),
  rule(`det='a'|'an' ${ADJECTIVES}{0,4} noun=anom`, (v) => {
    const of = countedIn(v, 'anomaly');
    if (of === 'anomaly') return [v.draft('state', { is: 'state', state: 'anomalous', negated: false })];
    return [v.draft('count', { is: 'count', amount: { low: 1, high: 1 }, of })];
  }),
  rule(`neg=neg have{0,4} ${ADJECTIVES}{0,5} noun=anom`, none),
  rule(`neg=neg have{0,4} ${ADJECTIVES}{0,5} noun=item`, (v) =>
    countedIn(v, 'point') === 'point' ? undefined : none(v),
  ),
  rule(`'there' link{1,2} ${ADJECTIVES}{0,4} noun=anom`, (v) => [
    v.draft('count', {
      is: 'count',
      amount: { low: 1, high: Number.POSITIVE_INFINITY },
      of: countedIn(v, 'anomaly'),
    }),
  ]),
  rule(`noun=anom ':'|'=' n=int`, counted),
  rule(`'number'|'count'|'total' 'of' ${ADJECTIVES}{0,3} noun=anom|item link{0,2} n=int`, counted),
  rule(`'count'|'n' ':'|'='|'is'|'of' n=int`, (v) => {
    const amount = amountOf(v);
    return amount && [v.draft('count', { is: 'count', amount, of: 'point' })];
  }),
  rule(`n=int t='times'|'occasions'|'instances'`, (v) => {
    const amount = amountOf(v);
    return amount && [v.draft('count', { is: 'count', amount, of: 'point' })];
  }),
];

function none(v: View): readonly Draft[] {
  return [v.draft('count', { is: 'count', amount: { low: 0, high: 0 }, of: countedIn(v, 'anomaly') })];
}

function counted(v: View): readonly Draft[] | undefined {
  const amount = amountOf(v);
  if (!amount) return undefined;
  const of = countedIn(v, 'point');
  // "a few readings", and no word on which, says nothing.
  const vague = v.at('n')?.senses.has('amount') && of === 'point' && amount.share === undefined;
  const exact = v.at('n')?.quantity !== undefined;
  if (vague && !exact && amount.high !== 0 && !hasCondition(v)) return undefined;
  return [v.draft('count', { is: 'count', amount, of })];
}

/** Whether what follows says which readings are meant: "a few readings *above 30*". */
function hasCondition(v: View): boolean {
  return v.tokens
    .slice(v.match.end, v.match.end + 6)
    .some(
      (token) =>
        token.senses.has('cmp') ||
        token.senses.has('anomadj') ||
        token.senses.has('sigmas') ||
        token.senses.has('lacking'),
    );
}

/** What the noun of a match and the adjectives before it stand for. */
function countedIn(v: View, fallback: Counted): Counted {
  const at = v.index('noun');
  const noun = v.tokens[at];
  const adjectives = v.tokens.slice(v.match.start, at).map((token) => token.senses.get('anomadj'));
  const adjective = adjectives.find((sense) => sense !== undefined);
  const named = noun?.senses.get('anom') ?? (noun?.senses.has('item') ? adjective : undefined);
  return isCounted(named) ? named : fallback;
}

const COUNTED: ReadonlySet<string> = new Set<Counted>([
  'outlier',
  'anomaly',
  'point',
  'missing',
  'other',
  'spike',
  'dropout',
  'gap',
  'stuck',
  'level shift',
  'drift',
  'noise burst',
  'clipped',
  'duplicate',
  'jump',
]);

function isCounted(name: string | undefined): name is Counted {
  return name !== undefined && COUNTED.has(name);
}

const VAGUE: Readonly<Record<string, Amount>> = {
  several: { low: 3, high: Number.POSITIVE_INFINITY },
  few: { low: 2, high: 5 },
  couple: { low: 2, high: 2 },
  some: { low: 1, high: Number.POSITIVE_INFINITY },
  most: { low: 0, high: Number.POSITIVE_INFINITY, share: [0.5, 1] },
  nearlyall: { low: 0, high: Number.POSITIVE_INFINITY, share: [0.8, 1] },
  all: { low: 0, high: Number.POSITIVE_INFINITY, share: [1, 1] },
  none: { low: 0, high: 0 },
  half: { low: 0, high: Number.POSITIVE_INFINITY, share: [0.45, 0.55] },
  third: { low: 0, high: Number.POSITIVE_INFINITY, share: [0.28, 0.38] },
  quarter: { low: 0, high: Number.POSITIVE_INFINITY, share: [0.2, 0.3] },
  twothirds: { low: 0, high: Number.POSITIVE_INFINITY, share: [0.6, 0.73] },
  single: { low: 1, high: 1 },
};

/** The amount of a match, `b` its bound ("at least") and `x` its looseness ("about"). */
export function amountOf(v: View): Amount | undefined {
  const n = v.quantity('n');
  if (n === undefined) return VAGUE[v.sense('n', 'amount')];
  const bound = v.sense('b', 'bound');
  const about = v.has('x');
  if (bound === 'ge') return { low: n.value, high: Number.POSITIVE_INFINITY, about };
  if (bound === 'gt') return { low: n.value + 1, high: Number.POSITIVE_INFINITY, about };
  if (bound === 'le') return { low: 0, high: n.value, about };
  if (bound === 'lt') return { low: 0, high: n.value - 1, about };
  return { low: n.value, high: n.value, about };
}
