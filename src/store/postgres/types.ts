import type { CustomTypesConfig } from 'pg';

/** Types of PostgreSQL by their numbers (`SELECT oid, typname FROM pg_type`). */
const INT8 = 20;
const JSON_TYPES = [114, 3802];
const TIMESTAMPTZ = 1184;
const NUMBERS = [21, 23, 700, 701, 1700];
const BYTEA = 17;
const BOOL = 16;

/**
 * Values as SQLite gives them, so that rows are the same: times as ISO 8601 in UTC with milliseconds, JSON as its text, counts as
 * numbers (beyond 2^53 they would not be exact: none is).
 */
export const TYPES: CustomTypesConfig = {
  getTypeParser(oid: number) {
    if (oid === TIMESTAMPTZ) return isoText;
    if (oid === INT8 || NUMBERS.includes(oid)) return Number;
    if (oid === BOOL) return (text: string) => (text === 't' ? 1 : 0);
    if (oid === BYTEA) return bytes;
    return JSON_TYPES.includes(oid) ? (text: string) => text : (text: string) => text;
  },
};

/** `2026-11-01 12:00:00.25+00`, whatever time zone the session has. */
function isoText(text: string): string {
  const plain = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text);
  if (plain !== null) return `${plain[1]}T${plain[2]}.${(plain[3] ?? '').padEnd(3, '0').slice(0, 3)}Z`;
  const time = Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
  return new Date(time).toISOString();
}

function bytes(text: string): Buffer {
  return Buffer.from(text.slice(2), 'hex');
}
