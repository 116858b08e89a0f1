import { configJsonSchema, type JsonSchema, withoutVariable } from './json-schema.ts';

/** Every key of the config with what may stand there, its default and its meaning, as Markdown. */
export function configReference(): string {
  return sections('', configJsonSchema()).join('\n\n');
}

/** A heading with a table for each mapping in the file, outer ones first. */
function sections(path: string, schema: JsonSchema): readonly string[] {
  const forms = formsOf(schema);
  const heading = path === '' ? '### The whole file' : `### \`${path}\``;
  const own = [heading, ...(schema.description === undefined ? [] : [`${schema.description}.`])];
  const tables = forms.flatMap((form) => [...(forms.length > 1 ? [captionOf(form)] : []), tableOf(form)]);
  return [...own, ...tables, ...forms.flatMap((form) => inner(path, form))];
}

/** The mappings that may stand in a place: one, or one for each kind. */
function formsOf(schema: JsonSchema): readonly JsonSchema[] {
  return optionsOf(schema).filter((option) => option.properties !== undefined);
}

function optionsOf(schema: JsonSchema): readonly JsonSchema[] {
  return schema.oneOf ?? schema.anyOf ?? [schema];
}

/** What tells a form from the others: its kind, or else the first key that it must have. */
function captionOf(form: JsonSchema): string {
  const kind = propertiesOf(form).find(([, value]) => value.const !== undefined);
  return kind === undefined ? `With \`${form.required?.[0]}\`:` : `With \`${kind[0]}: ${kind[1].const}\`:`;
}

function inner(path: string, form: JsonSchema): readonly string[] {
  return propertiesOf(form).flatMap(([key, value]) => {
    const here = path === '' ? key : `${path}.${key}`;
    if (formsOf(value).length > 0) return sections(here, value);
    const items = schemaOf(value.items);
    if (items !== undefined && formsOf(items).length > 0) {
      return sections(`${here}[]`, { ...items, description: value.description ?? '' });
    }
    const named = schemaOf(value.additionalProperties);
    if (named !== undefined && formsOf(named).length > 0) {
      return sections(`${here}.NAME`, { ...named, description: value.description ?? '' });
    }
    return [];
  });
}

function tableOf(form: JsonSchema): string {
  const rows = propertiesOf(form).map(([key, value]) => {
    const needed = form.required?.includes(key) === true;
    const ifLeftOut = needed ? '**needed**' : defaultText(value.default);
    const cells = [`\`${key}\``, valueText(value), ifLeftOut, value.description ?? ''];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return ['| key | value | if left out | meaning |', '|---|---|---|---|', ...rows].join('\n');
}

/** A mapping's default shows in its own table. */
function defaultText(value: unknown): string {
  return value === undefined || JSON.stringify(value) === '{}' ? '' : code(value);
}

function valueText(schema: JsonSchema): string {
  const only = withoutVariable(schema);
  if (only.title !== undefined) return only.title;
  const options = optionsOf(only);
  if (options.length > 1) return [...new Set(options.map(valueText))].join(' or ');
  if (only.const !== undefined) return code(only.const);
  if (only.enum !== undefined) return only.enum.map(code).join(' ');
  if (only.type === 'array') return listText(only);
  if (only.type === 'integer') return `whole number${boundsOf(only)}`;
  if (only.type === 'number') return `number${boundsOf(only)}`;
  if (only.type === 'boolean') return '`true` `false`';
  return only.type === 'string' ? 'text' : 'mapping';
}

function listText({ items }: JsonSchema): string {
  if (Array.isArray(items)) return `list of ${items.length}`;
  const item = schemaOf(items);
  return item !== undefined && formsOf(item).length > 0 ? 'list of mappings' : 'list of texts';
}

function boundsOf({ minimum, maximum, exclusiveMinimum }: JsonSchema): string {
  if (exclusiveMinimum !== undefined) return ` above ${exclusiveMinimum}`;
  const least = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? '' : ` from ${minimum}`;
  return maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? least : `${least} to ${maximum}`;
}

function propertiesOf(form: JsonSchema): readonly (readonly [string, JsonSchema])[] {
  return Object.entries(form.properties ?? {}).flatMap(([key, value]) => {
    const schema = schemaOf(value);
    return schema === undefined ? [] : [[key, schema] as const];
  });
}

function schemaOf(value: JsonSchema['items']): JsonSchema | undefined {
  return typeof value === 'object' && !Array.isArray(value) ? value : undefined;
}

/** A tab would be lost between the backticks. */
function code(value: unknown): string {
  const text = typeof value === 'string' && /^[\x21-\x7e]+$/.test(value) ? value : JSON.stringify(value);
  return `\`${text}\``;
}
