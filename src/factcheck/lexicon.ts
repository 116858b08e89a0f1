/**
 * The words that carry a statement about sensor data: category -> sense -> spellings. A word may stand in several categories
 * ("low" is an extreme and a judgement); which one holds is decided by the grammar. Plurals in -s and -es are found by
 * themselves.
 */
const ENTRIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  stat: {
    mean: 'mean|average|avg|avg.|arithmetic mean|mean value|average value|mean reading|average reading|averages|averaged|averaging|on average|in the mean|x̄',
    median: 'median|median value|median reading|middle value|50th percentile',
    mode: 'mode|most common value|most frequent value|most common reading',
    stddev:
      'standard deviation|std|std dev|std. dev|std deviation|stddev|stdev|sd|st dev|s.d|σ|sigma|std.|standard dev',
    variance: 'variance',
    min: 'minimum|lower extreme|lowest level|bottom value|floor|coldest sample|min|min.|lowest|smallest|coldest|coolest|low|trough|bottom|minimal|lowest point|minima|low point|lowest value|minimum value|minimum reading|lowest reading|lowest recorded',
    max: 'maximum|top value|upper extreme|ceiling|peak level|max|max.|peak|highest|largest|hottest|warmest|high|top|maximal|greatest|peaks|peaked|high point|highest point|maxima|maximum value|maximum reading|highest value|highest reading|peak value|peak reading|biggest|topped out',
    spread: 'spread|total range|overall range|span|spans|spanned|peak-to-peak|range of values|amplitude',
    first:
      'first reading|first value|initial value|initial reading|starting value|opening value|first point|first sample|first measurement',
    last: 'last reading|last value|latest reading|latest value|most recent reading|most recent value|current value|current reading|final reading|final value|newest reading|closing value|last recorded value|last point|last sample|last measurement|latest measurement|latest|most recent',
    sum: 'sum|total|in total|in all|altogether',
    iqr: 'interquartile range|iqr',
    mad: 'mad|median absolute deviation',
    p05: '5th percentile',
    p25: '25th percentile|first quartile|lower quartile|q1',
    p75: '75th percentile|third quartile|upper quartile|q3',
    p95: '95th percentile',
    skewness: 'skewness',
    cv: 'coefficient of variation|cv',
    limit: 'allowed|permitted|permissible|allowable|limit|threshold',
  },
  item: {
    point:
      'reading|point|data point|datapoint|value|data value|sample|measurement|record|observation|entry|interval|row|sensor reading|reading value|temperature sample|five-minute interval|slot|tick|sensor value|data reading|temperature reading|temperature value|recording|entries|datum|data entry|data entries|figure|number|data sample',
  },
  anom: {
    outlier:
      'outlier|outlying value|extreme value|extreme outlier|outlying point|outlying reading|extremes|extremity|deviant value',
    anomaly:
      'anomaly|anomalies|irregularity|irregularities|abnormality|abnormalities|fault|malfunction|issue|problem|concern|oddity|oddities|error|failure|warning|alarm|alert|incident|finding|inconsistency|inconsistencies|discrepancy|discrepancies|deviation|peculiarity|peculiarities|disturbance|defect|unusual activity|unusual pattern|unusual behavior|unusual behaviour|red flag|cause for concern|sign of trouble|trouble|artifact|artefact',
    spike: 'spike|surge|excursion',
    jump: 'sudden change|jump|sudden jump|abrupt change|sudden shift|sharp change|sudden rise|sudden drop|sudden fall|sudden increase|sudden decrease',
    dropout: 'dropout|drop-out',
    gap: 'gap|data gap|outage|interruption|hole',
    missing:
      'missing value|missing reading|missing point|missing data|missing data point|missing sample|null|null value|nan|missing measurement|null reading|missing entry|missing entries',
    stuck: 'flatline|flat line|frozen value|stuck value|stuck reading|frozen reading',
    'level shift': 'level shift|step change|shift|level change|shift in level',
    drift: 'drift',
    'noise burst': 'noise burst|burst of noise|burst',
    clipped: 'clipping|saturation|clipped value|saturated value|clipped reading',
    duplicate: 'duplicate|duplicate reading|duplicate timestamp|duplicated reading',
  },
  anomadj: {
    outlier: 'extreme|outlying|extremely high|extremely low|out-of-line',
    anomaly:
      'unusual|abnormal|anomalous|atypical|odd|strange|suspicious|erratic|irregular|unexpected|out-of-range|faulty|invalid|erroneous|questionable|suspect|weird|aberrant|unusually high|unusually low|abnormally high|abnormally low|problematic|remarkable|noteworthy|out of the ordinary|out of place|alarming|worrying|concerning|incorrect|bad|bogus|unrealistic|implausible|exceptional',
    missing: 'missing',
    duplicate: 'duplicated|duplicate',
    stuck: 'frozen|stuck',
  },
  amount: {
    several:
      'several|multiple|numerous|many|various|a number of|a large number of|a lot of|lots of|a great number of|dozens of|a handful of|a large number|a multitude of|plenty of|quite a few|a series of|hundreds of|thousands of|countless|a significant number of|large number of|large number|a high number of|a good number of|a variety of|a considerable number of',
    few: 'a few|few|a small number of|some few|very few|only a few|just a few|a small number|a small set of',
    couple: 'a couple of|a couple|a pair of|two|both',
    some: 'some|certain',
    most: 'most|most of|majority of|the majority of|a majority of|the vast majority of|the bulk of|mostly|more than half of|over half of|more than half|the majority|majority|a majority|over half',
    nearlyall: 'almost all|nearly all|virtually all|almost every|nearly every|almost all of|nearly all of',
    all: 'all|every|each|all of|every single|each of|100 % of|each and every|the entire|the whole|every one of',
    none: 'no|none|none of|zero|not a single|not one|not any|neither|nil|without|without any|free of|free from|devoid of|absence of|lack of|lacks|zero of|clear of|hardly any',
    half: 'half of|half the|half|about half of|one half of',
    third: 'a third of|one third of|one-third of',
    quarter: 'a quarter of|one quarter of|one-quarter of',
    twothirds: 'two thirds of|two-thirds of',
    single: 'a single|single|one single|only one|just one|exactly one|a lone|one of the|lone|a solitary',
  },
  all: { point: 'everything|all values|all readings|all of them|all of these|all data' },
  nothing: { point: 'nothing|none|no one|not anything|nothing else' },
  something: { point: 'something' },
  link: {
    be: "is|are|was|were|be|been|being|it's|that's|equals|equal to|equal|stands|stood|remains at|sits|lies|lay|comes|came|reads|shows|amounts|amounting|amounted|measured|measures|recorded|observed|reported|calculated|computed|found|given|reached|registered|hit|hits|noted|estimated|located|sat|works out|comes out|came out|seen|has|had|turned out|averaging|occurring|becomes",
    of: 'of|at|to|as|by|:|=|(|with|**|*|–|—|->|→|`|_|in|out',
  },
  approx: {
    about:
      'about|around|approximately|roughly|approx|approx.|some|~|≈|≃|ca|ca.|circa|an estimated|in the region of|somewhere around|approximately equal to|just about|in the order of|on the order of|more or less|close to|near',
    almost:
      'nearly|almost|just under|just below|slightly below|slightly under|slightly less than|a little under|a little less than|a bit less than|not quite|nearing|close on|a bit under|shy of',
    over: 'just over|just above|slightly above|slightly over|slightly more than|a little over|a little more than|a bit more than|a bit over|well over|a bit above|a good',
  },
  bound: {
    ge: 'at least|no fewer than|no less than|a minimum of|not less than|>=|≥',
    le: 'at most|no more than|up to|a maximum of|not more than|<=|≤',
    gt: 'more than|over|greater than|above|upwards of|exceeding|in excess of|>',
    lt: 'less than|fewer than|under|below|<',
  },
  det: { the: "the|a|an|this|that|these|those|its|their|his|our|any|each|both|another|such|said|it's|other" },
  intens: {
    plain:
      'very|relatively|quite|slightly|significantly|generally|overall|rather|fairly|somewhat|extremely|highly|heavily|particularly|especially|clearly|obviously|notably|noticeably|remarkably|mostly|largely|mainly|entirely|completely|fully|totally|perfectly|consistently|really|just|only|also|even|still|actually|simply|essentially|basically|typically|usually|normally|clear|obvious|clearly|notable|noticeable|significant|major|minor|potential|apparent|visible|evident|such|sharp|strong|real|true|main|actual|further|additional|more|further|noted|detected|observed|recorded|reported|identified|found|measured|distinct|separate|individual|different|isolated|large|small|big|slight|moderate|strongly|markedly|considerably|substantially|well|far|much|exactly|precisely|so|too|readily|immediately|brief|short|long|new|apparently|seemingly|likely|probably|truly|absolutely|reasonably|pretty|mildly|extraordinarily|unusually|calculated|estimated|corresponding|resulting|sample|overall|whole|entire|full|total|simple|data|sensor|statistical|numerical|numeric|valid|available|raw|remaining|other|rest|same|collected|monitored|current|currently|recent|latest|consecutive|successive|identical|equal|known|given|specified|average|mean|normal|respective|respectively|certain|particular|specific|severe|serious|glaring|dramatic|drastic|pronounced|marked|considerable|substantial|important|critical|of note|in question|single|negative|positive',
  },
  subject: { it: 'it|they|which|that|this|these|those|he|she' },
  up: {
    up: 'rise|rises|rose|rising|risen|increase|increases|increased|increasing|increasingly|climb|climbs|climbed|climbing|grow|grows|grew|growing|growth|ascend|ascending|ascends|ascended|go up|goes up|going up|went up|warm|warms|warmed|warming|heating up|heats up|heated up|upward|upwards|upward trend|gain|gained|gains|trending up|trending upward|trended upward|trends upward|trended up|positive trend|pick up|picks up|picked up|creeping up|crept up|creeps up|rebound|rebounded|brightened|swelled|mounting|warmer and warmer|an upswing|upswing|uptick|upward drift|stepped up|steps up|step up|stepping up|moved up|edged up|ticked up|stepped upward|went higher|recovering',
    'jump up':
      'jump|jumps|jumped|jumping|surge|surged|surges|surging|spiked|spiking|spikes|soar|soars|soared|soaring|shoot up|shot up|shoots up|leap|leapt|leaped|leaps|rocketed|skyrocketed',
  },
  down: {
    down: 'fall|falls|fell|falling|fallen|decrease|decreases|decreased|decreasing|decline|declines|declined|declining|drop|drops|dropped|dropping|descend|descending|descended|go down|goes down|going down|went down|cool|cools|cooled|cooling|sink|sank|sinks|sinking|sunk|reduce|reduces|reduced|reducing|reduction|downward|downwards|downward trend|trending down|trending downward|trended downward|trends downward|trended down|negative trend|lose|lost|loses|losing|ease|eased|easing|eases|subside|subsided|shrink|shrank|dwindled|diminished|diminishing|cooled down|cooling down|tapering off|tapered off|downward drift|stepped down|steps down|stepping down|moved down|edged down|ticked down|came down|comes down|went lower|decays|decayed|dwindles|dwindling|weakened|sliding|slid|slides|slipped|slips|slip|slipping|dimmed',
    'jump down':
      'plunge|plunged|plunges|plunging|plummet|plummeted|plummets|plummeting|crash|crashed|crashes|collapse|collapsed|collapses|dip|dips|dipped|dipping|tumbled',
  },
  flat: {
    flat: "flat|constant|unchanged|unchanging|the same|static|motionless|did not change|does not change|doesn't change|didn't change|do not change|has not changed|have not changed|hasn't changed|not moving|no change|without change|flatlined|flatlines|flatlining|did not move|does not move|no movement|no variation|never changes|never changed|identical|uniform|invariant|same value|no longer changes|stopped changing|repeated|repeats|repeating|repeatedly|stands still|stood still|unvarying",
    stuck: 'stuck|frozen|froze|freezes|hung|stalled|locked|flat-lined|jammed|is stuck|got stuck',
  },
  steady: {
    stable:
      'stable|steady|stably|stability|hovers|hovered|hovering|hover|stabilized|stabilised|stabilizes|levelled|leveled|leveled off|levelled off|plateau|plateaued|plateaus|settled|settles|calm|no significant change|little change|hardly changed|barely changed|little variation|hardly changes|barely changes|hardly any change|barely moved|hardly moved|quiet|held steady|holding steady|held stable',
  },
  vary: {
    vary: 'bursty|fluctuate|fluctuates|fluctuated|fluctuating|fluctuation|vary|varies|varied|varying|highly variable|very variable|quite variable|variation|variability|oscillate|oscillates|oscillated|oscillating|oscillation|swing|swings|swung|swinging|bounce|bounces|bounced|bouncing|up and down|volatile|volatility|changes|changed|changing|moves|moved|unstable|unsteady|wobbles|wobbled|noisy|jittery|jumpy|cyclic|cycles|cycling|cycled|alternates|alternated|alternating|wanders|wandered|ups and downs|went up and down|goes up and down|rises and falls|rose and fell',
  },
  trendnoun: { trend: 'trend|tendency|pattern|direction|slope|trending|tends|course' },
  cmp: {
    gt: 'above|over|exceed|exceeds|exceeded|exceeding|higher than|greater than|larger than|more than|hotter than|warmer than|bigger than|higher|greater|larger|beyond|past|in excess of|surpass|surpasses|surpassed|surpassing|topped|tops|>|upwards of|warmer|hotter|rise above|rises above|rose above|outside of|crosses|crossed|stronger than',
    lt: 'below|under|beneath|lower than|less than|smaller than|colder than|cooler than|fewer than|lower|smaller|<|colder|cooler|short of|undershoots|undershot|fall below|falls below|fell below|weaker than',
    ge: 'at least|no less than|≥|>=|not less than|not below|no lower than',
    le: 'at most|no more than|≤|<=|up to|not more than|not above|no higher than',
    within: 'within|inside|in the range of|in the range|in range|inside of',
    outside: 'outside|out of|outside of|beyond',
    near: 'close to|near|similar to|comparable to|around the same as|in line with|approximately equal to|nearly equal to|roughly equal to|almost equal to',
    equal: 'equal|equal to|equals|the same as|identical to|matches|matched|matching',
  },
  devverb: {
    away: 'away|off|out|apart|distant|deviate|deviates|deviated|deviating|differ|differs|differed|differing|from|departs',
  },
  factor: { '2': 'twice|double', '3': 'triple|three times|thrice', '0.5': 'half' },
  rest: {
    rest: 'rest|others|other|remainder|rest of|other readings|other values|other data points|surrounding|neighbours|neighbors|neighboring|preceding',
  },
  limit: {
    upper:
      'upper limit|maximum limit|upper bound|maximum allowed|high limit|upper threshold|maximum threshold|maximum permitted|maximum permissible|alarm threshold',
    lower:
      'lower limit|minimum limit|lower bound|minimum allowed|low limit|lower threshold|minimum threshold',
    both: 'limit|threshold|allowed range|permitted range|bounds|bound|tolerance|allowed limit|safe range|operating range|set limits|configured limits|specified range|acceptable range|allowable range|acceptable limits|safe limits',
  },
  normal: {
    normal:
      'normal|ordinary|as expected|unremarkable|regular|typical|usual|nominal|fine|ok|okay|in order|all right|alright|good|as usual|nothing special|business as usual|expected|in good order|uneventful|unproblematic',
  },
  normalrange: {
    normal:
      'normal range|normal limits|normal bounds|normal operating range|normal parameters|expected range|usual range|typical range|normal operating limits|ordinary range|normal operating parameters|normal values|expected limits|normal temperature range|expected bounds|normal levels|acceptable range|acceptable limits|allowed range|normal band|usual limits',
  },
  working: {
    working:
      'working|functioning|operating|operational|functional|performing|running|behaving|works|operates|functions|performs|runs|behaves',
  },
  properly: {
    properly:
      'properly|correctly|normally|well|as expected|as intended|fine|as it should|flawlessly|reliably|without issues',
  },
  faulty: {
    faulty:
      'faulty|broken|defective|malfunctioning|failing|failed|damaged|malfunctioned|down|dead|malfunctions|offline|out of order|broken down',
  },
  complete: { complete: 'complete|gapless|gap-free|without gaps|uninterrupted|continuous' },
  spaced: {
    even: 'evenly spaced|regularly spaced|equally spaced|equidistant|at regular intervals|uniformly spaced',
    uneven: 'irregularly spaced|unevenly spaced|at irregular intervals|not evenly spaced|irregular spacing',
  },
  clipped: {
    clipped:
      'clipped|saturated|saturating|saturates|clipping|clips|capped|pegged|maxed out|railed|at its ceiling|at the ceiling',
  },
  zero: { zero: 'dark|pitch dark|completely dark|off|idle|at zero|switched off|zero throughout' },
  switch: {
    'from zero':
      'came on|turned on|switched on|went on|comes on|turns on|lit up|was switched on|was turned on|switches on',
    'to zero':
      'went off|turned off|switched off again|went out|goes off|turns off|went dark|was switched off|was turned off|switches off',
    back: 'returned|returns|returning|came back|comes back|went back|recovered|back to normal|fell back|dropped back|goes back',
  },
  lacking: {
    missing: 'missing|incomplete|absent|unavailable|lacking|not available|interrupted|empty|null|blank',
  },
  skew: { skewed: 'skewed|skew|skewing|tail|asymmetric|asymmetrical|asymmetry|lopsided' },
  side: { right: 'right|positively|right-skewed|positive', left: 'left|negatively|left-skewed|negative' },
  skewside: {
    right: 'right-skewed|positively skewed|skewed right',
    left: 'left-skewed|negatively skewed|skewed left',
  },
  symmetric: { symmetric: 'symmetric|symmetrical|symmetrically|symmetry' },
  distribution: {
    'normally distributed':
      'normally distributed|normal distribution|gaussian|gaussian distribution|bell-shaped|bell curve|bell-shaped curve|normality',
  },
  hedge: {
    may: 'may|might|could|possibly|perhaps|maybe|possible|potentially|conceivably|can|would|if|whether|unless|should|possibility|potential|may have|could have|might have|speculate|in case|assuming|presumably|or not',
  },
  advice: {
    do: 'check|inspect|verify|monitor|investigate|consider|ensure|recommend|recommended|recommends|suggested|advise|advised|advisable|please|make sure|look at|keep an eye on|watch|replace|repair|review|calibrate|recalibrate|examine|confirm|compare|clean|restart|reset|contact|see',
  },
  cause: {
    because:
      'due to|because of|because|typical of|characteristic of|caused by|owing to|as a result of|attributed to|attributable to|result of|results from|resulting from|resulted from|thanks to|on account of|stems from|stemming from|driven by|triggered by|explained by|caused|causes|causing|led to|leads to|leading to|as a consequence of|consequence of|brought about by|comes from|came from|result from|arises from|arising from|originates from|responsible for|influenced by|affected by|induced by|since people|the cause',
  },
  break: {
    stop: ', |;|but|which|while|whereas|although|though|however|so|—|–|then|and|where|who|when|after|before|as|since|because|yet|whose|until|suggesting|indicating|meaning',
  },
  neg: {
    not: "not|n't|isn't|aren't|wasn't|weren't|doesn't|don't|didn't|hasn't|haven't|hadn't|cannot|can't|never|nor|neither|won't|without|no longer|hardly|rarely|barely|fails to|failed to",
  },
  signof: {
    sign: 'sign of|signs of|evidence of|indication of|indications of|hint of|hints of|trace of|traces of|instance of|instances of|case of|cases of|evidence for|presence of|the presence of',
  },
  vague: {
    vague:
      'small|large|high|low|narrow|wide|big|tiny|huge|moderate|modest|good|poor|strong|weak|short|long|tight|broad|close|clean|quick|fast|slow',
  },
  have: {
    have: 'have|has|had|contain|contains|contained|containing|show|shows|showed|shown|showing|exhibit|exhibits|exhibited|display|displays|include|includes|included|including|detect|detected|see|saw|find|found|there|appear|appears|appeared|seem|seems|seemed|reveal|reveals|revealed|indicate|indicates|indicated|have any|be|to|do|does|did|is|are|was|were|been|being|any|display|displayed|observe|observed|identify|identified|suffer from|present|notice|noticed|experience|experienced|report|reported|reports|suggest|suggests|feature|features|occur|occurred|look|looks|looked|be considered|considered|seen|has been|have been|really|with|consistent with|points|suggests',
  },
  timeprep: {
    at: 'at|on|of|@|time|timestamp|around|about|near|during|in|exactly at|precisely at|right at|at exactly|at around|at about|at approximately',
    from: 'from|since|after|starting at|starting from|beginning at|starting|beginning|past|following|as of|from about|from around|since about',
    to: 'until|till|to|by|before|up to|through|up until|ending at|until about|until around',
    'shortly after':
      'shortly after|just after|soon after|right after|a little after|immediately after|a few minutes after',
    'shortly before':
      'shortly before|just before|right before|a little before|immediately before|a few minutes before',
    between: 'between',
  },
  place: {
    last: 'last reading|latest reading|most recent reading|final reading|last value|last sample|last point|last data point|final value|final data point|last measurement',
    first: 'first reading|first value|first sample|first point|first data point|first measurement',
    end: 'end of the window|end of the hour|end of the period|end|very end|close of the window|end of the data|end of the series',
    start:
      'start of the window|beginning of the window|start|beginning|start of the hour|start of the period|outset|beginning of the period|beginning of the hour|beginning of the data|beginning of the series',
    middle: 'middle of the window|middle|mid-window|middle of the hour|middle of the period',
    'first half': 'first half|first half of the window',
    'second half': 'second half|second half of the window|latter half|last half',
  },
  windownoun: {
    window:
      'window|period|hour|interval|time frame|timeframe|time window|time period|time span|observation period|measurement period|recording period|day|whole window|entire window|data set|dataset|series|time series|record|recording|sample',
  },
  now: { now: 'currently|now|at present|at the moment|presently|right now|most recently|lately' },
};

export type Senses = ReadonlyMap<string, string>;

const LEXICON: ReadonlyMap<string, Senses> = buildLexicon();
const NO_SENSES: Senses = new Map();

/** Words in the longest phrase of the lexicon. */
export const LONGEST_PHRASE = Math.max(...[...LEXICON.keys()].map((phrase) => phrase.split(' ').length));

function buildLexicon(): Map<string, Senses> {
  const lexicon = new Map<string, Map<string, string>>();
  for (const [category, senses] of Object.entries(ENTRIES)) {
    for (const [sense, spellings] of Object.entries(senses)) {
      for (const spelling of spellings.split('|')) {
        const entry = lexicon.get(spelling.trim()) ?? new Map<string, string>();
        entry.set(category, sense);
        lexicon.set(spelling.trim(), entry);
      }
    }
  }
  return lexicon;
}

/** What a word or phrase may mean; a plural is looked up as its singular. */
export function lookUp(phrase: string): Senses | undefined {
  const own = LEXICON.get(phrase);
  const singular = singulars(phrase)
    .map((word) => LEXICON.get(word))
    .find((found) => found !== undefined);
  if (own === undefined || singular === undefined) return own ?? singular;
  return new Map([...singular, ...own]);
}

/** As `lookUp`, with an empty answer for an unknown word. */
export function sensesOf(word: string): Senses {
  return lookUp(word) ?? NO_SENSES;
}

function singulars(word: string): string[] {
  if (!word.endsWith('s') || word.endsWith('ss') || word.length < 4) return [];
  return word.endsWith('es') ? [word.slice(0, -1), word.slice(0, -2)] : [word.slice(0, -1)];
}
