import type { Clock } from '../lib/clock.ts';
import type { Change } from './watched.ts';

/** What a database on a server can do for workers on several machines, beyond what a file can. */
export interface Shared {
  /** The database's clock, as measured last: leases of all workers go by it, whatever their machines say. */
  readonly clock: Clock;
  /** What it is ahead of this machine's clock by, ms, and how far that may be off. */
  clockAhead(): { readonly ms: number; readonly errorMs: number };
  /** Tokens of the workers whose lease has not ended. A row for each. */
  livingWorkers(now: number): Promise<readonly string[]>;
  /** Tells the other workers what was written, soon; what is lost on the way they find by looking. Never throws. */
  tell(change: Change): void;
  /** Hears what others tell. Returns what ends it. */
  follow(listener: (change: Change) => void): () => void;
  readonly questions: SharedQuestions;
}

/** A question that is ours until its lease ends. */
export interface QuestionClaim {
  readonly resultId: number;
  readonly token: string;
  /** As `NewResult.question` had it. */
  readonly content: Uint8Array;
}

/**
 * Questions for the model that wait in the database, so that any worker that has a model may ask them. They are written by `finishRun`
 * and gone once the row says what came of them; one of a newer window takes the place of one that still waits.
 */
export interface SharedQuestions {
  /** Takes the question that waits longest, for `leaseMs`; undefined when none waits. One row. */
  claim(now: number, leaseMs: number): Promise<QuestionClaim | undefined>;
  /** Keeps it ours; false when it is not any more. One row. */
  renew(claim: QuestionClaim, until: number): Promise<boolean>;
  /** Gives it back to be asked by another. One row. */
  release(claim: QuestionClaim): Promise<void>;
}
