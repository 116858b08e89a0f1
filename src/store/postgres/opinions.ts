import { PlumblineError } from '../../lib/errors.ts';
import { isoTime } from '../../lib/time.ts';
import type { EvaluationSummary } from '../evaluation.ts';
import type { Feedback } from '../feedback.ts';
import type { Opinions } from '../store.ts';
import type { Connection } from './connection.ts';
import { statement } from './statement.ts';

// The row that is judged stays as long as it takes to write the word on it.
const JUDGE = statement(`
  INSERT INTO feedback (result_id, window_end, judgement, note, at)
  SELECT id, window_end, @judgement, @note, @now FROM results WHERE id = @id FOR KEY SHARE`);
const FEEDBACK = statement(`
  SELECT DISTINCT f.id, r.monitor, r.series, (finding ->> 'detector') COLLATE "C" AS detector, f.judgement, f.at
  FROM feedback AS f JOIN results AS r ON r.id = f.result_id AND r.window_end = f.window_end,
    jsonb_array_elements(r.findings) AS finding
  WHERE f.id = (SELECT max(id) FROM feedback WHERE result_id = f.result_id)
    AND (@monitor::text IS NULL OR r.monitor = @monitor)
  ORDER BY f.id, detector`);
const EVALUATE = statement(`
  INSERT INTO evaluations (at, data, model, role, prompt_hash, scores, outcomes)
  VALUES (@at, @data, @model, @role, @promptHash, @scores, @outcomes)`);
const EVALUATIONS = statement(`
  SELECT * FROM (
    SELECT DISTINCT ON (data, model, role, prompt_hash) at, data, model, role, prompt_hash, scores FROM evaluations
    ORDER BY data, model, role, prompt_hash, at DESC
  ) AS newest ORDER BY at`);

type FeedbackRow = Omit<Feedback, 'at'> & { readonly id: number; readonly at: string };

interface EvaluationRow extends Omit<EvaluationSummary, 'at' | 'promptHash'> {
  readonly at: string;
  readonly prompt_hash: string;
}

/** The operations on what people said of results, and what was measured of models. */
export function createOpinions({ ask }: Connection): Opinions {
  return {
    async recordFeedback(id, judgement, note, now) {
      const kept = await ask(({ change }) => change(JUDGE, { id, judgement, note, now: isoTime(now) }));
      if (kept !== 1) throw new PlumblineError('internal', `there is no result ${id} to be judged`);
    },

    async feedback(monitor) {
      const found = await ask(({ rows }) => rows<FeedbackRow>(FEEDBACK, { monitor: monitor ?? null }));
      return found.map(({ id: _id, at, ...row }) => ({ ...row, at: Date.parse(at) }));
    },

    recordEvaluation: ({ at, data, model, role, promptHash, scores, outcomes }) =>
      ask(async ({ change }) => {
        await change(EVALUATE, { data, model, role, promptHash, scores, outcomes, at: isoTime(at) });
      }),

    async evaluations() {
      const found = await ask(({ rows }) => rows<EvaluationRow>(EVALUATIONS));
      return found.map(({ at, prompt_hash, ...row }) => {
        return { ...row, at: Date.parse(at), promptHash: prompt_hash };
      });
    },
  };
}
