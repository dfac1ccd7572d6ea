/**
 * Rules that a schema cannot express: keys that must differ from each other, and keys that only make sense together.
 * Each problem is reported at the line of the second of the two.
 */
import { addressOfUri, blocksOverlap, parseAddressBlock, type AddressBlock } from './address.js';
import { checkMediaAddresses, isBoundTwice } from './check-media-addresses.js';
import { checkTrunkIdentity, identityKeys } from './check-trunk-identity.js';
import { checkTrunkNumbers, hasNumberRules } from './check-trunk-numbers.js';
import { checkRoutes, type Report } from './check-routes.js';
import { checkSmpp } from './check-smpp.js';
import { checkTls } from './check-tls.js';
import type { Config, TrunkConfig } from './config.js';
import { nextHopFault, parseNextHop } from './next-hop.js';
import { mention, type PlaceOf } from './place.js';
import { showValue, type Problem } from './problem.js';

export function checkRelations(config: Config, placeOf: PlaceOf): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (pointer, expected, found) => {
    problems.push({ ...placeOf(pointer), expected, found });
  };
  const once = uniqueness(placeOf, report);
  checkApplications(config, once);
  checkTrunks(config, once, report);
  checkTrunkAddresses(config, placeOf, report);
  checkRoutes(config, (pointer) => placeOf(pointer).line, report);
  checkMediaAddresses(config, report);
  checkPorts(config, once, report);
  checkTls(config, once, report);
  checkCapture(config, report);
  checkOpenId(config, report);
  config.operator.tokens.forEach(({ name, token }, index) => {
    once(`operator name ${name}`, `/operator/tokens/${index}/name`, 'a name used once', name);
    once(`operator token ${token}`, `/operator/tokens/${index}/token`, 'a token used once', undefined);
  });
  return problems;
}

/** Our own stack sends it, and an external server has its own. */
function checkCapture({ hep, sip }: Config, report: Report): void {
  if (hep !== undefined && sip.server === 'drachtio')
    report('/hep', "no hep, but drachtio-server's own export (`--homer`)", 'sip.server: drachtio');
}

/** The provider sends browsers back to an address that it knows, and says who they are: a machine in between may not. */
function checkOpenId({ operator: { openId, publicUrl } }: Config, report: Report): void {
  if (openId === undefined) return;
  if (publicUrl === undefined) report('/operator/openId', 'operator.publicUrl beside it', 'none');
  const { protocol, hostname } = new URL(openId.issuer);
  const isOwn = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (protocol === 'http:' && !isOwn)
    report('/operator/openId/issuer', 'an address that starts with https://', openId.issuer);
  if (!openId.scopes.includes('openid'))
    report('/operator/openId/scopes', 'openid among them', openId.scopes.join(', '));
}

type Once = (identity: string, pointer: string, expected: string, shown: string | undefined) => void;

/** Reports the second place that has the same identity, and names the line of the first. */
function uniqueness(placeOf: PlaceOf, report: Report): Once {
  const firstPlace = new Map<string, string>();
  return (identity, pointer, expected, shown) => {
    const first = firstPlace.get(identity);
    if (first === undefined) firstPlace.set(identity, pointer);
    else
      report(
        pointer,
        expected,
        `${shown === undefined ? 'the one' : showValue(shown)} of ${mention(placeOf(first), placeOf(pointer))}`,
      );
  };
}

function checkApplications({ applications }: Config, once: Once): void {
  applications.forEach((application, index) => {
    const at = `/applications/${index}`;
    const { appKey } = application;
    once(`app ${appKey}`, `${at}/appKey`, 'an application key used once', appKey);
    application.numbers.forEach(({ number }, place) => {
      once(`number ${number}`, `${at}/numbers/${place}/number`, 'a number owned once', number);
    });
  });
}

function checkTrunks({ trunks, sip }: Config, once: Once, report: Report): void {
  trunks.forEach((trunk, index) => {
    const at = `/trunks/${index}`;
    checkTrunkNumbers(trunk, at, report);
    checkTrunkIdentity(trunk, at, report);
    if (trunk.smpp !== undefined) checkSmpp(trunk.smpp, at, report);
    once(`trunk ${trunk.name}`, `${at}/name`, 'a trunk name used once', trunk.name);
    // RFC 4028 4: no interval is shorter.
    if (trunk.sessionTimerSeconds > 0 && trunk.sessionTimerSeconds < 90)
      report(`${at}/sessionTimerSeconds`, '0, or 90 at least', String(trunk.sessionTimerSeconds));
    trunk.accounts.forEach(({ number }, place) => {
      once(`account ${number}`, `${at}/accounts/${place}/number`, 'one account for a number', number);
    });
    if (trunk.media.latchFrom.length > 0 && trunk.media.source !== 'latch')
      report(`${at}/media/latchFrom`, 'latchFrom with source: latch only', `source: ${trunk.media.source}`);
    if (trunk.type === 'carrier') checkCarrier(trunk, at, sip, report);
    else {
      once('softphones', `${at}/type`, 'one softphones trunk', trunk.name);
      checkSoftphones(trunk, at, report);
    }
  });
}

/**
 * A key that does not belong to the type would have no effect. A key that was left out has its default, so it is not a
 * mistake.
 */
function checkCarrier(trunk: TrunkConfig, at: string, sip: Config['sip'], report: Report): void {
  if (trunk.accounts.length > 0) report(`${at}/accounts`, 'accounts on softphones trunks only', 'a carrier');
  if (trunk.realm !== 'callveil') report(`${at}/realm`, 'realm on softphones trunks only', 'a carrier');
  const isKnownBySource = trunk.from.length + trunk.fromCertificates.length > 0;
  const hasCalls = isKnownBySource || trunk.to !== undefined || trunk.authenticate !== undefined;
  if (!hasCalls && trunk.smpp === undefined) {
    report(at, 'from (where its calls come from) or to (where calls go), or both, or smpp', 'neither');
  }
  const { authenticate, credentials } = trunk;
  if (authenticate?.users.length === 0 && credentials === undefined)
    report(`${at}/authenticate/users`, 'users here, or credentials of the trunk', 'neither');
  checkRegister(trunk, at, sip, report);
  if (trunk.to === undefined) return;
  if (trunk.contact === 'source' && addressOfUri(trunk.to) === undefined) {
    report(`${at}/contact`, 'an address in to, for only addresses can be told by their source', trunk.to);
  }
  const hop = parseNextHop(trunk.to);
  const fault = hop && nextHopFault(hop, sip);
  if (fault !== undefined) report(`${at}/to`, fault, showValue(trunk.to));
}

function checkRegister(
  { register, credentials, to }: TrunkConfig,
  at: string,
  sip: Config['sip'],
  report: Report,
): void {
  if (register === undefined) return;
  const { registrar = to, addressOfRecord, retrySeconds, maxRetrySeconds } = register;
  if (registrar === undefined) report(`${at}/register/registrar`, 'registrar, or to of the trunk', 'neither');
  if (addressOfRecord === undefined && credentials === undefined)
    report(`${at}/register/addressOfRecord`, 'addressOfRecord, or credentials of the trunk', 'neither');
  if (maxRetrySeconds < retrySeconds)
    report(
      `${at}/register/maxRetrySeconds`,
      `${retrySeconds} (retrySeconds) at least`,
      String(maxRetrySeconds),
    );
  const hop = register.registrar === undefined ? undefined : parseNextHop(register.registrar);
  const fault = hop && nextHopFault(hop, sip);
  if (fault !== undefined) report(`${at}/register/registrar`, fault, showValue(register.registrar));
}

function checkSoftphones(trunk: TrunkConfig, at: string, report: Report): void {
  const misplaced = {
    from: trunk.from.length > 0,
    contact: trunk.contact === 'source',
    connectionReuse: trunk.connectionReuse,
    fromCertificates: trunk.fromCertificates.length > 0,
    to: trunk.to !== undefined,
    credentials: trunk.credentials !== undefined,
    authenticate: trunk.authenticate !== undefined,
    register: trunk.register !== undefined,
    smpp: trunk.smpp !== undefined,
    numberFormat: trunk.numberFormat !== 'e164',
    numbers: hasNumberRules(trunk),
    ...identityKeys(trunk),
    followRedirects: trunk.followRedirects,
    failoverOn: trunk.failoverOn.length > 0,
    health: trunk.health.options !== 'silent' || trunk.health.upOn.length > 0,
  };
  for (const [key, isGiven] of Object.entries(misplaced))
    if (isGiven) report(`${at}/${key}`, `${key} on carrier trunks only`, 'a softphones trunk');
}

/**
 * A call's trunk is found by its source address, so no address may belong to two trunks, unless both tell their calls
 * by digest.
 */
function checkTrunkAddresses({ trunks }: Config, placeOf: PlaceOf, report: Report): void {
  const seen: { text: string; pointer: string; block: AddressBlock; realm: string | undefined }[] = [];
  checkRoamingRealms(trunks, report);
  trunks.forEach(({ from, authenticate }, trunk) => {
    const realm = authenticate?.realm;
    from.forEach((text, place) => {
      const block = parseAddressBlock(text);
      if (!block) return;
      const pointer = `/trunks/${trunk}/from/${place}`;
      const other = seen.find((one) => blocksOverlap(one.block, block));
      if (other && (realm === undefined || other.realm !== realm)) {
        const where = mention(placeOf(other.pointer), placeOf(pointer));
        report(pointer, 'addresses of one trunk only', `${text}, which overlaps ${other.text} of ${where}`);
      }
      seen.push({ text, pointer, block, realm });
    });
  });
}

/** Trunks without fixed addresses are challenged before there is a user that could tell them apart. */
function checkRoamingRealms(trunks: readonly TrunkConfig[], report: Report): void {
  let first: string | undefined;
  trunks.forEach(({ from, authenticate }, trunk) => {
    if (authenticate === undefined || from.length > 0) return;
    first ??= authenticate.realm;
    if (authenticate.realm !== first)
      report(
        `/trunks/${trunk}/authenticate/realm`,
        `the realm of the others without from, ${first}`,
        authenticate.realm,
      );
  });
}

function checkPorts({ sip, media, api, operator }: Config, once: Once, report: Report): void {
  if (media.portMax - media.portMin < 3) {
    report(
      '/media/portMax',
      'at least four ports from portMin to portMax',
      `${media.portMin} to ${media.portMax}`,
    );
  }
  sip.listen.forEach(({ transport, host, port }, index) => {
    const pointer = `/sip/listen/${index}`;
    once(
      `${transport} ${host} ${port}`,
      pointer,
      'an address listened on once',
      `${transport} ${host}:${port}`,
    );
    const shared = transport === 'udp' && [media.host, media.host6].some((own) => isBoundTwice(own, host));
    if (shared && port >= media.portMin && port <= media.portMax) {
      report(`${pointer}/port`, `a port outside media's ${media.portMin} to ${media.portMax}`, String(port));
    }
  });
  for (const [name, { host, port }] of Object.entries({ api, operator })) {
    if (port === 0) continue;
    once(`tcp ${host} ${port}`, `/${name}/port`, 'an address listened on once', `${host}:${port}`);
  }
}
