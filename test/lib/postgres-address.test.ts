import { describe, expect, it } from 'vitest';
import { isPostgresAddress, publicAddress, serversOf } from '../../src/lib/postgres-address.ts';

describe('an address of PostgreSQL', () => {
  it.each([
    ['postgres://lab@db/plumbline', 'postgres://lab@db/plumbline'],
    ['postgres://lab:secret@db:5433/plumbline', 'postgres://lab@db:5433/plumbline'],
    ['postgresql://lab:secret@a,b:5433/p?sslmode=require', 'postgresql://lab@a,b:5433/p'],
    ['postgres://db/p?user=lab&password=secret', 'postgres://db/p'],
    // What is not encoded as it should be is no reason to show it.
    ['postgres://lab:se/cr@et@db/plumbline', 'postgres://lab@db/plumbline'],
    ['something else: secret', 'the PostgreSQL database'],
  ])('is shown without its password: %s', (url, shown) => {
    expect(publicAddress(url)).toBe(shown);
  });

  it('may name several servers', () => {
    expect(serversOf('postgres://u:p%40@first,second:5433/name?x=1')).toEqual([
      'postgres://u:p%40@first/name?x=1',
      'postgres://u:p%40@second:5433/name?x=1',
    ]);
  });

  it.each([
    ['postgres://lab:secret@db/plumbline', true],
    ['postgresql://a,b:5433/p', true],
    ['postgres:///p', false],
    ['postgres://lab:a/b@db/p', false],
    ['postgres://a,/p', false],
    ['http://db/p', false],
  ])('is one or is none: %s', (url, is) => {
    expect(isPostgresAddress(url)).toBe(is);
  });
});
