/**
 * The part of drachtio-srf that this folder uses, typed as it behaves: the package's own types lack what a call needs
 * (`srf.request` in a dialog, receipts, `ack` with a body) and promise what is not there.
 *
 * Only the transaction layer is used: `srf.invite` and friends, `srf.request`, `res.send`. Its Dialog and createUAC,
 * createUAS, createB2BUA are not used, because such a dialog hangs after one rejected re-INVITE (`Dialog#modify`),
 * answers REFER and MESSAGE with 200 by itself, cannot be ended if the 2xx has no Contact, and keeps the text of both
 * first messages for the life of the call.
 */
import type { Headers, MessageContent } from './transactions.js';

export interface SrfMessage {
  /** By lower-case name, several lines of one name joined by commas. */
  readonly headers: Headers;
  readonly body: string | undefined;
}

export interface SrfRequest {
  readonly method: string;
  readonly uri: string;
  readonly msg: SrfMessage;
  /** `network`: a peer sent it; `application`: the SIP server did, on our behalf (lost ACK, session timer). */
  readonly source: 'network' | 'application';
  readonly source_address: string;
  readonly source_port: number;
  readonly protocol: string;
  readonly stackDialogId: string | undefined;
  on(event: 'cancel', listener: () => void): this;
  on(event: 'update', listener: (request: SrfRequest, response: SrfAnswer) => void): this;
  on(event: 'response', listener: (response: SrfResponse, acknowledge: SrfAcknowledge) => void): this;
  cancel(callback?: (error: unknown) => void): void;
}

/** Sends the ACK of a 2xx, or the PRACK of a reliable provisional. */
export type SrfAcknowledge = (options?: MessageContent) => void;

/** A response of the far end. */
export interface SrfResponse {
  readonly msg: SrfMessage;
  readonly status: number;
  /** Empty if the server generated it. */
  readonly source_address: string;
  readonly stackDialogId: string | undefined;
}

/** Our answer to a request. */
export interface SrfAnswer {
  readonly stackDialogId: string | undefined;
  send(status: number, options?: MessageContent, callback?: SrfReceipt): void;
}

/** The server's reply to a message: an error text if it does not send it. */
export type SrfReceipt = (error: unknown, sent?: SrfMessage) => void;

/** drachtio-srf writes into it. */
export interface SrfRequestOptions {
  method: string;
  headers: Headers;
  body?: string;
  proxy?: string;
  /** Sends it in this dialog; the server then fills in the Request-URI. */
  stackDialogId?: string;
}

export type SrfHandler = (request: SrfRequest, response: SrfAnswer) => void;

export interface SrfClient {
  connect(options: {
    host: string;
    port: number;
    secret: string;
    /** Kept by reference: `maxAttempts` set later stops the reconnecting. */
    reconnect?: { retryMaxDelay?: number; maxAttempts?: number };
  }): void;
  disconnect(): void;
  use(handler: (request: SrfRequest, response: SrfAnswer, next: () => void) => void): void;
  invite(handler: SrfHandler): void;
  message(handler: SrfHandler): void;
  register(handler: SrfHandler): void;
  options(handler: SrfHandler): void;
  info(handler: SrfHandler): void;
  notify(handler: SrfHandler): void;
  publish(handler: SrfHandler): void;
  subscribe(handler: SrfHandler): void;
  request(
    uri: string,
    options: SrfRequestOptions,
    callback: (error: unknown, request?: SrfRequest) => void,
  ): void;
  on(event: 'connect', listener: (error: Error | null, hostports: string) => void): this;
  on(event: 'close' | 'error' | 'reconnecting', listener: (detail: unknown) => void): this;
}
