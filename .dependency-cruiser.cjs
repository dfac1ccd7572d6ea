/**
 * Who may import what. routing, media and config stand alone, and the engine stands on them; inside the engine the lower layers do
 * not know the upper ones. `test/layers.test.ts` plants an import against each of these rules. A rule that names what may be
 * imported (`pathNot`) refuses every other file of the tree, new folders included.
 */
const ours = '^(engine|media|routing|config|sipp-scenarios|test)/';

/** Types and documentation alone: an import of one is an import of types, and so has no effect at run time. */
const ports = [
  '^engine/sip/(signaling|signaling-speech|trunks/trunks)\\.ts$',
  '^engine/channel/(speech|wire)\\.ts$',
  '^media/recorder/(recorder-link|recorder-client)\\.ts$',
  '^media/relay/messages\\.ts$',
  '^engine/ua/transactions/transactions\\.ts$',
  '^engine/sipd/stack/stack\\.ts$',
  '^engine/message/message-transport\\.ts$',
  '^engine/report/(call-facts|message-facts|ask-application)\\.ts$',
  '^engine/records/record-store\\.ts$',
  '^engine/doctor/machine\\.ts$',
  '^engine/api/(collaborators|operator/[a-z-]*answers)\\.ts$',
  '^media/(media|recorder/recorder-client)\\.ts$',
  '^routing/journal/journal\\.ts$',
];

/** The files that build the parts of a process, and so name their implementations. */
const services = ['^engine/service\\.ts$', '^engine/processes/'];

/** Small nouns of the engine that every layer of it may use. */
const nouns = '^engine/(clock|csv-pieces|end-signal|load|sweeps|token-buckets?)\\.ts$';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-cycles-of-types',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'routing-stands-alone',
      severity: 'error',
      from: { path: '^routing/' },
      to: { path: ours, pathNot: '^routing/' },
    },
    {
      name: 'media-stands-alone',
      severity: 'error',
      from: { path: '^media/' },
      to: { path: ours, pathNot: '^media/' },
    },
    {
      name: 'config-stands-alone',
      severity: 'error',
      from: { path: '^config/' },
      to: { path: ours, pathNot: '^config/' },
    },
    {
      name: 'call-sees-ports',
      severity: 'error',
      from: { path: '^engine/(call|message)/' },
      to: {
        path: ours,
        pathNot: [
          '^engine/(call|message)/',
          nouns,
          '^engine/sip/(signaling|signaling-error|trunks/trunks)\\.ts$',
          '^engine/report/(call-facts|message-facts|ask-application|recording-name)\\.ts$',
          '^engine/observe/log\\.ts$',
          '^media/(media|media-error)\\.ts$',
          '^routing/(?!journal/|table/)',
          '^config/',
        ],
      },
    },
    {
      name: 'sip-knows-no-call',
      severity: 'error',
      from: { path: '^engine/sip/' },
      to: {
        path: '^engine/(call|message|api|report|ctl|console|ua|processes)/',
      },
    },
    {
      name: 'smpp-sees-the-port-of-messages',
      severity: 'error',
      from: { path: '^engine/smpp/' },
      to: {
        path: ours,
        pathNot: [
          '^engine/smpp/',
          nouns,
          '^engine/message/message-(transport|failure|result)\\.ts$',
          '^engine/sip/trunks/(trunks|number-writing)\\.ts$',
          '^engine/observe/log\\.ts$',
          '^routing/numbers/number\\.ts$',
          '^config/',
        ],
      },
    },
    {
      name: 'ladder-sees-messages-alone',
      severity: 'error',
      from: { path: '^engine/ladder/' },
      to: {
        path: ours,
        pathNot: [
          '^engine/ladder/',
          nouns,
          '^engine/sip/signaling-speech\\.ts$',
          '^media/media\\.ts$',
          '^engine/sipd/stack/(stack|dialog/table|transport/local-address)\\.ts$',
        ],
      },
    },
    {
      name: 'smpp-stays-in-its-folder',
      severity: 'error',
      from: { path: '^(engine|media|routing|config)/', pathNot: '^engine/smpp/pdu/pdu-codec\\.ts$' },
      to: { path: 'node_modules/smpp' },
    },
    {
      name: 'ua-knows-no-engine',
      severity: 'error',
      from: { path: '^engine/ua/', pathNot: services },
      to: {
        path: ours,
        pathNot: [
          '^engine/ua/',
          nouns,
          '^engine/sip/(?!remote-)[^/]+$',
          '^engine/sipd/stack/',
          '^engine/channel/',
          '^engine/ladder/captured-call\\.ts$',
          '^config/address\\.ts$',
        ],
      },
    },
    {
      name: 'sipd-knows-no-engine',
      severity: 'error',
      from: { path: '^engine/sipd/' },
      to: { path: ours, pathNot: ['^engine/sipd/', '^engine/channel/'] },
    },
    {
      name: 'stack-stands-alone',
      severity: 'error',
      from: { path: '^engine/sipd/stack/' },
      to: { path: ours, pathNot: '^engine/sipd/stack/' },
    },
    {
      name: 'channel-knows-no-use',
      severity: 'error',
      from: { path: '^engine/channel/' },
      to: { path: ours, pathNot: ['^engine/channel/', nouns] },
    },
    {
      name: 'report-and-observe-know-no-call',
      severity: 'error',
      from: { path: '^engine/(report|observe)/' },
      to: { path: '^engine/(call|message|api|sip|ua|sipd|ctl|console|processes)/' },
    },
    {
      name: 'protect-sees-stores',
      severity: 'error',
      from: { path: '^engine/protect/' },
      to: {
        path: ours,
        pathNot: [
          '^engine/(protect|report|records|observe)/',
          nouns,
          '^routing/(?!journal/|table/)',
          '^config/',
        ],
      },
    },
    {
      name: 'accounts-stand-below-the-api',
      severity: 'error',
      from: { path: '^engine/accounts/' },
      to: {
        path: ours,
        pathNot: ['^engine/accounts/', nouns, '^engine/observe/log\\.ts$', '^config/config\\.ts$'],
      },
    },
    {
      name: 'openid-client-stays-in-its-file',
      severity: 'error',
      from: { path: '^(engine|media|routing|config)/', pathNot: '^engine/accounts/open-id\\.ts$' },
      to: { path: 'node_modules/openid-client/' },
    },
    {
      name: 'records-know-no-owner',
      severity: 'error',
      from: { path: '^engine/records/' },
      to: {
        path: ours,
        pathNot: [
          '^engine/(records|channel)/',
          nouns,
          '^engine/observe/log\\.ts$',
          '^routing/journal/(sqlite-(open|residue|format)|newer-format)\\.ts$',
        ],
      },
    },
    {
      name: 'statistics-see-sums-alone',
      severity: 'error',
      from: { path: '^engine/statistics/' },
      to: { path: ours, pathNot: ['^engine/statistics/', '^engine/records/(call-tally|record-store)\\.ts$'] },
    },
    {
      name: 'backup-knows-no-store',
      severity: 'error',
      from: { path: '^engine/backup/' },
      to: { path: ours, pathNot: '^engine/backup/' },
    },
    {
      name: 'doctor-asks-the-machine',
      severity: 'error',
      from: { path: '^engine/doctor/' },
      to: { path: ours, pathNot: ['^engine/doctor/', nouns, '^config/'] },
    },
    {
      name: 'postgresql-stays-in-its-folder',
      severity: 'error',
      from: { path: '^(engine|media|routing|config)/', pathNot: '^engine/records/postgresql' },
      to: { path: 'node_modules/pg/' },
    },
    {
      name: 'observe-stands-below-report',
      severity: 'error',
      from: { path: '^engine/observe/' },
      to: { path: '^engine/report/' },
    },
    {
      name: 'api-knows-no-process',
      severity: 'error',
      from: { path: '^engine/api/' },
      to: { path: '^engine/(sip|ua|sipd|channel|processes|ctl|console)/' },
    },
    {
      name: 'api-knows-calls-and-endings',
      severity: 'error',
      from: { path: '^engine/api/' },
      to: { path: '^engine/call/', pathNot: '^engine/call/(calls|ending)\\.ts$' },
    },
    {
      // Users copy them, and the product does not need them.
      name: 'clients-stand-alone',
      severity: 'error',
      from: { path: '^engine/api/clients/' },
      to: { path: ours, pathNot: '^engine/api/clients/' },
    },
    {
      name: 'clients-stand-alone',
      severity: 'error',
      from: { path: '^(engine|media|routing|config)/', pathNot: '^engine/api/clients/' },
      to: { path: '^engine/api/clients/' },
    },
    {
      name: 'console-and-ctl-know-answers-alone',
      severity: 'error',
      from: { path: '^engine/console/' },
      to: {
        path: ours,
        pathNot: [
          '^engine/console/',
          '^engine/api/operator/[a-z-]*answers\\.ts$',
          '^engine/csv-pieces\\.ts$',
        ],
      },
    },
    {
      name: 'console-and-ctl-know-answers-alone',
      severity: 'error',
      from: { path: '^engine/ctl/' },
      // The chain of the audit is checked offline by the same code.
      to: {
        path: ours,
        pathNot: [
          '^engine/ctl/',
          '^engine/api/operator/((call|system)-)?answers\\.ts$',
          '^engine/protect/chain\\.ts$',
          '^engine/csv-pieces\\.ts$',
        ],
      },
    },
    {
      name: 'parts-know-no-root',
      severity: 'error',
      from: { path: '^engine/[^/]+/', pathNot: services },
      to: { path: '^engine/[^/]+$', pathNot: nouns },
    },
    {
      name: 'drachtio-stays-in-its-files',
      severity: 'error',
      from: { path: '^(engine|media|routing|config)/', pathNot: '^engine/ua/transactions/' },
      to: { path: 'node_modules/drachtio' },
    },
    {
      name: 'drachtio-is-loaded-by-its-modes',
      severity: 'error',
      from: { path: '^(engine|media|routing|config)/' },
      to: {
        path: '^engine/ua/transactions/(srf-transactions|simring)\\.ts$',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      // createRequire of node:module would bring anything in past this test.
      name: 'nothing-is-required',
      severity: 'error',
      from: { path: '^(engine|media|routing|config)/' },
      to: { path: '^(node:)?module$' },
    },
    {
      name: 'ports-hold-types',
      severity: 'error',
      from: {},
      to: { path: ports, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-services-name-implementations',
      severity: 'error',
      from: {
        path: '^(engine|media|routing)/',
        pathNot: [...services, '^media/(relay|rtpengine|recorder)/'],
      },
      to: {
        path: [
          '^media/(relay|rtpengine|recorder)/',
          '^routing/journal/(sqlite|redis|memory)',
          '^engine/(ua/user-agent|ua/transactions/((srf|stack)-transactions|simring)|sip/remote-signaling)\\.ts$',
        ],
        // What opens a database file is shared by all who keep one.
        pathNot: '^routing/journal/(sqlite|redis)-',
      },
    },
    {
      name: 'product-knows-no-test',
      severity: 'error',
      from: { path: '^(engine|media|routing|config)/' },
      to: { path: '^(test|sipp-scenarios)/' },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      // That package has types alone, which the compiler resolves.
      to: { couldNotResolve: true, pathNot: '^kubernetes-types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
