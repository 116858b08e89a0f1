import { following } from '../lib/following.ts';
import type { WebParts } from './parts.ts';
import { createReader, type Reader } from './reader.ts';
import { createSignals, type Signals } from './signals.ts';

/** How those who look on get at points. */
export interface Looks {
  readonly reader: Reader;
  signals(): Signals;
}

export function createLooks(parts: Pick<WebParts, 'config' | 'clock' | 'readSeries'>): Looks {
  const reader = createReader(parts);
  // What was read under another config may have come from another source.
  return { reader, signals: following(parts.config, () => createSignals(reader, parts)) };
}
