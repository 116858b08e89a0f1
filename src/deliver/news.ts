import { z } from 'zod';
import { FINDING_KIND_NAMES } from '../detect/kinds.ts';

const VERDICTS = ['normal', 'suspect', 'anomalous', 'missing', 'unknown'] as const;
const SEVERITIES = ['success', 'info', 'warning', 'failure'] as const;

const finding = z.object({
  kind: z.enum(FINDING_KIND_NAMES),
  /** Epoch ms. */
  start: z.number(),
  end: z.number(),
  observed: z.number().nullable(),
  expected: z.tuple([z.number(), z.number()]).nullable(),
  sentence: z.string(),
});

/** One series that a piece of news is about, as its newest result has it. */
const item = z.object({
  series: z.string(),
  unit: z.string(),
  verdict: z.enum(VERDICTS),
  /** End of the first window with this verdict, epoch ms. */
  since: z.number(),
  findings: z.array(finding),
  /** The last reading of the window and its time; null where there is none. */
  last: z.object({ value: z.number(), at: z.number() }).nullable(),
  /** The checked summary. */
  summary: z.string().default(''),
});

/** The course of one series, thinned: what a picture needs. Epoch ms and value, null where data was missing. */
const plot = z.object({
  series: z.string(),
  unit: z.string(),
  points: z.array(z.tuple([z.number(), z.number().nullable()])),
});

/** A part of a digest. */
const section = z.object({
  heading: z.string(),
  lines: z.array(z.string()),
  /** How many more lines there would be. */
  more: z.int().nonnegative(),
});

export const newsSchema = z.object({
  /** Tells this piece of news from every other, for ever: a receiver that has seen it may drop the second. */
  key: z.string(),
  /** What belongs together (a problem and its end) has the same thread: the key of the news with which it began. */
  thread: z.string(),
  /**
   * `problem`: a series became suspect, anomalous or missing; `worse` than what was told; `reminder`: it lasts; `over`;
   * `summary`: more news came in an hour than are sent one by one; `digest`: a report of what happened.
   */
  kind: z.enum(['problem', 'worse', 'reminder', 'over', 'summary', 'digest', 'test']),
  severity: z.enum(SEVERITIES),
  /** When it became known, epoch ms. */
  at: z.number(),
  monitor: z.string(),
  window: z.object({ start: z.number(), end: z.number() }).nullable(),
  items: z.array(item),
  /** One line. */
  title: z.string(),
  /** Some sentences: the checked summary. */
  text: z.string(),
  /** What the model supposes of it beyond what was checked; absent where it does not. Never to be told as a fact. */
  guess: z.string().optional(),
  plot: plot.nullable(),
  /** Of an end: how bad was told what ended. */
  ended: z.enum(SEVERITIES).nullable().default(null),
  /** How many pieces of news this one tells: of a summary more than one. */
  count: z.int().positive().default(1),
  /** Of a digest: all of it; `text` is what fits into a message. */
  sections: z.array(section).optional(),
});

/**
 * One piece of news: what happened to one or several series of a monitor by one cause. It is kept in the outbox as JSON, so
 * everything in it is plain data. Texts in it come from code, from tags or were checked: they are text, never markup.
 */
export type News = Readonly<z.output<typeof newsSchema>>;
export type NewsKind = News['kind'];
export type Severity = News['severity'];
export type NewsItem = News['items'][number];
export type NewsFinding = NewsItem['findings'][number];
export type NewsPlot = z.output<typeof plot>;

/** News as they stand in the outbox; undefined where this version can't read what another wrote. */
export function parseNews(json: string): News | undefined {
  try {
    return newsSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

/** What became of one attempt to deliver. */
export type Delivery =
  /** `remark`: what went wrong all the same. */
  | { readonly outcome: 'delivered'; readonly remark?: string }
  /** Try again, not before `afterMs` where the receiver named a time. */
  | { readonly outcome: 'later'; readonly reason: string; readonly afterMs?: number }
  /** It will never be taken: wrong address, wrong key, refused content. */
  | { readonly outcome: 'refused'; readonly reason: string };
