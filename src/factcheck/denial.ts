import type { Draft, Meaning } from './meaning.ts';
import type { Token } from './tokens.ts';

/** Statements that carry no negation of their own. */
const PLAIN: ReadonlySet<Meaning['is']> = new Set([
  'statistic',
  'value',
  'range',
  'count',
  'share',
  'duration',
  'rate',
  'change',
  'interval',
]);

/** Whether a figure is denied: "the mean is not 22.4", "never reached 30". */
export function isDenied({ meaning, first, end }: Draft, tokens: readonly Token[]): boolean {
  if (!PLAIN.has(meaning.is) || (meaning.is === 'count' && meaning.amount.high === 0)) return false;
  const lead = tokens.slice(Math.max(0, first - 3), first);
  const pause = lead.findLastIndex(
    ({ senses, norm, quantity }) =>
      senses.has('comma') || senses.has('cmp') || norm === 'and' || norm === 'but' || quantity !== undefined,
  );
  return [...lead.slice(pause + 1), ...tokens.slice(first, end)].some(
    ({ senses, norm }) => senses.has('neg') && norm !== 'without' && norm !== 'no longer',
  );
}
