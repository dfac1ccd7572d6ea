import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { RecordingsFolder } from '../../../engine/api/recordings-folder.js';
import { RECORDING_DOMAIN, recordingName } from '../../../engine/report/recording-name.js';

const SECOND_BYTES = 8000;

void t.test(
  'an application finds its own recordings, of three seconds and more, until their days are over',
  async (t) => {
    const directory = mkdtempSync(join(tmpdir(), 'callveil-recordings-'));
    t.teardown(() => rmSync(directory, { recursive: true }));
    const put = (seconds: number): string => {
      const fileName = recordingName(0, 'shop');
      writeFileSync(join(directory, fileName), Buffer.alloc(seconds * SECOND_BYTES));
      utimesSync(join(directory, fileName), 1000, 1000);
      return fileName;
    };
    const retentionMs = 60_000;
    let now = 1_000_000 + retentionMs;
    const folder = new RecordingsFolder(directory, retentionMs, () => now);
    const find = (fileName: string, appKey = 'shop', domain = RECORDING_DOMAIN) =>
      folder.find({ appKey, domain, fileName });
    const [long, short] = [put(3), put(2)];
    t.same(await find(long), { path: join(directory, long) });
    t.equal(await find(short), undefined, 'too short');
    t.equal(await find(long, 'another shop'), undefined);
    t.equal(await find(long, 'shop', 'another domain'), undefined);
    t.equal(await find(recordingName(0, 'shop')), undefined, 'no such file');
    t.match(await folder.held('shop', short), { bytes: 2 * SECOND_BYTES }, 'an operator hears short ones');
    t.equal(await folder.held('shop', put(0)), undefined, 'but not one that never began');
    now += 1;
    t.equal(await find(long), undefined, 'past its days, deleted or not');
  },
);
