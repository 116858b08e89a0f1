import type { CheckContext, KnownFinding } from '../../../src/factcheck/context.ts';
import { gaussian, type Random } from '../../../src/lib/random.ts';

/** A made window, and the fault that was put into it. */
export interface MadeWindow {
  readonly context: CheckContext;
  readonly quantity: string;
  readonly room: string;
  readonly fault: Fault;
  /** First and last row that the fault touches; NaN without one. */
  readonly from: number;
  readonly to: number;
}

const FAULTS = ['none', 'spike', 'gap', 'stuck', 'shift'] as const;
type Fault = (typeof FAULTS)[number];

interface Kind {
  readonly quantity: string;
  readonly unit: string;
  readonly level: number;
  readonly noise: number;
  readonly decimals: number;
}

const KINDS: readonly Kind[] = [
  { quantity: 'temperature', unit: '°C', level: 21, noise: 0.3, decimals: 2 },
  { quantity: 'humidity', unit: '%', level: 45, noise: 1.2, decimals: 1 },
  { quantity: 'pressure', unit: 'hPa', level: 1013, noise: 0.8, decimals: 1 },
  { quantity: 'co2', unit: 'ppm', level: 620, noise: 25, decimals: 0 },
  { quantity: 'voltage', unit: 'V', level: 3.3, noise: 0.05, decimals: 3 },
];
const ROOMS = ['lab', 'kitchen', 'office', 'basement'];
const INTERVALS_S = [10, 60, 60, 300, 900];

export function pick<T>(random: Random, of: readonly [T, ...T[]] | readonly T[]): T {
  const one = of[Math.floor(random() * of.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}

/** A window of 24 to 120 readings, with a slow wave, a slope, noise, and perhaps one fault. */
export function makeWindow(random: Random): MadeWindow {
  const kind = pick(random, KINDS);
  const room = pick(random, ROOMS);
  const n = 24 + Math.floor(random() * 97);
  const intervalMs = pick(random, INTERVALS_S) * 1000;
  const start = Date.parse('2026-03-02T00:00:00Z') + Math.floor(random() * 1200) * 60_000;
  const fault = pick(random, FAULTS);
  const values = clean(kind, n, random);
  const from = Math.floor(n * (0.3 + random() * 0.3));
  const to = fault === 'spike' ? from : fault === 'shift' ? n - 1 : from + 4 + Math.floor(random() * (n / 8));
  const time = (row: number) => start + row * intervalMs;
  putIn(fault, values, from, to, kind, random);
  const kept = Array.from(values.keys()).filter((row) => fault !== 'gap' || row < from || row > to);
  const series = `environment.${kind.quantity}{room=${room}}`;
  const context = {
    series,
    unit: kind.unit,
    times: Float64Array.from(kept, time),
    values: Float64Array.from(kept, (row) => values[row] ?? Number.NaN),
    truth: truthOf(fault, values[from] ?? Number.NaN, time(from), time(to)),
  };
  return { context, quantity: kind.quantity, room, fault, from, to };
}

function clean({ level, noise, decimals }: Kind, n: number, random: Random): number[] {
  const slope = (random() - 0.5) * 6 * noise;
  const wave = random() * 3 * noise;
  const phase = random() * 6;
  return Array.from({ length: n }, (_, row) => {
    const value =
      level + (slope * row) / n + wave * Math.sin(phase + (row / n) * 6) + noise * gaussian(random);
    return Number(value.toFixed(decimals));
  });
}

function putIn(fault: Fault, values: number[], from: number, to: number, kind: Kind, random: Random): void {
  const sign = random() < 0.5 ? -1 : 1;
  const away = kind.noise * (12 + random() * 20) * (fault === 'spike' ? 1 : sign);
  const held = values[from] ?? kind.level;
  for (let row = from; row <= to && row < values.length; row += 1) {
    const value = values[row] ?? kind.level;
    if (fault === 'spike' || fault === 'shift') values[row] = Number((value + away).toFixed(kind.decimals));
    if (fault === 'stuck') values[row] = held;
  }
}

function truthOf(fault: Fault, value: number, at: number, until: number): KnownFinding[] {
  switch (fault) {
    case 'none':
      return [];
    case 'spike':
      return [{ kind: 'spike', at, value }];
    case 'gap':
      return [{ kind: 'gap', at, until }];
    case 'stuck':
      return [{ kind: 'stuck', at, until, value }];
    case 'shift':
      return [{ kind: 'level shift', at, until, value }];
  }
}
