/** What of the config changes while the workers run. */
export interface Plan {
  /** Minutes between two windows of the monitor `changing`. */
  readonly every: 10 | 20;
  /** Whether the monitor `comes` is there. */
  readonly comes: boolean;
  /** Whether the monitor `many` is there. */
  readonly many: boolean;
  readonly unit: string;
}

export const FIRST_PLAN: Plan = { every: 10, comes: true, many: false, unit: '°C' };

/** Where everything is. */
export interface Places {
  readonly lab: string;
  readonly hall: string;
  readonly spare: string;
  readonly model: string;
  readonly phone: string;
  readonly desk: string;
  /** What stands in the braces after `database:`. */
  readonly database: string;
  readonly keepDays: number;
}

/** Monitors that are there from the first day to the last, with the minutes between two of their windows. */
export const REGULAR: Readonly<Record<string, number>> = { often: 5, narrow: 5, covered: 15 };
export const DAILY = { name: 'daily', hour: 2, minute: 30, timezone: 'Europe/Berlin' };
/** A series that is silent for so long is no longer spoken of. */
export const FORGET_DAYS = 2;

export function configText(places: Places, { every, comes, many, unit }: Plan): string {
  const source = (url: string) =>
    `{ kind: influxql, url: "${url}", database: soak, timeout: 1s, budget: 3s }`;
  const monitor = (name: string, cron: string, rest: string, measurement = 'room') => `
  - name: ${name}
    cron: "${cron}"
    unit: "${unit}"
    attempts: 60
    forgetAfter: ${FORGET_DAYS}d
    query: { measurement: ${measurement}, fields: [temperature] }
    ${rest}`;
  const { hour, minute, timezone } = DAILY;
  return `
sources:
  lab: ${source(places.lab)}
  hall: ${source(places.hall)}
  spare: ${source(places.spare)}
  plant: { kind: influxql, url: "${places.lab}", database: soak, timeout: 60s }
monitors:${[
    monitor(
      'often',
      '*/5 * * * *',
      '{ window: 1h, source: lab, history: 1d, catchUp: 600, ask: on_change, maxQuestions: 2 }',
    ),
    monitor('narrow', '*/5 * * * *', '{ window: 5m, source: hall, catchUp: 600, ask: never, history: 0s }'),
    monitor(
      'covered',
      '*/15 * * * *',
      '{ window: 2h, source: lab, history: 1d, fallback: spare, fallbackRole: stand_in, catchUp: 200, ask: on_finding, maxQuestions: 1 }',
    ),
    monitor(
      'daily',
      `${minute} ${hour} * * *`,
      `{ timezone: ${timezone}, window: 24h, source: hall, history: 3d, catchUp: 5, ask: always }`,
    ),
    monitor(
      'changing',
      `*/${every} * * * *`,
      '{ window: 30m, source: hall, history: 1d, catchUp: 600, ask: never }',
    ),
    ...(comes ? [monitor('comes', '0 * * * *', '{ window: 3h, source: lab, history: 1d, ask: never }')] : []),
    ...(many
      ? [monitor('many', '0 * * * *', '{ window: 1h, source: plant, ask: never, history: 1h }', 'crowd')]
      : []),
  ]
    .map(inlined)
    .join('')}
model: { url: "${places.model}", name: liar, loadTimeout: 1s, answerTimeout: 1s }
targets:
  phone: { kind: webhook, url: "${places.phone}", timeout: 1s }
  desk: { kind: webhook, url: "${places.desk}", timeout: 1s, only: { severity: failure } }
web: { listen: "127.0.0.1:0" }
database: { ${places.database}, keep: { prompts: ${Math.ceil(places.keepDays / 3)}d, results: ${places.keepDays}d } }
log: { level: info, format: json }
`;
}

/** A mapping in braces at the end of a monitor, as lines of it. */
function inlined(monitor: string): string {
  return monitor.replace(/\{ (window.*|timezone.*) \}$/, (_, all: string) => all.split(', ').join('\n    '));
}
