/**
 * The server's messages to an application: payloads in the exact forms of spec drachtio-wire-protocol.md, sections 4, 6
 * and 18. Each is one concatenation; this runs some fourteen times a call.
 */
import { randomBytes } from 'node:crypto';
import { dialogId } from '../stack/dialog/table.js';
import { createRequest, type SipMessage } from '../stack/parse/message.js';
import { serializeHead } from '../stack/parse/serialize.js';
import type { Dialog, Flow, Sent } from '../stack/stack.js';

/** The source of a message: a peer (or the stack in a peer's place), or the server on the application's behalf. */
export type Source = 'network' | 'application';

/** The TXNID of a request the server sent on its own (spec section 11). */
const UNSOLICITED = 'unsolicited';

/** Builds payloads; keeps what makes them cheap: an id generator and the time of day of this second. */
export class WireMessages {
  readonly #now: () => number;
  readonly #idPrefix: string;
  #idCounter = 0;
  #second = -1;
  #secondText = '';

  /** @param now milliseconds since the epoch. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
    const hex = randomBytes(9).toString('hex');
    this.#idPrefix = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-8${hex.slice(15, 18)}-`;
  }

  /** A fresh id in the form of a uuid v4; it is unique in this process only, which is sufficient. */
  nextId(): string {
    this.#idCounter += 1;
    return this.#idPrefix + this.#idCounter.toString(16).padStart(12, '0');
  }

  /** A message that arrived; a new out-of-dialog request also names its listener (`isNew`). */
  arrived(
    message: SipMessage,
    flow: Flow,
    bytes: number,
    txnId: string,
    dialogId: string,
    isNew: boolean,
  ): string {
    const port = flow.remoteAddress === '' ? '0' : flow.remotePort;
    const receivedOn = isNew ? `|${flow.localAddress}|${flow.localPort}|` : '|';
    return `${this.nextId()}|sip|network|${bytes}|${flow.transport}|${flow.remoteAddress}|${port}|${this.time()}|${txnId}|${dialogId}${receivedOn}\r\n${messageText(message)}`;
  }

  /** A request the server sent by itself within a dialog. */
  unsolicited(sent: Sent<SipMessage>, dialogId: string): string {
    const { flow } = sent;
    return `${this.nextId()}|sip|application|${sent.bytes}|${flow.transport}|${flow.localAddress}|${flow.localPort}|${this.time()}|${UNSOLICITED}|${dialogId}|\r\n${messageText(sent.message)}`;
  }

  /** The receipt of a request, ACK, PRACK or CANCEL. Over TCP the real server includes the remote address. */
  requestSent(id: string, sent: Sent<SipMessage>, txnId: string): string {
    const { flow } = sent;
    const where =
      flow.transport === 'udp'
        ? `${flow.localAddress}|${flow.localPort}`
        : `${flow.remoteAddress}|${flow.remotePort}`;
    return `${this.nextId()}|response|${id}|OK|application|${sent.bytes}|${flow.transport}|${where}|${this.time()}|${txnId}|Msg sent:|\r\n${messageText(sent.message)}`;
  }

  /** The receipt of a response. */
  responseSent(id: string, sent: Sent<SipMessage>, txnId: string, dialogId: string): string {
    const { flow } = sent;
    return `${this.nextId()}|response|${id}|OK|application|${sent.bytes}|${flow.transport}|${flow.remoteAddress}|${flow.remotePort}|${this.time()}|${txnId}|${dialogId}||Msg sent:|\r\n${messageText(sent.message)}`;
  }

  /** Any other receipt; `verdict` is `OK…`, `NO|reason` or `NOK|reason`. */
  receipt(id: string, verdict: string): string {
    return `${this.nextId()}|response|${id}|${verdict}`;
  }

  cdr(event: string, source: Source, extra: string | undefined, message: SipMessage): string {
    const detail = extra === undefined ? '' : `|${extra}`;
    return `${this.nextId()}|${event}|${source}|${this.time()}${detail}\r\n${messageText(message)}`;
  }

  /** `HH:MM:SS.uuuuuu`, UTC. */
  time(): string {
    const now = this.#now();
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#secondText = new Date(now).toISOString().slice(11, 19);
    }
    return `${this.#secondText}.${String(Math.floor(now - second * 1000)).padStart(3, '0')}000`;
  }
}

/** What a client sees if the server's own BYE could not be sent: its dialog has ended all the same. */
export function unsentBye({ callId, localTag, remoteTag }: Dialog): Sent<SipMessage> {
  const headers: [string, string][] = [
    ['From', `<sip:localhost>;tag=${localTag}`],
    ['To', `<sip:localhost>;tag=${remoteTag}`],
    ['Call-ID', callId],
    ['CSeq', '1 BYE'],
  ];
  const flow: Flow = {
    transport: 'udp',
    ...{ localAddress: '', localPort: 0, remoteAddress: '', remotePort: 0 },
  };
  return { message: createRequest({ method: 'BYE', uri: 'sip:localhost', headers }), flow, bytes: 0 };
}

/**
 * A message in the form that the client sees. Bytes of a body that are not UTF-8 are lost here, as they are in the
 * client.
 */
function messageText(message: SipMessage): string {
  const head = serializeHead(message);
  return message.body.length === 0 ? head : head + message.body.toString('utf8');
}

/** The DIALOGID of a dialog created, or to be created, by `request` (spec section 7). */
export function dialogIdOf(request: SipMessage): string {
  return dialogId(request.callId, request.from.params.get('tag') ?? '');
}
