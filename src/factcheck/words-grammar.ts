import type { WordTable } from './lexicon.ts';

/** Words that hold a sentence together: links, articles, negation, hedges, reasons, times and places. */
export const GRAMMAR_WORDS: WordTable = {
  link: {
    be: "is|are|was|were|be|been|being|it's|that's|equals|equal to|equal|stands|stood|remains at|sits|lies|lay|comes|came|reads|shows|amounts|amounting|amounted|measures|measured|recorded|observed|reported|calculated|computed|found|given|reached|registered|hit|hits|noted|estimated|located|sat|works out|comes out|came out|seen|has|had|turned out|averaging|occurring|becomes|occurred|occurs|lying|standing",
    of: 'of|at|to|as|:|=|(|with|**|*|–|—|->|→|`|_|in|out',
  },
  det: { the: "the|a|an|this|that|these|those|its|their|his|our|any|each|both|another|such|said|it's|other" },
  intens: {
    plain:
      'very|relatively|not only|quite|slightly|significantly|generally|overall|rather|fairly|somewhat|extremely|highly|heavily|particularly|especially|clearly|obviously|notably|noticeably|remarkably|mostly|largely|mainly|entirely|completely|fully|totally|perfectly|consistently|really|just|only|also|even|still|actually|simply|essentially|basically|typically|usually|normally|clear|obvious|notable|noticeable|significant|major|minor|potential|apparent|visible|evident|such|sharp|strong|real|true|main|actual|further|additional|more|noted|detected|observed|recorded|reported|identified|found|measured|distinct|separate|individual|different|isolated|large|small|big|slight|moderate|strongly|markedly|considerably|substantially|well|far|much|exactly|precisely|so|too|readily|immediately|brief|briefly|short|long|new|apparently|seemingly|likely|probably|truly|absolutely|reasonably|pretty|mildly|extraordinarily|unusually|calculated|estimated|corresponding|resulting|sample|whole|entire|full|total|simple|data|sensor|statistical|numerical|numeric|valid|available|raw|remaining|other|rest|same|collected|monitored|current|recent|latest|consecutive|successive|identical|equal|known|given|specified|average|mean|normal|respective|respectively|certain|particular|specific|severe|serious|glaring|dramatic|drastic|pronounced|marked|considerable|substantial|important|critical|of note|in question|single|negative|positive|steadily|gradually|slowly|sharply|suddenly|rapidly|quickly|continuously|smoothly|abruptly|again|almost|nearly|sudden|abrupt|gradual|steep|steeply|rapid|slow|continuous|general|first|then|smaller|larger|regularly|constantly|hourly|daily|lone|solitary|otherwise|else|any more|anymore',
  },
  neg: {
    not: "not|n't|isn't|aren't|wasn't|weren't|doesn't|don't|didn't|hasn't|haven't|hadn't|cannot|can't|never|nor|neither|won't|without|no longer|hardly|rarely|barely|fails to|failed to|at no point|at no time|is not|are not|was not|were not|does not|do not|did not|has not|have not|far from|nowhere near|anything but|rather than|instead of|contrary to",
  },
  have: {
    have: 'have|has|had|contain|contains|contained|containing|show|shows|showed|shown|showing|exhibit|exhibits|exhibited|display|displays|displayed|include|includes|included|including|detect|detected|see|saw|seen|find|found|there|appear|appears|appeared|seem|seems|seemed|reveal|reveals|revealed|indicate|indicates|indicated|have any|be|to|do|does|did|is|are|was|were|been|being|any|observe|observed|identify|identified|suffer from|present|notice|noticed|experience|experienced|report|reports|reported|suggest|suggests|feature|features|occur|occurred|look|looks|looked|be considered|considered|has been|have been|really|with|consistent with|points|point|deviate|deviates|yet|necessarily|considered to be',
  },
  elsewhen: {
    other:
      'yesterday|tomorrow|last week|last month|last year|previous day|previous week|previous window|next hour|next day|forecast|will|is expected to|are expected to|expected to|going to|historically|in the future|usual for this time|last night|the day before|previous hour|earlier today|all year|for weeks|for days|every day|other days|other sensors|other rooms',
  },
  hedge: {
    may: 'may|might|could|possibly|perhaps|maybe|possible|potentially|conceivably|can|if|whether|unless|should|possibility|potential|may have|could have|might have|speculate|in case|assuming|presumably|hypothetically|would be needed|would need|would be required|would require|would be useful|would be helpful',
  },
  advice: {
    do: 'check|inspect|verify|monitor|investigate|consider|ensure|recommend|recommended|recommends|suggested|advise|advised|advisable|please|make sure|look at|keep an eye on|watch|replace|repair|review|calibrate|recalibrate|examine|confirm|compare|clean|restart|reset|contact|see|ask|consult|note|remember|test|continue|keep|look|have|let|call|wait|measure|find',
  },
  cause: {
    because:
      'due to|because of|because|typical of|characteristic of|caused by|owing to|as a result of|attributed to|attributable to|result of|results from|resulting from|resulted from|thanks to|on account of|stems from|stemming from|driven by|triggered by|explained by|caused|causes|causing|led to|leads to|leading to|as a consequence of|consequence of|brought about by|comes from|came from|result from|arises from|arising from|originates from|responsible for|influenced by|affected by|induced by|the cause|related to|the result of|explains|explain|reflects|reflecting|coincides with|on purpose|thanks to the',
  },
  timeprep: {
    at: 'at|on|of|@|time|timestamp|around|about|near|during|in|right at',
    from: 'from|since|after|starting at|starting from|beginning at|starting|beginning|past|following|as of|onwards from',
    to: 'until|till|to|by|before|up to|through|up until|ending at|prior to',
    'shortly after':
      'shortly after|just after|soon after|right after|a little after|immediately after|a few minutes after',
    'shortly before':
      'shortly before|just before|right before|a little before|immediately before|a few minutes before',
    between: 'between',
  },
  place: {
    last: 'last reading|latest reading|most recent reading|final reading|last value|last sample|last point|last data point|final value|final data point|last measurement|final sample|final measurement',
    first: 'first reading|first value|first sample|first point|first data point|first measurement',
    end: 'end of the window|end of the hour|end of the period|end|very end|close of the window|end of the data|end of the series|end of the recording',
    start:
      'start of the window|beginning of the window|start|beginning|start of the hour|start of the period|outset|beginning of the period|beginning of the hour|beginning of the data|beginning of the series|very beginning|very start',
    middle: 'middle of the window|middle|mid-window|middle of the hour|middle of the period',
    'first half': 'first half|first half of the window|first half of the hour|first half of the data',
    'second half':
      'second half|second half of the window|latter half|last half|second half of the hour|second half of the data',
  },
  windownoun: {
    window:
      'window|period|hour|interval|time frame|timeframe|time window|time period|time span|observation period|measurement period|recording period|day|whole window|entire window|data set|dataset|series|time series|record|recording|sample|session',
  },
  groupnoun: { group: 'group|cluster|regime|plateau|band' },
  now: { now: 'currently|now|at present|at the moment|presently|right now|most recently|lately' },
};
