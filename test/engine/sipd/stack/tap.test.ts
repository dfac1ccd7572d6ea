/** What a tap gets: the bytes on the wire, of everything that is sent and taken. */
import t from 'tap';
import type { Tap } from '../../../../engine/sipd/stack/stack.js';
import { Caller, openBench, startLine, wire } from './sip-peer.js';

void t.test(
  'every message passes as it is on the wire, repetitions and both directions included',
  async (t) => {
    const seen: { readonly way: string; readonly text: string; readonly callId: string | undefined }[] = [];
    const tap: Tap = (way, bytes, { remotePort }, callId) => {
      if (remotePort === peer.port) seen.push({ way, text: bytes.toString('latin1'), callId });
    };
    const { user, peer } = await openBench(t, { tap });
    // A careless spelling, which the parser corrects and the wire has.
    const invite = wire(new Caller(peer, 'tapped').request('INVITE')).replace('Call-ID:', 'CALL-ID :');
    peer.send(invite);
    const trying = await peer.drain();
    peer.sendRaw(Buffer.from(`\r\n\r\n${invite}`));
    const again = await peer.drain();
    user.requests[0]?.respond({ status: 486, headers: [] });
    const refusal = await peer.drain();
    const own = seen.filter(({ text }) => text.includes('tapped') && !/MARK|501/.test(text));
    t.same(
      own.map(({ way, text }) => `${way} ${startLine(text)}`),
      [
        `in ${startLine(invite)}`,
        'out SIP/2.0 100 Trying',
        `in ${startLine(invite)}`,
        'out SIP/2.0 100 Trying',
        'out SIP/2.0 486 Busy Here',
      ],
    );
    t.same(
      own.map(({ text }) => text),
      [invite, ...trying, invite, ...again, ...refusal].map(String),
    );
    t.ok(own.filter(({ way }) => way === 'in').every(({ callId }) => callId?.includes('tapped')));
  },
);

void t.test('a message that the stack cannot use passes too', async (t) => {
  const seen: string[] = [];
  const { peer } = await openBench(t, {
    tap: (way, bytes) => seen.push(`${way} ${startLine(bytes.toString())}`),
  });
  const broken = wire(new Caller(peer, 'broken').request('OPTIONS')).replace(/^CSeq: .*$/m, 'CSeq: x');
  peer.send(broken);
  await peer.drain();
  t.equal(seen[0], `in ${startLine(broken)}`);
  t.match(seen[1], /^out SIP\/2\.0 400 /);
});
