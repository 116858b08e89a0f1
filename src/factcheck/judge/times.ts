import type { Time } from '../statement/times.ts';
import { testOf } from './conditions.ts';
import { filterCut } from './cut.ts';
import type { Evaluator } from './evaluator.ts';
import { slack } from './figure.ts';
import type { Happening } from './happening.ts';
import { type Instants, NEVER } from './instants.ts';
import { hoursOf, isMoment, precisionOf, stretchesOf } from './moments.ts';
import { show, showSeconds, showTime } from './say.ts';
import { scaledSeconds } from './seconds.ts';
import { type JudgedWindow, positionAt } from './window.ts';

/** So many moments of one time are looked at. */
const MAX_INSTANTS = 10_000;

/** When a time of a text is in the window. */
export function instantsOf(time: Time, on: Evaluator): Instants {
  const { window } = on;
  const spanMs = Math.max(1, window.to - window.from);
  switch (time.time) {
    case 'moment': {
      const { moment } = time;
      const at = stretchesOf(moment, window).map(([from]) => from);
      const chance = Math.min(1, (Math.max(1, at.length) * precisionOf(moment)) / spanMs);
      return {
        at,
        slackMs: 0,
        matches: (ms) => isMoment(ms, moment, window),
        chance,
        said: at.map(showTime).join(', '),
      };
    }
    case 'hours': {
      const stretches = hoursOf(time.hours, time.on, window);
      const isIn = (ms: number) => stretches.some(([from, to]) => ms >= from && ms <= to);
      return {
        at: stretches.map(([from]) => from),
        slackMs: 0,
        matches: isIn,
        chance: 1,
        said: `${show(time.hours.from)} to ${show(time.hours.to)} h`,
      };
    }
    case 'start':
    case 'end': {
      const all = on.happenings(time.of);
      const at = endsOf(all, time.time);
      return listed(
        at,
        all
          .slice(0, 2)
          .map(({ name }) => name)
          .join(', '),
      );
    }
    case 'part start':
    case 'part end': {
      const held = on.cuts(time.of).filter(({ positions }) => positions.length > 0);
      const isStart = time.time === 'part start';
      const at = held.map(({ times }) => (isStart ? times[0] : times.at(-1)) ?? 0);
      return listed(at, `${isStart ? 'start' : 'end'} of ${held[0]?.name ?? 'no readings'}`);
    }
    case 'offset': {
      const from = on.instants(time.from);
      const length = scaledSeconds(time.seconds);
      if (length === undefined) return NEVER;
      const [below, above] = slack(length.value, length);
      const slackMs = Math.max(1000 * Math.max(below, above), window.intervalMs / 2);
      const at = from.at.map((ms) => ms + time.sign * length.value * 1000);
      const side = time.sign > 0 ? 'after' : 'before';
      return { ...listed(at, `${showSeconds(length.value)} ${side} ${from.said}`), slackMs };
    }
    case 'readings on': {
      const from = on.instants(time.from);
      const isWritten = time.from.time === 'moment';
      const at = from.at.flatMap(
        (ms) =>
          window.times[(isWritten ? nearestTo(ms, window) : positionAt(window.times, ms)) + time.k] ?? [],
      );
      return listed(at, `${Math.abs(time.k)} readings ${time.k < 0 ? 'before' : 'after'} ${from.said}`);
    }
    case 'of reading': {
      const test = testOf(time.condition, on);
      const [cut] = on.cuts(time.of);
      if (test === undefined || cut === undefined) return NEVER;
      const all = filterCut(cut, test.holds).times;
      const one = time.k === null ? all.subarray(0, MAX_INSTANTS) : kth(all, time.k);
      return listed(Array.from(one), `readings ${test.said}`);
    }
    case 'within': {
      const held = on.cuts(time.part);
      const isIn = (ms: number) => held.some(({ start, end }) => ms >= start && ms <= end);
      return {
        at: held.map(({ start }) => start),
        slackMs: 0,
        matches: isIn,
        chance: 1,
        said: held[0]?.name ?? 'no readings',
      };
    }
  }
}

/** Position of the reading that a moment was written for: the one just before it, where it was rounded up, else the next. */
function nearestTo(ms: number, { times, intervalMs }: JudgedWindow): number {
  const next = positionAt(times, ms);
  const [before, after] = [
    ms - (times[next - 1] ?? Number.NEGATIVE_INFINITY),
    (times[next] ?? Number.POSITIVE_INFINITY) - ms,
  ];
  return before < after && before <= intervalMs / 2 ? next - 1 : next;
}

/** The moments at which happenings may be said to begin or to end. */
function endsOf(all: readonly Happening[], side: 'start' | 'end'): readonly number[] {
  const at: number[] = [];
  for (const { start, end, starts, ends } of all) {
    at.push(side === 'start' ? start : end);
    for (const ms of side === 'start' ? starts : ends) at.push(ms);
  }
  return at;
}

/** The k-th, from 1; -1 the last; none where there are not so many. */
function kth(all: Float64Array, k: number): Float64Array {
  const at = k < 0 ? all.length + k : k - 1;
  return at < 0 ? all.subarray(0, 0) : all.subarray(at, at + 1);
}

function listed(at: readonly number[], said: string): Instants {
  const shown = at.slice(0, 4).map(showTime).join(', ');
  return {
    at,
    slackMs: 0,
    matches: null,
    chance: 1,
    said: at.length === 0 ? said : `${said} (${shown}${at.length > 4 ? ', ...' : ''})`,
  };
}
