import type { Counted } from '../statement/numbers.ts';
import { testOf } from './conditions.ts';
import type { Cut } from './cut.ts';
import type { Evaluator } from './evaluator.ts';
import { computed, type Figure } from './figure.ts';
import { longestRun } from './runs.ts';

type InARow = Counted & { readonly count: 'stretch length' | 'run length' | 'steps in a row' };

/** How many in a row: in the longest row, and with `any` in the others, which are meant less naturally. */
export function rowsIn(what: InARow, cut: Cut, on: Evaluator): readonly Figure[] {
  const { values, positions, name } = cut;
  const of = (at: number) => values[at] ?? Number.NaN;
  switch (what.count) {
    case 'stretch length': {
      const test = testOf(what.condition, on);
      if (test === undefined) return [];
      const lengths = rowLengths(values.length, (at) => test.holds(positions[at] ?? -1));
      return figures(lengths, `longest stretch of ${name} ${test.said}`, what.any);
    }
    case 'run length': {
      const [run] = longestRun(cut, what.value, on);
      const lengths = rowLengths(values.length, (at) => of(at) === of(at - 1)).map((steps) => steps + 1);
      if (run === undefined) return [computed(0, `no such run in ${name}`)];
      const others = what.value === null ? lengths.filter((length) => length < run.length) : [];
      return figures([run.length, ...others], run.name, what.any);
    }
    case 'steps in a row': {
      const sign = what.direction === 'up' ? 1 : -1;
      const lengths = rowLengths(values.length, (at) => sign * (of(at) - of(at - 1)) > 0);
      // Steps, or the readings that they join.
      return figures(lengths, `steps ${what.direction} in a row in ${name}`, what.any).flatMap((one) => [
        one,
        { ...one, value: one.value + 1 },
      ]);
    }
  }
}

/** The different lengths of rows of places that a test keeps, the longest first; 0 where it keeps none. */
function rowLengths(n: number, holds: (at: number) => boolean): readonly number[] {
  const lengths = new Set<number>();
  let row = 0;
  for (let at = 0; at < n; at += 1) {
    if (holds(at)) row += 1;
    else if (row > 0) {
      lengths.add(row);
      row = 0;
    }
  }
  if (row > 0) lengths.add(row);
  return lengths.size === 0 ? [0] : [...lengths].sort((a, b) => b - a);
}

function figures(lengths: readonly number[], said: string, any: true | undefined): readonly Figure[] {
  const [longest = 0, ...others] = lengths;
  return [
    computed(longest, said),
    ...(any === true ? others.map((length) => computed(length, said.replace('longest ', ''), false)) : []),
  ];
}
