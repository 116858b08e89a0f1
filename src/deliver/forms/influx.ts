import { Point } from '@influxdata/influxdb-client';
import { oneLine } from '../markup.ts';
import type { News } from '../news.ts';
import type { HttpRequest } from '../request.ts';
import type { Form } from './form.ts';

export interface InfluxConfig {
  readonly url: string;
  readonly org?: string | undefined;
  readonly bucket?: string | undefined;
  /** Of InfluxDB 1, in place of organisation and bucket. */
  readonly database?: string | undefined;
  /** Of InfluxDB 1 `user:password`; empty: none is sent. */
  readonly token: string;
  readonly measurement: string;
}

/**
 * Writes news back to InfluxDB, where dashboards are: a point with their words, one a series with its verdict, and one a finding
 * with `timeEnd` and `text`, as Grafana's annotations want it. The official client's points escape names and texts; its writing is not used,
 * because it retries unseen, can't be ended, and takes `Retry-After` for milliseconds.
 */
export const influx: Form<InfluxConfig> = (news, config): HttpRequest => {
  const { url, org, bucket, database, token, measurement } = config;
  const address = new URL(`${url.replace(/\/+$/, '')}${database === undefined ? '/api/v2/write' : '/write'}`);
  const place = database === undefined ? { org: org ?? '', bucket: bucket ?? '' } : { db: database };
  for (const [key, value] of Object.entries({ ...place, precision: 'ms' }))
    address.searchParams.set(key, value);
  return {
    method: 'POST',
    url: address.href,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...authorization(database, token) },
    body: pointsOf(news, measurement)
      .map((point) => point.toLineProtocol())
      .join('\n'),
  };
};

function authorization(database: string | undefined, token: string): Readonly<Record<string, string>> {
  if (token === '') return {};
  if (database === undefined) return { authorization: `Token ${token}` };
  return { authorization: `Basic ${Buffer.from(token).toString('base64')}` };
}

function pointsOf(news: News, measurement: string): readonly Point[] {
  const { items, monitor, kind, severity, at, thread, title, text } = news;
  const told = new Point(`${measurement}_news`)
    .tag('monitor', tagText(monitor))
    .tag('kind', kind)
    .tag('severity', severity)
    .stringField('title', oneLine(title))
    .stringField('text', oneLine(text))
    .timestamp(at);
  const states = items.flatMap(({ series, verdict, findings, last }) => {
    const state = new Point(measurement)
      .tag('monitor', tagText(monitor))
      .tag('series', tagText(series))
      .tag('kind', kind)
      .stringField('verdict', verdict)
      .stringField('thread', oneLine(thread))
      .timestamp(at);
    if (last !== null) state.floatField('last', last.value);
    const annotations = findings.map((finding) => {
      const annotation = new Point(`${measurement}_finding`)
        .tag('monitor', tagText(monitor))
        .tag('series', tagText(series))
        .tag('finding', finding.kind)
        .intField('timeEnd', finding.end)
        .stringField('text', oneLine(finding.sentence))
        .timestamp(finding.start);
      return finding.observed === null ? annotation : annotation.floatField('observed', finding.observed);
    });
    return [state, ...annotations];
  });
  return [told, ...states];
}

/** A backslash at the end of a tag would escape the comma behind it: line protocol has no way to write one. */
function tagText(text: string): string {
  return oneLine(text).replace(/\\+$/, (slashes) => '/'.repeat(slashes.length));
}
