/** A binding request a person can paste into a shell: signed by the shell itself, as signatures are good for a time only. */
import type { ApplicationConfig } from '../../../config/config.js';

export function signedExample(
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
