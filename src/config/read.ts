import { readFileSync, statSync } from 'node:fs';
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { keyMistakes } from './keys.ts';
import { MAX_DEPTH, tooDeepAt } from './nesting.ts';
import type { Path } from './problems.ts';

/** What keeps a file from being read at all. */
export interface Unreadable {
  readonly line: number | null;
  readonly found: string;
  readonly allowed: string;
}

export type Yaml =
  | {
      readonly ok: true;
      /** Plain data. A key without a value, as when all below it is commented out, is as good as left out. */
      readonly value: unknown;
      /** The line, counted from 1, of a place in the file, or of the nearest thing around it that is there. */
      readonly lineOf: (path: Path) => number;
    }
  | { readonly ok: false; readonly reasons: readonly Unreadable[] };

const MAX_BYTES = 262_144;

/** Times that an anchor may be used, those within anchors multiplied: many monitors share one merge key, and a bomb stays one. */
const MAX_ALIASES = 1000;

/** After so many a reader begins with the first ones. */
const MAX_REASONS = 100;

/** Reads a YAML file (1.2, with merge keys). Never throws for what the file is or is not. */
export function readYaml(file: string): Yaml {
  try {
    const bytes = statSync(file).size;
    if (bytes > MAX_BYTES) return unreadable(`${bytes} bytes`, `at most ${MAX_BYTES} bytes`);
    return parseYaml(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return unreadable(`a file that can't be read (${reason})`, 'a YAML file in UTF-8');
  }
}

function unreadable(found: string, allowed: string): Yaml {
  return { ok: false, reasons: [{ line: null, found, allowed }] };
}

function parseYaml(text: string): Yaml {
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    const line = text.slice(0, deep).split('\n').length;
    return { ok: false, reasons: [{ line, ...TOO_DEEP }] };
  }
  // Its own search for keys that stand twice compares each with each; its own warnings would quote the file.
  const options = { lineCounter: lines, merge: true, prettyErrors: false, uniqueKeys: false };
  const document = parseDocument(text, { ...options, logLevel: 'error' });
  const mistakes = [...document.errors, ...document.warnings].map(({ message, pos }) => ({
    message,
    line: lineAt(pos[0]),
  }));
  const keys = keyMistakes(document).map(({ message, offset }) => ({ message, line: lineAt(offset) }));
  if (mistakes.length + keys.length > 0)
    return { ok: false, reasons: reasonsOf([...mistakes, ...keys], text) };
  const value: unknown = document.toJS({
    maxAliasCount: MAX_ALIASES,
    reviver: (_key, item) => item ?? undefined,
  });
  const offsetOf = offsetFinder(document);
  return { ok: true, value, lineOf: (path) => lineAt(offsetOf(path)) };
}

interface YamlMistake {
  readonly message: string;
  readonly line: number;
}

/** One for each line, in their order: what follows on the same line is as a rule a consequence. */
function reasonsOf(mistakes: readonly YamlMistake[], text: string): readonly Unreadable[] {
  const first = new Map<number, YamlMistake>();
  for (const one of mistakes) if (!first.has(one.line)) first.set(one.line, one);
  const told = [...first.values()].sort((a, b) => a.line - b.line).slice(0, MAX_REASONS);
  const lines = text.split('\n');
  return told.map((one) => yamlMistake(one, lines[one.line - 1] ?? ''));
}

const TOO_DEEP = {
  found: 'brackets or lists nested too deep',
  allowed: `at most ${MAX_DEPTH} levels`,
};

function yamlMistake({ message, line }: YamlMistake, written: string): Unreadable {
  const variable = /[{[].*\$\{/.test(written.slice(0, 1000));
  return {
    line,
    // The excerpt that some messages have behind a colon may hold a secret.
    found: `a mistake in the YAML (${message.replace(/: ".*/s, '')})`,
    allowed: variable ? 'a variable in quotes, within { } and [ ]' : 'YAML',
  };
}

/** Where in the text a path leads; what is looked up once in a mapping is found at once the next time. */
function offsetFinder(document: Document): (path: Path) => number {
  const indexes = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  const pairsOf = (map: YAMLMap) => {
    const index = indexes.get(map) ?? indexOf(map);
    indexes.set(map, index);
    return index;
  };
  const childOf = (node: unknown, step: string | number): Child | undefined => {
    if (isMap(node)) {
      const pair = pairsOf(node).get(String(step));
      return pair && { node: pair.value, offset: isNode(pair.key) ? pair.key.range?.[0] : undefined };
    }
    const item = isSeq(node) && typeof step === 'number' ? node.items[step] : undefined;
    return isNode(item) ? { node: item, offset: item.range?.[0] } : undefined;
  };
  return (path) => {
    let node: unknown = document.contents;
    let offset = 0;
    for (const step of path) {
      const child = childOf(isAlias(node) ? node.resolve(document) : node, step);
      if (child === undefined) break;
      offset = child.offset ?? offset;
      node = child.node;
    }
    return offset;
  };
}

interface Child {
  readonly node: unknown;
  /** Where it begins in the text: with its key, where it has one. */
  readonly offset: number | undefined;
}

function indexOf(map: YAMLMap): ReadonlyMap<string, Pair> {
  return new Map(map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])));
}
