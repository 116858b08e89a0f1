import { z } from 'zod';
import type { Detail } from './detail.ts';

/** A JSON schema that stays flat: one object of strings, enums and arrays of strings. */
export type AnswerSchema = Readonly<Record<string, unknown>>;

/** What the model is asked to be: `explain` words what code has found, `judge` says what it thinks itself. */
export type Role = 'explain' | 'judge';

/**
 * The answer: the one place that says which fields there are, in which order, and how long. The summary comes
 * first, so that the verdict follows from it; short limits end the loops that small models run into.
 */
export const answer = z.object({
  summary: z.string().max(300),
  verdict: z.enum(['normal', 'suspect', 'anomalous']),
  evidence: z.array(z.string().max(4)).max(3),
  advice: z.string().max(100),
});
export type Answer = z.output<typeof answer>;

/** The same with room for what a model can say that is given all that is known. */
const fullAnswer = answer.extend({
  summary: z.string().max(700),
  evidence: z.array(z.string().max(4)).max(8),
});

/** What an answer must be, by what the model was given. */
export function answerOf(detail: Detail): typeof answer {
  return detail === 'full' ? fullAnswer : answer;
}

/** The schema that goes out with the question; servers turn it into a grammar. */
export function answerSchema(detail: Detail = 'brief'): AnswerSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(answerOf(detail));
  return schema;
}
