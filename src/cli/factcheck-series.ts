import type { Claim } from '../factcheck/claim.ts';
import type { Explained } from '../factcheck/factcheck.ts';
import { type JudgedSentence, summaryOf } from '../factcheck/show/show.ts';
import { PlumblineError } from '../lib/errors.ts';
import type { SeriesWindow } from '../source/source.ts';
import { printable } from './printable.ts';
import { isNamed } from './series-name.ts';

/** One text about more series than a reader could look through is a mistake in the file's tags more often than meant. */
const MAX_CHECKED = 100;
const MAX_LISTED = 10;

/** What of a file a text is held against. */
export interface Chosen {
  readonly chosen: readonly SeriesWindow[];
  /** Names of series without one number: a text can be neither right nor wrong about them. */
  readonly leftOut: readonly string[];
}

/**
 * The series that `name` names; without a name every one that has numbers. The only one of a file is it whatever its
 * name, and is called so. Throws `source_file` where nothing can be checked, `usage` where the name is that of none
 * or of several, and where there are more series than are checked at once.
 */
export function chooseSeries(all: readonly SeriesWindow[], path: string, name?: string): Chosen {
  const [first, ...others] = all;
  if (first === undefined) throw new PlumblineError('source_file', `${path} holds no readings`);
  if (others.length === 0) return { chosen: [{ ...first, series: name ?? first.series }], leftOut: [] };
  if (name !== undefined) return { chosen: [namedOf(all, path, name)], leftOut: [] };
  const chosen = all.filter(({ values }) => values.some(Number.isFinite));
  if (chosen.length === 0)
    throw new PlumblineError('source_file', `${path} holds ${all.length} series and no number in any`, {
      hint: 'Name the columns with --timestamp and --value, and what its numbers look like with --decimal.',
    });
  if (chosen.length > MAX_CHECKED) {
    const what = `${path} holds ${chosen.length} series; at most ${MAX_CHECKED} are checked at once`;
    throw new PlumblineError('usage', what, { hint: hintOf(chosen) });
  }
  const leftOut = all.filter((one) => !chosen.includes(one)).map(({ series }) => series);
  return { chosen, leftOut };
}

function namedOf(all: readonly SeriesWindow[], path: string, name: string): SeriesWindow {
  const named = all.filter(({ series }) => isNamed(series, name));
  const exact = named.length === 1 ? named[0] : named.find(({ series }) => series === name);
  if (exact !== undefined) return exact;
  const count = named.length === 0 ? 'none' : named.length;
  const what = `${path} holds ${all.length} series, ${count} of them ${name}`;
  throw new PlumblineError('usage', what, { hint: hintOf(named.length === 0 ? all : named) });
}

function hintOf(series: readonly SeriesWindow[]): string {
  const names = series.slice(0, MAX_LISTED).map((one) => printable(one.series));
  const rest = series.length - names.length;
  return `Name one with --series: ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
}

/** A text held against one of the series. */
export interface CheckedSeries {
  readonly series: string;
  readonly checked: Explained;
}

/**
 * Leaves to each series the sentences that name it. Alone, a series can only say that "in room B" is not where it
 * stands; beside another that does stand there, the sentence is about that one, and nothing in it is false of this one.
 */
export function leaveToNamed(all: readonly CheckedSeries[]): readonly CheckedSeries[] {
  return all.map((one) => {
    const strange = one.checked.sentences.flatMap((sentence) => {
      const owner = ownerOf(sentence, one, all);
      return owner === undefined ? [] : [{ sentence, owner }];
    });
    if (strange.length === 0) return one;
    const claims = one.checked.claims.map((claim): Claim => {
      const owner = strange.find(({ sentence }) => isIn(claim, sentence))?.owner;
      if (owner === undefined) return claim;
      const evidence = `the sentence speaks of ${owner}`;
      return { ...claim, verdict: 'unverifiable', evidence, reading: evidence };
    });
    const sentences = one.checked.sentences.filter((own) =>
      strange.every(({ sentence }) => sentence !== own),
    );
    return { ...one, checked: { ...one.checked, claims, sentences, summary: summaryOf(sentences) } };
  });
}

/** The series that a sentence names, where this one is not named in it too. */
function ownerOf(
  sentence: JudgedSentence,
  { checked }: CheckedSeries,
  all: readonly CheckedSeries[],
): string | undefined {
  if (isNamedIn(sentence, checked)) return undefined;
  return all.find((other) => isNamedIn(sentence, other.checked))?.series;
}

/** Whether the check of a series found that a sentence names it: another may not even take the word for a name. */
function isNamedIn(sentence: JudgedSentence, { claims }: Explained): boolean {
  return claims.some(
    (claim) => claim.kind === 'series' && claim.verdict === 'supported' && isIn(claim, sentence),
  );
}

function isIn(inner: { start: number; end: number }, outer: { start: number; end: number }): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
