// Stands in for embedded/child.mjs: the question's text says how to misbehave.
import process from 'node:process';

process.on('disconnect', () => process.exit(0));
process.on('message', (request) => {
  if (request.type === 'load') loads(request.modelFile);
  else asks(request.messages.at(-1).content);
});

function loads(modelFile) {
  if (modelFile.startsWith('never')) return;
  if (modelFile.startsWith('broken')) process.send({ type: 'refused', reason: 'not a GGUF file' });
  else process.send({ type: 'loaded' });
}

function asks(text) {
  if (text === 'environment') {
    const said = JSON.stringify(Object.keys(process.env));
    process.send({ type: 'answer', text: said, truncated: false, promptTokens: 1, completionTokens: 1 });
    return;
  }
  if (text === 'crash') {
    process.stderr.write('GGML_ASSERT failed\n');
    process.abort();
  }
  if (text === 'silence') return;
  if (text === 'nonsense') process.send({ type: 'answer', text: 7 });
  else if (text === 'too long')
    process.send({ type: 'refused', reason: 'a prompt of 9 tokens does not fit' });
  else {
    process.send({
      type: 'answer',
      text: `{"pid":${process.pid},"said":"${text}"}`,
      truncated: text === 'long',
      promptTokens: 12,
      completionTokens: 3,
    });
  }
}
