import type { KnownFinding } from './context.ts';
import { asCounted, findingsOf } from './findings.ts';
import type { Draft } from './meaning.ts';
import { instantIn } from './moment-match.ts';
import { compile, type Match, matchAt, type Pattern } from './pattern.ts';
import {
  firstOrLast,
  firstOrLastUnit,
  half,
  halfLeftUnsaid,
  type Reader,
  share,
  withoutReading,
} from './scope-parts.ts';
import type { Token } from './tokens.ts';
import type { WindowData } from './window-data.ts';
import { part, type WindowPart } from './window-part.ts';

/** A part of the window that a sentence names ("before the step", "excluding it"), and what it holds. */
export interface Scope {
  readonly first: number;
  readonly end: number;
  readonly window: WindowPart;
}

const EVENT =
  "anom|up|down|switch|'step'|'change'|'rise'|'increase'|'decrease'|'peak'|'event'|'burst'|'transition'|'interruption'";

const IT = `'it'|'that'|'this'|'them'|'these'|'those'|item|${EVENT}`;

const SCOPES: readonly (readonly [Pattern, Reader])[] = [
  [
    compile(`'before'|'prior'|'until'|'up'|'preceding' 'to'? det? intens{0,2} e=${EVENT}`),
    (t, m, w) => aroundEvent(t, m, w, 'before'),
  ],
  [compile(`'before'|'until' 'that'|'then'|'it'|'this'`), (t, m, w) => aroundEvent(t, m, w, 'before')],
  [compile(`'beforehand'|'previously'`), (t, m, w) => aroundEvent(t, m, w, 'before')],
  [
    compile(`'after'|'following'|'since' det? intens{0,2} e=${EVENT}`),
    (t, m, w) => aroundEvent(t, m, w, 'after'),
  ],
  [compile(`'after'|'since' 'that'|'then'|'it'|'this'`), (t, m, w) => aroundEvent(t, m, w, 'after')],
  [compile(`'from' 'then'|'there' 'on'`), (t, m, w) => aroundEvent(t, m, w, 'after')],
  [compile(`'afterwards'|'afterward'|'thereafter'`), (t, m, w) => aroundEvent(t, m, w, 'after')],
  [compile(`'between'|'in' 'them'|'between'`), betweenEvents],
  [compile(`'during' det? intens{0,2} e=${EVENT}`), (t, m, w) => aroundEvent(t, m, w, 'during')],
  [
    compile(
      `'excluding'|'exclude'|'excluded'|'ignore'|'ignored'|'remove'|'removing'|'disregard'|'omitting'|'leave'|'without'|'except'|'apart'|'ignoring'|'aside'|'other'|'besides'|'leaving'|'disregarding'|'excepting' 'for'|'from'|'than'|'out'{0,1} det|amount|int{0,2} intens{0,2} e=${IT}`,
    ),
    (t, m, w) => aroundEvent(t, m, w, 'without'),
  ],
  [compile(`'except'|'excluding'|'besides' 'for'? det? n=q`), withoutReading],
  [
    compile(`rest|'remaining'|'otherwise'|'elsewhere'|'else' item|'of'|'the'|'data'{0,3}`),
    (t, m, w) => aroundEvent(t, m, w, 'without'),
  ],
  [compile(`side='first'|'second'|'last'|'latter'|'final' n='half'|'third'|'quarter'`), share],
  [
    compile(`place=place`),
    (tokens, match, window) => half(tokens[match.start]?.senses.get('place') ?? '', window),
  ],
  [compile(`side='first'|'last'|'final' intens? n=int|span item?`), firstOrLast],
  [compile(`side='first'|'last'|'final' w='minute'|'hour'|'day'|'week'`), firstOrLastUnit],
  [compile(`'in' 'the' side='first'|'second'`), halfLeftUnsaid],
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
    const inner = scopes.findLast(({ end }) => end <= at)?.window().times;
    const truth = window.context.truth[0];
    const [from, to] =
      inner === undefined
        ? [truth?.at ?? 0, truth?.until ?? truth?.at ?? 0]
        : [inner[0] ?? 0, inner.at(-1) ?? 0];
    const inside = window.context.truth.filter(
      (finding) => finding.at >= from - 1000 && (finding.until ?? finding.at) <= to + 1000,
    );
    return [{ first: at, end: at + 3, window: part(window, (time) => time < from || time > to, inside) }];
  });
}

/** "higher than the other values" is held against them, and not said of them. */
function isComparedWith(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.senses.has('rest') !== true) return false;
  return tokens
    .slice(Math.max(0, at - 3), at)
    .some(
      ({ norm, senses }) => senses.has('cmp') || senses.has('devverb') || /^(?:than|from|to)$/.test(norm),
    );
}

function readScope(tokens: readonly Token[], at: number, window: WindowData): Scope | undefined {
  for (const [pattern, reader] of SCOPES) {
    const match = isComparedWith(tokens, at) ? undefined : matchAt(pattern, tokens, at);
    const scoped = match && reader(tokens, match, window);
    if (match && scoped) return { first: match.start, end: match.end, window: scoped };
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
      return [
        { first, end, window: part(window, (time) => time >= from - width / 2 && time <= to + width / 2) },
      ];
    if (meaning.preposition === 'to') return [{ first, end, window: part(window, (time) => time < from) }];
    if (meaning.preposition === 'from')
      return [{ first, end, window: part(window, (time) => time >= from - width / 2) }];
    return [];
  });
}

/** The moments that an event covers: a finding the word may mean, else the largest step between two readings. */
function eventOf(token: Token | undefined, window: WindowData): readonly KnownFinding[] {
  const { truth } = window.context;
  const named = token?.senses.get('anom');
  const found = named === undefined ? truth : findingsOf(asCounted(named) ?? 'anomaly', truth);
  if (found.length > 0) return found;
  return truth.length > 0 ? truth : largestStep(window);
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
): WindowPart | undefined {
  const events = eventOf(tokens[match.named.get('e') ?? -1], window);
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const within = (time: number) => events.some(({ at, until }) => time >= at && time <= (until ?? at));
  switch (side) {
    case 'before':
      return part(window, (time) => time < first.at, events);
    case 'after':
      if (last.kind === 'level shift' || last.kind === 'drift')
        return part(window, (time) => time >= last.at);
      return part(window, (time) => time > (last.until ?? last.at), events);
    case 'during':
      // Nothing is read in a gap: what changed "during the gap" did so from one side of it to the other.
      if (events.every(({ kind }) => kind === 'gap')) return undefined;
      return part(window, within);
    case 'without':
      return part(window, (time) => !within(time), events);
  }
}

/** "between them it was calm": what lies between the first and the last thing found. */
function betweenEvents(_tokens: readonly Token[], _match: Match, window: WindowData): WindowPart | undefined {
  const { truth } = window.context;
  const [first, last] = [truth[0], truth.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  return part(window, (time) => time > (first.until ?? first.at) && time < last.at, truth);
}
