import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { webhookBody, webhookBodySchema } from '../../src/deliver/forms/webhook-body.ts';
import { trialNews } from '../../src/deliver/trial.ts';
import { someNews } from './support.ts';

const SCHEMA = new URL('../../docs/webhook.schema.json', import.meta.url);

it('the schema of the webhook in docs/ is that of the code (UPDATE_GOLDEN=1 npm test writes it anew)', () => {
  const text = `${JSON.stringify(z.toJSONSchema(webhookBodySchema), null, 2)}\n`;
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(SCHEMA, text);
  expect(JSON.parse(readFileSync(SCHEMA, 'utf8'))).toEqual(JSON.parse(text));
});

it.each([
  ['a problem', someNews()],
  ['a trial', trialNews(0)],
  ['a summary', someNews({ kind: 'summary', items: [], window: null })],
])('what a webhook gets of %s is as the schema has it', (_, news) => {
  const body: unknown = JSON.parse(JSON.stringify(webhookBody(news, 'http://plumb/')));
  expect(webhookBodySchema.strict().parse(body)).toEqual(body);
});
