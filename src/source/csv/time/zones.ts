import { HOUR_MS, isTimeZone } from '../../../lib/time.ts';

/**
 * Abbreviations that mean one offset wherever they are written, in hours; those of North America as RFC 5322 has
 * them. CST, IST, BST, AST and the like mean several things and are left to the setting `zones`.
 */
const OFFSET_HOURS: Readonly<Record<string, number>> = {
  ...{ Z: 0, UT: 0, UTC: 0, GMT: 0, WET: 0, WEST: 1, CET: 1, CEST: 2, MEZ: 1, MESZ: 2, EET: 2, EEST: 3 },
  ...{ MSK: 3, JST: 9, KST: 9, HKT: 8, SGT: 8, AWST: 8, ACST: 9.5, ACDT: 10.5, AEST: 10, AEDT: 11 },
  ...{
    NZST: 12,
    NZDT: 13,
    EST: -5,
    EDT: -4,
    CDT: -5,
    MST: -7,
    MDT: -6,
    PST: -8,
    PDT: -7,
    AKST: -9,
    AKDT: -8,
  },
};

/** `CST: "+08:00"` of the settings, in upper case, in milliseconds. */
export type ZoneOffsets = Readonly<Record<string, number>>;

/** What stands behind a time: an offset in milliseconds, or the name of a zone. */
export type ZoneOf = { readonly offsetMs: number } | { readonly timezone: string };

const OFFSET = /^(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d\d))?$/i;

/** Reads `Z`, `+01:00`, `UTC+1`, `CET`, `(CET)` or `Europe/Berlin`; undefined for what means nothing or several things. */
export function zoneOf(text: string, zones: ZoneOffsets): ZoneOf | undefined {
  const word = text.replace(/^[([]|[)\]]$/g, '').trim();
  const named = zones[word.toUpperCase()];
  if (named !== undefined) return { offsetMs: named };
  const hours = OFFSET_HOURS[word.toUpperCase()];
  if (hours !== undefined) return { offsetMs: hours * HOUR_MS };
  const offset = offsetMs(word);
  if (offset !== undefined) return { offsetMs: offset };
  return word.includes('/') && isTimeZone(word) ? { timezone: word } : undefined;
}

/** `+01:00`, `-0530`, `UTC+1` as milliseconds ahead of UTC; undefined for anything else. */
export function offsetMs(text: string): number | undefined {
  const [, sign, hours, minutes] = OFFSET.exec(text) ?? [];
  if (hours === undefined || Number(hours) > 14) return undefined;
  const ms = Number(hours) * HOUR_MS + Number(minutes ?? 0) * 60_000;
  return sign === '-' ? -ms : ms;
}

/** Each of these means several zones. */
const SEVERAL: ReadonlySet<string> = new Set([
  'CST',
  'IST',
  'BST',
  'AST',
  'ADT',
  'SST',
  'GST',
  'ECT',
  'AMT',
  'WST',
]);

/** `GMT-05:00`, `UTC+1`, `Europe/Berlin`, or a word of capitals that may be the name of a zone. */
const IN_HEADER =
  /\b(?:UTC|GMT)\s*[+-]\d{1,2}(?::?\d\d)?|\b[A-Z][a-z]+\/[A-Z][A-Za-z_]+|(?<![A-Za-z])(?:utc|gmt)(?![A-Za-z])|(?<![A-Za-z])(?:UTC|GMT|MEZ|MESZ|[A-Z]{2,4}T)(?![A-Za-z])/g;

/**
 * The zone that a header or a row of units names: `Date Time, GMT-05:00`, `time [UTC]`, `Time (Europe/Berlin)`. A word
 * such as CST, which means several, comes back as it is.
 */
export function zoneInHeader(texts: readonly string[], zones: ZoneOffsets): ZoneOf | string | undefined {
  for (const text of texts) {
    const found = [...text.matchAll(IN_HEADER)].map(([word]) => word);
    for (const word of found) {
      const zone = zoneOf(word, zones);
      if (zone !== undefined) return zone;
      if (SEVERAL.has(word)) return word;
    }
  }
  return undefined;
}
