/** What makes a date: a year and, in any form, its month and day. */
const DATE_TOKENS = [/y|kk/, /[MLoDWfF]/, /[doDcEfF]/];
const TIMESTAMP_TOKEN = /[Xx]/;
const MOMENT_TOKEN = /[ZzXx]/;

/** Why that text is no format of a moment in Luxon's tokens, as what it lacks; undefined where it is one. */
export function formatProblem(format: string): string | undefined {
  const tokens = unquoted(format);
  if (TIMESTAMP_TOKEN.test(tokens)) return undefined;
  return DATE_TOKENS.every((token) => token.test(tokens)) ? undefined : 'year, month and day';
}

/** True where a text of that format says itself which moment it is, by its zone or as a count. */
export function namesMoment(format: string): boolean {
  return MOMENT_TOKEN.test(unquoted(format));
}

function unquoted(format: string): string {
  return format.replace(/'[^']*'/g, '');
}
