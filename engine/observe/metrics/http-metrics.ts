/** Requests to both HTTP APIs. */
import { Counter, Histogram, type Registry } from 'prom-client';
import { BoundedLabel } from './bounded-label.js';

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
/** More than there are classes of routes, and statuses that we answer with. */
const MAX_ROUTES = 60;
const MAX_CODES = 30;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

export interface AnsweredRequest {
  readonly api: 'privatenumber' | 'operator';
  /** What the request is about, never its address: that contains numbers and ids. */
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly milliseconds: number;
}

export class HttpMetrics {
  readonly #routes = new BoundedLabel(MAX_ROUTES);
  readonly #codes = new BoundedLabel(MAX_CODES);
  readonly #requests: Counter;
  readonly #took: Histogram<'api' | 'route'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#requests = new Counter({
      name: 'callveil_http_requests_total',
      help: 'Requests to the APIs by what they were about and the HTTP status of the answer.',
      labelNames: ['api', 'route', 'method', 'code'],
      registers,
    });
    this.#took = new Histogram({
      name: 'callveil_http_request_seconds',
      help: 'How long requests to the APIs took, from their headers to the end of the answer.',
      labelNames: ['api', 'route'],
      buckets: BUCKETS,
      registers,
    });
  }

  answered({ api, route: asked, method: verb, status, milliseconds }: AnsweredRequest): void {
    const route = this.#routes.of(asked);
    const method = METHODS.has(verb) ? verb : 'other';
    this.#requests.inc({ api, route, method, code: this.#codes.of(String(status)) });
    this.#took.observe({ api, route }, milliseconds / 1000);
  }
}
