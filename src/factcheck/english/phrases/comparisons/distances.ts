import { literal } from '../built.ts';
import { rule } from '../rule.ts';
import { bounded, DIFFER, DIFFERENCE, distant, EACH, FIRST, LAST, mean, OTHER, readingOf } from './made.ts';

const MEAN = '=of|from|about|to|around';
const DEVIATES = '=deviates|deviate|deviated|differs|differ|differed|strays|stray|strayed|departs|depart';
const Z = '=z-score|z|zscore|z-value';

/** How far from something, on whichever side. */
export const DISTANCE_RULES = [
  rule(
    'close to something by so much',
    'comparison',
    ['=within', 'measure', MEAN, 'other'],
    (_, by, __, other) => ({ relation: 'within', by, ...other }),
  ),
  rule(
    'close to a number by so much',
    'comparison',
    ['=within', 'measure', MEAN, 'measure'],
    (_, by, __, to) => ({ relation: 'within', by, to: literal(to) }),
  ),
  rule('close to one another', 'comparison', ['=within', 'measure', '=of|from', EACH, OTHER], (_, by) => ({
    relation: 'within',
    by,
  })),
  rule('within so much', 'comparison', ['=within|inside', 'measure'], (_, by) =>
    by.unit === 'standard deviations' ? { relation: 'within', by, to: mean } : { relation: 'within', by },
  ),
  rule('outside of a range', 'comparison', ['=outside|beyond', '=of?', 'range'], (_, __, range) => ({
    relation: 'outside',
    to: literal(range.low),
    high: literal(range.high),
  })),
  rule(
    'away from something',
    'comparison',
    ['measure', '=from|away|off|apart', '=from?', 'other'],
    (by, _, __, other) => (other.back === true ? undefined : { relation: 'equal', by, ...other }),
  ),
  rule(
    'deviating from something by so much',
    'comparison',
    [DEVIATES, '=from', 'other', '=by', 'bound?', 'measure'],
    (_, __, other, ___, bound, by) => ({ relation: distant(bound), by, ...other }),
  ),
  rule(
    'deviating by',
    'comparison',
    [
      '=deviates|deviate|deviated|strays|stray|strayed|departs|depart',
      '=by?',
      'bound?',
      'measure',
      '=from?',
      'num?',
    ],
    (_, __, bound, by, ___, to) => ({ relation: distant(bound), by, to: to ?? mean }),
  ),
  rule(
    'bounded distance from something',
    'comparison',
    ['bound', 'measure', '=from|away|off|above|below|over|under', '=from?', 'num'],
    (bound, by, word, _, to) => bounded(bound, by, word ?? '', to),
  ),
  rule('bounded distance', 'comparison', ['bound', 'measure', '=away|out|off'], (bound, by) =>
    bounded(bound, by, 'away', mean),
  ),
  rule('so many deviations out', 'comparison', ['measure', '=out|off|away'], (by) =>
    by.unit === 'standard deviations' ? { relation: 'equal', by, to: mean } : undefined,
  ),
  rule('deviations by themselves', 'comparison', ['bound', 'measure'], (bound, by) =>
    by.unit === 'standard deviations' ? bounded(bound, by, 'away', mean) : undefined,
  ),
  rule(
    'up or down on something',
    'comparison',
    ['measure', '=up|down', '=on|from|against|over', 'other'],
    (by, way, _, other) =>
      other.back === true ? undefined : { relation: way === 'up' ? 'over' : 'under', by, ...other },
  ),
  rule(
    'up on something',
    'comparison',
    ['=up|down', '=on|against|versus|vs|from', 'other'],
    (way, _, other) =>
      other.back === true ? undefined : { relation: way === 'up' ? 'over' : 'under', ...other },
  ),
  rule('and another by so much', 'comparison', ['=and', 'other', '=by', 'measure'], (_, other, __, by) =>
    other.back === true ? undefined : { relation: 'equal', by, isAgain: true, ...other },
  ),
  rule(
    'signed difference',
    'comparison',
    ['signed', '=on|over|against|from|vs|versus|compared?', '=with|to?', 'other?'],
    (by, _, __, other) =>
      other === undefined
        ? { relation: 'equal', by }
        : other.back === true
          ? undefined
          : { relation: by.value < 0 ? 'under' : 'over', by: { ...by, value: Math.abs(by.value) }, ...other },
  ),
  rule('difference by its name', 'comparison', [DIFFERENCE, 'link*', 'measure'], (_, __, by) => ({
    relation: 'equal',
    by,
  })),
  rule('differing by so much', 'comparison', [DIFFER, '=by', 'measure'], (_, __, by) => ({
    relation: 'equal',
    by,
  })),
  rule('differing by a factor', 'comparison', [DIFFER, 'factor'], (_, by) => ({
    relation: 'equal',
    by: { ...by, unit: 'times' },
    isEither: true,
  })),
  rule(
    'difference from start to end',
    'comparison',
    ['=from', '=start|beginning|first', '=to', '=finish|end|last', '=difference|change', 'link*', 'measure'],
    (_, __, ___, ____, _____, ______, by) => ({ relation: 'equal', left: LAST, to: FIRST, by }),
  ),
  rule(
    'so much from first to last',
    'comparison',
    [
      'measure',
      '=from',
      '=first|start|beginning|outset',
      '=reading|value|sample|measurement?',
      '=to|until|till|through',
      '=last|end|finish|close|final',
      '=reading|value|sample|measurement|one?',
    ],
    (by) => ({ relation: 'equal', left: LAST, to: FIRST, by }),
  ),
  rule('z-score', 'comparison', [Z, 'link*', 'measure'], (_, __, by) => ({
    relation: by.value < 0 ? 'under' : 'over',
    to: mean,
    by: { ...by, value: Math.abs(by.value), unit: 'standard deviations' },
  })),
  rule(
    'z-score of something',
    'comparison',
    [Z, '=of|for', 'event', 'link*', 'measure'],
    (_, __, event, ___, by) => ({
      relation: by.value < 0 ? 'under' : 'over',
      left: readingOf({ time: 'start', of: event }),
      to: mean,
      by: { ...by, value: Math.abs(by.value), unit: 'standard deviations' },
    }),
  ),
  rule('so far apart', 'comparison', ['measure', '=apart'], (by) => ({ relation: 'equal', by })),
];
