import type { Explained } from '../factcheck/factcheck.ts';
import type { Formula } from '../factcheck/statement/formulas.ts';

const HOLDS = new Map<boolean | null, string>([
  [true, 'holds'],
  [false, 'fails'],
  [null, 'open'],
]);

/** How each claim came to its verdict: the rules that read it, its readings as formulas, and what they came to in the window. */
export function describeReadings({ statements, claims }: Explained): string {
  return statements
    .map(({ statement, judgement }, index) => {
      const claim = claims[index];
      const readings = statement.readings.map(({ formula, assumes }, nth) => {
        const assumed = assumes.length === 0 ? '' : ` (assumes: ${assumes.join(', ')})`;
        return `    reading ${nth + 1}: ${formulaText(formula)}${assumed}`;
      });
      const tried = judgement.tried.map(
        ({ holds, reading, evidence }) => `    ${(HOLDS.get(holds) ?? '').padEnd(6)} ${reading}: ${evidence}`,
      );
      const unread = statement.unread.length === 0 ? [] : [`    not used: ${statement.unread.join(', ')}`];
      return [
        `  "${claim?.text ?? ''}" ${claim?.kind ?? ''}: ${claim?.verdict ?? ''}`,
        `    rules: ${statement.rules.join(' > ')}`,
        ...readings,
        ...tried,
        ...unread,
      ].join('\n');
    })
    .join('\n\n');
}

/** A formula on one line: `compare(left: statistic(mean, of: whole), ...)` without the quotes of JSON. */
function formulaText(formula: Formula): string {
  return JSON.stringify(formula).replaceAll('"', '').replaceAll(',', ', ');
}
