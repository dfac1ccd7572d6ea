import t, { type Test } from 'tap';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../config/load.js';
import { ConfigError } from '../../config/problem.js';

/** A folder with these files, by name. */
function folderWith(t: Test, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'trunk-files-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** The mistakes, without the folder's name. */
function mistakes(t: Test, files: Readonly<Record<string, string>>): string[] {
  const folder = folderWith(t, files);
  try {
    readConfig(join(folder, 'c.yaml'), {});
  } catch (error) {
    if (error instanceof ConfigError) return error.message.replaceAll(`${folder}/`, '').split('\n');
    throw error;
  }
  return [];
}

const one = 'name: one\nfrom: [192.0.2.1]\n';
const two = '- name: two\n  to: sip:192.0.2.2\n- name: three\n  to: sip:192.0.2.3\n';

void t.test('trunks of files follow those of the configuration, in the order of names', async (t) => {
  const folder = folderWith(t, {
    'c.yaml': 'trunkFiles: [more/x-*.yaml, trunks]\ntrunks: [{name: zero, from: [192.0.2.9]}]\n',
    'trunks/b.yml': one,
    'trunks/a.yaml': two,
    'trunks/.hidden.yaml': 'name: hidden\n',
    'trunks/a.yaml~': 'name: old\n',
    'more/x-1.yaml': 'name: "4"\naccounts: [{number: +8613800000021, password: p}]\ntype: softphones\n',
    'more/y-1.yaml': 'name: other\n',
  });
  const { config, trunkFiles, placeOf } = readConfig(join(folder, 'c.yaml'), {});
  t.same(
    config.trunks.map(({ name }) => name),
    ['zero', '4', 'two', 'three', 'one'],
  );
  t.equal(config.trunks[1]?.accounts[0]?.number, '+8613800000021', 'numbers are read as text');
  t.equal(config.trunks[4]?.numberFormat, 'e164', 'defaults are filled in');
  t.same(
    trunkFiles,
    ['more/x-1.yaml', 'trunks/a.yaml', 'trunks/b.yml'].map((name) => join(folder, name)),
  );
  t.same(placeOf('/trunks/0/name'), { line: 2, key: 'trunks[0].name' });
  t.same(placeOf('/trunks/3/to'), { file: join(folder, 'trunks/a.yaml'), line: 4, key: '[1].to' });
  t.same(placeOf('/trunks/4/from/0'), { file: join(folder, 'trunks/b.yml'), line: 2, key: 'from[0]' });
});

void t.test('a file named twice is read once', async (t) => {
  const folder = folderWith(t, {
    'c.yaml': 'trunkFiles: [one.yaml, "*.yaml", ./one.yaml]\n',
    'one.yaml': one,
  });
  t.throws(
    () => readConfig(join(folder, 'c.yaml'), {}),
    /c\.yaml:1 trunkFiles/,
    'the star fits the file itself',
  );
  writeFileSync(join(folder, 'c.yaml'), 'trunkFiles: [one.yaml, "o*.yaml", ./one.yaml]\n');
  t.equal(readConfig(join(folder, 'c.yaml'), {}).config.trunks.length, 1);
});

void t.test('a mistake names the trunk file and its line there', async (t) => {
  t.same(
    mistakes(t, {
      'c.yaml': 'trunkFiles: [trunks]\nlog: {level: loud}\n',
      'trunks/a.yaml': 'name: a\n\nfrom: [192.0.2.300]\ntoo: x\n',
      'trunks/b.yaml': '- name: b\n  from: [192.0.2.1]\n- from: [192.0.2.2]\n',
    }),
    [
      'c.yaml:2 log.level: expected one of trace, debug, info, warn, error, fatal, found "loud"',
      'trunks/a.yaml:3 from[0]: expected an IP address or a CIDR block such as 192.0.2.0/24, found "192.0.2.300"',
      'trunks/a.yaml:4 too: expected a known key (did you mean to?), found an unknown key',
      'trunks/b.yaml:3 [1].name: expected letters, digits and _ . -, found nothing',
    ],
  );
});

void t.test('names and addresses are used once across all files', async (t) => {
  t.same(
    mistakes(t, {
      'c.yaml': 'trunkFiles: [a.yaml, b.yaml]\ntrunks: [{name: one, from: [192.0.2.0/30]}]\n',
      'a.yaml': one,
      'b.yaml': `- name: two\n  from: [198.51.100.1]\n- name: two\n  from: [198.51.100.1]\n`,
    }),
    [
      'a.yaml:1 name: expected a trunk name used once, found "one" of line 2 of the configuration file',
      'a.yaml:2 from[0]: expected addresses of one trunk only, found 192.0.2.1, which overlaps 192.0.2.0/30 of line 2 of the configuration file',
      'b.yaml:3 [1].name: expected a trunk name used once, found "two" of line 1',
      'b.yaml:4 [1].from[0]: expected addresses of one trunk only, found 198.51.100.1, which overlaps 198.51.100.1 of line 2',
    ],
  );
});

void t.test('what is no trunk file, and what is no file', async (t) => {
  const files = {
    'c.yaml': 'trunkFiles:\n  - none.yaml\n  - none/*.yaml\n  - trunks/*.yml\n  - trunks\n  - empty\n',
    'empty/readme.txt': 'an empty folder is no mistake',
    'trunks/empty.yaml': '# nothing\n',
    'trunks/text.yaml': 'carrier\n',
    'trunks/tilted.yaml': 'name: x\n from: [\n',
    'trunks/secret.yaml': 'name: s\nfrom: [192.0.2.1]\ncredentials: {username: u, password: "${NOT_SET}"}\n',
  };
  const found = mistakes(t, files);
  t.match(found, [
    /^c\.yaml:2 trunkFiles\[0\]: expected files that can be read, found ENOENT.*none\.yaml/,
    /^c\.yaml:3 trunkFiles\[1\]: expected files that can be read, found ENOENT/,
    /^c\.yaml:4 trunkFiles\[2\]: expected files that can be read, found no file .*trunks\/\*\.yml/,
    /^trunks\/empty\.yaml:1: expected the keys of a trunk, or a list of trunks, found nothing/,
    /^trunks\/secret\.yaml:3 credentials\.password: expected the environment variable NOT_SET/,
    /^trunks\/text\.yaml:1: expected the keys of a trunk, or a list of trunks, found "carrier"/,
    /^trunks\/tilted\.yaml:\d: expected YAML, found /,
  ]);
});

const PASSWORDS = { DIGEST_CARRIER_PASSWORD: 'p', SMPP_CARRIER_PASSWORD: 'p' };
const examples = fileURLToPath(new URL('../../../config/examples/trunks/', import.meta.url));

for (const name of readdirSync(examples).filter((one) => one.endsWith('.yaml')))
  void t.test(`the example ${name} loads`, async (t) => {
    const folder = folderWith(t, { 'c.yaml': `trunkFiles: [${join(examples, name)}]\n` });
    const { config } = readConfig(join(folder, 'c.yaml'), PASSWORDS);
    t.ok(config.trunks.length > 0);
  });

void t.test('all examples stand beside each other', async (t) => {
  const folder = folderWith(t, { 'c.yaml': `trunkFiles: [${examples}]\n` });
  const { config } = readConfig(join(folder, 'c.yaml'), PASSWORDS);
  t.ok(config.trunks.length >= 7);
});
