/**
 * Dial: rings the callee showing X or Y, passes ringing and early media back, and goes to the next trunk if the failure
 * is the trunk's and its side has not sent any 18x: a callee never rings twice. A trunk that has no codec of the
 * caller's is passed over. Ringing may last as long as configured; without any ringing the callee is given up after
 * about 90 s, even if trunks are left (spec 11.1, 8035).
 */
import { isIP } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { addressOfUri } from '../../config/address.js';
import type { AddressFamily } from '../../media/media.js';
import type { AnsweredInvite, InviteRequest } from '../sip/signaling.js';
import { SignalingError } from '../sip/signaling-error.js';
import type { Route } from '../sip/trunks/trunks.js';
import { calleeFailure, isAboutMedia, isWorthRetrying } from './legs/callee-failure.js';
import type { Call, TriedWay } from './call-parts.js';
import { answerEarlyOffer } from './media/leg-offers.js';
import { applyEffect } from './effect.js';
import { Ending } from './ending.js';
import { takeLeg } from './legs/leg-ending.js';
import { mediaEnding } from './media/call-media.js';
import type { Prepared } from './prepare.js';
import type { Connection } from './resolve.js';
import type { Ringing } from './media/ringing.js';

/** Resolves with the callee's answer; from then on the call owns its leg. */
export async function dial(
  call: Call,
  connection: Connection,
  prepared: Prepared,
  ringing: Ringing,
): Promise<AnsweredInvite> {
  const giveUpAt = call.parts.clock.elapsed() + call.parts.limits.connectTimeoutMs;
  let failure: Ending | undefined;
  let unusable: Ending | undefined;
  for (const [index, route] of prepared.routes.entries()) {
    call.signal.throwIfAborted();
    prepared.media.callThrough({
      source: route.trunk.mediaSource,
      latchFrom: latchFrom(route),
      encryption: route.trunk.encryption,
      codecs: route.trunk.codecs,
      family: familyOf(route),
    });
    const offer = await offerFor(call, prepared, route);
    if (offer instanceof Ending) {
      unusable ??= offer;
      sayPassedOver(call, route);
      continue;
    }
    // A call that has ended meanwhile has released everything (finish.ts) and must not acquire anything any more.
    call.signal.throwIfAborted();
    if (!route.trunk.tryAcquire()) continue;
    call.acquired.push(route.trunk);
    call.calleeTrunk = route.trunk;
    call.state.tries(route.trunk.name);
    sayDialling(call, connection, route);
    const isLast = index === prepared.routes.length - 1;
    const since = call.parts.clock.elapsed();
    const attempt: Attempt = { offer, ringing, giveUpAt, isLast, since, hasAlerted: false };
    try {
      const answered = await ring(call, connection, route, attempt);
      sayTried(call, route, attempt, undefined);
      return answered;
    } catch (error) {
      sayTried(call, route, attempt, error);
      takeHealth(route, error);
      call.signal.throwIfAborted();
      if (!(error instanceof SignalingError)) throw mediaEnding(error, 'callee');
      const rang = call.state.name === 'ringing';
      failure = calleeFailure(error, rang);
      if (failure.kind === 'no-answer') applyEffect(call, connection, 'unanswered');
      if (!goesOn(error, attempt, prepared.routes.slice(index)) || call.parts.clock.elapsed() >= giveUpAt)
        throw failure;
      call.parts.logger.warn(
        { call: call.incoming.id, trunk: route.trunk.name, status: error.status },
        'the trunk failed; the next one is tried',
      );
      giveBack(call, route);
    }
  }
  throw failure ?? unusable ?? new Ending('trunk-full', { because: 'every trunk to the callee is full' });
}

/** Whether the next trunk is tried: this one has failed, or refused a description that the next one would not get. */
function goesOn(error: SignalingError, { hasAlerted }: Attempt, [route, next]: readonly Route[]): boolean {
  if (isWorthRetrying(error, hasAlerted, route?.trunk.failoverOn)) return true;
  if (hasAlerted || !isAboutMedia(error) || next === undefined) return false;
  return !isDeepStrictEqual(describedBy(route), describedBy(next));
}

function describedBy(route: Route | undefined): readonly unknown[] {
  return [route?.trunk.codecs, route?.trunk.encryption, route && familyOf(route)];
}

function sayPassedOver({ parts, incoming }: Call, { trunk }: Route): void {
  parts.logger.info({ call: incoming.id, trunk: trunk.name }, 'the trunk has no codec of the caller');
}

/** What became of the attempt, for who counts. `error`: undefined if the callee has answered. */
function sayTried(call: Call, { trunk }: Route, { since, alertedMs }: Attempt, error: unknown): void {
  const { parts, incoming, signal, state } = call;
  const status = error instanceof SignalingError && error.code === 'refused' ? error.status : undefined;
  const outcome = error === undefined ? 'answered' : signal.aborted ? 'called-off' : outcomeOf(error);
  const tookMs = parts.clock.elapsed() - since;
  state.tried({ trunk: trunk.name, outcome, status, tookMs: Math.round(tookMs) });
  parts.onTried({ sessionId: incoming.id, trunk: trunk.name, status, alertedMs, outcome, tookMs });
}

function outcomeOf(error: unknown): TriedWay['outcome'] {
  if (!(error instanceof SignalingError)) return 'failed';
  if (error.isSilent) return 'silent';
  if (error.code === 'gone') return 'called-off';
  return error.code === 'refused' ? 'refused' : error.code === 'timeout' ? 'unanswered' : 'failed';
}

/** What the failure says about the trunk: later calls try one that did not answer, or wants no calls, last. */
function takeHealth({ trunk }: Route, error: unknown): void {
  if (!(error instanceof SignalingError)) return;
  const { status, retryAfterSeconds } = error;
  // 487 is the answer to our CANCEL.
  if (error.isSilent || (error.code === 'refused' && status !== 487)) trunk.refused(status);
  if (error.isSilent) trunk.fellSilent();
  else if (error.code !== 'refused') return;
  else if (status < 500 || status > 599) trunk.served();
  else if (retryAfterSeconds === undefined) trunk.heard();
  else trunk.refuses(retryAfterSeconds * 1000);
}

/** The call goes on without this trunk, which no longer counts it. */
function giveBack({ acquired }: Call, { trunk }: Route): void {
  acquired.splice(acquired.lastIndexOf(trunk), 1);
  trunk.release();
}

/** Whether silence leads to the next trunk, or is only reported when it ends. */
function silenceOf({ trunk }: Route, isLast: boolean): InviteRequest['silence'] {
  const limitMs = isLast ? 0 : trunk.firstAnswerMs;
  const { isSilent: isHeld, name } = trunk;
  return limitMs > 0 || isHeld ? { trunk: name, limitMs, isHeld } : undefined;
}

/** The callee's SIP comes from the address it is sent to; if that is a name, the trunk's configuration must say. */
function latchFrom(route: Route): readonly string[] {
  return [...addressesOf(route), ...(route.trunk.latchFrom ?? [])];
}

/** Who is reached by IPv6 alone can hardly send audio to an IPv4 address. Undefined if only names say where it is. */
function familyOf(route: Route): AddressFamily | undefined {
  const [first] = addressesOf(route);
  return route.trunk.mediaFamily ?? (first === undefined ? undefined : isIP(first) === 6 ? 6 : 4);
}

function addressesOf({ uri, nextHop, alsoRing = [] }: Route): readonly string[] {
  return [{ uri, nextHop }, ...alsoRing].flatMap((way) => addressOfUri(way.nextHop ?? way.uri) ?? []);
}

/** An Ending if the trunk has no codec of the caller's. */
async function offerFor(
  call: Call,
  { media }: Prepared,
  { trunk }: Route,
): Promise<string | Ending | undefined> {
  try {
    return await media.offerForCallee(trunk.alwaysOffers);
  } catch (error) {
    call.signal.throwIfAborted();
    const ending = mediaEnding(error, 'caller');
    if (ending instanceof Ending && ending.kind === 'unusable-offer') return ending;
    throw ending;
  }
}

/** The first trunk dialled is the call's transfer; effects of that moment are committed now (AX's temporary callee). */
function sayDialling(call: Call, connection: Connection, route: Route): void {
  if (call.state.name !== 'known') return;
  call.state.dialling(connection.callee, connection.display, connection.direction, route.trunk.name);
  applyEffect(call, connection, 'dialled');
}

/** The callee's phone rings: reported once, however often it rings. */
function sayRinging(call: Call, connection: Connection): void {
  if (call.state.name !== 'dialling') return;
  call.state.ringing();
  applyEffect(call, connection, 'rings');
}

interface Attempt {
  readonly offer: string | undefined;
  readonly ringing: Ringing;
  readonly giveUpAt: number;
  /** This is the last way. */
  readonly isLast: boolean;
  /** When it began, by the clock's `elapsed`. */
  readonly since: number;
  /** From then to the first 18x, or to the answer. */
  alertedMs?: number;
  /** The callee's side has sent an 18x, so its phone may have rung. */
  hasAlerted: boolean;
}

async function ring(
  call: Call,
  connection: Connection,
  route: Route,
  attempt: Attempt,
): Promise<AnsweredInvite> {
  const { offer, ringing, giveUpAt, isLast } = attempt;
  const { parts, incoming, state } = call;
  const callOff = parts.clock.after(Math.max(0, giveUpAt - parts.clock.elapsed()), () => {
    if (state.name === 'dialling') call.stop(new Ending('gave-up-connecting'));
  });
  try {
    const answered = await parts.signaling.invite(
      {
        call: incoming.id,
        uri: route.uri,
        nextHop: route.nextHop,
        alsoRing: route.alsoRing,
        identity: { display: route.display, form: route.form },
        credentials: route.credentials,
        sessionSeconds: route.trunk.sessionSeconds,
        headers: route.headers,
        routes: route.routes,
        offer,
        reliable: route.trunk.reliableProvisionals,
        redirects: route.redirects,
        maxForwards: incoming.maxForwards - 1,
        ringTimeoutMs: route.trunk.ringTimeoutMs ?? parts.limits.ringTimeoutMs,
        silence: silenceOf(route, isLast),
        onOffer: (early) => answerEarlyOffer(call, 'callee', early),
        onProvisional: (status, sdp) => {
          if (status >= 180 && status < 190) alerted(attempt, parts.clock.elapsed());
          if (status === 180) sayRinging(call, connection);
          ringing.take(status, sdp, route.trunk.earlyMedia);
        },
      },
      call.signal,
    );
    attempt.alertedMs ??= parts.clock.elapsed() - attempt.since;
    route.trunk.served();
    takeLeg(call, 'calleeLeg', answered.leg);
    await ringing.end();
    return answered;
  } finally {
    callOff();
  }
}

function alerted(attempt: Attempt, nowMs: number): void {
  attempt.hasAlerted = true;
  attempt.alertedMs ??= nowMs - attempt.since;
}
