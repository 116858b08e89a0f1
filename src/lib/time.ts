const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  y: 365 * 86_400_000,
};

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** What a duration looks like in the config: a number and one unit. */
export const DURATION_PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m|h|d|y)$/;

/** Milliseconds of a duration as config writes it (`250ms`, `90s`, `5m`, `6h`, `7d`, `2y` of 365 days); undefined if it is none. */
export function parseDurationMs(text: string): number | undefined {
  const match = DURATION_PATTERN.exec(text.trim());
  const factor = UNIT_MS[match?.[2] ?? ''];
  return match?.[1] === undefined || factor === undefined ? undefined : Math.round(Number(match[1]) * factor);
}

/** A duration in the largest units that fit, at most two of them: `6h`, `1m 30s`, `450ms`. */
export function formatDuration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)}ms`;
  let rest = Math.round(ms / 1000) * 1000;
  const parts: string[] = [];
  for (const unit of ['d', 'h', 'm', 's']) {
    const size = UNIT_MS[unit] ?? 1;
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count}${unit}`);
    rest -= count * size;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

/** Epoch milliseconds as ISO 8601 in UTC with milliseconds: the form of every time in the database. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times as much as using it, so there is one for each zone. */
function wallFormatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(timeZone, formatter);
  return formatter;
}

/** True for the name of an IANA time zone that this Node knows, such as `Europe/Berlin` or `UTC`. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    wallFormatter(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * What a clock on the wall of that zone shows at `ms`, written as if it were UTC: 09:00 in Berlin comes back
 * as the epoch milliseconds of 09:00Z. Whole seconds.
 */
export function wallTime(ms: number, timeZone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of wallFormatter(timeZone).formatToParts(ms)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** How far the zone's clocks are ahead of UTC at `ms`, in milliseconds. */
export function zoneOffsetMs(ms: number, timeZone: string): number {
  return wallTime(ms, timeZone) - Math.floor(ms / 1000) * 1000;
}

/** How a zone's clocks stand to UTC in some span: steady, or changed once. Offsets as in `zoneOffsetMs`. */
export interface ClockChange {
  readonly before: number;
  readonly after: number;
  /** First moment of the new offset, epoch ms; `Infinity` where nothing changes. */
  readonly at: number;
}

/** The change of a zone's clocks between two moments, which are to be closer than any two changes: a few days. */
export function clockChange(from: number, to: number, timeZone: string): ClockChange {
  const before = zoneOffsetMs(from, timeZone);
  const after = zoneOffsetMs(to, timeZone);
  if (before === after) return { before, after, at: Number.POSITIVE_INFINITY };
  let early = from;
  let late = to;
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (zoneOffsetMs(middle, timeZone) === before) early = middle;
    else late = middle;
  }
  return { before, after, at: late };
}

/**
 * The moments at which clocks show `wall` (in the form of `wallTime`), earliest first: one as a rule, two in the
 * hour that autumn repeats, none in the hour that spring leaves out. `change` is to reach 14 hours to each side.
 */
export function instantsOf(wall: number, change: ClockChange): readonly number[] {
  const early = wall - change.before;
  const late = wall - change.after;
  return [...(early < change.at ? [early] : []), ...(late >= change.at ? [late] : [])];
}
