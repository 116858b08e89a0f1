import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { failureOf } from '../failures.ts';
import type { AssistantParts } from './parts.ts';

/** A call is a question with a text of at most some thousand characters, each of which JSON may write with six. */
const BODY_BYTES = 96 * 1024;
/** So many are answered at once; a source is read for one after the other anyway. */
const AT_ONCE = 16;

/**
 * `POST /mcp`: the tools for assistants over streamable HTTP, each call by itself, without sessions; who may read the API may call
 * them. Nothing of the protocol is loaded before the first call.
 */
export function serveAssistants(server: FastifyInstance, parts: AssistantParts): void {
  let underWay = 0;
  server.post('/mcp', { config: { access: 'read' }, bodyLimit: BODY_BYTES }, async (request, reply) => {
    if (underWay >= AT_ONCE) {
      const hint = 'Ask again in a moment.';
      return reply.status(503).send(failureOf('usage', 'too many assistants ask at once', hint));
    }
    underWay += 1;
    try {
      return await answer(request, reply, parts);
    } finally {
      underWay -= 1;
    }
  });
  // There is no stream to listen to and no session to end, which the protocol says with this status.
  server.route({
    method: ['GET', 'DELETE'],
    url: '/mcp',
    config: { access: 'read' },
    handler: async (_request, reply) =>
      reply
        .status(405)
        .header('allow', 'POST')
        .send(failureOf('usage', 'only POST is answered here, by the Model Context Protocol')),
  });
}

async function answer(
  { url, headers, body, raw }: FastifyRequest,
  reply: FastifyReply,
  parts: AssistantParts,
): Promise<FastifyReply> {
  const [{ createAssistantServer }, { WebStandardStreamableHTTPServerTransport }] = await Promise.all([
    import('./server.ts'),
    import('@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'),
  ]);
  const server = createAssistantServer(parts);
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  const leave = (): void => void server.close();
  raw.socket.once('close', leave);
  try {
    await server.connect(transport);
    const request = new Request(new URL(url, 'http://localhost'), { method: 'POST' });
    for (const name of ['accept', 'content-type', 'mcp-protocol-version']) {
      const value = headers[name];
      if (typeof value === 'string') request.headers.set(name, value);
    }
    const response = await transport.handleRequest(request, { parsedBody: body });
    return reply
      .status(response.status)
      .type(response.headers.get('content-type') ?? 'application/json')
      .send(await response.text());
  } finally {
    raw.socket.off('close', leave);
    await server.close();
  }
}
