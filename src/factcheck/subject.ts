import { statisticOf } from './check-statistic.ts';
import { agrees, measured, measuredDifference } from './compare.ts';
import { asCounted, findingsOf } from './findings.ts';
import type { Draft, Meaning } from './meaning.ts';
import { isMoment, signedSeconds } from './moment-match.ts';
import { before, current, isLeftOut, isOf, leadIn, type Of, type Scene } from './scene.ts';
import type { WindowData } from './window-data.ts';

/** With more readings in the minute that is written, nobody knows which is meant. */
const MOST_IN_A_MINUTE = 3;
const DAY_SECONDS = 86_400;

type Comparison = Meaning & { readonly is: 'comparison' };

/** What a comparison is said of. */
type Subject = { readonly is: 'value'; readonly value: number } | { readonly is: 'all' | 'none' | 'some' };

/** What the comparison is said of: a count or a number before it, a named reading, "all", "no" or nothing in particular. */
export function subjectOf(meaning: Comparison, scene: Scene): Subject {
  // A statistic within another statement ("from the mean") is not what this one is said of.
  const { first } = current(scene);
  const lead = leadIn(scene, 10).filter((_, index, all) => {
    const at = first - all.length + index;
    return !scene.drafts.some(
      (draft) => draft.meaning.is === 'comparison' && draft.first <= at && draft.end > at,
    );
  });
  const previous = before(scene, 'count', 'value', 'statistic', 'range', 'share');
  const nearest = previous && isLeftOut(previous, scene.tokens) ? undefined : previous;
  const quantifier = quantifierIn(scene, nearest?.end ?? 0);
  if (quantifier !== undefined) return { is: quantifier };
  if (isOf(nearest, 'count') && ['point', 'them', 'missing'].includes(nearest.meaning.of))
    return countedSubject(nearest);
  if (isOf(nearest, 'share')) return { is: 'some' };
  const follower = scene.drafts[scene.index + 1];
  if (nearest === undefined && isOf(follower, 'count') && follower.first - current(scene).end <= 3)
    return countedSubject(follower);
  const between = scene.tokens.slice(nearest?.end ?? 0, current(scene).first);
  // "the deviation of 0.1 shows that the data points are close to the mean": said of all of them.
  if (nearest !== undefined && between.some(({ senses, norm }) => senses.has('item') && norm.endsWith('s')))
    return { is: 'all' };
  const named =
    namedReading(lead, scene.window) ?? (nearest === undefined ? findingSpokenOf(lead, scene) : undefined);
  if (named !== undefined) return { is: 'value', value: named };
  const stated = statedBefore(nearest, scene.window);
  if (stated !== undefined) return stated;
  const dated = datedReading(scene);
  if (dated !== undefined) return { is: 'value', value: dated };
  // "The readings exceed 3 standard deviations" is said of those that do.
  const far = meaning.against.to === 'distance' && meaning.against.at === 'gt';
  return { is: far || isPassing(scene) ? 'some' : 'all' };
}

/** The number, figure or finding that was stated last. */
function statedBefore(nearest: Draft | undefined, window: WindowData): Subject | undefined {
  if (isOf(nearest, 'value')) {
    const written = measured(nearest.meaning.quantity, window.unit);
    return written === undefined ? { is: 'all' } : { is: 'value', value: written.value };
  }
  if (isOf(nearest, 'statistic')) return { is: 'value', value: writtenOrActual(nearest, window) };
  if (!isOf(nearest, 'count')) return undefined;
  const found = findingsOf(nearest.meaning.of, window.context.truth).find(({ value }) => value !== undefined);
  return found?.value === undefined ? { is: 'some' } : { is: 'value', value: found.value };
}

/** "At 14:05 the temperature was ...", "the reading at 14:05 is ...": where it is clear which reading that is. */
function datedReading(scene: Scene): number | undefined {
  const time = before(scene, 'time')?.meaning;
  if (time === undefined || time.preposition !== 'at' || time.to !== undefined || time.from.about === true)
    return undefined;
  const { times, values } = scene.window;
  const rows = [...times.keys()].filter((row) => isMoment(times[row] ?? Number.NaN, time.from, scene.window));
  const written = time.from.second ?? 0;
  const away = (row: number) => Math.abs(signedSeconds(((times[row] ?? 0) / 1000) % DAY_SECONDS, written));
  const [nearest] = rows.sort((a, b) => away(a) - away(b));
  return rows.length > MOST_IN_A_MINUTE || nearest === undefined ? undefined : values[nearest];
}

/** "crossed 36 %", "fell below 20": it happened, it need not last. */
function isPassing(scene: Scene): boolean {
  const { first, end } = current(scene);
  const passes = scene.tokens
    .slice(first, end)
    .some(({ norm }) =>
      /^(?:cross|exceeded|surpass|topped|(?:rose|climbed|went|fell|dropped) (?:above|below|under))/.test(
        norm,
      ),
    );
  const lasts = scene.tokens.some(({ norm }) =>
    /^(?:always|throughout|constantly|consistently|continuously|permanently)$/.test(norm),
  );
  return passes && !lasts;
}

function countedSubject({ meaning: { amount } }: Of<'count'>): Subject {
  if (amount.high === 0) return { is: 'none' };
  return { is: amount.share?.[0] === 1 ? 'all' : 'some' };
}

/** "nothing", "no", "everything", "all" after the last number. */
function quantifierIn(scene: Scene, from: number): 'all' | 'none' | undefined {
  for (const token of scene.tokens.slice(from, current(scene).first).reverse()) {
    const amount = token.senses.get('amount');
    if (token.norm === 'nothing' || token.norm === 'none' || amount === 'none') return 'none';
    if (token.norm === 'everything' || token.senses.has('all') || amount === 'all') return 'all';
  }
  return undefined;
}

/** The exact figure where the sentence states it rightly, so that a difference is not lost in its rounding. */
function writtenOrActual({ meaning }: Of<'statistic'>, window: WindowData): number {
  const actual = statisticOf(window, meaning.name);
  const written = measuredDifference(meaning.quantity, window.unit);
  return written === undefined || agrees(actual, written) ? actual : written.value;
}

const READABLE: ReadonlySet<string> = new Set([
  'last',
  'first',
  'min',
  'max',
  'mean',
  'median',
  'stddev',
  'spread',
]);

/** "the last reading is above ...", "the maximum lies ...": a statistic named without a number. */
function namedReading(tokens: Scene['tokens'], window: WindowData): number | undefined {
  for (const token of [...tokens].reverse()) {
    if (token.quantity !== undefined || token.norm === ';') return undefined;
    const name = token.senses.get('stat');
    if (name === undefined || !READABLE.has(name) || ['high', 'low', 'top', 'bottom'].includes(token.norm))
      continue;
    return statisticOf(window, asStatistic(name));
  }
  return undefined;
}

/** "the spike exceeds the mean by 989": the reading that was found. */
function findingSpokenOf(tokens: Scene['tokens'], { whole }: Scene): number | undefined {
  const token = tokens.findLast(({ senses }) => senses.has('anom'));
  const of = asCounted(token?.senses.get('anom') ?? '');
  if (of !== 'spike' && of !== 'dropout' && of !== 'outlier') return undefined;
  return findingsOf(of, whole.context.truth)[0]?.value;
}

function asStatistic(
  name: string,
): 'last' | 'first' | 'min' | 'max' | 'mean' | 'median' | 'stddev' | 'spread' {
  switch (name) {
    case 'first':
    case 'min':
    case 'max':
    case 'mean':
    case 'median':
    case 'stddev':
    case 'spread':
      return name;
    default:
      return 'last';
  }
}
