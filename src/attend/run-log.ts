import type { MonitorConfig } from '../config/schema.ts';
import type { Logger } from '../lib/log.ts';
import { isoTime } from '../lib/time.ts';
import type { RunReport } from '../run.ts';
import { isOutage } from '../source/fallback.ts';
import type { Window } from '../source/source.ts';

/** By source: the monitors for which it is away, each with why it was the last time. */
export type Absences = Map<string, Map<string, string>>;

/** How a run is told. */
export interface RunTelling {
  readonly elapsedMs: number;
  /** It failed as the one before did, because the source is still away: that was told, and is in the ledger. */
  readonly isKnown: boolean;
}

/** One line a run, with the names of the columns. */
export function logRun(
  log: Logger,
  monitor: MonitorConfig,
  window: Window,
  report: RunReport,
  { elapsedMs, isKnown }: RunTelling,
): void {
  if (report.status === 'taken') return;
  const run = { monitor: monitor.name, window_end: isoTime(window.end), status: report.status };
  const ms = Math.round(elapsedMs);
  if (report.status === 'failed') {
    const { error, attempt } = report;
    const told = { ...run, attempt, error_code: error.code, error: error.message, hint: error.hint, ms };
    // What nobody foresaw needs its stack.
    const line = error.code === 'internal' ? { ...told, err: error.cause ?? error } : told;
    log[isKnown ? 'debug' : 'error'](line, 'run failed');
    return;
  }
  const { source, points, verdicts, resultIds, questions, whyEmpty } = report;
  const figures = { series: resultIds.length, points, ...verdicts, questions: questions.length, ms };
  if (whyEmpty === undefined) log.info({ ...run, source, ...figures }, 'run done');
  else log.warn({ ...run, source, ...figures }, whyEmpty);
}

/**
 * Says once for each source that it is away, and once that it is back, whatever takes turns among its monitors; the ledger
 * has it for every run. Returns whether it was away for this monitor before, for the same reason.
 */
export function noteSource(
  log: Logger,
  { name, source }: MonitorConfig,
  report: RunReport,
  away: Absences,
): boolean {
  const why = awayReason(report);
  if (report.status === 'taken' || (why === null && !hasAnswered(report))) return false;
  const monitors = away.get(source) ?? new Map<string, string>();
  away.set(source, monitors);
  if (why === null) {
    if (monitors.delete(name) && monitors.size === 0) log.info({ source }, `${source} is back`);
    return false;
  }
  if (monitors.size === 0) {
    const instead = report.status === 'done' ? `reading ${report.source} instead` : 'its windows wait for it';
    const text = `${source} is away: ${instead} (sources.${source} in the config says where it is looked for)`;
    log.warn({ source: report.status === 'done' ? report.source : source, fallback_reason: why }, text);
  }
  const isKnown = monitors.get(name) === why;
  monitors.set(name, why);
  return isKnown;
}

/** Whether the source said something: what it rejects, it has heard. */
function hasAnswered(report: RunReport): boolean {
  return report.status === 'done' || (report.status === 'failed' && report.error.code.startsWith('source_'));
}

/** Why a run did not read its own source; null where it did, or failed by something else. */
function awayReason(report: RunReport): string | null {
  if (report.status === 'done') return report.fallbackReason;
  return report.status === 'failed' && isOutage(report.error) ? report.error.message : null;
}
