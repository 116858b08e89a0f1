import { AnnotatedCsvDecoder } from '../influx/annotated-csv.ts';
import { mergeStreams, type TaggedStream } from '../merge-streams.ts';
import { type SeriesWindow, type StructuredQuery, seriesName, type Window } from '../source.ts';
import { type FileEnds, fileError, pieces } from './file.ts';
import type { CsvReadOptions } from './options.ts';

const ANNOTATIONS = /^\s*#(?:group|datatype|default),/;
const BLANK_LINE = Buffer.from('\r\n\r\n');

/** True for a file that begins as InfluxDB writes the answer to a query, `influx query --raw` or the export of its page. */
export function isAnnotated(head: Uint8Array): boolean {
  return ANNOTATIONS.test(Buffer.from(head.subarray(0, 200)).toString());
}

/**
 * The series of an annotated file, by the names that InfluxDB gives them. A query selects among them as it does on the
 * server. Throws `source_file` where the file ends within a row, `source_rejected` where `groupBy` merges series.
 */
export async function readAnnotatedFile(
  { path, encoding, endsWithLineBreak }: FileEnds,
  { query, window, maxPoints, maxSeries }: CsvReadOptions,
  signal: AbortSignal,
): Promise<SeriesWindow[]> {
  const serverError = (message: string) =>
    fileError(path, `holds an error of the server: ${message}`, 'Export it once more.');
  const decoder = new AnnotatedCsvDecoder({ maxPoints, maxSeries }, serverError);
  for await (const piece of pieces(path, encoding, 0, signal)) decoder.push(piece);
  if (!endsWithLineBreak) throw fileError(path, 'ends within a row', 'It was cut: export it once more.');
  // Programs that save an answer may leave out the empty line at its end.
  decoder.push(BLANK_LINE);
  const remarks = ['annotated CSV of InfluxDB'];
  const whole = decoder.finish();
  const chosen = query !== undefined && 'measurement' in query ? select(whole, query) : whole;
  const selected = chosen.map((one) => ({ ...one, notes: { ...one.notes, remarks } }));
  return window === undefined
    ? selected
    : selected.map((one) => within(one, window)).filter(({ times }) => times.length > 0);
}

/** Measurement, field and tags of a series by its name. */
interface Parts {
  readonly measurement: string;
  readonly field: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** As the server does: a series for each set of the tags in `groupBy`, for each tag set without it. */
function select(all: readonly SeriesWindow[], query: StructuredQuery): SeriesWindow[] {
  const streams = new Map<string, TaggedStream[]>();
  for (const one of all) {
    const { measurement, field, tags } = partsOf(one.series);
    const isWanted =
      measurement === query.measurement &&
      query.fields.includes(field) &&
      Object.entries(query.where).every(([tag, value]) => tags[tag] === value);
    if (!isWanted) continue;
    const isKept = (tag: string): boolean =>
      query.groupBy.length === 0 || query.groupBy.includes(tag) || tag in query.where;
    const kept = Object.fromEntries(Object.entries(tags).filter(([tag]) => isKept(tag)));
    const name = seriesName(measurement, field, kept);
    streams.set(name, [...(streams.get(name) ?? []), { ...one, tags }]);
  }
  return [...streams]
    .map(([name, parts]) => mergeStreams(name, parts))
    .sort((a, b) => (a.series < b.series ? -1 : 1));
}

function partsOf(series: string): Parts {
  const brace = series.indexOf('{');
  const name = brace < 0 ? series : series.slice(0, brace);
  const point = name.lastIndexOf('.');
  const pairs =
    brace < 0
      ? []
      : series
          .slice(brace + 1, -1)
          .split(',')
          .map((pair) => pair.split('='));
  const tags = Object.fromEntries(pairs.map(([tag = '', ...value]) => [tag, value.join('=')]));
  return { measurement: name.slice(0, point), field: name.slice(point + 1), tags };
}

function within(series: SeriesWindow, { start, end }: Window): SeriesWindow {
  const from = series.times.findIndex((time) => time >= start);
  const after = series.times.findIndex((time) => time >= end);
  const to = after < 0 ? series.times.length : after;
  return {
    ...series,
    times: series.times.slice(from < 0 ? to : from, to),
    values: series.values.slice(from < 0 ? to : from, to),
  };
}
