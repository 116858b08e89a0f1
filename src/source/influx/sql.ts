import ky from 'ky';
import type { InfluxSqlConfig } from '../../config/schema.ts';
import { PlumblineError } from '../../lib/errors.ts';
import { secretForms } from '../../lib/secrets.ts';
import { budgetOf } from '../budget.ts';
import { keptTags, type Query, type Source, type StructuredQuery, type Window } from '../source.ts';
import { inAnswerOf, queryError, type Server } from '../source-errors.ts';
import { checkAnswer } from './check-answer.ts';
import { readJsonLines } from './json-lines.ts';
import { parseRow, SqlDecoder, type SqlRow } from './sql-answer.ts';
import { type AskSql, readColumns, sqlContents } from './sql-contents.ts';
import { buildSql, piecesOf, type SqlColumns, type SqlStatement, windowParams } from './sql-query.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * InfluxDB 3 by SQL over `/api/v3/query_sql`. Errors: see `Source`.
 *
 * In the user's own `sql:` text `$start` and `$stop` are parameters, the ends of the window:
 * `WHERE time >= $start AND time < $stop`. Columns of text are tags, the others values.
 */
export function createSqlSource(name: string, config: InfluxSqlConfig): Source {
  const server: Server = { name, url: config.url, secrets: secretForms([config.token]) };
  const serverError = (message: string) => queryError(server, message);
  const run = (statement: SqlStatement, take: (line: string) => void, signal: AbortSignal) =>
    readJsonLines(server, config.timeout, (stop) => request(config, statement, stop), take, signal);
  const askWith =
    (signal: AbortSignal): AskSql =>
    async (statement) => {
      const rows: SqlRow[] = [];
      await run(statement, (line) => void rows.push(parseRow(line, serverError)), signal);
      return rows;
    };
  return {
    name,
    kind: 'influxdb3',
    budget: budgetOf(config),
    read: async (query, window, signal) => {
      try {
        const plan = await planOf(config, query, askWith(signal));
        if (plan === undefined) return [];
        const { measurement, kept } = plan;
        const notBefore = plan.aggregates ? window.start : Number.NEGATIVE_INFINITY;
        const decoder = new SqlDecoder({
          maxPoints: config.maxPoints,
          maxSeries: config.maxSeries,
          measurement,
          kept,
          notBefore,
          serverError,
        });
        for (const piece of piecesOf(window, config.longestQuery, plan.unitMs)) {
          await run(plan.statement(piece), (line) => decoder.take(line), signal);
        }
        return checkAnswer(query, decoder, 'Select the tag that tells them apart, and group by it');
      } catch (thrown) {
        throw inAnswerOf(server, thrown);
      }
    },
    contents: (query, signal) => sqlContents(query, askWith(signal)),
  };
}

/** What to ask for each piece of a window, and how to read it. */
interface Plan {
  readonly measurement: string;
  readonly kept: ReadonlySet<string> | undefined;
  readonly aggregates: boolean;
  /** Pieces of the window end at multiples of it. */
  readonly unitMs: number;
  statement(piece: Window): SqlStatement;
}

/** Undefined where the table or all fields are not there: then there is no point, either. */
async function planOf(config: InfluxSqlConfig, query: Query, ask: AskSql): Promise<Plan | undefined> {
  if ('sql' in query) {
    // Intervals of the user's own are cut the least at the ends of days.
    const unitMs = config.longestQuery > DAY_MS ? DAY_MS : HOUR_MS;
    const statement = (piece: Window): SqlStatement => ({ text: query.sql, params: windowParams(piece) });
    return { measurement: 'result', kept: undefined, aggregates: false, unitMs, statement };
  }
  if (!('measurement' in query)) {
    throw new PlumblineError('source_rejected', 'an influxdb3 source cannot run a flux or influxql query', {
      hint: 'Write sql, or measurement and fields, or use a source of kind influxql.',
    });
  }
  const columns = await readColumns(query.measurement, ask);
  const fields = query.fields.filter((field) => isNumeric(field, columns));
  const isKnown = Object.keys(query.where).every((tag) => columns.tags.includes(tag));
  if (fields.length === 0 || !isKnown) return undefined;
  const kept = keptTags(query);
  const named = columns.tags.filter((tag) => kept?.has(tag) ?? true);
  const asked: StructuredQuery = { ...query, fields };
  return {
    measurement: query.measurement,
    kept,
    aggregates: query.everyMs !== undefined,
    unitMs: query.everyMs ?? 1,
    statement: (piece) => buildSql(asked, columns, named, piece),
  };
}

/** False for a field that is not there. Throws for one of text. */
function isNumeric(field: string, { fields }: SqlColumns): boolean {
  const type = fields.get(field);
  if (type !== undefined && /utf8/i.test(type)) {
    throw new PlumblineError('source_not_numeric', `field ${field} holds text, not numbers`, {
      hint: 'Name only numeric and boolean fields in the query.',
    });
  }
  return type !== undefined;
}

function request(
  config: InfluxSqlConfig,
  { text, params }: SqlStatement,
  signal: AbortSignal,
): Promise<Response> {
  const url = new URL('api/v3/query_sql', config.url.endsWith('/') ? config.url : `${config.url}/`);
  return ky.post(url, {
    json: { db: config.database, q: text, format: 'jsonl', params },
    headers: {
      accept: 'application/jsonl',
      'accept-encoding': 'identity',
      ...(config.token === '' ? {} : { authorization: `Bearer ${config.token}` }),
    },
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    redirect: 'manual',
    signal,
  });
}
