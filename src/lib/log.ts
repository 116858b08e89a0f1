import { destination, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

export type { Logger };

/** JSON lines on standard error, for a process whose output belongs to somebody else. */
export function createErrorLog(level: string): Logger {
  return pino({ level, base: null }, destination(2));
}

/**
 * Structured logger on standard output: JSON lines for machines, readable lines where a person watches
 * (`auto`: on a terminal, or under `npm start`).
 */
export function createLogger(level: string, format: 'auto' | 'json' | 'pretty'): Logger {
  const watched = process.stdout.isTTY === true || process.env.npm_lifecycle_event === 'start';
  const options = { level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` };
  if (format === 'json' || (format === 'auto' && !watched)) return pino(options);
  const colorize = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  return pino(
    options,
    pretty({ colorize, sync: true, singleLine: true, translateTime: 'UTC:yyyy-mm-dd HH:MM:ss' }),
  );
}
