/**
 * The thread that owns the outbox's file, so that no call waits for the disk. It answers one request after another, in
 * order.
 */
import { serveThread } from '../channel/thread.js';
import { OutboxStore } from './outbox-store.js';
import type { OutboxRequests } from './outbox-speech.js';

let opened: OutboxStore | undefined;

function store(): OutboxStore {
  if (opened === undefined) throw new Error('the outbox is not open');
  return opened;
}

const channel = serveThread<OutboxRequests>({
  requests: {
    open: async ({ file }) => {
      opened = await OutboxStore.open(file);
      const { lastId, name } = opened.events;
      return { lastId, name };
    },
    write: ({ writes }) => {
      store().write(writes);
      return {};
    },
    due: ({ query, afterId, limit }) => ({ messages: store().due(query, afterId, limit) }),
    onChannel: ({ channel: name, afterId, limit }) => ({ messages: store().onChannel(name, afterId, limit) }),
    backlog: () => ({ backlog: store().backlog() }),
    calls: () => store().openCalls(),
    dialogs: () => ({ dialogs: store().dialogs() }),
    recording: ({ fileName }) => ({ record: store().recordOfRecording(fileName) }),
    session: ({ sessionId }) => ({ record: store().recordOfSession(sessionId) }),
    recent: ({ appKey, endedBefore, limit }) => ({
      records: store().recentRecords(appKey, endedBefore, limit),
    }),
    events: (query) => store().events.read(query),
    subject: (query) => store().subjects.page(query),
    eraseSubject: (query) => store().eraseSubject(query),
    removeResidue: ({ digits }) => ({ found: store().removeResidue(digits) }),
    unfiled: ({ limit }) => store().unfiled.page(limit),
    filed: ({ keys }) => {
      store().filed(keys);
      return {};
    },
    undelivered: (query) => ({ messages: store().events.undelivered(query) }),
    resend: (query) => ({ resent: store().resend(query) }),
    forgetEvents: ({ before, limit }) => ({ forgotten: store().events.forget(before, limit) }),
    forgetUndelivered: ({ before, limit }) => ({
      forgotten: store().events.forgetUndelivered(before, limit),
    }),
    forget: ({ endedBefore, limit }) => ({ forgotten: store().forgetRecords(endedBefore, limit) }),
    copyTo: async ({ file }) => {
      await store().copyTo(file);
      return {};
    },
    close: (_, asked) => {
      store().close();
      asked.reply({});
      channel.close();
      return {};
    },
  },
  notes: {},
});
