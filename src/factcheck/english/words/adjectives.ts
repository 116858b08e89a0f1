/** Adjectives of all that is measured, and their comparatives and superlatives, so that each is told once. */

/** What there is more of where they are said. */
const MORE =
  'high|great|large|big|warm|hot|bright|fast|strong|busy|loud|heavy|wet|damp|moist|clammy|dear|dense|pricey|costly|full|windy|breezy|gusty|blowy|squally|stormy|rapid|swift|salty|cloudy|murky|muddy|stuffy|smoky|dusty|sunny|hungry|thirsty|muggy|sultry|sticky|rich|tall|mighty|hefty|bulky|balmy|toasty|fierce|thick';
/** And what there is less of. */
const LESS =
  'low|small|cool|cold|chilly|frosty|icy|dark|dim|dull|gloomy|slow|weak|light|dry|cheap|empty|sparse|thin|scarce|faint|soft|feeble|tame|scant|meagre|slack';
/** Those that take "more" and "most". */
const LONG_MORE =
  'humid|intense|active|lively|crowded|congested|expensive|powerful|polluted|turbid|populated|populous|saline|alkaline|concentrated|frequented|plentiful|abundant|energetic|vigorous|violent|elevated|loaded|popular|costly|charged|illuminated|sunlit|energy-hungry|power-hungry|power-intensive|radiant|luminous|productive|demanding|sizeable|sizable|substantial|considerable|oxygenated|pressurised|pressurized';
const LONG_LESS = 'sluggish|modest|deserted|subdued|temperate|economical|frugal|affordable';

/** Other forms than the regular ones, and which they are of. */
const OTHER_MORE = 'more|steeper|quicker|harder';
const OTHER_LESS = 'less|fewer|gentler|shallower|milder';

/** "high": what is said of a reading as it is; the long ones that "more" and "most" turn. */
export const ADJECTIVES = { over: joined(MORE, LONG_MORE), under: joined(LESS, LONG_LESS) } as const;
export const COMPARATIVE_FORMS = {
  over: joined(formed(MORE, 'er'), OTHER_MORE),
  under: joined(formed(LESS, 'er'), OTHER_LESS),
} as const;
export const SUPERLATIVE_FORMS = { max: formed(MORE, 'est'), min: formed(LESS, 'est') } as const;

function joined(...tables: readonly string[]): string {
  return tables.join('|');
}

function formed(table: string, ending: 'er' | 'est'): string {
  return table
    .split('|')
    .map((word) => stemOf(word) + (word.endsWith('e') ? ending.slice(1) : ending))
    .join('|');
}

/** "busy" is busier, "big" bigger, "pricey" pricier. */
function stemOf(word: string): string {
  if (/[^aeiou]e?y$/.test(word)) return `${word.replace(/e?y$/, '')}i`;
  return /[^aeiou][aeiou][bdgmnpt]$/.test(word) ? word + word.slice(-1) : word;
}
