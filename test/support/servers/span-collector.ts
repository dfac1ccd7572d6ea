/** A collector of spans: OTLP over HTTP as JSON, with answers of the test's choice. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Test } from 'tap';

type Value = { stringValue?: string; intValue?: string; doubleValue?: number; boolValue?: boolean };

export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { readonly key: string; readonly value: Value }[];
  readonly status: { readonly code?: number };
}

interface Request {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: CollectedSpan['attributes'] };
    readonly scopeSpans: readonly { readonly scope: object; readonly spans: readonly CollectedSpan[] }[];
  }[];
}

export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export class SpanCollector {
  readonly spans: CollectedSpan[] = [];
  /** Each request: its headers, and its body as it came. */
  readonly requests: { readonly headers: IncomingHttpHeaders; readonly text: string }[] = [];
  /** Given in turn; then everything is taken. */
  readonly answers: Answer[] = [];
  /** Answers nothing at all. */
  isSilent = false;
  readonly #waiting: { readonly until: () => boolean; readonly resolve: () => void }[] = [];

  private constructor(readonly url: string) {}

  static async start(t: Test): Promise<SpanCollector> {
    const server = createServer((request, response) => void collector.#take(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.teardown(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const collector = new SpanCollector(`http://127.0.0.1:${port}/v1/traces`);
    return collector;
  }

  /** Resolves when that is so, which is looked at with each request. */
  when(until: () => boolean): Promise<void> {
    if (until()) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ until, resolve }));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
    this.requests.push({ headers: request.headers, text });
    const { status, headers = {}, body = '{}' } = this.answers.shift() ?? { status: 200 };
    if (status === 200 && !this.isSilent)
      for (const { scopeSpans } of (JSON.parse(text) as Request).resourceSpans)
        for (const { spans } of scopeSpans) this.spans.push(...spans);
    if (!this.isSilent)
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    for (const { until, resolve } of this.#waiting) if (until()) resolve();
  }
}

/** An attribute of a span, as a text. */
export function attributeOf({ attributes }: CollectedSpan, key: string): string | undefined {
  const value = attributes.find((attribute) => attribute.key === key)?.value;
  return value && String(value.stringValue ?? value.intValue ?? value.doubleValue ?? value.boolValue);
}
