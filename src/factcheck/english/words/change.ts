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
  | 'stuck'
  | 'steady'
  | 'vary'
  | 'mixed'
  | 'step'
  | 'on'
  | 'off'
  | 'back';

/** Verbs, nouns and adjectives of change. */
export const MOVES: WordTable<MoveSense> = {
  up: 'rise|rises|rose|rising|risen|increase~|increasingly|climb~|grow|grows|grew|growing|grown|growth|ascend~|go up|goes up|going up|went up|gone up|warms|warmed|warming|warm~ up|heat~ up|heating|upward|upwards|upward trend|upward movement|upward tendency|uptrend|gain~|gain~ ground|trend~ up|trend~ upward|trend~ upwards|trend~ higher|positive trend|rising trend|increasing trend|pick~ up|rebound~|brighten~|swell|swelled|swells|swelling|mount~|upswing|uptick|upturn|step~ up|move~ up|move~ upward|move~ upwards|tick~ up|went higher|go higher|goes higher|move~ higher|ramp~ up|build~ up|buildup|build-up|built up|accelerate~|speed~ up|sped up|get warmer|gets warmer|got warmer|getting warmer|getting hotter|getting higher|getting brighter|getting larger|becoming warmer|becoming higher|becomes warmer|became warmer|came up|comes up|advance~|work~ its way up|improve~|uphill|raised|rally|rallied|rallies|strengthen~|widen~|expand~|push~ up|push~ higher|head~ up|head~ upward|head~ upwards|head~ higher|escalate~|ascent|ramp|run~ up|ran up|nudge~ up|steps higher|stepped higher|steps upward|stepped upward|turn~ up|turn~ upward|filled up|fills up|thicken~|intensify|intensified|intensifies|double~|more than doubled|triple~|quadruple~|make~ up ground|on the rise|on the up|shift~ up|shift~ upward|shift~ upwards|lift~|wax~',
  'up sudden':
    'jump~|jump~ up|surge~|spike|spikes|spiked|spiking|soar~|shoot up|shot up|shoots up|shooting up|leap|leaps|leapt|leaped|leaping|rocket~|skyrocket~|burst~|burst up|spring up|sprang up|springs up|vault~|balloon~|explode~|bolt~ up|flare~|flare~ up|hop~ up|hop up|snap~ up|peak sharply|catapulted',
  'up gradual':
    'creep up|creeps up|crept up|creeping up|creep upward|creeps upward|crept upward|edge~ up|edge~ upward|edge~ upwards|edge~ higher|inch~ up|inch~ higher|inch~ upward|drift~ up|drift~ upward|drift~ upwards|drift~ higher|upward drift|slow~ rise|creeps higher|crept higher|nose~ up|crawl~ up|upward creep|slowly rising',
  down: 'fall|falls|fell|falling|fallen|decrease~|decline~|drop~|descend~|go down|goes down|going down|went down|gone down|cools|cooled|cooling|cool~ down|cool~ off|sink|sinks|sank|sinking|sunk|reduce~|reduction|downward|downwards|downward trend|downtrend|trend~ down|trend~ downward|trend~ downwards|trend~ lower|negative trend|falling trend|decreasing trend|ease~|ease~ off|ease~ back|subside~|shrink|shrinks|shrank|shrinking|dwindle~|diminish~|taper~ off|taper~|step~ down|move~ down|move~ downward|move~ downwards|tick~ down|come down|comes down|came down|coming down|went lower|go lower|goes lower|move~ lower|decay~|weaken~|slide|slides|slid|sliding|slip~|slip~ back|dim|dims|dimmed|dimming|lowers|lowered|lowering|slow~ down|slows|slowed|slowing|abate~|drain~|fall off|falls off|fell off|falling off|drop~ off|drop~ away|fall away|falls away|fell away|fall back|falls back|fell back|falling back|retreat~|recede~|wane~|die down|dies down|died down|ebb~|descent|downturn|get colder|gets colder|got colder|getting cooler|getting colder|getting lower|getting darker|getting smaller|becoming cooler|becoming lower|lose ground|loses ground|lost ground|darken~|worsen~|deteriorate~|shed|sheds|shedding|head~ down|head~ downward|head~ downwards|head~ lower|downhill|lull|fade~|fade~ away|let up|lets up|pull~ back|back~ off|thin~ out|empties|emptied|halved|is down|are down|was down|were down|downward movement|downward tendency|run~ down|ran down|shift~ down|shift~ downward|shift~ downwards|contract~|narrow~|downswing|on the decline|wind down|winds down|wound down|trough~',
  'down sudden':
    'plunge~|plummet~|crash~|collapse~|dip~|tumble~|nosedive~|slump~|dive~|sag~|dove|plunge|cave in|caved in|caves in|crater~|drop~ off sharply|dropout|fell through|snap~ down|free fall',
  'down gradual':
    'edge~ down|edge~ downward|edge~ lower|inch~ down|inch~ lower|drift~ down|drift~ downward|drift~ downwards|drift~ lower|downward drift|creep down|creeps down|crept down|creeping down|nudge~ down|slow~ decline|crawl~ down|bleed~ off|downward creep|slowly falling',
  flat: "flat|constant|unchanged|unchanging|static|motionless|did not change|does not change|doesn't change|didn't change|do not change|has not changed|have not changed|hasn't changed|not moving|no change|without change|flatline~|did not move|does not move|doesn't move|didn't move|no movement|no variation|never changes|never changed|identical|invariant|no longer changes|stopped changing|stops changing|repeating|repeated value|repeats|stands still|stood still|stand still|standing still|stands perfectly still|unvarying|flat-lined|flat-lines|flat-lining|does not vary|did not vary|doesn't vary|without variation|remains unchanged|remained unchanged|stay unchanged|the same value|same value|perfectly still|at a standstill|completely still|immobile|dead flat|does not budge|did not budge|doesn't budge|didn't budge|never moves|never moved",
  stuck:
    'stuck|frozen|froze|freeze|freezes|hung|hangs|stalled|stalls|locked|jammed|freezing|stuck in place|got stuck|gets stuck|seized|frozen in place|locked up',
  steady:
    'stable|steady|stably|stability|hover~|stabilize~|stabilise~|level~ off|levelled|leveled|levelled off|leveled off|plateau~|settle~|settle~ down|settle~ back|calm|no significant change|no significant changes|little change|hardly changed|barely changed|little variation|hardly changes|barely changes|hardly any change|barely moved|hardly moved|quiet|held steady|holding steady|holds steady|hold steady|held stable|no major changes|without significant changes|did not change much|does not change much|consistent|consistently|remained consistent|hold~|held|holds|keeps|even|keep~ steady|kept steady|keeps steady|in equilibrium|flattens|flatten~|flatten~ out|level~ out|even~ out|steadied|steadies|hold~ firm|held firm|stay~ put|stay~ level|no trend|trendless|without a trend|no clear trend|no obvious trend|no discernible trend|no visible trend|no overall trend|neither rises nor falls|neither rising nor falling|sideways|uniform|placid|subdued|tame|on an even keel|undisturbed|range-bound|moves little|moved little|changes little|changed little|varies little|varied little|hardly varies|barely varies|hardly moves|barely moves|smooth|smoothly',
  vary: 'bursty|spiky|fluctuate~|fluctuation|fluctuations|vary|varies|varied|varying|variation|variations|variability|oscillate~|oscillation|oscillations|swings|swung|swinging|bounce~|bounce~ around|bounce~ between|up and down|ups and downs|up-and-down|volatile|volatility|changes|changed|changing|unstable|unsteady|wobble~|wobbly|noisy|jittery|jumpy|cyclic|cyclical|cycle~|alternate~|wander~|went up and down|goes up and down|go up and down|rises and falls|rose and fell|rise and fall|moves around|moved around|jumps around|jumped around|scatter~|scattered|choppy|restless|switch~ between|switches|ripple~|shift~ between|jump~ between|hop~ between|see-saw~|seesaw~|zigzag~|flutter~|roam~|meander~|turbulent|agitated|ragged|pulsate~|pulse~|flicker~|flip~ between|toggle~|toggle~ between|undulate~|variable|lively|uneven|spread out|dances|danced|dance~|moves about|all over the place|changeable|inconsistent',
  step: 'stepped|steps|stepping|shifted|shifts|shifting|switched|changed over',
  mixed: 'mixed|first up then down|rise and then a fall|rose then fell',
  on: 'came on|come on|comes on|turned on|turns on|switched on|switches on|went on|goes on|lit up|lights up|was switched on|was turned on|became active|becomes active|came alive|comes alive|woke up|wakes up|kicked in|kicks in|starts up|started up',
  off: 'went off|goes off|turned off|turns off|switched off|switches off|switched off again|went out|goes out|went dark|goes dark|was switched off|was turned off|shut off|shuts off|shut down|shuts down|powered down|powers down|dies|goes to zero|went to zero|drops to zero|dropped to zero|falls to zero|fell to zero',
  back: 'return~|was back|were back|is back|are back|back at|back to|back in|comes back|came back|come back|coming back|went back|goes back|go back|going back|recover~|back to normal|dropped back|drops back|revert~|normalize~|normalise~|resume~|restore~|bounce~ back|settle~ back to|settle~ back at|right back|snap~ back|swing~ back|swung back|come down again|came down again|falls back to|fell back to|drops back to|dropped back to|back down|back up|climbs back|climbed back|rebounds to|got back|gets back|ended up back|go back to normal',
};

export type MannerSense = 'sudden' | 'gradual' | 'slight' | 'strong' | 'overall' | 'steady';

/** Adverbs and adjectives beside a change. */
export const MANNERS: WordTable<MannerSense> = {
  sudden:
    'sudden|suddenly|abrupt|abruptly|sharp|sharply|instant|instantly|at once|all of a sudden|immediate|in one step|in a single step|steep|steeply|rapid|rapidly|quick|quickly|swift|swiftly|one-off|within one reading|momentary|momentarily|brief|briefly|short-lived|short|fast|precipitously|brisk|briskly',
  gradual:
    'gradual|gradually|slow|slowly|little by little|bit by bit|step by step|gentle|gently|progressive|progressively|over time|by degrees|smoothly|smooth|softly|inexorably|creeping',
  slight:
    'slight|slightly|small|a little|little|a bit|somewhat|minor|modest|modestly|mild|mildly|marginal|marginally|weak|weakly|moderate|moderately|tiny|barely|a touch|faintly|smaller|minimal|subtle|subtly|a shade|minimally',
  strong:
    'strong|strongly|considerable|considerably|substantial|substantially|significant|significantly|marked|markedly|dramatic|dramatically|large|big|huge|pronounced|heavily|greatly|noticeably|noticeable|clear|clearly|major|massive|massively|considerable|drastic|drastically|a lot|much|visibly|vast|vastly|distinct|distinctly|enormous|noticeable',
  overall:
    'overall|on the whole|in general|generally|all in all|by and large|in the long run|broadly|taken together',
  steady:
    'steadily|steady|continuous|continuously|constantly|continually|consistently|monotonically|monotonic|without interruption|uninterruptedly|all the time|all along|linear|linearly|persistent|persistently|relentlessly|evenly|throughout|regularly|unbroken|sustained|incessantly',
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
