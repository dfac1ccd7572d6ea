import t from 'tap';
import { parseConfig } from '../../../../config/load.js';
import { digestResponse } from '../../../../engine/sip/digest.js';
import { parseDigests } from '../../../../engine/sip/digest-parameters.js';
import { ConfiguredTrunks } from '../../../../engine/sip/trunks/configured-trunks.js';
import { ProofMemory, type RefusedProof } from '../../../../engine/sip/trunks/proof.js';
import { loadPolicy } from '../../../../routing/numbers/policy.js';

const CONFIG = `
trunks:
  - { name: open, from: [192.0.2.1] }
  - { name: one, from: [192.0.2.8], authenticate: { users: [{ username: u1, password: p1 }] } }
  - { name: two, from: [192.0.2.8], authenticate: { users: [{ username: u2, password: p2 }] } }
  - { name: roams, authenticate: { users: [{ username: u3, password: p3 }] } }
`;

class Fixture {
  elapsed = 0;
  readonly refused: RefusedProof[] = [];
  readonly memory = new ProofMemory(
    () => this.elapsed,
    (refusal) => this.refused.push(refusal),
  );
  trunks = this.load();

  load(): ConfiguredTrunks {
    return new ConfiguredTrunks(parseConfig(CONFIG), loadPolicy(), { proofs: this.memory });
  }

  /** The trunk a request goes on as, or its status, with the challenges. */
  send(
    address: string,
    authorization?: string,
  ): { trunk?: string; status?: number; challenges: readonly string[] } {
    const source = { transport: 'udp', address, port: 5060 };
    let answer: { status?: number; challenges: readonly string[] } = { challenges: [] };
    const reject = (status: number, options?: { challenges?: readonly string[] }): void =>
      void (answer = { status, challenges: options?.challenges ?? [] });
    if (!this.trunks.admits({ method: 'INVITE', source, authorization, reject })) return answer;
    return { trunk: this.trunks.trunkOf(source)?.name ?? 'none', challenges: [] };
  }

  login(address: string, username: string, password: string, nc = '00000001'): ReturnType<Fixture['send']> {
    return this.send(address, answer(this.send(address).challenges[0] ?? '', username, password, nc));
  }
}

function answer(challenge: string, username: string, password: string, nc = '00000001'): string {
  const fields = new Map([...(parseDigests(challenge)[0] ?? []), ['username', username], ['uri', 'sip:x@y']]);
  fields.set('qop', 'auth').set('nc', nc).set('cnonce', 'c');
  fields.set('response', digestResponse('INVITE', fields, password) ?? '');
  return `Digest ${[...fields].map(([name, value]) => `${name}="${value}"`).join(', ')}`;
}

void t.test('the user of a digest shows which of the trunks at one address it is', async (t) => {
  const fixture = new Fixture();
  t.equal(fixture.send('192.0.2.1').trunk, 'open', 'whose address is enough');
  t.equal(fixture.login('192.0.2.8', 'u1', 'p1').trunk, 'one');
  t.equal(fixture.login('192.0.2.8', 'u2', 'p2').trunk, 'two');
  t.equal(fixture.login('203.0.113.7', 'u3', 'p3').trunk, 'roams', 'from anywhere');
  t.equal(fixture.login('192.0.2.8', 'u3', 'p3').status, 403, 'an address of others is not anywhere');
  t.equal(fixture.login('203.0.113.7', 'u1', 'p1').status, 403, 'nor is a user elsewhere');
});

void t.test('a call without the proof it needs is of no trunk', async (t) => {
  const { trunks } = new Fixture();
  t.equal(trunks.trunkOf({ transport: 'udp', address: '192.0.2.8', port: 5060 }), undefined);
});

void t.test('who guesses is slowed down, and gets the same answer for all that is wrong', async (t) => {
  const fixture = new Fixture();
  for (let n = 0; n < 5; n += 1) t.equal(fixture.login('203.0.113.7', `nobody${n}`, 'p').status, 403);
  t.equal(fixture.login('203.0.113.7', 'u3', 'p3').status, 403, 'right, but unread');
  t.equal(fixture.refused.at(-1)?.why, 'too many guesses');
  t.equal(fixture.login('198.51.100.7', 'u3', 'p3').trunk, 'roams', 'elsewhere it is read');
  fixture.elapsed += 60_000;
  t.equal(fixture.login('203.0.113.7', 'u3', 'p3').trunk, 'roams', 'time restores it');
});

void t.test('guesses and nonces outlive a reload', async (t) => {
  const fixture = new Fixture();
  const [challenge = ''] = fixture.send('192.0.2.8').challenges;
  for (let n = 0; n < 5; n += 1) fixture.login('203.0.113.7', 'u3', 'wrong');
  fixture.trunks = fixture.load();
  t.equal(fixture.send('192.0.2.8', answer(challenge, 'u1', 'p1')).trunk, 'one');
  t.match(fixture.send('192.0.2.8', answer(challenge, 'u1', 'p1')).challenges, [/stale=true/, /stale=true/]);
  t.equal(fixture.send('192.0.2.8', answer(challenge, 'u1', 'p1', '00000002')).trunk, 'one');
  t.equal(fixture.login('203.0.113.7', 'u3', 'p3').status, 403);
});
