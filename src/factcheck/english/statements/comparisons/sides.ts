import type { Event } from '../../../statement/events.ts';
import type { Num } from '../../../statement/numbers.ts';
import { statistic } from '../../phrases/built.ts';
import type { Comparison } from '../../phrases/phrase.ts';
import type { Telling } from '../telling.ts';
import { type Said, saidBefore } from './numbers.ts';
import type { Subject } from './subject.ts';

export type Pair = readonly [left: Num, to: Num];

/**
 * The two that a comparison may be of where its words leave one or both open, the likeliest first: "..., so 0.7 lower", "the new level is
 * 4 °C higher". Numbers of the sentence and of the one before, what lies after and before the event that was spoken of, the end and the start.
 */
export function sidesSpokenOf(
  telling: Telling,
  index: number,
  subject: Subject,
  { left, back }: Comparison,
): readonly Pair[] {
  if (back === true || left !== undefined) return [];
  const said = saidNear(telling, index).map(({ num }) => num);
  const own = subject.of === 'number' ? subject.num : undefined;
  const boundary = telling.scenes[index]?.boundary ?? null;
  const told =
    own === undefined
      ? pairsOf(said)
      : said.filter((num) => !isSame(num, own)).map((other): Pair => [own, other]);
  const isNumber = subject.of === 'number' && subject.written !== undefined;
  return [...(boundary === null || isNumber ? [] : [aroundOf(boundary)]), ...told];
}

/** Numbers said before an island, the last one first: of its sentence, and of those before. */
export function saidNear(telling: Telling, index: number): Said[] {
  const said = saidBefore(telling, index);
  let [former, back] = [telling.former, 0];
  while (former !== null && said.length < MOST_SAID && back < MOST_BACK) {
    said.push(...saidBefore(former, former.islands.length));
    [former, back] = [former.former, back + 1];
  }
  return said.slice(0, MOST_SAID);
}

/** So many numbers are remembered, of so many sentences. */
const MOST_SAID = 4;
const MOST_BACK = 3;

/** Each number against those that were said before it. */
function pairsOf(said: readonly Num[]): Pair[] {
  return said
    .slice(0, MOST_LEFTS)
    .flatMap((left, at) =>
      said.slice(at + 1).flatMap((to): Pair[] => (isSame(left, to) ? [] : [[left, to]])),
    );
}

const MOST_LEFTS = 2;

/** The mean after an event, and that before it. */
function aroundOf(of: Event): Pair {
  return [
    statistic('mean', { part: 'after', time: { time: 'end', of } }),
    statistic('mean', { part: 'before', time: { time: 'start', of } }),
  ];
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
