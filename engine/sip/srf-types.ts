/**
 * The part of drachtio-srf this folder uses, typed as it behaves: the types the package ships leave out what a call
 * needs (`srf.request` in a dialog, receipts, `ack` with a body) and promise what is not there.
 *
 * Only the transaction layer is used: `srf.invite` and friends, `srf.request`, `res.send`. Its Dialog and createUAC,
 * createUAS, createB2BUA are left alone, because a dialog of theirs hangs for good after one rejected re-INVITE
 * (`Dialog#modify`), answers REFER and MESSAGE with 200 by itself, cannot be ended when the 2xx has no Contact, and
 * keeps the text of both first messages for the life of the call.
 */
import type { Socket } from 'node:net';

export type Headers = Record<string, string>;

export interface SipMessage {
  readonly method: string;
  readonly uri: string;
  /** By lower-case name, several lines of one name joined by commas. */
  readonly headers: Headers;
  readonly body: string | undefined;
}

export interface SipRequest extends SipMessage {
  readonly msg: SipMessage;
  /** `network`: a peer sent it; `application`: the SIP server did, on our behalf (lost ACK, session timer). */
  readonly source: 'network' | 'application';
  readonly source_address: string;
  readonly source_port: number;
  readonly protocol: string;
  readonly stackDialogId: string;
  readonly socket: Socket;
  on(event: 'cancel', listener: (cancel: SipMessage) => void): this;
  on(event: 'update', listener: (request: SipRequest, response: OutgoingResponse) => void): this;
  on(event: 'response', listener: (response: SipResponse, acknowledge: Acknowledge) => void): this;
  cancel(callback?: (error: unknown) => void): void;
}

/** Sends the ACK of a 2xx, or the PRACK of a reliable provisional. */
export type Acknowledge = (options?: { body?: string; headers?: Headers }) => void;

/** A response of the far end. */
export interface SipResponse {
  readonly msg: SipMessage;
  readonly status: number;
  readonly body: string | undefined;
  readonly stackDialogId: string;
}

/** Our answer to a request. */
export interface OutgoingResponse {
  readonly stackDialogId: string;
  send(status: number, options?: { headers?: Headers; body?: string }, callback?: Receipt): void;
  send(
    status: number,
    reason: string,
    options?: { headers?: Headers; body?: string },
    callback?: Receipt,
  ): void;
}

/** The server's word on a message it was given: an error's text when it would not send it. */
export type Receipt = (error: unknown, sent?: SipMessage) => void;

export interface RequestOptions {
  method: string;
  headers: Headers;
  body?: string;
  /** Next hop, when it is not the Request-URI. */
  proxy?: string;
  auth?: { username: string; password: string };
  /** Sends it in this dialog; the Request-URI is then the server's to fill in. */
  stackDialogId?: string;
}

export type Handler = (request: SipRequest, response: OutgoingResponse) => void;

export interface SrfClient {
  connect(options: {
    host: string;
    port: number;
    secret: string;
    /** Kept by reference: `maxAttempts` set later stops the reconnecting. */
    reconnect?: { retryMaxDelay?: number; maxAttempts?: number };
  }): void;
  disconnect(): void;
  use(handler: (request: SipRequest, response: OutgoingResponse, next: () => void) => void): void;
  invite(handler: Handler): void;
  message(handler: Handler): void;
  register(handler: Handler): void;
  options(handler: Handler): void;
  request(
    uri: string,
    options: RequestOptions,
    callback: (error: unknown, request?: SipRequest) => void,
  ): void;
  on(event: 'connect', listener: (error: Error | null, hostports: string) => void): this;
  on(event: 'close' | 'error' | 'reconnecting', listener: (detail: unknown) => void): this;
}
