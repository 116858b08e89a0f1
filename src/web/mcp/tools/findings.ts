import { z } from 'zod';
import { resultJson } from '../../forms.ts';
import { result } from '../../schemas.ts';
import type { AssistantParts } from '../parts.ts';
import { type Tool, tool } from '../tool.ts';
import { momentTaken, seriesTaken, whichSeries } from '../which.ts';

const found = result
  .pick({ monitor: true, series: true, unit: true, windowStart: true, windowEnd: true, verdict: true })
  .extend({
    result: z.int().describe('Its id'),
    score: z.number().nullable().describe('0 to 1; 0.5 is the threshold of the alarm'),
    origin: result.shape.origin,
    findings: result.shape.findings,
    summary: result.shape.summary,
  });

/** What was unusual of late. */
export function findingsTool(parts: AssistantParts): Tool {
  return tool({
    name: 'latest_findings',
    title: 'Latest findings',
    description:
      'Windows that are suspect, anomalous or without data, newest first, with each finding: what, when, observed and expected.',
    takes: z.strictObject({
      series: seriesTaken.series.optional(),
      monitor: z.string().min(1).max(64).optional().describe('Only of this monitor'),
      since: momentTaken
        .optional()
        .describe('Only windows that end then or later, such as 2026-11-01T00:00:00Z'),
      limit: z.int().min(1).max(100).default(20),
    }),
    gives: z.object({ windows: z.array(found) }),
    async answer({ series, monitor, since, limit }) {
      const one = series === undefined ? undefined : await whichSeries({ series, monitor }, parts);
      const name = one?.monitor.name ?? monitor;
      const results = await parts.store.findResults({
        ...{ unwell: true, limit },
        ...(name === undefined ? {} : { monitor: name }),
        ...(series === undefined ? {} : { series }),
        ...(since === undefined ? {} : { since: Date.parse(since) }),
      });
      return { windows: results.map(resultJson).map(({ id, ...rest }) => ({ ...rest, result: id })) };
    },
  });
}
