import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { listenAddress } from '../config/web.ts';
import { following } from '../lib/following.ts';
import { answerBroken, answerFailure, failureOf } from './failures.ts';
import { type Caller, createGuard } from './guard.ts';
import { SECURITY_HEADERS } from './headers.ts';
import { createLooks, type Looks } from './looks.ts';
import { serveAssistants } from './mcp/http.ts';
import { openApi } from './openapi.ts';
import { servePage } from './page.ts';
import type { WebParts } from './parts.ts';
import type { Route } from './route.ts';
import { eventsRoute } from './routes/events.ts';
import { feedbackRoutes } from './routes/feedback.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoute } from './routes/metrics.ts';
import { modelRoutes } from './routes/model.ts';
import { newsRoutes } from './routes/news.ts';
import { overviewRoutes } from './routes/overview.ts';
import { resultRoutes } from './routes/results.ts';
import { runNowRoute } from './routes/run-now.ts';
import { runRoutes } from './routes/runs.ts';
import { signalRoutes } from './routes/signal.ts';

/** A body is a judgement and a note. */
const BODY_BYTES = 16 * 1024;
/** Calls that one address may make in a minute; a page that scrolls through a thousand series needs some hundred. */
const CALLS_A_MINUTE = 1200;
/** More connections are turned away: slow ones may not use up what the worker needs. */
const CONNECTIONS = 256;
/** A request must have come whole within this. */
const REQUEST_MS = 15_000;

export interface WebServer {
  /** Such as `http://127.0.0.1:8686`. */
  readonly url: string;
  close(): Promise<void>;
}

/** All calls of the API, and those by which a supervisor asks how it is. */
export function routesOf(parts: WebParts & Looks): readonly Route[] {
  return [
    ...healthRoutes(parts),
    metricsRoute(parts),
    ...overviewRoutes(parts),
    ...resultRoutes(parts),
    ...signalRoutes(parts),
    ...runRoutes(parts),
    runNowRoute(parts),
    ...newsRoutes(parts),
    ...modelRoutes(parts),
    ...feedbackRoutes(parts),
    eventsRoute(parts),
  ];
}

/** Serves page and API. Rejects with Node's own error where the address can't be listened on. */
export async function startWeb(parts: WebParts): Promise<WebServer> {
  const { web, config, log } = parts;
  const listen = web().listen;
  const server = fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_MS,
    connectionTimeout: 0,
    keepAliveTimeout: 10_000,
    forceCloseConnections: true,
    clientErrorHandler: answerBroken,
    routerOptions: { maxParamLength: 200 },
  });
  server.server.maxConnections = CONNECTIONS;
  server.server.headersTimeout = REQUEST_MS;
  // Forms and texts are what other sites can send without asking; only JSON is taken.
  server.removeContentTypeParser('text/plain');
  server.setErrorHandler(answerFailure(log));
  server.setNotFoundHandler((_request, reply) =>
    reply.status(404).send(failureOf('usage', 'there is nothing at this address')),
  );
  const guard = following(config, ({ news }) => createGuard(web(), news.link));
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS).header('cache-control', 'no-store');
    const refusal = guard()(callerOf(request), request.routeOptions.config.access ?? 'open');
    if (refusal === undefined) return;
    const { status, message, hint } = refusal;
    return reply.status(status).send(failureOf('usage', message, hint));
  });
  await server.register(rateLimit, { max: CALLS_A_MINUTE, timeWindow: '1 minute' });
  const served = { ...parts, ...createLooks(parts) };
  addRoutes(server, routesOf(served));
  serveAssistants(server, served);
  await servePage(server);

  const { host, port } = listenAddress(listen);
  return { url: await server.listen({ host, port }), close: () => server.close() };
}

function callerOf({ headers }: FastifyRequest): Caller {
  const { host, origin, authorization, 'sec-fetch-site': site } = headers;
  return { host, origin, authorization, site: typeof site === 'string' ? site : site?.[0] };
}

function addRoutes(server: FastifyInstance, routes: readonly Route[]): void {
  for (const { method, path, access, handle } of routes) {
    server.route({ method, url: path, config: { access }, handler: handle });
  }
  const description = openApi(routes);
  server.get('/api/v1/openapi.json', { config: { access: 'read' } }, async () => description);
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call; left out, everybody. */
    readonly access?: 'open' | 'read' | 'write';
  }
}
