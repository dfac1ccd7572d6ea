/** The configuration file is read again while calls go on: whole or not at all, and calls keep what they began with. */
import { writeFile } from 'node:fs/promises';
import t, { type Test } from 'tap';
import { Callveil } from '../support/servers/callveil.js';
import { Phone, type PhoneCall } from '../support/phones/phone.js';

const A = '+8613800000021';
const B = '+8613900000022';
const X = '+8617100000001';
const X2 = '+8617100000002';
const TOKENS = { old: 'token-of-the-first-file', young: 'token-of-the-second-file' };
const APPLICATION = { appKey: 'reloaded', appSecret: 'secret-of-reloaded', mode: 'AXB' };

interface Trunk {
  name: string;
  [key: string]: unknown;
}

/** The caller's phone is a carrier's, the callee's has registered. */
class Town {
  private constructor(
    readonly callveil: Callveil,
    readonly caller: Phone,
    readonly callee: Phone,
  ) {}

  static async start(t: Test, server: string): Promise<Town> {
    const callveil = await Callveil.start((receiver) => ({
      sip: { server, listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
      operator: { port: 0, tokens: [{ name: 'admin', role: 'admin', token: TOKENS.old }] },
      trunks: [
        { name: 'carrier', from: ['127.0.0.1'], maxCalls: 1 },
        { name: 'phones', type: 'softphones', accounts: [{ number: B, password: 'pw' }] },
      ],
      applications: [
        {
          ...APPLICATION,
          callbacks: { status: `${receiver}/status`, fee: `${receiver}/fee` },
          numbers: [{ number: X, areaCode: '0755' }],
        },
      ],
    }));
    t.teardown(() => callveil.stop());
    const sip = `127.0.0.1:${callveil.sipPort('udp')}`;
    const [caller, callee] = [
      await Phone.start({ number: A, server: sip }),
      await Phone.start({ number: B, server: sip }),
    ];
    t.teardown(() => Promise.all([caller.stop(), callee.stop()]));
    await callee.register('pw');
    const town = new Town(callveil, caller, callee);
    await town.bind(X);
    return town;
  }

  async bind(x: string): Promise<void> {
    const client = this.callveil.client(APPLICATION);
    const body = { relationNum: x, callerNum: A, calleeNum: B };
    const { json } = await client.post('/rest/caas/relationnumber/partners/v1.0', body);
    if (json['resultcode'] !== '0') throw new Error(`the binding was answered ${JSON.stringify(json)}`);
  }

  async talk(dialled = X): Promise<readonly [PhoneCall, PhoneCall]> {
    const calling = await this.caller.dial(dialled);
    const ringing = await this.callee.nextCall();
    ringing.ring();
    ringing.answer();
    await Promise.all([calling.answered, ringing.answered]);
    return [calling, ringing];
  }

  /** The status with which a call is refused. */
  async refusal(dialled = X): Promise<unknown> {
    const calling = await this.caller.dial(dialled);
    calling.answered.catch(() => undefined);
    return calling.ended;
  }

  async reload(
    token = TOKENS.old,
    body: object = {},
  ): Promise<{ status: number; json: Record<string, unknown> }> {
    const response = await fetch(`${this.callveil.operator}/v1/reload`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  }

  editTrunks(change: (trunks: Trunk[]) => Trunk[]): Promise<void> {
    return this.callveil.edit((config) => {
      config['trunks'] = change(config['trunks'] as Trunk[]);
    });
  }
}

/** Both sides hear each other from now on. */
async function hearEachOther(
  [calling, ringing]: readonly [PhoneCall, PhoneCall],
  hertz: number,
): Promise<void> {
  calling.audio.sendTone(hertz);
  ringing.audio.sendTone(hertz + 500);
  await Promise.all([calling.audio.hears(hertz + 500), ringing.audio.hears(hertz)]);
}

for (const server of ['embedded', 'embedded-drachtio'] as const) {
  void t.test(`trunks, numbers, limits and tokens change while a call goes on (${server})`, async (t) => {
    const town = await Town.start(t, server);
    const { callveil } = town;
    const call = await town.talk();
    await hearEachOther(call, 440);

    await callveil.edit((config) => {
      const [application] = config['applications'] as Record<string, unknown>[];
      application!['name'] = 'Shop';
      application!['numbers'] = [X, X2].map((number) => ({ number, areaCode: '0755' }));
      config['limits'] = { ...(config['limits'] as object), maxCallSeconds: 600 };
      config['operator'] = { port: 0, tokens: [{ name: 'admin', role: 'admin', token: TOKENS.young }] };
    });
    await town.editTrunks(([carrier, phones]) => [
      { name: 'other', from: ['192.0.2.0/24'] },
      { ...carrier!, firstAnswerSeconds: 7 },
      phones!,
    ]);
    const changes = [
      'operator.tokens[admin].token: a secret → a secret',
      'limits.maxCallSeconds: 0 → 600',
      'trunks[carrier].firstAnswerSeconds: 5 → 7',
      'trunks[other]: nothing → a group of keys',
      'applications[reloaded].name: "" → "Shop"',
      /^applications\[reloaded\]\.numbers\[\+\d{5}\*+0002\]: nothing → a group of keys$/,
    ];
    t.match(await town.reload(TOKENS.old, { dryRun: true }), {
      status: 200,
      json: { outcome: 'checked', changes },
    });
    t.match(await town.reload(TOKENS.old), { status: 200, json: { outcome: 'applied', changes } });
    t.match(await town.reload(TOKENS.old), { status: 401 }, 'the old token is no longer known');
    t.match(await town.reload(TOKENS.young), { status: 200, json: { outcome: 'unchanged', changes: [] } });

    t.match(
      await town.refusal(),
      { by: 'refused' },
      'the call of before counts against the limit of its trunk',
    );
    await hearEachOther(call, 700);
    await town.bind(X2);
    await call[0].hangUp();
    await call[1].ended;
    const next = await town.talk(X2);
    await hearEachOther(next, 440);

    await town.editTrunks(([other, , phones]) => [other!, phones!]);
    t.match(await town.reload(TOKENS.young), {
      status: 200,
      json: { outcome: 'applied', changes: ['trunks[carrier]: a group of keys → nothing'] },
    });
    await hearEachOther(next, 700);
    await next[0].hangUp();
    await next[1].ended;
    const records = (): Record<string, unknown>[] =>
      callveil.pushes
        .filter(({ path }) => path === '/fee')
        .flatMap(({ body }) => body['feeLst'] as Record<string, unknown>[]);
    const answered = await callveil.until(() => {
      const found = records().filter(
        (record) => record['callEndTime'] !== undefined && record['fwdAnswerTime'] !== '',
      );
      return found.length >= 2 && found;
    }, 'both records');
    t.equal(answered.length, 2);
  });
}

void t.test(
  'a file with a mistake, or with a key that is fixed, changes nothing, and the next engine begins with what was accepted',
  async (t) => {
    const town = await Town.start(t, 'embedded');
    const { callveil } = town;
    await callveil.edit((config) => {
      config['limits'] = { ...(config['limits'] as object), maxCallSeconds: 600 };
      config['media'] = { workers: 2 };
    });
    t.match(await town.reload(), {
      status: 409,
      json: { code: 'not-changeable', errors: [{ field: 'media.workers', message: '1 → 2' }] },
    });
    await callveil.edit((config) => {
      delete config['media'];
      config['limits'] = { ...(config['limits'] as object), maxCallSeconds: 600, callsPerSecond: 'many' };
    });
    process.kill(callveil.pid, 'SIGHUP');
    const refused = await callveil.until(
      () =>
        callveil.log.find(({ msg, asked }) => msg.includes('the reload is refused') && asked === 'SIGHUP'),
      'the refusal',
    );
    t.match(refused, { level: 'error', reason: 'invalid' });
    t.ok(
      callveil.log.some(({ msg }) =>
        /callveil\.yaml:\d+ limits\.callsPerSecond: expected a whole number/.test(msg),
      ),
    );

    await callveil.edit((config) => {
      const { callsPerSecond: _, ...limits } = config['limits'] as Record<string, unknown>;
      config['limits'] = limits;
    });
    process.kill(callveil.pid, 'SIGHUP');
    await callveil.until(
      () => callveil.log.some(({ msg, changes }) => msg === 'the configuration is reloaded' && changes === 1),
      'the reload',
    );

    await writeFile(callveil.file, 'limits: {maxCallSeconds: [half a li');
    await callveil.crashEngine();
    t.match(
      await town.reload(),
      { status: 409, json: { code: 'invalid' } },
      'it runs, though the file is broken',
    );
    await callveil.edit(() => undefined);
    t.match(
      await town.reload(),
      { status: 200, json: { outcome: 'unchanged' } },
      'with what was accepted last',
    );
  },
);

void t.test('reloads wait for each other, and none is lost', async (t) => {
  const { callveil, ...town } = await Town.start(t, 'embedded').then((one) => ({
    callveil: one.callveil,
    one,
  }));
  await callveil.edit((config) => {
    config['limits'] = { ...(config['limits'] as object), maxCalls: 7 };
  });
  const answers = await Promise.all([town.one.reload(), town.one.reload(), town.one.reload()]);
  t.same(answers.map(({ json }) => json['outcome']).sort(), ['applied', 'unchanged', 'unchanged']);
});
