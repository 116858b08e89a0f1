import type { Path, Place } from './problems.ts';

/** Variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Substituted {
  readonly value: unknown;
  /** The places whose text came, in whole or in part, out of a `${...}`. */
  readonly paths: readonly Path[];
  readonly problems: readonly Place[];
}

/** `$${` for a literal `${`, or `${NAME}`, `${NAME:-default}`; what else stands in braces is a mistake. */
const REFERENCE = /\$\$\{|\$\{([^}]*)\}/g;
const INSIDE = /^([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s;

/**
 * Puts the environment's values for `${NAME}` and `${NAME:-default}` into all texts of a parsed file; keys stay as
 * they are. The default stands in for a variable that is missing or empty. Nothing is parsed anew afterwards, so no
 * value can change the structure of the file.
 */
export function substitute(value: unknown, environment: Environment): Substituted {
  const paths: Path[] = [];
  const problems: Place[] = [];
  const substituted = mapTexts(value, (text, path) => {
    if (!text.includes('${')) return text;
    paths.push(path);
    return text.replace(REFERENCE, (whole, inside: string | undefined) => {
      if (inside === undefined) return '${';
      const resolved = resolve(inside, environment);
      if (typeof resolved === 'string') return resolved;
      problems.push({ path, ...resolved });
      return whole;
    });
  });
  return { value: substituted, paths, problems };
}

/** What stands for `${inside}`, or what is wrong with it. */
function resolve(inside: string, environment: Environment): string | Omit<Place, 'path'> {
  const [, name, fallback] = INSIDE.exec(inside) ?? [];
  if (name === undefined) {
    return {
      found: `a \${...} that names no variable`,
      allowed: `\${NAME} or \${NAME:-default}; $\${ stands for a literal \${`,
    };
  }
  const value = environment[name];
  if (value !== undefined && (value !== '' || fallback === undefined)) return value;
  if (fallback !== undefined) return fallback;
  return {
    found: `\${${name}}, but the environment has no ${name}`,
    allowed: `a variable that is set, or \${${name}:-default}`,
  };
}

/** The environment holds text only: at the places given, text that is a number, `true` or `false` becomes that. */
export function readTexts(value: unknown, places: readonly Path[]): unknown {
  const keys = new Set(places.map((path) => JSON.stringify(path)));
  return mapTexts(value, (text, path) => {
    if (!keys.has(JSON.stringify(path))) return text;
    if (text === 'true' || text === 'false') return text === 'true';
    return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : text;
  });
}

function mapTexts(node: unknown, change: (text: string, path: Path) => unknown, path: Path = []): unknown {
  if (typeof node === 'string') return change(node, path);
  if (Array.isArray(node)) return node.map((item, index) => mapTexts(item, change, [...path, index]));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, item]) => [key, mapTexts(item, change, [...path, key])]),
  );
}
