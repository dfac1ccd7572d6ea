/**
 * The address from which a recording can be downloaded (spec 8.1). It works without credentials for three days and is
 * signed with the application's secret, so that it survives a restart and works on every engine that shares the
 * recordings.
 */
import { createHmac } from 'node:crypto';
import type { Application } from '../../../routing/application.js';
import type { Recordings } from '../collaborators.js';
import { sameSecret } from '../../report/password-digest.js';
import { mandatory, type Fields } from './fields.js';
import { invalid, Refusal, results } from './result-codes.js';

export const RECORDING_URI = '/rest/provision/voice/record/v1.0';
export const DOWNLOAD_URI = '/rest/provision/voice/record/download/v1.0';

export interface RecordingName {
  readonly appKey: string;
  readonly domain: string;
  readonly fileName: string;
}

/** The address for a caller's request; refuses missing recordings. */
export async function recordingAddress(
  recordings: Recordings,
  request: { readonly application: Application; readonly fields: Fields; readonly baseUrl: string },
  expiresAt: number,
): Promise<string> {
  const { application, fields, baseUrl } = request;
  const name = {
    appKey: application.appKey,
    fileName: mandatory(readName(fields, 'fileName'), 'fileName'),
    domain: mandatory(readName(fields, 'recordDomain'), 'recordDomain'),
  };
  if (!(await recordings.find(name))) throw new Refusal(results.recordMissing);
  const query = new URLSearchParams({
    ...name,
    expires: String(expiresAt),
    signature: sign(name, expiresAt, application.appSecret),
  });
  return `${baseUrl}${DOWNLOAD_URI}?${query.toString()}`;
}

/**
 * The recording that a download address names; refuses an address that is forged or expired, or whose recording is
 * gone.
 */
export async function openAddress(
  recordings: Recordings,
  applications: { get(appKey: string): Application | undefined },
  fields: Fields,
  now: number,
): Promise<{ readonly path: string; readonly fileName: string; readonly appKey: string }> {
  const name = {
    appKey: fields.text('appKey', { max: 128 }) ?? '',
    fileName: readName(fields, 'fileName') ?? '',
    domain: readName(fields, 'domain') ?? '',
  };
  const expiresAt = fields.integer('expires', 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const secret = applications.get(name.appKey)?.appSecret;
  const signature = fields.text('signature', { max: 128 }) ?? '';
  if (name.appKey !== '' && secret === undefined) throw new Refusal(results.accountMissing);
  if (secret === undefined || !sameSecret(signature, sign(name, expiresAt, secret))) {
    throw new Refusal(results.authenticationFailed);
  }
  if (now > expiresAt) throw new Refusal(results.recordMissing);
  const found = await recordings.find(name);
  if (!found) throw new Refusal(results.recordMissing);
  return { path: found.path, fileName: name.fileName, appKey: name.appKey };
}

function readName(fields: Fields, name: string): string | undefined {
  const text = fields.text(name, { max: 128 });
  if (text === undefined || /^[A-Za-z0-9_@-][A-Za-z0-9_@.-]*$/.test(text)) return text;
  throw invalid(`The format of ${name} is incorrect.`);
}

function sign({ appKey, domain, fileName }: RecordingName, expiresAt: number, secret: string): string {
  const what = ['recording', appKey, domain, fileName, String(expiresAt)].join('\n');
  return createHmac('sha256', secret).update(what).digest('base64url');
}
