import type { ClaimVerdict } from './claim.ts';

/** What a check found, and on what grounds. */
export interface Outcome {
  readonly verdict: ClaimVerdict;
  readonly evidence: string;
}

export function supported(evidence: string): Outcome {
  return { verdict: 'supported', evidence };
}

export function refuted(evidence: string): Outcome {
  return { verdict: 'refuted', evidence };
}

export function unverifiable(evidence: string): Outcome {
  return { verdict: 'unverifiable', evidence };
}

export function decide(holds: boolean, evidence: string): Outcome {
  return holds ? supported(evidence) : refuted(evidence);
}
