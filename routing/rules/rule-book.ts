/**
 * The rules in force, and the lists they read. The journal's documents are the only way to change the lists, so every
 * engine has the same; the frequencies are counted by each engine for the calls that it carries.
 */
import type { AppliedChange, StoredDocument } from '../journal/journal.js';
import { POOL_SCOPE } from '../journal/documents.js';
import { maskNumber, type E164 } from '../numbers/number.js';
import type { BlacklistEntry, BlacklistKind } from './blacklist.js';
import type { Standing } from './complaints.js';
import { RuleLists } from './rule-lists.js';
import { RulesPolicy, type RulesInForce } from './rules-policy.js';
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

/** A rule that calls or messages are under. */
interface TrafficRule {
  readonly rule: RuleName;
  readonly statement: string;
  isOn(rules: RulesInForce): boolean;
  refuses(traffic: Traffic, rules: RulesInForce): RuleRefusal | undefined;
}

const OFF = new RulesPolicy({ timeZone: 'UTC' });

export class RuleBook implements Rules {
  readonly lists = new RuleLists();
  /** Called with the application when a complaint has come or has been judged, on every engine. */
  onComplaint: (appKey: string) => void = () => undefined;
  #policy: RulesPolicy | undefined;
  readonly #callRules: readonly TrafficRule[];
  readonly #messageRules: readonly TrafficRule[];

  /** `numbersOf`: how many numbers an application has. */
  constructor(
    policy: RulesPolicy | undefined,
    readonly numbersOf: (appKey: string) => number,
  ) {
    this.#policy = policy;
    const common = [this.#registration(), this.#hours()];
    this.#callRules = [this.#blacklist(callKinds), ...common, frequency('calls')];
    this.#messageRules = [this.#blacklist(messageKinds), ...common, frequency('messages')];
  }

  get policy(): RulesPolicy {
    return this.#policy ?? OFF;
  }

  /** Puts another policy in force, for the next question; its frequencies begin with no calls. */
  replacePolicy(policy: RulesPolicy | undefined): void {
    this.#policy = policy;
  }

  get policyInForce(): RulesPolicy | undefined {
    return this.#policy;
  }

  get idle(): boolean {
    return this.#policy === undefined && this.lists.blacklist.size === 0;
  }

  mayCall(call: Traffic): RuleRefusal | undefined {
    return this.#first(this.#callRules, call);
  }

  mayMessage(message: Traffic): RuleRefusal | undefined {
    return this.#first(this.#messageRules, message);
  }

  mayBind(request: BindRequest): BindRefusal | undefined {
    const refused = request.isNew ? this.#applicationBarred(request) : undefined;
    return refused ?? this.#barred('a', request) ?? this.#barred('b', request);
  }

  verdicts(call: Traffic): readonly Verdict[] {
    const rules = this.policy.of(call.appKey);
    return this.#callRules
      .filter((rule) => rule.isOn(rules))
      .map((one) => ({ rule: one.rule, statement: one.statement, refusal: one.refuses(call, rules) }));
  }

  called(call: Traffic): void {
    this.policy.of(call.appKey).calls?.count(call);
  }

  messaged(message: Traffic): void {
    this.policy.of(message.appKey).messages?.count(message);
  }

  /** How an application stands by the complaints of the month of `at`. */
  standing(appKey: string, at: number): Standing {
    const { zone } = this.policy;
    const { complaints } = this.policy.of(appKey);
    return this.lists.complaints.standing(appKey, at, this.numbersOf(appKey), complaints, zone);
  }

  // Documents of the journal.

  put(scope: string, document: StoredDocument): void {
    this.lists.put(scope, document);
  }

  apply(change: AppliedChange): void {
    this.lists.apply(change);
    for (const { key } of change.put) if (key.startsWith('complaint/')) this.onComplaint(change.scope);
  }

  replace(scope: string, documents: readonly StoredDocument[]): void {
    this.lists.replace(scope, documents);
  }

  documents(scope: string): Generator<StoredDocument> {
    return this.lists.documents(scope);
  }

  // Rules.

  #first(rules: readonly TrafficRule[], traffic: Traffic): RuleRefusal | undefined {
    const inForce = this.policy.of(traffic.appKey);
    for (const rule of rules) {
      const refusal = rule.isOn(inForce) ? rule.refuses(traffic, inForce) : undefined;
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  }

  #blacklist(kinds: Kinds): TrafficRule {
    const { blacklist } = this.lists;
    return {
      rule: 'blacklist',
      statement: 'no blacklist bars caller or callee',
      isOn: () => blacklist.size > 0,
      refuses: ({ appKey, caller, callee, x, direction, at }) => {
        const [byCaller, byCallee] = kinds[direction];
        const one = blacklist.barring(byCaller, { appKey, number: caller, x, at });
        if (one !== undefined) return barring('caller-blacklisted', caller, one);
        const other = callee && blacklist.barring(byCallee, { appKey, number: callee, x, at });
        return other && callee && barring('callee-blacklisted', callee, other);
      },
    };
  }

  /** A binding with an unregistered A exists, and none of its calls goes through (spec 1). X mode has no A. */
  #registration(): TrafficRule {
    const { registrations } = this.lists;
    return {
      rule: 'registration',
      statement: 'A is registered',
      isOn: ({ registration }) => registration,
      refuses: ({ appKey, caller, callee, direction, hasNoA, at }) => {
        const a = direction === 1 ? caller : callee;
        if (a === undefined || hasNoA === true) return undefined;
        if (registrations.isRegistered([appKey, POOL_SCOPE], a, at)) return undefined;
        const because = `${maskNumber(a)} is not registered`;
        return { rule: 'registration', code: 'user-unregistered', until: undefined, because };
      },
    };
  }

  #hours(): TrafficRule {
    return {
      rule: 'hours',
      statement: 'it is within the hours of calls',
      isOn: ({ hours }) => hours !== undefined,
      refuses: ({ at }, { hours }) => {
        if (hours === undefined || hours.isOpen(at)) return undefined;
        const { date, minute } = hours.zone.wall(at);
        const clock = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0'));
        const because = `it is ${date} ${clock.join(':')} in ${hours.zone.name}`;
        return { rule: 'hours', code: 'time-window', until: hours.nextOpen(at), because };
      },
    };
  }

  #barred(field: 'a' | 'b', { appKey, [field]: number, x, at }: BindRequest): BindRefusal | undefined {
    if (number === undefined) return undefined;
    const kinds = x === undefined ? [bindKinds[field]] : [bindKinds[field], 'x' as const];
    const entry = this.lists.blacklist.barring(kinds, { appKey, number, x, at });
    return entry && { ...barring('blacklisted', number, entry), field };
  }

  #applicationBarred({ appKey, at }: BindRequest): BindRefusal | undefined {
    const { onboarding, complaints } = this.policy.of(appKey);
    const code = 'application-barred';
    if (complaints !== undefined && this.lists.complaints.has(appKey)) {
      const { state, until, percent } = this.standing(appKey, at);
      const because = `complaints about ${appKey} are at ${percent.toFixed(4)} % this month`;
      if (state === 'frozen') return { rule: 'complaints', code, until, because };
    }
    if (onboarding === undefined) return undefined;
    const because = this.#notOnboarded(appKey, at, onboarding);
    return because === undefined ? undefined : { rule: 'onboarding', code, until: undefined, because };
  }

  #notOnboarded(
    appKey: string,
    at: number,
    { required, forbiddenTrades = [] }: NonNullable<RulesInForce['onboarding']>,
  ): string | undefined {
    const record = this.lists.onboarding.get(appKey);
    if (record !== undefined && forbiddenTrades.includes(record.trade))
      return `the trade of ${appKey} is forbidden: ${record.trade}`;
    if (!required) return undefined;
    if (record?.state !== 'approved') return `what the customer of ${appKey} has filed is not approved`;
    return (record.expiresAt ?? Infinity) > at ? undefined : `the authorisation of ${appKey} has ended`;
  }
}

function frequency(what: 'calls' | 'messages'): TrafficRule {
  return {
    rule: 'frequency',
    statement: `no limit of ${what} in a time is reached`,
    isOn: (rules) => rules[what] !== undefined,
    refuses: (traffic, rules) => rules[what]?.refuses(traffic),
  };
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

function barring<Code extends RuleCode | BindCode>(
  code: Code,
  number: E164,
  { kind, expiresAt, number: listed }: BlacklistEntry,
): RuleRefusal<Code> {
  const how = listed.endsWith('*') ? `as ${maskNumber(listed)} ` : '';
  const because = `${maskNumber(number)} is on the blacklist ${how}(${kind})`;
  return { rule: 'blacklist', code, until: expiresAt, because };
}
