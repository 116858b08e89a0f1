import type { News } from '../news.ts';
import type { HttpRequest, Picture } from '../request.ts';

/** What a message is made of beside the news themselves. */
export interface Dressing {
  /** When it is sent, epoch ms. */
  readonly now: number;
  /** Times in a message are of this zone. */
  readonly timezone: string;
  /** Address of the page about the series; absent where there is no page. */
  readonly link?: string;
  readonly picture?: Picture;
}

/** How one kind of receiver wants to be told: news -> request, pure. */
export type Form<Config> = (news: News, config: Config, dressing: Dressing) => HttpRequest;
