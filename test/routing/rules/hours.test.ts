import t from 'tap';
import { Hours, type HoursData } from '../../../routing/rules/hours.js';
import { nextMonthOf, Zone } from '../../../routing/rules/zone.js';

const hours = (zone: string, data: HoursData): Hours => new Hours(data, new Zone(zone));
const day: HoursData = { allowed: [{ from: '08:00', to: '21:00' }] };
const at = (text: string): number => Date.parse(text);
const shown = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString();

void t.test('a window includes its first millisecond and not its last minute', async (t) => {
  // [instant, open, when it opens]; Shanghai is eight hours ahead.
  const cases: readonly [string, boolean, string][] = [
    ['2026-11-30T00:00:00.000Z', true, '2026-11-30T00:00:00.000Z'],
    ['2026-11-29T23:59:59.999Z', false, '2026-11-30T00:00:00.000Z'],
    ['2026-11-30T12:59:59.999Z', true, '2026-11-30T12:59:59.999Z'],
    ['2026-11-30T13:00:00.000Z', false, '2026-12-01T00:00:00.000Z'],
    ['2026-12-31T13:00:00.000Z', false, '2027-01-01T00:00:00.000Z'],
    ['2028-02-28T13:00:00.000Z', false, '2028-02-29T00:00:00.000Z'],
  ];
  const judged = hours('Asia/Shanghai', day);
  for (const [text, open, opens] of cases) {
    t.equal(judged.isOpen(at(text)), open, text);
    t.equal(shown(judged.nextOpen(at(text))), opens, `${text} opens`);
  }
});

void t.test('days of the week, dates of their own, several windows, the end of the day', async (t) => {
  const work: HoursData = {
    allowed: [
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '12:00' },
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '14:00', to: '24:00' },
    ],
    // A holiday, and the Saturday on which its work is made up for.
    dates: { '2026-10-01': [], '2026-10-10': [{ from: '10:00', to: '11:00' }] },
  };
  const judged = hours('UTC', work);
  const cases: readonly [string, string | undefined][] = [
    ['2026-11-30T11:59:59Z', undefined],
    ['2026-11-30T12:00:00Z', '2026-11-30T14:00:00.000Z'],
    ['2026-11-30T23:59:59Z', undefined],
    ['2026-12-01T00:00:00Z', '2026-12-01T09:00:00.000Z'],
    ['2026-12-05T10:00:00Z', '2026-12-07T09:00:00.000Z'],
    ['2026-10-01T10:00:00Z', '2026-10-02T09:00:00.000Z'],
    ['2026-10-10T10:30:00Z', undefined],
    ['2026-10-10T09:00:00Z', '2026-10-10T10:00:00.000Z'],
  ];
  for (const [text, opens] of cases) {
    t.equal(judged.isOpen(at(text)), opens === undefined, text);
    t.equal(shown(judged.nextOpen(at(text))), opens ?? shown(at(text)), `${text} opens`);
  }
  t.equal(hours('UTC', { allowed: [] }).nextOpen(at('2026-11-30T12:00:00Z')), undefined, 'never');
});

void t.test('daylight saving: the wall clock counts, skipped and repeated hours included', async (t) => {
  // Berlin: 02:00 becomes 03:00 on 2026-03-29 (01:00 UTC), 03:00 becomes 02:00 on 2026-10-25 (01:00 UTC).
  const early = hours('Europe/Berlin', day);
  t.equal(shown(early.nextOpen(at('2026-03-28T22:00:00Z'))), '2026-03-29T06:00:00.000Z', 'summer time');
  t.equal(shown(early.nextOpen(at('2026-10-24T22:00:00Z'))), '2026-10-25T07:00:00.000Z', 'winter time');
  const skipped = hours('Europe/Berlin', { allowed: [{ from: '02:30', to: '04:00' }] });
  t.equal(
    shown(skipped.nextOpen(at('2026-03-29T00:00:00Z'))),
    '2026-03-29T01:00:00.000Z',
    '02:30 is skipped',
  );
  t.notOk(skipped.isOpen(at('2026-03-29T00:59:59Z')));
  t.ok(skipped.isOpen(at('2026-03-29T01:00:00Z')));
  const gone = hours('Europe/Berlin', { allowed: [{ from: '02:10', to: '02:50' }] });
  t.equal(
    shown(gone.nextOpen(at('2026-03-29T00:00:00Z'))),
    '2026-03-30T00:10:00.000Z',
    'a window that never comes',
  );
  const twice = hours('Europe/Berlin', { allowed: [{ from: '02:10', to: '02:20' }] });
  t.equal(shown(twice.nextOpen(at('2026-10-24T22:00:00Z'))), '2026-10-25T00:10:00.000Z');
  t.notOk(twice.isOpen(at('2026-10-25T00:30:00Z')));
  t.equal(shown(twice.nextOpen(at('2026-10-25T00:30:00Z'))), '2026-10-25T01:10:00.000Z', 'its second pass');
  t.ok(twice.isOpen(at('2026-10-25T01:15:00Z')));
});

void t.test('half-hour zones, and months', async (t) => {
  t.equal(shown(hours('Asia/Kolkata', day).nextOpen(at('2026-11-30T00:00:00Z'))), '2026-11-30T02:30:00.000Z');
  t.equal(nextMonthOf('2026-12-31'), '2027-01-01');
  t.equal(nextMonthOf('2026-01-31'), '2026-02-01');
  t.equal(shown(new Zone('Asia/Shanghai').startOf('2026-12-01')), '2026-11-30T16:00:00.000Z');
  t.equal(
    shown(new Zone('America/Santiago').startOf('2026-09-06')),
    '2026-09-06T04:00:00.000Z',
    'a midnight that is skipped',
  );
});
