import { HttpError, InfluxDB, Point } from '@influxdata/influxdb-client';
import { oneLine } from '../markup.ts';
import type { Delivery, News } from '../news.ts';
import type { Target } from '../target.ts';

export interface InfluxTargetConfig {
  readonly url: string;
  readonly org: string;
  readonly bucket: string;
  readonly token: string;
  readonly measurement: string;
  readonly timeoutMs: number;
}

/**
 * Writes news back to InfluxDB, where dashboards are: a point a series with its verdict, and one a finding with `timeEnd` and
 * `text`, as Grafana's annotations want it. The official client escapes names and texts.
 */
export function createInfluxTarget(name: string, config: InfluxTargetConfig): Target {
  const { url, org, bucket, token, timeoutMs } = config;
  const client = new InfluxDB({ url, token, timeout: timeoutMs });
  return {
    name,
    location: `${new URL(url).origin}, bucket ${bucket}`,
    async deliver(news, signal) {
      // The client's own retries tell nobody: one write is one attempt.
      const api = client.getWriteApi(org, bucket, 'ms', {
        flushInterval: 0,
        maxRetries: 0,
        writeFailed: (error) => Promise.reject(error),
      });
      try {
        api.writePoints([...pointsOf(news, config.measurement)]);
        await api.close();
        return { outcome: 'delivered' };
      } catch (thrown) {
        signal.throwIfAborted();
        return failedWrite(thrown);
      }
    },
    async close() {},
  };
}

export function pointsOf({ items, monitor, kind, at, thread }: News, measurement: string): readonly Point[] {
  return items.flatMap(({ series, verdict, findings, last }) => {
    const state = new Point(measurement)
      .tag('monitor', monitor)
      .tag('series', oneLine(series))
      .tag('kind', kind)
      .stringField('verdict', verdict)
      .stringField('thread', thread)
      .timestamp(at);
    if (last !== null) state.floatField('last', last.value);
    const annotations = findings.map((finding) => {
      const annotation = new Point(`${measurement}_finding`)
        .tag('monitor', monitor)
        .tag('series', oneLine(series))
        .tag('finding', finding.kind)
        .intField('timeEnd', finding.end)
        .stringField('text', oneLine(finding.sentence))
        .timestamp(finding.start);
      return finding.observed === null ? annotation : annotation.floatField('observed', finding.observed);
    });
    return [state, ...annotations];
  });
}

function failedWrite(thrown: unknown): Delivery {
  if (!(thrown instanceof HttpError)) return { outcome: 'later', reason: 'could not be reached' };
  const { statusCode } = thrown;
  const reason = `answered ${statusCode}: ${oneLine(thrown.message).slice(0, 200)}`;
  const isFinal = statusCode < 500 && statusCode !== 408 && statusCode !== 429;
  if (isFinal) return { outcome: 'refused', reason };
  const wait = thrown.retryAfter();
  // The client takes Retry-After for milliseconds where it is seconds.
  return wait > 0 ? { outcome: 'later', reason, afterMs: wait * 1000 } : { outcome: 'later', reason };
}
