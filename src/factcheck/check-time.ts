import { checkTimeSpan } from './check-interval.ts';
import { statisticOf } from './check-statistic.ts';
import { showTime } from './compare.ts';
import type { KnownFinding } from './context.ts';
import { edgesOf, findingsOf, showFindings } from './findings.ts';
import type { Draft, Meaning } from './meaning.ts';
import { instantIn, isMoment } from './moment-match.ts';
import { namedExtreme } from './named-extreme.ts';
import { after, before, current, isOf, leadIn, leadOut, type Scene } from './scene.ts';
import { inWindow, ofCompared, ofCounted, ofReading, type Test, throughout } from './time-of-reading.ts';
import type { Moment } from './tokens.ts';
import { turns } from './turns.ts';
import { decide, type Outcome, refuted, unverifiable } from './verdict.ts';
import type { WindowData } from './window-data.ts';

type Time = Meaning & { readonly is: 'time' };

/** Statistics that are readings, each of some time. */
const DATED: ReadonlySet<string> = new Set(['min', 'max', 'first', 'last', 'mode']);

/** A time is judged with what it dates: a reading, an extreme, a finding, a gap, a change. */
export function checkTime(meaning: Time, scene: Scene): Outcome {
  if (meaning.to !== undefined) return checkTimeSpan(meaning, meaning.to, scene);
  const { whole } = scene;
  if (meaning.from.second === undefined) return onDate(meaning.from, whole);
  const test = testOf(meaning, whole);
  const event = eventOf(scene);
  const extreme = namedExtreme(scene, event?.end ?? 0);
  const following = lastsFrom(meaning, scene);
  if (isOf(event, 'value') && following !== undefined) return throughout(event.meaning, following, whole);
  // An average has no time of its own: the time says which readings it is of.
  if (isOf(event, 'statistic') && !DATED.has(event.meaning.name)) return inWindow(meaning.from, whole);
  if (isOf(event, 'value', 'statistic') && extreme === undefined) {
    return ofReading(event.meaning, meaning, test, meaning.preposition === 'at' ? scene.window : whole);
  }
  const told = valueThen(scene);
  if (told !== undefined) return ofReading(told.meaning, meaning, test, whole);
  const found = foundBy(event, whole);
  if (found !== undefined) return atFinding(test, found, meaning, whole);
  if (isOf(event, 'count') && meaning.preposition === 'at') return ofCounted(scene, test, whole);
  if (isOf(event, 'comparison')) return whenCompared(event.meaning, meaning, scene, test);
  if (extreme !== undefined) return ofExtreme(extreme, meaning, test, scene.window);
  return isOf(event, 'trend', 'state', 'count') ? ofTrend(meaning, test, whole) : alone(meaning, test, scene);
}

/** The findings that a count or a state speaks of; undefined where it speaks of readings or of nothing known. */
function foundBy(event: Draft | undefined, { context }: WindowData): readonly KnownFinding[] | undefined {
  if (isOf(event, 'count')) {
    const { of } = event.meaning;
    return of === 'point' || of === 'them' || of === 'group' || of === 'other'
      ? undefined
      : findingsOf(of, context.truth);
  }
  if (!isOf(event, 'state')) return undefined;
  if (event.meaning.state === 'missing') return findingsOf('gap', context.truth);
  return ['anomalous', 'stuck', 'faulty', 'clipped'].includes(event.meaning.state)
    ? context.truth
    : undefined;
}

/** "The minimum came at 11:40". */
function ofExtreme(name: 'min' | 'max', meaning: Time, test: Test, window: WindowData): Outcome {
  const quantity = { value: statisticOf(window, name), step: 0 };
  return ofReading({ is: 'statistic', name, quantity }, meaning, test, window);
}

/** "at 12:30, where usage reached 96.5 %": a value told of that time, which has no time of its own. */
function valueThen(scene: Scene) {
  const { end } = current(scene);
  const next = scene.drafts[scene.index + 1];
  const own = scene.drafts[scene.index + 2];
  if (!isOf(next, 'value') || next.first - end > 5 || (isOf(own, 'time') && own.first - next.end <= 3))
    return undefined;
  return scene.tokens
    .slice(end, next.first)
    .some(({ norm }) => /^(?:where|when|reaching|with|:|\()$/.test(norm))
    ? next
    : undefined;
}

/** What the time says of a moment of the data: at it, or shortly before or after. */
function testOf({ from, preposition }: Time, window: WindowData): Test {
  const quarter = 15 * 60_000;
  const instant = instantIn(window, from);
  if (preposition === 'shortly after' && instant !== undefined)
    return (time) => time >= instant && time <= instant + quarter;
  if (preposition === 'shortly before' && instant !== undefined)
    return (time) => time < instant + 60_000 && time >= instant - quarter;
  return (time) => isMoment(time, from, window);
}

/** "from 14:46:25 on": all that follows, not the one reading. */
function lastsFrom({ from, preposition }: Time, scene: Scene): Test | undefined {
  const goesOn = /^(?:on|onward|onwards)$/.test(leadOut(scene, 1)[0]?.norm ?? '');
  const instant = preposition === 'from' && goesOn ? instantIn(scene.whole, from) : undefined;
  return instant === undefined ? undefined : (time) => time >= instant - 500;
}

function eventOf(scene: Scene) {
  const kinds = ['value', 'statistic', 'count', 'state', 'trend', 'comparison', 'duration'] as const;
  // In a list of times the event is what stands before the first of them.
  const previous = before(scene, ...kinds);
  if (previous !== undefined) return previous;
  // "At 15:08 the humidity jumped to 61.2 %" dates the number, not the jump alone.
  const { end } = current(scene);
  const value = after(scene, 'value');
  const isNear =
    value !== undefined &&
    value.first - end <= 8 &&
    !scene.tokens.slice(end + 1, value.first).some(({ senses }) => senses.has('comma'));
  const own = value && scene.drafts[scene.drafts.indexOf(value) + 1];
  const hasOwn = isOf(own, 'time') && value !== undefined && own.first - value.end <= 2;
  return isNear && !hasOwn ? value : after(scene, ...kinds);
}

/** "crossed 36 % at 14:53", "all of them after 11:00", "more than doubled at noon". */
function whenCompared(
  comparison: Meaning & { is: 'comparison' },
  meaning: Time,
  scene: Scene,
  test: Test,
): Outcome {
  if (comparison.against.to === 'multiplied') return ofTrend(meaning, test, scene.whole);
  const instant = instantIn(scene.whole, meaning.from);
  const { preposition } = meaning;
  if (instant === undefined || (preposition !== 'from' && preposition !== 'to'))
    return ofCompared(comparison, scene, test);
  const isThen = (time: number) => (preposition === 'from' ? time >= instant - 500 : time < instant);
  const ofAll = leadIn(scene, 3).some(({ senses }) => senses.has('all') || senses.get('amount') === 'all');
  if (!ofAll) return ofCompared(comparison, scene, isThen);
  return ofCompared(comparison, scene, (time) => !isThen(time)).verdict === 'supported'
    ? refuted('such a reading is outside of that time')
    : ofCompared(comparison, scene, isThen);
}

function atFinding(
  test: Test,
  findings: readonly KnownFinding[],
  meaning: Time,
  window: WindowData,
): Outcome {
  const evidence = showFindings(findings);
  if (findings.flatMap((finding) => edgesOf(finding, window)).some(test)) return decide(true, evidence);
  const instant = instantIn(window, meaning.from);
  const inside = findings.some(
    ({ kind, at, until }) =>
      // A shift happens once, however long the new level lasts.
      kind !== 'level shift' && instant !== undefined && instant >= at - 60_000 && instant <= (until ?? at),
  );
  return decide(inside && meaning.preposition === 'at', evidence);
}

/** Something changes at that time: a finding begins or ends, or the largest step of the window is there. */
function ofTrend(meaning: Time, test: Test, window: WindowData): Outcome {
  const edges = [
    ...window.context.truth.flatMap((finding) => edgesOf(finding, window)),
    ...turns(window),
    window.statistics.firstAt,
    window.statistics.lastAt,
  ];
  if (edges.some(test)) return decide(true, 'something changes there');
  const lasts = window.context.truth.some(({ until }) => until !== undefined);
  return lasts || meaning.preposition === 'at'
    ? refuted('nothing changes there')
    : inWindow(meaning.from, window);
}

function onDate(moment: Moment, window: WindowData): Outcome {
  const { firstAt, lastAt } = window.statistics;
  return decide(
    isMoment(firstAt, moment, window) || isMoment(lastAt, moment, window),
    `the window runs from ${new Date(firstAt || 0).toISOString()}`,
  );
}

const EVENT_WORDS =
  /^(?:change|changed|shift|step|event|it|this|anomaly|happen|happened|happens|occur|occurred|occurs|began|begins|started|starts|ended|ends|peak|transition)$/;

/** A time of which nothing else is said: the ends of the window, a finding, or out of it. */
function alone(meaning: Time, test: Test, scene: Scene): Outcome {
  const { whole } = scene;
  const { firstAt, lastAt } = whole.statistics;
  const ends = [
    firstAt,
    lastAt,
    ...(whole.context.window === undefined ? [] : [whole.context.window.start, whole.context.window.end]),
  ];
  const found = whole.context.truth.flatMap((finding) => edgesOf(finding, whole));
  const evidence = `the window runs from ${showTime(firstAt)} to ${showTime(lastAt)}; ${showFindings(whole.context.truth)}`;
  if ([...ends, ...found].some(test)) return decide(true, evidence);
  if (meaning.from.untilSecond !== undefined) return decide(whole.times.some(test), evidence);
  if (inWindow(meaning.from, whole).verdict === 'refuted') return refuted(evidence);
  if (scene.tokens.some(({ norm }) => EVENT_WORDS.test(norm)) && meaning.preposition === 'at')
    return refuted(evidence);
  const instant = instantIn(whole, meaning.from) ?? Number.NaN;
  const slack = meaning.from.precision >= 3600 ? 900_000 : 60_000;
  const inside = whole.context.truth.some(
    ({ at, until }) => instant >= at - slack && instant <= (until ?? at) + slack,
  );
  return inside ? decide(true, evidence) : unverifiable('what happened then is not in the data');
}
