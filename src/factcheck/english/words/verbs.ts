/** Verbs that the words around a phrase are asked for, in the forms that occur. */

/** Something begins. */
export const BEGINS =
  /^(?:starts?|begin|started|starting|begins?|began|begun|beginning|sets?|setting|commences?|commenced|commencing|kicks?|kicked|opens?|opened|opening)$/;

/** Something ends, or goes on up to an end. */
export const ENDS =
  /^(?:ends?|ended|ending|stops?|stopped|stopping|finish|finishes|finished|finishing|ceases?|ceased|concludes?|concluded|lasts?|lasted|lasting|runs?|ran|running|continues?|continued|continuing|persists?|persisted|goes|went|closes?|closed|closing)$/;

/** Readings stay at a value. */
export const STAYS_AT =
  /^(?:stay|stays|stayed|remain|remains|remained|keeps|kept|held|holds|hovers?|hovered|hovering|idles?|idled|idling|sits?|sat|sitting|rests?|rested|hangs?|hung|pinned|stuck|fixed|frozen|floats?|floated|settles?|settled|dwells?|lingers?|lingered|steadies|steadied)$/;

/** What readings are for a length of time. */
export const HOLDS_ON =
  /^(?:stay|stays|stayed|remain|remains|remained|keeps?|kept|holds?|held|sits?|sat|is|was|are|were|been|reads?|stands?|stood|says?|shows?|showed|pinned|stuck|rests?|rested|hovers?|hovered|sticks?|constantly|measures?|measured|reported|reports?|idles?)$/;

/** Leads into what is claimed: "the team found that". */
export const SAYS_THAT =
  /^(?:find|finds|found|show|shows|showed|shown|say|says|said|report|reports|reported|note|notes|noted|state|states|stated|conclude|concludes|concluded|reveal|reveals|revealed|indicate|indicates|indicated|suggest|suggests|suggested|confirm|confirms|confirmed|means?|see|sees|saw|is|was|observed|observe|observes)$/;

/** Makes a clause of what stands before it. */
export const CLAUSE_VERB =
  /^(?:is|are|was|were|has|have|had|does|do|did|isn't|aren't|wasn't|weren't|occurs?|occurred|happen(?:s|ed)?|lies?|lay|comes?|came|shows?|showed|stands?|stood|stays?|stayed|remains?|remained|holds?|held|falls?|fell|rises?|rose|ranges?|ranged|reads?|reaches|reached|appears?|appeared|seems?|seemed|looks?|belongs?|begins?|began|starts?|started|ends?|ended|stops?|stopped|goes|went|gets|got|gives|gave|takes|took|makes|made|means|needs?|needed|leaves|left|brings|brought|keeps|kept|turns|turned|follows|followed)$/;

/** What a level does. */
export const LEVEL_VERB =
  /^(?:is|are|was|were|lies|lie|lay|stays|stayed|remains|remained|exceeds|exceeded|surpasses|surpassed|tops|topped|sits|sat|stands|stood|falls|fell|drops|dropped|rises|rose|goes|went|climbs|climbed|gets|got|dips|dipped|sinks|sank|passes|passed|crosses|crossed|beats|reaches|reached)$/;

const MOVING =
  'brings?|brought|inflate[sd]?|raise[sd]?|lift(?:s|ed)?|push(?:es|ed)?|drives?|drove|drag(?:s|ged)?|pull(?:s|ed)?|lower(?:s|ed)?|reduce[sd]?|depress(?:es|ed)?|shift(?:s|ed)?|boost(?:s|ed)?|swell(?:s|ed)?';

/** Something takes a figure from one value to another. */
export const CARRIES = new RegExp(
  `^(?:${MOVING}|carr(?:y|ies|ied)|sends?|sent|leads?|led|improve[sd]?|turn(?:s|ed)?)$`,
);

/** Something makes a figure higher or lower. */
export const DRIVES = new RegExp(`^(?:${MOVING}|blows?|distort(?:s|ed)?|bump(?:s|ed)?)$`);

/** Readings come to a level. */
export const REACHES = /^(?:reach|reaches|reached|attain|attains|attained)$/;

/** Readings have a value. */
export const HAS_VALUE =
  /^(?:of|on|at|is|are|was|were|equal|equals|equalled|exactly|sit|sits|sat|lie|lies|lay|with|be|being|read|reads|show|shows|showed|have|has|had|carry|carries|carried|hold|holds|held|match|matches|matched|hit|hits|touch|touches|touched|take|takes|took|share|shares|shared|say|says|said|report|reports|reported|display|displays|displayed|give|gives|gave|return|returned|indicate|indicates|indicated|stand|stands|stood|register|registers|registered|bear|come|came|stay|stayed|rest|rested)$/;
