import type { Path, Place } from './problems.ts';
import { readSecretFile } from './secret-file.ts';

/** Variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Substituted {
  readonly value: unknown;
  /** The places whose text came, in whole or in part, out of a `${...}`. */
  readonly paths: readonly Path[];
  readonly problems: readonly Place[];
  /** The files that were named, also those that could not be read. */
  readonly files: readonly string[];
}

/** Longest text that may come of one, its variables put in. */
const MAX_CHARS = 100_000;
const INSIDE = /^([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s;
/** `${file:-x}` is a variable that is called file. */
const FILE = /^file:(?!-)(.+)$/;

/**
 * Puts the environment's values for `${NAME}` and `${NAME:-default}`, and what a file holds for `${file:PATH}`, into all texts
 * of a parsed file; keys stay as they are. The default stands in for a variable that is missing or empty. Nothing is parsed anew afterwards, so no
 * value can change the structure of the file.
 */
export function substitute(value: unknown, environment: Environment): Substituted {
  const paths: Path[] = [];
  const problems: Place[] = [];
  const files = new Set<string>();
  const substituted = mapTexts(value, (text, path) => {
    if (!text.includes('${')) return text;
    paths.push(path);
    const { text: filled, mistakes } = fill(text, environment, files);
    for (const mistake of mistakes) problems.push({ path, ...mistake });
    return filled;
  });
  return { value: substituted, paths, problems, files: [...files] };
}

type Mistake = Omit<Place, 'path'>;

interface Filled {
  readonly text: string;
  readonly mistakes: readonly Mistake[];
}

/**
 * `$${` stands for a literal `${`; `${NAME}` and `${NAME:-default}` are replaced, and what else follows a `${` is a
 * mistake. Goes through the text once; what is wrong in the same way several times is told once.
 */
function fill(text: string, environment: Environment, files: Set<string>): Filled {
  const mistakes = new Map<string, Mistake>();
  const note = (mistake: Mistake) => mistakes.set(mistake.found, mistake);
  const parts: string[] = [];
  let length = 0;
  let from = 0;
  for (let at = text.indexOf('${'); at >= 0; at = text.indexOf('${', from)) {
    const literal = text[at - 1] === '$' && at > from;
    const end = literal ? at + 1 : text.indexOf('}', at);
    if (end < 0) {
      note({ found: 'a ${ that is never closed', allowed: ALLOWED });
      break;
    }
    const resolved = literal ? '{' : resolve(text.slice(at + 2, end), environment, files);
    parts.push(text.slice(from, at));
    if (typeof resolved === 'string') parts.push(resolved);
    else note(resolved);
    length += at - from + (typeof resolved === 'string' ? resolved.length : 0);
    if (length > MAX_CHARS) return { text, mistakes: [TOO_LONG] };
    from = end + 1;
  }
  return { text: parts.join('') + text.slice(from), mistakes: [...mistakes.values()] };
}

const ALLOWED = `\${NAME}, \${NAME:-default} or \${file:PATH}; $\${ stands for a literal \${`;
const TOO_LONG = {
  found: 'a text that is too long with its variables put in',
  allowed: `at most ${MAX_CHARS} characters`,
};

/** What stands for `${inside}`, or what is wrong with it. */
function resolve(inside: string, environment: Environment, files: Set<string>): string | Mistake {
  const path = FILE.exec(inside)?.[1];
  if (path !== undefined) {
    files.add(path);
    const secret = readSecretFile(path);
    return secret.ok ? secret.text : secret;
  }
  const [, name, fallback] = INSIDE.exec(inside) ?? [];
  if (name === undefined) {
    return { found: `a \${...} that names no variable`, allowed: ALLOWED };
  }
  const value = environment[name];
  if (value !== undefined && (value !== '' || fallback === undefined)) return value;
  if (fallback !== undefined) return fallback;
  const shown = name.slice(0, 100);
  return {
    found: `\${${shown}}, but the environment has no ${shown}`,
    allowed: `a variable that is set, or \${${shown}:-default}`,
  };
}

/** The environment holds text only: at the places given, text that is a number, `true` or `false` becomes that. */
export function readTexts(value: unknown, places: readonly Path[]): unknown {
  if (places.length === 0) return value;
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
