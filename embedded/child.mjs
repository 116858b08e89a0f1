// The process that holds the embedded model: src/model/embedded-child.ts starts it, asks, and ends it.
// It stands here because node-llama-cpp is installed beside it and nowhere else.
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { getLlama, LlamaChatSession, LlamaLogLevel } from 'node-llama-cpp';

/**
 * @typedef {{ role: 'system' | 'user' | 'assistant', content: string }} Message
 * @typedef {{ type: 'load', modelFile: string, contextSize: number }} LoadRequest
 * @typedef {{ type: 'ask', messages: Message[], schema: object, maxTokens: number,
 *   temperature: number, seed: number }} AskRequest
 */

// Ctrl-C reaches the whole group of processes: the worker decides when this one ends.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('disconnect', () => process.exit(0));

/** @type {{ llama: import('node-llama-cpp').Llama, sequence: import('node-llama-cpp').LlamaContextSequence }} */
let engine;

process.on('message', async (/** @type {LoadRequest | AskRequest} */ request) => {
  try {
    if (request.type === 'load') await load(request);
    else if (request.type === 'ask') await answer(request);
    else throw new Error('the request is neither "load" nor "ask"');
  } catch (error) {
    process.send?.({ type: 'refused', reason: error instanceof Error ? error.message : String(error) });
  }
});

/** @param {LoadRequest} request */
async function load({ modelFile, contextSize }) {
  // With as many threads as busy cores node-llama-cpp stands still: always leave one core to the others.
  const threads = Math.max(1, availableParallelism() - 1);
  const llama = await getLlama({
    gpu: process.platform === 'darwin' ? 'auto' : false,
    build: 'never',
    maxThreads: threads,
    logLevel: LlamaLogLevel.error,
    progressLogs: false,
  });
  const model = await llama.loadModel({ modelPath: modelFile });
  const context = await model.createContext({
    contextSize: Math.min(contextSize, model.trainContextSize),
    threads,
  });
  engine = { llama, sequence: context.getSequence() };
  process.send?.({ type: 'loaded' });
}

/** @param {AskRequest} request */
async function answer({ messages, schema, maxTokens, temperature, seed }) {
  const { llama, sequence } = engine;
  const grammar = await llama.createGrammarForJsonSchema(schema);
  // An evaluated prefix changes the answer: the same question shall get the same one.
  await sequence.clearHistory();
  const session = new LlamaChatSession({ contextSequence: sequence });
  const history = messages.map(toHistoryItem);
  refuseOverflow(session, history, maxTokens);
  session.setChatHistory(history.slice(0, -1));
  const before = sequence.tokenMeter.getState();
  const { responseText, stopReason } = await session.promptWithMeta(messages.at(-1)?.content ?? '', {
    grammar,
    maxTokens,
    temperature,
    seed,
  });
  const used = sequence.tokenMeter.diff(before);
  session.dispose();
  process.send?.({
    type: 'answer',
    text: responseText,
    truncated: stopReason === 'maxTokens',
    promptTokens: used.usedInputTokens,
    completionTokens: used.usedOutputTokens,
  });
}

/** @param {Message} message @returns {import('node-llama-cpp').ChatHistoryItem} */
function toHistoryItem({ role, content }) {
  return role === 'assistant' ? { type: 'model', response: [content] } : { type: role, text: content };
}

/**
 * A prompt too long for the context would be shortened without a word.
 * @param {LlamaChatSession} session
 * @param {import('node-llama-cpp').ChatHistoryItem[]} chatHistory
 * @param {number} maxTokens
 */
function refuseOverflow(session, chatHistory, maxTokens) {
  const { contextText } = session.chatWrapper.generateContextState({ chatHistory });
  const promptTokens = contextText.tokenize(session.model.tokenizer).length;
  const { contextSize } = session.context;
  if (promptTokens + maxTokens <= contextSize) return;
  throw new Error(
    `a prompt of ${promptTokens} tokens and an answer of ${maxTokens} do not fit into ${contextSize} tokens`,
  );
}
