/** People, and what is done by them; none of it is measured. */
export const AGENTS =
  /^(?:someone|somebody|everyone|everybody|nobody|people|staff|workers|colleagues|occupants|visitors|heating|heater|lights|cleaner|cleaners)$/;
/** What is switched, opened or served: where its own name is not what the series is called. */
export const DEVICES =
  /^(?:heating|heater|heaters|host|motor|pump|pumps|compressor|boiler|fan|fans|valve|valves|machine|server|device|thermometer|thermostat|windows?|door)$/;
/** What is spoken of is the data after all. */
export const DATA_NOUN =
  /^(?:movement|level|value|curve|trace|signal|record|trend|pattern|course|series|figure|graph|line|plot|power|load|wave|demand|traffic|usage|consumption|climb|descent)s?$/;
/** What may stand before a noun and names nothing. */
export const QUALIFYING =
  /^(?:the|an?|my|your|our|his|her|their|some|another|other|one|two|last|first|new|old|big|small|brief|short|winter|summer|direct|low|high|bad|faulty|loose|that|radio|two different|natural|wrong|broken|heavy|only)$/;
/** What may open a clause before its subject. */
export const JOINTS = /^(?:and|but|so|because|since|as|that|then|while|although|though|when|—|–|-|\*|•)$/;
/** Greetings, wishes and requests. */
export const POLITE = /^(?:dear|hope|kindly|thanks|thank|please|let|let's|hi|hello)$/;
/** What opens a note that names no matter: greetings, prepositions, pronouns, words for the text itself. */
export const NO_MATTER =
  /^(?:regards|kind|best|thanks|thank|cheers|greetings|sincerely|yours|hope|dear|hi|hello|hey|good|hmm|oh|note|let|keep|see|look|feel|call|ping|happy|please|in|to|from|at|on|by|for|with|without|as|of|if|when|after|before|until|since|while|not|no|nothing|never|none|too|overall|otherwise|here|there|this|that|these|those|it|they|we|i|you|summary|conclusion|result|verdict|report|overview|details?)$/;
export const WEATHER =
  /^(?:rain(?:s|ed|ing|y)?|snow(?:s|ed|ing|y)?|cloudy|sunny|overcast|foggy|stormy|frosty|a (?:holiday|weekend))$/;
/** Words that make a guess of what they stand beside. */
export const GUESSES =
  /^(?:(?:so )?(?:i|we)(?:'d| would)? (?:guess|suppose|think|believe|bet|reckon|suspect|assume|imagine|say)|my (?:guess|bet|diagnosis|hunch|theory)(?: is)?|(?:surely|evidently|obviously|presumably|probably|apparently|supposedly|doubtless|certainly|perhaps|maybe|no doubt|most likely|likely|clearly|or what|or was it|anyone))$/;
/** What calls its subject the cause: "a cron job is the probable trigger", "sunlight explains it". */
export const CALLING =
  /\b(?:(?:is|are|was|were|be|seems?|appears?|remains?) (?:to be )?(?:the|my|our|a|an) (?:[a-z-]+ ){0,2}(?:reason|cause|trigger|driver|explanation|diagnosis|culprit|source|suspect|origin|guess|bet)|explains?|explained|drives?|drove|would (?:fit|explain it|account for)|comes? to mind|(?:is|must be|lies|are) behind|(?:is|are|was) to blame|needs the energy)\b/;
/** A mere possibility in its words, and called the cause all the same. */
export const FITTING = /\bwould (?:fit|explain it|account for)\b/;
export const ASKING =
  /^(?:do|does|did|is|are|was|were|can|could|should|would|will|has|have|had|why|what|how|who|where|when|which|any|want|shall|may|need|right|ok|okay|or|anyone)$/;
export const AUXILIARY =
  /^(?:is|are|was|were|be|been|has|have|had|must|got|gets|did|does|do|isn't|wasn't|'s)$/;
/** Forms of a verb, as far as they can be told by their ends. */
export const DOING =
  /(?:..ed|..ing|[^suia]s)$|^(?:left|came|went|took|brought|bring|let|put|gave|got|sat|set|swept|blew|lost|broke|hit|shut|open|sleep|sleeps|slept|woke|kept|made|had|told|tripped|burst|kick|kicks|go|come)$/;
/** What was done, or where something is. */
export const DONE =
  /(?:ed|en|ing|own|ept)$|^(?:out|in|on|off|at|under|up|down|shut|left|gone|lost|set|put|cut|hit|let|run|done|made|sent|through|over)$/;
export const DEGREES = /^(?:just|not|been|being|very|all|so|probably|now|still|already)$|ly$/;
/** Verbs that say only when something was. */
export const HAPPENING =
  /^(?:happen(?:s|ed)?|occur(?:s|red)?|comes?|came|begins?|began|takes?|took|follows?|followed|being|lasts?|lasted|lies|lay|ends?|ended|starts?)$/;
