import type { StateName } from '../../statement/formulas.ts';
import type { WordTable } from './forms.ts';

export type MoveSense =
  | 'up'
  | 'up sudden'
  | 'up gradual'
  | 'down'
  | 'down sudden'
  | 'down gradual'
  | 'flat'
  | 'still'
  | 'stuck'
  | 'steady'
  | 'vary'
  | 'aimless'
  | 'mixed'
  | 'step'
  | 'on'
  | 'off'
  | 'back'
  | 'recover';

/** "no clear trend", "without any direction". */
const NO_DIRECTION = ['no', 'without a', 'without any', 'no sign of a', 'not any'].flatMap((none) =>
  [
    '',
    'clear ',
    'obvious ',
    'discernible ',
    'visible ',
    'overall ',
    'definite ',
    'real ',
    'particular ',
    'recognisable ',
    'recognizable ',
    'marked ',
    'noticeable ',
    'pronounced ',
    'significant ',
    'lasting ',
    'systematic ',
    'consistent ',
  ].flatMap((what) => ['trend', 'tendency', 'direction'].map((noun) => `${none} ${what}${noun}`)),
);

/** Verbs, nouns and adjectives of change. */
export const MOVES: WordTable<MoveSense> = {
  up: 'rise|rises|rose|rising|risen|increase~|increasingly|climb~|grow|grows|grew|growing|grown|growth|ascend~|go up|goes up|going up|went up|gone up|warms|warmed|warming|warm~ up|heat~ up|heating|upward|upwards|upward trend|upward movement|upward tendency|uptrend|gain~|gain~ ground|trend~ up|trend~ upward|trend~ upwards|trend~ higher|positive trend|rising trend|increasing trend|pick~ up|brighten~|swell|swelled|swells|swelling|mount~|upswing|uptick|upturn|step~ up|move~ up|move~ upward|move~ upwards|tick~ up|went higher|go higher|goes higher|move~ higher|ramp~ up|build~ up|buildup|build-up|built up|accelerate~|speed~ up|sped up|get warmer|gets warmer|got warmer|getting warmer|getting hotter|getting higher|getting brighter|getting larger|becoming warmer|becoming higher|becomes warmer|became warmer|came up|comes up|advance~|work~ its way up|improve~|uphill|raised|strengthen~|widen~|expand~|push~ up|push~ higher|head~ up|head~ upward|head~ upwards|head~ higher|escalate~|ascent|ramp|run~ up|ran up|nudge~ up|steps higher|stepped higher|steps upward|stepped upward|turn~ up|turn~ upward|filled up|fills up|thicken~|intensify|intensified|intensifies|double~|more than doubled|triple~|quadruple~|make~ up ground|on the rise|on the up|shift~ up|shift~ upward|shift~ upwards|lift~|wax~|freshen~|freshen~ up|brisken~|quicken~|stiffen~|firm~ up|firm~|gather~ strength|gather~ pace|to warm|to heat up|to brighten|thaws|thawed|thawing|wake~ up|pile~ up|accumulate~|fills|filled|filling up|fill up|charges up|charge~ up|deepen~|moisten~|humidify|humidifies|humidified|wind~ up|wells up|welled up|to rise|to climb|to grow|get hotter|gets hotter|got hotter|come up|coming up|on its way up|on their way up|on the way up|on an upward path|upward path|upward course|upward slope|sloping upward|sloping upwards|slopes upward|slopes upwards|sloped upward|sloped upwards|points upwards|pointing upwards|points up|raising|raises|mount up|bubbles up|elevate~|augment~|swells up|multiplies|multiplied|quintuple~|progress upward|upward drift again|perk~ up|pep~ up|revive~|revival|surpass itself|northward|northwards|levels up|warm-up|warming trend|step-up|run-up|climb-up|increment~|heighten~|enlarge~|scale~ up|moves north|moved north|intensifying|on the climb|gain~ height',
  'up sudden':
    'jump~|jump~ up|surge~|spike|spikes|spiked|spiking|soar~|shoot up|shot up|shoots up|shooting up|leap|leaps|leapt|leaped|leaping|rocket~|skyrocket~|burst~|burst up|spring up|sprang up|springs up|vault~|balloon~|explode~|bolt~ up|flare~|flare~ up|hop~ up|hop up|snap~ up|peak sharply|catapulted|shoot~ upward|shot upward|jump~ upward|jump~ upwards|jolt~ up|jerk~ up|erupt~|mushroom~|rear~ up|lunge~ up|fly up|flew up|flies up|go through the roof|goes through the roof|went through the roof|bounds up|bounded up|upward step|upward jump|upward leap|step upward|step upwards|jump up|takes off|took off|straight up',
  'up gradual':
    'creep up|creeps up|crept up|creeping up|creep upward|creeps upward|crept upward|edge~ up|edge~ upward|edge~ upwards|edge~ higher|inch~ up|inch~ higher|inch~ upward|drift~ up|drift~ upward|drift~ upwards|drift~ higher|upward drift|slow~ rise|creeps higher|crept higher|nose~ up|crawl~ up|upward creep|slowly rising|steal~ up|sneak~ up|wander~ up|float~ up|float~ upward|ease~ up|eased upward|work~ up|meander~ up|grind~ up|grind~ higher|ground higher|ground up|tick~ higher|sidle~ up|inch~ forward|sloping up|slope~ up|amble~ up|upward crawl|creep~ higher|glide~ up|drift~ gently up|drift~ gently upward|drift~ slowly up|drift~ slowly upward',
  down: 'fall|falls|fell|falling|fallen|decrease~|decline~|drop~|descend~|go down|goes down|going down|went down|gone down|cools|cooled|cooling|cool~ down|cool~ off|sink|sinks|sank|sinking|sunk|reduce~|reduction|downward|downwards|downward trend|downtrend|trend~ down|trend~ downward|trend~ downwards|trend~ lower|negative trend|falling trend|decreasing trend|ease~|ease~ off|ease~ back|subside~|shrink|shrinks|shrank|shrinking|dwindle~|diminish~|taper~ off|taper~|step~ down|move~ down|move~ downward|move~ downwards|tick~ down|come down|comes down|came down|coming down|went lower|go lower|goes lower|move~ lower|decay~|weaken~|slide|slides|slid|sliding|slip~|slip~ back|dim|dims|dimmed|dimming|lowers|lowered|lowering|slow~ down|slows|slowed|slowing|abate~|drain~|fall off|falls off|fell off|falling off|drop~ off|drop~ away|fall away|falls away|fell away|fall back|falls back|fell back|falling back|retreat~|recede~|wane~|die down|dies down|died down|ebb~|descent|downturn|get colder|gets colder|got colder|getting cooler|getting colder|getting lower|getting darker|getting smaller|becoming cooler|becoming lower|lose ground|loses ground|lost ground|darken~|worsen~|deteriorate~|shed|sheds|shedding|head~ down|head~ downward|head~ downwards|head~ lower|downhill|lull|fade~|fade~ away|let up|lets up|pull~ back|back~ off|thin~ out|empties|emptied|halved|is down|are down|was down|were down|downward movement|downward tendency|run~ down|ran down|shift~ down|shift~ downward|shift~ downwards|contract~|narrow~|downswing|on the decline|wind down|winds down|wound down|trough~|slacken~|slacken~ off|dry|dries|dried|drying|dry out|dries out|dried out|drying out|dry off|dries off|dried off|drying off|to cool|to cool down|to dry|to dim|to fade|to fall|to drop|to sink|to decline|die~ away|died away|dying down|dying away|calm~ down|quieten~|quieten~ down|quiet~ down|lessen~|deplete~|discharge~|deflate~|droop~|wither~|trail~ off|tail~ off|tail~ away|peter~ out|fizzle~ out|melt~ away|seep~ away|run~ out|give way|gives way|gave way|giving way|relent~|relax~|loosen~|tail-off|drop-off|fall-off|falloff|chill~|chill~ off|cooldown|cool-down|emptying|thin~|on its way down|on their way down|on the way down|on a downward path|downward path|downward course|downward slope|sloping downward|sloping downwards|slopes downward|slopes downwards|sloped downward|sloped downwards|points downwards|pointing downwards|points down|southward|southwards|crumble~|erode~|erosion|cooling trend|cooling-off|cutback|mellow~|falter~|give ground|gives ground|gave ground|giving ground|cede~ ground|drop~ back|draw~ down|drew down|drawdown|negative drift|lose altitude|lose height|loses height|lost height|moves south|moved south|slope~ away|sloped away|sloping away|fall further|lighten~|diminution|on the wane|on the slide',
  'down sudden':
    'plunge~|plummet~|crash~|collapse~|dip~|tumble~|nosedive~|slump~|dive~|sag~|dove|plunge|cave in|caved in|caves in|crater~|drop~ off sharply|dropout|fell through|snap~ down|free fall|fall off a cliff|falls off a cliff|fell off a cliff|fallen off a cliff|drop~ like a stone|fall like a stone|falls like a stone|fell like a stone|go off a cliff|goes off a cliff|went off a cliff|downward step|downward jump|step downward|step downwards|step down|jump~ down|jump~ downward|jump~ downwards|plunge~ down|topple~|pitch~ down|go into free fall|goes into free fall|went into free fall|keel~ over|break down to|breaks down to|broke down to|straight down|implode~|take a dive|takes a dive|took a dive|nose-dive~',
  'down gradual':
    'edge~ down|edge~ downward|edge~ lower|inch~ down|inch~ lower|drift~ down|drift~ downward|drift~ downwards|drift~ lower|downward drift|creep down|creeps down|crept down|creeping down|nudge~ down|slow~ decline|crawl~ down|bleed~ off|downward creep|slowly falling|sag~ slowly|float~ down|float~ downward|ease~ down|eased downward|ease~ lower|ease~ slowly|wander~ down|steal~ down|trickle~ down|glide~ down|slip~ down|slide~ down|slid down|grind~ down|ground down|ground lower|tick~ lower|slope~ down|sloping down|drift~ gently down|drift~ gently downward|drift~ slowly down|drift~ slowly downward|sidle~ down|meander~ down|creep~ lower|crept lower',
  flat: "flat|constant|unchanged|unchanging|static|motionless|did not change|does not change|doesn't change|didn't change|do not change|has not changed|have not changed|hasn't changed|not moving|no change|without change|flatline~|did not move|does not move|doesn't move|didn't move|no movement|no variation|identical|invariant|no longer changes|no longer changed|stopped changing|stops changing|repeating|repeated value|repeats|stands still|stood still|stand still|standing still|stands perfectly still|unvarying|flat-lined|flat-lines|flat-lining|does not vary|did not vary|doesn't vary|without variation|remains unchanged|remained unchanged|stay unchanged|the same value|same value|perfectly still|at a standstill|completely still|immobile|does not budge|did not budge|doesn't budge|didn't budge|come to rest|comes to rest|came to rest|coming to rest|stops moving|stopped moving|stop moving|nothing moves|nothing moved|nothing moves any more|nothing moved any more|nothing happens|nothing happened|nothing much happens|nothing much happened|nothing changes|nothing changed|nothing changes any more|nothing changed any more|standstill|total standstill|complete standstill|mark~ time|tread~ water|goes nowhere|went nowhere|going nowhere|does not stir|did not stir|doesn't stir|didn't stir|flat as a board|as flat as a board|no longer moves|no longer moved|not moving any more|does not move any more|did not move any more|does not move at all|did not move at all|without moving|without any movement|without any change|without budging|stays put|stayed put|pinned|standing motionless|at rest|dormant|dead level",
  still:
    "never changes|never changed|never change|never moves|never moved|never varies|never varied|not a single change|not one change|perfectly constant|absolutely constant|completely constant|entirely constant|totally constant|perfectly flat|absolutely flat|completely flat|dead flat|perfectly unchanged|completely unchanged|entirely unchanged|totally unchanged|absolutely unchanged|without a single change|without the slightest change|never budges|never budged|not even the last digit changes|not even the last digit changed|does not change at all|did not change at all|doesn't change at all|didn't change at all|does not vary at all|did not vary at all|identical throughout|constant throughout|the same throughout|unchanged throughout",
  stuck:
    'stuck|frozen|froze|freeze|freezes|hung|hangs|stalled|stalls|locked|jammed|freezing|stuck in place|got stuck|gets stuck|seized|frozen in place|locked up',
  steady:
    'stable|steady|stably|stability|hover~|stabilize~|stabilise~|level~ off|levelled|leveled|levelled off|leveled off|plateau~|settle~|settle~ down|settle~ back|calm|no significant change|no significant changes|little change|hardly changed|barely changed|little variation|hardly changes|barely changes|hardly any change|barely moved|hardly moved|quiet|held steady|holding steady|holds steady|hold steady|held stable|no major changes|without significant changes|did not change much|does not change much|consistent|consistently|remained consistent|hold~|held|holds|keeps|even|keep~ steady|kept steady|keeps steady|in equilibrium|flattens|flatten~|flatten~ out|level~ out|even~ out|steadied|steadies|hold~ firm|held firm|stay~ put|stay~ level|sideways|uniform|placid|subdued|tame|on an even keel|undisturbed|range-bound|moves little|moved little|changes little|changed little|varies little|varied little|hardly varies|barely varies|hardly moves|barely moves|smooth|smoothly|settle~ in|comes down to rest|holds its ground|held its ground|hold~ their ground|hold its level|holds its level|held its level|keeps its level|kept its level|holds the level|hardly stirs|hardly stirred|barely stirs|barely stirred|scarcely moves|scarcely moved|scarcely changes|scarcely changed|scarcely varies|scarcely varied|quietens|tranquil|peaceful|stay~ within a narrow band|in a holding pattern|very little movement|little movement|hardly any movement|barely any movement|next to no change|next to no movement|almost no change|practically no change|virtually no change|no real change|no great change|hardly a ripple|nothing dramatic happens|in a narrow band|in a narrow corridor|steadfast|constant to within|maintain~ its level|maintained its level|sustains its level|bump~ along|bumping along the bottom|bumps along the bottom|bumped along the bottom|even-keeled|keeps an even keel',
  vary: 'bursty|spiky|fluctuate~|fluctuation|fluctuations|vary|varies|varied|varying|variation|variations|variability|oscillate~|oscillation|oscillations|swings|swung|swinging|bounce~|bounce~ around|bounce~ between|up and down|ups and downs|up-and-down|volatile|volatility|changes|changed|changing|unstable|unsteady|wobble~|wobbly|noisy|jittery|jumpy|cyclic|cyclical|cycle~|alternate~|wander~|went up and down|goes up and down|go up and down|rises and falls|rose and fell|rise and fall|moves around|moved around|jumps around|jumped around|scatter~|scattered|choppy|restless|switch~ between|switches|ripple~|shift~ between|jump~ between|hop~ between|see-saw~|seesaw~|zigzag~|flutter~|roam~|meander~|turbulent|agitated|ragged|pulsate~|pulse~|flicker~|flip~ between|toggle~|toggle~ between|undulate~|variable|lively|uneven|spread out|dances|danced|dance~|moves about|all over the place|changeable|inconsistent|see-saw|seesaw|zigzag|zigzags|zig-zag~|zig-zag|zig-zags|yo-yo|yo-yos|yoyos|yo-yoed|sways|swayed|sway~|rock~|rock~ back and forth|back and forth|goes back and forth|went back and forth|to and fro|swing~ to and fro|swing~ back and forth|jitter~|jitter|rattle~|hunt~|hunting|twitch~|quiver~|shake~|shook|tremble~|dither~|waver~|vacillate~|veer~|lurch~|lurch~ about|bob~|bob~ up and down|bobs up and down|erratic|erratically|unsettled|fitful|fitfully|gusty|patternless|rollercoaster|roller coaster|roller-coaster|whipsaw~|highly variable|very variable|alternate~ between|alternate~ up and down|oscillatory|wave-like|wavy|moves up and down|moved up and down|jumps up and down|jumped up and down|hop~ about|jump~ about|rises and falls by turns|goes up and down by turns|unruly|noisily|moving about|shifting about|ranging widely|range~ widely',
  aimless: `${NO_DIRECTION.join('|')}|trendless|without a trend|without trend|no drift|without drift|without a drift|drift-free|free of drift|no direction|without direction|without a direction|directionless|aimless|aimlessly|no tendency|without tendency|without a tendency|no slope|no long-term drift|no long-term trend|no net change|no net movement|neither up nor down|neither rise nor fall|neither a rise nor a fall|neither rises nor falls|neither rising nor falling|neither upward nor downward|neither climbs nor falls|no upward or downward trend|no rise or fall|no systematic change|no systematic drift|no systematic trend|no lasting change|no particular trend|no particular direction|no recognizable trend|no recognisable trend|no definite trend|no trend whatsoever|no trend at all|no trend either way|no trend in either direction|trend-free|no real trend`,
  step: 'stepped|steps|stepping|shifted|shifts|shifting|switched|changed over',
  mixed: 'mixed|first up then down|rise and then a fall|rose then fell',
  on: 'came on|come on|comes on|turned on|turns on|switched on|switches on|went on|goes on|lit up|lights up|was switched on|was turned on|became active|becomes active|came alive|comes alive|woke up|wakes up|kicked in|kicks in|starts up|started up',
  off: 'went off|goes off|turned off|turns off|switched off|switches off|switched off again|went out|goes out|went dark|goes dark|was switched off|was turned off|shut off|shuts off|shut down|shuts down|powered down|powers down|dies|goes to zero|went to zero|drops to zero|dropped to zero|falls to zero|fell to zero',
  back: 'return~|was back|were back|is back|are back|back at|back to|back in|comes back|came back|come back|coming back|went back|goes back|go back|going back|back to normal|dropped back|drops back|revert~|normalize~|normalise~|resume~|restore~|settle~ back to|settle~ back at|right back|snap~ back|swing~ back|swung back|come down again|came down again|falls back to|fell back to|drops back to|dropped back to|back down|back up|climbs back|climbed back|rebounds to|got back|gets back|ended up back|go back to normal|made good|make~ good|came round|bounce~ right back|fall~ right back|falls right back|fell right back|drop~ right back|drops right back|jumps back|jumped back|jump~ back|slips back to|slipped back to|retrace~|retrace~ its steps|regain~ its level|regained its level|undone|reversed again|was undone|is undone|was reversed|is reversed',
  recover:
    'recover~|recover~ again|recovery|rally|rallies|rallied|rallying|rebound~|bounce~ back|pick~ itself up|picks up again|picked up again|make up lost ground|makes up lost ground|made up lost ground|regain~ ground|claw~ its way back|claws back|clawed back',
};

export type MannerSense = 'sudden' | 'gradual' | 'slight' | 'strong' | 'overall' | 'steady' | 'unbroken';

/** Adverbs and adjectives beside a change. */
export const MANNERS: WordTable<MannerSense> = {
  sudden:
    'sudden|hard|from one reading to the next|from one sample to the next|overnight|at a stroke|at one stroke|in one go|in a flash|out of nowhere|jerky|jerkily|violent|violently|suddenly|abrupt|abruptly|sharp|sharply|instant|instantly|at once|all of a sudden|immediate|in one step|in a single step|steep|steeply|rapid|rapidly|quick|quickly|swift|swiftly|one-off|within one reading|momentary|momentarily|brief|briefly|short-lived|short|fast|precipitously|brisk|briskly',
  gradual:
    'gradual|gradually|slow|slowly|little by little|bit by bit|step by step|gentle|gently|progressive|progressively|over time|by degrees|smoothly|smooth|softly|inexorably|creeping|ever so slowly|slow but steady|slowly but surely|slowly but steadily|a little at a time|in small steps|in tiny steps|in stairs|in steps|stepwise|unhurried|unhurriedly|leisurely|gingerly|lazily|lazy|smooth and slow|nicely',
  slight:
    'slight|slightly|small|a little|little|a bit|somewhat|minor|modest|modestly|mild|mildly|marginal|marginally|weak|weakly|moderate|moderately|tiny|barely|a touch|faintly|smaller|minimal|subtle|subtly|a shade|minimally',
  strong:
    'strong|strongly|considerable|considerably|substantial|substantially|significant|significantly|marked|markedly|dramatic|dramatically|large|big|huge|pronounced|heavily|greatly|noticeably|noticeable|clear|clearly|major|massive|massively|considerable|drastic|drastically|a lot|much|visibly|vast|vastly|distinct|distinctly|enormous|noticeable',
  overall:
    'overall|on the whole|in general|generally|all in all|by and large|in the long run|broadly|taken together',
  steady:
    'steadily|steady|continuous|continuously|constantly|continually|consistently|all the time|all along|linear|linearly|persistent|persistently|relentlessly|evenly|without rest|without a rest|without ceasing|unceasingly|ceaselessly|throughout|regularly|sustained|incessantly',
  unbroken:
    'monotonically|monotonic|monotonously|monotone|strictly|strictly monotonically|strictly monotonic|without interruption|uninterruptedly|uninterrupted|unbroken|without a break|without any break|without a single break|without a pause|without pause|without a setback|without any setback|without exception|without a single exception|without letup|without let-up|without a letup|at every step|with every reading|with each reading|from reading to reading|from one reading to the next without exception|without ever stepping back|without ever turning|without ever turning back|without once turning back|without turning back|without a single step back|without a backward step|without a single backward step|without reversal|without a reversal|without any reversal|without interruptions|in every step|each time without exception',
};

/** Words that say how the data or the sensor is. */
export const STATES: Partial<WordTable<StateName>> = {
  normal:
    'normal|ordinary|as expected|unremarkable|typical|usual|nominal|fine|ok|okay|in order|all right|alright|good|as usual|nothing special|business as usual|expected|in good order|uneventful|unproblematic|inconspicuous|plausible|free of problems|all clear|problem-free|trouble-free|anomaly-free|as it should be|as they should be|within expectations|within expectation|perfectly normal|by the book|undramatic|unsuspicious|normal behaviour|normal behavior|in line with expectations|unobtrusive',
  'within limits':
    'normal range|normal limits|normal bounds|normal operating range|normal parameters|expected range|usual range|typical range|normal operating limits|ordinary range|normal operating parameters|normal values|expected limits|normal temperature range|expected bounds|normal levels|acceptable range|acceptable limits|allowed range|normal band|usual limits|expected values|normal variation|usual levels|expected levels|safe range|safe limits|operating range|permitted range|specified range|specification|specified limits|allowable range|set limits|configured limits|tolerance|expected band|usual band|healthy range|comfortable range|limits|bounds',
  unusual:
    'stands out|stand out|stood out|sticks out|stick out|standing out|does not fit|do not fit|falls out of line|out of the ordinary|in a league of its own',
  working:
    'working|functioning|operating|operational|functional|performing|running|behaving|works|operates|functions|performs|runs|behaves|worked|operated|functioned|ran|behaved|working properly|working correctly|functioning properly|functioning normally|functioning correctly|operating normally|operating as expected|running smoothly|in working order|up and running|online|alive|behaves normally|behaving normally|works fine|doing its job|works well|reliable|reliably|in good working order|responsive',
  faulty:
    "faulty|broken|defective|malfunction|malfunctions|malfunctioned|malfunctioning|failing|fails|failed|damaged|down|dead|offline|out of order|broken down|miscalibrated|defect|stopped working|stops working|stopped functioning|not working|doesn't work|does not work|quit working|ceased to work|gave out|has failed|out of action|kaputt|non-functional|unreliable|stopped reporting|stops reporting|stopped responding|in need of repair",
  complete:
    'complete|gapless|gap-free|without gaps|uninterrupted|continuous|fully present|no missing values|without interruptions|fully populated|complete record|unbroken|without missing values|without any gaps|no gaps',
  'missing data':
    'breaks off|broke off|cuts out|nothing was registered|no data arrived|no data was received|nothing was recorded|nothing was received|no readings arrived|data is missing|data are missing|readings are missing|values are missing|no data|no readings|no values|no samples|no measurements|silent|unreachable|disconnected|incomplete|unavailable|interrupted|fell silent|falls silent|went silent|goes silent|nothing arrived|nothing came in|no reading arrived|no data was recorded|no data were recorded|no values were recorded|no readings were recorded|without data|without readings|without any data|went missing|goes missing|recording stopped|recording stops|stopped sending|stops sending|stopped transmitting|data loss|lost contact|dropped offline|no signal|lost signal|lost the signal|data is absent|no data points|patchy',
  stuck: '',
  clipped:
    'cut off|clipped|saturated|saturating|saturates|clipping|clips|capped|pegged|maxed out|railed|at its ceiling|at the ceiling|against its ceiling|at its limit|against its limit|saturate|at the end of its scale|hits its ceiling|off the scale|at full scale',
  zero: 'dark|pitch dark|completely dark|off|at zero|zero throughout|all zero|all zeros|idle|inactive|zero',
  'evenly spaced':
    'evenly spaced|regularly spaced|equally spaced|equidistant|at regular intervals|uniformly spaced|at even intervals|at equal intervals|regular sampling|at constant intervals|sampled regularly|spaced evenly|spaced regularly|at a steady pace',
  'skewed right':
    'right-skewed|positively skewed|skewed right|right skewed|right-tailed|skewed to the right|skew to the right|leans to the right|leans right|tail to the right|right tail|skewed towards the right|skewed toward the right|skewed positively|positive skew|positive skewness|right skew|tailed to the right|long right tail|skewed towards higher values|skewed upwards|skewed to higher values',
  'skewed left':
    'left-skewed|negatively skewed|skewed left|left skewed|left-tailed|skewed to the left|skew to the left|leans to the left|leans left|tail to the left|left tail|skewed towards the left|skewed toward the left|skewed negatively|negative skew|negative skewness|left skew|tailed to the left|long left tail|skewed towards lower values|skewed downwards|skewed to lower values',
  skewed: 'skewed|skew|asymmetric|asymmetrical|asymmetry|lopsided|asymmetrically',
  vague:
    'all good|regular|small|large|narrow|wide|big|tiny|huge|moderate|modest|poor|strong|weak|tight|broad|minor|significant|minimal|overloaded|healthy|comfortable|pleasant|acceptable|satisfactory|reasonable|excellent|ideal|optimal|efficient|safe|dangerous|critical|risky|serious|harmless|busy|dramatic|under control|well under control|nothing to worry about|no cause for concern|nothing dramatic|sensitive|predictable|well-behaved|clean|fresh|balanced|diverse|representative|sufficient|impressive|robust|high|low|highly sensitive|accurate|precise|trustworthy|informative|meaningful|interesting|important|worrying|promising|solid|sound|superb|great|perfect|lovely|beautiful|cozy|cosy|mild|harsh|intense|heavy|crowded|congested|demanding|sluggish|responsive|adequate|inadequate|appropriate|expected of it|unremarkable for|in good shape|in great shape|in top shape|good enough|suspiciously low|long-term',
  symmetric: 'symmetric|symmetrical|symmetrically|symmetry',
  'normally distributed':
    'normally distributed|normal distribution|gaussian|gaussian distribution|bell-shaped|bell curve|bell-shaped curve|normality|normal curve|bell shape',
};

/** States that are said to be absent by the word itself. */
export const DENIED_STATES: Partial<WordTable<StateName>> = {
  'evenly spaced':
    'irregularly spaced|unevenly spaced|at irregular intervals|not evenly spaced|irregular spacing|at uneven intervals|irregular intervals|irregular sampling|spaced irregularly|spaced unevenly|uneven spacing|sampled irregularly',
};
