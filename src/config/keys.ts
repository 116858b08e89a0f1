import { type Document, isAlias, isNode, isScalar, type Node, visit } from 'yaml';

/** A key that can't stand where it does. */
export interface KeyMistake {
  readonly message: string;
  readonly offset: number;
}

/**
 * The keys of a YAML document that stand twice in one mapping, that are lists or mappings themselves, as in
 * `token: {{ abc }}`, or that JavaScript takes for something else. No message quotes one: it may hold a secret.
 */
export function keyMistakes(document: Document): readonly KeyMistake[] {
  const mistakes: KeyMistake[] = [];
  visit(document, {
    Map(_key, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        const message = mistakeOf(key, seen);
        if (message !== undefined) mistakes.push({ message, offset: offsetOf(key) ?? offsetOf(map) ?? 0 });
      }
    },
  });
  return mistakes;
}

/** What is wrong with a key beside those seen before it; it is one of them afterwards. */
function mistakeOf(key: unknown, seen: Set<unknown>): string | undefined {
  if (!isScalar(key)) return isAlias(key) ? undefined : 'a key is a list or a mapping itself';
  if (seen.has(key.value)) return 'Map keys must be unique';
  seen.add(key.value);
  return key.value === '__proto__' ? '__proto__ can be no key' : undefined;
}

function offsetOf(node: unknown): number | undefined {
  const range: Node['range'] = isNode(node) ? node.range : undefined;
  return range?.[0];
}
