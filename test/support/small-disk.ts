import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mountSmall, unmount } from '../../bench/torture/ordeals.ts';

/** A file system of some megabytes. */
export interface SmallDisk {
  readonly folder: string;
  /** To the last byte. */
  fill(): void;
  makeRoom(): void;
  remove(): void;
}

/** Undefined where nothing may be mounted. */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-disk-'));
  if (!mountSmall(folder, megabytes)) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill() {
      const file = openSync(filler, 'a');
      try {
        for (const size of [65_536, 1]) fillBy(file, size);
      } finally {
        closeSync(file);
      }
    },
    makeRoom: () => rmSync(filler),
    remove() {
      unmount(folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function fillBy(file: number, size: number): void {
  try {
    for (;;) if (writeSync(file, Buffer.alloc(size)) < size) return;
  } catch (thrown) {
    const isFull = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC';
    if (!isFull) throw thrown;
  }
}
