/** What the statistics of a session say of how each side heard the other. */
import t from 'tap';
import type { LegStatistics } from '../../media/media.js';
import { voiceQuality } from '../../media/voice-quality.js';

const leg: LegStatistics = {
  packetsReceived: 1000,
  packetsSent: 1000,
  packetsLost: 0,
  strangers: 0,
  unauthentic: 0,
  jitterMs: 1,
  codec: 'PCMA',
};

void t.test('a call without loss on a near network is heard as well as G.711 can be', (t) => {
  const quality = voiceQuality({ caller: leg, callee: leg });
  t.same(quality?.caller, { mos: 4.38, lossPercent: 0, jitterMs: 1, delayMs: 40, codec: 'PCMA' });
  t.same(quality?.callee, quality?.caller);
  t.end();
});

void t.test('each direction by itself: what the caller’s packets lose, the callee does not hear', (t) => {
  const lossy = { ...leg, packetsReceived: 950, packetsLost: 50 };
  const quality = voiceQuality({ caller: lossy, callee: leg });
  t.equal(quality?.callee?.lossPercent, 5);
  t.equal(quality?.caller?.lossPercent, 0);
  t.ok((quality?.callee?.mos ?? 5) < 4 && (quality?.caller?.mos ?? 0) > 4.3);
  t.end();
});

void t.test('a report of the hearing phone covers the whole way, and is not added to what we saw', (t) => {
  const lossy = { ...leg, packetsReceived: 950, packetsLost: 50 };
  const told = { ...leg, packetsSent: 950, reported: { packetsLost: 80, jitterMs: 30, roundTripMs: 100 } };
  const quality = voiceQuality({ caller: lossy, callee: told });
  t.match(quality?.callee, { lossPercent: 8, jitterMs: 30, delayMs: 50 + 20 + 60 });
  const few = { ...told, reported: { packetsLost: 10, jitterMs: 0 } };
  t.equal(voiceQuality({ caller: lossy, callee: few })?.callee?.lossPercent, 5, 'a phone that counts less');
  t.end();
});

void t.test('the way of both legs counts once in each direction', (t) => {
  const far = (roundTripMs: number): LegStatistics => ({
    ...leg,
    reported: { packetsLost: 0, jitterMs: 0, roundTripMs },
  });
  const quality = voiceQuality({ caller: far(80), callee: far(200) });
  t.equal(quality?.caller?.delayMs, 40 + 100 + 40);
  t.equal(quality?.callee?.delayMs, 180);
  t.end();
});

void t.test('a codec has its own impairment, and one that is unknown is taken for G.711', (t) => {
  const with_ = (codec: string | undefined): number | undefined =>
    voiceQuality({ caller: { ...leg, codec }, callee: { ...leg, codec } })?.callee?.mos;
  t.ok((with_('G729') ?? 5) < (with_('PCMU') ?? 0));
  t.equal(with_('g729'), with_('G729'), 'names have no case');
  t.equal(with_('opus'), with_('PCMA'));
  t.equal(with_(undefined), with_('PCMA'));
  t.end();
});

void t.test('a side that heard too little has none, nor has a call that was never talked on', (t) => {
  const none = { ...leg, packetsReceived: 0, packetsSent: 0 };
  t.equal(voiceQuality({ caller: none, callee: none }), undefined);
  const oneWay = voiceQuality({ caller: leg, callee: { ...leg, packetsReceived: 3 } });
  t.equal(oneWay?.caller, undefined);
  t.ok((oneWay?.callee?.mos ?? 0) > 4);
  t.end();
});

void t.test('what a phone says beyond reason stays on the scale', (t) => {
  const absurd = { ...leg, reported: { packetsLost: 8_388_607, jitterMs: 1e9, roundTripMs: 10_000 } };
  t.match(voiceQuality({ caller: leg, callee: absurd })?.callee, { mos: 1, lossPercent: 100 });
  t.end();
});
