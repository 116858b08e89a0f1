import type { FindingClass } from '../../statement/events.ts';
import type { Clause, Sentence, Statement } from '../../statement/text.ts';
import { isIt } from '../phrases/implied.ts';
import { type Edge, meaningOf } from '../phrases/phrase.ts';
import type { Span } from '../sentences.ts';
import type { Telling } from './telling.ts';
import { unreadIn } from './unread.ts';
import { untoldIn } from './untold.ts';

/** How a sentence can be cut: where a clause begins that the rest can be without. `statements` are those that it makes. */
export function structureOf(telling: Telling, span: Span, statements: readonly Statement[]): Sentence {
  const { text, tokens } = telling;
  const cuts = cutsOf(telling, reasonOf(telling, statements));
  const clauses = cuts.map((cut, index) => {
    const next = cuts[index + 1];
    const to = next?.from ?? tokens.length;
    const start = index === 0 ? span.start : (tokens[cut.from]?.start ?? span.start);
    const end = next === undefined ? span.end : trimmed(text, start, tokens[next.from]?.start ?? span.end);
    return clauseOf(telling, cut, index, { start, end, from: cut.from, to }, statements);
  });
  const inside = text.slice(span.start, span.end);
  return {
    start: span.start,
    end: span.end,
    form:
      /:[\s*_]*$/.test(inside) || /^#/.test(inside)
        ? 'head'
        : /^(?:[-*•–]|\d{1,2}[.)])\s/.test(inside)
          ? 'item'
          : 'prose',
    broken: span.cut === true || /\b(?:the|a|an|of|is|are|and|or|with|to|in|at|by|than|was)$/.test(inside),
    clauses,
  };
}

interface Cut {
  readonly from: number;
  /** The first of its own words, behind the comma or conjunction. */
  readonly core: number;
  readonly hold: Clause['hold'];
  readonly host: number | null;
}

const OPENERS = /^(?:while|whereas|although|though|because|since|if|when|as|despite|after|before)$/;
const BACK =
  /^(?:it|its|they|their|them|that|this|those|these|there|then|afterwards|which|both|he|she|one|ones|the|other)$/;

/** Words that make a guess of the reason behind them. */
const GUESSING = /^(?:most|likely|probably|presumably|perhaps|apparently|possibly|evidently|and)$/;

/** The token at which a reason begins that stands behind a comma and ends the sentence; -1 without one. */
function reasonOf({ tokens }: Telling, statements: readonly Statement[]): number {
  const last = tokens.findLast(({ kind }) => kind !== 'sign')?.end ?? 0;
  const reason = statements.find(({ kind, end }) => kind === 'cause' && end >= last);
  if (reason === undefined) return -1;
  let from = tokens.findIndex(({ start }) => start >= reason.start);
  while (from > 0 && GUESSING.test(tokens[from - 1]?.norm ?? '')) from -= 1;
  return tokens[from - 1]?.norm === ',' ? from : -1;
}

function cutsOf(telling: Telling, reason: number): Cut[] {
  const { tokens } = telling;
  const cuts: Cut[] = [{ from: 0, core: 0, hold: 'alone', host: null }];
  if (OPENERS.test(tokens[0]?.norm ?? '')) return cuts;
  let outer = 0;
  for (let at = 1; at < tokens.length; at += 1) {
    const host = cuts.length - 1;
    if (tokens[at]?.norm === '(') outer = host;
    const cut: Cut | undefined =
      at === reason ? { from: at - 1, core: at, hold: 'droppable', host } : cutAt(telling, at, host, outer);
    if (cut !== undefined) cuts.push(cut);
  }
  return cuts;
}

const JOINTS = /^(?:and|but|while|whereas|although|though|which|so|because|when|where|followed)$/;
const DASHES = /^(?:—|–|but|while|whereas|although|though)$/;

/** The clause that begins at a token, if one does; `outer` is the one that was open before the last bracket. */
function cutAt({ tokens, mood }: Telling, at: number, host: number, outer: number): Cut | undefined {
  const [word, before] = [tokens[at]?.norm ?? '', tokens[at - 1]?.norm ?? ''];
  const isLast = at === tokens.length - 1;
  if (word === '(') return { from: at, core: at + 1, hold: 'droppable', host };
  if (before === ')' && host > 0 && !isLast) return { from: at, core: at, hold: 'bound', host: outer };
  if (word === ';' && !isLast)
    return {
      from: at,
      core: at + 1,
      hold: 'alone',
      host: BACK.test(tokens[at + 1]?.norm ?? '') ? host : null,
    };
  // What is told of the moment itself goes with it: "at 10:30, where it reached 31".
  if (
    word === 'where' &&
    before === ',' &&
    tokens[at - 2]?.kind === 'moment' &&
    tokens[at - 3]?.norm === 'at'
  )
    return { from: at - 1, core: at + 1, hold: 'bound', host };
  if (before === ',' && JOINTS.test(word)) return { from: at - 1, core: at + 1, hold: 'droppable', host };
  if (mood.piece[at] !== mood.piece[at - 1] && DASHES.test(word))
    return { from: at, core: at + 1, hold: 'droppable', host };
  return undefined;
}

function clauseOf(
  telling: Telling,
  { core, hold, host }: Cut,
  index: number,
  { start, end, from, to }: { start: number; end: number; from: number; to: number },
  statements: readonly Statement[],
): Clause {
  const { tokens, mood } = telling;
  return {
    start,
    end,
    core: index === 0 ? start : (tokens[core]?.start ?? start),
    hold,
    host,
    mood:
      mood.sentence === 'stated' && mood.unsaid.slice(from, to).some(Boolean) ? 'possible' : mood.sentence,
    foreignSubject: foreignIn(telling, from, to) ?? null,
    presumes: presumedIn(telling, from, to),
    unread: unreadIn(telling, from, to),
    untold: untoldIn(telling, from, to, statements),
  };
}

/** A quantity that the series is not of, or series that are not this one. */
export function foreignIn({ chart, tokens, foreign }: Telling, from: number, to: number): string | undefined {
  for (let at = from; at < to; at += 1) {
    const [word = '', next = ''] = [tokens[at]?.norm, tokens[at + 1]?.norm];
    if (at + 1 < to && OTHER.test(word) && SENSORS.test(next)) return `${word} ${next}`;
    for (const edge of chart.at(at)) {
      const name = meaningOf(edge, 'quantityWord');
      if (name !== undefined && foreign(name)) return name;
    }
  }
  return undefined;
}

const OTHER = /^(?:other|another|neighbou?ring|nearby)$/;
const SENSORS = /^(?:series|sensors?|probes?|channels?|quantit(?:y|ies)|rooms?|monitors?)$/;

const DEFINITE = /^(?:the|this|that|these|those|its|both|each|every)$/;

/** What is spoken of as known without having been stated: "these outliers". */
function presumedIn({ islands, tokens }: Telling, from: number, to: number): FindingClass[] {
  return islands
    .filter(
      (island: Edge) =>
        island.from >= from && island.from < to && DEFINITE.test(tokens[island.from - 1]?.norm ?? ''),
    )
    .flatMap((island) => {
      const event = meaningOf(island, 'event');
      if (event === undefined || isIt(event)) return [];
      return event.event === 'finding' ? [event.of] : event.event === 'gap' ? (['gap'] as const) : [];
    });
}

function trimmed(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}
