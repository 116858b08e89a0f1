import { suggest } from '../../config/suggest.ts';
import { PlumblineError } from '../../lib/errors.ts';
import type { PointCollector } from '../points.ts';
import type { Query, SeriesWindow } from '../source.ts';

/** A decoder at the end of its answer, and what it saw beside the points. */
export interface Answer {
  readonly points: PointCollector;
  /** All series. */
  finish(): readonly SeriesWindow[];
  /** Columns of text that the query has put outside of the key of its series. */
  readonly looseColumns?: ReadonlySet<string>;
}

/**
 * The series of an answer of InfluxDB, which stores one value for each time of a series, in no order of arrival:
 * times that are out of order say nothing about a sensor. Throws `source_rejected` where the user's own query
 * merged several series that share times, and where no series has a tag of `groupBy`. `howToGroup`:
 * how to tell series apart in the language of the query.
 */
export function checkAnswer(query: Query, answer: Answer, howToGroup: string): SeriesWindow[] {
  if ('measurement' in query) checkGroupBy(query.groupBy, answer.points);
  return answer.finish().map((one) => {
    // Two points of one tag set closer together than a double can tell are no merged series.
    if (one.notes.duplicates > 0 && !('measurement' in query))
      throw merged(one, howToGroup, answer.looseColumns);
    return { ...one, notes: { ...one.notes, disordered: 0 } };
  });
}

function checkGroupBy(groupBy: readonly string[], points: PointCollector): void {
  const absent = groupBy.find((tag) => !points.tags.has(tag));
  if (absent === undefined || points.isEmpty) return;
  const tags = [...points.tags].sort();
  const near = suggest(absent, tags);
  const there = tags.length === 0 ? 'They have no tags' : `Their tags are ${tags.join(', ')}`;
  const meant = near === undefined ? '' : `; did you mean ${near}?`;
  throw new PlumblineError('source_rejected', `no series has the tag ${absent}, which groupBy names`, {
    hint: `${there}${meant}. Without groupBy every set of tags is a series.`,
  });
}

function merged(
  { series, notes }: SeriesWindow,
  howToGroup: string,
  looseColumns: ReadonlySet<string> = new Set(),
): PlumblineError {
  const { duplicates } = notes;
  const what = duplicates === 1 ? '1 value shares its time' : `${duplicates} values share their time`;
  const loose = looseColumns.size === 0 ? '' : ` (${[...looseColumns].sort().join(', ')})`;
  return new PlumblineError(
    'source_rejected',
    `${what} with another in ${series}: the query makes one series of several`,
    { hint: `${howToGroup}${loose}, or aggregate them.` },
  );
}
