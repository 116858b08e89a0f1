import { SECONDS } from './measures.ts';
import type { Timing } from './phrase.ts';
import { rule } from './rule.ts';

const timing = (role: Timing['role'], time: Timing['time'], to?: Timing['time']): Timing => ({
  role,
  time,
  ...(to === undefined ? {} : { to }),
});
/** Only a moment or a length of time before or after one is a time by itself; an event needs its preposition. */
const isPlain = (time: Timing['time']): boolean =>
  time.time === 'moment' ||
  time.time === 'offset' ||
  time.time === 'hours' ||
  time.time === 'readings on' ||
  time.time === 'within' ||
  // Half of the way.
  (time.time === 'part end' && time.of.part === 'first');

export const STATE_RULES = [
  rule('state in a word', 'state', ['stateWord'], (state) => ({ state })),
  rule('state denied by its word', 'state', ['deniedState'], (state) => ({ state, denied: true })),
  rule('unusual state', 'state', ['odd'], (of) => ({
    state:
      of === 'missing' ? 'missing data' : of === 'stuck' ? 'stuck' : of === 'clipped' ? 'clipped' : 'unusual',
  })),
  rule('nothing unusual', 'state', ['=nothing', '=of|was|is|looks|seems?', 'odd'], () => ({
    state: 'normal',
  })),
  rule(
    'nothing noticed',
    'state',
    [
      '=nothing',
      '=stands|stood|sticks|points|is|was|seems|looks|appears|worth|to',
      '=out|to|wrong|amiss|off?',
      '=a|any|worry|note|report|noting|reporting?',
      'finding?',
      '=about?',
    ],
    () => ({ state: 'normal' }),
  ),
  rule('within a normal range', 'state', ['=within|inside|in|outside|beyond', 'stateWord'], (where, state) =>
    state === 'within limits'
      ? { state, ...(where === 'outside' || where === 'beyond' ? { denied: true } : {}) }
      : undefined,
  ),
  rule(
    'skewness as a state',
    'state',
    [
      '=any|extreme|obvious|significant|strong|much|noticeable|marked',
      '=extreme|obvious|significant?',
      '=skewness|skew|asymmetry',
    ],
    () => ({ state: 'skewed' }),
  ),
  rule('anything unusual', 'state', ['=anything|something', 'odd'], () => ({ state: 'unusual' })),
  rule('state by degree', 'state', ['manner', 'state'], (_, state) => state),
];

export const TIMING_RULES = [
  rule(
    'at a moment',
    'timing',
    [
      '=at|on|in|by|around|@|near|as|of|about|within|just|towards|toward|before|after|during|over|to|with',
      'time',
    ],
    (word, time) =>
      word === 'before' || word === 'after'
        ? timing(word, time)
        : (isPlain(time) && (word !== 'with' || time.time === 'readings on')) ||
            word === 'at' ||
            word === 'in' ||
            word === 'by' ||
            word === 'towards' ||
            word === 'toward'
          ? timing('at', time)
          : undefined,
  ),
  rule(
    'right beside an event',
    'timing',
    ['=just|right|immediately|directly|shortly', '=before|after', 'event'],
    (_, word, of) =>
      timing('at', {
        time: 'readings on',
        from: { time: word === 'before' ? 'start' : 'end', of },
        k: word === 'before' ? -1 : 1,
      }),
  ),
  rule('a moment alone', 'timing', ['time'], (time) => (isPlain(time) ? timing('at', time) : undefined)),
  rule(
    'from one moment to another',
    'timing',
    ['=from|between', 'time', '=to|until|till|and|-|–|through|up', '=to?', 'time'],
    (_, from, __, ___, to) => timing('span', from, to),
  ),
  rule('two moments with a dash', 'timing', ['time', '=-|–|—|to|until|..|through', 'time'], (from, _, to) =>
    isPlain(from) && to.time !== 'offset' ? timing('span', from, to) : undefined,
  ),
  rule('two moments with an arrow', 'timing', ['clock', '=→|->|=>', 'clock'], (from, _, to) =>
    timing('span', { time: 'moment', moment: from }, { time: 'moment', moment: to }),
  ),
  rule('prior to a moment', 'timing', ['=prior|previous', '=to', 'time'], (_, __, time) =>
    timing('before', time),
  ),
  // "It is not before 13:00 that a rise begins", "not until 13:00".
  rule('not before a moment', 'timing', ['=not', '=before|until|till', 'time'], (_, __, time) =>
    isPlain(time) ? timing('at', time) : undefined,
  ),
  rule(
    'until a moment',
    'timing',
    ['=until|till|to|through|up', '=to|until|till?', 'time'],
    (word, __, time) =>
      // "through the evening": all of it.
      timing(word === 'through' && time.time === 'hours' ? 'at' : 'until', time),
  ),
  rule(
    'until and with a moment',
    'timing',
    ['=before|until|till|to', '=and', '=including', 'time'],
    (_, __, ___, time) => timing('until', time),
  ),
  rule(
    'since a moment',
    'timing',
    ['=since|from|starting', '=at|from?', 'time', '=on|onward|onwards|forward?'],
    (word, __, time, on) =>
      // "8 °C from the maximum" is a distance.
      word === 'from' && on === undefined && !isPlain(time) ? undefined : timing('since', time),
  ),
];

export const LASTING_RULES = [
  rule(
    'one reading every so long',
    'lasting',
    ['=one|a|each|single', 'reading', '=every|per|each|a', 'duration'],
    (_, __, ___, quantity) => ({ quantity }),
  ),
  rule('every unit of time', 'lasting', ['=every', 'unit'], (_, unit) =>
    SECONDS.has(unit) ? { quantity: { value: 1, step: 1, hedge: 'exact', unit } } : undefined,
  ),
  rule('so long apart', 'lasting', ['duration', '=apart'], (quantity) => ({ quantity })),
  rule(
    'so long from each other',
    'lasting',
    ['duration', '=from', '=each|one', '=other|another'],
    (quantity) => ({ quantity }),
  ),
  rule('this hour', 'lasting', ['=the|this|over|during|for|within', '=hour|day|minute|week'], (_, word) => ({
    quantity: {
      value: 1,
      step: 1,
      hedge: 'exact',
      unit: word === 'hour' ? 'h' : word === 'day' ? 'd' : word === 'week' ? 'wk' : 'min',
    },
  })),
  rule(
    'for so long',
    'lasting',
    [
      '=for|over|within|during|in|lasting|lasts|lasted|through|throughout|spanning|spans|covers|covering|after|every|last|across|of|about',
      'duration',
    ],
    (_, quantity) => ({ quantity }),
  ),
  rule('so long', 'lasting', ['duration'], (quantity) => ({ quantity })),
  rule(
    'for most of it',
    'lasting',
    ['=for|during|over|throughout', 'amountWord', '=of?', 'window'],
    (_, word) => (word === 'all' || word === 'most' ? { quantity: null, whole: word === 'all' } : undefined),
  ),
  rule(
    'all the time',
    'lasting',
    [
      '=the|all|whole|for|over',
      '=whole|entire|the|all',
      '=time|window|period|while|hour|record|recording|day',
    ],
    () => ({ quantity: null, whole: true }),
  ),
];

export const NAME_RULES = [
  rule('name of the series', 'series', ['tagValue'], ({ name, key }) => ({ name, key })),
  rule(
    'name with what it is',
    'series',
    [
      '=sensor|room|pump|host|device|machine|server|tank|station|line|rig|unit|node|meter|site|zone|building|probe|channel|motor|valve',
      'tagValue',
    ],
    (_, { name, key }) => ({ name, key }),
  ),
  rule(
    'place of a sensor',
    'series',
    [
      '=office|kitchen|bedroom|basement|garage|warehouse|bathroom|attic|lobby|greenhouse|cellar|laboratory|factory|workshop|classroom|hallway|corridor|roof|canteen|storeroom|conservatory|nursery|boardroom|living-room|stairwell',
      '=sensor|room?',
    ],
    (place) => ({ name: place ?? '', key: 'room' }),
  ),
  rule(
    'kind of room',
    'series',
    [
      '=server|meeting|living|conference|dining|boiler|storage|control|waiting|engine|machine|utility|plant|laundry|break|pump',
      '=room',
    ],
    (kind) => ({ name: `${kind ?? ''} room`, key: 'room' }),
  ),
];
