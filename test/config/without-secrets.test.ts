import t from 'tap';
import { parseConfig, rereadConfig } from '../../config/load.js';
import { configurationFiles } from '../../config/configuration-files.js';
import { configSchema } from '../../config/schema.js';
import { withoutSecrets } from '../../config/without-secrets.js';

const TEXT = `# the old token was hunter-comment
operator:
  tokens:
    - {name: one, role: admin, token: hunter-token-0123456789} # hunter-comment
    - {name: two, role: viewer, token: "\${TOKEN}"}
applications:
  - appKey: app
    appSecret: hunter-secret
    mode: AXB
    callbacks: {fee: "https://user:hunter-password@receiver.example.com/fee?key=hunter-query"}
    numbers: [{number: +8675500000001, areaCode: 0755}]
trunks:
  - name: carrier
    from: [192.0.2.1]
    to: sip:192.0.2.1:5060
    credentials: {username: us, password: hunter-digest}
journal: {type: redis, redis: {url: "redis://:hunter-redis@redis.example.com:6379"}}
records: {postgresql: {url: postgres://callveil:hunter-pg@pg.example.com/callveil}}
`;

void t.test(
  'secrets, comments and what addresses carry are left out; the rest stays as it is written',
  (t) => {
    const clean = withoutSecrets(TEXT, configSchema);
    t.notMatch(clean, /hunter/);
    for (const kept of [
      '+8675500000001',
      '0755',
      'receiver.example.com/fee',
      'sip:192.0.2.1:5060',
      '${TOKEN}',
      'carrier',
      '@redis.example.com:6379',
      '@pg.example.com',
    ])
      t.ok(clean.includes(kept), kept);
    const config = parseConfig(clean, 'x', { TOKEN: 'a-token-of-16-chars' });
    t.match(config.applications[0], { appKey: 'app', appSecret: 'removed-from-backup' });
    t.throws(() => withoutSecrets('a: [', configSchema));
    t.end();
  },
);

void t.test('a backup has the files that a configuration names, and keys only with its secrets', (t) => {
  const text = `
policyFile: /etc/policy.json
callbacks: {caFile: /etc/issuers.pem}
api: {tls: {certificateFile: /etc/api.pem, keyFile: /etc/api.key}}
`;
  const loaded = rereadConfig([{ file: '/etc/callveil.yaml', text }], {});
  const files = configurationFiles(loaded, true);
  t.same(
    files.map(({ file, isSecret }) => `${file}${isSecret ? ' (secret)' : ''}`),
    ['/etc/callveil.yaml', '/etc/policy.json', '/etc/issuers.pem', '/etc/api.pem', '/etc/api.key (secret)'],
  );
  t.equal(files[0]?.text, text);
  t.notMatch(configurationFiles(loaded, false)[0]?.text, /#/);
  t.end();
});
