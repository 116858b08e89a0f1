import { rule } from '../rule.ts';

/** Nouns for a stretch of the readings that is known by what happens in it, not by its time. */
const STRETCH =
  '=plateau|ramp|ramp-up|ramp-down|phase|spell|hump|lull|burst|stint|bout|episode|run-up|lead-up|build-up|buildup|wave|cycle|stage|interlude|patch|regime|climb|ascent|descent|upswing|downswing|warm-up|warmup|cool-down|cooldown|start-up|startup|wind-down|aftermath|heatwave|rush';
/** Several of them: "in waves" says how, "during the waves" which readings. */
const STRETCHES =
  '=plateaus|plateaux|ramps|phases|spells|humps|lulls|bursts|stints|bouts|episodes|waves|cycles|stages|interludes|patches|climbs|ascents|descents|upswings|downswings';
const DURING = '=during|throughout|within|amid|inside|across';

/** "in the early hours of the morning": no first part of it, as the early hours of a window are. */
const EARLY_HOURS = rule(
  'early hours of the morning',
  'scope',
  ['=in|during|over|throughout|through', '=early', '=hours', '=of', '=morning'],
  () => ({ part: 'hours', hours: { from: 0, to: 5 } }),
);

/** Stretches that a text calls by a name of its own: which readings these are, nobody can tell. */
export const CALLED_RULES = [
  EARLY_HOURS,
  rule('stretch by its noun', 'stretch', [STRETCH], () => 'stretch' as const),
  rule('stretch of some sort', 'stretch', ['unknown', 'stretch'], () => 'stretch' as const),
  rule('stretch by its course', 'stretch', ['move', 'stretch'], () => 'stretch' as const),
  rule('stretch by its place', 'stretch', ['ordinal', 'stretch'], () => 'stretch' as const),
  rule('in a stretch called by its name', 'scope', ['=in|on|over|through|along', 'stretch'], () => ({
    part: 'unknown',
  })),
  rule('during a stretch called by its name', 'scope', [DURING, 'stretch'], () => ({ part: 'unknown' })),
  rule('during stretches called by their name', 'scope', [DURING, STRETCHES], () => ({ part: 'unknown' })),
];
