import type { Config } from '../config/schema.ts';

/** What a config wants otherwise than the one before it, by names alone: values may be secrets. */
export interface ConfigChanges {
  /** Monitors. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Other keys at the top of the file, such as `model` or `targets`. */
  readonly keys: readonly string[];
}

/** For the log of a config that was taken over. */
export function configChanges(before: Config, after: Config): ConfigChanges {
  const former = new Map(before.monitors.map((one) => [one.name, JSON.stringify(one)]));
  const now = new Set(after.monitors.map(({ name }) => name));
  const isOther = after.monitors.filter(
    (one) => former.has(one.name) && former.get(one.name) !== JSON.stringify(one),
  );
  return {
    added: after.monitors.filter(({ name }) => !former.has(name)).map(({ name }) => name),
    changed: isOther.map(({ name }) => name),
    removed: [...former.keys()].filter((name) => !now.has(name)),
    keys: changedKeys(before, after),
  };
}

function changedKeys({ monitors: _, ...before }: Config, { monitors: __, ...after }: Config): string[] {
  const former = new Map(Object.entries(before).map(([key, value]) => [key, JSON.stringify(value)]));
  const now = new Map(Object.entries(after).map(([key, value]) => [key, JSON.stringify(value)]));
  return [...new Set([...former.keys(), ...now.keys()])].filter((key) => former.get(key) !== now.get(key));
}
