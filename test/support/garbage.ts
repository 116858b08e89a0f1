import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** Collects garbage again and again while the work is under way, as a long-lived process sooner or later does. */
export async function underGarbageCollection<T>(work: Promise<T>): Promise<T> {
  if (typeof collect !== 'function') throw new Error('this engine has no gc()');
  let underWay = true;
  const collecting = (async () => {
    while (underWay) {
      await sleep(5);
      collect();
    }
  })();
  try {
    return await work;
  } finally {
    underWay = false;
    await collecting;
  }
}
