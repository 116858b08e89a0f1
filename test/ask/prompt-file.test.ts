import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPrompt } from '../../src/ask/prompt-file.ts';

let folder: string;
let own: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  own = join(folder, 'config', 'prompts', 'explain.md');
  mkdirSync(join(folder, 'config', 'prompts'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const TEMPLATE = '## system\n\nBe brief.\n\n## user\n\nSay what is so.\n';

describe('the prompt', () => {
  it('is the one of the folder in which Plumbline is started, or else the one that ships', () => {
    const shipped = readPrompt('explain', folder);
    expect(readPrompt('explain')).toEqual(shipped);
    writeFileSync(own, TEMPLATE);
    expect(readPrompt('explain', folder).hash).not.toBe(shipped.hash);
    expect(readPrompt('judge', folder)).toEqual(readPrompt('judge'));
  });

  it('of more than a hundred thousand bytes is refused', () => {
    writeFileSync(own, 'x'.repeat(100_001));
    expect(() => readPrompt('explain', folder)).toThrow(/explain\.md has 100001 bytes/);
  });
});
