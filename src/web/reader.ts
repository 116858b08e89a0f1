import type { MonitorConfig } from '../config/schema.ts';
import { Deadline } from '../lib/deadline.ts';
import { PlumblineError } from '../lib/errors.ts';
import { createSlots } from '../lib/slots.ts';
import type { Reading } from '../source/fallback.ts';
import type { Window } from '../source/source.ts';
import type { WebParts } from './parts.ts';

/** A source is asked by those who look on once at a time, and for so long. */
const READ_MS = 30_000;
/** So many may wait for it. */
const WAITING = 50;

/** Reads a monitor's series in a span of time for somebody who looks on. Throws as the source does. */
export type Reader = (monitor: MonitorConfig, span: Window) => Promise<Reading>;

/** Reads go one after the other, so that those who look on never keep a source from the worker. */
export function createReader({ readSeries }: Pick<WebParts, 'readSeries'>): Reader {
  const slot = createSlots(1);
  let waiting = 0;
  return async (monitor, span) => {
    if (waiting >= WAITING) {
      throw new PlumblineError('source_overloaded', 'too many signals are being read at once', {
        hint: 'Ask again in a moment.',
        retryable: true,
      });
    }
    waiting += 1;
    const deadline = new Deadline(READ_MS, new AbortController().signal);
    try {
      return await slot.use(() => readSeries(monitor, span, deadline.signal), deadline.signal);
    } catch (thrown) {
      throw deadline.expired ? tooSlow(monitor, thrown) : thrown;
    } finally {
      deadline.end();
      waiting -= 1;
    }
  };
}

function tooSlow({ name, source }: MonitorConfig, cause: unknown): PlumblineError {
  return new PlumblineError('source_timeout', `source ${source} did not send the signal of ${name} in time`, {
    hint: 'Choose a shorter span, or aggregate with every.',
    retryable: true,
    cause,
  });
}
