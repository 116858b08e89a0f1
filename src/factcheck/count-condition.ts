import { statisticOf } from './check-statistic.ts';
import { agrees, measured } from './compare.ts';
import { isCovered } from './findings.ts';
import type { Draft } from './meaning.ts';
import { namedExtreme } from './named-extreme.ts';
import { type Predicate, predicateOf } from './predicate.ts';
import { after, before, current, isOf, leadOut, type Scene } from './scene.ts';

/** The condition that says which readings are counted; undefined when all are meant. */
export function conditionOf(scene: Scene): Predicate | 'null' | undefined {
  return (
    atZero(scene) ??
    besideValue(scene) ??
    ofComparison(scene) ??
    ofState(scene) ??
    ofSign(scene) ??
    ofNamedExtreme(scene) ??
    ofRange(scene) ??
    ofValue(scene)
  );
}

/** "four zero readings" */
function atZero(scene: Scene): Predicate | undefined {
  const { first, end } = current(scene);
  const isNamed = scene.tokens.slice(first + 1, end).some(({ norm }) => norm === 'zero');
  return isNamed ? (value) => value === 0 : undefined;
}

/** "five readings of 20", "the value 19.89 for 21 readings". */
function besideValue(scene: Scene): Predicate | undefined {
  const { first, end } = current(scene);
  const next = after(scene, 'value');
  if (next !== undefined && next.first - end <= 2) return ofValue(scene);
  const held = before(scene, 'value');
  const joint =
    held &&
    scene.tokens
      .slice(held.end, first)
      .map(({ norm }) => norm)
      .join(' ');
  return joint === '' || joint === 'for' ? ofValue(scene) : undefined;
}

function ofComparison(scene: Scene): Predicate | undefined {
  const comparison = near(after(scene, 'comparison'), scene) ?? near(before(scene, 'comparison'), scene);
  const holds = comparison && predicateOf(comparison.meaning, scene);
  if (holds === undefined) return undefined;
  return comparison?.meaning.negated === true ? (value) => !holds(value) : holds;
}

/** "five readings are missing", "59 are normal". */
const PRESENT =
  /^(?:(?:have|has|had|contain|contains|carry) (?:an? )?(?:valid )?(?:value|values|reading|data)\b|(?:are|were|is) (?:present|valid|available)\b)/;

function ofState(scene: Scene): Predicate | 'null' | undefined {
  const following = leadOut(scene, 3)
    .map(({ norm }) => norm)
    .join(' ');
  if (following === 'without a value') return 'null';
  if (PRESENT.test(following)) return () => true;
  const { state, negated } = near(after(scene, 'state'), scene)?.meaning ?? {};
  if (state === 'missing') return 'null';
  if (state !== 'anomalous' && state !== 'normal') return undefined;
  // The "none" of "none of the values is unusual" is the count itself.
  const { meaning } = current(scene);
  const isNone = meaning.is === 'count' && meaning.amount.high === 0;
  const wanted = (state === 'anomalous') !== (negated && !isNone);
  return (_, time) => isCovered(time ?? Number.NaN, scene.whole.context.truth) === wanted;
}

/** "the maximum occurs five times" */
function ofNamedExtreme(scene: Scene): Predicate | undefined {
  const told = near(before(scene, 'statistic'), scene)?.meaning.name;
  const name =
    namedExtreme(scene, before(scene, 'count', 'value', 'statistic', 'time')?.end ?? 0) ??
    (told === 'min' || told === 'max' ? told : undefined);
  const wanted = name && statisticOf(scene.window, name);
  return wanted === undefined ? undefined : (value) => value === wanted;
}

function ofSign(scene: Scene): Predicate | undefined {
  const { first, end } = current(scene);
  const words = scene.tokens.slice(Math.max(0, first - 6), end + 6).map(({ norm }) => norm);
  if (words.includes('negative')) return (value) => value < 0;
  return words.includes('positive') ? (value) => value > 0 : undefined;
}

function ofRange(scene: Scene): Predicate | undefined {
  const range = near(after(scene, 'range'), scene);
  if (range === undefined) return undefined;
  const { low, high } = range.meaning;
  return predicateOf(
    { is: 'comparison', comparator: 'within', against: { to: 'range', low, high }, negated: false },
    scene,
  );
}

/** "35 of the 60 readings sit at 450 lx", "the same value 19.89 for 21 readings". */
function ofValue(scene: Scene): Predicate | undefined {
  const value = near(after(scene, 'value'), scene) ?? near(before(scene, 'value'), scene);
  if (!isOf(value, 'value')) return undefined;
  const written = measured(value.meaning.quantity, scene.window.unit);
  if (written === undefined) return undefined;
  return written.about === 'exactly'
    ? (reading) => Math.abs(reading - written.value) < 1e-9
    : (reading) => agrees(reading, written);
}

/** A statement within eight words of the one checked, no other count between. */
function near<T extends Draft>(other: T | undefined, scene: Scene): T | undefined {
  if (other === undefined) return undefined;
  const draft = current(scene);
  const [from, to] = other.first >= draft.end ? [draft.end, other.first] : [other.end, draft.first];
  const blocked = scene.drafts.some(
    ({ meaning, first, end }) => meaning.is === 'count' && first >= from && end <= to,
  );
  const words = scene.tokens.slice(from, to).map(({ norm }) => norm);
  const pause = words.some((word) => ['and', 'but', 'while', ';', 'which', 'where'].includes(word));
  return to - from > 8 || blocked || pause ? undefined : other;
}
