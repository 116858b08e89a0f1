import type uPlot from '/uplot.js';
import type { FindingJson, FullResultJson, MonitorJson, UsualJson } from '../schemas.ts';
import type { Marks } from './marks.ts';

/** What lies under and over the line of a plot. */
export interface Layers {
  readonly limits: MonitorJson['limits'];
  readonly findings: readonly FindingJson[];
  /** The chosen window. */
  readonly result: FullResultJson | undefined;
  /** Where the readings usually lie. */
  readonly usual: UsualJson | undefined;
}

type Colour = (name: string) => string;

/** The colours of the style sheet, which are others in the dark. */
export function coloursOf(): Colour {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(name).trim();
}

/** Below the line: where readings usually lie, the chosen window, and what was found, a single reading as wide as the eye needs. */
export function shade(plot: uPlot, { findings, result, usual }: Layers, colour: Colour): void {
  clipped(plot, (ctx) => {
    if (usual !== undefined) fillUsual(plot, usual, colour('--usual'));
    if (result !== undefined) {
      band(plot, Date.parse(result.windowStart), Date.parse(result.windowEnd), colour('--window'));
    }
    for (const { start, end, flag } of findings) {
      band(plot, Date.parse(start), Date.parse(end), colour(flag === 4 ? '--fail-band' : '--suspect-band'));
    }
    ctx.setLineDash([]);
  });
}

/** Above it: the mean of the chosen window, and the limits, where they lie within the picture. */
export function rule(plot: uPlot, { limits, result }: Layers, colour: Colour): void {
  clipped(plot, (ctx) => {
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
    for (const limit of limits.fail ?? []) level(plot, limit, colour('--fail'));
    for (const limit of limits.suspect ?? []) level(plot, limit, colour('--suspect'));
    const { mean = null } = result?.figures ?? {};
    if (result === undefined || mean === null) return;
    level(plot, mean, colour('--ink-2'), Date.parse(result.windowStart), Date.parse(result.windowEnd));
  });
}

/** Readings that are told apart by a dot: more would be a line. */
const MOST_DOTS = 24;

/** On top of all: what the claim at hand was held against. */
export function pointOut(plot: uPlot, { spans, levels }: Marks, colour: Colour): void {
  clipped(plot, (ctx) => {
    ctx.strokeStyle = ctx.fillStyle = colour('--mark');
    ctx.lineWidth = 2 * devicePixelRatio;
    for (const [from, to] of spans) {
      const [left, right] = [xOf(plot, from), xOf(plot, to)];
      ctx.globalAlpha = 0.12;
      ctx.fillRect(left, plot.bbox.top, Math.max(2, right - left), plot.bbox.height);
      ctx.globalAlpha = 1;
      for (const edge of [left, right])
        ctx.fillRect(edge - devicePixelRatio, plot.bbox.top, 2 * devicePixelRatio, plot.bbox.height);
      for (const value of levels) level(plot, value, colour('--mark'), from, to);
      for (const [x, y] of dotsOf(plot, from, to, levels)) {
        ctx.beginPath();
        ctx.arc(x, y, 4.5 * devicePixelRatio, 0, 2 * Math.PI);
        ctx.stroke();
      }
    }
  });
}

/** Readings of a stretch that have one of the values; of a moment the nearest reading. */
function dotsOf(plot: uPlot, from: number, to: number, levels: readonly number[]): [number, number][] {
  const [times = [], values = []] = plot.data;
  const inside: number[] = [];
  for (const [index, time] of times.entries()) {
    if (time * 1000 >= from - 30_000 && time * 1000 <= to + 30_000) inside.push(index);
  }
  const fits = (value: number | null | undefined): boolean =>
    value != null && levels.some((one) => Math.abs(one - value) < 0.006 * Math.max(1, Math.abs(one) / 100));
  const chosen = from === to ? inside.slice(0, 1) : inside.filter((index) => fits(values[index]));
  if (chosen.length > MOST_DOTS) return [];
  return chosen.flatMap((index) => {
    const value = values[index];
    return value == null ? [] : [[xOf(plot, (times[index] ?? 0) * 1000), plot.valToPos(value, 'y', true)]];
  });
}

function clipped(plot: uPlot, draw: (ctx: CanvasRenderingContext2D) => void): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  draw(ctx);
  ctx.restore();
}

function xOf(plot: uPlot, ms: number): number {
  return plot.valToPos(ms / 1000, 'x', true);
}

function band(plot: uPlot, from: number, to: number, fill: string): void {
  const { ctx, bbox } = plot;
  const [left, right] = [xOf(plot, from), xOf(plot, to)];
  ctx.fillStyle = fill;
  ctx.fillRect(left - 2, bbox.top, Math.max(5, right - left + 4), bbox.height);
}

function level(plot: uPlot, value: number, stroke: string, from?: number, to?: number): void {
  const { ctx, bbox } = plot;
  const y = plot.valToPos(value, 'y', true);
  ctx.strokeStyle = stroke;
  ctx.beginPath();
  ctx.moveTo(from === undefined ? bbox.left : xOf(plot, from), y);
  ctx.lineTo(to === undefined ? bbox.left + bbox.width : xOf(plot, to), y);
  ctx.stroke();
}

/** One shape for each run of hours that are known. */
function fillUsual(plot: uPlot, { times, low, high }: UsualJson, fill: string): void {
  const { ctx } = plot;
  ctx.fillStyle = fill;
  let known: number[] = [];
  const close = (): void => {
    if (known.length > 1) {
      ctx.beginPath();
      for (const at of known) ctx.lineTo(xOf(plot, times[at] ?? 0), plot.valToPos(low[at] ?? 0, 'y', true));
      for (const at of known.reverse()) {
        ctx.lineTo(xOf(plot, times[at] ?? 0), plot.valToPos(high[at] ?? 0, 'y', true));
      }
      ctx.fill();
    }
    known = [];
  };
  for (const [at, value] of low.entries()) {
    if (value === null || high[at] === null) close();
    else known.push(at);
  }
  close();
}
