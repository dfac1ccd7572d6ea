/**
 * Privacy of messages: for any text in any header of a MESSAGE or of its answer, the bytes that the other party receives
 * contain neither the sender's number nor its address. In AX, A sees the number that the rules say (spec 10.3), in the
 * text alone.
 */
import fc from 'fast-check';
import t from 'tap';
import { A, B, MessageStage, X } from '../support/stages/message-stage.js';
import { HOSTILE } from './hostile-fields.js';

const cases = fc.record({
  headers: fc.subarray([...HOSTILE], { minLength: 6 }),
  pair: fc.constantFrom(
    { from: A, to: X.AXB, text: 'hi' },
    { from: B, to: X.AXB, text: 'hi' },
    { from: A, to: X.AX, text: `hi@${B}` },
    { from: B, to: X.AX, text: 'hi' },
  ),
  status: fc.constantFrom(200, 202, 302, 403, 404, 603),
});

for (const server of ['embedded', 'embedded-drachtio'] as const) {
  void t.test(`no header of one side reaches the other side (${server})`, async (t) => {
    const stage = await MessageStage.start(t, {
      server,
      messages: { failureNotice: '', validitySeconds: 60 },
    });
    await stage.bindAll();
    const { carrier, puppet } = stage;
    await fc.assert(
      fc.asyncProperty(cases, async ({ headers, pair, status }) => {
        const [own, other] = pair.from === A ? [A, B] : [B, A];
        const callId = carrier.send({ ...pair, headers: planted(headers, own) });
        const arrived = await carrier.next();
        mustNotHold(arrived.raw, own, pair.to === X.AX && own === B ? `hi[From ${B}]` : undefined);
        puppet.reply(arrived, status, { headers: planted(headers, other) });
        mustNotHold((await carrier.answerTo(callId)).raw, other);
      }),
      { numRuns: 20, endOnFailure: true },
    );
    const logged = JSON.stringify(stage.callveil.log);
    for (const number of [A, B]) t.notMatch(logged, number.slice(3), 'the log has no number');
    t.notMatch(logged, /hi@|hi\[From/, 'and no text');
  });
}

function planted(headers: readonly string[], number: string): string[] {
  return headers.map((header) => header.replaceAll('#', number.slice(1)));
}

function mustNotHold(raw: string, number: string, body?: string): void {
  const end = raw.indexOf('\r\n\r\n');
  const [head, text] = [raw.slice(0, end), raw.slice(end + 4)];
  if (head.includes(number.slice(3))) throw new Error(`the head has the number:\n${head}`);
  if (body === undefined ? text.includes(number.slice(3)) : text !== body)
    throw new Error(`the text is not as it should be: ${text}`);
}
