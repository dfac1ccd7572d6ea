/** Which class each route of the APIs belongs to: no address, number or id becomes a label. */
import { readFileSync } from 'node:fs';
import fastify from 'fastify';
import t from 'tap';
import { measureRequests, routeClass, type AnsweredRequest } from '../../../engine/api/measured-requests.js';
import { DOWNLOAD_URI, RECORDING_URI } from '../../../engine/api/privatenumber/recording-address.js';
import { routesOf, type ModeBindings } from '../../../engine/api/privatenumber/routes.js';

void t.test('every address of the compatible API has a class of its own', (t) => {
  const bindings = new Proxy({}, { get: () => ({}) }) as ModeBindings;
  const routes = routesOf(bindings, { endCall: () => Promise.resolve(false) });
  const classes = new Map(routes.map(({ uri }) => [uri, routeClass(uri)]));
  t.same([...new Set(classes.values())].sort(), ['ax', 'ax-callee', 'axb', 'axe', 'axyb', 'call-stop']);
  t.equal(classes.size, 6, 'one for each address');
  t.same([RECORDING_URI, DOWNLOAD_URI].map(routeClass), ['recordings', 'recordings']);
  t.end();
});

void t.test('the operators’ API has a class for each thing it is about', (t) => {
  const document = new URL('../../../../engine/api/operator/openapi.json', import.meta.url);
  const { paths } = JSON.parse(readFileSync(document, 'utf8')) as { paths: Record<string, unknown> };
  const classes = new Set(Object.keys(paths).map(routeClass));
  t.ok(classes.has('calls') && classes.has('bindings') && classes.has('numbers'));
  t.notOk(classes.has('files') || classes.has('unknown') || classes.has('v1'));
  t.ok(classes.size < 60, `${classes.size}, which is less than the bound of the label`);
  t.same(['/v1/bindings/:subscriptionId', '/metrics', '/console/*', '/', undefined].map(routeClass), [
    'bindings',
    'metrics',
    'files',
    'files',
    'unknown',
  ]);
  t.end();
});

void t.test('a request counts once it is answered, by its route and never its address', async (t) => {
  const app = fastify();
  const told: AnsweredRequest[] = [];
  measureRequests(app, 'operator', (request) => told.push(request));
  app.get('/v1/numbers/:number', (_request, reply) => reply.code(404).send({}));
  await app.inject({ url: '/v1/numbers/+8613800000021?who=13800000022' });
  await app.inject({ method: 'POST', url: '/nothing/+8613800000021' });
  await app.close();
  t.match(told, [
    { api: 'operator', route: 'numbers', method: 'GET', status: 404 },
    { route: 'unknown', method: 'POST', status: 404 },
  ]);
  t.notMatch(JSON.stringify(told), /138000/);
});
