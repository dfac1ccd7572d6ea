// The import directions of the tree: routing, media and config stand alone; the engine stands on them.
const ours = '^(engine|media|routing|config|sipp-scenarios|test)/';
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
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
      name: 'sipd-stands-alone',
      severity: 'error',
      from: { path: '^engine/sipd/' },
      to: { path: ours, pathNot: '^engine/sipd/' },
    },
    {
      name: 'stack-knows-no-wire',
      severity: 'error',
      from: { path: '^engine/sipd/stack/' },
      to: { path: ours, pathNot: '^engine/sipd/stack/' },
    },
    {
      name: 'ctl-and-console-stand-alone',
      severity: 'error',
      from: { path: '^engine/(ctl|console)/' },
      to: { path: ours, pathNot: '^engine/(ctl|console)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'console-knows-answers-alone',
      severity: 'error',
      from: { path: '^engine/console/' },
      to: { path: ours, pathNot: '^engine/(console/|api/operator/answers)' },
    },
    {
      name: 'drachtio-stays-in-ua',
      severity: 'error',
      from: { path: '^engine/', pathNot: '^engine/ua/' },
      to: { path: 'node_modules/drachtio' },
    },
    {
      name: 'only-service-names-implementations',
      severity: 'error',
      from: {
        path: '^(engine|media|routing)/',
        // ua/sip-process is to the SIP process what service is to the engine.
        pathNot: ['^engine/(service|ua/sip-process)', '^media/(relay|rtpengine|recorder)/'],
      },
      to: {
        path: [
          '^media/(relay|rtpengine)/',
          '^routing/journal/(sqlite|redis|memory)',
          '^engine/(ua/user-agent|ua/transactions/(srf|stack)-transactions|sip/remote-signaling)\\.',
        ],
        pathNot: '^routing/journal/(sqlite|redis)-',
      },
    },
    {
      name: 'product-knows-no-test',
      severity: 'error',
      from: { path: '^(engine|media|routing|config)/' },
      to: { path: '^(test|sipp-scenarios)/' },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
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
