import type { Num } from '../statement/numbers.ts';
import type { Evaluator } from './evaluator.ts';
import type { Figure, Scale } from './figure.ts';
import { scaleOf } from './scale.ts';

type Combined = Extract<Num, { readonly a: Num; readonly b: Num }>;

/** Two numbers as one; what was written in either keeps its rounding. */
export function combined(num: Combined, scale: Scale, on: Evaluator): readonly Figure[] {
  const [scaleA, scaleB] = operandScales(num, scale);
  const right = on.figures(num.b, scaleB).slice(0, 6);
  return on
    .figures(num.a, scaleA)
    .slice(0, 6)
    .flatMap((a) => right.map((b) => combine(num.num, a, b)));
}

/** What a number as written means beside the other operand. */
function operandScales(num: Combined, scale: Scale): readonly [Scale, Scale] {
  const [a, b] = [scaleOf(num.a), scaleOf(num.b)];
  const pair = (first: Scale, second: Scale): readonly [Scale, Scale] => [a ?? first, b ?? second];
  const alone = a === undefined && b === undefined;
  switch (num.num) {
    case 'product':
      return pair(alone ? scale : 'plain', 'plain');
    case 'ratio':
      return scale === 'per second' ? pair('difference', 'seconds') : pair(b ?? 'plain', a ?? 'plain');
    case 'relative change':
      return pair(b ?? 'plain', a ?? 'plain');
    case 'sum of':
      // A bare number added to a reading is a difference to it.
      return alone ? [scale, scale] : pair('difference', 'difference');
    default: {
      const both = a ?? b ?? (scale === 'difference' ? 'reading' : scale);
      return pair(both, both);
    }
  }
}

function combine(op: Combined['num'], a: Figure, b: Figure): Figure {
  const said = (sign: string) => `${named(a)} ${sign} ${named(b)}`;
  const of = (value: number, tolerance: number, text: string): Figure => ({
    value,
    tolerance,
    hedge: a.hedge === 'exact' ? b.hedge : a.hedge,
    isWritten: a.isWritten && b.isWritten,
    said: text,
    natural: a.natural && b.natural,
  });
  const relative = (value: number) =>
    Math.abs(value) *
    ((a.value === 0 ? 0 : a.tolerance / Math.abs(a.value)) +
      (b.value === 0 ? 0 : b.tolerance / Math.abs(b.value)));
  switch (op) {
    case 'difference':
      return of(a.value - b.value, a.tolerance + b.tolerance, said('less'));
    case 'distance':
      return of(
        Math.abs(a.value - b.value),
        a.tolerance + b.tolerance,
        `distance of ${named(a)} and ${named(b)}`,
      );
    case 'sum of':
      return of(a.value + b.value, a.tolerance + b.tolerance, said('plus'));
    case 'product':
      return of(a.value * b.value, relative(a.value * b.value), said('times'));
    case 'ratio':
      return of(a.value / b.value, relative(a.value / b.value), said('divided by'));
    case 'relative change': {
      const change = (a.value - b.value) / Math.abs(b.value);
      return of(
        change,
        (a.tolerance + b.tolerance * Math.abs(a.value / b.value)) / Math.abs(b.value),
        `change from ${named(b)} to ${named(a)}`,
      );
    }
  }
}

function named({ said, value, isWritten }: Figure): string {
  return isWritten ? said : `${said} (${Number(value.toPrecision(6))})`;
}
