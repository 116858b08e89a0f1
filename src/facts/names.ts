import { fieldOf } from '../source/source.ts';

const NAMELESS = /^(_?value|val|v|reading|field|data|_field|number)$/i;

/** What a series measures, by the name of its field: `temperature` of `environment.temperature{room=lab}`. */
export function measuredName(series: string): string {
  const path = fieldOf(series);
  const field = path
    .slice(path.lastIndexOf('.') + 1)
    .replace(/[_-]+/g, ' ')
    .trim();
  if (field === '' || field.length > 40 || NAMELESS.test(field) || /[^\p{L}\p{N} ]/u.test(field))
    return 'value';
  // A formula or a short code is written in capitals: CO2, PM25.
  return /^[a-z]{1,3}\d+$/i.test(field) ? field.toUpperCase() : field.toLowerCase();
}

/** The tags of a series, each as `name=value`. */
export function tagsOf(series: string): readonly string[] {
  const open = series.indexOf('{');
  return open < 0 ? [] : series.slice(open + 1, series.lastIndexOf('}')).split(',');
}

/** True for two that measure one quantity and share a tag: two thermometers of one room. */
export function areOfOnePlace(one: string, other: string): boolean {
  if (fieldOf(one) !== fieldOf(other)) return false;
  const tags = new Set(tagsOf(one));
  return tagsOf(other).some((tag) => tags.has(tag));
}
