import type { Clock } from '../lib/clock.ts';
import { createSlots } from '../lib/slots.ts';
import { parametersIn } from '../prompt/detail.ts';
import { estimateTokens } from '../prompt/render.ts';
import type { AnswerSchema, AskOutcome, Message, Model, ServerState } from './model.ts';
import type { ServerModel } from './openai.ts';

export interface PoolDeps {
  readonly clock: Clock;
  /** Is told each time a server goes away or comes back. */
  readonly onTurn: (state: ServerState) => void;
  /** Tokens that a question keeps free for its answer. */
  readonly maxTokens: number;
}

/** One that is away is looked at again after this long, and after twice as long for each question more that it failed. */
export const LOOK_AGAIN_MS = 15_000;
const LONGEST_MS = 10 * 60_000;
/** A question that has cost two servers their time would cost a third one its time as well. */
const MOST_TIMEOUTS = 2;
/** What an answer counts in the mean of how long answers take. */
const NEWEST_SHARE = 0.3;

type Look = Awaited<ReturnType<ServerModel['look']>>;

/** A server and what is known of it. */
interface Member {
  readonly model: ServerModel;
  /** One question at a time, as for a model that is alone. */
  readonly slot: ReturnType<typeof createSlots>;
  /** Questions that it was given and has not answered. */
  load: number;
  /** Undefined until it was first looked at. */
  look: Look | undefined;
  looking: Promise<void> | undefined;
  lookAgainAt: number;
  /** In a row. */
  failures: number;
  /** Mean time of an answer, ms; null before the first. */
  latencyMs: number | null;
}

/**
 * Several servers as one model. A question goes to the least loaded server that is there and can hold it, of those to the one that
 * answers fastest; where that one fails, to the next. One that fails is left out until it answers again.
 */
export function createModelPool(models: readonly ServerModel[], deps: PoolDeps): Model {
  const { clock, maxTokens } = deps;
  const members = models.map(memberOf);

  function leave(member: Member, reason: string): void {
    const wasThere = member.look?.isThere !== false;
    member.look = { isThere: false, reason };
    member.lookAgainAt =
      clock() + Math.min(LONGEST_MS, LOOK_AGAIN_MS * 2 ** Math.max(0, member.failures - 1));
    if (wasThere) deps.onTurn(stateOf(member));
  }

  async function lookAt(member: Member, signal: AbortSignal): Promise<void> {
    const wasAway = member.look?.isThere === false;
    const look = await member.model.look(signal);
    if (!look.isThere) return leave(member, look.reason);
    member.look = look;
    if (wasAway) deps.onTurn(stateOf(member));
  }

  /** Those that are there. One that is away is waited for only where no other is there. */
  async function present(signal: AbortSignal): Promise<readonly Member[]> {
    // Where nobody is there, nothing is lost by looking.
    const isAnyThere = members.some(isThere);
    for (const member of members) {
      const mayBeBack = !isAnyThere || clock() >= member.lookAgainAt;
      const isDue = member.look === undefined || (!member.look.isThere && mayBeBack);
      if (!isDue || member.looking !== undefined) continue;
      member.looking = lookAt(member, signal).finally(() => {
        member.looking = undefined;
      });
      // Whoever waits for it hears of a stop; nobody need.
      member.looking.catch(() => {});
    }
    const isNew = members.some(({ look }) => look === undefined);
    if (isNew || !members.some(isThere)) await Promise.all(members.map(({ looking }) => looking));
    signal.throwIfAborted();
    return members.filter(isThere);
  }

  async function askOne(member: Member, question: Question, signal: AbortSignal): Promise<AskOutcome> {
    member.load += 1;
    try {
      const outcome = await member.slot.use(
        () => member.model.ask(question.messages, question.schema, signal),
        signal,
      );
      if ('reply' in outcome) {
        const { elapsedMs } = outcome.reply;
        member.failures = 0;
        member.latencyMs =
          member.latencyMs === null ? elapsedMs : blend(member.latencyMs, elapsedMs, NEWEST_SHARE);
      } else if (outcome.contextTokens === undefined) {
        member.failures += 1;
        leave(member, outcome.reason);
      } else if (member.look?.isThere) member.look = { ...member.look, contextTokens: outcome.contextTokens };
      return outcome;
    } finally {
      member.load -= 1;
    }
  }

  async function ask(
    messages: readonly Message[],
    schema: AnswerSchema,
    signal: AbortSignal,
  ): Promise<AskOutcome> {
    const tried = new Set<Member>();
    const needed = estimateTokens(messages) + maxTokens;
    let last: AskOutcome | undefined;
    for (let timeouts = 0; timeouts < MOST_TIMEOUTS; ) {
      const left = (await present(signal)).filter((one) => !tried.has(one));
      const next = best(left, needed, last === undefined);
      if (next === undefined) break;
      tried.add(next);
      last = await askOne(next, { messages, schema }, signal);
      if ('reply' in last) return last;
      if (last.status === 'timeout') timeouts += 1;
    }
    return last ?? { status: 'unavailable', reason: members.map(reasonOf).join('; ') };
  }

  return {
    get name() {
      return (members.find(isThere) ?? members[0])?.model.name ?? '';
    },
    where: models.map(({ where }) => where).join(', '),
    ask,
    /** The largest that is there: a longer question than others hold goes to that one. */
    async contextTokens(signal) {
      const known = (await present(signal)).flatMap((one) => contextOf(one) ?? []);
      return known.length === 0 ? null : Math.max(...known);
    },
    /** The smallest that is there: any of them may have to answer. */
    async parameters(signal) {
      const there = await present(signal);
      const all = await Promise.all(
        there.map(async ({ model }) => (await model.parameters?.(signal)) ?? parametersIn(model.name)),
      );
      const known = all.flatMap((one) => one ?? []);
      return known.length === 0 ? null : Math.min(...known);
    },
    atOnce: () => Math.max(1, members.filter(({ look }) => look?.isThere !== false).length),
    servers: () => members.map(stateOf),
    async close() {
      await Promise.all(models.map((model) => model.close()));
    },
  };
}

interface Question {
  readonly messages: readonly Message[];
  readonly schema: AnswerSchema;
}

function memberOf(model: ServerModel): Member {
  const nothing = { look: undefined, looking: undefined, latencyMs: null };
  return { model, slot: createSlots(1), load: 0, lookAgainAt: 0, failures: 0, ...nothing };
}

function isThere({ look }: Member): boolean {
  return look?.isThere === true;
}

function contextOf({ look }: Member): number | null {
  return look?.isThere ? look.contextTokens : null;
}

/**
 * Whom to ask; undefined: nobody. Where none can hold a question that nobody was asked yet, it is the one that holds most, whose
 * server may know better.
 */
function best(left: readonly Member[], needed: number, isFirst: boolean): Member | undefined {
  const room = (one: Member): number => contextOf(one) ?? Number.POSITIVE_INFINITY;
  const fitting = left.filter((one) => room(one) >= needed);
  if (fitting.length === 0) return isFirst ? left.toSorted((a, b) => room(b) - room(a))[0] : undefined;
  return fitting.toSorted((a, b) => a.load - b.load || (a.latencyMs ?? 0) - (b.latencyMs ?? 0))[0];
}

function blend(before: number, now: number, share: number): number {
  return before + share * (now - before);
}

function reasonOf({ model, look }: Member): string {
  const reason = look?.isThere === false ? look.reason : 'was not asked';
  return reason.startsWith('http') ? reason : `${model.where} ${reason}`;
}

function stateOf(member: Member): ServerState {
  const { model, look, load, latencyMs } = member;
  const away = look?.isThere === false ? reasonOf(member) : null;
  return {
    ...{ where: model.where, model: model.name, contextTokens: contextOf(member) },
    ...{ state: look === undefined ? 'unknown' : look.isThere ? 'there' : 'away' },
    ...{ reason: away, underWay: load, latencyMs: latencyMs === null ? null : Math.round(latencyMs) },
  };
}
