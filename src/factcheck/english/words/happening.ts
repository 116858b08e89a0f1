/** Verbs by which something is said to have been at a moment, as one reads of it: in all their forms. */
const VERBS =
  'happen happens happened happening occur occurs occurred occurring come comes came coming fall falls fell falling fallen lie lies lay lying ' +
  'sit sits sat sitting is was were are be been being appear appears appeared appearing arrive arrives arrived arriving date dates dated dating ' +
  'hit hits struck strike strikes reach reaches reached reaching meet meets met attain attains attained touch touches touched see sees saw seen ' +
  'find finds found record records recorded read reads register registers registered log logged measure measured note noted observe observed ' +
  'take taken takes took post posted clock clocked set sets achieve achieved achieves get got gets turn turned turns show showed shows shown ' +
  'crop cropped crops pop popped pops arise arises arose arisen place materialise materialised materialised materialize materialized stand stands ' +
  'stood report reported reports mark marked marks belong belongs belonged had has have having located situated placed timed timestamped ' +
  'spotted caught captured sampled returned produced given obtained encountered experienced counted delivered displayed indicated sensed hits';

/** Words that may stand among them and change nothing. */
const BESIDE =
  'only just right exactly precisely already then again both all too also once alone finally eventually up down out in at on @ , : ( – — = | it which that ' +
  'there still even very so back namely i.e actually apparently';

/** Whether a word stands between what was at a moment and the moment: "the peak *falls* at 14:05", "*was seen only* at 14:05". */
export const HAPPENING: ReadonlySet<string> = new Set(`${VERBS} ${BESIDE}`.split(' '));
