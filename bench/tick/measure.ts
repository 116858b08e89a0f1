/** Milliseconds of wall clock and of this process's CPU. */
export interface Timing {
  readonly ms: number;
  readonly cpuMs: number;
}

export async function timed<T>(work: () => Promise<T>): Promise<Timing & { readonly result: T }> {
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const result = await work();
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1000, result };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** The median of the quotients of each round: what else the machine does falls on both of a round alike. */
export function medianRatio(over: readonly number[], under: readonly number[]): number {
  return median(over.map((value, round) => value / (under[round] ?? Number.NaN)));
}

/**
 * Runs the contestants one after the other, in another order each round, so that none is always first. What
 * `prepare` does for a round is not theirs.
 */
export async function interleave(
  rounds: number,
  prepare: (round: number) => Promise<unknown>,
  contestants: readonly ((round: number) => Promise<void>)[],
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await prepare(round);
    for (let place = 0; place < contestants.length; place++) {
      await contestants[(round + place) % contestants.length]?.(round);
    }
  }
}
