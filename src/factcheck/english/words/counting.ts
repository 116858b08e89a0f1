import { HAPPENING } from './happening.ts';

/** Words of being, of counting and of saying it once more. */
const LINKS =
  'in on at for of with from to by within across over during throughout on a an the its their this that these those is are ' +
  "i.e e.g that's it's altogether overall total all sum so thus hence therefore namely " +
  'which makes make made making meaning means equals amounting amounts amounted adding adds comprises comprise comprising comprised ' +
  'contains contain containing consists consisting spans spanning covers cover covering covered extends extending accounts account accounting accounted ' +
  'up out as for prevails prevail prevailing prevailed persists persist persisted dominates dominated lasts last lasted lasting repeats repeat repeated recurs recur recurred ' +
  'remains remain remained keeps kept stays stay stayed holds hold held attained reached results resulting ' +
  'value values reading readings level mark figure number count state reported shared borne shown ' +
  'about around some nearly almost roughly approximately exactly just only merely precisely fully no fewer less than at least most ' +
  ', : ; ( – — - = ~ ≈';

/** What may stand between what readings are and how many of them are: "118 W *turns up in* three readings". */
export const COUNTING_LINKS: ReadonlySet<string> = new Set([...HAPPENING, ...LINKS.split(' ')]);
