// The copyright file of the Debian package (DEP 5): Callveil's own licence, and that of each dependency as its
// package.json states it. The texts stand beside each dependency.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of packages whose package.json states no licence, by the text beside it. */
const STATED_ELSEWHERE = { only: 'MIT' };
const TEXTS = {
  MIT: 'LICENSE of the folder has the text: permission is granted, free of charge, to deal in the software without restriction, with its copyright notice.',
  'Apache-2.0': 'On Debian systems the text is in /usr/share/common-licenses/Apache-2.0.',
};

/** `home`: where the product stands, without a leading slash; `modules`: paths of dependencies below it. */
export function copyrightOf(root, home, modules) {
  const found = modules.map((path) => ({ path, ...licenceOf(root, path) }));
  const licences = [...new Set(['Apache-2.0', ...found.map(({ licence }) => licence)])].sort();
  return [
    `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: callveil
Comment: The dependencies from the npm registry are in the package, because Debian does not have them in these versions.`,
    stanza('*', 'The authors of Callveil', 'Apache-2.0'),
    ...found.map(({ path, holder, licence }) => stanza(`${home}/${path}/*`, holder, licence)),
    ...licences.map((licence) => {
      const text = TEXTS[licence] ?? `The file LICENSE of the folder has the text of ${licence}.`;
      return `License: ${licence}\n ${text}`;
    }),
  ]
    .map((part) => `${part}\n`)
    .join('\n');
}

function stanza(files, holder, licence) {
  return `Files: ${files}\nCopyright: ${holder}\nLicense: ${licence}`;
}

function licenceOf(root, path) {
  const { name, license, author, contributors } = JSON.parse(
    readFileSync(join(root, path, 'package.json'), 'utf8'),
  );
  const licence = license ?? STATED_ELSEWHERE[name];
  if (typeof licence !== 'string') throw new Error(`${path} states no licence`);
  return {
    licence: licence.replace(/^\(|\)$/g, ''),
    holder: holderOf(root, path, author ?? contributors?.[0], name),
  };
}

/** The line of the licence that names it, else the author. */
function holderOf(root, path, author, name) {
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENCE', 'license', 'LICENSE-MIT'].find((one) =>
    existsSync(join(root, path, one)),
  );
  const text = file === undefined ? '' : readFileSync(join(root, path, file), 'utf8');
  const [, line] = /^\W*copyright\s*(?:\(c\)|©)?\s*((?=.*\d{4}).+)$/im.exec(text) ?? [];
  if (line !== undefined) return line.trim();
  const named = typeof author === 'string' ? author : author?.name;
  return named ?? `The authors of ${name}`;
}
