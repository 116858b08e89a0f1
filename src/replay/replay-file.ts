import { isoTime } from '../lib/time.ts';
import type { CsvRow, CsvRows } from '../source/csv/rows.ts';
import type { FindingLog } from './finding-log.ts';
import { Replay, type ReplaySettings, type RowVerdict } from './replay.ts';

export const HEADER = 'timestamp,value,anomaly_score,flag,raw_score\n';
/** Six digits of a score are more than any threshold needs. */
const SCORE_SCALE = 1e6;

/** What a whole file came to. Times are epoch ms; NaN where no row could be read. */
export interface ReplaySummary {
  readonly series: string;
  readonly rows: number;
  readonly nulls: number;
  /** Rows without a time. */
  readonly unreadable: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly flagged: number;
  readonly findings: FindingLog;
}

export interface FileReplayOptions extends Omit<ReplaySettings, 'series'> {
  /** One row more at this moment, epoch ms: the verdict on a sensor that has gone silent. */
  readonly until: number | undefined;
  /** Called after each piece of the file with the rows so far. */
  readonly onPiece: (rows: number) => void;
}

/** Runs every row of a file through the detectors, in the order of the file. */
export function createFileReplay(file: CsvRows, options: FileReplayOptions) {
  const replay = new Replay({ ...options, series: file.series });
  const count = { rows: 0, nulls: 0, unreadable: 0, flagged: 0 };
  let [firstAt, lastAt] = [Number.NaN, Number.NaN];

  const lineFor = (row: CsvRow): string => {
    const verdict = replay.push(row.time, row.value);
    count.rows++;
    count.flagged += verdict.flag;
    if (Number.isNaN(row.time)) count.unreadable++;
    else if (Number.isNaN(row.value)) count.nulls++;
    if (!Number.isNaN(row.time)) {
      if (Number.isNaN(firstAt)) firstAt = row.time;
      lastAt = row.time;
    }
    return formatLine(row.timestamp, row.value, verdict);
  };

  return {
    /** The scored rows as CSV, a piece at a time: one for each row of the file. To be read once, to its end. */
    async *lines(): AsyncGenerator<string> {
      yield HEADER;
      for await (const batch of file.batches) {
        yield batch.map(lineFor).join('');
        options.onPiece(count.rows);
      }
      if (options.until === undefined) {
        replay.finish();
        return;
      }
      const verdict = replay.silence(options.until);
      count.flagged += verdict.flag;
      yield formatLine(isoTime(options.until), Number.NaN, verdict);
    },

    /** What has come of it; after the last line. */
    summary(): ReplaySummary {
      return { series: file.series, ...count, firstAt, lastAt, findings: replay.findings };
    },
  };
}

/** A scored row as CSV, with its line feed. */
export function formatLine(timestamp: string, value: number, { score, flag, raw }: RowVerdict): string {
  const cell = /[",\r\n]/.test(timestamp) ? `"${timestamp.replaceAll('"', '""')}"` : timestamp;
  return `${cell},${Number.isNaN(value) ? '' : value},${rounded(score)},${flag},${rounded(raw)}\n`;
}

function rounded(score: number): number {
  return Math.round(score * SCORE_SCALE) / SCORE_SCALE;
}
