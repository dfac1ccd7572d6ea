/** The web console's files on the operator listener: `/console/`, and `/` leads there. Nothing in them is secret. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Where the build puts the bundle: beside this file's folder in `dist`. */
export const consoleDirectory = fileURLToPath(new URL('../console/', import.meta.url));

/** Calls need no console: where it has not been built that is told, and the rest is served. */
export function addConsole(app: FastifyInstance, warn: (message: string) => void): void {
  if (!existsSync(`${consoleDirectory}index.html`)) {
    warn(`expected the web console in ${consoleDirectory}, found none: npm run build makes it`);
    return;
  }
  void app.register(fastifyStatic, {
    root: consoleDirectory,
    // Without its last slash: that way /console leads to /console/.
    prefix: '/console',
    redirect: true,
    decorateReply: false,
    cacheControl: false,
    dotfiles: 'ignore',
    setHeaders: (response, path) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      response.setHeader('cache-control', isHashed(path) ? forever : 'no-cache');
    },
  });
  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/console/', 302));
}

/**
 * Its own script and style and nothing else: no inline code, no frames around it, no form that leaves, no string that
 * becomes markup (trusted types), so that a hostile text in a binding stays a text.
 */
const headers: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
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

/** A hash of its content is in the name of each file but the page, so the name never means anything else. */
const forever = 'public, max-age=31536000, immutable';

function isHashed(path: string): boolean {
  return /-[A-Z0-9]{8}\.\w+$/.test(path);
}
