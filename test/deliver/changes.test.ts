import { describe, expect, it } from 'vitest';
import {
  type AllSilent,
  changesOf,
  type NewsRules,
  type Observed,
  type Told,
} from '../../src/deliver/changes.ts';
import type { Verdict } from '../../src/detect/finding.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-03-10T08:00:00Z');
const AT_ONCE: NewsRules = { from: 'suspect', forMs: 0, remindMs: null };

function observed(series: string, verdict: Verdict, since: number): Observed {
  return {
    series,
    unit: '',
    verdict,
    since,
    lastsSince: since,
    findings: [],
    last: verdict === 'missing' ? null : { value: 1, at: since },
    summary: `${series}!`,
    plot: null,
  };
}

function runAt(end: number, silence?: AllSilent) {
  return { monitor: 'm', source: 'influx', silence, window: { start: end - MINUTE, end } };
}

/** A series goes through these verdicts, a window a minute; returns the kinds of news by minute. */
function history(verdicts: readonly Verdict[], rules: NewsRules): string[] {
  const told = new Map<string, Told>();
  let since = START;
  return verdicts.map((verdict, minute) => {
    const end = START + minute * MINUTE;
    if (verdict !== verdicts[minute - 1]) since = end;
    const run = runAt(end);
    const changes = changesOf(run, [observed('s', verdict, since)], [...told.values()], rules);
    for (const one of changes.told) told.set(one.series, one);
    return changes.news.map(({ kind }) => kind).join() || '-';
  });
}

describe('changes of state', () => {
  it('tells a problem once, and its end', () => {
    const verdicts: Verdict[] = ['normal', 'anomalous', 'anomalous', 'normal', 'normal'];
    expect(history(verdicts, AT_ONCE)).toEqual(['-', 'problem', '-', 'over', '-']);
  });

  it('tells when it gets worse, and not when it gets a little better', () => {
    const verdicts: Verdict[] = ['suspect', 'anomalous', 'suspect', 'anomalous', 'normal'];
    expect(history(verdicts, AT_ONCE)).toEqual(['problem', 'worse', '-', '-', 'over']);
  });

  it('tells once that a silent series is back, and nothing of the gap that it left in the windows', () => {
    const gap = { kind: 'gap', observed: 60, expected: null, sentence: 'No reading.' } as const;
    const told = new Map<string, Told>();
    const kinds = [
      observed('s', 'missing', START),
      // Back at the third minute, and a while in the window with nothing wrong but the gap.
      ...[2, 3].map((minute): Observed => {
        const findings = [{ ...gap, start: START, end: START + 2 * MINUTE }];
        return { ...observed('s', 'anomalous', START + minute * MINUTE), findings };
      }),
      observed('s', 'normal', START + 4 * MINUTE),
    ].map((one, i) => {
      const changes = changesOf(runAt(START + (i + 1) * MINUTE), [one], [...told.values()], AT_ONCE);
      for (const now of changes.told) told.set(now.series, now);
      return changes.news.map(({ kind, severity, title }) => `${kind} ${severity} ${title}`).join() || '-';
    });
    expect(kinds).toEqual(['problem failure s: silent', 'over success s: back', '-', '-']);
  });

  it('tells of a series that is back what else is wrong with it, and of a new gap', () => {
    const at = (
      end: number,
      verdict: Verdict,
      ...spans: (readonly ['gap' | 'spike', number])[]
    ): Observed => ({
      ...observed('s', verdict, end),
      findings: spans.map(([kind, until]) => ({
        ...{ kind, start: START, end: until, observed: 1, expected: null, sentence: '' },
      })),
    });
    const missing: Told = { series: 's', verdict: 'missing', at: START, thread: 't' };
    const end = START + MINUTE;
    const kindOf = (one: Observed, told: Told) => changesOf(runAt(end), [one], [told], AT_ONCE).news[0]?.kind;
    expect(kindOf(at(end, 'anomalous', ['gap', end], ['spike', end]), missing)).toBe('problem');
    expect(kindOf(at(end, 'anomalous', ['gap', end]), missing)).toBe('over');
    const back: Told = { ...missing, verdict: 'normal' };
    expect(kindOf(at(end, 'anomalous', ['gap', START]), back)).toBeUndefined();
    expect(kindOf(at(end, 'anomalous', ['gap', START + 1]), back)).toBe('problem');
  });

  it('waits until a state has lasted', () => {
    const rules = { ...AT_ONCE, forMs: 2 * MINUTE };
    const verdicts: Verdict[] = ['anomalous', 'anomalous', 'normal', 'anomalous', 'anomalous', 'anomalous'];
    expect(history(verdicts, rules)).toEqual(['-', '-', '-', '-', '-', 'problem']);
  });

  it('tells no end of what was never told', () => {
    expect(history(['suspect', 'normal'], { ...AT_ONCE, from: 'anomalous' })).toEqual(['-', '-']);
  });

  it('reminds of what lasts', () => {
    const rules = { ...AT_ONCE, remindMs: 2 * MINUTE };
    const verdicts: Verdict[] = ['missing', 'missing', 'missing', 'missing', 'missing'];
    expect(history(verdicts, rules)).toEqual(['problem', '-', 'reminder', '-', 'reminder']);
  });

  it('takes unknown neither for a problem nor for its end', () => {
    expect(history(['unknown', 'anomalous', 'unknown', 'normal'], AT_ONCE)).toEqual([
      '-',
      'problem',
      '-',
      'over',
    ]);
  });

  it('tells that what was anomalous has fallen silent, and that it is back, whatever it says then', () => {
    const verdicts: Verdict[] = ['anomalous', 'missing', 'missing', 'suspect', 'normal'];
    expect(history(verdicts, AT_ONCE)).toEqual(['problem', 'worse', '-', 'problem', 'over']);
    expect(history(['missing', 'unknown', 'normal'], AT_ONCE)).toEqual(['problem', 'over', '-']);
  });

  it('tells a problem that changes its name all the time', () => {
    const rules = { ...AT_ONCE, forMs: 2 * MINUTE };
    const one = { ...observed('s', 'suspect', START), lastsSince: START - 2 * MINUTE };
    expect(changesOf(runAt(START), [one], [], rules).news).toHaveLength(1);
  });

  it('tells of the silence of all series as of the source, once for all of its monitors', () => {
    const silent = ['a', 'b'].map((series) => observed(series, 'missing', START));
    const own = { joins: undefined, isLeftAlone: false };
    const first = changesOf(runAt(START, own), silent, [], AT_ONCE);
    expect(first.news[0]).toMatchObject({
      key: 'influx/2026-03-10T08:00:00.000Z/silent',
      title: 'm: nothing comes from influx, all 2 series are silent',
    });
    const joins = 'influx/2026-03-10T07:59:00.000Z/silent';
    const joined = changesOf(runAt(START, { ...own, joins }), silent, [], AT_ONCE);
    expect(joined.news[0]).toMatchObject({ key: joins, thread: joins });
    const normal = ['a', 'b'].map((series) => observed(series, 'normal', START));
    const back = changesOf(runAt(START + MINUTE), normal, joined.told, AT_ONCE);
    expect(back.news[0]?.key).toBe(`${joins}/over`);
    const rules = { ...AT_ONCE, remindMs: MINUTE };
    const later = runAt(START + MINUTE, { ...own, joins });
    expect(changesOf(later, silent, joined.told, rules).news[0]?.key).toBe(`${joins}/reminder/2`);
    const alone = runAt(START + MINUTE, { joins: undefined, isLeftAlone: true });
    expect(changesOf(alone, silent, joined.told, AT_ONCE).news[0]).toMatchObject({
      kind: 'problem',
      key: 'influx/2026-03-10T08:01:00.000Z/silent',
    });
  });

  it('tells series that change alike in one message, the worst first', () => {
    const run = runAt(START);
    const forty = Array.from({ length: 40 }, (_, i) =>
      observed(`s${i}`, i === 7 ? 'anomalous' : 'missing', START),
    );
    const { news, told } = changesOf(run, forty, [], AT_ONCE);
    expect(news).toHaveLength(1);
    expect(news[0]?.title).toBe('40 series of m: 1 anomalous, 39 silent');
    expect(news[0]?.text.split('\n')).toEqual([
      's7: s7!',
      's0: s0!',
      's1: s1!',
      's2: s2!',
      's3: s3!',
      '... and 35 more',
    ]);
    expect(told).toHaveLength(40);
  });

  it('says the same again with the same key, so that a receiver can drop it', () => {
    const run = runAt(START);
    const keys = [1, 2].map(
      () => changesOf(run, [observed('s', 'suspect', START)], [], AT_ONCE).news[0]?.key,
    );
    expect(keys[0]).toBe('m/2026-03-10T08:00:00.000Z/problem');
    expect(keys[1]).toBe(keys[0]);
  });

  it('ends a problem in the thread in which it began', () => {
    const run = runAt(START);
    const told: Told = { series: 's', verdict: 'missing', at: START - MINUTE, thread: 'm/earlier/problem' };
    expect(changesOf(run, [observed('s', 'normal', START)], [told], AT_ONCE).news[0]?.thread).toBe(
      'm/earlier/problem',
    );
  });
});
