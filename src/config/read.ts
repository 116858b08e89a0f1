import { readFileSync, statSync } from 'node:fs';
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
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

const MAX_BYTES = 1_048_576;

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
  const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false });
  const mistakes = [...document.errors, ...document.warnings];
  if (mistakes.length > 0) {
    const reasons = mistakes.map(({ message, pos }) => ({ message, line: lines.linePos(pos[0]).line }));
    return { ok: false, reasons: reasons.filter(isFirstOfLine).map((one) => yamlMistake(one, text)) };
  }
  const value: unknown = document.toJS({ reviver: (_key, item) => item ?? undefined });
  return { ok: true, value, lineOf: (path) => lines.linePos(offsetOf(document, path)).line };
}

interface YamlMistake {
  readonly message: string;
  readonly line: number;
}

/** What follows on the same line is as a rule a consequence. */
function isFirstOfLine({ line }: YamlMistake, index: number, all: readonly YamlMistake[]): boolean {
  return all.findIndex((other) => other.line === line) === index;
}

function yamlMistake({ message, line }: YamlMistake, text: string): Unreadable {
  const variable = /[{[].*\$\{/.test(text.split('\n')[line - 1] ?? '');
  return {
    line,
    // The excerpt that some messages have behind a colon may hold a secret.
    found: `a mistake in the YAML (${message.replace(/: ".*/s, '')})`,
    allowed: variable ? 'a variable in quotes, within { } and [ ]' : 'YAML',
  };
}

function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    const child = childOf(isAlias(node) ? node.resolve(document) : node, step);
    if (child === undefined) break;
    offset = child.offset ?? offset;
    node = child.node;
  }
  return offset;
}

interface Child {
  readonly node: unknown;
  /** Where it begins in the text: with its key, where it has one. */
  readonly offset: number | undefined;
}

function childOf(node: unknown, step: string | number): Child | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    return pair && { node: pair.value, offset: isNode(pair.key) ? pair.key.range?.[0] : undefined };
  }
  const item = isSeq(node) && typeof step === 'number' ? node.items[step] : undefined;
  return isNode(item) ? { node: item, offset: item.range?.[0] } : undefined;
}
