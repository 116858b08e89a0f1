import type { Series } from './corpus.ts';

const WIDTH = 1000;
const SIGNAL_HEIGHT = 220;
const SCORE_HEIGHT = 90;
const MARGIN = 40;
/** Columns that the curves are drawn in: of each only the smallest and largest value is kept. */
const COLUMNS = 900;

/** What a picture shows beside the signal. */
export interface Layers {
  readonly title: string;
  /** As long as the series, 0..1. */
  readonly scores: Float64Array;
  /** Rows at which somebody would have been woken. */
  readonly alarms: readonly number[];
}

function column(row: number, rows: number): number {
  return MARGIN + (row / Math.max(1, rows - 1)) * (WIDTH - 2 * MARGIN);
}

/** A polyline through the extremes of each column. */
function curve(values: Float64Array, low: number, high: number, top: number, height: number): string {
  const perColumn = Math.max(1, Math.ceil(values.length / COLUMNS));
  const points: string[] = [];
  for (let row = 0; row < values.length; row += perColumn) {
    const part = values.subarray(row, row + perColumn).filter(Number.isFinite);
    if (part.length === 0) continue;
    const x = column(row, values.length).toFixed(1);
    for (const value of [Math.min(...part), Math.max(...part)]) {
      points.push(`${x},${(top + height - ((value - low) / (high - low || 1)) * height).toFixed(1)}`);
    }
  }
  return points.join(' ');
}

function label(x: number, y: number, text: string): string {
  return `<text x="${x}" y="${y}" font-family="sans-serif" font-size="12" fill="#333">${text}</text>`;
}

/** Signal above, score below with its threshold, labelled windows shaded, alarms as triangles. */
export function drawPicture(series: Series, { title, scores, alarms }: Layers): string {
  const finite = series.values.filter(Number.isFinite);
  const low = finite.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = finite.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const top = MARGIN;
  const scoreTop = top + SIGNAL_HEIGHT + 25;
  const bottom = scoreTop + SCORE_HEIGHT;
  const rows = series.values.length;
  const windows = series.spans.map(([first, last]) => {
    const [from, to] = [column(first, rows), column(last, rows)];
    const width = Math.max(2, to - from).toFixed(1);
    return `<rect x="${from.toFixed(1)}" y="${top}" width="${width}" height="${bottom - top}" fill="#f5c9c0"/>`;
  });
  const marks = alarms.map((row) => {
    const x = column(row, rows);
    return `<path d="M${x.toFixed(1)} ${top - 2}l-4 -8h8z" fill="#b22"/>`;
  });
  const half = scoreTop + SCORE_HEIGHT / 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 30}">`,
    `<rect width="${WIDTH}" height="${bottom + 30}" fill="#fff"/>`,
    ...windows,
    `<polyline fill="none" stroke="#357" stroke-width="1" points="${curve(series.values, low, high, top, SIGNAL_HEIGHT)}"/>`,
    `<polyline fill="none" stroke="#a40" stroke-width="1" points="${curve(scores, 0, 1, scoreTop, SCORE_HEIGHT)}"/>`,
    `<path d="M${MARGIN} ${half}H${WIDTH - MARGIN}" stroke="#a40" stroke-dasharray="4 4" opacity="0.5"/>`,
    ...marks,
    label(MARGIN, 18, title),
    label(4, top + 10, high.toPrecision(3)),
    label(4, top + SIGNAL_HEIGHT, low.toPrecision(3)),
    label(4, scoreTop + 10, '1'),
    label(4, half + 4, '0.5'),
    label(
      MARGIN,
      bottom + 18,
      'above: signal, labelled windows shaded, triangles: alarms; below: anomaly score with its threshold',
    ),
    '</svg>',
    '',
  ].join('\n');
}
