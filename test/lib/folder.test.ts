import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from '../../src/lib/folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a folder', () => {
  it('is made with those that it lies in, and let be where it is there', () => {
    const inner = join(folder, 'a', 'b', 'c');
    makeFolder(inner);
    makeFolder(inner);
    expect(statSync(inner).isDirectory()).toBe(true);
    makeFolder('.');
  });

  it('that lies in a file is an error', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeFolder(join(folder, 'file', 'inner'))).toThrow(/ENOTDIR|EEXIST/);
  });

  it.skipIf(!existsSync('/proc/self'))('that the system does not let be made is an error at once', () => {
    expect(() => makeFolder('/proc/plumbline/data')).toThrow(/ENOENT|EACCES|EPERM/);
  });
});
