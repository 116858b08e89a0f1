import { z } from 'zod';

const LISTEN = 'an address of this machine and a port, such as 127.0.0.1:8686 or [::1]:8686';

const page = z.strictObject({
  listen: z
    .string()
    .regex(/^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]{1,253}):\d{1,5}$/, LISTEN)
    .refine((listen) => listenAddress(listen).port <= 65_535, LISTEN)
    .meta({ title: 'address:port' })
    .default('127.0.0.1:8686')
    .describe('Where the page and the API are served; another machine reaches only what is not 127.0.0.1'),
  token: z
    .string()
    .max(1000)
    .refine((token) => token === '' || token.length >= 12, 'at least 12 characters, or none')
    .default('')
    .describe('Needed for reading and writing, as `Authorization: Bearer TOKEN`; left out, this machine may'),
  anonymous: z
    .enum(['none', 'read'])
    .default('none')
    .describe('read: whoever reaches the address may read without the token'),
  hosts: z
    .array(
      z
        .string()
        .regex(/^[A-Za-z0-9.-]{1,253}$/, 'a host name without port')
        .meta({ title: 'host name' }),
    )
    .max(100)
    .default([])
    .describe(
      'Names under which browsers may call it, beside localhost, bare addresses and that of news.link',
    ),
});

/** The page and the API; `off` loads nothing of them. */
export const webSchema = z.union([z.literal('off'), page]);

export type WebConfig = z.output<typeof webSchema>;
export type PageConfig = Exclude<WebConfig, 'off'>;

/** `host:port` in its parts, an IPv6 address without its brackets. */
export function listenAddress(listen: string): { readonly host: string; readonly port: number } {
  const colon = listen.lastIndexOf(':');
  return { host: listen.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(listen.slice(colon + 1)) };
}

/** Whether nobody but this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
