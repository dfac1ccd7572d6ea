/** Dialogs that have not ended, found by id (by their user) and by Call-ID with local tag (by the network). */
import type { StackCounters } from '../stack.js';

/** The keys of a dialog. */
export interface NamedDialog {
  readonly id: string;
  readonly callId: string;
  readonly localTag: string;
}

export class DialogTable<Found extends NamedDialog = NamedDialog> {
  readonly #byId = new Map<string, Found>();
  readonly #byTag = new Map<string, Found>();
  readonly #counters: StackCounters;

  constructor(
    counters: StackCounters,
    readonly maxDialogs: number,
  ) {
    this.#counters = counters;
  }

  get isFull(): boolean {
    return this.#byId.size >= this.maxDialogs;
  }

  add(dialog: Found): void {
    this.#byId.set(dialog.id, dialog);
    this.#byTag.set(tagKey(dialog.callId, dialog.localTag), dialog);
    this.#counters.dialogs = this.#byId.size;
  }

  remove(dialog: Found): void {
    const key = tagKey(dialog.callId, dialog.localTag);
    if (this.#byId.get(dialog.id) === dialog) this.#byId.delete(dialog.id);
    if (this.#byTag.get(key) === dialog) this.#byTag.delete(key);
    this.#counters.dialogs = this.#byId.size;
  }

  byId(id: string): Found | undefined {
    return this.#byId.get(id);
  }

  /** RFC 3261 12.2.2; the caller checks the remote tag. */
  byLocalTag(callId: string, localTag: string): Found | undefined {
    return this.#byTag.get(tagKey(callId, localTag));
  }

  all(): Iterable<Found> {
    return this.#byId.values();
  }

  clear(): void {
    this.#byId.clear();
    this.#byTag.clear();
    this.#counters.dialogs = 0;
  }
}

/**
 * A dialog's name for its user: spec, drachtio wire protocol 7. A `|`, which some peers have in a Call-ID although the
 * grammar does not allow it, would end a word in that protocol.
 */
export function dialogId(callId: string, fromTag: string): string {
  const id = `${callId};from-tag=${fromTag}`;
  return id.includes('|') ? id.replaceAll('|', '%7C') : id;
}

function tagKey(callId: string, localTag: string): string {
  return `${callId}\n${localTag}`;
}
