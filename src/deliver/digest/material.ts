import type { Window } from '../../source/source.ts';
import type { QuestionCount, RunCount, RunFailure, Trouble } from '../../store/digest.ts';
import type { KnownSeries } from '../../store/result.ts';

/** All that a digest is made of: what happened in a window, and how everything is now. */
export interface DigestMaterial {
  /** Windows that ended in [start, end) are told of. */
  readonly window: Window;
  /** Of the times in it. */
  readonly timezone: string;
  readonly troubles: readonly Trouble[];
  /** Every series of the monitors that are configured, as it is now. */
  readonly known: readonly KnownSeries[];
  readonly runs: readonly RunCount[];
  readonly failures: readonly RunFailure[];
  readonly questions: readonly QuestionCount[];
  /** By monitor: the source that it reads. */
  readonly sources: ReadonlyMap<string, string>;
  /** What is amiss with the worker at this moment, a sentence each. */
  readonly amiss: readonly string[];
}

/** A part of a digest: its heading, and what it has to say, worst first; plain text in one line each. */
export interface DigestSection {
  readonly heading: string;
  readonly lines: readonly string[];
  /** How many more lines there would be. */
  readonly more: number;
}

export interface Digest {
  readonly title: string;
  readonly sections: readonly DigestSection[];
}
