/** Between a figure and what it is of. */
export const THING = '=of|for|in|over|during|from|across|at|within|throughout|on|to|among';
