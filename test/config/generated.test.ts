import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { generatedFiles } from '../../src/config/generated.ts';

it.each(Object.entries(generatedFiles(readFileSync('docs/configuration.md', 'utf8'))))(
  '%s is what the config schema says; npm run schema writes it anew',
  (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  },
);

describe('config/schema.json, which editors check by', () => {
  const schema = z.fromJSONSchema(JSON.parse(readFileSync('config/schema.json', 'utf8')));
  const accepts = (file: string) =>
    schema.safeParse(parse(readFileSync(file, 'utf8'), { merge: true })).success;

  it('accepts the config as shipped and with every key, durations as text and variables for numbers', () => {
    expect(accepts('config/plumbline.yaml')).toBe(true);
    expect(accepts('test/cases/config/every-kind/config.yaml')).toBe(true);
    expect(accepts('test/cases/config/variables-missing/config.yaml')).toBe(true);
  });

  it('refuses misspelt keys and wrong values', () => {
    expect(accepts('test/cases/config/misspelt-keys/config.yaml')).toBe(false);
    expect(accepts('test/cases/config/wrong-detectors/config.yaml')).toBe(false);
  });
});
