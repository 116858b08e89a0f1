import type { Claim } from '../factcheck/claim.ts';
import type { Message, ModelStatus, Reply } from '../model/model.ts';

/** What is about to be asked. */
export interface Prompt {
  readonly messages: readonly Message[];
  /** Of the template. */
  readonly hash: string;
  /** The model that is asked for. */
  readonly model: string;
}

/** What is stored once the model has answered and its claims are checked. */
export interface CheckedAnswer {
  readonly reply: Reply;
  readonly modelVerdict: string | null;
  readonly claims: readonly Claim[];
  /** What may be shown of the model's words; null: nothing, the plain sentence stays. */
  readonly summary: string | null;
  /** What the model supposes beyond what was checked; null: nothing. */
  readonly hypothesis?: string | null;
}

/** A reply of the model that did not become the answer. */
export interface RejectedAnswer {
  /** 1 for the first try. */
  readonly attempt: number;
  readonly response: string;
  readonly reason: string;
}

/** What went to the model for one result, and what came back; times in epoch ms, null for what did not happen. */
export interface Exchange {
  readonly prompt: readonly Message[] | null;
  readonly promptHash: string | null;
  readonly promptedAt: number | null;
  /** Word for word. */
  readonly response: string | null;
  readonly respondedAt: number | null;
  /** The model that really answered, and the one that was asked for. */
  readonly model: string | null;
  readonly modelRequested: string | null;
  /** Null while the question waits for its turn. */
  readonly status: ModelStatus | null;
  /** Why there is no answer. */
  readonly reason: string | null;
  /** The model's own opinion; never that of the result. */
  readonly modelVerdict: string | null;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
}
