/** Spellings divided by `|`, one sense a line; `climb~` stands for climb, climbs, climbed and climbing. */
export type WordTable<S extends string> = Readonly<Record<S, string>>;

/** The forms of a regular verb, written with a `~` after its stem ("step~ up"); another spelling as it is. */
export function formsOf(spelling: string): string[] {
  const [stem, rest] = spelling.split('~', 2);
  if (stem === undefined || stem === '' || rest === undefined) return [spelling];
  const bare = stem.endsWith('e') ? stem.slice(0, -1) : stem;
  const third = /(?:s|x|ch|sh|z)$/.test(stem) ? `${stem}es` : `${stem}s`;
  const last = stem.slice(-1);
  const doubled = /[^aeiou][aeiou][bdgmnprt]$/.test(stem) ? [`${stem}${last}ed`, `${stem}${last}ing`] : [];
  const y = /[^aeiou]y$/.test(stem) ? [`${stem.slice(0, -1)}ies`, `${stem.slice(0, -1)}ied`] : [];
  return [stem, third, `${bare}ed`, `${bare}ing`, ...doubled, ...y].map((form) => form + rest);
}
