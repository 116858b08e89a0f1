// What a check of a labelled answer takes on a large window.
import type { CheckContext } from '../../src/factcheck/context.ts';
import { checkText } from '../../src/factcheck/factcheck.ts';
import { describe } from '../../src/statistics/describe.ts';
import { contextOf, type LabelledAnswer } from './labelled.ts';

const POINTS = 10_000;
/** So often the longest and the middle answer are checked, and every answer. */
const ROUNDS = 20;
const ROUNDS_OF_ALL = 3;

/** Prints the processor time of the longest and the middle answer and of all of them, on two windows. */
export function printTimes(items: readonly LabelledAnswer[]): void {
  const inOrder = items.toSorted((a, b) => a.text.length - b.text.length);
  const [longest, middle] = [inOrder.at(-1), inOrder[inOrder.length >> 1]];
  if (longest === undefined || middle === undefined) return;
  console.log(`\nProcessor time of a check, ${POINTS} points, ms:`);
  for (const [name, windowOf] of WINDOWS) {
    const time = (item: LabelledAnswer, rounds: number) => timeOf(item.text, windowOf(item), rounds);
    const all = items.map((item) => time(item, ROUNDS_OF_ALL)).sort((a, b) => a - b);
    const of = (item: LabelledAnswer) => `(${item.text.length} characters) ${time(item, ROUNDS).toFixed(2)}`;
    const share = (part: number) => (all[Math.floor((all.length - 1) * part)] ?? Number.NaN).toFixed(2);
    console.log(
      `  ${name}: the longest ${of(longest)}, the middle one ${of(middle)}; of all the median ${share(0.5)}, nine of ten under ${share(0.9)}, at most ${share(1)}`,
    );
  }
}

/** In its own window, only longer, an answer finds what it speaks of; on a plain one nearly all that it says is false. */
const WINDOWS: readonly (readonly [string, (item: LabelledAnswer) => CheckContext])[] = [
  ['its own window, stretched', (item) => stretched(contextOf(item, 'truth'))],
  ['a plain sine', () => SINE],
];

const SINE: CheckContext = {
  series: 'environment.temperature{room=office}',
  unit: '°C',
  times: Float64Array.from({ length: POINTS }, (_, index) => index * 1000),
  values: Float64Array.from({ length: POINTS }, (_, index) => 20 + Math.sin(index) + (index % 7) / 10),
  truth: [],
};

/** The same course and findings with many points; a reading beside a null is null. */
function stretched(context: CheckContext): CheckContext {
  const { times, values } = context;
  const between = (of: Float64Array) => (_: unknown, index: number) => {
    const at = (index * (of.length - 1)) / (POINTS - 1);
    const [before, after] = [of[Math.floor(at)] ?? Number.NaN, of[Math.ceil(at)] ?? Number.NaN];
    return before + (after - before) * (at - Math.floor(at));
  };
  return {
    ...context,
    times: Float64Array.from({ length: POINTS }, between(times)).map(Math.round),
    values: Float64Array.from({ length: POINTS }, between(values)),
  };
}

/** Milliseconds of processor time, the median of some rounds. */
function timeOf(text: string, context: CheckContext, rounds: number): number {
  // As in a run, where the window was described before.
  const known = { ...context, statistics: describe(context.times, context.values) };
  const taken = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage().user;
    checkText(text, known);
    return (process.cpuUsage().user - before) / 1000;
  });
  return taken.sort((a, b) => a - b)[rounds >> 1] ?? Number.NaN;
}
