import { InvalidArgumentError } from 'commander';

/** A moment on the command line, ISO 8601 (without a zone: UTC), as epoch ms. */
export function timeArgument(text: string): number {
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text)
    ? text
    : `${text.includes('T') ? text : `${text}T00:00`}Z`;
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(zoned) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError('A time is wanted such as 2026-11-01T12:00:00Z.');
  return time;
}

/** A whole number on the command line, within bounds. */
export function countArgument(low: number, high: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (/^\d+$/.test(text) && count >= low && count <= high) return count;
    throw new InvalidArgumentError(`A whole number from ${low} to ${high} is wanted.`);
  };
}
