/**
 * The rules in force, and the lists they read. The journal's documents are the only way to change the lists, so every
 * engine has the same; the frequencies are counted by each engine for the calls that it carries.
 */
import { readDocument } from '../journal/documents.js';
import type { AppliedChange, StoredDocument } from '../journal/journal.js';
import { maskNumber, type E164 } from '../numbers/number.js';
import { Blacklist, type BlacklistEntry, type BlacklistKind } from './blacklist.js';
import type {
  BindCode,
  BindRefusal,
  BindRequest,
  RuleCode,
  RuleName,
  RuleRefusal,
  Rules,
  Traffic,
  Verdict,
} from './rules.js';

/** The documents that belong here. */
const OURS = /^(?:blacklist)\//;

/** A rule that calls or messages are under. */
interface TrafficRule {
  readonly rule: RuleName;
  readonly statement: string;
  refuses(traffic: Traffic): RuleRefusal | undefined;
}

export class RuleBook implements Rules {
  readonly blacklist = new Blacklist();
  readonly #callRules: readonly TrafficRule[];
  readonly #messageRules: readonly TrafficRule[];

  constructor() {
    const listed = (kinds: Kinds): TrafficRule => ({
      rule: 'blacklist',
      statement: 'no blacklist bars caller or callee',
      refuses: (traffic) => this.#listed(traffic, kinds),
    });
    this.#callRules = [listed(callKinds)];
    this.#messageRules = [listed(messageKinds)];
  }

  get idle(): boolean {
    return this.blacklist.size === 0;
  }

  mayCall(call: Traffic): RuleRefusal | undefined {
    return first(this.#callRules, call);
  }

  mayMessage(message: Traffic): RuleRefusal | undefined {
    return first(this.#messageRules, message);
  }

  mayBind(request: BindRequest): BindRefusal | undefined {
    return this.#barred('a', request) ?? this.#barred('b', request);
  }

  verdicts(call: Traffic): readonly Verdict[] {
    return this.#callRules.map(({ rule, statement, refuses }) => ({
      rule,
      statement,
      refusal: refuses(call),
    }));
  }

  called(_call: Traffic): void {
    return;
  }

  messaged(_message: Traffic): void {
    return;
  }

  // Documents of the journal.

  put(scope: string, document: StoredDocument): void {
    const read = OURS.test(document.key) ? readDocument(document) : undefined;
    if (read?.kind === 'blacklist') this.blacklist.put(placeOf(scope, document.key), read.value);
  }

  apply({ scope, put, remove }: AppliedChange): void {
    for (const key of remove) if (OURS.test(key)) this.blacklist.remove(placeOf(scope, key));
    for (const document of put) this.put(scope, document);
  }

  /** Makes the documents of a scope exactly these (`Follower.replace`). */
  replace(scope: string, documents: readonly StoredDocument[]): void {
    const gone = new Set([...this.documents(scope)].map(({ key }) => key));
    for (const { key } of documents) gone.delete(key);
    this.apply({ scope, put: documents, remove: [...gone] });
  }

  /** What the journal holds of a scope. */
  *documents(scope: string): Generator<StoredDocument> {
    for (const [place, value] of this.blacklist.all())
      if (place.startsWith(`${scope} `)) yield { key: place.slice(scope.length + 1), revision: 1, value };
  }

  /** An entry of the blacklist by the key of its document. */
  entry(scope: string, key: string): BlacklistEntry | undefined {
    return this.blacklist.get(placeOf(scope, key));
  }

  // Verdicts.

  #listed({ appKey, caller, callee, x, direction, at }: Traffic, kinds: Kinds): RuleRefusal | undefined {
    const [byCaller, byCallee] = kinds[direction];
    const one = this.blacklist.barring(byCaller, { appKey, number: caller, x, at });
    if (one !== undefined) return barring('caller-blacklisted', caller, one);
    const other = callee && this.blacklist.barring(byCallee, { appKey, number: callee, x, at });
    return other && callee && barring('callee-blacklisted', callee, other);
  }

  #barred(field: 'a' | 'b', { appKey, [field]: number, x, at }: BindRequest): BindRefusal | undefined {
    if (number === undefined) return undefined;
    const kinds = x === undefined ? [bindKinds[field]] : [bindKinds[field], 'x' as const];
    const entry = this.blacklist.barring(kinds, { appKey, number, x, at });
    return entry && { ...barring('blacklisted', number, entry), field };
  }
}

/** What bars the caller, and what bars the callee, by direction. */
type Kinds = readonly [Sides, Sides];
type Sides = readonly [caller: readonly BlacklistKind[], callee: readonly BlacklistKind[]];

const bindKinds = { a: 'bind-a', b: 'bind-b' } as const;

const everyCall: readonly BlacklistKind[] = ['call', 'x'];
const callKinds: Kinds = [
  [everyCall, everyCall],
  [
    [...everyCall, 'call-as-a'],
    [...everyCall, 'call-as-b'],
  ],
];
const everyMessage: Sides = [
  ['message', 'x'],
  ['message', 'x'],
];
const messageKinds: Kinds = [everyMessage, everyMessage];

function first(rules: readonly TrafficRule[], traffic: Traffic): RuleRefusal | undefined {
  for (const rule of rules) {
    const refusal = rule.refuses(traffic);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function barring<Code extends RuleCode | BindCode>(
  code: Code,
  number: E164,
  { kind, expiresAt, number: listed }: BlacklistEntry,
): RuleRefusal<Code> {
  const how = listed.endsWith('*') ? `as ${maskNumber(listed)} ` : '';
  const because = `${maskNumber(number)} is on the blacklist ${how}(${kind})`;
  return { rule: 'blacklist', code, until: expiresAt, because };
}

function placeOf(scope: string, key: string): string {
  return `${scope} ${key}`;
}
