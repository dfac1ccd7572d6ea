/**
 * Bodies longer than allowed. They are refused before they have come, and the connection would be closed on a client that is
 * still sending: it would hear of a broken pipe and not of its mistake.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What is taken in and dropped for the sake of the answer; whoever announces more, or does not say how much, is cut off. */
const MAX_DROPPED_BYTES = 64 * 1024 * 1024;

export function isTooLong(error: unknown): boolean {
  return (error as { readonly code?: unknown }).code === 'FST_ERR_CTP_BODY_TOO_LARGE';
}

/** To be called before the refusal is sent. */
export function dropRest({ headers }: FastifyRequest, reply: FastifyReply): void {
  if (Number(headers['content-length']) <= MAX_DROPPED_BYTES) void reply.removeHeader('connection');
}
