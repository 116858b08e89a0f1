import uPlot from '/uplot.js';
import type { FindingJson, FullResultJson, MonitorJson, SignalJson } from '../schemas.ts';
import { h } from './dom.ts';
import { figure, momentText } from './time.ts';

export interface Drawing {
  readonly signal: SignalJson;
  readonly monitor: MonitorJson;
  readonly findings: readonly FindingJson[];
  /** The chosen window. */
  readonly result: FullResultJson | undefined;
}

const HEIGHT = 280;
const NARROW_HEIGHT = 220;

/**
 * The signal with what was found in it: findings shaded by their flag, the chosen window framed, its mean, the limits. `onSpan`
 * hears of a span that the reader draws up, epoch ms.
 */
export function createPlot(onSpan: (from: number, to: number) => void) {
  const element = h('figure', { class: 'plot', role: 'img', 'aria-label': 'No signal yet' });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let drawing: Drawing | undefined;
  let plot: uPlot | undefined;
  const redraw = (): void => drawing && draw(drawing);
  const resized = new ResizeObserver(() => {
    if (plot !== undefined && element.clientWidth !== plot.width) plot.setSize(sizeOf(element));
  });
  resized.observe(element);
  dark.addEventListener('change', redraw);

  function draw(next: Drawing): void {
    drawing = next;
    plot?.destroy();
    const { times, values } = next.signal;
    const seconds = times.map((time) => time / 1000);
    plot = new uPlot(optionsOf(next, element, onSpan), [seconds, [...values]], element);
    element.setAttribute('aria-label', described(next));
  }

  return {
    element,
    show: draw,
    clear(): void {
      plot?.destroy();
      plot = undefined;
      drawing = undefined;
      element.setAttribute('aria-label', 'No signal');
    },
    end(): void {
      plot?.destroy();
      resized.disconnect();
      dark.removeEventListener('change', redraw);
    },
  };
}

/** The plot in words, for those who can't see it. */
function described({ signal: { values, start, end }, monitor: { unit }, findings }: Drawing): string {
  const there = values.filter((value) => value !== null);
  if (there.length === 0) return `No reading from ${momentText(start)} to ${momentText(end)}`;
  const range = `between ${figure(Math.min(...there), unit)} and ${figure(Math.max(...there), unit)}`;
  const found = findings.map(({ sentence }) => sentence).join(' ');
  return `Signal from ${momentText(start)} to ${momentText(end)}, ${range}. ${found}`;
}

function sizeOf(element: HTMLElement): { width: number; height: number } {
  const width = Math.max(280, element.clientWidth);
  return { width, height: width < 500 ? NARROW_HEIGHT : HEIGHT };
}

function optionsOf(drawing: Drawing, element: HTMLElement, onSpan: (from: number, to: number) => void) {
  const { signal, monitor } = drawing;
  const colour = coloursOf();
  const axis = {
    stroke: colour('--ink-2'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  const options: uPlot.Options = {
    ...sizeOf(element),
    legend: { show: true, live: true },
    cursor: { drag: { x: true, y: false, setScale: false } },
    select: { show: true, left: 0, top: 0, width: 0, height: 0 },
    scales: {
      x: { time: true, range: [Date.parse(signal.start) / 1000, Date.parse(signal.end) / 1000] },
    },
    axes: [axis, { ...axis, size: 58, label: monitor.unit, labelSize: 18 }],
    series: [
      { label: 'time' },
      {
        label: monitor.unit === '' ? 'value' : monitor.unit,
        stroke: colour('--signal'),
        width: 1.5,
        spanGaps: false,
        points: { show: false },
        value: (_plot, value) => (value === null ? '–' : String(Number(value.toPrecision(6)))),
      },
    ],
    hooks: {
      drawClear: [(plot) => shade(plot, drawing, colour)],
      draw: [(plot) => rule(plot, drawing, colour)],
      setSelect: [
        ({ select: { left, width }, posToVal }) => {
          if (width > 5) onSpan(posToVal(left, 'x') * 1000, posToVal(left + width, 'x') * 1000);
        },
      ],
    },
  };
  return options;
}

/** The colours of the style sheet, which are others in the dark. */
function coloursOf(): (name: string) => string {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(name).trim();
}

/** Below the line: the chosen window, and what was found, a single reading as wide as the eye needs. */
function shade(plot: uPlot, { findings, result }: Drawing, colour: (name: string) => string): void {
  const { ctx, bbox } = plot;
  const band = (from: number, to: number, fill: string): void => {
    const left = Math.max(bbox.left, plot.valToPos(from / 1000, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(to / 1000, 'x', true));
    if (right < bbox.left || left > bbox.left + bbox.width) return;
    ctx.fillStyle = fill;
    ctx.fillRect(left - 2, bbox.top, Math.max(5, right - left + 4), bbox.height);
  };
  ctx.save();
  if (result !== undefined) {
    band(Date.parse(result.windowStart), Date.parse(result.windowEnd), colour('--window'));
  }
  for (const { start, end, flag } of findings) {
    band(Date.parse(start), Date.parse(end), colour(flag === 4 ? '--fail-band' : '--suspect-band'));
  }
  ctx.restore();
}

/** Above it: the mean of the chosen window, and the limits, where they lie within the picture. */
function rule(plot: uPlot, { monitor: { limits }, result }: Drawing, colour: (name: string) => string): void {
  const { ctx, bbox } = plot;
  const line = (value: number, stroke: string, from = bbox.left, to = bbox.left + bbox.width): void => {
    const y = plot.valToPos(value, 'y', true);
    if (y < bbox.top || y > bbox.top + bbox.height) return;
    ctx.strokeStyle = stroke;
    ctx.beginPath();
    ctx.moveTo(Math.max(from, bbox.left), y);
    ctx.lineTo(Math.min(to, bbox.left + bbox.width), y);
    ctx.stroke();
  };
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([6, 4]);
  for (const limit of limits.fail ?? []) line(limit, colour('--fail'));
  for (const limit of limits.suspect ?? []) line(limit, colour('--suspect'));
  if (result?.figures.mean !== undefined && result.figures.mean !== null) {
    const [from, to] = [result.windowStart, result.windowEnd].map((at) =>
      plot.valToPos(Date.parse(at) / 1000, 'x', true),
    );
    line(result.figures.mean, colour('--ink-2'), from, to);
  }
  ctx.restore();
}
