/** The thread that owns the file of the SQLite journal. */
import { SqliteAnswers, type SqliteRequests } from '../../routing/journal/sqlite-thread.js';
import { serveThread } from '../channel/thread.js';

const answers = new SqliteAnswers();

const channel = serveThread<SqliteRequests>({
  requests: {
    open: ({ file }) => answers.open(file),
    count: () => ({ documents: answers.store.count() }),
    page: ({ after }) => answers.page(after),
    commit: ({ changes }) => ({ results: answers.store.commit(changes) }),
    probe: () => {
      answers.store.probe();
      return {};
    },
    removeResidue: ({ digits }) => ({ found: answers.store.removeResidue(digits) }),
    copyTo: async ({ file }) => {
      await answers.store.copyTo(file);
      return {};
    },
    close: (_, asked) => {
      answers.store.close();
      asked.reply({});
      channel.close();
      return {};
    },
  },
  notes: {},
});
