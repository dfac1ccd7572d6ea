import t from 'tap';
import { createResponse, type SipResponse } from '../../../../../engine/sipd/stack/parse/message.js';
import type { StackCounters } from '../../../../../engine/sipd/stack/stack.js';
import { TimerWheel } from '../../../../../engine/sipd/stack/timer-wheel.js';
import { InviteClientTransaction } from '../../../../../engine/sipd/stack/transaction/client-invite.js';
import { NonInviteClientTransaction } from '../../../../../engine/sipd/stack/transaction/client-non-invite.js';
import { InviteServerTransaction } from '../../../../../engine/sipd/stack/transaction/server-invite.js';
import { NonInviteServerTransaction } from '../../../../../engine/sipd/stack/transaction/server-non-invite.js';
import type { Outlet } from '../../../../../engine/sipd/stack/transaction/transaction.js';
import { FakeClock } from '../fake-clock.js';

/** Everything a machine does, in a list: `500 send INVITE`, `32000 timeout`. */
class Surroundings {
  readonly clock = new FakeClock();
  readonly log: string[] = [];
  readonly wheel = new TimerWheel(this.clock, (error) => this.say(error.message));
  readonly timers = { t1: 500, t2: 4_000, t4: 5_000, timerC: 185_000 };
  readonly counters: StackCounters = {
    received: 0,
    sent: 0,
    retransmittedRequests: 0,
    absorbedRetransmissions: 0,
    malformedAnswered: 0,
    malformedDropped: 0,
    waitingDropped: 0,
    keepAlives: 0,
    strangersDropped: 0,
    strangersDisconnected: 0,
    strangersUnread: 0,
    callsShed: 0,
    shedAgain: 0,
    tlsHandshakes: 0,
    tlsHandshakesFailed: 0,
    tlsHandshakesRefused: 0,
    transactions: 0,
    dialogs: 0,
  };

  readonly outlet: Outlet;

  constructor(isReliable: boolean) {
    this.outlet = { isReliable, send: (bytes) => this.say(`send ${bytes.toString()}`) };
  }

  say(what: string): void {
    this.log.push(`${this.clock.now()} ${what}`);
  }

  take(): string[] {
    return this.log.splice(0);
  }

  readonly user = {
    onResponse: (response: SipResponse): void => this.say(`user ${response.status}`),
    onTimeout: (): void => this.say('timeout'),
    onTerminated: (): void => this.say('terminated'),
    onSilence: (): void => this.say('silence'),
    onGivenUp: (): void => this.say('given up'),
    makeAck: (response: SipResponse): Buffer => Buffer.from(`ACK of ${response.status}`),
  };

  inviteClient(): InviteClientTransaction {
    const transaction = new InviteClientTransaction(this, this.user);
    transaction.start(this.outlet, Buffer.from('INVITE'));
    return transaction;
  }

  nonInviteClient(): NonInviteClientTransaction {
    const transaction = new NonInviteClientTransaction(this, this.user);
    transaction.start(this.outlet, Buffer.from('BYE'));
    return transaction;
  }
}

const FLOW = { transport: 'udp', localAddress: '', localPort: 0, remoteAddress: '', remotePort: 0 } as const;

function receive(transaction: InviteClientTransaction | NonInviteClientTransaction, status: number): void {
  transaction.receive(createResponse({ status, reason: '' }), FLOW, 0);
}

void t.test('INVITE client transaction', async (t) => {
  void t.test('timers A and B: sent at 0, 0.5, 1.5, 3.5 … and given up at 32 s', async (t) => {
    const around = new Surroundings(false);
    around.inviteClient();
    around.clock.advance(60_000);
    t.same(around.take(), [
      '0 send INVITE',
      '500 send INVITE',
      '1500 send INVITE',
      '3500 send INVITE',
      '7500 send INVITE',
      '15500 send INVITE',
      '31500 send INVITE',
      '32000 timeout',
      '32000 terminated',
    ]);
    t.equal(around.wheel.size, 0);
  });

  void t.test('over TCP it is sent once', async (t) => {
    const around = new Surroundings(true);
    around.inviteClient();
    around.clock.advance(60_000);
    t.same(around.take(), ['0 send INVITE', '32000 timeout', '32000 terminated']);
  });

  void t.test('a provisional stops A and B; timer C runs from the last one', async (t) => {
    const around = new Surroundings(false);
    const transaction = around.inviteClient();
    receive(transaction, 100);
    around.clock.advance(100_000);
    receive(transaction, 180);
    around.clock.advance(185_000);
    t.same(around.take(), ['0 send INVITE', '0 user 100', '100000 user 180', '285000 silence']);
  });

  void t.test('a refusal is ACKed, each time it comes, until D', async (t) => {
    const around = new Surroundings(false);
    const transaction = around.inviteClient();
    receive(transaction, 486);
    around.clock.advance(500);
    receive(transaction, 486);
    around.clock.advance(40_000);
    t.same(around.take(), [
      '0 send INVITE',
      '0 send ACK of 486',
      '0 user 486',
      '500 send ACK of 486',
      '32000 terminated',
    ]);
  });

  void t.test('a refusal over TCP ends it at once', async (t) => {
    const around = new Surroundings(true);
    receive(around.inviteClient(), 404);
    around.clock.advance(20);
    t.same(around.take(), ['0 send INVITE', '0 send ACK of 404', '0 user 404', '20 terminated']);
  });

  void t.test('every 2xx goes up until M (RFC 6026), nothing else does', async (t) => {
    const around = new Surroundings(false);
    const transaction = around.inviteClient();
    receive(transaction, 200);
    around.clock.advance(500);
    receive(transaction, 200);
    receive(transaction, 180);
    receive(transaction, 487);
    around.clock.advance(40_000);
    t.same(around.take(), ['0 send INVITE', '0 user 200', '500 user 200', '32000 terminated']);
  });

  void t.test('cancelled, it has 64 * T1 to end', async (t) => {
    const around = new Surroundings(false);
    const transaction = around.inviteClient();
    receive(transaction, 180);
    transaction.cancelled();
    receive(transaction, 183);
    around.clock.advance(40_000);
    t.same(around.take(), ['0 send INVITE', '0 user 180', '0 user 183', '32000 timeout', '32000 terminated']);
  });
});

void t.test('client transaction of other requests', async (t) => {
  void t.test('timers E and F: doubling to 4 s, given up at 32 s', async (t) => {
    const around = new Surroundings(false);
    around.nonInviteClient();
    around.clock.advance(60_000);
    t.same(
      around.take().map((line) => line.split(' ').slice(0, 2).join(' ')),
      [0, 500, 1500, 3500, 7500, 11500, 15500, 19500, 23500, 27500, 31500]
        .map((at) => `${at} send`)
        .concat('32000 timeout', '32000 terminated'),
    );
  });

  void t.test('after a provisional it is sent every 4 s', async (t) => {
    const around = new Surroundings(false);
    const transaction = around.nonInviteClient();
    receive(transaction, 100);
    around.clock.advance(10_000);
    t.same(around.take(), ['0 send BYE', '0 user 100', '500 send BYE', '4500 send BYE', '8500 send BYE']);
  });

  void t.test('the final response is delivered once, repeats are absorbed until K', async (t) => {
    const around = new Surroundings(false);
    const transaction = around.nonInviteClient();
    receive(transaction, 200);
    receive(transaction, 200);
    around.clock.advance(10_000);
    t.same(around.take(), ['0 send BYE', '0 user 200', '5000 terminated']);
    t.equal(around.counters.absorbedRetransmissions, 1);
  });
});

void t.test('INVITE server transaction', async (t) => {
  const open = (around: Surroundings): InviteServerTransaction => {
    const transaction = new InviteServerTransaction(around, around.outlet, around.user);
    transaction.trying(Buffer.from('100'));
    return transaction;
  };

  void t.test('a retransmitted INVITE gets the last provisional again', async (t) => {
    const around = new Surroundings(false);
    const transaction = open(around);
    transaction.receiveAgain();
    transaction.respond(180, Buffer.from('180'));
    transaction.receiveAgain();
    t.same(around.take(), ['0 send 100', '0 send 100', '0 send 180', '0 send 180']);
  });

  void t.test('timers G and H: a refusal is repeated until its ACK, at most 32 s', async (t) => {
    const around = new Surroundings(false);
    open(around).respond(486, Buffer.from('486'));
    around.clock.advance(60_000);
    t.same(around.take().slice(1), [
      '0 send 486',
      '500 send 486',
      '1500 send 486',
      '3500 send 486',
      '7500 send 486',
      '11500 send 486',
      '15500 send 486',
      '19500 send 486',
      '23500 send 486',
      '27500 send 486',
      '31500 send 486',
      '32000 terminated',
    ]);
  });

  void t.test('its ACK stops it; I absorbs more ACKs', async (t) => {
    const around = new Surroundings(false);
    const transaction = open(around);
    transaction.respond(486, Buffer.from('486'));
    transaction.receiveAck();
    transaction.receiveAck();
    around.clock.advance(60_000);
    t.same(around.take(), ['0 send 100', '0 send 486', '5000 terminated']);
  });

  void t.test('after a 2xx INVITEs are absorbed until L (RFC 6026)', async (t) => {
    const around = new Surroundings(false);
    const transaction = open(around);
    transaction.respond(200, Buffer.from('200'));
    around.clock.advance(1_000);
    transaction.receiveAgain();
    around.clock.advance(60_000);
    t.same(around.take(), ['0 send 100', '0 send 200', '32000 terminated']);
  });

  void t.test('an unanswered INVITE is given up after 64 s', async (t) => {
    const around = new Surroundings(false);
    open(around);
    around.clock.advance(100_000);
    t.same(around.take(), ['0 send 100', '64000 given up', '64000 terminated']);
  });
});

void t.test('server transaction of other requests', async (t) => {
  void t.test('repeats the response until J, and nothing before there is one', async (t) => {
    const around = new Surroundings(false);
    const transaction = new NonInviteServerTransaction(around, around.outlet, around.user);
    transaction.receiveAgain();
    transaction.respond(200, Buffer.from('200'));
    around.clock.advance(500);
    transaction.receiveAgain();
    around.clock.advance(60_000);
    t.same(around.take(), ['0 send 200', '500 send 200', '32000 terminated']);
  });

  void t.test('is over at once on TCP, and given up after 32 s without an answer', async (t) => {
    const around = new Surroundings(true);
    new NonInviteServerTransaction(around, around.outlet, around.user).respond(200, Buffer.from('200'));
    new NonInviteServerTransaction(around, around.outlet, around.user);
    around.clock.advance(60_000);
    t.same(around.take(), ['0 send 200', '20 terminated', '32000 given up', '32000 terminated']);
  });
});
