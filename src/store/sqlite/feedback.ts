import { isoTime } from '../../lib/time.ts';
import { type ClaimFeedback, type Feedback, toJudgedFindings } from '../feedback.ts';
import type { Opinions } from '../store.ts';
import type { Connection } from './connection.ts';

/** `findings`: JSON. */
type FeedbackRow = Omit<Feedback, 'at' | 'findings'> & { readonly at: string; readonly findings: string };
type ClaimFeedbackRow = Omit<ClaimFeedback, 'at'> & { readonly at: string };

/** The operations on what people said of results. */
export function createFeedback({
  db,
  read,
  write,
}: Connection): Pick<Opinions, 'recordFeedback' | 'feedback' | 'recordClaimFeedback' | 'claimFeedback'> {
  const insert = db.prepare('INSERT INTO feedback (result_id, judgement, note, at) VALUES (?, ?, ?, ?)');
  const select = (where: string) =>
    db.prepare<[object], FeedbackRow>(`
      SELECT r.monitor, r.series, json_extract(finding.value, '$.detector') AS detector, f.judgement, f.at,
        json_group_array(json_object('kind', finding.value ->> '$.kind', 'start', finding.value ->> '$.start')) AS findings
      FROM feedback AS f JOIN results AS r ON r.id = f.result_id, json_each(r.findings) AS finding
      WHERE f.id = (SELECT max(id) FROM feedback WHERE result_id = f.result_id) ${where}
      GROUP BY f.id, detector ORDER BY f.id`);
  const all = select('');
  const ofMonitor = select('AND r.monitor = @monitor');
  const insertOnClaim = db.prepare(`
    INSERT INTO claim_feedback (result_id, start, "end", kind, judgement, note, at)
    SELECT result_id, start, "end", kind, @judgement, @note, @at FROM claims
    WHERE result_id = @resultId AND start = @start AND "end" = @end AND kind = @kind`);
  const onClaims = db.prepare<[number], ClaimFeedbackRow>(`
    SELECT f.result_id AS resultId, r.monitor, r.series, f.start, f."end", f.kind, c.text, c.verdict, c.evidence,
      f.judgement, f.note, f.at
    FROM claim_feedback AS f JOIN results AS r ON r.id = f.result_id
      JOIN claims AS c ON c.result_id = f.result_id AND c.start = f.start AND c."end" = f."end" AND c.kind = f.kind
    WHERE NOT EXISTS (SELECT 1 FROM claim_feedback AS later WHERE later.result_id = f.result_id AND later.id > f.id
      AND later.start = f.start AND later."end" = f."end" AND later.kind = f.kind)
    ORDER BY f.id DESC LIMIT ?`);

  return {
    recordClaimFeedback: (resultId, { start, end, kind }, { judgement, note }, now) =>
      write(
        () =>
          insertOnClaim.run({ resultId, start, end, kind, judgement, note, at: isoTime(now) }).changes === 1,
      ),

    claimFeedback: (limit) =>
      read(() => onClaims.all(limit).map((row) => ({ ...row, at: Date.parse(row.at) }))),

    recordFeedback: (resultId, judgement, note, now) =>
      write(() => void insert.run(resultId, judgement, note, isoTime(now))),

    feedback: (monitor) =>
      read(() => {
        const rows = monitor === undefined ? all.all({}) : ofMonitor.all({ monitor });
        return rows.map(({ findings, at, ...row }) => ({
          ...row,
          findings: toJudgedFindings(findings),
          at: Date.parse(at),
        }));
      }),
  };
}
