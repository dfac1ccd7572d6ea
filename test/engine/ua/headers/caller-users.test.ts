import t from 'tap';
import type { SipMessage } from '../../../../engine/ua/transactions/transactions.js';
import { callersOf } from '../../../../engine/ua/headers/caller-users.js';

const NUMBER = '+8613800000021';
const URI = `<sip:${NUMBER}@carrier.example;user=phone>`;

const CASES: Readonly<Record<string, { readonly headers: Record<string, string>; readonly found: object }>> =
  {
    'From alone': { headers: { From: `"A" ${URI};tag=1` }, found: { from: [NUMBER] } },
    'an anonymous From, and who it is': {
      headers: { From: '"Anonymous" <sip:anonymous@anonymous.invalid>;tag=1', 'P-Asserted-Identity': URI },
      found: { from: ['anonymous'], asserted: [NUMBER], isWithheld: true },
    },
    'Privacy: id': {
      headers: { From: URI, Privacy: 'id' },
      found: { from: [NUMBER], isWithheld: true },
    },
    'several kinds of privacy': {
      headers: { From: URI, Privacy: 'session;user;critical' },
      found: { from: [NUMBER], isWithheld: true },
    },
    'Privacy: header': {
      headers: { From: URI, Privacy: 'HEADER' },
      found: { from: [NUMBER], isWithheld: true },
    },
    'Privacy: none': { headers: { From: URI, Privacy: 'none' }, found: { from: [NUMBER] } },
    'Privacy of the session says nothing about the caller': {
      headers: { From: URI, Privacy: 'session;critical' },
      found: { from: [NUMBER] },
    },
    'every header at once, in every kind of URI': {
      headers: {
        From: 'sip:1001@pbx.example;tag=1',
        'P-Asserted-Identity': '<tel:28000001;phone-context=+86755>',
        'P-Preferred-Identity': '<sips:%2B8613800000022@h>',
        'Remote-Party-ID': `"B <x>" ${URI};party=calling;screen=yes;privacy=off`,
        Diversion: '<sip:+8613800000099@h>;reason=unconditional',
      },
      found: {
        from: ['1001'],
        asserted: ['+8675528000001', '28000001'],
        preferred: ['+8613800000022'],
        remoteParty: [NUMBER],
      },
    },
    'Remote-Party-ID without a party is the caller': {
      headers: { From: URI, 'Remote-Party-ID': '<tel:+8613800000022>' },
      found: { from: [NUMBER], remoteParty: ['+8613800000022'] },
    },
    'Remote-Party-ID of both parties': {
      headers: {
        From: URI,
        'Remote-Party-ID':
          '<sip:+8613800000098@h>;party=called;privacy=full, <sip:+8613800000022@h>;PARTY=Calling',
      },
      found: { from: [NUMBER], remoteParty: ['+8613800000022'] },
    },
    'Remote-Party-ID that withholds': {
      headers: { From: URI, 'Remote-Party-ID': '<sip:+8613800000022@h>;party=calling;privacy="full"' },
      found: { from: [NUMBER], remoteParty: ['+8613800000022'], isWithheld: true },
    },
    'a switch’s own word for withheld': {
      headers: { From: '<sip:Restricted@192.0.2.1>;tag=1' },
      found: { from: ['Restricted'], isWithheld: true },
    },
  };

for (const [title, { headers, found }] of Object.entries(CASES))
  void t.test(title, async (t) => {
    t.same(callersOf({ header: (name: string) => headers[name] } as SipMessage), found);
  });
