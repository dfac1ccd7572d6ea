/** A trunk that does not answer delays one call by seconds and later calls not at all, until it is heard again. */
import t from 'tap';
import { B_ADDRESS, LadderStage } from '../interop/ladder/ladder-stage.js';
import { playLadder } from '../interop/ladder/play-ladder.js';
import { readLadder, type LadderCase } from '../interop/ladder/read-ladder.js';
import { SipPuppet } from '../support/phones/sip-puppet.js';

const REFUSED = (by: 'B' | 'C'): string[] => [`${by} > 486`, '  no sdp', `${by} < ACK`, 'A < 486', 'A > ACK'];
const IS_SILENT = 'the trunk is silent: it is tried last';
const IS_HEARD = 'the trunk is up again';
const TOKEN = 'ladder-operator-token';

/** B stays without an answer until another message of it has been heard. */
const first = ladder(
  'A > INVITE',
  'B < INVITE',
  'C < INVITE',
  ...REFUSED('C'),
  `log ${IS_HEARD}`,
  'B > 503',
  '  no sdp',
  'B < ACK',
);
const second = ladder('A > INVITE', 'C < INVITE', 'none B', ...REFUSED('C'));
const third = ladder('A > INVITE', 'B < INVITE', ...REFUSED('B'), 'none C');

t.jobs = 2;
for (const server of ['embedded', 'embedded-drachtio'] as const) {
  void t.test(`a silent trunk is tried last until it is heard (${server})`, async (t) => {
    const stage = await LadderStage.start({ b: { firstAnswerSeconds: 4 }, c: {} }, server);
    t.teardown(() => stage.stop());
    const { callveil } = stage;
    const said = (text: string): boolean => callveil.log.some(({ msg }) => msg === text);
    const records = (count: number): Promise<boolean> =>
      callveil.until(
        () => callveil.pushes.filter(({ path }) => path === '/fee').length >= count,
        'the record',
      );

    const one = playLadder(stage, first);
    await records(1);
    t.ok(said(IS_SILENT));
    t.same(await shown(stage), { metric: '1', silentTrunks: ['b'] });
    const two = playLadder(stage, second);
    await records(2);
    await ping(stage);
    await callveil.until(() => said(IS_HEARD), 'the line of the log');
    t.same(await shown(stage), { metric: '0', silentTrunks: [] });
    await t.resolves(Promise.all([one, two]));
    await t.resolves(playLadder(stage, third), 'it is the first again');
    t.equal(
      callveil.log.filter(({ msg }) => msg === IS_SILENT || msg === IS_HEARD).length,
      2,
      'two lines in all',
    );
  });
}

function ladder(...lines: readonly string[]): LadderCase {
  const [one] = readLadder(['=== a call', ...lines].join('\n'), 'silent-trunk.test.ts');
  if (one === undefined) throw new Error('expected a case');
  return one;
}

/** Where operators look. */
async function shown({
  callveil,
}: LadderStage): Promise<{ metric: string | undefined; silentTrunks: unknown }> {
  const metric = /^callveil_trunk_silent\{trunk="b"\} (\d)$/m.exec(await callveil.metrics())?.[1];
  const response = await fetch(`${callveil.operator}/v1/system`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  const { silentTrunks } = (await response.json()) as { readonly silentTrunks: unknown };
  return { metric, silentTrunks };
}

/** OPTIONS from the host that calls go to. */
async function ping({ udpServer }: LadderStage): Promise<void> {
  const puppet = await SipPuppet.udp(B_ADDRESS);
  puppet.send(
    udpServer,
    `OPTIONS sip:127.0.0.1 SIP/2.0
Via: SIP/2.0/UDP ${puppet.hostPort};branch=z9hG4bK-ping
From: <sip:ping@${B_ADDRESS}>;tag=1
To: <sip:127.0.0.1>
Call-ID: ping
CSeq: 1 OPTIONS`,
  );
  await puppet.take('200', 40_000);
  puppet.close();
}
