import { type Login, secretForms } from './secrets.ts';

/**
 * What messages call a database: its address without password and parameters. All to the last @ is taken for the login, so that
 * of a password with an @ nothing is left.
 */
export function publicAddress(url: string): string {
  const match = /^(postgres(?:ql)?:\/\/)(?:(.*)@)?([^@?]*)/is.exec(url);
  if (match === null) return 'the PostgreSQL database';
  const [, scheme = '', login = '', rest = ''] = match;
  const user = login.split(':')[0] ?? '';
  return `${scheme}${user === '' ? '' : `${user}@`}${rest}`;
}

/** One address for each server of `postgres://user@first,second:5433/name`, in their order. */
export function serversOf(url: string): readonly string[] {
  const match = /^(postgres(?:ql)?:\/\/(?:[^@/?]*@)?)([^/?]*)(.*)$/is.exec(url);
  const [, head = '', hosts = '', tail = ''] = match ?? [];
  return match === null ? [url] : hosts.split(',').map((host) => `${head}${host}${tail}`);
}

/** Whether it is such an address: what stands between the parts has to be percent-encoded within them. */
export function isPostgresAddress(url: string): boolean {
  return (
    /^postgres(?:ql)?:\/\/[^/?]+/i.test(url) &&
    serversOf(url).every((one) => URL.canParse(one) && new URL(one).hostname !== '')
  );
}

/**
 * What must never be shown of an address: its password, in every form in which a server may say it back, and the one that stands in
 * `PGPASSWORD` of the environment.
 */
export function secretsOf(
  url: string,
  { PGUSER = '', PGPASSWORD = '' }: Readonly<Record<string, string | undefined>> = {},
): readonly string[] {
  const addresses = serversOf(url).flatMap((one) => (URL.canParse(one) ? [new URL(one)] : []));
  const users = [PGUSER, ...addresses.map(({ username }) => decoded(username))];
  const byEnvironment = users.map((username) => ({ username, password: PGPASSWORD }));
  return secretForms([], [...addresses.flatMap(loginsIn), ...byEnvironment]);
}

/** A password may stand before the host and among the parameters. */
function loginsIn({ username, password, searchParams }: URL): readonly Login[] {
  const user = decoded(username);
  const passwords = [password, decoded(password), ...searchParams.getAll('password')];
  return passwords.map((one) => ({ username: user, password: one }));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoded after all: what is sent is what stands there.
    return text;
  }
}
