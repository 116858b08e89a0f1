/**
 * The classes of sensor faults that can be put into a clean series: those of QARTOD, SaQC and ADTK. Whoever makes faulty
 * data (simulate, eval, bench) takes them from here.
 */
export const FAULT_KINDS = [
  'spike',
  'dropout',
  'stuck',
  'level shift',
  'drift',
  'ramp',
  'noise burst',
  'attenuated',
  'clipped',
  'contextual',
  'out of range',
  'gap',
  'stale',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const FAULT_STRENGTHS = ['weak', 'medium', 'strong'] as const;
export type FaultStrength = (typeof FAULT_STRENGTHS)[number];
