import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kindsReference } from '../../src/detect/kinds-reference.ts';
import { withGeneratedPart } from '../../src/lib/generated-part.ts';

it('has in docs/detectors.md what the table of kinds says; npm run schema writes it anew', () => {
  const document = readFileSync('docs/detectors.md', 'utf8');
  expect(document).toBe(withGeneratedPart(document, kindsReference()));
});
