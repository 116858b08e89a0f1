import type { Config, CsvConfig, MonitorConfig } from '../config/schema.ts';
import { toPlumblineError } from '../lib/errors.ts';
import { isoTime } from '../lib/time.ts';
import { settingsOf } from '../source/csv/csv.ts';
import { type CsvFirstRow, describeCsv } from '../source/csv/describe.ts';

const MOST_COLUMNS = 30;

/** What a file of the config holds, or why it can't be read. */
export interface FileCheck {
  readonly source: string;
  /** The monitor whose query was tried on it; null for the file as a whole. */
  readonly monitor: string | null;
  readonly path: string;
  readonly ok: boolean;
  readonly text: string;
}

/** Opens every file that the config names, as it is and for each monitor that reads it. No server is asked. */
export async function checkFiles({ sources, monitors }: Config): Promise<readonly FileCheck[]> {
  const checks: FileCheck[] = [];
  for (const [source, config] of Object.entries(sources)) {
    if (config.kind !== 'csv') continue;
    const whole = await checkFile(source, config, null);
    checks.push(whole);
    if (!whole.ok) continue;
    for (const monitor of monitors) {
      if (monitor.source !== source && monitor.fallback !== source) continue;
      const asked = await checkFile(source, config, monitor);
      if (!asked.ok) checks.push(asked);
    }
  }
  return checks;
}

async function checkFile(
  source: string,
  config: CsvConfig,
  monitor: MonitorConfig | null,
): Promise<FileCheck> {
  const about = { source, monitor: monitor?.name ?? null, path: config.path };
  const query = monitor === null ? {} : { query: monitor.query };
  try {
    const { columns, remarks, firstRow } = await describeCsv(
      config.path,
      { ...settingsOf(config), ...query },
      new AbortController().signal,
    );
    const listed = columns.slice(0, MOST_COLUMNS).map((name) => (name === '' ? '(without a name)' : name));
    const more = columns.length > MOST_COLUMNS ? `, and ${columns.length - MOST_COLUMNS} more` : '';
    const lines = [
      `columns ${listed.join(', ')}${more}`,
      ...remarks,
      firstRow === null ? 'no rows yet' : `first row: ${rowText(firstRow)}`,
    ];
    return { ...about, ok: true, text: lines.join('\n     ') };
  } catch (thrown) {
    const { message, hint } = toPlumblineError(thrown);
    return { ...about, ok: false, text: hint === undefined ? message : `${message}. ${hint}` };
  }
}

function rowText({ time, values, tags }: CsvFirstRow): string {
  const shown = Object.entries(values)
    .slice(0, MOST_COLUMNS)
    .map(([name, value]) => `${name} ${Number.isNaN(value) ? 'null' : value}`);
  const named = Object.entries(tags).map(([name, value]) => `${name}=${value}`);
  return [isoTime(time), ...shown, ...named].join(', ');
}

/** For people: each file with what is in it, what is wrong marked. */
export function filesText(checks: readonly FileCheck[]): string {
  return checks
    .map(
      ({ source, monitor, path, ok, text }) =>
        `${ok ? 'ok   ' : 'WRONG'} ${source}${monitor === null ? '' : ` for ${monitor}`} (${path}): ${text}`,
    )
    .join('\n');
}
