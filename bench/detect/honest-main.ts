/**
 * How often a first window of 360 rows denies a fault that is in it, and writes bench/honest.json.
 * Usage: node .build/bench/detect/honest-main.js [folder of the data sets]
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULT_KINDS } from '../../src/inject/fault-kinds.ts';
import { readField, readOffice, type Series } from './corpus.ts';

import { type Told, toldOf } from './honest.ts';

function percent(all: readonly Told[], is: (one: Told) => boolean): number {
  return all.length === 0 ? 0 : Math.round((1000 * all.filter(is).length) / all.length) / 10;
}

function figures(all: readonly Told[]) {
  return {
    windows: all.length,
    found: percent(all, ({ found }) => found),
    nothingUnusual: percent(all, ({ nothingUnusual }) => nothingUnusual),
    denied: percent(all, ({ denied }) => denied),
  };
}

function report(series: readonly Series[], withHistory: boolean) {
  const byStrength = (['medium', 'strong'] as const).map((strength) => {
    const all = series.flatMap((one) => toldOf(one, strength, withHistory));
    const kinds = FAULT_KINDS.map((kind) => [kind, figures(all.filter((one) => one.kind === kind))]);
    return [strength, { ...figures(all), byKind: Object.fromEntries(kinds) }] as const;
  });
  return Object.fromEntries(byStrength);
}

const data = process.argv[2] ?? join('..', 'shared', 'data');
if (existsSync(join(data, 'field'))) {
  const sets = { office: readOffice(data), field: readField(data, 'whole') };
  const result = Object.fromEntries(
    Object.entries(sets).map(([name, series]) => [
      name,
      { withHistory: report(series, true), without: report(series, false) },
    ]),
  );
  writeFileSync(join('bench', 'honest.json'), `${JSON.stringify(result, null, 2)}\n`);
  console.log(JSON.stringify(result, null, 1));
} else {
  console.error(`no data sets in ${data}; give their folder as the argument`);
  process.exitCode = 1;
}
