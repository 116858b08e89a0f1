import { agrees, plainNumber, show } from './compare.ts';
import { conditionOf } from './count-condition.ts';
import { isCovered } from './findings.ts';
import type { Meaning } from './meaning.ts';
import { before, type Scene } from './scene.ts';
import { decide, type Outcome } from './verdict.ts';
import { countReadings } from './window-data.ts';

/**
 * "23 % of the window": the share of the readings that meet the condition named after it, else that findings cover or the
 * sentence counts.
 */
export function checkShare(meaning: Meaning & { is: 'share' }, scene: Scene): Outcome {
  const { whole, window } = scene;
  const written = plainNumber(meaning.quantity);
  const isIt = (percent: number) => {
    if (meaning.bound === undefined) return agrees(percent, written);
    return meaning.bound === 'over' ? percent >= written.value : percent <= written.value;
  };
  const total = window.context.times.length;
  const condition = conditionOf(scene);
  if (condition !== undefined) {
    const count = condition === 'null' ? whole.statistics.nulls : countReadings(window, condition);
    return decide(
      isIt((count / total) * 100),
      `${count} of ${total} readings: ${show((count / total) * 100)} %`,
    );
  }
  const covered = countReadings(whole, (_, time) => isCovered(time, whole.context.truth));
  const counted = before(scene, 'count')?.meaning.amount.low ?? Number.NaN;
  const holds = [covered, counted].some((count) => isIt((count / total) * 100));
  return decide(holds, `${covered} of ${total} readings are covered by findings`);
}
