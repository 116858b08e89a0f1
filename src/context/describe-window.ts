import { untilEnd } from '../detect/baseline/intake.ts';
import type { Finding } from '../detect/finding.ts';
import { type Inspection, inspect } from '../detect/inspect.ts';
import { isFindingKind } from '../detect/kinds.ts';
import type { KindPower } from '../detect/power/power.ts';
import { settingsBySeries } from '../detect/settings.ts';
import { PlumblineError } from '../lib/errors.ts';
import type { SeriesWindow } from '../source/source.ts';
import { describe } from '../statistics/describe.ts';
import type { KeptFinding, KeptPower, Result } from '../store/result.ts';
import type { Store } from '../store/store.ts';
import type { DescribedWindow, WindowRead } from '../web/parts.ts';
import { contextsOf } from './context.ts';

/**
 * A window as facts and claims see it, from points that were read again. What was found in a window that a run has judged is what the
 * run recorded, with the baseline of its time; in any other one the window tests look, and what only a baseline sees is not judged.
 * Throws `usage` where the source has no such series then, and `source_unreachable` where what was read is other data.
 */
export async function describeWindow(
  { monitor, series: name, window, result, reading }: WindowRead,
  store: Pick<Store, 'feedback' | 'pastOf'>,
  signal: AbortSignal,
): Promise<DescribedWindow> {
  refuseOtherData({ monitor, reading, result });
  const read = reading.series.find(({ series }) => series === name);
  if (read === undefined || (read.times.length === 0 && result?.points !== 0))
    throw nothingThere(name, result);
  const [series] = untilEnd(read, window);
  const feedback = await store.feedback(monitor.name);
  const settings = settingsBySeries(monitor, feedback)(name);
  const inspection =
    result === undefined ? inspect(read, window, settings.inspect) : recorded(result, series);
  const around = [{ series, inspection, learned: () => null }];
  const [context] = await contextsOf(monitor, window, around, { store, feedback }, signal);
  const { unit, limits } = monitor;
  const { statistics, findings, verdict, judged } = inspection;
  const seen = { monitor: monitor.name, series: name, unit, window, statistics, findings, verdict, judged };
  return {
    view: { ...seen, limits, ...(context === undefined ? {} : { context }) },
    series,
    remarks: remarksOn({ reading, result }, series),
  };
}

/** Whatever a stand-in has, it is not what the sensor measured, unless it was what the window was judged by. */
function refuseOtherData({
  monitor,
  reading,
  result,
}: Pick<WindowRead, 'monitor' | 'reading' | 'result'>): void {
  const { source, fallbackReason } = reading;
  const isOther =
    result?.source != null
      ? result.source !== source
      : fallbackReason !== null && monitor.fallbackRole !== 'bridge';
  if (!isOther) return;
  const why = fallbackReason === null ? '' : ` (${fallbackReason})`;
  const meant = result?.source ?? monitor.source;
  throw new PlumblineError(
    'source_unreachable',
    `source ${meant} can't be read now, and ${source} has other data${why}`,
    {
      hint: 'Ask again once it is back.',
      retryable: true,
    },
  );
}

function nothingThere(name: string, result: Result | undefined): PlumblineError {
  return result === undefined
    ? new PlumblineError('usage', `the source has no readings of ${name} in that span`, {
        hint: 'Choose another span, or look at the history of the series for the windows that were judged.',
      })
    : new PlumblineError('usage', `the source no longer has the ${result.points} readings of that window`, {
        hint: 'Its figures and findings are still in the database; a text can only be held against readings.',
      });
}

/** What the run recorded, over the readings as they are now. */
function recorded({ findings, verdict, score, judged }: Result, { times, values }: SeriesWindow): Inspection {
  return {
    statistics: describe(times, values),
    findings: findings.flatMap(knownFinding),
    ...{ verdict, score },
    judged: judged.flatMap(knownPower),
  };
}

/** One that an earlier version wrote may have a kind that this one does not know. */
function knownFinding({ kind, observed, ...rest }: KeptFinding): readonly Finding[] {
  return isFindingKind(kind) ? [{ ...rest, kind, detector: 'given', observed: observed ?? Number.NaN }] : [];
}

function knownPower({ kind, ...rest }: KeptPower): readonly KindPower[] {
  return isFindingKind(kind) ? [{ ...rest, kind }] : [];
}

function remarksOn(
  { reading: { source, fallbackReason }, result }: Pick<WindowRead, 'reading' | 'result'>,
  { times }: SeriesWindow,
): readonly string[] {
  const standsIn =
    result?.standIn === true || fallbackReason !== null
      ? [`The readings are those of ${source}, which stands in for the sensor's own source.`]
      : [];
  const now = times.length;
  const isOther = result !== undefined && result.points !== now;
  const other = isOther
    ? [`The source has ${now} readings of this window now; it was judged by ${result.points}.`]
    : [];
  return [...standsIn, ...other];
}
