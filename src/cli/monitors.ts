import { Command } from 'commander';
import type { MonitorConfig } from '../config/schema.ts';
import { type MonitorState, monitorState } from '../health.ts';
import { systemClock } from '../lib/clock.ts';
import { formatDuration, isoTime } from '../lib/time.ts';
import { nextWindows } from '../schedule/due.ts';
import { configOption, requireConfig } from './config.ts';
import { printable } from './printable.ts';
import { readStore } from './with-store.ts';

/** `plumbline monitors`: what each monitor did last, and when it is due next. */
export function monitorsCommand(): Command {
  return new Command('monitors')
    .description('list the monitors with their last run, their next one, and what is wrong with them')
    .addOption(configOption())
    .option('--json', 'print JSON for machines', false)
    .addHelpText(
      'after',
      `
Examples:
  plumbline monitors
  plumbline monitors --json

Reads config and ledger. Exit codes: 0 listed; 1 the database can't be read; 2 the config has mistakes.`,
    )
    .action(monitors);
}

async function monitors({
  config: file,
  json,
}: {
  readonly config: string;
  readonly json: boolean;
}): Promise<void> {
  const config = requireConfig(file);
  await readStore(config, async (store) => {
    const now = systemClock();
    const lines: MonitorLine[] = [];
    for (const monitor of config.monitors) {
      lines.push(lineOf(monitor, await monitorState(monitor, store, now), now));
    }
    console.log(
      json ? JSON.stringify(lines, null, 2) : printable(lines.map((line) => textOf(line, now)).join('\n')),
    );
  });
}

/** One monitor, with the names of the columns of `runs`. */
export interface MonitorLine {
  readonly monitor: string;
  readonly ok: boolean;
  readonly trouble: string | null;
  readonly status: string | null;
  readonly source: string | null;
  readonly window_end: string | null;
  readonly finished_at: string | null;
  readonly series: number | null;
  readonly points: number | null;
  readonly next_window_end: string | null;
  readonly next_due_at: string | null;
}

export function lineOf(monitor: MonitorConfig, { newest, trouble }: MonitorState, now: number): MonitorLine {
  const [next] = nextWindows(monitor, now, 1);
  const timeOrNull = (ms: number | null | undefined) =>
    ms === null || ms === undefined ? null : isoTime(ms);
  return {
    monitor: monitor.name,
    ok: trouble === undefined,
    trouble: trouble ?? null,
    status: newest?.status ?? null,
    source: newest?.source ?? null,
    window_end: timeOrNull(newest?.window.end),
    finished_at: timeOrNull(newest?.finishedAt),
    series: newest?.series ?? null,
    points: newest?.points ?? null,
    next_window_end: timeOrNull(next?.end),
    next_due_at: timeOrNull(next && next.end + monitor.delay),
  };
}

function textOf(line: MonitorLine, now: number): string {
  const { monitor, ok, trouble, status, source, window_end, series, points, next_due_at } = line;
  const what = status === 'done' ? `${series} series, ${points} points from ${source}` : '';
  const last =
    window_end === null ? 'never ran' : `last window to ${window_end}: ${status} ${what}`.trimEnd();
  const next =
    next_due_at === null ? 'never due again' : `next in ${formatDuration(Date.parse(next_due_at) - now)}`;
  return `${ok ? 'ok     ' : 'TROUBLE'} ${monitor}: ${trouble ?? last}; ${next}`;
}
