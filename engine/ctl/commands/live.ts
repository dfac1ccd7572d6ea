/** `live`: every live transaction, dialog and media session. */
import type { ShownLive } from '../../api/operator/call-answers.js';
import type { ApiObject } from '../connection.js';
import { details, Table } from '../table.js';
import type { Commands } from '../terminal.js';

const fields = {
  transactions: ['method', 'direction', 'state', 'ageMs', 'peer', 'branch'],
  dialogs: ['role', 'state', 'ageMs', 'id'],
  sessions: ['sessionId', 'worker', 'callerPort', 'calleePort', 'ageMs'],
  calls: ['sessionId', 'state', 'ageMs'],
} as const;

/** Why a SIP process that lists nothing may hold something all the same. */
const SIP_ELSEWHERE = {
  'own-stack': undefined,
  'drachtio-server': 'SIP: an external drachtio-server has the transactions and dialogs; ask it',
  nowhere: 'SIP: the process is away',
} as const;

export const addLive: Commands = (program, terminal) => {
  program
    .command('live')
    .description('every live transaction, dialog and media session, by process')
    .action(async () => {
      terminal.show(await terminal.ask('listLive'), (json) => describe(json as unknown as ShownLive));
    });
};

function describe({ sip, media, engine }: ShownLive): string {
  const elsewhere = SIP_ELSEWHERE[sip.from];
  const ofSip =
    elsewhere === undefined
      ? [
          section('SIP transactions', sip.transactions, fields.transactions),
          section('SIP dialogs', sip.dialogs, fields.dialogs),
        ]
      : [elsewhere];
  return [
    ...ofSip,
    section('media sessions', media.sessions, fields.sessions),
    section('calls of the engine', engine.calls, fields.calls),
    `engine: SIP objects held\n${details(engine.held)}`,
  ].join('\n\n');
}

function section(
  title: string,
  { total, items }: { readonly total: number; readonly items: readonly object[] },
  columns: readonly string[],
): string {
  const heading =
    items.length < total ? `${title}: the first ${items.length} of ${total}` : `${title}: ${total}`;
  return items.length === 0 ? heading : `${heading}\n${new Table(columns).lines(items as ApiObject[])}`;
}
