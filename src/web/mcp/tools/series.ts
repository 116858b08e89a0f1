import { z } from 'zod';
import { isoTime } from '../../../lib/time.ts';
import type { NewestResult } from '../../../store/result.ts';
import { figureOrNull, isoOrNull } from '../../forms.ts';
import { byUrgency, newestOfAll } from '../../newest.ts';
import { seriesRow, VERDICTS } from '../../schemas.ts';
import type { AssistantParts } from '../parts.ts';
import { type Tool, tool } from '../tool.ts';

const listed = seriesRow
  .pick({
    monitor: true,
    series: true,
    unit: true,
    verdict: true,
    since: true,
    origin: true,
    windowEnd: true,
  })
  .extend({
    result: z.int().describe('Id of its newest result'),
    last: z.number().nullable().describe('Newest value'),
    summary: z.string().describe('What may be said of the newest window'),
  });

/** What there is to ask about. */
export function seriesTool(parts: AssistantParts): Tool {
  return tool({
    name: 'list_series',
    title: 'List the series',
    description:
      'The series that are watched, each with the state of its newest window: what needs attention first. Begin here: the other ' +
      'tools take the names that this one gives.',
    takes: z.strictObject({
      monitor: z.string().max(64).optional().describe('Only of this monitor'),
      search: z.string().max(200).optional().describe('Only those whose name or summary has this text'),
      state: z.enum(VERDICTS).optional().describe('Only in this state'),
      limit: z.int().min(1).max(200).default(50),
    }),
    gives: z.object({
      series: z.array(listed),
      all: z.int().describe('So many fit in all'),
    }),
    async answer({ monitor, search, state, limit }) {
      const wanted = search?.toLowerCase() ?? '';
      const fitting: NewestResult[] = [];
      for await (const portion of newestOfAll(parts)) {
        fitting.push(
          ...portion.filter(
            (one) =>
              (monitor === undefined || one.monitor === monitor) &&
              (state === undefined || one.verdict === state) &&
              `${one.series} ${one.monitor} ${one.summary}`.toLowerCase().includes(wanted),
          ),
        );
      }
      const series = fitting.sort(byUrgency).slice(0, limit).map(rowOf);
      return { series, all: fitting.length };
    },
  });
}

function rowOf({ id, windowEnd, since, last, ...rest }: NewestResult): z.input<typeof listed> {
  const { monitor, series, unit, verdict, origin, summary } = rest;
  return {
    ...{ monitor, series, unit, verdict, origin, summary, result: id },
    windowEnd: isoTime(windowEnd),
    since: isoOrNull(since),
    last: figureOrNull(last),
  };
}
