/** Tells what each request to an API was about and how it was answered, for those who count. Numbers never get there. */
import type { FastifyInstance } from 'fastify';

export interface AnsweredRequest {
  readonly api: 'privatenumber' | 'operator';
  /** Class of the route. */
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly milliseconds: number;
}

export type OnAnswered = (request: AnsweredRequest) => void;

/** The compatible API's addresses by a part that no other has (spec 3 to 8). */
const COMPATIBLE: readonly (readonly [part: string, route: string])[] = [
  ['/xyrelationnumber/', 'axyb'],
  ['/relationnumber/', 'axb'],
  ['/calleenumber/', 'ax-callee'],
  ['/provision/caas/privatenumber/', 'ax'],
  ['/extendnumber/', 'axe'],
  ['/callStop/', 'call-stop'],
  ['/record/', 'recordings'],
];

/** Before any route is added: hooks concern the routes that follow. */
export function measureRequests(
  app: FastifyInstance,
  api: AnsweredRequest['api'],
  onAnswered: OnAnswered | undefined,
): void {
  if (onAnswered === undefined) return;
  app.addHook('onResponse', (request, reply, done) => {
    onAnswered({
      ...{ api, method: request.method, status: reply.statusCode, milliseconds: reply.elapsedTime },
      route: routeClass(request.routeOptions.url),
    });
    done();
  });
}

/** `url`: the route's pattern, undefined without a route. */
export function routeClass(url: string | undefined): string {
  if (url === undefined) return 'unknown';
  const compatible = COMPATIBLE.find(([part]) => url.includes(part));
  if (compatible !== undefined) return compatible[1];
  const [, first = '', second = ''] = url.split('/');
  if (first === 'v1') return second === '' ? 'v1' : second;
  return ['metrics', 'healthz', 'readyz', 'livez'].includes(first) ? first : 'files';
}
