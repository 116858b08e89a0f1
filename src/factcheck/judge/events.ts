import type { KnownFinding } from '../context.ts';
import type { Event, FindingClass } from '../statement/events.ts';
import type { Cut } from './cut.ts';
import { GAP_INTERVALS } from './definitions.ts';
import type { Evaluator } from './evaluator.ts';
import { agreementAt } from './figure.ts';
import { findingsOf, showFinding } from './findings.ts';
import { type Happening, nameOf } from './happening.ts';
import { withoutLone } from './moves/course.ts';
import { swingsOf } from './moves/swings.ts';
import { longestRun, spells } from './runs.ts';
import { showSpan, showTime } from './say.ts';
import { crossings, largestStep, stepsBy } from './step-events.ts';
import { type JudgedWindow, positionAfter, positionAt } from './window.ts';

/** So many candidates of one event are looked at: of a reading, an extreme, a crossing any may be meant. */
const MAX_HAPPENINGS = 10_000;

/** What an event of a text may be in the window, the most natural first. */
export function happeningsOf(event: Event, on: Evaluator): readonly Happening[] {
  return found(event, on).slice(0, MAX_HAPPENINGS);
}

function found(event: Event, on: Evaluator): readonly Happening[] {
  const { window } = on;
  switch (event.event) {
    case 'finding':
      return ofFindings(event.of, event.k, window);
    case 'extreme':
      return on.cuts(event.of).flatMap((cut) => extremes(cut, event.which));
    case 'gap':
      return silencesOf(window, event.k);
    case 'null':
      return kth(
        [...window.nullTimes].map((ms, nth) => moment(ms, 'the null', true, nth)),
        event.k,
      );
    case 'step': {
      const { direction, by } = event;
      return on
        .cuts(event.of)
        .flatMap((cut) => (by === undefined ? largestStep(cut, direction) : stepsBy(cut, direction, by, on)));
    }
    case 'spell':
      return on.cuts(event.of).flatMap((cut) => spells(cut, event.condition, event.which, on));
    case 'swing':
      // How it goes is told of the readings without lone values, whose own ends are turning points all the same.
      return on
        .cuts(event.of)
        .flatMap((cut) =>
          [...new Set([withoutLone(cut), cut])].flatMap((one) => swingsOf(one, event.direction, event.size)),
        );
    case 'crossing':
      return kth(crossings(event.level, event.direction, on.whole, on), event.k);
    case 'run':
      return on.cuts(event.of).flatMap((cut) => longestRun(cut, event.value, on));
    case 'reading': {
      const [wanted] = on.figures(event.value, 'reading');
      return wanted === undefined
        ? []
        : readingsLike(on.whole, agreementAt(on.whole.values, wanted), 'the reading');
    }
    case 'stretch':
      return on
        .cuts(event.part)
        .flatMap(({ start, end, natural, name, positions }) =>
          positions.length === 0 ? [] : [{ start, end, starts: [], ends: [], natural, name }],
        );
  }
}

const NONE: readonly number[] = [];

function moment(ms: number, called: string, natural: boolean, nth: number): Happening {
  const name = nameOf(called, () => `at ${showTime(ms)}`, nth);
  return { start: ms, end: ms, starts: NONE, ends: NONE, natural, name };
}

/** Each reading of a cut that a test of its place in it keeps, as a happening. */
function readingsLike(cut: Cut, keep: (at: number) => boolean, called: string): readonly Happening[] {
  const kept: Happening[] = [];
  for (let i = 0; i < cut.values.length; i += 1)
    if (keep(i)) kept.push(moment(cut.times[i] ?? 0, called, cut.natural, kept.length));
  return kept;
}

/** The k-th of several, from 1; -1 the last; null: any of them. */
function kth(all: readonly Happening[], k: number | null): readonly Happening[] {
  if (k === null) return all;
  const one = k < 0 ? all.at(k) : all[k - 1];
  return one === undefined ? [] : [one];
}

function ofFindings(of: FindingClass, k: number | null, window: JudgedWindow): readonly Happening[] {
  const inOrder = findingsOf(of, window.findings).toSorted((a, b) => a.at - b.at);
  const all = inOrder.map((finding) => ofFinding(finding, window));
  const [first, last] = [all[0], all.at(-1)];
  if (k !== null || first === undefined || last === undefined || all.length === 1) return kth(all, k);
  // Several as one, from the first to the last, or any of them.
  const name = inOrder.map(showFinding).join(', ');
  const asOne = {
    start: first.start,
    end: last.end,
    starts: first.starts,
    ends: last.ends,
    natural: true,
    name,
  };
  return [asOne, ...all];
}

/** A finding with the moments beside it: what lasted until 02:05 is over at 02:06, and a step begins at the reading before. */
function ofFinding(finding: KnownFinding, window: JudgedWindow): Happening {
  const { kind, at, until = at } = finding;
  const { times } = window;
  const before = times[positionAt(times, at) - 1];
  const after = times[positionAfter(times, until)];
  const named = {
    start: at,
    starts: before === undefined ? [] : [before],
    natural: true,
    name: `the ${showFinding(finding)}`,
  };
  // A shift happens once, however long its new level lasts: what comes after it begins with its first reading.
  if (kind === 'level shift') return { ...named, end: at - 1, until, ends: [at, until] };
  return { ...named, end: until, ends: after === undefined ? [] : [after] };
}

function extremes(cut: Cut, which: 'max' | 'min'): readonly Happening[] {
  const extreme = which === 'max' ? cut.max : cut.min;
  const { values } = cut;
  return readingsLike(
    cut,
    (at) => values[at] === extreme,
    `the ${which === 'max' ? 'maximum' : 'minimum'} of ${cut.name}`,
  );
}

/** Gaps; where there is none, an outage may be what the sensor went on to report all the same: nothing, or always the same. */
function silencesOf(window: JudgedWindow, k: number | null): readonly Happening[] {
  const gaps = gapsOf(window, k);
  if (gaps.length > 0) return gaps;
  return (['stuck', 'dropout'] as const)
    .flatMap((kind) => ofFindings(kind, k, window))
    .map((one) => ({ ...one, natural: false }));
}

/** Stretches without readings: after one reading to before the next. */
function gapsOf(window: JudgedWindow, k: number | null): readonly Happening[] {
  const { times, intervalMs } = window;
  const gaps: Happening[] = [];
  for (let i = 1; i < times.length; i += 1) {
    const [from, to] = [times[i - 1] ?? 0, times[i] ?? 0];
    if (to - from <= intervalMs * GAP_INTERVALS || intervalMs === 0) continue;
    const [start, end] = [from + intervalMs, to - intervalMs];
    gaps.push({
      start: Math.min(start, end),
      end: Math.max(start, end),
      starts: [from],
      ends: [to],
      natural: true,
      name: `the gap ${showSpan(from, to)}`,
    });
  }
  if (k !== null) return kth(gaps, k);
  return gaps
    .toSorted((a, b) => b.end - b.start - (a.end - a.start))
    .map((gap, index) => ({ ...gap, natural: index === 0 }));
}
