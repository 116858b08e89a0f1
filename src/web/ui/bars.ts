import { h, svg } from './dom.ts';

/** Amounts of one day, under the names of their kinds. */
export interface Day {
  readonly day: string;
  readonly amounts: Readonly<Record<string, number>>;
}

export interface Kind {
  readonly name: string;
  readonly text: string;
}

const HEIGHT = 90;
const WIDTH = 300;

/** Amounts by day as stacked bars, with their key, and as a table for those who want the figures. */
export function bars(title: string, days: readonly Day[], kinds: readonly Kind[]): HTMLElement {
  const there = kinds.filter(({ name }) => days.some(({ amounts }) => (amounts[name] ?? 0) > 0));
  const sums = days.map(({ amounts }) => there.reduce((sum, { name }) => sum + (amounts[name] ?? 0), 0));
  const highest = Math.max(1, ...sums);
  const step = WIDTH / days.length;
  const columns = days.map((one, index) => column(one, there, index * step, step, highest));
  return h(
    'section',
    { class: 'card', 'aria-label': title },
    h('h3', {}, title),
    there.length === 0 ? h('p', { class: 'small' }, 'None yet.') : null,
    svg(
      'svg',
      {
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        preserveAspectRatio: 'none',
        class: 'bars',
        'aria-hidden': 'true',
      },
      ...columns,
    ),
    h(
      'p',
      { class: 'axis small', 'aria-hidden': 'true' },
      h('span', {}, days[0]?.day ?? ''),
      h('span', {}, `most: ${highest} a day`),
      h('span', {}, days.at(-1)?.day ?? ''),
    ),
    h('p', { class: 'small' }, ...there.map(({ name, text }) => keyOf(name, text, total(days, name)))),
    h('details', {}, h('summary', {}, 'as a table'), table(days, there)),
  );
}

function column(
  { day, amounts }: Day,
  kinds: readonly Kind[],
  x: number,
  step: number,
  highest: number,
): SVGElement {
  let top = HEIGHT;
  const parts = kinds.map(({ name }) => {
    const height = ((amounts[name] ?? 0) / highest) * (HEIGHT - 4);
    top -= height;
    const width = Math.max(1, step - Math.min(4, step / 4));
    return svg('rect', { x: x + (step - width) / 2, y: top, width, height, class: `bar-${name}` });
  });
  const text = kinds.map(({ name, text: what }) => `${what} ${amounts[name] ?? 0}`).join(', ');
  return svg('g', {}, svg('title', {}, `${day}: ${text}`), ...parts);
}

function keyOf(name: string, text: string, sum: number): HTMLElement {
  return h(
    'span',
    { class: 'key' },
    h('span', { class: `swatch bar-${name}`, 'aria-hidden': 'true' }),
    `${text}: ${sum}`,
  );
}

function total(days: readonly Day[], name: string): number {
  return days.reduce((sum, { amounts }) => sum + (amounts[name] ?? 0), 0);
}

function table(days: readonly Day[], kinds: readonly Kind[]): HTMLElement {
  const head = ['day (UTC)', ...kinds.map(({ text }) => text)].map((text) => h('th', { scope: 'col' }, text));
  const rows = days.map(({ day, amounts }) =>
    h('tr', {}, h('td', {}, day), ...kinds.map(({ name }) => h('td', {}, String(amounts[name] ?? 0)))),
  );
  return h(
    'div',
    { class: 'scroll' },
    h('table', {}, h('thead', {}, h('tr', {}, ...head)), h('tbody', {}, ...rows)),
  );
}
