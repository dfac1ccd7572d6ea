/** An engine for recorder-crash.test.ts to kill: records a tone and a silent call until it dies. */
import { ForkWriter } from '../../../media/recorder/fork-writer.js';
import { recorderProcess } from '../../support/servers/service-child.js';
import { RecorderProcess } from '../../../media/recorder/recorder-process.js';
import { speak } from './tones.js';

const recorder = new RecorderProcess({ directory: process.argv[2] ?? '', open: recorderProcess().open });
await recorder.start();
const fork = new ForkWriter();
fork.connect(recorder.mediaAddress.path);
const { recordingId } = await recorder.record('spoken.wav');
await recorder.record('silent.wav');
speak(fork, { recordingId, stream: 0, frequency: 600 });
process.stdout.write(`${recorder.pid} ${recorder.mediaAddress.path}\n`);
