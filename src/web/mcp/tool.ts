import type { z } from 'zod';

/** One tool: what an assistant is told of it, what it takes and what it gives. Tools only read. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly takes: z.ZodObject;
  readonly gives: z.ZodObject;
  /** Throws a `PlumblineError` that says what to do. */
  readonly answer: (taken: unknown, signal: AbortSignal) => Promise<Readonly<Record<string, unknown>>>;
}

/** A tool whose work gets what its schema lets through. */
export function tool<Takes extends z.ZodObject, Gives extends z.ZodObject>(
  definition: Pick<Tool, 'name' | 'title' | 'description'> & {
    readonly takes: Takes;
    readonly gives: Gives;
    readonly answer: (taken: z.output<Takes>, signal: AbortSignal) => Promise<z.input<Gives>>;
  },
): Tool {
  const { takes, gives, answer } = definition;
  return {
    ...definition,
    answer: async (taken, signal) => gives.parse(await answer(takes.parse(taken), signal)),
  };
}
