/**
 * Rings several contacts of one party at once; the first to answer wins. The race is drachtio-fn-b2b-sugar's Simring.
 *
 * Left to itself (0.2.1) it forgets an answered callee when the caller's leg fails, cannot cancel an INVITE before its
 * receipt, rejects with an array, loses response headers, and shows the callee the caller's real number. So it is given
 * neither the caller nor drachtio-srf: what it takes for them are stand-ins (`Stage`) whose callee legs are ours, INVITEs
 * built from our allow-list and cancelled whenever asked, and whose caller's leg does not exist. The narrative answers
 * the caller by itself once the race is decided.
 */
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { EndController, type EndSignal } from '../end-signal.js';
import type { AnsweredInvite, InviteRequest } from '../sip/signaling.js';
import { SignalingError } from '../sip/signaling-error.js';
import { sendInvite } from './invite.js';
import type { UaLink } from './link.js';

/** What Simring is given for a callee's dialog. */
interface CalleeStandIn {
  readonly answered: AnsweredInvite;
  readonly remote: { readonly sdp: string };
  readonly res: object;
  readonly sip: { readonly callid: string };
  destroy(): void;
}

interface Progress {
  cbRequest(error: unknown, request: { readonly uri: string; cancel(): void }): void;
}

interface SimringRace {
  start(): Promise<{ readonly uac: CalleeStandIn }>;
}

const { Simring } = createRequire(import.meta.url)('drachtio-fn-b2b-sugar') as {
  readonly Simring: new (
    caller: Stage,
    response: object,
    uris: readonly string[],
    options: { readonly callingNumber: string; readonly calledNumber: string; readonly timeout: number },
  ) => SimringRace;
};

const NORMAL_CLEARING = 16;
/** Simring's own limit must never be the one that strikes; ours is in each INVITE. */
const GRACE_SECONDS = 60;

/** As `sendInvite`, to the request's URI and all of `alsoRing`. Early media is left out: it would be several. */
export async function ringAll(
  link: UaLink,
  request: InviteRequest,
  signal: EndSignal,
): Promise<AnsweredInvite> {
  const stage = new Stage(link, request);
  const race = new Simring(stage, {}, [...stage.uris], {
    callingNumber: request.identity.display,
    calledNumber: '',
    timeout: request.ringTimeoutMs / 1000 + GRACE_SECONDS,
  });
  if (signal.aborted) throw new SignalingError('gone', 487, 'the call was given up before it was placed');
  const release = signal.onAbort(() => stage.emit('cancel'));
  try {
    const { uac } = await race.start();
    if (!signal.aborted) return uac.answered;
    uac.destroy();
    throw new SignalingError('gone', 487, 'the call was given up as the callee answered');
  } catch (error) {
    throw bestOf(error);
  } finally {
    release();
  }
}

/** The caller, its request and drachtio-srf, as far as Simring looks at them. */
class Stage extends EventEmitter {
  readonly srf = {
    createUAC: (uri: string, _options: object, progress: Progress): Promise<CalleeStandIn> =>
      this.#ring(uri, progress),
    createUAS: (): Promise<object> => Promise.resolve({}),
    /** Thrown at a callee that answers second. */
    SipError: Error,
  };
  readonly #link: UaLink;
  readonly #request: InviteRequest;
  readonly #targets: ReadonlyMap<string, Pick<InviteRequest, 'uri' | 'nextHop'>>;
  #rang = false;

  constructor(link: UaLink, request: InviteRequest) {
    super();
    const { uri, nextHop, alsoRing = [] } = request;
    this.#link = link;
    this.#request = request;
    const first = nextHop === undefined ? { uri } : { uri, nextHop };
    this.#targets = new Map([first, ...alsoRing].map((target) => [target.uri, target]));
  }

  get uris(): Iterable<string> {
    return this.#targets.keys();
  }

  async #ring(uri: string, progress: Progress): Promise<CalleeStandIn> {
    const calledOff = new EndController();
    // Told at once, and not at the receipt: a call given up in between would ring on.
    progress.cbRequest(null, { uri, cancel: () => calledOff.abort() });
    const { nextHop: _first, ...request } = this.#request;
    const answered = await sendInvite(
      this.#link,
      {
        ...request,
        uri,
        ...this.#targets.get(uri),
        onProvisional: (status) => this.#heard(status),
        onOffer: undefined,
      },
      calledOff,
    );
    return {
      answered,
      remote: { sdp: answered.sdp },
      res: {},
      sip: { callid: '' },
      destroy: () => {
        answered.leg.hangUp(NORMAL_CLEARING).then(this.#link.byeRefused, () => undefined);
      },
    };
  }

  #heard(status: number): void {
    if (status !== 180 || this.#rang) return;
    this.#rang = true;
    this.#request.onProvisional(180, undefined);
  }
}

/** Of what the contacts refused with, the one that says most about the party: a person's no before a machine's. */
function bestOf(error: unknown): unknown {
  const errors: unknown[] = Array.isArray(error) ? error : [error];
  const refusals = errors.filter((one) => one instanceof SignalingError);
  return refusals.sort((a, b) => rankOf(a) - rankOf(b))[0] ?? errors[0];
}

function rankOf({ code, status }: SignalingError): number {
  if (code !== 'refused') return code === 'timeout' ? 2 : 4;
  if (status >= 600) return 0;
  return status === 486 ? 1 : 3;
}
