import type { AnswerSchema } from '../prompt/answer-schema.ts';
import type { Message } from '../prompt/template.ts';

export type { AnswerSchema, Message };

/** What came back, word for word. */
export interface Reply {
  readonly text: string;
  /** The model that really answered; a file path is cut to its last meaningful part. */
  readonly model: string;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly elapsedMs: number;
}

/** Expected outcomes are values: only `answered` and `truncated` carry text. */
export type AskOutcome =
  | { readonly status: 'answered'; readonly reply: Reply }
  | { readonly status: 'truncated'; readonly reply: Reply }
  | {
      readonly status: 'unavailable' | 'timeout';
      readonly reason: string;
      /** What the server's context turned out to hold, where it is too small for the prompt. */
      readonly contextTokens?: number;
    };

/** What `results.model_status` may say. */
export type ModelStatus =
  | 'answered'
  | 'unavailable'
  | 'timeout'
  | 'unparseable'
  | 'truncated'
  | 'superseded'
  | 'not_asked';

/** A local language model. */
export interface Model {
  /** What was asked for, as the config or discovery names it. */
  readonly name: string;
  /** Where it runs, for logs: a base URL or `embedded`. */
  readonly where: string;
  /** Never throws for what a model server does; throws `aborted` when the signal fires. */
  ask(messages: readonly Message[], schema: AnswerSchema, signal: AbortSignal): Promise<AskOutcome>;
  /** Tokens that prompt and answer share, for `renderPrompt`; null where it cannot be known. Never throws but `aborted`. */
  contextTokens(signal: AbortSignal): Promise<number | null>;
  /** Parameters in billions, as the server says; null where it does not. Never throws but `aborted`. */
  parameters?(signal: AbortSignal): Promise<number | null>;
  /** Questions that it may be asked at once; left out: one. */
  atOnce?(): number;
  /** Of a model behind several servers: what is known of each. Asks nobody. */
  servers?(): readonly ServerState[];
  close(): Promise<void>;
}

/** One of several servers, as it was when it was last asked or looked at. */
export interface ServerState {
  readonly where: string;
  /** Empty: not known. */
  readonly model: string;
  /** `unknown`: nobody has asked it yet. */
  readonly state: 'unknown' | 'there' | 'away';
  /** Why it is away. */
  readonly reason: string | null;
  readonly contextTokens: number | null;
  /** Mean time of its answers, the newest counting most, ms; null: none yet. */
  readonly latencyMs: number | null;
  /** Questions that it has not answered yet. */
  readonly underWay: number;
}
