import type { Formula } from '../../../src/factcheck/statement/formulas.ts';
import type { Quantity } from '../../../src/factcheck/statement/literals.ts';
import type { Num, StatisticName } from '../../../src/factcheck/statement/numbers.ts';
import type { Part } from '../../../src/factcheck/statement/parts.ts';
import type { Time } from '../../../src/factcheck/statement/times.ts';
import type { Random } from '../../../src/lib/random.ts';
import { type MadeWindow, pick } from './windows.ts';

/** What a case states of one window: numbers and names by slot, as computed by plain code. */
export type Stated = Readonly<Record<string, Slot>>;

export type Slot =
  | {
      readonly is: 'reading' | 'difference' | 'percent' | 'factor';
      readonly value: number;
      readonly decimals: number;
    }
  | { readonly is: 'count'; readonly value: number }
  /** Epoch ms. */
  | { readonly is: 'time'; readonly ms: number }
  | { readonly is: 'seconds'; readonly value: number }
  | { readonly is: 'word'; readonly word: string; readonly other: string };

/** One kind of statement. */
export interface Case {
  readonly key: string;
  /** The truth of a window; undefined where it has nothing of the kind. */
  readonly of: (made: MadeWindow, random: Random) => Stated | undefined;
  /** Slots that may be changed to make it false. */
  readonly changes: readonly string[];
  /** The only direction in which a number may be moved; absent: either. */
  readonly away?: 1 | -1;
  /** The same as a formula, which measures the judge alone; undefined where a slot is no number. */
  readonly formula?: (stated: Stated) => Formula;
}

const WHOLE: Part = { part: 'whole' };

export function decimalsOf({ context }: MadeWindow): number {
  return Math.max(
    ...[...context.values].slice(0, 30).map((value) => String(value).split('.')[1]?.length ?? 0),
  );
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const reading = (made: MadeWindow, value: number): Slot => ({
  is: 'reading',
  value,
  decimals: decimalsOf(made),
});
const difference = (made: MadeWindow, value: number): Slot => ({
  is: 'difference',
  value,
  decimals: decimalsOf(made),
});
const count = (value: number): Slot => ({ is: 'count', value });
const time = (ms: number | undefined): Slot => ({ is: 'time', ms: ms ?? Number.NaN });
const seconds = (value: number): Slot => ({ is: 'seconds', value });

const valuesOf = ({ context }: MadeWindow): readonly number[] => [...context.values];
const timesOf = ({ context }: MadeWindow): readonly number[] => [...context.times];

const literal = (quantity: Quantity): Num => ({ num: 'literal', quantity });
export function quantityOf(slot: Slot | undefined): Quantity {
  if (slot === undefined || slot.is === 'time' || slot.is === 'word') throw new Error('a slot is no number');
  if (slot.is === 'count') return { value: slot.value, step: 1, hedge: 'exact' };
  if (slot.is === 'seconds') return { value: slot.value, step: 1, hedge: 'exact', unit: 's' };
  const step = 10 ** -slot.decimals;
  return {
    value: Number(slot.value.toFixed(slot.decimals)),
    step,
    hedge: 'exact',
    ...(slot.is === 'percent' ? { unit: '%' } : {}),
  };
}
const num = (slot: Slot | undefined): Num => literal(quantityOf(slot));
const momentOf = (slot: Slot | undefined): Time => {
  if (slot?.is !== 'time') throw new Error('a slot is no time');
  const at = new Date(slot.ms);
  const [hour, minute, second] = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()];
  return { time: 'moment', moment: { hour, minute, ...(second === 0 ? {} : { second }), hedge: 'exact' } };
};
const stat = (name: StatisticName, of: Part = WHOLE): Num => ({ num: 'statistic', name, of });
const equal = (left: Num, right: Num): Formula => ({ is: 'compare', left, relation: 'equal', right });

function statistic(
  name: StatisticName,
  compute: (values: readonly number[]) => number,
  of: 'reading' | 'difference' = 'reading',
): Case {
  return {
    key: name,
    of: (made) => ({
      value:
        of === 'reading' ? reading(made, compute(valuesOf(made))) : difference(made, compute(valuesOf(made))),
    }),
    changes: ['value'],
    formula: ({ value }) => equal(stat(name), num(value)),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

function stddev(values: readonly number[]): number {
  const center = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1));
}

const max = (values: readonly number[]) => Math.max(...values);
const min = (values: readonly number[]) => Math.min(...values);

/** Rows of two times in the window, apart by a quarter of it at least. */
function someStretch(made: MadeWindow, random: Random): readonly [number, number] {
  const n = made.context.values.length;
  const from = 1 + Math.floor(random() * (n / 3));
  return [from, from + Math.floor(n / 4) + Math.floor(random() * (n / 3 - 2))];
}

const betweenOf = ({ from, to }: Stated): Part => ({
  part: 'between',
  from: momentOf(from),
  to: momentOf(to),
});

function between(
  key: string,
  name: 'mean' | 'max' | 'min',
  compute: (values: readonly number[]) => number,
): Case {
  return {
    key,
    of: (made, random) => {
      const [from, to] = someStretch(made, random);
      const times = timesOf(made);
      return {
        value: reading(made, compute(valuesOf(made).slice(from, to + 1))),
        from: time(times[from]),
        to: time(times[to]),
      };
    },
    changes: ['value'],
    formula: (stated) => equal(stat(name, betweenOf(stated)), num(stated.value)),
  };
}

function piece(key: string, k: number, n: number): Case {
  return {
    key,
    of: (made) => {
      const values = valuesOf(made);
      // Where a half ends in the middle of a reading, more than one number is right.
      if (values.length % n !== 0 || made.fault === 'gap') return undefined;
      const size = values.length / n;
      return { value: reading(made, mean(values.slice(size * (k - 1), size * k))) };
    },
    changes: ['value'],
    formula: ({ value }) => equal(stat('mean', { part: 'piece', of: WHOLE, k, n }), num(value)),
  };
}

function limitOf(made: MadeWindow, random: Random): number {
  const sorted = [...valuesOf(made)].sort((a, b) => a - b);
  const at = sorted[Math.floor(sorted.length * (0.3 + random() * 0.5))] ?? 0;
  const digits = Math.max(0, decimalsOf(made) - 1);
  return Number(at.toFixed(digits));
}

const limit = (made: MadeWindow, value: number): Slot => ({
  is: 'reading',
  value,
  decimals: Math.max(0, decimalsOf(made) - 1),
});
const above = (slot: Slot | undefined, relation: 'over' | 'under' = 'over') =>
  ({ if: 'compare', relation, to: num(slot) }) as const;

function counting(key: string, relation: 'over' | 'under'): Case {
  const isIt = (value: number, bound: number) => (relation === 'over' ? value > bound : value < bound);
  return {
    key,
    of: (made, random) => {
      const bound = limitOf(made, random);
      const n = valuesOf(made).filter((value) => isIt(value, bound)).length;
      return n < 2 || n > made.context.values.length - 2
        ? undefined
        : { n: count(n), limit: limit(made, bound) };
    },
    changes: ['n'],
    formula: (stated) => ({
      is: 'quantified',
      amount: { amount: 'number', quantity: quantityOf(stated.n) },
      of: WHOLE,
      condition: above(stated.limit, relation),
    }),
  };
}

function extremeAt(key: string, name: 'max' | 'min'): Case {
  return {
    key,
    of: (made) => {
      const values = valuesOf(made);
      const extreme = name === 'max' ? max(values) : min(values);
      return { value: reading(made, extreme), time: time(timesOf(made)[values.indexOf(extreme)]) };
    },
    changes: ['value', 'time'],
    formula: ({ value, time: at }) => ({
      is: 'and',
      formulas: [
        equal(stat(name), num(value)),
        {
          is: 'same time',
          a: { time: 'start', of: { event: 'extreme', which: name, of: WHOLE } },
          b: momentOf(at),
        },
      ],
    }),
  };
}

const STATISTICS: readonly Case[] = [
  statistic('mean', mean),
  statistic('median', median),
  statistic('stddev', stddev, 'difference'),
  statistic('min', min),
  statistic('max', max),
  statistic('first', (values) => values[0] ?? 0),
  statistic('last', (values) => values.at(-1) ?? 0),
  {
    key: 'range',
    of: (made) => ({ low: reading(made, min(valuesOf(made))), high: reading(made, max(valuesOf(made))) }),
    changes: ['low', 'high'],
    formula: ({ low, high }) => ({ is: 'range', low: num(low), high: num(high), of: WHOLE, loose: false }),
  },
  {
    key: 'spread',
    of: (made) => ({ value: difference(made, max(valuesOf(made)) - min(valuesOf(made))) }),
    changes: ['value'],
    formula: ({ value }) => equal(stat('range'), num(value)),
  },
];

const PARTS: readonly Case[] = [
  {
    key: 'mean before',
    of: (made, random) => {
      const [at] = someStretch(made, random);
      return {
        value: reading(made, mean(valuesOf(made).slice(0, at + 3))),
        time: time(timesOf(made)[at + 3]),
      };
    },
    changes: ['value'],
    formula: (stated) =>
      equal(stat('mean', { part: 'before', time: momentOf(stated.time) }), num(stated.value)),
  },
  {
    key: 'mean after',
    of: (made, random) => {
      const [at] = someStretch(made, random);
      return { value: reading(made, mean(valuesOf(made).slice(at + 1))), time: time(timesOf(made)[at]) };
    },
    changes: ['value'],
    formula: (stated) =>
      equal(stat('mean', { part: 'after', time: momentOf(stated.time) }), num(stated.value)),
  },
  between('mean between', 'mean', mean),
  between('max between', 'max', max),
  between('min between', 'min', min),
  {
    key: 'range between',
    of: (made, random) => {
      const [from, to] = someStretch(made, random);
      const some = valuesOf(made).slice(from, to + 1);
      const times = timesOf(made);
      return {
        low: reading(made, min(some)),
        high: reading(made, max(some)),
        from: time(times[from]),
        to: time(times[to]),
      };
    },
    changes: ['low', 'high'],
    formula: (stated) => ({
      is: 'range',
      low: num(stated.low),
      high: num(stated.high),
      of: betweenOf(stated),
      loose: false,
    }),
  },
  piece('mean of first half', 1, 2),
  piece('mean of second half', 2, 2),
  piece('mean of first third', 1, 3),
  piece('mean of last third', 3, 3),
  {
    key: 'mean of last n',
    of: (made, random) => {
      const n = 4 + Math.floor(random() * 12);
      return { value: reading(made, mean(valuesOf(made).slice(-n))), n: count(n) };
    },
    changes: ['value'],
    formula: ({ value, n }) =>
      equal(
        stat('mean', { part: 'last', of: WHOLE, size: { size: 'readings', count: quantityOf(n).value } }),
        num(value),
      ),
  },
  {
    key: 'max of first n',
    of: (made, random) => {
      const n = 4 + Math.floor(random() * 12);
      return { value: reading(made, max(valuesOf(made).slice(0, n))), n: count(n) };
    },
    changes: ['value'],
    formula: ({ value, n }) =>
      equal(
        stat('max', { part: 'first', of: WHOLE, size: { size: 'readings', count: quantityOf(n).value } }),
        num(value),
      ),
  },
  {
    key: 'mean above',
    of: (made, random) => {
      const bound = limitOf(made, random);
      const some = valuesOf(made).filter((value) => value > bound);
      return some.length < 2 ? undefined : { value: reading(made, mean(some)), limit: limit(made, bound) };
    },
    changes: ['value'],
    formula: (stated) =>
      equal(stat('mean', { part: 'where', of: WHOLE, condition: above(stated.limit) }), num(stated.value)),
  },
];

const COUNTS: readonly Case[] = [
  {
    key: 'count',
    of: (made) => ({ n: count(made.context.values.length) }),
    changes: ['n'],
    formula: ({ n }) => ({
      is: 'count',
      counted: { count: 'readings', of: WHOLE },
      relation: 'equal',
      amount: { amount: 'number', quantity: quantityOf(n) },
    }),
  },
  counting('count above', 'over'),
  counting('count below', 'under'),
  {
    key: 'share above',
    of: (made, random) => {
      const bound = limitOf(made, random);
      const n = valuesOf(made).filter((value) => value > bound).length;
      return {
        percent: { is: 'percent', value: (100 * n) / made.context.values.length, decimals: 0 },
        limit: limit(made, bound),
      };
    },
    changes: ['percent'],
    formula: (stated) =>
      equal(
        { num: 'share', of: { part: 'where', of: WHOLE, condition: above(stated.limit) }, among: WHOLE },
        num(stated.percent),
      ),
  },
  {
    key: 'all above',
    of: (made) => ({
      limit: {
        is: 'reading',
        value: min(valuesOf(made)) - 10 ** -decimalsOf(made),
        decimals: decimalsOf(made),
      },
    }),
    changes: ['limit'],
    away: 1,
    formula: (stated) => ({
      is: 'quantified',
      amount: { amount: 'all' },
      of: WHOLE,
      condition: above(stated.limit),
    }),
  },
  {
    key: 'none above',
    of: (made) => ({ limit: reading(made, max(valuesOf(made))) }),
    changes: ['limit'],
    away: -1,
    formula: (stated) => ({
      is: 'quantified',
      amount: { amount: 'none' },
      of: WHOLE,
      condition: above(stated.limit),
    }),
  },
  {
    key: 'distinct',
    of: (made) => ({ n: count(new Set(made.context.values).size) }),
    changes: ['n'],
    formula: ({ n }) => ({
      is: 'count',
      counted: { count: 'distinct values', of: WHOLE },
      relation: 'equal',
      amount: { amount: 'number', quantity: quantityOf(n) },
    }),
  },
];

const TIMES: readonly Case[] = [
  extremeAt('max at', 'max'),
  extremeAt('min at', 'min'),
  {
    key: 'value at',
    of: (made, random) => {
      const row = Math.floor(random() * made.context.values.length);
      return { value: reading(made, made.context.values[row] ?? 0), time: time(made.context.times[row]) };
    },
    changes: ['value'],
    formula: (stated) => equal({ num: 'reading at', at: momentOf(stated.time) }, num(stated.value)),
  },
  {
    key: 'first above',
    of: (made, random) => {
      const bound = limitOf(made, random);
      const row = made.context.values.findIndex((value) => value > bound);
      return row < 1 ? undefined : { time: time(made.context.times[row]), limit: limit(made, bound) };
    },
    changes: ['time'],
    formula: (stated) => ({
      is: 'same time',
      a: { time: 'of reading', condition: above(stated.limit), of: WHOLE, k: 1 },
      b: momentOf(stated.time),
    }),
  },
  {
    key: 'last above',
    of: (made, random) => {
      const bound = limitOf(made, random);
      const row = made.context.values.findLastIndex((value) => value > bound);
      return row < 1 ? undefined : { time: time(made.context.times[row]), limit: limit(made, bound) };
    },
    changes: ['time'],
    formula: (stated) => ({
      is: 'same time',
      a: { time: 'of reading', condition: above(stated.limit), of: WHOLE, k: -1 },
      b: momentOf(stated.time),
    }),
  },
  {
    key: 'interval',
    of: (made) => ({
      duration: seconds(((made.context.times[1] ?? 0) - (made.context.times[0] ?? 0)) / 1000),
    }),
    changes: ['duration'],
    formula: ({ duration }) => equal({ num: 'interval', of: WHOLE }, num(duration)),
  },
  {
    key: 'length',
    of: (made) => ({
      duration: seconds(((made.context.times.at(-1) ?? 0) - (made.context.times[0] ?? 0)) / 1000),
    }),
    changes: ['duration'],
    formula: ({ duration }) => equal({ num: 'duration', of: WHOLE }, num(duration)),
  },
  {
    key: 'between extremes',
    of: (made) => {
      const values = valuesOf(made);
      const [low, high] = [values.indexOf(min(values)), values.indexOf(max(values))];
      const once = (value: number) => values.filter((other) => other === value).length === 1;
      if (!once(min(values)) || !once(max(values))) return undefined;
      const [a, b] = low < high ? ['minimum', 'maximum'] : ['maximum', 'minimum'];
      const apart = Math.abs((made.context.times[high] ?? 0) - (made.context.times[low] ?? 0)) / 1000;
      return {
        duration: seconds(apart),
        first: { is: 'word', word: a, other: b },
        second: { is: 'word', word: b, other: a },
      };
    },
    changes: ['duration'],
    formula: ({ duration }) =>
      equal(
        {
          num: 'time between',
          a: { time: 'start', of: { event: 'extreme', which: 'min', of: WHOLE } },
          b: { time: 'start', of: { event: 'extreme', which: 'max', of: WHOLE } },
        },
        num(duration),
      ),
  },
];

const COMPARISONS: readonly Case[] = [
  {
    key: 'second highest',
    of: (made) => ({ value: reading(made, [...new Set(valuesOf(made))].sort((a, b) => b - a)[1] ?? 0) }),
    changes: ['value'],
    formula: ({ value }) =>
      equal({ num: 'ranked', k: 2, from: 'top', of: WHOLE, distinct: true }, num(value)),
  },
  ...(['rise', 'fall'] as const).map(
    (key): Case => ({
      key,
      of: (made) => {
        const change = (made.context.values.at(-1) ?? 0) - (made.context.values[0] ?? 0);
        const size = key === 'rise' ? change : -change;
        // Which direction a change of some hundredths has is a matter of taste.
        return size < stddev(valuesOf(made)) / 2 ? undefined : { value: difference(made, size) };
      },
      changes: ['value'],
      formula: ({ value }) =>
        equal(
          key === 'rise'
            ? { num: 'change', of: WHOLE }
            : { num: 'difference', a: stat('first'), b: stat('last') },
          num(value),
        ),
    }),
  ),
  {
    key: 'max over mean',
    of: (made) => ({ value: difference(made, max(valuesOf(made)) - mean(valuesOf(made))) }),
    changes: ['value'],
    formula: ({ value }) => equal({ num: 'difference', a: stat('max'), b: stat('mean') }, num(value)),
  },
  {
    key: 'max to mean',
    of: (made) => ({
      factor: { is: 'factor', value: max(valuesOf(made)) / mean(valuesOf(made)), decimals: 3 },
    }),
    changes: ['factor'],
    formula: ({ factor }) => equal({ num: 'ratio', a: stat('max'), b: stat('mean') }, num(factor)),
  },
  {
    key: 'change in percent',
    of: (made) => {
      const [first, last] = [made.context.values[0] ?? 0, made.context.values.at(-1) ?? 0];
      const percent = (100 * (last - first)) / first;
      if (Math.abs(percent) < 1 || made.context.unit === '%') return undefined;
      return {
        percent: { is: 'percent', value: Math.abs(percent), decimals: 1 },
        more:
          percent > 0
            ? { is: 'word', word: 'higher', other: 'lower' }
            : { is: 'word', word: 'lower', other: 'higher' },
      };
    },
    changes: ['percent', 'more'],
  },
  {
    key: 'halves compared',
    of: (made) => {
      const values = valuesOf(made);
      if (values.length % 2 !== 0) return undefined;
      const [a, b] = [mean(values.slice(0, values.length / 2)), mean(values.slice(values.length / 2))];
      if (Math.abs(a - b) < stddev(values) / 4) return undefined;
      return {
        more:
          b > a
            ? { is: 'word', word: 'higher', other: 'lower' }
            : { is: 'word', word: 'lower', other: 'higher' },
      };
    },
    changes: ['more'],
  },
  {
    key: 'largest step',
    of: (made) => {
      const values = valuesOf(made);
      const steps = values.slice(1).map((value, index) => value - (values[index] ?? 0));
      const largest = max(steps);
      if (Math.abs(min(steps)) >= largest || steps.filter((step) => step > largest * 0.98).length > 1)
        return undefined;
      return { value: difference(made, largest), time: time(made.context.times[steps.indexOf(largest) + 1]) };
    },
    changes: ['value', 'time'],
    formula: ({ value, time: at }) => ({
      is: 'and',
      formulas: [
        equal({ num: 'largest step', direction: 'up', of: WHOLE }, num(value)),
        {
          is: 'same time',
          a: { time: 'start', of: { event: 'step', direction: 'up', of: WHOLE } },
          b: momentOf(at),
        },
      ],
    }),
  },
];

const EVENTS: readonly Case[] = [
  {
    key: 'spike',
    of: (made) =>
      made.fault === 'spike'
        ? {
            value: reading(made, made.context.values[made.from] ?? 0),
            time: time(made.context.times[made.from]),
          }
        : undefined,
    changes: ['value', 'time'],
  },
  { key: 'no outliers', of: (made) => (made.fault === 'none' ? {} : undefined), changes: [] },
  {
    key: 'mean without spike',
    of: (made) =>
      made.fault === 'spike'
        ? { value: reading(made, mean(valuesOf(made).filter((_, row) => row !== made.from))) }
        : undefined,
    changes: ['value'],
    formula: ({ value }) =>
      equal(
        stat('mean', {
          part: 'without',
          of: WHOLE,
          out: { part: 'event', event: { event: 'finding', of: 'outlier', k: null } },
        }),
        num(value),
      ),
  },
  {
    key: 'mean before spike',
    of: (made) =>
      made.fault === 'spike' ? { value: reading(made, mean(valuesOf(made).slice(0, made.from))) } : undefined,
    changes: ['value'],
    formula: ({ value }) =>
      equal(
        stat('mean', {
          part: 'before',
          time: { time: 'start', of: { event: 'finding', of: 'spike', k: null } },
        }),
        num(value),
      ),
  },
  {
    key: 'gap',
    of: (made) =>
      made.fault === 'gap'
        ? { from: time(made.context.times[made.from - 1]), to: time(made.context.times[made.from]) }
        : undefined,
    changes: ['from', 'to'],
    formula: (stated) => ({
      is: 'spans',
      of: { event: 'gap', k: null },
      from: momentOf(stated.from),
      to: momentOf(stated.to),
    }),
  },
  {
    key: 'gap length',
    of: (made) =>
      made.fault === 'gap'
        ? {
            duration: seconds(
              ((made.context.times[made.from] ?? 0) - (made.context.times[made.from - 1] ?? 0)) / 1000,
            ),
          }
        : undefined,
    changes: ['duration'],
    formula: ({ duration }) => equal({ num: 'event duration', of: { event: 'gap', k: null } }, num(duration)),
  },
  {
    key: 'missing',
    of: (made) => (made.fault === 'gap' ? { n: count(made.to - made.from + 1) } : undefined),
    changes: ['n'],
    formula: ({ n }) => ({
      is: 'count',
      counted: { count: 'missing readings', within: WHOLE },
      relation: 'equal',
      amount: { amount: 'number', quantity: quantityOf(n) },
    }),
  },
  {
    key: 'stuck',
    of: (made) =>
      made.fault === 'stuck'
        ? {
            value: reading(made, made.context.values[made.from] ?? 0),
            from: time(made.context.times[made.from]),
            to: time(made.context.times[made.to]),
          }
        : undefined,
    changes: ['from', 'to'],
  },
  {
    key: 'shift',
    of: (made) =>
      made.fault === 'shift'
        ? {
            time: time(made.context.times[made.from]),
            from: reading(made, mean(valuesOf(made).slice(0, made.from))),
            to: reading(made, mean(valuesOf(made).slice(made.from))),
          }
        : undefined,
    changes: ['from', 'to'],
  },
  {
    key: 'mean after shift',
    of: (made) =>
      made.fault === 'shift' ? { value: reading(made, mean(valuesOf(made).slice(made.from))) } : undefined,
    changes: ['value'],
  },
  {
    key: 'room',
    of: (made) => ({ room: { is: 'word', word: made.room, other: made.room === 'lab' ? 'kitchen' : 'lab' } }),
    changes: ['room'],
  },
];

export const CASES: readonly Case[] = [
  ...STATISTICS,
  ...PARTS,
  ...COUNTS,
  ...TIMES,
  ...COMPARISONS,
  ...EVENTS,
];

/** The same with one slot changed, so that it is false. */
export function falsified(
  stated: Stated,
  { changes, away }: Case,
  made: MadeWindow,
  random: Random,
): Stated | undefined {
  if (changes.length === 0) return undefined;
  const name = pick(random, changes);
  const slot = stated[name];
  return slot === undefined ? undefined : { ...stated, [name]: changed(slot, made, random, away) };
}

function changed(slot: Slot, made: MadeWindow, random: Random, direction: 1 | -1 | undefined): Slot {
  const sign = direction ?? (random() < 0.5 ? -1 : 1);
  const { times, values } = made.context;
  switch (slot.is) {
    case 'reading':
    case 'difference':
    case 'percent':
    case 'factor': {
      // Beyond its digits, and beyond what "about" allows.
      const away = Math.max(
        Math.abs(slot.value) * 0.12,
        3 * 10 ** -slot.decimals,
        slot.is === 'reading' ? (max([...values]) - min([...values])) * 0.3 : 0,
      );
      return { ...slot, value: slot.value + sign * away };
    }
    case 'count':
      return {
        ...slot,
        value: slot.value > 5 ? Math.round(slot.value * (1 + sign * (0.2 + random() * 0.4))) : slot.value + 2,
      };
    case 'seconds':
      return { ...slot, value: slot.value * (sign < 0 ? 0.5 : 2.5) };
    case 'word':
      return { ...slot, word: slot.other, other: slot.word };
    case 'time': {
      const row = times.indexOf(slot.ms);
      const reach = Math.max(6, Math.floor(times.length / 4));
      const other = times[row + reach] ?? times[row - reach];
      return { ...slot, ms: other ?? slot.ms + 7_200_000 };
    }
  }
}
