import { setLogger } from '@influxdata/influxdb-client';

/** The part of a logger that is needed here. */
interface ClientLog {
  warn(about: object, text: string): void;
  error(about: object, text: string): void;
}

/** Has InfluxDB's client, which writes to the console of its own accord, write to our log: for the whole process. */
export function logClientMessages(log: ClientLog): void {
  setLogger({
    warn: (message, error) => log.warn({ err: error }, `InfluxDB client: ${message}`),
    error: (message, error) => log.error({ err: error }, `InfluxDB client: ${message}`),
  });
}
