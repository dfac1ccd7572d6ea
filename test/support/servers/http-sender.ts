/** Carries the customer's client over real HTTP; each request on a kept-alive connection of the process's pool. */
import type { Sender } from './privatenumber-client.js';

/** `baseUrl` like `http://127.0.0.1:8080`. Redirects are not followed: clients read Location themselves (spec 8.1). */
export function httpSender(baseUrl: string): Sender {
  return async ({ method, path, headers, body }) => {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  };
}
