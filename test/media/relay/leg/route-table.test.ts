import t from 'tap';
import type { Route } from '../../../../media/relay/messages.js';
import { EVENT, PCMA, routeTable } from '../../../../media/relay/leg/route-table.js';
import { otherLawOf } from '../../../../media/g711.js';

const ALAW: Route = { payloadType: 8, kind: 'PCMA', clockRate: 8000, to: 8, transcode: undefined };
const KEYS: Route = { payloadType: 101, kind: 'event', clockRate: 8000, to: 96, transcode: undefined };

void t.test('a payload type finds its way, one that was not agreed on finds none', (t) => {
  const table = routeTable([ALAW, KEYS]);
  t.match(table[8], { kind: PCMA, clockRate: 8000, to: 8, translation: undefined });
  t.match(table[101], { kind: EVENT, to: 96 });
  t.equal(table[0], undefined);
  t.equal(routeTable([{ ...ALAW, to: 0, transcode: 'PCMU' }])[8]?.translation, otherLawOf.PCMA);
  t.end();
});

void t.test('calls routed the same way share a table, others do not, however many there are', (t) => {
  const eventTo = (to: number): Route => ({ ...KEYS, to });
  t.equal(routeTable([ALAW, eventTo(96)]), routeTable([ALAW, eventTo(96)]));
  for (let clockRate = 8000; clockRate < 8300; clockRate += 1)
    for (const to of [96, 97])
      t.match(routeTable([ALAW, { ...eventTo(to), clockRate }])[101], { to, clockRate });
  t.end();
});
