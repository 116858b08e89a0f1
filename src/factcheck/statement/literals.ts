/** How near a written number claims to be. */
export type Hedge = 'exact' | 'about' | 'almost' | 'just over';

/** A number as it was written. */
export interface Quantity {
  /** In the unit that was written, or bare. */
  readonly value: number;
  /** One unit in its last written digit: 0.01 for "19.36", 1 for "19", 1 for "twelve"; a million's tenth for "3.4 MB". */
  readonly step: number;
  readonly hedge: Hedge;
  /** The `name` of a unit in units.ts (`°c`, `min`, `standard deviations`); absent for a bare number. */
  readonly unit?: string;
}

/** "several", "a few", "most", "half", and numbers: how many of something. */
export type Amount =
  | { readonly amount: 'number'; readonly quantity: Quantity }
  /** Inclusive bounds; null where open. "several" is 3 and more, "a few" 2 to 5, "a handful" 2 to 8. */
  | { readonly amount: 'bounds'; readonly low: number | null; readonly high: number | null }
  /** A share of all, 0..1, exclusive where `open`: "most" is over 0.5. */
  | {
      readonly amount: 'share';
      readonly low: number | null;
      readonly high: number | null;
      readonly open: boolean;
    }
  | { readonly amount: 'all' }
  | { readonly amount: 'none' }
  /** "all but one": all less so many. */
  | { readonly amount: 'all but'; readonly quantity: Quantity };

/** A moment of the calendar or the clock, as far as it was written; UTC unless `offsetMinutes`. */
export interface Moment {
  readonly year?: number;
  /** 1 to 12. */
  readonly month?: number;
  readonly day?: number;
  /** 0 (Sunday) to 6. */
  readonly weekday?: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  readonly offsetMinutes?: number;
  /** By a clock of twelve hours, with no word on which half of the day: either is meant. */
  readonly isEitherHalf?: true;
  readonly hedge: Hedge;
}

/** Hours of a day, [from, to) in hours, `to` over 24 where the span passes midnight: an afternoon is 12 to 18. */
export interface DayPart {
  readonly from: number;
  readonly to: number;
  /** Where they begin and end is not known to the hour: dusk. */
  readonly isLoose?: true;
}
