/**
 * What is wrong with an application, whoever describes it: the configuration file, or an operator through the API. Both are
 * held to the same schema and to the same of what it cannot say.
 */
import { schemaCheck, type SchemaCheck } from './check-schema.js';
import type { ApplicationConfig } from './config.js';
import { showValue, type Problem } from './problem.js';
import { configSchema } from './schema.js';

let bySchema: SchemaCheck | undefined;

/** For one that comes without a file: keys are those of the application, and defaults are filled in. */
export function checkApplication(application: unknown): Problem[] {
  bySchema ??= schemaCheck(configSchema.properties?.['applications']?.items ?? configSchema);
  return bySchema(application, () => 1);
}

/** A tone that names a prompt which is not there would be silence. */
export function checkTones(
  { tones }: Pick<ApplicationConfig, 'tones'>,
  hasPrompt: (name: string) => boolean,
): { readonly tone: string; readonly expected: string; readonly found: string }[] {
  return Object.entries(tones)
    .filter(([, name]) => !hasPrompt(name))
    .map(([tone, name]) => ({
      tone,
      expected: 'a prompt that comes with Callveil or is in prompts.directory',
      found: showValue(name),
    }));
}
