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
