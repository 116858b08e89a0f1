import { BASELINE_DETECTORS, type BaselineDetector, detectorOfCode, findsOf } from '../detectors.ts';
import type { FindingKind } from '../kinds.ts';
import { type Codec, unreadable } from './codec.ts';

/** A detector's word that something is wrong, given once, when it is first seen. */
export interface Alarm {
  readonly kind: FindingKind;
  readonly detector: BaselineDetector;
  /** First and last moment that it covers so far, epoch ms. */
  readonly start: number;
  readonly end: number;
  /** What was seen: a value, or for gap and stale a length in seconds. */
  readonly observed: number;
  /** What was expected, in the unit of `observed`. */
  readonly expected: readonly [low: number, high: number] | null;
  /** 0..1, 0.5 is the threshold at normal sensitivity. */
  readonly score: number;
}

/** Alarms kept for windows that overlap; the oldest goes first. */
const KEPT = 32;

/** The last alarms of a series, oldest first. */
export class AlarmLog {
  #alarms: Alarm[] = [];

  get alarms(): readonly Alarm[] {
    return this.#alarms;
  }

  add(alarm: Alarm): void {
    this.#alarms = [...this.#alarms.slice(1 - KEPT), alarm];
  }

  /** The last alarm of `detector` goes on until `end`. */
  extend(detector: BaselineDetector, end: number): void {
    const place = this.#alarms.findLastIndex((alarm) => alarm.detector === detector);
    const alarm = this.#alarms[place];
    if (alarm !== undefined) this.#alarms = this.#alarms.with(place, { ...alarm, end });
  }

  visit(codec: Codec): void {
    const count = codec.number(this.#alarms.length);
    this.#alarms = Array.from({ length: count }, (_, place) => visitAlarm(codec, this.#alarms[place]));
  }
}

/** Writes `alarm`, or reads one when the codec reads and there is none yet. */
function visitAlarm(codec: Codec, alarm: Alarm | undefined): Alarm {
  const code = codec.number(alarm === undefined ? Number.NaN : BASELINE_DETECTORS[alarm.detector].code);
  const detector = detectorOfCode(code);
  if (detector === undefined) throw unreadable(`no detector has the code ${code}`);
  const start = codec.number(alarm?.start ?? 0);
  const end = codec.number(alarm?.end ?? 0);
  const observed = codec.number(alarm?.observed ?? 0);
  const low = codec.number(alarm?.expected?.[0] ?? Number.NaN);
  const high = codec.number(alarm?.expected?.[1] ?? Number.NaN);
  const score = codec.number(alarm?.score ?? 0);
  const expected = Number.isNaN(low) || Number.isNaN(high) ? null : ([low, high] as const);
  return { kind: findsOf(detector), detector, start, end, observed, expected, score };
}
