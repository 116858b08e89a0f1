import type { Finding } from '../detect/finding.ts';
import { type FindingKind, traitsOf } from '../detect/kinds.ts';
import type { Statistics } from '../statistics/describe.ts';

/** What is known to be unusual in the window: the only ground on which "outlier" or "normal" is judged. */
export interface KnownFinding {
  readonly kind: FindingKind;
  /** First moment it covers, epoch ms. */
  readonly at: number;
  /** Last moment it covers; absent for a single point. */
  readonly until?: number;
  readonly value?: number;
  /** What was expected instead, in the unit of the series. */
  readonly expected?: readonly [low: number, high: number];
}

/** One window of one series, and what is known about it. */
export interface CheckContext {
  /** `measurement.field{tag=value,...}`. */
  readonly series: string;
  readonly unit: string;
  /** Epoch milliseconds, rising. */
  readonly times: Float64Array;
  /** As long as `times`; NaN where the source has a null. */
  readonly values: Float64Array;
  /** `describe(times, values)`, where it is known already: the only figures that take more than a pass. */
  readonly statistics?: Statistics;
  /** The half-open interval that was read; absent: first to last point. */
  readonly window?: { readonly start: number; readonly end: number };
  readonly truth: readonly KnownFinding[];
  /** Kinds of finding that the detectors could not have seen here: that there is none is left open. */
  readonly notJudged?: readonly FindingKind[];
  /** Limits that the config names, in the unit of the series. */
  readonly limits?: { readonly low?: number; readonly high?: number };
  /** The facts that the model was given: a claim that one of them settles names its id as evidence. */
  readonly facts?: readonly { readonly id: string; readonly text: string; readonly value?: number }[];
  /** Whether sentences that the data neither supports nor refutes are shown, marked; default: hide. */
  readonly unverifiable?: 'hide' | 'show';
}

/** The findings of the detectors in the form that claims are checked against. */
export function knownFindings(findings: readonly Finding[]): KnownFinding[] {
  return findings.map(({ kind, start, end, points, observed, expected }) => {
    const isReading = points > 0 && traitsOf(kind).observed !== 'seconds';
    return {
      kind,
      at: start,
      ...(end > start ? { until: end } : {}),
      ...(isReading ? { value: observed } : {}),
      ...(isReading && expected !== null ? { expected } : {}),
    };
  });
}
