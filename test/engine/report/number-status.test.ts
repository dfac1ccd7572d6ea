import t from 'tap';
import { numberStatusBody } from '../../../engine/report/number-status.js';
import { X } from '../../support/stages/call-stage.js';

function numInfo(notice: Omit<Parameters<typeof numberStatusBody>[0], 'number'>): unknown {
  const { eventType, numInfo } = JSON.parse(numberStatusBody({ number: X, ...notice })) as Record<
    string,
    unknown
  >;
  return eventType === 'numStatus' ? numInfo : eventType;
}

void t.test('each status has its number, as text (spec 10.4)', (t) => {
  t.same(numInfo({ status: 'normal' }), [{ number: X, status: '5' }]);
  t.same(numInfo({ status: 'suspended' }), [{ number: X, status: '9' }]);
  t.same(numInfo({ status: 'unavailable' }), [{ number: X, status: '10' }]);
  t.same(numInfo({ status: 'frozen' }), [{ number: X, status: '11' }]);
  t.end();
});

void t.test('each cause has its number, and only what is unavailable has a cause', (t) => {
  const causes = {
    deleted: '1',
    arrears: '2',
    stopped: '3',
    restricted: '5',
    'restriction-lifted': '6',
    'forwarding-unconditional': '7',
    'forwarding-no-answer': '8',
    'forwarding-busy': '9',
  } as const;
  for (const [name, cause] of Object.entries(causes) as [keyof typeof causes, string][]) {
    t.same(numInfo({ status: 'unavailable', cause: name }), [{ number: X, status: '10', cause }]);
    t.same(numInfo({ status: 'suspended', cause: name }), [{ number: X, status: '9' }]);
  }
  t.end();
});
