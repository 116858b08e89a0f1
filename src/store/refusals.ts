import { PlumblineError } from '../lib/errors.ts';
import { isoTime } from '../lib/time.ts';
import type { BaselineKey } from './baseline.ts';
import type { RunClaim } from './ledger.ts';

/** Whether a database took nothing from anybody: no fault of what was to be written, which may be tried again as often as is wanted. */
export function isStoreAway({ code }: PlumblineError): boolean {
  return code === 'database_locked' || code === 'database_unreachable' || code === 'database_full';
}

/** Thrown inside the transaction that would finish a run which is no longer ours. */
export function leaseLost(run: RunClaim): PlumblineError {
  return new PlumblineError(
    'internal',
    `the run of ${run.monitor} to ${isoTime(run.window.end)} was taken over by another worker`,
    { hint: 'Nothing was written; the other worker finishes it.' },
  );
}

/** Thrown where a baseline is not at the step that a new one builds on. */
export function baselineMoved({ monitor, series }: BaselineKey): PlumblineError {
  return new PlumblineError(
    'internal',
    `another worker has advanced the baseline of ${series} in ${monitor}`,
    {
      hint: 'The run is repeated on the newer baseline.',
      retryable: true,
    },
  );
}

/** Thrown where what was learned lacks what a run has seen meanwhile. */
export function runMeanwhile(monitor: string): PlumblineError {
  return new PlumblineError(
    'internal',
    `another worker has run a window of ${monitor} while its baselines were learned`,
    {
      hint: 'They are learned again, with that window.',
      retryable: true,
    },
  );
}
