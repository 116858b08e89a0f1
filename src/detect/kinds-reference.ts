import { FINDING_KIND_NAMES, traitsOf } from './kinds.ts';

const OBSERVED = {
  reading: 'a reading, in the unit of the series',
  change: 'the size of a change, in the unit of the series',
  scatter: 'how far readings scatter, in the unit of the series',
  seconds: 'a length in seconds',
  count: 'a number of rows',
} as const;

/** Every kind of finding with what it says, as a Markdown table for docs/detectors.md. */
export function kindsReference(): string {
  const rows = FINDING_KIND_NAMES.map((kind) => {
    const { means, observed } = traitsOf(kind);
    return `| \`${kind}\` | ${means} | ${OBSERVED[observed]} |`;
  });
  return ['| kind | it says that | `observed` and `expected` are |', '|---|---|---|', ...rows].join('\n');
}
