import type { Values } from '../../src/store/postgres/statement.ts';
import type { TestDatabase } from '../../test/support/database/database.ts';
import type { Audited } from './audit.ts';
import { LIE } from './model.ts';
import type { Receiver } from './receiver.ts';
import { DAY, HOUR } from './world.ts';

/** Of a month that is not past as a whole nothing goes where rows are kept by the month. */
const MONTH = 31 * DAY;

const iso = (ms: number) => new Date(ms).toISOString();

/** Rows that there may be none of: what they are, and how they are found. */
function unwanted(
  onServer: boolean,
  now: number,
  keepMs: number,
): readonly (readonly [what: string, where: string, before?: number])[] {
  return [
    ['runs are not done', "runs WHERE status IN ('running', 'failed')"],
    [
      'windows still stand on a stand-in',
      'runs WHERE fallback_reason IS NOT NULL AND window_end > @moment',
      now - 40 * HOUR,
    ],
    ['questions still wait', 'results WHERE model_status IS NULL AND window_end < @moment', now - HOUR],
    ['summaries have a lie in them', `results WHERE summary LIKE '%${LIE}%'`],
    [
      'answers were not kept word for word',
      `results WHERE model_status = 'answered' AND response NOT LIKE '%${LIE}%' AND response IS NOT NULL`,
    ],
    ['news still wait', "outbox WHERE state = 'waiting' AND created_at < @moment", now - 2 * HOUR],
    ['news were given up', "outbox WHERE state = 'dead'"],
    [
      'runs are older than is kept',
      `runs WHERE window_end < @moment
         AND window_end < (SELECT max(window_end) FROM runs AS newer WHERE newer.monitor = runs.monitor)`,
      now - keepMs - DAY - (onServer ? MONTH : 0),
    ],
    [
      'prompts are older than is kept',
      'results WHERE prompt IS NOT NULL AND window_end < @moment',
      now - keepMs / 3 - 2 * DAY,
    ],
  ];
}

/** What has to hold once all was well for some hours. */
export async function auditEnd(
  { database }: Audited,
  now: number,
  keepMs: number,
  receivers: Readonly<Record<string, Receiver>>,
): Promise<readonly string[]> {
  const violations: string[] = [];
  for (const [what, where, moment] of unwanted(database.onServer, now, keepMs)) {
    const found = await count(database, where, moment === undefined ? {} : { moment: iso(moment) });
    if (found > 0) violations.push(`${found} ${what}`);
  }
  const late = await lateNews(database);
  if (late > 0) violations.push(`${late} news tell of windows that were long over`);
  violations.push(...(await database.damages()));
  for (const [target, { taken }] of Object.entries(receivers))
    violations.push(...(await unsent(database, target, taken)));
  return violations;
}

async function count({ rows }: TestDatabase, where: string, values: Values = {}): Promise<number> {
  const [found] = await rows<{ readonly n: number }>(`SELECT count(*) AS n FROM ${where}`, values);
  return found?.n ?? 0;
}

/** News of a window that had ended nine hours before they were written; a summary is of no window. */
async function lateNews({ rows }: TestDatabase): Promise<number> {
  type Row = { readonly news: string; readonly created_at: string };
  const all = await rows<Row>('SELECT news, created_at FROM outbox');
  return all.filter(({ news, created_at }) => {
    const { kind, window } = JSON.parse(news);
    return kind !== 'summary' && Date.parse(created_at) - window?.end > 9 * HOUR;
  }).length;
}

/** What counts as sent was taken by the receiver. */
async function unsent(
  { rows }: TestDatabase,
  target: string,
  taken: ReadonlyMap<string, number>,
): Promise<readonly string[]> {
  const sent = await rows<{ readonly key: string }>(
    "SELECT key FROM outbox WHERE target = @target AND state = 'sent'",
    { target },
  );
  return sent
    .filter(({ key }) => !taken.has(key))
    .map(({ key }) => `${target} never took ${key}, which counts as sent`);
}

/** For the report. */
export async function countsOf({ database }: Audited): Promise<Readonly<Record<string, number>>> {
  return {
    runs: await count(database, 'runs'),
    results: await count(database, 'results'),
    answered: await count(database, "results WHERE model_status = 'answered'"),
    news: await count(database, "outbox WHERE state = 'sent'"),
    megabytes: Math.round((await database.size()) / 1e6),
  };
}
