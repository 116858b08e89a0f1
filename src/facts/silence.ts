import type { Finding } from '../detect/finding.ts';
import type { SeriesWindow } from '../source/source.ts';
import type { Companion } from './companions.ts';
import { areOfOnePlace } from './names.ts';

/** Silent for this share of the silence of the series. */
const SILENT = 0.8;

/** What a relative did while nothing came of the series. */
export function inSilence({ start, end }: Finding, own: SeriesWindow, relative: SeriesWindow): Companion {
  const series = relative.series;
  const related = areOfOnePlace(own.series, series) ? 'by place' : null;
  const common = {
    series,
    related,
    change: Number.NaN,
    ofUsual: Number.NaN,
    began: null,
    beganAfter: null,
  } as const;
  const times = relative.times.filter((_, row) => Number.isFinite(relative.values[row]));
  const came = times.filter((time) => time > start && time < end);
  const pauses = [start, ...came, end]
    .slice(1)
    .map((time, index) => time - ([start, ...came][index] ?? start));
  const isSilent = Math.max(...pauses) >= SILENT * (end - start);
  const everCame = relative.times.length > 0;
  const wouldShow = everCame || isSilent;
  return { ...common, did: isSilent ? 'missing' : 'stayed', wouldShow };
}
