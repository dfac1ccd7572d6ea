/** What `npm start` prints for a person: what to type into a softphone and how to bind the first numbers. */
import type { ApplicationConfig, Config } from '../config/config.js';
import type { ServiceAddresses } from './processes/messages.js';

export function welcome(config: Config, addresses: ServiceAddresses): string {
  const [application] = config.applications;
  const softphones = config.trunks.find(({ type }) => type === 'softphones');
  const server = addresses.sip.find((text) => text.startsWith('udp/'))?.slice('udp/'.length) ?? '';
  const lines = [
    '',
    `Callveil takes calls at ${addresses.sip.join(' and ')}; its API is at ${addresses.api}.`,
    '',
  ];
  if (softphones !== undefined && softphones.accounts.length > 0) {
    lines.push('Register softphones (SIP, UDP, G.711):');
    for (const { number, password } of softphones.accounts) {
      lines.push(`  user ${number}   password ${password}   domain ${server}`);
    }
  }
  const [a, b] = softphones?.accounts ?? [];
  const x = application?.numbers[0]?.number;
  if (application !== undefined && a !== undefined && b !== undefined && x !== undefined) {
    lines.push(
      '',
      'Bind them to a privacy number:',
      '',
      signedExample(addresses.api, application, { a: a.number, b: b.number, x }),
      '',
    );
    lines.push(`Then call ${x} from either phone: the other rings and shows ${x}.`, '');
  }
  const [operator] = config.operator.tokens;
  if (config.operator.console && operator !== undefined) {
    lines.push(`Look at it in a browser: ${addresses.operator}/ with the token ${operator.token}`, '');
  }
  return lines.join('\n');
}

/**
 * A binding request to paste into a shell. The shell itself signs it, because a signature is valid for a limited time
 * only.
 */
function signedExample(
  api: string,
  { appKey, appSecret }: Pick<ApplicationConfig, 'appKey' | 'appSecret'>,
  numbers: { readonly a: string; readonly b: string; readonly x: string },
): string {
  const body = JSON.stringify({ relationNum: numbers.x, callerNum: numbers.a, calleeNum: numbers.b });
  return [
    `  N=$(openssl rand -hex 8) T=$(date -u +%Y-%m-%dT%H:%M:%SZ)`,
    `  D=$(printf %s "$N$T" | openssl dgst -sha256 -hmac '${appSecret}' -binary | base64)`,
    `  curl -X POST ${api}/rest/caas/relationnumber/partners/v1.0 \\`,
    `    -H 'Content-Type: application/json;charset=UTF-8' \\`,
    `    -H 'Authorization: AKSK realm="SDP",profile="UsernameToken",type="Appkey"' \\`,
    `    -H "X-AKSK: UsernameToken Username=\\"${appKey}\\",PasswordDigest=\\"$D\\",Nonce=\\"$N\\",Created=\\"$T\\"" \\`,
    `    -d '${body}'`,
  ].join('\n');
}
