/** Keys and indexes from the top of the file to a value. */
export type Path = readonly (string | number)[];

/** A mistake at a place of the parsed file, before its line is known. */
export interface Place {
  readonly path: Path;
  /** What stands there, never a secret. */
  readonly found: string;
  /** What may stand there. */
  readonly allowed: string;
  /** What was probably meant. */
  readonly suggestion?: string | undefined;
}

/** `monitors[0].query.fields`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** Where a value stands in a parsed file; undefined where nothing does. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((node, step) => {
    if (typeof node !== 'object' || node === null) return undefined;
    return Object.getOwnPropertyDescriptor(node, step)?.value;
  }, root);
}

/** How a value that is left out is described. */
export const NOTHING = 'nothing';

/** `token`, `accessToken`, but not `maxTokens`. */
const SECRET = /(token|password|secret|api_?key)$/i;

export function isSecretKey(key: string): boolean {
  return SECRET.test(key);
}

/** A value in words, for `found`: secrets are not shown, long texts are cut. */
export function describeValue(value: unknown, path: Path): string {
  if (value === undefined || value === null) return NOTHING;
  if (path.some((step) => isSecretKey(String(step)))) return 'a value that is kept secret';
  if (Array.isArray(value)) return value.every(isPlain) ? shorten(JSON.stringify(value)) : 'a list';
  if (typeof value === 'object') return 'a mapping of keys to values';
  if (typeof value !== 'string') return `the ${typeof value} ${value}`;
  return shorten(JSON.stringify(value));
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** Credentials in an address are no less secret than those in a key of their own. */
function shorten(text: string): string {
  const masked = text.replace(/:\/\/\S*@/g, '://...@');
  return masked.length > 60 ? `${masked.slice(0, 57)}...` : masked;
}
