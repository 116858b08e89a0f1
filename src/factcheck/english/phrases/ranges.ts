import type { Quantity } from '../../statement/literals.ts';
import type { PhraseTypes } from './phrase.ts';
import { rule } from './rule.ts';

/** Two ends of one range: the unit behind the second is that of both. */
function ends(low: Quantity, high: Quantity, loose = false): PhraseTypes['range'] | undefined {
  const unit = high.unit ?? low.unit;
  if (low.unit !== undefined && high.unit !== undefined && low.unit !== high.unit) return undefined;
  if (unit === 'times' || unit === 'standard deviations') return undefined;
  const both = [low, high].map((end) => ({ ...end, ...(unit === undefined ? {} : { unit }) }));
  const [a = low, b = high] = both;
  return a.value <= b.value ? { low: a, high: b, loose } : undefined;
}

export const RANGE_RULES = [
  rule(
    'between two numbers',
    'range',
    ['=between', 'measure', '=and|to|-|–', 'measure'],
    (_, low, __, high) => ends(low, high) ?? ends(high, low),
  ),
  rule(
    'from one number to another',
    'range',
    ['=from|of', 'measure', '=to|-|–|up', '=to?', 'measure'],
    (_, low, __, ___, high) => ends(low, high),
  ),
  rule('two numbers with a dash', 'range', ['measure', '=-|–|—|−|..|...|…', 'measure'], (low, _, high) =>
    ends(low, high),
  ),
  rule('one number to another', 'range', ['measure', '=to|through', 'measure'], (low, _, high) =>
    ends(low, high),
  ),
  rule('within two numbers', 'range', ['=within|inside', 'range'], (_, range) => ({ ...range, loose: true })),
  rule(
    'range that is never left',
    'range',
    [
      '=never|not|ever|without',
      '=left|leave|leaves|leaving|departed|departs|strayed|strays|stray|straying',
      '=from|outside|beyond?',
      '=the|a|its?',
      '=band|corridor|interval|bracket?',
      '=of|between|from?',
      'range',
    ],
    (_, __, ___, ____, _____, ______, range) => ({ ...range, loose: true }),
  ),
  rule(
    'range by its name',
    'range',
    ['=range|band|corridor|interval|span|bracket|spread', '=of|from|:|is|was|between?', 'range'],
    (_, __, range) => range,
  ),
  rule('number and its spread', 'range', ['measure', '=±|+/-', 'measure'], (middle, _, half) => {
    const unit = half.unit ?? middle.unit;
    const about = { ...middle, hedge: 'about', ...(unit === undefined ? {} : { unit }) } as const;
    return ends(
      { ...about, value: middle.value - half.value },
      { ...about, value: middle.value + half.value },
      true,
    );
  }),
  rule(
    'minimum and maximum with their range',
    'range',
    ['=min|minimum|lowest', '=-|–|—|to|/|and', '=max|maximum|highest', 'link*', 'range'],
    (_, __, ___, ____, range) => range,
  ),
];
