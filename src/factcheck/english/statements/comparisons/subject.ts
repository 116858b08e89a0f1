import type { Formula } from '../../../statement/formulas.ts';
import type { Num } from '../../../statement/numbers.ts';
import type { Time } from '../../../statement/times.ts';
import { statistic } from '../../phrases/built.ts';
import { readingOf } from '../../phrases/comparisons/made.ts';
import { isHere, isIt } from '../../phrases/implied.ts';
import type { Comparison } from '../../phrases/phrase.ts';
import {
  after,
  at,
  before,
  filled,
  leadOf,
  partAt,
  sameClause,
  type Telling,
  wordsBetween,
} from '../telling.ts';
import { momentOf } from '../timings.ts';
import { topicOf } from '../values.ts';
import { type CountedReadings, countedSubject, quantifierBefore } from './counted.ts';
import { saidAt } from './numbers.ts';

/** What is held against something: a number, or readings with how many of them. */
export type Subject =
  | {
      readonly of: 'number';
      readonly num: Num;
      readonly written?: Num;
      readonly index?: number;
      /** That the window has it. */
      readonly claim?: Formula;
    }
  | CountedReadings;

/** Who is compared: "no reading", "all of them", a number, an event, or the readings in general. */
export function subjectOf(telling: Telling, index: number, comparison: Comparison): Subject {
  const subject = subjectSaid(telling, index, comparison);
  const { barely } = comparison;
  return barely === undefined || subject.of === 'number' || subject.many !== 'all'
    ? subject
    : { of: 'number', num: statistic(barely, subject.part) };
}

function subjectSaid(telling: Telling, index: number, comparison: Comparison): Subject {
  const former = comparison.left === undefined ? otherSide(telling, index) : undefined;
  if (former !== undefined) return subjectSaid(telling, index - 1, former);
  const nearest = nearestBefore(telling, index);
  const quantifier = quantifierBefore(telling, index);
  return (
    (comparison.left === undefined
      ? undefined
      : ({ of: 'number', num: ofTopic(telling, index, filled(telling, index, comparison.left)) } as const)) ??
    (isCountedNext(telling, index) && !sameClause(telling, nearest, index)
      ? // "Below 20 there are five, above 22 seven": seven of them.
        ({ of: 'readings', many: 'some', part: partAt(telling, index) } as const)
      : undefined) ??
    countedSubject(telling, index, nearest, comparison) ??
    (quantifier === undefined
      ? undefined
      : { of: 'readings', many: quantifier, part: partAt(telling, index) }) ??
    ownTime(telling, index, nearest) ??
    numberSubject(telling, index, nearest) ??
    topicSubject(telling, index) ??
    timedSubject(telling, index, nearest) ??
    (comparison.passing === true ? undefined : levelSubject(telling, index)) ?? {
      of: 'readings',
      many:
        comparison.passing === true ||
        isCountedNext(telling, index) ||
        isTimes(telling, index) ||
        lasts(telling, index)
          ? 'some'
          : 'all',
      part: partAt(telling, index),
    }
  );
}

/** "The scatter is larger in the first half than in the second": the figure that is named, of that part. */
function ofTopic(telling: Telling, index: number, left: Num): Num {
  if (left.num !== 'statistic' || left.name !== 'mean') return left;
  const topic = topicOf(telling, index);
  if (topic?.of === 'num') return { ...left, name: topic.name };
  return ofScatter(telling, index, left);
}

/** The scatter of the same readings, where the clause speaks of that before an island. */
export function ofScatter({ mood, tokens, islands }: Telling, index: number, left: Num): Num {
  const from = islands[index]?.from ?? 0;
  const isScatter = tokens.some(
    ({ norm }, place) => place < from && mood.clause[place] === mood.clause[from] && SCATTER.test(norm),
  );
  return isScatter && left.num === 'statistic' && left.name === 'mean' ? { ...left, name: 'stddev' } : left;
}

const SCATTER = /^(?:scatter|scattering|variation|variability|volatility|fluctuations?|noise|dispersion)$/;

/** "nothing goes above 27 or below 25": both are said of the same. */
function otherSide(telling: Telling, index: number): Comparison | undefined {
  const words = wordsBetween(telling, index - 1, index);
  return words.length === 1 && /^(?:or|nor|and)$/.test(words[0] ?? '')
    ? at(telling, index - 1, 'comparison')
    : undefined;
}

/** The last thing spoken of in the piece that can be compared; a mere "it" goes back further. */
function nearestBefore(telling: Telling, index: number): number {
  let nearest = before(telling, index, ...COMPARABLE);
  while (isIt(at(telling, nearest, 'event'))) nearest = before(telling, nearest, ...COMPARABLE);
  return nearest;
}

const COMPARABLE = [
  'count',
  'measure',
  'figure',
  'num',
  'event',
  'comparison',
  'range',
  'part',
  'change',
] as const;

/** A number that was said right before: "22.2, which is above the mean". */
function numberSubject(telling: Telling, index: number, nearest: number): Subject | undefined {
  const lead = leadOf(telling, index, 4);
  const isOther =
    (lead.some((word) => /^(?:never|always|and|but)$/.test(word)) &&
      !lead.some((word) => /^(?:is|are|was|were|which|that)$/.test(word))) ||
    ANOTHER.test(wordsBetween(telling, nearest, index).join(' '));
  if (isOther && !sameClause(telling, nearest, index)) return undefined;
  const said = saidAt(telling, nearest);
  if (said !== undefined) return { of: 'number', ...said };
  const figure = at(telling, nearest, 'figure');
  if (figure !== undefined) return { of: 'number', num: filled(telling, index, figure.num) };
  // "three trips took more than ...": so many of them.
  return at(telling, nearest, 'measure') === undefined
    ? undefined
    : { of: 'readings', many: 'some', part: partAt(telling, index) };
}

/** "..., and the morning was warmer": a subject of its own, whatever that is. */
const ANOTHER = /(?:^| )(?:,|and|but|while) (?:the|an?|its|this|these|those|their|most|our) \S+ /;

function topicSubject(telling: Telling, index: number): Subject | undefined {
  const topic = topicOf(telling, index);
  if (topic?.of === 'num') return { of: 'number', num: filled(telling, index, topic.num) };
  if (topic?.of === 'event')
    return {
      of: 'number',
      num: { num: 'reading at', at: { time: 'start', of: filled(telling, index, topic.event) } },
    };
  return topic?.of === 'part'
    ? { of: 'readings', many: 'all', part: filled(telling, index, topic.part) }
    : undefined;
}

/** "At 10:03 it was 7.5 above the mean": the reading of that moment; at the ends the first and the last one. */
function timedSubject(telling: Telling, index: number, nearest: number): Subject | undefined {
  const timing = nearest === -1 ? at(telling, before(telling, index, 'timing'), 'timing') : undefined;
  if (timing?.role === 'at' && isEdge(timing.time))
    return { of: 'number', num: filled(telling, index, readingOf(timing.time)) };
  const time = momentOf(timing);
  return time === undefined ? undefined : { of: 'number', num: { num: 'reading at', at: time } };
}

/** "At midnight it is 12, by nine it is twice that": the reading of the moment that its own clause tells, not the number before. */
function ownTime(telling: Telling, index: number, nearest: number): Subject | undefined {
  const timing = before(telling, index, 'timing');
  if (nearest === -1 || timing < nearest || !sameClause(telling, timing, index)) return undefined;
  return sameClause(telling, nearest, index) ? undefined : timedSubject(telling, index, -1);
}

/** The start or the end of what is spoken of. */
export function isEdge(time: Time | undefined): boolean {
  return (time?.time === 'part start' || time?.time === 'part end') && isHere(time.of);
}

/** "What makes 52 % special? It is the highest value.": the number that the sentence before told of. */
function levelSubject(telling: Telling, index: number): Subject | undefined {
  const level = telling.scenes[index]?.level;
  const piece = telling.mood.piece[telling.islands[index]?.from ?? -1] ?? -1;
  const first = telling.tokens[telling.mood.piece.indexOf(piece)]?.norm ?? '';
  // "It never exceeded 20" says so of the readings: a number is what it is.
  const isOften = leadOf(telling, index, 4).some((word) =>
    /^(?:never|always|ever|hardly|rarely)$/.test(word),
  );
  return level?.num === 'literal' && /^(?:it|this|that)$/.test(first) && !isOften
    ? { of: 'number', num: level }
    : undefined;
}

/** "for 31 minutes the readings keep within 0.1 °C of the maximum": some of them do. */
function lasts(telling: Telling, index: number): boolean {
  return [before(telling, index, 'lasting'), after(telling, index, 'lasting')].some(
    (other) => at(telling, other, 'lasting')?.quantity != null,
  );
}

/** "19 x > 467". */
function isTimes(telling: Telling, index: number): boolean {
  const former = at(telling, index - 1, 'comparison');
  return former?.by?.unit === 'times' && telling.islands[index - 1]?.to === telling.islands[index]?.from;
}

/** "Speeds below 60 occur five times". */
function isCountedNext(telling: Telling, index: number): boolean {
  const next = after(telling, index, 'count');
  const counted = at(telling, next, 'count')?.counted.count ?? '';
  return /^(?:readings|stretches|run length)$/.test(counted) && sameClause(telling, index, next);
}
