import type { WordTable } from './lexicon.ts';

/** Words for direction, shape, comparison and state. A `~` stands for the forms of a regular verb. */
export const CHANGE_WORDS: WordTable = {
  up: {
    up: 'getting warmer|getting hotter|getting higher|getting brighter|getting larger|becoming warmer|becoming higher|rise|rises|rose|rising|risen|increase~|increasingly|climb~|grow|grows|grew|growing|growth|ascend~|go up|goes up|going up|went up|warm~|warming up|warms up|warmed up|heat up|heats up|heated up|heating up|upward|upwards|upward trend|gain~|trend~ up|trend~ upward|trend~ upwards|positive trend|pick~ up|creep up|creeps up|crept up|creeping up|rebound~|brighten~|swell|swelled|mount~|upswing|uptick|upward drift|step~ up|move~ up|edge~ up|tick~ up|inch~ up|drift~ up|drift~ upward|drift~ upwards|went higher|went upward|move~ higher|ramp~ up|build~ up|accelerate~|speed~ up|sped up',
    'jump up':
      'jump~|surge~|spiked|spiking|spikes|soar~|shoot up|shot up|shoots up|leap|leaps|leapt|leaped|rocket~|skyrocket~|burst up',
  },
  down: {
    down: 'getting cooler|getting colder|getting lower|getting darker|getting smaller|becoming cooler|becoming colder|becoming lower|fall|falls|fell|falling|fallen|decrease~|decline~|drop~|descend~|go down|goes down|going down|went down|cool~|cooling down|cools down|cooled down|sink|sinks|sank|sinking|sunk|reduce~|reduction|downward|downwards|downward trend|trend~ down|trend~ downward|trend~ downwards|negative trend|ease~|ease~ off|subside~|shrink|shrinks|shrank|dwindle~|diminish~|taper~ off|downward drift|step~ down|move~ down|edge~ down|tick~ down|inch~ down|drift~ down|drift~ downward|drift~ downwards|come down|comes down|came down|went lower|move~ lower|decay~|weaken~|slide|slides|slid|sliding|slip~|dim|dims|dimmed|lower~|slow~ down|abate~|drain~',
    'jump down': 'plunge~|plummet~|crash~|collapse~|dip~|tumble~',
  },
  flat: {
    flat: "flat|constant|unchanged|unchanging|the same|static|motionless|did not change|does not change|doesn't change|didn't change|do not change|has not changed|have not changed|hasn't changed|not moving|no change|without change|flatline~|did not move|does not move|no movement|no variation|never changes|never changed|identical|uniform|invariant|same value|no longer changes|stopped changing|repeated|repeats|repeating|repeatedly|stands still|stood still|unvarying|flat-lined|does not vary|did not vary|without variation",
    stuck: 'stuck|frozen|froze|freezes|hung|stalled|locked|jammed|freezing',
  },
  steady: {
    stable:
      'stable|steady|stably|stability|hover~|stabilize~|stabilise~|level~ off|levelled|leveled|levelled off|leveled off|plateau~|settle~|calm|no significant change|no significant changes|little change|hardly changed|barely changed|little variation|hardly changes|barely changes|hardly any change|barely moved|hardly moved|quiet|held steady|holding steady|held stable|no major changes|without significant changes|did not change much|does not change much',
  },
  vary: {
    vary: 'bursty|spiky|fluctuate~|fluctuation|vary|varies|varied|varying|variation|variability|oscillate~|oscillation|swing|swings|swung|swinging|bounce~|up and down|volatile|volatility|changes|changed|changing|unstable|unsteady|wobble~|noisy|jittery|jumpy|cyclic|cycle~|alternate~|wander~|ups and downs|went up and down|goes up and down|rises and falls|rose and fell|moves around|moved around|jumps around|scatter~',
  },
  switch: {
    'from zero':
      'came on|come on|turned on|switched on|went on|comes on|turns on|lit up|was switched on|was turned on|switches on|became active',
    'to zero':
      'went off|turned off|switched off|switched off again|went out|goes off|turns off|went dark|was switched off|was turned off|switches off|shut off|shut down',
    back: 'is back to normal|was back to normal|are back to normal|were back to normal|return~|was back|were back|is back|are back|back at|back to|came back|comes back|come back|went back|recover~|back to normal|fell back|dropped back|goes back|reverted|normalized|normalised|subsided again',
  },
  trendnoun: { trend: 'trend|tendency|pattern|direction|slope|trending|tends' },
  cmp: {
    gt: 'above|over|exceed~|higher than|greater than|larger than|more than|hotter than|warmer than|bigger than|higher|greater|larger|beyond|past|in excess of|surpass~|topped|tops|>|upwards of|warmer|hotter|rise above|rises above|rose above|outside of|cross~|stronger than|brighter than|go above|goes above|went above|climbed above|climbs above|well above|slightly above|far above|just above|faster than|longer than',
    lt: 'below|under|beneath|lower than|less than|smaller than|colder than|cooler than|fewer than|lower|smaller|<|colder|cooler|short of|undershoot|undershoots|undershot|fall below|falls below|fell below|fall under|fell under|weaker than|well below|slightly below|far below|just below|drop below|drops below|dropped below|go below|goes below|went below|slower than|shorter than|darker than',
    ge: 'at or above|at or over|at least|no less than|≥|>=|not less than|not below|no lower than',
    le: 'at or below|at or under|at most|no more than|≤|<=|up to|not more than|not above|no higher than',
    within: 'within|inside|in the range of|in the range|in range|inside of|well within',
    outside: 'outside|out of|outside of|beyond',
    near: 'close to|near|similar to|comparable to|around the same as|in line with|approximately equal to|nearly equal to|roughly equal to|almost equal to|very close to|near to',
    equal: 'equal|equal to|equals|the same as|identical to|matches|matched|matching',
  },
  devverb: {
    away: 'away|off|out|apart|distant|deviate~|differ~|from|depart~|stray~|away from|lie|lies',
  },
  rest: {
    rest: 'rest|others|other|remainder|rest of|other readings|other values|other data points|surrounding|neighbours|neighbors|neighboring|neighbouring|preceding|other points|all others|everything else',
  },
  limit: {
    upper:
      'upper limit|maximum limit|upper bound|maximum allowed|high limit|upper threshold|maximum threshold|maximum permitted|maximum permissible|alarm threshold|alarm limit',
    lower:
      'lower limit|minimum limit|lower bound|minimum allowed|low limit|lower threshold|minimum threshold',
    both: 'limit|threshold|permitted range|bounds|bound|tolerance|allowed limit|safe range|operating range|set limits|configured limits|specified range|allowable range|safe limits|specification|specified limits',
  },
  standout: {
    anomalous:
      'stands out|stand out|stood out|sticks out|stick out|standing out|does not fit|do not fit|falls out of line',
  },
  normal: {
    normal:
      'normal|ordinary|as expected|unremarkable|regular|typical|usual|nominal|fine|ok|okay|in order|all right|alright|good|as usual|nothing special|business as usual|expected|in good order|uneventful|unproblematic|inconspicuous|plausible|free of problems',
  },
  normalrange: {
    normal:
      'normal range|normal limits|normal bounds|normal operating range|normal parameters|expected range|usual range|typical range|normal operating limits|ordinary range|normal operating parameters|normal values|expected limits|normal temperature range|expected bounds|normal levels|acceptable range|acceptable limits|allowed range|normal band|usual limits|expected values|normal variation|usual levels|expected levels',
  },
  working: {
    working:
      'working|functioning|operating|operational|functional|performing|running|behaving|works|operates|functions|performs|runs|behaves|work|function|operate',
  },
  properly: {
    properly:
      'properly|correctly|normally|well|as expected|as intended|fine|as it should|flawlessly|reliably|without issues|without problems|as designed',
  },
  faulty: {
    faulty:
      'faulty|broken|defective|malfunction~|failing|failed|damaged|down|dead|offline|out of order|broken down|miscalibrated|defect',
  },
  complete: { complete: 'complete|gapless|gap-free|without gaps|uninterrupted|continuous|fully present' },
  lacking: {
    missing:
      'missing|lost|silent|unreachable|disconnected|incomplete|absent|unavailable|lacking|not available|interrupted|empty|null|blank',
  },
  spaced: {
    even: 'evenly spaced|regularly spaced|equally spaced|equidistant|at regular intervals|uniformly spaced',
    uneven:
      'irregularly spaced|unevenly spaced|at irregular intervals|not evenly spaced|irregular spacing|at uneven intervals',
  },
  clipped: {
    clipped:
      'cut off|clipped|saturated|saturating|saturates|clipping|clips|capped|pegged|maxed out|railed|at its ceiling|at the ceiling|at its limit|against its limit',
  },
  zero: { zero: 'dark|pitch dark|completely dark|off|at zero|switched off|zero throughout' },
  skew: { skewed: 'skewed|skew|skewing|tail|asymmetric|asymmetrical|asymmetry|lopsided|lean~|tailed' },
  side: { right: 'right|positively|right-skewed|positive', left: 'left|negatively|left-skewed|negative' },
  skewside: {
    right: 'right-skewed|positively skewed|skewed right|right skewed|right-tailed',
    left: 'left-skewed|negatively skewed|skewed left|left skewed|left-tailed',
  },
  symmetric: { symmetric: 'symmetric|symmetrical|symmetrically|symmetry' },
  distribution: {
    'normally distributed':
      'normally distributed|normal distribution|gaussian|gaussian distribution|bell-shaped|bell curve|bell-shaped curve|normality|normal curve',
  },
  vague: {
    vague:
      'small|large|high|low|narrow|wide|big|tiny|huge|moderate|modest|good|poor|strong|weak|short|long|tight|broad|close|clean|quick|fast|slow|minor|significant|minimal',
  },
};
