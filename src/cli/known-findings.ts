import { z } from 'zod';
import type { Finding } from '../detect/finding.ts';
import { FINDING_KIND_NAMES } from '../detect/kinds.ts';
import type { KnownFinding } from '../factcheck/context.ts';
import { PlumblineError } from '../lib/errors.ts';

const MAX_FINDINGS = 10_000;

const moment = z.iso
  .datetime({ offset: true, local: true })
  .transform((text) => Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`));
const fileSchema = z
  .array(
    z.object({
      kind: z.enum(FINDING_KIND_NAMES),
      at: moment,
      until: moment.optional(),
      value: z.number().optional(),
    }),
  )
  .max(MAX_FINDINGS);

/**
 * Reads `[{"kind", "at", "until"?, "value"?}]`, times in ISO 8601, UTC where they name no zone. Throws `usage` for anything else.
 */
export function parseKnownFindings(json: string, file: string): KnownFinding[] {
  const hint = `An array of {"kind", "at", "until"?, "value"?} is expected, kind being one of: ${FINDING_KIND_NAMES.join(', ')}.`;
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (cause) {
    throw new PlumblineError('usage', `${file} is no JSON`, { hint, cause });
  }
  const parsed = fileSchema.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new PlumblineError(
      'usage',
      `${file} at ${issue?.path.join('.') || 'its root'}: ${issue?.message ?? 'not valid'}`,
      { hint },
    );
  }
  return parsed.data.map(({ kind, at, until, value }) => ({
    kind,
    at,
    ...(until === undefined ? {} : { until }),
    ...(value === undefined ? {} : { value }),
  }));
}

/** Known findings as the detectors would have written them, for texts that are made of findings. */
export function asFindings(known: readonly KnownFinding[], times: Float64Array): Finding[] {
  return known.map(({ kind, at, until, value }) => {
    const end = until ?? at;
    const points = times.filter((time) => time >= at && time <= end).length;
    const observed = value ?? (end - at) / 1000;
    return {
      kind,
      detector: 'given',
      flag: 4,
      start: at,
      end,
      points,
      observed,
      expected: null,
      score: 1,
      sentence: kind,
    };
  });
}
