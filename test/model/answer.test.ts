import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAnswer } from '../../src/model/answer.ts';

const answer = {
  summary: 'One reading stands out.',
  verdict: 'suspect',
  evidence: ['F1'],
  advice: 'Check it.',
};
const json = JSON.stringify(answer, null, 2);

test.each([
  ['bare', json],
  ['in a fence', `\`\`\`json\n${json}\n\`\`\``],
  ['followed by prose', `${json}\nI hope this helps {really}.`],
  ['after a word', `Here is the answer: ${json}`],
  ['after its thoughts', `<think>maybe {"verdict": "normal"}?</think>\n${json}`],
  ['in one more object', JSON.stringify({ answer })],
  ['in one more object as text', JSON.stringify({ output: json })],
  ['after thoughts whose begin was cut', `well {"a":1}</think>${json}`],
])('an answer that stands %s is read', (_, text) => {
  expect(parseAnswer(text)).toEqual({ ok: true, answer });
});

test('an answer without evidence and advice is read, as from a server that ignores the schema', () => {
  const { summary, verdict } = answer;
  const parsed = parseAnswer(JSON.stringify({ summary, verdict }));
  expect(parsed).toEqual({ ok: true, answer: { summary, verdict, evidence: [], advice: '' } });
});

test.each([
  ['', 'the answer is empty'],
  ['The temperature is fine.', 'the answer holds no JSON object'],
  ['{\n  "summary": "One rea', 'the answer holds no JSON object'],
  ['{"summary": }', 'the answer is not valid JSON'],
  ['{"status":"normal","reason":"anomalous"}', 'the answer does not fit the schema: summary'],
  [JSON.stringify({ ...answer, verdict: 'broken' }), 'the answer does not fit the schema: verdict'],
  [JSON.stringify({ ...answer, summary: 'x'.repeat(600) }), 'the answer does not fit the schema: summary'],
  [`{"summary":"${'x'.repeat(60_000)}"}`, 'the answer has more than 50000 characters'],
])('the reply %.30j is no answer, with the reason', (text, reason) => {
  const parsed = parseAnswer(text);
  expect(parsed).toEqual({ ok: false, reason: expect.stringContaining(reason) });
});

test('braces and quotes inside strings do not end the object', () => {
  const odd = { ...answer, summary: 'a } and a \\" { and "quotes"' };
  expect(parseAnswer(`${JSON.stringify(odd)} }`)).toEqual({ ok: true, answer: odd });
});

test('control characters and marks that turn the writing direction are taken out of the words', () => {
  const parsed = parseAnswer(JSON.stringify({ ...answer, summary: 'a\u001b[31m\nb\u202ec' }));
  expect(parsed).toMatchObject({ answer: { summary: 'a [31m b c' } });
});

test('a sentence that the length limit cut off is left out, unless there is no other', () => {
  const summaryOf = (summary: string) => parseAnswer(JSON.stringify({ ...answer, summary }));
  expect(summaryOf('It is 21.5 °C. It was 3')).toMatchObject({ answer: { summary: 'It is 21.5 °C.' } });
  expect(summaryOf('It is 21.5 and no end')).toMatchObject({ answer: { summary: 'It is 21.5 and no end' } });
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.string().map((text) => `{"summary":${text}`),
      ),
      (text) => {
        expect(parseAnswer(text)).toHaveProperty('ok');
      },
    ),
  );
});
