import type { Event } from '../../statement/events.ts';
import type { Quantity } from '../../statement/literals.ts';
import { literal } from '../phrases/built.ts';
import { HERE } from '../phrases/implied.ts';
import { goesBack } from './scene.ts';
import { at, type Telling } from './telling.ts';
import { signedStep, sizedStep } from './times/sized.ts';

/** What a figure tells of that has a moment; undefined for a mean. */
function figureEvents(telling: Telling, index: number): Event[] | undefined {
  const num = at(telling, index, 'num') ?? at(telling, index, 'figure')?.num;
  const quantity = at(telling, index, 'figure')?.quantity;
  if (num?.num === 'largest step') return [{ event: 'step', direction: num.direction, of: num.of }];
  if (num?.num === 'statistic' && (num.name === 'first' || num.name === 'last')) {
    // "Last count is 42, that number was also registered at 14:05".
    if (quantity !== undefined && isAlso(telling, index))
      return [{ event: 'reading', value: literal(quantity) }];
    const one = { part: num.name, of: num.of, size: { size: 'readings', count: 1 } } as const;
    return [{ event: 'stretch', part: one }];
  }
  if (num?.num === 'statistic' && (num.name === 'max' || num.name === 'min'))
    return [
      { event: 'extreme', which: num.name, of: num.of },
      ...(quantity === undefined ? [] : [{ event: 'reading', value: literal(quantity) } satisfies Event]),
    ];
  return num?.num === 'reading at'
    ? [{ event: 'stretch', part: { part: 'reading', at: num.at } }]
    : undefined;
}

/** Readings, extremes and findings that are named. */
export function namedEvents(telling: Telling, index: number): Event[] {
  const measure = at(telling, index, 'measure');
  if (measure !== undefined) return numberEvents(telling, index, measure);
  const figured = figureEvents(telling, index);
  if (figured !== undefined) return figured;
  // "is warmest at 14:05".
  const among = at(telling, index, 'comparison')?.among;
  if (among !== undefined && among.n === undefined)
    return [{ event: 'extreme', which: among.which, of: HERE }];
  const signed = at(telling, index, 'signed') ?? bySign(telling, index);
  if (signed !== undefined) return [signedStep(signed)];
  const event = at(telling, index, 'event');
  return event === undefined || goesBack(event) ? [] : [event];
}

/** What a number by itself tells of: a reading that has it, a step of that size. */
function numberEvents(telling: Telling, index: number, quantity: Quantity): Event[] {
  if (isNumbering(telling, index)) {
    // "That one is at 14:05": the number told last.
    const level = isPointing(telling, index) ? telling.scenes[index]?.level : undefined;
    return level == null ? [] : [{ event: 'reading', value: level }];
  }
  const step = sizedStep(telling, index, quantity);
  if (step !== undefined) return step;
  const value: Event = { event: 'reading', value: literal(quantity) };
  // "the biggest setback, −9 (07:35)": how far it went.
  return quantity.value < 0 ? [value, signedStep(quantity)] : [value];
}

/** "+8.5 ppm": so much more than before. */
function bySign({ tokens, ...telling }: Telling, index: number): Quantity | undefined {
  const { from = 0 } = telling.islands[index] ?? {};
  return tokens[from]?.norm.startsWith('+') === true
    ? at({ tokens, ...telling }, index, 'comparison')?.by
    : undefined;
}

function isPointing({ tokens, islands }: Telling, index: number): boolean {
  return /^(?:that|this)$/.test(tokens[(islands[index]?.from ?? 0) - 1]?.norm ?? '');
}

/** "1. 14:05", "phase two: at 14:05", "in one go at 14:05": a number that no reading has. */
function isNumbering({ tokens, islands }: Telling, index: number): boolean {
  const { from = 0, to = 0 } = islands[index] ?? {};
  if (from === 0 && to === 1 && /^[.)]$/.test(tokens[1]?.text ?? '')) return true;
  return (
    to - from === 1 &&
    tokens[from]?.kind === 'word' &&
    (tokens[from]?.norm === 'one' || tokens[to]?.norm === ':')
  );
}

function isAlso({ tokens, islands }: Telling, index: number): boolean {
  const to = islands[index]?.to ?? 0;
  return tokens.slice(to, to + 8).some(({ norm }) => /^(?:also|too|again|already|before)$/.test(norm));
}
