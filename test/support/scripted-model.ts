import { type RawServer, send, startRawServer } from './raw-server.ts';

/** What a scripted model makes of the numbered facts of its prompt. */
export type Script = (given: Given) => string;

export interface Given {
  /** The worst finding. */
  readonly finding: string;
  /** What the others did and where the cause lies, and what else is around. */
  readonly around: readonly string[];
}

/** An OpenAI-compatible server on the loopback interface whose answers fit the schema and say what `script` says. */
export function startScriptedModel(name: string, script: Script): Promise<RawServer> {
  return startRawServer((socket, { method, body }) => {
    if (method !== 'POST') return send(socket, 404, '{}');
    const summary = script(givenIn(JSON.parse(body).messages.at(-1).content));
    const content = JSON.stringify({
      summary,
      verdict: 'anomalous',
      evidence: ['F1'],
      advice: 'Look there.',
    });
    const usage = { prompt_tokens: 700, completion_tokens: 60 };
    const choices = [{ finish_reason: 'stop', message: { role: 'assistant', content } }];
    send(socket, 200, JSON.stringify({ model: name, choices, usage }));
  });
}

function givenIn(prompt: string): Given {
  const [found = '', rest = ''] = prompt.split('What is around it:');
  const [around = ''] = rest.split('Figures:');
  const facts = (part: string) => [...part.matchAll(/^F\d+: (.*)$/gm)].map(([, text = '']) => text);
  return { finding: facts(found)[0] ?? '', around: facts(around) };
}
