import { checkChange, checkInterval, checkRate } from './check-change.ts';
import { checkComparison } from './check-comparison.ts';
import { checkCount } from './check-count.ts';
import { checkDuration, checkLater, checkMostOfTheTime, checkOffset, checkPosition } from './check-place.ts';
import { checkRange } from './check-range.ts';
import { checkShare } from './check-share.ts';
import { checkSeries, checkState } from './check-state.ts';
import { checkStatistic } from './check-statistic.ts';
import { checkTime } from './check-time.ts';
import { checkTrend } from './check-trend.ts';
import { checkValue } from './check-value.ts';
import { agrees, measured } from './compare.ts';
import { isCovered } from './findings.ts';
import type { Meaning } from './meaning.ts';
import { isMoment } from './moment-match.ts';
import { before, current, isOf, leadIn, type Of, type Scene } from './scene.ts';
import { decide, type Outcome, unverifiable } from './verdict.ts';
import { findReading } from './window-data.ts';

/** Holds one statement of a sentence against the window. */
export function check(meaning: Meaning, scene: Scene): Outcome {
  switch (meaning.is) {
    case 'statistic':
      return checkStatistic(meaning, scene.window);
    case 'value':
      return checkValue(meaning, scene);
    case 'change':
      return checkChange(meaning, scene);
    case 'range':
      return checkRange(meaning, scene);
    case 'count':
      return checkCount(meaning, scene);
    case 'share':
      return checkShare(meaning, scene);
    case 'time':
      return checkTime(meaning, scene);
    case 'position':
      return checkPosition(meaning, scene);
    case 'offset':
      return checkOffset(meaning, scene);
    case 'later':
      return checkLater(meaning, scene);
    case 'duration':
      return checkDuration(meaning, scene);
    case 'most of the time':
      return checkMostOfTheTime(scene);
    case 'interval':
      return checkInterval(meaning, scene.whole);
    case 'rate':
      return checkRate(meaning, scene.window);
    case 'comparison':
      return checkComparison(meaning, scene);
    case 'trend':
      return checkTrend(meaning, scene);
    case 'state':
      return checkStated(meaning, scene);
    case 'series':
      return checkSeries(meaning, scene.whole);
    case 'cause':
      return unverifiable('why it happened is not in the data');
  }
}

/** "445 ppm at 20:31 is unusual": whether the one reading spoken of is among the findings; undefined where none is. */
function readingJudged(scene: Scene): boolean | undefined {
  const { whole } = scene;
  const value = before(scene, 'value');
  const { first } = current(scene);
  const written = value && measured(value.meaning.quantity, whole.unit);
  const time = scene.drafts
    .slice(0, scene.index)
    .findLast((draft): draft is Of<'time'> => isOf(draft, 'time'));
  const between = scene.tokens.slice(value?.end ?? 0, first);
  const isSaid =
    between.some(({ norm }) => /^(?:is|was|looks|seems)$/.test(norm)) &&
    between.every(
      ({ norm, senses, moment }) =>
        moment !== undefined ||
        senses.has('intens') ||
        senses.has('neg') ||
        /^(?:is|was|looks|seems|at|be|to)$/.test(norm),
    );
  if (written === undefined || !isSaid) return undefined;
  const then =
    time !== undefined && value !== undefined && time.first >= value.end ? time.meaning.from : undefined;
  const isIt = (reading: number, at: number) =>
    agrees(reading, written) &&
    isCovered(at, whole.context.truth) &&
    (then === undefined || isMoment(at, then, whole));
  return findReading(whole, isIt) !== undefined;
}

/** A state, and what it is said of: most of the window, some of the readings, or all. */
function checkStated(meaning: Meaning & { is: 'state' }, scene: Scene): Outcome {
  const judging = meaning.state === 'normal' || meaning.state === 'anomalous';
  const next = scene.drafts[scene.index + 1];
  if (judging && isOf(next, 'most of the time'))
    return checkMostOfTheTime({ ...scene, index: scene.index + 1 });
  const previous = scene.drafts[scene.index - 1];
  const counted =
    isOf(previous, 'count') && previous.meaning.of === 'point' && current(scene).first - previous.end <= 3;
  if (judging && counted) return checkCount(previous.meaning, { ...scene, index: scene.index - 1 });
  const ofShare = isOf(previous, 'share') && current(scene).first - previous.end <= 3;
  if (judging && ofShare) return checkShare(previous.meaning, { ...scene, index: scene.index - 1 });
  const reading = judging ? readingJudged(scene) : undefined;
  if (reading !== undefined) {
    const isFound = (meaning.state === 'anomalous') !== meaning.negated;
    return decide(reading === isFound, `that reading is ${reading ? '' : 'not '}among what was found`);
  }
  // Whether anything but the sensor works well is not in the data.
  const ofSensor = leadIn(scene, 5).some(({ norm }) =>
    /^(?:sensors?|device|probe|instrument|meter|thermometer|it|readings|data)$/.test(norm),
  );
  if (meaning.state === 'working' && !ofSensor) return unverifiable('what works is not known');
  return checkState(meaning, scene.window);
}
