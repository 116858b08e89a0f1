import { PNG } from 'pngjs';
import { wallTime } from '../lib/time.ts';
import { CHARACTER, glyph } from './glyphs.ts';
import type { NewsFinding, NewsPlot } from './news.ts';

const WIDTH = 640;
const HEIGHT = 240;
const LEFT = 70;
const RIGHT = 12;
const TOP = 14;
const BOTTOM = 26;

type Colour = readonly [red: number, green: number, blue: number];
const PAPER: Colour = [255, 255, 255];
const INK: Colour = [70, 70, 70];
const GRID: Colour = [225, 225, 225];
const LINE: Colour = [21, 101, 192];
const FOUND: Colour = [255, 205, 210];

/**
 * The course of a series as a PNG, 640 by 240: what was found is shaded, missing data leaves the line open. Undefined
 * where there is nothing to draw. Times are of `timezone`.
 */
export function drawPlot(
  { points }: NewsPlot,
  findings: readonly NewsFinding[],
  timezone: string,
): Uint8Array<ArrayBuffer> | undefined {
  const values = points.flatMap(([, value]) => (value === null || !Number.isFinite(value) ? [] : [value]));
  const [first, last] = [points[0]?.[0], points.at(-1)?.[0]];
  if (values.length === 0 || first === undefined || last === undefined) return undefined;
  const canvas = new Canvas();
  const scale = scaleOf(first, last, Math.min(...values), Math.max(...values));
  for (const { start, end } of findings) {
    if (end < first || start > last) continue;
    // A single reading is as wide as the eye needs.
    const [left, right] = [scale.x(Math.max(start, first)), scale.x(Math.min(end, last))];
    canvas.fill(Math.max(LEFT, left - 2), TOP, right - left + 5, HEIGHT - TOP - BOTTOM, FOUND);
  }
  drawAxes(canvas, scale, timezone);
  let from: readonly [number, number] | undefined;
  for (const [time, value] of points) {
    const to =
      value === null || !Number.isFinite(value) ? undefined : ([scale.x(time), scale.y(value)] as const);
    if (to !== undefined) canvas.line(from ?? to, to, LINE);
    from = to;
  }
  return canvas.png();
}

interface Scale {
  readonly first: number;
  readonly last: number;
  readonly low: number;
  readonly high: number;
  x(time: number): number;
  y(value: number): number;
}

function scaleOf(first: number, last: number, min: number, max: number): Scale {
  // A flat line runs through the middle.
  const margin = (max - min) * 0.05 || Math.abs(max) * 0.05 || 1;
  const [low, high] = [min - margin, max + margin];
  const span = Math.max(1, last - first);
  return {
    first,
    last,
    low,
    high,
    x: (time) => Math.round(LEFT + ((time - first) / span) * (WIDTH - LEFT - RIGHT - 1)),
    y: (value) => Math.round(TOP + ((high - value) / (high - low)) * (HEIGHT - TOP - BOTTOM - 1)),
  };
}

const LABELS = 4;

function drawAxes(canvas: Canvas, { first, last, low, high, x, y }: Scale, timezone: string): void {
  const digits = Math.max(0, Math.min(6, Math.ceil(1 - Math.log10(high - low))));
  for (let at = 0; at <= LABELS; at++) {
    const value = low + ((high - low) * at) / LABELS;
    canvas.fill(LEFT, y(value), WIDTH - LEFT - RIGHT, 1, GRID);
    canvas.text(shortNumber(value, digits), LEFT - 6, y(value) - 3, 'right');
    const time = first + ((last - first) * at) / LABELS;
    const side = at === 0 ? 'left' : at === LABELS ? 'right' : 'middle';
    canvas.text(shortTime(time, last - first, timezone), x(time), HEIGHT - BOTTOM + 9, side);
  }
}

function shortNumber(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return text.length <= 9 ? text : value.toExponential(2);
}

const DAY = 86_400_000;

function shortTime(time: number, span: number, timezone: string): string {
  const iso = new Date(wallTime(time, timezone)).toISOString();
  return span > 2 * DAY ? iso.slice(5, 10) : iso.slice(11, span < 300_000 ? 19 : 16);
}

/** A few drawing strokes on a bitmap; whatever lies outside is left out. */
class Canvas {
  readonly #png = new PNG({ width: WIDTH, height: HEIGHT, colorType: 2 });

  constructor() {
    this.fill(0, 0, WIDTH, HEIGHT, PAPER);
  }

  fill(left: number, top: number, width: number, height: number, colour: Colour): void {
    for (let y = top; y < top + height; y++)
      for (let x = left; x < left + width; x++) this.#dot(x, y, colour);
  }

  /** Bresenham's line, two pixels thick. */
  line([x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number], colour: Colour): void {
    const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), 1);
    for (let step = 0; step <= steps; step++) {
      const x = Math.round(x0 + ((x1 - x0) * step) / steps);
      const y = Math.round(y0 + ((y1 - y0) * step) / steps);
      this.fill(x, y, 2, 2, colour);
    }
  }

  text(text: string, x: number, top: number, side: 'left' | 'right' | 'middle'): void {
    const width = text.length * CHARACTER.advance;
    let left = side === 'left' ? x : side === 'right' ? x - width : x - Math.round(width / 2);
    for (const character of text) {
      glyph(character).forEach((row, y) => {
        [...row].forEach((dot, column) => {
          if (dot !== ' ') this.#dot(left + column, top + y, INK);
        });
      });
      left += CHARACTER.advance;
    }
  }

  png(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(PNG.sync.write(this.#png, { colorType: 2 }));
  }

  #dot(x: number, y: number, [red, green, blue]: Colour): void {
    if (x < 0 || x >= WIDTH || y < 0 || y >= HEIGHT) return;
    this.#png.data.set([red, green, blue, 255], (y * WIDTH + x) * 4);
  }
}
