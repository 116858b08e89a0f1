import type { Direction, Manner } from '../../statement/formulas.ts';
import type { MoveSense } from '../words/change.ts';
import type { COMPARATIVES } from '../words/grammar.ts';
import type { Move } from './phrase.ts';
import { rule } from './rule.ts';

const TURNS: Readonly<Record<MoveSense, Move>> = {
  up: move('up'),
  'up sudden': move('up', 'fast'),
  'up gradual': move('up', 'gradual'),
  down: move('down'),
  'down sudden': move('down', 'fast'),
  'down gradual': move('down', 'gradual'),
  flat: move('flat'),
  still: move('flat', 'exact'),
  stuck: move('flat'),
  aimless: move('aimless'),
  steady: move('steady'),
  vary: move('vary'),
  mixed: move('mixed'),
  step: move('mixed', 'sudden'),
  on: { ...move('up'), turn: 'on' },
  off: { ...move('down'), turn: 'off' },
  back: { ...move('steady'), turn: 'back' },
  recover: { ...move('up'), turn: 'recover' },
};

function move(direction: Direction, ...manner: Manner[]): Move {
  return { direction, manner };
}

function withManner(change: Move, manner: Manner): Move | undefined {
  if (change.manner.includes(manner)) return change;
  return {
    ...change,
    manner: [
      ...change.manner.filter((old) => (old !== 'sudden' && old !== 'fast') || manner !== 'gradual'),
      manner,
    ],
  };
}

/** "gets warmer", "becomes more even". */
const BECOMING: Readonly<Partial<Record<keyof typeof COMPARATIVES, Move>>> = {
  over: move('up'),
  under: move('down'),
  'more scattered': { ...move('up'), aspect: 'spread' },
  'less scattered': { ...move('down'), aspect: 'spread' },
  livelier: { ...move('up'), aspect: 'spread' },
  quieter: { ...move('down'), aspect: 'spread' },
};
const WAYS: ReadonlyMap<string | undefined, Move> = new Map([
  ['up', move('up')],
  ['upwards', move('up')],
  ['upward', move('up')],
  ['down', move('down')],
  ['downwards', move('down')],
  ['downward', move('down')],
  ['flat', move('steady')],
  ['level', move('steady')],
  ['none', move('aimless')],
  ['nil', move('aimless')],
  ['zero', move('aimless')],
]);
const way = (word: string | undefined): Move | undefined => WAYS.get(word);

export const CHANGE_RULES = [
  rule(
    'what the trend is',
    'change',
    [
      '=trend|tendency|direction|drift|development|movement|course|trends|slope',
      '=:|is|was|=|–|-?',
      'manner?',
      '=up|down|upwards|downwards|upward|downward|flat|level|none|nil|zero',
    ],
    (_, __, manner, word) => {
      const told = way(word);
      return told === undefined || manner === undefined ? told : withManner(told, manner);
    },
  ),
  rule(
    'trend and its direction',
    'change',
    ['=trend|tendency|direction|drift', '=:|is|was|=|–|-', 'change'],
    (_, __, change) => change,
  ),
  rule('up in some manner', 'change', ['manner', '=up|down'], (manner, word) => {
    const told = way(word);
    return told && withManner(told, manner);
  }),
  rule('up and up', 'change', ['=up|down', '=and|,', '=up|down', '=,|and?', '=up|down?'], (a, _, b) =>
    a === b ? way(a) : undefined,
  ),
  rule(
    'up in turn',
    'change',
    ['=first|then|later|initially|afterwards|finally|only|straight|just', '=up|down|flat'],
    (_, word) => way(word),
  ),
  rule('up and later', 'change', ['=up|down|flat', '=first|then|later|afterwards|again|initially'], (word) =>
    way(word),
  ),
  rule(
    'becoming more',
    'change',
    [
      '=gets|get|got|getting|gotten|become|becomes|became|becoming|grow|grows|grew|growing|grown|turn|turns|turned|turning',
      'manner?',
      'more',
    ],
    (_, manner, more) => {
      const told = BECOMING[more];
      return told === undefined || manner === undefined ? told : withManner(told, manner);
    },
  ),
  rule('more and more', 'change', ['more', '=and', 'more'], (more, _, again) =>
    more === again ? BECOMING[more] : undefined,
  ),
  rule(
    'ever more',
    'change',
    ['=ever|increasingly|progressively|steadily', 'more'],
    (_, more) => BECOMING[more],
  ),
  rule('change', 'change', ['move'], (sense) => TURNS[sense]),
  rule('manner before a change', 'change', ['manner', 'change'], (manner, change) =>
    withManner(change, manner),
  ),
  rule('manner after a change', 'change', ['change', 'manner'], (change, manner) =>
    withManner(change, manner),
  ),
  rule(
    'change at every step',
    'change',
    [
      'change',
      '=every|each',
      '=single|quarter|half?',
      '=hour|minute|second|reading|step|sample|day|of',
      '=an?',
      '=hour|minute?',
    ],
    (change) => withManner(change, 'unbroken'),
  ),
  rule(
    'staying where it came to',
    'change',
    ['=stays|stayed|stay|remains|remained|remain', '=up|elevated|high|down|low'],
    () => ({ ...move('steady'), turn: 'stay' }),
  ),
  rule('change again', 'change', ['change', '=again|further|back|more'], (change) => change),
  rule(
    'going on with a change',
    'change',
    [
      '=keeps|kept|keep|continues|continued|begins|began|begun|starts|started|remains|remained|remain|stays|stayed|stay|stands|sits|sat|goes|went|going|carries|carried|never|gets|got|getting|becomes|became|becoming|grows|grew|growing',
      '=to|on|stops|stopped?',
      'change',
    ],
    (verb, more, change) => {
      const isOn = verb === 'keeps' || verb === 'kept' || verb === 'continues' || verb === 'continued';
      if (verb === 'never') return more?.startsWith('stop') === true ? change : undefined;
      return (more === 'on' || verb === 'going' || verb === 'goes' || verb === 'went') === (more === 'on') ||
        isOn
        ? change
        : undefined;
    },
  ),
  rule(
    'trend of a direction',
    'change',
    ['change', '=trend|tendency|movement|drift|pattern|direction|phase|course|trajectory|slope'],
    (change) => change,
  ),
  rule(
    'change from one to the next',
    'change',
    ['change', '=from', '=one', 'reading?', '=to', '=the?', '=next|other'],
    (change) => change,
  ),
  rule('two changes in one', 'change', ['change', '=and|then', 'change'], (a, _, b) =>
    a.direction !== b.direction &&
    ['up', 'down'].includes(a.direction) &&
    ['up', 'down'].includes(b.direction) &&
    a.turn === undefined &&
    b.turn === undefined
      ? undefined
      : a.direction === b.direction
        ? a
        : undefined,
  ),
];
