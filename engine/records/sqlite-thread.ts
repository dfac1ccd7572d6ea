/** The thread that owns the file of records, so that the engine's event loop never waits for a search or the disk. */
import { serveThread } from '../channel/thread.js';
import { RecordFileStore } from './sqlite-store.js';
import type { RecordFileRequests } from './sqlite-speech.js';

let opened: RecordFileStore | undefined;

function store(): RecordFileStore {
  if (opened === undefined) throw new Error('the file of records is not open');
  return opened;
}

const channel = serveThread<RecordFileRequests>({
  requests: {
    open: async ({ file }) => {
      opened = await RecordFileStore.open(file);
      return {};
    },
    put: ({ records }) => {
      store().put(records);
      return {};
    },
    search: ({ query, behind, limit, scan }) => store().search(query, behind, limit, scan),
    find: ({ kind, id }) => ({ record: store().find(kind, id) }),
    forget: ({ kind, endedBefore, limit }) => ({ forgotten: store().forget(kind, endedBefore, limit) }),
    erase: ({ number, limit }) => ({ erased: store().erase(number, limit) }),
    totals: (query) => ({ totals: store().totals(query) }),
    forgetTotals: ({ hour, limit }) => ({ forgotten: store().forgetTotals(hour, limit) }),
    removeResidue: ({ digits }) => {
      store().removeResidue(digits);
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
