import { z } from 'zod';
import { failure } from './failures.ts';
import type { Route } from './route.ts';

type Json = Readonly<Record<string, unknown>>;

const FAILURES: Readonly<Record<number, string>> = {
  400: 'Something that was sent is not allowed',
  401: 'It needs the token',
  403: 'The call comes from another web site',
  421: 'The server does not go by the name that was called',
  408: 'The request was not whole in time',
  429: 'Too many calls; Retry-After says when again',
  431: 'The address and the headers together are longer than 16 kB',
  500: 'The call failed; the log of the worker says why',
  503: 'The database is busy; call again',
};

/** The description of the API (OpenAPI 3.1), from the schemas that its calls are checked by. */
export function openApi(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const one of routes) {
    const path = one.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [one.method.toLowerCase()]: operationOf(one) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Plumbline',
      version: '1',
      description: 'What was measured, what the model said, and what of it is true.',
    },
    paths,
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  };
}

function operationOf({ summary, access, params, query, body, answer, types, failures }: Route): Json {
  const content = Object.fromEntries(
    types.map((type) => [
      type,
      { schema: type === 'application/json' ? schemaOf(answer, 'output') : { type: 'string' } },
    ]),
  );
  return {
    summary,
    ...(access === 'open' ? {} : { security: [{}, { token: [] }] }),
    parameters: [...parametersOf(params, 'path'), ...parametersOf(query, 'query')],
    ...(Object.keys(body.shape).length === 0
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(body, 'input') } },
          },
        }),
    responses: {
      200: { description: summary, content },
      ...Object.fromEntries(
        Object.entries({ ...FAILURES, ...failures }).map(([status, description]) => [
          status,
          { description, content: { 'application/json': { schema: schemaOf(failure, 'output') } } },
        ]),
      ),
    },
  };
}

function parametersOf(schema: z.ZodObject, place: 'path' | 'query'): readonly Json[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
