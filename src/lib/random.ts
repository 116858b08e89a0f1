/** A source of numbers in [0, 1). Passed in everywhere, so that the same seed gives the same numbers. */
export type Random = () => number;

/**
 * A repeatable source of random numbers: Mulberry32 (32 bits of state; good enough to draw noise and places,
 * not for secrets), started from the FNV-1a hash of `seed`.
 */
export function seededRandom(seed: number | string): Random {
  let state = fnv1a(String(seed));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One draw of the standard normal distribution (Box and Muller's transform). */
export function gaussian(random: Random): number {
  // 1 - random() is never 0, whose logarithm would be infinite.
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** FNV-1a, 32 bits, over the UTF-16 units of a text. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
