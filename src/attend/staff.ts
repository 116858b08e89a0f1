import type { Config, MonitorConfig } from '../config/schema.ts';
import { createSlots } from '../lib/slots.ts';
import type { AskedRun } from '../web/parts.ts';
import { type Attendance, type Attendant, createAttendant } from './attend.ts';

/** The attendants of all monitors, as a config wants them. */
export interface Staff {
  /** Has the monitors attended to as this config says. What is under way goes on as it began. */
  takeOver(config: Config, parts: StaffParts): void;
  wake(monitor: string): void;
  wakeAll(): void;
  /** Runs a monitor's window that ends now; undefined where nobody attends to such a monitor. */
  runNow(monitor: string): Promise<AskedRun> | undefined;
  /** Resolves when nobody, also of those that were replaced, has anything to do. */
  idle(): Promise<void>;
}

/** What may change with a config; the rest of `Attendance` stays. */
export type StaffParts = Pick<Attendance, 'pipeline' | 'lane' | 'office'>;
type Constant = Pick<Attendance, 'log' | 'away' | 'stopping' | 'abort'>;

interface Post {
  /** All of the config that this monitor depends on: while it is the same, so is the attendant. */
  readonly key: string;
  readonly attendant: Attendant;
}

/** Histories of one source that are learned at once, beside the windows that are read. */
const LESSONS_AT_ONCE = 1;

/** Nobody at first. */
export function createStaff(constant: Constant): Staff {
  const leaving = new Set<Promise<void>>();
  let posts: ReadonlyMap<string, Post> = new Map();
  let slots: Attendance['slots'] = new Map();

  /** Ends an attendant's work; what has to come after it waits for the promise. */
  const dismiss = (name: string, { attendant }: Post): Promise<void> => {
    // Whether the source is away will be said anew, by those who ask it.
    for (const monitors of constant.away.values()) monitors.delete(name);
    const left = attendant.retire();
    leaving.add(left);
    return left.finally(() => leaving.delete(left));
  };

  return {
    takeOver(config, parts) {
      slots = slotsOf(config, slots);
      const shared = { ...constant, ...parts, slots };
      const former = posts;
      const postOf = (monitor: MonitorConfig): Post => {
        const key = keyOf(config, monitor);
        const known = former.get(monitor.name);
        if (known?.key === key) return known;
        const after = known && dismiss(monitor.name, known);
        return { key, attendant: createAttendant(monitor, shared, after) };
      };
      posts = new Map(config.monitors.map((monitor) => [monitor.name, postOf(monitor)]));
      for (const [name, post] of former) if (!posts.has(name)) void dismiss(name, post);
    },
    wake: (monitor) => posts.get(monitor)?.attendant.wake(),
    runNow: (monitor) => posts.get(monitor)?.attendant.runNow(),
    wakeAll() {
      for (const { attendant } of posts.values()) attendant.wake();
    },
    async idle() {
      await Promise.all([...leaving, ...[...posts.values()].map(({ attendant }) => attendant.idle())]);
    },
  };
}

function keyOf({ sources, targets, news }: Config, monitor: MonitorConfig): string {
  const { source, fallback = source } = monitor;
  return JSON.stringify([monitor, sources[source], sources[fallback], targets, news]);
}

/** A source whose `concurrency` is as it was keeps its slots: what is under way has taken some of them. */
function slotsOf({ sources }: Config, former: Attendance['slots']): Attendance['slots'] {
  return new Map(
    Object.entries(sources).map(([name, { concurrency }]) => {
      const known = former.get(name);
      if (known?.concurrency === concurrency) return [name, known];
      const lessons = known?.lessons ?? createSlots(LESSONS_AT_ONCE);
      return [name, { concurrency, runs: createSlots(concurrency), lessons }];
    }),
  );
}
