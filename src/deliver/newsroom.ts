import type { Config, MonitorConfig } from '../config/schema.ts';
import type { SeriesWindow, Window } from '../source/source.ts';
import { thinned } from '../statistics/thin.ts';
import type { NewDelivery, ToldSeries } from '../store/delivery.ts';
import type { KnownSeries, NewResult } from '../store/result.ts';
import {
  type AllSilent,
  changesOf,
  type NewsRules,
  type Observed,
  type Problem,
  type Told,
} from './changes.ts';
import { sightOf } from './never-seen.ts';
import { deliveriesOf } from './route.ts';

/** What a finished run gives to be told. */
export interface RunNews {
  readonly deliveries: readonly NewDelivery[];
  /** Which of them wait for the words of the model. */
  readonly wordless: readonly Wordless[];
  readonly told: readonly ToldSeries[];
}

/** News that wait for the model's words about a series, until a moment (epoch ms) at most. */
export interface Wordless {
  readonly key: string;
  readonly series: string;
  readonly until: number;
}

const NOTHING: RunNews = { deliveries: [], wordless: [], told: [] };

/** Points of a plot: more than it has columns would not be seen. */
const PLOT_POINTS = 300;

export interface RunResults {
  readonly monitor: MonitorConfig;
  readonly window: Window;
  readonly results: readonly NewResult[];
  /** In the order of the results. */
  readonly series: readonly SeriesWindow[];
  readonly known: readonly KnownSeries[];
  readonly told: readonly ToldSeries[];
  /** Name of the source that was read. */
  readonly source: string;
  /** Where all series are silent: what that has to do with other monitors of the source. */
  readonly silence: AllSilent | undefined;
  /** Why a monitor that never saw a point has none. */
  readonly whyEmpty: string | undefined;
  /** A newer window is due already. */
  readonly isLate: boolean;
}

/** A window that is made up for so long after its end tells how things were; how they are, the newest one says. */
const MADE_UP_MS = 15 * 60_000;

/**
 * The news of a run, to be stored with it: what changed against what was told before, for each target that wants it. Windows
 * that are older than `news.maxAge` are not told, and neither are those that are made up for after an outage while a newer one is
 * due: what lasts of them, the next one says.
 */
export function newsOfRun(
  run: RunResults,
  { targets, news }: Pick<Config, 'targets' | 'news'>,
  now: number,
): RunNews {
  const { monitor, window, told, source, silence, whyEmpty } = run;
  const oldest = run.isLate ? Math.min(MADE_UP_MS, news.maxAge) : news.maxAge;
  if (Object.keys(targets).length === 0 || now - window.end > oldest) return NOTHING;
  const rules = rulesOf(monitor, news);
  const hasSeries = run.results.length > 0;
  const sight = sightOf({ monitor: monitor.name, source, window, whyEmpty, hasSeries }, told, rules.forMs);
  const changes = changesOf(
    { monitor: monitor.name, window, source, silence },
    observedIn(run),
    told.filter(isTold),
    rules,
  );
  const asked = new Set(run.results.filter(({ toBeAsked }) => toBeAsked).map(({ series }) => series));
  const until = now + news.waitForModel;
  const routes = { targets, chosen: monitor.news.targets, news };
  // Only news about one series are told in the model's words.
  const wordless = changes.news.flatMap(({ key, items: [first, ...others] }) =>
    first !== undefined && others.length === 0 && asked.has(first.series)
      ? { key, series: first.series, until }
      : [],
  );
  const waits = new Set(wordless.map(({ key }) => key));
  const deliveries = [...sight.news, ...changes.news].flatMap((one) =>
    deliveriesOf([one], waits.has(one.key) ? until : now, routes),
  );
  return { deliveries, wordless, told: [...sight.told, ...changes.told] };
}

/** When a change is news for a monitor. */
export function rulesOf({ news: own }: MonitorConfig, news: Config['news']): NewsRules {
  const remind = own.remind ?? news.remind;
  return {
    from: own.from ?? news.from,
    forMs: own.for ?? news.for,
    remindMs: remind === 'never' ? null : remind,
  };
}

function isTold(one: ToldSeries): one is Told {
  return isProblem(one.verdict) || one.verdict === 'normal';
}

function isProblem(verdict: string): verdict is Problem {
  return verdict === 'suspect' || verdict === 'missing' || verdict === 'anomalous';
}

function observedIn({ results, series, known, window }: RunResults): readonly Observed[] {
  const before = new Map(known.map((one) => [one.series, one]));
  return results.map((result, index): Observed => {
    const { series: name, unit, verdict, findings, statistics, summary } = result;
    const past = before.get(name);
    const points = series[index];
    return {
      series: name,
      unit,
      verdict,
      since: past?.verdict === verdict ? past.since : window.end,
      lastsSince: isProblem(verdict)
        ? (past?.problemSince ?? window.end)
        : past?.verdict === verdict
          ? past.since
          : window.end,
      findings: findings.map(({ kind, start, end, observed, expected, sentence }) => ({
        kind,
        start,
        end,
        observed: Number.isFinite(observed) ? observed : null,
        expected: expected === null ? null : [...expected],
        sentence,
      })),
      last: statistics.count === 0 ? null : { value: statistics.last, at: statistics.lastAt },
      summary,
      plot:
        points === undefined
          ? null
          : { series: name, unit, points: thinned(points.times, points.values, PLOT_POINTS) },
    };
  });
}
