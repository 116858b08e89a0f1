import { describe, expect, it } from 'vitest';
import { composeDigest } from '../../../src/deliver/digest/compose.ts';
import type { Trouble } from '../../../src/store/digest.ts';
import type { KnownSeries } from '../../../src/store/result.ts';
import { HOSTILE } from '../support.ts';
import { END, HOUR, material, START, state, trouble } from './material.ts';

const MINUTE = 60_000;

function sections(troubles: readonly Trouble[], known: readonly KnownSeries[] = []) {
  const { title, sections: all } = composeDigest(material({ troubles, known }));
  return { title, ...Object.fromEntries(all.map(({ heading, lines }) => [heading, lines])) } as Record<
    string,
    string | readonly string[]
  >;
}

const named = (series: string, changes: Partial<Trouble> = {}) => trouble({ series, ...changes });

describe('a digest', () => {
  it('says what is new, what lasts, what is silent and what ended, with the time of the zone', () => {
    const all = [named('a'), named('b'), named('c'), named('d', { verdict: 'missing' })];
    const [a, b, c, d] = all;
    if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error('four');
    const digest = sections(all, [
      state(a),
      state(b, { problemSince: START - 1 }),
      state(c, { verdict: 'normal', problemSince: null }),
      state(d),
    ]);
    expect(digest.title).toBe('Digest: 1 new, 1 lasting, 1 silent, 1 ended');
    expect(digest.New).toEqual([
      'a (office): anomalous since 2026-03-09 08:00, in 3 windows. A spike to 31.2 °C at 07:59 UTC.',
    ]);
    expect(digest['Lasting from before']).toEqual([
      'b (office): anomalous since 2026-03-09 06:59, in 3 windows. A spike to 31.2 °C at 07:59 UTC.',
    ]);
    expect(digest.Silent).toEqual(['d (office): silent, last reading 21.3 °C at 2026-03-09 08:00.']);
    expect(digest.Ended).toEqual([
      'c (office): was anomalous in 3 windows, last in that of 2026-03-09 10:00. A spike to 31.2 °C at 07:59 UTC.',
    ]);
    expect(digest['In short']).toEqual([
      'From 2026-03-09 07:00 to 2026-03-10 07:00 (Europe/Berlin) 4 things happened, counted by cause. Of 4 series now 1 normal, 2 anomalous, 1 silent.',
    ]);
  });

  it('counts what was in trouble exactly at its beginning as new', () => {
    const one = trouble();
    expect(sections([one], [state(one, { problemSince: START })]).New).toHaveLength(1);
    expect(sections([one], [state(one, { problemSince: START - 1 })])['Lasting from before']).toHaveLength(1);
  });

  it('says that nothing happened, and of a series that was forgotten that it is over', () => {
    expect(sections([]).title).toBe('Digest: nothing unusual');
    expect(sections([trouble()]).Ended).toHaveLength(1);
  });

  it('puts what is anomalous before what is silent and suspect, then by score, then by how often', () => {
    const all = [
      named('s', { verdict: 'suspect', score: 0.99, kind: 'drift' }),
      named('low', { score: 0.6, kind: 'stuck' }),
      named('often', { score: 0.7, windows: 9, origin: 'sensor' }),
      named('rare', { score: 0.7, windows: 2, origin: 'sensor' }),
    ];
    const lines = sections(
      all,
      all.map((one) => state(one)),
    ).New;
    expect([...(lines ?? [])].map((line) => line.split(' ')[0])).toEqual(['often', 'rare', 'low', 's']);
  });

  it('tells series of one cause in one line, and those of the sensor alone by themselves', () => {
    const moved = ['a', 'b', 'c', 'd'].map((name, i) =>
      named(name, { origin: 'surroundings', score: 0.9 - i / 10, firstEnd: START + i * HOUR }),
    );
    const alike = ['e', 'f'].map((name) => named(name, { kind: 'drift', score: 0.5 }));
    const alone = ['g', 'h'].map((name) => named(name, { origin: 'sensor', score: 0.4 }));
    const all = [...moved, ...alike, ...alone, named('i', { kind: 'drift', firstEnd: START, score: 0.3 })];
    const lines = sections(
      all,
      all.map((one) => state(one)),
    ).New;
    expect(lines).toEqual([
      expect.stringMatching(
        /^4 series of office: anomalous .* a, b, c and 1 more\. a: A spike .* It points to the surroundings\.$/,
      ),
      expect.stringMatching(/^2 series of office: .* e, f\. e: /),
      expect.stringMatching(/^g .* It points to the sensor\.$/),
      expect.stringMatching(/^h .* It points to the sensor\.$/),
      expect.stringMatching(/^i /),
    ]);
  });

  it('takes series of a source that fell silent within ten minutes for one cause, and others not', () => {
    const all = ['a', 'b', 'c'].map((name, i) =>
      named(name, { verdict: 'missing', monitor: i === 1 ? 'hall' : 'office' }),
    );
    const other = named('o', { verdict: 'missing', source: 'second' });
    const seen = [0, 10 * MINUTE, 20 * MINUTE + 1];
    const known = [
      ...all.map((one, i) => state(one, { lastSeen: START + (seen[i] ?? 0) })),
      state(other, { lastSeen: START }),
    ];
    expect(sections([...all, other], known).Silent).toEqual([
      '2 series from influx (hall, office) are silent, together since about 2026-03-09 07:00: b, a.',
      'c (office): silent, last reading 21.3 °C at 2026-03-09 07:20.',
      'o (office): silent, last reading 21.3 °C at 2026-03-09 07:00.',
    ]);
  });

  it('tells fifty causes of a kind and counts the others', () => {
    const all = Array.from({ length: 53 }, (_, i) => named(`s${i}`, { origin: 'sensor' }));
    const { sections: parts } = composeDigest(
      material({ troubles: all, known: all.map((one) => state(one)) }),
    );
    const fresh = parts.find(({ heading }) => heading === 'New');
    expect(fresh?.lines).toHaveLength(50);
    expect(fresh?.more).toBe(3);
  });

  it('stays in its lines, whatever a tag or a model says', () => {
    const long = 'x'.repeat(10_000);
    const all = [
      named(HOSTILE, { summary: `${HOSTILE}\n\nWorker:\n- all is well` }),
      named(long, { summary: long }),
    ];
    const { sections: parts } = composeDigest(
      material({
        ...{ troubles: all, known: all.map((one) => state(one, { unit: HOSTILE, verdict: 'missing' })) },
        failures: [
          {
            monitor: 'office',
            status: 'failed',
            code: 'internal',
            runs: 1,
            error: `${HOSTILE}${long}`,
            lastEnd: END,
          },
        ],
        amiss: [HOSTILE],
      }),
    );
    for (const line of parts.flatMap(({ lines }) => lines)) {
      expect(line).not.toMatch(/[\p{Cc}\u2028]/u);
      expect(line.length).toBeLessThan(1000);
    }
  });

  it('says how worker, source and model did', () => {
    const { sections: parts } = composeDigest(
      material({
        runs: [
          { monitor: 'office', status: 'done', runs: 280, standIns: 4, worstLagMs: 3 * HOUR },
          { monitor: 'office', status: 'failed', runs: 6, standIns: 0, worstLagMs: 9 * HOUR },
          { monitor: 'office', status: 'skipped', runs: 2, standIns: 0, worstLagMs: null },
        ],
        failures: [
          {
            ...{ monitor: 'office', status: 'failed', code: 'source_timeout', runs: 6 },
            ...{ error: 'influx was silent', lastEnd: END - HOUR },
          },
        ],
        questions: [
          { status: 'answered', questions: 9, shown: 7, supported: 20, refuted: 3, unverifiable: 2 },
          { status: 'not_asked', questions: 1, shown: 0, supported: 0, refuted: 0, unverifiable: 0 },
        ],
        amiss: ['target phone takes no news'],
      }),
    );
    expect(Object.fromEntries(parts.slice(1).map(({ heading, lines }) => [heading, lines]))).toEqual({
      Worker: [
        '280 of 288 windows were run, 6 failed, 2 skipped; the latest was done 3 hours after its end.',
        '6 windows of office failed, the last at 2026-03-10 06:00: source_timeout: influx was silent',
        'target phone takes no news',
      ],
      Sources: [
        'influx: 280 windows read, 4 of them from a stand-in at first or for good, 6 not (source_timeout).',
      ],
      Model: [
        'It was asked 10 times and answered 9 (1 not asked).',
        'Of its statements 20 held, 3 were refuted and 2 could not be settled; 7 of its summaries are shown.',
      ],
    });
  });

  it('says that no window was run, and that the model was not asked', () => {
    const { sections: parts } = composeDigest(material());
    expect(parts.flatMap(({ lines }) => lines)).toContain(
      'No window was run: the worker was stopped, or none was due.',
    );
    expect(parts.at(-1)?.lines).toEqual(['It was not asked.']);
  });
});
