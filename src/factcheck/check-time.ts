import { statisticOf } from './check-statistic.ts';
import { agrees, measured, showTime } from './compare.ts';
import type { KnownFinding } from './context.ts';
import { findingsOf, showFindings } from './findings.ts';
import type { Meaning } from './meaning.ts';
import { instantIn, isMoment } from './moment-match.ts';
import { after, before, current, isOf, type Scene } from './scene.ts';
import type { Moment } from './tokens.ts';
import { decide, type Outcome, refuted } from './verdict.ts';
import { findReading, type WindowData } from './window-data.ts';

type Time = Meaning & { readonly is: 'time' };

/** A time is judged with what it dates: a reading, an extreme, a finding, a gap; alone it must lie in the window. */
export function checkTime(meaning: Time, scene: Scene): Outcome {
  const event = eventOf(scene);
  const { window } = scene;
  if (meaning.to !== undefined) return checkInterval(meaning, scene);
  if (isOf(event, 'value') || isOf(event, 'statistic')) {
    const times = timesOf(event.meaning, window);
    const hit = times((time) => isMoment(time, meaning.from, window, meaning.about));
    if (hit !== undefined) return decide(true, `that reading is of ${showTime(hit)}`);
    const other = times(() => true);
    if (meaning.preposition !== 'at' && other !== undefined) return inWindow(meaning.from, window);
    return refuted(other === undefined ? 'no such reading' : `that reading is of ${showTime(other)}`);
  }
  if (isOf(event, 'count') && event.meaning.of !== 'point')
    return atFinding(meaning, findingsOf(event.meaning.of, window.context.truth), window);
  if (isOf(event, 'state') && ['anomalous', 'missing', 'stuck', 'faulty'].includes(event.meaning.state)) {
    const found =
      event.meaning.state === 'missing' ? findingsOf('gap', window.context.truth) : window.context.truth;
    return atFinding(meaning, found, window);
  }
  return inWindow(meaning.from, window);
}

function eventOf(scene: Scene) {
  const previous = before(scene, 'value', 'statistic', 'count', 'state', 'trend', 'duration');
  return previous ?? after(scene, 'value', 'statistic', 'count', 'state');
}

/** Looks through the times of the readings that a value or an extreme names. */
function timesOf(
  meaning: Meaning & { is: 'value' | 'statistic' },
  window: WindowData,
): (test: (time: number) => boolean) => number | undefined {
  const written = measured(meaning.quantity, window.unit);
  const wanted = meaning.is === 'statistic' ? statisticOf(window, meaning.name) : Number.NaN;
  const extreme = meaning.is === 'statistic' && ['min', 'max'].includes(meaning.name);
  if (meaning.is === 'statistic' && ['first', 'last'].includes(meaning.name)) {
    const at = meaning.name === 'first' ? window.statistics.firstAt : window.statistics.lastAt;
    return (test) => (test(at) ? at : undefined);
  }
  return (test) =>
    findReading(
      window,
      (value, time) =>
        (extreme ? value === wanted : written !== undefined && agrees(value, written, meaning.about)) &&
        test(time),
    )?.time;
}

function atFinding(meaning: Time, findings: readonly KnownFinding[], window: WindowData): Outcome {
  const evidence = showFindings(findings);
  const edges = findings.flatMap((finding) => edgesOf(finding, window));
  if (edges.some((time) => isMoment(time, meaning.from, window, meaning.about)))
    return decide(true, evidence);
  const instant = instantIn(window, meaning.from);
  const inside = findings.some(
    ({ at, until }) => instant !== undefined && instant >= at - 60_000 && instant <= (until ?? at),
  );
  return decide(inside && meaning.preposition === 'at', evidence);
}

/** First and last moment of a finding, and for a gap the readings on either side. */
function edgesOf({ kind, at, until }: KnownFinding, window: WindowData): number[] {
  const edges = [at, until ?? at];
  if (kind !== 'gap') return edges;
  const last = lastBefore(window.times, at);
  const next = firstAfter(window.times, until ?? at);
  return [...edges, ...(last === undefined ? [] : [last]), ...(next === undefined ? [] : [next])];
}

function lastBefore(times: Float64Array, at: number): number | undefined {
  return times.findLast((time) => time < at);
}

function firstAfter(times: Float64Array, at: number): number | undefined {
  return times.find((time) => time > at);
}

function checkInterval(meaning: Time, scene: Scene): Outcome {
  const { window } = scene;
  const to = meaning.to ?? meaning.from;
  const { firstAt, lastAt } = window.statistics;
  const edges = [...window.context.truth.flatMap((finding) => edgesOf(finding, window)), firstAt, lastAt];
  if (window.context.window !== undefined) edges.push(window.context.window.start, window.context.window.end);
  const known = (moment: Moment) => edges.some((time) => isMoment(time, moment, window, meaning.about));
  if (known(meaning.from) && known(to))
    return decide(true, `${showTime(firstAt)} to ${showTime(lastAt)}; ${showFindings(window.context.truth)}`);
  const event = before(scene, 'state', 'count') ?? after(scene, 'state', 'count');
  if (event !== undefined) return refuted(showFindings(window.context.truth));
  const both =
    inWindow(meaning.from, window).verdict === 'supported' && inWindow(to, window).verdict === 'supported';
  return decide(both, `the window runs from ${showTime(firstAt)} to ${showTime(lastAt)}`);
}

function inWindow(moment: Moment, window: WindowData): Outcome {
  const { firstAt, lastAt } = window.statistics;
  const evidence = `the window runs from ${showTime(firstAt)} to ${showTime(lastAt)}`;
  if (moment.second === undefined)
    return decide(isMoment(firstAt, moment, window) || isMoment(lastAt, moment, window), evidence);
  return decide(instantIn(window, moment) !== undefined, evidence);
}

/** "in the last reading", "at the start": the value named before it must be there. */
export function checkPosition(meaning: Meaning & { is: 'position' }, scene: Scene): Outcome {
  const { window } = scene;
  const event = before(scene, 'value', 'statistic') ?? after(scene, 'value', 'statistic');
  const n = window.values.length;
  if (n === 0) return refuted('the window has no readings');
  const reach = Math.max(1, Math.round(n * 0.05));
  const [from, to] = placeBounds(meaning.place, n, reach);
  if (event === undefined) return decide(true, `reading ${from + 1} to ${to} of ${n}`);
  const written = measured(event.meaning.quantity, window.unit);
  const wanted = event.meaning.is === 'statistic' ? statisticOf(window, event.meaning.name) : Number.NaN;
  const part = window.values.slice(from, to);
  const hit = part.some(
    (value) =>
      value === wanted ||
      (event.meaning.is === 'value' && written !== undefined && agrees(value, written, event.meaning.about)),
  );
  return decide(hit, `reading ${from + 1} to ${to} of ${n}`);
}

function placeBounds(
  place: (Meaning & { is: 'position' })['place'],
  n: number,
  reach: number,
): [number, number] {
  switch (place) {
    case 'first':
      return [0, 1];
    case 'last':
      return [n - 1, n];
    case 'start':
      return [0, reach];
    case 'end':
      return [n - reach, n];
    case 'middle':
      return [Math.floor(n / 3), Math.ceil((2 * n) / 3)];
    case 'first half':
      return [0, Math.ceil(n / 2)];
    case 'second half':
      return [Math.floor(n / 2), n];
  }
}

/** A length of time: of the finding in the sentence, else of the window. */
export function checkDuration(meaning: Meaning & { is: 'duration' }, scene: Scene): Outcome {
  const { window } = scene;
  const { firstAt, lastAt, usualIntervalMs } = window.statistics;
  const step = (usualIntervalMs || 0) / 1000;
  const lengths = window.context.truth.flatMap((finding) => lengthsOf(finding, window, step));
  const span = (lastAt - firstAt) / 1000;
  const whole =
    window.context.window === undefined
      ? []
      : [(window.context.window.end - window.context.window.start) / 1000];
  const all = [...lengths, span, span + step, ...whole];
  const draft = current(scene);
  const loose = Math.max(meaning.step / 2, meaning.about ? meaning.seconds * 0.1 : 0, step / 2);
  const holds = draft !== undefined && all.some((seconds) => Math.abs(seconds - meaning.seconds) <= loose);
  return decide(holds, `the window lasts ${Math.round(span)} s; ${showFindings(window.context.truth)}`);
}

function lengthsOf(finding: KnownFinding, window: WindowData, step: number): number[] {
  const edges = edgesOf(finding, window);
  const [start, end] = [Math.min(...edges), Math.max(...edges)];
  const inner = ((finding.until ?? finding.at) - finding.at) / 1000;
  return finding.until === undefined ? [] : [inner, inner + step, (end - start) / 1000];
}
