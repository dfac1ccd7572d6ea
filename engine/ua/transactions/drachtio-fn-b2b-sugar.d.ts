/** The part of drachtio-fn-b2b-sugar 0.2.1 that simring.ts uses, typed by what it reads; the package has no types. */
declare module 'drachtio-fn-b2b-sugar' {
  /** What `createUAC` is given for its events. */
  export interface Progress {
    cbRequest(error: unknown, request: { readonly uri: string; cancel(): void }): void;
  }

  /** What is read of the dialog of a callee that has answered. */
  export interface CalleeDialog {
    readonly remote: { readonly sdp: string };
    readonly res: object;
    readonly sip: { readonly callid: string };
    destroy(): void;
  }

  /** What is read of the caller's request. */
  export interface CallerRequest<Dialog extends CalleeDialog> {
    readonly srf: {
      readonly createUAC: (uri: string, options: object, progress: Progress) => Promise<Dialog>;
      readonly createUAS: () => Promise<object>;
      /** Thrown for a callee that answers second. */
      readonly SipError: new (status: number) => Error;
    };
    on(event: 'cancel', listener: () => void): unknown;
  }

  export interface Simring<Dialog extends CalleeDialog> {
    /** Rejects with an array: the error of each callee. */
    start(): Promise<{ readonly uac: Dialog }>;
  }

  /** `timeout` is in seconds, for each callee. */
  type SimringClass = new <Dialog extends CalleeDialog>(
    request: CallerRequest<Dialog>,
    response: object,
    uris: string[],
    options: { readonly timeout: number },
  ) => Simring<Dialog>;

  const sugar: { readonly Simring: SimringClass };
  export default sugar;
}
