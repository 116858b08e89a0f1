/** The present moment as epoch milliseconds. Passed in everywhere, so that tests move it. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();
