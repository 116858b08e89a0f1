import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { aggregateFlags } from '../../../../src/detect/window/qartod/aggregate-flags.ts';
import { attenuatedSignalFlags } from '../../../../src/detect/window/qartod/attenuated-signal-flags.ts';
import {
  type ClimatologyMember,
  climatologyFlags,
} from '../../../../src/detect/window/qartod/climatology-flags.ts';
import { flatLineFlags } from '../../../../src/detect/window/qartod/flat-line-flags.ts';
import { grossRangeFlags } from '../../../../src/detect/window/qartod/gross-range-flags.ts';
import { rateOfChangeFlags } from '../../../../src/detect/window/qartod/rate-of-change-flags.ts';
import { spikeFlags } from '../../../../src/detect/window/qartod/spike-flags.ts';
import { dataReceptionFlags, timeGapFlags } from '../../../../src/detect/window/qartod/time-gap-flags.ts';
import { PlumblineError } from '../../../../src/lib/errors.ts';

/** Each file: what ioos_qc 3.0.0 answered. `QARTOD_VECTORS` names a folder of other vectors of the same form. */
const folder = process.env.QARTOD_VECTORS ?? join(import.meta.dirname, '../../../fixtures/qartod');

const nullable = z.array(z.number().nullable());
const caseSchema = z.object({
  name: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  values: nullable.optional(),
  times_epoch_s: nullable.optional(),
  expected: z.array(z.number()).optional(),
  expected_error: z.string().optional(),
});
const fileSchema = z.object({ test: z.string(), cases: z.array(caseSchema) });

interface Rows {
  readonly times: Float64Array;
  readonly values: Float64Array;
}
type Run = (rows: Rows, parameters: unknown) => readonly number[];

const span = z.tuple([z.number(), z.number()]);
const flag = z.literal([1, 2, 3, 4, 9]);
const absent = z
  .number()
  .nullish()
  .transform((number) => number ?? undefined);

const grossRange = z.object({ fail_span: span, suspect_span: span.nullish() });
const spike = z.object({
  suspect_threshold: absent,
  fail_threshold: absent,
  method: z.enum(['average', 'differential']).optional(),
});
const rateOfChange = z.object({ threshold: z.number(), fail_threshold: absent });
const flatLine = z.object({
  suspect_threshold: z.number(),
  fail_threshold: z.number(),
  tolerance: z.number().default(0),
});
const attenuated = z.object({
  suspect_threshold: z.number(),
  fail_threshold: z.number(),
  check_type: z.enum(['std', 'range']).optional(),
  test_period: absent,
  min_obs: absent,
  min_period: absent,
});
const climatology = z.object({
  config: z.array(
    z.object({
      tspan: z.tuple([z.union([z.number(), z.string()]), z.union([z.number(), z.string()])]),
      vspan: span,
      fspan: span.nullish(),
      period: z.string().nullish(),
    }),
  ),
});

const RUNS: Readonly<Record<string, Run>> = {
  gross_range_test: ({ values }, parameters) => {
    const { fail_span, suspect_span } = grossRange.parse(parameters);
    return grossRangeFlags(values, { fail: fail_span, suspect: suspect_span ?? undefined });
  },
  spike_test: ({ values }, parameters) => {
    const { suspect_threshold, fail_threshold, method } = spike.parse(parameters);
    return spikeFlags(values, { suspect: suspect_threshold, fail: fail_threshold, method });
  },
  rate_of_change_test: ({ times, values }, parameters) => {
    const { threshold, fail_threshold } = rateOfChange.parse(parameters);
    return rateOfChangeFlags(times, values, { suspect: threshold, fail: fail_threshold });
  },
  flat_line_test: ({ times, values }, parameters) => {
    const { suspect_threshold, fail_threshold, tolerance } = flatLine.parse(parameters);
    const thresholds = { suspectSeconds: suspect_threshold, failSeconds: fail_threshold, tolerance };
    return flatLineFlags(times, values, thresholds);
  },
  attenuated_signal_test: ({ times, values }, parameters) => {
    const given = attenuated.parse(parameters);
    return attenuatedSignalFlags(times, values, {
      suspect: given.suspect_threshold,
      fail: given.fail_threshold,
      check: given.check_type,
      periodSeconds: given.test_period,
      minValues: given.min_obs,
      minSeconds: given.min_period,
    });
  },
  climatology_test: ({ times, values }, parameters) => {
    const members = climatology.parse(parameters).config.map(memberOf);
    return climatologyFlags(times, values, members);
  },
  time_gap_test: ({ times }, parameters) => {
    return timeGapFlags(times, z.object({ fail_span: z.number() }).parse(parameters).fail_span);
  },
  data_reception_test: ({ times }, parameters) => {
    const { fail_span, from_time } = z
      .object({ fail_span: z.number(), from_time: z.number() })
      .parse(parameters);
    return dataReceptionFlags(times, fail_span, from_time * 1000);
  },
  qartod_compare: (_, parameters) =>
    aggregateFlags(z.object({ vectors: z.array(z.array(flag)) }).parse(parameters).vectors),
};

/** The names that pandas has for the same part of a time. */
const SYNONYMS: Readonly<Record<string, string>> = {
  weekofyear: 'week',
  weekday: 'dayofweek',
  day_of_week: 'dayofweek',
  day_of_year: 'dayofyear',
};
const period = z.enum([
  'year',
  'quarter',
  'month',
  'week',
  'dayofyear',
  'day',
  'dayofweek',
  'hour',
  'minute',
  'second',
]);

function memberOf(member: z.output<typeof climatology>['config'][number]): ClimatologyMember {
  const named = member.period ? period.parse(SYNONYMS[member.period] ?? member.period) : undefined;
  const edge = (time: number | string) => (typeof time === 'string' ? Date.parse(`${time}Z`) : time);
  const times = [edge(member.tspan[0]), edge(member.tspan[1])] as const;
  return { times, period: named, suspect: member.vspan, fail: member.fspan ?? undefined };
}

const numbers = (list: readonly (number | null)[] = [], factor = 1) =>
  Float64Array.from(list, (number) => (number === null ? Number.NaN : number * factor));

for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
  const file = fileSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
  describe(`${file.test} answers as ioos_qc does:`, () => {
    test.each(file.cases)('$name', (vector) => {
      const rows = { times: numbers(vector.times_epoch_s, 1000), values: numbers(vector.values) };
      const run = () => RUNS[file.test]?.(rows, vector.parameters);
      if (vector.expected_error !== undefined) expect(run).toThrow(PlumblineError);
      else expect(run()).toEqual(vector.expected);
    });
  });
}
