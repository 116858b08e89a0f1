import type { Hedge } from '../../statement/literals.ts';
import type { Relation } from '../../statement/parts.ts';
import { COMPARATIVE_FORMS } from './adjectives.ts';
import type { WordTable } from './forms.ts';

/** What may stand between a figure's name and its value. */
export const LINKS: WordTable<'is' | 'of'> = {
  is: "is|are|was|were|be|been|being|it's|that's|equals|equal to|equal|stands|stood|remains at|remained at|remain at|sits|sit|lies|lie|lay|comes|came|reads|read|shows|showed|shown|towers|towered|juts|jutted|pokes|poked|amounts|amounting|amounted|measures|measured|recorded|observed|reported|calculated|computed|found|given|reached|reaches|reach|reaching|registered|registers|hit|hits|hitting|noted|estimated|located|sat|works out|comes out|came out|seen|has|had|having|turned out|occurring|becomes|became|occurred|occurs|lying|standing|sitting|being|set|attained|attains|touched|touches|touching|appeared|appears|logged|posted|running|runs|ran|ends up|totals|gives|yields|taken|coming|comes in|came in|arrived|falls|fell|settles|settled|rests|remains|remained|remain|stays|stayed|stay|hovers|hovered|hovering|keeps|kept|marked|marks|clocked|clocks|clocking|drops|dropped|drop|moves|moved|move|goes|goes down|went|happens|happened|shifts|shifted|rises|rose",
  of: 'of|at|to|as|:|=|(|with|–|—|->|→|=>|in|out|around|for|-',
};

export const APPROXIMATIONS: WordTable<Hedge> = {
  about:
    'about|around|approximately|roughly|approx|approx.|some|~|≈|≃|∼|ca|ca.|c.|circa|an estimated|in the region of|somewhere around|approximately equal to|just about|in the order of|on the order of|more or less|close to|near|very close to|somewhere near|in the neighborhood of|in the neighbourhood of|or so|give or take|nearby|in the vicinity of|say|more or less at|at around|at about|at roughly|at approximately|loosely|order of|right around|within a whisker of|in the area of|approximate|roughly equal to',
  exact: 'exactly|precisely|exact|right at|dead on|a flat|exactly at|precisely at|sharp at',
  almost:
    'nearly|almost|just under|just below|slightly under|slightly less than|slightly below|a little under|a little less than|a little below|a bit less than|a bit below|not quite|nearing|close on|a bit under|shy of|just short of|a shade under|a shade below|just shy of|a touch under|a touch below|a whisker under|a hair under|a hair below|short of|barely under|getting on for|nigh on',
  'just over':
    'just over|just above|slightly over|slightly more than|slightly above|a little over|a little more than|a little above|a bit more than|a bit over|a bit above|a good|a shade over|a shade above|a touch over|a touch above|barely over|barely above|a hair over|a hair above',
};

/** Bounds of an amount: "more than ten". */
export const BOUNDS: Partial<WordTable<Relation>> = {
  'at least':
    'at least|no fewer than|no less than|a minimum of|not less than|>=|≥|not fewer than|or more|upwards of',
  'at most': 'at most|no more than|up to|a maximum of|not more than|<=|≤|or fewer|or less',
  over: 'more than|over|greater than|above|exceeding|in excess of|>|well over|better than',
  under: 'less than|fewer than|under|below|<|well under|within|inside',
};

export type CompareSense = Relation | 'near' | 'within' | 'outside' | 'passing over' | 'passing under';

/** Verbs and prepositions that hold a reading against something. */
export const COMPARISONS: WordTable<CompareSense> = {
  over: 'above|over|higher than|greater than|larger than|more than|bigger than|beyond|in excess of|>|upwards of|well above|slightly above|far above|just above|clearly above|is above|lies above|are above|stays above|stayed above|remain above|remained above|remains above|north of|well over|far beyond|better than|comfortably above|on the high side of|some way above|way above|is ahead of|lies ahead of|runs ahead of|outdoes|outperforms',
  under:
    'below|under|beneath|fall short of|falls short of|fell short of|falling short of|fallen short of|lower than|less than|smaller than|fewer than|<|short of|well below|slightly below|far below|just below|clearly below|is below|lies below|are below|stays below|stayed below|remain below|remained below|remains below|underneath|south of|well under|comfortably below|some way below|way below|is behind|lies behind|lags|lags behind|lagged behind|trails|trailed|trails behind',
  'at least': 'at or above|at or over|at least|no less than|≥|>=|not less than|not below|no lower than',
  'at most': 'at or below|at or under|at most|no more than|≤|<=|not more than|not above|no higher than',
  within: 'within|inside|inside of|well within',
  outside: 'outside|outside of',
  near: 'close to|near|similar to|comparable to|around the same as|in line with|approximately equal to|nearly equal to|roughly equal to|almost equal to|very close to|near to|on a par with|almost the same as|about the same as|roughly the same as|nearly the same as|close by|much the same as|virtually the same as|on par with|nearly identical to|almost identical to|practically equal to|practically the same as',
  equal:
    'equal|equal to|equals|the same as|identical to|matches|matched|matching|just like|exactly equal to|coincides with the value of',
  'not equal': 'different from|differs from|unequal to|differ from',
  'passing over':
    'past|exceed~|surpass~|topped|cross~|cross above|crosses above|crossed above|rise above|rises above|rose above|go above|goes above|went above|going above|gone above|climbed above|climbs above|climb above|pass~|break~ through|breaks|broke|broke through|jumps above|jumped above|reach above|gets above|got above|go beyond|goes beyond|went beyond|came above|come above|comes above|get past|got past|rises over|rose over|goes over|went over|push~ past|exceeds|top~|overtake~|overtook|outstrip~|overshoot~|overshot|overtop~|outrank~|eclipse~|trump~|outreach~|peaks above|peaked above|spikes above|spiked above|climbs past|climbed past|tops|beat|beats|outdo|lie above|lies over|come in above|came in above|reach over',
  'passing under':
    'undershoot|undershoots|undershot|fall below|falls below|fell below|falling below|fall under|falls under|fell under|drop below|drops below|dropped below|dropping below|drop under|drops under|dropped under|go below|goes below|went below|going below|gone below|go under|goes under|went under|dip~ below|dip~ under|sink below|sinks below|sank below|get below|gets below|got below|come below|comes below|came below|slip~ below|slip~ under|lie below|lie under|lies under|comes in below|came in below|plunge~ below|slid below|slide below|slides below',
};

/** Comparatives: what they are said of is higher or lower than something; `quieter` is lower or less scattered, as the writer sees it. */
export const COMPARATIVES: WordTable<
  'over' | 'under' | 'more scattered' | 'less scattered' | 'quieter' | 'livelier' | 'longer' | 'shorter'
> = {
  over: `${COMPARATIVE_FORMS.over}|above|over|in excess of|ahead of|over and above|better off`,
  under: `${COMPARATIVE_FORMS.under}|below|under|short of|behind`,
  'more scattered':
    'more scattered|more volatile|more variable|noisier|more spread out|more erratic|more restless|wider spread|more dispersed|less stable|less steady|more unstable|jumpier|choppier|more turbulent|bumpier|more varied|less consistent|more uneven|more jittery|more unsteady|wilder|more spread|rougher|wider|more agitated|more irregular|less regular|less even|less smooth|less uniform|less predictable|more changeable|more unsettled|less settled|more nervous|shakier|twitchier|more ragged|more fluctuating|bouncier|spikier|more wobbly|wobblier|more inconsistent|less calm|less constant|more chaotic|unsteadier',
  'less scattered':
    'less scattered|less volatile|less variable|steadier|more stable|less noisy|more consistent|more steady|tighter|smoother|less erratic|more even|less spread out|more uniform|more regular|narrower|more constant|evener|less varied|less dispersed|less restless|less jumpy|less jittery|more settled|more orderly|less turbulent|less unsteady|less unstable|flatter|more predictable|less choppy|less agitated|less irregular|less spread',
  quieter: 'quieter|calmer|more quiet|more calm|stiller|more tranquil|more relaxed|less lively|less active',
  livelier: 'livelier|more active|more lively|less quiet',
  longer: 'longer',
  shorter: 'shorter',
};

export type AmountSense =
  | 'several'
  | 'few'
  | 'couple'
  | 'handful'
  | 'some'
  | 'most'
  | 'nearly all'
  | 'all'
  | 'none'
  | 'half'
  | 'third'
  | 'quarter'
  | 'two thirds'
  | 'three quarters'
  | 'under half'
  | 'one'
  | 'minority';

export const AMOUNTS: WordTable<AmountSense> = {
  several:
    'several|multiple|numerous|many|various|a number of|a large number of|a lot of|lots of|a great number of|dozens of|a large number|a multitude of|plenty of|quite a few|hundreds of|thousands of|countless|a significant number of|large number of|large number|a high number of|a good number of|a variety of|a considerable number of|quite a number of|a great many|scores of|a series of|a string of|a cluster of|repeated',
  few: 'a few|few|a small number of|some few|very few|only a few|just a few|a small number|a small set of|one or two|two or three|a couple or so',
  couple: 'a couple of|a couple|a pair of|both|the two|a twin|both of them|both of',
  handful: 'a handful of|a handful',
  some: 'some|certain|any number of|at least one',
  most: "most|most of|majority of|the majority of|a majority of|the vast majority of|the bulk of|more than half of|over half of|more than half|over half|the majority|majority|a majority|most of the time|the greater part of|the larger part of|mostly|the better part of|for the most part|mainly|predominantly|more often than not|the lion's share of|well over half",
  'nearly all':
    'almost all|nearly all|virtually all|almost every|nearly every|almost all of|nearly all of|practically all|the vast majority|almost everything|all but a few|practically every|virtually every|nearly always|almost always',
  all: 'all|every|each|all of|every single|each of|each and every|the entire|the whole|every one of|all of them|everything|all of these|all of the|every one|each one|always|without exception|any|invariably|throughout|all of those|the lot',
  none: 'no|none|none of|zero|not a single|not one|not any|neither|nil|without|without any|without a single|without one single|without even one|free of|free from|devoid of|absence of|lack of|lacks|clear of|no single|no more|none of them|not even one|absent any|no sign of any|neither of them',
  half: 'half of|half the|half|one half of|exactly half|exactly half of',
  third: 'a third of|one third of|one-third of|a third|one third',
  quarter:
    'a quarter of|one quarter of|one-quarter of|a quarter|one quarter|a fourth of|one in four|every fourth',
  'two thirds': 'two thirds of|two-thirds of|two thirds|two-thirds',
  'three quarters': 'three quarters of|three-quarters of|three fourths of|three quarters|three-quarters',
  'under half':
    'less than half of|less than half|under half|under half of|fewer than half|fewer than half of|not even half|well under half',
  minority: 'a minority of|the minority of|a minority|only a minority',
  one: 'the only|a single|single|one single|only one|just one|exactly one|a lone|lone|a solitary|solitary|the lone|the sole|sole|a sole|one lone|an isolated|one isolated|the single|a one-off',
};

export const ORDINALS: WordTable<
  '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '10' | '11' | '12' | '20' | '-1' | '-2' | 'middle'
> = {
  '1': 'first|1st|opening|initial|earliest|early|starting',
  '2': 'second|2nd|middle of three',
  '3': 'third|3rd',
  '4': 'fourth|4th',
  '5': 'fifth|5th',
  '6': 'sixth|6th',
  '7': 'seventh|7th',
  '8': 'eighth|8th',
  '9': 'ninth|9th',
  '10': 'tenth|10th',
  '11': 'eleventh|11th',
  '12': 'twelfth|12th',
  '20': 'twentieth|20th',
  '-1': 'last|final|closing|latter|latest|most recent|very last|concluding|newest|terminal',
  '-2': 'second-last|second to last|penultimate|next to last|last but one|second last',
  middle: 'middle|central|mid',
};

export const WINDOW_NOUNS: WordTable<'window'> = {
  window:
    'window|period|interval|time frame|timeframe|time window|time period|time span|timespan|observation period|measurement period|recording period|whole window|entire window|data set|dataset|series|time series|record|recording|session|data|readings|measurements|values|samples|hour|day|observation|log|trace|curve|signal|sequence|span|observation window|monitoring period|whole period|entire period|run|segment|stretch|night|morning|afternoon|evening|snapshot|week|batch|sample|excerpt|shift|window of time|data points|points|time range|minute|section',
};

/** Words that say that something is not so. */
export const NEGATIONS =
  "not|nowhere|not once|never once|on no occasion|at no moment|at no stage|n't|isn't|aren't|wasn't|weren't|doesn't|don't|didn't|hasn't|haven't|hadn't|cannot|can't|never|nor|neither|won't|without|no longer|hardly|rarely|barely|fails to|failed to|at no point|at no time|far from|nowhere near|anything but|rather than|instead of|contrary to|no|absence of|lack of|lacks|free of|free from|devoid of|nothing|none";

/** What is only thought of as possible is no claim. */
export const POSSIBILITIES =
  "may|might|could|possibly|perhaps|maybe|possible|potentially|conceivably|can|if|whether|unless|should|possibility|in case|hypothetically|would|speculate|it is possible|one possibility|cannot be ruled out|can't be ruled out|if any|might be|could be";

/** Reasons: what follows one of them, to the end of the clause, is a cause. */
export const CAUSES =
  'is to blame|are to blame|was to blame|is the reason|was the reason|are the reason|is responsible|is at fault|is the culprit|is behind it|is the cause|was the cause|due to|because of|because|typical of|typical for|characteristic of|caused by|owing to|as a result of|attributed to|attributable to|is the result of|results from|resulting from|resulted from|on account of|stems from|stemming from|driven by|triggered by|explained by|caused|causes|causing|led to|leads to|leading to|as a consequence of|consequence of|brought about by|result from|arises from|arising from|originates from|responsible for|influenced by|affected by|induced by|the cause|the result of|explains|explain|thanks to|traced to|traced back to|brought on by|blamed on|put down to|to blame|the reason|likely reason|probable cause|probable reason|likely cause|product of|the work of|courtesy of|triggered|triggers|provoked by|set off by|ascribed to|symptomatic of|in response to|as someone|when someone|reason for|reasons for|in reaction to|linked to|coinciding with|the culprit|stemmed from|someone|somebody|as people|when people|because people|set in motion by|accounted for by|accounts for|down to someone|as staff|when staff|produced by|the fault of|possible cause|root cause|underlying cause|main cause|likely explanation|explanation|likely culprit|on purpose|related to|a consequence of|a symptom of';

/** Reasons only where what follows says nothing of the data by itself: "indicates a leak", but not "indicates an outlier". */
export const WEAK_CAUSES =
  'my guess is that|i guess|i suspect that|i suspect|my bet is that|we suspect that|i assume that|a sign of|signs of a|sign of a|points to a|points to an|point to a|point to an|points to|pointing to a|pointing to|indicating a|indicating an|indicates a|indicates an|indicate a|hints at|hinting at|hint at|suggests a|suggests an|suggesting a|suggesting an|suggests that|suggesting that|indicates that|indicating that|evidence of a|consistent with a|consistent with an|indicative of|likely a|likely an|probably a|probably an|presumably a|presumably an|most likely a|most likely an|presumably|looks like a|looks like an|smacks of|speaks for a|speaks for an|suggestive of|reflects|reflecting|coincides with|likely to be|could be due|means that|so the|when the|as the|since the|probably|most likely|likely';

/** Asking somebody to do something is no claim. */
export const ADVICE =
  'check|inspect|verify|monitor|investigate|consider|ensure|recommend|recommended|recommends|suggest|advise|advised|advisable|please|make sure|look at|keep an eye on|watch|replace|repair|review|calibrate|recalibrate|examine|confirm|compare|clean|restart|reset|contact|ask|consult|remember|test|continue|keep|call|wait|find|let me know|tell|feel free|look into|take|schedule|plan|double-check|worth checking|worth a look|worth looking|worth keeping|worth investigating|needs checking|need to be checked|needs to be checked|should be|follow up|send';

/** What says nothing about the window by itself, and may stand between the parts of a phrase. */
export const FILLERS =
  "'s|'|very|relatively|quite|rather|fairly|somewhat|extremely|highly|heavily|particularly|especially|obviously|notably|remarkably|largely|entirely|completely|fully|totally|perfectly|really|just|only|also|even|still|actually|simply|essentially|basically|typically|usually|normally|clear|obvious|notable|significant|potential|apparent|visible|evident|net|such|real|true|main|actual|further|additional|noted|detected|observed|recorded|reported|identified|found|measured|separate|isolated|well|exactly|precisely|so|too|readily|immediately|new|apparently|seemingly|likely|probably|truly|absolutely|reasonably|pretty|calculated|estimated|corresponding|resulting|whole|entire|full|simple|sensor|statistical|numerical|numeric|valid|available|raw|collected|monitored|current|given|respective|respectively|particular|specific|serious|glaring|important|critical|certainly|definitely|in fact|indeed|of course|again|then|now|already|yet|however|therefore|thus|hence|moreover|furthermore|additionally|in addition|meanwhile|otherwise|else|any more|anymore|most likely|more precisely|to be precise|in short|in summary|as well|at all|once more|the|a|an|this|that|these|those|its|their|our|your|his|her|my|both|said|temperature|humidity|pressure|light|voltage|ever|up to now|so far|i|we|you|here|there|daily|hourly|own|on the other hand|in contrast|by contrast|by comparison|in comparison|comparatively|rounded|arithmetic|plain|little|tiny|lone|local|global|absolute|mere|merely|a mere|fully|easily|comfortably|brief|by then|ultimately|eventually|finally|initially|at first|nicely|neatly|good|old|nice|quick|lovely|quite a|merely|in turn|once again|after all|for now|for example|for instance|namely|i.e|e.g|viz|interestingly|importantly|surprisingly|unsurprisingly|fortunately|unfortunately|luckily|sadly|alas|curiously|oddly|strikingly|taken together|slightly|marginally|noticeably|considerably|significantly|substantially|markedly|clearly|generally|similarly|likewise|conversely|accordingly|consequently|correspondingly|effectively|in plain words|in plain english|in plain terms|in plain language|in other words|all in all|put differently|put simply|put another way|simply put|so to speak|as it were|by the way|on balance|mind you|to be fair|in any case|at any rate|if anything|for the record|to sum up|in sum|in brief|in essence|in effect|in practice|needless to say|no doubt|strictly speaking|roughly speaking|broadly speaking|as a matter of fact|as a rule|as well as that|on top of that|what is more|in everyday terms|to put it plainly|to put it simply|in a nutshell|long story short|in the process|along the way|on the face of it";

/** What lies outside of the window: nothing in it decides what is said of that. */
export const ELSEWHERE =
  'previous day|day before|yesterday|tomorrow|last week|last month|last year|previous week|previous month|previous window|next day|next hour|next week|next month|previous hour|forecast|historically|historical|historical average|all year|for weeks|for months|other days|other sensors|other rooms|other devices|same time yesterday|seasonal average|in previous days|last night|earlier today|in the past|in the future|typical for this time|usual for this time|usual for this time of day|in other rooms|neighbouring rooms|neighboring rooms|outdoor|outdoors|outside temperature|ambient';
