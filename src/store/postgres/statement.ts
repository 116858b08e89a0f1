import { createHash } from 'node:crypto';

/** What a parameter may be: times are ISO 8601 text, JSON is text. */
export type Value = string | number | null | Uint8Array | readonly (string | number | null | Uint8Array)[];

export type Values = Readonly<Record<string, Value>>;

/** A statement with parameters by name (`@monitor`), as PostgreSQL takes it. */
export interface Statement {
  /** By which the server knows it on a connection that has had it before: it is read and planned once. */
  readonly name: string;
  readonly text: string;
  readonly parameters: readonly string[];
}

/** Reads a statement. A name that stands several times is one parameter. */
export function statement(sql: string): Statement {
  const parameters: string[] = [];
  const text = sql.replace(/@(\w+)/g, (_, name: string) => {
    const known = parameters.indexOf(name);
    return `$${known === -1 ? parameters.push(name) : known + 1}`;
  });
  return { name: createHash('sha256').update(text).digest('base64url').slice(0, 24), text, parameters };
}

/** The values in the order of the statement's parameters. PostgreSQL has no text with a NUL in it: U+FFFD takes its place. */
export function bound({ parameters }: Statement, values: Values): unknown[] {
  return parameters.map((name) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`a value is missing for @${name}`);
    if (typeof value === 'string') return withoutNul(value);
    return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.length) : value;
  });
}

function withoutNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text;
}

/** JSON text as `jsonb` takes it: escaped NULs and halves of characters become U+FFFD. */
export function jsonText(json: string): string {
  return json.replace(/\\(?:\\|u0000|u[dD][89a-fA-F][0-9a-fA-F]{2})/g, (escaped) =>
    escaped === '\\\\' ? escaped : '\ufffd',
  );
}
