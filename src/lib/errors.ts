/**
 * Stable codes of what can go wrong; docs/operations.md lists each with what to do about it.
 * A code names what happened, not where: the message says to what.
 */
export type ErrorCode =
  | 'config_invalid'
  | 'usage'
  | 'source_unreachable'
  | 'source_timeout'
  | 'source_overloaded'
  | 'source_server_error'
  | 'source_rejected'
  | 'source_unauthorized'
  | 'source_not_found'
  | 'source_bad_answer'
  | 'source_too_large'
  | 'source_not_numeric'
  | 'source_file'
  | 'source_ambiguous'
  | 'model_unavailable'
  | 'model_timeout'
  | 'database_newer'
  | 'database_damaged'
  | 'database_locked'
  | 'database_unreachable'
  | 'database_full'
  | 'aborted'
  | 'internal';

/** What a `PlumblineError` carries beside its message. */
export interface ErrorDetails {
  /** What the reader can do about it, as one sentence. */
  readonly hint?: string;
  /** True when the same call may succeed later without anybody changing anything. */
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

/** The one error class: the message says what happened to what, the hint what to do. */
export class PlumblineError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'PlumblineError';
    this.code = code;
    this.hint = details.hint;
    this.retryable = details.retryable ?? false;
  }
}

/** Anything thrown, as a `PlumblineError`: what is not one already becomes `internal`. */
export function toPlumblineError(thrown: unknown): PlumblineError {
  if (thrown instanceof PlumblineError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new PlumblineError('internal', message, { cause: thrown });
}
