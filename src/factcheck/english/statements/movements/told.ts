import type { ToldMove } from '../../../statement/formulas.ts';
import type { Quantity } from '../../../statement/literals.ts';
import type { Time } from '../../../statement/times.ts';
import { literal, WINDOW_END } from '../../phrases/built.ts';
import { edgeOf } from '../edges.ts';
import { at, leadOf, type Telling } from '../telling.ts';
import { isMover, type Movement, movementsIn, numbersIn } from './movements.ts';

/** `carried`: where it begins was told of something before it. */
export type Told = { -readonly [Field in keyof ToldMove]: ToldMove[Field] } & { carried: boolean };

const KNOWN = new WeakMap<Movement, Told>();

/** All that a sentence says of a rise or fall; where it begins may be where the one before it ended. */
export function toldOf(telling: Telling, movement: Movement): Told {
  const known = KNOWN.get(movement) ?? readTold(telling, movement);
  KNOWN.set(movement, known);
  return { ...known };
}

function readTold(telling: Telling, movement: Movement): Told {
  const told: Told = {
    direction: movement.direction,
    start: null,
    end: null,
    from: null,
    to: null,
    size: null,
    length: null,
    within: false,
    rate: null,
    carried: false,
  };
  for (const index of movement.islands) {
    addValue(telling, index, told);
    addFigure(telling, index, movement.mover, told);
    addLength(telling, index, told);
    addTime(telling, index, movement.mover, told);
  }
  if (told.start === null && told.from === null) goOn(telling, movement, told);
  return told;
}

/** "from 40", "to 52 cm", "by 12 cm", "from 40 to 52". */
function addValue(telling: Telling, index: number, told: Told): void {
  const { tokens, islands } = telling;
  const { from = 0, to = 0 } = islands[index] ?? {};
  const lead = leadOf(telling, index, 3).at(-1) ?? '';
  const measure = at(telling, index, 'measure');
  if (measure !== undefined) {
    const isBeside = islands[index - 1]?.to === from && isMover(telling, index - 1);
    if (lead === 'from') told.from ??= literal(measure);
    else if (/^(?:to|reaching|towards?|until|till)$/.test(lead)) told.to ??= literal(measure);
    else if (/^(?:by|of|=|:)$/.test(lead) || isBeside) told.size ??= absolute(measure);
  }
  const range = at(telling, index, 'range');
  const [first, second] = numbersIn(tokens.slice(from, to));
  if (range === undefined || first === undefined || second === undefined) return;
  if (told.from !== null || told.to !== null) return;
  const isRising = first <= second;
  told.from = literal(isRising ? range.low : range.high);
  told.to = literal(isRising ? range.high : range.low);
}

/** "up 12 cm", "at 4 cm an hour", "to a maximum of 52", "ending at 46". */
function addFigure(telling: Telling, index: number, mover: number, told: Told): void {
  const signed = at(telling, index, 'signed') ?? at(telling, index, 'comparison')?.by;
  if (signed !== undefined) told.size ??= absolute(signed);
  const rate = at(telling, index, 'rate');
  if (rate !== undefined) told.rate ??= absolute(rate);
  const figure = at(telling, index, 'figure');
  if (figure === undefined) return;
  const isLast = figure.name === 'last';
  const isEnd = isLast || /^(?:to|until)$/.test(leadOf(telling, index, 3).at(-1) ?? '');
  if (figure.quantity !== undefined && isEnd) told.to ??= literal(figure.quantity);
  if (isLast && !isNoun(telling, mover)) told.end ??= WINDOW_END;
}

/** "the decline that ends at 110": its own end, and not that of the readings. */
function isNoun({ tokens, islands }: Telling, mover: number): boolean {
  return /^(?:the|an?|this|that|its)$/.test(tokens[(islands[mover]?.from ?? 0) - 1]?.norm ?? '');
}

export function absolute(quantity: Quantity): Quantity {
  return { ...quantity, value: Math.abs(quantity.value) };
}

const LASTING =
  /^(?:in|within|over|during|for|takes?|took|taking|lasts?|lasted|lasting|needs?|needed|needing|across|inside|required?|requires|→)$/;

/** "in three hours", "in the three hours after one o'clock". */
function addLength(telling: Telling, index: number, told: Told): void {
  const { tokens, islands } = telling;
  const { from = 0, to = 0 } = islands[index] ?? {};
  const words = [...leadOf(telling, index, 3), ...tokens.slice(from, from + 2).map(({ norm }) => norm)];
  const length = at(telling, index, 'lasting')?.quantity;
  const isOfIt = words.some((word) => LASTING.test(word)) && !/^(?:apart|ago)$/.test(tokens[to]?.norm ?? '');
  if (length != null && isOfIt) {
    told.length ??= length;
    told.within ||= words.includes('within');
  }
  const time = at(telling, index, 'timing')?.time;
  if (time?.time !== 'offset' || !isMoment(time.from)) return;
  if (!/^(?:in|over|during|within)$/.test(tokens[from]?.norm ?? '')) return;
  if (time.sign === 1) told.start ??= time.from;
  else told.end ??= time.from;
  told.length ??= time.seconds;
}

/** "from 08:00 on", "until 16:00", "between 13:00 and 16:00". */
function addTime(telling: Telling, index: number, mover: number, told: Told): void {
  const timing = at(telling, index, 'timing');
  if (timing === undefined || !isMoment(timing.time)) return;
  const { role, time, to } = timing;
  if (role === 'span') {
    if (to === undefined || !(isMoment(to) || to.time === 'part end')) return;
    told.start ??= time;
    told.end ??= to;
    return;
  }
  const side = edgeOf(telling, index, timing) ?? sideBy(telling, index, mover);
  if (side === 'start') told.start ??= time;
  if (side === 'end') told.end ??= time;
}

function isMoment(time: Time): boolean {
  return time.time === 'moment' && time.moment.hour !== undefined;
}

/** By its preposition, or by the value beside it: "from 52 cm at 13:00 to 46 cm at 16:00". */
function sideBy(telling: Telling, index: number, mover: number): 'start' | 'end' | undefined {
  const { islands, tokens } = telling;
  const role = at(telling, index, 'timing')?.role;
  if (role === 'since' || role === 'after') return 'start';
  if (role === 'until' || tokens[islands[index]?.from ?? -1]?.norm === 'by') return 'end';
  if (role !== 'at') return undefined;
  const beside = [index - 1, index + 1].find((other) =>
    /^(?:measure|figure)$/.test(islands[other]?.category ?? ''),
  );
  const lead = beside === undefined ? undefined : leadOf(telling, beside, 3).at(-1);
  if (lead === 'from') return 'start';
  if (lead === 'to' && beside === index - 1) return 'end';
  return index < mover && startsAt(telling, mover) ? 'start' : undefined;
}

/** "starts falling", "began to rise". */
function startsAt({ tokens, islands }: Telling, mover: number): boolean {
  const { from = 0 } = islands[mover] ?? {};
  return tokens
    .slice(Math.max(0, from - 3), from + 1)
    .some(({ norm }) => /^(?:starts?|started|begins?|began|sets?)$/.test(norm));
}

/** "rose to 15 at 06:00, and fell again to 13.2 at 15:00", "40 cm until 08:00, then up": from where the one before it ended. */
function goOn(telling: Telling, movement: Movement, told: Told): void {
  const all = movementsIn(telling);
  const previous = all[all.indexOf(movement) - 1];
  const before = previous && toldOf(telling, previous);
  if (before !== undefined && previous?.direction !== movement.direction) {
    told.start = before.end;
    if (told.start === null) told.from = before.to;
    told.carried = (told.start ?? told.from) !== null;
  } else if (isSequel(telling, movement.mover)) {
    told.start = lastMoment(telling, movement.mover);
    told.carried = told.start !== null;
  }
}

/** "then", "from there on": it goes on from what was told last. */
function isSequel({ tokens, islands }: Telling, mover: number): boolean {
  const { from = 0, to = 0 } = islands[mover] ?? {};
  return tokens.slice(Math.max(0, from - 5), to + 1).some(({ norm }) => SEQUEL.test(norm));
}

const SEQUEL = /^(?:then|thereafter|afterwards?|subsequently|there|since)$/;

function lastMoment(telling: Telling, mover: number): Time | null {
  for (let other = mover - 1; other >= 0; other -= 1) {
    const timing = at(telling, other, 'timing');
    const time = timing?.to ?? timing?.time;
    if (time !== undefined && isMoment(time)) return time;
  }
  return telling.scenes[mover]?.time ?? null;
}
