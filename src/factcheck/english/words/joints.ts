/** Small words that open, join or part the clauses of a sentence, and words that are spoken of anyway. */

const OPENERS =
  'in|on|at|during|over|for|from|before|after|until|till|since|with|without|within|between|among|of|throughout|towards?|except|excluding|outside|apart|aside|by';

/** Opens a phrase of time or part. */
export const OPENS_PHRASE = new RegExp(`^(?:${OPENERS})$`);

/** Opens something that may be part of a claim after all. */
export const RESUMES = new RegExp(
  `^(?:${OPENERS}|ignoring|omitting|leaving|disregarding|discounting|barring|but|save|not|unless|if|and|or|however|though)$`,
);

/** Participles that say which part is meant. */
export const RESTRICTING =
  /^(?:excluding|including|ignoring|omitting|leaving|following|starting|beginning|ending|lasting|during|disregarding|discounting|barring|excepting|setting|putting|taking|covering|spanning|counting|looking|judging|measured|seen|viewed|considering)$/;

/** May be the first word of a subject. */
export const OPENS_SUBJECT =
  /^(?:the|a|an|its|their|it|they|there|this|these|that|those|all|no|none|every|each|both|most|one|two|three|four|five|six|seven|eight|nine|ten|readings|values|nothing|only)$/;

/** Between two pieces of a sentence. */
export const PIECE_SIGNS = new Set([';', '(', ')', '—', '|', '[', ']', '?', '!', '→', '•']);

/** Opens another piece of a sentence. */
export const PIECE_WORDS = new Set([
  'while',
  'whereas',
  'although',
  'though',
  'but',
  'however',
  'whilst',
  'because',
  'yet',
]);

/** Opens another clause. */
export const CLAUSE_WORDS = new Set([
  'and',
  'which',
  'who',
  'so',
  'where',
  'when',
  'as',
  'with',
  'or',
  'then',
  'that',
  'i.e',
  'e.g',
  'namely',
  'viz',
]);

/** Words of grammar that no table needs. */
export const SMALL_WORDS = new Set(
  (
    'and or nor but the a an of to up in on at by with from for as is are was were be been being it its they them their there here this that these those ' +
    'which who whose when where while than then so if also just only not no do does did has have had having will would can could shall into onto upon ' +
    'we you i he she me my your our us one ones per via each any some such both either neither'
  ).split(' '),
);

/** Words for what is spoken of anyway. */
export const IDLE_NOUNS = new Set(
  'data level across points point readings reading values value samples sample window period series set dataset measurement measurements hour time number numbers size record all still verdict'.split(
    ' ',
  ),
);

/** Adverbs that say which readings, when, or how many. */
export const SELECTING_ADVERBS =
  /^(?:early|daily|hourly|weekly|monthly|yearly|nightly|quarterly|partly|solely|ordinarily|habitually|customarily|commonly|chiefly|primarily|exclusively|temporarily|momentarily|intermittently|sporadically|periodically|alternately|alternatingly|separately|jointly|formerly|latterly|lately|newly|simultaneously|singly|doubly|hardly|scarcely|invariably|infrequently|unfailingly|conditionally|collectively|individually)$/;

/** What may stand before a count of all that there are. */
export const OPENS_COUNT =
  /^(?:there|are|is|were|was|be|have|been|the|a|an|of|in|on|from|with|over|across|within|out|for|all|total|these|those|this|that|its|by|we|you|it|and|or|so|based|looking|at|only|just|exactly|some|data|dataset|set|window|series|record|log|sample|samples|readings|values|points|measurements|count|counts|contains?|contained|has|had|includes?|included|consists?|comprises?|comprised|covers?|covered|spans?|holds?|held|provides?|delivered|received|recorded|measured|taken|used|number|size|sensor|temperature|humidity|,|:|\(|\*|-|–|=|\||#)$/;

/** Names a part of the window. */
export const PART_NAME =
  /^(?:nights?|mornings?|days?|evenings?|afternoons?|noon|midday|midnight|dawn|dusk|weekends?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|phases?|periods?|stages?|blocks?|hours?|halves|half|thirds?|quarters?|sections?|segments?|intervals?|before|after|afterwards|during|until|since|between|first|second|third|fourth|early|late|later|middle)$/;

/** Words between a moment and the number told of it, besides those for what is measured. */
export const MOMENT_TO_VALUE =
  /^(?:,|:|\(|=|the|a|an|is|was|had|been|has|it|we|were|are|at|of|on|still|only|already|even|just|sensor|display|says?|said|shows?|showed|shown|reads?|reading|measures?|measured|stood|stands|gives?|gave|came|comes|got|reported|reports?|value|value of|registered|recorded|indicated|indicates?|displayed|displays?|noted|there|got|reached|reaches|hits?|to)$/;

/** Words between a number and the moment told behind it: "21.3 °C (14:02)", "21.3 for 14:02". */
export const VALUE_TO_MOMENT =
  /^(?:\(|@|at|on|for|taken|seen|read|recorded|measured|reached|noted|logged|,)$/;
