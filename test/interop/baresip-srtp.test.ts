/**
 * baresip with SRTP by SDES, which has its keys and ciphers from libre: encrypted on one leg, in clear on the other.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import type { BaresipOptions } from '../support/phones/baresip.js';
import { samplesOf, toneLevel } from '../support/phones/wav-tone.js';
import {
  heardEachOther,
  softphones,
  softphoneService,
  talking,
  X,
} from '../support/stages/softphone-stage.js';

void t.test(
  'a phone that insists on SRTP, one that has none, and one that may',
  { timeout: 180_000 },
  async (t) => {
    const callveil = await softphoneService(t, {}, { encryption: 'offered', recording: true });
    const server = `127.0.0.1:${callveil.sipPort('udp')}`;
    const wayOf = (encryption: BaresipOptions['encryption']) => ({
      server,
      ...(encryption && { encryption }),
    });
    const pairs: readonly (readonly [
      caller: BaresipOptions['encryption'],
      callee: BaresipOptions['encryption'],
    ])[] = [
      ['srtp-mand', undefined],
      [undefined, 'srtp'],
      ['srtp', 'srtp'],
    ];
    for (const [caller, callee] of pairs)
      await t.test(`${caller ?? 'in clear'} and ${callee ?? 'in clear'}`, async (t) => {
        const phones = await softphones(t, wayOf(caller), wayOf(callee));
        await talking(t, phones, `sip:${X}@${server}`);
        await heardEachOther(t, phones);
      });
    const folder = join(callveil.folder, 'data', 'recordings');
    const files = (await readdir(folder)).filter((name) => name.endsWith('.wav'));
    t.equal(files.length, pairs.length);
    for (const file of files) {
      const recorded = samplesOf(await readFile(join(folder, file)));
      t.ok(toneLevel(recorded, 440) > -30 && toneLevel(recorded, 1000) > -30, 'both are in the recording');
    }
    t.notMatch(JSON.stringify(callveil.log), /inline:[^*]/, 'no key is in the log');
  },
);
