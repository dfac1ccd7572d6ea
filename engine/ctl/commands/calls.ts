/** `calls`: calls in progress, and the SIP messages of the last ones. */
import { Argument } from 'commander';
import type { ShownLadder } from '../../api/operator/call-answers.js';
import type { ApiObject } from '../connection.js';
import { drawLadder, inFull } from '../ladder-drawing.js';
import { argument, option, writeNew } from '../options.js';
import { addPageOptions, showList, showPages, type PageOptions } from '../page.js';
import type { Commands } from '../terminal.js';
import { details } from '../table.js';

const fields = [
  'sessionId',
  'state',
  'appKey',
  'caller',
  'x',
  'callee',
  'display',
  'arrivedAt',
  'answeredAt',
];

export const addCalls: Commands = (program, terminal) => {
  const calls = program
    .command('calls')
    .description('calls in progress, and the SIP messages of the last ones');
  const session = () => argument('<sessionId>', 'id of the call', '1b7c9d2e4f');

  addPageOptions(calls.command('list').description('oldest first')).action(async (options: PageOptions) => {
    await showPages(terminal, options, fields, (page) => terminal.ask('listCalls', { query: { ...page } }));
  });

  calls
    .command('show')
    .description('one call')
    .addArgument(session())
    .action(async (sessionId: string) => {
      terminal.show(await terminal.ask('getCall', { params: { sessionId } }), details);
    });

  calls
    .command('levels')
    .description('how loud both legs of live calls are at the moment, in dBm0')
    .addArgument(new Argument('<sessionIds...>', 'ids of the calls, e.g. 1b7c9d2e4f'))
    .action(async (sessionIds: string[]) => {
      const answer = await terminal.ask('listLevels', { body: { sessionIds } });
      const items = (answer.json['items'] as ApiObject[]).map(levelRow);
      showList(terminal, { ...answer, json: { ...answer.json, items } }, ['sessionId', 'caller', 'callee']);
    });

  calls
    .command('ladder')
    .description('the SIP messages of both legs, of a live call or one of the last')
    .addArgument(session())
    .option('--messages', 'each message in full below the ladder, e.g. --messages')
    .action(async (sessionId: string, { messages = false }: { messages?: boolean }) => {
      const answer = await terminal.ask('getLadder', { params: { sessionId } });
      terminal.show(answer, (json) => {
        const ladder = json as unknown as ShownLadder;
        return messages ? `${drawLadder(ladder)}\n${inFull(ladder)}` : drawLadder(ladder);
      });
    });

  calls
    .command('capture')
    .description('keep the RTP of a live call from now on, for its pcap file')
    .addArgument(session())
    .action(async (sessionId: string) => {
      const answer = await terminal.ask('captureRtp', { params: { sessionId } });
      terminal.show(answer, () => `the RTP of ${sessionId} is kept from now on`);
    });

  calls
    .command('pcap')
    .description(
      'the SIP messages of both legs, and RTP if `calls capture` asked for it, for Wireshark or tshark',
    )
    .addArgument(session())
    .addOption(
      option('--output <file>', 'a new file, - for standard output; ID.pcap if not said', 'call.pcap'),
    )
    .action(async (sessionId: string, { output = `${sessionId}.pcap` }: { output?: string }) => {
      const bytes = await terminal.connection.download('getPcap', { params: { sessionId } });
      if (output === '-') return void process.stdout.write(bytes);
      await writeNew(output, bytes);
      return terminal.note(`wrote ${output}`);
    });

  calls
    .command('stop')
    .description('end a call')
    .addArgument(session())
    .action(async (sessionId: string) => {
      terminal.show(await terminal.ask('endCall', { params: { sessionId } }), () => `stopped ${sessionId}`);
    });
};

/** `-` where nothing can be said: no packets, encrypted, or not of G.711. */
function levelRow({ sessionId, caller, callee }: ApiObject): ApiObject {
  const level = (leg: unknown): unknown => (leg as { readonly dbm0?: number } | undefined)?.dbm0;
  return { sessionId, caller: level(caller), callee: level(callee) };
}
