/**
 * A full disk, reported once by each part that meets it, in the log, the metrics and health, until that part can write
 * again. The journal reports it itself, with its other ailments.
 */
import { statfsSync } from 'node:fs';
import type { Logger } from 'pino';

export type DiskUser = 'outbox' | 'messages' | 'records' | 'recordings' | 'prompts' | 'audit' | 'log';

/** Whether an error, or its message, means that there is no room: in the file system, in a quota, in SQLite. */
export function isDiskFull(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  if (code === 'ENOSPC' || code === 'EDQUOT') return true;
  const message = error instanceof Error ? error.message : String(error);
  return /\b(ENOSPC|EDQUOT)\b|disk (is )?full|no space left/i.test(message);
}

/** How often the folders are checked for room: without a write in the meantime, health would stay bad. */
const LOOK_MS = 5000;
/** Bytes; less counts as no room. */
const ROOM = 1024 * 1024;

export class FullDisk {
  readonly #logger: Logger;
  readonly #folders: Readonly<Partial<Record<DiskUser, string>>>;
  readonly #parts = new Set<DiskUser>();
  #timer: NodeJS.Timeout | undefined;

  /** `folders`: where each part writes; for a part without one, only a successful write shows that there is room. */
  constructor(logger: Logger, folders: Readonly<Partial<Record<DiskUser, string>>>) {
    this.#logger = logger;
    this.#folders = folders;
  }

  /** The parts that cannot write, as far as they have tried. */
  get parts(): readonly DiskUser[] {
    return [...this.#parts];
  }

  /** For health: the parts whose loss concerns calls. The others are no reason to send calls elsewhere. */
  get ailments(): readonly string[] {
    const kept = this.parts.filter((part) => part === 'outbox' || part === 'recordings');
    return kept.map((part) => `the disk is full: ${LOSSES[part]}`);
  }

  /** A write failed. False if the cause was another one, which the caller then reports. */
  met(part: DiskUser, error: unknown): boolean {
    if (!isDiskFull(error)) return false;
    if (this.#parts.has(part)) return true;
    this.#parts.add(part);
    this.#logger.error({ part }, `the disk is full: ${LOSSES[part]}`);
    this.#timer ??= setInterval(() => this.#look(), LOOK_MS).unref();
    return true;
  }

  /** A write succeeded. */
  wrote(part: DiskUser): void {
    if (!this.#parts.delete(part)) return;
    this.#logger.info({ part }, 'the disk has room again');
    if (this.#parts.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  close(): Promise<void> {
    clearInterval(this.#timer);
    return Promise.resolve();
  }

  #look(): void {
    for (const part of this.#parts) {
      const folder = this.#folders[part];
      if (folder !== undefined && hasRoom(folder)) this.wrote(part);
    }
  }
}

/** Whether the disk of a folder has room for this user; true if that is unknown. */
export function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ROOM;
  } catch {
    return true;
  }
}

const LOSSES: Readonly<Record<DiskUser, string>> = {
  outbox: 'events and records are pushed and not kept, and a restart loses those that wait',
  messages: 'short messages are refused',
  records: 'records wait where they became durable, and are not found by a search',
  recordings: 'calls are not recorded',
  prompts: 'prompts cannot be put in',
  audit: 'operators are shown nothing of calls, and changes are not audited',
  log: 'lines of the log are lost',
};
