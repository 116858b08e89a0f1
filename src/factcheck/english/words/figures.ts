import type { FindingClass } from '../../statement/events.ts';
import type { StatisticName } from '../../statement/numbers.ts';
import { SUPERLATIVE_FORMS } from './adjectives.ts';
import type { WordTable } from './forms.ts';

/** Nouns and adjectives that name a statistic. */
export const STATISTICS: Partial<WordTable<StatisticName>> = {
  mean: 'mean|average|avg|avg.|arithmetic mean|mean value|average value|mean reading|average reading|mean level|average level|x̄|μ|on average|in the mean|mean average|typical average|arithmetic average',
  median: 'median|median value|median reading|middle value|50th percentile|p50|central value|medians',
  mode: 'mode|most common value|most frequent value|most common reading|most frequent reading|most frequent|commonest value|modal value',
  stddev:
    'standard deviation|std|std dev|std. dev|std. dev.|std deviation|stddev|stdev|sd|s.d.|st dev|st. dev|σ|sigma|std.|standard dev|standard dev.|sample standard deviation',
  variance: 'variance',
  min: 'lo|minimum|min|min.|trough|low|bottom|minima|low point|floor|nadir|minimum value|minimum reading|minimum level|lower extreme|minimal value|low-water mark|lower end|bottom value|bottom end',
  max: 'hi|maximum|max|max.|peak|high|top|maxima|high point|ceiling|maximum value|maximum reading|maximum level|peak value|peak reading|peak level|upper extreme|maximal value|high-water mark|upper end|crest|peaks value|top value|all-time high|top end|apex',
  range:
    'total spread|spread|total range|overall range|peak-to-peak|peak-to-peak range|peak to peak|range of values|amplitude|full range|value range|data range|total variation|overall spread|full swing|total swing|swing|range|bandwidth|p2p|width|range of variation|distance between the extremes|difference between the extremes|gap between the extremes',
  first:
    'initial value|initial reading|starting value|opening value|start value|opening reading|starting reading|start point|starting point|starting level|opening level|initial level|opening figure',
  last: 'latest reading|latest value|most recent reading|most recent value|current value|current reading|final reading|final value|newest reading|closing value|end value|final measurement|final sample|latest measurement|closing reading|ending value|most recent measurement|last recorded value|closing level|final level|current level|latest sample|newest value|end point',
  sum: 'sum|total|sum total|grand total|overall total|cumulative total',
  iqr: 'interquartile range|iqr|inter-quartile range',
  mad: 'mad|median absolute deviation',
  p05: '5th percentile|fifth percentile|p5|p05',
  p25: '25th percentile|first quartile|lower quartile|q1|p25',
  p75: '75th percentile|third quartile|upper quartile|q3|p75',
  p95: '95th percentile|p95',
  skewness: 'skewness|skewness coefficient|coefficient of skewness|skew of',
  'coefficient of variation':
    'coefficient of variation|cv|relative standard deviation|rsd|coefficient of variance|variation coefficient',
  midrange:
    'middle of the range|centre of the range|center of the range|midpoint between the extremes|midpoint between the two extremes|middle between the extremes|half way between the extremes|halfway between the extremes|middle of the two extremes|midrange|midpoint|mid-range|midpoint of the range',
  typical:
    'usual level|usual value|typical value|typical level|baseline|base level|baseline level|baseline value|normal level|normal value|resting level|typical reading|usual readings|background level|regular level|ordinary level|customary level|background|going rate|usual figure',
};

/** Superlatives: of the readings when alone or before their noun. */
export const EXTREMES: WordTable<'max' | 'min'> = {
  max: `${SUPERLATIVE_FORMS.max}|maximal|topmost|longest|steepest value|top|peak|maximum|uppermost`,
  min: `${SUPERLATIVE_FORMS.min}|quietest|minimal|least|shortest|bottom|minimum|lowermost`,
};

/** Verbs that state a statistic: "averages 65". */
export const FIGURE_VERBS: Partial<WordTable<StatisticName>> = {
  mean: 'average~|average~ out at|average~ out to|average~ at',
  max: 'peak~|peak~ at|peak~ out at|top~ out|top~ out at|top~ out near|max~ out|max~ out at|crest~ at|culminate~ in|culminate~ at|spike~ at|reach~ a high of|reach~ a maximum of|reach~ a peak of|reaches as high as|goes as high as|went as high as|as high as|climb~ as high as|rose as high as|tops|reach~ its maximum of|reach~ its peak of',
  min: 'bottom~ out|bottom~ out at|trough~ at|as low as|goes as low as|went as low as|fell as low as|dropped as low as|dip~ as low as|reach~ a low of|reach~ a minimum of|drop~ to a low of|fell to a low of|falls to a low of|reach~ its minimum of|bottoming out at',
  range:
    'span~|vary by|varies by|varied by|varying by|fluctuate~ by|swing by|swings by|swung by|oscillate~ by|range~ over|spread over|spreads over|move~ over a range of|differ~ by up to',
  sum: 'total~|add~ up to|sum~ to|sum~ up to|amount~ in total to|adds up to',
  first:
    'start~ at|start~ off at|began at|begins at|begin at|beginning at|open~ at|open~ with|starts out at|started out at|starts with|start~ from|starts from|start~ out at|kick~ off at|kicked off at|set out at|sets out at',
  last: 'now|end~ at|end~ on|end~ up at|finish~ at|finish~ on|close~ at|ending up at|ends up at|ended up at|wind~ up at|wound up at|close~ on|close~ out at|conclude~ at|currently at|now at|is currently|is now|currently|now stands at|currently stands at|now sits at|ended the window at|standing now at|end~ with|close~ with',
};

/** Nouns for one reading. */
export const READING_NOUNS: WordTable<'reading' | 'interval' | 'time'> = {
  reading:
    'reading|point|data point|datapoint|value|data value|sample|measurement|record|observation|entry|entries|row|sensor reading|sensor value|data reading|recording|datum|data entry|data entries|figure|data sample|measured value|recorded value|measuring point|individual reading|data item|data row|measured point|rows of data|readout|rdg|rdgs|obs|pts|sensor sample|raw value|individual value|reported value|sensor measurement|reading of the sensor|result',
  interval: 'interval|slot|time step|timestep|time slot|bin|time point|period|bucket|timestamp|step|tick',
  time: 'time|times|occasion|occasions|instances|case|cases|occurrence|occurrences|appearance|appearances',
};

/** Nouns for what can be found in a window. */
export const FINDING_NOUNS: Partial<WordTable<FindingClass>> = {
  outlier:
    'outlier|outlying value|extreme value|extreme reading|extreme outlier|outlying point|outlying reading|extremes|deviant value|extreme point|extreme data point|rogue value|rogue reading|stray value|stray reading|extremity|extremities',
  any: 'anomaly|anomalies|irregularity|irregularities|abnormality|abnormalities|fault|malfunction|issue|problem|concern|oddity|oddities|error|failure|warning|alarm|alert|incident|inconsistency|inconsistencies|discrepancy|discrepancies|peculiarity|peculiarities|disturbance|defect|unusual activity|red flag|cause for concern|trouble|artifact|artefact|glitch|glitches|aberration|sensor fault|sensor error|data quality issue|event|episode|surprise|example|abnormal behavior|abnormal behaviour|anomalous behavior|anomalous behaviour|unusual behavior|unusual behaviour|irregular behavior|irregular behaviour|unusual pattern|abnormal pattern|deviation from normal|unexpected behavior|unexpected behaviour|reason for concern|cause for alarm|reason for alarm|unusual event|complication|hiccup|mishap|deviation|exception|misbehaviour|misbehavior|untoward event|suspicion',
  spike:
    'spike|surge|excursion|isolated peak|sharp peak|sudden peak|burst|outburst|blip|bump|upward spike|positive spike|isolated spike|peak value spike|overshoot|flare|flare-up|upward excursion|isolated high|hump',
  dropout:
    'dropout|drop-out|signal loss|dip|downward spike|negative spike|plunge|downward excursion|notch|undershoot|slump|momentary drop',
  gap: 'gap|data gap|outage|interruption|hole|break in the data|pause|data loss|silence|blackout|break|lull in the data|transmission gap|interval without data|dead time|radio silence|recording gap|blind spot|data outage|downtime|drop in coverage|blank stretch|pause in the data|pause in the recording',
  missing:
    'missing value|missing reading|missing point|missing data|missing data point|missing sample|null|null value|nan|nans|missing measurement|null reading|missing entry|missing entries|empty reading|empty value|blank|missing interval|lost reading|lost sample|null entry|nulls|missings|empty slot|empty row|empty record',
  stuck:
    'flatline|flat line|frozen value|stuck value|stuck reading|frozen reading|frozen stretch|frozen sensor|stuck sensor|frozen period|standstill|freeze|frozen section|flat stretch|flat spot|flat section|flatlining|plateau of identical values|stuck signal',
  'level shift':
    'level shift|step change|shift|level change|shift in level|change of level|change in level|step|regime change|offset|step up|step down|baseline shift|shift in the baseline|change of regime|stepwise change|level jump',
  drift: 'drift|creep|slow drift|gradual drift|upward drift|downward drift',
  'noise burst':
    'noise burst|burst of noise|noisy stretch|noisy period|noise|noisy phase|noisy section|noisy spell|turbulence|noisy interval|jitter|bout of noise',
  clipped:
    'clipping|saturation|clipped value|saturated value|clipped reading|saturated reading|signs of clipping',
  duplicate:
    'duplicate|duplicate reading|duplicate timestamp|duplicated reading|duplicate value|repeated timestamp|doubled reading|double entry',
};

/** Adjectives that call a reading one of those. */
export const FINDING_ADJECTIVES: Partial<WordTable<FindingClass>> = {
  outlier:
    'extreme|outlying|extremely high|extremely low|unusually high|unusually low|abnormally high|abnormally low|exceptionally high|exceptionally low|wildly different|far-off',
  any: 'unusual|abnormal|anomalous|atypical|odd|strange|suspicious|erratic|irregular|unexpected|out-of-range|invalid|erroneous|questionable|suspect|weird|aberrant|problematic|remarkable|noteworthy|out of the ordinary|out of place|alarming|worrying|concerning|incorrect|bad|bogus|unrealistic|implausible|exceptional|deviant|conspicuous|striking|peculiar|uncommon|flagged|off|amiss|wrong|untoward|curious|unnatural|out of line|faulty readings|deviating|spurious|surprising|not normal|wild|rogue',
  'out of range': 'out of range|out of the allowed range|outside the allowed range|out of limits',
  missing: 'missing|empty|null|absent|lost|blank|lacking|unrecorded|not recorded|not received|not available',
  duplicate: 'duplicated|duplicate|doubled',
  stuck: 'frozen|stuck',
  clipped: 'clipped|saturated',
};
