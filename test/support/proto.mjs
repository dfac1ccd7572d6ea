// `npm run proto`: writes the recorder channel's static code from recorder.proto, or into the folder given as an
// argument, so that a test can compare.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = process.argv[2] ?? join(root, 'media/recorder');
const { status, stderr } = spawnSync(
  join(root, 'node_modules/.bin/pbjs'),
  [
    ...['--target', 'static-module', '--wrap', 'esm', '--dependency', 'protobufjs/minimal.js'],
    ...['--no-delimited', '--no-typeurl', '--no-service', '--no-convert'],
    ...['--dts', '--out', join(folder, 'recorder-proto.js'), 'media/recorder/recorder.proto'],
  ],
  { cwd: root, encoding: 'utf8' },
);
if (status !== 0) process.stderr.write(stderr);
process.exitCode = status ?? 1;
