// Code generated from openapi.json (version 1). DO NOT EDIT: change the API or the generator.

package callveil

import (
	"encoding/json"
	"time"
)

// ApplicationMode is one of some words; a newer service may answer others.
type ApplicationMode string

// The words of ApplicationMode.
const (
	ApplicationModeAxb  ApplicationMode = "AXB"
	ApplicationModeAx   ApplicationMode = "AX"
	ApplicationModeAxe  ApplicationMode = "AXE"
	ApplicationModeAxyb ApplicationMode = "AXYB"
	ApplicationModeX    ApplicationMode = "X"
)

// ApplicationStatus is one of some words; a newer service may answer others.
type ApplicationStatus string

// The words of ApplicationStatus.
const (
	ApplicationStatusActive   ApplicationStatus = "active"
	ApplicationStatusFrozen   ApplicationStatus = "frozen"
	ApplicationStatusDisabled ApplicationStatus = "disabled"
	ApplicationStatusPaused   ApplicationStatus = "paused"
)

// ApplicationPromptLanguage is one of some words; a newer service may answer others.
type ApplicationPromptLanguage string

// The words of ApplicationPromptLanguage.
const (
	ApplicationPromptLanguageZh ApplicationPromptLanguage = "zh"
	ApplicationPromptLanguageEn ApplicationPromptLanguage = "en"
)

// ApplicationSource is one of some words; a newer service may answer others.
type ApplicationSource string

// The words of ApplicationSource.
const (
	ApplicationSourceFile       ApplicationSource = "file"
	ApplicationSourceApi        ApplicationSource = "api"
	ApplicationSourceFileAndApi ApplicationSource = "file and api"
)

// CreateApplicationRequestMode is one of some words; a newer service may answer others.
type CreateApplicationRequestMode string

// The words of CreateApplicationRequestMode.
const (
	CreateApplicationRequestModeAxb  CreateApplicationRequestMode = "AXB"
	CreateApplicationRequestModeAx   CreateApplicationRequestMode = "AX"
	CreateApplicationRequestModeAxe  CreateApplicationRequestMode = "AXE"
	CreateApplicationRequestModeAxyb CreateApplicationRequestMode = "AXYB"
	CreateApplicationRequestModeX    CreateApplicationRequestMode = "X"
)

// CreateApplicationRequestStatus is one of some words; a newer service may answer others.
type CreateApplicationRequestStatus string

// The words of CreateApplicationRequestStatus.
const (
	CreateApplicationRequestStatusActive   CreateApplicationRequestStatus = "active"
	CreateApplicationRequestStatusFrozen   CreateApplicationRequestStatus = "frozen"
	CreateApplicationRequestStatusDisabled CreateApplicationRequestStatus = "disabled"
	CreateApplicationRequestStatusPaused   CreateApplicationRequestStatus = "paused"
)

// CreateApplicationRequestReportsKind is one of some words; a newer service may answer others.
type CreateApplicationRequestReportsKind string

// The words of CreateApplicationRequestReportsKind.
const (
	CreateApplicationRequestReportsKindCallin      CreateApplicationRequestReportsKind = "callin"
	CreateApplicationRequestReportsKindCollectInfo CreateApplicationRequestReportsKind = "collectInfo"
	CreateApplicationRequestReportsKindCallout     CreateApplicationRequestReportsKind = "callout"
	CreateApplicationRequestReportsKindAlerting    CreateApplicationRequestReportsKind = "alerting"
	CreateApplicationRequestReportsKindAnswer      CreateApplicationRequestReportsKind = "answer"
	CreateApplicationRequestReportsKindDisconnect  CreateApplicationRequestReportsKind = "disconnect"
	CreateApplicationRequestReportsKindFee         CreateApplicationRequestReportsKind = "fee"
	CreateApplicationRequestReportsKindNumStatus   CreateApplicationRequestReportsKind = "numStatus"
	CreateApplicationRequestReportsKindSMSEvent    CreateApplicationRequestReportsKind = "smsEvent"
	CreateApplicationRequestReportsKindRecording   CreateApplicationRequestReportsKind = "recording"
)

// CreateApplicationRequestReportsField is one of some words; a newer service may answer others.
type CreateApplicationRequestReportsField string

// The words of CreateApplicationRequestReportsField.
const (
	CreateApplicationRequestReportsFieldCallRelDirection CreateApplicationRequestReportsField = "callRelDirection"
	CreateApplicationRequestReportsFieldAreaCode         CreateApplicationRequestReportsField = "areaCode"
	CreateApplicationRequestReportsFieldCallDuration     CreateApplicationRequestReportsField = "callDuration"
	CreateApplicationRequestReportsFieldRecordPushURL    CreateApplicationRequestReportsField = "recordPushURL"
	CreateApplicationRequestReportsFieldCallerMos        CreateApplicationRequestReportsField = "callerMos"
	CreateApplicationRequestReportsFieldCalleeMos        CreateApplicationRequestReportsField = "calleeMos"
)

// CreateApplicationRequestPromptLanguage is one of some words; a newer service may answer others.
type CreateApplicationRequestPromptLanguage string

// The words of CreateApplicationRequestPromptLanguage.
const (
	CreateApplicationRequestPromptLanguageZh CreateApplicationRequestPromptLanguage = "zh"
	CreateApplicationRequestPromptLanguageEn CreateApplicationRequestPromptLanguage = "en"
)

// PutApplicationRequestMode is one of some words; a newer service may answer others.
type PutApplicationRequestMode string

// The words of PutApplicationRequestMode.
const (
	PutApplicationRequestModeAxb  PutApplicationRequestMode = "AXB"
	PutApplicationRequestModeAx   PutApplicationRequestMode = "AX"
	PutApplicationRequestModeAxe  PutApplicationRequestMode = "AXE"
	PutApplicationRequestModeAxyb PutApplicationRequestMode = "AXYB"
	PutApplicationRequestModeX    PutApplicationRequestMode = "X"
)

// PutApplicationRequestStatus is one of some words; a newer service may answer others.
type PutApplicationRequestStatus string

// The words of PutApplicationRequestStatus.
const (
	PutApplicationRequestStatusActive   PutApplicationRequestStatus = "active"
	PutApplicationRequestStatusFrozen   PutApplicationRequestStatus = "frozen"
	PutApplicationRequestStatusDisabled PutApplicationRequestStatus = "disabled"
	PutApplicationRequestStatusPaused   PutApplicationRequestStatus = "paused"
)

// PutApplicationRequestReportsKind is one of some words; a newer service may answer others.
type PutApplicationRequestReportsKind string

// The words of PutApplicationRequestReportsKind.
const (
	PutApplicationRequestReportsKindCallin      PutApplicationRequestReportsKind = "callin"
	PutApplicationRequestReportsKindCollectInfo PutApplicationRequestReportsKind = "collectInfo"
	PutApplicationRequestReportsKindCallout     PutApplicationRequestReportsKind = "callout"
	PutApplicationRequestReportsKindAlerting    PutApplicationRequestReportsKind = "alerting"
	PutApplicationRequestReportsKindAnswer      PutApplicationRequestReportsKind = "answer"
	PutApplicationRequestReportsKindDisconnect  PutApplicationRequestReportsKind = "disconnect"
	PutApplicationRequestReportsKindFee         PutApplicationRequestReportsKind = "fee"
	PutApplicationRequestReportsKindNumStatus   PutApplicationRequestReportsKind = "numStatus"
	PutApplicationRequestReportsKindSMSEvent    PutApplicationRequestReportsKind = "smsEvent"
	PutApplicationRequestReportsKindRecording   PutApplicationRequestReportsKind = "recording"
)

// PutApplicationRequestReportsField is one of some words; a newer service may answer others.
type PutApplicationRequestReportsField string

// The words of PutApplicationRequestReportsField.
const (
	PutApplicationRequestReportsFieldCallRelDirection PutApplicationRequestReportsField = "callRelDirection"
	PutApplicationRequestReportsFieldAreaCode         PutApplicationRequestReportsField = "areaCode"
	PutApplicationRequestReportsFieldCallDuration     PutApplicationRequestReportsField = "callDuration"
	PutApplicationRequestReportsFieldRecordPushURL    PutApplicationRequestReportsField = "recordPushURL"
	PutApplicationRequestReportsFieldCallerMos        PutApplicationRequestReportsField = "callerMos"
	PutApplicationRequestReportsFieldCalleeMos        PutApplicationRequestReportsField = "calleeMos"
)

// PutApplicationRequestPromptLanguage is one of some words; a newer service may answer others.
type PutApplicationRequestPromptLanguage string

// The words of PutApplicationRequestPromptLanguage.
const (
	PutApplicationRequestPromptLanguageZh PutApplicationRequestPromptLanguage = "zh"
	PutApplicationRequestPromptLanguageEn PutApplicationRequestPromptLanguage = "en"
)

// ListNumbersRequestStatus is one of some words; a newer service may answer others.
type ListNumbersRequestStatus string

// The words of ListNumbersRequestStatus.
const (
	ListNumbersRequestStatusNormal      ListNumbersRequestStatus = "normal"
	ListNumbersRequestStatusSuspended   ListNumbersRequestStatus = "suspended"
	ListNumbersRequestStatusUnavailable ListNumbersRequestStatus = "unavailable"
	ListNumbersRequestStatusFrozen      ListNumbersRequestStatus = "frozen"
)

// PoolNumberStatus is one of some words; a newer service may answer others.
type PoolNumberStatus string

// The words of PoolNumberStatus.
const (
	PoolNumberStatusNormal      PoolNumberStatus = "normal"
	PoolNumberStatusSuspended   PoolNumberStatus = "suspended"
	PoolNumberStatusUnavailable PoolNumberStatus = "unavailable"
	PoolNumberStatusFrozen      PoolNumberStatus = "frozen"
)

// PoolNumberCause is one of some words; a newer service may answer others.
type PoolNumberCause string

// The words of PoolNumberCause.
const (
	PoolNumberCauseDeleted                 PoolNumberCause = "deleted"
	PoolNumberCauseArrears                 PoolNumberCause = "arrears"
	PoolNumberCauseStopped                 PoolNumberCause = "stopped"
	PoolNumberCauseRestricted              PoolNumberCause = "restricted"
	PoolNumberCauseRestrictionLifted       PoolNumberCause = "restriction-lifted"
	PoolNumberCauseForwardingUnconditional PoolNumberCause = "forwarding-unconditional"
	PoolNumberCauseForwardingNoAnswer      PoolNumberCause = "forwarding-no-answer"
	PoolNumberCauseForwardingBusy          PoolNumberCause = "forwarding-busy"
)

// PoolNumberSource is one of some words; a newer service may answer others.
type PoolNumberSource string

// The words of PoolNumberSource.
const (
	PoolNumberSourceFile PoolNumberSource = "file"
	PoolNumberSourceApi  PoolNumberSource = "api"
)

// SetNumberStatusRequestStatus is one of some words; a newer service may answer others.
type SetNumberStatusRequestStatus string

// The words of SetNumberStatusRequestStatus.
const (
	SetNumberStatusRequestStatusNormal      SetNumberStatusRequestStatus = "normal"
	SetNumberStatusRequestStatusSuspended   SetNumberStatusRequestStatus = "suspended"
	SetNumberStatusRequestStatusUnavailable SetNumberStatusRequestStatus = "unavailable"
	SetNumberStatusRequestStatusFrozen      SetNumberStatusRequestStatus = "frozen"
)

// SetNumberStatusRequestCause is one of some words; a newer service may answer others.
type SetNumberStatusRequestCause string

// The words of SetNumberStatusRequestCause.
const (
	SetNumberStatusRequestCauseDeleted                 SetNumberStatusRequestCause = "deleted"
	SetNumberStatusRequestCauseArrears                 SetNumberStatusRequestCause = "arrears"
	SetNumberStatusRequestCauseStopped                 SetNumberStatusRequestCause = "stopped"
	SetNumberStatusRequestCauseRestricted              SetNumberStatusRequestCause = "restricted"
	SetNumberStatusRequestCauseRestrictionLifted       SetNumberStatusRequestCause = "restriction-lifted"
	SetNumberStatusRequestCauseForwardingUnconditional SetNumberStatusRequestCause = "forwarding-unconditional"
	SetNumberStatusRequestCauseForwardingNoAnswer      SetNumberStatusRequestCause = "forwarding-no-answer"
	SetNumberStatusRequestCauseForwardingBusy          SetNumberStatusRequestCause = "forwarding-busy"
)

// GetNumberCitiesRequestStatus is one of some words; a newer service may answer others.
type GetNumberCitiesRequestStatus string

// The words of GetNumberCitiesRequestStatus.
const (
	GetNumberCitiesRequestStatusNormal      GetNumberCitiesRequestStatus = "normal"
	GetNumberCitiesRequestStatusSuspended   GetNumberCitiesRequestStatus = "suspended"
	GetNumberCitiesRequestStatusUnavailable GetNumberCitiesRequestStatus = "unavailable"
	GetNumberCitiesRequestStatusFrozen      GetNumberCitiesRequestStatus = "frozen"
)

// GetNumberPlanRequestMode is one of some words; a newer service may answer others.
type GetNumberPlanRequestMode string

// The words of GetNumberPlanRequestMode.
const (
	GetNumberPlanRequestModeAxb  GetNumberPlanRequestMode = "AXB"
	GetNumberPlanRequestModeAx   GetNumberPlanRequestMode = "AX"
	GetNumberPlanRequestModeAxe  GetNumberPlanRequestMode = "AXE"
	GetNumberPlanRequestModeAxyb GetNumberPlanRequestMode = "AXYB"
	GetNumberPlanRequestModeX    GetNumberPlanRequestMode = "X"
)

// GetNumberPlanAnswerMode is one of some words; a newer service may answer others.
type GetNumberPlanAnswerMode string

// The words of GetNumberPlanAnswerMode.
const (
	GetNumberPlanAnswerModeAxb  GetNumberPlanAnswerMode = "AXB"
	GetNumberPlanAnswerModeAx   GetNumberPlanAnswerMode = "AX"
	GetNumberPlanAnswerModeAxe  GetNumberPlanAnswerMode = "AXE"
	GetNumberPlanAnswerModeAxyb GetNumberPlanAnswerMode = "AXYB"
	GetNumberPlanAnswerModeX    GetNumberPlanAnswerMode = "X"
)

// GetNumberPlanAnswerPartWhat is one of some words; a newer service may answer others.
type GetNumberPlanAnswerPartWhat string

// The words of GetNumberPlanAnswerPartWhat.
const (
	GetNumberPlanAnswerPartWhatX       GetNumberPlanAnswerPartWhat = "x"
	GetNumberPlanAnswerPartWhatY       GetNumberPlanAnswerPartWhat = "y"
	GetNumberPlanAnswerPartWhatResting GetNumberPlanAnswerPartWhat = "resting"
)

// GetStatisticsRequestInterval is one of some words; a newer service may answer others.
type GetStatisticsRequestInterval string

// The words of GetStatisticsRequestInterval.
const (
	GetStatisticsRequestIntervalHour GetStatisticsRequestInterval = "hour"
	GetStatisticsRequestIntervalDay  GetStatisticsRequestInterval = "day"
)

// GetStatisticsRequestBy is one of some words; a newer service may answer others.
type GetStatisticsRequestBy string

// The words of GetStatisticsRequestBy.
const (
	GetStatisticsRequestByApplication GetStatisticsRequestBy = "application"
	GetStatisticsRequestByCity        GetStatisticsRequestBy = "city"
	GetStatisticsRequestByCallerTrunk GetStatisticsRequestBy = "callerTrunk"
	GetStatisticsRequestByCalleeTrunk GetStatisticsRequestBy = "calleeTrunk"
	GetStatisticsRequestByHour        GetStatisticsRequestBy = "hour"
)

// BindingMode is one of some words; a newer service may answer others.
type BindingMode string

// The words of BindingMode.
const (
	BindingModeAxb  BindingMode = "AXB"
	BindingModeAx   BindingMode = "AX"
	BindingModeAxe  BindingMode = "AXE"
	BindingModeAxyb BindingMode = "AXYB"
	BindingModeX    BindingMode = "X"
)

// BindingCalleeNumDisplay is one of some words; a newer service may answer others.
type BindingCalleeNumDisplay string

// The words of BindingCalleeNumDisplay.
const (
	BindingCalleeNumDisplay0 BindingCalleeNumDisplay = "0"
	BindingCalleeNumDisplay1 BindingCalleeNumDisplay = "1"
)

// BindingDisplayNumMode is one of some words; a newer service may answer others.
type BindingDisplayNumMode string

// The words of BindingDisplayNumMode.
const (
	BindingDisplayNumMode0 BindingDisplayNumMode = "0"
	BindingDisplayNumMode1 BindingDisplayNumMode = "1"
)

// ModifyBindingRequestCalleeNumDisplay is one of some words; a newer service may answer others.
type ModifyBindingRequestCalleeNumDisplay string

// The words of ModifyBindingRequestCalleeNumDisplay.
const (
	ModifyBindingRequestCalleeNumDisplay0 ModifyBindingRequestCalleeNumDisplay = "0"
	ModifyBindingRequestCalleeNumDisplay1 ModifyBindingRequestCalleeNumDisplay = "1"
)

// ModifyBindingRequestTurnFlag is one of some words; a newer service may answer others.
type ModifyBindingRequestTurnFlag string

// The words of ModifyBindingRequestTurnFlag.
const (
	ModifyBindingRequestTurnFlagOn  ModifyBindingRequestTurnFlag = "on"
	ModifyBindingRequestTurnFlagOff ModifyBindingRequestTurnFlag = "off"
)

// ModifyBindingRequestDisplayNumMode is one of some words; a newer service may answer others.
type ModifyBindingRequestDisplayNumMode string

// The words of ModifyBindingRequestDisplayNumMode.
const (
	ModifyBindingRequestDisplayNumMode0 ModifyBindingRequestDisplayNumMode = "0"
	ModifyBindingRequestDisplayNumMode1 ModifyBindingRequestDisplayNumMode = "1"
)

// ModifyBindingRequestTimeUnit is one of some words; a newer service may answer others.
type ModifyBindingRequestTimeUnit string

// The words of ModifyBindingRequestTimeUnit.
const (
	ModifyBindingRequestTimeUnit0 ModifyBindingRequestTimeUnit = "0"
	ModifyBindingRequestTimeUnit1 ModifyBindingRequestTimeUnit = "1"
)

// BindAxbRequestAreaMatchMode is one of some words; a newer service may answer others.
type BindAxbRequestAreaMatchMode string

// The words of BindAxbRequestAreaMatchMode.
const (
	BindAxbRequestAreaMatchMode0 BindAxbRequestAreaMatchMode = "0"
	BindAxbRequestAreaMatchMode1 BindAxbRequestAreaMatchMode = "1"
)

// BindAxRequestAreaMatchMode is one of some words; a newer service may answer others.
type BindAxRequestAreaMatchMode string

// The words of BindAxRequestAreaMatchMode.
const (
	BindAxRequestAreaMatchMode0 BindAxRequestAreaMatchMode = "0"
	BindAxRequestAreaMatchMode1 BindAxRequestAreaMatchMode = "1"
)

// BindAxRequestCalleeNumDisplay is one of some words; a newer service may answer others.
type BindAxRequestCalleeNumDisplay string

// The words of BindAxRequestCalleeNumDisplay.
const (
	BindAxRequestCalleeNumDisplay0 BindAxRequestCalleeNumDisplay = "0"
	BindAxRequestCalleeNumDisplay1 BindAxRequestCalleeNumDisplay = "1"
)

// BindAxRequestTurnFlag is one of some words; a newer service may answer others.
type BindAxRequestTurnFlag string

// The words of BindAxRequestTurnFlag.
const (
	BindAxRequestTurnFlagOn  BindAxRequestTurnFlag = "on"
	BindAxRequestTurnFlagOff BindAxRequestTurnFlag = "off"
)

// BindAxeRequestAreaMatchMode is one of some words; a newer service may answer others.
type BindAxeRequestAreaMatchMode string

// The words of BindAxeRequestAreaMatchMode.
const (
	BindAxeRequestAreaMatchMode0 BindAxeRequestAreaMatchMode = "0"
	BindAxeRequestAreaMatchMode1 BindAxeRequestAreaMatchMode = "1"
)

// BindAxeRequestDisplayNumMode is one of some words; a newer service may answer others.
type BindAxeRequestDisplayNumMode string

// The words of BindAxeRequestDisplayNumMode.
const (
	BindAxeRequestDisplayNumMode0 BindAxeRequestDisplayNumMode = "0"
	BindAxeRequestDisplayNumMode1 BindAxeRequestDisplayNumMode = "1"
)

// BindAxeRequestTimeUnit is one of some words; a newer service may answer others.
type BindAxeRequestTimeUnit string

// The words of BindAxeRequestTimeUnit.
const (
	BindAxeRequestTimeUnit0 BindAxeRequestTimeUnit = "0"
	BindAxeRequestTimeUnit1 BindAxeRequestTimeUnit = "1"
)

// BindAxybRequestAreaMatchMode is one of some words; a newer service may answer others.
type BindAxybRequestAreaMatchMode string

// The words of BindAxybRequestAreaMatchMode.
const (
	BindAxybRequestAreaMatchMode0 BindAxybRequestAreaMatchMode = "0"
	BindAxybRequestAreaMatchMode1 BindAxybRequestAreaMatchMode = "1"
)

// BindAxybPartRequestAreaMatchMode is one of some words; a newer service may answer others.
type BindAxybPartRequestAreaMatchMode string

// The words of BindAxybPartRequestAreaMatchMode.
const (
	BindAxybPartRequestAreaMatchMode0 BindAxybPartRequestAreaMatchMode = "0"
	BindAxybPartRequestAreaMatchMode1 BindAxybPartRequestAreaMatchMode = "1"
)

// CallState is one of some words; a newer service may answer others.
type CallState string

// The words of CallState.
const (
	CallStateArrived   CallState = "arrived"
	CallStateKnown     CallState = "known"
	CallStateDialling  CallState = "dialling"
	CallStateRinging   CallState = "ringing"
	CallStateConnected CallState = "connected"
	CallStateEnded     CallState = "ended"
)

// MessageState is one of some words; a newer service may answer others.
type MessageState string

// The words of MessageState.
const (
	MessageStateKept    MessageState = "kept"
	MessageStateSending MessageState = "sending"
	MessageStateEnded   MessageState = "ended"
)

// MessageResult is one of some words; a newer service may answer others.
type MessageResult string

// The words of MessageResult.
const (
	MessageResultSent                   MessageResult = "sent"
	MessageResultDelivered              MessageResult = "delivered"
	MessageResultUnknown                MessageResult = "unknown"
	MessageResultUndeliverable          MessageResult = "undeliverable"
	MessageResultExpiredThere           MessageResult = "expired-there"
	MessageResultUnknownTrunk           MessageResult = "unknown-trunk"
	MessageResultNotText                MessageResult = "not-text"
	MessageResultEmpty                  MessageResult = "empty"
	MessageResultTooLong                MessageResult = "too-long"
	MessageResultTooMany                MessageResult = "too-many"
	MessageResultStopping               MessageResult = "stopping"
	MessageResultOverloaded             MessageResult = "overloaded"
	MessageResultNotKept                MessageResult = "not-kept"
	MessageResultInternalError          MessageResult = "internal-error"
	MessageResultCallerUnusable         MessageResult = "caller-unusable"
	MessageResultLandlineCaller         MessageResult = "landline-caller"
	MessageResultNumberNotOurs          MessageResult = "number-not-ours"
	MessageResultNumberSuspended        MessageResult = "number-suspended"
	MessageResultNumberUnavailable      MessageResult = "number-unavailable"
	MessageResultApplicationFrozen      MessageResult = "application-frozen"
	MessageResultNotAllowed             MessageResult = "not-allowed"
	MessageResultNotInMode              MessageResult = "not-in-mode"
	MessageResultNoBinding              MessageResult = "no-binding"
	MessageResultNoRecipient            MessageResult = "no-recipient"
	MessageResultOwnNumber              MessageResult = "own-number"
	MessageResultNoYAvailable           MessageResult = "no-y-available"
	MessageResultBlacklisted            MessageResult = "blacklisted"
	MessageResultRule                   MessageResult = "rule"
	MessageResultDiscarded              MessageResult = "discarded"
	MessageResultApplicationSilent      MessageResult = "application-silent"
	MessageResultApplicationAnswerWrong MessageResult = "application-answer-wrong"
	MessageResultNoRoute                MessageResult = "no-route"
	MessageResultRefused                MessageResult = "refused"
	MessageResultReceiverUnknown        MessageResult = "receiver-unknown"
	MessageResultReceiverUnavailable    MessageResult = "receiver-unavailable"
	MessageResultTrunkFailed            MessageResult = "trunk-failed"
	MessageResultExpired                MessageResult = "expired"
)

// ExplainAnswerStepOutcome is one of some words; a newer service may answer others.
type ExplainAnswerStepOutcome string

// The words of ExplainAnswerStepOutcome.
const (
	ExplainAnswerStepOutcomeYes     ExplainAnswerStepOutcome = "yes"
	ExplainAnswerStepOutcomeNo      ExplainAnswerStepOutcome = "no"
	ExplainAnswerStepOutcomeFound   ExplainAnswerStepOutcome = "found"
	ExplainAnswerStepOutcomeMissing ExplainAnswerStepOutcome = "missing"
)

// ExplainAnswerResolutionKind is one of some words; a newer service may answer others.
type ExplainAnswerResolutionKind string

// The words of ExplainAnswerResolutionKind.
const (
	ExplainAnswerResolutionKindConnect ExplainAnswerResolutionKind = "connect"
	ExplainAnswerResolutionKindCollect ExplainAnswerResolutionKind = "collect"
	ExplainAnswerResolutionKindAsk     ExplainAnswerResolutionKind = "ask"
	ExplainAnswerResolutionKindRefuse  ExplainAnswerResolutionKind = "refuse"
	ExplainAnswerResolutionKindNeedsY  ExplainAnswerResolutionKind = "needs-y"
)

// ExplainCallAnswerFrom is one of some words; a newer service may answer others.
type ExplainCallAnswerFrom string

// The words of ExplainCallAnswerFrom.
const (
	ExplainCallAnswerFromRecord  ExplainCallAnswerFrom = "record"
	ExplainCallAnswerFromLive    ExplainCallAnswerFrom = "live"
	ExplainCallAnswerFromRefused ExplainCallAnswerFrom = "refused"
)

// ExplainCallAnswerStepOutcome is one of some words; a newer service may answer others.
type ExplainCallAnswerStepOutcome string

// The words of ExplainCallAnswerStepOutcome.
const (
	ExplainCallAnswerStepOutcomeYes     ExplainCallAnswerStepOutcome = "yes"
	ExplainCallAnswerStepOutcomeNo      ExplainCallAnswerStepOutcome = "no"
	ExplainCallAnswerStepOutcomeFound   ExplainCallAnswerStepOutcome = "found"
	ExplainCallAnswerStepOutcomeMissing ExplainCallAnswerStepOutcome = "missing"
)

// PastRecordKind is one of some words; a newer service may answer others.
type PastRecordKind string

// The words of PastRecordKind.
const (
	PastRecordKindCall    PastRecordKind = "call"
	PastRecordKindMessage PastRecordKind = "message"
	PastRecordKindNumber  PastRecordKind = "number"
)

// PastRecordReleasedBy is one of some words; a newer service may answer others.
type PastRecordReleasedBy string

// The words of PastRecordReleasedBy.
const (
	PastRecordReleasedByCaller PastRecordReleasedBy = "caller"
	PastRecordReleasedByCallee PastRecordReleasedBy = "callee"
)

// PastRecordTriedOutcome is one of some words; a newer service may answer others.
type PastRecordTriedOutcome string

// The words of PastRecordTriedOutcome.
const (
	PastRecordTriedOutcomeAnswered   PastRecordTriedOutcome = "answered"
	PastRecordTriedOutcomeRefused    PastRecordTriedOutcome = "refused"
	PastRecordTriedOutcomeUnanswered PastRecordTriedOutcome = "unanswered"
	PastRecordTriedOutcomeSilent     PastRecordTriedOutcome = "silent"
	PastRecordTriedOutcomeCalledOff  PastRecordTriedOutcome = "called-off"
	PastRecordTriedOutcomeFailed     PastRecordTriedOutcome = "failed"
)

// AskMayCallAnswerRefusedBy is one of some words; a newer service may answer others.
type AskMayCallAnswerRefusedBy string

// The words of AskMayCallAnswerRefusedBy.
const (
	AskMayCallAnswerRefusedByRouting      AskMayCallAnswerRefusedBy = "routing"
	AskMayCallAnswerRefusedByBlacklist    AskMayCallAnswerRefusedBy = "blacklist"
	AskMayCallAnswerRefusedByRegistration AskMayCallAnswerRefusedBy = "registration"
	AskMayCallAnswerRefusedByHours        AskMayCallAnswerRefusedBy = "hours"
	AskMayCallAnswerRefusedByFrequency    AskMayCallAnswerRefusedBy = "frequency"
	AskMayCallAnswerRefusedByOnboarding   AskMayCallAnswerRefusedBy = "onboarding"
	AskMayCallAnswerRefusedByComplaints   AskMayCallAnswerRefusedBy = "complaints"
)

// ListBlacklistRequestKind is one of some words; a newer service may answer others.
type ListBlacklistRequestKind string

// The words of ListBlacklistRequestKind.
const (
	ListBlacklistRequestKindBindA   ListBlacklistRequestKind = "bind-a"
	ListBlacklistRequestKindBindB   ListBlacklistRequestKind = "bind-b"
	ListBlacklistRequestKindCallAsA ListBlacklistRequestKind = "call-as-a"
	ListBlacklistRequestKindCallAsB ListBlacklistRequestKind = "call-as-b"
	ListBlacklistRequestKindCall    ListBlacklistRequestKind = "call"
	ListBlacklistRequestKindMessage ListBlacklistRequestKind = "message"
	ListBlacklistRequestKindX       ListBlacklistRequestKind = "x"
)

// BlacklistEntryKind is one of some words; a newer service may answer others.
type BlacklistEntryKind string

// The words of BlacklistEntryKind.
const (
	BlacklistEntryKindBindA   BlacklistEntryKind = "bind-a"
	BlacklistEntryKindBindB   BlacklistEntryKind = "bind-b"
	BlacklistEntryKindCallAsA BlacklistEntryKind = "call-as-a"
	BlacklistEntryKindCallAsB BlacklistEntryKind = "call-as-b"
	BlacklistEntryKindCall    BlacklistEntryKind = "call"
	BlacklistEntryKindMessage BlacklistEntryKind = "message"
	BlacklistEntryKindX       BlacklistEntryKind = "x"
)

// AddToBlacklistRequestEntryKind is one of some words; a newer service may answer others.
type AddToBlacklistRequestEntryKind string

// The words of AddToBlacklistRequestEntryKind.
const (
	AddToBlacklistRequestEntryKindBindA   AddToBlacklistRequestEntryKind = "bind-a"
	AddToBlacklistRequestEntryKindBindB   AddToBlacklistRequestEntryKind = "bind-b"
	AddToBlacklistRequestEntryKindCallAsA AddToBlacklistRequestEntryKind = "call-as-a"
	AddToBlacklistRequestEntryKindCallAsB AddToBlacklistRequestEntryKind = "call-as-b"
	AddToBlacklistRequestEntryKindCall    AddToBlacklistRequestEntryKind = "call"
	AddToBlacklistRequestEntryKindMessage AddToBlacklistRequestEntryKind = "message"
	AddToBlacklistRequestEntryKindX       AddToBlacklistRequestEntryKind = "x"
)

// SearchBlacklistRequestKind is one of some words; a newer service may answer others.
type SearchBlacklistRequestKind string

// The words of SearchBlacklistRequestKind.
const (
	SearchBlacklistRequestKindBindA   SearchBlacklistRequestKind = "bind-a"
	SearchBlacklistRequestKindBindB   SearchBlacklistRequestKind = "bind-b"
	SearchBlacklistRequestKindCallAsA SearchBlacklistRequestKind = "call-as-a"
	SearchBlacklistRequestKindCallAsB SearchBlacklistRequestKind = "call-as-b"
	SearchBlacklistRequestKindCall    SearchBlacklistRequestKind = "call"
	SearchBlacklistRequestKindMessage SearchBlacklistRequestKind = "message"
	SearchBlacklistRequestKindX       SearchBlacklistRequestKind = "x"
)

// ImportBlacklistRequestKind is one of some words; a newer service may answer others.
type ImportBlacklistRequestKind string

// The words of ImportBlacklistRequestKind.
const (
	ImportBlacklistRequestKindBindA   ImportBlacklistRequestKind = "bind-a"
	ImportBlacklistRequestKindBindB   ImportBlacklistRequestKind = "bind-b"
	ImportBlacklistRequestKindCallAsA ImportBlacklistRequestKind = "call-as-a"
	ImportBlacklistRequestKindCallAsB ImportBlacklistRequestKind = "call-as-b"
	ImportBlacklistRequestKindCall    ImportBlacklistRequestKind = "call"
	ImportBlacklistRequestKindMessage ImportBlacklistRequestKind = "message"
	ImportBlacklistRequestKindX       ImportBlacklistRequestKind = "x"
)

// RemoveFromBlacklistRequestKind is one of some words; a newer service may answer others.
type RemoveFromBlacklistRequestKind string

// The words of RemoveFromBlacklistRequestKind.
const (
	RemoveFromBlacklistRequestKindBindA   RemoveFromBlacklistRequestKind = "bind-a"
	RemoveFromBlacklistRequestKindBindB   RemoveFromBlacklistRequestKind = "bind-b"
	RemoveFromBlacklistRequestKindCallAsA RemoveFromBlacklistRequestKind = "call-as-a"
	RemoveFromBlacklistRequestKindCallAsB RemoveFromBlacklistRequestKind = "call-as-b"
	RemoveFromBlacklistRequestKindCall    RemoveFromBlacklistRequestKind = "call"
	RemoveFromBlacklistRequestKindMessage RemoveFromBlacklistRequestKind = "message"
	RemoveFromBlacklistRequestKindX       RemoveFromBlacklistRequestKind = "x"
)

// AddRegistrationsRequestState is one of some words; a newer service may answer others.
type AddRegistrationsRequestState string

// The words of AddRegistrationsRequestState.
const (
	AddRegistrationsRequestStateRegistered AddRegistrationsRequestState = "registered"
	AddRegistrationsRequestStatePending    AddRegistrationsRequestState = "pending"
	AddRegistrationsRequestStateRejected   AddRegistrationsRequestState = "rejected"
)

// ImportRegistrationsRequestState is one of some words; a newer service may answer others.
type ImportRegistrationsRequestState string

// The words of ImportRegistrationsRequestState.
const (
	ImportRegistrationsRequestStateRegistered ImportRegistrationsRequestState = "registered"
	ImportRegistrationsRequestStatePending    ImportRegistrationsRequestState = "pending"
	ImportRegistrationsRequestStateRejected   ImportRegistrationsRequestState = "rejected"
)

// SearchRegistrationsRequestState is one of some words; a newer service may answer others.
type SearchRegistrationsRequestState string

// The words of SearchRegistrationsRequestState.
const (
	SearchRegistrationsRequestStateRegistered SearchRegistrationsRequestState = "registered"
	SearchRegistrationsRequestStatePending    SearchRegistrationsRequestState = "pending"
	SearchRegistrationsRequestStateRejected   SearchRegistrationsRequestState = "rejected"
)

// RegistrationState is one of some words; a newer service may answer others.
type RegistrationState string

// The words of RegistrationState.
const (
	RegistrationStateRegistered RegistrationState = "registered"
	RegistrationStatePending    RegistrationState = "pending"
	RegistrationStateRejected   RegistrationState = "rejected"
)

// ComplaintCategory is one of some words; a newer service may answer others.
type ComplaintCategory string

// The words of ComplaintCategory.
const (
	ComplaintCategoryHarassment ComplaintCategory = "harassment"
	ComplaintCategoryFraud      ComplaintCategory = "fraud"
	ComplaintCategoryOther      ComplaintCategory = "other"
)

// AddComplaintRequestCategory is one of some words; a newer service may answer others.
type AddComplaintRequestCategory string

// The words of AddComplaintRequestCategory.
const (
	AddComplaintRequestCategoryHarassment AddComplaintRequestCategory = "harassment"
	AddComplaintRequestCategoryFraud      AddComplaintRequestCategory = "fraud"
	AddComplaintRequestCategoryOther      AddComplaintRequestCategory = "other"
)

// StandingState is one of some words; a newer service may answer others.
type StandingState string

// The words of StandingState.
const (
	StandingStateGood   StandingState = "good"
	StandingStateWarned StandingState = "warned"
	StandingStateFrozen StandingState = "frozen"
)

// OnboardingState is one of some words; a newer service may answer others.
type OnboardingState string

// The words of OnboardingState.
const (
	OnboardingStateSubmitted OnboardingState = "submitted"
	OnboardingStateApproved  OnboardingState = "approved"
	OnboardingStateRejected  OnboardingState = "rejected"
)

// PutOnboardingRequestState is one of some words; a newer service may answer others.
type PutOnboardingRequestState string

// The words of PutOnboardingRequestState.
const (
	PutOnboardingRequestStateSubmitted PutOnboardingRequestState = "submitted"
	PutOnboardingRequestStateApproved  PutOnboardingRequestState = "approved"
	PutOnboardingRequestStateRejected  PutOnboardingRequestState = "rejected"
)

// GetPromptRequestLanguage is one of some words; a newer service may answer others.
type GetPromptRequestLanguage string

// The words of GetPromptRequestLanguage.
const (
	GetPromptRequestLanguageZh GetPromptRequestLanguage = "zh"
	GetPromptRequestLanguageEn GetPromptRequestLanguage = "en"
)

// ListTrunksAnswerItemType is one of some words; a newer service may answer others.
type ListTrunksAnswerItemType string

// The words of ListTrunksAnswerItemType.
const (
	ListTrunksAnswerItemTypeCarrier    ListTrunksAnswerItemType = "carrier"
	ListTrunksAnswerItemTypeSoftphones ListTrunksAnswerItemType = "softphones"
)

// ListTrunksAnswerItemState is one of some words; a newer service may answer others.
type ListTrunksAnswerItemState string

// The words of ListTrunksAnswerItemState.
const (
	ListTrunksAnswerItemStateUp       ListTrunksAnswerItemState = "up"
	ListTrunksAnswerItemStateSilent   ListTrunksAnswerItemState = "silent"
	ListTrunksAnswerItemStateRefusing ListTrunksAnswerItemState = "refusing"
)

// ListTrunksAnswerItemSmppRole is one of some words; a newer service may answer others.
type ListTrunksAnswerItemSmppRole string

// The words of ListTrunksAnswerItemSmppRole.
const (
	ListTrunksAnswerItemSmppRoleTransceiver ListTrunksAnswerItemSmppRole = "transceiver"
	ListTrunksAnswerItemSmppRoleTransmitter ListTrunksAnswerItemSmppRole = "transmitter"
	ListTrunksAnswerItemSmppRoleReceiver    ListTrunksAnswerItemSmppRole = "receiver"
)

// ListLiveAnswerSIPFrom is one of some words; a newer service may answer others.
type ListLiveAnswerSIPFrom string

// The words of ListLiveAnswerSIPFrom.
const (
	ListLiveAnswerSIPFromOwnStack       ListLiveAnswerSIPFrom = "own-stack"
	ListLiveAnswerSIPFromDrachtioServer ListLiveAnswerSIPFrom = "drachtio-server"
	ListLiveAnswerSIPFromNowhere        ListLiveAnswerSIPFrom = "nowhere"
)

// ListLiveAnswerSIPTransactionsItemDirection is one of some words; a newer service may answer others.
type ListLiveAnswerSIPTransactionsItemDirection string

// The words of ListLiveAnswerSIPTransactionsItemDirection.
const (
	ListLiveAnswerSIPTransactionsItemDirectionIn  ListLiveAnswerSIPTransactionsItemDirection = "in"
	ListLiveAnswerSIPTransactionsItemDirectionOut ListLiveAnswerSIPTransactionsItemDirection = "out"
)

// ListLiveAnswerSIPDialogsItemRole is one of some words; a newer service may answer others.
type ListLiveAnswerSIPDialogsItemRole string

// The words of ListLiveAnswerSIPDialogsItemRole.
const (
	ListLiveAnswerSIPDialogsItemRoleUac ListLiveAnswerSIPDialogsItemRole = "uac"
	ListLiveAnswerSIPDialogsItemRoleUas ListLiveAnswerSIPDialogsItemRole = "uas"
)

// ListLogLinesRequestLevel is one of some words; a newer service may answer others.
type ListLogLinesRequestLevel string

// The words of ListLogLinesRequestLevel.
const (
	ListLogLinesRequestLevelDebug ListLogLinesRequestLevel = "debug"
	ListLogLinesRequestLevelInfo  ListLogLinesRequestLevel = "info"
	ListLogLinesRequestLevelWarn  ListLogLinesRequestLevel = "warn"
	ListLogLinesRequestLevelError ListLogLinesRequestLevel = "error"
)

// SearchAuditRequestAction is one of some words; a newer service may answer others.
type SearchAuditRequestAction string

// The words of SearchAuditRequestAction.
const (
	SearchAuditRequestActionLookedAt SearchAuditRequestAction = "looked at"
	SearchAuditRequestActionListened SearchAuditRequestAction = "listened"
	SearchAuditRequestActionChanged  SearchAuditRequestAction = "changed"
	SearchAuditRequestActionRefused  SearchAuditRequestAction = "refused"
	SearchAuditRequestActionExported SearchAuditRequestAction = "exported"
	SearchAuditRequestActionErased   SearchAuditRequestAction = "erased"
	SearchAuditRequestActionCut      SearchAuditRequestAction = "cut"
	SearchAuditRequestActionRepaired SearchAuditRequestAction = "repaired"
)

// SearchAuditAnswerItemAction is one of some words; a newer service may answer others.
type SearchAuditAnswerItemAction string

// The words of SearchAuditAnswerItemAction.
const (
	SearchAuditAnswerItemActionLookedAt SearchAuditAnswerItemAction = "looked at"
	SearchAuditAnswerItemActionListened SearchAuditAnswerItemAction = "listened"
	SearchAuditAnswerItemActionChanged  SearchAuditAnswerItemAction = "changed"
	SearchAuditAnswerItemActionRefused  SearchAuditAnswerItemAction = "refused"
	SearchAuditAnswerItemActionExported SearchAuditAnswerItemAction = "exported"
	SearchAuditAnswerItemActionErased   SearchAuditAnswerItemAction = "erased"
	SearchAuditAnswerItemActionCut      SearchAuditAnswerItemAction = "cut"
	SearchAuditAnswerItemActionRepaired SearchAuditAnswerItemAction = "repaired"
)

// AccountRole is one of some words; a newer service may answer others.
type AccountRole string

// The words of AccountRole.
const (
	AccountRoleAdmin      AccountRole = "admin"
	AccountRoleOperator   AccountRole = "operator"
	AccountRoleViewer     AccountRole = "viewer"
	AccountRoleAuditor    AccountRole = "auditor"
	AccountRoleSubscriber AccountRole = "subscriber"
)

// AddAccountRequestRole is one of some words; a newer service may answer others.
type AddAccountRequestRole string

// The words of AddAccountRequestRole.
const (
	AddAccountRequestRoleAdmin      AddAccountRequestRole = "admin"
	AddAccountRequestRoleOperator   AddAccountRequestRole = "operator"
	AddAccountRequestRoleViewer     AddAccountRequestRole = "viewer"
	AddAccountRequestRoleAuditor    AddAccountRequestRole = "auditor"
	AddAccountRequestRoleSubscriber AddAccountRequestRole = "subscriber"
)

// ChangeAccountRoleRequestRole is one of some words; a newer service may answer others.
type ChangeAccountRoleRequestRole string

// The words of ChangeAccountRoleRequestRole.
const (
	ChangeAccountRoleRequestRoleAdmin      ChangeAccountRoleRequestRole = "admin"
	ChangeAccountRoleRequestRoleOperator   ChangeAccountRoleRequestRole = "operator"
	ChangeAccountRoleRequestRoleViewer     ChangeAccountRoleRequestRole = "viewer"
	ChangeAccountRoleRequestRoleAuditor    ChangeAccountRoleRequestRole = "auditor"
	ChangeAccountRoleRequestRoleSubscriber ChangeAccountRoleRequestRole = "subscriber"
)

// ReloadAnswerOutcome is one of some words; a newer service may answer others.
type ReloadAnswerOutcome string

// The words of ReloadAnswerOutcome.
const (
	ReloadAnswerOutcomeApplied   ReloadAnswerOutcome = "applied"
	ReloadAnswerOutcomeUnchanged ReloadAnswerOutcome = "unchanged"
	ReloadAnswerOutcomeChecked   ReloadAnswerOutcome = "checked"
)

// SearchRecordsRequestKind is one of some words; a newer service may answer others.
type SearchRecordsRequestKind string

// The words of SearchRecordsRequestKind.
const (
	SearchRecordsRequestKindCall    SearchRecordsRequestKind = "call"
	SearchRecordsRequestKindMessage SearchRecordsRequestKind = "message"
	SearchRecordsRequestKindNumber  SearchRecordsRequestKind = "number"
)

// GetRecordKind is one of some words; a newer service may answer others.
type GetRecordKind string

// The words of GetRecordKind.
const (
	GetRecordKindCall    GetRecordKind = "call"
	GetRecordKindMessage GetRecordKind = "message"
	GetRecordKindNumber  GetRecordKind = "number"
)

// ExportRecordsRequestKind is one of some words; a newer service may answer others.
type ExportRecordsRequestKind string

// The words of ExportRecordsRequestKind.
const (
	ExportRecordsRequestKindCall    ExportRecordsRequestKind = "call"
	ExportRecordsRequestKindMessage ExportRecordsRequestKind = "message"
	ExportRecordsRequestKindNumber  ExportRecordsRequestKind = "number"
)

// ExplainErasureRequestAlso is one of some words; a newer service may answer others.
type ExplainErasureRequestAlso string

// The words of ExplainErasureRequestAlso.
const (
	ExplainErasureRequestAlsoBindings  ExplainErasureRequestAlso = "bindings"
	ExplainErasureRequestAlsoBlacklist ExplainErasureRequestAlso = "blacklist"
	ExplainErasureRequestAlsoWaiting   ExplainErasureRequestAlso = "waiting"
)

// EraseSubjectRequestAlso is one of some words; a newer service may answer others.
type EraseSubjectRequestAlso string

// The words of EraseSubjectRequestAlso.
const (
	EraseSubjectRequestAlsoBindings  EraseSubjectRequestAlso = "bindings"
	EraseSubjectRequestAlsoBlacklist EraseSubjectRequestAlso = "blacklist"
	EraseSubjectRequestAlsoWaiting   EraseSubjectRequestAlso = "waiting"
)

// EraseSubjectAnswerJournal is one of some words; a newer service may answer others.
type EraseSubjectAnswerJournal string

// The words of EraseSubjectAnswerJournal.
const (
	EraseSubjectAnswerJournalOwn    EraseSubjectAnswerJournal = "own"
	EraseSubjectAnswerJournalShared EraseSubjectAnswerJournal = "shared"
)

// EraseSubjectAnswerAlso is one of some words; a newer service may answer others.
type EraseSubjectAnswerAlso string

// The words of EraseSubjectAnswerAlso.
const (
	EraseSubjectAnswerAlsoBindings  EraseSubjectAnswerAlso = "bindings"
	EraseSubjectAnswerAlsoBlacklist EraseSubjectAnswerAlso = "blacklist"
	EraseSubjectAnswerAlsoWaiting   EraseSubjectAnswerAlso = "waiting"
)

// EraseSubjectAnswerState is one of some words; a newer service may answer others.
type EraseSubjectAnswerState string

// The words of EraseSubjectAnswerState.
const (
	EraseSubjectAnswerStateUnderWay EraseSubjectAnswerState = "under-way"
)

// SearchErasuresAnswerItemJournal is one of some words; a newer service may answer others.
type SearchErasuresAnswerItemJournal string

// The words of SearchErasuresAnswerItemJournal.
const (
	SearchErasuresAnswerItemJournalOwn    SearchErasuresAnswerItemJournal = "own"
	SearchErasuresAnswerItemJournalShared SearchErasuresAnswerItemJournal = "shared"
)

// SearchErasuresAnswerItemAlso is one of some words; a newer service may answer others.
type SearchErasuresAnswerItemAlso string

// The words of SearchErasuresAnswerItemAlso.
const (
	SearchErasuresAnswerItemAlsoBindings  SearchErasuresAnswerItemAlso = "bindings"
	SearchErasuresAnswerItemAlsoBlacklist SearchErasuresAnswerItemAlso = "blacklist"
	SearchErasuresAnswerItemAlsoWaiting   SearchErasuresAnswerItemAlso = "waiting"
)

// GetErasureAnswerJournal is one of some words; a newer service may answer others.
type GetErasureAnswerJournal string

// The words of GetErasureAnswerJournal.
const (
	GetErasureAnswerJournalOwn    GetErasureAnswerJournal = "own"
	GetErasureAnswerJournalShared GetErasureAnswerJournal = "shared"
)

// GetErasureAnswerAlso is one of some words; a newer service may answer others.
type GetErasureAnswerAlso string

// The words of GetErasureAnswerAlso.
const (
	GetErasureAnswerAlsoBindings  GetErasureAnswerAlso = "bindings"
	GetErasureAnswerAlsoBlacklist GetErasureAnswerAlso = "blacklist"
	GetErasureAnswerAlsoWaiting   GetErasureAnswerAlso = "waiting"
)

// GetErasureAnswerState is one of some words; a newer service may answer others.
type GetErasureAnswerState string

// The words of GetErasureAnswerState.
const (
	GetErasureAnswerStateUnderWay GetErasureAnswerState = "under-way"
)

// VerifyErasureAnswerAuditEntry is one of some words; a newer service may answer others.
type VerifyErasureAnswerAuditEntry string

// The words of VerifyErasureAnswerAuditEntry.
const (
	VerifyErasureAnswerAuditEntryFound   VerifyErasureAnswerAuditEntry = "found"
	VerifyErasureAnswerAuditEntryCutOff  VerifyErasureAnswerAuditEntry = "cut-off"
	VerifyErasureAnswerAuditEntryMissing VerifyErasureAnswerAuditEntry = "missing"
)

// GetLadderAnswerLegSide is one of some words; a newer service may answer others.
type GetLadderAnswerLegSide string

// The words of GetLadderAnswerLegSide.
const (
	GetLadderAnswerLegSideCaller GetLadderAnswerLegSide = "caller"
	GetLadderAnswerLegSideCallee GetLadderAnswerLegSide = "callee"
)

// GetLadderAnswerMessageDirection is one of some words; a newer service may answer others.
type GetLadderAnswerMessageDirection string

// The words of GetLadderAnswerMessageDirection.
const (
	GetLadderAnswerMessageDirectionIn  GetLadderAnswerMessageDirection = "in"
	GetLadderAnswerMessageDirectionOut GetLadderAnswerMessageDirection = "out"
)

// GetLadderAnswerMessageTransport is one of some words; a newer service may answer others.
type GetLadderAnswerMessageTransport string

// The words of GetLadderAnswerMessageTransport.
const (
	GetLadderAnswerMessageTransportUdp GetLadderAnswerMessageTransport = "udp"
	GetLadderAnswerMessageTransportTcp GetLadderAnswerMessageTransport = "tcp"
	GetLadderAnswerMessageTransportTls GetLadderAnswerMessageTransport = "tls"
)

// SignInRequestAs is one of some words; a newer service may answer others.
type SignInRequestAs string

// The words of SignInRequestAs.
const (
	SignInRequestAsCookie SignInRequestAs = "cookie"
	SignInRequestAsHeader SignInRequestAs = "header"
)

// SignInAnswerRole is one of some words; a newer service may answer others.
type SignInAnswerRole string

// The words of SignInAnswerRole.
const (
	SignInAnswerRoleAdmin      SignInAnswerRole = "admin"
	SignInAnswerRoleOperator   SignInAnswerRole = "operator"
	SignInAnswerRoleViewer     SignInAnswerRole = "viewer"
	SignInAnswerRoleAuditor    SignInAnswerRole = "auditor"
	SignInAnswerRoleSubscriber SignInAnswerRole = "subscriber"
)

// SignInAnswerBy is one of some words; a newer service may answer others.
type SignInAnswerBy string

// The words of SignInAnswerBy.
const (
	SignInAnswerByAccount SignInAnswerBy = "account"
	SignInAnswerByOpenid  SignInAnswerBy = "openid"
)

// SignInAnswerFirstDeed is one of some words; a newer service may answer others.
type SignInAnswerFirstDeed string

// The words of SignInAnswerFirstDeed.
const (
	SignInAnswerFirstDeedChangePassword    SignInAnswerFirstDeed = "change-password"
	SignInAnswerFirstDeedSetUpSecondFactor SignInAnswerFirstDeed = "set-up-second-factor"
)

// GetMeAnswerRole is one of some words; a newer service may answer others.
type GetMeAnswerRole string

// The words of GetMeAnswerRole.
const (
	GetMeAnswerRoleAdmin      GetMeAnswerRole = "admin"
	GetMeAnswerRoleOperator   GetMeAnswerRole = "operator"
	GetMeAnswerRoleViewer     GetMeAnswerRole = "viewer"
	GetMeAnswerRoleAuditor    GetMeAnswerRole = "auditor"
	GetMeAnswerRoleSubscriber GetMeAnswerRole = "subscriber"
)

// GetMeAnswerBy is one of some words; a newer service may answer others.
type GetMeAnswerBy string

// The words of GetMeAnswerBy.
const (
	GetMeAnswerByAccount GetMeAnswerBy = "account"
	GetMeAnswerByOpenid  GetMeAnswerBy = "openid"
)

// GetMeAnswerFirstDeed is one of some words; a newer service may answer others.
type GetMeAnswerFirstDeed string

// The words of GetMeAnswerFirstDeed.
const (
	GetMeAnswerFirstDeedChangePassword    GetMeAnswerFirstDeed = "change-password"
	GetMeAnswerFirstDeedSetUpSecondFactor GetMeAnswerFirstDeed = "set-up-second-factor"
)

// ListApplicationsAnswer is answered. All of them.
type ListApplicationsAnswer struct {
	Items []Application `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// Application is answered.
type Application struct {
	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	Name *string `json:"name,omitempty"`

	Mode *ApplicationMode `json:"mode,omitempty"`

	Status *ApplicationStatus `json:"status,omitempty"`

	Features *ApplicationFeatures `json:"features,omitempty"`

	Callbacks map[string]string `json:"callbacks,omitempty"`

	Reports map[string]any `json:"reports,omitempty"`

	Calls map[string]any `json:"calls,omitempty"`

	Tones map[string]string `json:"tones,omitempty"`

	PromptLanguage *ApplicationPromptLanguage `json:"promptLanguage,omitempty"`

	StandardPrompts *bool `json:"standardPrompts,omitempty"`

	ExtensionDigits *int64 `json:"extensionDigits,omitempty"`

	AllowedAddresses []string `json:"allowedAddresses,omitempty"`

	// Where it comes from: the configuration file, this API, or the file with some keys set here.
	Source *ApplicationSource `json:"source,omitempty"`

	// With `file and api`: the keys that are in force as set here and differ from the file.
	FromApi []string `json:"fromApi,omitempty"`
}

// ApplicationFeatures is answered.
type ApplicationFeatures struct {
	Recording *bool `json:"recording,omitempty"`

	SMS *bool `json:"sms,omitempty"`
}

// CreateApplicationRequest is sent.
type CreateApplicationRequest struct {
	// Key of an application.
	AppKey string `json:"appKey"`

	Name *string `json:"name,omitempty"`

	Mode CreateApplicationRequestMode `json:"mode"`

	Status *CreateApplicationRequestStatus `json:"status,omitempty"`

	Features *CreateApplicationRequestFeatures `json:"features,omitempty"`

	Callbacks *CreateApplicationRequestCallbacks `json:"callbacks,omitempty"`

	Reports *CreateApplicationRequestReports `json:"reports,omitempty"`

	Calls *CreateApplicationRequestCalls `json:"calls,omitempty"`

	Tones *CreateApplicationRequestTones `json:"tones,omitempty"`

	PromptLanguage *CreateApplicationRequestPromptLanguage `json:"promptLanguage,omitempty"`

	StandardPrompts *bool `json:"standardPrompts,omitempty"`

	ExtensionDigits *int64 `json:"extensionDigits,omitempty"`

	AllowedAddresses []string `json:"allowedAddresses,omitempty"`
}

// CreateApplicationRequestFeatures is sent.
type CreateApplicationRequestFeatures struct {
	Recording *bool `json:"recording,omitempty"`

	SMS *bool `json:"sms,omitempty"`
}

// CreateApplicationRequestCallbacks is sent.
type CreateApplicationRequestCallbacks struct {
	// Expected: a URL that starts with http:// or https://.
	Status *string `json:"status,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	Fee *string `json:"fee,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	SMSNotify *string `json:"smsNotify,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	SMSControl *string `json:"smsControl,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	NumberStatus *string `json:"numberStatus,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	Callin *string `json:"callin,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	Recording *string `json:"recording,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	StatusSecond *string `json:"statusSecond,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	FeeSecond *string `json:"feeSecond,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	NumberStatusSecond *string `json:"numberStatusSecond,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	SMSNotifySecond *string `json:"smsNotifySecond,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	CallinSecond *string `json:"callinSecond,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	RecordingSecond *string `json:"recordingSecond,omitempty"`
}

// CreateApplicationRequestReports is sent.
type CreateApplicationRequestReports struct {
	Kinds []CreateApplicationRequestReportsKind `json:"kinds,omitempty"`

	Fields []CreateApplicationRequestReportsField `json:"fields,omitempty"`

	Pull *bool `json:"pull,omitempty"`

	// Expected: minutes, 1 to 10080 each.
	RetryMinutes []int64 `json:"retryMinutes,omitempty"`

	PushTimeoutSeconds *int64 `json:"pushTimeoutSeconds,omitempty"`

	AskTimeoutSeconds *int64 `json:"askTimeoutSeconds,omitempty"`

	SpID *string `json:"spId,omitempty"`

	ServiceType *string `json:"serviceType,omitempty"`

	// Expected: a URL that starts with http:// or https:// and has {name} in it.
	RecordPushURL *string `json:"recordPushUrl,omitempty"`
}

// CreateApplicationRequestCalls is sent.
type CreateApplicationRequestCalls struct {
	Voice *bool `json:"voice,omitempty"`

	MaxCalls *int64 `json:"maxCalls,omitempty"`

	Direction *int64 `json:"direction,omitempty"`

	InternationalIn *bool `json:"internationalIn,omitempty"`

	InternationalOut *bool `json:"internationalOut,omitempty"`

	ForbiddenPrefixes []string `json:"forbiddenPrefixes,omitempty"`

	TestNumbers []string `json:"testNumbers,omitempty"`

	RecordingRequired *bool `json:"recordingRequired,omitempty"`

	CustomerCallsPerMinute *int64 `json:"customerCallsPerMinute,omitempty"`

	DisplayCallsPerMinute *int64 `json:"displayCallsPerMinute,omitempty"`

	MinutesPerDay *int64 `json:"minutesPerDay,omitempty"`

	AnswerRatePercent *int64 `json:"answerRatePercent,omitempty"`
}

// CreateApplicationRequestTones is sent.
type CreateApplicationRequestTones struct {
	// Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
	NoBinding *string `json:"noBinding,omitempty"`

	// Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
	NoPermission *string `json:"noPermission,omitempty"`

	// Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
	BusinessError *string `json:"businessError,omitempty"`

	// Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
	EnterExtension *string `json:"enterExtension,omitempty"`

	// Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
	ExtensionInvalid *string `json:"extensionInvalid,omitempty"`

	// Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
	CalleeBusy *string `json:"calleeBusy,omitempty"`

	// Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
	CalleeSilent *string `json:"calleeSilent,omitempty"`
}

// CreateApplicationAnswer is answered. The application, and its secret, which is not shown again.
type CreateApplicationAnswer struct {
	Application *Application `json:"application,omitempty"`

	// Keep it: Callveil does not show it again.
	AppSecret *string `json:"appSecret,omitempty"`
}

// PutApplicationRequest is sent.
type PutApplicationRequest struct {
	AppSecret *string `json:"appSecret,omitempty"`

	Name *string `json:"name,omitempty"`

	Mode PutApplicationRequestMode `json:"mode"`

	Status *PutApplicationRequestStatus `json:"status,omitempty"`

	Features *PutApplicationRequestFeatures `json:"features,omitempty"`

	Callbacks *PutApplicationRequestCallbacks `json:"callbacks,omitempty"`

	Reports *PutApplicationRequestReports `json:"reports,omitempty"`

	Calls *PutApplicationRequestCalls `json:"calls,omitempty"`

	Tones *PutApplicationRequestTones `json:"tones,omitempty"`

	PromptLanguage *PutApplicationRequestPromptLanguage `json:"promptLanguage,omitempty"`

	StandardPrompts *bool `json:"standardPrompts,omitempty"`

	ExtensionDigits *int64 `json:"extensionDigits,omitempty"`

	AllowedAddresses []string `json:"allowedAddresses,omitempty"`
}

// PutApplicationRequestFeatures is sent.
type PutApplicationRequestFeatures struct {
	Recording *bool `json:"recording,omitempty"`

	SMS *bool `json:"sms,omitempty"`
}

// PutApplicationRequestCallbacks is sent.
type PutApplicationRequestCallbacks struct {
	// Expected: a URL that starts with http:// or https://.
	Status *string `json:"status,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	Fee *string `json:"fee,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	SMSNotify *string `json:"smsNotify,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	SMSControl *string `json:"smsControl,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	NumberStatus *string `json:"numberStatus,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	Callin *string `json:"callin,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	Recording *string `json:"recording,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	StatusSecond *string `json:"statusSecond,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	FeeSecond *string `json:"feeSecond,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	NumberStatusSecond *string `json:"numberStatusSecond,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	SMSNotifySecond *string `json:"smsNotifySecond,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	CallinSecond *string `json:"callinSecond,omitempty"`

	// Expected: a URL that starts with http:// or https://.
	RecordingSecond *string `json:"recordingSecond,omitempty"`
}

// PutApplicationRequestReports is sent.
type PutApplicationRequestReports struct {
	Kinds []PutApplicationRequestReportsKind `json:"kinds,omitempty"`

	Fields []PutApplicationRequestReportsField `json:"fields,omitempty"`

	Pull *bool `json:"pull,omitempty"`

	// Expected: minutes, 1 to 10080 each.
	RetryMinutes []int64 `json:"retryMinutes,omitempty"`

	PushTimeoutSeconds *int64 `json:"pushTimeoutSeconds,omitempty"`

	AskTimeoutSeconds *int64 `json:"askTimeoutSeconds,omitempty"`

	SpID *string `json:"spId,omitempty"`

	ServiceType *string `json:"serviceType,omitempty"`

	// Expected: a URL that starts with http:// or https:// and has {name} in it.
	RecordPushURL *string `json:"recordPushUrl,omitempty"`
}

// PutApplicationRequestCalls is sent.
type PutApplicationRequestCalls struct {
	Voice *bool `json:"voice,omitempty"`

	MaxCalls *int64 `json:"maxCalls,omitempty"`

	Direction *int64 `json:"direction,omitempty"`

	InternationalIn *bool `json:"internationalIn,omitempty"`

	InternationalOut *bool `json:"internationalOut,omitempty"`

	ForbiddenPrefixes []string `json:"forbiddenPrefixes,omitempty"`

	TestNumbers []string `json:"testNumbers,omitempty"`

	RecordingRequired *bool `json:"recordingRequired,omitempty"`

	CustomerCallsPerMinute *int64 `json:"customerCallsPerMinute,omitempty"`

	DisplayCallsPerMinute *int64 `json:"displayCallsPerMinute,omitempty"`

	MinutesPerDay *int64 `json:"minutesPerDay,omitempty"`

	AnswerRatePercent *int64 `json:"answerRatePercent,omitempty"`
}

// PutApplicationRequestTones is sent.
type PutApplicationRequestTones struct {
	// Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
	NoBinding *string `json:"noBinding,omitempty"`

	// Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
	NoPermission *string `json:"noPermission,omitempty"`

	// Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
	BusinessError *string `json:"businessError,omitempty"`

	// Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
	EnterExtension *string `json:"enterExtension,omitempty"`

	// Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
	ExtensionInvalid *string `json:"extensionInvalid,omitempty"`

	// Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
	CalleeBusy *string `json:"calleeBusy,omitempty"`

	// Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
	CalleeSilent *string `json:"calleeSilent,omitempty"`
}

// RenewSecretAnswer is answered. The application, and its secret, which is not shown again.
type RenewSecretAnswer struct {
	Application *Application `json:"application,omitempty"`

	// Keep it: Callveil does not show it again.
	AppSecret *string `json:"appSecret,omitempty"`
}

// TryCallbackRequest is sent.
type TryCallbackRequest struct {
	// Name among `callbacks`.
	Channel string `json:"channel"`
}

// TryCallbackAnswer is answered. What came of it.
type TryCallbackAnswer struct {
	Channel *string `json:"channel,omitempty"`

	URL *string `json:"url,omitempty"`

	// HTTP status; missing: there was no answer.
	Status *int64 `json:"status,omitempty"`

	Milliseconds *int64 `json:"milliseconds,omitempty"`

	// How the answer begins: at most 300 characters.
	Body *string `json:"body,omitempty"`

	// Why there was no answer.
	Because *string `json:"because,omitempty"`
}

// ListNumbersRequest is sent.
type ListNumbersRequest struct {
	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	AreaCode *string `json:"areaCode,omitempty"`

	Status *ListNumbersRequestStatus `json:"status,omitempty"`

	PageIndex *int64 `json:"pageIndex,omitempty"`

	PageSize *int64 `json:"pageSize,omitempty"`
}

// ListNumbersAnswer is answered. One page of them.
type ListNumbersAnswer struct {
	Items []PoolNumber `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// PoolNumber is answered.
type PoolNumber struct {
	// A phone number with its country code; masked for viewers.
	Number *string `json:"number,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	AreaCode *string `json:"areaCode,omitempty"`

	// The cities of the area code; several may share one.
	Cities []string `json:"cities,omitempty"`

	Status *PoolNumberStatus `json:"status,omitempty"`

	// Why it is unavailable; goes with that status only.
	Cause *PoolNumberCause `json:"cause,omitempty"`

	// Bindings on it, as X or as Y.
	Relations *int64 `json:"relations,omitempty"`

	// It was released and is not chosen by area before.
	RestsUntil *time.Time `json:"restsUntil,omitempty"`

	// Whether the configuration file gives it to this application, or this API did.
	Source *PoolNumberSource `json:"source,omitempty"`
}

// AddNumbersRequest is sent.
type AddNumbersRequest struct {
	// Key of an application.
	AppKey string `json:"appKey"`

	Numbers []AddNumbersRequestNumber `json:"numbers"`
}

// AddNumbersRequestNumber is sent.
type AddNumbersRequestNumber struct {
	// A phone number: + and country code, or as it is dialled in the country of the policy.
	Number string `json:"number"`

	AreaCode string `json:"areaCode"`
}

// AddNumbersAnswer is answered. How many there are.
type AddNumbersAnswer struct {
	Added *int64 `json:"added,omitempty"`
}

// FindNumberRequest is sent.
type FindNumberRequest struct {
	// A phone number: + and country code, or as it is dialled in the country of the policy.
	Number string `json:"number"`
}

// ImportNumbersRequest is sent.
type ImportNumbersRequest struct {
	// Key of an application.
	AppKey string `json:"appKey"`
}

// ImportNumbersAnswer is answered. What became of the lines.
type ImportNumbersAnswer struct {
	Added *int64 `json:"added,omitempty"`

	Faults []ImportNumbersAnswerFault `json:"faults,omitempty"`
}

// ImportNumbersAnswerFault is answered.
type ImportNumbersAnswerFault struct {
	Line *int64 `json:"line,omitempty"`

	Message *string `json:"message,omitempty"`
}

// TransferNumbersRequest is sent.
type TransferNumbersRequest struct {
	Numbers []string `json:"numbers"`

	// Key of an application.
	ToAppKey string `json:"toAppKey"`
}

// TransferNumbersAnswer is answered. What became of them.
type TransferNumbersAnswer struct {
	Moved []string `json:"moved,omitempty"`

	InUse []string `json:"inUse,omitempty"`
}

// SetNumberStatusRequest is sent.
type SetNumberStatusRequest struct {
	// A phone number: + and country code, or as it is dialled in the country of the policy.
	Number string `json:"number"`

	Status SetNumberStatusRequestStatus `json:"status"`

	// Why it is unavailable; goes with that status only.
	Cause *SetNumberStatusRequestCause `json:"cause,omitempty"`
}

// RemoveNumberRequest is sent.
type RemoveNumberRequest struct {
	// A phone number: + and country code, or as it is dialled in the country of the policy.
	Number string `json:"number"`
}

// GetNumberCitiesRequest is sent.
type GetNumberCitiesRequest struct {
	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	Status *GetNumberCitiesRequestStatus `json:"status,omitempty"`
}

// GetNumberCitiesAnswer is answered. Every area code that has numbers.
type GetNumberCitiesAnswer struct {
	Items []GetNumberCitiesAnswerItem `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// GetNumberCitiesAnswerItem is answered.
type GetNumberCitiesAnswerItem struct {
	AreaCode *string `json:"areaCode,omitempty"`

	// Several may share an area code.
	Cities []string `json:"cities,omitempty"`

	// Empty where the table of cities does not say.
	Province *string `json:"province,omitempty"`

	Total *int64 `json:"total,omitempty"`

	// May be bound.
	Free *int64 `json:"free,omitempty"`

	Used *int64 `json:"used,omitempty"`

	// Released, and not handed out yet.
	Resting *int64 `json:"resting,omitempty"`

	// No new bindings; those there are work.
	Frozen *int64 `json:"frozen,omitempty"`

	// Suspended, or unavailable.
	Ended *int64 `json:"ended,omitempty"`
}

// GetNumberPlanRequest is sent.
type GetNumberPlanRequest struct {
	Mode GetNumberPlanRequestMode `json:"mode"`

	// At once. AXYB: relations of an A with its X.
	Bindings int64 `json:"bindings"`

	// Most that one user, or one A, has at once.
	PerUser *int64 `json:"perUser,omitempty"`

	// AXYB: most B with a Y of one A at once.
	BPerA *int64 `json:"bPerA,omitempty"`

	// AX, AXYB: bindings that end in an hour.
	EndsPerHour *int64 `json:"endsPerHour,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	AreaCode *string `json:"areaCode,omitempty"`
}

// GetNumberPlanAnswer is answered. The plan.
type GetNumberPlanAnswer struct {
	Mode *GetNumberPlanAnswerMode `json:"mode,omitempty"`

	// Numbers that it takes.
	Needed *int64 `json:"needed,omitempty"`

	Parts []GetNumberPlanAnswerPart `json:"parts,omitempty"`

	// Neither ended nor frozen.
	There *int64 `json:"there,omitempty"`

	Missing *int64 `json:"missing,omitempty"`
}

// GetNumberPlanAnswerPart is answered.
type GetNumberPlanAnswerPart struct {
	What *GetNumberPlanAnswerPartWhat `json:"what,omitempty"`

	Numbers *int64 `json:"numbers,omitempty"`

	// The rule that decided.
	Rule *string `json:"rule,omitempty"`
}

// GetStatisticsRequest is sent.
type GetStatisticsRequest struct {
	From *time.Time `json:"from,omitempty"`

	Until *time.Time `json:"until,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// Calls through numbers of that city.
	AreaCode *string `json:"areaCode,omitempty"`

	// Calls that came from it.
	CallerTrunk *string `json:"callerTrunk,omitempty"`

	// Calls that went out by it.
	CalleeTrunk *string `json:"calleeTrunk,omitempty"`

	// How long each entry of the series is.
	Interval *GetStatisticsRequestInterval `json:"interval,omitempty"`

	// What the groups are; `hour` is the hour of the day.
	By *GetStatisticsRequestBy `json:"by,omitempty"`

	// Clock by which days begin and hours of the day are counted, ahead of UTC; in whole hours.
	UtcOffsetMinutes *int64 `json:"utcOffsetMinutes,omitempty"`
}

// GetStatisticsAnswer is answered. The figures.
type GetStatisticsAnswer struct {
	From *time.Time `json:"from,omitempty"`

	Until *time.Time `json:"until,omitempty"`

	Interval *string `json:"interval,omitempty"`

	Total *GetStatisticsAnswerTotal `json:"total,omitempty"`

	Series []GetStatisticsAnswerSery `json:"series,omitempty"`

	// Absent for one city or trunk of an application, of which they are not kept.
	Endings []GetStatisticsAnswerEnding `json:"endings,omitempty"`

	Groups []GetStatisticsAnswerGroup `json:"groups,omitempty"`

	// How many there are; the first 1000 are here.
	GroupsTotal *int64 `json:"groupsTotal,omitempty"`
}

// GetStatisticsAnswerTotal is answered.
type GetStatisticsAnswerTotal struct {
	Calls *int64 `json:"calls,omitempty"`

	Answered *int64 `json:"answered,omitempty"`

	// ASR: answered ones of a hundred; absent without calls.
	AnswerPercent *float64 `json:"answerPercent,omitempty"`

	TalkSeconds *float64 `json:"talkSeconds,omitempty"`

	// ACD: mean of the answered ones; absent without any.
	MeanTalkSeconds *float64 `json:"meanTalkSeconds,omitempty"`

	// PDD: mean time from the dialling of a callee until it rings or answers; absent without any.
	PostDialSeconds *float64 `json:"postDialSeconds,omitempty"`

	// Valid ones made in the time; absent for one city or trunk.
	Complaints *int64 `json:"complaints,omitempty"`

	// For each ten thousand calls.
	ComplaintsPerTenThousand *float64 `json:"complaintsPerTenThousand,omitempty"`
}

// GetStatisticsAnswerSery is answered.
type GetStatisticsAnswerSery struct {
	At *time.Time `json:"at,omitempty"`

	Calls *int64 `json:"calls,omitempty"`

	Answered *int64 `json:"answered,omitempty"`

	// ASR: answered ones of a hundred; absent without calls.
	AnswerPercent *float64 `json:"answerPercent,omitempty"`

	TalkSeconds *float64 `json:"talkSeconds,omitempty"`

	// ACD: mean of the answered ones; absent without any.
	MeanTalkSeconds *float64 `json:"meanTalkSeconds,omitempty"`

	// PDD: mean time from the dialling of a callee until it rings or answers; absent without any.
	PostDialSeconds *float64 `json:"postDialSeconds,omitempty"`
}

// GetStatisticsAnswerEnding is answered.
type GetStatisticsAnswerEnding struct {
	Ending *string `json:"ending,omitempty"`

	// The ending in words.
	Reason *string `json:"reason,omitempty"`

	Fault *string `json:"fault,omitempty"`

	Calls *int64 `json:"calls,omitempty"`

	Percent *float64 `json:"percent,omitempty"`
}

// GetStatisticsAnswerGroup is answered.
type GetStatisticsAnswerGroup struct {
	Key *string `json:"key,omitempty"`

	Name *string `json:"name,omitempty"`

	Calls *int64 `json:"calls,omitempty"`

	Answered *int64 `json:"answered,omitempty"`

	// ASR: answered ones of a hundred; absent without calls.
	AnswerPercent *float64 `json:"answerPercent,omitempty"`

	TalkSeconds *float64 `json:"talkSeconds,omitempty"`

	// ACD: mean of the answered ones; absent without any.
	MeanTalkSeconds *float64 `json:"meanTalkSeconds,omitempty"`

	// PDD: mean time from the dialling of a callee until it rings or answers; absent without any.
	PostDialSeconds *float64 `json:"postDialSeconds,omitempty"`

	// Valid ones made in the time; absent for one city or trunk.
	Complaints *int64 `json:"complaints,omitempty"`

	// For each ten thousand calls.
	ComplaintsPerTenThousand *float64 `json:"complaintsPerTenThousand,omitempty"`
}

// SearchBindingsRequest is sent.
type SearchBindingsRequest struct {
	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// A phone number: + and country code, or as it is dialled in the country of the policy.
	Number *string `json:"number,omitempty"`

	PageIndex *int64 `json:"pageIndex,omitempty"`

	PageSize *int64 `json:"pageSize,omitempty"`
}

// SearchBindingsAnswer is answered. One page of them.
type SearchBindingsAnswer struct {
	Items []Binding `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// Binding is answered.
type Binding struct {
	// Id of a binding.
	SubscriptionID string `json:"subscriptionId"`

	Mode BindingMode `json:"mode"`

	// Key of an application.
	AppKey string `json:"appKey"`

	// A phone number with its country code; masked for viewers.
	X string `json:"x"`

	// A phone number with its country code; masked for viewers.
	A string `json:"a"`

	// A phone number with its country code; masked for viewers.
	B *string `json:"b,omitempty"`

	Extension *string `json:"extension,omitempty"`

	CreatedAt time.Time `json:"createdAt"`

	ChangedAt time.Time `json:"changedAt"`

	ExpiresAt *time.Time `json:"expiresAt,omitempty"`

	RecordFlag *bool `json:"recordFlag,omitempty"`

	// A prompt.
	RecordHintTone *string `json:"recordHintTone,omitempty"`

	UserData *string `json:"userData,omitempty"`

	// 0 both ways, 1 only A calls, 2 only A is called.
	CallDirection *int64 `json:"callDirection,omitempty"`

	// Minutes; 0 no limit.
	MaxDuration *int64 `json:"maxDuration,omitempty"`

	// A prompt.
	LastMinVoice *string `json:"lastMinVoice,omitempty"`

	PreVoice *BindingPreVoice `json:"preVoice,omitempty"`

	// Whether its short messages are relayed; true by default.
	PrivateSMS *bool `json:"privateSms,omitempty"`

	// Seconds; 0 never ends.
	Duration *int64 `json:"duration,omitempty"`

	// What A sees: 0 X, 1 the real caller.
	CalleeNumDisplay *BindingCalleeNumDisplay `json:"calleeNumDisplay,omitempty"`

	TurnFlag *string `json:"turnFlag,omitempty"`

	// What A sees: 0 X, 1 the real caller.
	DisplayNumMode *BindingDisplayNumMode `json:"displayNumMode,omitempty"`

	// A prompt.
	CallbackTone *string `json:"callbackTone,omitempty"`

	// A phone number with its country code; masked for viewers.
	CallbackNum *string `json:"callbackNum,omitempty"`

	TimeUnit *string `json:"timeUnit,omitempty"`

	// In timeUnit; 0 never.
	BindExpiredTime *int64 `json:"bindExpiredTime,omitempty"`

	// In timeUnit; 0 never.
	CallbackExpiredTime *int64 `json:"callbackExpiredTime,omitempty"`

	// Seconds; 0 never ends.
	YbDuration *int64 `json:"ybDuration,omitempty"`

	// A prompt.
	PreVoiceX *string `json:"preVoiceX,omitempty"`

	// AXYB: each B with its Y.
	Parts []BindingPart `json:"parts,omitempty"`
}

// BindingPreVoice is answered.
type BindingPreVoice struct {
	// A prompt.
	CallerHintTone *string `json:"callerHintTone,omitempty"`

	// A prompt.
	CalleeHintTone *string `json:"calleeHintTone,omitempty"`
}

// BindingPart is answered.
type BindingPart struct {
	// A phone number with its country code; masked for viewers.
	Y *string `json:"y,omitempty"`

	// A phone number with its country code; masked for viewers.
	B *string `json:"b,omitempty"`

	// Seconds; 0 never ends.
	YbDuration *int64 `json:"ybDuration,omitempty"`

	// A prompt.
	PreVoiceY *string `json:"preVoiceY,omitempty"`

	// Made because a stranger called X.
	Automatic *bool `json:"automatic,omitempty"`

	CreatedAt *time.Time `json:"createdAt,omitempty"`

	ExpiresAt *time.Time `json:"expiresAt,omitempty"`
}

// ModifyBindingRequest is sent.
type ModifyBindingRequest struct {
	// A phone number: + and country code, or as it is dialled in the country of the policy.
	A *string `json:"a,omitempty"`

	// A phone number: + and country code, or as it is dialled in the country of the policy.
	B *string `json:"b,omitempty"`

	RecordFlag *bool `json:"recordFlag,omitempty"`

	// A prompt.
	RecordHintTone *Nullable[string] `json:"recordHintTone,omitempty"`

	UserData *Nullable[string] `json:"userData,omitempty"`

	// 0 both ways, 1 only A calls, 2 only A is called.
	CallDirection *int64 `json:"callDirection,omitempty"`

	// Minutes; 0 no limit.
	MaxDuration *int64 `json:"maxDuration,omitempty"`

	// A prompt.
	LastMinVoice *Nullable[string] `json:"lastMinVoice,omitempty"`

	PreVoice *Nullable[ModifyBindingRequestPreVoice] `json:"preVoice,omitempty"`

	// Whether its short messages are relayed; true by default.
	PrivateSMS *bool `json:"privateSms,omitempty"`

	// Seconds; 0 never ends.
	Duration *int64 `json:"duration,omitempty"`

	// What A sees: 0 X, 1 the real caller.
	CalleeNumDisplay *ModifyBindingRequestCalleeNumDisplay `json:"calleeNumDisplay,omitempty"`

	TurnFlag *ModifyBindingRequestTurnFlag `json:"turnFlag,omitempty"`

	// What A sees: 0 X, 1 the real caller.
	DisplayNumMode *ModifyBindingRequestDisplayNumMode `json:"displayNumMode,omitempty"`

	// A prompt.
	CallbackTone *Nullable[string] `json:"callbackTone,omitempty"`

	// A phone number: + and country code, or as it is dialled in the country of the policy.
	CallbackNum *Nullable[string] `json:"callbackNum,omitempty"`

	// 0 hours, 1 minutes.
	TimeUnit *ModifyBindingRequestTimeUnit `json:"timeUnit,omitempty"`

	// In timeUnit; 0 never.
	BindExpiredTime *int64 `json:"bindExpiredTime,omitempty"`

	// In timeUnit; 0 never.
	CallbackExpiredTime *int64 `json:"callbackExpiredTime,omitempty"`
}

// ModifyBindingRequestPreVoice is sent.
type ModifyBindingRequestPreVoice struct {
	// A prompt.
	CallerHintTone *string `json:"callerHintTone,omitempty"`

	// A prompt.
	CalleeHintTone *string `json:"calleeHintTone,omitempty"`
}

// BindAxbRequest is sent.
type BindAxbRequest struct {
	// Key of an application.
	AppKey string `json:"appKey"`

	// A phone number: + and country code, or as it is dialled in the country of the policy.
	A string `json:"a"`

	// A phone number: + and country code, or as it is dialled in the country of the policy.
	B string `json:"b"`

	// A phone number: + and country code, or as it is dialled in the country of the policy.
	X *string `json:"x,omitempty"`

	AreaCode *string `json:"areaCode,omitempty"`

	// 0 that city only, 1 any.
	AreaMatchMode *BindAxbRequestAreaMatchMode `json:"areaMatchMode,omitempty"`

	RecordFlag *bool `json:"recordFlag,omitempty"`

	// A prompt.
	RecordHintTone *string `json:"recordHintTone,omitempty"`

	UserData *string `json:"userData,omitempty"`

	// 0 both ways, 1 only A calls, 2 only A is called.
	CallDirection *int64 `json:"callDirection,omitempty"`

	// Minutes; 0 no limit.
	MaxDuration *int64 `json:"maxDuration,omitempty"`

	// A prompt.
	LastMinVoice *string `json:"lastMinVoice,omitempty"`

	PreVoice *BindAxbRequestPreVoice `json:"preVoice,omitempty"`

	// Whether its short messages are relayed; true by default.
	PrivateSMS *bool `json:"privateSms,omitempty"`

	// Seconds; 0 never ends.
	Duration *int64 `json:"duration,omitempty"`
}

// BindAxbRequestPreVoice is sent.
type BindAxbRequestPreVoice struct {
	// A prompt.
	CallerHintTone *string `json:"callerHintTone,omitempty"`

	// A prompt.
	CalleeHintTone *string `json:"calleeHintTone,omitempty"`
}

// BindAxRequest is sent.
type BindAxRequest struct {
	// Key of an application.
	AppKey string `json:"appKey"`

	// A phone number: + and country code, or as it is dialled in the country of the policy.
	A string `json:"a"`

	// A phone number: + and country code, or as it is dialled in the country of the policy.
	X *string `json:"x,omitempty"`

	AreaCode *string `json:"areaCode,omitempty"`

	// 0 that city only, 1 any.
	AreaMatchMode *BindAxRequestAreaMatchMode `json:"areaMatchMode,omitempty"`

	RecordFlag *bool `json:"recordFlag,omitempty"`

	// A prompt.
	RecordHintTone *string `json:"recordHintTone,omitempty"`

	UserData *string `json:"userData,omitempty"`

	// 0 both ways, 1 only A calls, 2 only A is called.
	CallDirection *int64 `json:"callDirection,omitempty"`

	// Minutes; 0 no limit.
	MaxDuration *int64 `json:"maxDuration,omitempty"`

	// A prompt.
	LastMinVoice *string `json:"lastMinVoice,omitempty"`

	PreVoice *BindAxRequestPreVoice `json:"preVoice,omitempty"`

	// Whether its short messages are relayed; true by default.
	PrivateSMS *bool `json:"privateSms,omitempty"`

	// What A sees: 0 X, 1 the real caller.
	CalleeNumDisplay *BindAxRequestCalleeNumDisplay `json:"calleeNumDisplay,omitempty"`

	TurnFlag *BindAxRequestTurnFlag `json:"turnFlag,omitempty"`
}

// BindAxRequestPreVoice is sent.
type BindAxRequestPreVoice struct {
	// A prompt.
	CallerHintTone *string `json:"callerHintTone,omitempty"`

	// A prompt.
	CalleeHintTone *string `json:"calleeHintTone,omitempty"`
}

// BindAxeRequest is sent.
type BindAxeRequest struct {
	// Key of an application.
	AppKey string `json:"appKey"`

	// A phone number: + and country code, or as it is dialled in the country of the policy.
	A string `json:"a"`

	// A phone number: + and country code, or as it is dialled in the country of the policy.
	X *string `json:"x,omitempty"`

	Extension *string `json:"extension,omitempty"`

	AreaCode *string `json:"areaCode,omitempty"`

	// 0 that city only, 1 any.
	AreaMatchMode *BindAxeRequestAreaMatchMode `json:"areaMatchMode,omitempty"`

	RecordFlag *bool `json:"recordFlag,omitempty"`

	// A prompt.
	RecordHintTone *string `json:"recordHintTone,omitempty"`

	UserData *string `json:"userData,omitempty"`

	// What A sees: 0 X, 1 the real caller.
	DisplayNumMode *BindAxeRequestDisplayNumMode `json:"displayNumMode,omitempty"`

	// A prompt.
	CallbackTone *string `json:"callbackTone,omitempty"`

	// A phone number: + and country code, or as it is dialled in the country of the policy.
	CallbackNum *string `json:"callbackNum,omitempty"`

	// 0 hours, 1 minutes.
	TimeUnit *BindAxeRequestTimeUnit `json:"timeUnit,omitempty"`

	// In timeUnit; 0 never.
	BindExpiredTime *int64 `json:"bindExpiredTime,omitempty"`

	// In timeUnit; 0 never.
	CallbackExpiredTime *int64 `json:"callbackExpiredTime,omitempty"`
}

// BindAxybRequest is sent.
type BindAxybRequest struct {
	// Key of an application.
	AppKey string `json:"appKey"`

	// A phone number: + and country code, or as it is dialled in the country of the policy.
	A string `json:"a"`

	AreaCode *string `json:"areaCode,omitempty"`

	// 0 that city only, 1 any.
	AreaMatchMode *BindAxybRequestAreaMatchMode `json:"areaMatchMode,omitempty"`

	RecordFlag *bool `json:"recordFlag,omitempty"`

	// A prompt.
	RecordHintTone *string `json:"recordHintTone,omitempty"`

	UserData *string `json:"userData,omitempty"`

	// 0 both ways, 1 only A calls, 2 only A is called.
	CallDirection *int64 `json:"callDirection,omitempty"`

	// Seconds; 0 never ends.
	Duration *int64 `json:"duration,omitempty"`

	// Seconds; 0 never ends.
	YbDuration *int64 `json:"ybDuration,omitempty"`

	// A prompt.
	PreVoiceX *string `json:"preVoiceX,omitempty"`
}

// BindAxybPartRequest is sent.
type BindAxybPartRequest struct {
	// Id of a binding.
	SubscriptionID string `json:"subscriptionId"`

	// A phone number: + and country code, or as it is dialled in the country of the policy.
	B string `json:"b"`

	AreaCode *string `json:"areaCode,omitempty"`

	// 0 that city only, 1 any.
	AreaMatchMode *BindAxybPartRequestAreaMatchMode `json:"areaMatchMode,omitempty"`

	// Seconds; 0 never ends.
	YbDuration *int64 `json:"ybDuration,omitempty"`

	// A prompt.
	PreVoiceY *string `json:"preVoiceY,omitempty"`
}

// Part is answered.
type Part struct {
	// Id of a binding.
	SubscriptionID *string `json:"subscriptionId,omitempty"`

	// A phone number with its country code; masked for viewers.
	Y *string `json:"y,omitempty"`

	// A phone number with its country code; masked for viewers.
	B *string `json:"b,omitempty"`

	// Seconds; 0 never ends.
	YbDuration *int64 `json:"ybDuration,omitempty"`

	// A prompt.
	PreVoiceY *string `json:"preVoiceY,omitempty"`

	// Made because a stranger called X.
	Automatic *bool `json:"automatic,omitempty"`

	CreatedAt *time.Time `json:"createdAt,omitempty"`

	ExpiresAt *time.Time `json:"expiresAt,omitempty"`
}

// ListCallsRequest is sent.
type ListCallsRequest struct {
	PageIndex *int64 `json:"pageIndex,omitempty"`

	PageSize *int64 `json:"pageSize,omitempty"`
}

// ListCallsAnswer is answered. One page of them, oldest first.
type ListCallsAnswer struct {
	Items []Call `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// Call is answered.
type Call struct {
	SessionID *string `json:"sessionId,omitempty"`

	State *CallState `json:"state,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// Id of a binding.
	SubscriptionID *string `json:"subscriptionId,omitempty"`

	// A phone number with its country code; masked for viewers.
	Caller *string `json:"caller,omitempty"`

	// A phone number with its country code; masked for viewers.
	X *string `json:"x,omitempty"`

	// A phone number with its country code; masked for viewers.
	Callee *string `json:"callee,omitempty"`

	// A phone number with its country code; masked for viewers.
	Display *string `json:"display,omitempty"`

	ArrivedAt *time.Time `json:"arrivedAt,omitempty"`

	RingingAt *time.Time `json:"ringingAt,omitempty"`

	AnsweredAt *time.Time `json:"answeredAt,omitempty"`

	Recorded *bool `json:"recorded,omitempty"`
}

// ListLevelsRequest is sent.
type ListLevelsRequest struct {
	SessionIds []string `json:"sessionIds"`
}

// ListLevelsAnswer is answered. Those that have audio.
type ListLevelsAnswer struct {
	Items []ListLevelsAnswerItem `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// ListLevelsAnswerItem is answered.
type ListLevelsAnswerItem struct {
	SessionID *string `json:"sessionId,omitempty"`

	Caller *ListLevelsAnswerItemCaller `json:"caller,omitempty"`

	Callee *ListLevelsAnswerItemCallee `json:"callee,omitempty"`
}

// ListLevelsAnswerItemCaller is answered.
type ListLevelsAnswerItemCaller struct {
	// Mean level in dBm0; missing: encrypted, not of G.711, or no packets.
	Dbm0 *float64 `json:"dbm0,omitempty"`

	// That came while it was measured.
	Packets *int64 `json:"packets,omitempty"`
}

// ListLevelsAnswerItemCallee is answered.
type ListLevelsAnswerItemCallee struct {
	// Mean level in dBm0; missing: encrypted, not of G.711, or no packets.
	Dbm0 *float64 `json:"dbm0,omitempty"`

	// That came while it was measured.
	Packets *int64 `json:"packets,omitempty"`
}

// SearchRecordingsRequest is sent.
type SearchRecordingsRequest struct {
	// In whichever part: real numbers and privacy numbers.
	Number *string `json:"number,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// Id of a binding.
	SubscriptionID *string `json:"subscriptionId,omitempty"`

	// Of either leg.
	Trunk *string `json:"trunk,omitempty"`

	// Ending of a call, result of a message, new status of a number.
	Ending *string `json:"ending,omitempty"`

	// Those that came at this time or later.
	From *time.Time `json:"from,omitempty"`

	// Those that came before.
	Until *time.Time `json:"until,omitempty"`

	// Talked at least so long.
	MinSeconds *float64 `json:"minSeconds,omitempty"`

	// Talked at most so long.
	MaxSeconds *float64 `json:"maxSeconds,omitempty"`

	// `next` of the answer before.
	After *string `json:"after,omitempty"`

	Limit *int64 `json:"limit,omitempty"`
}

// SearchRecordingsAnswer is answered. One page of them.
type SearchRecordingsAnswer struct {
	Items []SearchRecordingsAnswerItem `json:"items"`

	// Where to go on; absent: there are no more.
	Next *string `json:"next,omitempty"`
}

// SearchRecordingsAnswerItem is answered.
type SearchRecordingsAnswerItem struct {
	SessionID *string `json:"sessionId,omitempty"`

	// When the call came.
	At *time.Time `json:"at,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// Id of a binding.
	SubscriptionID *string `json:"subscriptionId,omitempty"`

	// A phone number with its country code; masked for viewers.
	Caller *string `json:"caller,omitempty"`

	// A phone number with its country code; masked for viewers.
	X *string `json:"x,omitempty"`

	// A phone number with its country code; masked for viewers.
	Callee *string `json:"callee,omitempty"`

	TalkSeconds *float64 `json:"talkSeconds,omitempty"`

	FileName *string `json:"fileName,omitempty"`

	// Missing: it is past its days, or was never completed.
	File *SearchRecordingsAnswerItemFile `json:"file,omitempty"`
}

// SearchRecordingsAnswerItemFile is answered. Missing: it is past its days, or was never completed.
type SearchRecordingsAnswerItemFile struct {
	Bytes *int64 `json:"bytes,omitempty"`

	Seconds *float64 `json:"seconds,omitempty"`

	// It may be deleted from then on.
	KeptUntil *time.Time `json:"keptUntil,omitempty"`
}

// ListListenersAnswer is answered. Oldest first.
type ListListenersAnswer struct {
	Items []ListListenersAnswerItem `json:"items"`
}

// ListListenersAnswerItem is answered.
type ListListenersAnswerItem struct {
	At *time.Time `json:"at,omitempty"`

	// Name of an operator, or key of an application.
	Who *string `json:"who,omitempty"`

	Role *string `json:"role,omitempty"`

	// From which address.
	Client *string `json:"client,omitempty"`
}

// ListMessagesRequest is sent.
type ListMessagesRequest struct {
	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// Those received before; absent: the newest.
	Before *time.Time `json:"before,omitempty"`

	// `next` of the answer before; then `before` is not used.
	After *string `json:"after,omitempty"`

	Limit *int64 `json:"limit,omitempty"`
}

// ListMessagesAnswer is answered. The messages.
type ListMessagesAnswer struct {
	Items []Message `json:"items"`

	// The place of the last one; absent: there are no more.
	Next *string `json:"next,omitempty"`

	// All messages that have not ended.
	Waiting *int64 `json:"waiting,omitempty"`
}

// Message is answered.
type Message struct {
	// `smsIdentifier` of its notice.
	MessageID *string `json:"messageId,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// Id of a binding.
	SubscriptionID *string `json:"subscriptionId,omitempty"`

	// A phone number with its country code; masked for viewers.
	Sender *string `json:"sender,omitempty"`

	// A phone number with its country code; masked for viewers.
	X *string `json:"x,omitempty"`

	// A phone number with its country code; masked for viewers.
	Receiver *string `json:"receiver,omitempty"`

	// What the receiver sees.
	Display *string `json:"display,omitempty"`

	// The trunk it came from.
	Trunk *string `json:"trunk,omitempty"`

	// Parts in which it came.
	Parts *int64 `json:"parts,omitempty"`

	State *MessageState `json:"state,omitempty"`

	// What became of it; absent: it is on its way. `unknown`: a carrier may have it.
	Result *MessageResult `json:"result,omitempty"`

	Attempts *int64 `json:"attempts,omitempty"`

	ReceivedAt *time.Time `json:"receivedAt,omitempty"`

	EndedAt *time.Time `json:"endedAt,omitempty"`
}

// ExplainRequest is sent.
type ExplainRequest struct {
	// A phone number: + and country code, or as it is dialled in the country of the policy.
	Caller *string `json:"caller,omitempty"`

	// A phone number: + and country code, or as it is dialled in the country of the policy.
	Dialled string `json:"dialled"`

	Digits *string `json:"digits,omitempty"`
}

// ExplainAnswer is answered. The answer with its reasons.
type ExplainAnswer struct {
	Steps []ExplainAnswerStep `json:"steps,omitempty"`

	// The trunks of a call that is connected; an empty list: it ends with 404.
	Routes *ExplainAnswerRoutes `json:"routes,omitempty"`

	Resolution *ExplainAnswerResolution `json:"resolution,omitempty"`
}

// ExplainAnswerStep is answered.
type ExplainAnswerStep struct {
	Step *string `json:"step,omitempty"`

	Outcome *ExplainAnswerStepOutcome `json:"outcome,omitempty"`
}

// ExplainAnswerRoutes is answered. The trunks of a call that is connected; an empty list: it ends with 404.
type ExplainAnswerRoutes struct {
	// The place among `routes` of the configuration.
	Rule *int64 `json:"rule,omitempty"`

	Trunks []ExplainAnswerRoutesTrunk `json:"trunks,omitempty"`
}

// ExplainAnswerRoutesTrunk is answered.
type ExplainAnswerRoutesTrunk struct {
	Name *string `json:"name,omitempty"`

	Priority *int64 `json:"priority,omitempty"`

	Weight *int64 `json:"weight,omitempty"`
}

// ExplainAnswerResolution is answered.
type ExplainAnswerResolution struct {
	Kind *ExplainAnswerResolutionKind `json:"kind,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// Id of a binding.
	SubscriptionID *string `json:"subscriptionId,omitempty"`

	// A phone number with its country code; masked for viewers.
	X *string `json:"x,omitempty"`

	// A phone number with its country code; masked for viewers.
	Callee *string `json:"callee,omitempty"`

	// A phone number with its country code; masked for viewers.
	Display *string `json:"display,omitempty"`

	// 0 A is called, 1 A calls.
	Direction *int64 `json:"direction,omitempty"`

	Extension *string `json:"extension,omitempty"`

	// What the binding asks of the call.
	Rules *ExplainAnswerResolutionRules `json:"rules,omitempty"`

	Reason *string `json:"reason,omitempty"`

	// What a refused caller gets.
	SIPStatus *int64 `json:"sipStatus,omitempty"`

	// The state code that the application gets for a refusal.
	StateCode *int64 `json:"stateCode,omitempty"`

	Prompt *string `json:"prompt,omitempty"`

	MaxDigits *int64 `json:"maxDigits,omitempty"`
}

// ExplainAnswerResolutionRules is answered. What the binding asks of the call.
type ExplainAnswerResolutionRules struct {
	// From the answer on; 0 no limit.
	MaxDurationMs *int64 `json:"maxDurationMs,omitempty"`

	LastMinutePrompt *string `json:"lastMinutePrompt,omitempty"`

	WaitingPrompt *string `json:"waitingPrompt,omitempty"`

	// Missing when the call is not recorded.
	Recording *ExplainAnswerResolutionRulesRecording `json:"recording,omitempty"`
}

// ExplainAnswerResolutionRulesRecording is answered. Missing when the call is not recorded.
type ExplainAnswerResolutionRulesRecording struct {
	HintPrompt *string `json:"hintPrompt,omitempty"`
}

// ExplainCallRequest is sent.
type ExplainCallRequest struct {
	SessionID string `json:"sessionId"`
}

// ExplainCallAnswer is answered. What happened, step by step.
type ExplainCallAnswer struct {
	SessionID *string `json:"sessionId,omitempty"`

	// refused: it never reached an application, so it has no record.
	From *ExplainCallAnswerFrom `json:"from,omitempty"`

	Steps []ExplainCallAnswerStep `json:"steps,omitempty"`

	Record *PastRecord `json:"record,omitempty"`

	// Whether its SIP messages are kept.
	HasLadder *bool `json:"hasLadder,omitempty"`
}

// ExplainCallAnswerStep is answered.
type ExplainCallAnswerStep struct {
	Step *string `json:"step,omitempty"`

	Outcome *ExplainCallAnswerStepOutcome `json:"outcome,omitempty"`
}

// PastRecord is answered.
type PastRecord struct {
	Kind *PastRecordKind `json:"kind,omitempty"`

	// Session of a call, `smsIdentifier` of a message, own id of a change.
	ID *string `json:"id,omitempty"`

	// When it came, or the number changed.
	At *time.Time `json:"at,omitempty"`

	EndedAt *time.Time `json:"endedAt,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// Id of a binding.
	SubscriptionID *string `json:"subscriptionId,omitempty"`

	// Who called or wrote.
	Caller *string `json:"caller,omitempty"`

	// The privacy number of the relation, or the one that changed.
	X *string `json:"x,omitempty"`

	// The number dialled, where it is not X.
	Dialled *string `json:"dialled,omitempty"`

	// What the callee saw.
	Display *string `json:"display,omitempty"`

	// Whom it went to.
	Callee *string `json:"callee,omitempty"`

	CallerTrunk *string `json:"callerTrunk,omitempty"`

	CalleeTrunk *string `json:"calleeTrunk,omitempty"`

	// Why it ended; `unknown` for a call of a version without this store.
	Ending *string `json:"ending,omitempty"`

	// The ending in words.
	Reason *string `json:"reason,omitempty"`

	// Whose fault the ending of a call was.
	Fault *string `json:"fault,omitempty"`

	TalkSeconds *float64 `json:"talkSeconds,omitempty"`

	DialledAt *time.Time `json:"dialledAt,omitempty"`

	RingingAt *time.Time `json:"ringingAt,omitempty"`

	AnsweredAt *time.Time `json:"answeredAt,omitempty"`

	// Who hung up.
	ReleasedBy *PastRecordReleasedBy `json:"releasedBy,omitempty"`

	StateCode *int64 `json:"stateCode,omitempty"`

	UlFailReason *int64 `json:"ulFailReason,omitempty"`

	SIPStatus *int64 `json:"sipStatus,omitempty"`

	CalleeQ850 *int64 `json:"calleeQ850,omitempty"`

	// How well the caller heard (mean opinion score, ITU-T G.107).
	CallerMos *float64 `json:"callerMos,omitempty"`

	// How well the callee heard.
	CalleeMos *float64 `json:"calleeMos,omitempty"`

	// The ways to the callee that were tried, in order.
	Tried []PastRecordTried `json:"tried,omitempty"`

	Extension *string `json:"extension,omitempty"`

	// File name of the recording.
	Recording *string `json:"recording,omitempty"`

	// Parts in which a message came.
	Parts *int64 `json:"parts,omitempty"`

	// How often a message was tried.
	Attempts *int64 `json:"attempts,omitempty"`

	// Why a number's status changed.
	Cause *string `json:"cause,omitempty"`
}

// PastRecordTried is answered.
type PastRecordTried struct {
	Trunk *string `json:"trunk,omitempty"`

	Outcome *PastRecordTriedOutcome `json:"outcome,omitempty"`

	// The SIP status that refused it.
	Status *int64 `json:"status,omitempty"`

	TookMs *int64 `json:"tookMs,omitempty"`
}

// AskMayCallRequest is sent.
type AskMayCallRequest struct {
	// A phone number: + and country code, or as it is dialled in the country of the policy.
	Caller string `json:"caller"`

	// A phone number: + and country code, or as it is dialled in the country of the policy.
	Dialled string `json:"dialled"`

	// AXE: the extension.
	Digits *string `json:"digits,omitempty"`

	// Left out: now. The frequencies are always those of now.
	At *time.Time `json:"at,omitempty"`
}

// AskMayCallAnswer is answered. The answer, with what every rule says.
type AskMayCallAnswer struct {
	Allowed *bool `json:"allowed,omitempty"`

	// The first rule that refuses it; routing: there is no way to a callee.
	RefusedBy *AskMayCallAnswerRefusedBy `json:"refusedBy,omitempty"`

	// The ending that the call would have.
	Reason *string `json:"reason,omitempty"`

	SIPStatus *int64 `json:"sipStatus,omitempty"`

	// The state code that the application gets.
	StateCode *int64 `json:"stateCode,omitempty"`

	// From then on all rules allow it; left out: not by the passing of time.
	Until *time.Time `json:"until,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// Id of a binding.
	SubscriptionID *string `json:"subscriptionId,omitempty"`

	// A phone number with its country code; masked for viewers.
	X *string `json:"x,omitempty"`

	// Every rule in force.
	Rules []AskMayCallAnswerRule `json:"rules,omitempty"`
}

// AskMayCallAnswerRule is answered.
type AskMayCallAnswerRule struct {
	Rule *string `json:"rule,omitempty"`

	Statement *string `json:"statement,omitempty"`

	Allows *bool `json:"allows,omitempty"`

	Because *string `json:"because,omitempty"`

	Until *time.Time `json:"until,omitempty"`
}

// ListBlacklistRequest is sent.
type ListBlacklistRequest struct {
	// bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call,
	// message: every one, as either side. x: everything over one X.
	Kind *ListBlacklistRequestKind `json:"kind,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	PageIndex *int64 `json:"pageIndex,omitempty"`

	PageSize *int64 `json:"pageSize,omitempty"`
}

// ListBlacklistAnswer is answered. One page of them, in the order in which they were added.
type ListBlacklistAnswer struct {
	Items []BlacklistEntry `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// BlacklistEntry is answered.
type BlacklistEntry struct {
	// bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call,
	// message: every one, as either side. x: everything over one X.
	Kind *BlacklistEntryKind `json:"kind,omitempty"`

	// A phone number, or + with country code, first digits and *.
	Number *string `json:"number,omitempty"`

	// A phone number with its country code; masked for viewers.
	X *string `json:"x,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// From then on it counts no longer; left out: it has no term.
	Until *time.Time `json:"until,omitempty"`

	AddedAt *time.Time `json:"addedAt,omitempty"`

	// For people.
	Note *string `json:"note,omitempty"`
}

// AddToBlacklistRequest is sent.
type AddToBlacklistRequest struct {
	Entries []AddToBlacklistRequestEntry `json:"entries"`
}

// AddToBlacklistRequestEntry is sent.
type AddToBlacklistRequestEntry struct {
	// bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call,
	// message: every one, as either side. x: everything over one X.
	Kind AddToBlacklistRequestEntryKind `json:"kind"`

	// A phone number, or + with country code, first digits and *.
	Number string `json:"number"`

	// A phone number: + and country code, or as it is dialled in the country of the policy.
	X *string `json:"x,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// From then on it counts no longer; left out: it has no term.
	Until *time.Time `json:"until,omitempty"`

	// For people.
	Note *string `json:"note,omitempty"`
}

// AddToBlacklistAnswer is answered. How many there are.
type AddToBlacklistAnswer struct {
	Added *int64 `json:"added,omitempty"`
}

// SearchBlacklistRequest is sent.
type SearchBlacklistRequest struct {
	// A phone number: + and country code, or as it is dialled in the country of the policy.
	Number *string `json:"number,omitempty"`

	// bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call,
	// message: every one, as either side. x: everything over one X.
	Kind *SearchBlacklistRequestKind `json:"kind,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	PageIndex *int64 `json:"pageIndex,omitempty"`

	PageSize *int64 `json:"pageSize,omitempty"`
}

// SearchBlacklistAnswer is answered. One page of them, in the order in which they were added.
type SearchBlacklistAnswer struct {
	Items []BlacklistEntry `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// ImportBlacklistRequest is sent.
type ImportBlacklistRequest struct {
	// bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call,
	// message: every one, as either side. x: everything over one X.
	Kind *ImportBlacklistRequestKind `json:"kind,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// From then on it counts no longer; left out: it has no term.
	Until *time.Time `json:"until,omitempty"`
}

// ImportBlacklistAnswer is answered. What became of the lines.
type ImportBlacklistAnswer struct {
	Taken *int64 `json:"taken,omitempty"`

	Faults []ImportBlacklistAnswerFault `json:"faults,omitempty"`
}

// ImportBlacklistAnswerFault is answered.
type ImportBlacklistAnswerFault struct {
	Line *int64 `json:"line,omitempty"`

	Message *string `json:"message,omitempty"`
}

// RemoveFromBlacklistRequest is sent.
type RemoveFromBlacklistRequest struct {
	// bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call,
	// message: every one, as either side. x: everything over one X.
	Kind RemoveFromBlacklistRequestKind `json:"kind"`

	// A phone number, or + with country code, first digits and *.
	Number string `json:"number"`

	// A phone number: + and country code, or as it is dialled in the country of the policy.
	X *string `json:"x,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`
}

// AddRegistrationsRequest is sent.
type AddRegistrationsRequest struct {
	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// Only registered counts. A later import replaces it.
	State *AddRegistrationsRequestState `json:"state,omitempty"`

	// From then on it counts no longer.
	Until *time.Time `json:"until,omitempty"`

	// A name for the import, to ask how far it is.
	Batch *string `json:"batch,omitempty"`

	Numbers []string `json:"numbers"`
}

// AddRegistrationsAnswer is answered. What became of the lines.
type AddRegistrationsAnswer struct {
	Taken *int64 `json:"taken,omitempty"`

	Faults []AddRegistrationsAnswerFault `json:"faults,omitempty"`
}

// AddRegistrationsAnswerFault is answered.
type AddRegistrationsAnswerFault struct {
	Line *int64 `json:"line,omitempty"`

	Message *string `json:"message,omitempty"`
}

// ImportRegistrationsRequest is sent.
type ImportRegistrationsRequest struct {
	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// Only registered counts. A later import replaces it.
	State *ImportRegistrationsRequestState `json:"state,omitempty"`

	// From then on it counts no longer.
	Until *time.Time `json:"until,omitempty"`

	// A name for the import, to ask how far it is.
	Batch *string `json:"batch,omitempty"`
}

// ImportRegistrationsAnswer is answered. What became of the lines.
type ImportRegistrationsAnswer struct {
	Taken *int64 `json:"taken,omitempty"`

	Faults []ImportRegistrationsAnswerFault `json:"faults,omitempty"`
}

// ImportRegistrationsAnswerFault is answered.
type ImportRegistrationsAnswerFault struct {
	Line *int64 `json:"line,omitempty"`

	Message *string `json:"message,omitempty"`
}

// SearchRegistrationsRequest is sent.
type SearchRegistrationsRequest struct {
	// A phone number: + and country code, or as it is dialled in the country of the policy.
	Number *string `json:"number,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// A name for the import, to ask how far it is.
	Batch *string `json:"batch,omitempty"`

	// Only registered counts. A later import replaces it.
	State *SearchRegistrationsRequestState `json:"state,omitempty"`

	PageIndex *int64 `json:"pageIndex,omitempty"`

	PageSize *int64 `json:"pageSize,omitempty"`
}

// SearchRegistrationsAnswer is answered. One page of them, in the order of their import.
type SearchRegistrationsAnswer struct {
	Items []Registration `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// Registration is answered.
type Registration struct {
	// A phone number with its country code; masked for viewers.
	Number *string `json:"number,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// Only registered counts. A later import replaces it.
	State *RegistrationState `json:"state,omitempty"`

	// A name for the import, to ask how far it is.
	Batch *string `json:"batch,omitempty"`

	// From then on it counts no longer.
	Until *time.Time `json:"until,omitempty"`

	At *time.Time `json:"at,omitempty"`

	IsExpired *bool `json:"isExpired,omitempty"`
}

// GetRegistrationStatusRequest is sent.
type GetRegistrationStatusRequest struct {
	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// A name for the import, to ask how far it is.
	Batch *string `json:"batch,omitempty"`
}

// GetRegistrationStatusAnswer is answered. Counts of the batch, of the application, or of all.
type GetRegistrationStatusAnswer struct {
	Registered *int64 `json:"registered,omitempty"`

	Pending *int64 `json:"pending,omitempty"`

	Rejected *int64 `json:"rejected,omitempty"`

	Expired *int64 `json:"expired,omitempty"`
}

// RemoveRegistrationsRequest is sent.
type RemoveRegistrationsRequest struct {
	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	Numbers []string `json:"numbers,omitempty"`

	// A name for the import, to ask how far it is.
	Batch *string `json:"batch,omitempty"`
}

// RemoveRegistrationsAnswer is answered. How many there were.
type RemoveRegistrationsAnswer struct {
	Removed *int64 `json:"removed,omitempty"`
}

// ListComplaintsRequest is sent.
type ListComplaintsRequest struct {
	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	PageIndex *int64 `json:"pageIndex,omitempty"`

	PageSize *int64 `json:"pageSize,omitempty"`
}

// ListComplaintsAnswer is answered. One page of them.
type ListComplaintsAnswer struct {
	Items []Complaint `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// Complaint is answered.
type Complaint struct {
	ID *string `json:"id,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	Category *ComplaintCategory `json:"category,omitempty"`

	// false: examined, and found to be none.
	Valid *bool `json:"valid,omitempty"`

	At *time.Time `json:"at,omitempty"`

	// A phone number with its country code; masked for viewers.
	X *string `json:"x,omitempty"`

	// For people.
	Note *string `json:"note,omitempty"`
}

// AddComplaintRequest is sent.
type AddComplaintRequest struct {
	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// A phone number: + and country code, or as it is dialled in the country of the policy.
	X *string `json:"x,omitempty"`

	Category AddComplaintRequestCategory `json:"category"`

	At *time.Time `json:"at,omitempty"`

	// For people.
	Note *string `json:"note,omitempty"`
}

// AddComplaintAnswer is answered. The complaint, and how its application stands now.
type AddComplaintAnswer struct {
	Complaint *Complaint `json:"complaint,omitempty"`

	Standing *Standing `json:"standing,omitempty"`
}

// Standing is answered.
type Standing struct {
	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// frozen: new bindings are refused.
	State *StandingState `json:"state,omitempty"`

	Month *string `json:"month,omitempty"`

	// Valid ones of the month.
	Complaints *int64 `json:"complaints,omitempty"`

	// Numbers of the application.
	Numbers *int64 `json:"numbers,omitempty"`

	// Complaints for each hundred numbers.
	Percent *float64 `json:"percent,omitempty"`

	// When a freeze ends.
	Until *time.Time `json:"until,omitempty"`
}

// JudgeComplaintRequest is sent.
type JudgeComplaintRequest struct {
	// false: examined, and found to be none.
	Valid bool `json:"valid"`
}

// ListStandingsAnswer is answered. All of them.
type ListStandingsAnswer struct {
	Items []Standing `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// ListOnboardingAnswer is answered. All of them.
type ListOnboardingAnswer struct {
	Items []Onboarding `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// Onboarding is answered.
type Onboarding struct {
	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// Only approved counts where the rules demand it.
	State *OnboardingState `json:"state,omitempty"`

	// As on its licence.
	Company *string `json:"company,omitempty"`

	// Code of the business licence or the organisation.
	Licence *string `json:"licence,omitempty"`

	// Its trade, as the rules file names forbidden ones.
	Trade *string `json:"trade,omitempty"`

	// What the service is part of: an app, a mini program, a site, with its name.
	Carrier *string `json:"carrier,omitempty"`

	// Who calls whom, and what for.
	Scene *string `json:"scene,omitempty"`

	// What is said on such a call.
	Script *string `json:"script,omitempty"`

	// Where callees' numbers come from.
	CalleeSource *string `json:"calleeSource,omitempty"`

	UsesMessages *bool `json:"usesMessages,omitempty"`

	// What was handed in. The documents themselves stay elsewhere.
	Documents []OnboardingDocument `json:"documents,omitempty"`

	// When the authorisation ends.
	Until *time.Time `json:"until,omitempty"`

	// For people.
	Note *string `json:"note,omitempty"`

	ChangedAt *time.Time `json:"changedAt,omitempty"`
}

// OnboardingDocument is answered.
type OnboardingDocument struct {
	// What it is.
	Name string `json:"name"`

	Sha256 string `json:"sha256"`

	Bytes *int64 `json:"bytes,omitempty"`
}

// PutOnboardingRequest is sent.
type PutOnboardingRequest struct {
	// Only approved counts where the rules demand it.
	State PutOnboardingRequestState `json:"state"`

	// As on its licence.
	Company string `json:"company"`

	// Code of the business licence or the organisation.
	Licence string `json:"licence"`

	// Its trade, as the rules file names forbidden ones.
	Trade string `json:"trade"`

	// What the service is part of: an app, a mini program, a site, with its name.
	Carrier string `json:"carrier"`

	// Who calls whom, and what for.
	Scene string `json:"scene"`

	// What is said on such a call.
	Script string `json:"script"`

	// Where callees' numbers come from.
	CalleeSource *string `json:"calleeSource,omitempty"`

	UsesMessages *bool `json:"usesMessages,omitempty"`

	// What was handed in. The documents themselves stay elsewhere.
	Documents []PutOnboardingRequestDocument `json:"documents,omitempty"`

	// When the authorisation ends.
	Until *time.Time `json:"until,omitempty"`

	// For people.
	Note *string `json:"note,omitempty"`
}

// PutOnboardingRequestDocument is sent.
type PutOnboardingRequestDocument struct {
	// What it is.
	Name string `json:"name"`

	Sha256 string `json:"sha256"`

	Bytes *int64 `json:"bytes,omitempty"`
}

// ListPromptsAnswer is answered. All of them.
type ListPromptsAnswer struct {
	Items []ListPromptsAnswerItem `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// ListPromptsAnswerItem is answered.
type ListPromptsAnswerItem struct {
	// File name: letters, digits and _ @ . + -, ending in .wav.
	Name *string `json:"name,omitempty"`

	Milliseconds *int64 `json:"milliseconds,omitempty"`

	// The format of the file, such as `A-law, 8000 Hz, 8 bit, mono`.
	Format *string `json:"format,omitempty"`

	// Mean level in dBm0; -66 is silence. Speech is near -20.
	LevelDbm0 *float64 `json:"levelDbm0,omitempty"`

	// Level of the loudest sample; 0 is full scale, where it distorts.
	PeakDbfs *float64 `json:"peakDbfs,omitempty"`

	// Root of the mean square, against full scale.
	RmsDbfs *float64 `json:"rmsDbfs,omitempty"`

	// Came with Callveil; can be covered by one of the same name.
	BuiltIn *bool `json:"builtIn,omitempty"`

	// For one that came with Callveil.
	Languages []string `json:"languages,omitempty"`

	// Who names it, beside answers in X mode and `standardPrompts`.
	UsedBy *ListPromptsAnswerItemUsedBy `json:"usedBy,omitempty"`
}

// ListPromptsAnswerItemUsedBy is answered. Who names it, beside answers in X mode and `standardPrompts`.
type ListPromptsAnswerItemUsedBy struct {
	// As `key (tones.noBinding)`.
	Applications []string `json:"applications,omitempty"`

	// In force.
	Bindings *int64 `json:"bindings,omitempty"`
}

// GetPromptRequest is sent.
type GetPromptRequest struct {
	// For one that comes with Callveil; the language of the policy's country if left out.
	Language *GetPromptRequestLanguage `json:"language,omitempty"`
}

// RemovePromptRequest is sent.
type RemovePromptRequest struct {
	Force *bool `json:"force,omitempty"`
}

// ListReceiversAnswer is answered. Receivers that something waits for.
type ListReceiversAnswer struct {
	Items []ListReceiversAnswerItem `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// ListReceiversAnswerItem is answered.
type ListReceiversAnswerItem struct {
	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// Which of its call-back addresses: status, fee, numberStatus and so on.
	Channel *string `json:"channel,omitempty"`

	// Messages that have not been taken yet.
	Waiting *int64 `json:"waiting,omitempty"`

	// Those of them that have been pushed in vain before.
	Failed *int64 `json:"failed,omitempty"`

	// When the first of them is pushed again; absent: at once.
	NextDueAt *time.Time `json:"nextDueAt,omitempty"`

	// The last pushes all failed: one message at a time tries whether it is back.
	Down *bool `json:"down,omitempty"`
}

// ListTrunksAnswer is answered. All trunks, in the order of the file.
type ListTrunksAnswer struct {
	Items []ListTrunksAnswerItem `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// ListTrunksAnswerItem is answered.
type ListTrunksAnswerItem struct {
	Name *string `json:"name,omitempty"`

	Type *ListTrunksAnswerItemType `json:"type,omitempty"`

	// Whether it has an address that calls go to.
	CallsGoOut *bool `json:"callsGoOut,omitempty"`

	// Calls on it now, in and out.
	Calls *int64 `json:"calls,omitempty"`

	// Its limit; 0 no limit.
	MaxCalls *int64 `json:"maxCalls,omitempty"`

	// silent: it does not answer. refusing: it wants no calls at the moment. Both are tried last.
	State *ListTrunksAnswerItemState `json:"state,omitempty"`

	// Whether we are registered with it; absent if it needs no registration.
	IsRegistered *bool `json:"isRegistered,omitempty"`

	// What calls sent to it were refused with since the start, the most frequent first.
	Refusals []ListTrunksAnswerItemRefusal `json:"refusals,omitempty"`

	// Since when it is not up; absent while it is.
	Since *time.Time `json:"since,omitempty"`

	// Its connections over SMPP; absent if it has none.
	Smpp []ListTrunksAnswerItemSmpp `json:"smpp,omitempty"`
}

// ListTrunksAnswerItemRefusal is answered.
type ListTrunksAnswerItemRefusal struct {
	// SIP status; 408 also if it did not answer.
	Status *int64 `json:"status,omitempty"`

	Count *int64 `json:"count,omitempty"`
}

// ListTrunksAnswerItemSmpp is answered.
type ListTrunksAnswerItemSmpp struct {
	// Host and port.
	Server *string `json:"server,omitempty"`

	Role *ListTrunksAnswerItemSmppRole `json:"role,omitempty"`

	// Whether messages can pass.
	IsBound *bool `json:"isBound,omitempty"`

	// Since when it is so.
	Since *time.Time `json:"since,omitempty"`

	// Why it is not bound.
	Because *string `json:"because,omitempty"`
}

// ListLiveAnswer is answered. Now.
type ListLiveAnswer struct {
	// The SIP process.
	SIP *ListLiveAnswerSIP `json:"sip,omitempty"`

	// The media process.
	Media *ListLiveAnswerMedia `json:"media,omitempty"`

	// The engine.
	Engine *ListLiveAnswerEngine `json:"engine,omitempty"`
}

// ListLiveAnswerSIP is answered. The SIP process.
type ListLiveAnswerSIP struct {
	// drachtio-server: an external server, which alone can list them. nowhere: the process is away.
	From *ListLiveAnswerSIPFrom `json:"from,omitempty"`

	// Those that came first, then those begun here; oldest first.
	Transactions *ListLiveAnswerSIPTransactions `json:"transactions,omitempty"`

	// Oldest first.
	Dialogs *ListLiveAnswerSIPDialogs `json:"dialogs,omitempty"`
}

// ListLiveAnswerSIPTransactions is answered. Those that came first, then those begun here; oldest first.
type ListLiveAnswerSIPTransactions struct {
	Items []ListLiveAnswerSIPTransactionsItem `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// ListLiveAnswerSIPTransactionsItem is answered.
type ListLiveAnswerSIPTransactionsItem struct {
	Method *string `json:"method,omitempty"`

	Direction *ListLiveAnswerSIPTransactionsItemDirection `json:"direction,omitempty"`

	State *string `json:"state,omitempty"`

	// Milliseconds since it began.
	AgeMs *int64 `json:"ageMs,omitempty"`

	// Shortened, numbers in it masked.
	Branch *string `json:"branch,omitempty"`

	Peer *string `json:"peer,omitempty"`
}

// ListLiveAnswerSIPDialogs is answered. Oldest first.
type ListLiveAnswerSIPDialogs struct {
	Items []ListLiveAnswerSIPDialogsItem `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// ListLiveAnswerSIPDialogsItem is answered.
type ListLiveAnswerSIPDialogsItem struct {
	// Shortened, numbers in it masked.
	ID *string `json:"id,omitempty"`

	// uac: the callee’s leg.
	Role *ListLiveAnswerSIPDialogsItemRole `json:"role,omitempty"`

	State *string `json:"state,omitempty"`

	// Milliseconds since it began.
	AgeMs *int64 `json:"ageMs,omitempty"`
}

// ListLiveAnswerMedia is answered. The media process.
type ListLiveAnswerMedia struct {
	// Oldest first.
	Sessions *ListLiveAnswerMediaSessions `json:"sessions,omitempty"`
}

// ListLiveAnswerMediaSessions is answered. Oldest first.
type ListLiveAnswerMediaSessions struct {
	Items []ListLiveAnswerMediaSessionsItem `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// ListLiveAnswerMediaSessionsItem is answered.
type ListLiveAnswerMediaSessionsItem struct {
	SessionID *string `json:"sessionId,omitempty"`

	// Its place; absent if it has died.
	Worker *int64 `json:"worker,omitempty"`

	CallerPort *int64 `json:"callerPort,omitempty"`

	CalleePort *int64 `json:"calleePort,omitempty"`

	// Milliseconds since it began.
	AgeMs *int64 `json:"ageMs,omitempty"`
}

// ListLiveAnswerEngine is answered. The engine.
type ListLiveAnswerEngine struct {
	// Oldest first.
	Calls *ListLiveAnswerEngineCalls `json:"calls,omitempty"`

	// Sizes of its tables of SIP objects.
	Held map[string]int64 `json:"held,omitempty"`
}

// ListLiveAnswerEngineCalls is answered. Oldest first.
type ListLiveAnswerEngineCalls struct {
	Items []ListLiveAnswerEngineCallsItem `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// ListLiveAnswerEngineCallsItem is answered.
type ListLiveAnswerEngineCallsItem struct {
	SessionID *string `json:"sessionId,omitempty"`

	State *string `json:"state,omitempty"`

	// Milliseconds since it began.
	AgeMs *int64 `json:"ageMs,omitempty"`
}

// GetJournalAnswer is answered. Now.
type GetJournalAnswer struct {
	// Why changes answer 503: away, lost-changes, read-only, out-of-memory, cannot-save, too-few-replicas.
	Ailments []string `json:"ailments,omitempty"`

	// Applications (and `*`, which application has which number) of which the store has lost changes that are in
	// force here.
	LostScopes []string `json:"lostScopes,omitempty"`
}

// RestoreJournalAnswer is answered. Done.
type RestoreJournalAnswer struct {
	// What was decided about.
	Scopes []string `json:"scopes,omitempty"`
}

// AcceptJournalAnswer is answered. Done.
type AcceptJournalAnswer struct {
	// What was decided about.
	Scopes []string `json:"scopes,omitempty"`
}

// GetSystemAnswer is answered. Now.
type GetSystemAnswer struct {
	Version *string `json:"version,omitempty"`

	StartedAt *time.Time `json:"startedAt,omitempty"`

	Now *time.Time `json:"now,omitempty"`

	// Takes no new calls.
	Draining *bool `json:"draining,omitempty"`

	Calls *int64 `json:"calls,omitempty"`

	Bindings *int64 `json:"bindings,omitempty"`

	// While false, calls go on and changes answer 503.
	JournalAvailable *bool `json:"journalAvailable,omitempty"`

	// Trunks that do not answer, and are tried after all others.
	SilentTrunks []string `json:"silentTrunks,omitempty"`
}

// GetMachineAnswer is answered. Now. What the system does not tell is left out.
type GetMachineAnswer struct {
	Versions map[string]string `json:"versions,omitempty"`

	Processes []GetMachineAnswerProcesse `json:"processes,omitempty"`

	Machine *GetMachineAnswerMachine `json:"machine,omitempty"`

	Disks []GetMachineAnswerDisk `json:"disks,omitempty"`

	Load []GetMachineAnswerLoad `json:"load,omitempty"`

	Certificates []GetMachineAnswerCertificate `json:"certificates,omitempty"`
}

// GetMachineAnswerProcesse is answered.
type GetMachineAnswerProcesse struct {
	Name *string `json:"name,omitempty"`

	Pid *int64 `json:"pid,omitempty"`

	UptimeSeconds *int64 `json:"uptimeSeconds,omitempty"`

	CpuSeconds *float64 `json:"cpuSeconds,omitempty"`

	MemoryBytes *int64 `json:"memoryBytes,omitempty"`

	OpenFiles *int64 `json:"openFiles,omitempty"`
}

// GetMachineAnswerMachine is answered.
type GetMachineAnswerMachine struct {
	Name *string `json:"name,omitempty"`

	Cpus *int64 `json:"cpus,omitempty"`

	LoadAverage []float64 `json:"loadAverage,omitempty"`

	MemoryBytes *int64 `json:"memoryBytes,omitempty"`

	FreeMemoryBytes *int64 `json:"freeMemoryBytes,omitempty"`

	UptimeSeconds *int64 `json:"uptimeSeconds,omitempty"`
}

// GetMachineAnswerDisk is answered.
type GetMachineAnswerDisk struct {
	Folder *string `json:"folder,omitempty"`

	Path *string `json:"path,omitempty"`

	Bytes *int64 `json:"bytes,omitempty"`

	FreeBytes *int64 `json:"freeBytes,omitempty"`
}

// GetMachineAnswerLoad is answered.
type GetMachineAnswerLoad struct {
	Part *string `json:"part,omitempty"`

	// At 1 the part is at its limit, and new calls are refused.
	Value *float64 `json:"value,omitempty"`

	// A delay, and no reserve.
	IsDelay *bool `json:"isDelay,omitempty"`
}

// GetMachineAnswerCertificate is answered.
type GetMachineAnswerCertificate struct {
	Of *string `json:"of,omitempty"`

	File *string `json:"file,omitempty"`

	Names []string `json:"names,omitempty"`

	ExpiresAt *time.Time `json:"expiresAt,omitempty"`

	// Why it cannot be read.
	Because *string `json:"because,omitempty"`
}

// ListLogLinesRequest is sent.
type ListLogLinesRequest struct {
	Level *ListLogLinesRequestLevel `json:"level,omitempty"`

	// `sequence` of the last one that was read.
	After *int64 `json:"after,omitempty"`

	Limit *int64 `json:"limit,omitempty"`
}

// ListLogLinesAnswer is answered. Newest last.
type ListLogLinesAnswer struct {
	Items []ListLogLinesAnswerItem `json:"items"`
}

// ListLogLinesAnswerItem is answered.
type ListLogLinesAnswerItem struct {
	Sequence *int64 `json:"sequence,omitempty"`

	At *time.Time `json:"at,omitempty"`

	Level *string `json:"level,omitempty"`

	Text *string `json:"text,omitempty"`

	Fields *string `json:"fields,omitempty"`
}

// SearchAuditRequest is sent.
type SearchAuditRequest struct {
	// Only entries that concern it.
	Number *string `json:"number,omitempty"`

	// Only those of a name.
	Who *string `json:"who,omitempty"`

	Action *SearchAuditRequestAction `json:"action,omitempty"`

	// Those after this one; absent: the newest ones.
	After *int64 `json:"after,omitempty"`

	Limit *int64 `json:"limit,omitempty"`
}

// SearchAuditAnswer is answered. Oldest first.
type SearchAuditAnswer struct {
	Items []SearchAuditAnswerItem `json:"items"`

	Head *SearchAuditAnswerHead `json:"head,omitempty"`
}

// SearchAuditAnswerItem is answered.
type SearchAuditAnswerItem struct {
	Sequence *int64 `json:"sequence,omitempty"`

	Time *time.Time `json:"time,omitempty"`

	// A token of this API, an application (role `application`), or Callveil (role `service`).
	Who *SearchAuditAnswerItemWho `json:"who,omitempty"`

	Action *SearchAuditAnswerItemAction `json:"action,omitempty"`

	// The operation and what it named. Numbers are keyed hashes.
	What map[string]any `json:"what,omitempty"`

	Previous *string `json:"previous,omitempty"`

	// SHA-256 of `previous` and the entry as canonical JSON.
	Hash *string `json:"hash,omitempty"`
}

// SearchAuditAnswerItemWho is answered. A token of this API, an application (role `application`), or Callveil
// (role `service`).
type SearchAuditAnswerItemWho struct {
	Name *string `json:"name,omitempty"`

	Role *string `json:"role,omitempty"`
}

// SearchAuditAnswerHead is answered.
type SearchAuditAnswerHead struct {
	Sequence *int64 `json:"sequence,omitempty"`

	Hash *string `json:"hash,omitempty"`
}

// VerifyAuditRequest is sent.
type VerifyAuditRequest struct {
	Sequence *int64 `json:"sequence,omitempty"`

	Hash *string `json:"hash,omitempty"`
}

// VerifyAuditAnswer is answered. What was found.
type VerifyAuditAnswer struct {
	Intact *bool `json:"intact,omitempty"`

	// Those that were read, up to the first broken one.
	Entries *int64 `json:"entries,omitempty"`

	// The last good entry. Keep it elsewhere.
	Head *VerifyAuditAnswerHead `json:"head,omitempty"`

	// Entries up to this one were cut off after their days.
	Checkpoint *VerifyAuditAnswerCheckpoint `json:"checkpoint,omitempty"`

	// The first entry that is not as it was written.
	Broken *VerifyAuditAnswerBroken `json:"broken,omitempty"`
}

// VerifyAuditAnswerHead is answered. The last good entry. Keep it elsewhere.
type VerifyAuditAnswerHead struct {
	Sequence *int64 `json:"sequence,omitempty"`

	Hash *string `json:"hash,omitempty"`
}

// VerifyAuditAnswerCheckpoint is answered. Entries up to this one were cut off after their days.
type VerifyAuditAnswerCheckpoint struct {
	Sequence *int64 `json:"sequence,omitempty"`

	Hash *string `json:"hash,omitempty"`
}

// VerifyAuditAnswerBroken is answered. The first entry that is not as it was written.
type VerifyAuditAnswerBroken struct {
	Line *int64 `json:"line,omitempty"`

	Sequence *int64 `json:"sequence,omitempty"`

	Because *string `json:"because,omitempty"`
}

// ListAccountsAnswer is answered. All of them.
type ListAccountsAnswer struct {
	Items []Account `json:"items"`

	Total *int64 `json:"total,omitempty"`
}

// Account is answered.
type Account struct {
	// Letters, digits and . _ @ -, a letter first; upper and lower case are the same.
	Name *string `json:"name,omitempty"`

	Role *AccountRole `json:"role,omitempty"`

	// subscriber: whose messages it may read. The other roles have no such limit.
	Applications []string `json:"applications,omitempty"`

	HasSecondFactor *bool `json:"hasSecondFactor,omitempty"`

	// An administrator set the password.
	MustChangePassword *bool `json:"mustChangePassword,omitempty"`

	// That have not ended.
	Sessions *int64 `json:"sessions,omitempty"`

	CreatedAt *time.Time `json:"createdAt,omitempty"`

	// Left out: never.
	SignedInAt *time.Time `json:"signedInAt,omitempty"`
}

// AddAccountRequest is sent.
type AddAccountRequest struct {
	// Letters, digits and . _ @ -, a letter first; upper and lower case are the same.
	Name string `json:"name"`

	Role AddAccountRequestRole `json:"role"`

	// subscriber: whose messages it may read. The other roles have no such limit.
	Applications []string `json:"applications,omitempty"`

	Password string `json:"password"`
}

// ChangeAccountRoleRequest is sent.
type ChangeAccountRoleRequest struct {
	Role ChangeAccountRoleRequestRole `json:"role"`

	// subscriber: whose messages it may read. The other roles have no such limit.
	Applications []string `json:"applications,omitempty"`
}

// ResetAccountRequest is sent.
type ResetAccountRequest struct {
	Password string `json:"password"`

	KeepSecondFactor *bool `json:"keepSecondFactor,omitempty"`
}

// EndAccountSessionsAnswer is answered. They have ended.
type EndAccountSessionsAnswer struct {
	Ended *int64 `json:"ended,omitempty"`
}

// ReloadRequest is sent.
type ReloadRequest struct {
	// Only says what would change.
	DryRun *bool `json:"dryRun,omitempty"`
}

// ReloadAnswer is answered. Done, or with `dryRun` possible.
type ReloadAnswer struct {
	Outcome *ReloadAnswerOutcome `json:"outcome,omitempty"`

	// Each changed key with its old and its new value.
	Changes []string `json:"changes,omitempty"`

	// Settings that can hardly have been meant.
	Doubts []string `json:"doubts,omitempty"`
}

// BeginDrainAnswer is answered. It drains.
type BeginDrainAnswer struct {
	// Takes no new calls.
	Draining *bool `json:"draining,omitempty"`
}

// UndoDrainAnswer is answered. It takes calls.
type UndoDrainAnswer struct {
	// Takes no new calls.
	Draining *bool `json:"draining,omitempty"`
}

// ListEventsRequest is sent.
type ListEventsRequest struct {
	// Those of this application only.
	AppKey *string `json:"appKey,omitempty"`

	// The last message that was read: `next` of the answer before.
	After *string `json:"after,omitempty"`

	// Only these, e.g. disconnect,fee.
	Kinds *string `json:"kinds,omitempty"`

	Limit *int64 `json:"limit,omitempty"`

	// Seconds to wait for a message if there is none.
	Wait *int64 `json:"wait,omitempty"`
}

// ListEventsAnswer is answered. Messages after that one.
type ListEventsAnswer struct {
	Items []ListEventsAnswerItem `json:"items"`

	// The last message that was read: `next` of the answer before.
	Next *string `json:"next,omitempty"`

	// Messages after `after` have been deleted: it is older than `reports.pullDays`.
	Missed *bool `json:"missed,omitempty"`
}

// ListEventsAnswerItem is answered.
type ListEventsAnswerItem struct {
	// Id of a message, the `Idempotency-Key` of its push. Ids of an application increase.
	ID *string `json:"id,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// `eventType`; `fee` for a record, `smsEvent` for a notice of a short message.
	Kind *string `json:"kind,omitempty"`

	At *time.Time `json:"at,omitempty"`

	// A notice of a short message has its `smsIdentifier` here.
	SessionID *string `json:"sessionId,omitempty"`

	// What is pushed: the same JSON.
	Message map[string]any `json:"message,omitempty"`
}

// ListUndeliveredRequest is sent.
type ListUndeliveredRequest struct {
	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// The last message that was read: `next` of the answer before.
	After *string `json:"after,omitempty"`

	Limit *int64 `json:"limit,omitempty"`
}

// ListUndeliveredAnswer is answered. Oldest first, for `reports.givenUpDays`.
type ListUndeliveredAnswer struct {
	Items []ListUndeliveredAnswerItem `json:"items"`

	// The last message that was read: `next` of the answer before.
	Next *string `json:"next,omitempty"`
}

// ListUndeliveredAnswerItem is answered.
type ListUndeliveredAnswerItem struct {
	// Id of a message, the `Idempotency-Key` of its push. Ids of an application increase.
	ID *string `json:"id,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// Which of its addresses: status, fee and so on.
	Channel *string `json:"channel,omitempty"`

	// `*`: several records that were pushed together.
	SessionID *string `json:"sessionId,omitempty"`

	Failures *int64 `json:"failures,omitempty"`

	GivenUpAt *time.Time `json:"givenUpAt,omitempty"`

	// Why the last push failed.
	Because *string `json:"because,omitempty"`

	// What is pushed: the same JSON.
	Message map[string]any `json:"message,omitempty"`
}

// ResendUndeliveredRequest is sent.
type ResendUndeliveredRequest struct {
	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	Ids []string `json:"ids,omitempty"`
}

// ResendUndeliveredAnswer is answered. How many.
type ResendUndeliveredAnswer struct {
	Resent *int64 `json:"resent,omitempty"`
}

// SearchRecordsRequest is sent.
type SearchRecordsRequest struct {
	Kinds []SearchRecordsRequestKind `json:"kinds,omitempty"`

	// In whichever part: real numbers and privacy numbers.
	Number *string `json:"number,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// Id of a binding.
	SubscriptionID *string `json:"subscriptionId,omitempty"`

	// Of either leg.
	Trunk *string `json:"trunk,omitempty"`

	// Ending of a call, result of a message, new status of a number.
	Ending *string `json:"ending,omitempty"`

	// Those that came at this time or later.
	From *time.Time `json:"from,omitempty"`

	// Those that came before.
	Until *time.Time `json:"until,omitempty"`

	// Talked at least so long.
	MinSeconds *float64 `json:"minSeconds,omitempty"`

	// Talked at most so long.
	MaxSeconds *float64 `json:"maxSeconds,omitempty"`

	// `next` of the answer before.
	After *string `json:"after,omitempty"`

	Limit *int64 `json:"limit,omitempty"`
}

// SearchRecordsAnswer is answered. One page of them.
type SearchRecordsAnswer struct {
	Items []PastRecord `json:"items"`

	// The place of the last one; absent: there are no more.
	Next *string `json:"next,omitempty"`
}

// ExportRecordsRequest is sent.
type ExportRecordsRequest struct {
	Kinds []ExportRecordsRequestKind `json:"kinds,omitempty"`

	// In whichever part: real numbers and privacy numbers.
	Number *string `json:"number,omitempty"`

	// Key of an application.
	AppKey *string `json:"appKey,omitempty"`

	// Id of a binding.
	SubscriptionID *string `json:"subscriptionId,omitempty"`

	// Of either leg.
	Trunk *string `json:"trunk,omitempty"`

	// Ending of a call, result of a message, new status of a number.
	Ending *string `json:"ending,omitempty"`

	// Those that came at this time or later.
	From *time.Time `json:"from,omitempty"`

	// Those that came before.
	Until *time.Time `json:"until,omitempty"`

	// Talked at least so long.
	MinSeconds *float64 `json:"minSeconds,omitempty"`

	// Talked at most so long.
	MaxSeconds *float64 `json:"maxSeconds,omitempty"`
}

// ExportSubjectRequest is sent.
type ExportSubjectRequest struct {
	// A phone number: + and country code, or as it is dialled in the country of the policy.
	Number string `json:"number"`
}

// ExportSubjectAnswer is answered. One list for each store.
type ExportSubjectAnswer struct {
	// A phone number: + and country code, or as it is dialled in the country of the policy.
	Number *string `json:"number,omitempty"`

	// More is what else was answered.
	More map[string]any `json:"-"`
}

// UnmarshalJSON keeps fields that are not known in More.
func (a *ExportSubjectAnswer) UnmarshalJSON(text []byte) error {
	type known ExportSubjectAnswer
	if err := json.Unmarshal(text, (*known)(a)); err != nil {
		return err
	}
	if err := json.Unmarshal(text, &a.More); err != nil {
		return err
	}
	for _, key := range []string{"number"} {
		delete(a.More, key)
	}
	return nil
}

// ExplainErasureRequest is sent.
type ExplainErasureRequest struct {
	// A phone number: + and country code, or as it is dialled in the country of the policy.
	Number string `json:"number"`

	// What is kept otherwise: `bindings` in force, with the registration that they need; `blacklist` entries of the
	// number; `waiting` pushes that their receiver has not taken, with the record and recording of their call.
	Also []ExplainErasureRequestAlso `json:"also,omitempty"`
}

// ExplainErasureAnswer is answered. As of now.
type ExplainErasureAnswer struct {
	Stores []ExplainErasureAnswerStore `json:"stores,omitempty"`
}

// ExplainErasureAnswerStore is answered.
type ExplainErasureAnswerStore struct {
	Store *string `json:"store,omitempty"`

	// How many of each kind are deleted.
	Erased map[string]int64 `json:"erased,omitempty"`

	// In how many texts of others asterisks replace the number.
	Replaced map[string]int64 `json:"replaced,omitempty"`

	// What stays, and why.
	Kept []ExplainErasureAnswerStoreKept `json:"kept,omitempty"`

	Notes []string `json:"notes,omitempty"`
}

// ExplainErasureAnswerStoreKept is answered.
type ExplainErasureAnswerStoreKept struct {
	What *string `json:"what,omitempty"`

	Count *int64 `json:"count,omitempty"`

	Because *string `json:"because,omitempty"`

	Ids []string `json:"ids,omitempty"`

	// When the last of them ends by itself.
	Until *time.Time `json:"until,omitempty"`
}

// EraseSubjectRequest is sent.
type EraseSubjectRequest struct {
	// A phone number: + and country code, or as it is dialled in the country of the policy.
	Number string `json:"number"`

	// What is kept otherwise: `bindings` in force, with the registration that they need; `blacklist` entries of the
	// number; `waiting` pushes that their receiver has not taken, with the record and recording of their call.
	Also []EraseSubjectRequestAlso `json:"also,omitempty"`
}

// EraseSubjectAnswer is answered. Done. It goes on by itself: ask for it by its id.
type EraseSubjectAnswer struct {
	ID *string `json:"id,omitempty"`

	// A keyed hash of the number, the same as in the audit.
	Subject *string `json:"subject,omitempty"`

	Engine *string `json:"engine,omitempty"`

	Journal *EraseSubjectAnswerJournal `json:"journal,omitempty"`

	AskedAt *time.Time `json:"askedAt,omitempty"`

	AskedBy *EraseSubjectAnswerAskedBy `json:"askedBy,omitempty"`

	Also []EraseSubjectAnswerAlso `json:"also,omitempty"`

	FinishedAt *time.Time `json:"finishedAt,omitempty"`

	Interruptions *int64 `json:"interruptions,omitempty"`

	Stores []EraseSubjectAnswerStore `json:"stores,omitempty"`

	Remarks []string `json:"remarks,omitempty"`

	// SHA-256 of the other fields but `audit` as canonical JSON.
	Sha256 *string `json:"sha256,omitempty"`

	// The audit entry that has the same SHA-256.
	Audit *EraseSubjectAnswerAudit `json:"audit,omitempty"`

	State *EraseSubjectAnswerState `json:"state,omitempty"`

	// More is what else was answered.
	More map[string]any `json:"-"`
}

// UnmarshalJSON keeps fields that are not known in More.
func (a *EraseSubjectAnswer) UnmarshalJSON(text []byte) error {
	type known EraseSubjectAnswer
	if err := json.Unmarshal(text, (*known)(a)); err != nil {
		return err
	}
	if err := json.Unmarshal(text, &a.More); err != nil {
		return err
	}
	for _, key := range []string{"id", "subject", "engine", "journal", "askedAt", "askedBy", "also", "finishedAt", "interruptions", "stores", "remarks", "sha256", "audit", "state"} {
		delete(a.More, key)
	}
	return nil
}

// EraseSubjectAnswerAskedBy is answered.
type EraseSubjectAnswerAskedBy struct {
	Name *string `json:"name,omitempty"`

	Role *string `json:"role,omitempty"`
}

// EraseSubjectAnswerStore is answered.
type EraseSubjectAnswerStore struct {
	Store *string `json:"store,omitempty"`

	// How many of each kind are deleted.
	Erased map[string]int64 `json:"erased,omitempty"`

	// In how many texts of others asterisks replace the number.
	Replaced map[string]int64 `json:"replaced,omitempty"`

	// What stays, and why.
	Kept []EraseSubjectAnswerStoreKept `json:"kept,omitempty"`

	Notes []string `json:"notes,omitempty"`
}

// EraseSubjectAnswerStoreKept is answered.
type EraseSubjectAnswerStoreKept struct {
	What *string `json:"what,omitempty"`

	Count *int64 `json:"count,omitempty"`

	Because *string `json:"because,omitempty"`

	Ids []string `json:"ids,omitempty"`

	// When the last of them ends by itself.
	Until *time.Time `json:"until,omitempty"`
}

// EraseSubjectAnswerAudit is answered. The audit entry that has the same SHA-256.
type EraseSubjectAnswerAudit struct {
	Sequence *int64 `json:"sequence,omitempty"`

	Hash *string `json:"hash,omitempty"`
}

// SearchErasuresRequest is sent.
type SearchErasuresRequest struct {
	// A phone number: + and country code, or as it is dialled in the country of the policy.
	Number *string `json:"number,omitempty"`
}

// SearchErasuresAnswer is answered. Oldest first.
type SearchErasuresAnswer struct {
	Items []SearchErasuresAnswerItem `json:"items"`
}

// SearchErasuresAnswerItem is answered.
type SearchErasuresAnswerItem struct {
	ID *string `json:"id,omitempty"`

	// A keyed hash of the number, the same as in the audit.
	Subject *string `json:"subject,omitempty"`

	Engine *string `json:"engine,omitempty"`

	Journal *SearchErasuresAnswerItemJournal `json:"journal,omitempty"`

	AskedAt *time.Time `json:"askedAt,omitempty"`

	AskedBy *SearchErasuresAnswerItemAskedBy `json:"askedBy,omitempty"`

	Also []SearchErasuresAnswerItemAlso `json:"also,omitempty"`

	FinishedAt *time.Time `json:"finishedAt,omitempty"`

	Interruptions *int64 `json:"interruptions,omitempty"`

	Stores []SearchErasuresAnswerItemStore `json:"stores,omitempty"`

	Remarks []string `json:"remarks,omitempty"`

	// SHA-256 of the other fields but `audit` as canonical JSON.
	Sha256 *string `json:"sha256,omitempty"`

	// The audit entry that has the same SHA-256.
	Audit *SearchErasuresAnswerItemAudit `json:"audit,omitempty"`

	// More is what else was answered.
	More map[string]any `json:"-"`
}

// UnmarshalJSON keeps fields that are not known in More.
func (a *SearchErasuresAnswerItem) UnmarshalJSON(text []byte) error {
	type known SearchErasuresAnswerItem
	if err := json.Unmarshal(text, (*known)(a)); err != nil {
		return err
	}
	if err := json.Unmarshal(text, &a.More); err != nil {
		return err
	}
	for _, key := range []string{"id", "subject", "engine", "journal", "askedAt", "askedBy", "also", "finishedAt", "interruptions", "stores", "remarks", "sha256", "audit"} {
		delete(a.More, key)
	}
	return nil
}

// SearchErasuresAnswerItemAskedBy is answered.
type SearchErasuresAnswerItemAskedBy struct {
	Name *string `json:"name,omitempty"`

	Role *string `json:"role,omitempty"`
}

// SearchErasuresAnswerItemStore is answered.
type SearchErasuresAnswerItemStore struct {
	Store *string `json:"store,omitempty"`

	// How many of each kind are deleted.
	Erased map[string]int64 `json:"erased,omitempty"`

	// In how many texts of others asterisks replace the number.
	Replaced map[string]int64 `json:"replaced,omitempty"`

	// What stays, and why.
	Kept []SearchErasuresAnswerItemStoreKept `json:"kept,omitempty"`

	Notes []string `json:"notes,omitempty"`
}

// SearchErasuresAnswerItemStoreKept is answered.
type SearchErasuresAnswerItemStoreKept struct {
	What *string `json:"what,omitempty"`

	Count *int64 `json:"count,omitempty"`

	Because *string `json:"because,omitempty"`

	Ids []string `json:"ids,omitempty"`

	// When the last of them ends by itself.
	Until *time.Time `json:"until,omitempty"`
}

// SearchErasuresAnswerItemAudit is answered. The audit entry that has the same SHA-256.
type SearchErasuresAnswerItemAudit struct {
	Sequence *int64 `json:"sequence,omitempty"`

	Hash *string `json:"hash,omitempty"`
}

// GetErasureAnswer is answered. It is done. It goes on by itself: ask for it by its id.
type GetErasureAnswer struct {
	ID *string `json:"id,omitempty"`

	// A keyed hash of the number, the same as in the audit.
	Subject *string `json:"subject,omitempty"`

	Engine *string `json:"engine,omitempty"`

	Journal *GetErasureAnswerJournal `json:"journal,omitempty"`

	AskedAt *time.Time `json:"askedAt,omitempty"`

	AskedBy *GetErasureAnswerAskedBy `json:"askedBy,omitempty"`

	Also []GetErasureAnswerAlso `json:"also,omitempty"`

	FinishedAt *time.Time `json:"finishedAt,omitempty"`

	Interruptions *int64 `json:"interruptions,omitempty"`

	Stores []GetErasureAnswerStore `json:"stores,omitempty"`

	Remarks []string `json:"remarks,omitempty"`

	// SHA-256 of the other fields but `audit` as canonical JSON.
	Sha256 *string `json:"sha256,omitempty"`

	// The audit entry that has the same SHA-256.
	Audit *GetErasureAnswerAudit `json:"audit,omitempty"`

	State *GetErasureAnswerState `json:"state,omitempty"`

	// More is what else was answered.
	More map[string]any `json:"-"`
}

// UnmarshalJSON keeps fields that are not known in More.
func (a *GetErasureAnswer) UnmarshalJSON(text []byte) error {
	type known GetErasureAnswer
	if err := json.Unmarshal(text, (*known)(a)); err != nil {
		return err
	}
	if err := json.Unmarshal(text, &a.More); err != nil {
		return err
	}
	for _, key := range []string{"id", "subject", "engine", "journal", "askedAt", "askedBy", "also", "finishedAt", "interruptions", "stores", "remarks", "sha256", "audit", "state"} {
		delete(a.More, key)
	}
	return nil
}

// GetErasureAnswerAskedBy is answered.
type GetErasureAnswerAskedBy struct {
	Name *string `json:"name,omitempty"`

	Role *string `json:"role,omitempty"`
}

// GetErasureAnswerStore is answered.
type GetErasureAnswerStore struct {
	Store *string `json:"store,omitempty"`

	// How many of each kind are deleted.
	Erased map[string]int64 `json:"erased,omitempty"`

	// In how many texts of others asterisks replace the number.
	Replaced map[string]int64 `json:"replaced,omitempty"`

	// What stays, and why.
	Kept []GetErasureAnswerStoreKept `json:"kept,omitempty"`

	Notes []string `json:"notes,omitempty"`
}

// GetErasureAnswerStoreKept is answered.
type GetErasureAnswerStoreKept struct {
	What *string `json:"what,omitempty"`

	Count *int64 `json:"count,omitempty"`

	Because *string `json:"because,omitempty"`

	Ids []string `json:"ids,omitempty"`

	// When the last of them ends by itself.
	Until *time.Time `json:"until,omitempty"`
}

// GetErasureAnswerAudit is answered. The audit entry that has the same SHA-256.
type GetErasureAnswerAudit struct {
	Sequence *int64 `json:"sequence,omitempty"`

	Hash *string `json:"hash,omitempty"`
}

// VerifyErasureAnswer is answered. What was found. The whole audit is read.
type VerifyErasureAnswer struct {
	Intact *bool `json:"intact,omitempty"`

	Because *string `json:"because,omitempty"`

	AuditEntry *VerifyErasureAnswerAuditEntry `json:"auditEntry,omitempty"`
}

// GetLadderAnswer is answered. The ladder.
type GetLadderAnswer struct {
	SessionID *string `json:"sessionId,omitempty"`

	Legs []GetLadderAnswerLeg `json:"legs,omitempty"`

	Messages []GetLadderAnswerMessage `json:"messages,omitempty"`
}

// GetLadderAnswerLeg is answered.
type GetLadderAnswerLeg struct {
	Side *GetLadderAnswerLegSide `json:"side,omitempty"`

	// `192.0.2.10:5060`
	Peer *string `json:"peer,omitempty"`

	// Messages in the middle that were not kept: there were too many.
	Missing *int64 `json:"missing,omitempty"`
}

// GetLadderAnswerMessage is answered.
type GetLadderAnswerMessage struct {
	At *time.Time `json:"at,omitempty"`

	// Since the first one.
	OffsetMs *float64 `json:"offsetMs,omitempty"`

	// Place among `legs`, from 0.
	Leg *int64 `json:"leg,omitempty"`

	// in: from the peer to Callveil.
	Direction *GetLadderAnswerMessageDirection `json:"direction,omitempty"`

	Transport *GetLadderAnswerMessageTransport `json:"transport,omitempty"`

	// `192.0.2.10:5060`
	Peer *string `json:"peer,omitempty"`

	// Method, or status and reason.
	Title *string `json:"title,omitempty"`

	Cseq *string `json:"cseq,omitempty"`

	HasSdp *bool `json:"hasSdp,omitempty"`

	// The same bytes were there before.
	IsRepeated *bool `json:"isRepeated,omitempty"`

	// The whole message; numbers are masked for viewers.
	Text *string `json:"text,omitempty"`
}

// ExportBackupRequest is sent.
type ExportBackupRequest struct {
	// The files of recordings too.
	Recordings *bool `json:"recordings,omitempty"`

	// The configuration as it is, with the keys that it names; false: without. The stores have the secrets of
	// applications in any case.
	Secrets *bool `json:"secrets,omitempty"`
}

// RestoreBackupRequest is sent.
type RestoreBackupRequest struct {
	// Its path on the machine of the service.
	File string `json:"file"`
}

// RestoreBackupAnswer is answered. The archive is good, and the engine restarts.
type RestoreBackupAnswer struct {
	// When the backup began.
	BackupOf *time.Time `json:"backupOf,omitempty"`

	Host *string `json:"host,omitempty"`

	// The version of Callveil that made it.
	Version *string `json:"version,omitempty"`

	// What was not in it.
	Elsewhere []string `json:"elsewhere,omitempty"`
}

// GetSignInWaysAnswer is answered. The ways.
type GetSignInWaysAnswer struct {
	Token *bool `json:"token,omitempty"`

	// Whether there are accounts.
	Account *bool `json:"account,omitempty"`

	// OpenID Connect: `path` is a page for a browser to go to.
	OpenID *GetSignInWaysAnswerOpenID `json:"openId,omitempty"`
}

// GetSignInWaysAnswerOpenID is answered. OpenID Connect: `path` is a page for a browser to go to.
type GetSignInWaysAnswerOpenID struct {
	Name *string `json:"name,omitempty"`

	Path *string `json:"path,omitempty"`
}

// SignInRequest is sent.
type SignInRequest struct {
	// The name of an account.
	Name *string `json:"name,omitempty"`

	Password *string `json:"password,omitempty"`

	// A code of the authenticator, or a recovery code; an account without a second factor leaves it out.
	Code *string `json:"code,omitempty"`

	Token *string `json:"token,omitempty"`

	As *SignInRequestAs `json:"as,omitempty"`
}

// SignInAnswer is answered. You.
type SignInAnswer struct {
	Name *string `json:"name,omitempty"`

	Role *SignInAnswerRole `json:"role,omitempty"`

	// Left out: a token.
	By *SignInAnswerBy `json:"by,omitempty"`

	// An account may do nothing else before.
	FirstDeed *SignInAnswerFirstDeed `json:"firstDeed,omitempty"`

	// For an account only.
	HasSecondFactor *bool `json:"hasSecondFactor,omitempty"`

	// With `as: header`.
	Session *string `json:"session,omitempty"`
}

// SignOutAnswer is answered. It has ended.
type SignOutAnswer struct {
	// OpenID Connect: where one signs out at the provider, too.
	Next *string `json:"next,omitempty"`
}

// GetMeAnswer is answered. You.
type GetMeAnswer struct {
	Name *string `json:"name,omitempty"`

	Role *GetMeAnswerRole `json:"role,omitempty"`

	// Left out: a token.
	By *GetMeAnswerBy `json:"by,omitempty"`

	// An account may do nothing else before.
	FirstDeed *GetMeAnswerFirstDeed `json:"firstDeed,omitempty"`

	// For an account only.
	HasSecondFactor *bool `json:"hasSecondFactor,omitempty"`
}

// ChangeOwnPasswordRequest is sent.
type ChangeOwnPasswordRequest struct {
	Password string `json:"password"`

	NewPassword string `json:"newPassword"`
}

// ChangeOwnPasswordAnswer is answered. Changed.
type ChangeOwnPasswordAnswer struct {
	// The new one, for a session that came in a header.
	Session *string `json:"session,omitempty"`
}

// EnrolSecondFactorRequest is sent.
type EnrolSecondFactorRequest struct {
	Password string `json:"password"`
}

// EnrolSecondFactorAnswer is answered. The secret, which nothing shows again.
type EnrolSecondFactorAnswer struct {
	// Base32.
	Key *string `json:"key,omitempty"`

	// `otpauth:`, for a QR code.
	Uri *string `json:"uri,omitempty"`
}

// ConfirmSecondFactorRequest is sent.
type ConfirmSecondFactorRequest struct {
	// A code of the authenticator, or a recovery code; an account without a second factor leaves it out.
	Code string `json:"code"`
}

// ConfirmSecondFactorAnswer is answered. In force.
type ConfirmSecondFactorAnswer struct {
	// Each signs in once without the authenticator. Nothing shows them again.
	RecoveryCodes []string `json:"recoveryCodes,omitempty"`
}

// RemoveSecondFactorRequest is sent.
type RemoveSecondFactorRequest struct {
	Password string `json:"password"`

	// A code of the authenticator, or a recovery code; an account without a second factor leaves it out.
	Code string `json:"code"`
}
