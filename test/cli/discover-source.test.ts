import { expect, test } from 'vitest';
import { choosePlace } from '../../src/cli/discover-source.ts';

const { signal } = new AbortController();
const at = (url: string) => choosePlace({ config: 'none.yaml', url }, {}, signal);

test('an address without its http is no failure of the server, and is told as it is to be written', async () => {
  await expect(at('localhost:8086')).rejects.toMatchObject({
    ...{ code: 'usage', message: 'localhost:8086 is no address of a server' },
    hint: 'Did you mean http://localhost:8086?',
  });
  await expect(at('192.168.0.7:8086')).rejects.toMatchObject({
    hint: 'Did you mean http://192.168.0.7:8086?',
  });
  await expect(at('in the cellar')).rejects.toMatchObject({ hint: 'Such as http://localhost:8086.' });
});
