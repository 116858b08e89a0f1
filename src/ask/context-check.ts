import { notJudged } from '../detect/power/power.ts';
import type { Claim } from '../factcheck/claim.ts';
import { type CheckContext, knownFindings } from '../factcheck/context.ts';
import { read } from '../factcheck/english/read.ts';
import { type CheckedText, checkText } from '../factcheck/factcheck.ts';
import { parseSeriesName } from '../factcheck/series-names.ts';
import { restatedFact } from '../facts/restated.ts';
import type { Fact, WindowView } from '../prompt/facts.ts';
import type { SeriesWindow } from '../source/source.ts';

/** A statement about what is around a window, with the id under which the model was given it. */
export interface NumberedContext {
  readonly id: string;
  readonly text: string;
}

/** What a text about a window is held against: its points, and what was found, judged and stated of it. */
export function checkContextOf(
  view: WindowView,
  series: SeriesWindow,
  facts: readonly Fact[],
  unverifiable: 'hide' | 'show',
): CheckContext {
  const [low, high] = view.limits.suspect ?? view.limits.fail ?? [];
  return {
    ...series,
    unit: view.unit,
    window: view.window,
    truth: knownFindings(view.findings),
    notJudged: notJudged(view.judged),
    statistics: view.statistics,
    limits: { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) },
    facts,
    unverifiable,
  };
}

/** A text after the check, what it supposes kept apart from what it states. */
export interface CheckedInContext extends CheckedText {
  /** Its sentences that only suppose something, none of whose claims is refuted; null where there is none. */
  readonly hypothesis: string | null;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Checks a text against the window, and those of its sentences that speak of what is around it against the computed facts: such a
 * sentence is supported where it says one of them again, else it is judged like any other. What a sentence only supposes is no part
 * of what may be shown as true.
 */
export function checkWithContext(
  text: string,
  context: CheckContext,
  around: readonly NumberedContext[],
): CheckedInContext {
  const { words, tags } = parseSeriesName(context.series);
  const spans = read(text, { unit: context.unit, words, tags }).sentences;
  const sayable = [...around, ...around.flatMap((one, index) => together(one, around[index + 1]))];
  const restated = spans.flatMap(({ start, end }) => {
    const fact = restatedFact(text.slice(start, end), sayable);
    return fact === undefined ? [] : [{ start, end, fact }];
  });
  const checked = checkText(without(text, restated), context);
  const supposed = spans.filter(
    (span) =>
      !restated.some(({ start }) => start === span.start) &&
      (span.clauses.some(({ mood }) => mood === 'possible') || isHedgedCause(text, span, checked.claims)),
  );
  const stated =
    supposed.length === 0 ? checked : checkText(without(text, [...restated, ...supposed]), context);
  const told = restated.map(({ start, end }) => text.slice(start, end));
  const parts = [...(stated.summary === null ? [] : [stated.summary]), ...told];
  return {
    claims: [...checked.claims, ...restated.map((one) => claimOf(text, one))].sort(
      (a, b) => a.start - b.start,
    ),
    sentences: [
      ...checked.sentences.map((one) => apart(one, supposed)),
      ...restated.map((one) => shownAs(text, one)),
    ].sort((a, b) => a.start - b.start),
    summary: parts.length === 0 ? null : parts.join(' '),
    hypothesis: hypothesisOf(text, supposed, checked.claims, [...(context.facts ?? []), ...around]),
  };
}

/** Two facts that follow each other may be said in one sentence. */
function together(one: NumberedContext, next: NumberedContext | undefined): readonly NumberedContext[] {
  return next === undefined ? [] : [{ id: `${one.id}, ${next.id}`, text: `${one.text} ${next.text}` }];
}

/** The text with these sentences blanked out: what is left keeps its place. */
function without(text: string, spans: readonly Span[]): string {
  return spans.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  );
}

const HEDGED = /\b(?:probabl[ey]|likely|possibl[ey]|perhaps|maybe|may|might|could|suggests?|suspect)\b/i;

function isHedgedCause(text: string, span: Span, claims: readonly Claim[]): boolean {
  const causes = within(span, claims).filter(({ kind }) => kind === 'cause');
  return causes.length > 0 && HEDGED.test(text.slice(span.start, span.end));
}

function within({ start, end }: Span, claims: readonly Claim[]): readonly Claim[] {
  return claims.filter((claim) => claim.start < end && claim.end > start);
}

function claimOf(text: string, { start, end, fact }: Span & { readonly fact: NumberedContext }): Claim {
  const evidence = `${fact.id}: ${fact.text}`;
  return {
    start,
    end,
    text: text.slice(start, end),
    kind: 'state',
    verdict: 'supported',
    evidence,
    reading: 'as it was computed',
  };
}

type Sentence = CheckedText['sentences'][number];

function shownAs(text: string, { start, end }: Span): Sentence {
  return {
    start,
    end,
    text: text.slice(start, end),
    shown: true,
    marked: false,
    reason: 'it is one of the facts',
  };
}

function apart(sentence: Sentence, supposed: readonly Span[]): Sentence {
  const isSupposed = supposed.some(({ start }) => start === sentence.start);
  return isSupposed
    ? { ...sentence, text: null, shown: false, marked: false, reason: 'it only supposes something' }
    : sentence;
}

function hypothesisOf(
  text: string,
  supposed: readonly Span[],
  claims: readonly Claim[],
  facts: readonly { readonly text: string }[],
): string | null {
  // Nobody checks what is only possible: so that it states no number by the way, it may have those of the facts alone.
  const given = new Set(facts.flatMap((fact) => numbersIn(fact.text)));
  const sound = supposed.filter(
    (span) =>
      within(span, claims).every(({ verdict }) => verdict !== 'refuted') &&
      numbersIn(text.slice(span.start, span.end)).every((number) => given.has(number)),
  );
  return sound.length === 0 ? null : sound.map(({ start, end }) => text.slice(start, end)).join(' ');
}

function numbersIn(text: string): readonly string[] {
  return text.match(/\d+(?:[.:]\d+)*/g) ?? [];
}
