import t from 'tap';
import { createLogger, maskDigits } from '../../../engine/observe/log.js';
import { maskNumbers } from '../../../engine/api/operator/mask-numbers.js';
import { maskNumber } from '../../../routing/numbers/number.js';

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

void t.test('a number is masked however it is written, also as the name of a field', async (t) => {
  const { log, written } = lines(false);
  const id = '1d39eaef-0000-4000-8000-000000000001';
  log.info({
    pii: {
      number: 8613800000021,
      twice: '+8613800000021+8613800000021',
      run: '1380000002113800000021',
      groups: 'call 138-0000-0021 or (138) 0000 0021 or +86 138 0000 0021',
      '13800000021': 'x',
      duration: 7_776_000,
      id,
    },
  });
  const line = written[0] ?? '';
  t.notMatch(line, /138[ ()-]*0000[ ()-]*0021/);
  t.match(JSON.parse(line), {
    pii: { number: '86138****0021', run: '1380000****0021', duration: 7_776_000 },
  });
  t.match(line, id.slice(0, 24), 'an id stays readable as far as its last group');
});

void t.test('an error that quotes a number is masked too', async (t) => {
  const { log, written } = lines(false);
  log.warn({ err: new Error('no route to +8613800000021') }, 'failed');
  t.notMatch(written[0], '13800000021');
});

void t.test('short codes and statuses stay readable', async (t) => {
  t.equal(maskDigits('status 486 from port 5060'), 'status 486 from port 5060');
});

void t.test('a number is masked alike in the log, in an answer to a viewer and in a message', async (t) => {
  for (const [number, shown] of [
    ['+8613800000021', '+86138****0021'],
    ['+390612345678', '+3906****5678'],
    ['+12345678', '+****5678'],
    ['+8695588', '+*******'],
    ['+861380000002113800000021', '+8613800****0021'],
  ] as const) {
    const { log, written } = lines(false);
    log.info({ pii: { number } });
    t.match(JSON.parse(written[0] ?? ''), { pii: { number: shown } });
    t.equal(maskNumber(number), shown);
    t.equal(maskDigits(number), shown);
    if (number.length < 17) t.equal(maskNumbers(number), shown);
  }
});

void t.test(
  'a number in the text of a line or beside pii is masked; ids, times, ports and addresses stay',
  async (t) => {
    const { log, written } = lines(true);
    const kept = {
      call: '01JDXYZ0123456789ABCDEFGHJ',
      subscriptionId: '1d39eaef-0000-4000-8000-000000000001',
      place: '/etc/callveil/callveil.yaml:1234 applications[0].name',
      at: '2026-11-30T00:34:51.123Z',
      peer: '192.0.2.10:50604',
      deadlineMs: 13_912_345,
    };
    log.warn(
      { ...kept, reason: 'to sip:+8613800000021@192.0.2.10' },
      'an INVITE of "138-0000-0021" (13800000021)',
    );
    const line = JSON.parse(written[0] ?? '') as Record<string, unknown>;
    t.match(line, kept);
    t.notMatch(written[0], /138-?0000-?0021/);
    t.match(line, {
      reason: 'to sip:+86138****0021@192.0.2.10',
      msg: 'an INVITE of "138****0021" (138****0021)',
    });
    log.info({ pii: { caller: '+8613800000021' } }, 'shown where it was asked for');
    t.match(written[1], '+8613800000021');
  },
);
