import { ApiError, keepToken } from './api.ts';
import { h } from './dom.ts';
import { listen } from './live.ts';
import { modelView } from './model.ts';
import { newsView } from './news.ts';
import { overviewView } from './overview.ts';
import { type Place, placeOf } from './place.ts';
import { runsView } from './runs.ts';
import { seriesView } from './series.ts';
import { failureBox } from './state.ts';
import type { View } from './view.ts';

/** Changes that come one upon the other are shown together. */
const CALM_MS = 400;
const RETRY_MS = 5000;

const VIEWS: Readonly<Record<Place['page'], (place: Place) => View>> = {
  ...{ overview: overviewView, series: seriesView, runs: runsView, model: modelView, news: newsView },
};

const main = document.getElementById('main');
const live = document.getElementById('live');
let view: View | undefined;
let pending: ReturnType<typeof setTimeout> | undefined;

function open(): void {
  view?.end();
  const place = placeOf(location.hash);
  view = VIEWS[place.page](place);
  document.title = `${view.title} · Plumbline`;
  for (const link of document.querySelectorAll('[data-page]')) {
    const isHere = link.getAttribute('data-page') === place.page;
    if (isHere) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  void refresh();
}

/** Puts the view in the place of the one before once it has something to show. */
async function refresh(): Promise<void> {
  const current = view;
  if (current === undefined) return;
  try {
    await current.refresh();
    if (current === view && main?.firstElementChild !== current.element)
      main?.replaceChildren(current.element);
  } catch (error) {
    if (current === view) showFailure(error);
  }
}

function showFailure(error: unknown): void {
  if (error instanceof ApiError && error.status === 401) {
    main?.replaceChildren(tokenForm());
    return;
  }
  const hint = error instanceof ApiError ? error.hint : '';
  main?.replaceChildren(failureBox(error instanceof Error ? error.message : String(error), hint));
  soon(RETRY_MS);
}

function tokenForm(): HTMLElement {
  const input = h('input', { type: 'password', autocomplete: 'off', id: 'token', required: true });
  const submit = (event: Event): void => {
    event.preventDefault();
    keepToken(input.value);
    location.reload();
  };
  return h(
    'form',
    { class: 'card token', onsubmit: submit },
    h('label', { for: 'token' }, 'This worker asks for its token (web.token in the config):'),
    input,
    h('button', { type: 'submit' }, 'Open'),
  );
}

function soon(ms: number): void {
  clearTimeout(pending);
  pending = setTimeout(() => void refresh(), ms);
}

addEventListener('hashchange', () => {
  // The jump to the content is no other place.
  if (location.hash === '#main') return main?.focus();
  open();
  scrollTo(0, 0);
});
open();
void listen(
  () => soon(CALM_MS),
  (is) => {
    if (live === null) return;
    live.textContent = is ? 'live' : 'not connected, trying again';
    live.classList.toggle('away', !is);
  },
);
