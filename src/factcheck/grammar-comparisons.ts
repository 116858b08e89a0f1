import { shareUnit, statName } from './grammar-numbers.ts';
import type { Comparator, Draft, Reference } from './meaning.ts';
import { type Rule, rule, type View } from './rule.ts';

const OF_MEAN =
  "'from'|'of'|'above'|'below'|'away'|'away from'|'out'|'around'|'off'|'about'|'to'|'either'|'side'|'on'|'higher than'|'lower than'|'over'|'under'";

/** Rules for what is held against something else. */
export const COMPARISON_RULES: readonly Rule[] = [
  // "almost two standard deviations above the mean", "2.1 sigma out"
  rule(`n=sigmas side=cmp|devverb|'of'|'to' ${OF_MEAN}{0,3} det? intens? stat? meas|item{0,2}`, (v) =>
    sigmas(v, true),
  ),
  // "deviates by more than 2 standard deviations", "within 2.5 standard deviations of the mean"
  rule(
    `devverb? 'by'? c=cmp|bound det? n=sigmas ${OF_MEAN}{0,3} det? intens? stat? meas|item{0,2} 'range'?`,
    (v) => sigmas(v, false),
  ),
  rule(`devverb 'by'? det? n=sigmas ${OF_MEAN}{0,3} det? stat?`, (v) => sigmas(v, true)),
  rule(`c=cmp|bound n=measure 'of' det? intens? s=stat`, shareOf),
  rule(
    `side='exceeds'|'exceeded'|'exceeding'|'undershoots' det? s=stat meas{0,2} 'by' n=measure|bare|sigmas`,
    distance,
  ),
  rule(`side=devverb 'from'? det? s=stat meas{0,2} 'by' b=bound? n=measure|bare|sigmas`, distance),
  rule(`n=measure|bare side=cmp|devverb 'from'? det? intens? s=stat meas{0,2}`, distance),
  rule(`c='within' n=measure|bare 'of'|'from' det? intens? s=stat meas{0,2}`, distance),
  rule(
    `n=measure|bare intens? side='higher'|'lower'|'higher than'|'lower than'|'more than'|'less than'|'more'|'less'|'above'|'below'|'greater than'|'warmer than'|'cooler than'|'larger than'|'smaller than' 'at'|'in'|'during'{0,1} det? 'first'|'second'|'before'|'beforehand'|rest|place|windownoun{0,2}`,
    earlier,
  ),
  rule(
    `side=cmp 'in'|'during'{0,1} det? place 'than' 'in'|'during'{0,1} det? 'first'|'second'|'last'|'latter'|place`,
    halves,
  ),
  rule(`side=cmp 'in'|'during'{0,1} det? place|'first'|'second'`, (v) =>
    v.tokens.slice(0, v.match.start).some(({ senses }) => /half$/.test(senses.get('place') ?? ''))
      ? halves(v)
      : undefined,
  ),
  rule(
    `s=stat meas|item{0,2} 'and' det? intens{0,1} stat meas|item{0,2} link intens{0,3} e='identical'|'equal'|'same'|'close'|'similar'|'the same' 'to' 'each'{0,1}`,
    (v) => [
      v.draft('comparison', {
        is: 'comparison',
        comparator: 'near',
        against: { to: 'statistic', name: statName(v, 's') },
        negated: false,
      }),
    ],
  ),
  rule(`side=cmp w='before'|'beforehand'|'previously'`, (v) => halves(v)),
  rule(`n=q 'times' c=cmp? 'as'? intens{0,1} 'as'|'than'{0,1} det? intens? s=stat meas{0,2}`, factorOf),
  rule(`b=bound f=factor 'as'? intens{0,1} 'as'? det? intens? s=stat meas{0,2}`, factorOf),
  rule(`f=factor 'as'? intens{0,1} 'as'? det? intens? s=stat meas{0,2}`, factorOf),
  rule(`b=bound? f='doubled'|'tripled'|'halved'|'quadrupled'`, (v) => {
    const value = { doubled: 2, tripled: 3, halved: 0.5, quadrupled: 4 }[v.at('f')?.norm ?? ''] ?? 1;
    return [
      plain(v, v.sense('b', 'bound') === 'gt' ? 'gt' : 'near', {
        to: 'multiplied',
        factor: { value, step: 0.5 },
      }),
    ];
  }),
  rule(
    `c=cmp det? l=limit|'maximum'|'minimum' 'allowed'|'permitted'|'permissible'|'allowable'{0,1} item|meas{0,2} 'of'|'is'|'was'|'at'|'('{0,1} n=q`,
    limitNumber,
  ),
  rule(`c=cmp det? intens? meas? l=limit|normalrange`, (v) => {
    if (v.at('l')?.senses.has('normalrange')) return undefined;
    const which = v.sense('l', 'limit');
    return [
      plain(v, comparator(v), {
        to: 'limits',
        which: which === 'upper' || which === 'lower' ? which : 'both',
      }),
    ];
  }),
  rule(
    `intens{0,2} vague meas|item|'value'{0,1} 'compared to'|'than'|'relative to'|'compared with' 'all'? det? intens? rest item|link|det|intens|meas{0,5}`,
    (v) => [plain(v, 'gt', { to: 'rest' })],
  ),
  rule(
    `intens{0,2} c=cmp|'compared to'|'from' 'all'? det? intens? r=rest item|link|det|intens|meas{0,5}`,
    (v) => [plain(v, comparator(v), { to: 'rest' })],
  ),
  rule(`intens{0,2} c=cmp det? intens{0,2} s=stat meas|item{0,3}`, (v) => [
    plain(v, comparator(v), { to: 'statistic', name: statName(v, 's') }),
  ]),
  rule(
    `c='within'|'outside'|'out of'|'in the range of'|'inside' det? 'range'? 'of'|'between'|'from'{0,1} n=q 'and'|'to'|'-'|'–' m=q`,
    (v) => {
      const [n, m] = [v.quantity('n'), v.quantity('m')];
      return n && m && [plain(v, comparator(v), { to: 'range', low: shareUnit(n, m), high: m })];
    },
  ),
  rule(`c=cmp n=measure|bare 'mark'?`, againstNumber),
  rule(`c=cmp 'that'|'this'|'it'`, (v) =>
    v.tokens[v.match.end]?.senses.has('q') || /^\p{L}/u.test(v.tokens[v.match.end]?.norm ?? '')
      ? undefined
      : [plain(v, comparator(v), { to: 'that' })],
  ),
];

/** A comparison; where its statistic has a number of its own ("above the mean *of 22.4*"), that is left to the next rule. */
function plain(v: View, comparator: Comparator, against: Reference): Draft {
  const draft = v.draft('comparison', { is: 'comparison', comparator, against, negated: false });
  if (!v.has('s')) return draft;
  const [next, second] = v.tokens.slice(v.match.end, v.match.end + 2);
  const named =
    next?.quantity !== undefined ||
    ((next?.senses.has('link') === true || next?.norm === '(') && second?.quantity !== undefined);
  if (!named) return draft;
  const article = v.tokens[v.index('s') - 1]?.senses.has('det') === true ? 1 : 0;
  return { ...draft, end: Math.max(draft.first + 1, v.index('s') - article) };
}

const COMPARATORS: ReadonlySet<string> = new Set<Comparator>([
  'gt',
  'ge',
  'lt',
  'le',
  'within',
  'outside',
  'near',
  'equal',
]);

function isComparator(name: string): name is Comparator {
  return COMPARATORS.has(name);
}

function comparator(v: View): Comparator {
  const sense = v.sense('c', 'cmp') || v.sense('c', 'bound');
  return isComparator(sense) ? sense : 'near';
}

function againstNumber(v: View): readonly Draft[] | undefined {
  const quantity = v.quantity('n');
  const next = v.tokens[v.match.end];
  if (quantity?.inWords === true && /^(?:higher|lower|larger|smaller|greater)$/.test(v.at('c')?.norm ?? ''))
    return undefined;
  // "over 95 % of the readings" says how many.
  if (quantity?.unit?.name === '%' && next?.norm === 'of') return undefined;
  const counts = quantity?.unit === undefined && (next?.senses.has('item') || next?.senses.has('anom'));
  if (!quantity || counts || next?.norm === 'times') return undefined;
  return [plain(v, comparator(v), { to: 'number', quantity })];
}

/** "exceeding the maximum allowed reading of 24": whatever the limit is called, the number must be passed. */
function limitNumber(v: View): readonly Draft[] | undefined {
  const quantity = v.quantity('n');
  const words = v.tokens.slice(v.match.start, v.match.end).map(({ norm }) => norm);
  const isLimit = words.some((word) => /limit|allow|permi|threshold|bound/.test(word));
  if (!quantity || !isLimit) return undefined;
  const counts = quantity.unit === undefined && v.tokens[v.match.end]?.senses.has('item');
  return [plain(v, comparator(v), counts ? { to: 'unknown' } : { to: 'number', quantity })];
}

function sigmas(v: View, exactly: boolean): readonly Draft[] | undefined {
  const quantity = v.quantity('n');
  if (!quantity) return undefined;
  const after = v.tokens.slice(v.index('n') + 1, v.match.end);
  const side = after.some((token) => token.senses.get('cmp') === 'gt')
    ? 'above'
    : after.some((token) => token.senses.get('cmp') === 'lt')
      ? 'below'
      : 'either';
  const how = comparator(v);
  const at = exactly ? 'exactly' : how === 'within' || how === 'lt' || how === 'le' ? 'lt' : 'gt';
  return [plain(v, how, { to: 'distance', quantity, from: 'mean', side, at })];
}

function distance(v: View): readonly Draft[] | undefined {
  const quantity = v.quantity('n');
  if (!quantity) return undefined;
  const sense = v.sense('side', 'cmp');
  const side = sense === 'gt' ? 'above' : sense === 'lt' ? 'below' : 'either';
  const bound = v.at('c')?.norm === 'within' ? 'within' : v.sense('b', 'bound');
  const at = bound === '' ? 'exactly' : bound.startsWith('g') ? 'gt' : 'lt';
  return [
    plain(v, at === 'lt' ? 'within' : 'near', { to: 'distance', quantity, from: statName(v, 's'), side, at }),
  ];
}

function earlier(v: View): readonly Draft[] | undefined {
  const quantity = v.quantity('n');
  const word = v.at('side')?.norm ?? '';
  if (!quantity || ((word === 'above' || word === 'below') && v.tokens[v.match.end]?.senses.has('q')))
    return undefined;
  return [
    plain(v, 'near', {
      to: 'earlier',
      quantity,
      side: /^(?:lower|less|below|cooler|smaller)/.test(word) ? 'below' : 'above',
    }),
  ];
}

/** "warmer in the first half than in the second", "the second half was warmer than the first" */
function halves(v: View): readonly Draft[] | undefined {
  const sense = v.sense('side', 'cmp');
  if (sense !== 'gt' && sense !== 'lt') return undefined;
  return [plain(v, 'near', { to: 'earlier', side: sense === 'gt' ? 'above' : 'below' })];
}

/** "below one percent of the mean" */
function shareOf(v: View): readonly Draft[] | undefined {
  const quantity = v.quantity('n');
  if (quantity?.unit?.name !== '%') return undefined;
  const factor = { value: quantity.value / 100, step: quantity.step / 100 };
  return [plain(v, comparator(v), { to: 'statistic', name: statName(v, 's'), factor })];
}

function factorOf(v: View): readonly Draft[] | undefined {
  const written = v.sense('f', 'factor');
  const factor = v.quantity('n') ?? (written === '' ? undefined : { value: Number(written), step: 0.5 });
  return (
    factor && [
      plain(
        v,
        v.sense('c', 'cmp') === 'gt' || v.sense('b', 'bound') === 'gt'
          ? 'gt'
          : v.sense('b', 'bound') === 'lt'
            ? 'lt'
            : 'equal',
        {
          to: 'statistic',
          name: statName(v, 's'),
          factor,
        },
      ),
    ]
  );
}
