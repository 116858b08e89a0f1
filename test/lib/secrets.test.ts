import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskSecrets, secretForms } from '../../src/lib/secrets.ts';

const TOKEN = 'T0k+en/with=signs &more';
const LOGIN = { username: 'bob', password: 'pa ss/wörd"1' };
const base64 = (text: string) => Buffer.from(text).toString('base64');
const forms = secretForms([TOKEN], [LOGIN]);

describe('a secret', () => {
  it.each([
    ['as it is', TOKEN],
    ['percent-encoded', encodeURIComponent(TOKEN)],
    [
      'percent-encoded in small letters',
      encodeURIComponent(TOKEN).replace(/%../g, (code) => code.toLowerCase()),
    ],
    ['as a form sends it', new URLSearchParams([['', TOKEN]]).toString().slice(1)],
    ['in base64', base64(TOKEN)],
    ['in base64 without padding', base64(TOKEN).replace(/=+$/, '')],
    ['in base64 for addresses', Buffer.from(TOKEN).toString('base64url')],
    ['within JSON', JSON.stringify(LOGIN.password).slice(1, -1)],
    ['behind its user name', `bob:${LOGIN.password}`],
    ['as basic authorization', base64(`bob:${LOGIN.password}`)],
    ['as basic authorization within JSON', base64(`bob:${LOGIN.password}`).replaceAll('/', '\\/')],
    ['as basic authorization, percent-encoded', encodeURIComponent(base64(`bob:${LOGIN.password}`))],
  ])('is masked %s', (_, form) => {
    const shown = maskSecrets(`before ${form} after`, forms);
    expect(shown).toBe('before *** after');
  });

  it('leaves no part of itself, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8, maxLength: 40 }),
        fc.string({ maxLength: 7 }),
        (secret, around) => {
          const header = base64(`u:${secret}`);
          const shown = maskSecrets(
            `${around}${secret}|${header}`,
            secretForms([], [{ username: 'u', password: secret }]),
          );
          expect(shown).toBe(`${around}***|***`);
        },
      ),
    );
  });

  it('that is short is masked where it stands alone, and in no other word', () => {
    const short = secretForms(['lab']);
    expect(maskSecrets('lab, "lab" and key=lab: the label of a collab', short)).toBe(
      '***, "***" and key=***: the label of a collab',
    );
    expect(maskSecrets('a+b is not ab', secretForms(['a+b']))).toBe('*** is not ab');
  });

  it('that is empty masks nothing', () => {
    const none = secretForms(['', ''], [{ username: 'bob', password: '' }]);
    expect(none).toEqual([]);
    expect(maskSecrets('bob and all the rest', none)).toBe('bob and all the rest');
  });
});
