import type { FindingClass } from '../../statement/events.ts';
import type { Formula, StateName } from '../../statement/formulas.ts';
import type { Part } from '../../statement/parts.ts';
import type { Reading } from '../../statement/text.ts';
import { countIs, literal } from '../phrases/built.ts';
import { partOf, WHOLE } from '../phrases/implied.ts';
import type { Edge, PhraseTypes } from '../phrases/phrase.ts';
import { denialOf } from './denials.ts';
import { isOfOthers, noOthers, readingNamed } from './found.ts';
import { noStepBack } from './moves.ts';
import { otherParts } from './other-parts.ts';
import { distinct, reading } from './scene.ts';
import { at, before, filled, partAt, type Telling, wordsBefore } from './telling.ts';
import { topicOf } from './values.ts';

/** What is said to be so of the data, of a reading, of an event. */
export function stateReadings(telling: Telling, index: number, told: PhraseTypes['state']): Reading[] {
  const { denied } = told;
  const state = isSwitchedOff(telling, index) ? 'zero' : told.state;
  const lead = wordsBefore(telling, index, 3);
  if (lead.at(-1)?.endsWith('than') === true) return comparedWithUsual(lead);
  const going = goingOn(telling, index);
  if (going !== undefined)
    return [reading(denialOf(telling, index) === -1 ? going : { is: 'not', formula: going })];
  if (OF_THINGS.has(state) && isOfThing(telling, index))
    return [reading({ is: 'state', state: 'vague', of: WHOLE })];
  const isDenied = (denialOf(telling, index) !== -1) !== (denied === true);
  if (isOfOthers(telling, index) && (isDenied ? state === 'unusual' : state === 'normal'))
    return noOthers('any');
  const formula = (of: Part): Formula => {
    const stated: Formula = { is: 'state', state, of };
    return isDenied ? { is: 'not', formula: stated } : stated;
  };
  const about = subjectPart(telling, index, state);
  const part = WINDOW_STATES.has(state) ? WHOLE : partAt(telling, index);
  const readings = [reading(formula(about ?? part))];
  // "The rest is normal": what else was found was not asked.
  if (part.part === 'without' && state === 'normal')
    return [...readings, reading({ is: 'beyond', what: 'what is left out' })];
  if (about !== undefined && (state === 'normal' || state === 'unusual')) return readings;
  for (const other of otherParts(telling, index)) readings.push(reading(formula(other), 'part carried over'));
  return distinct(readings);
}

/** "the rise from 9:10 to 9:20 is uninterrupted": no step goes back, however complete the data is. */
function goingOn(telling: Telling, index: number): Formula | undefined {
  const { tokens, islands } = telling;
  const word = tokens[islands[index]?.from ?? -1]?.norm ?? '';
  if (!/^(?:uninterrupted|unbroken)$/.test(word)) return undefined;
  const event = at(telling, before(telling, index, 'event', 'change', 'num', 'count'), 'event');
  return event?.event === 'step' && event.direction !== 'either'
    ? noStepBack(event.direction, partAt(telling, index))
    : undefined;
}

/** "scatters more than usual": so it was found, or was not. */
function comparedWithUsual(lead: readonly string[]): Reading[] {
  const found = (of: FindingClass): Formula =>
    countIs({ count: 'findings', of, within: WHOLE }, { amount: 'bounds', low: 1, high: null });
  const kinds: readonly FindingClass[] = lead.some((word) => word.startsWith('less'))
    ? ['attenuated', 'stuck']
    : ['noise burst', 'any'];
  return [reading({ is: 'or', formulas: kinds.map(found) })];
}

/** "The pump is off": it reads 0; a reading or a sensor that is off is wrong. */
function isSwitchedOff({ tokens, islands, mood }: Telling, index: number): boolean {
  const { from = 0, to = 0 } = islands[index] ?? {};
  if (tokens[to - 1]?.norm !== 'off') return false;
  const subject = tokens.slice(Math.max(0, from - 5), from).filter((_, nth, all) => {
    const at = from - all.length + nth;
    return mood.clause[at] === mood.clause[from];
  });
  return (
    subject.length > 1 &&
    !subject.some(
      ({ norm }) =>
        SENSOR.test(norm) || /^(?:something|nothing|anything|one|looks?|seems?|bit|way|slightly)$/.test(norm),
    )
  );
}

/** What a sensor can be, and any other thing too. */
const OF_THINGS: ReadonlySet<StateName> = new Set(['working', 'faulty']);
const SENSOR =
  /^(?:sensors?|probes?|series|readings?|values?|data|loggers?|devices?|it|they|this|thermometers?|meters?|gauges?|recorders?|monitors?|instruments?|detectors?|transmitters?)$/;

/** What no table knows, or what has a name: "the pump". */
function isNoun(word: string, edges: readonly Edge[]): boolean {
  return (
    edges.some(({ category }) => category === 'unknown' || category === 'series') ||
    (edges.every(({ category }) => category === 'plain') &&
      word.length > 3 &&
      !/^(?:that|this|these|those|which|with|have|been|were)$/.test(word))
  );
}

/** "The equipment is in good working order": how things are that nobody measures, a window can't tell. */
function isOfThing({ tokens, islands, mood, chart }: Telling, index: number): boolean {
  const here = islands[index]?.from ?? 0;
  const subject = tokens.flatMap(({ norm, kind }, at) =>
    at < here &&
    kind === 'word' &&
    mood.clause[at] === mood.clause[here] &&
    (SENSOR.test(norm) || isNoun(norm, chart.at(at)))
      ? [norm]
      : [],
  );
  return subject.length > 0 && !subject.some((word) => SENSOR.test(word));
}

/** What a stretch without readings, or a whole series, is. */
const WINDOW_STATES: ReadonlySet<StateName> = new Set([
  'missing data',
  'complete',
  'working',
  'faulty',
  'evenly spaced',
]);

/** A reading or event that is said to be unusual or normal. */
function subjectPart(telling: Telling, index: number, state: StateName): Part | undefined {
  if (state !== 'normal' && state !== 'unusual') return undefined;
  const named = readingNamed(telling, index);
  if (named !== undefined) return named;
  const topic = topicOf(telling, index);
  if (topic?.of === 'event') return partOf(filled(telling, index, topic.event));
  if (topic?.of === 'part') return filled(telling, index, topic.part);
  const measure = at(
    telling,
    before(telling, index, 'measure', 'figure', 'count', 'comparison', 'range'),
    'measure',
  );
  return measure === undefined
    ? undefined
    : {
        part: 'where',
        of: partAt(telling, index),
        condition: { if: 'compare', relation: 'equal', to: literal(measure) },
      };
}
