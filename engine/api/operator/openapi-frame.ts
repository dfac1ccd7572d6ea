/** What the OpenAPI document says beside the operations, which it takes from their schemas. */
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';

export const openApiFrame: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Callveil operator API',
      version: '1',
      description:
        'For operators of Callveil and their tools. Times are RFC 3339, numbers E.164; to viewers numbers are masked. ' +
        'What is not done is answered with an RFC 9457 problem.',
    },
    tags: [
      { name: 'applications', description: "Customers' keys, modes and settings" },
      { name: 'numbers', description: 'The pool of privacy numbers' },
      { name: 'bindings', description: 'Relations of real numbers and privacy numbers, all modes' },
      { name: 'calls', description: 'Calls in progress, and what would become of one' },
      { name: 'prompts', description: 'Audio played to callers' },
      { name: 'system', description: 'The engine itself' },
    ],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    security: [{ bearer: [] }],
  },
  refResolver: {
    buildLocalReference: (schema, _base, _fragment, index) => String(schema['$id'] ?? `schema-${index}`),
  },
};
