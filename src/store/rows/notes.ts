import type { SourceNotes } from '../../source/source.ts';
import type { NewResult } from '../result.ts';

/**
 * What the source noted, by series, and under `read as` once what a file was taken for; null when there is nothing to
 * say.
 */
export function notesJson(results: readonly NewResult[]): string | null {
  const remarks = results.find(({ notes }) => notes.remarks !== undefined)?.notes.remarks;
  const odd = results.flatMap(({ series, notes: { remarks: _same, ...notes } }) =>
    isOdd(notes) ? [[series, notes] as const] : [],
  );
  if (odd.length === 0 && remarks === undefined) return null;
  return JSON.stringify({
    ...(remarks === undefined ? {} : { 'read as': remarks }),
    ...Object.fromEntries(odd),
  });
}

function isOdd({ unreadable, duplicates, disordered, words = 0, nulled = 0 }: SourceNotes): boolean {
  return unreadable + duplicates + disordered + words + nulled > 0;
}
