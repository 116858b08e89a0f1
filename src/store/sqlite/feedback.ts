import { isoTime } from '../../lib/time.ts';
import type { Feedback } from '../feedback.ts';
import type { Opinions } from '../store.ts';
import type { Connection } from './connection.ts';

type FeedbackRow = Omit<Feedback, 'at'> & { readonly at: string };

/** The operations on what people said of results. */
export function createFeedback({
  db,
  read,
  write,
}: Connection): Pick<Opinions, 'recordFeedback' | 'feedback'> {
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
    recordFeedback: (resultId, judgement, note, now) =>
      write(() => void insert.run(resultId, judgement, note, isoTime(now))),

    feedback: (monitor) =>
      read(() => {
        const rows = monitor === undefined ? all.all({}) : ofMonitor.all({ monitor });
        return rows.map((row) => ({ ...row, at: Date.parse(row.at) }));
      }),
  };
}
