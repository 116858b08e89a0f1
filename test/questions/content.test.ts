import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { readPrompts } from '../../src/ask/prompt-file.ts';
import { FINDING_KINDS } from '../../src/detect/kinds.ts';
import type { Explainer } from '../../src/lane/explain.ts';
import { createSharedLane } from '../../src/lane/shared-lane.ts';
import { createLogger } from '../../src/lib/log.ts';
import { QUESTION_FORM, unpackQuestion } from '../../src/questions/content.ts';
import type { Shared } from '../../src/store/shared.ts';
import type { Store } from '../../src/store/store.ts';
import { NOON, pipelineOf } from '../support/pipeline.ts';
import { PROJECT } from '../support/project.ts';

/** What is only looked up in these types: a detector's name is checked as it is read. */
const BOUNDS = ['MonitorConfig', 'FINDING_KINDS'];

const OPENING = '{([<';
const CLOSING = '})]>';

/** Where a declaration ends: at its semicolon, or at the brace of an interface. */
function endOf(text: string, start: number): number {
  const isInterface = /^(?:export )?interface/.test(text.slice(start));
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (OPENING.includes(letter)) depth += 1;
    if (CLOSING.includes(letter) && text[at - 1] !== '=') depth -= 1;
    if (depth === 0 && (letter === ';' || (letter === '}' && isInterface))) return at + 1;
  }
  return text.length;
}

const withoutComments = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/ .*$/gm, '$1');

/** The file that a name is imported from; undefined where it is none of ours. */
function importOf(text: string, name: string): string | undefined {
  const imports = [...text.matchAll(/import (?:type )?\{([^}]*)\} from '(\.[^']+)'/g)];
  const names = (list: string) => list.split(',').map((one) => one.trim().replace(/^type /, ''));
  return imports.find(([, list = '']) => names(list).includes(name))?.[2];
}

/** The declaration of a type, and of all that it is made of, as they stand in the code without comments. */
function outline(file: string, name: string, seen = new Map<string, string>()): ReadonlyMap<string, string> {
  const text = withoutComments(readFileSync(join(PROJECT, 'src', file), 'utf8'));
  const start = text.search(new RegExp(`^(?:export )?(?:interface|type|const) ${name}\\b`, 'm'));
  if (start === -1) {
    const from = importOf(text, name);
    return from === undefined ? seen : outline(join(dirname(file), from), name, seen);
  }
  if (seen.has(name)) return seen;
  const declared = text
    .slice(start, endOf(text, start))
    .replace(/^export /, '')
    .replace(/\s+/g, ' ');
  seen.set(name, declared);
  const parts = [...declared.matchAll(/\b[A-Z]\w+/g)].map(([part]) => part);
  for (const part of parts) if (part !== name && !BOUNDS.includes(part)) outline(file, part, seen);
  return seen;
}

describe('the form of a question that waits in the database', () => {
  // Whoever changes one of these types raises QUESTION_FORM, so that a worker of the version before refuses what it does not know, and
  // lets this test write the file of the new form. The files of older forms are never changed.
  it('has a number that goes with the types of all that it holds', async () => {
    const kinds = `FINDING_KINDS: ${Object.keys(FINDING_KINDS).sort().join(', ')}`;
    const declared = [...outline('questions/content.ts', 'QuestionContent').values(), kinds].sort();
    expect(declared.length).toBeGreaterThan(15);
    await expect(`${declared.join('\n')}\n`).toMatchFileSnapshot(`forms/${QUESTION_FORM}.txt`);
  });
});

/** A model that nobody may ask. */
const unasked: Omit<Explainer, 'store'> = {
  model: {
    ...{ name: 'm', where: 'm', contextTokens: async () => null, close: async () => {} },
    ask: () => expect.unreachable('a question of another form was asked'),
  },
  ...{
    templates: readPrompts('explain'),
    detail: 'auto',
    maxTokens: 300,
    repair: false,
    unverifiable: 'hide',
  },
  clock: () => NOON,
};

const content = { series: {}, view: {}, wordless: [] };
const OTHERS: readonly (readonly [what: string, packed: Uint8Array, why: RegExp])[] = [
  [
    'of a newer version',
    serialize({ form: QUESTION_FORM + 1, content }),
    /^a newer version .* form 3; .* form 2$/,
  ],
  ['of an older version', serialize({ form: QUESTION_FORM - 1, content }), /^an older version .* form 1; /],
  [
    'of this form that is no question',
    serialize({ form: QUESTION_FORM, content }),
    /written by no Plumbline/,
  ],
  [
    'that is cut short',
    serialize({ form: QUESTION_FORM, content }).subarray(0, 20),
    /written by no Plumbline/,
  ],
  ['of others', Buffer.from('something else'), /written by no Plumbline/],
  ['of nothing', new Uint8Array(0), /written by no Plumbline/],
];

describe('a question', () => {
  it.each(OTHERS)('%s is refused with a clear word', (_, packed, why) => {
    expect(unpackQuestion(packed)).toEqual({ refused: expect.stringMatching(why) });
  });

  it.each(OTHERS)('%s ends as not asked, and the row says why', async (_, packed, why) => {
    const { store } = pipelineOf([]);
    const ended: unknown[] = [];
    const waiting = [{ resultId: 7, token: 't', content: packed }];
    const shared: Shared = {
      ...{ clock: () => NOON, clockAhead: () => ({ ms: 0, errorMs: 1 }), livingWorkers: async () => [] },
      ...{ tell: () => {}, follow: () => () => {} },
      questions: { claim: async () => waiting.shift(), renew: async () => true, release: async () => {} },
    };
    const keeping: Store = {
      ...store,
      async recordNoReply(...told) {
        ended.push(told);
      },
    };
    const lane = createSharedLane({
      ...{ store: keeping, shared, log: createLogger('silent', 'json'), leaseMs: 30_000, atOnce: () => 1 },
      explainer: () => ({ ...unasked, store: keeping }),
    });
    lane.wake();
    await lane.idle();
    await lane.stop();
    expect(ended).toEqual([[[7], 'not_asked', expect.stringMatching(why)]]);
  });
});
