import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { targetSchema } from '../../src/config/targets.ts';
import { createTarget } from '../../src/deliver/create.ts';
import { hasInfluxd, INFLUXD_HINT, type Influxd, startInfluxd } from '../support/influxd.ts';
import { send, startRawServer } from '../support/raw-server.ts';
import { HOSTILE, presentation, someNews } from './support.ts';

if (!hasInfluxd()) console.warn(INFLUXD_HINT);

const never = new AbortController().signal;
const targetOf = (config: object) =>
  createTarget('tsdb', targetSchema.parse({ kind: 'influxdb', ...config }), presentation, () => 0);

function hostileNews(series: string) {
  const [item] = someNews().items;
  const [finding] = item?.findings ?? [];
  if (item === undefined || finding === undefined) throw new Error('the news have a finding');
  return someNews({
    monitor: 'a,b=c d',
    items: [{ ...item, series, findings: [{ ...finding, sentence: `"${HOSTILE}"\\` }] }],
  });
}

describe.skipIf(!hasInfluxd())('news written back to a real InfluxDB 1.6.7', () => {
  let influxd: Influxd;
  beforeAll(async () => {
    influxd = await startInfluxd();
    await influxd.execute('CREATE DATABASE plumb');
  }, 60_000);
  afterAll(() => influxd?.stop());

  async function rows(query: string): Promise<unknown> {
    const response = await fetch(
      `${influxd.url}/query?${new URLSearchParams({ db: 'plumb', q: query, epoch: 'ms' })}`,
    );
    return response.json();
  }

  it.each([
    ['commas, quotes, line breaks and a backslash', `${HOSTILE},x="1"\n`, 'a"b<script>'],
    ['nothing but a backslash', 'x\\', 'x/'],
  ])('stay one point a series whose name has %s', async (_, series, shown) => {
    const target = targetOf({ url: influxd.url, database: 'plumb' });
    expect(await target.deliver(hostileNews(series), never)).toEqual({ outcome: 'delivered' });
    const states = JSON.stringify(await rows('SELECT * FROM plumbline'));
    expect(states).toContain(JSON.stringify(shown).slice(1, -1));
    expect(states).toContain('a,b=c d');
    expect(states).toContain('"anomalous"');
  });

  it('keep findings as annotations with their end and their sentence', async () => {
    const target = targetOf({ url: influxd.url, database: 'plumb', measurement: 'mine' });
    await target.deliver(hostileNews('s'), never);
    const found = JSON.stringify(await rows('SELECT * FROM mine_finding'));
    expect(found).toContain('"columns":["time","finding","monitor","observed","series","text","timeEnd"]');
    expect(found).toContain('Bcc: x@evil.example');
    expect(JSON.stringify(await rows('SHOW MEASUREMENTS'))).not.toMatch(/evil|script/);
  });

  it('are given up where the database is not there', async () => {
    const target = targetOf({ url: influxd.url, database: 'nowhere' });
    expect(await target.deliver(someNews(), never)).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('database not found'),
    });
  });
});

describe('news written back to InfluxDB 2', () => {
  it('go to the bucket by its write API, with the token', async () => {
    const server = await startRawServer((socket) => send(socket, 204, ''));
    const target = targetOf({ url: `${server.url}/`, org: 'my lab', bucket: 'news', token: 'tk' });
    expect(await target.deliver(someNews(), never)).toEqual({ outcome: 'delivered' });
    const [request] = server.requests;
    expect(request?.path).toBe('/api/v2/write?org=my+lab&bucket=news&precision=ms');
    expect(request?.headers.authorization).toBe('Token tk');
    expect(request?.body.split('\n')).toHaveLength(3);
    await server.close();
  });

  it('need to be told where to', () => {
    const url = 'http://127.0.0.1:1';
    for (const place of [{}, { org: 'o' }, { org: 'o', bucket: 'b', database: 'd' }])
      expect(targetSchema.safeParse({ kind: 'influxdb', url, ...place }).success).toBe(false);
  });
});
