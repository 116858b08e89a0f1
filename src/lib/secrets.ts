/** User name and password, which are sent together. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** What is shorter may be part of a word that has nothing to do with it: it is masked where it stands alone. */
const SHORT = 8;

/**
 * Every form in which a secret leaves this process or may come back: as it is, percent-encoded (in capitals and not),
 * within JSON, and in base64, alone and behind its user name. Longest first, so that no form leaves a part of another.
 */
export function secretForms(secrets: readonly string[], logins: readonly Login[] = []): readonly string[] {
  const pairs = logins
    .filter(({ password }) => password !== '')
    .map(({ username, password }) => `${username}:${password}`);
  const plain = [...secrets, ...logins.map(({ password }) => password)].filter((secret) => secret !== '');
  const forms = [...plain, ...pairs].flatMap((secret) => [
    ...plainForms(secret),
    ...plainForms(Buffer.from(secret).toString('base64')),
    unpadded(Buffer.from(secret).toString('base64')),
    Buffer.from(secret).toString('base64url'),
  ]);
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

function plainForms(secret: string): readonly string[] {
  // Half a character of two can't be encoded: it is sent as U+FFFD.
  const encoded = encodeURIComponent(Buffer.from(secret).toString());
  const lower = encoded.replace(/%../g, (code) => code.toLowerCase());
  const inForm = new URLSearchParams({ s: secret }).toString().slice(2);
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [secret, encoded, lower, inForm, inJson, inJson.replaceAll('/', '\\/')];
}

/** Some leave the padding out. */
function unpadded(base64: string): string {
  return base64.replace(/=+$/, '');
}

/** The text with every one of the forms replaced by `***`. */
export function maskSecrets(text: string, forms: readonly string[]): string {
  return forms.reduce((shown, form) => {
    if (form.length >= SHORT) return shown.replaceAll(form, '***');
    return shown.includes(form) ? shown.replace(alone(form), '***') : shown;
  }, text);
}

function alone(form: string): RegExp {
  const literal = form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'gu');
}
