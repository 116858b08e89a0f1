import { z } from 'zod';
import { isoTime } from '../../lib/time.ts';
import { type News, newsSchema } from '../news.ts';

const time = z.iso.datetime({ precision: 3 });
const { kind, severity, items } = newsSchema.shape;
const { series, unit, verdict, findings } = items.element.shape;
const finding = findings.element.extend({ start: time, end: time });

/** What is posted to a webhook and published by MQTT; `docs/webhook.schema.json` is generated from it. */
export const webhookBodySchema = z
  .object({
    version: z.literal(1),
    key: z.string().describe('Tells these news from all others; also the header Idempotency-Key'),
    thread: z.string().describe('What belongs together, as a problem and its end, has the same'),
    kind: kind.describe('What happened'),
    severity: severity.describe('How much it matters'),
    at: time.describe('When it became known'),
    monitor: z.string(),
    window: z.object({ start: time, end: time }).nullable().describe('The window [start, end) that tells it'),
    title: z.string().describe('One line'),
    text: z.string().describe('Some sentences, plain text'),
    guess: z
      .string()
      .nullable()
      .describe('What the model supposes beyond what was checked: its guess, never a fact'),
    link: z.string().nullable().describe('Address of the page about it'),
    series: z
      .array(
        z.object({
          series,
          unit,
          verdict,
          since: time.describe('End of the first window with this verdict'),
          last: z
            .object({ value: z.number(), at: time })
            .nullable()
            .describe('The last reading of the window'),
          findings: z.array(finding),
        }),
      )
      .describe('The series that it is about; none where it is about more than series'),
    sections: z
      .array(z.object({ heading: z.string(), lines: z.array(z.string()), more: z.int().nonnegative() }))
      .optional()
      .describe('Of a digest: all of it, in parts, and how many more lines each would have'),
  })
  .meta({ title: 'News of Plumbline, as a webhook gets them' });

/** The news with times as ISO 8601 UTC. */
export function webhookBody(news: News, link: string | undefined): z.input<typeof webhookBodySchema> {
  const { key, thread, kind: what, severity: weight, at, monitor, window, title, text, guess } = news;
  return {
    ...{ version: 1, key, thread, kind: what, severity: weight, at: isoTime(at), monitor },
    window: window && { start: isoTime(window.start), end: isoTime(window.end) },
    ...{ title, text, guess: guess ?? null, link: link ?? null },
    series: news.items.map((item) => ({
      series: item.series,
      unit: item.unit,
      verdict: item.verdict,
      since: isoTime(item.since),
      last: item.last && { value: item.last.value, at: isoTime(item.last.at) },
      findings: item.findings.map((one) => ({ ...one, start: isoTime(one.start), end: isoTime(one.end) })),
    })),
    ...(news.sections === undefined ? {} : { sections: news.sections }),
  };
}
