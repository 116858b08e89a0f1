import { asCounted } from './findings.ts';
import { amountOf, UNBOUNDED } from './grammar-amounts.ts';
import type { Counted, Draft } from './meaning.ts';
import { type Rule, rule, type View } from './rule.ts';

const BETWEEN = 'det|intens|anomadj|meas|normal|signof';

/** Rules for how many there are of something. */
export const COUNT_RULES: readonly Rule[] = [
  rule(`b=bound? n=int|amount 'of'|'out of'|'/' det? whole=int ${BETWEEN}{0,4} noun=anom|item|.`, ofWhole),
  rule(`b=bound? n=int|amount 'of' det? whole=int`, ofWhole),
  rule(`n=amount item be=link intens|det{0,2} noun=anom|anomadj`, (v) =>
    v.sense('n', 'amount') === 'none' && v.sense('be', 'link') === 'be' ? noneOfThem(v) : undefined,
  ),
  rule(`b=bound? n=int|amount 'of'? 'all'? det? ${BETWEEN}{0,5} noun=anom`, counted),
  rule(`n=amount own=ownunit|'activity'`, (v) =>
    v.sense('n', 'amount') === 'none'
      ? [v.draft('value', { is: 'value', quantity: { value: 0, step: 1 } })]
      : undefined,
  ),
  rule(`n=int|amount 'of'? det? item be=link intens{0,2} noun=anom`, (v) =>
    v.sense('be', 'link') === 'be' ? counted(v) : undefined,
  ),
  rule(`b=bound? n=int|amount 'of'? 'all'? det? 'zero'? ${BETWEEN}{0,5} noun=item`, counted),
  rule(`b=bound? n=amount 'of'? det? m=meas`, (v) =>
    v.at('m')?.norm.endsWith('s') && hasCondition(v) ? ofKind(v, 'point') : undefined,
  ),
  rule(`'there' link n=amount`, (v) =>
    v.sense('n', 'amount') === 'none' && isLastWord(v) ? none(v) : undefined,
  ),
  rule(`n=int|amount 'of'? 'them'|'these'|'those'|'which'`, pronoun),
  rule(`n=int timeprep? moment`, (v) =>
    v.quantity('n')?.inWords === true && v.quantity('n')?.value !== 0 ? pronoun(v, 'n') : undefined,
  ),
  rule(`n=int noun='groups'|'clusters'|'levels'|'regimes'|'plateaus'|'bands'`, (v) => ofKind(v, 'group')),
  rule(`n=int 'times'|'occasions'|'instances'`, (v) => ofKind(v, 'point')),
  rule(`w='once'|'twice'|'thrice'`, timesInWords),
  rule(`neg=neg have|'point'|'points'|'suggests'{0,4} ${BETWEEN}{0,5} noun=anom`, none),
  rule(`neg=neg have{0,4} ${BETWEEN}{0,5} noun=item`, (v) =>
    countedIn(v, 'point') === 'point' ? undefined : none(v),
  ),
  rule(
    `'nothing'|'none' 'points'|'hints'|'indicates'|'suggests'|'speaks' 'to'|'at'|'for'|'of'{0,1} ${BETWEEN}{0,4} anom`,
    (v) => [v.draft('state', { is: 'state', state: 'normal', negated: false })],
  ),
  rule(`sep=comma|'or'|'and'|'nor' 'or'|'and'|'no'|'any'{0,2} ${BETWEEN}{0,3} noun=anom`, listed),
  rule(`'any'|'some' ${BETWEEN}{0,4} noun=anom`, (v) =>
    v.tokens.slice(Math.max(0, v.match.start - 5), v.match.start).some((token) => token.senses.has('neg'))
      ? none(v)
      : undefined,
  ),
  rule(`det='a'|'an'|'another' ${BETWEEN}{0,4} noun=anom`, single),
  rule(`det='a'|'an'|'another' ${BETWEEN}{0,4} noun=item`, (v) =>
    countedIn(v, 'point') === 'point' ? undefined : single(v),
  ),
  rule(`'a'|'the' w='second'|'third' intens|anomadj{0,2} noun=anom|'one'`, (v) => {
    const low = v.at('w')?.norm === 'third' ? 3 : 2;
    return [v.draft('count', { is: 'count', amount: { low, high: UNBOUNDED }, of: countedIn(v, 'anomaly') })];
  }),
  rule(`'there' link{1,2} ${BETWEEN}{0,4} noun=anom`, exists),
  rule(
    `'contains'|'contain'|'shows'|'show'|'exhibits'|'exhibit'|'includes'|'include'|'has'|'have'|'detected'|'found'|'identified'|'displays' ${BETWEEN}{0,4} noun=anom`,
    exists,
  ),
  rule(
    `'the' intens{0,3} noun=anom 'at'|'of'|'is'|'was'|'are'|'were'|'value'|'happened'|'happens'|'occurred'|'occurs'|'came'|'comes'|'appeared'|'appears'|'lasted'|'lasts'`,
    named,
  ),
  rule(`be='is'|'are'|'was'|'were' intens{0,2} noun=anom`, (v) =>
    v.tokens[v.match.start - 1]?.quantity === undefined || countedIn(v, 'anomaly') === 'jump'
      ? undefined
      : [
          v.draft(
            'count',
            { is: 'count', amount: { low: 1, high: UNBOUNDED }, of: countedIn(v, 'anomaly') },
            'noun',
          ),
        ],
  ),
  rule(`noun=anom ':'|'='|'count'{1,2} n=int`, counted),
  rule(`noun=anom ':' n=amount`, counted),
  rule(`noun=anom ':' n=q`, (v) => (v.at('n')?.senses.has('int') ? undefined : listedUnder(v))),
  rule(`'number'|'count'|'total' 'of' ${BETWEEN}{0,3} noun=anom|item link{0,2} n=int|amount`, counted),
  rule(`'count'|'n' ':'|'='|'is'|'of' n=int`, (v) => ofKind(v, 'point')),
];

const TIMES: Readonly<Record<string, number>> = { once: 1, twice: 2, thrice: 3 };

/** "fell below 20 twice", "the minimum was seen once": of what the sentence names before it; not "twice the mean". */
function timesInWords(v: View): readonly Draft[] | undefined {
  const times = TIMES[v.at('w')?.norm ?? ''];
  const next = v.tokens[v.match.end];
  const before = v.tokens.slice(Math.max(0, v.match.start - 8), v.match.start);
  const isNamed = before.some(({ senses }) => senses.has('q') || senses.has('cmp') || senses.has('stat'));
  const ends = isLastWord(v) || next?.senses.has('timeprep') === true || next?.norm === 'and';
  if (times === undefined || !isNamed || !ends) return undefined;
  return [v.draft('count', { is: 'count', amount: { low: times, high: times }, of: 'point' })];
}

/** Whether the match ends its clause. */
function isLastWord(v: View): boolean {
  return v.tokens[v.match.end]?.senses.has('sign') !== false;
}

function ofKind(v: View, of: Counted): readonly Draft[] | undefined {
  const amount = amountOf(v);
  return amount && [v.draft('count', { is: 'count', amount, of })];
}

function ofWhole(v: View): readonly Draft[] | undefined {
  const amount = amountOf(v);
  const whole = v.quantity('whole')?.value;
  if (!amount || whole === undefined) return undefined;
  const noun = v.at('noun');
  const isNoun =
    noun !== undefined &&
    (noun.senses.has('anom') ||
      noun.senses.has('item') ||
      (/^\p{L}/u.test(noun.norm) && noun.senses.has('unknown')));
  const of = noun?.senses.has('item') || noun?.senses.has('anom') ? countedIn(v, 'point') : 'point';
  return [
    v.draft(
      'count',
      { is: 'count', amount: { ...amount, whole }, of },
      undefined,
      isNoun ? undefined : 'whole',
    ),
  ];
}

/** "the outlier at 20.65": that there is one. */
function named(v: View): readonly Draft[] | undefined {
  const of = countedIn(v, 'anomaly');
  if (of !== 'outlier' && of !== 'spike' && of !== 'dropout') return undefined;
  // "the spike came at 10:20" is judged with its time.
  const happens = /^(?:happen|occur|came|comes|appear|last)/.test(v.tokens[v.match.end - 1]?.norm ?? '');
  const isDated = v.tokens.slice(v.match.end, v.match.end + 4).some(({ moment }) => moment !== undefined);
  if (happens && isDated) return undefined;
  // "the reading after the spike was 21.7" is said of the reading.
  if (/(?:^|\s)(?:after|before|than|without|until|since)$/.test(v.tokens[v.match.start - 1]?.norm ?? ''))
    return undefined;
  return [v.draft('count', { is: 'count', amount: { low: 1, high: UNBOUNDED }, of }, undefined, 'noun')];
}

/** "Outliers: 49.24" */
function listedUnder(v: View): readonly Draft[] {
  const amount = { low: 1, high: UNBOUNDED };
  return [v.draft('count', { is: 'count', amount, of: countedIn(v, 'anomaly') }, undefined, 'noun')];
}

/** "two of them", "one at 03:10": of what was counted last. */
function pronoun(v: View, upTo?: string): readonly Draft[] | undefined {
  const amount = amountOf(v);
  // "60 readings, all of which are identical": what is said of all is judged by itself.
  if (amount === undefined || amount.share?.[0] === 1) return undefined;
  return [v.draft('count', { is: 'count', amount, of: 'them' }, undefined, upTo)];
}

function none(v: View): readonly Draft[] {
  return [v.draft('count', { is: 'count', amount: { low: 0, high: 0 }, of: countedIn(v, 'anomaly') })];
}

/** "none of the readings is unusual" */
function noneOfThem(v: View): readonly Draft[] {
  const of = asCounted(v.sense('noun', 'anom') || v.sense('noun', 'anomadj')) ?? 'anomaly';
  return [v.draft('count', { is: 'count', amount: { low: 0, high: 0 }, of })];
}

/** "no spikes, gaps or frozen values": what "no" was said of goes on. */
function listed(v: View): readonly Draft[] | undefined {
  const before = v.tokens.slice(Math.max(0, v.match.start - 6), v.match.start);
  const at = before.findLastIndex(
    ({ senses, norm }) =>
      senses.get('amount') === 'none' || senses.has('neg') || (norm !== 'any' && senses.get('link') === 'be'),
  );
  const opener = before[at];
  const ofKind = before.slice(at + 1).some(({ senses }) => senses.has('anom'));
  const isNone = opener?.senses.get('amount') === 'none' || opener?.senses.has('neg') === true;
  if (!isNone || !ofKind) return undefined;
  return [
    v.draft('count', { is: 'count', amount: { low: 0, high: 0 }, of: countedIn(v, 'anomaly') }, 'noun'),
  ];
}

function single(v: View): readonly Draft[] | undefined {
  const of = countedIn(v, 'anomaly');
  const next = v.tokens[v.match.end];
  // "a jump of this size", "a gap of 19 minutes": what it is said of follows.
  const size = v.tokens[v.match.end + 1]?.quantity;
  if (next?.norm === 'of' && (size === undefined || size.unit?.dimension === 'time')) return undefined;
  if (of === 'anomaly') return [v.draft('state', { is: 'state', state: 'anomalous', negated: false })];
  return [v.draft('count', { is: 'count', amount: { low: 1, high: of === 'gap' ? UNBOUNDED : 1 }, of })];
}

function exists(v: View): readonly Draft[] {
  return [
    v.draft('count', { is: 'count', amount: { low: 1, high: UNBOUNDED }, of: countedIn(v, 'anomaly') }),
  ];
}

function counted(v: View): readonly Draft[] | undefined {
  const amount = amountOf(v);
  if (!amount) return undefined;
  const of = countedIn(v, 'point');
  // "a few readings", and no word on which, says nothing; "all values" is said of what follows.
  // "5 readings without a value" is said of the five.
  const without = v.at('n')?.norm === 'without';
  // "without the outlier the maximum is ..." leaves it out, and does not deny it.
  const leavesOut = without && /^(?:the|this|that|these|those)$/.test(v.tokens[v.index('n') + 1]?.norm ?? '');
  if (without && (of === 'point' || leavesOut)) return undefined;
  const vague = v.at('n')?.senses.has('amount') === true && of === 'point' && amount.high !== 0;
  const explains = v.tokens[v.match.start - 1]?.senses.has('cause') === true;
  if (vague && (explains || !hasCondition(v))) return undefined;
  return [v.draft('count', { is: 'count', amount, of })];
}

/** Whether what follows says which readings are meant: "a few readings *above 30*". */
function hasCondition(v: View): boolean {
  return v.tokens
    .slice(v.match.end, v.match.end + 6)
    .some(
      ({ senses, norm }) =>
        ['cmp', 'anomadj', 'sigmas', 'lacking', 'normal', 'flat', 'measure', 'bare', 'devverb'].some(
          (category) => senses.has(category),
        ) || norm === 'between',
    );
}

/** What the noun of a match and the adjectives before it stand for. */
function countedIn(v: View, fallback: Counted): Counted {
  const at = v.index('noun');
  const noun = v.tokens[at];
  const adjective = v.tokens
    .slice(v.match.start, at)
    .map((token) => token.senses.get('anomadj'))
    .find((sense) => sense !== undefined);
  const named = noun?.senses.get('anom') ?? (noun?.senses.has('item') ? adjective : undefined);
  return asCounted(named ?? '') ?? fallback;
}
