import { expect, test } from 'vitest';
import { readPrompts } from '../../src/ask/prompt-file.ts';
import type { FindingKind } from '../../src/detect/kinds.ts';
import type { Origin } from '../../src/facts/origin.ts';
import { parseAnswer } from '../../src/model/answer.ts';
import { contextFactsOf, subjectOf } from '../../src/prompt/facts.ts';
import { findingSentence } from '../../src/prompt/words.ts';
import { calmHour, finding, viewOf } from './support.ts';

/** A small model follows the examples to the word: they must be what it will be given, and what may be shown. */
const DETAILS = ['brief', 'full'] as const;
const examples = DETAILS.flatMap((detail) => {
  const { messages } = readPrompts('explain')[detail];
  return messages.flatMap(({ role, content, onlyIf }, index) =>
    role === 'assistant'
      ? [{ detail, onlyIf, given: messages[index - 1]?.content ?? '', said: content }]
      : [],
  );
});

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.:]\p{N}+)*/gu) ?? [];

test('there are examples of both situations in either prompt', () => {
  const kinds = new Set(examples.map(({ detail, onlyIf }) => `${detail} ${onlyIf}`));
  expect(kinds).toEqual(new Set(['brief findings', 'brief none', 'full findings', 'full none']));
});

test.each(examples)('an example of $detail says what it was given and cites it: $said', (example) => {
  const { detail, given, said, onlyIf } = example;
  const parsed = parseAnswer(said, detail);
  if (!parsed.ok) throw new Error(parsed.reason);
  const { summary, evidence, verdict } = parsed.answer;
  const facts = new Map([...given.matchAll(/^(F\d+): (.*)$/gm)].map(([, id, text]) => [id, text]));
  expect(evidence.length).toBeGreaterThan(0);
  const cited = evidence.map((id) => facts.get(id) ?? `no fact ${id}`).join(' ');
  expect(wordsOf(cited)).toEqual(expect.arrayContaining(wordsOf(summary)));
  expect(verdict).toBe(onlyIf === 'none' ? 'normal' : 'anomalous');
});

const at = (time: string) => Date.parse(`2015-02-05T${time}:00Z`);

test.each<[FindingKind, string, string, string, string, number]>([
  ['spike', 'pressure', 'hPa', '03:12', '03:12', 1050],
  ['dropout', 'wind', 'm/s', '11:20', '11:24', 0.4],
  ['drift', 'light', 'lx', '11:20', '11:58', 420],
])('code words a %s as the examples do', (kind, name, unit, start, end, observed) => {
  const window = { start: at('00:00'), end: at('13:00') };
  const values = calmHour().map((value) => (observed > 100 ? value * 18 : value));
  const view = viewOf(values, { series: `hall.${name}`, unit, window });
  const points = start === end ? 1 : 5;
  const found = finding(kind, { start: at(start), end: at(end), points, observed });
  const sentence = `${findingSentence(found, subjectOf(view, ''))}.`;
  expect(examples.map(({ given }) => given).join('\n')).toContain(`: ${sentence}\n`);
});

test.each<Origin>(['sensor', 'surroundings'])('code says that it was the %s as the examples do', (origin) => {
  const around = {
    finding: finding('spike'),
    origin,
    reason: null,
    recurrence: null,
    beginning: null,
    ending: null,
  };
  const view = viewOf(calmHour(), {
    findings: [finding('spike')],
    context: { findings: [{ ...around, companions: [] }], past: null },
  });
  const [said] = contextFactsOf(view, '').filter(({ about }) => about === 'origin');
  expect(examples.map(({ given }) => given).join('\n')).toContain(`: ${said?.text}\n`);
});
