import { expect, test } from 'vitest';
import { fillTemplate, parseTemplate } from '../../src/prompt/template.ts';

const values = {
  monitor: 'm',
  series: 's',
  unit: 'u',
  window: 'w',
  verdict: 'v',
  findings: 'F1: $& {{series}}',
  figures: 'g',
  context: 'c',
};

test('headings become messages, comments are left out, placeholders are filled in once', () => {
  const template = parseTemplate(
    '<!-- {{no}} -->\r\n## system\r\nBe plain.\r\n## User\n{{ series }}: {{findings}}\n',
    'p.md',
  );
  expect(fillTemplate(template, values, 'none')).toEqual([
    { role: 'system', content: 'Be plain.' },
    { role: 'user', content: 's: F1: $& {{series}}' },
  ]);
});

test('a message may be meant for windows with findings, or without, alone', () => {
  const text = '## user if findings\na\n## assistant if findings\nb\n## User IF none\nc\n## user\nd';
  const contents = (situation: 'findings' | 'none'): readonly string[] =>
    fillTemplate(parseTemplate(text, 'p.md'), values, situation).map(({ content }) => content);
  expect(contents('findings')).toEqual(['a', 'b', 'd']);
  expect(contents('none')).toEqual(['c', 'd']);
});

test('the hash is of the whole text: any change of the file shows', () => {
  const hash = (text: string): string => parseTemplate(text, 'p.md').hash;
  expect(hash('## user\na')).toMatch(/^[0-9a-f]{12}$/);
  expect(hash('## user\na')).toBe(hash('## user\na'));
  expect(hash('## user\na')).not.toBe(hash('## user\na '));
});

test.each([
  ['## user\nWhat of {{temperature}}?', /p\.md has an unknown placeholder "\{\{temperature\}\}" \(line 2\)/],
  ['## user\nWhat of {{series?', /unknown placeholder/],
  ['Only text {{series}}', /does not end with a "## user" message/],
  ['## user\nHello\n## system\nBe plain', /does not end with a "## user" message/],
  ['## user if none\nHello', /does not end with a "## user" message for every window/],
  ['## system\n\n## user\nHello', /has an empty "## system" message/],
  [`## user\n${'x'.repeat(30_000)}`, /is longer than 20000 characters/],
])('the template %.30j is refused with what is wrong and a hint', (text, message) => {
  expect(() => parseTemplate(text, 'p.md')).toThrowError(
    expect.objectContaining({ code: 'config_invalid', message: expect.stringMatching(message) }),
  );
});
