import t from 'tap';
import { playLadders } from './play-ladders.js';

void t.test('interop cases with `sip.server: embedded-drachtio`', (t) => playLadders(t, 'embedded-drachtio'));
