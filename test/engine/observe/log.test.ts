import t from 'tap';
import { createLogger, maskDigits } from '../../../engine/observe/log.js';

function lines(showNumbers: boolean): { log: ReturnType<typeof createLogger>; written: string[] } {
  const written: string[] = [];
  const log = createLogger({
    level: 'info',
    showNumbers,
    destination: { write: (line: string) => void written.push(line) },
  });
  return { log, written };
}

void t.test('numbers under pii are masked at any depth', async (t) => {
  const { log, written } = lines(false);
  log.info({ pii: { caller: '+8613800000021', leg: { uri: 'sip:13800000021@x' } } }, 'call');
  t.match(written[0], '+86138****0021');
  t.notMatch(written[0], '13800000021');
});

void t.test('an operator who asks sees them whole', async (t) => {
  const { log, written } = lines(true);
  log.info({ pii: { caller: '+8613800000021' } }, 'call');
  t.match(written[0], '+8613800000021');
});

void t.test('an error that quotes a number is masked too', async (t) => {
  const { log, written } = lines(false);
  log.warn({ err: new Error('no route to +8613800000021') }, 'failed');
  t.notMatch(written[0], '13800000021');
});

void t.test('short codes and statuses stay readable', async (t) => {
  t.equal(maskDigits('status 486 from port 5060'), 'status 486 from port 5060');
  t.equal(maskDigits('95588'), '***88');
});
