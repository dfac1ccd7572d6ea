/** An operator's account as its file has it. Only types: every other file of the folder works on them. */
import type { OperatorRole } from '../../config/config.js';

export interface Account {
  /** As it is shown; `nameKey` of it is unique. */
  readonly name: string;
  readonly role: OperatorRole;
  /** subscriber: whose messages it may read. */
  readonly applications?: readonly string[];
  readonly password: HashedPassword;
  /** An administrator knows the password, so the first thing to do is to change it. */
  readonly mustChangePassword: boolean;
  readonly secondFactor?: SecondFactor;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly signedInAt?: number;
  /** Networks it has signed in from, the last one last (`Attempts`). */
  readonly homes?: readonly string[];
}

/** Salt and hash in base64, with the parameters of scrypt (RFC 7914) that made it. */
export interface HashedPassword extends ScryptCost {
  readonly salt: string;
  readonly hash: string;
}

export interface ScryptCost {
  readonly n: number;
  readonly r: number;
  readonly p: number;
}

export interface SecondFactor {
  /** Base32 (RFC 4648), as an authenticator app takes it. */
  readonly secret: string;
  /** The step of the last code that was used: no code of it or before is taken again (RFC 6238 5.2). */
  readonly lastStep: number;
  /** Hashes of the recovery codes that have not been used. */
  readonly recovery: readonly string[];
}
