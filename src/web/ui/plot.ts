import uPlot from '/uplot.js';
import type { MonitorJson, SignalJson } from '../schemas.ts';
import { h } from './dom.ts';
import { coloursOf, type Layers, pointOut, rule, shade } from './layers.ts';
import type { Marks } from './marks.ts';
import { figure, momentText } from './time.ts';

export interface Drawing extends Omit<Layers, 'limits'> {
  readonly signal: SignalJson;
  readonly monitor: MonitorJson;
}

const HEIGHT = 280;
const NARROW_HEIGHT = 220;
const SMALL_HEIGHT = 110;

export interface PlotOptions {
  /** Hears of a span that the reader draws up, epoch ms. */
  readonly onSpan: (from: number, to: number) => void;
  /** One of several below each other on one time axis: lower, and without words of its own. */
  readonly small?: boolean;
}

/** The signal with what was found in it, where it usually lies, the chosen window, its mean, the limits. */
export function createPlot({ onSpan, small = false }: PlotOptions) {
  const look = small ? 'plot small-plot' : 'plot';
  const element = h('figure', { class: look, role: 'img', 'aria-label': 'No signal yet' });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let drawing: Drawing | undefined;
  let plot: uPlot | undefined;
  let marks: Marks | undefined;
  const redraw = (): void => drawing && draw(drawing);
  const resized = new ResizeObserver(() => {
    if (plot !== undefined && element.clientWidth !== plot.width) plot.setSize(sizeOf(element, small));
  });
  resized.observe(element);
  dark.addEventListener('change', redraw);

  function draw(next: Drawing): void {
    drawing = next;
    plot?.destroy();
    const { times, values } = next.signal;
    const seconds = times.map((time) => time / 1000);
    const options = optionsOf(next, { width: sizeOf(element, small), small, onSpan, marks: () => marks });
    plot = new uPlot(options, [seconds, [...values]], element);
    element.setAttribute('aria-label', described(next));
  }

  return {
    element,
    show: draw,
    /** Marks what a claim was held against; undefined: nothing any more. */
    mark(next: Marks | undefined): void {
      marks = next;
      plot?.redraw(false);
    },
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
function described({ signal: { series, values, start, end }, monitor: { unit }, findings }: Drawing): string {
  const there = values.filter((value) => value !== null);
  if (there.length === 0) return `No reading from ${momentText(start)} to ${momentText(end)}`;
  const range = `between ${figure(Math.min(...there), unit)} and ${figure(Math.max(...there), unit)}`;
  const found = findings.map(({ sentence }) => sentence).join(' ');
  return `Signal from ${momentText(start)} to ${momentText(end)}, ${range}. ${found} ${series}`.trim();
}

function sizeOf(element: HTMLElement, small: boolean): { width: number; height: number } {
  const width = Math.max(280, element.clientWidth);
  return { width, height: small ? SMALL_HEIGHT : width < 500 ? NARROW_HEIGHT : HEIGHT };
}

interface Frame {
  readonly width: { readonly width: number; readonly height: number };
  readonly small: boolean;
  readonly onSpan: PlotOptions['onSpan'];
  readonly marks: () => Marks | undefined;
}

/** All plots of the page share their cursor. */
const CURSOR = 'plumbline';

function optionsOf(drawing: Drawing, { width, small, onSpan, marks }: Frame): uPlot.Options {
  const { signal, monitor } = drawing;
  const layers: Layers = { ...drawing, limits: monitor.limits };
  const colour = coloursOf();
  const axis = {
    stroke: colour('--ink-2'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    ...width,
    legend: { show: !small, live: true },
    cursor: { drag: { x: true, y: false, setScale: false }, sync: { key: CURSOR, setSeries: false } },
    select: { show: true, left: 0, top: 0, width: 0, height: 0 },
    scales: {
      x: { time: true, range: [Date.parse(signal.start) / 1000, Date.parse(signal.end) / 1000] },
    },
    axes: [
      { ...axis, ...(small ? { size: 4, values: () => [] } : {}) },
      { ...axis, size: 58, label: monitor.unit, labelSize: 18, ...(small ? { space: 26 } : {}) },
    ],
    series: [{ label: 'time' }, lineOf(monitor, colour(small ? '--ink-2' : '--signal'))],
    hooks: {
      drawClear: [(plot) => shade(plot, layers, colour)],
      draw: [
        (plot) => {
          if (!small) rule(plot, layers, colour);
          const now = marks();
          if (now !== undefined) pointOut(plot, now, colour);
        },
      ],
      setSelect: [
        ({ select: { left, width: dragged }, posToVal }) => {
          if (dragged > 5) onSpan(posToVal(left, 'x') * 1000, posToVal(left + dragged, 'x') * 1000);
        },
      ],
    },
  };
}

function lineOf({ unit }: MonitorJson, stroke: string): uPlot.Series {
  return {
    label: unit === '' ? 'value' : unit,
    ...{ stroke, width: 1.5, spanGaps: false, points: { show: false } },
    value: (_plot, value) => (value === null ? '–' : String(Number(value.toPrecision(6)))),
  };
}
