import { CHANGE_RULES } from './changes.ts';
import { indexRules } from './chart.ts';
import { LASTING_RULES, NAME_RULES, STATE_RULES, TIMING_RULES } from './claims.ts';
import { CLOCK_RULES } from './clocks.ts';
import { AGAINST_RULES } from './comparisons/against.ts';
import { COMPARATIVE_RULES } from './comparisons/comparatives.ts';
import { CONDITION_RULES } from './comparisons/conditions.ts';
import { DISTANCE_RULES } from './comparisons/distances.ts';
import { END_RULES } from './comparisons/ends.ts';
import { FACTOR_RULES } from './comparisons/factors.ts';
import { OTHER_RULES } from './comparisons/others.ts';
import { PAIR_RULES } from './comparisons/pairs.ts';
import { RANKING_RULES } from './comparisons/rankings.ts';
import { RANK_RULES } from './comparisons/ranks.ts';
import { SIDE_RULES } from './comparisons/sides.ts';
import { AMOUNT_RULES } from './counts/amounts.ts';
import { FINDING_COUNT_RULES } from './counts/findings.ts';
import { LIST_COUNT_RULES } from './counts/lists.ts';
import { NOTHING_RULES } from './counts/nothing.ts';
import { READING_COUNT_RULES } from './counts/readings.ts';
import { REPEAT_RULES } from './counts/repeats.ts';
import { DURATION_RULES } from './durations.ts';
import { EDGE_RULES } from './edges.ts';
import { EVENT_RULES } from './events.ts';
import { FIGURE_RULES } from './figures.ts';
import { HOUR_RULES } from './hours.ts';
import { MEASURE_RULES } from './measures.ts';
import { END_PART_RULES } from './parts/ends.ts';
import { LENGTH_PART_RULES } from './parts/lengths.ts';
import { PIECE_RULES } from './parts/pieces.ts';
import { READING_PART_RULES } from './parts/readings.ts';
import { RANGE_RULES } from './ranges.ts';
import { RATE_RULES } from './rates.ts';
import { CALLED_RULES } from './scopes/called.ts';
import { LEFT_OUT_RULES, OMISSION_RULES, REMOVAL_RULES } from './scopes/left-out.ts';
import { PLACED_RULES } from './scopes/placed.ts';
import { TIME_RULES } from './times.ts';
import { VALUED_RULES } from './valued.ts';

/** Every rule of the language, by dimension. */
export const RULES = [
  ...MEASURE_RULES,
  ...DURATION_RULES,
  ...RATE_RULES,
  ...CLOCK_RULES,
  ...TIME_RULES,
  ...HOUR_RULES,
  ...TIMING_RULES,
  ...EDGE_RULES,
  ...PIECE_RULES,
  ...END_PART_RULES,
  ...LENGTH_PART_RULES,
  ...READING_PART_RULES,
  ...CALLED_RULES,
  ...PLACED_RULES,
  ...OMISSION_RULES,
  ...REMOVAL_RULES,
  ...LEFT_OUT_RULES,
  ...EVENT_RULES,
  ...FIGURE_RULES,
  ...VALUED_RULES,
  ...RANGE_RULES,
  ...OTHER_RULES,
  ...AGAINST_RULES,
  ...COMPARATIVE_RULES,
  ...END_RULES,
  ...DISTANCE_RULES,
  ...FACTOR_RULES,
  ...RANK_RULES,
  ...PAIR_RULES,
  ...RANKING_RULES,
  ...SIDE_RULES,
  ...CONDITION_RULES,
  ...AMOUNT_RULES,
  ...READING_COUNT_RULES,
  ...LIST_COUNT_RULES,
  ...NOTHING_RULES,
  ...FINDING_COUNT_RULES,
  ...REPEAT_RULES,
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
