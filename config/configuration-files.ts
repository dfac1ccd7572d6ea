/** Every file that a configuration consists of or names, for a backup of it. */
import type { Config } from './config.js';
import type { LoadedConfig } from './load.js';
import { configSchema } from './schema.js';
import { trunkFileSchema } from './trunk-files.js';
import { withoutSecrets } from './without-secrets.js';

export interface ConfigurationFile {
  /** Its absolute path, or that of the configuration file as it was given. */
  readonly file: string;
  /** As it was read at the start or the last reload; undefined: it is still to be read. */
  readonly text?: string;
  /** A private key. */
  readonly isSecret: boolean;
}

/** `withSecrets`: whether the texts are as they were read. */
export function configurationFiles(
  { config, texts }: Pick<LoadedConfig, 'config' | 'texts'>,
  withSecrets: boolean,
): readonly ConfigurationFile[] {
  const own = texts.map(({ file, text }, place) => ({
    file,
    text: withSecrets ? text : withoutSecrets(text, place === 0 ? configSchema : trunkFileSchema),
    isSecret: false,
  }));
  const { keys, others } = namedFiles(config);
  const named = (files: readonly (string | undefined)[], isSecret: boolean): ConfigurationFile[] =>
    [...new Set(files)].flatMap((file) => (file === undefined ? [] : [{ file, isSecret }]));
  return [...own, ...named(others, false), ...named(keys, true)];
}

function namedFiles({ api, sip, trunks, policyFile, rulesFile, callbacks }: Config): {
  readonly keys: readonly (string | undefined)[];
  readonly others: readonly (string | undefined)[];
} {
  const tls = [
    ...(api.tls === undefined ? [] : [{ ...api.tls, caFile: undefined }]),
    ...sip.listen,
    ...sip.listen.flatMap(({ moreCertificates = [] }) =>
      moreCertificates.map((more) => ({ ...more, caFile: undefined })),
    ),
    ...trunks.map((trunk) => trunk.tls),
    ...trunks.flatMap(({ smpp }) => (smpp?.tls === undefined ? [] : [smpp.tls])),
  ];
  return {
    keys: tls.map(({ keyFile }) => keyFile),
    others: [
      ...[policyFile, rulesFile, callbacks.caFile],
      ...tls.flatMap(({ certificateFile, caFile }) => [certificateFile, caFile]),
    ],
  };
}
