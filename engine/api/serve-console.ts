/** The web console's files on the operator listener: `/console/`; `/` redirects there. They contain nothing secret. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The build puts the bundle beside this file's folder in `dist`. */
const consoleDirectory = fileURLToPath(new URL('../console/', import.meta.url));

/** The console is optional: if it has not been built, the log says so and everything else is served. */
export function addConsole(app: FastifyInstance, warn: (message: string) => void): void {
  if (!existsSync(`${consoleDirectory}index.html`)) {
    warn(`expected the web console in ${consoleDirectory}, found none: npm run build makes it`);
    return;
  }
  void app.register(fastifyStatic, {
    root: consoleDirectory,
    // Without the last slash, so that /console redirects to /console/.
    prefix: '/console',
    redirect: true,
    decorateReply: false,
    cacheControl: false,
    dotfiles: 'ignore',
    setHeaders: (response, path) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      response.setHeader('cache-control', isHashed(path) ? FOREVER : 'no-cache');
    },
  });
  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/console/', 302));
}

/**
 * The page may use its own script and style and nothing else: no inline code, no frame around it, no form to another
 * site, no string that becomes markup (trusted types). So a hostile text in a binding stays a text.
 */
const headers: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    // What was fetched with the token, and is played.
    'media-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The name of each file but the page contains a hash of its content, so a name never changes its meaning. */
const FOREVER = 'public, max-age=31536000, immutable';

function isHashed(path: string): boolean {
  return /-[A-Z0-9]{8}\.\w+$/.test(path);
}
