/** Short messages over SMPP through the whole service: from SMPP to SMPP, between SIP and SMPP, and after a reload. */
import t from 'tap';
import { MessagePeer, userIn } from '../support/phones/message-peer.js';
import { SipPuppet } from '../support/phones/sip-puppet.js';
import { Callveil } from '../support/servers/callveil.js';
import { runCtl } from '../support/servers/run-ctl.js';
import { Smsc } from '../support/servers/smsc.js';

const A = '+8613800000021';
const B = '+8613900000022';
/** Reached by SIP. */
const C = '+8613700000033';
const X1 = '+8617100000001';
const X2 = '+8617100000002';
const TOKEN = 'token-of-the-messages-test';
const APPLICATION = { appKey: 'texts', appSecret: 'secret-of-texts' };

const bare = (number: string): { text: string } => ({ text: number.slice(1) });
const ucs2 = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

void t.test('messages pass between SMPP and SMPP, and between SMPP and SIP', async (t) => {
  const smsc = await Smsc.listen();
  const puppet = await SipPuppet.udp('127.0.0.2');
  const smpp = { servers: [smsc.address], systemId: 'callveil', password: 'secret', retrySeconds: 1 };
  const callveil = await Callveil.start((receiver) => ({
    sip: { listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
    operator: { port: 0, tokens: [{ name: 'test', role: 'admin', token: TOKEN }] },
    messages: { reportContent: true, retrySeconds: 1 },
    trunks: [
      { name: 'voice', from: [puppet.address], to: `sip:${puppet.hostPort}` },
      { name: 'texts', smpp },
    ],
    routes: [{ calleePrefixes: ['+86137'], trunks: [{ name: 'voice' }] }, { trunks: [{ name: 'texts' }] }],
    applications: [
      {
        ...{ ...APPLICATION, mode: 'AXB', features: { sms: true } },
        callbacks: { smsNotify: `${receiver}/notify` },
        numbers: [X1, X2].map((number) => ({ number, areaCode: '0755' })),
      },
    ],
  }));
  t.teardown(async () => {
    await callveil.stop();
    puppet.close();
    await smsc.close();
  });
  const operator = async (path: string, method = 'GET'): Promise<Record<string, unknown>> => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const body = method === 'GET' ? {} : { body: '{}' };
    const response = await fetch(`${callveil.operator}/v1/${path}`, { method, headers, ...body });
    return (await response.json()) as Record<string, unknown>;
  };
  const bind = async (relationNum: string, callerNum: string): Promise<void> => {
    const body = { relationNum, callerNum, calleeNum: B };
    await callveil.client(APPLICATION).post('/rest/caas/relationnumber/partners/v1.0', body);
  };
  await bind(X1, A);
  await bind(X2, C);
  const carrier = new MessagePeer(puppet, { address: '127.0.0.1', port: callveil.sipPort('udp') });
  const link = await smsc.binds();

  await t.test('AXB: from A to B over SMPP, showing X, with a notice', async (t) => {
    const content = ucs2('我到楼下了');
    t.equal(await link.deliver({ from: bare(A), to: bare(X1), dataCoding: 8, content }), 0);
    const [submit] = await smsc.submitted(1);
    t.strictSame([submit?.source.text, submit?.destination.text], [X1.slice(1), B.slice(1)]);
    t.strictSame(submit?.content, content);
    t.notMatch(submit?.octets.toString('latin1'), A.slice(3));
    const { body } = await callveil.push((event) => event['smsEvent'] !== undefined);
    t.match(body['smsEvent'], { calling: A, called: B, virtualNumber: X1, sendResult: 0 });
  });

  await t.test('a long text goes back from B to A, part by part', async (t) => {
    const text = '长信'.repeat(60);
    const octets = ucs2(text);
    for (const [index, at] of [0, 134].entries()) {
      const header = Buffer.from([5, 0, 3, 9, 2, index + 1]);
      const content = Buffer.concat([header, octets.subarray(at, at + 134)]);
      const part = { from: bare(B), to: bare(X1), esmClass: 0x40, dataCoding: 8, content };
      t.equal(await link.deliver(part), 0);
    }
    const parts = (await smsc.submitted(3)).slice(1);
    t.strictSame(
      parts.map(({ destination }) => destination.text),
      [A.slice(1), A.slice(1)],
    );
    t.equal(
      Buffer.concat(parts.map(({ content }) => content.subarray(6)))
        .swap16()
        .toString('utf16le'),
      text,
    );
  });

  await t.test('C writes by SIP MESSAGE, and B answers over SMPP', async (t) => {
    t.match(await carrier.ask({ from: C, to: X2, text: 'hello B' }), 200);
    const submit = (await smsc.submitted(4))[3];
    t.strictSame([submit?.source.text, submit?.destination.text], [X2.slice(1), B.slice(1)]);
    t.equal(submit?.content.toString(), 'hello B');
    const answered = link.deliver({ from: bare(B), to: bare(X2), content: Buffer.from('hello C') });
    const message = await carrier.takeOne();
    t.equal(await answered, 0);
    t.strictSame([userIn(message, 'Request-URI'), userIn(message, 'From'), message.body], [C, X2, 'hello C']);
    t.notMatch(message.raw, B.slice(3));
  });

  await t.test('who has no binding is refused, as the verdict says', async (t) => {
    t.equal(await link.deliver({ from: bare(C), to: bare(X1), content: Buffer.from('x') }), 0x66);
    t.equal(
      await link.deliver({ from: bare(A), to: bare('+8617100000009'), content: Buffer.from('x') }),
      0x0b,
    );
  });

  await t.test('operators see the connection, and a reload ends it with its trunk', async (t) => {
    t.match(await operator('trunks'), {
      items: [{ name: 'voice' }, { name: 'texts', smpp: [{ server: smsc.address, isBound: true }] }],
    });
    const shown = await runCtl(['trunks', 'binds'], {
      ...{ CALLVEIL_URL: callveil.operator, CALLVEIL_TOKEN: TOKEN },
    });
    t.match(shown.stdout, new RegExp(`texts +${smsc.address} +transceiver`));
    t.match(await callveil.metrics(), `callveil_smpp_bound{trunk="texts",server="${smsc.address}"} 1`);
    await callveil.edit((config) => {
      const [voice, texts] = config['trunks'] as Record<string, unknown>[];
      config['trunks'] = [voice, { ...texts, smpp: { ...smpp, systemId: 'another' } }];
    });
    t.match(await operator('reload', 'POST'), { outcome: 'applied' });
    await link.ended();
    t.ok(
      link.received.some(({ id }) => id === 6),
      'it has unbound',
    );
    const again = await smsc.binds();
    t.equal(await again.deliver({ from: bare(A), to: bare(X1), content: Buffer.from('still there?') }), 0);
    t.equal((await smsc.submitted(5))[4]?.content.toString(), 'still there?');
  });
});
