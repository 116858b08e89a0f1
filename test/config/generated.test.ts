import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generatedFiles } from '../../src/config/generated.ts';

it.each(Object.entries(generatedFiles(readFileSync('docs/configuration.md', 'utf8'))))(
  '%s is what the config schema says; npm run schema writes it anew',
  (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  },
);
