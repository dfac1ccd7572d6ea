/** When a call goes on to the next trunk, and when it must not: a callee never rings twice. */
import fc from 'fast-check';
import t from 'tap';
import { MediaError } from '../../../media/media-error.js';
import { SignalingError } from '../../../engine/sip/signaling-error.js';
import { FakeCall } from '../../support/fakes/fake-signaling.js';
import { A, CallStage, StageTrunk, X } from '../../support/stages/call-stage.js';

const timeout = new SignalingError('timeout', 408, 'no answer within 5000 ms', undefined, true);

void t.test('the failure of a trunk leads to the next one, unless its side has sent an 18x', async (t) => {
  const table: [what: string, provisionals: number[], failure: SignalingError, goesOn: boolean][] = [
    ['503', [], refused(503), true],
    ['503 after 100', [100], refused(503), true],
    ['408', [], refused(408), true],
    ['501', [], refused(501), true],
    ['silence', [], timeout, true],
    ['500 of the callee’s network: busy', [], refused(500, 17), false],
    ['404', [], refused(404), false],
    ['486', [], refused(486), false],
    ['403, which the trunk lists', [], refused(403), true],
    ['403 with a cause, which the trunk lists', [], refused(403, 21), true],
    ['503 after 180', [180], refused(503), false],
    ['503 after 183', [183], refused(503), false],
    ['503 after 181', [100, 181], refused(503), false],
    ['503 after 182', [182], refused(503), false],
    ['a listed status after 183', [183], refused(403), false],
    ['408 after 180', [180], refused(408), false],
  ];
  for (const [what, provisionals, failure, goesOn] of table) {
    const stage = new CallStage();
    for (const trunk of stage.outbound) trunk.failoverOn = new Set([403]);
    const { call, callee, over } = await stage.ring();
    for (const status of provisionals) callee.provisional(status);
    callee.provisional(100);
    callee.refuse(failure);
    const next = goesOn ? stage.signaling.rings() : undefined;
    if (next !== undefined) {
      (await next).answer();
      call.leg.end();
    }
    await over;
    t.equal(stage.signaling.rung.length, goesOn ? 2 : 1, what);
  }
});

void t.test('early media is ringing too', async (t) => {
  const stage = new CallStage();
  const { callee, over } = await stage.ring();
  callee.provisional(183, 'early');
  callee.refuse(refused(503));
  await over;
  t.equal(stage.signaling.rung.length, 1);
});

void t.test('a trunk without a codec of the caller’s is passed over, and carries no call', async (t) => {
  const stage = new CallStage();
  stage.media.sdpFailure = new MediaError('unusable-sdp', 'no codec');
  const { call, callee, over } = await stage.ring();
  t.same([stage.outbound[0]?.used, stage.outbound[1]?.used], [0, 1]);
  callee.answer();
  call.leg.end();
  await over;
  t.equal(stage.signaling.rung.length, 1);
});

void t.test('a refused offer leads to a trunk that would be offered something else', async (t) => {
  const other = { names: ['PCMA'], packetMs: undefined };
  const table: [what: string, provisionals: number[], status: number, differs: boolean, goesOn: boolean][] = [
    ['488', [], 488, true, true],
    ['606', [], 606, true, true],
    ['415', [], 415, true, true],
    ['488 after 180', [180], 488, true, false],
    ['488, and the next would be offered the same', [], 488, false, false],
    ['486', [], 486, true, false],
  ];
  for (const [what, provisionals, status, differs, goesOn] of table) {
    const stage = new CallStage();
    if (differs) Object.assign(stage.outbound[1] ?? {}, { codecs: other });
    const { call, callee, over } = await stage.ring();
    for (const provisional of provisionals) callee.provisional(provisional);
    callee.refuse(refused(status));
    if (goesOn) {
      (await stage.signaling.rings()).answer();
      call.leg.end();
    }
    await over;
    t.equal(stage.signaling.rung.length, goesOn ? 2 : 1, what);
  }
});

/** What a trunk does with a call. */
interface Script {
  readonly provisionals: readonly number[];
  readonly ends: 'answers' | 'is silent' | number;
}

const script: fc.Arbitrary<Script> = fc.record({
  provisionals: fc.array(fc.constantFrom(100, 180, 181, 182, 183, 199), { maxLength: 3 }),
  ends: fc.constantFrom<Script['ends'][]>('answers', 'is silent', 403, 404, 408, 480, 486, 500, 503, 603),
});

void t.test('with any behaviour of the trunks at most one of them has rung, and it is the last', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(script, { minLength: 1, maxLength: 5 }), async (scripts) => {
      const stage = new CallStage();
      stage.outbound.splice(0, 2, ...scripts.map((_, n) => new StageTrunk(`t${n}`)));
      for (const trunk of stage.outbound) trunk.failoverOn = new Set([403, 480]);
      stage.routes = scripts.length;
      const caller = new FakeCall(A, X);
      let next = stage.signaling.rings();
      const over = stage.run(caller);
      const rang: number[] = [];
      for (const [n, { provisionals, ends }] of scripts.entries()) {
        const callee = await Promise.race([next, over.then(() => undefined)]);
        if (callee === undefined) break;
        next = stage.signaling.rings();
        for (const status of provisionals) callee.provisional(status);
        if (provisionals.some((status) => status >= 180 && status < 190)) rang.push(n);
        if (ends === 'answers') {
          callee.answer();
          caller.leg.end();
        } else callee.refuse(ends === 'is silent' ? timeout : refused(ends));
      }
      await over;
      const { length } = stage.signaling.rung;
      return rang.length <= 1 && (rang[0] ?? length - 1) === length - 1;
    }),
    { numRuns: 300 },
  );
});

function refused(status: number, q850?: number): SignalingError {
  return new SignalingError('refused', status, `refused with ${status}`, q850);
}
