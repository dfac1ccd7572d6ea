// Generated from openapi.json (version 1): change the API or the generator, not this file. It is long because

// it holds every type and operation of /v1, so that a program takes this file and transport.ts.

import {
  pagesByIndex,
  pagesByNext,
  part,
  Transport,
  type CallOptions,
  type CallveilOptions,
} from './transport.js';

export type ApplicationMode = 'AXB' | 'AX' | 'AXE' | 'AXYB' | 'X';

export type ApplicationStatus = 'active' | 'frozen' | 'disabled' | 'paused';

export type ApplicationPromptLanguage = 'zh' | 'en';

export type ApplicationSource = 'file' | 'api' | 'file and api';

export type CreateApplicationRequestMode = 'AXB' | 'AX' | 'AXE' | 'AXYB' | 'X';

export type CreateApplicationRequestStatus = 'active' | 'frozen' | 'disabled' | 'paused';

export type CreateApplicationRequestReportsKind =
  | 'callin'
  | 'collectInfo'
  | 'callout'
  | 'alerting'
  | 'answer'
  | 'disconnect'
  | 'fee'
  | 'numStatus'
  | 'smsEvent'
  | 'recording';

export type CreateApplicationRequestReportsField =
  'callRelDirection' | 'areaCode' | 'callDuration' | 'recordPushURL' | 'callerMos' | 'calleeMos';

export type CreateApplicationRequestPromptLanguage = 'zh' | 'en';

export type PutApplicationRequestMode = 'AXB' | 'AX' | 'AXE' | 'AXYB' | 'X';

export type PutApplicationRequestStatus = 'active' | 'frozen' | 'disabled' | 'paused';

export type PutApplicationRequestReportsKind =
  | 'callin'
  | 'collectInfo'
  | 'callout'
  | 'alerting'
  | 'answer'
  | 'disconnect'
  | 'fee'
  | 'numStatus'
  | 'smsEvent'
  | 'recording';

export type PutApplicationRequestReportsField =
  'callRelDirection' | 'areaCode' | 'callDuration' | 'recordPushURL' | 'callerMos' | 'calleeMos';

export type PutApplicationRequestPromptLanguage = 'zh' | 'en';

export type ListNumbersRequestStatus = 'normal' | 'suspended' | 'unavailable' | 'frozen';

export type PoolNumberStatus = 'normal' | 'suspended' | 'unavailable' | 'frozen';

export type PoolNumberCause =
  | 'deleted'
  | 'arrears'
  | 'stopped'
  | 'restricted'
  | 'restriction-lifted'
  | 'forwarding-unconditional'
  | 'forwarding-no-answer'
  | 'forwarding-busy';

export type PoolNumberSource = 'file' | 'api';

export type SetNumberStatusRequestStatus = 'normal' | 'suspended' | 'unavailable' | 'frozen';

export type SetNumberStatusRequestCause =
  | 'deleted'
  | 'arrears'
  | 'stopped'
  | 'restricted'
  | 'restriction-lifted'
  | 'forwarding-unconditional'
  | 'forwarding-no-answer'
  | 'forwarding-busy';

export type GetNumberCitiesRequestStatus = 'normal' | 'suspended' | 'unavailable' | 'frozen';

export type GetNumberPlanRequestMode = 'AXB' | 'AX' | 'AXE' | 'AXYB' | 'X';

export type GetNumberPlanAnswerMode = 'AXB' | 'AX' | 'AXE' | 'AXYB' | 'X';

export type GetNumberPlanAnswerPartWhat = 'x' | 'y' | 'resting';

export type GetStatisticsRequestInterval = 'hour' | 'day';

export type GetStatisticsRequestBy = 'application' | 'city' | 'callerTrunk' | 'calleeTrunk' | 'hour';

export type BindingMode = 'AXB' | 'AX' | 'AXE' | 'AXYB' | 'X';

export type BindingCalleeNumDisplay = '0' | '1';

export type BindingDisplayNumMode = '0' | '1';

export type ModifyBindingRequestCalleeNumDisplay = '0' | '1';

export type ModifyBindingRequestTurnFlag = 'on' | 'off';

export type ModifyBindingRequestDisplayNumMode = '0' | '1';

export type ModifyBindingRequestTimeUnit = '0' | '1';

export type BindAxbRequestAreaMatchMode = '0' | '1';

export type BindAxRequestAreaMatchMode = '0' | '1';

export type BindAxRequestCalleeNumDisplay = '0' | '1';

export type BindAxRequestTurnFlag = 'on' | 'off';

export type BindAxeRequestAreaMatchMode = '0' | '1';

export type BindAxeRequestDisplayNumMode = '0' | '1';

export type BindAxeRequestTimeUnit = '0' | '1';

export type BindAxybRequestAreaMatchMode = '0' | '1';

export type BindAxybPartRequestAreaMatchMode = '0' | '1';

export type CallState = 'arrived' | 'known' | 'dialling' | 'ringing' | 'connected' | 'ended';

export type MessageState = 'kept' | 'sending' | 'ended';

export type MessageResult =
  | 'sent'
  | 'delivered'
  | 'unknown'
  | 'undeliverable'
  | 'expired-there'
  | 'unknown-trunk'
  | 'not-text'
  | 'empty'
  | 'too-long'
  | 'too-many'
  | 'stopping'
  | 'overloaded'
  | 'not-kept'
  | 'internal-error'
  | 'caller-unusable'
  | 'landline-caller'
  | 'number-not-ours'
  | 'number-suspended'
  | 'number-unavailable'
  | 'application-frozen'
  | 'not-allowed'
  | 'not-in-mode'
  | 'no-binding'
  | 'no-recipient'
  | 'own-number'
  | 'no-y-available'
  | 'blacklisted'
  | 'rule'
  | 'discarded'
  | 'application-silent'
  | 'application-answer-wrong'
  | 'no-route'
  | 'refused'
  | 'receiver-unknown'
  | 'receiver-unavailable'
  | 'trunk-failed'
  | 'expired';

export type ExplainAnswerStepOutcome = 'yes' | 'no' | 'found' | 'missing';

export type ExplainAnswerResolutionKind = 'connect' | 'collect' | 'ask' | 'refuse' | 'needs-y';

export type ExplainCallAnswerFrom = 'record' | 'live' | 'refused';

export type ExplainCallAnswerStepOutcome = 'yes' | 'no' | 'found' | 'missing';

export type PastRecordKind = 'call' | 'message' | 'number';

export type PastRecordReleasedBy = 'caller' | 'callee';

export type PastRecordTriedOutcome =
  'answered' | 'refused' | 'unanswered' | 'silent' | 'called-off' | 'failed';

export type AskMayCallAnswerRefusedBy =
  'routing' | 'blacklist' | 'registration' | 'hours' | 'frequency' | 'onboarding' | 'complaints';

export type ListBlacklistRequestKind =
  'bind-a' | 'bind-b' | 'call-as-a' | 'call-as-b' | 'call' | 'message' | 'x';

export type BlacklistEntryKind = 'bind-a' | 'bind-b' | 'call-as-a' | 'call-as-b' | 'call' | 'message' | 'x';

export type AddToBlacklistRequestEntryKind =
  'bind-a' | 'bind-b' | 'call-as-a' | 'call-as-b' | 'call' | 'message' | 'x';

export type SearchBlacklistRequestKind =
  'bind-a' | 'bind-b' | 'call-as-a' | 'call-as-b' | 'call' | 'message' | 'x';

export type ImportBlacklistRequestKind =
  'bind-a' | 'bind-b' | 'call-as-a' | 'call-as-b' | 'call' | 'message' | 'x';

export type RemoveFromBlacklistRequestKind =
  'bind-a' | 'bind-b' | 'call-as-a' | 'call-as-b' | 'call' | 'message' | 'x';

export type AddRegistrationsRequestState = 'registered' | 'pending' | 'rejected';

export type ImportRegistrationsRequestState = 'registered' | 'pending' | 'rejected';

export type SearchRegistrationsRequestState = 'registered' | 'pending' | 'rejected';

export type RegistrationState = 'registered' | 'pending' | 'rejected';

export type ComplaintCategory = 'harassment' | 'fraud' | 'other';

export type AddComplaintRequestCategory = 'harassment' | 'fraud' | 'other';

export type StandingState = 'good' | 'warned' | 'frozen';

export type OnboardingState = 'submitted' | 'approved' | 'rejected';

export type PutOnboardingRequestState = 'submitted' | 'approved' | 'rejected';

export type GetPromptRequestLanguage = 'zh' | 'en';

export type ListTrunksAnswerItemType = 'carrier' | 'softphones';

export type ListTrunksAnswerItemState = 'up' | 'silent' | 'refusing';

export type ListTrunksAnswerItemSmppRole = 'transceiver' | 'transmitter' | 'receiver';

export type ListLiveAnswerSipFrom = 'own-stack' | 'drachtio-server' | 'nowhere';

export type ListLiveAnswerSipTransactionsItemDirection = 'in' | 'out';

export type ListLiveAnswerSipDialogsItemRole = 'uac' | 'uas';

export type ListLogLinesRequestLevel = 'debug' | 'info' | 'warn' | 'error';

export type SearchAuditRequestAction =
  'looked at' | 'listened' | 'changed' | 'refused' | 'exported' | 'erased' | 'cut' | 'repaired';

export type SearchAuditAnswerItemAction =
  'looked at' | 'listened' | 'changed' | 'refused' | 'exported' | 'erased' | 'cut' | 'repaired';

export type AccountRole = 'admin' | 'operator' | 'viewer' | 'auditor' | 'subscriber';

export type AddAccountRequestRole = 'admin' | 'operator' | 'viewer' | 'auditor' | 'subscriber';

export type ChangeAccountRoleRequestRole = 'admin' | 'operator' | 'viewer' | 'auditor' | 'subscriber';

export type ReloadAnswerOutcome = 'applied' | 'unchanged' | 'checked';

export type SearchRecordsRequestKind = 'call' | 'message' | 'number';

export type GetRecordKind = 'call' | 'message' | 'number';

export type ExportRecordsRequestKind = 'call' | 'message' | 'number';

export type ExplainErasureRequestAlso = 'bindings' | 'blacklist' | 'waiting';

export type EraseSubjectRequestAlso = 'bindings' | 'blacklist' | 'waiting';

export type EraseSubjectAnswerJournal = 'own' | 'shared';

export type EraseSubjectAnswerAlso = 'bindings' | 'blacklist' | 'waiting';

export type EraseSubjectAnswerState = 'under-way';

export type SearchErasuresAnswerItemJournal = 'own' | 'shared';

export type SearchErasuresAnswerItemAlso = 'bindings' | 'blacklist' | 'waiting';

export type GetErasureAnswerJournal = 'own' | 'shared';

export type GetErasureAnswerAlso = 'bindings' | 'blacklist' | 'waiting';

export type GetErasureAnswerState = 'under-way';

export type VerifyErasureAnswerAuditEntry = 'found' | 'cut-off' | 'missing';

export type GetLadderAnswerLegSide = 'caller' | 'callee';

export type GetLadderAnswerMessageDirection = 'in' | 'out';

export type GetLadderAnswerMessageTransport = 'udp' | 'tcp' | 'tls';

export type SignInRequestAs = 'cookie' | 'header';

export type SignInAnswerRole = 'admin' | 'operator' | 'viewer' | 'auditor' | 'subscriber';

export type SignInAnswerBy = 'account' | 'openid';

export type SignInAnswerFirstDeed = 'change-password' | 'set-up-second-factor';

export type GetMeAnswerRole = 'admin' | 'operator' | 'viewer' | 'auditor' | 'subscriber';

export type GetMeAnswerBy = 'account' | 'openid';

export type GetMeAnswerFirstDeed = 'change-password' | 'set-up-second-factor';

/**
 * All of them.
 */
export interface ListApplicationsAnswer {
  readonly items: readonly Application[];
  readonly total?: number;
}

export interface Application {
  /**
   * Key of an application.
   */
  readonly appKey?: string;
  readonly name?: string;
  readonly mode?: ApplicationMode;
  readonly status?: ApplicationStatus;
  readonly features?: ApplicationFeatures;
  readonly callbacks?: { readonly [key: string]: string };
  readonly reports?: { readonly [key: string]: unknown };
  readonly calls?: { readonly [key: string]: unknown };
  readonly tones?: { readonly [key: string]: string };
  readonly promptLanguage?: ApplicationPromptLanguage;
  readonly standardPrompts?: boolean;
  readonly extensionDigits?: number;
  readonly allowedAddresses?: readonly string[];
  /**
   * Where it comes from: the configuration file, this API, or the file with some keys set here.
   */
  readonly source?: ApplicationSource;
  /**
   * With `file and api`: the keys that are in force as set here and differ from the file.
   */
  readonly fromApi?: readonly string[];
}

export interface ApplicationFeatures {
  readonly recording?: boolean;
  readonly sms?: boolean;
}

export interface CreateApplicationRequest {
  /**
   * Key of an application.
   */
  readonly appKey: string;
  readonly name?: string | undefined;
  readonly mode: CreateApplicationRequestMode;
  readonly status?: CreateApplicationRequestStatus | undefined;
  readonly features?: CreateApplicationRequestFeatures | undefined;
  readonly callbacks?: CreateApplicationRequestCallbacks | undefined;
  readonly reports?: CreateApplicationRequestReports | undefined;
  readonly calls?: CreateApplicationRequestCalls | undefined;
  readonly tones?: CreateApplicationRequestTones | undefined;
  readonly promptLanguage?: CreateApplicationRequestPromptLanguage | undefined;
  readonly standardPrompts?: boolean | undefined;
  readonly extensionDigits?: number | undefined;
  readonly allowedAddresses?: readonly string[] | undefined;
}

export interface CreateApplicationRequestFeatures {
  readonly recording?: boolean | undefined;
  readonly sms?: boolean | undefined;
}

export interface CreateApplicationRequestCallbacks {
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly status?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly fee?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly smsNotify?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly smsControl?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly numberStatus?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly callin?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly recording?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly statusSecond?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly feeSecond?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly numberStatusSecond?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly smsNotifySecond?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly callinSecond?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly recordingSecond?: string | undefined;
}

export interface CreateApplicationRequestReports {
  readonly kinds?: readonly CreateApplicationRequestReportsKind[] | undefined;
  readonly fields?: readonly CreateApplicationRequestReportsField[] | undefined;
  readonly pull?: boolean | undefined;
  /**
   * Expected: minutes, 1 to 10080 each.
   */
  readonly retryMinutes?: readonly number[] | undefined;
  readonly pushTimeoutSeconds?: number | undefined;
  readonly askTimeoutSeconds?: number | undefined;
  readonly spId?: string | undefined;
  readonly serviceType?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https:// and has {name} in it.
   */
  readonly recordPushUrl?: string | undefined;
}

export interface CreateApplicationRequestCalls {
  readonly voice?: boolean | undefined;
  readonly maxCalls?: number | undefined;
  readonly direction?: number | undefined;
  readonly internationalIn?: boolean | undefined;
  readonly internationalOut?: boolean | undefined;
  readonly forbiddenPrefixes?: readonly string[] | undefined;
  readonly testNumbers?: readonly string[] | undefined;
  readonly recordingRequired?: boolean | undefined;
  readonly customerCallsPerMinute?: number | undefined;
  readonly displayCallsPerMinute?: number | undefined;
  readonly minutesPerDay?: number | undefined;
  readonly answerRatePercent?: number | undefined;
}

export interface CreateApplicationRequestTones {
  /**
   * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
   */
  readonly noBinding?: string | undefined;
  /**
   * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
   */
  readonly noPermission?: string | undefined;
  /**
   * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
   */
  readonly businessError?: string | undefined;
  /**
   * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
   */
  readonly enterExtension?: string | undefined;
  /**
   * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
   */
  readonly extensionInvalid?: string | undefined;
  /**
   * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
   */
  readonly calleeBusy?: string | undefined;
  /**
   * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
   */
  readonly calleeSilent?: string | undefined;
}

/**
 * The application, and its secret, which is not shown again.
 */
export interface CreateApplicationAnswer {
  readonly application?: Application;
  /**
   * Keep it: Callveil does not show it again.
   */
  readonly appSecret?: string;
}

export interface PutApplicationRequest {
  readonly appSecret?: string | undefined;
  readonly name?: string | undefined;
  readonly mode: PutApplicationRequestMode;
  readonly status?: PutApplicationRequestStatus | undefined;
  readonly features?: PutApplicationRequestFeatures | undefined;
  readonly callbacks?: PutApplicationRequestCallbacks | undefined;
  readonly reports?: PutApplicationRequestReports | undefined;
  readonly calls?: PutApplicationRequestCalls | undefined;
  readonly tones?: PutApplicationRequestTones | undefined;
  readonly promptLanguage?: PutApplicationRequestPromptLanguage | undefined;
  readonly standardPrompts?: boolean | undefined;
  readonly extensionDigits?: number | undefined;
  readonly allowedAddresses?: readonly string[] | undefined;
}

export interface PutApplicationRequestFeatures {
  readonly recording?: boolean | undefined;
  readonly sms?: boolean | undefined;
}

export interface PutApplicationRequestCallbacks {
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly status?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly fee?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly smsNotify?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly smsControl?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly numberStatus?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly callin?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly recording?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly statusSecond?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly feeSecond?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly numberStatusSecond?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly smsNotifySecond?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly callinSecond?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https://.
   */
  readonly recordingSecond?: string | undefined;
}

export interface PutApplicationRequestReports {
  readonly kinds?: readonly PutApplicationRequestReportsKind[] | undefined;
  readonly fields?: readonly PutApplicationRequestReportsField[] | undefined;
  readonly pull?: boolean | undefined;
  /**
   * Expected: minutes, 1 to 10080 each.
   */
  readonly retryMinutes?: readonly number[] | undefined;
  readonly pushTimeoutSeconds?: number | undefined;
  readonly askTimeoutSeconds?: number | undefined;
  readonly spId?: string | undefined;
  readonly serviceType?: string | undefined;
  /**
   * Expected: a URL that starts with http:// or https:// and has {name} in it.
   */
  readonly recordPushUrl?: string | undefined;
}

export interface PutApplicationRequestCalls {
  readonly voice?: boolean | undefined;
  readonly maxCalls?: number | undefined;
  readonly direction?: number | undefined;
  readonly internationalIn?: boolean | undefined;
  readonly internationalOut?: boolean | undefined;
  readonly forbiddenPrefixes?: readonly string[] | undefined;
  readonly testNumbers?: readonly string[] | undefined;
  readonly recordingRequired?: boolean | undefined;
  readonly customerCallsPerMinute?: number | undefined;
  readonly displayCallsPerMinute?: number | undefined;
  readonly minutesPerDay?: number | undefined;
  readonly answerRatePercent?: number | undefined;
}

export interface PutApplicationRequestTones {
  /**
   * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
   */
  readonly noBinding?: string | undefined;
  /**
   * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
   */
  readonly noPermission?: string | undefined;
  /**
   * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
   */
  readonly businessError?: string | undefined;
  /**
   * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
   */
  readonly enterExtension?: string | undefined;
  /**
   * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
   */
  readonly extensionInvalid?: string | undefined;
  /**
   * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
   */
  readonly calleeBusy?: string | undefined;
  /**
   * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
   */
  readonly calleeSilent?: string | undefined;
}

/**
 * The application, and its secret, which is not shown again.
 */
export interface RenewSecretAnswer {
  readonly application?: Application;
  /**
   * Keep it: Callveil does not show it again.
   */
  readonly appSecret?: string;
}

export interface TryCallbackRequest {
  /**
   * Name among `callbacks`.
   */
  readonly channel: string;
}

/**
 * What came of it.
 */
export interface TryCallbackAnswer {
  readonly channel?: string;
  readonly url?: string;
  /**
   * HTTP status; missing: there was no answer.
   */
  readonly status?: number;
  readonly milliseconds?: number;
  /**
   * How the answer begins: at most 300 characters.
   */
  readonly body?: string;
  /**
   * Why there was no answer.
   */
  readonly because?: string;
}

export interface ListNumbersRequest {
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  readonly areaCode?: string | undefined;
  readonly status?: ListNumbersRequestStatus | undefined;
  readonly pageIndex?: number | undefined;
  readonly pageSize?: number | undefined;
}

/**
 * One page of them.
 */
export interface ListNumbersAnswer {
  readonly items: readonly PoolNumber[];
  readonly total?: number;
}

export interface PoolNumber {
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly number?: string;
  /**
   * Key of an application.
   */
  readonly appKey?: string;
  readonly areaCode?: string;
  /**
   * The cities of the area code; several may share one.
   */
  readonly cities?: readonly string[];
  readonly status?: PoolNumberStatus;
  /**
   * Why it is unavailable; goes with that status only.
   */
  readonly cause?: PoolNumberCause;
  /**
   * Bindings on it, as X or as Y.
   */
  readonly relations?: number;
  /**
   * It was released and is not chosen by area before.
   */
  readonly restsUntil?: string;
  /**
   * Whether the configuration file gives it to this application, or this API did.
   */
  readonly source?: PoolNumberSource;
}

export interface AddNumbersRequest {
  /**
   * Key of an application.
   */
  readonly appKey: string;
  readonly numbers: readonly AddNumbersRequestNumber[];
}

export interface AddNumbersRequestNumber {
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly number: string;
  readonly areaCode: string;
}

/**
 * How many there are.
 */
export interface AddNumbersAnswer {
  readonly added?: number;
}

export interface FindNumberRequest {
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly number: string;
}

export interface ImportNumbersRequest {
  /**
   * Key of an application.
   */
  readonly appKey: string;
}

/**
 * What became of the lines.
 */
export interface ImportNumbersAnswer {
  readonly added?: number;
  readonly faults?: readonly ImportNumbersAnswerFault[];
}

export interface ImportNumbersAnswerFault {
  readonly line?: number;
  readonly message?: string;
}

export interface TransferNumbersRequest {
  readonly numbers: readonly string[];
  /**
   * Key of an application.
   */
  readonly toAppKey: string;
}

/**
 * What became of them.
 */
export interface TransferNumbersAnswer {
  readonly moved?: readonly string[];
  readonly inUse?: readonly string[];
}

export interface SetNumberStatusRequest {
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly number: string;
  readonly status: SetNumberStatusRequestStatus;
  /**
   * Why it is unavailable; goes with that status only.
   */
  readonly cause?: SetNumberStatusRequestCause | undefined;
}

export interface RemoveNumberRequest {
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly number: string;
}

export interface GetNumberCitiesRequest {
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  readonly status?: GetNumberCitiesRequestStatus | undefined;
}

/**
 * Every area code that has numbers.
 */
export interface GetNumberCitiesAnswer {
  readonly items: readonly GetNumberCitiesAnswerItem[];
  readonly total?: number;
}

export interface GetNumberCitiesAnswerItem {
  readonly areaCode?: string;
  /**
   * Several may share an area code.
   */
  readonly cities?: readonly string[];
  /**
   * Empty where the table of cities does not say.
   */
  readonly province?: string;
  readonly total?: number;
  /**
   * May be bound.
   */
  readonly free?: number;
  readonly used?: number;
  /**
   * Released, and not handed out yet.
   */
  readonly resting?: number;
  /**
   * No new bindings; those there are work.
   */
  readonly frozen?: number;
  /**
   * Suspended, or unavailable.
   */
  readonly ended?: number;
}

export interface GetNumberPlanRequest {
  readonly mode: GetNumberPlanRequestMode;
  /**
   * At once. AXYB: relations of an A with its X.
   */
  readonly bindings: number;
  /**
   * Most that one user, or one A, has at once.
   */
  readonly perUser?: number | undefined;
  /**
   * AXYB: most B with a Y of one A at once.
   */
  readonly bPerA?: number | undefined;
  /**
   * AX, AXYB: bindings that end in an hour.
   */
  readonly endsPerHour?: number | undefined;
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  readonly areaCode?: string | undefined;
}

/**
 * The plan.
 */
export interface GetNumberPlanAnswer {
  readonly mode?: GetNumberPlanAnswerMode;
  /**
   * Numbers that it takes.
   */
  readonly needed?: number;
  readonly parts?: readonly GetNumberPlanAnswerPart[];
  /**
   * Neither ended nor frozen.
   */
  readonly there?: number;
  readonly missing?: number;
}

export interface GetNumberPlanAnswerPart {
  readonly what?: GetNumberPlanAnswerPartWhat;
  readonly numbers?: number;
  /**
   * The rule that decided.
   */
  readonly rule?: string;
}

export interface GetStatisticsRequest {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  /**
   * Calls through numbers of that city.
   */
  readonly areaCode?: string | undefined;
  /**
   * Calls that came from it.
   */
  readonly callerTrunk?: string | undefined;
  /**
   * Calls that went out by it.
   */
  readonly calleeTrunk?: string | undefined;
  /**
   * How long each entry of the series is.
   */
  readonly interval?: GetStatisticsRequestInterval | undefined;
  /**
   * What the groups are; `hour` is the hour of the day.
   */
  readonly by?: GetStatisticsRequestBy | undefined;
  /**
   * Clock by which days begin and hours of the day are counted, ahead of UTC; in whole hours.
   */
  readonly utcOffsetMinutes?: number | undefined;
}

/**
 * The figures.
 */
export interface GetStatisticsAnswer {
  readonly from?: string;
  readonly until?: string;
  readonly interval?: string;
  readonly total?: GetStatisticsAnswerTotal;
  readonly series?: readonly GetStatisticsAnswerSery[];
  /**
   * Absent for one city or trunk of an application, of which they are not kept.
   */
  readonly endings?: readonly GetStatisticsAnswerEnding[];
  readonly groups?: readonly GetStatisticsAnswerGroup[];
  /**
   * How many there are; the first 1000 are here.
   */
  readonly groupsTotal?: number;
}

export interface GetStatisticsAnswerTotal {
  readonly calls?: number;
  readonly answered?: number;
  /**
   * ASR: answered ones of a hundred; absent without calls.
   */
  readonly answerPercent?: number;
  readonly talkSeconds?: number;
  /**
   * ACD: mean of the answered ones; absent without any.
   */
  readonly meanTalkSeconds?: number;
  /**
   * PDD: mean time from the dialling of a callee until it rings or answers; absent without any.
   */
  readonly postDialSeconds?: number;
  /**
   * Valid ones made in the time; absent for one city or trunk.
   */
  readonly complaints?: number;
  /**
   * For each ten thousand calls.
   */
  readonly complaintsPerTenThousand?: number;
}

export interface GetStatisticsAnswerSery {
  readonly at?: string;
  readonly calls?: number;
  readonly answered?: number;
  /**
   * ASR: answered ones of a hundred; absent without calls.
   */
  readonly answerPercent?: number;
  readonly talkSeconds?: number;
  /**
   * ACD: mean of the answered ones; absent without any.
   */
  readonly meanTalkSeconds?: number;
  /**
   * PDD: mean time from the dialling of a callee until it rings or answers; absent without any.
   */
  readonly postDialSeconds?: number;
}

export interface GetStatisticsAnswerEnding {
  readonly ending?: string;
  /**
   * The ending in words.
   */
  readonly reason?: string;
  readonly fault?: string;
  readonly calls?: number;
  readonly percent?: number;
}

export interface GetStatisticsAnswerGroup {
  readonly key?: string;
  readonly name?: string;
  readonly calls?: number;
  readonly answered?: number;
  /**
   * ASR: answered ones of a hundred; absent without calls.
   */
  readonly answerPercent?: number;
  readonly talkSeconds?: number;
  /**
   * ACD: mean of the answered ones; absent without any.
   */
  readonly meanTalkSeconds?: number;
  /**
   * PDD: mean time from the dialling of a callee until it rings or answers; absent without any.
   */
  readonly postDialSeconds?: number;
  /**
   * Valid ones made in the time; absent for one city or trunk.
   */
  readonly complaints?: number;
  /**
   * For each ten thousand calls.
   */
  readonly complaintsPerTenThousand?: number;
}

export interface SearchBindingsRequest {
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly number?: string | undefined;
  readonly pageIndex?: number | undefined;
  readonly pageSize?: number | undefined;
}

/**
 * One page of them.
 */
export interface SearchBindingsAnswer {
  readonly items: readonly Binding[];
  readonly total?: number;
}

export interface Binding {
  /**
   * Id of a binding.
   */
  readonly subscriptionId: string;
  readonly mode: BindingMode;
  /**
   * Key of an application.
   */
  readonly appKey: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly x: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly a: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly b?: string;
  readonly extension?: string;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly expiresAt?: string;
  readonly recordFlag?: boolean;
  /**
   * A prompt.
   */
  readonly recordHintTone?: string;
  readonly userData?: string;
  /**
   * 0 both ways, 1 only A calls, 2 only A is called.
   */
  readonly callDirection?: 0 | 1 | 2;
  /**
   * Minutes; 0 no limit.
   */
  readonly maxDuration?: number;
  /**
   * A prompt.
   */
  readonly lastMinVoice?: string;
  readonly preVoice?: BindingPreVoice;
  /**
   * Whether its short messages are relayed; true by default.
   */
  readonly privateSms?: boolean;
  /**
   * Seconds; 0 never ends.
   */
  readonly duration?: number;
  /**
   * What A sees: 0 X, 1 the real caller.
   */
  readonly calleeNumDisplay?: BindingCalleeNumDisplay;
  readonly turnFlag?: string;
  /**
   * What A sees: 0 X, 1 the real caller.
   */
  readonly displayNumMode?: BindingDisplayNumMode;
  /**
   * A prompt.
   */
  readonly callbackTone?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly callbackNum?: string;
  readonly timeUnit?: string;
  /**
   * In timeUnit; 0 never.
   */
  readonly bindExpiredTime?: number;
  /**
   * In timeUnit; 0 never.
   */
  readonly callbackExpiredTime?: number;
  /**
   * Seconds; 0 never ends.
   */
  readonly ybDuration?: number;
  /**
   * A prompt.
   */
  readonly preVoiceX?: string;
  /**
   * AXYB: each B with its Y.
   */
  readonly parts?: readonly BindingPart[];
}

export interface BindingPreVoice {
  /**
   * A prompt.
   */
  readonly callerHintTone?: string;
  /**
   * A prompt.
   */
  readonly calleeHintTone?: string;
}

export interface BindingPart {
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly y?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly b?: string;
  /**
   * Seconds; 0 never ends.
   */
  readonly ybDuration?: number;
  /**
   * A prompt.
   */
  readonly preVoiceY?: string;
  /**
   * Made because a stranger called X.
   */
  readonly automatic?: boolean;
  readonly createdAt?: string;
  readonly expiresAt?: string;
}

export interface ModifyBindingRequest {
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly a?: string | undefined;
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly b?: string | undefined;
  readonly recordFlag?: boolean | undefined;
  /**
   * A prompt.
   */
  readonly recordHintTone?: string | null | undefined;
  readonly userData?: string | null | undefined;
  /**
   * 0 both ways, 1 only A calls, 2 only A is called.
   */
  readonly callDirection?: 0 | 1 | 2 | undefined;
  /**
   * Minutes; 0 no limit.
   */
  readonly maxDuration?: number | undefined;
  /**
   * A prompt.
   */
  readonly lastMinVoice?: string | null | undefined;
  readonly preVoice?: ModifyBindingRequestPreVoice | null | undefined;
  /**
   * Whether its short messages are relayed; true by default.
   */
  readonly privateSms?: boolean | undefined;
  /**
   * Seconds; 0 never ends.
   */
  readonly duration?: number | undefined;
  /**
   * What A sees: 0 X, 1 the real caller.
   */
  readonly calleeNumDisplay?: ModifyBindingRequestCalleeNumDisplay | undefined;
  readonly turnFlag?: ModifyBindingRequestTurnFlag | undefined;
  /**
   * What A sees: 0 X, 1 the real caller.
   */
  readonly displayNumMode?: ModifyBindingRequestDisplayNumMode | undefined;
  /**
   * A prompt.
   */
  readonly callbackTone?: string | null | undefined;
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly callbackNum?: string | null | undefined;
  /**
   * 0 hours, 1 minutes.
   */
  readonly timeUnit?: ModifyBindingRequestTimeUnit | undefined;
  /**
   * In timeUnit; 0 never.
   */
  readonly bindExpiredTime?: number | undefined;
  /**
   * In timeUnit; 0 never.
   */
  readonly callbackExpiredTime?: number | undefined;
}

export interface ModifyBindingRequestPreVoice {
  /**
   * A prompt.
   */
  readonly callerHintTone?: string | undefined;
  /**
   * A prompt.
   */
  readonly calleeHintTone?: string | undefined;
}

export interface BindAxbRequest {
  /**
   * Key of an application.
   */
  readonly appKey: string;
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly a: string;
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly b: string;
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly x?: string | undefined;
  readonly areaCode?: string | undefined;
  /**
   * 0 that city only, 1 any.
   */
  readonly areaMatchMode?: BindAxbRequestAreaMatchMode | undefined;
  readonly recordFlag?: boolean | undefined;
  /**
   * A prompt.
   */
  readonly recordHintTone?: string | undefined;
  readonly userData?: string | undefined;
  /**
   * 0 both ways, 1 only A calls, 2 only A is called.
   */
  readonly callDirection?: 0 | 1 | 2 | undefined;
  /**
   * Minutes; 0 no limit.
   */
  readonly maxDuration?: number | undefined;
  /**
   * A prompt.
   */
  readonly lastMinVoice?: string | undefined;
  readonly preVoice?: BindAxbRequestPreVoice | undefined;
  /**
   * Whether its short messages are relayed; true by default.
   */
  readonly privateSms?: boolean | undefined;
  /**
   * Seconds; 0 never ends.
   */
  readonly duration?: number | undefined;
}

export interface BindAxbRequestPreVoice {
  /**
   * A prompt.
   */
  readonly callerHintTone?: string | undefined;
  /**
   * A prompt.
   */
  readonly calleeHintTone?: string | undefined;
}

export interface BindAxRequest {
  /**
   * Key of an application.
   */
  readonly appKey: string;
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly a: string;
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly x?: string | undefined;
  readonly areaCode?: string | undefined;
  /**
   * 0 that city only, 1 any.
   */
  readonly areaMatchMode?: BindAxRequestAreaMatchMode | undefined;
  readonly recordFlag?: boolean | undefined;
  /**
   * A prompt.
   */
  readonly recordHintTone?: string | undefined;
  readonly userData?: string | undefined;
  /**
   * 0 both ways, 1 only A calls, 2 only A is called.
   */
  readonly callDirection?: 0 | 1 | 2 | undefined;
  /**
   * Minutes; 0 no limit.
   */
  readonly maxDuration?: number | undefined;
  /**
   * A prompt.
   */
  readonly lastMinVoice?: string | undefined;
  readonly preVoice?: BindAxRequestPreVoice | undefined;
  /**
   * Whether its short messages are relayed; true by default.
   */
  readonly privateSms?: boolean | undefined;
  /**
   * What A sees: 0 X, 1 the real caller.
   */
  readonly calleeNumDisplay?: BindAxRequestCalleeNumDisplay | undefined;
  readonly turnFlag?: BindAxRequestTurnFlag | undefined;
}

export interface BindAxRequestPreVoice {
  /**
   * A prompt.
   */
  readonly callerHintTone?: string | undefined;
  /**
   * A prompt.
   */
  readonly calleeHintTone?: string | undefined;
}

export interface BindAxeRequest {
  /**
   * Key of an application.
   */
  readonly appKey: string;
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly a: string;
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly x?: string | undefined;
  readonly extension?: string | undefined;
  readonly areaCode?: string | undefined;
  /**
   * 0 that city only, 1 any.
   */
  readonly areaMatchMode?: BindAxeRequestAreaMatchMode | undefined;
  readonly recordFlag?: boolean | undefined;
  /**
   * A prompt.
   */
  readonly recordHintTone?: string | undefined;
  readonly userData?: string | undefined;
  /**
   * What A sees: 0 X, 1 the real caller.
   */
  readonly displayNumMode?: BindAxeRequestDisplayNumMode | undefined;
  /**
   * A prompt.
   */
  readonly callbackTone?: string | undefined;
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly callbackNum?: string | undefined;
  /**
   * 0 hours, 1 minutes.
   */
  readonly timeUnit?: BindAxeRequestTimeUnit | undefined;
  /**
   * In timeUnit; 0 never.
   */
  readonly bindExpiredTime?: number | undefined;
  /**
   * In timeUnit; 0 never.
   */
  readonly callbackExpiredTime?: number | undefined;
}

export interface BindAxybRequest {
  /**
   * Key of an application.
   */
  readonly appKey: string;
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly a: string;
  readonly areaCode?: string | undefined;
  /**
   * 0 that city only, 1 any.
   */
  readonly areaMatchMode?: BindAxybRequestAreaMatchMode | undefined;
  readonly recordFlag?: boolean | undefined;
  /**
   * A prompt.
   */
  readonly recordHintTone?: string | undefined;
  readonly userData?: string | undefined;
  /**
   * 0 both ways, 1 only A calls, 2 only A is called.
   */
  readonly callDirection?: 0 | 1 | 2 | undefined;
  /**
   * Seconds; 0 never ends.
   */
  readonly duration?: number | undefined;
  /**
   * Seconds; 0 never ends.
   */
  readonly ybDuration?: number | undefined;
  /**
   * A prompt.
   */
  readonly preVoiceX?: string | undefined;
}

export interface BindAxybPartRequest {
  /**
   * Id of a binding.
   */
  readonly subscriptionId: string;
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly b: string;
  readonly areaCode?: string | undefined;
  /**
   * 0 that city only, 1 any.
   */
  readonly areaMatchMode?: BindAxybPartRequestAreaMatchMode | undefined;
  /**
   * Seconds; 0 never ends.
   */
  readonly ybDuration?: number | undefined;
  /**
   * A prompt.
   */
  readonly preVoiceY?: string | undefined;
}

export interface Part {
  /**
   * Id of a binding.
   */
  readonly subscriptionId?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly y?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly b?: string;
  /**
   * Seconds; 0 never ends.
   */
  readonly ybDuration?: number;
  /**
   * A prompt.
   */
  readonly preVoiceY?: string;
  /**
   * Made because a stranger called X.
   */
  readonly automatic?: boolean;
  readonly createdAt?: string;
  readonly expiresAt?: string;
}

export interface ListCallsRequest {
  readonly pageIndex?: number | undefined;
  readonly pageSize?: number | undefined;
}

/**
 * One page of them, oldest first.
 */
export interface ListCallsAnswer {
  readonly items: readonly Call[];
  readonly total?: number;
}

export interface Call {
  readonly sessionId?: string;
  readonly state?: CallState;
  /**
   * Key of an application.
   */
  readonly appKey?: string;
  /**
   * Id of a binding.
   */
  readonly subscriptionId?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly caller?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly x?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly callee?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly display?: string;
  readonly arrivedAt?: string;
  readonly ringingAt?: string;
  readonly answeredAt?: string;
  readonly recorded?: boolean;
}

export interface ListLevelsRequest {
  readonly sessionIds: readonly string[];
}

/**
 * Those that have audio.
 */
export interface ListLevelsAnswer {
  readonly items: readonly ListLevelsAnswerItem[];
  readonly total?: number;
}

export interface ListLevelsAnswerItem {
  readonly sessionId?: string;
  readonly caller?: ListLevelsAnswerItemCaller;
  readonly callee?: ListLevelsAnswerItemCallee;
}

export interface ListLevelsAnswerItemCaller {
  /**
   * Mean level in dBm0; missing: encrypted, not of G.711, or no packets.
   */
  readonly dbm0?: number;
  /**
   * That came while it was measured.
   */
  readonly packets?: number;
}

export interface ListLevelsAnswerItemCallee {
  /**
   * Mean level in dBm0; missing: encrypted, not of G.711, or no packets.
   */
  readonly dbm0?: number;
  /**
   * That came while it was measured.
   */
  readonly packets?: number;
}

export interface SearchRecordingsRequest {
  /**
   * In whichever part: real numbers and privacy numbers.
   */
  readonly number?: string | undefined;
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  /**
   * Id of a binding.
   */
  readonly subscriptionId?: string | undefined;
  /**
   * Of either leg.
   */
  readonly trunk?: string | undefined;
  /**
   * Ending of a call, result of a message, new status of a number.
   */
  readonly ending?: string | undefined;
  /**
   * Those that came at this time or later.
   */
  readonly from?: string | undefined;
  /**
   * Those that came before.
   */
  readonly until?: string | undefined;
  /**
   * Talked at least so long.
   */
  readonly minSeconds?: number | undefined;
  /**
   * Talked at most so long.
   */
  readonly maxSeconds?: number | undefined;
  /**
   * `next` of the answer before.
   */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/**
 * One page of them.
 */
export interface SearchRecordingsAnswer {
  readonly items: readonly SearchRecordingsAnswerItem[];
  /**
   * Where to go on; absent: there are no more.
   */
  readonly next?: string;
}

export interface SearchRecordingsAnswerItem {
  readonly sessionId?: string;
  /**
   * When the call came.
   */
  readonly at?: string;
  /**
   * Key of an application.
   */
  readonly appKey?: string;
  /**
   * Id of a binding.
   */
  readonly subscriptionId?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly caller?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly x?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly callee?: string;
  readonly talkSeconds?: number;
  readonly fileName?: string;
  /**
   * Missing: it is past its days, or was never completed.
   */
  readonly file?: SearchRecordingsAnswerItemFile;
}

/**
 * Missing: it is past its days, or was never completed.
 */
export interface SearchRecordingsAnswerItemFile {
  readonly bytes?: number;
  readonly seconds?: number;
  /**
   * It may be deleted from then on.
   */
  readonly keptUntil?: string;
}

/**
 * Oldest first.
 */
export interface ListListenersAnswer {
  readonly items: readonly ListListenersAnswerItem[];
}

export interface ListListenersAnswerItem {
  readonly at?: string;
  /**
   * Name of an operator, or key of an application.
   */
  readonly who?: string;
  readonly role?: string;
  /**
   * From which address.
   */
  readonly client?: string;
}

export interface ListMessagesRequest {
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  /**
   * Those received before; absent: the newest.
   */
  readonly before?: string | undefined;
  /**
   * `next` of the answer before; then `before` is not used.
   */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/**
 * The messages.
 */
export interface ListMessagesAnswer {
  readonly items: readonly Message[];
  /**
   * The place of the last one; absent: there are no more.
   */
  readonly next?: string;
  /**
   * All messages that have not ended.
   */
  readonly waiting?: number;
}

export interface Message {
  /**
   * `smsIdentifier` of its notice.
   */
  readonly messageId?: string;
  /**
   * Key of an application.
   */
  readonly appKey?: string;
  /**
   * Id of a binding.
   */
  readonly subscriptionId?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly sender?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly x?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly receiver?: string;
  /**
   * What the receiver sees.
   */
  readonly display?: string;
  /**
   * The trunk it came from.
   */
  readonly trunk?: string;
  /**
   * Parts in which it came.
   */
  readonly parts?: number;
  readonly state?: MessageState;
  /**
   * What became of it; absent: it is on its way. `unknown`: a carrier may have it.
   */
  readonly result?: MessageResult;
  readonly attempts?: number;
  readonly receivedAt?: string;
  readonly endedAt?: string;
}

export interface ExplainRequest {
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly caller?: string | undefined;
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly dialled: string;
  readonly digits?: string | undefined;
}

/**
 * The answer with its reasons.
 */
export interface ExplainAnswer {
  readonly steps?: readonly ExplainAnswerStep[];
  /**
   * The trunks of a call that is connected; an empty list: it ends with 404.
   */
  readonly routes?: ExplainAnswerRoutes;
  readonly resolution?: ExplainAnswerResolution;
}

export interface ExplainAnswerStep {
  readonly step?: string;
  readonly outcome?: ExplainAnswerStepOutcome;
}

/**
 * The trunks of a call that is connected; an empty list: it ends with 404.
 */
export interface ExplainAnswerRoutes {
  /**
   * The place among `routes` of the configuration.
   */
  readonly rule?: number;
  readonly trunks?: readonly ExplainAnswerRoutesTrunk[];
}

export interface ExplainAnswerRoutesTrunk {
  readonly name?: string;
  readonly priority?: number;
  readonly weight?: number;
}

export interface ExplainAnswerResolution {
  readonly kind?: ExplainAnswerResolutionKind;
  /**
   * Key of an application.
   */
  readonly appKey?: string;
  /**
   * Id of a binding.
   */
  readonly subscriptionId?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly x?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly callee?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly display?: string;
  /**
   * 0 A is called, 1 A calls.
   */
  readonly direction?: number;
  readonly extension?: string;
  /**
   * What the binding asks of the call.
   */
  readonly rules?: ExplainAnswerResolutionRules;
  readonly reason?: string;
  /**
   * What a refused caller gets.
   */
  readonly sipStatus?: number;
  /**
   * The state code that the application gets for a refusal.
   */
  readonly stateCode?: number;
  readonly prompt?: string;
  readonly maxDigits?: number;
}

/**
 * What the binding asks of the call.
 */
export interface ExplainAnswerResolutionRules {
  /**
   * From the answer on; 0 no limit.
   */
  readonly maxDurationMs?: number;
  readonly lastMinutePrompt?: string;
  readonly waitingPrompt?: string;
  /**
   * Missing when the call is not recorded.
   */
  readonly recording?: ExplainAnswerResolutionRulesRecording;
}

/**
 * Missing when the call is not recorded.
 */
export interface ExplainAnswerResolutionRulesRecording {
  readonly hintPrompt?: string;
}

export interface ExplainCallRequest {
  readonly sessionId: string;
}

/**
 * What happened, step by step.
 */
export interface ExplainCallAnswer {
  readonly sessionId?: string;
  /**
   * refused: it never reached an application, so it has no record.
   */
  readonly from?: ExplainCallAnswerFrom;
  readonly steps?: readonly ExplainCallAnswerStep[];
  readonly record?: PastRecord;
  /**
   * Whether its SIP messages are kept.
   */
  readonly hasLadder?: boolean;
}

export interface ExplainCallAnswerStep {
  readonly step?: string;
  readonly outcome?: ExplainCallAnswerStepOutcome;
}

export interface PastRecord {
  readonly kind?: PastRecordKind;
  /**
   * Session of a call, `smsIdentifier` of a message, own id of a change.
   */
  readonly id?: string;
  /**
   * When it came, or the number changed.
   */
  readonly at?: string;
  readonly endedAt?: string;
  /**
   * Key of an application.
   */
  readonly appKey?: string;
  /**
   * Id of a binding.
   */
  readonly subscriptionId?: string;
  /**
   * Who called or wrote.
   */
  readonly caller?: string;
  /**
   * The privacy number of the relation, or the one that changed.
   */
  readonly x?: string;
  /**
   * The number dialled, where it is not X.
   */
  readonly dialled?: string;
  /**
   * What the callee saw.
   */
  readonly display?: string;
  /**
   * Whom it went to.
   */
  readonly callee?: string;
  readonly callerTrunk?: string;
  readonly calleeTrunk?: string;
  /**
   * Why it ended; `unknown` for a call of a version without this store.
   */
  readonly ending?: string;
  /**
   * The ending in words.
   */
  readonly reason?: string;
  /**
   * Whose fault the ending of a call was.
   */
  readonly fault?: string;
  readonly talkSeconds?: number;
  readonly dialledAt?: string;
  readonly ringingAt?: string;
  readonly answeredAt?: string;
  /**
   * Who hung up.
   */
  readonly releasedBy?: PastRecordReleasedBy;
  readonly stateCode?: number;
  readonly ulFailReason?: number;
  readonly sipStatus?: number;
  readonly calleeQ850?: number;
  /**
   * How well the caller heard (mean opinion score, ITU-T G.107).
   */
  readonly callerMos?: number;
  /**
   * How well the callee heard.
   */
  readonly calleeMos?: number;
  /**
   * The ways to the callee that were tried, in order.
   */
  readonly tried?: readonly PastRecordTried[];
  readonly extension?: string;
  /**
   * File name of the recording.
   */
  readonly recording?: string;
  /**
   * Parts in which a message came.
   */
  readonly parts?: number;
  /**
   * How often a message was tried.
   */
  readonly attempts?: number;
  /**
   * Why a number's status changed.
   */
  readonly cause?: string;
}

export interface PastRecordTried {
  readonly trunk?: string;
  readonly outcome?: PastRecordTriedOutcome;
  /**
   * The SIP status that refused it.
   */
  readonly status?: number;
  readonly tookMs?: number;
}

export interface AskMayCallRequest {
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly caller: string;
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly dialled: string;
  /**
   * AXE: the extension.
   */
  readonly digits?: string | undefined;
  /**
   * Left out: now. The frequencies are always those of now.
   */
  readonly at?: string | undefined;
}

/**
 * The answer, with what every rule says.
 */
export interface AskMayCallAnswer {
  readonly allowed?: boolean;
  /**
   * The first rule that refuses it; routing: there is no way to a callee.
   */
  readonly refusedBy?: AskMayCallAnswerRefusedBy;
  /**
   * The ending that the call would have.
   */
  readonly reason?: string;
  readonly sipStatus?: number;
  /**
   * The state code that the application gets.
   */
  readonly stateCode?: number;
  /**
   * From then on all rules allow it; left out: not by the passing of time.
   */
  readonly until?: string;
  /**
   * Key of an application.
   */
  readonly appKey?: string;
  /**
   * Id of a binding.
   */
  readonly subscriptionId?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly x?: string;
  /**
   * Every rule in force.
   */
  readonly rules?: readonly AskMayCallAnswerRule[];
}

export interface AskMayCallAnswerRule {
  readonly rule?: string;
  readonly statement?: string;
  readonly allows?: boolean;
  readonly because?: string;
  readonly until?: string;
}

export interface ListBlacklistRequest {
  /**
   * bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call,
   * message: every one, as either side. x: everything over one X.
   */
  readonly kind?: ListBlacklistRequestKind | undefined;
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  readonly pageIndex?: number | undefined;
  readonly pageSize?: number | undefined;
}

/**
 * One page of them, in the order in which they were added.
 */
export interface ListBlacklistAnswer {
  readonly items: readonly BlacklistEntry[];
  readonly total?: number;
}

export interface BlacklistEntry {
  /**
   * bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call,
   * message: every one, as either side. x: everything over one X.
   */
  readonly kind?: BlacklistEntryKind;
  /**
   * A phone number, or + with country code, first digits and *.
   */
  readonly number?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly x?: string;
  /**
   * Key of an application.
   */
  readonly appKey?: string;
  /**
   * From then on it counts no longer; left out: it has no term.
   */
  readonly until?: string;
  readonly addedAt?: string;
  /**
   * For people.
   */
  readonly note?: string;
}

export interface AddToBlacklistRequest {
  readonly entries: readonly AddToBlacklistRequestEntry[];
}

export interface AddToBlacklistRequestEntry {
  /**
   * bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call,
   * message: every one, as either side. x: everything over one X.
   */
  readonly kind: AddToBlacklistRequestEntryKind;
  /**
   * A phone number, or + with country code, first digits and *.
   */
  readonly number: string;
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly x?: string | undefined;
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  /**
   * From then on it counts no longer; left out: it has no term.
   */
  readonly until?: string | undefined;
  /**
   * For people.
   */
  readonly note?: string | undefined;
}

/**
 * How many there are.
 */
export interface AddToBlacklistAnswer {
  readonly added?: number;
}

export interface SearchBlacklistRequest {
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly number?: string | undefined;
  /**
   * bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call,
   * message: every one, as either side. x: everything over one X.
   */
  readonly kind?: SearchBlacklistRequestKind | undefined;
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  readonly pageIndex?: number | undefined;
  readonly pageSize?: number | undefined;
}

/**
 * One page of them, in the order in which they were added.
 */
export interface SearchBlacklistAnswer {
  readonly items: readonly BlacklistEntry[];
  readonly total?: number;
}

export interface ImportBlacklistRequest {
  /**
   * bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call,
   * message: every one, as either side. x: everything over one X.
   */
  readonly kind?: ImportBlacklistRequestKind | undefined;
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  /**
   * From then on it counts no longer; left out: it has no term.
   */
  readonly until?: string | undefined;
}

/**
 * What became of the lines.
 */
export interface ImportBlacklistAnswer {
  readonly taken?: number;
  readonly faults?: readonly ImportBlacklistAnswerFault[];
}

export interface ImportBlacklistAnswerFault {
  readonly line?: number;
  readonly message?: string;
}

export interface RemoveFromBlacklistRequest {
  /**
   * bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call,
   * message: every one, as either side. x: everything over one X.
   */
  readonly kind: RemoveFromBlacklistRequestKind;
  /**
   * A phone number, or + with country code, first digits and *.
   */
  readonly number: string;
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly x?: string | undefined;
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
}

export interface AddRegistrationsRequest {
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  /**
   * Only registered counts. A later import replaces it.
   */
  readonly state?: AddRegistrationsRequestState | undefined;
  /**
   * From then on it counts no longer.
   */
  readonly until?: string | undefined;
  /**
   * A name for the import, to ask how far it is.
   */
  readonly batch?: string | undefined;
  readonly numbers: readonly string[];
}

/**
 * What became of the lines.
 */
export interface AddRegistrationsAnswer {
  readonly taken?: number;
  readonly faults?: readonly AddRegistrationsAnswerFault[];
}

export interface AddRegistrationsAnswerFault {
  readonly line?: number;
  readonly message?: string;
}

export interface ImportRegistrationsRequest {
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  /**
   * Only registered counts. A later import replaces it.
   */
  readonly state?: ImportRegistrationsRequestState | undefined;
  /**
   * From then on it counts no longer.
   */
  readonly until?: string | undefined;
  /**
   * A name for the import, to ask how far it is.
   */
  readonly batch?: string | undefined;
}

/**
 * What became of the lines.
 */
export interface ImportRegistrationsAnswer {
  readonly taken?: number;
  readonly faults?: readonly ImportRegistrationsAnswerFault[];
}

export interface ImportRegistrationsAnswerFault {
  readonly line?: number;
  readonly message?: string;
}

export interface SearchRegistrationsRequest {
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly number?: string | undefined;
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  /**
   * A name for the import, to ask how far it is.
   */
  readonly batch?: string | undefined;
  /**
   * Only registered counts. A later import replaces it.
   */
  readonly state?: SearchRegistrationsRequestState | undefined;
  readonly pageIndex?: number | undefined;
  readonly pageSize?: number | undefined;
}

/**
 * One page of them, in the order of their import.
 */
export interface SearchRegistrationsAnswer {
  readonly items: readonly Registration[];
  readonly total?: number;
}

export interface Registration {
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly number?: string;
  /**
   * Key of an application.
   */
  readonly appKey?: string;
  /**
   * Only registered counts. A later import replaces it.
   */
  readonly state?: RegistrationState;
  /**
   * A name for the import, to ask how far it is.
   */
  readonly batch?: string;
  /**
   * From then on it counts no longer.
   */
  readonly until?: string;
  readonly at?: string;
  readonly isExpired?: boolean;
}

export interface GetRegistrationStatusRequest {
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  /**
   * A name for the import, to ask how far it is.
   */
  readonly batch?: string | undefined;
}

/**
 * Counts of the batch, of the application, or of all.
 */
export interface GetRegistrationStatusAnswer {
  readonly registered?: number;
  readonly pending?: number;
  readonly rejected?: number;
  readonly expired?: number;
}

export interface RemoveRegistrationsRequest {
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  readonly numbers?: readonly string[] | undefined;
  /**
   * A name for the import, to ask how far it is.
   */
  readonly batch?: string | undefined;
}

/**
 * How many there were.
 */
export interface RemoveRegistrationsAnswer {
  readonly removed?: number;
}

export interface ListComplaintsRequest {
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  readonly pageIndex?: number | undefined;
  readonly pageSize?: number | undefined;
}

/**
 * One page of them.
 */
export interface ListComplaintsAnswer {
  readonly items: readonly Complaint[];
  readonly total?: number;
}

export interface Complaint {
  readonly id?: string;
  /**
   * Key of an application.
   */
  readonly appKey?: string;
  readonly category?: ComplaintCategory;
  /**
   * false: examined, and found to be none.
   */
  readonly valid?: boolean;
  readonly at?: string;
  /**
   * A phone number with its country code; masked for viewers.
   */
  readonly x?: string;
  /**
   * For people.
   */
  readonly note?: string;
}

export interface AddComplaintRequest {
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly x?: string | undefined;
  readonly category: AddComplaintRequestCategory;
  readonly at?: string | undefined;
  /**
   * For people.
   */
  readonly note?: string | undefined;
}

/**
 * The complaint, and how its application stands now.
 */
export interface AddComplaintAnswer {
  readonly complaint?: Complaint;
  readonly standing?: Standing;
}

export interface Standing {
  /**
   * Key of an application.
   */
  readonly appKey?: string;
  /**
   * frozen: new bindings are refused.
   */
  readonly state?: StandingState;
  readonly month?: string;
  /**
   * Valid ones of the month.
   */
  readonly complaints?: number;
  /**
   * Numbers of the application.
   */
  readonly numbers?: number;
  /**
   * Complaints for each hundred numbers.
   */
  readonly percent?: number;
  /**
   * When a freeze ends.
   */
  readonly until?: string;
}

export interface JudgeComplaintRequest {
  /**
   * false: examined, and found to be none.
   */
  readonly valid: boolean;
}

/**
 * All of them.
 */
export interface ListStandingsAnswer {
  readonly items: readonly Standing[];
  readonly total?: number;
}

/**
 * All of them.
 */
export interface ListOnboardingAnswer {
  readonly items: readonly Onboarding[];
  readonly total?: number;
}

export interface Onboarding {
  /**
   * Key of an application.
   */
  readonly appKey?: string;
  /**
   * Only approved counts where the rules demand it.
   */
  readonly state?: OnboardingState;
  /**
   * As on its licence.
   */
  readonly company?: string;
  /**
   * Code of the business licence or the organisation.
   */
  readonly licence?: string;
  /**
   * Its trade, as the rules file names forbidden ones.
   */
  readonly trade?: string;
  /**
   * What the service is part of: an app, a mini program, a site, with its name.
   */
  readonly carrier?: string;
  /**
   * Who calls whom, and what for.
   */
  readonly scene?: string;
  /**
   * What is said on such a call.
   */
  readonly script?: string;
  /**
   * Where callees' numbers come from.
   */
  readonly calleeSource?: string;
  readonly usesMessages?: boolean;
  /**
   * What was handed in. The documents themselves stay elsewhere.
   */
  readonly documents?: readonly OnboardingDocument[];
  /**
   * When the authorisation ends.
   */
  readonly until?: string;
  /**
   * For people.
   */
  readonly note?: string;
  readonly changedAt?: string;
}

export interface OnboardingDocument {
  /**
   * What it is.
   */
  readonly name: string;
  readonly sha256: string;
  readonly bytes?: number;
}

export interface PutOnboardingRequest {
  /**
   * Only approved counts where the rules demand it.
   */
  readonly state: PutOnboardingRequestState;
  /**
   * As on its licence.
   */
  readonly company: string;
  /**
   * Code of the business licence or the organisation.
   */
  readonly licence: string;
  /**
   * Its trade, as the rules file names forbidden ones.
   */
  readonly trade: string;
  /**
   * What the service is part of: an app, a mini program, a site, with its name.
   */
  readonly carrier: string;
  /**
   * Who calls whom, and what for.
   */
  readonly scene: string;
  /**
   * What is said on such a call.
   */
  readonly script: string;
  /**
   * Where callees' numbers come from.
   */
  readonly calleeSource?: string | undefined;
  readonly usesMessages?: boolean | undefined;
  /**
   * What was handed in. The documents themselves stay elsewhere.
   */
  readonly documents?: readonly PutOnboardingRequestDocument[] | undefined;
  /**
   * When the authorisation ends.
   */
  readonly until?: string | undefined;
  /**
   * For people.
   */
  readonly note?: string | undefined;
}

export interface PutOnboardingRequestDocument {
  /**
   * What it is.
   */
  readonly name: string;
  readonly sha256: string;
  readonly bytes?: number | undefined;
}

/**
 * All of them.
 */
export interface ListPromptsAnswer {
  readonly items: readonly ListPromptsAnswerItem[];
  readonly total?: number;
}

export interface ListPromptsAnswerItem {
  /**
   * File name: letters, digits and _ @ . + -, ending in .wav.
   */
  readonly name?: string;
  readonly milliseconds?: number;
  /**
   * The format of the file, such as `A-law, 8000 Hz, 8 bit, mono`.
   */
  readonly format?: string;
  /**
   * Mean level in dBm0; -66 is silence. Speech is near -20.
   */
  readonly levelDbm0?: number;
  /**
   * Level of the loudest sample; 0 is full scale, where it distorts.
   */
  readonly peakDbfs?: number;
  /**
   * Root of the mean square, against full scale.
   */
  readonly rmsDbfs?: number;
  /**
   * Came with Callveil; can be covered by one of the same name.
   */
  readonly builtIn?: boolean;
  /**
   * For one that came with Callveil.
   */
  readonly languages?: readonly string[];
  /**
   * Who names it, beside answers in X mode and `standardPrompts`.
   */
  readonly usedBy?: ListPromptsAnswerItemUsedBy;
}

/**
 * Who names it, beside answers in X mode and `standardPrompts`.
 */
export interface ListPromptsAnswerItemUsedBy {
  /**
   * As `key (tones.noBinding)`.
   */
  readonly applications?: readonly string[];
  /**
   * In force.
   */
  readonly bindings?: number;
}

export interface GetPromptRequest {
  /**
   * For one that comes with Callveil; the language of the policy's country if left out.
   */
  readonly language?: GetPromptRequestLanguage | undefined;
}

export interface RemovePromptRequest {
  readonly force?: boolean | undefined;
}

/**
 * Receivers that something waits for.
 */
export interface ListReceiversAnswer {
  readonly items: readonly ListReceiversAnswerItem[];
  readonly total?: number;
}

export interface ListReceiversAnswerItem {
  /**
   * Key of an application.
   */
  readonly appKey?: string;
  /**
   * Which of its call-back addresses: status, fee, numberStatus and so on.
   */
  readonly channel?: string;
  /**
   * Messages that have not been taken yet.
   */
  readonly waiting?: number;
  /**
   * Those of them that have been pushed in vain before.
   */
  readonly failed?: number;
  /**
   * When the first of them is pushed again; absent: at once.
   */
  readonly nextDueAt?: string;
  /**
   * The last pushes all failed: one message at a time tries whether it is back.
   */
  readonly down?: boolean;
}

/**
 * All trunks, in the order of the file.
 */
export interface ListTrunksAnswer {
  readonly items: readonly ListTrunksAnswerItem[];
  readonly total?: number;
}

export interface ListTrunksAnswerItem {
  readonly name?: string;
  readonly type?: ListTrunksAnswerItemType;
  /**
   * Whether it has an address that calls go to.
   */
  readonly callsGoOut?: boolean;
  /**
   * Calls on it now, in and out.
   */
  readonly calls?: number;
  /**
   * Its limit; 0 no limit.
   */
  readonly maxCalls?: number;
  /**
   * silent: it does not answer. refusing: it wants no calls at the moment. Both are tried last.
   */
  readonly state?: ListTrunksAnswerItemState;
  /**
   * Whether we are registered with it; absent if it needs no registration.
   */
  readonly isRegistered?: boolean;
  /**
   * What calls sent to it were refused with since the start, the most frequent first.
   */
  readonly refusals?: readonly ListTrunksAnswerItemRefusal[];
  /**
   * Since when it is not up; absent while it is.
   */
  readonly since?: string;
  /**
   * Its connections over SMPP; absent if it has none.
   */
  readonly smpp?: readonly ListTrunksAnswerItemSmpp[];
}

export interface ListTrunksAnswerItemRefusal {
  /**
   * SIP status; 408 also if it did not answer.
   */
  readonly status?: number;
  readonly count?: number;
}

export interface ListTrunksAnswerItemSmpp {
  /**
   * Host and port.
   */
  readonly server?: string;
  readonly role?: ListTrunksAnswerItemSmppRole;
  /**
   * Whether messages can pass.
   */
  readonly isBound?: boolean;
  /**
   * Since when it is so.
   */
  readonly since?: string;
  /**
   * Why it is not bound.
   */
  readonly because?: string;
}

/**
 * Now.
 */
export interface ListLiveAnswer {
  /**
   * The SIP process.
   */
  readonly sip?: ListLiveAnswerSip;
  /**
   * The media process.
   */
  readonly media?: ListLiveAnswerMedia;
  /**
   * The engine.
   */
  readonly engine?: ListLiveAnswerEngine;
}

/**
 * The SIP process.
 */
export interface ListLiveAnswerSip {
  /**
   * drachtio-server: an external server, which alone can list them. nowhere: the process is away.
   */
  readonly from?: ListLiveAnswerSipFrom;
  /**
   * Those that came first, then those begun here; oldest first.
   */
  readonly transactions?: ListLiveAnswerSipTransactions;
  /**
   * Oldest first.
   */
  readonly dialogs?: ListLiveAnswerSipDialogs;
}

/**
 * Those that came first, then those begun here; oldest first.
 */
export interface ListLiveAnswerSipTransactions {
  readonly items: readonly ListLiveAnswerSipTransactionsItem[];
  readonly total?: number;
}

export interface ListLiveAnswerSipTransactionsItem {
  readonly method?: string;
  readonly direction?: ListLiveAnswerSipTransactionsItemDirection;
  readonly state?: string;
  /**
   * Milliseconds since it began.
   */
  readonly ageMs?: number;
  /**
   * Shortened, numbers in it masked.
   */
  readonly branch?: string;
  readonly peer?: string;
}

/**
 * Oldest first.
 */
export interface ListLiveAnswerSipDialogs {
  readonly items: readonly ListLiveAnswerSipDialogsItem[];
  readonly total?: number;
}

export interface ListLiveAnswerSipDialogsItem {
  /**
   * Shortened, numbers in it masked.
   */
  readonly id?: string;
  /**
   * uac: the callee’s leg.
   */
  readonly role?: ListLiveAnswerSipDialogsItemRole;
  readonly state?: string;
  /**
   * Milliseconds since it began.
   */
  readonly ageMs?: number;
}

/**
 * The media process.
 */
export interface ListLiveAnswerMedia {
  /**
   * Oldest first.
   */
  readonly sessions?: ListLiveAnswerMediaSessions;
}

/**
 * Oldest first.
 */
export interface ListLiveAnswerMediaSessions {
  readonly items: readonly ListLiveAnswerMediaSessionsItem[];
  readonly total?: number;
}

export interface ListLiveAnswerMediaSessionsItem {
  readonly sessionId?: string;
  /**
   * Its place; absent if it has died.
   */
  readonly worker?: number;
  readonly callerPort?: number;
  readonly calleePort?: number;
  /**
   * Milliseconds since it began.
   */
  readonly ageMs?: number;
}

/**
 * The engine.
 */
export interface ListLiveAnswerEngine {
  /**
   * Oldest first.
   */
  readonly calls?: ListLiveAnswerEngineCalls;
  /**
   * Sizes of its tables of SIP objects.
   */
  readonly held?: { readonly [key: string]: number };
}

/**
 * Oldest first.
 */
export interface ListLiveAnswerEngineCalls {
  readonly items: readonly ListLiveAnswerEngineCallsItem[];
  readonly total?: number;
}

export interface ListLiveAnswerEngineCallsItem {
  readonly sessionId?: string;
  readonly state?: string;
  /**
   * Milliseconds since it began.
   */
  readonly ageMs?: number;
}

/**
 * Now.
 */
export interface GetJournalAnswer {
  /**
   * Why changes answer 503: away, lost-changes, read-only, out-of-memory, cannot-save, too-few-replicas.
   */
  readonly ailments?: readonly string[];
  /**
   * Applications (and `*`, which application has which number) of which the store has lost changes that are in
   * force here.
   */
  readonly lostScopes?: readonly string[];
}

/**
 * Done.
 */
export interface RestoreJournalAnswer {
  /**
   * What was decided about.
   */
  readonly scopes?: readonly string[];
}

/**
 * Done.
 */
export interface AcceptJournalAnswer {
  /**
   * What was decided about.
   */
  readonly scopes?: readonly string[];
}

/**
 * Now.
 */
export interface GetSystemAnswer {
  readonly version?: string;
  readonly startedAt?: string;
  readonly now?: string;
  /**
   * Takes no new calls.
   */
  readonly draining?: boolean;
  readonly calls?: number;
  readonly bindings?: number;
  /**
   * While false, calls go on and changes answer 503.
   */
  readonly journalAvailable?: boolean;
  /**
   * Trunks that do not answer, and are tried after all others.
   */
  readonly silentTrunks?: readonly string[];
}

/**
 * Now. What the system does not tell is left out.
 */
export interface GetMachineAnswer {
  readonly versions?: { readonly [key: string]: string };
  readonly processes?: readonly GetMachineAnswerProcesse[];
  readonly machine?: GetMachineAnswerMachine;
  readonly disks?: readonly GetMachineAnswerDisk[];
  readonly load?: readonly GetMachineAnswerLoad[];
  readonly certificates?: readonly GetMachineAnswerCertificate[];
}

export interface GetMachineAnswerProcesse {
  readonly name?: string;
  readonly pid?: number;
  readonly uptimeSeconds?: number;
  readonly cpuSeconds?: number;
  readonly memoryBytes?: number;
  readonly openFiles?: number;
}

export interface GetMachineAnswerMachine {
  readonly name?: string;
  readonly cpus?: number;
  readonly loadAverage?: readonly number[];
  readonly memoryBytes?: number;
  readonly freeMemoryBytes?: number;
  readonly uptimeSeconds?: number;
}

export interface GetMachineAnswerDisk {
  readonly folder?: string;
  readonly path?: string;
  readonly bytes?: number;
  readonly freeBytes?: number;
}

export interface GetMachineAnswerLoad {
  readonly part?: string;
  /**
   * At 1 the part is at its limit, and new calls are refused.
   */
  readonly value?: number;
  /**
   * A delay, and no reserve.
   */
  readonly isDelay?: boolean;
}

export interface GetMachineAnswerCertificate {
  readonly of?: string;
  readonly file?: string;
  readonly names?: readonly string[];
  readonly expiresAt?: string;
  /**
   * Why it cannot be read.
   */
  readonly because?: string;
}

export interface ListLogLinesRequest {
  readonly level?: ListLogLinesRequestLevel | undefined;
  /**
   * `sequence` of the last one that was read.
   */
  readonly after?: number | undefined;
  readonly limit?: number | undefined;
}

/**
 * Newest last.
 */
export interface ListLogLinesAnswer {
  readonly items: readonly ListLogLinesAnswerItem[];
}

export interface ListLogLinesAnswerItem {
  readonly sequence?: number;
  readonly at?: string;
  readonly level?: string;
  readonly text?: string;
  readonly fields?: string;
}

export interface SearchAuditRequest {
  /**
   * Only entries that concern it.
   */
  readonly number?: string | undefined;
  /**
   * Only those of a name.
   */
  readonly who?: string | undefined;
  readonly action?: SearchAuditRequestAction | undefined;
  /**
   * Those after this one; absent: the newest ones.
   */
  readonly after?: number | undefined;
  readonly limit?: number | undefined;
}

/**
 * Oldest first.
 */
export interface SearchAuditAnswer {
  readonly items: readonly SearchAuditAnswerItem[];
  readonly head?: SearchAuditAnswerHead;
}

export interface SearchAuditAnswerItem {
  readonly sequence?: number;
  readonly time?: string;
  /**
   * A token of this API, an application (role `application`), or Callveil (role `service`).
   */
  readonly who?: SearchAuditAnswerItemWho;
  readonly action?: SearchAuditAnswerItemAction;
  /**
   * The operation and what it named. Numbers are keyed hashes.
   */
  readonly what?: { readonly [key: string]: unknown };
  readonly previous?: string;
  /**
   * SHA-256 of `previous` and the entry as canonical JSON.
   */
  readonly hash?: string;
}

/**
 * A token of this API, an application (role `application`), or Callveil (role `service`).
 */
export interface SearchAuditAnswerItemWho {
  readonly name?: string;
  readonly role?: string;
}

export interface SearchAuditAnswerHead {
  readonly sequence?: number;
  readonly hash?: string;
}

export interface VerifyAuditRequest {
  readonly sequence?: number | undefined;
  readonly hash?: string | undefined;
}

/**
 * What was found.
 */
export interface VerifyAuditAnswer {
  readonly intact?: boolean;
  /**
   * Those that were read, up to the first broken one.
   */
  readonly entries?: number;
  /**
   * The last good entry. Keep it elsewhere.
   */
  readonly head?: VerifyAuditAnswerHead;
  /**
   * Entries up to this one were cut off after their days.
   */
  readonly checkpoint?: VerifyAuditAnswerCheckpoint;
  /**
   * The first entry that is not as it was written.
   */
  readonly broken?: VerifyAuditAnswerBroken;
}

/**
 * The last good entry. Keep it elsewhere.
 */
export interface VerifyAuditAnswerHead {
  readonly sequence?: number;
  readonly hash?: string;
}

/**
 * Entries up to this one were cut off after their days.
 */
export interface VerifyAuditAnswerCheckpoint {
  readonly sequence?: number;
  readonly hash?: string;
}

/**
 * The first entry that is not as it was written.
 */
export interface VerifyAuditAnswerBroken {
  readonly line?: number;
  readonly sequence?: number;
  readonly because?: string;
}

/**
 * All of them.
 */
export interface ListAccountsAnswer {
  readonly items: readonly Account[];
  readonly total?: number;
}

export interface Account {
  /**
   * Letters, digits and . _ @ -, a letter first; upper and lower case are the same.
   */
  readonly name?: string;
  readonly role?: AccountRole;
  /**
   * subscriber: whose messages it may read. The other roles have no such limit.
   */
  readonly applications?: readonly string[];
  readonly hasSecondFactor?: boolean;
  /**
   * An administrator set the password.
   */
  readonly mustChangePassword?: boolean;
  /**
   * That have not ended.
   */
  readonly sessions?: number;
  readonly createdAt?: string;
  /**
   * Left out: never.
   */
  readonly signedInAt?: string;
}

export interface AddAccountRequest {
  /**
   * Letters, digits and . _ @ -, a letter first; upper and lower case are the same.
   */
  readonly name: string;
  readonly role: AddAccountRequestRole;
  /**
   * subscriber: whose messages it may read. The other roles have no such limit.
   */
  readonly applications?: readonly string[] | undefined;
  readonly password: string;
}

export interface ChangeAccountRoleRequest {
  readonly role: ChangeAccountRoleRequestRole;
  /**
   * subscriber: whose messages it may read. The other roles have no such limit.
   */
  readonly applications?: readonly string[] | undefined;
}

export interface ResetAccountRequest {
  readonly password: string;
  readonly keepSecondFactor?: boolean | undefined;
}

/**
 * They have ended.
 */
export interface EndAccountSessionsAnswer {
  readonly ended?: number;
}

export interface ReloadRequest {
  /**
   * Only says what would change.
   */
  readonly dryRun?: boolean | undefined;
}

/**
 * Done, or with `dryRun` possible.
 */
export interface ReloadAnswer {
  readonly outcome?: ReloadAnswerOutcome;
  /**
   * Each changed key with its old and its new value.
   */
  readonly changes?: readonly string[];
  /**
   * Settings that can hardly have been meant.
   */
  readonly doubts?: readonly string[];
}

/**
 * It drains.
 */
export interface BeginDrainAnswer {
  /**
   * Takes no new calls.
   */
  readonly draining?: boolean;
}

/**
 * It takes calls.
 */
export interface UndoDrainAnswer {
  /**
   * Takes no new calls.
   */
  readonly draining?: boolean;
}

export interface ListEventsRequest {
  /**
   * Those of this application only.
   */
  readonly appKey?: string | undefined;
  /**
   * The last message that was read: `next` of the answer before.
   */
  readonly after?: string | undefined;
  /**
   * Only these, e.g. disconnect,fee.
   */
  readonly kinds?: string | undefined;
  readonly limit?: number | undefined;
  /**
   * Seconds to wait for a message if there is none.
   */
  readonly wait?: number | undefined;
}

/**
 * Messages after that one.
 */
export interface ListEventsAnswer {
  readonly items: readonly ListEventsAnswerItem[];
  /**
   * The last message that was read: `next` of the answer before.
   */
  readonly next?: string;
  /**
   * Messages after `after` have been deleted: it is older than `reports.pullDays`.
   */
  readonly missed?: boolean;
}

export interface ListEventsAnswerItem {
  /**
   * Id of a message, the `Idempotency-Key` of its push. Ids of an application increase.
   */
  readonly id?: string;
  /**
   * Key of an application.
   */
  readonly appKey?: string;
  /**
   * `eventType`; `fee` for a record, `smsEvent` for a notice of a short message.
   */
  readonly kind?: string;
  readonly at?: string;
  /**
   * A notice of a short message has its `smsIdentifier` here.
   */
  readonly sessionId?: string;
  /**
   * What is pushed: the same JSON.
   */
  readonly message?: { readonly [key: string]: unknown };
}

export interface ListUndeliveredRequest {
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  /**
   * The last message that was read: `next` of the answer before.
   */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/**
 * Oldest first, for `reports.givenUpDays`.
 */
export interface ListUndeliveredAnswer {
  readonly items: readonly ListUndeliveredAnswerItem[];
  /**
   * The last message that was read: `next` of the answer before.
   */
  readonly next?: string;
}

export interface ListUndeliveredAnswerItem {
  /**
   * Id of a message, the `Idempotency-Key` of its push. Ids of an application increase.
   */
  readonly id?: string;
  /**
   * Key of an application.
   */
  readonly appKey?: string;
  /**
   * Which of its addresses: status, fee and so on.
   */
  readonly channel?: string;
  /**
   * `*`: several records that were pushed together.
   */
  readonly sessionId?: string;
  readonly failures?: number;
  readonly givenUpAt?: string;
  /**
   * Why the last push failed.
   */
  readonly because?: string;
  /**
   * What is pushed: the same JSON.
   */
  readonly message?: { readonly [key: string]: unknown };
}

export interface ResendUndeliveredRequest {
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  readonly ids?: readonly string[] | undefined;
}

/**
 * How many.
 */
export interface ResendUndeliveredAnswer {
  readonly resent?: number;
}

export interface SearchRecordsRequest {
  readonly kinds?: readonly SearchRecordsRequestKind[] | undefined;
  /**
   * In whichever part: real numbers and privacy numbers.
   */
  readonly number?: string | undefined;
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  /**
   * Id of a binding.
   */
  readonly subscriptionId?: string | undefined;
  /**
   * Of either leg.
   */
  readonly trunk?: string | undefined;
  /**
   * Ending of a call, result of a message, new status of a number.
   */
  readonly ending?: string | undefined;
  /**
   * Those that came at this time or later.
   */
  readonly from?: string | undefined;
  /**
   * Those that came before.
   */
  readonly until?: string | undefined;
  /**
   * Talked at least so long.
   */
  readonly minSeconds?: number | undefined;
  /**
   * Talked at most so long.
   */
  readonly maxSeconds?: number | undefined;
  /**
   * `next` of the answer before.
   */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/**
 * One page of them.
 */
export interface SearchRecordsAnswer {
  readonly items: readonly PastRecord[];
  /**
   * The place of the last one; absent: there are no more.
   */
  readonly next?: string;
}

export interface ExportRecordsRequest {
  readonly kinds?: readonly ExportRecordsRequestKind[] | undefined;
  /**
   * In whichever part: real numbers and privacy numbers.
   */
  readonly number?: string | undefined;
  /**
   * Key of an application.
   */
  readonly appKey?: string | undefined;
  /**
   * Id of a binding.
   */
  readonly subscriptionId?: string | undefined;
  /**
   * Of either leg.
   */
  readonly trunk?: string | undefined;
  /**
   * Ending of a call, result of a message, new status of a number.
   */
  readonly ending?: string | undefined;
  /**
   * Those that came at this time or later.
   */
  readonly from?: string | undefined;
  /**
   * Those that came before.
   */
  readonly until?: string | undefined;
  /**
   * Talked at least so long.
   */
  readonly minSeconds?: number | undefined;
  /**
   * Talked at most so long.
   */
  readonly maxSeconds?: number | undefined;
}

export interface ExportSubjectRequest {
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly number: string;
}

/**
 * One list for each store.
 */
export interface ExportSubjectAnswer {
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly number?: string;
  readonly [more: string]: unknown;
}

export interface ExplainErasureRequest {
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly number: string;
  /**
   * What is kept otherwise: `bindings` in force, with the registration that they need; `blacklist` entries of the
   * number; `waiting` pushes that their receiver has not taken, with the record and recording of their call.
   */
  readonly also?: readonly ExplainErasureRequestAlso[] | undefined;
}

/**
 * As of now.
 */
export interface ExplainErasureAnswer {
  readonly stores?: readonly ExplainErasureAnswerStore[];
}

export interface ExplainErasureAnswerStore {
  readonly store?: string;
  /**
   * How many of each kind are deleted.
   */
  readonly erased?: { readonly [key: string]: number };
  /**
   * In how many texts of others asterisks replace the number.
   */
  readonly replaced?: { readonly [key: string]: number };
  /**
   * What stays, and why.
   */
  readonly kept?: readonly ExplainErasureAnswerStoreKept[];
  readonly notes?: readonly string[];
}

export interface ExplainErasureAnswerStoreKept {
  readonly what?: string;
  readonly count?: number;
  readonly because?: string;
  readonly ids?: readonly string[];
  /**
   * When the last of them ends by itself.
   */
  readonly until?: string;
}

export interface EraseSubjectRequest {
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly number: string;
  /**
   * What is kept otherwise: `bindings` in force, with the registration that they need; `blacklist` entries of the
   * number; `waiting` pushes that their receiver has not taken, with the record and recording of their call.
   */
  readonly also?: readonly EraseSubjectRequestAlso[] | undefined;
}

/**
 * Done. It goes on by itself: ask for it by its id.
 */
export interface EraseSubjectAnswer {
  readonly id?: string;
  /**
   * A keyed hash of the number, the same as in the audit.
   */
  readonly subject?: string;
  readonly engine?: string;
  readonly journal?: EraseSubjectAnswerJournal;
  readonly askedAt?: string;
  readonly askedBy?: EraseSubjectAnswerAskedBy;
  readonly also?: readonly EraseSubjectAnswerAlso[];
  readonly finishedAt?: string;
  readonly interruptions?: number;
  readonly stores?: readonly EraseSubjectAnswerStore[];
  readonly remarks?: readonly string[];
  /**
   * SHA-256 of the other fields but `audit` as canonical JSON.
   */
  readonly sha256?: string;
  /**
   * The audit entry that has the same SHA-256.
   */
  readonly audit?: EraseSubjectAnswerAudit;
  readonly state?: EraseSubjectAnswerState;
  readonly [more: string]: unknown;
}

export interface EraseSubjectAnswerAskedBy {
  readonly name?: string;
  readonly role?: string;
}

export interface EraseSubjectAnswerStore {
  readonly store?: string;
  /**
   * How many of each kind are deleted.
   */
  readonly erased?: { readonly [key: string]: number };
  /**
   * In how many texts of others asterisks replace the number.
   */
  readonly replaced?: { readonly [key: string]: number };
  /**
   * What stays, and why.
   */
  readonly kept?: readonly EraseSubjectAnswerStoreKept[];
  readonly notes?: readonly string[];
}

export interface EraseSubjectAnswerStoreKept {
  readonly what?: string;
  readonly count?: number;
  readonly because?: string;
  readonly ids?: readonly string[];
  /**
   * When the last of them ends by itself.
   */
  readonly until?: string;
}

/**
 * The audit entry that has the same SHA-256.
 */
export interface EraseSubjectAnswerAudit {
  readonly sequence?: number;
  readonly hash?: string;
}

export interface SearchErasuresRequest {
  /**
   * A phone number: + and country code, or as it is dialled in the country of the policy.
   */
  readonly number?: string | undefined;
}

/**
 * Oldest first.
 */
export interface SearchErasuresAnswer {
  readonly items: readonly SearchErasuresAnswerItem[];
}

export interface SearchErasuresAnswerItem {
  readonly id?: string;
  /**
   * A keyed hash of the number, the same as in the audit.
   */
  readonly subject?: string;
  readonly engine?: string;
  readonly journal?: SearchErasuresAnswerItemJournal;
  readonly askedAt?: string;
  readonly askedBy?: SearchErasuresAnswerItemAskedBy;
  readonly also?: readonly SearchErasuresAnswerItemAlso[];
  readonly finishedAt?: string;
  readonly interruptions?: number;
  readonly stores?: readonly SearchErasuresAnswerItemStore[];
  readonly remarks?: readonly string[];
  /**
   * SHA-256 of the other fields but `audit` as canonical JSON.
   */
  readonly sha256?: string;
  /**
   * The audit entry that has the same SHA-256.
   */
  readonly audit?: SearchErasuresAnswerItemAudit;
  readonly [more: string]: unknown;
}

export interface SearchErasuresAnswerItemAskedBy {
  readonly name?: string;
  readonly role?: string;
}

export interface SearchErasuresAnswerItemStore {
  readonly store?: string;
  /**
   * How many of each kind are deleted.
   */
  readonly erased?: { readonly [key: string]: number };
  /**
   * In how many texts of others asterisks replace the number.
   */
  readonly replaced?: { readonly [key: string]: number };
  /**
   * What stays, and why.
   */
  readonly kept?: readonly SearchErasuresAnswerItemStoreKept[];
  readonly notes?: readonly string[];
}

export interface SearchErasuresAnswerItemStoreKept {
  readonly what?: string;
  readonly count?: number;
  readonly because?: string;
  readonly ids?: readonly string[];
  /**
   * When the last of them ends by itself.
   */
  readonly until?: string;
}

/**
 * The audit entry that has the same SHA-256.
 */
export interface SearchErasuresAnswerItemAudit {
  readonly sequence?: number;
  readonly hash?: string;
}

/**
 * It is done. It goes on by itself: ask for it by its id.
 */
export interface GetErasureAnswer {
  readonly id?: string;
  /**
   * A keyed hash of the number, the same as in the audit.
   */
  readonly subject?: string;
  readonly engine?: string;
  readonly journal?: GetErasureAnswerJournal;
  readonly askedAt?: string;
  readonly askedBy?: GetErasureAnswerAskedBy;
  readonly also?: readonly GetErasureAnswerAlso[];
  readonly finishedAt?: string;
  readonly interruptions?: number;
  readonly stores?: readonly GetErasureAnswerStore[];
  readonly remarks?: readonly string[];
  /**
   * SHA-256 of the other fields but `audit` as canonical JSON.
   */
  readonly sha256?: string;
  /**
   * The audit entry that has the same SHA-256.
   */
  readonly audit?: GetErasureAnswerAudit;
  readonly state?: GetErasureAnswerState;
  readonly [more: string]: unknown;
}

export interface GetErasureAnswerAskedBy {
  readonly name?: string;
  readonly role?: string;
}

export interface GetErasureAnswerStore {
  readonly store?: string;
  /**
   * How many of each kind are deleted.
   */
  readonly erased?: { readonly [key: string]: number };
  /**
   * In how many texts of others asterisks replace the number.
   */
  readonly replaced?: { readonly [key: string]: number };
  /**
   * What stays, and why.
   */
  readonly kept?: readonly GetErasureAnswerStoreKept[];
  readonly notes?: readonly string[];
}

export interface GetErasureAnswerStoreKept {
  readonly what?: string;
  readonly count?: number;
  readonly because?: string;
  readonly ids?: readonly string[];
  /**
   * When the last of them ends by itself.
   */
  readonly until?: string;
}

/**
 * The audit entry that has the same SHA-256.
 */
export interface GetErasureAnswerAudit {
  readonly sequence?: number;
  readonly hash?: string;
}

/**
 * What was found. The whole audit is read.
 */
export interface VerifyErasureAnswer {
  readonly intact?: boolean;
  readonly because?: string;
  readonly auditEntry?: VerifyErasureAnswerAuditEntry;
}

/**
 * The ladder.
 */
export interface GetLadderAnswer {
  readonly sessionId?: string;
  readonly legs?: readonly GetLadderAnswerLeg[];
  readonly messages?: readonly GetLadderAnswerMessage[];
}

export interface GetLadderAnswerLeg {
  readonly side?: GetLadderAnswerLegSide;
  /**
   * `192.0.2.10:5060`
   */
  readonly peer?: string;
  /**
   * Messages in the middle that were not kept: there were too many.
   */
  readonly missing?: number;
}

export interface GetLadderAnswerMessage {
  readonly at?: string;
  /**
   * Since the first one.
   */
  readonly offsetMs?: number;
  /**
   * Place among `legs`, from 0.
   */
  readonly leg?: number;
  /**
   * in: from the peer to Callveil.
   */
  readonly direction?: GetLadderAnswerMessageDirection;
  readonly transport?: GetLadderAnswerMessageTransport;
  /**
   * `192.0.2.10:5060`
   */
  readonly peer?: string;
  /**
   * Method, or status and reason.
   */
  readonly title?: string;
  readonly cseq?: string;
  readonly hasSdp?: boolean;
  /**
   * The same bytes were there before.
   */
  readonly isRepeated?: boolean;
  /**
   * The whole message; numbers are masked for viewers.
   */
  readonly text?: string;
}

export interface ExportBackupRequest {
  /**
   * The files of recordings too.
   */
  readonly recordings?: boolean | undefined;
  /**
   * The configuration as it is, with the keys that it names; false: without. The stores have the secrets of
   * applications in any case.
   */
  readonly secrets?: boolean | undefined;
}

export interface RestoreBackupRequest {
  /**
   * Its path on the machine of the service.
   */
  readonly file: string;
}

/**
 * The archive is good, and the engine restarts.
 */
export interface RestoreBackupAnswer {
  /**
   * When the backup began.
   */
  readonly backupOf?: string;
  readonly host?: string;
  /**
   * The version of Callveil that made it.
   */
  readonly version?: string;
  /**
   * What was not in it.
   */
  readonly elsewhere?: readonly string[];
}

/**
 * The ways.
 */
export interface GetSignInWaysAnswer {
  readonly token?: boolean;
  /**
   * Whether there are accounts.
   */
  readonly account?: boolean;
  /**
   * OpenID Connect: `path` is a page for a browser to go to.
   */
  readonly openId?: GetSignInWaysAnswerOpenId;
}

/**
 * OpenID Connect: `path` is a page for a browser to go to.
 */
export interface GetSignInWaysAnswerOpenId {
  readonly name?: string;
  readonly path?: string;
}

export interface SignInRequest {
  /**
   * The name of an account.
   */
  readonly name?: string | undefined;
  readonly password?: string | undefined;
  /**
   * A code of the authenticator, or a recovery code; an account without a second factor leaves it out.
   */
  readonly code?: string | undefined;
  readonly token?: string | undefined;
  readonly as?: SignInRequestAs | undefined;
}

/**
 * You.
 */
export interface SignInAnswer {
  readonly name?: string;
  readonly role?: SignInAnswerRole;
  /**
   * Left out: a token.
   */
  readonly by?: SignInAnswerBy;
  /**
   * An account may do nothing else before.
   */
  readonly firstDeed?: SignInAnswerFirstDeed;
  /**
   * For an account only.
   */
  readonly hasSecondFactor?: boolean;
  /**
   * With `as: header`.
   */
  readonly session?: string;
}

/**
 * It has ended.
 */
export interface SignOutAnswer {
  /**
   * OpenID Connect: where one signs out at the provider, too.
   */
  readonly next?: string;
}

/**
 * You.
 */
export interface GetMeAnswer {
  readonly name?: string;
  readonly role?: GetMeAnswerRole;
  /**
   * Left out: a token.
   */
  readonly by?: GetMeAnswerBy;
  /**
   * An account may do nothing else before.
   */
  readonly firstDeed?: GetMeAnswerFirstDeed;
  /**
   * For an account only.
   */
  readonly hasSecondFactor?: boolean;
}

export interface ChangeOwnPasswordRequest {
  readonly password: string;
  readonly newPassword: string;
}

/**
 * Changed.
 */
export interface ChangeOwnPasswordAnswer {
  /**
   * The new one, for a session that came in a header.
   */
  readonly session?: string;
}

export interface EnrolSecondFactorRequest {
  readonly password: string;
}

/**
 * The secret, which nothing shows again.
 */
export interface EnrolSecondFactorAnswer {
  /**
   * Base32.
   */
  readonly key?: string;
  /**
   * `otpauth:`, for a QR code.
   */
  readonly uri?: string;
}

export interface ConfirmSecondFactorRequest {
  /**
   * A code of the authenticator, or a recovery code; an account without a second factor leaves it out.
   */
  readonly code: string;
}

/**
 * In force.
 */
export interface ConfirmSecondFactorAnswer {
  /**
   * Each signs in once without the authenticator. Nothing shows them again.
   */
  readonly recoveryCodes?: readonly string[];
}

export interface RemoveSecondFactorRequest {
  readonly password: string;
  /**
   * A code of the authenticator, or a recovery code; an account without a second factor leaves it out.
   */
  readonly code: string;
}

/** A client of the operator API. */
export class Callveil {
  readonly #transport: Transport;

  constructor(options: CallveilOptions) {
    this.#transport = new Transport(options);
  }

  /**
   * All applications.
   */
  listApplications(options?: CallOptions): Promise<ListApplicationsAnswer> {
    return this.#transport.json<ListApplicationsAnswer>(
      { method: 'GET', path: `/v1/applications`, isRepeatable: true },
      options,
    );
  }

  /**
   * Makes an application with a secret, which is shown once. What is left out has its default. To bring a secret
   * of your own, use `putApplication`.
   */
  createApplication(
    request: CreateApplicationRequest,
    options?: CallOptions,
  ): Promise<CreateApplicationAnswer> {
    return this.#transport.json<CreateApplicationAnswer>(
      { method: 'POST', path: `/v1/applications`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * One application.
   */
  getApplication(appKey: string, options?: CallOptions): Promise<Application> {
    return this.#transport.json<Application>(
      { method: 'GET', path: `/v1/applications/${part(appKey)}`, isRepeatable: true },
      options,
    );
  }

  /**
   * Makes or replaces an application. Lasting, and in force at once on every engine. Key by key it wins over the
   * configuration file until the next start that finds the key changed there. Fields left out take their defaults.
   * The secret may be left out where the application exists. The mode of an application that exists cannot change.
   */
  putApplication(
    appKey: string,
    request: PutApplicationRequest,
    options?: CallOptions,
  ): Promise<Application> {
    return this.#transport.json<Application>(
      { method: 'PUT', path: `/v1/applications/${part(appKey)}`, body: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Gives an application another secret, which is shown once. In force at once: requests that are signed with the
   * old one are refused from then on.
   */
  renewSecret(appKey: string, options?: CallOptions): Promise<RenewSecretAnswer> {
    return this.#transport.json<RenewSecretAnswer>(
      { method: 'POST', path: `/v1/applications/${part(appKey)}/secret`, isRepeatable: false },
      options,
    );
  }

  /**
   * Sends a signed test push to one of its addresses, and answers what came of it. Signed as every push is, with
   * `eventType` `test`, once, to an address that the application has: under the rules of
   * `callbacks.allowedNetworks`, without following redirects. Nothing is stored.
   */
  tryCallback(
    appKey: string,
    request: TryCallbackRequest,
    options?: CallOptions,
  ): Promise<TryCallbackAnswer> {
    return this.#transport.json<TryCallbackAnswer>(
      { method: 'POST', path: `/v1/applications/${part(appKey)}/try`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Numbers of the pool.
   */
  listNumbers(request: ListNumbersRequest = {}, options?: CallOptions): Promise<ListNumbersAnswer> {
    return this.#transport.json<ListNumbersAnswer>(
      { method: 'GET', path: `/v1/numbers`, query: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Numbers of the pool, of all pages from that of the request on; each page is asked for when it is wanted.
   */
  listNumbersAll(
    request: ListNumbersRequest = {},
    options?: CallOptions,
  ): AsyncGenerator<PoolNumber, void, undefined> {
    return pagesByIndex(request, 50, (page) => this.listNumbers(page, options));
  }

  /**
   * Gives an application numbers. Those it has already stay as they are. Numbers before a refused one have been
   * added.
   */
  addNumbers(request: AddNumbersRequest, options?: CallOptions): Promise<AddNumbersAnswer> {
    return this.#transport.json<AddNumbersAnswer>(
      { method: 'POST', path: `/v1/numbers`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * One number of the pool.
   */
  findNumber(request: FindNumberRequest, options?: CallOptions): Promise<PoolNumber> {
    return this.#transport.json<PoolNumber>(
      { method: 'POST', path: `/v1/numbers/find`, body: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Imports numbers from CSV. A heading with number and area_code, in any order. Good lines are taken, bad ones
   * told.
   */
  importNumbers(
    content: string,
    request: ImportNumbersRequest,
    options?: CallOptions,
  ): Promise<ImportNumbersAnswer> {
    return this.#transport.json<ImportNumbersAnswer>(
      {
        method: 'POST',
        path: `/v1/numbers/import`,
        content: { type: 'text/csv', data: content },
        query: request,
        isRepeatable: false,
      },
      options,
    );
  }

  /**
   * Gives numbers to another application. Those in use stay where they are and are told. They stay here whatever
   * the configuration file said before; a file that moves them later moves them.
   */
  transferNumbers(request: TransferNumbersRequest, options?: CallOptions): Promise<TransferNumbersAnswer> {
    return this.#transport.json<TransferNumbersAnswer>(
      { method: 'POST', path: `/v1/numbers/transfer`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Changes what a number may do. frozen: no new bindings, existing ones work. suspended, unavailable: bindings
   * and calls fail. The application is notified.
   */
  setNumberStatus(request: SetNumberStatusRequest, options?: CallOptions): Promise<PoolNumber> {
    return this.#transport.json<PoolNumber>(
      { method: 'POST', path: `/v1/numbers/status`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Takes a number out of the pool. Refused while anything is bound to it. One that the configuration file still
   * gives comes back with the next start.
   */
  removeNumber(request: RemoveNumberRequest, options?: CallOptions): Promise<void> {
    return this.#transport.nothing(
      { method: 'POST', path: `/v1/numbers/remove`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * How many numbers each city has, and what they can do. Every number counts once: as ended or frozen by its
   * status, else as used, resting or free.
   */
  getNumberCities(
    request: GetNumberCitiesRequest = {},
    options?: CallOptions,
  ): Promise<GetNumberCitiesAnswer> {
    return this.#transport.json<GetNumberCitiesAnswer>(
      { method: 'GET', path: `/v1/numbers/cities`, query: request, isRepeatable: true },
      options,
    );
  }

  /**
   * How many numbers so many bindings take. By the rules of the mode: what an X or a Y carries, how often a user
   * may be on it, how long it rests. With `appKey` or `areaCode`: how many of them are there, and how many are
   * missing.
   */
  getNumberPlan(request: GetNumberPlanRequest, options?: CallOptions): Promise<GetNumberPlanAnswer> {
    return this.#transport.json<GetNumberPlanAnswer>(
      { method: 'GET', path: `/v1/numbers/plan`, query: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Calls of a time in figures: answer rate, length, post-dial delay, endings, complaints. Calls count in the hour
   * in which they came; times are rounded out to whole hours, and are the last 24 hours by default. A call is
   * counted within a second of its end. One city or one trunk can be looked at by itself, with its endings and
   * hours; other groupings of it are not kept. Calls of which a leg had no trunk are in no trunk’s figures.
   */
  getStatistics(request: GetStatisticsRequest = {}, options?: CallOptions): Promise<GetStatisticsAnswer> {
    return this.#transport.json<GetStatisticsAnswer>(
      { method: 'GET', path: `/v1/statistics`, query: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Bindings of an application, of a number, or all. By number: those that have it as X, Y, A or B. Looks through
   * everything; not for a program to poll.
   */
  searchBindings(request: SearchBindingsRequest = {}, options?: CallOptions): Promise<SearchBindingsAnswer> {
    return this.#transport.json<SearchBindingsAnswer>(
      { method: 'POST', path: `/v1/bindings/search`, body: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Bindings of an application, of a number, or all, of all pages from that of the request on; each page is asked
   * for when it is wanted.
   */
  searchBindingsAll(
    request: SearchBindingsRequest = {},
    options?: CallOptions,
  ): AsyncGenerator<Binding, void, undefined> {
    return pagesByIndex(request, 50, (page) => this.searchBindings(page, options));
  }

  /**
   * One binding.
   */
  getBinding(subscriptionId: string, options?: CallOptions): Promise<Binding> {
    return this.#transport.json<Binding>(
      { method: 'GET', path: `/v1/bindings/${part(subscriptionId)}`, isRepeatable: true },
      options,
    );
  }

  /**
   * Unbinds. A call in progress goes on. AXYB: all its parts go too.
   */
  removeBinding(subscriptionId: string, options?: CallOptions): Promise<void> {
    return this.#transport.nothing(
      { method: 'DELETE', path: `/v1/bindings/${part(subscriptionId)}`, isRepeatable: true },
      options,
    );
  }

  /**
   * Changes a binding. Fields left out stay as they are, null takes a prompt, userData or callbackNum away; which
   * there are depends on the mode. preVoice is replaced as a whole. AXB: a duration starts counting anew. A call
   * in progress goes on as it began. AXYB: 409, its bindings cannot be changed.
   */
  modifyBinding(
    subscriptionId: string,
    request: ModifyBindingRequest = {},
    options?: CallOptions,
  ): Promise<Binding> {
    return this.#transport.json<Binding>(
      { method: 'PATCH', path: `/v1/bindings/${part(subscriptionId)}`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Binds in mode AXB.
   */
  bindAxb(request: BindAxbRequest, options?: CallOptions): Promise<Binding> {
    return this.#transport.json<Binding>(
      { method: 'POST', path: `/v1/bindings/axb`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Binds in mode AX.
   */
  bindAx(request: BindAxRequest, options?: CallOptions): Promise<Binding> {
    return this.#transport.json<Binding>(
      { method: 'POST', path: `/v1/bindings/ax`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Binds in mode AXE.
   */
  bindAxe(request: BindAxeRequest, options?: CallOptions): Promise<Binding> {
    return this.#transport.json<Binding>(
      { method: 'POST', path: `/v1/bindings/axe`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Binds in mode AXYB.
   */
  bindAxyb(request: BindAxybRequest, options?: CallOptions): Promise<Binding> {
    return this.#transport.json<Binding>(
      { method: 'POST', path: `/v1/bindings/axyb`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Gives a B a Y on an AXYB binding.
   */
  bindAxybPart(request: BindAxybPartRequest, options?: CallOptions): Promise<Part> {
    return this.#transport.json<Part>(
      { method: 'POST', path: `/v1/bindings/axyb/parts`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Calls in progress. Calls that end move those after them up: a reader of many pages may miss as many.
   */
  listCalls(request: ListCallsRequest = {}, options?: CallOptions): Promise<ListCallsAnswer> {
    return this.#transport.json<ListCallsAnswer>(
      { method: 'GET', path: `/v1/calls`, query: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Calls in progress, of all pages from that of the request on; each page is asked for when it is wanted.
   */
  listCallsAll(request: ListCallsRequest = {}, options?: CallOptions): AsyncGenerator<Call, void, undefined> {
    return pagesByIndex(request, 50, (page) => this.listCalls(page, options));
  }

  /**
   * One call in progress.
   */
  getCall(sessionId: string, options?: CallOptions): Promise<Call> {
    return this.#transport.json<Call>(
      { method: 'GET', path: `/v1/calls/${part(sessionId)}`, isRepeatable: true },
      options,
    );
  }

  /**
   * Ends a call.
   */
  endCall(sessionId: string, options?: CallOptions): Promise<void> {
    return this.#transport.nothing(
      { method: 'DELETE', path: `/v1/calls/${part(sessionId)}`, isRepeatable: true },
      options,
    );
  }

  /**
   * What is heard from both legs of live calls, over a fraction of a second. Measured while it is asked for, at
   * most once a second: who asks more often gets the measurement before. Calls without audio here are left out.
   */
  listLevels(request: ListLevelsRequest, options?: CallOptions): Promise<ListLevelsAnswer> {
    return this.#transport.json<ListLevelsAnswer>(
      { method: 'POST', path: `/v1/calls/levels`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Calls that were recorded, newest first. As `searchRecords` does. A page may have fewer than were asked for, or
   * none, and a `next` all the same: go on until there is no `next`.
   */
  searchRecordings(
    request: SearchRecordingsRequest = {},
    options?: CallOptions,
  ): Promise<SearchRecordingsAnswer> {
    return this.#transport.json<SearchRecordingsAnswer>(
      { method: 'POST', path: `/v1/recordings/search`, body: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Calls that were recorded, newest first, of all pages from that of the request on; each page is asked for when
   * it is wanted.
   */
  searchRecordingsAll(
    request: SearchRecordingsRequest = {},
    options?: CallOptions,
  ): AsyncGenerator<SearchRecordingsAnswerItem, void, undefined> {
    return pagesByNext(request, (page) => this.searchRecordings(page, options));
  }

  /**
   * The audio of a recording. What the parties of a call said: each request is in the audit, as `listened`, before
   * it is answered. One range of bytes may be asked for (RFC 9110 14).
   */
  listenToRecording(sessionId: string, options?: CallOptions): Promise<ReadableStream<Uint8Array>> {
    return this.#transport.bytes(
      { method: 'GET', path: `/v1/recordings/${part(sessionId)}`, isRepeatable: true },
      options,
    );
  }

  /**
   * Who has listened to a recording, and when. From the audit, the newest 200: operators here, and applications
   * that have fetched it.
   */
  listListeners(sessionId: string, options?: CallOptions): Promise<ListListenersAnswer> {
    return this.#transport.json<ListListenersAnswer>(
      { method: 'GET', path: `/v1/recordings/${part(sessionId)}/listeners`, isRepeatable: true },
      options,
    );
  }

  /**
   * Short messages, newest first. Go on with `after` = `next`, until there is no `next`. None is missed, and none
   * comes twice.
   */
  listMessages(request: ListMessagesRequest = {}, options?: CallOptions): Promise<ListMessagesAnswer> {
    return this.#transport.json<ListMessagesAnswer>(
      { method: 'GET', path: `/v1/messages`, query: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Short messages, newest first, of all pages from that of the request on; each page is asked for when it is
   * wanted.
   */
  listMessagesAll(
    request: ListMessagesRequest = {},
    options?: CallOptions,
  ): AsyncGenerator<Message, void, undefined> {
    return pagesByNext(request, (page) => this.listMessages(page, options));
  }

  /**
   * What would become of a call. caller left out: withheld. digits: what the caller types when asked for an
   * extension; left out: not asked yet. Nothing is changed.
   */
  explain(request: ExplainRequest, options?: CallOptions): Promise<ExplainAnswer> {
    return this.#transport.json<ExplainAnswer>(
      { method: 'POST', path: `/v1/explain`, body: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Why a call of the past, or one in progress, went as it did. From the record, which is kept for its days; from
   * the call while it lasts; or, of the last calls that reached no application, from memory.
   */
  explainCall(request: ExplainCallRequest, options?: CallOptions): Promise<ExplainCallAnswer> {
    return this.#transport.json<ExplainCallAnswer>(
      { method: 'GET', path: `/v1/explain`, query: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Whether a call would be put through, and why not. Nothing is changed or counted.
   */
  askMayCall(request: AskMayCallRequest, options?: CallOptions): Promise<AskMayCallAnswer> {
    return this.#transport.json<AskMayCallAnswer>(
      { method: 'POST', path: `/v1/may-call`, body: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Entries of the blacklists that are in force.
   */
  listBlacklist(request: ListBlacklistRequest = {}, options?: CallOptions): Promise<ListBlacklistAnswer> {
    return this.#transport.json<ListBlacklistAnswer>(
      { method: 'GET', path: `/v1/blacklist`, query: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Entries of the blacklists that are in force, of all pages from that of the request on; each page is asked for
   * when it is wanted.
   */
  listBlacklistAll(
    request: ListBlacklistRequest = {},
    options?: CallOptions,
  ): AsyncGenerator<BlacklistEntry, void, undefined> {
    return pagesByIndex(request, 50, (page) => this.listBlacklist(page, options));
  }

  /**
   * Bars numbers. In force on every engine once answered. An entry for the same kind, number, X and application is
   * replaced. None is made if one of them is wrong.
   */
  addToBlacklist(request: AddToBlacklistRequest, options?: CallOptions): Promise<AddToBlacklistAnswer> {
    return this.#transport.json<AddToBlacklistAnswer>(
      { method: 'POST', path: `/v1/blacklist`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Entries that concern a number. Those with the beginning of the number too.
   */
  searchBlacklist(
    request: SearchBlacklistRequest = {},
    options?: CallOptions,
  ): Promise<SearchBlacklistAnswer> {
    return this.#transport.json<SearchBlacklistAnswer>(
      { method: 'POST', path: `/v1/blacklist/search`, body: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Entries that concern a number, of all pages from that of the request on; each page is asked for when it is
   * wanted.
   */
  searchBlacklistAll(
    request: SearchBlacklistRequest = {},
    options?: CallOptions,
  ): AsyncGenerator<BlacklistEntry, void, undefined> {
    return pagesByIndex(request, 50, (page) => this.searchBlacklist(page, options));
  }

  /**
   * Bars the numbers of a CSV file. A heading with number and any of kind, x, app_key, until and note; or numbers
   * alone, one a line. The query says what a line does not. Good lines are taken, bad ones told.
   */
  importBlacklist(
    content: string,
    request: ImportBlacklistRequest = {},
    options?: CallOptions,
  ): Promise<ImportBlacklistAnswer> {
    return this.#transport.json<ImportBlacklistAnswer>(
      {
        method: 'POST',
        path: `/v1/blacklist/import`,
        content: { type: 'text/csv', data: content },
        query: request,
        isRepeatable: false,
      },
      options,
    );
  }

  /**
   * Takes an entry away.
   */
  removeFromBlacklist(request: RemoveFromBlacklistRequest, options?: CallOptions): Promise<void> {
    return this.#transport.nothing(
      { method: 'POST', path: `/v1/blacklist/remove`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Registers numbers, or changes their state. Good ones are taken, bad ones told by their place. Without appKey
   * they count for every application.
   */
  addRegistrations(request: AddRegistrationsRequest, options?: CallOptions): Promise<AddRegistrationsAnswer> {
    return this.#transport.json<AddRegistrationsAnswer>(
      { method: 'POST', path: `/v1/registrations`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Registers the numbers of a file, one a line. The first column counts; a heading `number` is skipped. Good
   * lines are taken, bad ones told.
   */
  importRegistrations(
    content: string,
    request: ImportRegistrationsRequest = {},
    options?: CallOptions,
  ): Promise<ImportRegistrationsAnswer> {
    return this.#transport.json<ImportRegistrationsAnswer>(
      {
        method: 'POST',
        path: `/v1/registrations/import`,
        content: { type: 'text/csv', data: content },
        query: request,
        isRepeatable: false,
      },
      options,
    );
  }

  /**
   * Registrations, of a number, a batch or a state.
   */
  searchRegistrations(
    request: SearchRegistrationsRequest = {},
    options?: CallOptions,
  ): Promise<SearchRegistrationsAnswer> {
    return this.#transport.json<SearchRegistrationsAnswer>(
      { method: 'POST', path: `/v1/registrations/search`, body: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Registrations, of a number, a batch or a state, of all pages from that of the request on; each page is asked
   * for when it is wanted.
   */
  searchRegistrationsAll(
    request: SearchRegistrationsRequest = {},
    options?: CallOptions,
  ): AsyncGenerator<Registration, void, undefined> {
    return pagesByIndex(request, 50, (page) => this.searchRegistrations(page, options));
  }

  /**
   * How many numbers are in each state.
   */
  getRegistrationStatus(
    request: GetRegistrationStatusRequest = {},
    options?: CallOptions,
  ): Promise<GetRegistrationStatusAnswer> {
    return this.#transport.json<GetRegistrationStatusAnswer>(
      { method: 'GET', path: `/v1/registrations/status`, query: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Removes numbers, or a batch.
   */
  removeRegistrations(
    request: RemoveRegistrationsRequest = {},
    options?: CallOptions,
  ): Promise<RemoveRegistrationsAnswer> {
    return this.#transport.json<RemoveRegistrationsAnswer>(
      { method: 'POST', path: `/v1/registrations/remove`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Complaints, the latest first.
   */
  listComplaints(request: ListComplaintsRequest = {}, options?: CallOptions): Promise<ListComplaintsAnswer> {
    return this.#transport.json<ListComplaintsAnswer>(
      { method: 'GET', path: `/v1/complaints`, query: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Complaints, the latest first, of all pages from that of the request on; each page is asked for when it is
   * wanted.
   */
  listComplaintsAll(
    request: ListComplaintsRequest = {},
    options?: CallOptions,
  ): AsyncGenerator<Complaint, void, undefined> {
    return pagesByIndex(request, 50, (page) => this.listComplaints(page, options));
  }

  /**
   * Registers a complaint. It counts as valid until it is judged. Without appKey it is about the application of x.
   */
  addComplaint(request: AddComplaintRequest, options?: CallOptions): Promise<AddComplaintAnswer> {
    return this.#transport.json<AddComplaintAnswer>(
      { method: 'POST', path: `/v1/complaints`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Says whether a complaint is valid.
   */
  judgeComplaint(id: string, request: JudgeComplaintRequest, options?: CallOptions): Promise<Complaint> {
    return this.#transport.json<Complaint>(
      { method: 'PATCH', path: `/v1/complaints/${part(id)}`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Removes a complaint.
   */
  removeComplaint(id: string, options?: CallOptions): Promise<void> {
    return this.#transport.nothing(
      { method: 'DELETE', path: `/v1/complaints/${part(id)}`, isRepeatable: true },
      options,
    );
  }

  /**
   * How applications stand this month.
   */
  listStandings(options?: CallOptions): Promise<ListStandingsAnswer> {
    return this.#transport.json<ListStandingsAnswer>(
      { method: 'GET', path: `/v1/complaints/standings`, isRepeatable: true },
      options,
    );
  }

  /**
   * What the customers of applications have filed.
   */
  listOnboarding(options?: CallOptions): Promise<ListOnboardingAnswer> {
    return this.#transport.json<ListOnboardingAnswer>(
      { method: 'GET', path: `/v1/onboarding`, isRepeatable: true },
      options,
    );
  }

  /**
   * What the customer of an application has filed.
   */
  getOnboarding(appKey: string, options?: CallOptions): Promise<Onboarding> {
    return this.#transport.json<Onboarding>(
      { method: 'GET', path: `/v1/onboarding/${part(appKey)}`, isRepeatable: true },
      options,
    );
  }

  /**
   * Files a record, or replaces it. One of a forbidden trade can be filed, and not be approved.
   */
  putOnboarding(appKey: string, request: PutOnboardingRequest, options?: CallOptions): Promise<Onboarding> {
    return this.#transport.json<Onboarding>(
      { method: 'PUT', path: `/v1/onboarding/${part(appKey)}`, body: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Removes a record.
   */
  removeOnboarding(appKey: string, options?: CallOptions): Promise<void> {
    return this.#transport.nothing(
      { method: 'DELETE', path: `/v1/onboarding/${part(appKey)}`, isRepeatable: true },
      options,
    );
  }

  /**
   * Prompts that may be named.
   */
  listPrompts(options?: CallOptions): Promise<ListPromptsAnswer> {
    return this.#transport.json<ListPromptsAnswer>(
      { method: 'GET', path: `/v1/prompts`, isRepeatable: true },
      options,
    );
  }

  /**
   * The audio of a prompt. One range of bytes may be asked for (RFC 9110 14).
   */
  getPrompt(
    name: string,
    request: GetPromptRequest = {},
    options?: CallOptions,
  ): Promise<ReadableStream<Uint8Array>> {
    return this.#transport.bytes(
      { method: 'GET', path: `/v1/prompts/${part(name)}`, query: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Puts a prompt in, or another in its place. A WAV file of A-law, mu-law or 16-bit PCM, mono, 8000 or 16000 Hz,
   * at most 262 s. Stored as A-law of 8000 Hz, which is what calls hear. In force for calls from then on.
   */
  putPrompt(name: string, content: Uint8Array, options?: CallOptions): Promise<void> {
    return this.#transport.nothing(
      {
        method: 'PUT',
        path: `/v1/prompts/${part(name)}`,
        content: { type: 'audio/wav', data: content },
        isRepeatable: true,
      },
      options,
    );
  }

  /**
   * Takes one's own prompt out. Refused with 409 while a binding or an application names it, so that nothing falls
   * silent, least of all the notice of a recording; but for one that covers a prompt of the same name that came
   * with Callveil. With `force` it is taken out all the same: calls that want it as their notice are then not
   * recorded.
   */
  removePrompt(name: string, request: RemovePromptRequest = {}, options?: CallOptions): Promise<void> {
    return this.#transport.nothing(
      { method: 'DELETE', path: `/v1/prompts/${part(name)}`, query: request, isRepeatable: true },
      options,
    );
  }

  /**
   * What waits to be pushed to each address of the applications.
   */
  listReceivers(options?: CallOptions): Promise<ListReceiversAnswer> {
    return this.#transport.json<ListReceiversAnswer>(
      { method: 'GET', path: `/v1/receivers`, isRepeatable: true },
      options,
    );
  }

  /**
   * The trunks and how they are.
   */
  listTrunks(options?: CallOptions): Promise<ListTrunksAnswer> {
    return this.#transport.json<ListTrunksAnswer>(
      { method: 'GET', path: `/v1/trunks`, isRepeatable: true },
      options,
    );
  }

  /**
   * Every live transaction, dialog and media session. At most 1000 of each kind; `total` is how many there are.
   */
  listLive(options?: CallOptions): Promise<ListLiveAnswer> {
    return this.#transport.json<ListLiveAnswer>(
      { method: 'GET', path: `/v1/live`, isRepeatable: true },
      options,
    );
  }

  /**
   * Keeps the RTP of a live call from now on, for its pcap file. RTP and RTCP of both legs as they are on the
   * wire; encrypted packets stay so. Until the call ends or its share is full (`capture.rtpMegabytes`). What the
   * parties say is in it: who asked is in the audit.
   */
  captureRtp(sessionId: string, options?: CallOptions): Promise<void> {
    return this.#transport.nothing(
      { method: 'POST', path: `/v1/calls/${part(sessionId)}/rtp`, isRepeatable: false },
      options,
    );
  }

  /**
   * Whether the journal takes changes, and what it has lost.
   */
  getJournal(options?: CallOptions): Promise<GetJournalAnswer> {
    return this.#transport.json<GetJournalAnswer>(
      { method: 'GET', path: `/v1/journal`, isRepeatable: true },
      options,
    );
  }

  /**
   * Writes what is in force here into a journal that has lost it. In the place of what the store has in the scopes
   * that have lost changes, whatever was bound in them since. All engines follow.
   */
  restoreJournal(options?: CallOptions): Promise<RestoreJournalAnswer> {
    return this.#transport.json<RestoreJournalAnswer>(
      { method: 'POST', path: `/v1/journal/restore`, isRepeatable: false },
      options,
    );
  }

  /**
   * Takes over what a journal has that has lost changes. Every binding that the store no longer has ends. Calls in
   * progress go on. All engines follow.
   */
  acceptJournal(options?: CallOptions): Promise<AcceptJournalAnswer> {
    return this.#transport.json<AcceptJournalAnswer>(
      { method: 'POST', path: `/v1/journal/accept`, isRepeatable: false },
      options,
    );
  }

  /**
   * How this engine is.
   */
  getSystem(options?: CallOptions): Promise<GetSystemAnswer> {
    return this.#transport.json<GetSystemAnswer>(
      { method: 'GET', path: `/v1/system`, isRepeatable: true },
      options,
    );
  }

  /**
   * The processes, the machine, its disks, the load and the certificates.
   */
  getMachine(options?: CallOptions): Promise<GetMachineAnswer> {
    return this.#transport.json<GetMachineAnswer>(
      { method: 'GET', path: `/v1/system/machine`, isRepeatable: true },
      options,
    );
  }

  /**
   * The last lines of the log of the engine. From memory: some hundreds, since the start of the engine. Numbers
   * are masked whatever `log.showNumbers` says. The other processes write to the same standard output, and are not
   * here.
   */
  listLogLines(request: ListLogLinesRequest = {}, options?: CallOptions): Promise<ListLogLinesAnswer> {
    return this.#transport.json<ListLogLinesAnswer>(
      { method: 'GET', path: `/v1/system/log`, query: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Who looked at, listened to, changed, exported or erased what.
   */
  searchAudit(request: SearchAuditRequest = {}, options?: CallOptions): Promise<SearchAuditAnswer> {
    return this.#transport.json<SearchAuditAnswer>(
      { method: 'POST', path: `/v1/audit/search`, body: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Whether the audit is as it was written. Reads the whole file. Pass a head that was noted earlier to prove that
   * nothing up to it was taken away.
   */
  verifyAudit(request: VerifyAuditRequest = {}, options?: CallOptions): Promise<VerifyAuditAnswer> {
    return this.#transport.json<VerifyAuditAnswer>(
      { method: 'GET', path: `/v1/audit/verify`, query: request, isRepeatable: true },
      options,
    );
  }

  /**
   * All accounts of this engine, by name.
   */
  listAccounts(options?: CallOptions): Promise<ListAccountsAnswer> {
    return this.#transport.json<ListAccountsAnswer>(
      { method: 'GET', path: `/v1/accounts`, isRepeatable: true },
      options,
    );
  }

  /**
   * Adds an account. Its operator has to change the password before anything else.
   */
  addAccount(request: AddAccountRequest, options?: CallOptions): Promise<void> {
    return this.#transport.nothing(
      { method: 'POST', path: `/v1/accounts`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Gives an account another role. Ends its sessions.
   */
  changeAccountRole(name: string, request: ChangeAccountRoleRequest, options?: CallOptions): Promise<void> {
    return this.#transport.nothing(
      { method: 'PATCH', path: `/v1/accounts/${part(name)}`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Removes an account and ends its sessions.
   */
  removeAccount(name: string, options?: CallOptions): Promise<void> {
    return this.#transport.nothing(
      { method: 'DELETE', path: `/v1/accounts/${part(name)}`, isRepeatable: true },
      options,
    );
  }

  /**
   * Gives an account another password. For an operator who has forgotten it, or has lost the authenticator. Ends
   * its sessions. The second factor is taken away unless it is kept; the operator has to change the password
   * before anything else.
   */
  resetAccount(name: string, request: ResetAccountRequest, options?: CallOptions): Promise<void> {
    return this.#transport.nothing(
      { method: 'POST', path: `/v1/accounts/${part(name)}/reset`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Ends the sessions of an account.
   */
  endAccountSessions(name: string, options?: CallOptions): Promise<EndAccountSessionsAnswer> {
    return this.#transport.json<EndAccountSessionsAnswer>(
      { method: 'DELETE', path: `/v1/accounts/${part(name)}/sessions`, isRepeatable: true },
      options,
    );
  }

  /**
   * Reads the configuration file again and puts it in force, whole or not at all. Calls in progress keep what they
   * began with. 409 with the code `invalid`, `not-changeable`, `draining` or `failed` says why nothing has
   * changed; `errors` has one entry for each mistake, or for each key that the running service cannot change.
   * Secrets and numbers are not shown.
   */
  reload(request: ReloadRequest = {}, options?: CallOptions): Promise<ReloadAnswer> {
    return this.#transport.json<ReloadAnswer>(
      { method: 'POST', path: `/v1/reload`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Takes no new calls until that is undone. New calls, messages and OPTIONS get 503, and readiness is down; calls
   * in progress go on for as long as they like, and both APIs work. An engine that dies is followed by one that
   * drains too; a restart of the service ends the drain. Nothing happens where it drains already.
   */
  beginDrain(options?: CallOptions): Promise<BeginDrainAnswer> {
    return this.#transport.json<BeginDrainAnswer>(
      { method: 'POST', path: `/v1/drain`, isRepeatable: false },
      options,
    );
  }

  /**
   * Takes calls again. 409 with the code `stopping` if the service has been told to stop, which cannot be undone.
   */
  undoDrain(options?: CallOptions): Promise<UndoDrainAnswer> {
    return this.#transport.json<UndoDrainAnswer>(
      { method: 'DELETE', path: `/v1/drain`, isRepeatable: true },
      options,
    );
  }

  /**
   * Messages of calls, to be pulled. For applications with `reports.pull`, pushed or not, oldest first, for
   * `reports.pullDays`. Go on with `after` = `next`. Each engine has its own messages and ids. The role
   * `subscriber` reads those of its own applications.
   */
  listEvents(request: ListEventsRequest = {}, options?: CallOptions): Promise<ListEventsAnswer> {
    return this.#transport.json<ListEventsAnswer>(
      { method: 'GET', path: `/v1/events`, query: request, isRepeatable: true, wait: request.wait },
      options,
    );
  }

  /**
   * Messages of calls, to be pulled, of all pages from that of the request on; each page is asked for when it is
   * wanted.
   */
  listEventsAll(
    request: ListEventsRequest = {},
    options?: CallOptions,
  ): AsyncGenerator<ListEventsAnswerItem, void, undefined> {
    return pagesByNext(request, (page) => this.listEvents(page, options));
  }

  /**
   * Messages that no address has taken, after the last retry.
   */
  listUndelivered(
    request: ListUndeliveredRequest = {},
    options?: CallOptions,
  ): Promise<ListUndeliveredAnswer> {
    return this.#transport.json<ListUndeliveredAnswer>(
      { method: 'GET', path: `/v1/undelivered`, query: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Messages that no address has taken, after the last retry, of all pages from that of the request on; each page
   * is asked for when it is wanted.
   */
  listUndeliveredAll(
    request: ListUndeliveredRequest = {},
    options?: CallOptions,
  ): AsyncGenerator<ListUndeliveredAnswerItem, void, undefined> {
    return pagesByNext(request, (page) => this.listUndelivered(page, options));
  }

  /**
   * Pushes them again. With their old Idempotency-Key, and all retries once more.
   */
  resendUndelivered(
    request: ResendUndeliveredRequest = {},
    options?: CallOptions,
  ): Promise<ResendUndeliveredAnswer> {
    return this.#transport.json<ResendUndeliveredAnswer>(
      { method: 'POST', path: `/v1/undelivered/resend`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Calls, messages and changes of numbers of the past, newest first. A call is found within a second of its end.
   * Go on with `after` = `next`, until there is no `next`: none of those that were there at the beginning is
   * missed, and none comes twice.
   */
  searchRecords(request: SearchRecordsRequest = {}, options?: CallOptions): Promise<SearchRecordsAnswer> {
    return this.#transport.json<SearchRecordsAnswer>(
      { method: 'POST', path: `/v1/records/search`, body: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Calls, messages and changes of numbers of the past, newest first, of all pages from that of the request on;
   * each page is asked for when it is wanted.
   */
  searchRecordsAll(
    request: SearchRecordsRequest = {},
    options?: CallOptions,
  ): AsyncGenerator<PastRecord, void, undefined> {
    return pagesByNext(request, (page) => this.searchRecords(page, options));
  }

  /**
   * One record.
   */
  getRecord(kind: GetRecordKind, id: string, options?: CallOptions): Promise<PastRecord> {
    return this.#transport.json<PastRecord>(
      { method: 'GET', path: `/v1/records/${part(kind)}/${part(id)}`, isRepeatable: true },
      options,
    );
  }

  /**
   * Records as CSV. With a heading and complete numbers, newest first, sent while it is read. A connection that
   * breaks off means that it is not whole. It is in the audit before the answer begins.
   */
  exportRecords(
    request: ExportRecordsRequest = {},
    options?: CallOptions,
  ): Promise<ReadableStream<Uint8Array>> {
    return this.#transport.bytes(
      { method: 'POST', path: `/v1/records/export`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Everything that is held about a number. Relations, lists, records, events, messages, the files of recordings
   * and what is in progress, of this engine; with several engines, ask each. Texts that mention the number count.
   * Other numbers in it are complete: take out what is not for the person who asks. It is in the audit before the
   * answer begins.
   */
  exportSubject(request: ExportSubjectRequest, options?: CallOptions): Promise<ExportSubjectAnswer> {
    return this.#transport.json<ExportSubjectAnswer>(
      { method: 'POST', path: `/v1/subjects/export`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * What an erasure would delete, and what it would keep. Counts by store; nothing is changed.
   */
  explainErasure(request: ExplainErasureRequest, options?: CallOptions): Promise<ExplainErasureAnswer> {
    return this.#transport.json<ExplainErasureAnswer>(
      { method: 'POST', path: `/v1/subjects/erase/plan`, body: request, isRepeatable: true },
      options,
    );
  }

  /**
   * Erases what is held about a number. Of this engine; the journal of several engines is erased for all, and the
   * rest is asked of each. Nothing is erased that the audit does not have. An erasure that is interrupted goes on
   * by itself. Ask again once what was kept has ended.
   */
  eraseSubject(request: EraseSubjectRequest, options?: CallOptions): Promise<EraseSubjectAnswer> {
    return this.#transport.json<EraseSubjectAnswer>(
      { method: 'POST', path: `/v1/subjects/erase`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Certificates of erasures, of one number or all.
   */
  searchErasures(request: SearchErasuresRequest = {}, options?: CallOptions): Promise<SearchErasuresAnswer> {
    return this.#transport.json<SearchErasuresAnswer>(
      { method: 'POST', path: `/v1/subjects/erasures/search`, body: request, isRepeatable: true },
      options,
    );
  }

  /**
   * The certificate of an erasure.
   */
  getErasure(id: string, options?: CallOptions): Promise<GetErasureAnswer> {
    return this.#transport.json<GetErasureAnswer>(
      { method: 'GET', path: `/v1/subjects/erasures/${part(id)}`, isRepeatable: true },
      options,
    );
  }

  /**
   * Whether a certificate is as it was written, and the audit has it.
   */
  verifyErasure(id: string, options?: CallOptions): Promise<VerifyErasureAnswer> {
    return this.#transport.json<VerifyErasureAnswer>(
      { method: 'GET', path: `/v1/subjects/erasures/${part(id)}/verify`, isRepeatable: true },
      options,
    );
  }

  /**
   * Both legs of a call as one ladder. Of a live call, or of one of the last that have ended (`capture.calls`).
   * Answers to digest challenges, passwords and media keys are covered for everyone.
   */
  getLadder(sessionId: string, options?: CallOptions): Promise<GetLadderAnswer> {
    return this.#transport.json<GetLadderAnswer>(
      { method: 'GET', path: `/v1/calls/${part(sessionId)}/ladder`, isRepeatable: true },
      options,
    );
  }

  /**
   * Both legs of a call as a pcap file. Of a live call, or of one of the last that have ended (`capture.calls`).
   * Answers to digest challenges, passwords and media keys are covered for everyone. Numbers are masked for
   * viewers. With the RTP and RTCP of both legs if that was asked for (`captureRtp`), for operators and admins.
   * Messages over TCP and TLS are written as datagrams.
   */
  getPcap(sessionId: string, options?: CallOptions): Promise<ReadableStream<Uint8Array>> {
    return this.#transport.bytes(
      { method: 'GET', path: `/v1/calls/${part(sessionId)}/pcap`, isRepeatable: true },
      options,
    );
  }

  /**
   * A backup of everything that this engine stores. A tar archive with a manifest, the stores, the configuration
   * and the SHA-256 of each file (`SHA256SUMS`, the last one; without it the archive is not whole). Everything
   * that was acknowledged before the request is in it; later changes may be. The service works meanwhile. The
   * answer begins when the stores are copied beside themselves, which takes as much room again. One at a time: 409
   * with the code `backup-running`. It has numbers and secrets. `callveil restore` puts it back.
   */
  exportBackup(
    request: ExportBackupRequest = {},
    options?: CallOptions,
  ): Promise<ReadableStream<Uint8Array>> {
    return this.#transport.bytes(
      { method: 'POST', path: `/v1/backup`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Puts a backup in the place of what is stored, and restarts the engine. Only while the service drains and no
   * call is up: 409 with the code `not-drained` otherwise. The archive is checked first; 400 with the code
   * `bad-archive` says what is wrong with it, and nothing is changed. After the answer the engine ends and the
   * next one has what the backup had, whole or not at all, and goes on draining until that is undone. What was
   * acknowledged after the backup is gone; the files that were there are kept aside.
   */
  restoreBackup(request: RestoreBackupRequest, options?: CallOptions): Promise<RestoreBackupAnswer> {
    return this.#transport.json<RestoreBackupAnswer>(
      { method: 'POST', path: `/v1/restore`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * How one can sign in here.
   */
  getSignInWays(options?: CallOptions): Promise<GetSignInWaysAnswer> {
    return this.#transport.json<GetSignInWaysAnswer>(
      { method: 'GET', path: `/v1/sign-in`, isRepeatable: true },
      options,
    );
  }

  /**
   * Begins a session. With `name`, `password` and `code`, or with `token`. The session is in a cookie (HttpOnly,
   * SameSite=Strict), or with `as: header` in the answer, to be sent as `Authorization: Session <id>`. Whatever is
   * wrong is answered 401 alike; after several wrong attempts 429 says how long to wait.
   */
  signIn(request: SignInRequest = {}, options?: CallOptions): Promise<SignInAnswer> {
    return this.#transport.json<SignInAnswer>(
      { method: 'POST', path: `/v1/sign-in`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Ends the session of this request.
   */
  signOut(options?: CallOptions): Promise<SignOutAnswer> {
    return this.#transport.json<SignOutAnswer>(
      { method: 'POST', path: `/v1/sign-out`, isRepeatable: false },
      options,
    );
  }

  /**
   * Who this token or session belongs to.
   */
  getMe(options?: CallOptions): Promise<GetMeAnswer> {
    return this.#transport.json<GetMeAnswer>({ method: 'GET', path: `/v1/me`, isRepeatable: true }, options);
  }

  /**
   * Another password for the own account. Ends all sessions of the account; the answer begins a new one, as the
   * request had it.
   */
  changeOwnPassword(
    request: ChangeOwnPasswordRequest,
    options?: CallOptions,
  ): Promise<ChangeOwnPasswordAnswer> {
    return this.#transport.json<ChangeOwnPasswordAnswer>(
      { method: 'POST', path: `/v1/me/password`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * A secret for an authenticator. TOTP (RFC 6238). It is in force once a code confirms it.
   */
  enrolSecondFactor(
    request: EnrolSecondFactorRequest,
    options?: CallOptions,
  ): Promise<EnrolSecondFactorAnswer> {
    return this.#transport.json<EnrolSecondFactorAnswer>(
      { method: 'POST', path: `/v1/me/second-factor`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Puts the second factor in force.
   */
  confirmSecondFactor(
    request: ConfirmSecondFactorRequest,
    options?: CallOptions,
  ): Promise<ConfirmSecondFactorAnswer> {
    return this.#transport.json<ConfirmSecondFactorAnswer>(
      { method: 'POST', path: `/v1/me/second-factor/confirm`, body: request, isRepeatable: false },
      options,
    );
  }

  /**
   * Signs in without a second factor again.
   */
  removeSecondFactor(request: RemoveSecondFactorRequest, options?: CallOptions): Promise<void> {
    return this.#transport.nothing(
      { method: 'POST', path: `/v1/me/second-factor/remove`, body: request, isRepeatable: false },
      options,
    );
  }
}
