/**
 * Measures the detectors on public data sets and writes bench/detect.json and docs/pictures/: NAB scores, injected
 * faults found, false alarms on clean data, the labelled runs of SKAB, beside three plain detectors.
 * Usage: node .build/bench/detect/main.js [folder of the data sets]
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readField, readNab, readOffice, readSkab, type Series } from './corpus.ts';
import { faultReport } from './fault-report.ts';
import { fieldReport } from './field.ts';
import { firstWindows } from './first-windows.ts';
import { constant, hampel, type Judge, meanAndStd, plumbline, plumblineAt } from './judges.ts';
import { nabReport } from './nab.ts';
import { nestedLofo, withOperatorsRange } from './nab-lofo.ts';
import { drawPictures } from './pictures.ts';
import { skabReport } from './skab.ts';

const DETECTORS: Readonly<Record<string, () => Judge>> = {
  plumbline,
  'mean + standard deviation': meanAndStd,
  hampel,
  constant,
};

/** Points a second of processor time, so that other load on the machine does not count. */
function speed(series: readonly Series[]): number {
  const before = process.cpuUsage().user;
  let points = 0;
  for (const { times, values } of series) {
    const judge = plumbline();
    values.forEach((value, row) => {
      judge.push(times[row] ?? 0, value);
    });
    points += values.length;
  }
  return Math.round((points / (process.cpuUsage().user - before)) * 1e6);
}

function main(data: string): void {
  if (!existsSync(join(data, 'nab'))) {
    console.error(`no data sets in ${data}; give their folder as the argument`);
    process.exitCode = 1;
    return;
  }
  const [nab, skab, office] = [readNab(data), readSkab(data), readOffice(data)];
  const detectors = Object.fromEntries(
    Object.entries(DETECTORS).map(([name, make]) => {
      const report = {
        nab: nabReport(make, nab),
        skab: skabReport(make, skab),
        faults: faultReport(make, { nab, skab, office }),
      };
      console.log(`${name}: NAB ${report.nab.fixed.standard} / ${report.nab.fixed.rewardLowFp}`);
      console.log(`  event recall ${report.faults.recall.mean} %, medium ${report.faults.recall.medium} %`);
      return [name, report];
    }),
  );
  const sensitivities = Object.fromEntries(
    (['low', 'high'] as const).map((name) => {
      const { recall, clean, heldOut } = faultReport(plumblineAt(name), { nab, skab, office });
      return [name, { recall, clean: clean.all, heldOut: heldOut.all }];
    }),
  );
  const result = {
    pointsPerCpuSecond: speed(nab),
    nestedLofo: nestedLofo(nab),
    withOperatorsRange: withOperatorsRange(nab),
    field: fieldReport(plumbline, readField(data)),
    firstWindows: firstWindows(readField(data)),
    sensitivities,
    detectors,
  };
  writeFileSync(join('bench', 'detect.json'), `${JSON.stringify(result, null, 2)}\n`);
  const pictures = join('docs', 'pictures');
  mkdirSync(pictures, { recursive: true });
  drawPictures({ nab, skab, office }, (name, svg) => writeFileSync(join(pictures, name), svg));
  const { nested } = result.nestedLofo;
  console.log(`nested leave-one-family-out ${nested.standard} / ${nested.rewardLowFp}`);
  console.log(`${result.pointsPerCpuSecond} points a second of processor time`);
}

main(process.argv[2] ?? join('..', 'shared', 'data'));
