import type { MonitorConfig } from '../config/schema.ts';
import { SILENCE_KEY } from '../deliver/changes.ts';
import type { Window } from '../source/source.ts';
import type { KnownSeries } from '../store/result.ts';
import type { Store } from '../store/store.ts';

/** Series whose last readings lie no further apart fell silent by one cause. */
const TOGETHER_MS = 10 * 60_000;

interface Silence {
  readonly source: string;
  readonly known: readonly KnownSeries[];
  readonly window: Window;
}

/** What the silence of all series of a monitor has to do with that of others. */
export interface CommonSilence {
  /**
   * The thread in which another monitor of the source has told that all of its series are silent, since the same time as those of
   * this one: then it is the source or the way to it.
   */
  readonly joins: string | undefined;
  /** It was told together with that of others, whose series are back meanwhile. */
  readonly isLeftAlone: boolean;
}

export async function commonSilence(
  monitor: Pick<MonitorConfig, 'name' | 'forgetAfter'>,
  silence: Silence,
  store: Pick<Store, 'allSeries' | 'told' | 'endedIn'>,
): Promise<CommonSilence> {
  const told = await store.told(monitor.name);
  const thread = told.find((one) => one.verdict === 'missing' && one.thread.endsWith(SILENCE_KEY))?.thread;
  const ended = thread === undefined ? [] : await store.endedIn(thread);
  const isLeftAlone = ended.some((name) => name !== monitor.name);
  return { joins: await threadToJoin(monitor, silence, store), isLeftAlone };
}

async function threadToJoin(
  { name, forgetAfter }: Pick<MonitorConfig, 'name' | 'forgetAfter'>,
  { source, known, window }: Silence,
  store: Pick<Store, 'allSeries' | 'told'>,
): Promise<string | undefined> {
  const since = newest(known);
  const others = new Map<string, KnownSeries[]>();
  for (const one of await store.allSeries()) {
    if (one.monitor === name || one.source !== source) continue;
    // What was taken down long ago says nothing.
    if ((one.lastSeen ?? Number.NEGATIVE_INFINITY) <= window.start - forgetAfter) continue;
    others.set(one.monitor, [...(others.get(one.monitor) ?? []), one]);
  }
  for (const [monitor, series] of others) {
    if (series.some(({ verdict }) => verdict !== 'missing')) continue;
    if (Math.abs(newest(series) - since) > TOGETHER_MS) continue;
    const told = await store.told(monitor);
    const thread = told.find(
      ({ verdict, thread: key }) => verdict === 'missing' && key.endsWith(SILENCE_KEY),
    );
    if (thread !== undefined) return thread.thread;
  }
  return undefined;
}

function newest(series: readonly KnownSeries[]): number {
  return Math.max(...series.map(({ lastSeen }) => lastSeen ?? Number.NEGATIVE_INFINITY));
}
