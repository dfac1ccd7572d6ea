import t, { type Test } from 'tap';
import { ModeStage, X, Y } from '../support/stages/mode-stage.js';

const isNumStatus = (body: Readonly<Record<string, unknown>>): boolean => body['eventType'] === 'numStatus';

void t.test('a number’s change of status is pushed to the address for it', async (t) => {
  const stage = await ModeStage.start(t, 'AXB', (receiver) => ({
    callbacks: { status: `${receiver}/status`, numberStatus: `${receiver}/Xnumber/status` },
  }));
  await stage.operator('POST', '/v1/numbers/status', { number: X, status: 'normal' });
  await stage.operator('POST', '/v1/numbers/status', { number: X, status: 'unavailable', cause: 'arrears' });
  await stage.operator('POST', '/v1/numbers/remove', { number: Y });
  t.same(await notices(stage, 2), [
    { path: '/Xnumber/status', numInfo: [{ number: X, status: '10', cause: '2' }] },
    { path: '/Xnumber/status', numInfo: [{ number: Y, status: '10', cause: '1' }] },
  ]);
  signed(t, stage);
});

void t.test('without such an address it goes to that of call events', async (t) => {
  const stage = await ModeStage.start(t, 'AX');
  await stage.operator('POST', '/v1/numbers/status', { number: X, status: 'frozen' });
  await stage.operator('POST', '/v1/numbers/status', { number: X, status: 'suspended' });
  await stage.operator('POST', '/v1/numbers/status', { number: X, status: 'normal' });
  t.same(await notices(stage, 3), [
    { path: '/status', numInfo: [{ number: X, status: '11' }] },
    { path: '/status', numInfo: [{ number: X, status: '9' }] },
    { path: '/status', numInfo: [{ number: X, status: '5' }] },
  ]);
});

async function notices(stage: ModeStage, count: number): Promise<unknown[]> {
  const found = (): unknown[] =>
    stage.callveil.pushes
      .filter(({ body }) => isNumStatus(body))
      .map(({ path, body }) => ({ path, numInfo: body['numInfo'] }));
  await stage.callveil.until(() => found().length >= count, 'the notices');
  return found();
}

function signed(t: Test, stage: ModeStage): void {
  for (const { headers } of stage.callveil.pushes.filter(({ body }) => isNumStatus(body))) {
    t.match(headers['authorization'], /realm="SDP"/);
  }
}
