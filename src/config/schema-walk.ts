import { z } from 'zod';
import { type Path, valueAt } from './problems.ts';

/** Finding one's way in a zod schema by the path of an issue: which keys and kinds were possible there. */
type Schema = z.core.$ZodType;

/** The schema of the value at `path`, with optional, default and transformed ones unwrapped. */
export function schemaAt(schema: Schema, path: Path, value: unknown): Schema | undefined {
  const inner = unwrapped(schema);
  const [first, ...rest] = path;
  if (first === undefined) return inner;
  const option = inner instanceof z.ZodUnion ? inner.options[optionMeant(inner, value)] : inner;
  const next = childSchema(unwrapped(option), first);
  return next === undefined ? undefined : schemaAt(next, rest, valueAt(value, [first]));
}

function unwrapped(schema: Schema | undefined): Schema | undefined {
  if (schema instanceof z.ZodPipe) return unwrapped(schema.in);
  const wraps =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return wraps ? unwrapped(schema.unwrap()) : schema;
}

function childSchema(schema: Schema | undefined, key: string | number): Schema | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[key];
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return schema instanceof z.ZodArray ? schema.element : undefined;
}

/** The keys that a mapping may have; in a union those of the option that was meant. */
export function keysOf(schema: Schema | undefined, value: unknown): readonly string[] {
  const option = schema instanceof z.ZodUnion ? schema.options[optionMeant(schema, value)] : schema;
  const inner = unwrapped(option);
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

/** Which option of a union a value was meant to be: the index of the likeliest. */
export function optionMeant(union: z.ZodUnion, value: unknown): number {
  const likeness = union.options.map((option) => likenessOf(unwrapped(option), value));
  return likeness.indexOf(Math.max(...likeness));
}

/** How many required keys of a mapping a value has; the right kind outweighs them all, no mapping at all is worst. */
function likenessOf(option: Schema | undefined, value: unknown): number {
  const isMapping = typeof value === 'object' && value !== null;
  if (!(option instanceof z.ZodObject)) return isMapping ? -1 : 0;
  if (!isMapping) return -1;
  const points = Object.entries(option.shape).map(([key, schema]) => {
    const there = valueAt(value, [key]);
    if (schema instanceof z.ZodLiteral) return schema.safeParse(there).success ? 1000 : 0;
    return there !== undefined && !z.safeParse(schema, undefined).success ? 1 : 0;
  });
  return points.reduce<number>((sum, one) => sum + one, 0);
}

/** The values of the key that tells a union's options apart. */
export function kindsOf(union: Schema | undefined, key: string | number | undefined): readonly string[] {
  if (!(union instanceof z.ZodUnion) || key === undefined) return [];
  return union.options.flatMap((option) => {
    const kind = childSchema(unwrapped(option), key);
    return kind instanceof z.ZodLiteral ? [...kind.values].map(String) : [];
  });
}
