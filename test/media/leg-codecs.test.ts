import t from 'tap';
import { parseConfig } from '../../config/load.js';
import { Negotiation } from '../../media/negotiation.js';
import { OwnAddresses } from '../../media/own-addresses.js';

function negotiation(): Negotiation {
  const made = new Negotiation({
    addresses: new OwnAddresses({ host: '192.0.2.1' }),
    g711Only: false,
    sessionIds: { caller: 111, callee: 222 },
  });
  made.places.ports[4].caller = 20_000;
  made.places.ports[4].callee = 20_002;
  return made;
}

/** A phone with these static payload types and events. */
function phone(types: string, more: readonly string[] = []): string {
  const head = ['v=0', 'o=x 1 1 IN IP4 198.51.100.9', 's=x', 'c=IN IP4 198.51.100.9', 't=0 0'];
  const audio = [`m=audio 6000 RTP/AVP ${types} 101`, 'a=rtpmap:101 telephone-event/8000', ...more];
  return [...head, ...audio, ''].join('\r\n');
}

const typesOf = (sdp: string): string | undefined =>
  /^m=audio \d+ RTP\/AVP (.*)$/m.exec(sdp.replaceAll('\r', ''))?.[1];
const ptimeOf = (sdp: string): string | undefined => /^a=ptime:(\d+)/m.exec(sdp)?.[1];

void t.test('a trunk is offered the codecs it permits, in its order', async (t) => {
  const made = negotiation();
  made.rules.callee = { names: ['G729', 'PCMA'] };
  t.equal(typesOf(made.offer('caller', phone('0 8 18 9'))), '18 8 101');
  made.rules.callee = { names: ['PCMU'] };
  t.equal(typesOf(made.offer('caller', phone('8'))), '0 101', 'the other law, which is converted');
  made.rules.callee = undefined;
  t.equal(typesOf(made.offer('caller', phone('9 8'))), '9 8 0 101', 'no rule');
});

void t.test('an offer of a trunk counts as far as its codecs are permitted', async (t) => {
  const made = negotiation();
  made.rules.caller = { names: ['PCMA', 'PCMU'] };
  t.equal(typesOf(made.offer('caller', phone('9 0 8'))), '8 0 101');
  t.equal(typesOf(made.answer('callee', phone('0'))), '0 101');
  const local = negotiation();
  local.rules.caller = { names: ['PCMU', 'PCMA'] };
  t.equal(typesOf(local.answerLocally('caller', phone('8 0'))), '0 101', 'the best of the trunk');
});

void t.test('our own offer to a trunk has the codecs it permits', async (t) => {
  const made = negotiation();
  made.rules.callee = { names: ['PCMU'] };
  t.equal(typesOf(made.offerLocally('callee')), '0 101');
});

void t.test('no codec in common is an SDP that cannot be used', async (t) => {
  const made = negotiation();
  made.rules.callee = { names: ['G729'] };
  const unusable = { code: 'unusable-sdp', message: /expected one of G729, .*found PCMA PCMU/ };
  t.throws(() => made.offer('caller', phone('8')), unusable);
  t.throws(() => made.offerLocally('callee'), { code: 'unusable-sdp' });
  made.rules.caller = { names: ['PCMA'] };
  t.throws(() => made.offer('caller', phone('18')), { code: 'unusable-sdp' });
});

void t.test('packets are as long as the trunk wants them, and the other side learns it', async (t) => {
  const made = negotiation();
  made.rules.callee = { names: [], packetMs: 30 };
  t.equal(ptimeOf(made.offer('caller', phone('8', ['a=ptime:20']))), '30');
  t.equal(ptimeOf(made.answer('callee', phone('8'))), '30', 'unless it says something itself');
  t.equal(ptimeOf(made.answer('callee', phone('8', ['a=ptime:40']))), '40');
  made.rules.caller = { names: [], packetMs: 10 };
  t.equal(ptimeOf(made.answer('callee', phone('8', ['a=ptime:40']))), '10');
  t.equal(ptimeOf(made.offerLocally('callee')), '30');
});

void t.test('configuration permits exactly the voices that media knows', async (t) => {
  const text = (name: string): string => `trunks: [{name: a, to: sip:192.0.2.1, media: {codecs: [${name}]}}]`;
  const voices = [
    'PCMA',
    'PCMU',
    'G722',
    'G729',
    'G723',
    'G728',
    'GSM',
    'iLBC',
    'speex',
    'L16',
    'G7221',
    'SILK',
  ];
  for (const name of [...voices, 'G726-16', 'G726-24', 'G726-32', 'G726-40', 'AMR', 'AMR-WB', 'opus'])
    t.same(parseConfig(text(name)).trunks[0]?.media.codecs, [name]);
  for (const name of ['telephone-event', 'CN', 'pcma', 'EVS'])
    t.throws(
      () => parseConfig(text(name)),
      /trunks\[0\]\.media\.codecs\[0\]: expected one of PCMA, PCMU/,
      name,
    );
});
