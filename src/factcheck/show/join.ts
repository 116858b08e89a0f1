import type { Clause, Sentence } from '../statement/text.ts';

/** What is left of a sentence when only some of its clauses stay: begins with a capital letter, ends with a stop. */
export function joinClauses(
  text: string,
  { start, end, clauses }: Sentence,
  kept: readonly Clause[],
): string {
  const [first] = kept;
  if (first === undefined) return '';
  const isFromStart = first === clauses[0];
  const pieces = kept.map((clause, index) =>
    text.slice(index === 0 && !isFromStart ? clause.core : clause.start, clause.end),
  );
  const joined = tidy(
    pieces.reduce((all, piece) => `${all}${needsSpace(all, piece) ? ' ' : ''}${piece}`, ''),
  );
  const stop = /[.!?…]["'”’)\]*_]*$/.exec(text.slice(start, end))?.[0] ?? '.';
  const closed = /[.!?…]["'”’)\]*_]*$/.test(joined)
    ? joined
    : `${joined.replace(/[\s,;:–—-]+$/u, '')}${stop}`;
  return isFromStart ? closed : capital(closed);
}

function needsSpace(before: string, after: string): boolean {
  return before !== '' && !/\s$/.test(before) && !/^[\s,;:.!?)\]]/.test(after);
}

/** No comma before a stop, no two marks in a row. */
function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\s+([,;:.!?])/g, '$1')
    .replace(/[,;:]+([.!?])/g, '$1')
    .trim();
}

function capital(text: string): string {
  return text.replace(
    /^([^\p{L}\p{N}]*)(\p{Ll})/u,
    (_, lead: string, letter: string) => `${lead}${letter.toUpperCase()}`,
  );
}
