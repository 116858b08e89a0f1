import type { MonitorConfig } from './config/schema.ts';
import type { Logger } from './lib/log.ts';
import { isoTime } from './lib/time.ts';
import type { FinishedReport, RunReport } from './run.ts';
import type { Window } from './source/source.ts';

/** One line a run, with the names of the columns. */
export function logRun(
  log: Logger,
  monitor: MonitorConfig,
  window: Window,
  report: RunReport,
  elapsedMs: number,
): void {
  if (report.status === 'taken') return;
  const run = { monitor: monitor.name, window_end: isoTime(window.end), status: report.status };
  const ms = Math.round(elapsedMs);
  if (report.status === 'failed') {
    const { error, attempt } = report;
    const told = { ...run, attempt, error_code: error.code, error: error.message, hint: error.hint, ms };
    // What nobody foresaw needs its stack.
    log.error(error.code === 'internal' ? { ...told, err: error.cause ?? error } : told, 'run failed');
    return;
  }
  const { source, points, verdicts, resultIds, questions, whyEmpty } = report;
  const figures = { series: resultIds.length, points, ...verdicts, questions: questions.length, ms };
  if (whyEmpty === undefined) log.info({ ...run, source, ...figures }, 'run done');
  else log.warn({ ...run, source, ...figures }, whyEmpty);
}

/** Says once for each source that it is away, and once that it is back; the ledger has it for every run. */
export function logFallback(
  log: Logger,
  { source, fallback }: MonitorConfig,
  { fallbackReason }: FinishedReport,
  onFallback: Set<string>,
): void {
  if (fallbackReason !== null && !onFallback.has(source)) {
    onFallback.add(source);
    const text = `${source} is away: reading ${fallback} instead (sources.${source} in the config says where it is looked for)`;
    log.warn({ source: fallback, fallback_reason: fallbackReason }, text);
  } else if (fallbackReason === null && onFallback.delete(source)) {
    log.info({ source }, `${source} is back`);
  }
}
