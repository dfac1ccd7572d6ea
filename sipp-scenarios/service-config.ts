/** The configuration of the service that scenarios are played on, and where those it calls answer. */
import { DnsServer } from '../test/support/servers/dns-server.js';
import { freeUdpPort } from '../test/support/servers/free-port.js';
import { LOOPBACK_6, SETTINGS, type OtherKind, type SettingsName } from './settings.js';

export const APP = { appKey: 'scenario-app', appSecret: 'scenario-secret' };
/** The first trunk. */
export const CARRIER = 'carrier';
const RING_TIMEOUT_SECONDS = 5;
const TRUNK_NAME = 'carrier.test';
/** Where all callers call from. A call from a trunk's own address shows that it is up (`sip.silentTrunkSeconds`). */
const CALLERS = '127.0.0.1';
/** The first trunk, where its health matters. */
const APART = '127.0.0.8';
/** What stands beside it. */
const BESIDE = '127.0.0.9';

/** `sip.server` of the service. */
export type SipServer = 'embedded' | 'embedded-drachtio';

/** Where the first trunk's callees answer, and who stands beside them, by name. */
export type Places = ReadonlyMap<string, Place>;

export interface Place {
  readonly kind: OtherKind;
  readonly address: string;
  readonly port: number;
}

export async function placesOf(settings: SettingsName): Promise<Places> {
  const { others = {} } = SETTINGS[settings];
  const places = new Map<string, Place>();
  const address = Object.values(others).includes('trunk') ? APART : CALLERS;
  places.set(CARRIER, { kind: 'trunk', address, port: await freeUdpPort() });
  for (const [name, kind] of Object.entries(others))
    places.set(name, { kind, address: BESIDE, port: await freeUdpPort() });
  return places;
}

/** Knows the first trunk by name if it has several servers. */
export async function nameServer(places: Places): Promise<DnsServer | undefined> {
  const servers = [...places.values()].filter(({ kind }, n) => n === 0 || kind === 'server');
  if (servers.length < 2) return undefined;
  return DnsServer.start(
    servers.flatMap(({ address, port }, n) => [
      `_sip._udp.${TRUNK_NAME} SRV/60 ${n} 0 ${port} server-${n}.${TRUNK_NAME}`,
      `server-${n}.${TRUNK_NAME} A/60 ${address}`,
    ]),
  );
}

export interface ServiceSettings {
  readonly receiver: string;
  readonly places: Places;
  readonly sipServer: SipServer;
  readonly settings: SettingsName;
  readonly dns: string | undefined;
}

export function serviceConfig(given: ServiceSettings): Record<string, unknown> {
  const { receiver, sipServer, settings, dns } = given;
  const { limits, media, operator, mode = 'AXB' } = SETTINGS[settings];
  return {
    ...(limits && { limits }),
    ...(media && { media }),
    ...(operator && { operator }),
    sip: {
      ...sipOf(sipServer, hostsOf(settings)),
      ringTimeoutSeconds: RING_TIMEOUT_SECONDS,
      ...(dns !== undefined && { dnsServers: [dns] }),
    },
    trunks: trunksOf(given),
    ...(isBoth(settings) && {
      routes: [
        { calleePrefixes: ['+86139'], trunks: [{ name: 'carrier-6' }] },
        { trunks: [{ name: CARRIER }] },
      ],
    }),
    applications: [
      {
        ...APP,
        name: 'Scenarios',
        mode,
        features: { sms: true },
        callbacks: {
          status: `${receiver}/status`,
          fee: `${receiver}/fee`,
          smsNotify: `${receiver}/notify`,
          smsControl: `${receiver}/block`,
        },
        numbers: Array.from({ length: 60 }, (_, n) => ({
          number: `+861710000${String(n + 1).padStart(4, '0')}`,
          areaCode: '0755',
        })),
      },
    ],
  };
}

function isBoth(settings: SettingsName): boolean {
  return settings === 'both-families';
}

function hostsOf(settings: SettingsName, host = CALLERS): readonly string[] {
  return isBoth(settings) ? [host, LOOPBACK_6] : [host];
}

function trunksOf({ places, settings, dns }: ServiceSettings): Record<string, unknown>[] {
  const { trunk: { register, ...keys } = {} } = SETTINGS[settings];
  const uriOf = (name: string): string => {
    const place = places.get(name);
    return `sip:${place?.address}:${place?.port}`;
  };
  const all = [...places].filter(([, { kind }]) => kind !== 'trunk');
  const registrar = all.find(([, { kind }]) => kind === 'registrar')?.[0];
  const further = [...places].filter(([name, { kind }]) => kind === 'trunk' && name !== CARRIER);
  return [
    {
      name: CARRIER,
      type: 'carrier',
      from: [...hostsOf(settings, places.get(CARRIER)?.address), ...all.map(([, { address }]) => address)],
      to: dns === undefined ? uriOf(CARRIER) : `sip:${TRUNK_NAME}`,
      trustAssertedIdentity: true,
      credentials: { username: 'callveil', password: 'scenario' },
      ...(register !== undefined &&
        registrar !== undefined && { register: { registrar: uriOf(registrar), ...register } }),
      ...keys,
    },
    ...(isBoth(settings)
      ? [{ name: 'carrier-6', to: `sip:[${LOOPBACK_6}]:${places.get(CARRIER)?.port}` }]
      : []),
    ...(further.length > 0 ? [{ name: 'callers', from: [CALLERS] }] : []),
    ...further.map(([name, { address }]) => ({ name, from: [address], to: uriOf(name) })),
  ];
}

/** Our own, or the drachtio-server the contract suite of signaling would take (DRACHTIO_HOST and the like). */
function sipOf(sipServer: SipServer, hosts: readonly string[]): Record<string, unknown> {
  const { DRACHTIO_HOST: host, DRACHTIO_PORT: port, DRACHTIO_SECRET: secret } = process.env;
  if (host !== undefined) return { server: 'drachtio', drachtio: { host, port: Number(port), secret } };
  return {
    server: sipServer,
    listen: ['udp', 'tcp'].flatMap((transport) => hosts.map((host) => ({ transport, host, port: 0 }))),
  };
}
