import type { Num } from '../statement/numbers.ts';
import type { Condition } from '../statement/parts.ts';
import { testOf } from './conditions.ts';
import type { Cut } from './cut.ts';
import type { Evaluator } from './evaluator.ts';
import { agreement } from './figure.ts';
import type { Happening } from './happening.ts';
import { showSpan } from './say.ts';

type Run = Happening & { readonly length: number };

/** The longest run of two equal readings or more, of a value where one is named; several of equal length are all of them. */
export function longestRun(cut: Cut, value: Num | null, on: Evaluator): readonly Run[] {
  const wanted = value === null ? undefined : on.figures(value, 'reading')[0];
  if (value !== null && wanted === undefined) return [];
  const isWanted = wanted === undefined ? () => true : agreement(wanted);
  const runs: { start: number; length: number }[] = [];
  let start = 0;
  for (let i = 1; i <= cut.values.length; i += 1) {
    if (i < cut.values.length && cut.values[i] === cut.values[start]) continue;
    // Most are of one reading, which is no run.
    if (i - start > 1 && isWanted(cut.values[start] ?? 0)) runs.push({ start, length: i - start });
    start = i;
  }
  const longest = runs.reduce((most, { length }) => Math.max(most, length), 2);
  return runs
    .filter(({ length }) => length === longest)
    .map(({ start: from, length }) => runAt(cut, from, length));
}

function runAt(cut: Cut, first: number, length: number, what = 'equal readings'): Run {
  const [from, to] = [cut.times[first] ?? 0, cut.times[first + length - 1] ?? 0];
  const next = cut.times[first + length];
  return {
    start: from,
    end: to,
    starts: [],
    ends: next === undefined ? [] : [next],
    natural: cut.natural,
    length,
    get name() {
      return `${length} ${what} ${showSpan(from, to)}`;
    },
  };
}

/** Readings in a row that meet a condition, as long as they do: all such rows, or the longest, of equal length all of them. */
export function spells(
  cut: Cut,
  condition: Condition,
  which: 'any' | 'longest',
  on: Evaluator,
): readonly Happening[] {
  const test = testOf(condition, on);
  if (test === undefined) return [];
  const all: { first: number; length: number }[] = [];
  let length = 0;
  for (let at = 0; at <= cut.positions.length; at += 1) {
    const goesOn = at < cut.positions.length && test.holds(cut.positions[at] ?? -1);
    if (!goesOn && length > 0) all.push({ first: at - length, length });
    length = goesOn ? length + 1 : 0;
  }
  const longest = all.reduce((most, one) => Math.max(most, one.length), 0);
  return all
    .filter((one) => which === 'any' || one.length === longest)
    .map(({ first, length: n }) => runAt(cut, first, n, `readings ${test.said}`));
}
