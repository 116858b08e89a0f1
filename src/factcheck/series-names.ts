/** What the name of a series says: its words, and the tags that tell it from others. */
export interface SeriesName {
  /** Words of measurement and field, lower case: `environment.co2` -> environment, co2. */
  readonly words: ReadonlySet<string>;
  readonly tags: ReadonlyMap<string, string>;
}

/** Takes `measurement.field{tag=value,...}` apart; a name of another form is all words. */
export function parseSeriesName(name: string): SeriesName {
  const open = name.indexOf('{');
  const head = open === -1 ? name : name.slice(0, open);
  const inside = open === -1 ? '' : name.slice(open + 1).replace(/\}$/, '');
  const tags = new Map<string, string>();
  for (const pair of inside.split(',')) {
    const equals = pair.indexOf('=');
    if (equals > 0)
      tags.set(
        pair.slice(0, equals).trim().toLowerCase(),
        pair
          .slice(equals + 1)
          .trim()
          .toLowerCase(),
      );
  }
  const words = head
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);
  return { words: new Set(words), tags };
}
