import { createHmac } from 'node:crypto';
import { jsonRequest } from '../request.ts';
import type { Form } from './form.ts';
import { webhookBody } from './webhook-body.ts';

export interface WebhookConfig {
  readonly url: string;
  /** Signs the body; empty: it goes unsigned. */
  readonly secret: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Plumbline's own form: the news as JSON. `X-Plumbline-Signature` is `sha256=` and the HMAC-SHA256, in hex, of the time stamp
 * in `X-Plumbline-Timestamp` (epoch seconds), a full stop and the raw body, so that a receiver can tell a replay.
 */
export const webhook: Form<WebhookConfig> = (news, { url, secret, headers }, { now, link }) => {
  const request = jsonRequest(url, webhookBody(news, link), { ...headers, 'idempotency-key': news.key });
  if (secret === '') return request;
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${request.body}`).digest('hex');
  return {
    ...request,
    headers: {
      ...request.headers,
      'x-plumbline-timestamp': timestamp,
      'x-plumbline-signature': `sha256=${signature}`,
    },
  };
};
