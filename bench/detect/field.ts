import type { FaultUnits } from '../../src/inject/sizes.ts';
import { type Apprenticeship, apprenticeship } from './apprenticeship.ts';
import { ceilings } from './ceiling.ts';
import type { FieldSeries } from './corpus.ts';
import { byFamily, type CleanFigures, type Recall, recallOf } from './fault-report.ts';
import { cleanRun, faultOutcomes } from './faults.ts';
import type { Judge } from './judges.ts';

export interface FieldPart {
  readonly sensors: number;
  readonly recall: Readonly<Record<FaultUnits, Recall>>;
  /** See `ceilings`; beside the recall by noise. */
  readonly ceiling: Readonly<Record<string, readonly number[]>>;
  readonly apprenticeship: readonly Apprenticeship[];
  readonly clean: Readonly<Record<string, CleanFigures>>;
}

/** Real sensors of many kinds: those that thresholds were chosen with in view, and the sources that were kept apart. */
export interface FieldReport {
  readonly inView: FieldPart;
  readonly apart: FieldPart;
}

export function fieldReport(make: () => Judge, sensors: readonly FieldSeries[]): FieldReport {
  return {
    inView: partOf(
      make,
      sensors.filter(({ isApart }) => !isApart),
    ),
    apart: partOf(
      make,
      sensors.filter(({ isApart }) => isApart),
    ),
  };
}

function partOf(make: () => Judge, sensors: readonly FieldSeries[]): FieldPart {
  const recall = (units: FaultUnits) =>
    recallOf(sensors.flatMap((series, index) => faultOutcomes(make, series, [index], units)));
  return {
    sensors: sensors.length,
    recall: { noise: recall('noise'), spread: recall('spread') },
    ceiling: ceilings(sensors),
    apprenticeship: apprenticeship(make, sensors),
    clean: byFamily(sensors.map((series) => cleanRun(make(), series))),
  };
}
