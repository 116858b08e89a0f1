import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import { isLoopback, listenAddress, type PageConfig } from '../config/web.ts';

/** What a route wants of its caller; `open`: nothing. */
export type Access = 'open' | 'read' | 'write';

/** A refusal: status, and what to do about it. */
export interface Refusal {
  readonly status: 401 | 403 | 421;
  readonly message: string;
  readonly hint: string;
}

/** The headers that tell who calls, and from where. */
export interface Caller {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly authorization?: string | undefined;
  /** `Sec-Fetch-Site`, which every browser of today sends. */
  readonly site?: string | undefined;
}

/**
 * Who may do what. A page of somebody else's that has its own name point to this machine (DNS rebinding) bears that name in
 * `Host`: only names that are known pass, and bare addresses, which nobody can rebind.
 */
export function createGuard(web: PageConfig, link: string | undefined) {
  const { host: listening } = listenAddress(web.listen);
  const names = new Set(['localhost', listening, ...web.hosts].map((name) => name.toLowerCase()));
  if (link !== undefined) names.add(new URL(link).hostname);
  const openHere = isLoopback(listening) && web.token === '';

  function mayWrite({ authorization }: Caller): boolean {
    return openHere || isBearer(authorization, web.token);
  }

  return function refuse(caller: Caller, access: Access): Refusal | undefined {
    const host = hostNameOf(caller.host ?? '');
    if (isIP(host) === 0 && !names.has(host)) {
      const hint = 'Call it by its address or as localhost, or add the name to web.hosts.';
      return { status: 421, message: 'this server does not go by that name', hint };
    }
    if (access === 'open') return undefined;
    if (isForeign(caller)) {
      const hint = 'Other web sites can neither read nor write here.';
      return { status: 403, message: 'the call comes from another web site', hint };
    }
    if (access === 'read' && (web.anonymous === 'read' || mayWrite(caller))) return undefined;
    if (access === 'write' && mayWrite(caller)) return undefined;
    const hint =
      web.token === ''
        ? 'Set web.token: without one, only the machine itself may write.'
        : 'Send Authorization: Bearer with the token of web.token.';
    return { status: 401, message: 'this needs the token', hint };
  };
}

/** `Host` without its port, an IPv6 address without brackets, in lower case. */
function hostNameOf(host: string): string {
  return host
    .replace(/:\d{1,5}$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();
}

function isForeign({ host, origin, site }: Caller): boolean {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase();
}

/** In constant time, whatever the lengths. */
function isBearer(authorization: string | undefined, token: string): boolean {
  if (token === '' || authorization === undefined) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`));
}
