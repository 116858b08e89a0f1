/** Whether a formula holds in one way to draw its parts; null where nothing decides it. */
export interface Outcome {
  readonly holds: boolean | null;
  /** Whether the parts were drawn as the words mean first. */
  readonly natural: boolean;
  /** Share of the numbers that could have stood there and would have fitted as well, 0..1; 1 for what is no number. */
  readonly chance: number;
  /** How it was understood: "mean of the 18 readings from 14:02 to 14:19". */
  readonly reading: string;
  /** What it was held against: "525.7 °C". */
  readonly evidence: string;
  /** Undecided because the window has nothing of the kind that it names, not because nothing could decide it. */
  readonly isAbsent?: boolean;
  /** False because the number measures something else: its opposite is not true for that. */
  readonly isMismatch?: boolean;
}

export function outcome(
  holds: boolean | null,
  reading: string,
  evidence: string,
  { natural = true, chance = 1 }: { readonly natural?: boolean; readonly chance?: number } = {},
): Outcome {
  return { holds, natural, chance, reading, evidence };
}

export function undecided(reading: string, why: string): Outcome {
  return outcome(null, reading, why);
}

/** A number in a unit that the series does not have. */
export function mismatched(reading: string, why: string): Outcome {
  return { ...outcome(false, reading, why), isMismatch: true };
}

/** What a reading names is not in the window: no gap, no such part. */
export function absent(reading: string, why = 'the window has nothing of the kind'): Outcome {
  return { ...undecided(reading, why), isAbsent: true };
}

/** Several outcomes of one formula as one: what holds first, then what fails in every way. */
export function settle(outcomes: readonly Outcome[]): Outcome {
  const held =
    outcomes.find(({ holds, natural }) => holds === true && natural) ??
    outcomes.find(({ holds }) => holds === true);
  if (held !== undefined) {
    // Each further way to draw the parts is a further chance to fit by accident.
    const tried = outcomes.filter(({ natural }) => !natural).length;
    return held.natural ? held : { ...held, chance: Math.min(1, held.chance * Math.max(1, tried)) };
  }
  const open = outcomes.find(({ holds }) => holds === null);
  return open ?? outcomes[0] ?? absent('nothing');
}
