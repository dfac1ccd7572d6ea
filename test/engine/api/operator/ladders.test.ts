import t from 'tap';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OperatorRole } from '../../../../config/config.js';
import type { ShownLadder } from '../../../../engine/api/operator/call-answers.js';
import { ctlOf, fileFor } from '../../../support/servers/run-ctl.js';
import { readPcap } from '../../../support/servers/pcap-reader.js';
import { CAPTURED_A, CAPTURED_B, capturedCall } from '../../../support/stages/captured-call.js';
import { operatorUnderTest, tokens } from '../../../support/stages/operator-under-test.js';

const DIGITS = [CAPTURED_A, CAPTURED_B, '+8617100000001'].map((number) => number.slice(3));

async function stage() {
  const api = await operatorUnderTest();
  api.captured.set('call-1', capturedCall);
  return api;
}

void t.test('both legs are one ladder, in the order in which messages came and went', async (t) => {
  const api = await stage();
  t.teardown(() => api.api.close());
  const { status, json } = await api.ask('operator', 'GET /v1/calls/call-1/ladder');
  t.equal(status, 200);
  const ladder = json as unknown as ShownLadder;
  t.same(ladder.legs, [
    { side: 'caller', peer: '127.0.0.2:5080', missing: 0 },
    { side: 'callee', peer: '127.0.0.3:5080', missing: 0 },
  ]);
  t.same(
    ladder.messages.map(({ leg, direction, title, cseq, hasSdp, isRepeated, offsetMs }) =>
      [leg, direction, title, cseq, hasSdp && 'SDP', isRepeated && 'again', offsetMs].join(' '),
    ),
    [
      '0 in INVITE 1 INVITE SDP false 0',
      '0 out 100 Trying 1 INVITE false false 2',
      '1 out INVITE 7 INVITE SDP false 4',
      '1 in 180 Ringing 7 INVITE false false 6',
      '0 out 180 Ringing 1 INVITE false false 8',
      '1 in 200 OK 7 INVITE SDP false 10',
      '0 out 200 OK 1 INVITE SDP false 12',
      '1 out ACK 7 ACK false false 14',
      '0 out 200 OK 1 INVITE SDP again 16',
      '0 in ACK 1 ACK false false 18',
    ],
  );
  t.match(ladder.messages[0]?.text, CAPTURED_A);
});

void t.test('a viewer and an auditor see no number, and no one sees a credential or a key', async (t) => {
  const api = await stage();
  t.teardown(() => api.api.close());
  for (const role of ['viewer', 'auditor', 'operator', 'admin'] as const) {
    const { json } = await api.ask(role, 'GET /v1/calls/call-1/ladder');
    const text = JSON.stringify(json) + (await pcap(api, role)).toString('latin1');
    t.notMatch(text, /0a1b2c|c2VjcmV0a2V5/, role);
    const isMasked = role === 'viewer' || role === 'auditor';
    t.equal(
      DIGITS.some((digits) => text.includes(digits)),
      !isMasked,
      role,
    );
    if (isMasked) t.match(text, '"+86138****0021" <sip:+86138****0021@127.0.0.2>');
  }
});

async function pcap(api: Awaited<ReturnType<typeof stage>>, role: OperatorRole): Promise<Buffer> {
  const answer = await api.api.inject({
    method: 'GET',
    url: '/v1/calls/call-1/pcap',
    headers: { authorization: `Bearer ${tokens[role]}` },
  });
  t.equal(answer.statusCode, 200);
  t.equal(answer.headers['content-type'], 'application/vnd.tcpdump.pcap');
  return answer.rawPayload;
}

void t.test(
  'RTP that was asked for is in the file of those who may see numbers, and in no other',
  async (t) => {
    const api = await stage();
    t.teardown(() => api.api.close());
    const ask = () => api.ask('operator', 'POST /v1/calls/call-1/rtp');
    t.match(await ask(), { status: 404 });
    api.beginRtp = () => 'off';
    t.match(await ask(), { status: 409, json: { detail: /`capture\.rtpMegabytes` is 0/ } });
    api.beginRtp = () => 'begun';
    t.match(await ask(), { status: 204 });
    t.match(await api.ask('viewer', 'POST /v1/calls/call-1/rtp'), { status: 403 });
    t.match(readFileSync(api.auditFile, 'utf8'), /"changed".*"captureRtp"|"captureRtp".*"changed"/);
    api.rtp.set('call-1', [
      {
        ...{ at: Date.UTC(2026, 10, 30, 12, 0, 0, 11), leg: 'caller', family: 4, direction: 'in' },
        ...{ localAddress: '127.0.0.1', localPort: 20_000, remoteAddress: '127.0.0.2', remotePort: 4000 },
        bytes: Buffer.from('80080001000000010000000155', 'hex'),
      },
    ]);
    const packets = readPcap(await pcap(api, 'operator'));
    t.equal(packets.length, 11);
    t.match(packets[6], { source: { address: '127.0.0.2', port: 4000 }, destination: { port: 20_000 } });
    t.equal(readPcap(await pcap(api, 'viewer')).length, 10);
    api.captured.set('call-1', 'elsewhere');
    t.equal(readPcap(await pcap(api, 'admin')).length, 1, 'RTP alone, with an external drachtio-server');
  },
);

void t.test('what is not there is refused, with the reason', async (t) => {
  const api = await stage();
  t.teardown(() => api.api.close());
  t.match(await api.ask('viewer', 'GET /v1/calls/call-2/ladder'), { status: 404 });
  t.match(await api.ask('viewer', 'GET /v1/calls/call-2/pcap'), { status: 404 });
  for (const [state, reason] of [
    ['off', /`capture\.calls` is 0/],
    ['elsewhere', /drachtio-server alone sees/],
    ['away', /being restarted/],
  ] as const) {
    api.captured.set('call-2', state);
    const refusal = { status: 409, json: { code: 'not-captured', detail: reason } };
    t.match(await api.ask('viewer', 'GET /v1/calls/call-2/ladder'), refusal, state);
    t.match(await api.ask('viewer', 'GET /v1/calls/call-2/pcap'), refusal, state);
  }
  t.match(await api.ask('subscriber', 'GET /v1/calls/call-1/ladder'), { status: 403 });
});

void t.test('the audit says who looked at which call', async (t) => {
  const api = await stage();
  t.teardown(() => api.api.close());
  await api.ask('viewer', 'GET /v1/calls/call-1/ladder');
  t.match(readFileSync(api.auditFile, 'utf8'), /"looked at".*"getLadder".*"call-1"|"getLadder"/);
});

void t.test('the command line draws the ladder, and every message below it if asked', async (t) => {
  const ctl = await ctlOf(await stage(), t);
  const drawn = await ctl('viewer', 'calls', 'ladder', 'call-1');
  t.equal(drawn.code, 0);
  t.equal(
    drawn.stdout,
    [
      '          caller 127.0.0.2:5080             Callveil                          callee 127.0.0.3:5080',
      '+0.000    |--- INVITE (SDP) --------------->|                                 |',
      '+0.002    |<--- 100 Trying -----------------|                                 |',
      '+0.004    |                                 |--- INVITE (SDP) --------------->|',
      '+0.006    |                                 |<--- 180 Ringing ----------------|',
      '+0.008    |<--- 180 Ringing ----------------|                                 |',
      '+0.010    |                                 |<--- 200 OK (SDP) ---------------|',
      '+0.012    |<--- 200 OK (SDP) ---------------|                                 |',
      '+0.014    |                                 |--- ACK ------------------------>|',
      '+0.016    |<--- 200 OK (SDP) again ---------|                                 |',
      '+0.018    |--- ACK ------------------------>|                                 |',
      '',
    ].join('\n'),
  );
  const whole = await ctl('viewer', 'calls', 'ladder', 'call-1', '--messages');
  t.match(whole.stdout, /^1\. 2026-11-30T12:00:00\.000Z from the caller 127\.0\.0\.2:5080 over udp$/m);
  t.match(whole.stdout, /^ {4}CSeq: 7 INVITE$/m);
  t.match(await ctl('viewer', 'calls', 'ladder', 'call-2'), { code: 1, stderr: /404 not-found/ });
});

void t.test('tshark reads the file, and every SIP message in it', async (t) => {
  const ctl = await ctlOf(await stage(), t);
  const file = join(dirname(fileFor(t, 'beside', '')), 'call.pcap');
  const written = await ctl('operator', 'calls', 'pcap', 'call-1', '--output', file);
  t.match(written, { code: 0, stderr: `wrote ${file}\n` });
  const packets = readPcap(readFileSync(file));
  t.equal(packets.length, 10);
  t.equal(packets[2]?.destination.address, '127.0.0.3');
  const fields = ['sip.Method', 'sip.Status-Code', 'sip.Call-ID', 'sdp.media'];
  const shown = execFileSync(
    'tshark',
    ['-r', file, '-T', 'fields', '-E', 'separator=|', ...fields.flatMap((field) => ['-e', field])],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  t.same(shown.trimEnd().split('\n'), [
    'INVITE||leg-2|audio 4000 RTP/AVP 8',
    '|100|leg-2|',
    'INVITE||leg-3|audio 4000 RTP/AVP 8',
    '|180|leg-3|',
    '|180|leg-2|',
    '|200|leg-3|audio 4000 RTP/AVP 8',
    '|200|leg-2|audio 4000 RTP/AVP 8',
    'ACK||leg-3|',
    '|200|leg-2|audio 4000 RTP/AVP 8',
    'ACK||leg-2|',
  ]);
  t.match(
    await ctl('operator', 'calls', 'pcap', 'call-1', '--output', file),
    { code: 2 },
    'it is there already',
  );
});
