import { indexRules } from './chart.ts';
import { CHANGE_RULES, LASTING_RULES, NAME_RULES, STATE_RULES, TIMING_RULES } from './claims.ts';
import { COMPARISON_RULES } from './comparisons.ts';
import { COUNT_RULES } from './counts.ts';
import { EVENT_RULES } from './events.ts';
import { FIGURE_RULES } from './figures.ts';
import { MEASURE_RULES } from './measures.ts';
import { PART_RULES } from './parts.ts';
import { RANGE_RULES } from './ranges.ts';
import { TIME_RULES } from './times.ts';

/** Every rule of the language, by dimension. */
export const RULES = [
  ...MEASURE_RULES,
  ...TIME_RULES,
  ...TIMING_RULES,
  ...PART_RULES,
  ...EVENT_RULES,
  ...FIGURE_RULES,
  ...RANGE_RULES,
  ...COMPARISON_RULES,
  ...COUNT_RULES,
  ...CHANGE_RULES,
  ...STATE_RULES,
  ...LASTING_RULES,
  ...NAME_RULES,
];

export const GRAMMAR = indexRules(RULES);

/** Words that a rule names itself: known, though no table has them. */
export const RULE_WORDS: ReadonlySet<string> = new Set(
  RULES.flatMap(({ expects }) => expects.flatMap(({ words }) => [...(words ?? [])])),
);
