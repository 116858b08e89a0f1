/** One figure of a scrape. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family {
  readonly type: string;
  readonly help: string;
  readonly samples: Sample[];
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/y;
const TYPES = ['counter', 'gauge', 'histogram', 'summary', 'untyped'];

/**
 * Reads the text that Prometheus scrapes (exposition formats, text format 0.0.4) as strictly as `promtool check metrics`: every family
 * with help and type before its samples and in one piece, no series twice, counters that end in `_total`, histograms that rise up to
 * `+Inf`, which is their count. Throws an error that says what is wrong in which line.
 */
export function parseMetrics(text: string): ReadonlyMap<string, Family> {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const reader = new Reader();
  for (const [index, line] of text.slice(0, -1).split('\n').entries()) {
    const mistake = line === '' ? undefined : reader.take(line);
    if (mistake !== undefined) throw new Error(`line ${index + 1}: ${mistake}: ${line}`);
  }
  for (const [name, family] of reader.families) {
    if (family.type === 'histogram') checkHistogram(name, family);
  }
  return reader.families;
}

/** Line by line; each gives back what is wrong with it. */
class Reader {
  readonly families = new Map<string, Family>();
  readonly #seen = new Set<string>();
  #current = '';
  #help = { name: '', text: '' };

  take(line: string): string | undefined {
    const [, word, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (word === 'TYPE') return this.#begin(name, rest);
    if (word === undefined) return this.#sample(line);
    this.#help = { name, text: rest };
    return undefined;
  }

  #begin(name: string, type: string): string | undefined {
    if (this.#help.name !== name || this.#help.text === '') return 'no help before the type';
    if (!NAME.test(name) || !TYPES.includes(type)) return 'no name or type';
    if (this.families.has(name)) return 'a family in two pieces';
    if (type === 'counter' && !name.endsWith('_total')) return 'a counter not in _total';
    this.families.set(name, { type, help: this.#help.text, samples: [] });
    this.#current = name;
    return undefined;
  }

  #sample(line: string): string | undefined {
    const sample = sampleOf(line);
    const family = this.families.get(this.#current);
    if (sample === undefined || family === undefined) return 'no sample of a family';
    if (!namesOf(this.#current, family.type).includes(sample.name)) return 'of another family';
    const key = JSON.stringify([sample.name, Object.entries(sample.labels).toSorted()]);
    if (this.#seen.has(key)) return 'a series twice';
    this.#seen.add(key);
    family.samples.push(sample);
    return undefined;
  }
}

function namesOf(name: string, type: string): readonly string[] {
  return type === 'histogram' || type === 'summary'
    ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`]
    : [name];
}

function sampleOf(line: string): Sample | undefined {
  const [, name = '', inner, text = ''] = SAMPLE.exec(line) ?? [];
  const labels = labelsOf(inner ?? '');
  const value = { '+Inf': Number.POSITIVE_INFINITY, '-Inf': Number.NEGATIVE_INFINITY }[text] ?? Number(text);
  // Prometheus reads numbers as Go does, which does not look at the case of NaN; prom-client writes Nan.
  const isNumber = /^nan$/i.test(text) || (!Number.isNaN(value) && text !== '');
  return labels === undefined || !isNumber ? undefined : { name, labels, value };
}

function labelsOf(text: string): Readonly<Record<string, string>> | undefined {
  const labels: Record<string, string> = {};
  let at = 0;
  while (at < text.length) {
    LABEL.lastIndex = at;
    const found = LABEL.exec(text);
    const [all = '', name = '', value = ''] = found ?? [];
    if (found === null || Object.hasOwn(labels, name)) return undefined;
    labels[name] = value.replaceAll(/\\(["\\n])/g, (_, one) => (one === 'n' ? '\n' : one));
    at += all.length;
  }
  return labels;
}

function checkHistogram(name: string, { samples }: Family): void {
  const series = new Map<string, Sample[]>();
  for (const sample of samples) {
    const { le: _, ...labels } = sample.labels;
    const key = JSON.stringify(Object.entries(labels).toSorted());
    series.set(key, [...(series.get(key) ?? []), sample]);
  }
  for (const [key, all] of series) {
    const buckets = all.filter((one) => one.name === `${name}_bucket`);
    const bounds = buckets.map(({ labels }) =>
      labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels.le),
    );
    const rises = (values: readonly number[], isStrict: boolean) =>
      values.every(
        (value, i) => i === 0 || value > (values[i - 1] ?? 0) || (!isStrict && value === values[i - 1]),
      );
    const counts = buckets.map(({ value }) => value);
    const count = all.find((one) => one.name === `${name}_count`)?.value;
    if (!rises(bounds, true) || !rises(counts, false))
      throw new Error(`${name}${key}: buckets that do not rise`);
    if (bounds.at(-1) !== Number.POSITIVE_INFINITY || counts.at(-1) !== count)
      throw new Error(`${name}${key}: +Inf is not the count`);
    if (!all.some((one) => one.name === `${name}_sum`)) throw new Error(`${name}${key}: no sum`);
  }
}
