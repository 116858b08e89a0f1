/**
 * A level of a topic that no name can leave or widen (`/`, `+`, `#`, NUL), in the characters that Home Assistant takes. Names
 * that differ stay different: what is replaced is written as its code.
 */
export function topicPart(name: string): string {
  const safe = name.replaceAll(/[^A-Za-z0-9-]/gu, (one) =>
    one === '_' ? '__' : `_${one.codePointAt(0)?.toString(16)}_`,
  );
  return safe.length <= 200 ? safe : `${safe.slice(0, 180)}_${hashOf(safe)}`;
}

/** FNV-1a, enough to tell two long names apart. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16);
}

/** Where the state of a series is; what else is known of it stands below. */
export function stateTopic(
  { monitor, series }: { readonly monitor: string; readonly series: string },
  prefix: string,
): string {
  return `${prefix}/series/${topicPart(monitor)}/${topicPart(series)}`;
}
