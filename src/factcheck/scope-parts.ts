import { agrees, measured } from './compare.ts';
import { isCovered } from './findings.ts';
import type { Match } from './pattern.ts';
import type { Token } from './tokens.ts';
import { findUnit } from './units.ts';
import type { WindowData } from './window-data.ts';
import { part, type WindowPart } from './window-part.ts';

/** Reads a part of the window off a match. */
export type Reader = (tokens: readonly Token[], match: Match, window: WindowData) => WindowPart | undefined;

export function share(tokens: readonly Token[], match: Match, window: WindowData): WindowPart {
  const size =
    { half: 1 / 2, third: 1 / 3, quarter: 1 / 4 }[tokens[match.named.get('n') ?? -1]?.norm ?? ''] ?? 1;
  const side = tokens[match.named.get('side') ?? -1]?.norm;
  if (side === 'first') return part(window, (_, index, count) => index < count * size);
  if (side === 'second')
    return part(window, (_, index, count) => index >= count * size && index < count * size * 2);
  return part(window, (_, index, count) => index >= count * (1 - size));
}

export function half(place: string, window: WindowData): WindowPart | undefined {
  if (place === 'first half') return part(window, (_, index, count) => index < count / 2);
  if (place === 'second half') return part(window, (_, index, count) => index >= count / 2);
  return undefined;
}

/** "in the first half ..., and 34.3 in the second": which half, where one was named before. */
export function halfLeftUnsaid(
  tokens: readonly Token[],
  match: Match,
  window: WindowData,
): WindowPart | undefined {
  const isNamed = tokens.slice(0, match.start).some(({ norm }) => /^(?:first|second) half/.test(norm));
  const ends = tokens[match.end]?.senses.has('sign') !== false;
  const side = tokens[match.named.get('side') ?? -1]?.norm ?? '';
  return isNamed && ends ? half(`${side} half`, window) : undefined;
}

/** "no values above 48 except 49.24", "all but one": without that reading, or without what was found. */
export function withoutReading(
  tokens: readonly Token[],
  match: Match,
  window: WindowData,
): WindowPart | undefined {
  const { quantity } = tokens[match.named.get('n') ?? -1] ?? {};
  const { truth } = window.context;
  if (quantity === undefined) return undefined;
  if (quantity.inWords === true) return part(window, (time) => !isCovered(time, truth), truth);
  const written = measured(quantity, window.unit);
  if (written === undefined) return undefined;
  return part(window, (_time, index) => !agrees(window.values[index] ?? Number.NaN, written), truth);
}

/** "the first hour", "in the last minute" */
export function firstOrLastUnit(
  tokens: readonly Token[],
  match: Match,
  window: WindowData,
): WindowPart | undefined {
  const seconds = findUnit(tokens[match.named.get('w') ?? -1]?.norm ?? '', '')?.factor;
  if (seconds === undefined) return undefined;
  const { firstAt, lastAt } = window.statistics;
  const first = tokens[match.named.get('side') ?? -1]?.norm === 'first';
  return part(window, (time) => (first ? time < firstAt + seconds * 1000 : time > lastAt - seconds * 1000));
}

export function firstOrLast(
  tokens: readonly Token[],
  match: Match,
  window: WindowData,
): WindowPart | undefined {
  const quantity = tokens[match.named.get('n') ?? -1]?.quantity;
  if (quantity === undefined) return undefined;
  const first = tokens[match.named.get('side') ?? -1]?.norm === 'first';
  const { firstAt, lastAt } = window.statistics;
  if (quantity.unit !== undefined) {
    const ms = quantity.value * quantity.unit.factor * 1000;
    return part(window, first ? (time) => time < firstAt + ms : (time) => time > lastAt - ms);
  }
  return part(
    window,
    first ? (_, index) => index < quantity.value : (_, index, count) => index >= count - quantity.value,
  );
}
