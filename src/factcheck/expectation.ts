import { agrees, measured, show } from './compare.ts';
import type { Draft, Meaning } from './meaning.ts';
import type { Token } from './tokens.ts';
import { decide, type Outcome, unverifiable } from './verdict.ts';
import type { WindowData } from './window-data.ts';

/**
 * "20 to 21 °C was expected", "readings are allowed to be 10 to 40 °C": what the data should be. Limits of the config decide
 * what is allowed; what is expected stands in no window. Undefined for any other statement.
 */
export function expectation(
  { meaning, first, end }: Draft,
  tokens: readonly Token[],
  window: WindowData,
): Outcome | undefined {
  if (meaning.is !== 'range' && meaning.is !== 'value') return undefined;
  const words = [...tokens.slice(Math.max(0, first - 4), first), ...tokens.slice(end, end + 2)].map(
    ({ norm }) => norm,
  );
  if (
    meaning.is === 'range' &&
    tokens.slice(Math.max(0, first - 3), first).some(({ senses }) => senses.has('normalrange'))
  )
    return ofNormalRange(meaning, window);
  const allowed = words.some((word) => /^(?:allowed|permitted|allowable)$/.test(word));
  if (!allowed && !/^(?:expected|usual|typical|normal)$/.test(words.at(-1) ?? '')) return undefined;
  if (meaning.is !== 'range') return unverifiable('what is expected is not in the window');
  const { limits, truth } = window.context;
  const known: readonly Span[] = allowed
    ? [[limits?.low, limits?.high]]
    : truth.flatMap(({ expected }) => (expected === undefined ? [] : [expected]));
  const spans = known.filter(([low, high]) => low !== undefined || high !== undefined);
  if (spans.length === 0) return unverifiable('what is expected is not in the window');
  const [from, to] = [measured(meaning.low, window.unit), measured(meaning.high, window.unit)];
  const isIt = ([low, high]: Span) =>
    from !== undefined &&
    to !== undefined &&
    agrees(low ?? Number.NaN, from) &&
    agrees(high ?? Number.NaN, to);
  return decide(
    spans.some(isIt),
    `${allowed ? 'allowed' : 'expected'}: ${spans.map(([low, high]) => `${show(low ?? Number.NaN)} to ${show(high ?? Number.NaN)}`).join(', ')}`,
  );
}

/** "within the normal range of 18 to 25": false where readings leave it; whether it is the norm is not in the data. */
function ofNormalRange(meaning: Meaning & { is: 'range' }, window: WindowData): Outcome | undefined {
  const [from, to] = [measured(meaning.low, window.unit), measured(meaning.high, window.unit)];
  const { min, max } = window.statistics;
  if (from === undefined || to === undefined) return undefined;
  if (agrees(min, from) && agrees(max, to)) return undefined;
  const inside = min >= from.value - from.tolerance && max <= to.value + to.tolerance;
  return inside ? unverifiable('what is normal is not in the window') : undefined;
}

type Span = readonly [low: number | undefined, high: number | undefined];
