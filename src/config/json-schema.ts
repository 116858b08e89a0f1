import { z } from 'zod';
import { configSchema } from './schema.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Where a number, true or false, or text of a certain form is wanted, a variable may stand for it. */
const VARIABLE = {
  type: 'string',
  pattern: '\\$\\{[^}]*\\}',
  description: 'A variable of the environment',
} as const;
const VARIABLE_REF = '#/definitions/variable';

/**
 * JSON Schema (draft 7, which editors know best) of the config file as users write it: durations are text, what has
 * a default may be left out.
 */
export function configJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7', override: allowVariable });
  return { ...schema, title: 'Plumbline configuration', definitions: { variable: VARIABLE } };
}

/** What may stand somewhere beside a variable. */
export function withoutVariable(schema: JsonSchema): JsonSchema {
  const { anyOf = [], ...rest } = schema;
  const [only, variable] = anyOf;
  return only !== undefined && variable?.$ref === VARIABLE_REF ? { ...rest, ...only } : schema;
}

interface Visited {
  readonly jsonSchema: JsonSchema;
  readonly path: readonly (string | number)[];
}

/** zod asks to change the schema in place. */
function allowVariable({ jsonSchema: schema, path }: Visited): void {
  const takesAnyText = schema.type === 'string' && schema.enum === undefined && schema.pattern === undefined;
  const isValue =
    /^(string|number|integer|boolean)$/.test(String(schema.type)) && path.at(-1) !== 'propertyNames';
  if (!isValue || takesAnyText || schema.const !== undefined) return;
  const { title, description, default: ifLeftOut, ...only } = schema;
  for (const key of Object.keys(only)) Reflect.deleteProperty(schema, key);
  schema.anyOf = [only, { $ref: VARIABLE_REF }];
}
