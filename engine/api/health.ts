/**
 * Health and metrics beside the operator API, for load balancers, supervisors and Prometheus; without a token. Readiness
 * says whether calls should come here, liveness whether this process works at all: a supervisor that restarted an engine
 * because it drains, or because Redis is away, would only end its calls.
 */
import type { FastifyInstance } from 'fastify';
import type { ShownHealth } from './operator/answers.js';

export interface HealthSources {
  /** Why calls or bindings are refused now; empty if all is well. */
  readonly ailments: () => readonly string[];
  readonly metrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
}

export function addHealth(app: FastifyInstance, sources: HealthSources): void {
  for (const path of ['/healthz', '/readyz'])
    app.get(path, (_request, reply) => {
      const ailments = sources.ailments();
      const health: ShownHealth = { healthy: ailments.length === 0, ailments };
      return reply.code(health.healthy ? 200 : 503).send(health);
    });
  app.get('/livez', () => ({ alive: true }));
  app.get('/metrics', async (_request, reply) => {
    const { contentType, body } = await sources.metrics();
    return reply.type(contentType).send(body);
  });
}
