import t from 'tap';
import type { CapturedMessage } from '../../../engine/ladder/captured-call.js';
import { CallCaptures, type CapturesOptions } from '../../../engine/ladder/call-captures.js';
import type { LoggedMessage } from '../../../engine/ladder/message-log.js';
import type { Flow } from '../../../engine/sipd/stack/stack.js';

const FLOW: Flow = {
  transport: 'udp',
  localAddress: '127.0.0.1',
  localPort: 5060,
  remoteAddress: '127.0.0.2',
  remotePort: 5070,
};

/** A capture on a clock of its own, with the dialogs that the stack has. */
function captureWith(options: Partial<CapturesOptions> = {}) {
  const dialogs = new Set<string>();
  const passed: { readonly title: string; readonly correlation: string }[] = [];
  let now = 1_000_000;
  const due: { readonly at: number; readonly action: () => void }[] = [];
  const captures = new CallCaptures({
    ...{ calls: 10, maxBytes: 10_000_000, hasDialog: (id) => dialogs.has(id), now: () => now },
    after: (ms, action) => {
      const one = { at: now + ms, action };
      due.push(one);
      return () => void due.splice(due.indexOf(one), 1);
    },
    onMessage: ({ bytes }: LoggedMessage, correlation) => passed.push({ title: titleOf(bytes), correlation }),
    ...options,
  });
  return {
    ...{ captures, dialogs, passed },
    pass(ms: number): void {
      now += ms;
      for (const one of due.filter(({ at }) => at <= now)) {
        due.splice(due.indexOf(one), 1);
        one.action();
      }
    },
    in: (first: string, callId: string, body = ''): void =>
      captures.tap('in', message(first, callId, body), FLOW, callId),
    /** Our own message, whose Call-ID is read from its bytes. */
    out: (first: string, callId: string): void =>
      captures.tap('out', message(first, callId), FLOW, undefined),
    titles: (call: string): string[] =>
      (captures.of(call) ?? []).flatMap(({ side, messages }) =>
        messages.map(({ bytes }) => `${side} ${titleOf(Buffer.from(bytes, 'base64'))}`),
      ),
  };
}

function message(first: string, callId: string, body = ''): Buffer {
  const from = `From: <sip:a@127.0.0.2>;tag=tag-${callId}`;
  return Buffer.from(`${first}\r\n${from}\r\nCall-ID: ${callId}\r\n\r\n${body}`);
}

function titleOf(bytes: Buffer): string {
  return bytes.toString().split(' SIP/2.0')[0]?.replace('SIP/2.0 ', '').split('\r\n')[0] ?? '';
}

function textOf(message: CapturedMessage | undefined): string {
  return Buffer.from(message?.bytes ?? '', 'base64').toString();
}

const INVITE = 'INVITE sip:x SIP/2.0';
const OK = 'SIP/2.0 200 OK';
const BYE = 'BYE sip:x SIP/2.0';

/** A whole call of two legs. */
function call(made: ReturnType<typeof captureWith>, name: string): void {
  made.in(INVITE, `${name}-a`);
  made.captures.name({ callId: `${name}-a`, call: name, side: 'caller' });
  made.out(INVITE, `${name}-b`);
  made.captures.name({ callId: `${name}-b`, call: name, side: 'callee' });
  made.in(OK, `${name}-b`);
  made.out(OK, `${name}-a`);
}

void t.test(
  'both legs are found by the id of their call, in the order in which messages came and went',
  async (t) => {
    const made = captureWith();
    call(made, 'one');
    call(made, 'two');
    t.same(made.titles('one'), [
      'caller INVITE sip:x',
      'caller 200 OK',
      'callee INVITE sip:x',
      'callee 200 OK',
    ]);
    const orders = made.captures.of('one')?.map(({ messages }) => messages.map(({ order }) => order));
    t.same(orders, [
      [1, 4],
      [2, 3],
    ]);
    t.equal(made.captures.of('three'), undefined);
  },
);

void t.test(
  "a leg may be named long after its messages have come, as over drachtio's protocol",
  async (t) => {
    const made = captureWith();
    made.in(INVITE, 'a');
    made.out('SIP/2.0 100 Trying', 'a');
    t.same(made.passed, [], 'nothing is exported without the id of the call');
    made.captures.name({ callId: 'a', call: 'one', side: 'caller' });
    t.same(made.passed, [
      { title: 'INVITE sip:x', correlation: 'one' },
      { title: '100 Trying', correlation: 'one' },
    ]);
    made.out(OK, 'a');
    t.same(made.titles('one'), ['caller INVITE sip:x', 'caller 100 Trying', 'caller 200 OK']);
    t.equal(made.passed.at(-1)?.correlation, 'one');
  },
);

void t.test('an INVITE that never becomes a call is forgotten, and exported under its Call-ID', async (t) => {
  const made = captureWith();
  made.in(INVITE, 'refused');
  made.out('SIP/2.0 503 Service Unavailable', 'refused');
  made.pass(6000);
  made.in('OPTIONS sip:x SIP/2.0', 'ping');
  made.pass(6000);
  t.same(made.captures.held, { calls: 0, legs: 0, bytes: 0 });
  t.same(made.passed.map(({ correlation }) => correlation).sort(), ['ping', 'refused', 'refused']);
});

void t.test('a refused INVITE that is tried again for ever waits for no name', async (t) => {
  const made = captureWith({ calls: 0 });
  for (let n = 0; n < 1000; n += 1) {
    made.in(INVITE, 'again');
    made.out('SIP/2.0 503 Service Unavailable', 'again');
    made.pass(1000);
  }
  t.ok(made.passed.length >= 1900, 'the exporter gets them although the leg never ends');
  t.same(
    made.passed.slice(0, 2),
    ['INVITE sip:x', '503 Service Unavailable'].map((title) => ({ title, correlation: 'again' })),
    'in their order',
  );
});

void t.test('the last calls that have ended are kept, and every live one', async (t) => {
  const made = captureWith({ calls: 2 });
  made.dialogs.add('held-a;from-tag=tag-held-a');
  call(made, 'held');
  for (const name of ['one', 'two', 'three', 'four']) {
    call(made, name);
    made.pass(6000);
    made.in('OPTIONS sip:x SIP/2.0', 'ping');
    made.pass(100);
  }
  made.pass(6000);
  t.same(
    ['held', 'one', 'two', 'three', 'four'].filter((name) => made.titles(name).length > 0),
    ['held', 'three', 'four'],
  );
  made.in(BYE, 'held-a');
  t.equal(made.titles('held').at(1), 'caller 200 OK');
  t.ok(made.titles('held').includes('caller BYE sip:x'));
});

void t.test('a call whose last message comes late is one of the last', async (t) => {
  const made = captureWith({ calls: 1 });
  call(made, 'one');
  made.pass(6000);
  call(made, 'two');
  made.in(BYE, 'one-a');
  made.pass(6000);
  t.same(made.titles('two'), []);
  t.equal(made.titles('one').length, 5);
});

void t.test(
  'the bound in bytes holds for live calls too, and the books are right when all has gone',
  async (t) => {
    const made = captureWith({ calls: 5, maxBytes: 40_960 });
    for (let n = 0; n < 50; n += 1) {
      const name = `call-${n}`;
      made.dialogs.add(`${name}-a;from-tag=tag-${name}-a`);
      call(made, name);
      t.ok(made.captures.held.bytes <= 40_960, `after ${n + 1} calls`);
    }
    t.ok(made.titles('call-49').length > 0);
    t.same(made.titles('call-0'), []);
    const none = captureWith({ calls: 0, maxBytes: 1 });
    call(none, 'one');
    none.pass(100);
    t.same(none.captures.held.bytes, 0);
  },
);

void t.test('a leg that repeats for ever keeps its beginning and its end', async (t) => {
  const made = captureWith({ maxBytes: 100_000_000 });
  call(made, 'one');
  for (let n = 0; n < 1000; n += 1) made.in(`INFO sip:${n} SIP/2.0`, 'one-a');
  const [caller] = made.captures.of('one') ?? [];
  t.match(caller?.messages.map(textOf).slice(0, 3), [/^INVITE/, /200 OK/, /^INFO sip:0 /]);
  t.match(textOf(caller?.messages.at(-1)), /^INFO sip:999 /);
  t.equal((caller?.messages.length ?? 0) + (caller?.left ?? 0), 1002);
  t.ok((caller?.messages.length ?? 0) <= 450);
});

void t.test(
  'a leg of large bodies is bounded by itself, and messages come out as they went in',
  async (t) => {
    const made = captureWith({ maxBytes: 100_000_000 });
    call(made, 'one');
    const body = 'x'.repeat(60_000);
    for (let n = 0; n < 300; n += 1)
      made.in(`INFO sip:${n} SIP/2.0`, n % 2 === 0 ? 'one-a' : 'one-b', body + String(n));
    const legs = made.captures.of('one') ?? [];
    t.ok(made.captures.held.bytes <= 4 << 20);
    t.match(
      legs.map(({ messages }) => textOf(messages[0]).split(' ')[0]),
      ['INVITE', 'INVITE'],
    );
    t.same(
      legs.map(({ messages }) => textOf(messages.at(-1))),
      [
        message('INFO sip:298 SIP/2.0', 'one-a', `${body}298`),
        message('INFO sip:299 SIP/2.0', 'one-b', `${body}299`),
      ].map(String),
    );
    t.ok(legs.every(({ left }) => left > 0));
  },
);

void t.test(
  'without kept calls messages still go out under the id of their call, for as long as its dialog lives',
  async (t) => {
    const made = captureWith({ calls: 0 });
    call(made, 'one');
    made.dialogs.add('one-a;from-tag=tag-one-a');
    made.pass(60_000);
    made.in(BYE, 'one-a');
    made.pass(100);
    t.same(made.passed.at(-1), { title: 'BYE sip:x', correlation: 'one' });
    t.same(made.titles('one'), []);
  },
);

void t.test('a callee that is tried again over another trunk has two legs', async (t) => {
  const made = captureWith();
  call(made, 'one');
  made.out(INVITE, 'second');
  made.captures.name({ callId: 'second', call: 'one', side: 'callee' });
  made.captures.name({ callId: 'second', call: 'one', side: 'callee' });
  t.same(
    made.captures.of('one')?.map(({ side }) => side),
    ['caller', 'callee', 'callee'],
  );
});

void t.test('bytes are copied, each with its way, and nothing is done after the end', async (t) => {
  const made = captureWith();
  const bytes = message(INVITE, 'a');
  const other: Flow = { ...FLOW, transport: 'tcp', remotePort: 5071 };
  made.captures.tap('in', bytes, FLOW, 'a');
  made.captures.tap('out', message(OK, 'a'), other, undefined);
  made.captures.name({ callId: 'a', call: 'one', side: 'caller' });
  bytes.fill('y');
  const [leg] = made.captures.of('one') ?? [];
  t.match(textOf(leg?.messages[0]), /^INVITE/);
  t.match(leg?.messages, [
    { transport: 'udp', direction: 'in', remote: { port: 5070 } },
    { transport: 'tcp', direction: 'out', remote: { port: 5071 } },
  ]);
  made.captures.close();
  made.pass(60_000);
  t.equal(made.captures.held.calls, 1, 'no sweep comes any more');
});
