import type { Num } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import type { Statement } from '../../statement/text.ts';
import type { Time } from '../../statement/times.ts';

/** What the statements of a text name, whatever they say of it: what their numbers may be figures of. */
export interface Told {
  readonly parts: readonly Part[];
  readonly times: readonly Time[];
  readonly numbers: readonly (Num & { readonly num: 'literal' })[];
}

/** So many different parts, times and numbers of a text are remembered. */
const MOST_TOLD = 40;

export function toldIn(statements: readonly Statement[]): Told {
  const known = { parts: new Map<string, Part>(), times: new Map<string, Time>(), numbers: new Map() };
  for (const { readings } of statements)
    for (const { formula } of readings)
      visit(formula, (node) => {
        if (isPart(node)) keep(known.parts, node);
        else if (isTime(node)) keep(known.times, node);
        else if (isNumber(node)) keep(known.numbers, node);
      });
  return {
    parts: [...known.parts.values()],
    times: [...known.times.values()],
    numbers: [...known.numbers.values()],
  };
}

function keep<T>(known: Map<string, T>, node: T): void {
  if (known.size < MOST_TOLD) known.set(JSON.stringify(node), node);
}

function visit(node: unknown, see: (node: object) => void): void {
  if (typeof node !== 'object' || node === null) return;
  see(node);
  for (const inner of Object.values(node)) visit(inner, see);
}

// The names of what an expression is stand in fields of their own, and there alone as a string.
function isPart(node: object): node is Part {
  // What lies around a moment is nowhere told as a part.
  return 'part' in node && typeof node.part === 'string' && node.part !== 'around';
}

function isTime(node: object): node is Time {
  return 'time' in node && typeof node.time === 'string';
}

function isNumber(node: object): node is Num & { readonly num: 'literal' } {
  return 'num' in node && node.num === 'literal';
}
