import { z } from 'zod';
import { isoTime } from '../../../lib/time.ts';
import type { Result } from '../../../store/result.ts';
import { figureOrNull, isoOrNull } from '../../forms.ts';
import { VERDICTS } from '../../schemas.ts';
import type { AssistantParts } from '../parts.ts';
import { type Tool, tool } from '../tool.ts';
import { momentTaken, seriesTaken, whichSeries } from '../which.ts';

const figure = z.number().nullable();
const past = z.object({
  result: z.int().describe('Its id'),
  windowStart: z.string(),
  windowEnd: z.string(),
  verdict: z.enum(VERDICTS),
  points: z.int(),
  mean: figure,
  min: figure,
  max: figure,
  last: figure,
  findings: z.array(z.string()).describe('What kinds were found'),
  summary: z.string(),
});

/** How a sensor has been. */
export function historyTool(parts: AssistantParts): Tool {
  return tool({
    name: 'history',
    title: 'History of a series',
    description:
      'How a series has been: its windows, newest first, each with verdict, figures and what may be said of it; since when it is ' +
      'as it is, and when it last had a reading.',
    takes: z.strictObject({
      ...seriesTaken,
      since: momentTaken.optional().describe('Only windows that end then or later'),
      until: momentTaken.optional().describe('Only windows that end before'),
      limit: z.int().min(1).max(200).default(24),
    }),
    gives: z.object({
      monitor: z.string(),
      series: z.string(),
      unit: z.string(),
      verdict: z.string().describe('Of its newest window'),
      since: z.string().describe('End of the first window with that verdict'),
      problemSince: z.string().nullable().describe('End of the first window of a problem that lasts'),
      lastSeen: z.string().nullable().describe('Time of its newest reading'),
      windows: z.array(past),
    }),
    async answer({ since, until, limit, ...taken }) {
      const { monitor, series } = await whichSeries(taken, parts);
      const results = await parts.store.findResults({
        ...{ monitor: monitor.name, series, limit },
        ...(since === undefined ? {} : { since: Date.parse(since) }),
        ...(until === undefined ? {} : { until: Date.parse(until) }),
      });
      const known = (await parts.store.allSeries())
        .filter((one) => one.monitor === monitor.name && one.series === series)
        .toSorted((a, b) => b.windowEnd - a.windowEnd)[0];
      return {
        ...{ monitor: monitor.name, series, unit: monitor.unit },
        verdict: known?.verdict ?? 'unknown',
        since: isoTime(known?.since ?? parts.clock()),
        problemSince: isoOrNull(known?.problemSince ?? null),
        lastSeen: isoOrNull(known?.lastSeen ?? null),
        windows: results.map(pastOf),
      };
    },
  });
}

function pastOf({ id, window, verdict, points, figures, findings, summary }: Result): z.input<typeof past> {
  const { mean, min, max, last } = figures;
  return {
    ...{ result: id, verdict, points, summary },
    ...{ windowStart: isoTime(window.start), windowEnd: isoTime(window.end) },
    ...{ mean: figureOrNull(mean), min: figureOrNull(min), max: figureOrNull(max), last: figureOrNull(last) },
    findings: findings.map(({ kind }) => kind),
  };
}
