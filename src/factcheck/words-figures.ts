import type { WordTable } from './lexicon.ts';

/** Words for figures, what is counted, and how much. */
export const FIGURE_WORDS: WordTable = {
  stat: {
    mean: 'mean|average|avg|avg.|arithmetic mean|mean value|average value|mean reading|average reading|averages|averaged|averaging|on average|x̄|mean level|average level',
    median: 'median|median value|median reading|middle value|50th percentile',
    mode: 'mode|most common value|most frequent value|most common reading|most frequent reading',
    stddev:
      'standard deviation|std|std dev|std. dev|std deviation|stddev|stdev|sd|st dev|s.d|σ|sigma|std.|standard dev|stdev.',
    variance: 'variance',
    min: 'minimum|min|min.|lowest|smallest|coldest|coolest|low|trough|bottom|minimal|minima|low point|lowest point|lowest value|minimum value|minimum reading|lowest reading|lowest level|lowest recorded|lower extreme|bottom value|bottomed out|floor|quietest|slowest|darkest',
    max: 'maximum|max|max.|peak~|peak|highest|largest|hottest|warmest|high|top|maximal|greatest|high point|highest point|maxima|maximum value|maximum reading|highest value|highest reading|highest level|highest recorded|peak value|peak reading|peak level|biggest|topped out|maxed|upper extreme|top value|ceiling|busiest|fastest|brightest',
    spread:
      'spread|total range|overall range|span~|peak-to-peak|range of values|amplitude|full range|value range|data range',
    first:
      'first reading|first value|initial value|initial reading|starting value|opening value|first point|first sample|first measurement|first data point|start value|opening reading',
    last: 'last reading|last value|latest reading|latest value|most recent reading|most recent value|current value|current reading|final reading|final value|newest reading|closing value|last recorded value|last point|last sample|last measurement|latest measurement|latest|most recent|last data point|end value|final measurement|final sample',
    sum: 'sum|total|in total|in all|altogether|sum total',
    iqr: 'interquartile range|iqr',
    mad: 'mad|median absolute deviation',
    p05: '5th percentile|fifth percentile',
    p25: '25th percentile|first quartile|lower quartile|q1',
    p75: '75th percentile|third quartile|upper quartile|q3',
    p95: '95th percentile',
    correlation:
      'correlation coefficient|correlation with time|pearson correlation|coefficient of correlation',
    skewness: 'skewness|skewness coefficient|coefficient of skewness',
    cv: 'coefficient of variation|cv|relative standard deviation',
    limit: 'allowed|permitted|permissible|allowable|limit|threshold',
  },
  item: {
    point:
      'reading|point|data point|datapoint|value|data value|sample|measurement|record|observation|entry|entries|interval|row|sensor reading|sensor value|data reading|temperature reading|temperature value|temperature sample|recording|datum|data entry|data entries|figure|number|data sample|slot|time point|time step|timestamp|measured value|recorded value',
  },
  anom: {
    outlier:
      'outlier|outlying value|extreme value|extreme reading|extreme outlier|outlying point|outlying reading|extremes|deviant value|extreme point|extreme data point',
    anomaly:
      'anomaly|anomalies|irregularity|irregularities|abnormality|abnormalities|fault|malfunction|issue|problem|concern|oddity|oddities|error|failure|warning|alarm|alert|incident|inconsistency|inconsistencies|discrepancy|discrepancies|peculiarity|peculiarities|disturbance|defect|unusual activity|unusual pattern|unusual behavior|unusual behaviour|abnormal behavior|abnormal behaviour|abnormal pattern|anomalous behavior|anomalous behaviour|red flag|cause for concern|trouble|artifact|artefact|deviation from normal|glitch|glitches|unusual event|abnormal event|anomalous event|aberration|sensor fault|sensor error|data quality issue|unusual trend',
    spike: 'spike|surge|excursion|isolated peak|sharp peak|sudden peak',
    jump: 'sudden change|jump|sudden jump|abrupt change|sudden shift|sharp change|sudden rise|sudden drop|sudden fall|sudden increase|sudden decrease|abrupt jump|abrupt shift|abrupt drop|abrupt rise|sharp drop|sharp rise|sharp increase|sharp decrease|sudden spike|abrupt fall',
    dropout: 'dropout|drop-out|signal loss',
    gap: 'gap|data gap|outage|interruption|hole|break in the data|pause in the data|data loss',
    missing:
      'missing value|missing reading|missing point|missing data|missing data point|missing sample|null|null value|nan|missing measurement|null reading|missing entry|missing entries|empty reading|empty value|blank|missing interval|lost reading|invalid reading',
    stuck:
      'flatline|flat line|frozen value|stuck value|stuck reading|frozen reading|frozen stretch|frozen sensor|stuck sensor|frozen period',
    'level shift':
      'level shift|step change|shift|level change|shift in level|change of level|change in level',
    drift: 'drift',
    'noise burst': 'noise burst|burst of noise|noisy stretch|noisy period|noise',
    clipped: 'clipping|saturation|clipped value|saturated value|clipped reading|saturated reading',
    duplicate:
      'duplicate|duplicate reading|duplicate timestamp|duplicated reading|duplicate value|repeated timestamp',
  },
  anomadj: {
    outlier:
      'extreme|outlying|extremely high|extremely low|unusually high|unusually low|abnormally high|abnormally low|exceptionally high|exceptionally low',
    anomaly:
      'unusual|abnormal|anomalous|atypical|odd|strange|suspicious|erratic|irregular|unexpected|out-of-range|invalid|erroneous|questionable|suspect|weird|aberrant|problematic|remarkable|noteworthy|out of the ordinary|out of place|alarming|worrying|concerning|incorrect|bad|bogus|unrealistic|implausible|exceptional|deviant|conspicuous|striking|peculiar|uncommon|not normal|flagged',
    missing: 'missing|empty|null',
    duplicate: 'duplicated|duplicate',
    stuck: 'frozen|stuck',
  },
  signof: {
    sign: 'sign of|signs of|evidence of|indication of|indications of|hint of|hints of|trace of|traces of|instance of|instances of|case of|cases of|evidence for|presence of|the presence of|hint at',
  },
  amount: {
    several:
      'several|multiple|numerous|many|various|a number of|a large number of|a lot of|lots of|a great number of|dozens of|a handful of|a large number|a multitude of|plenty of|quite a few|hundreds of|thousands of|countless|a significant number of|large number of|large number|a high number of|a good number of|a variety of|a considerable number of|quite a number of|a great many|scores of',
    few: 'a few|few|a small number of|some few|very few|only a few|just a few|a small number|a small set of|a handful',
    couple: 'a couple of|a couple|a pair of|both',
    some: 'some|certain',
    most: 'most|most of|majority of|the majority of|a majority of|the vast majority of|the bulk of|more than half of|over half of|more than half|the majority|majority|a majority|over half|most of the time',
    nearlyall:
      'almost all|nearly all|virtually all|almost every|nearly every|almost all of|nearly all of|practically all|the vast majority',
    all: 'all|every|each|all of|every single|each of|each and every|the entire|the whole|every one of',
    none: 'no|none|none of|zero|not a single|not one|not any|neither|nil|without|without any|free of|free from|devoid of|absence of|lack of|lacks|clear of|no single|no more',
    half: 'half of|half the|half|about half of|one half of|roughly half of',
    third: 'a third of|one third of|one-third of|about a third of',
    quarter: 'a quarter of|one quarter of|one-quarter of|about a quarter of',
    twothirds: 'two thirds of|two-thirds of',
    threequarters: 'three quarters of|three-quarters of|three fourths of',
    single:
      'the only|a single|single|one single|only one|just one|exactly one|a lone|lone|a solitary|solitary',
  },
  all: { point: 'everything|all values|all readings|all of them|all of these|all data' },
  factor: { '2': 'twice|double', '3': 'triple|three times|thrice', '0.5': 'half' },
  approx: {
    about:
      'about|around|approximately|roughly|approx|approx.|some|~|≈|≃|ca|ca.|circa|an estimated|in the region of|somewhere around|approximately equal to|just about|in the order of|on the order of|more or less|close to|near|very close to|somewhere near',
    exactly: 'exactly|precisely|exact',
    almost:
      'nearly|almost|just under|just below|slightly under|slightly less than|a little under|a little less than|a bit less than|not quite|nearing|close on|a bit under|shy of|just short of',
    over: 'just over|just above|slightly over|slightly more than|a little over|a little more than|a bit more than|a bit over|a bit above|a good',
  },
  bound: {
    ge: 'at least|no fewer than|no less than|a minimum of|not less than|>=|≥|not fewer than',
    le: 'at most|no more than|up to|a maximum of|not more than|<=|≤',
    gt: 'more than|over|greater than|above|upwards of|exceeding|in excess of|>|well over',
    lt: 'less than|fewer than|under|below|<',
  },
};
