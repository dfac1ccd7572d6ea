/** The API for customers' systems, on its own listener. */
import { readFileSync } from 'node:fs';
import fastify, { type FastifyInstance } from 'fastify';
import { parseQuery } from './privatenumber/request-body.js';
import { answerUnknownUri, privateNumberSurface, type SurfaceOptions } from './privatenumber/surface.js';
import { endConnections } from './listener-connections.js';
import { measureRequests, type OnAnswered } from './measured-requests.js';

export interface ApiOptions extends SurfaceOptions {
  /** Routes without a signature beside the compatible ones: health. */
  readonly extend?: (app: FastifyInstance) => void;
  readonly onAnswered?: OnAnswered;
}

export interface Api {
  /** Starts listening; answers the address. Port 0 in the configuration takes a free one. */
  listen(): Promise<{ readonly host: string; readonly port: number }>;
  /** Lets running requests finish and closes the other connections. Idempotent. */
  close(): Promise<void>;
  /** A request without a socket, for tests. */
  readonly inject: FastifyInstance['inject'];
}

export function createApi(options: ApiOptions): Api {
  const { api: config } = options.config;
  const { tls } = config;
  const app = fastify({
    logger: false,
    https: tls ? { cert: readFileSync(tls.certificateFile), key: readFileSync(tls.keyFile) } : null,
    bodyLimit: config.maxBodyBytes,
    // A client that sends its request byte by byte may hold a socket no longer than this.
    requestTimeout: 30_000,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, querystringParser: parseQuery },
    frameworkErrors: (_error, _request, reply) => {
      answerUnknownUri(reply);
    },
  });
  app.setNotFoundHandler((_request, reply) => answerUnknownUri(reply));
  // The server's type depends on http or https; the surface works with either.
  const anyApp = app as unknown as FastifyInstance;
  endConnections(anyApp);
  measureRequests(anyApp, 'privatenumber', options.onAnswered);
  privateNumberSurface(anyApp, options);
  options.extend?.(anyApp);
  return {
    async listen() {
      await app.listen({ host: config.host, port: config.port });
      const address = app.server.address();
      if (address === null || typeof address === 'string') throw new TypeError('a listener without a port');
      return { host: address.address, port: address.port };
    },
    close: () => app.close().then(() => undefined),
    inject: app.inject.bind(app) as FastifyInstance['inject'],
  };
}
