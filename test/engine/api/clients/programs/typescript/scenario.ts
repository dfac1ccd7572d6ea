/** What each client must be able to do; the same program in each language. Writes a line for each step. */
import { Callveil } from '../../../../../../engine/api/clients/typescript/callveil.js';
import {
  CallveilFailure,
  CallveilProblem,
} from '../../../../../../engine/api/clients/typescript/transport.js';

const [url = '', token = '', hostile = '', appKey = '', x = ''] = process.argv.slice(2);
const callveil = new Callveil({ url, token });

const userData = '订单 "1" \\ é 📞';
const bound = await callveil.bindAxb({
  ...{ appKey, a: '+8613800001001', b: '+8613800001002', x, maxDuration: 5, userData },
});
const id = bound.subscriptionId;
console.log('bound', bound.mode, bound.x, bound.maxDuration);
const read = await callveil.getBinding(id);
console.log('read', read.userData === userData, Date.parse(read.createdAt) > 0);
const modified = await callveil.modifyBinding(id, { userData: null, maxDuration: 10 });
console.log('modified', modified.userData ?? 'absent', modified.maxDuration);

await callveil.bindAxb({ appKey, a: '+8613800001003', b: '+8613800001004', x });
await callveil.bindAxb({ appKey, a: '+8613800001005', b: '+8613800001006', x });
const ids: string[] = [];
for await (const one of callveil.searchBindingsAll({ appKey, pageSize: 2 })) ids.push(one.subscriptionId);
console.log('pages', ids.length);
let records = 0;
for await (const record of callveil.searchRecordsAll({ limit: 1 })) records += record.kind === 'call' ? 1 : 0;
console.log('records', records);

await told(() => callveil.getBinding('no such/binding?'));
await told(() => callveil.bindAxb({ appKey, a: '+8613800001007', b: 'x' }));
await told(() => new Callveil({ url, token: 'wrong' }).getMe());
try {
  await callveil.removeBinding('..');
} catch (error) {
  console.log('refused', error instanceof TypeError);
}

const imported = await callveil.importNumbers('number,area_code\n+8617100009999,0755\n', { appKey });
console.log('imported', imported.added, imported.faults?.length ?? 0);
console.log('found', (await callveil.findNumber({ number: '+8617100009999' })).areaCode);
await callveil.removeNumber({ number: '+8617100009999' });
const until = '2027-01-02T03:04:05.678Z';
const barred = { kind: 'call', number: '+8617100009999', appKey } as const;
const { added } = await callveil.addToBlacklist({ entries: [{ ...barred, until }] });
const [entry] = (await callveil.searchBlacklist({ number: barred.number })).items;
console.log('barred', added, Date.parse(entry?.until ?? '') === Date.parse(until));
await callveil.removeFromBlacklist(barred);
await callveil.putPrompt('client.wav', await bytesOf(await callveil.getPrompt('last-minute.wav')));
console.log('prompt', text(await bytesOf(await callveil.getPrompt('client.wav'))).slice(0, 4));
await callveil.removePrompt('client.wav', { force: true });
console.log('export', text(await bytesOf(await callveil.exportRecords())).split(',')[0]);

for (const one of ids) await callveil.removeBinding(one);
await told(() => callveil.getBinding(id));

const difficult = new Callveil({ url: hostile, token, timeoutMs: 1500 });
console.log('repeated', (await difficult.getMe()).name);
await told(() => difficult.bindAxb({ appKey, a: '+8613800001001', b: '+8613800001002' }));
await told(() => difficult.getJournal());
await told(() => difficult.getSystem());
await told(() => difficult.listApplications());
await told(() => difficult.listStandings());
await told(() => difficult.listTrunks());
await told(() => difficult.listReceivers());
await told(() => difficult.listLive());
await told(() => difficult.listOnboarding());
const half = await difficult
  .exportRecords()
  .then(bytesOf)
  .catch(() => undefined);
console.log('half', half === undefined);
for await (const one of difficult.searchRecordingsAll()) console.log('recordings', one.sessionId);
const undelivered: unknown[] = [];
for await (const one of difficult.listUndeliveredAll()) undelivered.push(one);
console.log('undelivered', undelivered.length);
console.log('later', (await difficult.getCall('s-1')).sessionId);

async function told(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    console.log('no error');
  } catch (error) {
    if (error instanceof CallveilProblem)
      console.log('problem', error.status, error.code, error.errors[0]?.field ?? '-');
    else if (error instanceof CallveilFailure) console.log('failure', error.kind);
    else throw error;
    console.error(error);
  }
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
