/** Which applications want which messages: `route` and `remove_route` (spec section 3), round robin. */
import type { WireClient } from './client.js';

interface Route {
  readonly clients: WireClient[];
  turn: number;
}

export class WireRoutes {
  readonly #routes = new Map<string, Route>();

  /** Adds a client for a verb. Repeating it changes nothing: drachtio-srf repeats all verbs with each new one. */
  add(verb: string, client: WireClient): void {
    const route = this.#routes.get(verb) ?? { clients: [], turn: 0 };
    if (!route.clients.includes(client)) route.clients.push(client);
    this.#routes.set(verb, route);
  }

  remove(verb: string, client: WireClient): void {
    const route = this.#routes.get(verb);
    const index = route?.clients.indexOf(client) ?? -1;
    if (route === undefined || index < 0) return;
    route.clients.splice(index, 1);
    if (route.clients.length === 0) this.#routes.delete(verb);
  }

  removeAll(client: WireClient): void {
    for (const verb of [...this.#routes.keys()]) this.remove(verb, client);
  }

  has(verb: string): boolean {
    return this.#routes.has(verb);
  }

  /** The next client in turn for a verb, or undefined if there is none. */
  next(verb: string): WireClient | undefined {
    const route = this.#routes.get(verb);
    if (route === undefined) return undefined;
    route.turn = (route.turn + 1) % route.clients.length;
    return route.clients[route.turn];
  }
}
