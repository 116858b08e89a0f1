import { hasRole, traitsOf } from '../detect/kinds.ts';
import type { KindPower } from '../detect/power/power.ts';
import type { Style } from '../facts/style.ts';

const DAY_MS = 86_400_000;
/** Beyond, a weekday alone could mean another week. */
const WEEKDAY_UNTIL_MS = 6 * DAY_MS;

/** A sentence that denies more is read by nobody. */
const MOST_DENIED = 4;

/** Which faults would have been found in a window, as sentences. */
export interface JudgedText {
  /** `Nothing unusual` where every kind was judged, else `No spike, gap or stuck value`; null where none was. */
  readonly nothing: string | null;
  /** What could not have been seen, and from when on it can be; empty where every kind was judged. */
  readonly notSeen: readonly string[];
}

/** `from`: the end of the window, which weekdays are counted from. */
export function judgedText(powers: readonly KindPower[], style: Style, from: number): JudgedText {
  const spoken = powers.filter(({ kind }) => nounOf({ kind }) !== null);
  const judged = spoken.filter((one) => one.judged);
  const missed = spoken.filter((one) => !one.judged);
  const later = missed.filter(({ when }) => when !== null);
  const never = missed.filter(({ when }) => when === null);
  return {
    nothing: missed.length === 0 && judged.length > 0 ? 'Nothing unusual' : nothingOf(judged),
    notSeen: [...laterText(later, from), ...neverText(never, style)],
  };
}

function nounOf({ kind }: Pick<KindPower, 'kind'>): string | null {
  return traitsOf(kind).noun;
}

/** What explains least is what people ask for first: gap, drift, level shift, spike. */
function nothingOf(judged: readonly KindPower[]): string | null {
  const nouns = judged
    .filter(({ kind }) => hasRole(kind, 'plain'))
    .toReversed()
    .slice(0, MOST_DENIED)
    .map((one) => nounOf(one) ?? '');
  return nouns.length === 0 ? null : `No ${listOf(nouns)}`;
}

function laterText(later: readonly KindPower[], from: number): readonly string[] {
  if (later.length === 0) return [];
  const when = moment(Math.max(...later.map((one) => one.when ?? from)), from);
  const what = capital(listOf(later.map((one) => `a ${nounOf(one)}`)));
  return [`${what} can be judged from ${when} on at the earliest.`];
}

function neverText(never: readonly KindPower[], style: Style): readonly string[] {
  if (never.length === 0) return [];
  const sized = never.map((one) => {
    const isInUnit = traitsOf(one.kind).medium?.of === 'noise' && one.from !== null;
    return `a ${nounOf(one)}${isInUnit ? ` under ${style.reading(one.from ?? 0)}` : ''}`;
  });
  return [`${capital(listOf(sized))} would not have been seen.`];
}

/** `Thursday 14:00 UTC`, or with the date where a weekday would not do; whole minutes, rounded up. */
function moment(ms: number, from: number): string {
  const iso = new Date(Math.ceil(ms / 60_000) * 60_000).toISOString();
  const day = ms - from > WEEKDAY_UNTIL_MS ? iso.slice(0, 10) : weekday(ms);
  return `${day} ${iso.slice(11, 16)} UTC`;
}

function weekday(ms: number): string {
  return new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(ms);
}

/** `a, b or c`. */
function listOf(items: readonly string[]): string {
  const head = items.slice(0, -1).join(', ');
  return head === '' ? (items.at(-1) ?? '') : `${head} or ${items.at(-1)}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
