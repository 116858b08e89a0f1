import type { Clock } from '../../lib/clock.ts';
import type { Form } from '../forms/form.ts';
import type { News } from '../news.ts';
import { post } from '../post.ts';
import type { Picture } from '../request.ts';
import type { Presentation, Target } from '../target.ts';

export interface HttpTargetOptions<Config> {
  readonly name: string;
  readonly form: Form<Config>;
  readonly config: Config & { readonly url: string };
  /** Whether the receiver takes pictures. */
  readonly pictures: boolean;
  readonly isRead?: boolean;
  readonly timeoutMs: number;
  readonly presentation: Presentation;
  readonly clock: Clock;
}

/** A receiver that is told by one HTTP request a piece of news. */
export function createHttpTarget<Config>(options: HttpTargetOptions<Config>): Target {
  const { name, form, config, pictures, isRead = true, timeoutMs, presentation, clock } = options;
  return {
    name,
    isRead,
    timeoutMs,
    // Paths of webhooks are secrets.
    location: new URL(config.url).origin,
    async deliver(news, signal) {
      const link = presentation.linkTo(news);
      const picture = pictures ? pictureOf(news, presentation) : undefined;
      const request = form(news, config, {
        now: clock(),
        timezone: presentation.timezone,
        ...(link === undefined ? {} : { link }),
        ...(picture === undefined ? {} : { picture }),
      });
      return await post(request, timeoutMs, clock, signal);
    },
    async close() {},
  };
}

export function pictureOf(news: News, presentation: Presentation): Picture | undefined {
  const png = news.plot === null ? undefined : presentation.draw(news.plot, news);
  return png === undefined ? undefined : { name: 'plot.png', png };
}
