/**
 * The applications' end of a long run: what was pushed of each call, kept in a few bytes, and the answer to X mode's
 * question.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Pushed {
  records: number;
  /** By type. */
  readonly events: Set<string>;
}

export class SoakReceiver {
  readonly #server: Server;
  readonly #calls = new Map<string, Pushed>();
  /** Records by the caller's number. */
  readonly recordsByCaller = new Map<string, number>();
  /** The names of the recordings in the records, with the milliseconds that the two talked. */
  readonly recordings = new Map<string, number>();
  readonly #calleeOfX: string;

  private constructor(server: Server, calleeOfX: string) {
    this.#server = server;
    this.#calleeOfX = calleeOfX;
  }

  /** `calleeOfX`: who is reached in X mode. */
  static async start(calleeOfX: string): Promise<SoakReceiver> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
        response.end(receiver.#take(body));
      });
    });
    const receiver = new SoakReceiver(server, calleeOfX);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The sessions with a record; a new set at each call. */
  get recorded(): ReadonlySet<string> {
    return new Set([...this.#calls].filter(([, { records }]) => records > 0).map(([session]) => session));
  }

  /** Sessions whose record came more than once, or without an event of the beginning or the end. */
  get incomplete(): string[] {
    return [...this.#calls]
      .filter(
        ([, { records, events }]) => records !== 1 || !events.has('callin') || !events.has('disconnect'),
      )
      .map(([session, { records, events }]) => `${session}: ${records} records, ${[...events].join(' ')}`);
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #take(body: Readonly<Record<string, unknown>>): string {
    const records = body['feeLst'] as Record<string, unknown>[] | undefined;
    for (const record of records ?? []) this.#takeRecord(record);
    const info = body['statusInfo'] as Record<string, unknown> | undefined;
    if (info === undefined) return '';
    this.#of(String(info['sessionId'])).events.add(String(body['eventType']));
    if (info['notifyMode'] !== 'Block') return '';
    return JSON.stringify({ operation: 'connect', connectInfo: [{ calleeNum: this.#calleeOfX }] });
  }

  #takeRecord(record: Readonly<Record<string, unknown>>): void {
    this.#of(String(record['sessionId'])).records += 1;
    const caller = String(record['callerNum']);
    this.recordsByCaller.set(caller, (this.recordsByCaller.get(caller) ?? 0) + 1);
    const file = record['recordObjectName'];
    if (typeof file !== 'string') return;
    const answered = Date.parse(String(record['fwdAnswerTime']).replace(' ', 'T'));
    const ended = Date.parse(String(record['callEndTime']).replace(' ', 'T'));
    this.recordings.set(file, ended - answered);
  }

  #of(session: string): Pushed {
    let pushed = this.#calls.get(session);
    if (pushed === undefined) this.#calls.set(session, (pushed = { records: 0, events: new Set() }));
    return pushed;
  }
}
