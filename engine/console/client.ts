/**
 * The operator API as the console uses it; nothing else in the console sends requests. Every method rejects with a
 * Problem.
 */
import type {
  MessagePage,
  Page,
  ShownApplication,
  ShownAudit,
  ShownBinding,
  ShownExplanation,
  ShownHead,
  ShownHealth,
  ShownNumber,
  ShownOperator,
  ShownPrompt,
  ShownReceiver,
  ShownReload,
  ShownSystem,
  ShownTrunk,
  ShownUndelivered,
  ShownVerification,
} from '../api/operator/answers.js';
import type { ShownCall, ShownLadder, ShownRecord } from '../api/operator/call-answers.js';
import { AccountsClient } from './accounts-client.js';
import { problemOf, unreachable, type Problem } from './problem.js';
import { read, send, type Request } from './request.js';
import { RulesClient } from './rules-client.js';
import { TownClient } from './town-client.js';
import { SystemClient } from './system-client.js';

export interface Paging {
  readonly pageIndex: number;
  readonly pageSize: number;
}

export interface Question {
  /** Omitted: withheld. */
  readonly caller?: string | undefined;
  readonly dialled: string;
  /** Omitted: not asked yet; empty: nothing typed. */
  readonly digits?: string | undefined;
}

export interface BindingSearch {
  readonly appKey?: string | undefined;
  readonly number?: string | undefined;
}

/** A file of ten million records takes minutes. */
const PATIENCE_FOR_FILES = 3_600_000;
const NEWLINE = 10;

/** Times are RFC 3339. */
export interface RecordSearch {
  readonly kinds?: readonly ShownRecord['kind'][] | undefined;
  readonly number?: string | undefined;
  readonly appKey?: string | undefined;
  readonly subscriptionId?: string | undefined;
  readonly trunk?: string | undefined;
  readonly ending?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly minSeconds?: number | undefined;
  readonly maxSeconds?: number | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

/** `next`: the place of the last one; missing on the last page. */
export interface FoundRecords {
  readonly items: readonly ShownRecord[];
  readonly next?: string | undefined;
}

export interface NumberSearch {
  readonly appKey?: string | undefined;
  readonly areaCode?: string | undefined;
  readonly status?: string | undefined;
}

export interface MessageSearch {
  readonly appKey?: string | undefined;
  /** RFC 3339: those received before. */
  readonly before?: string | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface AuditSearch {
  readonly number?: string | undefined;
  readonly who?: string | undefined;
  readonly action?: string | undefined;
  /** Those after this sequence; undefined: the newest. */
  readonly after?: number | undefined;
  readonly limit: number;
}

export class Client {
  /** The lists that the rules of carriers and law read. */
  readonly rules = new RulesClient((request) => this.#ask(request));
  /** The pool by city, changes of numbers and bindings, statistics. */
  readonly town = new TownClient((request) => this.#ask(request));
  /** Recordings, past calls, secrets and trials of applications, the machine. */
  readonly system = new SystemClient(
    (request) => this.#ask(request),
    (request) => this.#send(request),
  );
  readonly accounts = new AccountsClient((request) => this.#ask(request));
  readonly #onRefused: (problem: Problem) => void;

  /** `onRefused`: no session goes with this browser, or it has ended. */
  constructor(onRefused: (problem: Problem) => void) {
    this.#onRefused = onRefused;
  }

  me(signal?: AbortSignal): Promise<ShownOperator> {
    return this.#get('/v1/me', signal);
  }

  state(signal?: AbortSignal): Promise<ShownSystem> {
    return this.#get('/v1/system', signal);
  }

  /** 503 is an answer here as well: it names the ailments. */
  async health(signal?: AbortSignal): Promise<ShownHealth> {
    const response = await send({ method: 'GET', path: '/healthz', signal });
    if (response.ok || response.status === 503) return read(response);
    throw await problemOf(response);
  }

  async applications(signal?: AbortSignal): Promise<readonly ShownApplication[]> {
    const { items } = await this.#get<Page<ShownApplication>>('/v1/applications', signal);
    return items;
  }

  /** Oldest first. */
  calls({ pageIndex, pageSize }: Paging, signal?: AbortSignal): Promise<Page<ShownCall>> {
    return this.#get(`/v1/calls?pageIndex=${pageIndex}&pageSize=${pageSize}`, signal);
  }

  /** It is known while the call is live, and for the last calls that have ended. */
  ladder(sessionId: string, signal?: AbortSignal): Promise<ShownLadder> {
    return this.#get(`/v1/calls/${encodeURIComponent(sessionId)}/ladder`, signal);
  }

  /** A file for Wireshark. */
  async pcap(sessionId: string): Promise<Blob> {
    const path = `/v1/calls/${encodeURIComponent(sessionId)}/pcap`;
    return (await this.#send({ method: 'GET', path })).blob();
  }

  endCall(sessionId: string): Promise<void> {
    return this.#ask({ method: 'DELETE', path: `/v1/calls/${encodeURIComponent(sessionId)}` });
  }

  /** Newest first. */
  searchRecords(search: RecordSearch, signal?: AbortSignal): Promise<FoundRecords> {
    return this.#ask({ method: 'POST', path: '/v1/records/search', body: search, signal });
  }

  /** CSV; `onLines` is called with the number of its lines so far. */
  async exportRecords(
    search: RecordSearch,
    onLines: (lines: number) => void,
    signal: AbortSignal,
  ): Promise<Blob> {
    const patience = PATIENCE_FOR_FILES;
    const request = { method: 'POST', path: '/v1/records/export', body: search, signal, patience } as const;
    const { body } = await this.#send(request);
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let lines = 0;
    try {
      for (const reader = body?.getReader(); reader !== undefined;) {
        const { value, done } = await reader.read();
        if (done) break;
        pieces.push(value as Uint8Array<ArrayBuffer>);
        for (const byte of value) if (byte === NEWLINE) lines += 1;
        onLines(lines);
      }
    } catch {
      throw unreachable();
    }
    return new Blob(pieces, { type: 'text/csv' });
  }

  record(kind: string, id: string, signal?: AbortSignal): Promise<ShownRecord> {
    return this.#get(`/v1/records/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`, signal);
  }

  explain(question: Question, signal?: AbortSignal): Promise<ShownExplanation> {
    return this.#ask({ method: 'POST', path: '/v1/explain', body: question, signal });
  }

  searchBindings(search: BindingSearch & Paging, signal?: AbortSignal): Promise<Page<ShownBinding>> {
    return this.#ask({ method: 'POST', path: '/v1/bindings/search', body: search, signal });
  }

  binding(subscriptionId: string, signal?: AbortSignal): Promise<ShownBinding> {
    return this.#get(`/v1/bindings/${encodeURIComponent(subscriptionId)}`, signal);
  }

  /** No phone number is in a URL: `findNumber` asks for one. */
  numbers(search: NumberSearch & Paging, signal?: AbortSignal): Promise<Page<ShownNumber>> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(search)) {
      if (value !== undefined) query.set(name, String(value));
    }
    return this.#get(`/v1/numbers?${query}`, signal);
  }

  findNumber(number: string, signal?: AbortSignal): Promise<ShownNumber> {
    return this.#ask({ method: 'POST', path: '/v1/numbers/find', body: { number }, signal });
  }

  messages(search: MessageSearch, signal?: AbortSignal): Promise<MessagePage> {
    return this.#ask({ method: 'GET', path: '/v1/messages', query: { ...search }, signal });
  }

  trunks(signal?: AbortSignal): Promise<Page<ShownTrunk>> {
    return this.#get('/v1/trunks', signal);
  }

  reload(dryRun: boolean): Promise<ShownReload> {
    return this.#ask({ method: 'POST', path: '/v1/reload', body: { dryRun } });
  }

  receivers(signal?: AbortSignal): Promise<Page<ShownReceiver>> {
    return this.#get('/v1/receivers', signal);
  }

  /** Oldest first; `next` is the place of the last one. */
  undelivered(
    search: {
      readonly appKey?: string | undefined;
      readonly after?: string | undefined;
      readonly limit: number;
    },
    signal?: AbortSignal,
  ): Promise<{ readonly items: readonly ShownUndelivered[]; readonly next?: string | undefined }> {
    return this.#ask({ method: 'GET', path: '/v1/undelivered', query: search, signal });
  }

  async resend(which: {
    readonly appKey?: string | undefined;
    readonly ids?: readonly string[];
  }): Promise<number> {
    const { resent } = await this.#ask<{ readonly resent: number }>({
      method: 'POST',
      path: '/v1/undelivered/resend',
      body: which,
    });
    return resent;
  }

  /** Oldest first. */
  searchAudit(search: AuditSearch, signal?: AbortSignal): Promise<ShownAudit> {
    return this.#ask({ method: 'POST', path: '/v1/audit/search', body: search, signal });
  }

  /** `noted`: a head that was written down earlier. */
  verifyAudit(noted: Partial<ShownHead>): Promise<ShownVerification> {
    return this.#ask({ method: 'GET', path: '/v1/audit/verify', query: { ...noted }, patience: 300_000 });
  }

  prompts(signal?: AbortSignal): Promise<Page<ShownPrompt>> {
    return this.#get('/v1/prompts', signal);
  }

  /** A WAV file. */
  async promptAudio(
    { name, language }: { readonly name: string; readonly language: string | undefined },
    signal?: AbortSignal,
  ): Promise<Blob> {
    const path = `/v1/prompts/${encodeURIComponent(name)}`;
    return (await this.#send({ method: 'GET', path, query: { language }, signal })).blob();
  }

  putPrompt(name: string, audio: Blob): Promise<void> {
    return this.#ask({ method: 'PUT', path: `/v1/prompts/${encodeURIComponent(name)}`, audio });
  }

  removePrompt(name: string): Promise<void> {
    return this.#ask({ method: 'DELETE', path: `/v1/prompts/${encodeURIComponent(name)}` });
  }

  #get<T>(path: string, signal: AbortSignal | undefined): Promise<T> {
    return this.#ask({ method: 'GET', path, signal });
  }

  async #ask<T>(request: Request): Promise<T> {
    const response = await this.#send(request);
    return response.status === 204 ? (undefined as T) : read(response);
  }

  /** Resolves with a success only. */
  async #send(request: Request): Promise<Response> {
    const response = await send(request);
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (response.status === 401) this.#onRefused(problem);
    throw problem;
  }
}
