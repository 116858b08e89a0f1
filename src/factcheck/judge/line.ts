/** The straight line through readings over time, by least squares. */
export interface Line {
  /** Change over the whole span by the line, in the unit of the series. */
  readonly change: number;
  /** Unit of the series per second. */
  readonly slope: number;
  /** Correlation with time, -1 to 1; 0 without spread. */
  readonly correlation: number;
}

/** Least squares over `times` (epoch ms) and `values`; all zero under two points. */
export function fitLine(times: Float64Array, values: Float64Array): Line {
  const n = values.length;
  const start = times[0] ?? 0;
  let meanTime = 0;
  let meanValue = 0;
  for (let i = 0; i < n; i += 1) {
    meanTime += ((times[i] ?? 0) - start) / n;
    meanValue += (values[i] ?? 0) / n;
  }
  let timeSquares = 0;
  let valueSquares = 0;
  let products = 0;
  for (let i = 0; i < n; i += 1) {
    const t = (times[i] ?? 0) - start - meanTime;
    const v = (values[i] ?? 0) - meanValue;
    timeSquares += t * t;
    valueSquares += v * v;
    products += t * v;
  }
  if (!(timeSquares > 0)) return { change: 0, slope: 0, correlation: 0 };
  const perMs = products / timeSquares;
  const span = (times[n - 1] ?? start) - start;
  const correlation = valueSquares > 0 ? products / Math.sqrt(timeSquares * valueSquares) : 0;
  return { change: perMs * span, slope: perMs * 1000, correlation };
}
