/** The engine's end of the channel to the journal's thread. */
import type { SqliteRequests, SqliteThread } from '../../routing/journal/sqlite-thread.js';
import { startThread } from '../channel/thread.js';

export function startJournalThread(): SqliteThread {
  const { channel, stop } = startThread<SqliteRequests>(new URL('./journal-thread.js', import.meta.url));
  return {
    get isAlive() {
      return channel.end === undefined;
    },
    request: (name, ask) => channel.request(name, ask as never) as never,
    close: async () => {
      if (channel.end === undefined) await channel.request('close', {}).catch(() => undefined);
      await stop();
    },
  };
}
