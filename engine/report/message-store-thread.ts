/** The thread that owns the file of messages, so that the engine's event loop never waits for the disk. */
import { serveThread } from '../channel/thread.js';
import { MessageStore } from './message-store.js';
import type { MessageStoreRequests } from './message-store-speech.js';

let opened: MessageStore | undefined;

function store(): MessageStore {
  if (opened === undefined) throw new Error('the file of messages is not open');
  return opened;
}

const channel = serveThread<MessageStoreRequests>({
  requests: {
    open: async ({ file }) => {
      opened = await MessageStore.open(file);
      return { waiting: opened.waiting };
    },
    write: ({ writes }) => ({ repeats: store().write(writes) }),
    receipt: ({ trunk, carrierId, result }) => ({ message: store().receipt(trunk, carrierId, result) }),
    due: ({ now, limit }) => ({ messages: store().due(now, limit) }),
    left: ({ limit }) => ({ messages: store().left(limit) }),
    recent: ({ appKey, before, limit }) => ({ entries: store().recent(appKey, before, limit) }),
    subject: (query) => store().subject(query),
    eraseSubject: (query) => store().eraseSubject(query),
    removeResidue: ({ digits }) => ({ found: store().removeResidue(digits) }),
    unfiled: ({ limit }) => store().unfiled(limit),
    filed: ({ keys }) => {
      store().filed(keys);
      return {};
    },
    forget: ({ before, limit }) => ({ forgotten: store().forget(before, limit) }),
    clean: () => {
      store().clean();
      return {};
    },
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
