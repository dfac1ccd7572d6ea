/**
 * Offer and answer of a two-legged session (RFC 3264): from the text that each side sends to the text that each side
 * gets. Pure: no sockets and no time. Its decision about a leg's audio is the `LegPlan`.
 *
 * An offer changes nothing until it is answered, so a refused one leaves the call as it was (RFC 3264 8). Each leg
 * has payload numbers of its own: a codec keeps the number the leg knows it by, at first its offerer's.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  answerCodecs,
  carries,
  names,
  numbered,
  remembered,
  sufficient,
  withBothLaws,
  withEvents,
} from './codec-lists.js';
import {
  isG711,
  isTelephoneEvent,
  isVoice,
  PCMA,
  PCMU,
  sameCodec,
  telephoneEvent,
  type Codec,
} from './codecs.js';
import { permitted, recordable } from './leg-codecs.js';
import { DEFAULT_PACKET_MS, legPlan, type LegPlan } from './leg-plan.js';
import { LegPlaces, type Place } from './leg-places.js';
import type { AddressFamily, LegCodecs, LegName } from './media.js';
import { MediaError } from './media-error.js';
import type { OwnAddresses } from './own-addresses.js';
import { IN_CLEAR, newLeg, type Exchange, type LegState } from './negotiated-leg.js';
import {
  AUDIO_ONLY,
  narrowed,
  readSdp,
  reversed,
  unusable,
  writeSdp,
  type AudioDescription,
  type Expectation,
  type MediaLine,
  type OwnDescription,
  type WrittenSdp,
} from './sdp.js';
import { LegKeys, type Encryption } from './srtp/leg-keys.js';

export interface NegotiationOptions {
  readonly addresses: OwnAddresses;
  /** Only PCMA, PCMU and telephone-event/8000. */
  readonly g711Only: boolean;
  /** Number of each leg's o= line: random, without meaning. */
  readonly sessionIds: Readonly<Record<LegName, number>>;
  /** Why nothing can be sent to an address and port, in words; undefined if it can. */
  readonly flawOf?: Expectation['flawOf'];
}

const G711 = 'PCMA or PCMU';
const ONLY_4: readonly AddressFamily[] = [4];
const ONLY_6: readonly AddressFamily[] = [6];

export class Negotiation {
  readonly places: LegPlaces;
  /** Rules of each leg's trunk; set them before the leg's SDP is read or written. */
  readonly rules: Partial<Record<LegName, LegCodecs | undefined>> = {};
  readonly #options: NegotiationOptions;
  readonly #legs: Readonly<Record<LegName, LegState>> = { caller: newLeg(), callee: newLeg() };
  /** The last offer to each leg. */
  readonly #exchanges: Partial<Record<LegName, Exchange>> = {};
  /** How each of our descriptions was written. */
  readonly #texts = new WeakMap<OwnDescription, WrittenSdp>();

  constructor(options: NegotiationOptions) {
    this.#options = options;
    this.places = new LegPlaces(options.addresses);
  }

  /** The leg goes through another trunk, with keys of its own. Nothing may be settled with it. */
  encrypt(leg: LegName, encryption: Encryption): void {
    const state = this.#legs[leg];
    state.keys = encryption === 'refused' ? IN_CLEAR : new LegKeys(encryption);
    if (state.settled === undefined) state.lines = audioOnly(state.keys.protocol);
  }

  /** The family of our address in the next offer to `leg`. */
  familyOffered(leg: LegName): AddressFamily {
    return this.places.inOffer(leg, this.#legs[leg].settled).family;
  }

  /** The family of our address in the answer to the offer that `from` answers now. */
  familyAnswered(from: LegName): AddressFamily {
    const { passedOn } = this.#exchangeWith(from);
    if (passedOn === undefined) return this.familyOffered(otherLeg(from));
    return this.#placeFor(passedOn.from, passedOn.theirs).family;
  }

  /** The families that our answer to this offer of `from` may have. */
  familiesFor(from: LegName, sdp: string): readonly AddressFamily[] {
    return this.places.familiesFor(sdp, this.#legs[from].settled);
  }

  /** Passes `from`'s offer on; returns the offer for the other leg. */
  offer(from: LegName, sdp: string): string {
    const theirs = this.#readOffer(from, sdp);
    const to = otherLeg(from);
    const offered = {
      ...this.places.inOffer(to, this.#legs[to].settled),
      direction: theirs.direction,
      codecs: this.#offerable(to, withEvents(withBothLaws(theirs.codecs))),
      packetMs: this.rules[to]?.packetMs ?? theirs.packetMs,
      maxPacketMs: theirs.maxPacketMs,
      isMultiplexed: this.#legs[to].settled?.ours.isMultiplexed ?? false,
      crypto: this.#offeredKeys(to),
      lines: this.#legs[to].lines,
    };
    this.#exchanges[to] = { offered, passedOn: { from, theirs } };
    return this.#write(to, offered);
  }

  /** Takes `from`'s answer to an offer passed on; returns the answer for the offerer. */
  answer(from: LegName, sdp: string): string {
    const exchange = this.#exchangeWith(from);
    if (exchange.passedOn === undefined)
      throw new MediaError('unusable-sdp', 'the offer was ours: expected acceptAnswer');
    const { from: offerer, theirs: offer } = exchange.passedOn;
    const answer = this.#readAnswer(from, sdp, exchange.offered);
    const answered: OwnDescription = {
      ...this.#placeFor(offerer, offer),
      direction: narrowed(reversed(offer.direction), answer.direction),
      codecs: answerCodecs(offer.codecs, answer.codecs, exchange.answered?.codecs),
      packetMs:
        this.rules[offerer]?.packetMs ??
        answer.packetMs ??
        this.rules[from]?.packetMs ??
        atMost(offer.packetMs, answer.maxPacketMs),
      maxPacketMs: answer.maxPacketMs,
      isMultiplexed: offer.isMultiplexed,
      crypto: this.#legs[offerer].keys.answer(offer.crypto),
      lines: offer.lines,
    };
    exchange.answered = answered;
    this.#settle(from, answer, exchange.offered);
    this.#settle(offerer, offer, answered);
    return this.#write(offerer, answered);
  }

  /** Answers `from`'s offer with one law of G.711, the one in use if any, and telephone-event. */
  answerLocally(from: LegName, sdp: string): string {
    const theirs = this.#readOffer(from, sdp, isG711, G711);
    const before = this.#plan(from)?.receives.find(isG711);
    const audio =
      theirs.codecs.find((codec) => before && sameCodec(codec, before)) ?? theirs.codecs.find(isG711);
    if (audio === undefined) throw unusable(G711, names(theirs.codecs));
    const events = theirs.codecs.filter(isTelephoneEvent);
    const best = events.find(({ clockRate }) => clockRate === 8000) ?? events[0];
    const ours: OwnDescription = {
      ...this.#placeFor(from, theirs),
      direction: reversed(theirs.direction),
      codecs: best === undefined ? [audio] : [audio, best],
      packetMs: this.rules[from]?.packetMs ?? theirs.packetMs,
      isMultiplexed: theirs.isMultiplexed,
      crypto: this.#legs[from].keys.answer(theirs.crypto),
      lines: theirs.lines,
    };
    this.#settle(from, theirs, ours);
    return this.#write(from, ours);
  }

  /**
   * Answers `from`'s offer while the other leg stays as it is, with the codecs that can be carried between the two. A
   * later answer of the other leg meets this offer.
   */
  answerAlone(from: LegName, sdp: string): string {
    const to = otherLeg(from);
    const other = this.#plan(to);
    if (other === undefined) return this.answerLocally(from, sdp);
    const isCarried = (codec: Codec): boolean =>
      isVoice(codec) && other.sends.some((one) => carries(one, codec));
    const theirs = this.#readOffer(from, sdp, isCarried, `one of ${names(other.sends)}`);
    const ours: OwnDescription = {
      ...this.#placeFor(from, theirs),
      direction: narrowed(reversed(theirs.direction), this.#legs[to].settled?.theirs.direction ?? 'sendrecv'),
      codecs: answerCodecs(theirs.codecs, other.sends, undefined),
      packetMs: this.rules[from]?.packetMs ?? theirs.packetMs,
      isMultiplexed: theirs.isMultiplexed,
      crypto: this.#legs[from].keys.answer(theirs.crypto),
      lines: theirs.lines,
    };
    const open = this.#exchanges[to];
    if (open?.passedOn !== undefined)
      this.#exchanges[to] = { ...open, passedOn: { from, theirs }, answered: ours };
    this.#settle(from, theirs, ours);
    return this.#write(from, ours);
  }

  /**
   * Answers `from`'s offer with our side of the session in force, if `from`'s side is the one in force too. New keys
   * are a matter of the leg alone, and taken.
   */
  answerUnchanged(from: LegName, sdp: string): string | undefined {
    const { settled } = this.#legs[from];
    if (settled === undefined) return undefined;
    const theirs = this.#readOffer(from, sdp);
    const { crypto } = theirs;
    if (!isDeepStrictEqual(theirs, { ...settled.theirs, crypto })) return undefined;
    const { ours } = settled;
    const taken = ours.codecs.filter((codec) => theirs.codecs.some((their) => sameCodec(their, codec)));
    const direction = narrowed(reversed(theirs.direction), ours.direction);
    const keys = this.#legs[from].keys.answer(crypto);
    const answer = { ...ours, codecs: taken, direction, crypto: keys, lines: theirs.lines };
    if (isDeepStrictEqual(answer, ours)) {
      if (!isDeepStrictEqual(crypto, settled.theirs.crypto)) this.#settle(from, theirs, ours);
      return this.offerInForce(from);
    }
    this.#settle(from, theirs, answer);
    return this.#write(from, answer);
  }

  /** Undoes the last exchange with `from`. */
  withdraw(from: LegName): void {
    const state = this.#legs[from];
    Object.assign(state, state.before);
    state.before = undefined;
  }

  /** Offers `to` the codecs that the other leg has settled on, else G.711 and telephone-event. */
  offerLocally(to: LegName): string {
    const other = this.#plan(otherLeg(to));
    const wanted =
      other === undefined ? [PCMA, PCMU, telephoneEvent(101)] : withEvents(withBothLaws(other.sends));
    const offered: OwnDescription = {
      ...this.places.inOffer(to, this.#legs[to].settled),
      direction: this.#legs[otherLeg(to)].settled?.theirs.direction ?? 'sendrecv',
      codecs: this.#offerable(to, wanted),
      packetMs:
        this.rules[to]?.packetMs ?? this.#legs[otherLeg(to)].settled?.theirs.packetMs ?? DEFAULT_PACKET_MS,
      isMultiplexed: this.#legs[to].settled?.ours.isMultiplexed ?? false,
      crypto: this.#offeredKeys(to),
      lines: this.#legs[to].lines,
    };
    this.#exchanges[to] = { offered, passedOn: undefined };
    return this.#write(to, offered);
  }

  /** Takes `from`'s answer to our own offer. */
  acceptAnswer(from: LegName, sdp: string): void {
    const exchange = this.#exchangeWith(from);
    this.#settle(from, this.#readAnswer(from, sdp, exchange.offered), exchange.offered);
  }

  /**
   * Our side of the session in force with `to`. Its version does not change, even if offers have failed since (RFC 3264
   * 8).
   */
  offerInForce(to: LegName): string {
    const { ours } = this.#inForce(to);
    return this.#texts.get(ours)?.text ?? this.#write(to, ours);
  }

  /** Takes `from`'s answer to the session in force. */
  acceptRefresh(from: LegName, sdp: string): void {
    const { ours } = this.#inForce(from);
    this.#settle(from, this.#readAnswer(from, sdp, ours), ours);
  }

  /** How `leg`'s audio runs now; undefined before its first exchange is complete. */
  plan(leg: LegName): LegPlan | undefined {
    return this.#plan(leg);
  }

  #plan(leg: LegName): LegPlan | undefined {
    return legPlan(this.#legs[leg].settled, this.#legs[otherLeg(leg)].settled);
  }

  #offeredKeys(to: LegName): OwnDescription['crypto'] {
    const { keys, settled } = this.#legs[to];
    return keys.offer(settled && { theirs: settled.theirs.crypto, ours: settled.ours.crypto ?? [] });
  }

  /** `suffices`: what one of its codecs must be; `wanted`: the same in words. */
  #readOffer(
    from: LegName,
    sdp: string,
    suffices: (codec: Codec) => boolean = isVoice,
    wanted = 'an audio codec',
  ): AudioDescription {
    const { lines, keys } = this.#legs[from];
    return this.#read(sdp, {
      readCrypto: keys.readOffer,
      prefersSecure: keys.encryption !== 'refused',
      pick: (known) =>
        sufficient(permitted(this.#options.g711Only ? recordable(known) : known, this.rules[from]), suffices),
      wanted: this.#options.g711Only ? G711 : wanted,
      preferred: audioAt(lines),
      families: this.places.addresses.families,
      isAnswer: false,
      mayMultiplex: true,
    });
  }

  /** An answer, its codecs limited to those of the offer. */
  #readAnswer(from: LegName, sdp: string, answered: OwnDescription): AudioDescription {
    const { family, codecs, isMultiplexed = false, crypto = [], lines } = answered;
    const isOffered = (codec: Codec): boolean => codecs.some((our) => sameCodec(our, codec));
    return this.#read(sdp, {
      readCrypto: this.#legs[from].keys.readAnswer(crypto),
      prefersSecure: false,
      pick: (known) => sufficient(known.filter(isOffered), isVoice),
      wanted: this.#options.g711Only ? G711 : `one of ${names(codecs)}`,
      preferred: audioAt(lines),
      families: family === 6 ? ONLY_6 : ONLY_4,
      isAnswer: true,
      mayMultiplex: isMultiplexed,
    });
  }

  #read(sdp: string, expectation: Omit<Expectation, 'addresses' | 'flawOf'>): AudioDescription {
    const { flawOf } = this.#options;
    return readSdp(sdp, { ...expectation, flawOf, addresses: this.places.named });
  }

  #placeFor(from: LegName, theirs: AudioDescription): Place {
    return this.places.inAnswer(from, theirs, this.#legs[from].settled);
  }

  /** As far as its trunk permits, by numbers that are good on the leg. */
  #offerable(to: LegName, codecs: readonly Codec[]): readonly Codec[] {
    const may = permitted(codecs, this.rules[to]);
    if (may.some(isVoice)) return this.#numbered(to, may);
    throw unusable(
      `one of ${this.rules[to]?.names.join(' ') ?? ''}, which the other side's trunk permits`,
      names(codecs),
    );
  }

  /** By numbers that are good on the leg. */
  #numbered(leg: LegName, codecs: readonly Codec[]): readonly Codec[] {
    const { settled, numbers } = this.#legs[leg];
    return numbered(codecs, settled === undefined ? numbers : [...settled.ours.codecs, ...numbers]);
  }

  #inForce(leg: LegName): Readonly<Record<'ours', OwnDescription>> {
    const { settled } = this.#legs[leg];
    if (settled !== undefined) return settled;
    throw new MediaError('unusable-sdp', `nothing is in force with the ${leg}`);
  }

  #exchangeWith(from: LegName): Exchange {
    const exchange = this.#exchanges[from];
    if (exchange !== undefined) return exchange;
    throw new MediaError('unusable-sdp', `an answer of the ${from} without an offer to it`);
  }

  #settle(leg: LegName, theirs: AudioDescription, ours: OwnDescription): void {
    const state = this.#legs[leg];
    state.before = { settled: state.settled, lines: state.lines };
    state.settled = { theirs, ours };
    state.numbers = remembered(state.numbers, theirs.codecs);
    // An m= line, once there, stays and keeps its kind (RFC 3264 8).
    if (theirs.lines.length >= state.lines.length) state.lines = theirs.lines;
  }

  #write(leg: LegName, body: OwnDescription): string {
    const state = this.#legs[leg];
    const address = this.places.addresses.of(body.family);
    const origin = { address, sessionId: this.#options.sessionIds[leg] };
    state.written = writeSdp(origin, body, state.written);
    state.numbers = remembered(state.numbers, body.codecs);
    this.#texts.set(body, state.written);
    return state.written.text;
  }
}

export function otherLeg(leg: LegName): LegName {
  return leg === 'caller' ? 'callee' : 'caller';
}

function atMost(value: number | undefined, limit: number | undefined): number | undefined {
  return value === undefined || limit === undefined ? value : Math.min(value, limit);
}

/** The lines of our first offer. */
function audioOnly(protocol: string): readonly MediaLine[] {
  return AUDIO_ONLY.map((line) => ({ ...line, protocol }));
}

function audioAt(lines: readonly MediaLine[]): number {
  return lines.findIndex(({ audio }) => audio);
}
