/**
 * What stands below a step of a ladder: how a message is changed before it is sent, and what one that came must be
 * like.
 */
import { sdp } from '../../support/phones/puppet-leg.js';
import type { PuppetMessage } from '../../support/phones/sip-puppet.js';
import type { MessageEdit } from './ladder-leg.js';
import { loginOf, type LadderLogin } from './ladder-login.js';

/** `hasSdp`: whether the message carries a session description when nothing is said of its body. */
export function editOf(below: readonly string[], hasSdp: boolean, address: string): MessageEdit {
  const set: [string, string][] = [];
  const drop: string[] = [];
  const body: string[] = [];
  let description: string | undefined;
  let isBodiless = false;
  let type = 'application/sdp';
  let uri: string | undefined;
  let startLine: string | undefined;
  let hasLfOnly = false;
  let login: LadderLogin | undefined;
  for (const line of below) {
    const [, name = '', value = ''] = /^([\w-]+):\s?(.*)$/.exec(line) ?? [];
    if (line.startsWith('| ') || line === '|') body.push(line.slice(2));
    else if (line.startsWith('login ')) login = loginOf(line);
    else if (line === 'no sdp') isBodiless = true;
    else if (line.startsWith('sdp ')) description = sdpOf(line, address);
    else if (name === 'uri') uri = value;
    else if (name === 'line') startLine = value;
    else if (name === 'type') type = value;
    else if (/^-[\w-]+$/.test(line)) drop.push(line.slice(1));
    else if (line === 'lf only') hasLfOnly = true;
    else if (name !== '') set.push([name, value.replaceAll('\\n', '\n ')]);
    else throw new Error(`expected a header or a body line, found ${line}`);
  }
  if (body.length === 0 && description === undefined && hasSdp && !isBodiless)
    description = sdpOf('sdp 4000', address);
  const text = body.length > 0 ? body.join('\n') : (description ?? '');
  const hasType = !drop.some((name) => /^content-type$/i.test(name));
  if (text !== '' && hasType && !set.some(([name]) => /^(content-type|c)$/i.test(name)))
    set.push(['Content-Type', type]);
  return { startLine, uri, set, drop, body: text, login, hasLfOnly };
}

/** `sdp 4000 sendonly ptime:20`: a description with that port, at our address, and attributes. */
function sdpOf(line: string, address: string): string {
  const [, port = '', ...attributes] = line.split(/\s+/);
  const direction =
    attributes.find((one) => /^(sendrecv|sendonly|recvonly|inactive)$/.test(one)) ?? 'sendrecv';
  const others = attributes.filter((one) => one !== direction).map((one) => `a=${one}\r\n`);
  return sdp(Number(port))
    .replaceAll('127.0.0.1', address)
    .replace('a=sendrecv\r\n', `a=${direction}\r\n${others.join('')}`);
}

/**
 * What of the expectations does not hold, in words; `cseqBefore` is that of the request before in the dialog. Names
 * what patterns name.
 */
export function differences(
  message: PuppetMessage,
  below: readonly string[],
  cseqBefore: number | undefined,
  named: Map<string, string>,
): string[] {
  return below.flatMap((line) => {
    const [, not = '', name = '', rest] = /^(!?)([\w-]+)(?::\s?(.*))?$/.exec(line) ?? [];
    if (name === '') throw new Error(`expected a header or body to look at, found ${line}`);
    if (name === 'CSeq' && rest === '+1') {
      const found = parseInt(message.header('CSeq'), 10);
      return cseqBefore === undefined || found === cseqBefore + 1
        ? []
        : [`CSeq: expected ${cseqBefore + 1}, found ${found}`];
    }
    const values = valuesOf(message, name);
    const holds =
      rest === undefined ? values.length > 0 : values.some((value) => matches(value, rest, named));
    return holds === (not === '')
      ? []
      : [`expected "${line}", found ${values.length === 0 ? 'none' : values.join(' | ')}`];
  });
}

function valuesOf(message: PuppetMessage, name: string): string[] {
  if (name === 'body') return [message.body];
  if (name === 'uri') return [message.startLine.split(' ')[1] ?? ''];
  if (name === 'reason') return [message.startLine.split(' ').slice(2).join(' ')];
  return message.all(name);
}

function matches(value: string, wanted: string, named: Map<string, string>): boolean {
  const pattern = /^\/(.*)\/(i?)$/.exec(wanted);
  if (pattern === null) return value.includes(wanted);
  const match = new RegExp(pattern[1] ?? '', pattern[2]).exec(value);
  for (const [name, found] of Object.entries(match?.groups ?? {})) named.set(name, found);
  return match !== null;
}
