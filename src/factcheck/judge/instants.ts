/** When something was: moments, and a test where more than these will do. */
export interface Instants {
  /** Epoch ms, the most natural first. */
  readonly at: readonly number[];
  /** How far another moment may be away, ms, and still be the same. */
  readonly slackMs: number;
  /** For a time as it was written: whether a moment is it. */
  readonly matches: ((ms: number) => boolean) | null;
  /** Share of all moments that would match by chance, 0..1. */
  readonly chance: number;
  readonly said: string;
}

export const NEVER: Instants = { at: [], slackMs: 0, matches: null, chance: 0, said: 'no such time' };
