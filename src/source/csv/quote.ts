import type { SampleRow } from './sample.ts';

const MOST_QUOTED = 160;

/** A row as messages quote it. */
export function quote(row: SampleRow | undefined): string {
  const raw = (row?.raw ?? '').trim();
  return raw.length > MOST_QUOTED ? `${raw.slice(0, MOST_QUOTED)}...` : raw;
}
