/** Legs and calls without SIP: a test plays both parties and reads what the narrative sent to them. */
import { EndController, type EndSignal } from '../../../engine/end-signal.js';
import type {
  CallerUsers,
  AnsweredInvite,
  DialogHandler,
  IncomingCall,
  InviteRequest,
  Leg,
  LegEnd,
  OfferHandler,
  RejectOptions,
} from '../../../engine/sip/signaling.js';
import { SignalingError } from '../../../engine/sip/signaling-error.js';

type OfferWantedHandler = Parameters<Leg['onOfferWanted']>[0];
type DigitHandler = Parameters<Leg['onDigit']>[0];

export class FakeLeg implements Leg {
  readonly #end = new EndController();
  readonly said: string[] = [];
  lateAnswer: string | undefined;
  refreshHandler: (() => Promise<void>) | undefined;
  offerHandler: OfferHandler | undefined;
  offerWantedHandler: OfferWantedHandler | undefined;
  digitHandler: DigitHandler | undefined;
  dialogHandler: DialogHandler | undefined;
  /** What `hangUp` waits for: the answer to the BYE. */
  hangingUp: Promise<number | undefined> = Promise.resolve(undefined);
  /** What the peer refuses digits with. */
  answerToDigit: SignalingError | undefined;
  /** What the peer answers to a re-INVITE; an error refuses it. */
  answerToReoffer: string | SignalingError = 'answer';
  /** Called as a re-INVITE comes. */
  onReoffer: (() => void) | undefined;

  get ended(): EndSignal {
    return this.#end;
  }

  onOffer(handler: OfferHandler): void {
    this.offerHandler = handler;
  }

  onOfferWanted(handler: OfferWantedHandler): void {
    this.offerWantedHandler = handler;
  }

  onRefreshDue(handler: () => Promise<void>): void {
    this.refreshHandler = handler;
  }

  onDialog(handler: DialogHandler): void {
    this.dialogHandler = handler;
  }

  onDigit(handler: DigitHandler): void {
    this.digitHandler = handler;
  }

  reoffer(offer: string | undefined): ReturnType<Leg['reoffer']> {
    this.said.push(`reoffer ${offer ?? 'nothing'}`);
    this.onReoffer?.();
    const answer = this.answerToReoffer;
    if (answer instanceof SignalingError) return Promise.reject(answer);
    if (offer !== undefined) return Promise.resolve({ sdp: answer });
    const acknowledge = (sdp?: string): Promise<void> =>
      Promise.resolve(void this.said.push(sdp === undefined ? 'ack' : `ack ${sdp}`));
    return Promise.resolve({ sdp: answer, acknowledge });
  }

  sendDigit(digit: string, durationMs: number): Promise<void> {
    this.said.push(`digit ${digit} ${durationMs}`);
    return this.answerToDigit === undefined ? Promise.resolve() : Promise.reject(this.answerToDigit);
  }

  hangUp(q850?: number): Promise<number | undefined> {
    if (!this.#end.aborted) {
      this.said.push(`bye ${q850 ?? ''}`.trim());
      this.#finish({ by: 'us', q850 });
    }
    return this.hangingUp;
  }

  /** The peer hangs up, or the leg ends some other way. */
  end(by: LegEnd['by'] = 'peer'): void {
    this.#finish({ by, q850: 16 });
  }

  #finish(end: LegEnd): void {
    this.#end.abort(end);
  }
}

export class FakeCall implements IncomingCall {
  readonly source = { transport: 'udp', address: '127.0.0.9', port: 5060 };
  readonly maxForwards = 70;
  readonly leg = new FakeLeg();
  /** What the caller received: `180`, `183 sdp`, `200 sdp`, `486 cause=17`. */
  readonly told: string[] = [];
  offerHandler: OfferHandler | undefined;
  dialogHandler: DialogHandler | undefined;
  readonly #cancel = new EndController();
  #ask: { resolve: () => void; reject: (error: Error) => void } | undefined;

  constructor(
    readonly caller: string,
    readonly dialledUser: string,
    readonly offer: string | undefined = 'offer of caller',
    readonly id = 'call-1',
    /** Whether the ACK comes by itself. */
    readonly acknowledges = true,
  ) {}

  /** Whether the caller asks that its number be withheld. */
  isWithheld = false;

  get callerUsers(): CallerUsers {
    return { from: [this.caller], ...(this.isWithheld && { isWithheld: true }) };
  }

  get cancelled(): EndSignal {
    return this.#cancel;
  }

  /** The caller hangs up before it is answered. */
  cancel(): void {
    this.#cancel.abort(new SignalingError('gone', 487, 'cancelled'));
  }

  onDialog(handler: DialogHandler): void {
    this.dialogHandler = handler;
  }

  preferReliable(): void {
    this.told.push('reliable');
  }

  onOffer(handler: OfferHandler): void {
    this.offerHandler = handler;
  }

  ring(status: 180 | 183, sdp?: string): void {
    this.told.push(sdp === undefined ? `${status}` : `${status} ${sdp}`);
  }

  answer(sdp: string): Promise<Leg> {
    if (this.#cancel.aborted) return Promise.reject(new SignalingError('gone', 487, 'cancelled'));
    this.told.push(`200 ${sdp}`);
    if (this.acknowledges) return Promise.resolve(this.leg);
    return new Promise((resolve, reject) => (this.#ask = { resolve: () => resolve(this.leg), reject }));
  }

  /** The ACK comes, or never does. */
  acknowledge(comes: boolean): void {
    if (comes) this.#ask?.resolve();
    else this.#ask?.reject(new SignalingError('timeout', 408, 'no ACK'));
  }

  /** BYE instead of the ACK. */
  hangUpUnacknowledged(): void {
    this.#ask?.reject(new SignalingError('gone', 487, 'the leg ended'));
  }

  reject(status: number, options: RejectOptions = {}): void {
    if (this.#cancel.aborted) return;
    const warning = options.warning === undefined ? '' : ` warning=${options.warning.code}`;
    this.told.push(`${status} cause=${options.q850 ?? ''}${warning}`);
  }
}

/** Our INVITE as the callee's side sees it. */
export interface RungCallee {
  readonly request: InviteRequest;
  readonly signal: EndSignal;
  readonly leg: FakeLeg;
  answer(sdp?: string): void;
  refuse(error: SignalingError): void;
  provisional(status: number, sdp?: string): void;
  readonly acknowledged: string[];
}

export class FakeSignaling {
  readonly rung: RungCallee[] = [];
  #next: ((callee: RungCallee) => void)[] = [];

  invite(request: InviteRequest, signal: EndSignal): Promise<AnsweredInvite> {
    return new Promise((resolve, reject) => {
      const leg = new FakeLeg();
      const acknowledged: string[] = [];
      const gone = (): void => reject(new SignalingError('gone', 487, 'given up'));
      if (signal.aborted) return gone();
      signal.onAbort(gone);
      const callee: RungCallee = {
        request,
        signal,
        leg,
        acknowledged,
        answer: (sdp = 'answer of callee') =>
          resolve({
            leg,
            sdp,
            ...(request.offer === undefined && {
              acknowledge: (late = '') => Promise.resolve(void acknowledged.push(late)),
            }),
          }),
        refuse: reject,
        provisional: (status, sdp) => request.onProvisional(status, sdp),
      };
      this.rung.push(callee);
      this.#next.shift()?.(callee);
    });
  }

  /** The next callee that is rung. */
  rings(): Promise<RungCallee> {
    return new Promise((resolve) => this.#next.push(resolve));
  }
}
