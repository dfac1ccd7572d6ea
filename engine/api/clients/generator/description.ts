/** What the writers of all languages write from: the types and the operations of the API, in the order of its document. */

export type Type =
  | { readonly kind: 'string' | 'integer' | 'number' | 'boolean' | 'time' | 'json' }
  /** One of some words; `name` is that of its `Choice`. */
  | { readonly kind: 'choice'; readonly name: string; readonly values: readonly string[] }
  /** One of some whole numbers. */
  | { readonly kind: 'integers'; readonly values: readonly number[] }
  | { readonly kind: 'list'; readonly of: Type }
  /** An object whose keys are data. */
  | { readonly kind: 'map'; readonly of: Type }
  | { readonly kind: 'shape'; readonly name: string };

export interface Field {
  /** As it is called in JSON, in a path or in a query. */
  readonly wire: string;
  readonly type: Type;
  readonly required: boolean;
  /** `null` means something else than a field that is left out. */
  readonly nullable: boolean;
  readonly description: string;
}

/** An object with known fields. */
export interface Shape {
  readonly name: string;
  readonly description: string;
  readonly fields: readonly Field[];
  /** Whether the service may answer more than `fields`. */
  readonly open: boolean;
  /** Sent to the service, or read from it; none is both. */
  readonly use: 'request' | 'answer';
}

export interface Choice {
  readonly name: string;
  readonly values: readonly string[];
}

/** How the operation is asked for the next page. */
export type Paging =
  /** `after` of the request is `next` of the answer before; the last answer has no `next`, or the `after` it was asked with. */
  | { readonly kind: 'next'; readonly item: Type }
  /** `pageIndex` counts up from 1, with `pageSize` items on each page. */
  | { readonly kind: 'index'; readonly item: Type; readonly pageSize: number };

export type Answer =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'json'; readonly type: Type }
  /** Bytes that may be many, read as they come. */
  | { readonly kind: 'bytes'; readonly mediaType: string };

export interface Operation {
  /** `bindAxb`; unique. */
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/v1/bindings/{subscriptionId}` */
  readonly path: string;
  readonly pathFields: readonly Field[];
  /** What the query, or the JSON body, is made of; where it goes is `requestIn`. */
  readonly request: Shape | undefined;
  readonly requestIn: 'query' | 'body';
  /** A body that is no JSON. */
  readonly content: { readonly mediaType: string; readonly isText: boolean } | undefined;
  readonly answer: Answer;
  /** Doing it twice is doing it once, so a client may repeat it. */
  readonly isRepeatable: boolean;
  readonly paging: Paging | undefined;
}

export interface Description {
  readonly version: string;
  readonly shapes: readonly Shape[];
  readonly choices: readonly Choice[];
  readonly operations: readonly Operation[];
}
