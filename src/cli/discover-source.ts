import { existsSync } from 'node:fs';
import { type Environment, substitute } from '../config/environment.ts';
import { loadConfig } from '../config/load.ts';
import { isSecretKey, valueAt } from '../config/problems.ts';
import { readYaml } from '../config/read.ts';
import type { SourceConfig } from '../config/schema.ts';
import { sourceSchema } from '../config/sources.ts';
import { PlumblineError } from '../lib/errors.ts';
import { secretForms } from '../lib/secrets.ts';
import { listDatabases } from '../source/databases.ts';
import { pingInflux } from '../source/ping.ts';

/** Where to look, and how that is to stand in the config that is written. */
export interface Place {
  readonly name: string;
  readonly source: Exclude<SourceConfig, { kind: 'csv' }>;
  readonly written: unknown;
}

export interface PlaceOptions {
  readonly config: string;
  readonly source?: string;
  readonly url?: string;
  readonly kind?: string;
  readonly database?: string;
}

const TIMEOUT_MS = 10_000;

/**
 * The InfluxDB to look into: that of `--url`, else a source of the config, else that of `INFLUX_URL`. Throws `usage` where there
 * is none or something of it is missing, and what asking the server throws.
 */
export async function choosePlace(
  options: PlaceOptions,
  env: Environment,
  signal: AbortSignal,
): Promise<Place> {
  const hasConfig = existsSync(options.config);
  if (options.url === undefined && hasConfig) return configuredPlace(options, env);
  const url = options.url ?? env.INFLUX_URL;
  if (url !== undefined && url !== '') return await placeAt(url, options, env, signal);
  throw new PlumblineError('usage', `there is no ${options.config}, and no InfluxDB is named`, {
    hint: 'Name it: plumbline discover --url http://localhost:8086, or set INFLUX_URL.',
  });
}

function configuredPlace({ config: file, source: wanted }: PlaceOptions, env: Environment): Place {
  const loaded = loadConfig(file, env);
  if (!loaded.ok) {
    throw new PlumblineError('config_invalid', `${file} has mistakes`, {
      hint: 'plumbline check lists them.',
    });
  }
  const sources = Object.entries(loaded.config.sources);
  const found = sources.find(([name, { kind }]) => (wanted === undefined ? kind !== 'csv' : name === wanted));
  if (found === undefined || found[1].kind === 'csv') {
    throw new PlumblineError('usage', `${file} has no InfluxDB ${wanted ?? 'among its sources'}`, {
      hint: `Its sources are ${sources.map(([name]) => name).join(', ')}; or name another server by --url.`,
    });
  }
  const [name, source] = found;
  const yaml = readYaml(file);
  const written = yaml.ok ? valueAt(yaml.value, ['sources', name]) : undefined;
  return { name, source, written: withoutSecrets(written) };
}

/** A secret that stands in the old file is not copied: the new one names a variable. */
function withoutSecrets(written: unknown): unknown {
  if (typeof written !== 'object' || written === null) return written;
  return Object.fromEntries(
    Object.entries(written).map(([key, value]) => {
      const isSecret = typeof value === 'string' && value !== '' && isSecretKey(key);
      return isSecret && !value.includes('${') ? [key, variable(key.toUpperCase())] : [key, value];
    }),
  );
}

async function placeAt(
  url: string,
  options: PlaceOptions,
  env: Environment,
  signal: AbortSignal,
): Promise<Place> {
  if (!isWebAddress(url)) {
    const meant = isWebAddress(`http://${url}`)
      ? `Did you mean http://${url}?`
      : 'Such as http://localhost:8086.';
    throw new PlumblineError('usage', `${url} is no address of a server`, { hint: meant });
  }
  const kind = options.kind ?? (await kindOf(url, signal));
  const written = await sourceAt(url, kind, options, env, signal);
  const { value, problems } = substitute(written, env);
  const parsed = sourceSchema.safeParse(value);
  if (!parsed.success || problems.length > 0 || parsed.data.kind === 'csv') {
    const what = parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
    throw new PlumblineError(
      'usage',
      `the source can't be described: ${[...what, ...problems.map(({ found }) => found)].join('; ')}`,
      {
        hint: HINTS[kind] ?? 'kind is influxdb2, influxql or influxdb3.',
      },
    );
  }
  return { name: 'influx', source: parsed.data, written };
}

const HINTS: Readonly<Record<string, string>> = {
  influxdb2: 'InfluxDB 2 wants INFLUX_ORG, INFLUX_BUCKET and INFLUX_TOKEN in the environment.',
  influxql: 'InfluxDB 1 wants --database, and INFLUX_USERNAME and INFLUX_PASSWORD where it asks for them.',
  influxdb3: 'InfluxDB 3 wants --database, and INFLUX_TOKEN in the environment.',
};

/** `localhost:8086` is an address too, of a scheme called localhost. */
function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

async function kindOf(url: string, signal: AbortSignal): Promise<string> {
  const { version } = await pingInflux({ name: 'influx', url, secrets: [] }, TIMEOUT_MS, Date.now, signal);
  const major = /^v?(\d+)\./.exec(version ?? '')?.[1];
  const kind = { '1': 'influxql', '2': 'influxdb2', '3': 'influxdb3' }[major ?? ''];
  if (kind !== undefined) return kind;
  throw new PlumblineError('usage', `${url} does not say which InfluxDB it is`, {
    hint: 'Say so: --kind influxdb2, influxql (InfluxDB 1) or influxdb3.',
  });
}

async function sourceAt(
  url: string,
  kind: string,
  { database = '' }: PlaceOptions,
  env: Environment,
  signal: AbortSignal,
): Promise<unknown> {
  if (kind === 'influxdb2') {
    const [org, bucket] = [variable('ORG'), variable('BUCKET')];
    return { kind, url, org, bucket, token: variable('TOKEN:-') };
  }
  if (kind !== 'influxql') return { kind, url, database, token: variable('TOKEN:-') };
  const { INFLUX_USERNAME: username = '', INFLUX_PASSWORD: password = '' } = env;
  const login = { auth: 'basic', username: variable('USERNAME'), password: variable('PASSWORD:-') };
  const credentials = Buffer.from(`${username}:${password}`).toString('base64');
  const headers: Record<string, string> = username === '' ? {} : { authorization: `Basic ${credentials}` };
  const server = { name: 'influx', url, secrets: secretForms([], [{ username, password }]) };
  const named =
    database === '' ? onlyOne(await listDatabases(server, headers, TIMEOUT_MS, signal)) : database;
  return { kind, url, database: named, ...(username === '' ? {} : login) };
}

/** What the file says in place of a value that stays in the environment. */
function variable(rest: string): string {
  return `\${INFLUX_${rest}}`;
}

function onlyOne(databases: readonly string[]): string {
  const [only] = databases;
  if (only !== undefined && databases.length === 1) return only;
  const what =
    databases.length === 0 ? 'no database' : `${databases.length} databases: ${databases.join(', ')}`;
  throw new PlumblineError('usage', `the InfluxDB has ${what}`, { hint: 'Name one by --database.' });
}
