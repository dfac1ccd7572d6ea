/** The SIP messages of one call: both legs as one ladder, and as a file for Wireshark. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ladderOf, pcapOf } from '../../ladder/ladder.js';
import type { CapturedLeg } from '../../ladder/captured-call.js';
import type { ShownLadder } from './call-answers.js';
import { seesMasked } from './bearer.js';
import type { Operator } from '../../accounts/operator.js';
import type { OperatorContext } from './context.js';
import { notFound, OperatorProblem, problems } from './problems.js';
import { answer, body, failures, nothing, time } from './schemas.js';

const sessionId = { type: 'string', minLength: 1, maxLength: 256 } as const;
const peer = { type: 'string', description: '`192.0.2.10:5060`' } as const;

const leg = {
  type: 'object',
  properties: {
    side: { type: 'string', enum: ['caller', 'callee'] },
    peer,
    missing: {
      type: 'integer',
      description: 'Messages in the middle that were not kept: there were too many.',
    },
  },
} as const;

const message = {
  type: 'object',
  properties: {
    at: time,
    offsetMs: { type: 'number', description: 'Since the first one.' },
    leg: { type: 'integer', description: 'Place among `legs`, from 0.' },
    direction: { type: 'string', enum: ['in', 'out'], description: 'in: from the peer to Callveil.' },
    transport: { type: 'string', enum: ['udp', 'tcp', 'tls'] },
    peer,
    title: { type: 'string', description: 'Method, or status and reason.' },
    cseq: { type: 'string' },
    hasSdp: { type: 'boolean' },
    isRepeated: { type: 'boolean', description: 'The same bytes were there before.' },
    text: { type: 'string', description: 'The whole message; numbers are masked for viewers.' },
  },
} as const;

const DESCRIPTION =
  'Of a live call, or of one of the last that have ended (`capture.calls`). Answers to digest challenges, passwords ' +
  'and media keys are covered for everyone.';

type OperatorOf = (request: FastifyRequest) => Operator | undefined;

export function ladderOperations(
  app: FastifyInstance,
  { ladders }: Pick<OperatorContext, 'ladders'>,
  operatorOf: OperatorOf,
): void {
  addLadder(app, ladders, operatorOf);
  addPcap(app, ladders, operatorOf);
}

function addLadder(app: FastifyInstance, ladders: OperatorContext['ladders'], operatorOf: OperatorOf): void {
  app.get<{ Params: { sessionId: string } }>(
    '/calls/:sessionId/ladder',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'getLadder',
        tags: ['calls'],
        summary: 'Both legs of a call as one ladder',
        description: DESCRIPTION,
        params: body({ sessionId }, ['sessionId']),
        response: {
          200: answer('The ladder.', {
            sessionId,
            legs: { type: 'array', items: leg },
            messages: { type: 'array', items: message },
          }),
          ...failures,
        },
      },
    },
    async (request, reply) => {
      const legs = await legsOf(ladders, request.params.sessionId);
      const ladder = shownLadder(request.params.sessionId, legs, seesMasked(operatorOf(request)));
      // As text: it is masked already, in more places than the answers of other operations have.
      return reply.type('application/json').send(JSON.stringify(ladder));
    },
  );
}

function addPcap(app: FastifyInstance, ladders: OperatorContext['ladders'], operatorOf: OperatorOf): void {
  app.get<{ Params: { sessionId: string } }>(
    '/calls/:sessionId/pcap',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'getPcap',
        tags: ['calls'],
        summary: 'Both legs of a call as a pcap file',
        description:
          `${DESCRIPTION} Numbers are masked for viewers. With the RTP and RTCP of both legs if that was asked for ` +
          '(`captureRtp`), for operators and admins. Messages over TCP and TLS are written as datagrams.',
        produces: ['application/vnd.tcpdump.pcap'],
        params: body({ sessionId }, ['sessionId']),
        response: {
          200: {
            description: 'Classic pcap, Ethernet.',
            content: { 'application/vnd.tcpdump.pcap': { schema: {} } },
          },
          ...failures,
        },
      },
    },
    async (request, reply) => {
      const { sessionId: id } = request.params;
      const rtp = ladders.rtp(id);
      // Where the SIP messages are elsewhere, the RTP is here all the same.
      const legs = await legsOf(ladders, id).catch((error: unknown) => {
        if (rtp.length === 0) throw error;
        return [];
      });
      const pcap = pcapOf(legs, rtp, { isMasked: seesMasked(operatorOf(request)) });
      return reply.type('application/vnd.tcpdump.pcap').send(pcap);
    },
  );
}

export function rtpOperation(app: FastifyInstance, { ladders }: Pick<OperatorContext, 'ladders'>): void {
  app.post<{ Params: { sessionId: string } }>(
    '/calls/:sessionId/rtp',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'captureRtp',
        tags: ['calls'],
        summary: 'Keeps the RTP of a live call from now on, for its pcap file',
        description:
          'RTP and RTCP of both legs as they are on the wire; encrypted packets stay so. Until the call ends or its share is ' +
          'full (`capture.rtpMegabytes`). What the parties say is in it: who asked is in the audit.',
        params: body({ sessionId }, ['sessionId']),
        response: { 204: nothing, ...failures },
      },
    },
    async (request, reply) => {
      const begun = ladders.beginRtp(request.params.sessionId);
      if (begun === 'off')
        throw new OperatorProblem(problems.notCaptured, 'no RTP is kept: `capture.rtpMegabytes` is 0');
      if (begun === 'no-audio') throw notFound('call with audio');
      return reply.code(204).send();
    },
  );
}

const REASONS = {
  off: 'no SIP messages are kept: `capture.calls` is 0',
  elsewhere: 'with `sip.server: drachtio` the external drachtio-server alone sees the SIP messages',
  away: 'the SIP process is being restarted; it begins without the messages of earlier calls',
} as const;

async function legsOf(
  ladders: Pick<OperatorContext['ladders'], 'sip'>,
  id: string,
): Promise<readonly CapturedLeg[]> {
  const found = await ladders.sip(id);
  if (typeof found === 'string') throw new OperatorProblem(problems.notCaptured, REASONS[found]);
  if (found.length === 0) throw notFound('call among those whose SIP messages are kept');
  return found;
}

function shownLadder(id: string, captured: readonly CapturedLeg[], isMasked: boolean): ShownLadder {
  const { legs, rungs } = ladderOf(captured, { isMasked });
  const start = rungs[0]?.at ?? 0;
  return {
    sessionId: id,
    legs,
    messages: rungs.map(({ at, ...rung }) => ({
      at: new Date(at).toISOString(),
      offsetMs: Math.round((at - start) * 1000) / 1000,
      ...rung,
    })),
  };
}
