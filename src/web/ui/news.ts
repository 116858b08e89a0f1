import type { DeliveryJson } from '../schemas.ts';
import { get, problemText, testNews } from './api.ts';
import { h } from './dom.ts';
import type { Place } from './place.ts';
import { moment } from './time.ts';
import type { View } from './view.ts';

/** What was sent where, what waits, and what was given up. */
export function newsView(_place: Place): View {
  const list = h('div', { class: 'cards' });
  return {
    element: h('div', {}, h('h1', {}, 'News'), list),
    title: 'News',
    async refresh() {
      const { targets } = await get('news');
      // What a test message came to stays as long as nothing is new.
      const now = JSON.stringify(targets);
      if (now === list.dataset.shown) return;
      list.dataset.shown = now;
      list.replaceChildren(...(targets.length === 0 ? [nobody()] : targets.map(cardOf)));
    },
    end: () => undefined,
  };
}

function nobody(): HTMLElement {
  return h(
    'p',
    { class: 'card' },
    'Nobody is told: the config has no targets (docs/news.md says how to set one up).',
  );
}

function cardOf({ target, kind, waiting, oldestAt, sent, dead, reason }: DeliveryJson): HTMLElement {
  const state = dead > 0 || reason !== null ? 'bad' : 'good';
  const pair = (name: string, value: string | HTMLElement) =>
    h('div', {}, h('dt', {}, name), h('dd', {}, value));
  return h(
    'section',
    { class: `card ${state}`, 'aria-label': target },
    h('h2', {}, target, ' ', h('span', { class: 'tags' }, kind ?? 'no longer in the config')),
    h(
      'dl',
      { class: 'figures' },
      pair('sent', String(sent)),
      pair('waiting', String(waiting)),
      waiting > 0 ? pair('oldest of them', moment(oldestAt)) : null,
      pair('given up', String(dead)),
    ),
    reason === null ? null : h('p', { class: 'notice warn' }, `△ last failure: ${reason}`),
    kind === null ? null : testButton(target),
  );
}

/** Sends a message that means nothing, and says what became of it. */
function testButton(target: string): HTMLElement {
  const said = h('span', { class: 'small', role: 'status' });
  const name = `Send a test message to ${target}`;
  const button = h(
    'button',
    { type: 'button', 'aria-label': name, onclick: () => void test() },
    'Send a test',
  );
  async function test(): Promise<void> {
    button.disabled = true;
    said.textContent = ' sending …';
    try {
      const { taken, remark } = await testNews(target);
      said.textContent = ` ${taken ? '✓ taken' : '▲ not taken'}${remark === null ? '' : `: ${remark}`}`;
    } catch (error) {
      said.textContent = ` ▲ ${problemText(error)}`;
    }
    button.disabled = false;
  }
  return h('p', { class: 'test' }, button, said);
}
