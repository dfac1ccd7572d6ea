import t from 'tap';
import { operatorUnderTest } from '../../support/stages/operator-under-test.js';
import { ctlOf } from '../../support/servers/run-ctl.js';
import { mobile } from '../../support/stages/routing-world.js';
import { sampleTime } from '../../support/stages/api-under-test.js';
import { sampleMessage } from '../../support/stages/sample-message.js';

void t.test('messages are listed page by page, without their texts', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  t.match(await ctl('viewer', 'messages', 'list'), { code: 0, stderr: 'none\n' });
  const onTheWay = { stage: 'kept', result: undefined, endedAt: undefined } as const;
  api.messages.push(
    sampleMessage({ id: 'm-1' }),
    sampleMessage({ id: 'm-2', ...onTheWay }),
    sampleMessage({ id: 'm-3', appKey: 'key-AX', receivedAt: sampleTime - 1 }),
  );
  const first = await ctl('operator', 'messages', 'list', '--limit', '1');
  t.match(first, { code: 0, stderr: `--after ${sampleTime}-m-2 for more\n` });
  t.match(first.stdout, /^messageId +appKey +sender +x +receiver +state +result/);
  t.match(first.stdout, new RegExp(`^m-2 +key-AXB +\\${mobile(1)} .* kept +- `, 'm'));
  const rest = await ctl('operator', 'messages', 'list', '--after', `${sampleTime}-m-2`);
  t.equal(rest.stderr, '');
  t.same(
    [...rest.stdout.matchAll(/^m-\d/gm)].map(([id]) => id),
    ['m-1', 'm-3'],
  );
  const one = await ctl('operator', 'messages', 'list', '--app-key', 'key-AX');
  t.match(one.stdout, /^m-3 /m);
  t.notMatch(one.stdout, /^m-1 /m);
  const before = new Date(sampleTime).toISOString();
  t.notMatch((await ctl('operator', 'messages', 'list', '--before', before)).stdout, /^m-1 /m);
  t.notMatch((await ctl('viewer', 'messages', 'list')).stdout, mobile(1), 'masked for viewers');
  const json = await ctl('operator', 'messages', 'list', '--json', '--limit', '2');
  t.match(JSON.parse(json.stdout), { next: `${sampleTime}-m-1`, items: [{ messageId: 'm-2' }, {}] });
  t.match(await ctl('viewer', 'messages', 'list', '--after', 'm-2'), { code: 1, stderr: /400/ });
});
