import { z } from 'zod';
import { toPlumblineError } from '../../../lib/errors.ts';
import { isoTime } from '../../../lib/time.ts';
import { stateContext, stateFacts } from '../../../prompt/facts.ts';
import { plainSummary } from '../../../prompt/summary.ts';
import { fullResultJson } from '../../forms.ts';
import { claim, fullResult } from '../../schemas.ts';
import type { AssistantParts } from '../parts.ts';
import { type Tool, tool } from '../tool.ts';
import { seriesTaken, type Which, whichSeries, whichWindow, windowTaken } from '../which.ts';

/** What a run recorded, without the exchange with the model, which is long and was checked. */
const recorded = fullResult
  .omit({
    exchange: true,
    answer: true,
    claimList: true,
    claims: true,
    monitor: true,
    series: true,
    unit: true,
  })
  .extend({ claimList: z.array(claim.pick({ text: true, verdict: true, evidence: true })) });

/** Figures and context of a window. */
export function windowTool(parts: AssistantParts): Tool {
  return tool({
    name: 'get_window',
    title: 'Figures and context of a window',
    description:
      'All that is known of one window of a series: figures, findings, the claims of the model with their verdicts, what was not ' +
      'judged, and every computed fact about it and about what came before and beside it.',
    takes: z.strictObject({ ...seriesTaken, window: windowTaken }),
    gives: z.object({
      monitor: z.string(),
      series: z.string(),
      unit: z.string(),
      windowStart: z.string(),
      windowEnd: z.string(),
      recorded: recorded.nullable().describe('What a run recorded of it; null for a span that no run had'),
      facts: z.array(z.string()).describe('Computed statements; the ones to quote'),
      notJudged: z.array(z.string()).describe('Kinds of finding that could not have been seen here'),
      plain: z.string().nullable().describe('A summary that code wrote'),
      remarks: z.array(z.string()),
    }),
    async answer({ window: text, ...taken }, signal) {
      const which = await whichSeries(taken, parts);
      const { window, result } = await whichWindow(text, which, parts);
      const full = result === undefined ? undefined : await parts.store.getResult(result.id);
      const judged = result?.judged ?? [];
      return {
        ...{ monitor: which.monitor.name, series: which.series, unit: which.monitor.unit },
        ...{ windowStart: isoTime(window.start), windowEnd: isoTime(window.end) },
        recorded: full === undefined ? null : fullResultJson(full),
        ...(await factsOf(which, { window, result }, judged, parts, signal)),
      };
    },
  });
}

/** What is computed from the readings; where the source can't be read now, what was recorded has to do. */
async function factsOf(
  { monitor, series }: Which,
  { window, result }: Awaited<ReturnType<typeof whichWindow>>,
  judged: readonly { readonly kind: string; readonly judged: boolean }[],
  { reader, describe }: AssistantParts,
  signal: AbortSignal,
) {
  try {
    const reading = await reader(monitor, window);
    const { view, remarks } = await describe({ monitor, series, window, result, reading }, signal);
    const facts = stateFacts(view);
    return {
      facts: [...facts, ...stateContext(view, facts.length)].map((one) => one.text),
      notJudged: view.judged.filter((one) => !one.judged).map(({ kind }) => kind),
      plain: plainSummary(view),
      remarks: [...remarks],
    };
  } catch (thrown) {
    const { code, message } = toPlumblineError(thrown);
    if (result === undefined || code === 'internal') throw thrown;
    return {
      facts: [],
      notJudged: judged.filter((one) => !one.judged).map(({ kind }) => kind),
      plain: null,
      remarks: [`The readings can't be read again (${code}: ${message}): only what was recorded is here.`],
    };
  }
}
