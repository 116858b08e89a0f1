import type { Event } from '../statement/events.ts';
import type { Num } from '../statement/numbers.ts';
import { combined } from './combined.ts';
import { countsOf } from './counts.ts';
import type { Cut } from './cut.ts';
import type { Evaluator } from './evaluator.ts';
import { computed, type Figure, type Scale } from './figure.ts';
import { written } from './scale.ts';
import { ranked, statistics } from './statistics.ts';
import { positionAt } from './window.ts';

/** So many values of one expression are looked at. */
const MAX_FIGURES = 24;

/** What a number of a text comes to, the most natural first; none where the window has nothing of the kind. */
export function figuresOf(num: Num, scale: Scale, on: Evaluator): readonly Figure[] {
  return evaluated(num, scale, on)
    .filter(({ value }) => Number.isFinite(value))
    .slice(0, MAX_FIGURES);
}

function evaluated(num: Num, scale: Scale, on: Evaluator): readonly Figure[] {
  const { window, whole } = on;
  const perCut = (of: Parameters<Evaluator['cuts']>[0], figure: (cut: Cut) => readonly Figure[]) =>
    on.cuts(of).flatMap((cut) => figure(cut).map((one) => (cut.natural ? one : { ...one, natural: false })));
  switch (num.num) {
    case 'literal': {
      const result = written(num.quantity, scale, window, Math.sqrt(whole.variance));
      if ('figure' in result) return [result.figure];
      on.notes.push(result.mismatch);
      return [];
    }
    case 'statistic':
      return perCut(num.of, (cut) => statistics(num.name, cut));
    case 'any reading':
      return perCut(num.of, (cut) =>
        Array.from(cut.values.subarray(0, MAX_FIGURES), (value) => computed(value, 'a reading')),
      );
    case 'reading at':
      return perCut({ part: 'reading', at: num.at }, (cut) =>
        [...cut.values].map((value) => computed(value, cut.name)),
      );
    case 'ranked':
      return perCut(num.of, (cut) => [ranked(cut, num.k, num.from, num.distinct)]);
    case 'count':
      return countsOf(num.of, on);
    case 'share': {
      const [of, among] = [on.cuts(num.of)[0], on.cuts(num.among)[0]];
      if (of === undefined || among === undefined) return [];
      const [k, n] = [of.positions.length, among.positions.length];
      return [computed(k / n, `share: ${k} of ${n} readings`)];
    }
    case 'duration':
      return perCut(num.of, (cut) => lengths(cut, window.intervalMs));
    case 'event duration':
      return on
        .happenings(num.of)
        .slice(0, MAX_FIGURES)
        .flatMap((one) => {
          const step = window.intervalMs / 1000;
          const inner = ((one.until ?? one.end) - one.start) / 1000;
          const outer = (Math.max(one.end, ...one.ends) - Math.min(one.start, ...one.starts)) / 1000;
          const least = (Math.min(one.end, ...one.ends) - Math.max(one.start, ...one.starts)) / 1000;
          const hasOuter = isHole(num.of);
          const lengths =
            num.of.event === 'swing'
              ? [inner, least]
              : hasOuter
                ? [inner, inner + step, outer]
                : [inner, inner + step];
          return lengths.map((value) => computed(value, `length of ${one.name}`, one.natural));
        });
    case 'time between': {
      const [a, b] = [on.instants(num.a), on.instants(num.b)];
      const pairs = a.at
        .slice(0, 4)
        .flatMap((first) => b.at.slice(0, 4).map((second) => Math.abs(second - first) / 1000));
      return pairs.map((value, index) => computed(value, `time from ${a.said} to ${b.said}`, index === 0));
    }
    case 'interval':
      return [computed(window.intervalMs / 1000, 'usual interval')];
    case 'rate':
      return perCut(num.of, (cut) => rates(cut));
    case 'change':
      return perCut(num.of, (cut) => changes(cut));
    case 'largest step':
      return perCut(num.of, (cut) => {
        const at = cut.steps[num.direction];
        return at === undefined ? [] : sizes(stepInto(cut, at), num.direction);
      });
    case 'step at':
      return on.instants(num.at).at.map((ms) => stepInto(whole, positionAt(whole.times, ms)));
    case 'limit': {
      const limit = window.context.limits?.[num.which];
      return limit === undefined ? [] : [computed(limit, `${num.which} limit`)];
    }
    case 'z-score':
      return on.figures(num.a, 'reading').map((figure) => ({
        ...computed(
          (figure.value - whole.mean) / Math.sqrt(whole.variance),
          `z-score of ${figure.said}`,
          figure.natural,
        ),
      }));
    default:
      return combined(num, scale, on);
  }
}

/** From first to last reading, and with the interval that the last one stands for. */
function lengths(cut: Cut, intervalMs: number): readonly Figure[] {
  if (cut.values.length === 0) return [];
  const inner = ((cut.times.at(-1) ?? 0) - (cut.times[0] ?? 0)) / 1000;
  const said = `length of ${cut.name}`;
  const outer = (cut.end - cut.start) / 1000;
  // Readings that are no one row last as long as each of them together.
  const isRow = (cut.positions.at(-1) ?? 0) - (cut.positions[0] ?? 0) === cut.positions.length - 1;
  if (!isRow) {
    const together = (cut.positions.length * intervalMs) / 1000;
    return [computed(together, `${said}, together`), computed(inner, said, false)];
  }
  return [inner, inner + intervalMs / 1000, outer].map((value) => computed(value, said));
}

function rates(cut: Cut): readonly Figure[] {
  const seconds = ((cut.times.at(-1) ?? 0) - (cut.times[0] ?? 0)) / 1000;
  const change = (cut.values.at(-1) ?? 0) - (cut.values[0] ?? 0);
  return seconds > 0
    ? [
        computed(cut.line.slope, `slope per second of ${cut.name}`),
        computed(change / seconds, `first to last, per second, of ${cut.name}`),
      ]
    : [];
}

function changes(cut: Cut): readonly Figure[] {
  if (cut.values.length < 2) return [];
  return [
    computed((cut.values.at(-1) ?? 0) - (cut.values[0] ?? 0), `change from first to last of ${cut.name}`),
    computed(cut.line.change, `change along the fitted line of ${cut.name}`),
  ];
}

/** "a drop of 0.2": with its sign, or by its size where the words say which way it goes. */
function sizes(step: Figure, direction: 'up' | 'down' | 'either'): readonly Figure[] {
  return direction === 'up' ? [step] : [{ ...step, value: Math.abs(step.value) }, step];
}

function stepInto(cut: Cut, at: number): Figure {
  const [before, here] = [cut.values[at - 1] ?? Number.NaN, cut.values[at] ?? Number.NaN];
  return computed(here - before, 'step to the next reading');
}

/** From the reading before what is missing to the one behind it. */
function isHole(event: Event): boolean {
  if (event.event === 'gap' || event.event === 'null') return true;
  return event.event === 'finding' && (event.of === 'gap' || event.of === 'missing' || event.of === 'any');
}
