// Whoever looks on, in a process of its own: `node client.js URL NEWEST`.

const WEEK_MS = 7 * 24 * 3_600_000;
const CALLS = 120;

const [url = '', end = ''] = process.argv.slice(2);
const newest = Number(end);
const span = { start: new Date(newest - WEEK_MS).toISOString(), end: new Date(newest).toISOString() };

/** Each call is about another series, so that nothing is answered from what the one before has left. */
const KINDS: Readonly<Record<string, (series: string) => string>> = {
  'results of a week, a page of 100': (series) =>
    path('results', { series, since: span.start, until: span.end, limit: '100' }),
  'results of a week, a page of 1000': (series) =>
    path('results', { series, since: span.start, until: span.end, limit: '1000' }),
  'where readings usually lie, a week': (series) => path('usual', { monitor: 'monitor-1', series, ...span }),
  'signal of a week, 1000 points': (series) =>
    path('signal', { monitor: 'monitor-1', series, ...span, points: '1000' }),
};

function path(name: string, query: Readonly<Record<string, string>>): string {
  return `/api/v1/${name}?${new URLSearchParams(query)}`;
}

async function took(address: string): Promise<number> {
  const started = performance.now();
  const answer = await fetch(`${url}${address}`);
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return performance.now() - started;
}

const times = new Map<string, number[]>(Object.keys(KINDS).map((name) => [name, []]));
for (let call = 0; call < CALLS; call += 1) {
  const series = `environment.temperature{sensor=${(call % 100) + 1}}`;
  for (const [name, pathOf] of Object.entries(KINDS)) times.get(name)?.push(await took(pathOf(series)));
}
for (const [name, all] of times) {
  const sorted = all.slice(20).sort((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1);
  console.log(`${name}: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms`);
}
