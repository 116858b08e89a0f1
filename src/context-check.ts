import type { CheckContext } from './factcheck/context.ts';
import { splitSentences } from './factcheck/english/sentences.ts';
import { type CheckedText, checkText } from './factcheck/factcheck.ts';
import { restatedFact } from './facts/restated.ts';
import type { ContextFact } from './facts/tell.ts';

/** A statement about what is around a window, with the id under which the model was given it. */
export interface NumberedContext extends ContextFact {
  readonly id: string;
}

/**
 * Checks a text against the window, and those of its sentences that speak of what is around it against the computed facts: such a
 * sentence is supported where it says one of them again, else it is judged like any other.
 */
export function checkWithContext(
  text: string,
  context: CheckContext,
  around: readonly NumberedContext[],
): CheckedText {
  const restated = splitSentences(text).flatMap(({ start, end }) => {
    const fact = restatedFact(text.slice(start, end), around);
    return fact === undefined ? [] : [{ start, end, fact }];
  });
  if (restated.length === 0) return checkText(text, context);
  const rest = restated.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  );
  const checked = checkText(rest, context);
  const claims = restated.map(({ start, end, fact }) => ({
    ...{ start, end, text: text.slice(start, end), kind: 'state' as const, verdict: 'supported' as const },
    ...{ evidence: `${fact.id}: ${fact.text}`, reading: 'as it was computed' },
  }));
  const sentences = restated.map(({ start, end }) => ({
    start,
    end,
    text: text.slice(start, end),
    shown: true,
    marked: false,
    reason: 'it is one of the facts',
  }));
  const shown = restated.map(({ start, end }) => text.slice(start, end));
  return {
    claims: [...checked.claims, ...claims].sort((a, b) => a.start - b.start),
    sentences: [...checked.sentences, ...sentences].sort((a, b) => a.start - b.start),
    summary: [...(checked.summary === null ? [] : [checked.summary]), ...shown].join(' '),
  };
}
