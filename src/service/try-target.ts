import { createTargets } from '../app.ts';
import type { Config } from '../config/schema.ts';
import type { Delivery } from '../deliver/news.ts';
import type { Target } from '../deliver/target.ts';
import { trialNews } from '../deliver/trial.ts';
import type { Clock } from '../lib/clock.ts';
import type { TriedTarget } from '../web/parts.ts';

/** Sends one message that means nothing, past quiet hours, routes and the outbox, and closes the target. */
export async function deliverTrial(target: Target, clock: Clock): Promise<Delivery> {
  const delivery = await target.deliver(trialNews(clock()), new AbortController().signal);
  await target.close();
  return delivery;
}

/** The same by the name of a target; undefined where the config has none of that name. */
export async function tryTarget(
  config: Config,
  name: string,
  clock: Clock,
): Promise<TriedTarget | undefined> {
  const { [name]: only } = Object.hasOwn(config.targets, name) ? config.targets : {};
  if (only === undefined) return undefined;
  const [target] = createTargets({ ...config, targets: { [name]: only } }, clock);
  if (target === undefined) return undefined;
  const delivery = await deliverTrial(target, clock);
  return delivery.outcome === 'delivered'
    ? { taken: true, remark: delivery.remark ?? null }
    : { taken: false, remark: delivery.reason };
}
