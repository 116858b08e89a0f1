import type { Origin } from '../../facts/origin.ts';
import { plural } from '../../facts/style.ts';
import { wallTime } from '../../lib/time.ts';
import { cut, oneLine } from '../markup.ts';
import { type Affected, type Cause, lastSeen } from './causes.ts';

/** Names come from tags: one line each, and no longer than that. */
const NAME = 120;
/** The summary of the worst series of a cause. */
const SUMMARY = 280;
const NAMED = 3;

export function nameText(name: string): string {
  return cut(oneLine(name), NAME);
}

/** `2026-11-25 14:05`, as clocks of the zone show it. */
export function timeText(ms: number, timezone: string): string {
  return new Date(wallTime(ms, timezone)).toISOString().slice(0, 16).replace('T', ' ');
}

const STATE = { suspect: 'suspect', anomalous: 'anomalous', missing: 'silent' } as const;

const POINTS_TO: Readonly<Record<Origin, string>> = {
  sensor: ' It points to the sensor.',
  surroundings: ' It points to the surroundings.',
  connection: ' It points to the connection.',
  schedule: ' It comes at this hour on other days as well.',
  unknown: '',
};

/** One line on a cause: which series, how they are or were and since when, and what was said of the worst. */
export function causeText({ series, standing }: Cause, timezone: string): string {
  const [worst, ...others] = series;
  if (standing === 'silent') return silenceText(series, timezone);
  const isOne = others.length === 0;
  const who = isOne
    ? `${nameText(worst.series)} (${worst.monitor})`
    : `${series.length} series of ${worst.monitor}`;
  const said = cut(oneLine(worst.summary), SUMMARY);
  const told = isOne ? said : `${namesText(series)}. ${nameText(worst.series)}: ${said}`;
  const origin = worst.origin === null ? '' : POINTS_TO[worst.origin];
  return `${who}: ${courseText(worst, standing, timezone)}. ${told}${origin}`;
}

function courseText(worst: Affected, standing: Cause['standing'], timezone: string): string {
  const { verdict, windows, since, lastEnd } = worst;
  const often = `in ${plural(windows, 'window')}`;
  return standing === 'ended'
    ? `was ${STATE[verdict]} ${often}, last in that of ${timeText(lastEnd, timezone)}`
    : `${STATE[verdict]} since ${timeText(since, timezone)}, ${often}`;
}

function silenceText(series: Cause['series'], timezone: string): string {
  const [first, ...others] = series;
  const at = timeText(Math.min(...series.map(lastSeen)), timezone);
  if (others.length > 0) {
    const monitors = [...new Set(series.map(({ monitor }) => monitor))];
    const from = first.source === null ? '' : ` from ${first.source}`;
    return `${series.length} series${from} (${listed(monitors)}) are silent, together since about ${at}: ${namesText(series)}.`;
  }
  const { known, monitor } = first;
  const value = known?.lastValue ?? null;
  const unit = known === undefined || known.unit === '' ? '' : ` ${oneLine(known.unit)}`;
  const last = value === null ? '' : `${Number(value.toPrecision(6))}${unit} at `;
  return `${nameText(first.series)} (${monitor}): silent, last reading ${last}${at}.`;
}

function namesText(series: Cause['series']): string {
  return listed(series.map((one) => nameText(one.series)));
}

function listed(names: readonly string[]): string {
  const told = names.slice(0, NAMED).join(', ');
  return names.length > NAMED ? `${told} and ${names.length - NAMED} more` : told;
}
