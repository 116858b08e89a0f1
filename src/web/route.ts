import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PlumblineError } from '../lib/errors.ts';
import type { Access } from './guard.ts';

/** One call of the API: what it takes, what it gives, and who may. Also the source of the OpenAPI description. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** Such as `/api/v1/results/:id`. */
  readonly path: string;
  readonly access: Access;
  readonly summary: string;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body: z.ZodObject;
  /** Of an answer with status 200. */
  readonly answer: z.ZodType;
  /** Media types that it comes in. */
  readonly types: readonly string[];
  /** Statuses beside 200 that the call itself may give, with what they mean. */
  readonly failures: Readonly<Record<number, string>>;
  readonly handle: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
}

/** Where nothing is taken. */
export const NONE = z.strictObject({});

interface Call<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodObject> {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A route whose handler gets what its schemas let through. */
export function route<
  A extends z.ZodType,
  P extends z.ZodObject = typeof NONE,
  Q extends z.ZodObject = typeof NONE,
  B extends z.ZodObject = typeof NONE,
>(
  definition: Pick<Route, 'method' | 'path' | 'access' | 'summary'> &
    Partial<Pick<Route, 'types' | 'failures'>> & {
      readonly takes: { readonly params: P; readonly query: Q; readonly body: B };
      readonly answer: A;
      readonly handle: (call: Call<P, Q, B>) => Promise<z.input<A> | FastifyReply>;
    },
): Route {
  const { takes, handle, ...rest } = definition;
  return {
    types: ['application/json'],
    failures: {},
    ...rest,
    ...takes,
    handle: (request, reply) =>
      handle({
        params: parsed(takes.params, request.params, 'path'),
        query: parsed(takes.query, request.query, 'query'),
        body: parsed(takes.body, request.body ?? {}, 'body'),
        request,
        reply,
      }),
  };
}

/** What a call brings, checked. Throws `usage`, and says what of it is wrong. */
function parsed<T extends z.ZodObject>(schema: T, value: unknown, part: string): z.output<T> {
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.join('.') || part;
  throw new PlumblineError('usage', `${place}: ${issue?.message ?? 'not allowed'}`, {
    hint: '/api/v1/openapi.json says what each call takes.',
  });
}
