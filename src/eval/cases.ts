import type { Finding } from '../detect/finding.ts';
import type { SeriesPast } from '../facts/past.ts';
import { FAULT_KINDS, type FaultKind } from '../inject/fault-kinds.ts';
import { injectFault } from '../inject/inject.ts';
import type { SeriesWindow, Window } from '../source/source.ts';
import { describe } from '../statistics/describe.ts';
import { Apprentices, type Ties } from './apprentice.ts';
import { findingOf } from './known-fault.ts';
import { amongRelatives, type KnownOrigin, pastOf } from './origin.ts';

/** One window with those that were read beside it as its relatives, and what is known to be wrong in it. */
export interface EvalCase {
  readonly series: SeriesWindow;
  readonly window: Window;
  /** What was put in; null in a window that was left as it is. */
  readonly fault: FaultKind | null;
  /** What a perfect detector would say; empty for a clean window. */
  readonly findings: readonly Finding[];
  /** Where the cause of the fault lies; null in a clean window, and where there are no relatives to tell it by. */
  readonly origin: KnownOrigin | null;
  /** What is known of the days before; null for a clean window, and without relatives. */
  readonly past: SeriesPast | null;
  /** How the others were learned to go along, by the recording before the window. */
  readonly ties: Ties;
}

/** A contextual fault needs half a day before it, which a window does not hold. */
const FAULTS = FAULT_KINDS.filter((kind) => kind !== 'contextual');

/**
 * `count` windows of `points` rows from places spread evenly over the recordings, every second one with a
 * fault of medium or great strength, the kinds in turn: into one series, or as an event into all that were read at the same times. The
 * same recordings give the same windows.
 */
export function makeCases(
  recordings: readonly SeriesWindow[],
  count: number,
  points: number,
): readonly EvalCase[] {
  const usable = recordings.filter(({ times }) => times.length >= points);
  const cases: EvalCase[] = [];
  const apprentices = new Apprentices();
  let faults = 0;
  for (let index = 0; index < count && usable.length > 0; index += 1) {
    const recording = usable[index % usable.length];
    if (recording === undefined) break;
    const round = Math.floor(index / usable.length);
    const rounds = Math.ceil(count / usable.length);
    const start = Math.floor(((recording.times.length - points) * round) / Math.max(1, rounds - 1));
    const clean = cut(recording, start, points);
    if (index % 2 === 0) cases.push(cleanCase(clean));
    else {
      const beside = usable.filter((other) => other !== recording && isBeside(other, recording));
      const fromHere = beside.map((one) => cut(one, start, one.times.length));
      cases.push({
        ...faultyCase(clean, fromHere, faults),
        ties: apprentices.before(start, recording, beside),
      });
      faults += 1;
    }
  }
  return cases;
}

/** Whether two were read at the same times. */
function isBeside(one: SeriesWindow, other: SeriesWindow): boolean {
  return one.times.length === other.times.length && one.times.every((time, row) => time === other.times[row]);
}

function cut(recording: SeriesWindow, start: number, points: number): SeriesWindow {
  const end = start + points;
  return {
    ...recording,
    times: recording.times.slice(start, end),
    values: recording.values.slice(start, end),
  };
}

function cleanCase(series: SeriesWindow): EvalCase {
  return {
    series,
    window: windowOf(series.times),
    fault: null,
    findings: [],
    origin: null,
    past: null,
    ties: new Map(),
  };
}

/** The next kind of fault that this stretch can show: a flat one, for example, cannot be stuck. */
function faultyCase(clean: SeriesWindow, beside: readonly SeriesWindow[], turn: number): EvalCase {
  for (let offset = 0; offset < FAULTS.length; offset += 1) {
    // One kind further after each round: else a kind would always meet the same series.
    const kind = FAULTS[(turn + offset + Math.floor(turn / FAULTS.length)) % FAULTS.length] ?? 'spike';
    const strength = turn % 2 === 0 ? 'strong' : 'medium';
    const injected = injectFault(kind, strength, clean.times, clean.values, turn + 1);
    if (injected === null) continue;
    const { times, values, truth } = injected;
    const finding = findingOf({ truth, clean: describe(clean.times, clean.values), times, values });
    const window = { ...windowOf(clean.times), ...(kind === 'stale' ? { end: truth.until } : {}) };
    const put = { kind, strength, seed: turn + 1, turn } as const;
    const shared = amongRelatives(
      put,
      beside.map((one) => cut(one, 0, clean.times.length)),
    );
    const around = kind === 'stale' && shared.origin === 'sensor' ? goingOn(beside, truth.until) : shared;
    return {
      series: { ...clean, times, values, relatives: around.relatives },
      ...{ window, fault: kind, findings: [finding], origin: around.origin },
      past: around.origin === null ? null : pastOf(clean.series, finding, around.origin),
      ties: new Map(),
    };
  }
  return cleanCase(clean);
}

/** The others until the silence of one of them is judged; none where their recordings end before, which would be a silence of theirs. */
function goingOn(
  beside: readonly SeriesWindow[],
  until: number,
): Pick<EvalCase, 'origin'> & { readonly relatives: readonly SeriesWindow[] } {
  const rows = beside[0]?.times.findIndex((time) => time >= until) ?? -1;
  if (rows < 0) return { relatives: [], origin: null };
  return { relatives: beside.map((one) => cut(one, 0, rows)), origin: 'sensor' };
}

/** From the first row to one usual interval after the last. */
function windowOf(times: Float64Array): Window {
  const start = times[0] ?? 0;
  const last = times[times.length - 1] ?? start;
  return { start, end: last + (times.length > 1 ? (last - start) / (times.length - 1) : 1) };
}
