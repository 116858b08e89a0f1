import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type ErrorCode, PlumblineError } from '../lib/errors.ts';
import type { Logger } from '../lib/log.ts';

/** What every failed call answers; never a stack trace. */
export const failure = z.object({
  error: z.object({
    code: z.string().describe('Stable; docs/operations.md lists them'),
    message: z.string().describe('What happened to what'),
    hint: z.string().nullable().describe('What to do about it'),
  }),
});

/** The statuses of what may go wrong; everything else is 500. */
const STATUS: Partial<Readonly<Record<ErrorCode, number>>> = {
  usage: 400,
  source_unreachable: 502,
  source_server_error: 502,
  source_bad_answer: 502,
  source_overloaded: 503,
  source_timeout: 504,
  source_rejected: 502,
  source_unauthorized: 502,
  source_not_found: 502,
  source_file: 502,
  source_ambiguous: 502,
  source_not_numeric: 502,
  source_too_large: 422,
  database_locked: 503,
  database_unreachable: 503,
  database_full: 503,
};

export function failureOf(
  code: string,
  message: string,
  hint: string | null = null,
): z.input<typeof failure> {
  return { error: { code, message, hint } };
}

/** The answer where a result was asked for that is not there. */
export function noResult(id: number, reply: FastifyReply): FastifyReply {
  return reply.status(404).send(failureOf('usage', `there is no result ${id}`));
}

/** What was thrown, as an answer; what nobody foresaw goes to the log, and its text stays there. */
export function answerFailure(log: Logger) {
  return (thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (thrown instanceof PlumblineError && thrown.code !== 'internal') {
      const { code, message, hint } = thrown;
      return reply.status(STATUS[code] ?? 500).send(failureOf(code, message, hint ?? null));
    }
    const status = statusOf(thrown);
    if (status !== undefined && status < 500) {
      const message = thrown instanceof Error ? thrown.message : 'the call was refused';
      return reply.status(status).send(failureOf('usage', message));
    }
    log.error({ err: thrown, path: request.routeOptions.url }, 'a call of the API failed');
    return reply.status(500).send(failureOf('internal', 'the call failed; the log of the worker says why'));
  };
}

/** Fastify's own refusals (a body too large, no JSON, too many calls) carry a status. */
function statusOf(thrown: unknown): number | undefined {
  const parsed = z.object({ statusCode: z.int() }).safeParse(thrown);
  return parsed.success ? parsed.data.statusCode : undefined;
}

/** What Node refuses before there is a request, in the form of every other failure; the connection ends with it. */
export function answerBroken({ code }: { readonly code?: string | undefined }, socket: Socket): void {
  if (code === 'ECONNRESET' || socket.destroyed) return;
  const [status, text, message] = BROKEN[code ?? ''] ?? [400, 'Bad Request', 'that is no request'];
  const body = JSON.stringify(failureOf('usage', message));
  const headers = [`content-type: application/json`, `content-length: ${body.length}`, 'connection: close'];
  if (socket.writable) socket.write(`HTTP/1.1 ${status} ${text}\r\n${headers.join('\r\n')}\r\n\r\n${body}`);
  socket.destroy();
}

const BROKEN: Readonly<Record<string, readonly [status: number, text: string, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'the request was not whole in time'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'address and headers are longer than 16 kB'],
};
