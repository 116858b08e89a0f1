import type { Logger } from '../lib/log.ts';
import type { Pipeline } from '../run.ts';

/** This worker among those on the same database. */
export interface Presence {
  /** Tokens of those that live, as asked last; empty where nobody else can. */
  others(): readonly string[];
  /** Says that this one lives and asks who else does, now. Never throws. */
  look(): Promise<void>;
  /** Signs off; never throws. */
  end(): Promise<void>;
}

/** Renewals within a lease: two may be late or lost. */
const RENEWALS_A_LEASE = 3;

/**
 * Says to the other workers on the same database that this one lives, so that its waiting questions are left to it. The
 * first run says so by itself.
 */
export function startPresence({ store, clock, leaseMs, worker }: Pipeline, log: Logger): Presence {
  const tell = async (work: Promise<void>): Promise<void> => {
    try {
      await work;
    } catch (err) {
      log.warn({ err }, 'other workers may take this one for dead, and write its waiting questions off');
    }
  };
  let living: readonly string[] = [];
  const look = () =>
    tell(
      (async () => {
        await store.renewWorker(worker, clock() + leaseMs);
        living = (await store.shared?.livingWorkers(clock())) ?? [];
      })(),
    );
  if (store.shared !== undefined) void look();
  const timer = setInterval(() => void look(), leaseMs / RENEWALS_A_LEASE).unref();
  return {
    others: () => living,
    look,
    end() {
      clearInterval(timer);
      return tell(store.endWorker(worker));
    },
  };
}
