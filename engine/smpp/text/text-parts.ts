/**
 * A text as the short messages that carry it: in the default alphabet if that has all of its characters, else in UCS-2,
 * and in several parts if it is too long for one. A character of two septets or of two UTF-16 units is never split.
 */
import { gsmSeptets } from './gsm-alphabet.js';
import { UCS2, type DefaultAlphabet } from './text-coding.js';

export interface TextParts {
  readonly dataCoding: number;
  /** The octets of each part; one if the text fits into one message. */
  readonly parts: readonly Buffer[];
}

/** The number of a part has one octet (3GPP TS 23.040 9.2.3.24.1). */
const MOST_PARTS = 255;

/** Septets and octets of a message, alone and behind the header of a part: 140 octets on the air. */
const SEPTETS = { alone: 160, part: 153 };
const OCTETS = { alone: 140, part: 134 };

interface Writing {
  readonly dataCoding: number;
  /** Each character as it is carried; its room is counted in the units of `room`. */
  readonly characters: readonly { readonly octets: readonly number[]; readonly room: number }[];
  readonly room: { readonly alone: number; readonly part: number };
}

/** Undefined if the text is too long for any number of parts. */
export function textParts(text: string, alphabet: DefaultAlphabet): TextParts | undefined {
  const writing = inAlphabet(text, alphabet) ?? inUcs2(text);
  const alone = fill(writing, writing.room.alone);
  const parts = alone.length <= 1 ? alone : fill(writing, writing.room.part);
  return parts.length > MOST_PARTS ? undefined : { dataCoding: writing.dataCoding, parts };
}

/** On the air the text is in septets with any default alphabet, so it is septets that count. */
function inAlphabet(text: string, alphabet: DefaultAlphabet): Writing | undefined {
  const characters = [];
  for (const character of text) {
    const septets = gsmSeptets(character);
    const code = character.codePointAt(0) ?? 0;
    if (septets === undefined || code > HIGHEST[alphabet]) return undefined;
    characters.push({ octets: alphabet === 'gsm' ? septets : [code], room: septets.length });
  }
  return { dataCoding: 0, characters, room: SEPTETS };
}

const HIGHEST: Readonly<Record<DefaultAlphabet, number>> = { gsm: Infinity, ascii: 0x7f, latin1: 0xff };

function inUcs2(text: string): Writing {
  const characters = [...text].map((character) => {
    const octets: number[] = [];
    for (let unit = 0; unit < character.length; unit += 1) {
      const code = character.charCodeAt(unit);
      octets.push(code >> 8, code & 0xff);
    }
    return { octets, room: octets.length };
  });
  return { dataCoding: UCS2, characters, room: OCTETS };
}

function fill({ characters }: Writing, room: number): Buffer[] {
  const parts: Buffer[] = [];
  let octets: number[] = [];
  let left = room;
  for (const character of characters) {
    if (character.room > left) {
      parts.push(Buffer.from(octets));
      octets = [];
      left = room;
    }
    octets.push(...character.octets);
    left -= character.room;
  }
  return [...parts, Buffer.from(octets)];
}
