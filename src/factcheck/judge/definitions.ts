/**
 * What words of judgement mean in figures, each defined once. Every number here is held by a test of its own
 * (test/factcheck/judge/definitions.test.ts).
 */
/** Correlation with time from which readings have a direction. */
export const RISES_FROM = 0.25;
/** Correlation with time up to which they have none; between the two it is a matter of taste. */
export const LEVEL_TO = 0.15;
/** Correlation with time from which readings are not without a direction; under `RISES_FROM` they are. */
export const AIMED_FROM = 0.5;
/** Correlation with time from which readings are on the move, whatever their spread: no longer steady. */
export const MOVING_FROM = 0.8;
/** A step is sudden when it is more than this share of all there is between lowest and highest. */
export const SUDDEN_SHARE = 0.5;
/** A step under this share is none that is sudden. */
export const SUDDEN_NOT_UNDER = 0.2;
/** Share of the spread that a change has to cross before it counts as one. */
export const NOTABLE_SHARE = 0.05;
/** A rise or fall from one turning point to the next crosses this share of the spread, a small one the other. */
export const SWING_SHARES = { large: 0.5, small: 0.1 } as const;
/** The movements of a course cross one of these shares of the spread, the same for all of them. */
export const COURSE_SHARES = [0.5, 0.35, 0.2] as const;
/** On their way from one value to another the readings go past these by at most this share of the way. */
export const PASSING_SHARE = 0.1;
/** A stretch without movement counts as one of a course from this share of its time on. */
export const REST_SHARE = 0.15;
/** A change goes faster or slower when the change of its second half is that many times that of its first, or the reverse. */
export const PACE_FACTOR = 1.5;
/** Readings within this share of a rise or fall of its turning point may be called its beginning or end too. */
export const SWING_END_SHARE = 0.1;
/** Share of the spread within which two computed figures are called equal. */
export const SAME_SHARE = 0.05;
/** A loose number ("about 20") holds within this share of the figure, or one unit of its last digit. */
export const ABOUT_SHARE = 0.05;
/** A loose time ("around 14:00") holds within this many ms, or this share of the window. */
export const ABOUT_TIME_MS = 300_000;
export const ABOUT_TIME_SHARE = 0.05;
/** A loose length of time holds within this share of it. */
export const ABOUT_LENGTH_SHARE = 0.1;
/** A plain length of time ("an hour") holds within half of its unit, and within this share of it. */
export const LENGTH_SHARE = 0.25;
/** Readings of a part are flat when they stay within this share of all there is between lowest and highest. */
export const FLAT_SHARE = 0.15;
/** Share of the readings of a part that are alike from which it is not called false that it never changes. */
export const UNCHANGED_SHARE = 0.5;
/** A step between readings is a gap when it is longer than so many usual ones. */
export const GAP_INTERVALS = 1.5;
/** "shortly before", "near": within this share of the window around a moment. */
export const NEIGHBOURHOOD_SHARE = 0.1;
/** Share of the readings that have to have a value, for it to be their level. */
export const LEVEL_MAJORITY = 0.5;
/** Skewness from which readings are skewed to a side; under the other they are symmetric. */
export const SKEWED_FROM = 0.5;
export const SKEWED_NOT_UNDER = 0.2;
/** A less natural reading is believed when at most this share of the numbers that could have stood there would fit. */
export const SPECIFIC_UNDER = 0.05;
/** Before it accuses, the judge looks for what else a number may be; so many accidental fits are expected at most. */
export const NEAR_UNDER = 0.5;
/** A local peak or valley stands out of its surroundings by this share of the spread. */
export const PEAK_SHARE = 0.25;

/** Readings of one value that are few enough to tell by it when it was, as a share of all. */
export const FEW_SHARE = 0.1;
