import { type Logger, pino } from 'pino';

export type { Logger };

/** Structured logger: JSON lines, or a readable form where a person watches. */
export function createLogger(level: string, format: 'auto' | 'json' | 'pretty'): Logger {
  const pretty = format === 'pretty' || (format === 'auto' && process.stdout.isTTY === true);
  const base = { level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` };
  if (!pretty) return pino(base);
  return pino({
    ...base,
    transport: { target: 'pino-pretty', options: { translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname' } },
  });
}
