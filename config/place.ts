/** Where a key of the configuration stands: in the configuration file, or in a trunk file with a name of its own. */
import { keyOf } from './read-yaml.js';

export interface Place {
  /** Undefined: the configuration file. */
  readonly file?: string;
  /** The line of its closest parent if the key itself is not in the file. */
  readonly line: number;
  /** As that file writes it: `trunks[0].from[1]`, in a trunk file `from[1]`. */
  readonly key: string;
}

/** Finds a key by its JSON pointer into the whole configuration, `/trunks/0/from/1`. */
export type PlaceOf = (pointer: string) => Place;

/** The places of a single file. */
export function placesIn(lineOf: (pointer: string) => number): PlaceOf {
  return (pointer) => ({ line: lineOf(pointer), key: keyOf(pointer) });
}

/** For a message about `here` that mentions another place: `line 3`, or `line 3 of carriers/one.yaml`. */
export function mention(other: Place, here: Place): string {
  if (other.file === here.file) return `line ${other.line}`;
  return `line ${other.line} of ${other.file ?? 'the configuration file'}`;
}
