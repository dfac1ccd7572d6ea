/** The map of the compatible API: which URI does what, for applications of which mode. */
import type { Mode } from '../../../routing/application.js';
import type { Bindings } from '../../../routing/bindings/bindings.js';
import type { Calls } from '../collaborators.js';
import { axOperations } from './ax.js';
import { temporaryCalleeOperation } from './ax-temporary-callee.js';
import { axbOperations } from './axb.js';
import { axeOperations } from './axe.js';
import { axybOperations } from './axyb.js';
import type { Operation } from './operation.js';
import { stopCallOperation } from './stop-call.js';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly uri: string;
  /** Applications of another mode get 1010040; undefined: any mode. */
  readonly mode: Mode | undefined;
  readonly operation: Operation;
}

/** Bindings of the modes that store bindings. */
export type ModeBindings = Pick<Bindings, 'axb' | 'ax' | 'axe' | 'axyb'>;

export function routesOf(bindings: ModeBindings, calls: Calls): readonly Route[] {
  const axb = axbOperations(bindings.axb);
  const ax = axOperations(bindings.ax);
  const axe = axeOperations(bindings.axe);
  const axyb = axybOperations(bindings.axyb);
  const axbUri = '/rest/caas/relationnumber/partners/v1.0';
  const axUri = '/rest/provision/caas/privatenumber/v1.0';
  const calleeUri = '/rest/caas/privatenumber/calleenumber/v1.0';
  const axeUri = '/rest/caas/extendnumber/v1.0';
  const axybUri = '/rest/omp/xyrelationnumber/v1.0';
  const stopUri = '/rest/httpsessions/callStop/v2.0';
  return [
    { method: 'POST', uri: axbUri, mode: 'AXB', operation: axb.bind },
    { method: 'PUT', uri: axbUri, mode: 'AXB', operation: axb.modify },
    { method: 'DELETE', uri: axbUri, mode: 'AXB', operation: axb.unbind },
    { method: 'GET', uri: axbUri, mode: 'AXB', operation: axb.query },

    { method: 'POST', uri: axUri, mode: 'AX', operation: ax.bind },
    { method: 'PUT', uri: axUri, mode: 'AX', operation: ax.modify },
    { method: 'DELETE', uri: axUri, mode: 'AX', operation: ax.unbind },
    { method: 'GET', uri: axUri, mode: 'AX', operation: ax.query },
    { method: 'PUT', uri: calleeUri, mode: 'AX', operation: temporaryCalleeOperation(bindings.ax) },

    { method: 'POST', uri: axeUri, mode: 'AXE', operation: axe.bind },
    { method: 'PUT', uri: axeUri, mode: 'AXE', operation: axe.modify },
    { method: 'DELETE', uri: axeUri, mode: 'AXE', operation: axe.unbind },
    { method: 'GET', uri: axeUri, mode: 'AXE', operation: axe.query },

    { method: 'POST', uri: axybUri, mode: 'AXYB', operation: axyb.bind },
    { method: 'DELETE', uri: axybUri, mode: 'AXYB', operation: axyb.unbind },
    { method: 'GET', uri: axybUri, mode: 'AXYB', operation: axyb.query },

    { method: 'POST', uri: stopUri, mode: undefined, operation: stopCallOperation(calls) },
  ];
}
