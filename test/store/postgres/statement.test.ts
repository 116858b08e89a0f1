import { describe, expect, it } from 'vitest';
import { bound, jsonText, statement } from '../../../src/store/postgres/statement.ts';

describe('a statement', () => {
  it('has its parameters by number, the same name once', () => {
    const one = statement('SELECT @a, @b, @a');
    expect(one).toMatchObject({ text: 'SELECT $1, $2, $1', parameters: ['a', 'b'] });
    expect(bound(one, { b: 2, a: 'x\0y', c: 3 })).toEqual(['x\ufffdy', 2]);
    expect(() => bound(one, { a: 1 })).toThrow('a value is missing for @b');
  });

  it('bears the same name where it is the same', () => {
    expect(statement('SELECT @a').name).toBe(statement('SELECT @b').name);
    expect(statement('SELECT @a').name).not.toBe(statement('SELECT @a + 1').name);
  });
});

describe('JSON for PostgreSQL', () => {
  it.each([
    ['\0', '\ufffd'],
    ['\ud800', '\ufffd'],
    ['\\u0000', '\\u0000'],
    ['\\\0', '\\\ufffd'],
    ['😀 "', '😀 "'],
  ])('has no character that it refuses: %j', (text, kept) => {
    expect(JSON.parse(jsonText(JSON.stringify({ text })))).toEqual({ text: kept });
  });
});
