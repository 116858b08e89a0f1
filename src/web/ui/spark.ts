import type { SeriesRowJson, SignalJson } from '../schemas.ts';
import { get } from './api.ts';
import { svg } from './dom.ts';

const WIDTH = 160;
const HEIGHT = 36;
const POINTS = 120;
const DAY = 86_400_000;

/** Draws the last day of a row once it is looked at; a row that nobody scrolls to costs nothing. */
export function createSparks() {
  const rows = new WeakMap<Element, SeriesRowJson>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const row = rows.get(target);
        if (!isIntersecting || row === undefined) continue;
        observer.unobserve(target);
        void draw(target, row);
      }
    },
    { rootMargin: '100px' },
  );
  return {
    add(target: Element, row: SeriesRowJson): void {
      rows.set(target, row);
      observer.observe(target);
    },
    end: () => observer.disconnect(),
  };
}

async function draw(target: Element, { monitor, series, windowEnd, findings }: SeriesRowJson): Promise<void> {
  const end = Date.parse(windowEnd);
  const start = end - DAY;
  try {
    const span = { start: new Date(start).toISOString(), end: windowEnd, points: String(POINTS) };
    const { times, values } = await get('signal', { monitor, series, ...span });
    const bands = findings.map((one) => bandOf(one, start, end));
    target.replaceChildren(sparkline(bands, { times, values }, start, end));
  } catch {
    // The source is away: the row has its figures all the same, and the series' own page says why.
    target.replaceChildren();
  }
}

/** What was found, shaded by its flag and as wide as the eye needs. */
function bandOf(found: SeriesRowJson['findings'][number], start: number, end: number): SVGElement {
  const x = (iso: string) => ((Date.parse(iso) - start) / (end - start)) * WIDTH;
  const left = Math.max(0, x(found.start));
  const width = Math.max(2, x(found.end) - left);
  return svg('rect', { x: left, y: 0, width, height: HEIGHT, class: `found${found.flag}` });
}

function sparkline(
  bands: readonly SVGElement[],
  { times, values }: Pick<SignalJson, 'times' | 'values'>,
  start: number,
  end: number,
): SVGElement {
  const there = values.filter((value) => value !== null);
  const low = Math.min(...there);
  const range = Math.max(...there) - low || 1;
  let path = '';
  let isOpen = false;
  times.forEach((time, i) => {
    const value = values[i] ?? null;
    const x = (((time - start) / (end - start)) * WIDTH).toFixed(1);
    const y = (HEIGHT - 3 - (((value ?? 0) - low) / range) * (HEIGHT - 6)).toFixed(1);
    if (value !== null) path += `${isOpen ? 'L' : 'M'}${x} ${y}`;
    isOpen = value !== null;
  });
  return svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', class: 'spark', 'aria-hidden': 'true' },
    ...bands,
    svg('path', { d: path }),
  );
}
