/**
 * The stack assembled: what it sends for its user, and where received messages go. The file is longer than others
 * because it makes all of the stack's parts, which know each other only through it.
 */
import { ClientRequest } from './transaction/client-request.js';
import type { ClientUsage } from './transaction/client-usage.js';
import { cancelKey } from './transaction/client-cancel.js';
import { completeNewRequest } from './transaction/complete-request.js';
import { METHODS, type ResponseTaker, type StackCore } from './core.js';
import { SipDialog } from './dialog/dialog.js';
import { InviteUsage } from './dialog/invite.js';
import { takeUpDialog, endLateAnswer } from './dialog/left.js';
import type { DialogPeer } from './dialog/peer.js';
import { DialogTable } from './dialog/table.js';
import type { SipRequest, SipResponse } from './parse/message.js';
import { describeServer, listed } from './live.js';
import { familyOf } from './transport/local-address.js';
import { lookupBy, NameLookup } from './transport/name-lookup.js';
import type { MalformedMessage, ParsedMessage } from './parse/parse-message.js';
import { Notices } from './notices.js';
import { parseNameAddress } from './parse/address.js';
import { parseUri } from './parse/uri.js';
import { randomHex } from './random-hex.js';
import { RequestRouter } from './request-router.js';
import type {
  Clock,
  Dialog,
  Flow,
  ListenPoint,
  OutgoingRequest,
  RequestDraft,
  RequestOptions,
  SavedDialog,
  Stack,
  StackCounters,
  StackLive,
  StackOptions,
  StackUser,
  TimerValues,
} from './stack.js';
import { StackError } from './stack-error.js';
import { completedVia, refuse } from './transaction/stateless-response.js';
import { ShedTag } from './transaction/shed-tag.js';
import { Strangers } from './transport/strangers.js';
import { TimerWheel } from './timer-wheel.js';
import type { TlsTerms } from './tls-terms.js';
import { targetOf, type Target } from './transport/target.js';
import { Transports } from './transport/transports.js';
import type { TcpConnection } from './transport/tcp.js';
import { WaitingDatagrams } from './waiting-datagrams.js';

const TIMERS: TimerValues = { t1: 500, t2: 4_000, t4: 5_000, timerC: 185_000 };
const MAX_MESSAGE_BYTES = 65_535;
const MAX_CONNECTIONS = 4_096;
const MAX_TRANSACTIONS = 200_000;
const MAX_DIALOGS = 100_000;

/** A stack on the listen points of `options`; nothing happens before `start()`. */
export function createStack(options: StackOptions, user: StackUser): Stack {
  return new SipStack(options, user);
}

class SipStack implements Stack {
  readonly counters: StackCounters = {
    received: 0,
    sent: 0,
    retransmittedRequests: 0,
    absorbedRetransmissions: 0,
    malformedAnswered: 0,
    malformedDropped: 0,
    waitingDropped: 0,
    keepAlives: 0,
    strangersDropped: 0,
    strangersDisconnected: 0,
    strangersUnread: 0,
    callsShed: 0,
    shedAgain: 0,
    tlsHandshakes: 0,
    tlsHandshakesFailed: 0,
    tlsHandshakesRefused: 0,
    transactions: 0,
    dialogs: 0,
  };
  readonly #user: StackUser;
  readonly #tap: StackOptions['tap'];
  readonly #core: StackCore;
  readonly #wheel: TimerWheel;
  readonly #transports: Transports;
  readonly #strangers: Strangers;
  readonly #dialogs: DialogTable<SipDialog>;
  readonly #clients = new Map<string, ResponseTaker>();
  readonly #router: RequestRouter;
  /** Callers that an earlier stack left, to be refused once there is a way to them. */
  readonly #unanswered: SavedDialog[] = [];
  readonly #maxTransactions: number;

  constructor(options: StackOptions, user: StackUser) {
    const clock = options.clock ?? SYSTEM_CLOCK;
    this.#user = user;
    this.#tap = options.tap;
    this.#maxTransactions = options.maxTransactions ?? MAX_TRANSACTIONS;
    this.#wheel = new TimerWheel(clock, (error) => user.onError(error));
    this.#dialogs = new DialogTable(this.counters, options.maxDialogs ?? MAX_DIALOGS);
    const limits = {
      maxMessageBytes: options.maxMessageBytes ?? MAX_MESSAGE_BYTES,
      maxConnections: options.maxConnections ?? MAX_CONNECTIONS,
    };
    const now = (): number => clock.now();
    const tell = (notice: string): void => user.onNotice?.(notice);
    const notices = new Notices(tell, now);
    const { counters } = this;
    const random = options.random ?? randomHex;
    const shedTag = new ShedTag(random);
    this.#strangers = new Strangers(options.sources, { wheel: this.#wheel, counters, now, tell });
    this.#transports = new Transports(
      options.listen,
      { wheel: this.#wheel, now, strangers: this.#strangers },
      limits,
      this.counters,
      {
        // Where messages are traced, each one is parsed.
        takesUnread: (bytes, flow) =>
          user.onTraffic === undefined && (shedTag.isInAck(bytes) || this.#takesUnread(bytes, flow)),
        onMessage: (parsed, flow, connection) => this.#guarded(() => this.#receive(parsed, flow, connection)),
        onMalformed: (malformed, flow, connection) =>
          this.#guarded(() => this.#receiveMalformed(malformed, flow, connection)),
        onError: (error) => user.onError(error),
        onNotice: (notice) => notices.say(notice),
      },
      options,
    );
    this.#core = {
      wheel: this.#wheel,
      timers: { ...TIMERS, ...options.timers },
      counters: this.counters,
      random,
      shedTag,
      transports: this.#transports,
      names: new NameLookup(this.#wheel, now, lookupBy(options)),
      user,
      notices,
      strangers: this.#strangers,
      dialogs: this.#dialogs,
      clients: this.#clients,
      waiting: new WaitingDatagrams({
        read: (bytes, flow) => this.#transports.read(bytes, flow),
        now,
        afterReading: (run) => void setImmediate(run),
        arrived: () => this.#transports.datagrams,
      }),
      udpOnly: new Map(),
      now,
      keepsSessions: options.sessionTimers ?? true,
      isSuccessor: options.left !== undefined,
      isStopped: false,
    };
    this.#router = new RequestRouter(this.#core, this.#dialogs, this.#maxTransactions, {
      refuseCall: options.refuseCall ?? (() => undefined),
      isRefusing: options.isRefusingCalls ?? (() => false),
    });
    for (const saved of options.left ?? []) {
      if (saved.invite !== undefined) this.#unanswered.push(saved);
      else this.#guarded(() => takeUpDialog(this.#core, saved));
    }
  }

  get listenPoints(): readonly ListenPoint[] {
    return this.#transports.points;
  }

  get connections(): Stack['connections'] {
    return this.#transports.connections;
  }

  get certificates(): Stack['certificates'] {
    return this.#transports.certificates;
  }

  certificateNamesAt(address: string, port: number): readonly string[] | undefined {
    return this.#transports.certificateNamesAt(address, port);
  }

  renewTls(terms: TlsTerms): void {
    this.#transports.renewTls(terms);
  }

  async start(): Promise<void> {
    await this.#transports.start();
    for (const saved of this.#unanswered.splice(0)) {
      const { invite } = saved;
      if (invite !== undefined) this.#guarded(() => this.#router.refuseLeft(saved, invite));
    }
  }

  async stop(): Promise<void> {
    for (const dialog of [...this.#dialogs.all()]) dialog.lastWord();
    this.#core.isStopped = true;
    this.#wheel.stop();
    this.#core.waiting.clear();
    await this.#transports.stop();
    this.#dialogs.clear();
    this.#clients.clear();
    this.#router.clear();
    this.counters.transactions = 0;
  }

  measureReceiveDelay(): number {
    return Math.max(this.#transports.measureReceiveDelay(), this.#core.waiting.ageMs);
  }

  findDialog(id: string): Dialog | undefined {
    return this.#dialogs.byId(id);
  }

  dialogs(): Iterable<Dialog> {
    return this.#dialogs.all();
  }

  live(limit: number): StackLive {
    const now = this.#core.now();
    const came = this.#router.transactions;
    const total = came.size + this.#clients.size;
    const servers = listed(came.all(), total, limit, (slot) => describeServer(slot, now)).items;
    const clients = listed(this.#clients.values(), total, limit - servers.length, (taker) =>
      taker.describe(now),
    );
    return {
      transactions: { total, items: [...servers, ...clients.items] },
      dialogs: listed(this.#dialogs.all(), this.counters.dialogs, limit, ({ id, role, state, since }) => ({
        ...{ id, role, state },
        ageMs: now - since,
      })),
    };
  }

  request(draft: RequestDraft, options: RequestOptions): OutgoingRequest {
    if (!METHODS.has(draft.method) || draft.method === 'ACK' || draft.method === 'CANCEL')
      throw invalidUri(draft);
    if (this.counters.transactions >= this.#maxTransactions) {
      throw new StackError('overloaded', `expected under ${this.#maxTransactions} transactions`);
    }
    const target = this.#targetFor(draft, options.nextHop ?? firstRoute(options.routes));
    return draft.method === 'INVITE'
      ? this.#invite(draft, target, options)
      : this.#send(draft, target, NO_DIALOG, options);
  }

  /** RFC 3261 13.2: the first response with a tag makes the dialog. */
  #invite(draft: RequestDraft, target: Target, options: RequestOptions): OutgoingRequest {
    const usage = new InviteUsage(this.#core, undefined, (peer) => {
      // As it was sent at last: another transport has another Contact.
      const dialog = this.#dialogOf(request.sent.message, peer);
      dialog.inviteUnderWay(usage, request);
      return dialog;
    });
    const request = this.#send(draft, target, usage, options);
    usage.sent(request.sent.message);
    return request;
  }

  #dialogOf(invite: SipRequest, peer: DialogPeer): SipDialog {
    const dialog = new SipDialog(this.#core, {
      role: 'uac',
      callId: invite.callId,
      localTag: invite.from.params.get('tag') ?? '',
      localHeader: invite.headers.get('From') ?? '',
      localContact: invite.headers.get('Contact'),
      localCseq: invite.cseq.number,
      remoteCseq: undefined,
      peer,
    });
    dialog.rememberSdp(invite.body);
    return dialog;
  }

  #send(draft: RequestDraft, target: Target, usage: ClientUsage, options: RequestOptions): ClientRequest {
    const { random } = this.#core;
    const identity = { fromTag: random(8), callId: random(16), cseq: parseInt(random(3), 16) + 1 };
    return ClientRequest.send(
      this.#core,
      draft.method,
      [{ target }],
      ({ sentBy, from, offersAlias }, branch) => {
        const sender = { sentBy, transport: from.transport, branch, offersAlias };
        return completeNewRequest(draft, sender, identity, options.routes);
      },
      usage,
      options,
    );
  }

  /** The next hop: the given one, else the Request-URI. */
  #targetFor(draft: RequestDraft, nextHop: string | undefined): Target {
    const uri = parseUri(draft.uri);
    if (uri === undefined) throw invalidUri(draft);
    const hop = nextHop === undefined ? uri : parseUri(nextHop);
    if (hop === undefined || hop.scheme === 'tel') throw invalidUri(draft);
    const target = targetOf(hop);
    if (target === undefined)
      throw new StackError('no-transport', 'requested protocol/transport not available');
    const isName = familyOf(target.host) === 0;
    if (this.#transports.isOwn(target)) throw new StackError('to-myself', 'can not send request to myself');
    return isName ? { ...target, lookUp: hop.port === undefined ? 'service' : 'host' } : target;
  }

  #receive(
    { message, consumed: bytes, raw }: ParsedMessage,
    flow: Flow,
    connection: TcpConnection | undefined,
  ): void {
    this.counters.received += 1;
    if (message.kind === 'request' && !this.#router.admits(message, flow, connection))
      return this.#strangers.drop(flow);
    this.#tap?.('in', raw, flow, message.callId);
    this.#user.onTraffic?.('in', message, flow);
    if (message.kind === 'request') this.#router.receive(message, flow, bytes, connection);
    else this.#receiveResponse(message, flow, bytes, connection);
  }

  /**
   * RFC 3261 17.1.3: by the branch we made. Responses that are not awaited are dropped (18.1.2), except answers of a
   * phone.
   */
  #receiveResponse(
    response: SipResponse,
    flow: Flow,
    bytes: number,
    connection: TcpConnection | undefined,
  ): void {
    const { branch } = response.topVia;
    if (branch === undefined) return;
    const key = response.cseq.method === 'CANCEL' ? cancelKey(branch) : branch;
    const taker = this.#clients.get(key);
    if (taker === undefined) return endLateAnswer(this.#core, response, flow, connection);
    connection?.trust();
    taker.receive(response, flow, bytes, connection);
  }

  /** Bytes that throw are parsed like any other. */
  #takesUnread(bytes: Buffer, flow: Flow): boolean {
    let isTaken = false;
    this.#guarded(() => (isTaken = this.#router.takesUnread(bytes, flow)));
    return isTaken;
  }

  /** What could not be parsed is answered with the reason where the RFC allows it (400, 414, 505, 513). */
  #receiveMalformed(
    { request, response, status, reason, raw }: MalformedMessage,
    flow: Flow,
    connection: TcpConnection | undefined,
  ) {
    this.counters.received += 1;
    const from = `${flow.remoteAddress}:${flow.remotePort}`;
    if (response !== undefined && this.#receiveUnusable(response, flow, raw, connection)) {
      this.#core.notices.say(`a response ${response.status} from ${from} cannot be used: ${reason}`);
    } else if (!this.#strangers.isKnown(flow) && !this.#strangers.isAcquainted(flow)) {
      this.#strangers.drop(flow);
    } else if (request !== undefined) {
      this.counters.malformedAnswered += 1;
      this.#tap?.('in', raw, flow, request.headers.get('Call-ID'));
      this.#core.notices.say(`a request from ${from} was refused with ${status}: ${reason}`);
      const via = request.firstUnreadableField() === 'Via' ? undefined : request.topVia;
      const viaText = request.headers.get('Via') ?? '';
      // Without a usable Via the answer can only go where the request came from.
      const asksRport = via === undefined || via.params.has('rport');
      request.headers.setFirst('Via', completedVia(viaText, via?.host ?? '', asksRport, flow));
      const outlet = this.#transports.responseOutlet(flow, connection, asksRport, via?.port);
      refuse(this.#core, request, flow, outlet, status, [], reason);
    } else {
      this.counters.malformedDropped += 1;
      this.#core.notices.say(`a message from ${from} cannot be answered: ${reason}`);
    }
  }

  /**
   * A response with a known branch. The other values of its request are known, so it is delivered like any other,
   * without its body. A refusal stays a refusal, a ringing phone rings, and an answer without an SDP fails at once,
   * with its ACK and BYE.
   */
  #receiveUnusable(
    response: SipResponse,
    flow: Flow,
    raw: Buffer,
    connection: TcpConnection | undefined,
  ): boolean {
    const { branch = '' } = response.topVia;
    const isOfCancel = /\bCANCEL\s*$/i.test(response.headers.get('CSeq') ?? '');
    const taker = this.#clients.get(isOfCancel ? cancelKey(branch) : branch);
    if (taker === undefined) return false;
    this.#tap?.('in', raw, flow, response.headers.get('Call-ID'));
    taker.receiveUnusable(response, flow, connection);
    return true;
  }

  /** A throw is a bug, here or in the user; the process and all other calls go on. */
  #guarded(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#user.onError(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  setTimeout: (fire, milliseconds) => setTimeout(fire, milliseconds),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout | undefined),
};

const NO_DIALOG: ClientUsage = {
  dialog: undefined,
  onResponse: (response) => response.status !== 100,
};

function firstRoute([first]: readonly string[] = []): string | undefined {
  return first === undefined ? undefined : parseNameAddress(first)?.uri;
}

function invalidUri({ method, uri }: RequestDraft): StackError {
  return new StackError('invalid-uri', `invalid request-uri: ${method} ${uri} SIP/2.0`);
}
