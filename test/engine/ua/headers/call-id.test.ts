import t from 'tap';
import { newCallId } from '../../../../engine/ua/headers/call-id.js';

void t.test('a call id is a UUID of version 7 that begins with its time', (t) => {
  const id = newCallId(0x0193_5f6a_7b8c);
  t.match(id, /^01935f6a-7b8c-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  t.not(newCallId(0x0193_5f6a_7b8c), id);
  t.end();
});

void t.test('call ids are in the order of time', (t) => {
  const times = [0, 1, 0xffff, 0x1_0000, Date.UTC(2026, 0), Date.UTC(2026, 0) + 1, Date.UTC(9999, 0)];
  const ids = times.map((time) => newCallId(time));
  t.strictSame([...ids].sort(), ids);
  t.end();
});
