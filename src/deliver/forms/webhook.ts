import { createHmac } from 'node:crypto';
import { isoTime } from '../../lib/time.ts';
import type { News } from '../news.ts';
import { jsonRequest } from '../request.ts';
import type { Form } from './form.ts';

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

/** The news with times as ISO 8601 UTC, as `docs/webhook.schema.json` has it. */
export function webhookBody(news: News, link: string | undefined): object {
  const { key, thread, kind, severity, at, monitor, window, title, text } = news;
  return {
    version: 1,
    key,
    thread,
    kind,
    severity,
    at: isoTime(at),
    monitor,
    window: window && { start: isoTime(window.start), end: isoTime(window.end) },
    title,
    text,
    link: link ?? null,
    series: news.items.map((item) => ({
      series: item.series,
      unit: item.unit,
      verdict: item.verdict,
      since: isoTime(item.since),
      last: item.last && { value: item.last.value, at: isoTime(item.last.at) },
      findings: item.findings.map((finding) => ({
        ...finding,
        start: isoTime(finding.start),
        end: isoTime(finding.end),
      })),
    })),
  };
}
