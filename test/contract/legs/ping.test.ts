/** OPTIONS to a trunk's host, in each mode of signaling. */
import t from 'tap';
import { onEach } from '../../support/stages/signaling-kinds.js';

onEach(t, 'any answer to OPTIONS is an answer, with its Retry-After', async (t, stage) => {
  const b = await stage.puppet();
  for (const [status, headers, retryAfter] of [
    [200, [], undefined],
    [404, [], undefined],
    [503, ['Retry-After: 120 (in two minutes);duration=60'], 120],
    [503, ['Retry-After: soon'], undefined],
  ] as const) {
    const answered = stage.signaling.ping({ uri: `sip:${b.hostPort}` });
    const options = await b.take('OPTIONS');
    t.equal(options.startLine, `OPTIONS sip:${b.hostPort} SIP/2.0`);
    t.match(options.header('From'), /^<sip:[\d.:]+>;tag=/, 'no user, and no number');
    b.reply(options, status, { headers: [...headers] });
    const { status: came, retryAfterSeconds } = await answered;
    t.same([came, retryAfterSeconds], [status, retryAfter]);
  }
});

onEach(t, 'no answer at all is silence', async (t, stage) => {
  const b = await stage.puppet();
  const { hostPort } = b;
  b.close();
  await t.rejects(stage.signaling.ping({ uri: `sip:${hostPort}` }), { isSilent: true } as unknown as Error);
});
