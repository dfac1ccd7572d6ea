/**
 * Privacy of messages: for any text in any header of a MESSAGE or of its answer, and any form of the addresses, the bytes
 * that the other party receives contain neither the sender's number nor its address. In AX, A sees the number that the
 * rules say (spec 10.3), in the text alone.
 */
import fc from 'fast-check';
import t from 'tap';
import { A, B, MessageStage, routeTo, X } from '../support/stages/message-stage.js';
import { HOSTILE } from './hostile-fields.js';

const TEXT = 'hi';

interface Way {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** As the receiver gets it. */
  readonly arrives: string;
}

/** Who may write to whom; AXYB needs the numbers that the pool chose. */
function waysOf(axybX: string, axybY: string): Way[] {
  const plain = (from: string, to: string): Way => ({ from, to, text: TEXT, arrives: TEXT });
  return [
    plain(A, X.AXB),
    plain(B, X.AXB),
    { from: A, to: X.AX, text: `${TEXT}@${B}`, arrives: TEXT },
    { from: B, to: X.AX, text: TEXT, arrives: `${TEXT}[From ${B}]` },
    plain(B, axybX),
    plain(A, axybY),
    plain(A, X.X),
    plain(B, X.X),
  ];
}

const ANONYMOUS = '<sip:anonymous@anonymous.invalid>';

/** What From says and what the headers add, for a sender; `#` is where its number goes, without +. */
const SENDERS = [
  { from: '<sip:+#@carrier.example>' },
  { from: '<sip:+#@carrier.example;user=phone>' },
  { from: '"+#" <sip:+#@carrier.example;user=phone;x=#>;x=#' },
  { from: '"Call # \\"back\\"" <tel:+#>' },
  { from: 'sip:+#@carrier.example' },
  { from: '<sip:+#;phone-context=+86;x=#@carrier.example:5070>' },
  { from: '"#" <sips:+#:secret@carrier.example?subject=#>' },
  { from: ANONYMOUS, asserted: '"#" <sip:+#@carrier.example;user=phone>' },
  { from: `"Anonymous" ${ANONYMOUS}`, asserted: '<tel:+#>' },
  { from: '<sip:#@carrier.example>', asserted: '"#" <sip:+#@carrier.example>, <tel:+#;x=#>' },
] as const;

/** How X is written; `#` is X, without +. */
const DIALLED = ['sip:+#@127.0.0.1', 'sip:+#@127.0.0.1;user=phone', 'tel:+#'] as const;

/** Bodies with addresses of their own, or that are no plain text. */
const NO_TEXT = [
  {
    contentType: 'message/cpim',
    text: 'From: "#" <sip:+#@x>\r\nTo: <tel:+#>\r\n\r\nContent-Type: text/plain\r\n\r\nhi',
  },
  { contentType: 'Message/CPIM', text: 'From: <im:+#@x>\r\n\r\nhi' },
  { contentType: 'multipart/mixed;boundary=b', text: '--b\r\nContent-Type: text/plain\r\n\r\n#\r\n--b--' },
  { contentType: 'text/html', text: '<a href="tel:+#">#</a>' },
  { contentType: 'application/vnd.3gpp.sms', text: '#' },
  { contentType: 'text/plain;charset=gb18030', text: '#' },
] as const;

const mostOf = fc.subarray([...HOSTILE], { minLength: 6 });

for (const server of ['embedded', 'embedded-drachtio'] as const) {
  void t.test(`no header or address of one side reaches the other side (${server})`, async (t) => {
    const stage = await MessageStage.start(t, {
      server,
      messages: { failureNotice: '', validitySeconds: 60 },
      trunk: { trustAssertedIdentity: true },
    });
    const { carrier, puppet } = stage;
    const [axybX, axybY] = await stage.bindAll();
    stage.callveil.reply = (push) => routeTo(push, (calling) => (calling === A ? B : A));
    // Writing gives B its Y.
    const first = carrier.ask({ from: B, to: axybX, text: TEXT });
    await carrier.takeOne();
    t.equal(await first, 200);
    const cases = fc.record({
      headers: mostOf,
      way: fc.constantFrom(...waysOf(axybX, axybY)),
      sender: fc.constantFrom(...SENDERS),
      dialled: fc.constantFrom(...DIALLED),
      status: fc.constantFrom(200, 202, 302, 403, 404, 603),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ headers, way, sender, dialled, status }) => {
        const [own, other] = way.from === A ? [A, B] : [B, A];
        const callId = carrier.send({ ...way, ...writtenAs(sender, dialled, way, headers) });
        const arrived = await carrier.next();
        // Who withholds its number is not named in AX either.
        mustNotHold(arrived.raw, own, sender.from.includes(ANONYMOUS) ? TEXT : way.arrives);
        puppet.reply(arrived, status, { headers: planted(headers, other) });
        mustNotHold((await carrier.answerTo(callId)).raw, other, '');
      }),
      { numRuns: 30, endOnFailure: true },
    );
    const refused = fc.record({
      headers: mostOf,
      way: fc.constantFrom(...waysOf(axybX, axybY)),
      sender: fc.constantFrom(...SENDERS),
      body: fc.constantFrom(...NO_TEXT),
    });
    await fc.assert(
      fc.asyncProperty(refused, async ({ headers, way, sender, body }) => {
        const { contentType } = body;
        const text = body.text.replaceAll('#', way.from.slice(1));
        const written = writtenAs(sender, DIALLED[0], way, headers);
        const answer = await carrier.answerTo(carrier.send({ ...way, ...written, contentType, text }));
        if (answer.kind !== '415') throw new Error(`${contentType} was answered ${answer.kind}`);
        mustNotHold(answer.raw, way.from === A ? B : A, '');
      }),
      { numRuns: 10, endOnFailure: true },
    );
    t.same(puppet.untaken, [], 'none of the refused ones went on');
    const logged = JSON.stringify(stage.callveil.log);
    for (const number of [A, B]) t.notMatch(logged, number.slice(3), 'the log has no number');
    t.notMatch(logged, /hi@|hi\[From/, 'and no text');
  });
}

function writtenAs(
  sender: { readonly from: string; readonly asserted?: string },
  dialled: string,
  { from, to }: Way,
  headers: readonly string[],
): { readonly fromHeader: string; readonly uri: string; readonly headers: readonly string[] } {
  const { asserted } = sender;
  // It is the one that the trunk is trusted with.
  const others = headers.filter((header) => !/^P-(?:Asserted|Preferred)-Identity/.test(header));
  const known = asserted === undefined ? others : [`P-Asserted-Identity: ${asserted}`, ...others];
  return {
    fromHeader: sender.from.replaceAll('#', from.slice(1)),
    uri: dialled.replaceAll('#', to.slice(1)),
    headers: planted(known, from),
  };
}

function planted(headers: readonly string[], number: string): string[] {
  return headers.map((header) => header.replaceAll('#', number.slice(1)));
}

function mustNotHold(raw: string, number: string, body: string): void {
  const end = raw.indexOf('\r\n\r\n');
  const [head, text] = [raw.slice(0, end), raw.slice(end + 4)];
  if (head.includes(number.slice(3))) throw new Error(`the head has the number:\n${head}`);
  if (text !== body) throw new Error(`the text is not as it should be: ${text}`);
}
