import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { configSchema } from '../../src/config/schema.ts';
import { createLogger } from '../../src/lib/log.ts';
import { findEmbeddedModel } from '../../src/model/embedded-files.ts';
import { startWorker } from '../../src/worker.ts';
import { createTestDatabase } from '../support/database/create.ts';
import type { TestDatabase } from '../support/database/database.ts';
import { hasInfluxd, INFLUXD_HINT, type Influxd, startInfluxd } from '../support/influxd.ts';
import { calm, HOUR, MINUTE, NOON } from '../support/pipeline.ts';

const SPIKE_AT = NOON - 20 * MINUTE;
const files = findEmbeddedModel();

/** A day of a calm room, one reading a minute, and a spike of 31.5 °C at 11:40. */
function lines(): readonly string[] {
  return Array.from({ length: 24 * 60 }, (_, i) => {
    const time = NOON - 24 * HOUR + i * MINUTE;
    const value = time === SPIKE_AT ? 31.5 : calm(time / MINUTE);
    return `environment,room=office,sensor=a temperature=${value.toFixed(2)} ${time}`;
  });
}

describe.skipIf(!hasInfluxd() || !files.ok)(
  `InfluxDB, worker and a real model together (${INFLUXD_HINT}; npm run embedded gets the model)`,
  () => {
    let influxd: Influxd;
    let folder: string;
    let database: TestDatabase;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
      database = await createTestDatabase(folder);
      influxd = await startInfluxd();
      await influxd.execute('CREATE DATABASE "sensors"');
      await influxd.write('sensors', lines(), 'ms');
    });
    afterAll(async () => {
      await influxd.stop();
      await database.drop();
      rmSync(folder, { recursive: true });
    });

    it('end in a row with figures, finding, prompt, response and a checked summary', {
      timeout: 300_000,
    }, async () => {
      const config = configSchema.parse({
        sources: { influx: { kind: 'influxql', url: influxd.url, database: 'sensors' } },
        monitors: [
          {
            name: 'office',
            cron: '0 * * * *',
            window: '1h',
            delay: '0s',
            source: 'influx',
            query: { measurement: 'environment', fields: ['temperature'], groupBy: ['sensor'] },
            unit: '°C',
            history: '1d',
          },
        ],
        model: { loadTimeout: '2m', answerTimeout: '2m' },
        database: database.place,
      });
      const app = await createApp(config, { clock: () => NOON, log: createLogger('silent', 'json') });
      const worker = startWorker(app);
      await worker.idle();
      await worker.stop(10_000);
      await app.close();

      const store = await database.open();
      const [row] = await store.findResults({ limit: 2 });
      await store.close();
      expect(row).toMatchObject({
        ...{
          series: 'environment.temperature{sensor=a}',
          points: 60,
          figures: { max: 31.5 },
          verdict: 'anomalous',
        },
        ...{
          exchange: { status: 'answered', model: files.ok && files.name },
          window: { end: Date.parse('2026-11-01T12:00:00.000Z') },
        },
      });
      expect(row?.findings).toMatchObject([{ kind: 'spike' }]);
      expect(JSON.stringify(row?.exchange.prompt)).toContain('31.5');
      expect(row?.exchange.response).not.toBe('');
      expect(row?.summary).toContain('31.5');
      expect(Number(row?.exchange.completionTokens)).toBeGreaterThan(5);
    });
  },
);
