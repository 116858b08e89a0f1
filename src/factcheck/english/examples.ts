import { CHANGES } from './examples/changes.ts';
import { COMPARISONS } from './examples/comparisons.ts';
import { COUNTS } from './examples/counts.ts';
import { FIGURES } from './examples/figures.ts';
import { PARTS } from './examples/parts.ts';
import { TIMES } from './examples/times.ts';

/**
 * What the rules read, on one small window (`test/factcheck/english/window.ts`): 67 readings of an office from 10:00 to 15:55, a
 * spike at 12:30, a gap from 13:20 to 13:40, a frozen stretch from 14:30 to 15:00. `{true|false}`: with the first words the
 * sentence holds, with the second it is refuted; `{true~false}`: with the second it is not supported. The tests run exactly
 * these, and fail for a rule that none of them fires.
 */
export const EXAMPLES: readonly string[] = [
  ...CHANGES,
  ...COMPARISONS,
  ...COUNTS,
  ...FIGURES,
  ...PARTS,
  ...TIMES,
];
