import { z } from 'zod';
import { checkContextOf, checkWithContext } from '../../../ask/context-check.ts';
import { isoTime } from '../../../lib/time.ts';
import { stateContext, stateFacts } from '../../../prompt/facts.ts';
import { plainSummary } from '../../../prompt/summary.ts';
import { claim, claimCounts } from '../../schemas.ts';
import type { AssistantParts } from '../parts.ts';
import { type Tool, tool } from '../tool.ts';
import { seriesTaken, whichSeries, whichWindow, windowTaken } from '../which.ts';

/** An answer of a model is some hundred characters. */
export const MOST_CHARACTERS = 4000;

/** Any assistant's own sentence about a sensor, held against the data before it says it. */
export function checkTool(parts: AssistantParts): Tool {
  return tool({
    name: 'check_statement',
    title: 'Hold a statement against the data',
    description:
      'Reads an English text about a window of a series and holds each claim in it against the readings: supported, refuted or ' +
      'unverifiable, with what it was computed from. Say to people only what mayBeSaid gives back; where that is null, say instead. ' +
      'Times in the text are UTC.',
    takes: z.strictObject({
      ...seriesTaken,
      window: windowTaken,
      text: z.string().min(1).max(MOST_CHARACTERS).describe('What you are about to say about this window'),
    }),
    gives: z.object({
      monitor: z.string(),
      series: z.string(),
      unit: z.string(),
      windowStart: z.string(),
      windowEnd: z.string(),
      result: z
        .int()
        .nullable()
        .describe('Id of the recorded result of this window; null for any other span'),
      readings: z.int().describe('So many the text was held against'),
      claims: z.array(claim).describe('In the order of the text'),
      counts: claimCounts,
      sentences: z.array(z.object({ text: z.string(), shown: z.boolean(), reason: z.string() })),
      mayBeSaid: z.string().nullable().describe('What of the text holds; null: nothing'),
      guess: z
        .string()
        .nullable()
        .describe('What the text only supposes, which nobody has checked: mark it as a guess'),
      instead: z.string().describe('A summary that code wrote and that holds'),
      notJudged: z.array(z.string()).describe('Kinds of finding that could not have been seen here'),
      remarks: z.array(z.string()),
    }),
    async answer({ window: wanted, text, ...taken }, signal) {
      const which = await whichSeries(taken, parts);
      const { window, result } = await whichWindow(wanted, which, parts);
      const reading = await parts.reader(which.monitor, window);
      const { view, series, remarks } = await parts.describe({ ...which, window, result, reading }, signal);
      const facts = stateFacts(view);
      const around = stateContext(view, facts.length);
      const context = checkContextOf(view, series, facts, 'hide');
      const { claims, sentences, summary, hypothesis } = checkWithContext(text, context, around);
      const count = (verdict: string) => claims.filter((one) => one.verdict === verdict).length;
      return {
        ...{ monitor: view.monitor, series: view.series, unit: view.unit },
        ...{ windowStart: isoTime(window.start), windowEnd: isoTime(window.end), result: result?.id ?? null },
        readings: view.statistics.count,
        claims: [...claims],
        counts: {
          supported: count('supported'),
          refuted: count('refuted'),
          unverifiable: count('unverifiable'),
        },
        sentences: sentences.map(({ start, end, shown, reason }) => ({
          text: text.slice(start, end),
          shown,
          reason,
        })),
        ...{ mayBeSaid: summary, guess: hypothesis, instead: plainSummary(view) },
        notJudged: view.judged.filter(({ judged }) => !judged).map(({ kind }) => kind),
        remarks: [...remarks],
      };
    },
  });
}
