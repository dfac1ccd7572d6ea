/**
 * Where a message for an application goes: to the address for its kind, to those that pull, or nowhere, because the
 * application wants no such messages.
 */
import type { Application } from '../../routing/application.js';
import type { Outbox } from './outbox.js';
import type { ReportsInForce } from './report-settings.js';

/** One address of an application; each has its own queue. */
export type Channel = 'status' | 'fee' | 'smsNotify' | 'smsControl' | 'numberStatus' | 'callin' | 'recording';

type Callbacks = Application['callbacks'];

/** The addresses of a channel, the first one first. */
export function addressesOf(callbacks: Callbacks, channel: string): readonly string[] {
  const [first, second] = [channel, `${channel}Second`].map((key) => callbacks[key as keyof Callbacks]);
  return [first, second].filter((url) => url !== undefined);
}

export interface NewReport {
  readonly kind: string;
  /** The session's id: messages of a group keep their order. */
  readonly group: string;
  readonly body: string;
  /** When it happened, milliseconds since 1970. */
  readonly at: number;
}

export class Postbox {
  readonly #outbox: Pick<Outbox, 'add'>;
  readonly #reports: Pick<ReportsInForce, 'of'>;

  constructor(outbox: Pick<Outbox, 'add'>, reports: Pick<ReportsInForce, 'of'>) {
    this.#outbox = outbox;
    this.#reports = reports;
  }

  /** Whether a message of that kind goes anywhere, so that it need not be made if it does not. */
  wants(application: Application, kind: string): boolean {
    const { kinds, pull } = this.#reports.of(application);
    return (pull || channelOf(application, kind) !== undefined) && kinds.includes(kind);
  }

  /** Only a message that the application wants may be posted. */
  post(application: Application, { kind, group, body, at }: NewReport): void {
    const { appKey } = application;
    const channel = channelOf(application, kind);
    const event = this.#reports.of(application).pull ? { kind, at } : undefined;
    this.#outbox.add(
      { appKey, channel: channel ?? '', group, body, at },
      { isPushed: channel !== undefined, event },
    );
  }
}

/** Undefined if the application has no address for it. */
function channelOf({ callbacks }: Pick<Application, 'callbacks'>, kind: string): Channel | undefined {
  const own = OWN[kind];
  if (own !== undefined && callbacks[own] !== undefined) return own;
  if (ONLY_OWN.has(kind) || callbacks.status === undefined) return undefined;
  return 'status';
}

/** Kinds with an address of their own. Without it all but records and notices go to the address for events. */
const OWN: Readonly<Record<string, Channel>> = {
  callin: 'callin',
  recording: 'recording',
  numStatus: 'numberStatus',
  fee: 'fee',
  smsEvent: 'smsNotify',
};

const ONLY_OWN: ReadonlySet<string> = new Set(['fee', 'smsEvent']);
