import { shareUnit, statName } from './grammar-numbers.ts';
import type { Comparator, Draft, Reference } from './meaning.ts';
import { type Rule, rule, type View } from './rule.ts';

const OF_MEAN =
  "'from'|'of'|'above'|'below'|'away'|'away from'|'out'|'around'|'off'|'about'|'to'|'either'|'side'|'range'";

/** Rules for what is held against something else. */
export const COMPARISON_RULES: readonly Rule[] = [
  // "almost two standard deviations above the mean"
  rule(`x=approx? n=sigmas side=cmp|devverb|'of' ${OF_MEAN}{0,3} det? intens? stat? meas{0,2}`, (v) =>
    sigmas(v, 'exactly'),
  ),
  rule(
    `v=devverb? 'by'? c=cmp|bound x=approx? det? n=sigmas ${OF_MEAN}{0,3} det? intens? stat? meas{0,2} 'range'?`,
    (v) => sigmas(v, undefined),
  ),
  // "3 °C above the mean", "2.5 units higher than the mean"
  rule(`x=approx? n=measure|bare side=cmp|devverb 'from'? det? s=stat meas{0,2}`, distance),
  rule(`c='within' x=approx? n=measure|bare 'of'|'from' det? s=stat meas{0,2}`, distance),
  rule(
    `x=approx? n=measure intens? c='higher than'|'lower than'|'above'|'below'|'higher'|'lower' rest{0,1}`,
    (v) => [
      v.draft('comparison', {
        is: 'comparison',
        comparator: 'gt',
        against: { to: 'unknown' },
        about: false,
        negated: false,
      }),
    ],
  ),
  rule(`x=approx? n=q 'times' c=cmp? det? intens? s=stat`, factorOf),
  rule(`x=approx? f=factor det? intens? s=stat meas{0,2}`, factorOf),
  rule(`c=cmp 'the'? l=limit 'of'? item? 'of'|'is'|'was'? n=q`, (v) => againstNumber(v)),
  rule(
    `c=cmp det? 'maximum'|'minimum' l='allowed'|'permitted'|'permissible'|'allowable' item? 'of'? n=q`,
    (v) => againstNumber(v),
  ),
  rule(`c=cmp det? meas? l=limit|normalrange`, (v) => {
    const which = v.sense('l', 'limit');
    const against: Reference = {
      to: 'limits',
      which: which === 'upper' || which === 'lower' ? which : 'both',
    };
    return [
      v.draft('comparison', {
        is: 'comparison',
        comparator: comparator(v),
        against,
        about: false,
        negated: false,
      }),
    ];
  }),
  rule(`intens? c=cmp|'compared to' det? r=rest item|link|det|intens|meas{0,5}`, (v) => [
    v.draft('comparison', {
      is: 'comparison',
      comparator: comparator(v),
      against: { to: 'rest' },
      about: false,
      negated: false,
    }),
  ]),
  rule(`intens? c=cmp det? intens? s=stat meas|item{0,3} link? y=approx? n=q`, (v) => {
    const against: Reference = { to: 'statistic', name: statName(v, 's') };
    return [
      v.draft(
        'comparison',
        { is: 'comparison', comparator: comparator(v), against, about: false, negated: false },
        undefined,
        'c',
      ),
    ];
  }),
  rule(`intens? c=cmp det? intens? s=stat meas|item{0,3}`, (v) => [
    v.draft('comparison', {
      is: 'comparison',
      comparator: comparator(v),
      against: { to: 'statistic', name: statName(v, 's') },
      about: false,
      negated: false,
    }),
  ]),
  rule(
    `c='within'|'outside'|'out of'|'in the range of' det? 'range'? 'of'|'between'{0,1} n=q 'and'|'to'|'-'|'–' m=q`,
    (v) => {
      const [n, m] = [v.quantity('n'), v.quantity('m')];
      const against: Reference | undefined = n && m && { to: 'range', low: shareUnit(n, m), high: m };
      return (
        against && [
          v.draft('comparison', {
            is: 'comparison',
            comparator: comparator(v),
            against,
            about: false,
            negated: false,
          }),
        ]
      );
    },
  ),
  rule(`c=cmp x=approx? n=measure|bare 'mark'?`, (v) => againstNumber(v)),
];

function comparator(v: View): Comparator {
  const sense = v.sense('c', 'cmp') || v.sense('c', 'bound');
  return isComparator(sense) ? sense : 'near';
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

function againstNumber(v: View): readonly Draft[] | undefined {
  const quantity = v.quantity('n');
  if (!quantity || (quantity.unit === undefined && v.tokens[v.match.end]?.senses.has('item')))
    return undefined;
  return [
    v.draft('comparison', {
      is: 'comparison',
      comparator: comparator(v),
      against: { to: 'number', quantity },
      about: v.has('x'),
      negated: false,
    }),
  ];
}

function sigmas(v: View, at: 'exactly' | undefined): readonly Draft[] | undefined {
  const quantity = v.quantity('n');
  if (!quantity) return undefined;
  const words = v.tokens.slice(v.match.start, v.match.end).map((token) => token.norm);
  const after = words.slice(v.index('n') - v.match.start + 1);
  const side = after.some((word) => /^(?:above|over|higher|greater)/.test(word))
    ? 'above'
    : after.some((word) => /^(?:below|under|lower|less)/.test(word))
      ? 'below'
      : 'either';
  const how = comparator(v);
  const reach = at ?? (how === 'within' || how === 'lt' || how === 'le' ? 'lt' : 'gt');
  const against: Reference = { to: 'distance', quantity, from: 'mean', side, at: reach };
  return [
    v.draft('comparison', { is: 'comparison', comparator: how, against, about: v.has('x'), negated: false }),
  ];
}

function distance(v: View): readonly Draft[] | undefined {
  const quantity = v.quantity('n');
  if (!quantity) return undefined;
  const sense = v.sense('side', 'cmp');
  const side = sense === 'gt' ? 'above' : sense === 'lt' ? 'below' : 'either';
  const within = v.at('c')?.norm === 'within';
  const against: Reference = {
    to: 'distance',
    quantity,
    from: statName(v, 's'),
    side,
    at: within ? 'lt' : 'exactly',
  };
  return [
    v.draft('comparison', {
      is: 'comparison',
      comparator: within ? 'within' : 'near',
      against,
      about: v.has('x'),
      negated: false,
    }),
  ];
}

function factorOf(v: View): readonly Draft[] | undefined {
  const factor = v.quantity('n')?.value ?? Number(v.sense('f', 'factor') || Number.NaN);
  const against: Reference = { to: 'statistic', name: statName(v, 's'), factor };
  const above = v.sense('c', 'cmp') === 'gt';
  return [
    v.draft('comparison', {
      is: 'comparison',
      comparator: above ? 'gt' : 'equal',
      against,
      about: v.has('x'),
      negated: false,
    }),
  ];
}
