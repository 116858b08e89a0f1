import type { KnownFinding } from './context.ts';
import { findingsOf } from './findings.ts';
import type { Counted, Draft } from './meaning.ts';
import { instantIn } from './moment-match.ts';
import { compile, type Match, matchAt, type Pattern } from './pattern.ts';
import type { Token } from './tokens.ts';
import { prepareWindow, type WindowData } from './window-data.ts';

/** A part of the window that a sentence names ("before the step", "excluding it"), and what it holds. */
export interface Scope {
  readonly first: number;
  readonly end: number;
  readonly window: WindowData;
}

/** Which readings a scope keeps. */
type Keep = (time: number, index: number, count: number) => boolean;
type Reader = (tokens: readonly Token[], match: Match, window: WindowData) => Keep | undefined;

const EVENT =
  "anom|up|down|switch|'step'|'change'|'rise'|'increase'|'decrease'|'peak'|'event'|'transition'|'interruption'";
const IT = `'it'|'that'|'this'|'them'|'these'|'those'|item|${EVENT}`;

const SCOPES: readonly (readonly [Pattern, Reader])[] = [
  [
    compile(`'before'|'prior to'|'until'|'up to'|'preceding' det? intens{0,2} e=${EVENT}`),
    (t, m, w) => aroundEvent(t, m, w, 'before'),
  ],
  [
    compile(`'after'|'following'|'since' det? intens{0,2} e=${EVENT}`),
    (t, m, w) => aroundEvent(t, m, w, 'after'),
  ],
  [compile(`'during' det? intens{0,2} e=${EVENT}`), (t, m, w) => aroundEvent(t, m, w, 'during')],
  [
    compile(
      `e='afterwards'|'afterward'|'thereafter'|'since then'|'from then on'|'after that'|'after it'|'later'`,
    ),
    (t, m, w) => aroundEvent(t, m, w, 'after'),
  ],
  [
    compile(`e='beforehand'|'before that'|'until then'|'before it'|'up to then'|'previously'`),
    (t, m, w) => aroundEvent(t, m, w, 'before'),
  ],
  [
    compile(
      `'excluding'|'without'|'except for'|'except'|'apart from'|'ignoring'|'aside from'|'other than'|'besides'|'leaving out'|'disregarding'|'outside' det? intens{0,2} e=${IT}`,
    ),
    (t, m, w) => aroundEvent(t, m, w, 'without'),
  ],
  [
    compile(
      `e='remaining'|'other'|'rest'|'others'|'the rest'|'otherwise'|'elsewhere'|'all other' item|'of'|'the'|'data'{0,3}`,
    ),
    (t, m, w) => aroundEvent(t, m, w, 'without'),
  ],
  [compile(`side='first'|'second'|'last'|'latter'|'final' n='half'|'third'|'quarter'`), share],
  [compile(`place=place`), (tokens, match) => half(tokens[match.start]?.senses.get('place') ?? '')],
  [compile(`side='first'|'last'|'final' intens? n=int|span item?`), firstOrLast],
];

/** The parts of the window that a sentence names, in the order of its words. */
export function scopesOf(
  tokens: readonly Token[],
  drafts: readonly Draft[],
  window: WindowData,
  earlier: Scope | undefined,
): Scope[] {
  const scopes: Scope[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const read = readScope(tokens, at, window);
    if (read === undefined) {
      const there =
        tokens[at]?.norm === 'there' &&
        !/^(?:is|are|was|were|'s|has|have|seems?|appears?)$/.test(tokens[at + 1]?.norm ?? '');
      const last = scopes.at(-1) ?? earlier;
      if (there && last !== undefined) scopes.push({ ...last, first: at, end: at + 1 });
      continue;
    }
    scopes.push(read);
    at = read.end - 1;
  }
  const named = [...scopes, ...timeScopes(drafts, window)].sort((a, b) => a.first - b.first);
  return [...named, ...complements(tokens, named, window)].sort((a, b) => a.first - b.first);
}

/** "before and after": all but the part named before. */
function complements(tokens: readonly Token[], scopes: readonly Scope[], window: WindowData): Scope[] {
  return tokens.flatMap((token, at) => {
    if (token.norm !== 'before' || tokens[at + 1]?.norm !== 'and' || tokens[at + 2]?.norm !== 'after')
      return [];
    const inner = scopes.findLast(({ end }) => end <= at)?.window.times;
    const truth = window.context.truth[0];
    const [from, to] =
      inner === undefined
        ? [truth?.at ?? 0, truth?.until ?? truth?.at ?? 0]
        : [inner[0] ?? 0, inner.at(-1) ?? 0];
    return [{ first: at, end: at + 3, window: part(window, (time) => time < from || time > to) }];
  });
}

function readScope(tokens: readonly Token[], at: number, window: WindowData): Scope | undefined {
  for (const [pattern, reader] of SCOPES) {
    const match = matchAt(pattern, tokens, at);
    const keep = match && reader(tokens, match, window);
    if (match && keep) return { first: match.start, end: match.end, window: part(window, keep) };
  }
  return undefined;
}

/** "between 01:52 and 02:05", "until 07:39", "since noon". */
function timeScopes(drafts: readonly Draft[], window: WindowData): Scope[] {
  return drafts.flatMap(({ first, end, meaning }) => {
    if (meaning.is !== 'time') return [];
    const from = instantIn(window, meaning.from);
    if (from === undefined) return [];
    const width = meaning.from.precision >= 60 ? 60_000 : 1000;
    const to = meaning.to === undefined ? undefined : instantIn(window, meaning.to);
    if (to !== undefined)
      return [{ first, end, window: part(window, (time) => time >= from - width / 2 && time < to + width) }];
    if (meaning.preposition === 'to') return [{ first, end, window: part(window, (time) => time < from) }];
    if (meaning.preposition === 'from')
      return [{ first, end, window: part(window, (time) => time >= from - width / 2) }];
    return [];
  });
}

/** The window with only the readings that are kept, and the findings among them. */
export function part(window: WindowData, keep: Keep): WindowData {
  const count = window.times.length;
  const kept = Array.from(window.times.keys()).filter((index) =>
    keep(window.times[index] ?? 0, index, count),
  );
  const times = Float64Array.from(kept, (index) => window.times[index] ?? 0);
  const values = Float64Array.from(kept, (index) => window.values[index] ?? 0);
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 0];
  const truth = window.context.truth.filter(
    ({ at, until }) =>
      times.some((time) => time >= at && time <= (until ?? at)) || (at >= first && at <= last),
  );
  const { window: _, statistics: __, ...context } = window.context;
  return prepareWindow({ ...context, times, values, truth });
}

/** The moments that an event covers: a finding the word may mean, else the largest step between two readings. */
function eventOf(token: Token | undefined, window: WindowData): readonly KnownFinding[] {
  const { truth } = window.context;
  const named = token?.senses.get('anom');
  const found = named === undefined ? truth : findingsOf(asCounted(named), truth);
  if (found.length > 0) return found;
  return truth.length > 0 ? truth : largestStep(window);
}

function asCounted(name: string): Counted {
  return name === 'gap' || name === 'missing' || name === 'spike' || name === 'stuck' || name === 'outlier'
    ? name
    : 'anomaly';
}

function largestStep(window: WindowData): KnownFinding[] {
  let at = 0;
  let largest = 0;
  for (let i = 1; i < window.values.length; i += 1) {
    const step = Math.abs((window.values[i] ?? 0) - (window.values[i - 1] ?? 0));
    if (step > largest) [at, largest] = [i, step];
  }
  return largest === 0 ? [] : [{ kind: 'level shift', at: window.times[at] ?? 0 }];
}

function aroundEvent(
  tokens: readonly Token[],
  match: Match,
  window: WindowData,
  side: 'before' | 'after' | 'during' | 'without',
): Keep | undefined {
  const events = eventOf(tokens[match.named.get('e') ?? -1], window);
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const within = (time: number) => events.some(({ at, until }) => time >= at && time <= (until ?? at));
  switch (side) {
    case 'before':
      return (time) => time < first.at;
    case 'after':
      return last.kind === 'level shift' || last.kind === 'drift'
        ? (time) => time >= last.at
        : (time) => time > (last.until ?? last.at);
    case 'during':
      return within;
    case 'without':
      return (time) => !within(time);
  }
}

function share(tokens: readonly Token[], match: Match): Keep {
  const size =
    { half: 1 / 2, third: 1 / 3, quarter: 1 / 4 }[tokens[match.named.get('n') ?? -1]?.norm ?? ''] ?? 1;
  const side = tokens[match.named.get('side') ?? -1]?.norm;
  if (side === 'first') return (_, index, count) => index < count * size;
  if (side === 'second') return (_, index, count) => index >= count * size && index < count * size * 2;
  return (_, index, count) => index >= count * (1 - size);
}

function half(place: string): Keep | undefined {
  if (place === 'first half') return (_, index, count) => index < count / 2;
  if (place === 'second half') return (_, index, count) => index >= count / 2;
  return undefined;
}

function firstOrLast(tokens: readonly Token[], match: Match, window: WindowData): Keep | undefined {
  const quantity = tokens[match.named.get('n') ?? -1]?.quantity;
  if (quantity === undefined) return undefined;
  const first = tokens[match.named.get('side') ?? -1]?.norm === 'first';
  const { firstAt, lastAt } = window.statistics;
  if (quantity.unit !== undefined) {
    const ms = quantity.value * quantity.unit.factor * 1000;
    return first ? (time) => time < firstAt + ms : (time) => time > lastAt - ms;
  }
  return first ? (_, index) => index < quantity.value : (_, index, count) => index >= count - quantity.value;
}

/**
 * The part of the window that a statement is about: one named right after it in its clause, else the last one that opened a
 * clause before it; undefined for the whole window.
 */
export function governing(
  draft: Draft,
  scopes: readonly Scope[],
  tokens: readonly Token[],
): Scope | undefined {
  const own = scopes.find(
    (scope) => draft.meaning.is === 'count' && scope.first < draft.end && scope.end > draft.first,
  );
  if (own !== undefined) return own;
  const after = scopes.find(
    (scope) =>
      scope.first >= draft.end &&
      !hasPause(tokens.slice(draft.end, scope.first)) &&
      scope.first - draft.end <= 6,
  );
  if (after !== undefined) return after;
  const before = scopes
    .filter(
      (scope) =>
        scope.end <= draft.first && (opensClause(tokens, scope.first) || draft.first - scope.end <= 2),
    )
    .at(-1);
  if (before === undefined) return undefined;
  const between = tokens.slice(before.end, draft.first).map(({ norm }) => norm);
  return between.some((word) => ['overall', 'but', ';', 'whole', 'entire', 'altogether'].includes(word))
    ? undefined
    : before;
}

function opensClause(tokens: readonly Token[], at: number): boolean {
  const previous = tokens[at - 1];
  if (previous === undefined) return true;
  return (
    ['and', 'but', ';', ':', '.', 'the', 'all', '(', 'then', 'in'].includes(previous.norm) ||
    previous.senses.has('comma')
  );
}

function hasPause(tokens: readonly Token[]): boolean {
  const open = tokens.findIndex(({ norm }) => norm === '(');
  const close = tokens.findIndex(({ norm }) => norm === ')');
  const outside =
    open !== -1 && close > open ? [...tokens.slice(0, open), ...tokens.slice(close + 1)] : tokens;
  return outside.some(
    (token) =>
      token.senses.has('comma') || ['and', 'but', ';', ':', 'while', 'which', 'so'].includes(token.norm),
  );
}
