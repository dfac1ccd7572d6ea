/** TLS keys that only make sense together, of listeners and trunks. */
import type { Config, TrunkConfig } from './config.js';
import type { Report } from './check-routes.js';
import { isOverTls, parseNextHop } from './next-hop.js';

/** Reports the second place that has the same identity. */
type Once = (identity: string, pointer: string, expected: string, shown: string | undefined) => void;

export function checkTls({ sip, trunks }: Config, once: Once, report: Report): void {
  sip.listen.forEach((listener, index) => checkListener(listener, `/sip/listen/${index}`, report));
  const asks = sip.listen.some(
    ({ transport, clientCertificates = 'none' }) => transport === 'tls' && clientCertificates !== 'none',
  );
  const firstTerms = new Map<string, string>();
  trunks.forEach((trunk, index) => {
    const at = `/trunks/${index}`;
    checkTrunk(trunk, `${at}/tls`, report);
    checkSharedHost(trunk, `${at}/tls`, firstTerms, report);
    trunk.fromCertificates.forEach((name, place) => {
      const pointer = `${at}/fromCertificates/${place}`;
      once(`certificate ${name.toLowerCase()}`, pointer, 'a name of one trunk only', name);
      if (!asks && sip.server !== 'drachtio')
        report(pointer, 'a tls listener with clientCertificates: requested or required', 'none');
    });
  });
}

/** Without a certificate TLS cannot be spoken; without TLS a certificate would not be shown. */
function checkListener(listener: Config['sip']['listen'][number], at: string, report: Report): void {
  const { transport, certificateFile, keyFile, caFile, moreCertificates = [] } = listener;
  const { clientCertificates = 'none' } = listener;
  if (transport === 'tls') {
    if (certificateFile === undefined) report(at, 'certificateFile, as transport is tls', 'none');
    if (keyFile === undefined) report(at, 'keyFile, as transport is tls', 'none');
    if (caFile !== undefined && clientCertificates === 'none')
      report(`${at}/caFile`, 'clientCertificates: requested or required with it', 'none');
    return;
  }
  const misplaced = {
    certificateFile: certificateFile !== undefined,
    keyFile: keyFile !== undefined,
    caFile: caFile !== undefined,
    clientCertificates: clientCertificates !== 'none',
    moreCertificates: moreCertificates.length > 0,
  };
  for (const [key, isGiven] of Object.entries(misplaced))
    if (isGiven) report(`${at}/${key}`, `${key} with transport: tls only`, transport);
}

function checkTrunk({ to, tls }: TrunkConfig, at: string, report: Report): void {
  const { certificateFile, keyFile, caFile, serverName, verify, acceptWildcards } = tls;
  if ((certificateFile === undefined) !== (keyFile === undefined))
    report(at, 'certificateFile and keyFile, or neither', 'one of them');
  const isGiven = [certificateFile, keyFile, caFile, serverName].some((value) => value !== undefined);
  if (!isGiven && verify && acceptWildcards) return;
  const hop = to === undefined ? undefined : parseNextHop(to);
  if (hop === undefined || !isOverTls(hop))
    report(at, 'a `to` with transport=tls, or sips:', to === undefined ? 'no `to`' : to);
}

/** A connection is made for a host and port, and what its peer must prove cannot depend on the call. */
function checkSharedHost(
  { to, tls }: TrunkConfig,
  at: string,
  firstTerms: Map<string, string>,
  report: Report,
): void {
  const hop = to === undefined ? undefined : parseNextHop(to);
  if (hop === undefined || !isOverTls(hop)) return;
  const place = `${hop.host.toLowerCase()}:${hop.port ?? 5061}`;
  const terms = JSON.stringify(Object.entries(tls).sort());
  const first = firstTerms.get(place);
  if (first === undefined) firstTerms.set(place, terms);
  else if (first !== terms) report(at, 'the same tls as the other trunk to this host and port', to ?? '');
}
