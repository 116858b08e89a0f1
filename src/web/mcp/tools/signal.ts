import { z } from 'zod';
import { PlumblineError } from '../../../lib/errors.ts';
import { isoTime } from '../../../lib/time.ts';
import type { AssistantParts } from '../parts.ts';
import { type Tool, tool } from '../tool.ts';
import { seriesTaken, whichSeries, whichWindow, windowTaken } from '../which.ts';

/** The points themselves, few enough to be read. */
export function signalTool(parts: AssistantParts): Tool {
  return tool({
    name: 'get_signal',
    title: 'The signal of a series',
    description:
      'The readings of a window, or of a span of up to 31 days, read from the source; more than asked for are thinned to the ' +
      'lowest and highest of each stretch, so that no spike is lost.',
    takes: z.strictObject({
      ...seriesTaken,
      window: windowTaken,
      points: z.int().min(10).max(1000).default(100).describe('At most about so many'),
    }),
    gives: z.object({
      series: z.string(),
      unit: z.string(),
      windowStart: z.string(),
      windowEnd: z.string(),
      source: z.string().describe('Which source was read'),
      fallbackReason: z
        .string()
        .nullable()
        .describe("Why it was not the sensor's own; its data is other data then"),
      rawPoints: z.int().describe('So many readings there are'),
      times: z.array(z.string()).describe('UTC'),
      values: z.array(z.number().nullable()).describe('One for each time; null where data is missing'),
    }),
    async answer({ window: text, points, ...taken }) {
      const { monitor, series } = await whichSeries(taken, parts);
      const { window } = await whichWindow(text, { monitor, series }, parts);
      const { read, signal } = await parts.signals()(monitor, series, window, points);
      if (signal === undefined) throw new PlumblineError('usage', `the source has no ${series} in that span`);
      return {
        ...{ series, unit: monitor.unit, source: read.source, fallbackReason: read.fallbackReason },
        ...{
          windowStart: isoTime(window.start),
          windowEnd: isoTime(window.end),
          rawPoints: signal.rawPoints,
        },
        times: signal.times.map(isoTime),
        values: signal.values,
      };
    },
  });
}
