/** The applications of the configuration file, in routing's words. */
import type { ApplicationConfig, Config } from '../config/config.js';
import type { Application } from '../routing/application.js';
import type { Applications } from '../routing/routing.js';

export function configuredApplications(config: Config): Applications {
  const byKey = new Map(
    config.applications.map((application) => [application.appKey, applicationOf(application)]),
  );
  return {
    get: (appKey) => byKey.get(appKey),
    list: () => [...byKey.values()],
    put: (application) => void byKey.set(application.appKey, application),
  };
}

/** The same without its numbers, which the pool keeps. */
function applicationOf({ numbers: _, ...application }: ApplicationConfig): Application {
  return application;
}
