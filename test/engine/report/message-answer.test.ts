/** The answer of an application that was asked about a message (spec 10.3): what is obeyed, and what is not. */
import t from 'tap';
import { readMessageAnswer } from '../../../engine/report/message-notice.js';
import type { E164 } from '../../../routing/numbers/number.js';
import { chinaPolicy, mobile } from '../../support/stages/routing-world.js';

const [sender, b] = [mobile(1), mobile(2)];

const read = (body: string): unknown => readMessageAnswer(body, sender, (text) => chinaPolicy.parse(text));
const route = (more: object = {}, message: object = {}): string =>
  JSON.stringify({
    actions: [{ operation: 'vNumberRoute', message: { called: b, calling: sender, ...message }, ...more }],
  });
const actions = (value: unknown): string => JSON.stringify({ actions: value });

const forwarded = (receiver: E164 = b, userData?: string): object => ({
  operation: 'forward',
  receiver,
  userData,
});

void t.test('answers that are obeyed', (t) => {
  for (const [what, body, expected] of [
    ['as in the sample', route(), forwarded()],
    ['with user data', route({ userData: 'order-7' }), forwarded(b, 'order-7')],
    ['with empty user data', route({ userData: '' }), forwarded()],
    ['with user data that is no text', route({ userData: { a: 1 } }), forwarded()],
    ['with long user data', route({ userData: 'u'.repeat(300) }), forwarded(b, 'u'.repeat(256))],
    ['with reserved fields', route({ extParas: [{ key: 'k', value: 'v' }] }, { more: null }), forwarded()],
    ['national numbers', route({}, { called: b.slice(3), calling: sender.slice(3) }), forwarded()],
    ['00 for +', route({}, { called: `00${b.slice(1)}` }), forwarded()],
    ['a fixed line', route({}, { called: '+8675528780000' }), forwarded('+8675528780000' as E164)],
    ['the sender itself', route({}, { called: sender }), forwarded(sender)],
    [
      'an object for the list',
      actions({ operation: 'vNumberRoute', message: { called: b, calling: sender } }),
      forwarded(),
    ],
    [
      'a list for the object',
      actions([{ operation: 'vNumberRoute', message: [{ called: b, calling: sender }] }]),
      forwarded(),
    ],
    ['blanks around it', `\r\n ${route()} \n`, forwarded()],
    ['discarded', actions([{ operation: 'DiscardMessage' }]), { operation: 'discard' }],
    [
      'discarded with a message',
      actions([{ operation: 'DiscardMessage', message: {} }]),
      { operation: 'discard' },
    ],
    [
      'the first of two',
      actions([{ operation: 'DiscardMessage' }, { operation: 'vNumberRoute' }]),
      { operation: 'discard' },
    ],
  ] as const)
    t.same(read(body), expected, what);
  t.end();
});

void t.test('answers that cannot be obeyed say what was expected, and no number', (t) => {
  for (const [what, body, because] of [
    ['nothing', '', 'actions'],
    ['no JSON', 'OK', 'actions'],
    ['cut off', route().slice(0, -3), 'actions'],
    ['null', 'null', 'actions'],
    ['a number', '7', 'actions'],
    ['a text', '"vNumberRoute"', 'actions'],
    ['an empty object', '{}', 'actions'],
    ['an empty list', '[]', 'actions'],
    ['the answer to another question', '{"operation":"connect"}', 'actions'],
    ['actions that are null', actions(null), 'actions'],
    ['no action', actions([]), 'actions'],
    ['a null action', actions([null]), 'actions'],
    ['an action that is a text', actions(['DiscardMessage']), 'actions'],
    ['lists in lists', actions([[{ operation: 'DiscardMessage' }]]), 'actions'],
    ['no operation', actions([{}]), 'operation'],
    ['an unknown operation', actions([{ operation: `to ${b}` }]), 'operation'],
    ['another case', actions([{ operation: 'discardmessage' }]), 'operation'],
    ['an operation of another type', actions([{ operation: ['DiscardMessage'] }]), 'operation'],
    ['an inherited operation', '{"actions":[{"__proto__":{"operation":"DiscardMessage"}}]}', 'operation'],
    ['no message, as in the sample', actions([{ operation: 'vNumberRoute' }]), 'message'],
    ['a null message', actions([{ operation: 'vNumberRoute', message: null }]), 'message'],
    ['a message that is a text', actions([{ operation: 'vNumberRoute', message: b }]), 'message'],
    ['an empty message', actions([{ operation: 'vNumberRoute', message: {} }]), 'message.called'],
    ['no called', route({}, { called: undefined }), 'message.called'],
    ['a null called', route({}, { called: null }), 'message.called'],
    ['an empty called', route({}, { called: '' }), 'message.called'],
    ['a called that is a JSON number', route({}, { called: 13800000002 }), 'message.called'],
    ['several called', route({}, { called: [b] }), 'message.called'],
    ['a called with letters', route({}, { called: `${b}x` }), 'message.called'],
    ['a called that is an address', route({}, { called: `sip:${b}@example.com` }), 'message.called'],
    ['a called that is too long', route({}, { called: `+${'8'.repeat(5000)}` }), 'message.called'],
    ['no calling', route({}, { calling: undefined }), 'message.calling'],
    ['the calling of another message', route({}, { calling: b }), 'message.calling'],
    ['a calling that is no number', route({}, { calling: 'me' }), 'message.calling'],
    ['a calling of another type', route({}, { calling: 13800000001 }), 'message.calling'],
    ['deep nesting', `{"actions":${'['.repeat(50_000)}`, 'actions'],
  ] as const) {
    const answer = read(body) as { operation: string; because: string };
    t.equal(answer.operation, 'wrong', what);
    t.ok(answer.because.includes(because), `${what}: ${answer.because}`);
    t.notMatch(answer.because, /\d{6}/, what);
  }
  t.end();
});
