/**
 * Our INVITE, the first of its dialog or a re-INVITE, from the caller's side (RFC 3261 13.2, 14.1).
 *
 *  - 100 is ignored. Each To tag in a provisional is a fork with its own peer. The stack's user sees all forks as one
 *    Dialog, whose peer is settled by the first 2xx.
 *  - A reliable provisional is shown once; it waits for the user's PRACK (RFC 3262 4).
 *  - The first 2xx goes to the user, who ACKs through the dialog. Repeats are answered with that ACK. The stack answers a
 *    2xx of another fork by itself, with an ACK and a BYE.
 */
import { contactOf } from './contact.js';
import type { Ack, AckOf } from './ack.js';
import { DialogPeer } from './peer.js';
import type { ClientUsage } from '../transaction/client-usage.js';
import type { StackCore } from '../core.js';
import { Headers, NO_BODY, SipResponse, type SipRequest } from '../parse/message.js';
import type { Dialog, Flow, RequestDraft, Sent } from '../stack.js';
import { StackError } from '../stack-error.js';
import type { TcpConnection } from '../transport/tcp.js';

/** The number of forks is bounded; further ones are ignored while ringing. */
const MAX_FORKS = 16;

/** A provisional that waits for its PRACK. */
export interface UnacknowledgedProvisional {
  readonly rseq: number;
  readonly peer: DialogPeer;
}

const BAD_ANSWER = 'Unusable Contact In Answer';
const OF_A_FAILURE = new Set(['Via', 'From', 'To', 'Call-ID', 'CSeq']);

interface Fork {
  readonly peer: DialogPeer;
  lastRseq: number;
}

/** The dialog that the INVITE creates, or was sent in, as far as its responses concern it. */
export interface InvitingDialog extends Dialog {
  /** A provisional of a fork: requests in the early dialog go to that fork until another one sends a provisional. */
  earlyPeer(peer: DialogPeer): void;
  /** The first 2xx to the INVITE that creates the dialog. */
  answered(usage: InviteUsage, peer: DialogPeer, response: SipResponse): void;
  reinviteAnswered(
    usage: InviteUsage,
    response: SipResponse,
    flow: Flow,
    connection: TcpConnection | undefined,
  ): void;
  /** A re-INVITE was refused. */
  inviteEnded(usage: InviteUsage): void;
  /** ACK and BYE for another fork that also answered. */
  refuseFork(peer: DialogPeer, ackOf: AckOf): Ack;
  end(): void;
}

export class InviteUsage implements ClientUsage {
  dialog: InvitingDialog | undefined;
  readonly #core: StackCore;
  readonly #isInitial: boolean;
  /** Released with the answer, because it holds the whole INVITE. */
  #makeDialog: ((peer: DialogPeer) => InvitingDialog) | undefined;
  #ackOf: AckOf | undefined;
  #requestUri = '';
  #forks: Fork[] | undefined;
  #unacknowledged: UnacknowledgedProvisional[] | undefined;
  /** Tag of the 2xx that was shown, and its ACK once the user has sent it. */
  #answeredBy: string | undefined;
  #ack: Ack | undefined;
  /** ACKs of other forks' 2xx, by tag. */
  #strangers: Map<string, Ack> | undefined;

  /** `makeDialog` for an INVITE outside any dialog, `dialog` for a re-INVITE. */
  constructor(
    core: StackCore,
    dialog: InvitingDialog | undefined,
    makeDialog?: (peer: DialogPeer) => InvitingDialog,
  ) {
    this.#core = core;
    this.dialog = dialog;
    this.#makeDialog = makeDialog;
    this.#isInitial = makeDialog !== undefined;
  }

  /** Sets the request it is about, once that is written. */
  sent(request: SipRequest): void {
    this.#requestUri = request.uri;
    this.#ackOf = { cseq: request.cseq.number, credentials: credentialsOf(request) };
  }

  onResponse(
    response: SipResponse,
    flow: Flow,
    connection: TcpConnection | undefined,
  ): boolean | SipResponse {
    if (response.status === 100) return false;
    if (response.status < 200) return this.#onProvisional(response, flow, connection);
    if (response.status < 300) return this.#onAnswer(response, flow, connection);
    this.#forks = this.#unacknowledged = undefined;
    this.#makeDialog = undefined;
    if (this.#isInitial) this.dialog?.end();
    else this.dialog?.inviteEnded(this);
    return true;
  }

  /** The provisional that a PRACK acknowledges: the one its RAck names, else the oldest. */
  takeUnacknowledged(rseq: number | undefined): UnacknowledgedProvisional | undefined {
    const waiting = this.#unacknowledged;
    if (waiting === undefined) return undefined;
    const found = waiting.findIndex((one) => one.rseq === rseq);
    return waiting.splice(Math.max(0, found), 1)[0];
  }

  hasFork(tag: string): boolean {
    return this.#forks?.some(({ peer }) => peer.tag === tag) === true;
  }

  get cseq(): number {
    return this.#ackOf?.cseq ?? 0;
  }

  /** The user's ACK of the 2xx, kept for as long as the 2xx may be repeated. */
  acknowledge(send: (ackOf: AckOf) => { ack: Ack; sent: Sent<SipRequest> }): Sent<SipRequest> {
    if (this.#ackOf === undefined) throw new TypeError('acknowledged before it was sent');
    const { ack, sent } = send(this.#ackOf);
    this.#ack = ack;
    return sent;
  }

  #onProvisional(response: SipResponse, flow: Flow, connection: TcpConnection | undefined): boolean {
    if (this.#makeDialog === undefined) return true;
    const fork = this.#forkOf(response, flow, connection);
    if (fork === undefined) return true;
    if (this.dialog === undefined) this.dialog = this.#makeDialog(fork.peer);
    else this.dialog.earlyPeer(fork.peer);
    const rseq = reliableSequence(response);
    if (rseq === undefined) return true;
    // RFC 3262 4: repeats are dropped, and so are responses out of order, which will be repeated.
    if (fork.lastRseq !== 0 && rseq !== fork.lastRseq + 1) {
      this.#core.counters.absorbedRetransmissions += 1;
      return false;
    }
    fork.lastRseq = rseq;
    this.#unacknowledged ??= [];
    this.#unacknowledged.push({ rseq, peer: fork.peer });
    return true;
  }

  #forkOf(response: SipResponse, flow: Flow, connection: TcpConnection | undefined): Fork | undefined {
    const tag = response.to.params.get('tag') ?? '';
    this.#forks ??= [];
    const known = this.#forks.find(({ peer }) => peer.tag === tag);
    if (known !== undefined) return known;
    if (this.#forks.length >= MAX_FORKS) return undefined;
    const fork = {
      peer: DialogPeer.ofResponse(this.#core.transports, response, this.#requestUri, flow, connection),
      lastRseq: 0,
    };
    this.#forks.push(fork);
    return fork;
  }

  #onAnswer(response: SipResponse, flow: Flow, connection: TcpConnection | undefined): boolean | SipResponse {
    const tag = response.to.params.get('tag') ?? '';
    if (this.#answeredBy !== undefined) {
      this.#core.counters.absorbedRetransmissions += 1;
      if (tag === this.#answeredBy || !this.#isInitial) this.#ack?.repeat();
      else this.#refuseFork(tag, response, flow, connection);
      return false;
    }
    this.#answeredBy = tag;
    this.#forks = this.#unacknowledged = undefined;
    if (!this.#isInitial) {
      this.dialog?.reinviteAnswered(this, response, flow, connection);
      return true;
    }
    const peer = DialogPeer.ofResponse(this.#core.transports, response, this.#requestUri, flow, connection);
    this.dialog ??= this.#makeDialog?.(peer);
    this.#makeDialog = undefined;
    if (this.dialog?.state === 'ended' && this.#ackOf !== undefined) {
      // The callee has said BYE already (against 15). Without ACK and BYE it would repeat its 2xx and take the call for
      // established.
      this.#ack = this.dialog.refuseFork(peer, this.#ackOf);
      return failureInPlaceOf(response, 'Answered After BYE');
    }
    this.dialog?.answered(this, peer, response);
    const contact = contactOf(response);
    return contact.kind === 'malformed' ? this.#refuseAnswer(response, flow, contact.why) : true;
  }

  /** A 2xx without a usable target: the callee gets ACK and BYE, the user a failure (21.5.3). */
  #refuseAnswer(response: SipResponse, flow: Flow, why: string): SipResponse {
    const from = `${flow.remoteAddress}:${flow.remotePort}`;
    this.#core.notices.say(`a ${response.status} to an INVITE from ${from} was refused: its Contact: ${why}`);
    this.dialog?.terminate(BAD_ANSWER);
    return failureInPlaceOf(response, BAD_ANSWER);
  }

  #refuseFork(tag: string, response: SipResponse, flow: Flow, connection: TcpConnection | undefined): void {
    const known = this.#strangers?.get(tag);
    if (known !== undefined) {
      known.repeat();
      return;
    }
    this.#strangers ??= new Map();
    if (this.#strangers.size >= MAX_FORKS || this.#ackOf === undefined || this.dialog === undefined) return;
    const peer = DialogPeer.ofResponse(this.#core.transports, response, this.#requestUri, flow, connection);
    this.#strangers.set(tag, this.dialog.refuseFork(peer, this.#ackOf));
  }
}

/** What the user sees instead of a 2xx that it cannot use. */
function failureInPlaceOf(response: SipResponse, reason: string): SipResponse {
  const fields = [...response.headers].filter(({ name }) => OF_A_FAILURE.has(name));
  fields.push({ name: 'Content-Length', value: '0' });
  return new SipResponse(502, reason, Headers.ofParsed(fields), NO_BODY);
}

/** Headers of a PRACK with the matching RAck, and the fork whose provisional it acknowledges (RFC 3262 4). */
export function withRack(
  headers: RequestDraft['headers'],
  invite: InviteUsage | undefined,
): { readonly headers: RequestDraft['headers']; readonly peer: DialogPeer | undefined } {
  const given = headers.find(([name]) => name.toLowerCase() === 'rack')?.[1];
  const waiting = invite?.takeUnacknowledged(given === undefined ? undefined : parseInt(given, 10));
  const rack = waiting === undefined ? given : `${waiting.rseq} ${invite?.cseq ?? 0} INVITE`;
  if (rack === undefined) throw new StackError('ack-not-wanted', 'there is no provisional to acknowledge');
  const others = headers.filter(([name]) => name.toLowerCase() !== 'rack');
  return { headers: [...others, ['RAck', rack]], peer: waiting?.peer };
}

/** RSeq of a provisional that requires a PRACK. */
function reliableSequence(response: SipResponse): number | undefined {
  const rseq = Number(response.headers.get('RSeq'));
  if (!Number.isInteger(rseq) || rseq < 1) return undefined;
  return response.headers.getAll('Require').some((value) => value.includes('100rel')) ? rseq : undefined;
}

function credentialsOf(request: SipRequest): [string, string][] {
  const credentials: [string, string][] = [];
  for (const { name, value } of request.headers) {
    if (name === 'Authorization' || name === 'Proxy-Authorization') credentials.push([name, value]);
  }
  return credentials;
}
