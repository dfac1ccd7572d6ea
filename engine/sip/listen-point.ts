/** A listener in text for people: `udp/203.0.113.5:5060`. */
import { hostPort } from '../../config/address.js';
import type { ListenPoint } from '../sipd/stack/stack.js';

export function listenPointName({ transport, host, port, externalHost = host }: ListenPoint): string {
  return `${transport}/${hostPort(externalHost, port)}`;
}
