// The first masked call: binds two phones, waits until one has called, and shows what became of the call.
import { createInterface } from 'node:readline/promises';
import { Callveil } from './callveil.js';

const { CALLVEIL_URL: url = 'http://127.0.0.1:8081', CALLVEIL_TOKEN: token = 'local-operator-token' } =
  process.env;
const [appKey = 'demo-app-key', a = '+8613800000021', b = '+8613800000022', x = '+8675500000001'] =
  process.argv.slice(2);
const callveil = new Callveil({ url, token });

const { subscriptionId } = await callveil.bindAxb({ appKey, a, b, x });
const terminal = createInterface(process.stdin, process.stdout);
await terminal.question(`Call ${x} from either phone: the other rings and shows ${x}. Then press Enter.\n`);
terminal.close();

for await (const call of callveil.searchRecordsAll({ subscriptionId }))
  process.stdout.write(`${call.ending}: they talked for ${call.talkSeconds} s\n`);
await callveil.removeBinding(subscriptionId);
