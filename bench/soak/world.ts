/** What the sensors read, when, and when it becomes known: pure, so that whoever audits can find out the same. */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** One reading; the time in epoch ms. */
interface Point {
  readonly time: number;
  readonly value: number;
}

/** A kind of sensors, as the server's measurement. */
export interface Measurement {
  readonly name: string;
  readonly sensors: readonly string[];
  readonly intervalMs: number;
}

export const ROOM: Measurement = {
  name: 'room',
  sensors: ['steady', 'wild', 'late', 'guest', 'taken', 'dull'],
  intervalMs: MINUTE,
};

/** Sensors of a whole plant, for a day. */
export function crowd(count: number): Measurement {
  const sensors = Array.from({ length: count }, (_, at) => `s${String(at).padStart(5, '0')}`);
  return { name: 'crowd', sensors, intervalMs: 5 * MINUTE };
}

/** The same number for the same text and number, between 0 and 1. */
function noise(text: string, at: number): number {
  let hash = 2_166_136_261 ^ (at & 0x7fffffff);
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507);
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
}

/** What a sensor reads; undefined where it is not there. */
function reading(sensor: string, time: number, began: number): number | undefined {
  const at = Math.floor(time / MINUTE);
  const day = Math.floor((time - began) / DAY);
  if (sensor === 'guest' && ((day % 4) + 4) % 4 === 2) return undefined;
  if (sensor === 'taken' && day >= 4) return undefined;
  if (sensor === 'dull') return 21.5;
  const calm = 20 + 3 * Math.sin((2 * Math.PI * time) / DAY) + 0.4 * (noise(sensor, at) - 0.5);
  // Half an hour in ten is quite otherwise.
  const isWild = sensor === 'wild' && noise('fault', Math.floor(at / 30)) < 0.1;
  return Math.round((isWild ? calm + 9 : calm) * 100) / 100;
}

/** A burst every third hour of every second day; all others say at once what they read. */
function knownAt(sensor: string, time: number): number {
  const isLate = sensor === 'late' && Math.floor(time / DAY) % 2 === 0;
  return isLate ? Math.ceil(time / (3 * HOUR)) * 3 * HOUR + 3 * MINUTE : time;
}

/** The points of a sensor in a span that are known at a moment. `shift` is added to each value: another building's. */
export function pointsOf(
  { intervalMs }: Measurement,
  sensor: string,
  span: { readonly start: number; readonly end: number },
  asked: { readonly at: number; readonly began: number; readonly shift: number },
): readonly Point[] {
  const points: Point[] = [];
  for (let time = Math.ceil(span.start / intervalMs) * intervalMs; time < span.end; time += intervalMs) {
    const value = reading(sensor, time, asked.began);
    if (value === undefined || time > asked.at || knownAt(sensor, time) > asked.at) continue;
    points.push({ time, value: Math.round((value + asked.shift) * 100) / 100 });
  }
  return points;
}
