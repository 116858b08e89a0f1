import type { Clock } from '../lib/clock.ts';
import { Deadline } from '../lib/deadline.ts';
import { aborted } from './embedded-child.ts';
import { type EmbeddedFiles, findEmbeddedModel } from './embedded-files.ts';
import type { EmbeddedSetup } from './embedded-setup.ts';

export interface SupplyDeps {
  readonly clock: Clock;
  readonly findModel?: () => EmbeddedFiles;
  /** Fetches what is missing at the first question. Without it a missing model is `unavailable`. */
  readonly startSetup?: (() => EmbeddedSetup) | undefined;
}

/** Sees to it that the files of the embedded model are on this machine. */
export interface Supply {
  /** Where they are; throws `aborted` when the signal fires. */
  files(signal: AbortSignal): Promise<EmbeddedFiles>;
  stop(): void;
}

/** What failed and is not tried again before this time. */
export interface Rest {
  readonly until: number;
  readonly why: string;
}

export const REST_MS = 60 * 60_000;

export function lasts(rest: Rest | undefined, now: number): rest is Rest {
  return rest !== undefined && now < rest.until;
}

/** A question waits `waitMs` for what is being fetched; the fetching itself goes on, for the next one. */
export function createSupply({
  clock,
  findModel,
  startSetup,
  waitMs,
}: SupplyDeps & { waitMs: number }): Supply {
  const find = findModel ?? findEmbeddedModel;
  let setup: EmbeddedSetup | undefined;
  let rest: Rest | undefined;
  return {
    async files(signal) {
      const files = find();
      if (files.ok || startSetup === undefined) return files;
      if (lasts(rest, clock())) return { ok: false, reason: rest.why };
      setup ??= startSetup();
      const failure = await withinBudget(setup.done, waitMs, signal);
      if (signal.aborted) throw aborted(signal);
      if (failure === 'pending') return { ok: false, reason: 'it is still being fetched' };
      setup = undefined;
      if (failure === null) return find();
      rest = { until: clock() + REST_MS, why: failure };
      return { ok: false, reason: failure };
    },
    stop: () => setup?.stop(),
  };
}

/** The promise's value, or `pending` when the budget ends or the signal fires first. */
async function withinBudget<T>(promise: Promise<T>, ms: number, signal: AbortSignal): Promise<T | 'pending'> {
  const budget = new Deadline(ms, signal);
  try {
    return await budget.wait(promise);
  } catch (thrown) {
    if (budget.signal.aborted) return 'pending';
    throw thrown;
  } finally {
    budget.end();
  }
}
