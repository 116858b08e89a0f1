import { z } from 'zod';

/** A JSON schema that stays flat: one object of strings, enums and arrays of strings. */
export type AnswerSchema = Readonly<Record<string, unknown>>;

/** What the model is asked to be: `explain` words what code has found, `judge` says what it thinks itself. */
export type Role = 'explain' | 'judge';

const verdict = z.enum(['normal', 'suspect', 'anomalous']);
const evidence = z.array(z.string().max(8)).max(5);

/** The answers by role: the one place that says which fields there are, in which order, and how long. */
export const answers = {
  explain: z.object({
    summary: z.string().max(500),
    verdict,
    evidence,
    advice: z.string().max(200),
  }),
  judge: z.object({
    summary: z.string().max(500),
    verdict,
    evidence,
    advice: z.string().max(200),
  }),
} as const satisfies Record<Role, z.ZodObject>;

export type Answer = z.output<(typeof answers)[Role]>;

/** The schema that goes out with the question; servers turn it into a grammar. */
export function answerSchema(role: Role): AnswerSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(answers[role]);
  return schema;
}
