import { injectFault } from '../../src/inject/inject.ts';
import type { Series } from './corpus.ts';
import type { DataSets } from './fault-report.ts';
import { plumbline } from './judges.ts';
import { drawPicture } from './picture.ts';

function drawn(series: Series, title: string): string {
  const judge = plumbline();
  const alarms: number[] = [];
  const scores = series.values.map((value, row) => {
    const judged = judge.push(series.times[row] ?? 0, value);
    if (judged.alarms.length > 0) alarms.push(row);
    return judged.score;
  });
  return drawPicture(series, { title, scores, alarms });
}

function withFault(series: Series): Series {
  const faulty = injectFault('level shift', 'medium', series.times, series.values, 1);
  if (faulty === null) return series;
  const { times, values, truth } = faulty;
  return { ...series, times, values, spans: [[times.indexOf(truth.at), times.indexOf(truth.until)]] };
}

/** One picture for each data set, and one for a fault put into the office. */
export function drawPictures(
  { nab, skab, office }: DataSets,
  write: (name: string, svg: string) => void,
): void {
  const picked = [
    {
      file: 'nab.svg',
      from: nab,
      name: 'realKnownCause/ambient_temperature_system_failure.csv',
      fault: false,
    },
    {
      file: 'nab-artificial.svg',
      from: nab,
      name: 'artificialWithAnomaly/art_daily_flatmiddle.csv',
      fault: false,
    },
    { file: 'skab.svg', from: skab, name: 'other/13.csv Accelerometer1RMS', fault: false },
    { file: 'office.svg', from: office, name: 'office Humidity', fault: true },
  ];
  for (const { file, from, name, fault } of picked) {
    const series = from.find((one) => one.name === name);
    if (series === undefined) continue;
    const title = fault ? `${name}, a level shift put in` : name;
    write(file, drawn(fault ? withFault(series) : series, title));
  }
}
