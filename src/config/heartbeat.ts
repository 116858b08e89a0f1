import { z } from 'zod';
import { duration, httpUrl } from './values.ts';

/** A dead man's switch elsewhere: it tells where the worker itself has stopped. */
export const heartbeatSchema = z.strictObject({
  url: httpUrl.describe('Address to call; whoever knows it may. Healthchecks or Uptime Kuma (push)'),
  every: duration('10s', '1d').prefault('1m').describe('How often, while all is well'),
  form: z
    .enum(['auto', 'healthchecks', 'kuma'])
    .default('auto')
    .describe(
      'healthchecks: URL, URL/start and URL/fail; kuma: ?status=up or down; auto: kuma where the path has /api/push/',
    ),
  timeout: duration('1s', '1m').prefault('10s').describe('Longest time for one call'),
});

export type HeartbeatConfig = z.output<typeof heartbeatSchema>;
