/** Names that columns of times have, the plainest first. Compared without case, blanks, units and signs. */
const TIME_NAMES: readonly string[] = [
  ...[
    'time',
    'timestamp',
    'datetime',
    'dateandtime',
    'timeutc',
    'timestamputc',
    'datetimeutc',
    'utc',
    'utctime',
    'utctimestamp',
  ],
  ...[
    'ts',
    'date',
    'stamp',
    'when',
    'at',
    'lastchanged',
    'created',
    'createdat',
    'recordedat',
    'measuredat',
    'observedat',
  ],
  ...[
    'eventtime',
    'sampletime',
    'logtime',
    'readingtime',
    'localtime',
    'timelocal',
    'epoch',
    'unixtime',
    'unix',
  ],
  ...[
    'zeit',
    'zeitstempel',
    'datum',
    'datumzeit',
    'datumuhrzeit',
    'uhrzeit',
    'heure',
    'horodatage',
    'dateheure',
    'fecha',
    'hora',
    'fechahora',
  ],
  ...['data', 'ora', 'dataora', 'tijd', 'tijdstip', 'tid', 'tidpunkt', 'dato', 'czas', 'cas'],
];
const RANK: ReadonlyMap<string, number> = new Map(TIME_NAMES.map((name, rank) => [name, rank]));

/** How plain a name of a time a column has, 0 the plainest, a word in it the least; undefined for another name. */
export function timeNameRank(name: string): number | undefined {
  const word = plain(name);
  return RANK.get(word) ?? (/date|time|datum|zeit|stamp|fecha/.test(word) ? TIME_NAMES.length : undefined);
}

export function isTimeName(name: string): boolean {
  return timeNameRank(name) !== undefined;
}

/** `Date Time, GMT-05:00`, `time [UTC]` and `_time` are names of a time too. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[([].*$/, '')
    .replace(/,?\s*\b(?:utc|gmt|cest|cet|mesz|mez)(?:\s*[+-]\d{1,2}(?::?\d\d)?)?\s*$/, (zone, at: number) =>
      at === 0 ? zone : '',
    )
    .replace(/[^\p{L}]/gu, '');
}

/** What a column is called that holds a part of the date. */
export const DATE_PARTS: readonly ReadonlySet<string>[] = [
  new Set(['year', 'yyyy', 'jahr', 'yr']),
  new Set(['month', 'mm', 'monat', 'mon']),
  new Set(['day', 'dd', 'tag']),
  new Set(['hour', 'hh', 'hr', 'stunde']),
  new Set(['minute', 'min', 'minutes']),
  new Set(['second', 'sec', 'ss', 'seconds']),
];
/** What a column is called that holds the hour of the day as a number. */
export const HOUR_NAMES: ReadonlySet<string> = new Set([
  'hour',
  'hr',
  'hh',
  'stunde',
  'heure',
  'hora',
  'hhmm',
  'time',
  'zeit',
  'uhrzeit',
]);
