/** Bindings of all modes: looking at them; making, changing and removing them on behalf of an application. */
import type { Application } from '../../../routing/application.js';
import { promptsOf, type Binding, type NamedPrompts } from '../../../routing/binding.js';
import type {
  AxbBind,
  AxbModify,
  AxBind,
  AxeBind,
  AxeModify,
  AxModify,
  AxybBind,
  YbBind,
} from '../../../routing/bindings/bindings.js';
import {
  axbRequest,
  axeRequest,
  axRequest,
  axybRequest,
  changeable,
  describeBinding,
  describePart,
  modifyRequest,
  ybRequest,
} from './binding-schemas.js';
import type { ShownBinding } from './answers.js';
import type { OperatorContext, Operations } from './context.js';
import { notFound, OperatorProblem, problems } from './problems.js';
import { writtenNumber } from './phone-number.js';
import { appKey, body, failures, listOf, nothing, page, subscriptionId } from './schemas.js';

interface Search {
  readonly appKey?: string;
  readonly number?: string;
  readonly pageIndex: number;
  readonly pageSize: number;
}

export const bindingOperations: Operations = (app, context) => {
  const { bindings } = context.routing;

  app.post<{ Body: Search }>(
    '/bindings/search',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'searchBindings',
        tags: ['bindings'],
        summary: 'Bindings of an application, of a number, or all',
        description:
          'By number: those that have it as X, Y, A or B. Looks through everything; not for a program to poll.',
        body: body({ appKey, number: writtenNumber, ...page }),
        response: { 200: listOf('One page of them.', { $ref: 'Binding#' }), ...failures },
      },
    },
    ({ body: search }) => {
      const found = bindings.list(search, search);
      return { items: found.items.map((binding) => shown(context, binding)), total: found.total };
    },
  );

  app.get<{ Params: { subscriptionId: string } }>(
    '/bindings/:subscriptionId',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'getBinding',
        tags: ['bindings'],
        summary: 'One binding',
        params: body({ subscriptionId }, ['subscriptionId']),
        response: { 200: { description: 'The binding.', $ref: 'Binding#' }, ...failures },
      },
    },
    ({ params }) => {
      const binding = bindings.get(params.subscriptionId);
      if (!binding) throw notFound('binding');
      return shown(context, binding);
    },
  );

  app.delete<{ Params: { subscriptionId: string } }>(
    '/bindings/:subscriptionId',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'removeBinding',
        tags: ['bindings'],
        summary: 'Unbinds',
        description: 'A call in progress goes on. AXYB: all its parts go too.',
        params: body({ subscriptionId }, ['subscriptionId']),
        response: { 204: nothing, ...failures },
      },
    },
    async ({ params }, reply) => {
      await bindings.remove(params.subscriptionId);
      return reply.code(204).send();
    },
  );

  makingOperations(app, context);
  modifyOperation(app, context);
};

/** One operation for each mode, since each needs different fields. */
const makingOperations: Operations = (app, context) => {
  const { bindings } = context.routing;
  const made = { 201: { description: 'Bound.', $ref: 'Binding#' }, ...failures };
  const schemaOf = (name: string, request: object): object => ({
    operationId: `bind${name}`,
    tags: ['bindings'],
    summary: `Binds in mode ${name.toUpperCase()}`,
    body: request,
    response: made,
  });
  const makers: readonly [string, object, (application: Application, wanted: never) => Promise<Binding>][] = [
    ['Axb', axbRequest, (application, wanted: AxbBind) => bindings.axb.bind(application, wanted)],
    ['Ax', axRequest, (application, wanted: AxBind) => bindings.ax.bind(application, wanted)],
    ['Axe', axeRequest, (application, wanted: AxeBind) => bindings.axe.bind(application, wanted)],
    ['Axyb', axybRequest, (application, wanted: AxybBind) => bindings.axyb.bind(application, wanted)],
  ];
  for (const [name, request, bind] of makers) {
    app.post<{ Body: { appKey: string } & NamedPrompts }>(
      `/bindings/${name.toLowerCase()}`,
      { config: { role: 'operator' }, schema: schemaOf(name, request) },
      async ({ body: { appKey: key, ...wanted } }, reply) => {
        requirePrompts(context, wanted);
        const binding = await bind(requireApplication(context, key), wanted as never);
        return reply.code(201).send(shown(context, binding));
      },
    );
  }

  app.post<{ Body: YbBind & NamedPrompts }>(
    '/bindings/axyb/parts',
    {
      config: { role: 'operator' },
      schema: {
        ...schemaOf('AxybPart', ybRequest),
        summary: 'Gives a B a Y on an AXYB binding',
        response: { 201: { description: 'Bound.', $ref: 'Part#' }, ...failures },
      },
    },
    async ({ body: wanted }, reply) => {
      requirePrompts(context, wanted);
      const binding = bindings.get(wanted.subscriptionId);
      if (binding?.mode !== 'AXYB') throw notFound('AXYB binding');
      const part = await bindings.axyb.bindY(requireApplication(context, binding.appKey), wanted);
      return reply.code(201).send(describePart(part));
    },
  );
};

/** One operation for all modes: an operator who changes a binding has its id and need not know its mode. */
const modifyOperation: Operations = (app, context) => {
  app.patch<{ Params: { subscriptionId: string }; Body: Changes & NamedPrompts }>(
    '/bindings/:subscriptionId',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'modifyBinding',
        tags: ['bindings'],
        summary: 'Changes a binding',
        description:
          'Fields left out stay as they are, null takes a prompt, userData or callbackNum away; which there are depends on the mode. preVoice is replaced as a whole. AXB: ' +
          'a duration starts counting anew. A call in progress goes on as it began. AXYB: 409, its bindings cannot be ' +
          'changed.',
        params: body({ subscriptionId }, ['subscriptionId']),
        body: modifyRequest,
        response: { 200: { description: 'As it is now.', $ref: 'Binding#' }, ...failures },
      },
    },
    async ({ params, body: changes }) => {
      const binding = context.routing.bindings.get(params.subscriptionId);
      if (!binding) throw notFound('binding');
      return shown(context, await modify(context, binding, changes));
    },
  );
};

/** Fields of any mode. */
type Changes = Omit<AxbModify & AxModify & AxeModify, 'subscriptionId' | 'x' | 'extension'>;

async function modify(
  context: OperatorContext,
  { mode, id, appKey: key }: Binding,
  changes: Changes & NamedPrompts,
): Promise<Binding> {
  if (mode === 'AXYB') {
    const detail = 'AXYB bindings cannot be modified; remove it and bind again';
    throw new OperatorProblem(problems.conflict, detail, { code: 'not-modifiable' });
  }
  requireFieldsOf(mode, changes);
  requirePrompts(context, changes);
  const { bindings } = context.routing;
  const application = requireApplication(context, key);
  const request = { ...changes, subscriptionId: id };
  switch (mode) {
    case 'AXB':
      return bindings.axb.modify(application, request);
    case 'AX':
      return bindings.ax.modify(application, request);
    case 'AXE':
      return bindings.axe.modify(application, request);
  }
}

function requireFieldsOf(mode: keyof typeof changeable, changes: object): void {
  const faults = Object.keys(changes)
    .filter((field) => !(field in changeable[mode]))
    .map((field) => ({ field: `body/${field}`, message: `is not changed in mode ${mode}` }));
  if (faults.length === 0) return;
  const detail = faults.map(({ field, message }) => `${field} ${message}`).join('; ');
  throw new OperatorProblem(problems.invalid, detail, { faults });
}

function requirePrompts({ prompts }: OperatorContext, named: NamedPrompts): void {
  const missing = promptsOf(named).filter((name) => !prompts.has(name));
  if (missing.length > 0)
    throw new OperatorProblem(problems.invalid, `there is no prompt ${missing.join(', ')}`);
}

function requireApplication({ routing }: OperatorContext, key: string): Application {
  const application = routing.applications.get(key);
  if (!application) throw notFound('application');
  return application;
}

/** An AXYB binding is shown with its parts. */
function shown({ routing }: OperatorContext, binding: Binding): ShownBinding {
  const application = binding.mode === 'AXYB' ? routing.applications.get(binding.appKey) : undefined;
  const found = application && routing.bindings.axyb.find(application, { subscriptionId: binding.id });
  return describeBinding(binding, found?.parts);
}
