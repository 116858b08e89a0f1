import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/sqlite/store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-backup-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const delivery = (i: number) => ({ target: 't', key: `k${i}`, news: 'x'.repeat(2000), dueAt: 0 });

describe('a backup', () => {
  it('is whole, and of one moment, though the worker writes meanwhile', async () => {
    const path = join(folder, 'p.db');
    const store = openStore(path);
    await store.enqueue(
      Array.from({ length: 8000 }, (_, i) => delivery(i)),
      0,
    );
    const copy = join(folder, 'copies', 'copy.db');
    const reader = openStore(path, 'read');
    const copying = reader.backUp(copy);
    for (let i = 8000; i < 8020; i++) await store.enqueue([delivery(i)], 0);
    expect(await copying).toBeGreaterThan(16_000_000);
    const copied = openStore(copy);
    const [counts] = await copied.deliveryCounts();
    expect(counts?.waiting).toBeGreaterThanOrEqual(8000);
    await copied.close();
    await reader.close();
    await store.close();
  });

  it('overwrites nothing, and leaves nothing half-done behind', async () => {
    const store = openStore(join(folder, 'p.db'));
    const file = join(folder, 'there.db');
    writeFileSync(file, 'mine');
    await expect(store.backUp(file)).rejects.toThrow(/is there already/);
    await expect(store.backUp('/proc/new.db')).rejects.toThrow();
    await store.close();
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });
});
