import t from 'tap';
import { Ending, ENDINGS, type EndingKind, type EndingRow } from '../../../engine/call/ending.js';
import { calleeFailure, isWorthRetrying } from '../../../engine/call/legs/callee-failure.js';
import { SignalingError } from '../../../engine/sip/signaling-error.js';
import type { RefusalReason } from '../../../routing/resolve.js';

/** Spec 11.1 and 11.2, as the application must see them. */
const REFUSALS: Readonly<Record<RefusalReason, number>> = {
  'number-not-ours': 8025,
  'number-suspended': 8055,
  'number-unavailable': 8055,
  'switched-off': 8104,
  'display-not-allowed': 8024,
  'caller-unusable': 8014,
  'landline-caller': 8023,
  'no-binding': 8014,
  'no-permission': 8018,
  direction: 8016,
  'no-temporary-callee': 8013,
  'no-callback-record': 8019,
  'extension-unknown': 8022,
  'extension-empty': 8033,
  'no-xy-binding': 8030,
  'no-y-available': 8031,
  'own-number': 8032,
  'application-frozen': 7108,
  'application-unknown': 7100,
  'application-disabled': 8012,
  'enterprise-paused': 8051,
  'mode-mismatch': 7105,
  'application-incapable': 7106,
  'direction-control': 8057,
  'international-caller': 8042,
  'international-callee': 8043,
  'prefix-forbidden': 7500,
  'test-number': 8056,
  'caller-blacklisted': 7005,
  'callee-blacklisted': 7004,
  'user-unregistered': 8058,
  'time-window': 8050,
  'caller-frequency': 8047,
  'callee-frequency': 8048,
  'number-frequency': 8049,
  'application-frequency': 7002,
};

void t.test('every reason routing has for refusing is a row, with its code', (t) => {
  for (const [reason, code] of Object.entries(REFUSALS))
    t.equal(new Ending(reason as RefusalReason).codes('AXB').stateCode, code, reason);
  t.same(new Ending('no-binding').codes('AX'), { stateCode: 8018, ulFailReason: 7104 });
  t.end();
});

void t.test(
  'every row can be said: a SIP failure, a Q.850 cause, a text within the vendor’s 128 characters',
  (t) => {
    for (const [kind, row] of Object.entries(ENDINGS)) {
      t.ok(row.sip === 200 || (row.sip >= 400 && row.sip < 700), kind);
      t.ok(row.q850 >= 1 && row.q850 <= 127, kind);
      t.match(row.stateDesc, /^[A-Z][\x20-\x7e]{1,127}$/, kind);
    }
    t.end();
  },
);

void t.test('the Q.850 cause of the far network is believed before its SIP status', (t) => {
  const kind = (status: number, q850?: number, rang = false): EndingKind =>
    calleeFailure(new SignalingError('refused', status, '', q850), rang).kind;
  t.equal(kind(480, 17), 'callee-busy');
  t.equal(kind(503, 1), 'number-unknown');
  t.equal(kind(480, 57), 'callee-suspended');
  t.equal(kind(480), 'callee-unreachable');
  t.equal(kind(480, undefined, true), 'no-answer');
  t.equal(kind(408), 'gave-up-connecting');
  t.equal(kind(607), 'callee-refuses-calls');
  t.equal(kind(302), 'callee-abnormal');
  t.equal(calleeFailure(new SignalingError('unavailable', 503, ''), false).kind, 'signaling-lost');
  t.end();
});

void t.test('another trunk is tried only if this one failed and no phone has rung', (t) => {
  const retry = (status: number, q850?: number, rang = false): boolean =>
    isWorthRetrying(new SignalingError('refused', status, '', q850), rang);
  t.same([retry(503), retry(408), retry(500, 3), retry(501), retry(580)], [true, true, true, true, true]);
  const listed = (status: number, q850?: number): boolean =>
    isWorthRetrying(new SignalingError('refused', status, '', q850), false, new Set([404, 603]));
  t.same([listed(404, 1), listed(603), listed(486), listed(500)], [true, true, false, true]);
  t.same([retry(486), retry(404), retry(503, 17), retry(503, undefined, true)], [false, false, false, false]);
  t.equal(isWorthRetrying(new SignalingError('timeout', 408, ''), false), true);
  t.end();
});

/** Spec 11.1 and 11.2, the codes of this product. Codes of older tables say less than the ones we send. */
const CODES = [
  0, 522, 7001, 7002, 7003, 7004, 7005, 7100, 7101, 7102, 7103, 7104, 7105, 7106, 7107, 7108, 7109, 7500,
  7501, 7502, 7503, 7504, 7505, 7506, 7507, 7508, 7516, 8006, 8007, 8008, 8010, 8012, 8013, 8014, 8015, 8016,
  8017, 8018, 8019, 8022, 8023, 8024, 8025, 8030, 8031, 8032, 8033, 8035, 8041, 8042, 8043, 8044, 8046, 8047,
  8048, 8049, 8050, 8051, 8055, 8056, 8057, 8058, 8059, 8100, 8101, 8102, 8103, 8104, 8105,
];

void t.test('every code of the tables is of a row, and every row has a code of the tables', (t) => {
  const rows: readonly EndingRow[] = Object.values(ENDINGS);
  const codes = rows.flatMap(({ stateCode, ulFailReason, inMode = {} }) => [
    ...[stateCode, ulFailReason],
    ...Object.values(inMode).flatMap((mode) => [mode.stateCode, mode.ulFailReason]),
  ]);
  t.same(
    [...new Set(codes)].sort((a, b) => a - b),
    CODES,
  );
  t.end();
});
