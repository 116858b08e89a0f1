import { EPOCH_UNITS, type EpochUnit, epochMs } from '../../cells.ts';
import { midnight, wholeYear } from './calendar.ts';
import type { Candidate } from './candidate.ts';

/** Dates without separators, by the number of their digits. */
const COMPACT: Readonly<Record<number, readonly string[]>> = {
  6: ['yyMMdd', 'ddMMyy', 'MMddyy'],
  8: ['yyyyMMdd', 'ddMMyyyy', 'MMddyyyy'],
  10: ['yyyyMMddHH', 'yyMMddHHmm', 'ddMMyyHHmm', 'MMddyyHHmm', 'ddMMyyyyHH'],
  12: ['yyyyMMddHHmm', 'yyMMddHHmmss', 'ddMMyyyyHHmm', 'MMddyyyyHHmm', 'ddMMyyHHmmss'],
  14: ['yyyyMMddHHmmss', 'ddMMyyyyHHmmss', 'MMddyyyyHHmmss'],
  17: ['yyyyMMddHHmmssSSS'],
};
/** What is counted since 1970 without a word about its unit must fall between these years to be believed. */
const EPOCH_FROM = Date.UTC(1980, 0, 1);
const EPOCH_TO = Date.UTC(2060, 0, 1);

/** True for a number that may stand for a moment, whatever it counts. */
export function isTimeNumber(cell: string): boolean {
  return /^\d{5,19}(?:\.\d+)?$/.test(cell.trim());
}

/** The ways in which a number without separators may stand for a moment: counted since 1970, or the digits of a date. */
export function numberCandidates(texts: readonly string[]): readonly Candidate[] {
  const lengths = new Set(texts.map((text) => text.trim().length));
  const formats = lengths.size === 1 ? (COMPACT[[...lengths][0] ?? 0] ?? []) : [];
  return [...EPOCH_UNITS.map(epochCandidate), ...formats.map(compactCandidate)];
}

function epochCandidate(unit: EpochUnit): Candidate {
  return {
    timeFormat: unit,
    meaning: `${unit} since 1970`,
    read: (text) => {
      const ms = epochMs(Number(text), unit);
      return ms >= EPOCH_FROM && ms < EPOCH_TO ? ms : Number.NaN;
    },
  };
}

function compactCandidate(format: string): Candidate {
  return { timeFormat: format, meaning: format, read: (text) => readCompact(text.trim(), format) };
}

/** Milliseconds of `202603100015` under `yyyyMMddHHmm`; NaN where it is no such date. */
export function readCompact(text: string, format: string): number {
  if (text.length !== format.length || !/^\d+$/.test(text)) return Number.NaN;
  const part = (token: string): string => {
    const at = format.indexOf(token);
    return at < 0 ? '' : text.slice(at, format.lastIndexOf(token[0] ?? '') + 1);
  };
  const date = midnight(wholeYear(part('y')), Number(part('M')), Number(part('d')));
  const [hour, minute, second] = [Number(part('H')), Number(part('m')), Number(part('s'))];
  if (hour > 24 || minute > 59 || second > 60) return Number.NaN;
  return date + hour * 3_600_000 + minute * 60_000 + second * 1000 + Number(part('S'));
}
