/** Words for how long something lasts, and how far apart readings are. */

/** The longest time without readings. */
export const HOLE =
  /\b(?:longest|largest|biggest|only) (?:pause|gap|break|hole|interruption|silence|outage)\b/;

/** The time from one reading to the next. */
export const SPACING =
  /\b(?:time steps?|step size|sampling interval|sampling period|spacing|sampling rate|cadence|intervals?)(?: (?:of|between) (?:the )?(?:samples|readings|measurements|points|values|data))? (?:of|is|was|:|=)$/;

/** Readings that follow one another without a break. */
export const IN_A_ROW =
  /^(?:row|stretch|running|interruption|break|longest|consecutive|uninterrupted|streak|run|plateau|spell)$/;
