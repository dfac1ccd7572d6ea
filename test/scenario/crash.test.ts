import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { Callveil } from '../support/servers/callveil.js';
import { Phone, type PhoneCall } from '../support/phones/phone.js';
import { processTree, serviceProcess } from '../support/servers/process-tree.js';
import { samplesOf, toneLevel } from '../support/phones/wav-tone.js';

const A = '+8613800000021';
const B = '+8613900000022';
const X = '+8617100000001';
const APP = { appKey: 'crash-app', appSecret: 'crash-secret' };
/** The user agent runs in the SIP server's process, or in the engine. */
const SIP_SERVERS = ['embedded', 'embedded-drachtio'] as const;
const BINDINGS = '/rest/caas/relationnumber/partners/v1.0';

void t.test('every acknowledged binding is there after kill -9', async (t) => {
  const callveil = await started(t, []);
  const acknowledged: string[] = [];
  const client = callveil.client(APP);
  let next = 0;
  const bindUntilKilled = async (): Promise<void> => {
    for (;;) {
      const n = String((next += 1)).padStart(8, '0');
      const pair = { relationNum: X, callerNum: `+86138${n}`, calleeNum: `+86139${n}` };
      const answer = await client.post(BINDINGS, pair).catch(() => undefined);
      if (answer?.json['resultcode'] !== '0') return;
      acknowledged.push(String(answer.json['subscriptionId']));
      // Killed while other requests are in progress.
      if (acknowledged.length === 100) void callveil.kill();
    }
  };
  await Promise.all(Array.from({ length: 8 }, bindUntilKilled));
  await callveil.run();
  t.ok(acknowledged.length >= 100);
  const lost: string[] = [];
  for (const subscriptionId of acknowledged) {
    const { json } = await callveil.client(APP).get(BINDINGS, { subscriptionId });
    if (json['resultcode'] !== '0') lost.push(subscriptionId);
  }
  t.same(lost, []);
});

void t.test('the recorder dies: the call goes on, and the rest of it is recorded', async (t) => {
  const callveil = await started(t, [A, B]);
  const { calling, ringing } = await conversation(callveil, t);
  // The last second may be lost, so two are spoken before.
  await calling.audio.receives(calling.audio.packets.length + 100);
  process.kill(serviceProcess(callveil.pid, 'recorder'), 'SIGKILL');
  await callveil.until(
    () => callveil.log.some(({ part, level }) => part === 'recorder' && level !== 'info'),
    'the notice',
  );
  calling.audio.sendTone(700);
  await ringing.audio.hears(700);
  await calling.audio.receives(calling.audio.packets.length + 150);
  await calling.hangUp();
  const samples = samplesOf(await onlyRecording(callveil));
  t.ok(loudest(samples, 440) > -30, 'what was said before is in the file');
  t.ok(loudest(samples, 700) > -30, 'what was said afterwards is in the file');
});

void t.test('the service is killed in a recorded call: the file plays after the restart', async (t) => {
  const callveil = await started(t, [A, B]);
  const { calling } = await conversation(callveil, t);
  await calling.audio.receives(calling.audio.packets.length + 100);
  await callveil.kill();
  await callveil.run();
  const samples = samplesOf(await onlyRecording(callveil));
  t.ok(samples.length > 8000, 'all but the last second is there');
  t.ok(loudest(samples, 440) > -30 && loudest(samples, 1000) > -30, 'with both voices');
});

for (const sipServer of SIP_SERVERS) {
  void t.test(`the service is killed: both sides are hung up on at once (${sipServer})`, async (t) => {
    const callveil = await started(t, [A, B], sipServer);
    const { calling, ringing } = await conversation(callveil, t);
    await callveil.kill();
    t.same([(await calling.ended).by, (await ringing.ended).by], ['peer', 'peer']);
  });
}

for (const sipServer of SIP_SERVERS) {
  void t.test(
    `the engine dies: its calls end with a record, and the next takes new ones (${sipServer})`,
    async (t) => {
      const callveil = await started(t, [A, B], sipServer);
      const { calling, ringing } = await conversation(callveil, t);
      await callveil.crashEngine();
      t.same([(await calling.ended).by, (await ringing.ended).by], ['peer', 'peer']);
      await callveil.push((body) => body['eventType'] === 'fee');
      const { calling: again, ringing: next } = await conversation(callveil, t);
      await again.hangUp();
      t.equal((await next.ended).by, 'peer');
    },
  );
}

void t.test(
  'the media process dies: its calls end with a record, and the next has both voices',
  async (t) => {
    const callveil = await started(t, [A, B]);
    const { calling, ringing, phones } = await conversation(callveil, t);
    process.kill(serviceProcess(callveil.pid, 'media'), 'SIGKILL');
    t.same([(await calling.ended).by, (await ringing.ended).by], ['peer', 'peer']);
    await callveil.push((body) => body['eventType'] === 'fee');
    const { calling: again, ringing: next } = await talk(...phones);
    again.audio.sendTone(440);
    next.audio.sendTone(1000);
    await Promise.all([again.audio.hears(1000), next.audio.hears(440)]);
    await again.hangUp();
    t.equal((await next.ended).by, 'peer');
  },
);

void t.test('the parent dies: calls are hung up, and every process ends', async (t) => {
  const callveil = await started(t, [A, B]);
  const { calling, ringing } = await conversation(callveil, t);
  const processes = processTree(callveil.pid);
  t.equal(processes.length, 5);
  process.kill(callveil.pid, 'SIGKILL');
  t.same([(await calling.ended).by, (await ringing.ended).by], ['peer', 'peer']);
  while (processes.some((pid) => existsSync(`/proc/${pid}`)))
    await new Promise((next) => setTimeout(next, 20));
});

for (const sipServer of SIP_SERVERS) {
  void t.test(
    `the SIP server dies: its calls end with a record, and new ones are taken (${sipServer})`,
    async (t) => {
      const callveil = await started(t, [A, B], sipServer);
      const { phones } = await conversation(callveil, t);
      process.kill(serviceProcess(callveil.pid, 'sip'), 'SIGKILL');
      await callveil.push((body) => body['eventType'] === 'fee');
      const connected = (): number => callveil.log.filter(({ msg }) => msg === 'SIP server connected').length;
      await callveil.until(() => connected() === 2, 'the reconnection');
      const { calling: again, ringing } = await talk(...phones);
      await again.hangUp();
      t.equal((await ringing.ended).by, 'peer');
    },
  );
}

for (const sipServer of SIP_SERVERS) {
  void t.test(
    `asked to stop, the service lets the call finish and takes no new one (${sipServer})`,
    async (t) => {
      const callveil = await started(t, [A, B], sipServer);
      const { calling, phones } = await conversation(callveil, t);
      process.kill(callveil.pid, 'SIGTERM');
      await callveil.until(() => callveil.log.some(({ msg }) => msg === 'draining'), 'the draining');
      const refused = await refusal(phones[1]);
      t.same(refused, { by: 'refused', status: 503 });
      await calling.audio.hears(1000);
      await calling.hangUp();
      t.equal(await callveil.exited, 0);
    },
  );
}

for (const sipServer of SIP_SERVERS) {
  void t.test(`SIGHUP, to every process at once, ends no call (${sipServer})`, async (t) => {
    const callveil = await started(t, [A, B], sipServer);
    const { calling, ringing } = await conversation(callveil, t);
    for (const pid of processTree(callveil.pid)) process.kill(pid, 'SIGHUP');
    await callveil.until(
      () => callveil.log.some(({ msg }) => msg === 'the configuration is reloaded'),
      'the reload',
    );
    calling.audio.sendTone(700);
    await ringing.audio.hears(700);
    await calling.hangUp();
    t.equal((await ringing.ended).by, 'peer');
  });
}

async function started(
  t: Test,
  registering: readonly string[],
  sipServer: (typeof SIP_SERVERS)[number] = 'embedded',
): Promise<Callveil> {
  const callveil = await Callveil.start((receiver) => ({
    sip: { server: sipServer, listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
    trunks: [
      {
        name: 'phones',
        type: 'softphones',
        accounts: registering.map((number) => ({ number, password: 'pw' })),
      },
    ],
    applications: [
      {
        ...APP,
        name: 'Crash',
        mode: 'AXB',
        features: { recording: true },
        callbacks: { fee: `${receiver}/fee` },
        numbers: [{ number: X, areaCode: '0755' }],
      },
    ],
  }));
  t.teardown(() => callveil.stop());
  return callveil;
}

/** A and B registered, bound and talking, 440 and 1000 Hz, recorded. */
async function conversation(
  callveil: Callveil,
  t: Test,
): Promise<{ calling: PhoneCall; ringing: PhoneCall; phones: readonly [Phone, Phone] }> {
  await callveil
    .client(APP)
    .post(BINDINGS, { relationNum: X, callerNum: A, calleeNum: B, recordFlag: 'true' });
  const server = `127.0.0.1:${callveil.sipPort('udp')}`;
  const phones = [
    await Phone.start({ number: A, server }),
    await Phone.start({ number: B, server }),
  ] as const;
  t.teardown(() => Promise.all(phones.map((phone) => phone.stop())));
  for (const phone of phones) t.equal(await phone.register('pw'), 200);
  const { calling, ringing } = await talk(...phones);
  calling.audio.sendTone(440);
  ringing.audio.sendTone(1000);
  await calling.audio.hears(1000);
  await ringing.audio.hears(440);
  return { calling, ringing, phones };
}

/** A calls X, B answers. Rejects with the reason if the call fails. */
async function talk(a: Phone, b: Phone): Promise<{ calling: PhoneCall; ringing: PhoneCall }> {
  const calling = await a.dial(X);
  const ringing = b.nextCall();
  await Promise.race([ringing, calling.answered]);
  (await ringing).answer();
  await calling.answered;
  return { calling, ringing: await ringing };
}

/** How B's attempt ends; calls are refused from the moment the service has received the signal. */
async function refusal(phone: Phone): Promise<unknown> {
  const call = await phone.dial(X);
  return call.ended;
}

async function onlyRecording(callveil: Callveil): Promise<Buffer> {
  const folder = join(callveil.folder, 'data', 'recordings');
  const [name] = (await readdir(folder)).filter((file) => file.endsWith('.wav'));
  if (name === undefined) throw new Error('no recording');
  return readFile(join(folder, name));
}

/** Level of a tone in the half second where it is loudest, dBFS. */
function loudest(samples: Int16Array, frequency: number): number {
  let level = -Infinity;
  for (let from = 0; from + 4000 <= samples.length; from += 2000) {
    level = Math.max(level, toneLevel(samples.subarray(from, from + 4000), frequency));
  }
  return level;
}
