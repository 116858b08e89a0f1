import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseKnownFindings } from '../../src/cli/known-findings.ts';
import { detectorsSchema } from '../../src/config/detectors.ts';
import { inspect } from '../../src/detect/inspect.ts';
import { type CheckContext, knownFindings } from '../../src/factcheck/context.ts';
import { NO_NOTES } from '../../src/source/source.ts';

const label = z.object({
  start: z.number(),
  end: z.number(),
  quote: z.string(),
  kind: z.string(),
  verdict: z.enum(['supported', 'refuted', 'unverifiable']),
  why: z.string(),
  or: z.array(z.string()).default([]),
  ambiguous: z.boolean().default(false),
});

const answer = z.object({
  id: z.string(),
  origin: z.string(),
  /** In whose manner it was written: a small model, a log note, a report. */
  voice: z.string().optional(),
  series: z.string(),
  unit: z.string(),
  points: z.array(z.tuple([z.string(), z.number().nullable()])),
  truth: z.array(z.unknown()),
  text: z.string(),
  claims: z.array(label),
});

export type Label = z.output<typeof label>;
export type LabelledAnswer = z.output<typeof answer>;

/** The labelled answers of one file; undefined when it is not there. */
export function readLabelled(folder: string, file: string): readonly LabelledAnswer[] | undefined {
  const path = join(folder, file);
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => answer.parse(JSON.parse(line)));
}

/** The window of a labelled answer, with its `truth` as findings, or with what the project's own detectors find. */
export function contextOf(item: LabelledAnswer, by: 'truth' | 'detectors'): CheckContext {
  const times = Float64Array.from(item.points, ([at]) => Date.parse(at));
  const values = Float64Array.from(item.points, ([, value]) => value ?? Number.NaN);
  const { series, unit } = item;
  if (by === 'truth') {
    return { series, unit, times, values, truth: parseKnownFindings(JSON.stringify(item.truth), item.id) };
  }
  const [start, end] = [times[0] ?? 0, times.at(-1) ?? 0];
  const window = { start, end: end + 1000 };
  const settings = { unit, limits: {}, timezone: 'UTC', detectors: detectorsSchema.parse({}) };
  const { findings, statistics } = inspect({ series, times, values, notes: NO_NOTES }, window, settings);
  return { series, unit, times, values, statistics, truth: knownFindings(findings) };
}
