/**
 * Splits the text of an SDP (RFC 8866) into the session level and one section for each m= line, each with its c= and
 * its attributes. It tolerates careless peers (spaces, a missing o=, s= or t=, unknown lines) and never throws: the
 * reader of a section reports what is missing.
 */

import type { AddressFamily } from './media.js';

export interface Section {
  /** Address or name of the first c= line; '' if the section has none. */
  readonly connection: string;
  /** The first c= line is of another network than the Internet (`IN`). */
  readonly isElsewhere: boolean;
  /** Values of `a=` lines, without `a=`. */
  readonly attributes: readonly string[];
}

export interface MediaSection extends Section {
  /** `audio`, in lower case. */
  readonly media: string;
  /** NaN if the line has no number. `49170/2` counts as 49170: further pairs are not used (RFC 8866 5.14). */
  readonly port: number;
  /** `RTP/AVP`, in upper case for RTP. */
  readonly protocol: string;
  readonly formats: readonly string[];
}

export interface Sections {
  readonly session: Section;
  readonly media: readonly MediaSection[];
}

interface Draft {
  connection: string;
  isElsewhere: boolean;
  attributes: string[];
}

export function readSections(text: string): Sections {
  const session: Draft = { connection: '', isElsewhere: false, attributes: [] };
  const media: (MediaSection & Draft)[] = [];
  let section = session;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const value = line.slice(2).trim();
    if (line.startsWith('m=')) {
      const opened = openMedia(value);
      media.push(opened);
      section = opened;
    } else if (line.startsWith('a=')) section.attributes.push(value);
    else if (line.startsWith('c=') && section.connection === '') {
      section.connection = readConnection(value);
      section.isElsewhere = !/^IN\b/i.test(value);
    }
  }
  return { session, media };
}

/** The value of `name:value` among the attributes; `''` for a bare name, undefined if it is missing. */
export function attribute({ attributes }: Section, name: string): string | undefined {
  for (const text of attributes) {
    if (text === name) return '';
    if (text.startsWith(name) && text.charAt(name.length) === ':') return text.slice(name.length + 1).trim();
  }
  return undefined;
}

/** The value of the attribute `name:key value`, as in `rtpmap:8 PCMA/8000`; undefined if it is missing. */
export function attributeFor({ attributes }: Section, name: string, key: number): string | undefined {
  for (const text of attributes) {
    if (!text.startsWith(name) || text.charAt(name.length) !== ':') continue;
    const found = /^\s*(\d+)\s+(.*)$/.exec(text.slice(name.length + 1));
    if (found !== null && Number(found[1]) === key) return found[2];
  }
  return undefined;
}

/** Host names of c= lines where an address is expected, in lower case, each with the family that is asked of it. */
export function connectionNames(text: string): ReadonlyMap<string, AddressFamily> {
  const names = new Map<string, AddressFamily>();
  for (const [, version, name = ''] of text.matchAll(CONNECTION_NAME))
    if (names.size < MAX_NAMES) names.set(name.toLowerCase(), version === '6' ? 6 : 4);
  return names;
}

/** What the c= lines name, each once: addresses as they are written, names in lower case without a dot at the end. */
export function connections(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, value = ''] of text.matchAll(/^c=(.*)$/gm))
    found.add(readConnection(value.trim()).toLowerCase().replace(/\.$/, ''));
  return found;
}

/** A name ends in a label that begins with a letter; an address never does. */
const CONNECTION_NAME =
  /^c=IN[ \t]+IP([46])[ \t]+((?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)*[a-z](?:[a-z\d-]{0,61}[a-z\d])?)\.?[ \t]*\r?$/gim;
const MAX_NAMES = 4;

function openMedia(value: string): MediaSection & Draft {
  const [media = '', port = '', protocol = '', ...formats] = value.split(/[ \t]+/);
  return {
    media: media.toLowerCase(),
    port: /^\d{1,5}(?:\/\d{1,5})?$/.test(port) ? parseInt(port, 10) : NaN,
    protocol: /^rtp\//i.test(protocol) ? protocol.toUpperCase() : protocol,
    formats,
    connection: '',
    isElsewhere: false,
    attributes: [],
  };
}

/** `IN IP4 198.51.100.7`, optionally with a time to live. The family is taken from the address itself. */
function readConnection(value: string): string {
  const [, , address = ''] = value.split(/[ \t]+/);
  const slash = address.indexOf('/');
  return slash < 0 ? address : address.slice(0, slash);
}
