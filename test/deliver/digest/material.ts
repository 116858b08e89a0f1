import type { DigestMaterial } from '../../../src/deliver/digest/material.ts';
import type { Trouble } from '../../../src/store/digest.ts';
import type { KnownSeries } from '../../../src/store/result.ts';

export const HOUR = 3_600_000;
/** 07:00 in Berlin. */
export const END = Date.parse('2026-03-10T06:00:00Z');
export const START = END - 24 * HOUR;

/** A series that was anomalous in the night, changed where a test says so. */
export function trouble(changes: Partial<Trouble> = {}): Trouble {
  return {
    ...{ monitor: 'office', series: 'climate.temperature{room=lab}', source: 'influx', verdict: 'anomalous' },
    ...{ windows: 3, firstEnd: START + HOUR, lastEnd: START + 3 * HOUR, worstId: 1, score: 0.8 },
    ...{ origin: null, kind: 'spike', summary: 'A spike to 31.2 °C at 07:59 UTC.' },
    ...changes,
  };
}

/** How a series is now: as it was in trouble, unless a test says otherwise. */
export function state(of: Trouble, changes: Partial<KnownSeries> = {}): KnownSeries {
  const { monitor, series, source, verdict, firstEnd } = of;
  return {
    ...{ monitor, series, source: source ?? '', verdict, unit: '°C', windowEnd: END, askedEnd: null },
    ...{
      since: firstEnd,
      problemSince: firstEnd,
      lastSeen: firstEnd,
      lastValue: 21.3,
      usualIntervalMs: 60_000,
    },
    ...changes,
  };
}

export function material(changes: Partial<DigestMaterial> = {}): DigestMaterial {
  return {
    ...{ window: { start: START, end: END }, timezone: 'Europe/Berlin', troubles: [], known: [] },
    ...{ runs: [], failures: [], questions: [], sources: new Map([['office', 'influx']]), amiss: [] },
    ...changes,
  };
}
