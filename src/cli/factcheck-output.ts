import { describeReadings } from './factcheck-explain.ts';
import type { CheckedSeries } from './factcheck-series.ts';
import { MARKS_LEGEND, markClaims } from './marks.ts';
import { printable } from './printable.ts';

/** A series with what may be shown of it. */
export interface ToldSeries extends CheckedSeries {
  readonly summary: string;
}

/** `{series, claims, summary}` of the only one, `{results: [...]}` of several; `leftOut` names those without a number. */
export function asJson(told: readonly ToldSeries[], leftOut: readonly string[]): object {
  const results = told.map(({ series, checked: { claims }, summary }) => ({ series, claims, summary }));
  const rest = leftOut.length === 0 ? {} : { leftOut };
  const [only, ...others] = results;
  return only !== undefined && others.length === 0 ? { ...only, ...rest } : { results, ...rest };
}

/** The text with its claims marked, for each series under its name; the only one of a file needs none. */
export function describeAll(
  text: string,
  told: readonly ToldSeries[],
  leftOut: readonly string[],
  isExplained: boolean,
): string {
  const parts = told.map((one) => {
    const heading = told.length + leftOut.length > 1 ? `== ${printable(one.series)}\n\n` : '';
    return `${heading}${describe(text, one, isExplained)}`;
  });
  const rest = leftOut.length === 0 ? [] : [`Not checked, for want of a number: ${leftOut.join(', ')}\n`];
  return [...parts, ...rest.map(printable)].join('\n');
}

function describe(text: string, { checked, summary }: ToldSeries, isExplained: boolean): string {
  const { claims } = checked;
  const inColour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  const lines = claims.map(
    ({ kind, verdict, text: claim, evidence }) =>
      `  ${verdict.padEnd(12)} ${kind.padEnd(10)} "${claim}": ${evidence}`,
  );
  const details = isExplained ? `\n\n${describeReadings(checked)}` : '';
  const legend = inColour ? '' : `${MARKS_LEGEND}\n`;
  const below = printable(`${legend}${lines.join('\n')}${details}\n\nMay be shown: ${summary}\n`);
  return `${markClaims(printable(text).trimEnd(), claims, inColour)}\n\n${below}`;
}
