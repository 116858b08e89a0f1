import { createTask, validateDetailed } from 'node-cron';
import { z } from 'zod';

const CRON_ALLOWED =
  'minute hour day month weekday, or six fields with the second first, such as "*/5 * * * *"';

const CRON_NEVER = 'an expression that ticks some day; this one never does';

export const cron = z
  .string()
  .superRefine((expression, context) => {
    const mistake = cronMistake(expression);
    if (mistake !== undefined) context.addIssue({ code: 'custom', message: mistake });
  })
  .meta({ title: 'cron expression' });

/** Longest expression: every minute of an hour, named one by one, with room for as many hours. */
const MAX_CHARS = 300;

/** A number that no field has. node-cron writes a range out before it looks whether its ends can be. */
const TOO_LARGE = /\d{4,}/;

/** What is wrong with a cron expression; undefined if it is right and ticks some day. */
function cronMistake(expression: string): string | undefined {
  if (expression.length > MAX_CHARS) return `${CRON_ALLOWED}; at most ${MAX_CHARS} characters`;
  const large = TOO_LARGE.exec(expression)?.[0];
  if (large !== undefined) return `${CRON_ALLOWED}; no field goes as far as ${large.slice(0, 20)}`;
  const { valid, errors } = validateDetailed(expression);
  if (errors.some(({ message }) => message.includes('impossible'))) return CRON_NEVER;
  if (valid) return !SPECIAL_DAY.test(expression) || ticksSomeDay(expression) ? undefined : CRON_NEVER;
  const fields = errors.filter(({ field }) => field !== 'expression');
  const wrong = fields.map(({ field, value }) => `${value} is no ${FIELD_NAMES[field] ?? field}`);
  return [CRON_ALLOWED, ...(wrong.length === 0 ? [] : [wrong.join(', ')])].join('; ');
}

/** The last day or weekday of a month, the nearest working day, the second Monday: by numbers alone some day comes. */
const SPECIAL_DAY = /[LW#]/i;

/** node-cron finds `0 0 L-30 2 *` valid, and gives up after a hundred years. */
function ticksSomeDay(expression: string): boolean {
  const task = createTask(expression, () => undefined);
  try {
    return task.getNextRuns(1).length === 1;
  } catch {
    return false;
  } finally {
    task.destroy();
  }
}

const FIELD_NAMES: Readonly<Record<string, string>> = { dayOfMonth: 'day of a month', dayOfWeek: 'weekday' };
