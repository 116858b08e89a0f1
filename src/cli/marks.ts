import type { Claim, ClaimVerdict } from '../factcheck/claim.ts';
import { cutAtClaims } from '../factcheck/marked.ts';

/** ANSI codes: green, red, yellow; underlined, so that the verdict is not told by colour alone. */
const COLOURS: Readonly<Record<ClaimVerdict, string>> = {
  supported: '\u001b[4;32m',
  refuted: '\u001b[4;31m',
  unverifiable: '\u001b[4;33m',
};
const RESET = '\u001b[0m';

/** Signs for where there are no colours. */
const SIGNS: Readonly<Record<ClaimVerdict, string>> = { supported: '+', refuted: '!', unverifiable: '?' };

/** What `markClaims` writes, in one line. */
export const MARKS_LEGEND = '[+holds+] [!refuted!] [?not verifiable?]';

/** A text with its claims marked: `[+mean of 22.4+]`, `[!10 outliers!]`, `[?due to the sun?]`, or in colours. */
export function markClaims(
  text: string,
  claims: readonly Pick<Claim, 'start' | 'end' | 'verdict'>[],
  inColour: boolean,
): string {
  const parts = cutAtClaims(text, claims).map(({ text: piece, claim }) => {
    const verdict = claim === null ? undefined : claims[claim]?.verdict;
    if (verdict === undefined) return piece;
    const sign = SIGNS[verdict];
    return inColour ? `${COLOURS[verdict]}${piece}${RESET}` : `[${sign}${piece}${sign}]`;
  });
  return parts.join('');
}
