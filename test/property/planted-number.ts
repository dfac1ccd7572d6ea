/** A phone number that is planted everywhere, a service to plant it in, and where it may not come up. */
import { readdirSync } from 'node:fs';
import { Callveil } from '../support/servers/callveil.js';

export const TOKEN = 'number-leaks-operator-token';
export const MODES = ['AXB', 'AX', 'AXE', 'AXYB', 'X'] as const;
/** As it is found with any separators between its groups. */
const PLANTED = /139[ ()-]?1234[ ()-]?567[89]/;
export const FORMS = [
  '+8613912345678',
  '8613912345678',
  '13912345678',
  '139-1234-5679',
  'sip:13912345678@x',
] as const;
export const [NUMBER, , NATIONAL] = FORMS;

export async function service(
  t: { teardown(done: () => unknown): void },
  server: string,
  level = 'info',
): Promise<Callveil> {
  const callveil = await Callveil.start((receiver) => ({
    sip: { server, listen: ['udp', 'tcp'].map((transport) => ({ transport, host: '127.0.0.1', port: 0 })) },
    log: { level },
    operator: {
      port: 0,
      tokens: ['admin', 'operator', 'viewer'].map((role) => ({
        name: role,
        role,
        token: `${TOKEN}-${role}`,
      })),
    },
    trunks: [
      { name: 'carrier', from: ['127.0.0.2'], to: 'sip:127.0.0.3:9' },
      { name: 'phones', type: 'softphones', accounts: [{ number: NUMBER, password: 'secret' }] },
    ],
    applications: MODES.map((mode, n) => ({
      appKey: `key-${mode}`,
      appSecret: `secret-${mode}`,
      mode,
      callbacks: { status: `${receiver}/status`, fee: `${receiver}/fee` },
      numbers: Array.from({ length: 3 }, (_, m) => ({ number: `+86755000000${n}${m}`, areaCode: '0755' })),
    })),
  }));
  t.teardown(() => callveil.stop());
  return callveil;
}

/** Lines that show the number, cut to where it stands. */
export function showing(texts: readonly string[]): string[] {
  return [
    ...new Set(
      texts.flatMap((text) =>
        [...text.matchAll(new RegExp(`.{0,60}${PLANTED.source}.{0,10}`, 'g'))].map(([found]) => found),
      ),
    ),
  ];
}

/** The whole log, once the service has ended and nothing more can come. */
export async function logOf(callveil: Callveil): Promise<string[]> {
  process.kill(callveil.pid, 'SIGINT');
  await callveil.gone;
  return callveil.log.map((line) => JSON.stringify(line));
}

export async function filesOf(callveil: Callveil): Promise<string[]> {
  return Promise.resolve(readdirSync(callveil.folder, { recursive: true, encoding: 'utf8' }));
}
