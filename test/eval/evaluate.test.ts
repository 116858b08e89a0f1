import { expect, test } from 'vitest';
import { type EvalCase, makeCases } from '../../src/eval/cases.ts';
import { type Examinee, examine } from '../../src/eval/evaluate.ts';
import { score } from '../../src/eval/score.ts';
import { formatTable } from '../../src/eval/table.ts';
import type { Model } from '../../src/model/model.ts';
import { parseTemplate } from '../../src/prompt/template.ts';
import { answer, calmDay, modelThat } from './support.ts';

const never = new AbortController().signal;
const template = parseTemplate('## user\n{{findings}}', 'p.md');
const cases = makeCases([calmDay()], 24, 60);

function caseWith(fault: EvalCase['fault']): EvalCase {
  const found = cases.find((one) => one.fault === fault);
  if (found === undefined) throw new Error(`no window with ${fault}`);
  return found;
}

const ask = (evalCase: EvalCase, model: Model, repair = false) => {
  const examinee: Examinee = { model, template, role: 'explain', maxTokens: 300, repair };
  return examine(evalCase, '°C', examinee, never);
};

/** A model that says the first fact again. */
const parrot = modelThat((messages) =>
  answer(messages.at(-1)?.content.replace(/^F1: /, '') ?? '', 'anomalous'),
);

test("words that hold and name the fault are shown as the model's, and known to repeat the facts", async () => {
  expect(await ask(caseWith('stuck'), parrot)).toMatchObject({
    status: 'answered',
    shownBy: 'model',
    namesFault: true,
    onlyRepeats: true,
    modelVerdict: 'anomalous',
  });
});

test('words that the data refutes are not shown: the plain text names the fault instead', async () => {
  const liar = modelThat(() => answer('There are 10 outliers up to 95 °C.', 'anomalous'));
  const outcome = await ask(caseWith('stuck'), liar);
  expect(outcome).toMatchObject({ shownBy: 'facts', namesFault: true });
  expect(outcome.claims.refuted).toBeGreaterThan(0);
  expect(outcome.shown).not.toContain('95');
});

test('a second attempt is told what was wrong with the first, and counts when it can be shown', async () => {
  const learner = modelThat((messages) => {
    const objection = messages.at(-1)?.content ?? '';
    return answer(
      objection.includes('You wrote') ? 'Nothing unusual was found.' : 'The temperature reached 95 °C.',
    );
  });
  expect(await ask(caseWith(null), learner, true)).toMatchObject({ shownBy: 'model', repair: 'helped' });
  expect(await ask(caseWith(null), learner, false)).toMatchObject({ shownBy: 'facts', repair: 'not tried' });
});

test('an answer that is none counts as such, whatever is shown', async () => {
  const silent = modelThat(() => ({ status: 'timeout', reason: 'too slow' }));
  const babbler = modelThat(() => 'The weather is fine.');
  expect(await ask(caseWith(null), silent)).toMatchObject({ status: 'timeout', modelVerdict: null });
  expect(await ask(caseWith(null), babbler)).toMatchObject({ status: 'unparseable', shownBy: 'facts' });
});

test('scores count what models get right and wrong, and the table has a column for each', async () => {
  const alarmist = modelThat(() => answer('Nothing unusual was found.', 'anomalous'));
  const outcomes = [await ask(caseWith(null), alarmist), await ask(caseWith('stuck'), alarmist)];
  const scores = score(outcomes);
  expect(scores).toMatchObject({
    windows: 2,
    clean: 1,
    fits: 2,
    falseAlarms: 1,
    faultsMissed: 0,
    verdictAgrees: 1,
    shownByModel: 1,
    faultsNamed: 1,
    anomaliesShownOnClean: 0,
    seconds: 0.5,
  });
  const table = formatTable([{ model: 'test-model', role: 'explain', scores }]);
  expect(table).toMatch(/^its false alarms\s+1 of 1$/m);
});
