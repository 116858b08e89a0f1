import type {
  DeliveryJson,
  EvaluationJson,
  FullResultJson,
  ModelJson,
  MonitorJson,
  OverviewJson,
  RanNowJson,
  ResultJson,
  RunJson,
  SignalJson,
  TriedJson,
  UsualJson,
} from '../schemas.ts';

/** A call that failed: what happened, and what to do. */
export class ApiError extends Error {
  readonly status: number;
  readonly hint: string;

  constructor(status: number, message: string, hint: string) {
    super(message);
    this.status = status;
    this.hint = hint;
  }
}

const TOKEN = 'plumbline-token';

/** Kept until the tab is closed. */
export function keepToken(token: string): void {
  sessionStorage.setItem(TOKEN, token);
}

export function authorization(): Record<string, string> {
  const token = sessionStorage.getItem(TOKEN);
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

/** What the routes take and give, as `../schemas.ts` says; the server checks the one and is typed by the other. */
interface Calls {
  readonly overview: OverviewJson;
  readonly monitors: readonly MonitorJson[];
  readonly results: { readonly results: readonly ResultJson[]; readonly next: string | null };
  readonly runs: { readonly runs: readonly RunJson[]; readonly next: string | null };
  readonly news: { readonly targets: readonly DeliveryJson[] };
  readonly signal: SignalJson;
  readonly usual: UsualJson;
  readonly model: ModelJson;
  readonly evaluations: readonly EvaluationJson[];
}

export function get<Name extends keyof Calls>(
  name: Name,
  query: Readonly<Record<string, string | undefined>> = {},
): Promise<Calls[Name]> {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, value]],
  );
  const search = new URLSearchParams(given).toString();
  return call<Calls[Name]>(`${name}${search === '' ? '' : `?${search}`}`);
}

export function getResult(id: number): Promise<FullResultJson> {
  return call<FullResultJson>(`results/${id}`);
}

export function sendFeedback(result: number, judgement: 'right' | 'wrong', note: string): Promise<unknown> {
  return post('feedback', { result, judgement, note });
}

/** Says that the check of a claim is wrong, or takes that back. */
export function sendClaimFeedback(
  result: number,
  claim: number,
  judgement: 'right' | 'wrong',
): Promise<unknown> {
  return post('feedback', { result, claim, judgement });
}

export function runNow(monitor: string): Promise<RanNowJson> {
  return post('run-now', { monitor });
}

export function testNews(target: string): Promise<TriedJson> {
  return post('news/test', { target });
}

/** What went wrong and what to do, in one line. */
export function problemText(error: unknown): string {
  const hint = error instanceof ApiError ? error.hint : '';
  return `${error instanceof Error ? error.message : String(error)} ${hint}`.trim();
}

function post<T>(path: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  return call<T>(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function call<T>(path: string, options: RequestInit = {}): Promise<T> {
  const headers = { ...options.headers, ...authorization() };
  const answer = await fetch(`/api/v1/${path}`, { ...options, headers }).catch(() => {
    throw new ApiError(0, 'The worker does not answer.', 'Is it running? This page tries again by itself.');
  });
  if (answer.ok) return answer.json();
  const { error = {} } = await answer.json().catch(() => ({}));
  throw new ApiError(answer.status, error.message ?? `status ${answer.status}`, error.hint ?? '');
}
