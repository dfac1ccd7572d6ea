/** The operator API over real routing and a journal in memory, with calls and prompts faked. */
import type { FastifyInstance } from 'fastify';
import type {
  LiveState,
  OperatorContext,
  PromptStore,
  RefusedCall,
  ReloadResult,
} from '../../../engine/api/operator/context.js';
import { ChangesAtOnce } from '../../../engine/api/changes-at-once.js';
import { FailedSignIns } from '../../../engine/api/failed-sign-ins.js';
import { createOperatorApi, type OperatorApi } from '../../../engine/api/operator/operator-api.js';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Backups } from '../../../engine/backup/backup.js';
import type { OpenedAccounts } from '../../../engine/accounts/open-accounts.js';
import { Audit } from '../../../engine/protect/audit.js';
import { Erasures, type ErasableStore } from '../../../engine/protect/erasures.js';
import { addHealth } from '../../../engine/api/health.js';
import type { ActiveCall } from '../../../engine/call/calls.js';
import type { Captured } from '../../../engine/ladder/captured-call.js';
import type { ShownLevels, ShownMachine } from '../../../engine/api/operator/system-answers.js';
import { RecordingsFolder } from '../../../engine/api/recordings-folder.js';
import { RecentLines } from '../../../engine/observe/recent-lines.js';
import { SignedPoster } from '../../../engine/report/signed-post.js';
import type { TappedPacket } from '../../../media/media.js';
import type { MessageEntry, MessagePlace } from '../../../engine/report/message-facts.js';
import { createLogger } from '../../../engine/observe/log.js';
import { ReceiverAddresses } from '../../../engine/report/receiver-address.js';
import type { OperatorRole } from '../../../config/config.js';
import { ApplicationRegistry, type Mode } from '../../../routing/application.js';
import { MemoryJournal } from '../../../routing/journal/memory.js';
import { createRouting, type Routing } from '../../../routing/routing.js';
import { FakeClock } from '../fakes/fake-clock.js';
import { MemoryRecords } from '../fakes/memory-records.js';
import { sampleApplication, sampleTime } from './api-under-test.js';
import { OperatorSettings } from './operator-settings.js';
import { chinaPolicy, privateNumber } from './routing-world.js';

const receivers = new ReceiverAddresses({ allowedNetworks: ['192.0.2.0/24'], trustedHosts: [] });

export interface OperatorUnderTest {
  readonly api: OperatorApi;
  readonly routing: Routing;
  readonly journal: MemoryJournal;
  readonly log: string[];
  readonly calls: Map<string, ActiveCall>;
  readonly prompts: Map<string, Buffer>;
  /** In a folder of its own, with a clock that stands still. */
  readonly audit: Audit;
  /** With hashes that cost little, and the clock of `pass`. */
  readonly accounts: OpenedAccounts;
  readonly auditFile: string;
  /** What an export answers. */
  readonly exports: { of: OperatorContext['exportSubject'] };
  /** The stores of the journal and of `personal`. */
  readonly erasures: Erasures;
  /** Further stores of an erasure. */
  readonly personal: ErasableStore[];
  readonly erasureFolder: string;
  /** Those of a folder without stores. */
  backups: OperatorContext['backups'];
  restores: OperatorContext['restores'];
  readonly messages: MessageEntry[];
  /** Records of the past. */
  readonly records: MemoryRecords;
  /** What `/healthz` says is wrong. */
  readonly ailments: string[];
  /** The trunks that do not answer. */
  readonly silentTrunks: string[];
  /** Messages of calls; none, if the test gives none. */
  events: OperatorContext['events'];
  /** What the processes hold. */
  live: LiveState;
  /** SIP messages of calls, by session id. */
  readonly captured: Map<string, Captured>;
  /** Recordings are files of this folder, kept for 30 days by a clock that stands still. */
  readonly recordings: string;
  /** Calls that reached no application. */
  readonly refusedCalls: Map<string, RefusedCall>;
  /** What is heard of calls. */
  readonly levels: Map<string, ShownLevels>;
  machine: ShownMachine;
  /** As the service does it, unless the test does it otherwise. */
  tryPush: OperatorContext['tryPush'];
  /** The lines that an operator sees. */
  readonly lines: RecentLines;
  /** RTP of calls, and what comes of asking for it. */
  readonly rtp: Map<string, readonly TappedPacket[]>;
  beginRtp: OperatorContext['ladders']['beginRtp'];
  /** As a reload does whose file has the tokens of these roles. */
  replaceTokens(roles: readonly OperatorRole[]): void;
  /** Moves the clock of the limits on. */
  pass(ms: number): void;
  /** What a reload comes to, and the reloads that were asked for. */
  reload: ReloadResult;
  /** Whether a drain was begun, and what a stop of the service makes of an `undo`. */
  draining: boolean;
  stopping: boolean;
  readonly reloads: { readonly asked: string; readonly dryRun: boolean }[];
  /** Sends as an operator of a role; answers status and JSON. */
  ask(role: OperatorRole, request: string, body?: object): Promise<OperatorAnswer>;
}

export interface OperatorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly json: Record<string, unknown>;
}

export const tokens: Readonly<Record<OperatorRole, string>> = {
  admin: 'admin-token-0123456789',
  operator: 'operator-token-0123456789',
  viewer: 'viewer-token-0123456789',
  auditor: 'auditor-token-0123456789',
  subscriber: 'subscriber-token-0123456789',
};

/**
 * With their folders. Many tests close no API; their audits must not be collected before, because a file that is open
 * then may be an error of Node's one day.
 */
const openAudits = new Map<Audit, string>();
process.on('exit', () => {
  for (const folder of openAudits.values()) rmSync(folder, { recursive: true, force: true });
});

/**
 * `extend`: what the service would put beside `/v1` and health; `settings`: more of `operator` in the configuration.
 */
export async function operatorUnderTest(
  extend?: (app: FastifyInstance) => void,
  settings = '',
  /** Whose messages the subscriber may read. */
  subscribed: readonly string[] = [],
  /** In place of those in memory. */
  library?: PromptStore,
): Promise<OperatorUnderTest> {
  const journal = new MemoryJournal();
  const modes: readonly Mode[] = ['AXB', 'AX', 'AXE', 'AXYB'];
  const routing = await createRouting({
    journal,
    policy: chinaPolicy,
    clock: () => sampleTime,
    applications: new ApplicationRegistry(modes.map(sampleApplication)),
    sweepEveryMs: 0,
  });
  for (const [place, mode] of modes.entries()) {
    const numbers = [1, 2, 3].map((n) => ({
      number: privateNumber(100 * (place + 1) + n),
      areaCode: '0755',
    }));
    await routing.pool.add(`key-${mode}`, numbers);
  }
  const log: string[] = [];
  const monotonic = { now: 0 };
  const refusedCalls = new Map<string, RefusedCall>();
  const levels = new Map<string, ShownLevels>();
  const lines = new RecentLines();
  const poster = new SignedPoster(receivers);
  const calls = new Map<string, ActiveCall>();
  const ailments: string[] = [];
  const silentTrunks: string[] = [];
  const messages: MessageEntry[] = [];
  const records = new MemoryRecords();
  const prompts = new Map<string, Buffer>([['hint.wav', Buffer.alloc(8)]]);
  const logger = createLogger({
    level: 'info',
    showNumbers: false,
    destination: { write: (line: string) => void log.push(line) },
  });
  const exports: OperatorUnderTest['exports'] = { of: () => Readable.from(['{}']) };
  const auditFolder = mkdtempSync(join(tmpdir(), 'callveil-audit-'));
  const quiet = createLogger({
    level: 'silent',
    showNumbers: false,
    destination: { write: () => undefined },
  });
  const audit = await Audit.open({
    ...{ directory: auditFolder, days: () => 30, clock: new FakeClock(), logger: quiet },
  });
  openAudits.set(audit, auditFolder);
  const erasureFolder = join(auditFolder, 'erasures');
  const recordings = join(auditFolder, 'recordings');
  mkdirSync(recordings);
  const personal: ErasableStore[] = [];
  const erasures = await Erasures.open({
    folder: erasureFolder,
    stores: personal,
    mentionOf: (number) => routing.mentionOf(number),
    ...{ audit, engine: 'engine-1', journal: 'own', remarks: ['a remark'] },
    ...{ clock: new FakeClock(), logger: quiet },
  });
  personal.push({ name: 'journal', erase: (request) => routing.erase(request) });
  const settled = new OperatorSettings(tokens, subscribed, settings);
  const accounts = await settled.openAccounts(auditFolder, quiet, () => monotonic.now);
  const api = createOperatorApi({
    audit,
    accounts,
    exportSubject: (number) => exports.of(number),
    erasures,
    backups: { begin: (choice) => under.backups.begin(choice) },
    restores: {
      stage: (file, by) => under.restores.stage(file, by),
      restart: () => under.restores.restart(),
      giveUp: () => under.restores.giveUp(),
    },
    config: settled.config,
    routing,
    calls: {
      list: () => calls.values(),
      find: (sessionId) => calls.get(sessionId),
      end: async (sessionId) => calls.delete(sessionId),
    },
    messages: {
      waiting: 0,
      recent: (appKey, before, limit) => Promise.resolve(pageOf(messages, appKey, before).slice(0, limit)),
    },
    records,
    recordings: new RecordingsFolder(recordings, 30 * 86_400_000, () => sampleTime),
    refusedCalls: (sessionId) => refusedCalls.get(sessionId),
    levels: (ids) => Promise.resolve(ids.flatMap((id) => levels.get(id) ?? [])),
    tryPush: (...asked) => under.tryPush(...asked),
    machine: () => Promise.resolve(under.machine),
    logLines: ({ level, after, limit }) => lines.list(level, after, limit),
    prompts: library ?? {
      has: (name) => prompts.has(name),
      list: () =>
        [...prompts].map(([name, { length }]) => ({
          name,
          milliseconds: length,
          format: 'A-law, 8000 Hz, 8 bit, mono',
          levelDbm0: -20,
          peakDbfs: -7.5,
          rmsDbfs: -26.2,
          builtIn: false,
          covers: false,
        })),
      content: (name) => prompts.get(name),
      save: (name, content) => {
        if (!content.toString('latin1').startsWith('RIFF')) {
          return Promise.reject(new Error(`${name}: expected a WAV file`));
        }
        prompts.set(name, content);
        return Promise.resolve();
      },
      remove: (name) => Promise.resolve(prompts.delete(name)),
    },
    readNumber: (text) => chinaPolicy.parse(text),
    signIns: new FailedSignIns({ burst: 20, sourceOf: String, elapsed: () => monotonic.now }),
    changes: new ChangesAtOnce(500, () => false),
    receiverRefusal: (host) => receivers.refusal(host),
    numberStatus: () => undefined,
    trunks: {
      list: () => [
        {
          name: 'carrier-a',
          type: 'carrier',
          callsGoOut: true,
          calls: 2,
          maxCalls: 30,
          state: 'silent',
          ageMs: 5000,
          isRegistered: false,
          refusals: [
            { status: 503, count: 7 },
            { status: 408, count: 2 },
          ],
        },
        {
          name: 'phones',
          type: 'softphones',
          callsGoOut: true,
          calls: 0,
          maxCalls: 0,
          state: 'up',
          refusals: [],
        },
      ],
      explain: ({ application: { appKey }, callee, x }) => ({
        rule: 2,
        trunks: [
          { name: `${appKey}-${x.slice(-3)}`, priority: 1, weight: 3 },
          { name: 'carrier-b', priority: 1, weight: 1 },
          { name: callee.slice(0, 3), priority: 2, weight: 1 },
        ],
      }),
    },
    drain: {
      begin: (asked) => {
        under.draining = true;
        log.push(asked);
      },
      undo: () => {
        if (!under.stopping) under.draining = false;
        return !under.stopping;
      },
    },
    events: {
      read: (query) => under.events.read(query),
      undelivered: (query) => under.events.undelivered(query),
      resend: (appKey, ids) => under.events.resend(appKey, ids),
      endWaiting: () => under.events.endWaiting(),
    },
    live: () => Promise.resolve(under.live),
    ladders: {
      sip: (sessionId) => Promise.resolve(under.captured.get(sessionId) ?? []),
      rtp: (sessionId) => under.rtp.get(sessionId) ?? [],
      beginRtp: (sessionId) => under.beginRtp(sessionId),
    },
    reload: (asked, dryRun) => {
      under.reloads.push({ asked, dryRun });
      return Promise.resolve(under.reload);
    },
    receivers: () =>
      Promise.resolve([
        { appKey: 'key-AXB', channel: 'status', waiting: 3, failed: 1, nextDueAt: sampleTime, isDown: true },
        { appKey: 'key-AXB', channel: 'fee', waiting: 1, failed: 0, nextDueAt: 0, isDown: false },
      ]),
    system: () => ({
      version: '0.1.0',
      startedAt: sampleTime,
      draining: under.draining,
      calls: calls.size,
      bindings: routing.bindings.count,
      journalAvailable: routing.available,
      silentTrunks,
    }),
    logger,
    clock: () => sampleTime,
    extend: (app) => {
      app.addHook('onClose', async () => {
        poster.close();
        await erasures.close();
        await audit.close();
        await accounts.close();
        openAudits.delete(audit);
        rmSync(auditFolder, { recursive: true, force: true });
      });
      addHealth(app, { ailments: () => ailments, metrics });
      extend?.(app);
    },
  });
  const under: OperatorUnderTest = {
    api,
    routing,
    journal,
    log,
    calls,
    prompts,
    audit,
    accounts,
    exports,
    ...{ erasures, personal, erasureFolder },
    backups: new Backups({
      ...{
        dataDirectory: auditFolder,
        recordings: join(auditFolder, 'recordings'),
        stores: [],
        elsewhere: [],
      },
      ...{ configuration: () => Promise.resolve(new Map([['/etc/callveil.yaml', 'log: {}\n']])) },
      ...{ version: '0.1.0', host: 'engine-1', now: () => sampleTime },
    }),
    restores: {
      stage: () => Promise.reject(new Error('not of this test')),
      restart: () => undefined,
      giveUp: () => Promise.resolve(),
    },
    auditFile: join(auditFolder, 'audit.jsonl'),
    messages,
    records,
    ailments,
    silentTrunks,
    replaceTokens: (roles) => settled.replaceTokens(roles),
    pass: (ms) => void (monotonic.now += ms),
    draining: false,
    stopping: false,
    reloads: [],
    events: {
      read: () => Promise.resolve({ events: [], next: 'e0000000000-000000000000', missed: false }),
      undelivered: () => Promise.resolve([]),
      resend: () => Promise.resolve(0),
      endWaiting: () => undefined,
    },
    reload: { outcome: 'unchanged', changes: [], doubts: [] },
    captured: new Map(),
    ...{ recordings, refusedCalls, levels, lines },
    machine: quietMachine,
    tryPush: async (application, url, body, timeoutMs) => ({
      ...(await poster.post(url, application, body, { timeoutMs, readsBody: true, now: sampleTime })),
      tookMs: 12,
    }),
    rtp: new Map(),
    beginRtp: () => 'no-audio',
    live: {
      sip: { from: 'nowhere' },
      media: { total: 0, items: [] },
      calls: { total: 0, items: [] },
      held: { legs: 0 },
    },
    async ask(role, request, body) {
      const [method = '', url = ''] = request.split(' ');
      const response = await api.inject({
        method: method as 'GET',
        url,
        headers: { authorization: `Bearer ${tokens[role]}` },
        ...(body === undefined ? {} : { payload: body }),
      });
      const json = response.body === '' ? {} : (response.json() as unknown as Record<string, unknown>);
      return { status: response.statusCode, headers: response.headers, json };
    },
  };
  return under;
}

const quietMachine: ShownMachine = {
  versions: { callveil: '0.1.0', node: '22.0.0' },
  processes: [
    {
      name: 'engine',
      pid: 4711,
      uptimeSeconds: 90_061,
      cpuSeconds: 12.5,
      memoryBytes: 123_456_789,
      openFiles: 60,
    },
    { name: 'sip', pid: 4712 },
  ],
  machine: {
    ...{ name: 'host-1', cpus: 2, loadAverage: [0.5, 0.25, 0.1], memoryBytes: 8e9, freeMemoryBytes: 5e9 },
    uptimeSeconds: 1e6,
  },
  disks: [{ folder: 'data', path: '/var/lib/callveil', bytes: 1e11, freeBytes: 4e10 }],
  load: [
    { part: 'engine', value: 0.05, isDelay: true },
    { part: 'disk', value: 0.6, isDelay: false },
  ],
  certificates: [
    {
      of: 'api',
      file: '/etc/callveil/api.pem',
      names: ['api.example.com'],
      expiresAt: '2030-01-01T00:00:00.000Z',
    },
    { of: 'trunk carrier-a', file: '/etc/callveil/a.pem', names: [], because: 'ENOENT: no such file' },
  ],
};

const metrics = () => Promise.resolve({ contentType: 'text/plain', body: '' });

/** As the file of messages has them: newest first, by id within a millisecond. */
function pageOf(
  messages: readonly MessageEntry[],
  appKey: string | undefined,
  { receivedAt, id = '' }: MessagePlace,
): MessageEntry[] {
  return messages
    .filter((one) => appKey === undefined || one.appKey === appKey)
    .filter((one) => one.receivedAt < receivedAt || (one.receivedAt === receivedAt && one.id < id))
    .sort((one, other) => other.receivedAt - one.receivedAt || (one.id < other.id ? 1 : -1));
}
