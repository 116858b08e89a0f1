import { z } from 'zod';
import { describeValue, NOTHING, type Path, type Place, pathText, valueAt } from './problems.ts';
import { keysOf, kindsOf, optionMeant, schemaAt } from './schema-walk.ts';
import { suggest } from './suggest.ts';

type Issue = z.core.$ZodIssue;

/** Of one kind so many are put into words: beyond, a file is not one with mistakes but another file. */
const MAX_EACH = 200;

interface Context {
  readonly schema: z.core.$ZodType;
  /** The file after the environment was put in: what was validated. */
  readonly checked: unknown;
  /** The file as it stands: what is quoted, so that no value of the environment is. */
  readonly written: unknown;
}

/** zod's findings as mistakes in the user's own words: one for each place, with what is allowed there. */
export function placesOf(issues: readonly Issue[], context: Context): readonly Place[] {
  const told = issues.slice(0, MAX_EACH);
  const places = told.flatMap((issue) => placesOfIssue(issue, issue.path.map(step), context));
  // A key that is missing because it was misspelt is one mistake.
  const meant = new Set(
    places.flatMap(({ path, suggestion }) =>
      suggestion === undefined ? [] : pathText([...path.slice(0, -1), suggestion]),
    ),
  );
  return places.filter(({ path, found }) => found !== NOTHING || !meant.has(pathText(path)));
}

/** The places at which one of these types is wanted, whatever else may stand there. */
export function placesWanting(
  types: readonly string[],
  issues: readonly Issue[],
  at: Path = [],
): readonly Path[] {
  return issues.flatMap((issue) => {
    const path = [...at, ...issue.path.map(step)];
    if (issue.code === 'invalid_union') {
      return issue.errors.flatMap((inner) => placesWanting(types, inner, path));
    }
    return issue.code === 'invalid_type' && types.includes(issue.expected) ? [path] : [];
  });
}

function step(key: PropertyKey): string | number {
  return typeof key === 'number' ? key : String(key);
}

function placesOfIssue(issue: Issue, path: Path, context: Context): readonly Place[] {
  const found = describeValue(valueAt(context.written, path), path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(issue.keys, path, context);
    case 'invalid_union':
      return unionPlaces(issue, path, context);
    case 'invalid_value': {
      const values = issue.values.map(String);
      const value = valueAt(context.checked, path);
      const suggestion = typeof value === 'string' ? suggest(value, values) : undefined;
      return [{ path, found, allowed: values.map(shown).join(', '), suggestion }];
    }
    case 'invalid_key':
      return [
        { path, found: describeValue(path.at(-1), []), allowed: issue.issues[0]?.message ?? 'another name' },
        ...placesBelowKey(path, context),
      ];
    case 'invalid_type':
      return [{ path, found, allowed: typeAllowed(issue.expected, valueAt(context.checked, path)) }];
    case 'too_small':
    case 'too_big':
      return [{ path, found, allowed: boundOf(issue) }];
    case 'custom':
      return [{ path, found, allowed: issue.message, suggestion: issue.params?.suggestion?.() }];
    default:
      return [{ path, found, allowed: issue.message }];
  }
}

/** Of a union's mistakes those of the option that was meant. */
function unionPlaces(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  context: Context,
): readonly Place[] {
  const value = valueAt(context.checked, path);
  const found = describeValue(valueAt(context.written, path), path);
  if (issue.errors.length === 0) {
    const kinds = kindsOf(schemaAt(context.schema, path.slice(0, -1), context.checked), path.at(-1));
    const suggestion = typeof value === 'string' ? suggest(value, kinds) : undefined;
    return [{ path, found, allowed: kinds.join(', '), suggestion }];
  }
  const union = schemaAt(context.schema, path, context.checked);
  const meant = union instanceof z.ZodUnion ? optionMeant(union, value) : 0;
  return (issue.errors[meant] ?? []).flatMap((inner) =>
    placesOfIssue(inner, [...path, ...inner.path.map(step)], context),
  );
}

/** zod does not look at the value of a key that is wrong. */
function placesBelowKey(path: Path, context: Context): readonly Place[] {
  const schema = schemaAt(context.schema, path, context.checked);
  const issues = schema && z.safeParse(schema, valueAt(context.checked, path)).error?.issues;
  return (issues ?? []).flatMap((inner) => placesOfIssue(inner, [...path, ...inner.path.map(step)], context));
}

function unknownKeys(keys: readonly string[], path: Path, { schema, checked }: Context): readonly Place[] {
  const known = keysOf(schemaAt(schema, path, checked), valueAt(checked, path));
  return keys.slice(0, MAX_EACH).map((key) => ({
    path: [...path, key],
    found: 'an unknown key',
    allowed: known.join(', '),
    suggestion: suggest(key, known),
  }));
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list: [first, second]',
  tuple: 'a list of two numbers, the lower first',
  object: 'a mapping of keys to values',
  record: 'a mapping of names to values',
};

/** YAML reads 17 and true as a number and a truth; where text is wanted, quotes make it one. */
function typeAllowed(expected: string, value: unknown): string {
  const allowed = TYPES[expected] ?? expected;
  return expected === 'string' && /^(number|boolean)$/.test(typeof value) ? `${allowed}, in quotes` : allowed;
}

/** zod's own words begin with "Too"; others are the schema's and say what is allowed. */
function boundOf(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  if (!issue.message.startsWith('Too ')) return issue.message;
  const bound =
    issue.code === 'too_small'
      ? `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`
      : `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`;
  return issue.origin === 'array' ? `${bound} in the list` : bound;
}

/** Words as they are, what is hard to see in quotes. */
function shown(value: string): string {
  return /^\w+$/.test(value) ? value : JSON.stringify(value);
}
