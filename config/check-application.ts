/**
 * Checks an application, from the configuration file or from an operator's API request. Both must satisfy the same
 * schema and the same rules that a schema cannot express.
 */
import { schemaCheck, type SchemaCheck } from './check-schema.js';
import type { ApplicationConfig } from './config.js';
import { placesIn } from './place.js';
import { showValue, type Problem } from './problem.js';
import { configSchema } from './schema.js';

let bySchema: SchemaCheck | undefined;

/**
 * For an application that does not come from a file: problems name keys of the application, and defaults are filled in.
 */
export function checkApplication(application: unknown): Problem[] {
  bySchema ??= schemaCheck(configSchema.properties?.['applications']?.items ?? configSchema);
  return bySchema(
    application,
    placesIn(() => 1),
  );
}

/** A tone that names a missing prompt would be silence. */
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
