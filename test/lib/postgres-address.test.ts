import { describe, expect, it } from 'vitest';
import { isPostgresAddress, publicAddress, secretsOf, serversOf } from '../../src/lib/postgres-address.ts';

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

  it.each([
    ['postgres://lab:long-p%40ss@db/p', ['long-p@ss', 'long-p%40ss', 'lab:long-p@ss']],
    ['postgres://lab:long-pass@a,b:5433/p', ['long-pass']],
    ['postgres://db/p?user=lab&password=long-pass', ['long-pass']],
    // Half encoded: what is sent is what stands there.
    ['postgres://lab:long%zpass@db/p', ['long%zpass']],
    ['postgres://lab@db/p', []],
  ])('knows what must not be said of it: %s', (url, wanted) => {
    const forms = secretsOf(url);
    for (const one of wanted) {
      expect(forms).toContain(one);
      expect(forms).toContain(Buffer.from(one).toString('base64'));
    }
    expect(forms.length > 0).toBe(wanted.length > 0);
  });

  it('knows the password of the environment too, alone and behind either user', () => {
    const forms = secretsOf('postgres://lab@db/p', { PGUSER: 'me', PGPASSWORD: 'long-pass' });
    for (const one of ['long-pass', 'lab:long-pass', 'me:long-pass'])
      expect(forms).toContain(Buffer.from(one).toString('base64'));
    expect(forms).toContain('long-pass');
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
