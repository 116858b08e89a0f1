import { crossCheck } from './crosscheck.ts';
import { type Environment, readTexts, type Substituted, substitute } from './environment.ts';
import { placesOf, placesWanting } from './issues.ts';
import { type Path, type Place, pathText } from './problems.ts';
import { readYaml } from './read.ts';
import { type Config, configSchema } from './schema.ts';

/** A mistake in the config, as it is reported. */
export interface ConfigProblem {
  readonly file: string;
  /** Counted from 1; null where the mistake has no place, as for a file that is missing. */
  readonly line: number | null;
  /** Such as `monitors[0].limits.fail`; empty for the file as a whole. */
  readonly path: string;
  readonly found: string;
  readonly allowed: string;
  readonly suggestion: string | null;
}

/** `files`: those that `${file:...}` names. */
export type LoadedConfig =
  | { readonly ok: true; readonly config: Config; readonly files: readonly string[] }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[]; readonly files: readonly string[] };

/** So many mistakes are told of at most; whoever has more begins with these. */
const MAX_PROBLEMS = 100;

/**
 * Reads a config file, puts `${NAME}` of the environment and `${file:PATH}` in, and validates it. All mistakes come back at once (of
 * more than a hundred some hundred of them), in the order of the file; none quotes a secret. Never throws for what stands in the file, or for a missing one.
 */
export function loadConfig(file: string, environment: Environment): LoadedConfig {
  const yaml = readYaml(file);
  if (!yaml.ok) {
    return {
      ok: false,
      files: [],
      problems: yaml.reasons.map((reason) => ({ file, path: '', suggestion: null, ...reason })),
    };
  }
  const substituted = substitute(yaml.value, environment);
  const { files } = substituted;
  const checked = check(yaml.value, substituted);
  if (checked.ok) return { ...checked, files };
  const problems = checked.places.map(({ path, found, allowed, suggestion = null }) => {
    return { file, line: yaml.lineOf(path), path: pathText(path), found, allowed, suggestion };
  });
  return { ok: false, files, problems: problems.sort((a, b) => a.line - b.line).slice(0, MAX_PROBLEMS) };
}

type Checked =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly places: readonly Place[] };

function check(
  written: unknown,
  { value: texts, paths, problems: unset }: Omit<Substituted, 'files'>,
): Checked {
  const value = readTexts(texts, placesOfNoText(texts, paths));
  const parsed = configSchema.safeParse(value);
  const issues = parsed.success
    ? []
    : placesOf(parsed.error.issues, { schema: configSchema, checked: value, written });
  // Whether the rest of a text is right is not known before its variables are there.
  const silent = new Set(unset.map(({ path }) => pathText(path)));
  const found = [...issues, ...crossCheck({ checked: value, written })].filter(
    ({ path }) => !silent.has(pathText(path)),
  );
  const places = [...unset, ...found];
  return parsed.success && places.length === 0 ? { ok: true, config: parsed.data } : { ok: false, places };
}

/** Those of the places that hold text where a number, true or false is wanted. */
function placesOfNoText(texts: unknown, places: readonly Path[]): readonly Path[] {
  if (places.length === 0) return [];
  const issues = configSchema.safeParse(texts).error?.issues ?? [];
  const wanting = placesWanting(['number', 'int', 'boolean'], issues).map((path) => JSON.stringify(path));
  const wanted = new Set(wanting);
  return places.filter((place) => wanted.has(JSON.stringify(place)));
}

/** What a terminal shows: every mistake with its place, two lines each. */
export function formatProblems(problems: readonly ConfigProblem[]): string {
  const more = problems.length >= MAX_PROBLEMS ? ' or more' : '';
  const count = problems.length === 1 ? '1 mistake' : `${problems.length} mistakes${more}`;
  const file = problems[0]?.file ?? 'the config';
  return [`${count} in ${file}`, ...problems.map(formatProblem)].join('\n');
}

/** How many mistakes there are, and the first, in one line. */
export function summaryOf(problems: readonly ConfigProblem[]): string {
  const [first] = problems;
  if (first === undefined) return 'the config has mistakes';
  const { file, line, path, found } = first;
  const count = problems.length === 1 ? '1 mistake' : `${problems.length} mistakes, the first`;
  return `${file} has ${count}: line ${line ?? 1}, ${path || 'the whole file'}: found ${found} (plumbline check)`;
}

function formatProblem({ file, line, path, found, allowed, suggestion }: ConfigProblem): string {
  const place = [line === null ? file : `${file}:${line}`, path].filter((part) => part !== '').join('  ');
  const meant = suggestion === null ? '' : ` Did you mean ${suggestion}?`;
  return `  ${place}\n    found ${found}; allowed: ${allowed}.${meant}`;
}
