import t from 'tap';
import { A, B, C, D, hearsTone, ModeStage, X, Y } from '../support/stages/mode-stage.js';

const ANSWERED = ['callin', 'callout', 'alerting', 'answer', 'disconnect'];

const APOLOGY = 1300;
const stage = await ModeStage.start(
  t,
  'AXYB',
  { tones: { businessError: 'apology.wav' } },
  { 'apology.wav': APOLOGY },
);
const BINDINGS = `/rest/omp/xyrelationnumber/v1.0?app_key=${stage.appKey}`;
const bound = await stage.ask('POST', BINDINGS, { origNum: A, areaCode: '0755' });
const x = String(bound['relationNumber']);
const y = x === X ? Y : X;
const { subscriptionId } = bound;

void t.test('a stranger calls X: A sees the Y that was allocated for them', async (t) => {
  t.equal(await stage.converse(B, x, A), y);
  const { order, record } = await stage.told();
  t.same(order, ANSWERED);
  t.match(record, { direction: 0, subscriptionId, callerNum: B, fwdDisplayNum: y, fwdDstNum: A });
  const query = { app_key: stage.appKey, subscriptionId: String(subscriptionId) };
  const { xyRelationNumList } = await stage.query('/rest/omp/xyrelationnumber/v1.0', query);
  t.match(xyRelationNumList, [{ bindId: subscriptionId, numA: A, numX: x, numY: y, numB: B }]);
  t.same(stage.leaked(A, [B]), []);
  t.same(stage.leaked(B, [A]), []);
});

void t.test('A calls Y and reaches B, who sees X', async (t) => {
  t.equal(await stage.converse(A, y, B), x);
  const { order, events, record } = await stage.told();
  t.same(order, ANSWERED);
  t.match(events[0], { caller: A, called: y, subscriptionId });
  t.match(record, {
    direction: 1,
    subscriptionId,
    bindNum: x,
    callerNum: A,
    calleeNum: y,
    fwdDisplayNum: x,
    fwdDstNum: B,
  });
  t.same(stage.leaked(A, [B]), []);
  t.same(stage.leaked(B, [A]), []);
});

void t.test('two strangers cannot share a Y on one X: the second ends with 8031', async (t) => {
  const calling = await stage.phone(C).dial(x);
  t.equal(await calling.ringing, 183);
  await hearsTone(calling, APOLOGY);
  t.same(await calling.ended, { by: 'refused', status: 480 });
  const { order, stateCode, record } = await stage.told();
  t.same(order, ['callin', 'disconnect']);
  t.equal(stateCode, 8031);
  t.match(record, { direction: 2, ulFailReason: 8031, sipStatusCode: 480, fwdDstNum: '' });
});

void t.test('A calling the own X ends with 8032, a Y without a binding with 8030', async (t) => {
  t.same(await (await stage.phone(A).dial(x)).ended, { by: 'refused', status: 403 });
  t.equal((await stage.told()).stateCode, 8032);
  t.same(await (await stage.phone(C).dial(y)).ended, { by: 'refused', status: 403 });
  t.equal((await stage.told()).stateCode, 8030);
});

void t.test('a Y bound for B beforehand is the one A sees', async (t) => {
  const other = '+8617100000003';
  await stage.addNumber(other);
  const part = await stage.ask('POST', BINDINGS, { origNum: D, subscriptionId });
  t.equal(part['relationNumber'], other);
  t.equal(await stage.converse(D, x, A), other);
  t.match((await stage.told()).record, { fwdDisplayNum: other, callerNum: D });
  t.equal(await stage.converse(A, other, D), x);
  t.match((await stage.told()).record, { direction: 1, fwdDstNum: D });
});

void t.test(
  'A calls Y against the direction: refused with 8016, and the record is about X all the same',
  async (t) => {
    const [ownX, ownY] = ['+8617100000004', '+8617100000005'];
    await stage.addNumber(ownX);
    const one = await stage.ask('POST', BINDINGS, { origNum: C, areaCode: '0755', callDirection: 2 });
    t.equal(one['relationNumber'], ownX);
    await stage.addNumber(ownY);
    const id = one['subscriptionId'];
    const part = await stage.ask('POST', BINDINGS, { origNum: D, subscriptionId: id });
    t.same(await (await stage.phone(C).dial(String(part['relationNumber']))).ended, {
      by: 'refused',
      status: 403,
    });
    t.match((await stage.told()).record, {
      ulFailReason: 8016,
      subscriptionId: id,
      bindNum: ownX,
      calleeNum: part['relationNumber'],
    });
  },
);
