import { statisticOf } from './check-statistic.ts';
import { agrees, measured, showTime } from './compare.ts';
import type { KnownFinding } from './context.ts';
import { asCounted, findingsOf, isCovered, lengthsOf, showFindings } from './findings.ts';
import type { Meaning, Place } from './meaning.ts';
import { instantIn } from './moment-match.ts';
import { namedExtreme } from './named-extreme.ts';
import { after, before, current, isOf, leadIn, leadOut, type Of, type Scene } from './scene.ts';
import { decide, type Outcome, refuted, supported, unverifiable } from './verdict.ts';
import { findReading, type WindowData } from './window-data.ts';

/** "in the last reading", "at the start": the value named before it must be there. */
export function checkPosition({ place }: Meaning & { is: 'position' }, scene: Scene): Outcome {
  const { whole } = scene;
  const n = whole.values.length;
  if (n === 0) return refuted('there are no readings');
  const [from, to] = boundsOf(place, n);
  const evidence = `readings ${from + 1} to ${to} of ${n}`;
  const found = findingsPlaced(scene);
  if (found !== undefined) {
    const [first, last] = [whole.times[from] ?? Number.NaN, whole.times[to - 1] ?? Number.NaN];
    return decide(
      found.some(({ at, until = at }) => at <= last && until >= first),
      `${evidence}; ${showFindings(found)}`,
    );
  }
  const previous = before(scene, 'value', 'statistic');
  const named = namedExtreme(scene, previous?.end ?? 0);
  if (named !== undefined)
    return decide(whole.values.slice(from, to).includes(statisticOf(whole, named)), evidence);
  const event = previous ?? after(scene, 'value', 'statistic');
  // "the second half" is a part that something is said of; what is said is judged there.
  if (event === undefined || place === 'first half' || place === 'second half' || place === 'middle')
    return supported(evidence);
  const written = measured(event.meaning.quantity, whole.unit);
  const wanted = event.meaning.is === 'statistic' ? statisticOf(whole, event.meaning.name) : Number.NaN;
  const isIt = (value: number) =>
    value === wanted || (event.meaning.is === 'value' && written !== undefined && agrees(value, written));
  return decide(whole.values.slice(from, to).some(isIt), evidence);
}

/** "the dropout came at the start": what was found of the kind that is placed there; undefined where a reading is. */
function findingsPlaced(scene: Scene): readonly KnownFinding[] | undefined {
  const previous = scene.drafts[scene.index - 1];
  if (previous !== undefined && (!isOf(previous, 'count') || previous.meaning.amount.high === 0))
    return undefined;
  const spoken = leadIn(scene, 5).findLast(({ senses }) => senses.has('anom'));
  const of = asCounted(spoken?.senses.get('anom') ?? '');
  return of === undefined || of === 'anomaly' ? undefined : findingsOf(of, scene.whole.context.truth);
}

function boundsOf(place: Place, n: number): [from: number, to: number] {
  const reach = Math.max(1, Math.round(n * 0.05));
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

/** A length of time: of a finding, of the part of the window that is spoken of, or of the window. */
export function checkDuration(meaning: Meaning & { is: 'duration' }, scene: Scene): Outcome {
  const { whole, window } = scene;
  const { firstAt, lastAt, usualIntervalMs } = whole.statistics;
  const step = (usualIntervalMs || 0) / 1000;
  const span = (lastAt - firstAt) / 1000;
  const part = (window.statistics.lastAt - window.statistics.firstAt) / 1000;
  const named = whole.context.window;
  if (isMissing(scene)) return lengthOfGap(meaning, scene, step);
  const ofFinding =
    leadIn(scene, 3).some(({ norm }) => /^(?:lasts?|lasted|lasting)$/.test(norm)) &&
    leadIn(scene, 5).some(({ senses }) => senses.has('anom'));
  const ofWindow = ofFinding ? [] : [span, span + step, part, part + step];
  const lengths = [
    ...whole.context.truth.flatMap((finding) => lengthsOf(finding, whole)),
    ...ofWindow,
    ...distances(whole.context.truth),
    ...(isFromStart(scene) ? whole.context.truth.map(({ at }) => (at - firstAt) / 1000) : []),
    ...(named === undefined ? [] : [(named.end - named.start) / 1000]),
  ];
  const { first, end } = current(scene);
  const ofPart = scene.tokens
    .slice(Math.max(0, first - 1), end)
    .some(({ norm }) => /^(?:last|first|past|final|next|preceding)$/.test(norm));
  if (ofPart) return decide(meaning.seconds <= span + step, `the window lasts ${Math.round(span)} s`);
  const short = leadOut(scene, 1)[0]?.norm === 'later' || leadOut(scene, 1)[0]?.norm === 'apart';
  const evidence = `the window lasts ${Math.round(span)} s; ${showFindings(whole.context.truth)}`;
  return decide(!short && lengths.some((seconds) => lastsAs(seconds, meaning, step)), evidence);
}

/** "data is missing for an hour": of the gap, not of anything else that lasted so long. */
function isMissing(scene: Scene): boolean {
  const said = before(scene, 'state', 'count', 'trend', 'value', 'comparison')?.meaning;
  return said?.is === 'state' && said.state === 'missing';
}

function lengthOfGap(meaning: Meaning & { is: 'duration' }, { whole }: Scene, step: number): Outcome {
  const gaps = findingsOf('gap', whole.context.truth);
  const lengths = gaps.flatMap((gap) => lengthsOf(gap, whole));
  return decide(
    lengths.some((seconds) => lastsAs(seconds, meaning, step)),
    showFindings(gaps),
  );
}

/** "one hour after the start of the window", "ten minutes into the window" */
function isFromStart(scene: Scene): boolean {
  const words = leadOut(scene, 4);
  return (
    words[0]?.norm === 'into' ||
    (/^(?:after|from)$/.test(words[0]?.norm ?? '') &&
      words.some(({ senses }) => senses.get('place') === 'start'))
  );
}

/** Seconds between one finding and the next: "40 minutes before the second spike". */
function distances(truth: WindowData['context']['truth']): number[] {
  return truth.slice(1).map(({ at }, index) => (at - (truth[index]?.at ?? at)) / 1000);
}

function lastsAs(
  seconds: number,
  { seconds: written, step: digit, about }: Meaning & { is: 'duration' },
  interval: number,
): boolean {
  const exact = Math.max(digit / 2, interval / 2);
  const loose = about === undefined ? exact : Math.max(exact, written * 0.1);
  const away = seconds - written;
  return (
    away <= (about === 'almost' ? Math.min(loose, interval) : loose) &&
    -away <= (about === 'over' ? exact : loose)
  );
}

/** "for most of the hour": some state or value named before it holds in over half of the readings. */
export function checkMostOfTheTime(scene: Scene): Outcome {
  const { values, times, context } = scene.whole;
  const state = before(scene, 'state', 'value');
  if (isOf(state, 'state') && state.meaning.state === 'normal') {
    const covered = times.filter((time) => isCovered(time, context.truth)).length;
    return decide(
      covered * 2 < values.length,
      `${covered} of ${values.length} readings are covered by findings`,
    );
  }
  const value = before(scene, 'value') ?? after(scene, 'value');
  const written = value && measured(value.meaning.quantity, scene.whole.unit);
  const count = written === undefined ? 0 : values.filter((reading) => agrees(reading, written)).length;
  return decide(count * 2 > values.length, `${count} of ${values.length} readings`);
}

/** "one minute before the last gap": the reading named before it must be that far from the finding. */
export function checkOffset(meaning: Meaning & { is: 'offset' }, scene: Scene): Outcome {
  const { whole } = scene;
  const findings = findingsOf(meaning.of, whole.context.truth);
  const finding = meaning.last ? findings.at(-1) : findings[0];
  const event = before(scene, 'value', 'statistic');
  const written = event && measured(event.meaning.quantity, whole.unit);
  if (finding === undefined || written === undefined) return refuted(showFindings(findings));
  const edge = meaning.side === 'before' ? finding.at : (finding.until ?? finding.at);
  const wanted = edge + (meaning.side === 'before' ? -1000 : 1000) * meaning.seconds;
  const slack = (whole.statistics.usualIntervalMs || 0) / 2 + 1000;
  const hit = findReading(whole, (value, time) => agrees(value, written) && Math.abs(time - wanted) <= slack);
  return decide(hit !== undefined, showFindings([finding]));
}

/** "was back at 21 °C a minute later": the value beside it, so long after the time named before. */
export function checkLater({ seconds }: Meaning & { is: 'later' }, scene: Scene): Outcome {
  const { whole } = scene;
  const earlier = scene.earlier.findLast((draft): draft is Of<'time'> => isOf(draft, 'time'));
  const time = before(scene, 'time') ?? earlier;
  const start = time && instantIn(whole, time.meaning.to ?? time.meaning.from);
  const value = before(scene, 'value', 'statistic') ?? after(scene, 'value');
  const written = value && measured(value.meaning.quantity, whole.unit);
  if (start === undefined || written === undefined) return unverifiable('later than what is not said');
  const slack = Math.max(60_000, whole.statistics.usualIntervalMs || 0);
  const wanted = start + seconds * 1000;
  const hit = findReading(whole, (reading, at) => agrees(reading, written) && Math.abs(at - wanted) <= slack);
  return decide(
    hit !== undefined,
    hit === undefined ? 'no such reading then' : `such a reading is of ${showTime(hit.time)}`,
  );
}
