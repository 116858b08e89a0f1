import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contextOf, type LabelledAnswer, readLabelled } from '../../bench/factcheck/labelled.ts';
import { checkText } from '../../src/factcheck/factcheck.ts';
import { projectPath } from '../../src/lib/project.ts';

/**
 * What is developed on. The first is the project's own; the others are read where they lie, and skipped where they do not. After a change
 * that is meant: `npx vitest run test/factcheck/golden.test.ts -u`, and look at the diff.
 */
const FILES = [
  projectPath('test/fixtures/claims/office.jsonl'),
  ...[1, 2, 3, 4].map((n) => projectPath(`../shared/fixtures/claims/claims-${n}.jsonl`)),
];

/** One claim a line, so that a diff shows which verdict moved; then what a reader would see. */
function lines(item: LabelledAnswer): readonly string[] {
  const { claims, summary } = checkText(item.text, contextOf(item, 'truth'));
  return [
    item.id,
    ...claims.map(
      ({ start, kind, verdict, text }) => `  ${start} ${kind} ${verdict}: ${text.replace(/\s+/g, ' ')}`,
    ),
    `  shown: ${summary?.replace(/\s+/g, ' ') ?? '-'}`,
  ];
}

describe('the verdicts on labelled answers', () => {
  it.each(FILES.map((path) => [basename(path), path] as const))(
    'stay as they are: %s',
    async (name, path) => {
      const items = readLabelled(dirname(path), name);
      if (items === undefined) return;
      const text = `${items.flatMap(lines).join('\n')}\n`;
      await expect(text).toMatchFileSnapshot(`golden/${name.replace('.jsonl', '.txt')}`);
    },
  );
});
