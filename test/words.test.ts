/** Keeps comments and test titles in plain words, as CONTRIBUTING.md asks: reads every comment of the source. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import ts from 'typescript';
import { globSync } from './support/glob.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The folders it reads. */
const FOLDERS = ['config/', 'engine/', 'media/', 'routing/', 'sipp-scenarios/', 'test/'];

/** Files that are not in plain words yet, or that a program writes. */
const EXCEPT = [
  'engine/api/clients/typescript/callveil.ts',
  'media/recorder/recorder-proto.d.ts',
  'media/recorder/recorder-proto.js',
];

/** Where no plain verb will do, by the exact words of the comment. */
const ALLOWED: readonly string[] = [];

const AVOIDED =
  /\b(?:nobody|whoever|whomever|whatever|of ours|anew|for good|(?:is|are|was|were|be|been|being) told)\b/i;
const OF_THE = /^['"`]?of the\b/i;
/** Where "Of the" may begin a comment or a text, before either is parsed. */
const MAY_BEGIN = /(?:\/\*\*?|\/\/|['"`])\s*of the\b/i;

const files = globSync(root, (path: string) => {
  const name = path.slice(root.length);
  return (
    /\.(ts|tsx|mjs)$/.test(name) &&
    FOLDERS.some((folder) => name.startsWith(folder)) &&
    !EXCEPT.includes(name) &&
    !name.includes('node_modules/')
  );
});

interface Text {
  readonly line: number;
  readonly text: string;
}

/** Spares the parser nearly every file. */
function isSuspicious(content: string): boolean {
  const flat = content.replace(/\n\s*(?:\*|\/\/)?/g, ' ').replace(/ +/g, ' ');
  return AVOIDED.test(flat) || MAY_BEGIN.test(content.replace(/\n\s*\*/g, ' '));
}

function parse(file: string, content: string): ts.SourceFile {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file, content, ts.ScriptTarget.Latest, true, kind);
}

/** Every comment, without its marks and on one line; lines of `//` under each other are one comment each. */
function commentsOf(source: ts.SourceFile): Text[] {
  const found = new Map<number, ts.CommentRange>();
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.JsxText) return;
    const leading = ts.getLeadingCommentRanges(source.text, node.pos) ?? [];
    const trailing = ts.getTrailingCommentRanges(source.text, node.end) ?? [];
    for (const range of [...leading, ...trailing]) found.set(range.pos, range);
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  return [...found.values()].map(({ pos, end }) => ({
    line: source.getLineAndCharacterOfPosition(pos).line + 1,
    text: source.text
      .slice(pos, end)
      .replace(/^\/\*+|\*\/$|^\/\//g, '')
      .replace(/\n\s*\*?/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  }));
}

/** The first argument of each call of a `test` method, where it is a text. */
function titlesOf(source: ts.SourceFile): Text[] {
  const titles: Text[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /\btest$/.test(node.expression.getText(source))) {
      const [title] = node.arguments;
      if (title !== undefined && (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title)))
        titles.push({
          line: source.getLineAndCharacterOfPosition(title.pos).line + 1,
          text: title.getText(source),
        });
    }
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  return titles;
}

/** Why a comment or a title is not in plain words; undefined if it is. */
function faultOf(text: string): string | undefined {
  if (ALLOWED.includes(text)) return undefined;
  if (OF_THE.test(text)) return 'begins with "Of the"';
  const [word] = AVOIDED.exec(text) ?? [];
  return word === undefined ? undefined : `has "${word}"`;
}

void t.test('comments and titles are in plain words', (t) => {
  const faults = files.flatMap((file) => {
    const content = readFileSync(file, 'utf8');
    if (!isSuspicious(content)) return [];
    const source = parse(file, content);
    return [...commentsOf(source), ...titlesOf(source)].flatMap(({ line, text }) => {
      const fault = faultOf(text);
      return fault === undefined
        ? []
        : [`${file.slice(root.length)}:${line} ${fault}: ${text.slice(0, 100)}`];
    });
  });
  t.ok(files.length > 300, 'it reads the source');
  t.same(faults, [], 'CONTRIBUTING.md, Words, says what to write instead');
  t.end();
});

void t.test('it finds what it looks for', (t) => {
  const text = [
    '/** Of the call. */',
    'const a = 1; // nobody knows',
    '/**',
    ' * The caller is',
    ' * told.',
    ' */',
    "void t.test('whatever comes', () => undefined);",
    "const plain = 'told for good';",
  ].join('\n');
  const source = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  const faults = [...commentsOf(source), ...titlesOf(source)].map((one) => [one.line, faultOf(one.text)]);
  t.same(faults, [
    [1, 'begins with "Of the"'],
    [2, 'has "nobody"'],
    [3, 'has "is told"'],
    [7, 'has "whatever"'],
  ]);
  t.end();
});
