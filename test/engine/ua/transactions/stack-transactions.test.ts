import t, { type Test } from 'tap';
import { StackTransactions } from '../../../../engine/ua/transactions/stack-transactions.js';
import type { IncomingRequest, IncomingResponse } from '../../../../engine/ua/transactions/transactions.js';

void t.test(
  'an answered INVITE is let go: its dialog, which is kept 32 s more, does not hold it',
  async (t) => {
    const asked = waiting<IncomingRequest>();
    const callee = await started(t, asked.take);
    const caller = await started(t, () => undefined);
    const responses: IncomingResponse[] = [];
    const answered = waiting<IncomingResponse>();
    caller.request(
      `sip:b@127.0.0.1:${callee.stack.listenPoints[0]?.port}`,
      { method: 'INVITE', headers: {} },
      (sent) =>
        sent.onResponse((response) => {
          responses.push(response);
          contexts.push(contextOf(caller, response));
          if (response.status >= 200) answered.take(response);
        }),
      (error) => t.fail(error.message),
    );
    const contexts: unknown[] = [];
    const invite = await asked.taken;
    invite.respond(180);
    invite.respond(200);
    const answer = await answered.taken;
    t.same(
      responses.map(({ status }) => status),
      [180, 200],
    );
    t.type(contexts[0], 'object', 'while it rings an UPDATE finds it');
    t.equal(contexts[1], undefined);
    answer.acknowledge();
  },
);

function contextOf(layer: StackTransactions, { dialogId }: IncomingResponse): unknown {
  return layer.stack.findDialog(dialogId)?.context;
}

async function started(t: Test, onRequest: (request: IncomingRequest) => void): Promise<StackTransactions> {
  const layer = new StackTransactions(
    { listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
    (error) => t.fail(error.message),
  );
  t.teardown(() => layer.close());
  await layer.start({
    onRequest,
    onDialogDue: () => false,
    credentialsForFork: () => undefined,
    onDialogEnded: () => undefined,
    onLost: () => undefined,
  });
  return layer;
}

function waiting<T>(): { taken: Promise<T>; take: (value: T) => void } {
  let take: (value: T) => void = () => undefined;
  const taken = new Promise<T>((resolve) => (take = resolve));
  return { taken, take };
}
