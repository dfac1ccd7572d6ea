/**
 * Bodies longer than allowed. They are refused before they have arrived. Closing the connection on a client that is
 * still sending would give it a broken pipe instead of the reason.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Bytes that are read and dropped so that the client gets the answer; a client that announces more, or no length, is
 * cut off.
 */
const MAX_DROPPED_BYTES = 64 * 1024 * 1024;

export function isTooLong(error: unknown): boolean {
  return (error as { readonly code?: unknown }).code === 'FST_ERR_CTP_BODY_TOO_LARGE';
}

/** Call it before sending the refusal. */
export function dropRest({ headers }: FastifyRequest, reply: FastifyReply): void {
  if (Number(headers['content-length']) <= MAX_DROPPED_BYTES) void reply.removeHeader('connection');
}
