import { h } from './dom.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const date = new Intl.DateTimeFormat(undefined, {
  ...{ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
});

/** A moment in the reader's zone, with UTC on hover; of today the time alone. */
export function moment(iso: string | null): HTMLElement {
  if (iso === null) return h('span', {}, '–');
  return h('time', { datetime: iso, title: `${iso.slice(0, 19).replace('T', ' ')} UTC` }, momentText(iso));
}

export function momentText(iso: string): string {
  const at = new Date(iso);
  const today = at.toDateString() === new Date().toDateString();
  return (today ? clock : date).format(at);
}

/** How long something has lasted, `3 h`; with the moment on hover. */
export function lasting(iso: string, now: number): HTMLElement {
  const title = `since ${iso.slice(0, 19).replace('T', ' ')} UTC`;
  return h('time', { datetime: iso, title }, span(now - Date.parse(iso)));
}

export function span(ms: number): string {
  if (ms < MINUTE) return 'moments';
  if (ms < HOUR) return `${Math.round(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return `${Math.round(ms / HOUR)} h`;
  return `${Math.round(ms / DAY)} d`;
}

/** A figure with as many digits as can be read. */
export function figure(value: number | null, unit = ''): string {
  if (value === null) return '–';
  const text = String(Number(value.toPrecision(4)));
  return unit === '' ? text : `${text} ${unit}`;
}
