import type { KnownFinding } from './context.ts';
import { once } from './once.ts';
import { prepareWindow, type WindowData } from './window-data.ts';

/** Which readings a part of a window keeps. */
export type Keep = (time: number, index: number, count: number) => boolean;

/** A part of a window, cut out when it is first asked for. */
export type WindowPart = () => WindowData;

/** The window with only the readings that are kept, and the findings among them, `without` aside. */
export function part(window: WindowData, keep: Keep, without: readonly KnownFinding[] = []): WindowPart {
  return once(() => {
    const { times, values } = kept(window, keep);
    const [first, last] = [times[0] ?? Number.NaN, times.at(-1) ?? Number.NaN];
    const isInside = ({ kind, at, until = at }: KnownFinding) =>
      (until >= first && at <= last) || (kind === 'gap' && keepsTime(window, keep, at));
    const truth = window.context.truth.filter((finding) => isInside(finding) && !without.includes(finding));
    const { window: _, statistics: __, ...context } = window.context;
    return prepareWindow({ ...context, times, values, truth });
  });
}

/** Whether a part holds a moment at which there is no reading, as in a gap. */
function keepsTime({ times }: WindowData, keep: Keep, moment: number): boolean {
  const next = times.findIndex((time) => time >= moment);
  return keep(moment, next === -1 ? times.length : next, times.length);
}

function kept(window: WindowData, keep: Keep): { times: Float64Array; values: Float64Array } {
  const count = window.times.length;
  const times = new Float64Array(count);
  const values = new Float64Array(count);
  let size = 0;
  for (let index = 0; index < count; index += 1) {
    const time = window.times[index] ?? 0;
    if (!keep(time, index, count)) continue;
    times[size] = time;
    values[size] = window.values[index] ?? 0;
    size += 1;
  }
  return { times: times.subarray(0, size), values: values.subarray(0, size) };
}
