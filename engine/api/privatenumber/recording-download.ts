/** Sends a recording's WAV file, all of it or the requested range (RFC 9110 14). */
import { open, type FileHandle } from 'node:fs/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, results } from './result-codes.js';

export async function sendRecording(
  request: FastifyRequest,
  reply: FastifyReply,
  recording: { readonly path: string; readonly fileName: string },
): Promise<FastifyReply> {
  const file = await openFile(recording.path);
  const { size } = await file.stat();
  void reply
    .type('audio/wav')
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `attachment; filename="${recording.fileName}"`);
  const range = readRange(request.headers.range, size);
  if (range === 'unsatisfiable') {
    await file.close();
    return reply.code(416).header('content-range', `bytes */${size}`).send();
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range) void reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
  void reply.header('content-length', String(end - start + 1));
  if (size === 0) {
    await file.close();
    return reply.send();
  }
  // The answer to HEAD drains its stream, so one byte is enough.
  return reply.send(file.createReadStream({ start, end: request.method === 'HEAD' ? start : end }));
}

/** Exactly one range; several ranges, other units and malformed ranges are ignored, as the RFC allows. */
export function readRange(
  header: string | undefined,
  size: number,
): { readonly start: number; readonly end: number } | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return undefined;
  return start >= size ? 'unsatisfiable' : { start, end };
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    // Retention may delete the file between finding and opening it.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Refusal(results.recordMissing);
    }
    throw error;
  }
}
