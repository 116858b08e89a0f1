import type { Finding } from '../../src/detect/finding.ts';
import type { SeriesWindow, Window } from '../../src/source/source.ts';
import { thinned } from '../../src/statistics/thin.ts';

const [WIDTH, HEIGHT, EDGE] = [480, 110, 6];
const POINTS = 160;

/** A window as SVG: the series dark, its relatives light, each on a scale of its own, what was found shaded. */
export function plotOf(
  own: SeriesWindow,
  relatives: readonly SeriesWindow[],
  { start, end }: Finding,
  window: Window,
): string {
  const x = (ms: number): number => (WIDTH * (ms - window.start)) / (window.end - window.start);
  const lines = [
    ...relatives.slice(0, 4).map((one) => line(one, x, '#b8c4ce', 1)),
    line(own, x, '#1f4e79', 1.5),
  ];
  const width = Math.max(2, x(end) - x(start)).toFixed(1);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<rect x="${x(start).toFixed(1)}" width="${width}" height="${HEIGHT}" fill="#f9dcc4"/>`,
    ...lines,
    '</svg>\n',
  ].join('\n');
}

function line(
  { times, values }: SeriesWindow,
  x: (ms: number) => number,
  colour: string,
  width: number,
): string {
  const points = thinned(times, values, POINTS);
  const present = points.flatMap(([, value]) => (value === null ? [] : [value]));
  const [low, high] = [Math.min(...present), Math.max(...present)];
  const y = (value: number): number =>
    high > low ? HEIGHT - EDGE - ((HEIGHT - 2 * EDGE) * (value - low)) / (high - low) : HEIGHT / 2;
  let isOpen = false;
  const path = points.map(([ms, value]) => {
    if (value === null) {
      isOpen = false;
      return '';
    }
    const command = isOpen ? 'L' : 'M';
    isOpen = true;
    return `${command}${x(ms).toFixed(1)} ${y(value).toFixed(1)}`;
  });
  return `<path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="${width}"/>`;
}
