/** True for a series by its whole name, by its end, or by its field alone: `air.temperature{room=lab}` is `temperature`. */
export function isNamed(series: string, name: string): boolean {
  return series === name || series.endsWith(`.${name}`) || series.replace(/\{.*$/s, '').endsWith(`.${name}`);
}
