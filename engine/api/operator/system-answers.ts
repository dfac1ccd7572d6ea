/** The answers of the operator API about recordings, past calls explained, and the machine, in the manner of answers.ts. */
import type { Page, ShownApplication, ShownStep } from './answers.js';
import type { ShownRecord } from './call-answers.js';

/** A call that was recorded. */
export interface ShownRecording {
  readonly sessionId: string;
  readonly at: string;
  readonly appKey: string;
  readonly subscriptionId?: string | undefined;
  readonly caller?: string | undefined;
  readonly x?: string | undefined;
  readonly callee?: string | undefined;
  readonly talkSeconds: number;
  readonly fileName: string;
  /** Missing: the file is gone, or was never completed. */
  readonly file?:
    { readonly bytes: number; readonly seconds: number; readonly keptUntil: string } | undefined;
}

/** Newest first. */
export interface FoundRecordings {
  readonly items: readonly ShownRecording[];
  /** Where to go on; missing on the last page. A page may have fewer than were asked for, or none. */
  readonly next?: string | undefined;
}

/** Someone who has listened to a recording. */
export interface ShownListener {
  readonly at: string;
  readonly who: string;
  readonly role: string;
  readonly client?: string | undefined;
}

/** Why a call of the past, or one in progress, went as it did. */
export interface ShownPastExplanation {
  readonly sessionId: string;
  /** `live`: it is in progress. `refused`: it never reached an application, so it has no record. */
  readonly from: 'record' | 'live' | 'refused';
  readonly steps: readonly ShownStep[];
  /** With `record` alone. */
  readonly record?: ShownRecord | undefined;
  /** Whether its SIP messages are kept. */
  readonly hasLadder: boolean;
}

/** The answer that has a secret; it is not shown again. */
export interface ShownSecret {
  readonly application: ShownApplication;
  readonly appSecret: string;
}

/** What came of a test push. */
export interface ShownTrial {
  readonly channel: string;
  readonly url: string;
  /** Missing: there was no answer. */
  readonly status?: number | undefined;
  readonly milliseconds: number;
  /** How the answer begins. */
  readonly body?: string | undefined;
  /** Why there was no answer. */
  readonly because?: string | undefined;
}

export interface ShownMachine {
  readonly versions: Readonly<Record<string, string>>;
  readonly processes: readonly {
    readonly name: string;
    readonly pid: number;
    readonly uptimeSeconds?: number | undefined;
    readonly cpuSeconds?: number | undefined;
    readonly memoryBytes?: number | undefined;
    readonly openFiles?: number | undefined;
  }[];
  readonly machine: {
    readonly name: string;
    readonly cpus: number;
    /** Over 1, 5 and 15 minutes. */
    readonly loadAverage: readonly number[];
    readonly memoryBytes: number;
    readonly freeMemoryBytes: number;
    readonly uptimeSeconds: number;
  };
  readonly disks: readonly {
    readonly folder: string;
    readonly path: string;
    readonly bytes: number;
    readonly freeBytes: number;
  }[];
  /** At 1 a part is at its limit, and new calls are refused. */
  readonly load: readonly { readonly part: string; readonly value: number; readonly isDelay: boolean }[];
  readonly certificates: readonly {
    readonly of: string;
    readonly file: string;
    readonly names: readonly string[];
    readonly expiresAt?: string | undefined;
    /** Why it cannot be read. */
    readonly because?: string | undefined;
  }[];
}

/** One line of the engine's log. */
export interface ShownLogLine {
  readonly sequence: number;
  readonly at: string;
  readonly level: string;
  readonly text: string;
  /** The other fields as JSON; numbers are masked. */
  readonly fields: string;
}

/** Newest last. */
export interface ShownLogLines {
  readonly items: readonly ShownLogLine[];
}

/** What is heard from a leg at the moment. */
export interface ShownLevel {
  /** Mean level in dBm0; missing: its audio is encrypted, or not of G.711. */
  readonly dbm0?: number | undefined;
  readonly packets: number;
}

export interface ShownLevels {
  readonly sessionId: string;
  readonly caller: ShownLevel;
  readonly callee: ShownLevel;
}

export type LevelsPage = Page<ShownLevels>;
