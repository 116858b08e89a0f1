import type { Model, ModelStatus } from './model/model.ts';
import type { Source } from './source/source.ts';
import type { RunClaim, RunStatus } from './store/ledger.ts';
import type { Store } from './store/store.ts';

/** Something that happened and how long it took, for those who count: durations in seconds. */
export type Measure =
  /** A run came to an end; `seconds` from its claim on. */
  | { readonly of: 'run'; readonly monitor: string; readonly status: RunStatus; readonly seconds?: number }
  /** A window or a history was read from a source. */
  | { readonly of: 'read'; readonly source: string; readonly isRead: boolean; readonly seconds: number }
  /** A model was asked once. */
  | { readonly of: 'answer'; readonly status: ModelStatus; readonly seconds: number }
  /** The statements of an answer were checked. */
  | { readonly of: 'claims'; readonly counts: Readonly<Record<string, number>> };

export type Tell = (measure: Measure) => void;

/** Passes on what was measured. What was before anybody listened is told to who comes first, as far as it was kept. */
export interface Measures {
  readonly measure: Tell;
  /** Returns what ends it. */
  onMeasure(listener: Tell): () => void;
}

/** The page begins to listen some tenths of a second after the first run. */
const KEPT = 1000;

export function createMeasures(): Measures {
  const listeners = new Set<Tell>();
  let early: Measure[] = [];
  let isHeard = false;
  return {
    measure(one) {
      for (const listener of listeners) listener(one);
      if (!isHeard && early.length < KEPT) early.push(one);
    },
    onMeasure(listener) {
      listeners.add(listener);
      for (const one of early) listener(one);
      early = [];
      isHeard = true;
      return () => void listeners.delete(listener);
    },
  };
}

/** The same store; tells of runs that came to an end, and of statements that were checked. */
export function measuredStore(store: Store, tell: Tell): Store {
  const begun = new Map<string, number>();
  const ended = ({ monitor, token }: RunClaim, status: RunStatus): void => {
    const since = begun.get(token);
    begun.delete(token);
    tell({ of: 'run', monitor, status, ...(since === undefined ? {} : { seconds: secondsSince(since) }) });
  };
  return {
    ...store,
    async claimRun(...args) {
      const since = performance.now();
      const run = await store.claimRun(...args);
      if (run !== undefined) begun.set(run.token, since);
      return run;
    },
    async finishRun(run, ...rest) {
      const ids = await store.finishRun(run, ...rest);
      ended(run, 'done');
      return ids;
    },
    async failRun(run, ...rest) {
      await store.failRun(run, ...rest);
      // One that is done again stays done, as it was.
      if (run.again) begun.delete(run.token);
      else ended(run, 'failed');
    },
    async releaseRun(run, ...rest) {
      begun.delete(run.token);
      await store.releaseRun(run, ...rest);
    },
    async skipRuns(monitor, skipped, now) {
      await store.skipRuns(monitor, skipped, now);
      for (const _ of skipped) tell({ of: 'run', monitor, status: 'skipped' });
    },
    async recordAnswer(id, answer, now) {
      await store.recordAnswer(id, answer, now);
      const counts: Record<string, number> = {};
      for (const { verdict } of answer.claims) counts[verdict] = (counts[verdict] ?? 0) + 1;
      tell({ of: 'claims', counts });
    },
  };
}

/** The same source; tells how long each read took. */
export function measuredSource(source: Source, tell: Tell): Source {
  return {
    ...source,
    async read(...args) {
      const since = performance.now();
      let isRead = false;
      try {
        const series = await source.read(...args);
        isRead = true;
        return series;
      } finally {
        tell({ of: 'read', source: source.name, isRead, seconds: secondsSince(since) });
      }
    },
  };
}

/** The same model; tells how long each answer took. */
export function measuredModel(model: Model, tell: Tell): Model {
  const { parameters, atOnce, servers } = model;
  return {
    // The name becomes known once the server was asked.
    get name() {
      return model.name;
    },
    get where() {
      return model.where;
    },
    async ask(...args) {
      const since = performance.now();
      const outcome = await model.ask(...args);
      tell({ of: 'answer', status: outcome.status, seconds: secondsSince(since) });
      return outcome;
    },
    contextTokens: (signal) => model.contextTokens(signal),
    ...(parameters === undefined ? {} : { parameters: (signal) => parameters(signal) }),
    ...(atOnce === undefined ? {} : { atOnce: () => atOnce() }),
    ...(servers === undefined ? {} : { servers: () => servers() }),
    close: () => model.close(),
  };
}

function secondsSince(since: number): number {
  return (performance.now() - since) / 1000;
}
