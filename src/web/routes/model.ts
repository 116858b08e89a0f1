import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { type Scores, scoresSchema } from '../../eval/score.ts';
import { figuresOf } from '../../eval/table.ts';
import { DAY_MS, isoTime } from '../../lib/time.ts';
import type { WebParts } from '../parts.ts';
import { NONE, type Route, route } from '../route.ts';
import { evaluation, type ModelJson, model } from '../schemas.ts';
import { limitQuery } from '../takes.ts';

const query = z.strictObject({ days: limitQuery(90, 14).describe('Back from today') });

/** What the model has done, and what `plumbline eval` measured of models. */
export function modelRoutes(parts: WebParts): readonly Route[] {
  const { store } = parts;
  return [
    route({
      ...{ method: 'GET', path: '/api/v1/model', access: 'read' },
      summary: 'What came of the questions to the model, by day: status, claims by verdict, tokens and time',
      takes: { params: NONE, query, body: NONE },
      answer: model,
      handle: ({ query: { days } }) => recordsOf(parts, days),
    }),
    route({
      ...{ method: 'GET', path: '/api/v1/evaluations', access: 'read' },
      summary: 'The newest evaluation of each data file, model, role and prompt, oldest first',
      takes: { params: NONE, query: NONE, body: NONE },
      answer: z.array(evaluation),
      async handle() {
        const all = await store.evaluations();
        return all.flatMap(({ at, scores, ...rest }) => {
          const parsed = scoresOf(scores);
          return parsed === undefined ? [] : [{ ...rest, at: isoTime(at), figures: [...figuresOf(parsed)] }];
        });
      },
    }),
  ];
}

/** Day by day: others have their turn in between. */
async function recordsOf(
  { store, clock, config, modelServers }: WebParts,
  count: number,
): Promise<ModelJson> {
  const { name, role, url } = config().model;
  const today = Math.floor(clock() / DAY_MS) * DAY_MS;
  const days: ModelJson['days'] = [];
  for (let back = count - 1; back >= 0; back -= 1) {
    const start = today - back * DAY_MS;
    const records = await store.modelRecords({ start, end: start + DAY_MS });
    days.push({ day: isoTime(start).slice(0, 10), records: [...records] });
    await setImmediate();
  }
  const requested = url === 'none' || url === 'others' ? null : { name, role };
  return { requested, servers: [...modelServers()], days };
}

/** What an evaluation of before wrote, as far as it can still be read. */
function scoresOf(json: string): Scores | undefined {
  const parsed = scoresSchema.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : undefined;
}
