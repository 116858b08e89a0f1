import { describe, type Statistics } from '../../statistics/describe.ts';
import type { CheckContext, KnownFinding } from '../context.ts';
import { once } from '../once.ts';
import { ownUnit, type Unit } from '../units.ts';
import { type Ranks, ranksOf } from './ranks.ts';
import { firstNotUnder } from './rising.ts';

/** A window as the judge reads it: readings that are numbers, and what is known of them. */
export interface JudgedWindow {
  readonly context: CheckContext;
  readonly unit: Unit;
  /** Epoch ms and values of the readings that are numbers. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** 0, 1, 2, ... as many as there are readings: parts are pieces of it. */
  readonly positions: Uint32Array;
  /** Epoch ms of the readings that are null. */
  readonly nullTimes: Float64Array;
  readonly findings: readonly KnownFinding[];
  /** The readings by size. */
  readonly ranks: Ranks;
  readonly statistics: Statistics;
  /** Usual time between readings, ms; 0 where there is none. */
  readonly intervalMs: number;
  /** What was read, epoch ms: from the window's start, or the first row, to its end, or the last row. */
  readonly from: number;
  readonly to: number;
}

/** Prepares a window; what takes more than a look at it is computed when it is first asked for. */
export function prepareWindow(context: CheckContext): JudgedWindow {
  const { times, values, nullTimes } = partition(context.times, context.values);
  const statistics = once(() => context.statistics ?? describe(context.times, context.values));
  const ranks = once(() => ranksOf(values));
  return {
    context,
    unit: ownUnit(context.unit),
    times,
    values,
    positions: countedUp(times.length),
    nullTimes,
    findings: context.truth.map((finding) => betweenReadings(finding, context.times)),
    get ranks() {
      return ranks();
    },
    get statistics() {
      return statistics();
    },
    get intervalMs() {
      return statistics().usualIntervalMs || 0;
    },
    from: Math.min(context.window?.start ?? Number.POSITIVE_INFINITY, context.times[0] ?? 0),
    to: Math.max(context.window?.end ?? Number.NEGATIVE_INFINITY, context.times.at(-1) ?? 0),
  };
}

function countedUp(n: number): Uint32Array {
  const positions = new Uint32Array(n);
  for (let i = 0; i < n; i += 1) positions[i] = i;
  return positions;
}

function partition(times: Float64Array, values: Float64Array) {
  let count = 0;
  for (let at = 0; at < values.length; at += 1) if (Number.isFinite(values[at])) count += 1;
  if (count === values.length) return { times, values, nullTimes: new Float64Array(0) };
  const isNumber = (_: number, index: number) => Number.isFinite(values[index]);
  return {
    times: times.filter(isNumber),
    values: values.filter((value) => Number.isFinite(value)),
    nullTimes: times.filter((_, index) => !Number.isFinite(values[index])),
  };
}

/** A gap that is given from reading to reading becomes what was missing: just after the one to just before the other. */
function betweenReadings(finding: KnownFinding, times: Float64Array): KnownFinding {
  const { kind, at, until } = finding;
  const row = kind === 'gap' ? times.indexOf(at) : -1;
  const [before, next] = [times[row - 1], times[row + 1]];
  if (row === -1 || next === undefined || next !== until) return finding;
  const stepMs = before === undefined ? 0 : Math.min(at - before, (next - at) / 2);
  return { ...finding, at: at + stepMs, until: next - stepMs };
}

/** Position of the first reading at or after a moment; the number of readings where there is none. */
export function positionAt(times: Float64Array, ms: number): number {
  return firstNotUnder(times, ms);
}

/** Position of the first reading after a moment. */
export function positionAfter(times: Float64Array, ms: number): number {
  let at = positionAt(times, ms);
  while (at < times.length && times[at] === ms) at += 1;
  return at;
}
