import type { Database } from 'better-sqlite3';
import { isoTime } from '../../lib/time.ts';

export type Judgement = 'right' | 'wrong';

/** What somebody said of one detector's finding in one result; of a result only the newest word counts. */
export interface FeedbackRow {
  readonly monitor: string;
  readonly series: string;
  readonly detector: string;
  readonly judgement: Judgement;
  readonly at: string;
}

/** The operations on what people said of results. */
export function createFeedback(db: Database) {
  const insert = db.prepare('INSERT INTO feedback (result_id, judgement, note, at) VALUES (?, ?, ?, ?)');
  const select = (where: string) =>
    db.prepare<[object], FeedbackRow>(`
      SELECT r.monitor, r.series, json_extract(finding.value, '$.detector') AS detector, f.judgement, f.at
      FROM feedback AS f JOIN results AS r ON r.id = f.result_id, json_each(r.findings) AS finding
      WHERE f.id = (SELECT max(id) FROM feedback WHERE result_id = f.result_id) ${where}
      GROUP BY f.id, detector ORDER BY f.id`);
  const all = select('');
  const ofMonitor = select('AND r.monitor = @monitor');

  return {
    /** Keeps a judgement; the result must exist. */
    async recordFeedback(resultId: number, judgement: Judgement, note: string, now: number): Promise<void> {
      insert.run(resultId, judgement, note, isoTime(now));
    },

    /** What counts, oldest first: a row for each result and detector. */
    async feedback(monitor?: string): Promise<readonly FeedbackRow[]> {
      return monitor === undefined ? all.all({}) : ofMonitor.all({ monitor });
    },
  };
}
