# Generated from openapi.json (version 1): change the API or the generator, not this file.
from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any, Literal, Mapping, Optional, Sequence, Union

from .transport import UNSET, Unset, listed, mapped, maybe, read_time, same

ApplicationMode = Literal["AXB", "AX", "AXE", "AXYB", "X"]
ApplicationStatus = Literal["active", "frozen", "disabled", "paused"]
ApplicationPromptLanguage = Literal["zh", "en"]
ApplicationSource = Literal["file", "api", "file and api"]
CreateApplicationRequestMode = Literal["AXB", "AX", "AXE", "AXYB", "X"]
CreateApplicationRequestStatus = Literal["active", "frozen", "disabled", "paused"]
CreateApplicationRequestReportsKind = Literal["callin", "collectInfo", "callout", "alerting", "answer", "disconnect", "fee", "numStatus", "smsEvent", "recording"]
CreateApplicationRequestReportsField = Literal["callRelDirection", "areaCode", "callDuration", "recordPushURL", "callerMos", "calleeMos"]
CreateApplicationRequestPromptLanguage = Literal["zh", "en"]
PutApplicationRequestMode = Literal["AXB", "AX", "AXE", "AXYB", "X"]
PutApplicationRequestStatus = Literal["active", "frozen", "disabled", "paused"]
PutApplicationRequestReportsKind = Literal["callin", "collectInfo", "callout", "alerting", "answer", "disconnect", "fee", "numStatus", "smsEvent", "recording"]
PutApplicationRequestReportsField = Literal["callRelDirection", "areaCode", "callDuration", "recordPushURL", "callerMos", "calleeMos"]
PutApplicationRequestPromptLanguage = Literal["zh", "en"]
ListNumbersRequestStatus = Literal["normal", "suspended", "unavailable", "frozen"]
PoolNumberStatus = Literal["normal", "suspended", "unavailable", "frozen"]
PoolNumberCause = Literal["deleted", "arrears", "stopped", "restricted", "restriction-lifted", "forwarding-unconditional", "forwarding-no-answer", "forwarding-busy"]
PoolNumberSource = Literal["file", "api"]
SetNumberStatusRequestStatus = Literal["normal", "suspended", "unavailable", "frozen"]
SetNumberStatusRequestCause = Literal["deleted", "arrears", "stopped", "restricted", "restriction-lifted", "forwarding-unconditional", "forwarding-no-answer", "forwarding-busy"]
GetNumberCitiesRequestStatus = Literal["normal", "suspended", "unavailable", "frozen"]
GetNumberPlanRequestMode = Literal["AXB", "AX", "AXE", "AXYB", "X"]
GetNumberPlanAnswerMode = Literal["AXB", "AX", "AXE", "AXYB", "X"]
GetNumberPlanAnswerPartWhat = Literal["x", "y", "resting"]
GetStatisticsRequestInterval = Literal["hour", "day"]
GetStatisticsRequestBy = Literal["application", "city", "callerTrunk", "calleeTrunk", "hour"]
BindingMode = Literal["AXB", "AX", "AXE", "AXYB", "X"]
BindingCalleeNumDisplay = Literal["0", "1"]
BindingDisplayNumMode = Literal["0", "1"]
ModifyBindingRequestCalleeNumDisplay = Literal["0", "1"]
ModifyBindingRequestTurnFlag = Literal["on", "off"]
ModifyBindingRequestDisplayNumMode = Literal["0", "1"]
ModifyBindingRequestTimeUnit = Literal["0", "1"]
BindAxbRequestAreaMatchMode = Literal["0", "1"]
BindAxRequestAreaMatchMode = Literal["0", "1"]
BindAxRequestCalleeNumDisplay = Literal["0", "1"]
BindAxRequestTurnFlag = Literal["on", "off"]
BindAxeRequestAreaMatchMode = Literal["0", "1"]
BindAxeRequestDisplayNumMode = Literal["0", "1"]
BindAxeRequestTimeUnit = Literal["0", "1"]
BindAxybRequestAreaMatchMode = Literal["0", "1"]
BindAxybPartRequestAreaMatchMode = Literal["0", "1"]
CallState = Literal["arrived", "known", "dialling", "ringing", "connected", "ended"]
MessageState = Literal["kept", "sending", "ended"]
MessageResult = Literal["sent", "delivered", "unknown", "undeliverable", "expired-there", "unknown-trunk", "not-text", "empty", "too-long", "too-many", "stopping", "overloaded", "not-kept", "internal-error", "caller-unusable", "landline-caller", "number-not-ours", "number-suspended", "number-unavailable", "application-frozen", "not-allowed", "not-in-mode", "no-binding", "no-recipient", "own-number", "no-y-available", "blacklisted", "rule", "discarded", "application-silent", "application-answer-wrong", "no-route", "refused", "receiver-unknown", "receiver-unavailable", "trunk-failed", "expired"]
ExplainAnswerStepOutcome = Literal["yes", "no", "found", "missing"]
ExplainAnswerResolutionKind = Literal["connect", "collect", "ask", "refuse", "needs-y"]
ExplainCallAnswerFrom = Literal["record", "live", "refused"]
ExplainCallAnswerStepOutcome = Literal["yes", "no", "found", "missing"]
PastRecordKind = Literal["call", "message", "number"]
PastRecordReleasedBy = Literal["caller", "callee"]
PastRecordTriedOutcome = Literal["answered", "refused", "unanswered", "silent", "called-off", "failed"]
AskMayCallAnswerRefusedBy = Literal["routing", "blacklist", "registration", "hours", "frequency", "onboarding", "complaints"]
ListBlacklistRequestKind = Literal["bind-a", "bind-b", "call-as-a", "call-as-b", "call", "message", "x"]
BlacklistEntryKind = Literal["bind-a", "bind-b", "call-as-a", "call-as-b", "call", "message", "x"]
AddToBlacklistRequestEntryKind = Literal["bind-a", "bind-b", "call-as-a", "call-as-b", "call", "message", "x"]
SearchBlacklistRequestKind = Literal["bind-a", "bind-b", "call-as-a", "call-as-b", "call", "message", "x"]
ImportBlacklistRequestKind = Literal["bind-a", "bind-b", "call-as-a", "call-as-b", "call", "message", "x"]
RemoveFromBlacklistRequestKind = Literal["bind-a", "bind-b", "call-as-a", "call-as-b", "call", "message", "x"]
AddRegistrationsRequestState = Literal["registered", "pending", "rejected"]
ImportRegistrationsRequestState = Literal["registered", "pending", "rejected"]
SearchRegistrationsRequestState = Literal["registered", "pending", "rejected"]
RegistrationState = Literal["registered", "pending", "rejected"]
ComplaintCategory = Literal["harassment", "fraud", "other"]
AddComplaintRequestCategory = Literal["harassment", "fraud", "other"]
StandingState = Literal["good", "warned", "frozen"]
OnboardingState = Literal["submitted", "approved", "rejected"]
PutOnboardingRequestState = Literal["submitted", "approved", "rejected"]
GetPromptRequestLanguage = Literal["zh", "en"]
ListTrunksAnswerItemType = Literal["carrier", "softphones"]
ListTrunksAnswerItemState = Literal["up", "silent", "refusing"]
ListTrunksAnswerItemSmppRole = Literal["transceiver", "transmitter", "receiver"]
ListLiveAnswerSipFrom = Literal["own-stack", "drachtio-server", "nowhere"]
ListLiveAnswerSipTransactionsItemDirection = Literal["in", "out"]
ListLiveAnswerSipDialogsItemRole = Literal["uac", "uas"]
ListLogLinesRequestLevel = Literal["debug", "info", "warn", "error"]
SearchAuditRequestAction = Literal["looked at", "listened", "changed", "refused", "exported", "erased", "cut", "repaired"]
SearchAuditAnswerItemAction = Literal["looked at", "listened", "changed", "refused", "exported", "erased", "cut", "repaired"]
AccountRole = Literal["admin", "operator", "viewer", "auditor", "subscriber"]
AddAccountRequestRole = Literal["admin", "operator", "viewer", "auditor", "subscriber"]
ChangeAccountRoleRequestRole = Literal["admin", "operator", "viewer", "auditor", "subscriber"]
ReloadAnswerOutcome = Literal["applied", "unchanged", "checked"]
SearchRecordsRequestKind = Literal["call", "message", "number"]
GetRecordKind = Literal["call", "message", "number"]
ExportRecordsRequestKind = Literal["call", "message", "number"]
ExplainErasureRequestAlso = Literal["bindings", "blacklist", "waiting"]
EraseSubjectRequestAlso = Literal["bindings", "blacklist", "waiting"]
EraseSubjectAnswerJournal = Literal["own", "shared"]
EraseSubjectAnswerAlso = Literal["bindings", "blacklist", "waiting"]
EraseSubjectAnswerState = Literal["under-way"]
SearchErasuresAnswerItemJournal = Literal["own", "shared"]
SearchErasuresAnswerItemAlso = Literal["bindings", "blacklist", "waiting"]
GetErasureAnswerJournal = Literal["own", "shared"]
GetErasureAnswerAlso = Literal["bindings", "blacklist", "waiting"]
GetErasureAnswerState = Literal["under-way"]
VerifyErasureAnswerAuditEntry = Literal["found", "cut-off", "missing"]
GetLadderAnswerLegSide = Literal["caller", "callee"]
GetLadderAnswerMessageDirection = Literal["in", "out"]
GetLadderAnswerMessageTransport = Literal["udp", "tcp", "tls"]
SignInRequestAs = Literal["cookie", "header"]
SignInAnswerRole = Literal["admin", "operator", "viewer", "auditor", "subscriber"]
SignInAnswerBy = Literal["account", "openid"]
SignInAnswerFirstDeed = Literal["change-password", "set-up-second-factor"]
GetMeAnswerRole = Literal["admin", "operator", "viewer", "auditor", "subscriber"]
GetMeAnswerBy = Literal["account", "openid"]
GetMeAnswerFirstDeed = Literal["change-password", "set-up-second-factor"]


@dataclasses.dataclass(frozen=True)
class ListApplicationsAnswer:
    """All of them."""
    items: list[Application]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListApplicationsAnswer:
        return cls(
            items=listed(Application.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class Application:
    allowed_addresses: list[str]
    from_api: list[str]
    """With `file and api`: the keys that are in force as set here and differ from the file."""
    app_key: Optional[str] = None
    """Key of an application."""
    name: Optional[str] = None
    mode: Optional[ApplicationMode] = None
    status: Optional[ApplicationStatus] = None
    features: Optional[ApplicationFeatures] = None
    callbacks: Optional[Mapping[str, str]] = None
    reports: Optional[Mapping[str, Any]] = None
    calls: Optional[Mapping[str, Any]] = None
    tones: Optional[Mapping[str, str]] = None
    prompt_language: Optional[ApplicationPromptLanguage] = None
    standard_prompts: Optional[bool] = None
    extension_digits: Optional[int] = None
    source: Optional[ApplicationSource] = None
    """Where it comes from: the configuration file, this API, or the file with some keys set here."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Application:
        return cls(
            allowed_addresses=listed(same, data.get("allowedAddresses")),
            from_api=listed(same, data.get("fromApi")),
            app_key=data.get("appKey"),
            name=data.get("name"),
            mode=data.get("mode"),
            status=data.get("status"),
            features=maybe(ApplicationFeatures.from_json, data.get("features")),
            callbacks=mapped(same, data.get("callbacks")),
            reports=mapped(same, data.get("reports")),
            calls=mapped(same, data.get("calls")),
            tones=mapped(same, data.get("tones")),
            prompt_language=data.get("promptLanguage"),
            standard_prompts=data.get("standardPrompts"),
            extension_digits=data.get("extensionDigits"),
            source=data.get("source"),
        )


@dataclasses.dataclass(frozen=True)
class ApplicationFeatures:
    recording: Optional[bool] = None
    sms: Optional[bool] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ApplicationFeatures:
        return cls(
            recording=data.get("recording"),
            sms=data.get("sms"),
        )


@dataclasses.dataclass(frozen=True)
class CreateApplicationAnswer:
    """The application, and its secret, which is not shown again."""
    application: Optional[Application] = None
    app_secret: Optional[str] = None
    """Keep it: Callveil does not show it again."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CreateApplicationAnswer:
        return cls(
            application=maybe(Application.from_json, data.get("application")),
            app_secret=data.get("appSecret"),
        )


@dataclasses.dataclass(frozen=True)
class RenewSecretAnswer:
    """The application, and its secret, which is not shown again."""
    application: Optional[Application] = None
    app_secret: Optional[str] = None
    """Keep it: Callveil does not show it again."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RenewSecretAnswer:
        return cls(
            application=maybe(Application.from_json, data.get("application")),
            app_secret=data.get("appSecret"),
        )


@dataclasses.dataclass(frozen=True)
class TryCallbackAnswer:
    """What came of it."""
    channel: Optional[str] = None
    url: Optional[str] = None
    status: Optional[int] = None
    """HTTP status; missing: there was no answer."""
    milliseconds: Optional[int] = None
    body: Optional[str] = None
    """How the answer begins: at most 300 characters."""
    because: Optional[str] = None
    """Why there was no answer."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> TryCallbackAnswer:
        return cls(
            channel=data.get("channel"),
            url=data.get("url"),
            status=data.get("status"),
            milliseconds=data.get("milliseconds"),
            body=data.get("body"),
            because=data.get("because"),
        )


@dataclasses.dataclass(frozen=True)
class ListNumbersAnswer:
    """One page of them."""
    items: list[PoolNumber]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListNumbersAnswer:
        return cls(
            items=listed(PoolNumber.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class PoolNumber:
    cities: list[str]
    """The cities of the area code; several may share one."""
    number: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    app_key: Optional[str] = None
    """Key of an application."""
    area_code: Optional[str] = None
    status: Optional[PoolNumberStatus] = None
    cause: Optional[PoolNumberCause] = None
    """Why it is unavailable; goes with that status only."""
    relations: Optional[int] = None
    """Bindings on it, as X or as Y."""
    rests_until: Optional[datetime] = None
    """It was released and is not chosen by area before."""
    source: Optional[PoolNumberSource] = None
    """Whether the configuration file gives it to this application, or this API did."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> PoolNumber:
        return cls(
            cities=listed(same, data.get("cities")),
            number=data.get("number"),
            app_key=data.get("appKey"),
            area_code=data.get("areaCode"),
            status=data.get("status"),
            cause=data.get("cause"),
            relations=data.get("relations"),
            rests_until=maybe(read_time, data.get("restsUntil")),
            source=data.get("source"),
        )


@dataclasses.dataclass(frozen=True)
class AddNumbersAnswer:
    """How many there are."""
    added: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> AddNumbersAnswer:
        return cls(
            added=data.get("added"),
        )


@dataclasses.dataclass(frozen=True)
class ImportNumbersAnswer:
    """What became of the lines."""
    faults: list[ImportNumbersAnswerFault]
    added: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ImportNumbersAnswer:
        return cls(
            faults=listed(ImportNumbersAnswerFault.from_json, data.get("faults")),
            added=data.get("added"),
        )


@dataclasses.dataclass(frozen=True)
class ImportNumbersAnswerFault:
    line: Optional[int] = None
    message: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ImportNumbersAnswerFault:
        return cls(
            line=data.get("line"),
            message=data.get("message"),
        )


@dataclasses.dataclass(frozen=True)
class TransferNumbersAnswer:
    """What became of them."""
    moved: list[str]
    in_use: list[str]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> TransferNumbersAnswer:
        return cls(
            moved=listed(same, data.get("moved")),
            in_use=listed(same, data.get("inUse")),
        )


@dataclasses.dataclass(frozen=True)
class GetNumberCitiesAnswer:
    """Every area code that has numbers."""
    items: list[GetNumberCitiesAnswerItem]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetNumberCitiesAnswer:
        return cls(
            items=listed(GetNumberCitiesAnswerItem.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class GetNumberCitiesAnswerItem:
    cities: list[str]
    """Several may share an area code."""
    area_code: Optional[str] = None
    province: Optional[str] = None
    """Empty where the table of cities does not say."""
    total: Optional[int] = None
    free: Optional[int] = None
    """May be bound."""
    used: Optional[int] = None
    resting: Optional[int] = None
    """Released, and not handed out yet."""
    frozen: Optional[int] = None
    """No new bindings; those there are work."""
    ended: Optional[int] = None
    """Suspended, or unavailable."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetNumberCitiesAnswerItem:
        return cls(
            cities=listed(same, data.get("cities")),
            area_code=data.get("areaCode"),
            province=data.get("province"),
            total=data.get("total"),
            free=data.get("free"),
            used=data.get("used"),
            resting=data.get("resting"),
            frozen=data.get("frozen"),
            ended=data.get("ended"),
        )


@dataclasses.dataclass(frozen=True)
class GetNumberPlanAnswer:
    """The plan."""
    parts: list[GetNumberPlanAnswerPart]
    mode: Optional[GetNumberPlanAnswerMode] = None
    needed: Optional[int] = None
    """Numbers that it takes."""
    there: Optional[int] = None
    """Neither ended nor frozen."""
    missing: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetNumberPlanAnswer:
        return cls(
            parts=listed(GetNumberPlanAnswerPart.from_json, data.get("parts")),
            mode=data.get("mode"),
            needed=data.get("needed"),
            there=data.get("there"),
            missing=data.get("missing"),
        )


@dataclasses.dataclass(frozen=True)
class GetNumberPlanAnswerPart:
    what: Optional[GetNumberPlanAnswerPartWhat] = None
    numbers: Optional[int] = None
    rule: Optional[str] = None
    """The rule that decided."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetNumberPlanAnswerPart:
        return cls(
            what=data.get("what"),
            numbers=data.get("numbers"),
            rule=data.get("rule"),
        )


@dataclasses.dataclass(frozen=True)
class GetStatisticsAnswer:
    """The figures."""
    series: list[GetStatisticsAnswerSery]
    endings: list[GetStatisticsAnswerEnding]
    """Absent for one city or trunk of an application, of which they are not kept."""
    groups: list[GetStatisticsAnswerGroup]
    from_: Optional[datetime] = None
    until: Optional[datetime] = None
    interval: Optional[str] = None
    total: Optional[GetStatisticsAnswerTotal] = None
    groups_total: Optional[int] = None
    """How many there are; the first 1000 are here."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetStatisticsAnswer:
        return cls(
            series=listed(GetStatisticsAnswerSery.from_json, data.get("series")),
            endings=listed(GetStatisticsAnswerEnding.from_json, data.get("endings")),
            groups=listed(GetStatisticsAnswerGroup.from_json, data.get("groups")),
            from_=maybe(read_time, data.get("from")),
            until=maybe(read_time, data.get("until")),
            interval=data.get("interval"),
            total=maybe(GetStatisticsAnswerTotal.from_json, data.get("total")),
            groups_total=data.get("groupsTotal"),
        )


@dataclasses.dataclass(frozen=True)
class GetStatisticsAnswerTotal:
    calls: Optional[int] = None
    answered: Optional[int] = None
    answer_percent: Optional[float] = None
    """ASR: answered ones of a hundred; absent without calls."""
    talk_seconds: Optional[float] = None
    mean_talk_seconds: Optional[float] = None
    """ACD: mean of the answered ones; absent without any."""
    post_dial_seconds: Optional[float] = None
    """PDD: mean time from the dialling of a callee until it rings or answers; absent without any."""
    complaints: Optional[int] = None
    """Valid ones made in the time; absent for one city or trunk."""
    complaints_per_ten_thousand: Optional[float] = None
    """For each ten thousand calls."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetStatisticsAnswerTotal:
        return cls(
            calls=data.get("calls"),
            answered=data.get("answered"),
            answer_percent=data.get("answerPercent"),
            talk_seconds=data.get("talkSeconds"),
            mean_talk_seconds=data.get("meanTalkSeconds"),
            post_dial_seconds=data.get("postDialSeconds"),
            complaints=data.get("complaints"),
            complaints_per_ten_thousand=data.get("complaintsPerTenThousand"),
        )


@dataclasses.dataclass(frozen=True)
class GetStatisticsAnswerSery:
    at: Optional[datetime] = None
    calls: Optional[int] = None
    answered: Optional[int] = None
    answer_percent: Optional[float] = None
    """ASR: answered ones of a hundred; absent without calls."""
    talk_seconds: Optional[float] = None
    mean_talk_seconds: Optional[float] = None
    """ACD: mean of the answered ones; absent without any."""
    post_dial_seconds: Optional[float] = None
    """PDD: mean time from the dialling of a callee until it rings or answers; absent without any."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetStatisticsAnswerSery:
        return cls(
            at=maybe(read_time, data.get("at")),
            calls=data.get("calls"),
            answered=data.get("answered"),
            answer_percent=data.get("answerPercent"),
            talk_seconds=data.get("talkSeconds"),
            mean_talk_seconds=data.get("meanTalkSeconds"),
            post_dial_seconds=data.get("postDialSeconds"),
        )


@dataclasses.dataclass(frozen=True)
class GetStatisticsAnswerEnding:
    ending: Optional[str] = None
    reason: Optional[str] = None
    """The ending in words."""
    fault: Optional[str] = None
    calls: Optional[int] = None
    percent: Optional[float] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetStatisticsAnswerEnding:
        return cls(
            ending=data.get("ending"),
            reason=data.get("reason"),
            fault=data.get("fault"),
            calls=data.get("calls"),
            percent=data.get("percent"),
        )


@dataclasses.dataclass(frozen=True)
class GetStatisticsAnswerGroup:
    key: Optional[str] = None
    name: Optional[str] = None
    calls: Optional[int] = None
    answered: Optional[int] = None
    answer_percent: Optional[float] = None
    """ASR: answered ones of a hundred; absent without calls."""
    talk_seconds: Optional[float] = None
    mean_talk_seconds: Optional[float] = None
    """ACD: mean of the answered ones; absent without any."""
    post_dial_seconds: Optional[float] = None
    """PDD: mean time from the dialling of a callee until it rings or answers; absent without any."""
    complaints: Optional[int] = None
    """Valid ones made in the time; absent for one city or trunk."""
    complaints_per_ten_thousand: Optional[float] = None
    """For each ten thousand calls."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetStatisticsAnswerGroup:
        return cls(
            key=data.get("key"),
            name=data.get("name"),
            calls=data.get("calls"),
            answered=data.get("answered"),
            answer_percent=data.get("answerPercent"),
            talk_seconds=data.get("talkSeconds"),
            mean_talk_seconds=data.get("meanTalkSeconds"),
            post_dial_seconds=data.get("postDialSeconds"),
            complaints=data.get("complaints"),
            complaints_per_ten_thousand=data.get("complaintsPerTenThousand"),
        )


@dataclasses.dataclass(frozen=True)
class SearchBindingsAnswer:
    """One page of them."""
    items: list[Binding]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchBindingsAnswer:
        return cls(
            items=listed(Binding.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class Binding:
    subscription_id: str
    """Id of a binding."""
    mode: BindingMode
    app_key: str
    """Key of an application."""
    x: str
    """A phone number with its country code; masked for viewers."""
    a: str
    """A phone number with its country code; masked for viewers."""
    created_at: datetime
    changed_at: datetime
    parts: list[BindingPart]
    """AXYB: each B with its Y."""
    b: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    extension: Optional[str] = None
    expires_at: Optional[datetime] = None
    record_flag: Optional[bool] = None
    record_hint_tone: Optional[str] = None
    """A prompt."""
    user_data: Optional[str] = None
    call_direction: Optional[Literal[0, 1, 2]] = None
    """0 both ways, 1 only A calls, 2 only A is called."""
    max_duration: Optional[int] = None
    """Minutes; 0 no limit."""
    last_min_voice: Optional[str] = None
    """A prompt."""
    pre_voice: Optional[BindingPreVoice] = None
    private_sms: Optional[bool] = None
    """Whether its short messages are relayed; true by default."""
    duration: Optional[int] = None
    """Seconds; 0 never ends."""
    callee_num_display: Optional[BindingCalleeNumDisplay] = None
    """What A sees: 0 X, 1 the real caller."""
    turn_flag: Optional[str] = None
    display_num_mode: Optional[BindingDisplayNumMode] = None
    """What A sees: 0 X, 1 the real caller."""
    callback_tone: Optional[str] = None
    """A prompt."""
    callback_num: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    time_unit: Optional[str] = None
    bind_expired_time: Optional[int] = None
    """In timeUnit; 0 never."""
    callback_expired_time: Optional[int] = None
    """In timeUnit; 0 never."""
    yb_duration: Optional[int] = None
    """Seconds; 0 never ends."""
    pre_voice_x: Optional[str] = None
    """A prompt."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Binding:
        return cls(
            subscription_id=data["subscriptionId"],
            mode=data["mode"],
            app_key=data["appKey"],
            x=data["x"],
            a=data["a"],
            created_at=read_time(data["createdAt"]),
            changed_at=read_time(data["changedAt"]),
            parts=listed(BindingPart.from_json, data.get("parts")),
            b=data.get("b"),
            extension=data.get("extension"),
            expires_at=maybe(read_time, data.get("expiresAt")),
            record_flag=data.get("recordFlag"),
            record_hint_tone=data.get("recordHintTone"),
            user_data=data.get("userData"),
            call_direction=data.get("callDirection"),
            max_duration=data.get("maxDuration"),
            last_min_voice=data.get("lastMinVoice"),
            pre_voice=maybe(BindingPreVoice.from_json, data.get("preVoice")),
            private_sms=data.get("privateSms"),
            duration=data.get("duration"),
            callee_num_display=data.get("calleeNumDisplay"),
            turn_flag=data.get("turnFlag"),
            display_num_mode=data.get("displayNumMode"),
            callback_tone=data.get("callbackTone"),
            callback_num=data.get("callbackNum"),
            time_unit=data.get("timeUnit"),
            bind_expired_time=data.get("bindExpiredTime"),
            callback_expired_time=data.get("callbackExpiredTime"),
            yb_duration=data.get("ybDuration"),
            pre_voice_x=data.get("preVoiceX"),
        )


@dataclasses.dataclass(frozen=True)
class BindingPreVoice:
    caller_hint_tone: Optional[str] = None
    """A prompt."""
    callee_hint_tone: Optional[str] = None
    """A prompt."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> BindingPreVoice:
        return cls(
            caller_hint_tone=data.get("callerHintTone"),
            callee_hint_tone=data.get("calleeHintTone"),
        )


@dataclasses.dataclass(frozen=True)
class BindingPart:
    y: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    b: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    yb_duration: Optional[int] = None
    """Seconds; 0 never ends."""
    pre_voice_y: Optional[str] = None
    """A prompt."""
    automatic: Optional[bool] = None
    """Made because a stranger called X."""
    created_at: Optional[datetime] = None
    expires_at: Optional[datetime] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> BindingPart:
        return cls(
            y=data.get("y"),
            b=data.get("b"),
            yb_duration=data.get("ybDuration"),
            pre_voice_y=data.get("preVoiceY"),
            automatic=data.get("automatic"),
            created_at=maybe(read_time, data.get("createdAt")),
            expires_at=maybe(read_time, data.get("expiresAt")),
        )


@dataclasses.dataclass(frozen=True)
class Part:
    subscription_id: Optional[str] = None
    """Id of a binding."""
    y: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    b: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    yb_duration: Optional[int] = None
    """Seconds; 0 never ends."""
    pre_voice_y: Optional[str] = None
    """A prompt."""
    automatic: Optional[bool] = None
    """Made because a stranger called X."""
    created_at: Optional[datetime] = None
    expires_at: Optional[datetime] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Part:
        return cls(
            subscription_id=data.get("subscriptionId"),
            y=data.get("y"),
            b=data.get("b"),
            yb_duration=data.get("ybDuration"),
            pre_voice_y=data.get("preVoiceY"),
            automatic=data.get("automatic"),
            created_at=maybe(read_time, data.get("createdAt")),
            expires_at=maybe(read_time, data.get("expiresAt")),
        )


@dataclasses.dataclass(frozen=True)
class ListCallsAnswer:
    """One page of them, oldest first."""
    items: list[Call]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListCallsAnswer:
        return cls(
            items=listed(Call.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class Call:
    session_id: Optional[str] = None
    state: Optional[CallState] = None
    app_key: Optional[str] = None
    """Key of an application."""
    subscription_id: Optional[str] = None
    """Id of a binding."""
    caller: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    x: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    callee: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    display: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    arrived_at: Optional[datetime] = None
    ringing_at: Optional[datetime] = None
    answered_at: Optional[datetime] = None
    recorded: Optional[bool] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Call:
        return cls(
            session_id=data.get("sessionId"),
            state=data.get("state"),
            app_key=data.get("appKey"),
            subscription_id=data.get("subscriptionId"),
            caller=data.get("caller"),
            x=data.get("x"),
            callee=data.get("callee"),
            display=data.get("display"),
            arrived_at=maybe(read_time, data.get("arrivedAt")),
            ringing_at=maybe(read_time, data.get("ringingAt")),
            answered_at=maybe(read_time, data.get("answeredAt")),
            recorded=data.get("recorded"),
        )


@dataclasses.dataclass(frozen=True)
class ListLevelsAnswer:
    """Those that have audio."""
    items: list[ListLevelsAnswerItem]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListLevelsAnswer:
        return cls(
            items=listed(ListLevelsAnswerItem.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class ListLevelsAnswerItem:
    session_id: Optional[str] = None
    caller: Optional[ListLevelsAnswerItemCaller] = None
    callee: Optional[ListLevelsAnswerItemCallee] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListLevelsAnswerItem:
        return cls(
            session_id=data.get("sessionId"),
            caller=maybe(ListLevelsAnswerItemCaller.from_json, data.get("caller")),
            callee=maybe(ListLevelsAnswerItemCallee.from_json, data.get("callee")),
        )


@dataclasses.dataclass(frozen=True)
class ListLevelsAnswerItemCaller:
    dbm0: Optional[float] = None
    """Mean level in dBm0; missing: encrypted, not of G.711, or no packets."""
    packets: Optional[int] = None
    """That came while it was measured."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListLevelsAnswerItemCaller:
        return cls(
            dbm0=data.get("dbm0"),
            packets=data.get("packets"),
        )


@dataclasses.dataclass(frozen=True)
class ListLevelsAnswerItemCallee:
    dbm0: Optional[float] = None
    """Mean level in dBm0; missing: encrypted, not of G.711, or no packets."""
    packets: Optional[int] = None
    """That came while it was measured."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListLevelsAnswerItemCallee:
        return cls(
            dbm0=data.get("dbm0"),
            packets=data.get("packets"),
        )


@dataclasses.dataclass(frozen=True)
class SearchRecordingsAnswer:
    """One page of them."""
    items: list[SearchRecordingsAnswerItem]
    next: Optional[str] = None
    """Where to go on; absent: there are no more."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchRecordingsAnswer:
        return cls(
            items=listed(SearchRecordingsAnswerItem.from_json, data.get("items")),
            next=data.get("next"),
        )


@dataclasses.dataclass(frozen=True)
class SearchRecordingsAnswerItem:
    session_id: Optional[str] = None
    at: Optional[datetime] = None
    """When the call came."""
    app_key: Optional[str] = None
    """Key of an application."""
    subscription_id: Optional[str] = None
    """Id of a binding."""
    caller: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    x: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    callee: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    talk_seconds: Optional[float] = None
    file_name: Optional[str] = None
    file: Optional[SearchRecordingsAnswerItemFile] = None
    """Missing: it is past its days, or was never completed."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchRecordingsAnswerItem:
        return cls(
            session_id=data.get("sessionId"),
            at=maybe(read_time, data.get("at")),
            app_key=data.get("appKey"),
            subscription_id=data.get("subscriptionId"),
            caller=data.get("caller"),
            x=data.get("x"),
            callee=data.get("callee"),
            talk_seconds=data.get("talkSeconds"),
            file_name=data.get("fileName"),
            file=maybe(SearchRecordingsAnswerItemFile.from_json, data.get("file")),
        )


@dataclasses.dataclass(frozen=True)
class SearchRecordingsAnswerItemFile:
    """Missing: it is past its days, or was never completed."""
    bytes: Optional[int] = None
    seconds: Optional[float] = None
    kept_until: Optional[datetime] = None
    """It may be deleted from then on."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchRecordingsAnswerItemFile:
        return cls(
            bytes=data.get("bytes"),
            seconds=data.get("seconds"),
            kept_until=maybe(read_time, data.get("keptUntil")),
        )


@dataclasses.dataclass(frozen=True)
class ListListenersAnswer:
    """Oldest first."""
    items: list[ListListenersAnswerItem]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListListenersAnswer:
        return cls(
            items=listed(ListListenersAnswerItem.from_json, data.get("items")),
        )


@dataclasses.dataclass(frozen=True)
class ListListenersAnswerItem:
    at: Optional[datetime] = None
    who: Optional[str] = None
    """Name of an operator, or key of an application."""
    role: Optional[str] = None
    client: Optional[str] = None
    """From which address."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListListenersAnswerItem:
        return cls(
            at=maybe(read_time, data.get("at")),
            who=data.get("who"),
            role=data.get("role"),
            client=data.get("client"),
        )


@dataclasses.dataclass(frozen=True)
class ListMessagesAnswer:
    """The messages."""
    items: list[Message]
    next: Optional[str] = None
    """The place of the last one; absent: there are no more."""
    waiting: Optional[int] = None
    """All messages that have not ended."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListMessagesAnswer:
        return cls(
            items=listed(Message.from_json, data.get("items")),
            next=data.get("next"),
            waiting=data.get("waiting"),
        )


@dataclasses.dataclass(frozen=True)
class Message:
    message_id: Optional[str] = None
    """`smsIdentifier` of its notice."""
    app_key: Optional[str] = None
    """Key of an application."""
    subscription_id: Optional[str] = None
    """Id of a binding."""
    sender: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    x: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    receiver: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    display: Optional[str] = None
    """What the receiver sees."""
    trunk: Optional[str] = None
    """The trunk it came from."""
    parts: Optional[int] = None
    """Parts in which it came."""
    state: Optional[MessageState] = None
    result: Optional[MessageResult] = None
    """What became of it; absent: it is on its way. `unknown`: a carrier may have it."""
    attempts: Optional[int] = None
    received_at: Optional[datetime] = None
    ended_at: Optional[datetime] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Message:
        return cls(
            message_id=data.get("messageId"),
            app_key=data.get("appKey"),
            subscription_id=data.get("subscriptionId"),
            sender=data.get("sender"),
            x=data.get("x"),
            receiver=data.get("receiver"),
            display=data.get("display"),
            trunk=data.get("trunk"),
            parts=data.get("parts"),
            state=data.get("state"),
            result=data.get("result"),
            attempts=data.get("attempts"),
            received_at=maybe(read_time, data.get("receivedAt")),
            ended_at=maybe(read_time, data.get("endedAt")),
        )


@dataclasses.dataclass(frozen=True)
class ExplainAnswer:
    """The answer with its reasons."""
    steps: list[ExplainAnswerStep]
    routes: Optional[ExplainAnswerRoutes] = None
    """The trunks of a call that is connected; an empty list: it ends with 404."""
    resolution: Optional[ExplainAnswerResolution] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ExplainAnswer:
        return cls(
            steps=listed(ExplainAnswerStep.from_json, data.get("steps")),
            routes=maybe(ExplainAnswerRoutes.from_json, data.get("routes")),
            resolution=maybe(ExplainAnswerResolution.from_json, data.get("resolution")),
        )


@dataclasses.dataclass(frozen=True)
class ExplainAnswerStep:
    step: Optional[str] = None
    outcome: Optional[ExplainAnswerStepOutcome] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ExplainAnswerStep:
        return cls(
            step=data.get("step"),
            outcome=data.get("outcome"),
        )


@dataclasses.dataclass(frozen=True)
class ExplainAnswerRoutes:
    """The trunks of a call that is connected; an empty list: it ends with 404."""
    trunks: list[ExplainAnswerRoutesTrunk]
    rule: Optional[int] = None
    """The place among `routes` of the configuration."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ExplainAnswerRoutes:
        return cls(
            trunks=listed(ExplainAnswerRoutesTrunk.from_json, data.get("trunks")),
            rule=data.get("rule"),
        )


@dataclasses.dataclass(frozen=True)
class ExplainAnswerRoutesTrunk:
    name: Optional[str] = None
    priority: Optional[int] = None
    weight: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ExplainAnswerRoutesTrunk:
        return cls(
            name=data.get("name"),
            priority=data.get("priority"),
            weight=data.get("weight"),
        )


@dataclasses.dataclass(frozen=True)
class ExplainAnswerResolution:
    kind: Optional[ExplainAnswerResolutionKind] = None
    app_key: Optional[str] = None
    """Key of an application."""
    subscription_id: Optional[str] = None
    """Id of a binding."""
    x: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    callee: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    display: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    direction: Optional[int] = None
    """0 A is called, 1 A calls."""
    extension: Optional[str] = None
    rules: Optional[ExplainAnswerResolutionRules] = None
    """What the binding asks of the call."""
    reason: Optional[str] = None
    sip_status: Optional[int] = None
    """What a refused caller gets."""
    state_code: Optional[int] = None
    """The state code that the application gets for a refusal."""
    prompt: Optional[str] = None
    max_digits: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ExplainAnswerResolution:
        return cls(
            kind=data.get("kind"),
            app_key=data.get("appKey"),
            subscription_id=data.get("subscriptionId"),
            x=data.get("x"),
            callee=data.get("callee"),
            display=data.get("display"),
            direction=data.get("direction"),
            extension=data.get("extension"),
            rules=maybe(ExplainAnswerResolutionRules.from_json, data.get("rules")),
            reason=data.get("reason"),
            sip_status=data.get("sipStatus"),
            state_code=data.get("stateCode"),
            prompt=data.get("prompt"),
            max_digits=data.get("maxDigits"),
        )


@dataclasses.dataclass(frozen=True)
class ExplainAnswerResolutionRules:
    """What the binding asks of the call."""
    max_duration_ms: Optional[int] = None
    """From the answer on; 0 no limit."""
    last_minute_prompt: Optional[str] = None
    waiting_prompt: Optional[str] = None
    recording: Optional[ExplainAnswerResolutionRulesRecording] = None
    """Missing when the call is not recorded."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ExplainAnswerResolutionRules:
        return cls(
            max_duration_ms=data.get("maxDurationMs"),
            last_minute_prompt=data.get("lastMinutePrompt"),
            waiting_prompt=data.get("waitingPrompt"),
            recording=maybe(ExplainAnswerResolutionRulesRecording.from_json, data.get("recording")),
        )


@dataclasses.dataclass(frozen=True)
class ExplainAnswerResolutionRulesRecording:
    """Missing when the call is not recorded."""
    hint_prompt: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ExplainAnswerResolutionRulesRecording:
        return cls(
            hint_prompt=data.get("hintPrompt"),
        )


@dataclasses.dataclass(frozen=True)
class ExplainCallAnswer:
    """What happened, step by step."""
    steps: list[ExplainCallAnswerStep]
    session_id: Optional[str] = None
    from_: Optional[ExplainCallAnswerFrom] = None
    """refused: it never reached an application, so it has no record."""
    record: Optional[PastRecord] = None
    has_ladder: Optional[bool] = None
    """Whether its SIP messages are kept."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ExplainCallAnswer:
        return cls(
            steps=listed(ExplainCallAnswerStep.from_json, data.get("steps")),
            session_id=data.get("sessionId"),
            from_=data.get("from"),
            record=maybe(PastRecord.from_json, data.get("record")),
            has_ladder=data.get("hasLadder"),
        )


@dataclasses.dataclass(frozen=True)
class ExplainCallAnswerStep:
    step: Optional[str] = None
    outcome: Optional[ExplainCallAnswerStepOutcome] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ExplainCallAnswerStep:
        return cls(
            step=data.get("step"),
            outcome=data.get("outcome"),
        )


@dataclasses.dataclass(frozen=True)
class PastRecord:
    tried: list[PastRecordTried]
    """The ways to the callee that were tried, in order."""
    kind: Optional[PastRecordKind] = None
    id: Optional[str] = None
    """Session of a call, `smsIdentifier` of a message, own id of a change."""
    at: Optional[datetime] = None
    """When it came, or the number changed."""
    ended_at: Optional[datetime] = None
    app_key: Optional[str] = None
    """Key of an application."""
    subscription_id: Optional[str] = None
    """Id of a binding."""
    caller: Optional[str] = None
    """Who called or wrote."""
    x: Optional[str] = None
    """The privacy number of the relation, or the one that changed."""
    dialled: Optional[str] = None
    """The number dialled, where it is not X."""
    display: Optional[str] = None
    """What the callee saw."""
    callee: Optional[str] = None
    """Whom it went to."""
    caller_trunk: Optional[str] = None
    callee_trunk: Optional[str] = None
    ending: Optional[str] = None
    """Why it ended; `unknown` for a call of a version without this store."""
    reason: Optional[str] = None
    """The ending in words."""
    fault: Optional[str] = None
    """Whose fault the ending of a call was."""
    talk_seconds: Optional[float] = None
    dialled_at: Optional[datetime] = None
    ringing_at: Optional[datetime] = None
    answered_at: Optional[datetime] = None
    released_by: Optional[PastRecordReleasedBy] = None
    """Who hung up."""
    state_code: Optional[int] = None
    ul_fail_reason: Optional[int] = None
    sip_status: Optional[int] = None
    callee_q850: Optional[int] = None
    caller_mos: Optional[float] = None
    """How well the caller heard (mean opinion score, ITU-T G.107)."""
    callee_mos: Optional[float] = None
    """How well the callee heard."""
    extension: Optional[str] = None
    recording: Optional[str] = None
    """File name of the recording."""
    parts: Optional[int] = None
    """Parts in which a message came."""
    attempts: Optional[int] = None
    """How often a message was tried."""
    cause: Optional[str] = None
    """Why a number's status changed."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> PastRecord:
        return cls(
            tried=listed(PastRecordTried.from_json, data.get("tried")),
            kind=data.get("kind"),
            id=data.get("id"),
            at=maybe(read_time, data.get("at")),
            ended_at=maybe(read_time, data.get("endedAt")),
            app_key=data.get("appKey"),
            subscription_id=data.get("subscriptionId"),
            caller=data.get("caller"),
            x=data.get("x"),
            dialled=data.get("dialled"),
            display=data.get("display"),
            callee=data.get("callee"),
            caller_trunk=data.get("callerTrunk"),
            callee_trunk=data.get("calleeTrunk"),
            ending=data.get("ending"),
            reason=data.get("reason"),
            fault=data.get("fault"),
            talk_seconds=data.get("talkSeconds"),
            dialled_at=maybe(read_time, data.get("dialledAt")),
            ringing_at=maybe(read_time, data.get("ringingAt")),
            answered_at=maybe(read_time, data.get("answeredAt")),
            released_by=data.get("releasedBy"),
            state_code=data.get("stateCode"),
            ul_fail_reason=data.get("ulFailReason"),
            sip_status=data.get("sipStatus"),
            callee_q850=data.get("calleeQ850"),
            caller_mos=data.get("callerMos"),
            callee_mos=data.get("calleeMos"),
            extension=data.get("extension"),
            recording=data.get("recording"),
            parts=data.get("parts"),
            attempts=data.get("attempts"),
            cause=data.get("cause"),
        )


@dataclasses.dataclass(frozen=True)
class PastRecordTried:
    trunk: Optional[str] = None
    outcome: Optional[PastRecordTriedOutcome] = None
    status: Optional[int] = None
    """The SIP status that refused it."""
    took_ms: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> PastRecordTried:
        return cls(
            trunk=data.get("trunk"),
            outcome=data.get("outcome"),
            status=data.get("status"),
            took_ms=data.get("tookMs"),
        )


@dataclasses.dataclass(frozen=True)
class AskMayCallAnswer:
    """The answer, with what every rule says."""
    rules: list[AskMayCallAnswerRule]
    """Every rule in force."""
    allowed: Optional[bool] = None
    refused_by: Optional[AskMayCallAnswerRefusedBy] = None
    """The first rule that refuses it; routing: there is no way to a callee."""
    reason: Optional[str] = None
    """The ending that the call would have."""
    sip_status: Optional[int] = None
    state_code: Optional[int] = None
    """The state code that the application gets."""
    until: Optional[datetime] = None
    """From then on all rules allow it; left out: not by the passing of time."""
    app_key: Optional[str] = None
    """Key of an application."""
    subscription_id: Optional[str] = None
    """Id of a binding."""
    x: Optional[str] = None
    """A phone number with its country code; masked for viewers."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> AskMayCallAnswer:
        return cls(
            rules=listed(AskMayCallAnswerRule.from_json, data.get("rules")),
            allowed=data.get("allowed"),
            refused_by=data.get("refusedBy"),
            reason=data.get("reason"),
            sip_status=data.get("sipStatus"),
            state_code=data.get("stateCode"),
            until=maybe(read_time, data.get("until")),
            app_key=data.get("appKey"),
            subscription_id=data.get("subscriptionId"),
            x=data.get("x"),
        )


@dataclasses.dataclass(frozen=True)
class AskMayCallAnswerRule:
    rule: Optional[str] = None
    statement: Optional[str] = None
    allows: Optional[bool] = None
    because: Optional[str] = None
    until: Optional[datetime] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> AskMayCallAnswerRule:
        return cls(
            rule=data.get("rule"),
            statement=data.get("statement"),
            allows=data.get("allows"),
            because=data.get("because"),
            until=maybe(read_time, data.get("until")),
        )


@dataclasses.dataclass(frozen=True)
class ListBlacklistAnswer:
    """One page of them, in the order in which they were added."""
    items: list[BlacklistEntry]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListBlacklistAnswer:
        return cls(
            items=listed(BlacklistEntry.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class BlacklistEntry:
    kind: Optional[BlacklistEntryKind] = None
    """bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other.
    call, message: every one, as either side. x: everything over one X.
    """
    number: Optional[str] = None
    """A phone number, or + with country code, first digits and *."""
    x: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    app_key: Optional[str] = None
    """Key of an application."""
    until: Optional[datetime] = None
    """From then on it counts no longer; left out: it has no term."""
    added_at: Optional[datetime] = None
    note: Optional[str] = None
    """For people."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> BlacklistEntry:
        return cls(
            kind=data.get("kind"),
            number=data.get("number"),
            x=data.get("x"),
            app_key=data.get("appKey"),
            until=maybe(read_time, data.get("until")),
            added_at=maybe(read_time, data.get("addedAt")),
            note=data.get("note"),
        )


@dataclasses.dataclass(frozen=True)
class AddToBlacklistAnswer:
    """How many there are."""
    added: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> AddToBlacklistAnswer:
        return cls(
            added=data.get("added"),
        )


@dataclasses.dataclass(frozen=True)
class SearchBlacklistAnswer:
    """One page of them, in the order in which they were added."""
    items: list[BlacklistEntry]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchBlacklistAnswer:
        return cls(
            items=listed(BlacklistEntry.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class ImportBlacklistAnswer:
    """What became of the lines."""
    faults: list[ImportBlacklistAnswerFault]
    taken: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ImportBlacklistAnswer:
        return cls(
            faults=listed(ImportBlacklistAnswerFault.from_json, data.get("faults")),
            taken=data.get("taken"),
        )


@dataclasses.dataclass(frozen=True)
class ImportBlacklistAnswerFault:
    line: Optional[int] = None
    message: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ImportBlacklistAnswerFault:
        return cls(
            line=data.get("line"),
            message=data.get("message"),
        )


@dataclasses.dataclass(frozen=True)
class AddRegistrationsAnswer:
    """What became of the lines."""
    faults: list[AddRegistrationsAnswerFault]
    taken: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> AddRegistrationsAnswer:
        return cls(
            faults=listed(AddRegistrationsAnswerFault.from_json, data.get("faults")),
            taken=data.get("taken"),
        )


@dataclasses.dataclass(frozen=True)
class AddRegistrationsAnswerFault:
    line: Optional[int] = None
    message: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> AddRegistrationsAnswerFault:
        return cls(
            line=data.get("line"),
            message=data.get("message"),
        )


@dataclasses.dataclass(frozen=True)
class ImportRegistrationsAnswer:
    """What became of the lines."""
    faults: list[ImportRegistrationsAnswerFault]
    taken: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ImportRegistrationsAnswer:
        return cls(
            faults=listed(ImportRegistrationsAnswerFault.from_json, data.get("faults")),
            taken=data.get("taken"),
        )


@dataclasses.dataclass(frozen=True)
class ImportRegistrationsAnswerFault:
    line: Optional[int] = None
    message: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ImportRegistrationsAnswerFault:
        return cls(
            line=data.get("line"),
            message=data.get("message"),
        )


@dataclasses.dataclass(frozen=True)
class SearchRegistrationsAnswer:
    """One page of them, in the order of their import."""
    items: list[Registration]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchRegistrationsAnswer:
        return cls(
            items=listed(Registration.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class Registration:
    number: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    app_key: Optional[str] = None
    """Key of an application."""
    state: Optional[RegistrationState] = None
    """Only registered counts. A later import replaces it."""
    batch: Optional[str] = None
    """A name for the import, to ask how far it is."""
    until: Optional[datetime] = None
    """From then on it counts no longer."""
    at: Optional[datetime] = None
    is_expired: Optional[bool] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Registration:
        return cls(
            number=data.get("number"),
            app_key=data.get("appKey"),
            state=data.get("state"),
            batch=data.get("batch"),
            until=maybe(read_time, data.get("until")),
            at=maybe(read_time, data.get("at")),
            is_expired=data.get("isExpired"),
        )


@dataclasses.dataclass(frozen=True)
class GetRegistrationStatusAnswer:
    """Counts of the batch, of the application, or of all."""
    registered: Optional[int] = None
    pending: Optional[int] = None
    rejected: Optional[int] = None
    expired: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetRegistrationStatusAnswer:
        return cls(
            registered=data.get("registered"),
            pending=data.get("pending"),
            rejected=data.get("rejected"),
            expired=data.get("expired"),
        )


@dataclasses.dataclass(frozen=True)
class RemoveRegistrationsAnswer:
    """How many there were."""
    removed: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RemoveRegistrationsAnswer:
        return cls(
            removed=data.get("removed"),
        )


@dataclasses.dataclass(frozen=True)
class ListComplaintsAnswer:
    """One page of them."""
    items: list[Complaint]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListComplaintsAnswer:
        return cls(
            items=listed(Complaint.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class Complaint:
    id: Optional[str] = None
    app_key: Optional[str] = None
    """Key of an application."""
    category: Optional[ComplaintCategory] = None
    valid: Optional[bool] = None
    """false: examined, and found to be none."""
    at: Optional[datetime] = None
    x: Optional[str] = None
    """A phone number with its country code; masked for viewers."""
    note: Optional[str] = None
    """For people."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Complaint:
        return cls(
            id=data.get("id"),
            app_key=data.get("appKey"),
            category=data.get("category"),
            valid=data.get("valid"),
            at=maybe(read_time, data.get("at")),
            x=data.get("x"),
            note=data.get("note"),
        )


@dataclasses.dataclass(frozen=True)
class AddComplaintAnswer:
    """The complaint, and how its application stands now."""
    complaint: Optional[Complaint] = None
    standing: Optional[Standing] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> AddComplaintAnswer:
        return cls(
            complaint=maybe(Complaint.from_json, data.get("complaint")),
            standing=maybe(Standing.from_json, data.get("standing")),
        )


@dataclasses.dataclass(frozen=True)
class Standing:
    app_key: Optional[str] = None
    """Key of an application."""
    state: Optional[StandingState] = None
    """frozen: new bindings are refused."""
    month: Optional[str] = None
    complaints: Optional[int] = None
    """Valid ones of the month."""
    numbers: Optional[int] = None
    """Numbers of the application."""
    percent: Optional[float] = None
    """Complaints for each hundred numbers."""
    until: Optional[datetime] = None
    """When a freeze ends."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Standing:
        return cls(
            app_key=data.get("appKey"),
            state=data.get("state"),
            month=data.get("month"),
            complaints=data.get("complaints"),
            numbers=data.get("numbers"),
            percent=data.get("percent"),
            until=maybe(read_time, data.get("until")),
        )


@dataclasses.dataclass(frozen=True)
class ListStandingsAnswer:
    """All of them."""
    items: list[Standing]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListStandingsAnswer:
        return cls(
            items=listed(Standing.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class ListOnboardingAnswer:
    """All of them."""
    items: list[Onboarding]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListOnboardingAnswer:
        return cls(
            items=listed(Onboarding.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class Onboarding:
    documents: list[OnboardingDocument]
    """What was handed in. The documents themselves stay elsewhere."""
    app_key: Optional[str] = None
    """Key of an application."""
    state: Optional[OnboardingState] = None
    """Only approved counts where the rules demand it."""
    company: Optional[str] = None
    """As on its licence."""
    licence: Optional[str] = None
    """Code of the business licence or the organisation."""
    trade: Optional[str] = None
    """Its trade, as the rules file names forbidden ones."""
    carrier: Optional[str] = None
    """What the service is part of: an app, a mini program, a site, with its name."""
    scene: Optional[str] = None
    """Who calls whom, and what for."""
    script: Optional[str] = None
    """What is said on such a call."""
    callee_source: Optional[str] = None
    """Where callees' numbers come from."""
    uses_messages: Optional[bool] = None
    until: Optional[datetime] = None
    """When the authorisation ends."""
    note: Optional[str] = None
    """For people."""
    changed_at: Optional[datetime] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Onboarding:
        return cls(
            documents=listed(OnboardingDocument.from_json, data.get("documents")),
            app_key=data.get("appKey"),
            state=data.get("state"),
            company=data.get("company"),
            licence=data.get("licence"),
            trade=data.get("trade"),
            carrier=data.get("carrier"),
            scene=data.get("scene"),
            script=data.get("script"),
            callee_source=data.get("calleeSource"),
            uses_messages=data.get("usesMessages"),
            until=maybe(read_time, data.get("until")),
            note=data.get("note"),
            changed_at=maybe(read_time, data.get("changedAt")),
        )


@dataclasses.dataclass(frozen=True)
class OnboardingDocument:
    name: str
    """What it is."""
    sha256: str
    bytes: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> OnboardingDocument:
        return cls(
            name=data["name"],
            sha256=data["sha256"],
            bytes=data.get("bytes"),
        )


@dataclasses.dataclass(frozen=True)
class ListPromptsAnswer:
    """All of them."""
    items: list[ListPromptsAnswerItem]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListPromptsAnswer:
        return cls(
            items=listed(ListPromptsAnswerItem.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class ListPromptsAnswerItem:
    languages: list[str]
    """For one that came with Callveil."""
    name: Optional[str] = None
    """File name: letters, digits and _ @ . + -, ending in .wav."""
    milliseconds: Optional[int] = None
    format: Optional[str] = None
    """The format of the file, such as `A-law, 8000 Hz, 8 bit, mono`."""
    level_dbm0: Optional[float] = None
    """Mean level in dBm0; -66 is silence. Speech is near -20."""
    peak_dbfs: Optional[float] = None
    """Level of the loudest sample; 0 is full scale, where it distorts."""
    rms_dbfs: Optional[float] = None
    """Root of the mean square, against full scale."""
    built_in: Optional[bool] = None
    """Came with Callveil; can be covered by one of the same name."""
    used_by: Optional[ListPromptsAnswerItemUsedBy] = None
    """Who names it, beside answers in X mode and `standardPrompts`."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListPromptsAnswerItem:
        return cls(
            languages=listed(same, data.get("languages")),
            name=data.get("name"),
            milliseconds=data.get("milliseconds"),
            format=data.get("format"),
            level_dbm0=data.get("levelDbm0"),
            peak_dbfs=data.get("peakDbfs"),
            rms_dbfs=data.get("rmsDbfs"),
            built_in=data.get("builtIn"),
            used_by=maybe(ListPromptsAnswerItemUsedBy.from_json, data.get("usedBy")),
        )


@dataclasses.dataclass(frozen=True)
class ListPromptsAnswerItemUsedBy:
    """Who names it, beside answers in X mode and `standardPrompts`."""
    applications: list[str]
    """As `key (tones.noBinding)`."""
    bindings: Optional[int] = None
    """In force."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListPromptsAnswerItemUsedBy:
        return cls(
            applications=listed(same, data.get("applications")),
            bindings=data.get("bindings"),
        )


@dataclasses.dataclass(frozen=True)
class ListReceiversAnswer:
    """Receivers that something waits for."""
    items: list[ListReceiversAnswerItem]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListReceiversAnswer:
        return cls(
            items=listed(ListReceiversAnswerItem.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class ListReceiversAnswerItem:
    app_key: Optional[str] = None
    """Key of an application."""
    channel: Optional[str] = None
    """Which of its call-back addresses: status, fee, numberStatus and so on."""
    waiting: Optional[int] = None
    """Messages that have not been taken yet."""
    failed: Optional[int] = None
    """Those of them that have been pushed in vain before."""
    next_due_at: Optional[datetime] = None
    """When the first of them is pushed again; absent: at once."""
    down: Optional[bool] = None
    """The last pushes all failed: one message at a time tries whether it is back."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListReceiversAnswerItem:
        return cls(
            app_key=data.get("appKey"),
            channel=data.get("channel"),
            waiting=data.get("waiting"),
            failed=data.get("failed"),
            next_due_at=maybe(read_time, data.get("nextDueAt")),
            down=data.get("down"),
        )


@dataclasses.dataclass(frozen=True)
class ListTrunksAnswer:
    """All trunks, in the order of the file."""
    items: list[ListTrunksAnswerItem]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListTrunksAnswer:
        return cls(
            items=listed(ListTrunksAnswerItem.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class ListTrunksAnswerItem:
    refusals: list[ListTrunksAnswerItemRefusal]
    """What calls sent to it were refused with since the start, the most frequent first."""
    smpp: list[ListTrunksAnswerItemSmpp]
    """Its connections over SMPP; absent if it has none."""
    name: Optional[str] = None
    type: Optional[ListTrunksAnswerItemType] = None
    calls_go_out: Optional[bool] = None
    """Whether it has an address that calls go to."""
    calls: Optional[int] = None
    """Calls on it now, in and out."""
    max_calls: Optional[int] = None
    """Its limit; 0 no limit."""
    state: Optional[ListTrunksAnswerItemState] = None
    """silent: it does not answer. refusing: it wants no calls at the moment. Both are tried last."""
    is_registered: Optional[bool] = None
    """Whether we are registered with it; absent if it needs no registration."""
    since: Optional[datetime] = None
    """Since when it is not up; absent while it is."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListTrunksAnswerItem:
        return cls(
            refusals=listed(ListTrunksAnswerItemRefusal.from_json, data.get("refusals")),
            smpp=listed(ListTrunksAnswerItemSmpp.from_json, data.get("smpp")),
            name=data.get("name"),
            type=data.get("type"),
            calls_go_out=data.get("callsGoOut"),
            calls=data.get("calls"),
            max_calls=data.get("maxCalls"),
            state=data.get("state"),
            is_registered=data.get("isRegistered"),
            since=maybe(read_time, data.get("since")),
        )


@dataclasses.dataclass(frozen=True)
class ListTrunksAnswerItemRefusal:
    status: Optional[int] = None
    """SIP status; 408 also if it did not answer."""
    count: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListTrunksAnswerItemRefusal:
        return cls(
            status=data.get("status"),
            count=data.get("count"),
        )


@dataclasses.dataclass(frozen=True)
class ListTrunksAnswerItemSmpp:
    server: Optional[str] = None
    """Host and port."""
    role: Optional[ListTrunksAnswerItemSmppRole] = None
    is_bound: Optional[bool] = None
    """Whether messages can pass."""
    since: Optional[datetime] = None
    """Since when it is so."""
    because: Optional[str] = None
    """Why it is not bound."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListTrunksAnswerItemSmpp:
        return cls(
            server=data.get("server"),
            role=data.get("role"),
            is_bound=data.get("isBound"),
            since=maybe(read_time, data.get("since")),
            because=data.get("because"),
        )


@dataclasses.dataclass(frozen=True)
class ListLiveAnswer:
    """Now."""
    sip: Optional[ListLiveAnswerSip] = None
    """The SIP process."""
    media: Optional[ListLiveAnswerMedia] = None
    """The media process."""
    engine: Optional[ListLiveAnswerEngine] = None
    """The engine."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListLiveAnswer:
        return cls(
            sip=maybe(ListLiveAnswerSip.from_json, data.get("sip")),
            media=maybe(ListLiveAnswerMedia.from_json, data.get("media")),
            engine=maybe(ListLiveAnswerEngine.from_json, data.get("engine")),
        )


@dataclasses.dataclass(frozen=True)
class ListLiveAnswerSip:
    """The SIP process."""
    from_: Optional[ListLiveAnswerSipFrom] = None
    """drachtio-server: an external server, which alone can list them. nowhere: the process is away."""
    transactions: Optional[ListLiveAnswerSipTransactions] = None
    """Those that came first, then those begun here; oldest first."""
    dialogs: Optional[ListLiveAnswerSipDialogs] = None
    """Oldest first."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListLiveAnswerSip:
        return cls(
            from_=data.get("from"),
            transactions=maybe(ListLiveAnswerSipTransactions.from_json, data.get("transactions")),
            dialogs=maybe(ListLiveAnswerSipDialogs.from_json, data.get("dialogs")),
        )


@dataclasses.dataclass(frozen=True)
class ListLiveAnswerSipTransactions:
    """Those that came first, then those begun here; oldest first."""
    items: list[ListLiveAnswerSipTransactionsItem]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListLiveAnswerSipTransactions:
        return cls(
            items=listed(ListLiveAnswerSipTransactionsItem.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class ListLiveAnswerSipTransactionsItem:
    method: Optional[str] = None
    direction: Optional[ListLiveAnswerSipTransactionsItemDirection] = None
    state: Optional[str] = None
    age_ms: Optional[int] = None
    """Milliseconds since it began."""
    branch: Optional[str] = None
    """Shortened, numbers in it masked."""
    peer: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListLiveAnswerSipTransactionsItem:
        return cls(
            method=data.get("method"),
            direction=data.get("direction"),
            state=data.get("state"),
            age_ms=data.get("ageMs"),
            branch=data.get("branch"),
            peer=data.get("peer"),
        )


@dataclasses.dataclass(frozen=True)
class ListLiveAnswerSipDialogs:
    """Oldest first."""
    items: list[ListLiveAnswerSipDialogsItem]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListLiveAnswerSipDialogs:
        return cls(
            items=listed(ListLiveAnswerSipDialogsItem.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class ListLiveAnswerSipDialogsItem:
    id: Optional[str] = None
    """Shortened, numbers in it masked."""
    role: Optional[ListLiveAnswerSipDialogsItemRole] = None
    """uac: the callee’s leg."""
    state: Optional[str] = None
    age_ms: Optional[int] = None
    """Milliseconds since it began."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListLiveAnswerSipDialogsItem:
        return cls(
            id=data.get("id"),
            role=data.get("role"),
            state=data.get("state"),
            age_ms=data.get("ageMs"),
        )


@dataclasses.dataclass(frozen=True)
class ListLiveAnswerMedia:
    """The media process."""
    sessions: Optional[ListLiveAnswerMediaSessions] = None
    """Oldest first."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListLiveAnswerMedia:
        return cls(
            sessions=maybe(ListLiveAnswerMediaSessions.from_json, data.get("sessions")),
        )


@dataclasses.dataclass(frozen=True)
class ListLiveAnswerMediaSessions:
    """Oldest first."""
    items: list[ListLiveAnswerMediaSessionsItem]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListLiveAnswerMediaSessions:
        return cls(
            items=listed(ListLiveAnswerMediaSessionsItem.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class ListLiveAnswerMediaSessionsItem:
    session_id: Optional[str] = None
    worker: Optional[int] = None
    """Its place; absent if it has died."""
    caller_port: Optional[int] = None
    callee_port: Optional[int] = None
    age_ms: Optional[int] = None
    """Milliseconds since it began."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListLiveAnswerMediaSessionsItem:
        return cls(
            session_id=data.get("sessionId"),
            worker=data.get("worker"),
            caller_port=data.get("callerPort"),
            callee_port=data.get("calleePort"),
            age_ms=data.get("ageMs"),
        )


@dataclasses.dataclass(frozen=True)
class ListLiveAnswerEngine:
    """The engine."""
    calls: Optional[ListLiveAnswerEngineCalls] = None
    """Oldest first."""
    held: Optional[Mapping[str, int]] = None
    """Sizes of its tables of SIP objects."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListLiveAnswerEngine:
        return cls(
            calls=maybe(ListLiveAnswerEngineCalls.from_json, data.get("calls")),
            held=mapped(same, data.get("held")),
        )


@dataclasses.dataclass(frozen=True)
class ListLiveAnswerEngineCalls:
    """Oldest first."""
    items: list[ListLiveAnswerEngineCallsItem]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListLiveAnswerEngineCalls:
        return cls(
            items=listed(ListLiveAnswerEngineCallsItem.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class ListLiveAnswerEngineCallsItem:
    session_id: Optional[str] = None
    state: Optional[str] = None
    age_ms: Optional[int] = None
    """Milliseconds since it began."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListLiveAnswerEngineCallsItem:
        return cls(
            session_id=data.get("sessionId"),
            state=data.get("state"),
            age_ms=data.get("ageMs"),
        )


@dataclasses.dataclass(frozen=True)
class GetJournalAnswer:
    """Now."""
    ailments: list[str]
    """Why changes answer 503: away, lost-changes, read-only, out-of-memory, cannot-save, too-few-replicas."""
    lost_scopes: list[str]
    """Applications (and `*`, which application has which number) of which the store has lost changes that are in
    force here.
    """

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetJournalAnswer:
        return cls(
            ailments=listed(same, data.get("ailments")),
            lost_scopes=listed(same, data.get("lostScopes")),
        )


@dataclasses.dataclass(frozen=True)
class RestoreJournalAnswer:
    """Done."""
    scopes: list[str]
    """What was decided about."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RestoreJournalAnswer:
        return cls(
            scopes=listed(same, data.get("scopes")),
        )


@dataclasses.dataclass(frozen=True)
class AcceptJournalAnswer:
    """Done."""
    scopes: list[str]
    """What was decided about."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> AcceptJournalAnswer:
        return cls(
            scopes=listed(same, data.get("scopes")),
        )


@dataclasses.dataclass(frozen=True)
class GetSystemAnswer:
    """Now."""
    silent_trunks: list[str]
    """Trunks that do not answer, and are tried after all others."""
    version: Optional[str] = None
    started_at: Optional[datetime] = None
    now: Optional[datetime] = None
    draining: Optional[bool] = None
    """Takes no new calls."""
    calls: Optional[int] = None
    bindings: Optional[int] = None
    journal_available: Optional[bool] = None
    """While false, calls go on and changes answer 503."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetSystemAnswer:
        return cls(
            silent_trunks=listed(same, data.get("silentTrunks")),
            version=data.get("version"),
            started_at=maybe(read_time, data.get("startedAt")),
            now=maybe(read_time, data.get("now")),
            draining=data.get("draining"),
            calls=data.get("calls"),
            bindings=data.get("bindings"),
            journal_available=data.get("journalAvailable"),
        )


@dataclasses.dataclass(frozen=True)
class GetMachineAnswer:
    """Now. What the system does not tell is left out."""
    processes: list[GetMachineAnswerProcesse]
    disks: list[GetMachineAnswerDisk]
    load: list[GetMachineAnswerLoad]
    certificates: list[GetMachineAnswerCertificate]
    versions: Optional[Mapping[str, str]] = None
    machine: Optional[GetMachineAnswerMachine] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetMachineAnswer:
        return cls(
            processes=listed(GetMachineAnswerProcesse.from_json, data.get("processes")),
            disks=listed(GetMachineAnswerDisk.from_json, data.get("disks")),
            load=listed(GetMachineAnswerLoad.from_json, data.get("load")),
            certificates=listed(GetMachineAnswerCertificate.from_json, data.get("certificates")),
            versions=mapped(same, data.get("versions")),
            machine=maybe(GetMachineAnswerMachine.from_json, data.get("machine")),
        )


@dataclasses.dataclass(frozen=True)
class GetMachineAnswerProcesse:
    name: Optional[str] = None
    pid: Optional[int] = None
    uptime_seconds: Optional[int] = None
    cpu_seconds: Optional[float] = None
    memory_bytes: Optional[int] = None
    open_files: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetMachineAnswerProcesse:
        return cls(
            name=data.get("name"),
            pid=data.get("pid"),
            uptime_seconds=data.get("uptimeSeconds"),
            cpu_seconds=data.get("cpuSeconds"),
            memory_bytes=data.get("memoryBytes"),
            open_files=data.get("openFiles"),
        )


@dataclasses.dataclass(frozen=True)
class GetMachineAnswerMachine:
    load_average: list[float]
    name: Optional[str] = None
    cpus: Optional[int] = None
    memory_bytes: Optional[int] = None
    free_memory_bytes: Optional[int] = None
    uptime_seconds: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetMachineAnswerMachine:
        return cls(
            load_average=listed(same, data.get("loadAverage")),
            name=data.get("name"),
            cpus=data.get("cpus"),
            memory_bytes=data.get("memoryBytes"),
            free_memory_bytes=data.get("freeMemoryBytes"),
            uptime_seconds=data.get("uptimeSeconds"),
        )


@dataclasses.dataclass(frozen=True)
class GetMachineAnswerDisk:
    folder: Optional[str] = None
    path: Optional[str] = None
    bytes: Optional[int] = None
    free_bytes: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetMachineAnswerDisk:
        return cls(
            folder=data.get("folder"),
            path=data.get("path"),
            bytes=data.get("bytes"),
            free_bytes=data.get("freeBytes"),
        )


@dataclasses.dataclass(frozen=True)
class GetMachineAnswerLoad:
    part: Optional[str] = None
    value: Optional[float] = None
    """At 1 the part is at its limit, and new calls are refused."""
    is_delay: Optional[bool] = None
    """A delay, and no reserve."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetMachineAnswerLoad:
        return cls(
            part=data.get("part"),
            value=data.get("value"),
            is_delay=data.get("isDelay"),
        )


@dataclasses.dataclass(frozen=True)
class GetMachineAnswerCertificate:
    names: list[str]
    of: Optional[str] = None
    file: Optional[str] = None
    expires_at: Optional[datetime] = None
    because: Optional[str] = None
    """Why it cannot be read."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetMachineAnswerCertificate:
        return cls(
            names=listed(same, data.get("names")),
            of=data.get("of"),
            file=data.get("file"),
            expires_at=maybe(read_time, data.get("expiresAt")),
            because=data.get("because"),
        )


@dataclasses.dataclass(frozen=True)
class ListLogLinesAnswer:
    """Newest last."""
    items: list[ListLogLinesAnswerItem]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListLogLinesAnswer:
        return cls(
            items=listed(ListLogLinesAnswerItem.from_json, data.get("items")),
        )


@dataclasses.dataclass(frozen=True)
class ListLogLinesAnswerItem:
    sequence: Optional[int] = None
    at: Optional[datetime] = None
    level: Optional[str] = None
    text: Optional[str] = None
    fields: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListLogLinesAnswerItem:
        return cls(
            sequence=data.get("sequence"),
            at=maybe(read_time, data.get("at")),
            level=data.get("level"),
            text=data.get("text"),
            fields=data.get("fields"),
        )


@dataclasses.dataclass(frozen=True)
class SearchAuditAnswer:
    """Oldest first."""
    items: list[SearchAuditAnswerItem]
    head: Optional[SearchAuditAnswerHead] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchAuditAnswer:
        return cls(
            items=listed(SearchAuditAnswerItem.from_json, data.get("items")),
            head=maybe(SearchAuditAnswerHead.from_json, data.get("head")),
        )


@dataclasses.dataclass(frozen=True)
class SearchAuditAnswerItem:
    sequence: Optional[int] = None
    time: Optional[datetime] = None
    who: Optional[SearchAuditAnswerItemWho] = None
    """A token of this API, an application (role `application`), or Callveil (role `service`)."""
    action: Optional[SearchAuditAnswerItemAction] = None
    what: Optional[Mapping[str, Any]] = None
    """The operation and what it named. Numbers are keyed hashes."""
    previous: Optional[str] = None
    hash: Optional[str] = None
    """SHA-256 of `previous` and the entry as canonical JSON."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchAuditAnswerItem:
        return cls(
            sequence=data.get("sequence"),
            time=maybe(read_time, data.get("time")),
            who=maybe(SearchAuditAnswerItemWho.from_json, data.get("who")),
            action=data.get("action"),
            what=mapped(same, data.get("what")),
            previous=data.get("previous"),
            hash=data.get("hash"),
        )


@dataclasses.dataclass(frozen=True)
class SearchAuditAnswerItemWho:
    """A token of this API, an application (role `application`), or Callveil (role `service`)."""
    name: Optional[str] = None
    role: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchAuditAnswerItemWho:
        return cls(
            name=data.get("name"),
            role=data.get("role"),
        )


@dataclasses.dataclass(frozen=True)
class SearchAuditAnswerHead:
    sequence: Optional[int] = None
    hash: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchAuditAnswerHead:
        return cls(
            sequence=data.get("sequence"),
            hash=data.get("hash"),
        )


@dataclasses.dataclass(frozen=True)
class VerifyAuditAnswer:
    """What was found."""
    intact: Optional[bool] = None
    entries: Optional[int] = None
    """Those that were read, up to the first broken one."""
    head: Optional[VerifyAuditAnswerHead] = None
    """The last good entry. Keep it elsewhere."""
    checkpoint: Optional[VerifyAuditAnswerCheckpoint] = None
    """Entries up to this one were cut off after their days."""
    broken: Optional[VerifyAuditAnswerBroken] = None
    """The first entry that is not as it was written."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> VerifyAuditAnswer:
        return cls(
            intact=data.get("intact"),
            entries=data.get("entries"),
            head=maybe(VerifyAuditAnswerHead.from_json, data.get("head")),
            checkpoint=maybe(VerifyAuditAnswerCheckpoint.from_json, data.get("checkpoint")),
            broken=maybe(VerifyAuditAnswerBroken.from_json, data.get("broken")),
        )


@dataclasses.dataclass(frozen=True)
class VerifyAuditAnswerHead:
    """The last good entry. Keep it elsewhere."""
    sequence: Optional[int] = None
    hash: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> VerifyAuditAnswerHead:
        return cls(
            sequence=data.get("sequence"),
            hash=data.get("hash"),
        )


@dataclasses.dataclass(frozen=True)
class VerifyAuditAnswerCheckpoint:
    """Entries up to this one were cut off after their days."""
    sequence: Optional[int] = None
    hash: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> VerifyAuditAnswerCheckpoint:
        return cls(
            sequence=data.get("sequence"),
            hash=data.get("hash"),
        )


@dataclasses.dataclass(frozen=True)
class VerifyAuditAnswerBroken:
    """The first entry that is not as it was written."""
    line: Optional[int] = None
    sequence: Optional[int] = None
    because: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> VerifyAuditAnswerBroken:
        return cls(
            line=data.get("line"),
            sequence=data.get("sequence"),
            because=data.get("because"),
        )


@dataclasses.dataclass(frozen=True)
class ListAccountsAnswer:
    """All of them."""
    items: list[Account]
    total: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListAccountsAnswer:
        return cls(
            items=listed(Account.from_json, data.get("items")),
            total=data.get("total"),
        )


@dataclasses.dataclass(frozen=True)
class Account:
    applications: list[str]
    """subscriber: whose messages it may read. The other roles have no such limit."""
    name: Optional[str] = None
    """Letters, digits and . _ @ -, a letter first; upper and lower case are the same."""
    role: Optional[AccountRole] = None
    has_second_factor: Optional[bool] = None
    must_change_password: Optional[bool] = None
    """An administrator set the password."""
    sessions: Optional[int] = None
    """That have not ended."""
    created_at: Optional[datetime] = None
    signed_in_at: Optional[datetime] = None
    """Left out: never."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Account:
        return cls(
            applications=listed(same, data.get("applications")),
            name=data.get("name"),
            role=data.get("role"),
            has_second_factor=data.get("hasSecondFactor"),
            must_change_password=data.get("mustChangePassword"),
            sessions=data.get("sessions"),
            created_at=maybe(read_time, data.get("createdAt")),
            signed_in_at=maybe(read_time, data.get("signedInAt")),
        )


@dataclasses.dataclass(frozen=True)
class EndAccountSessionsAnswer:
    """They have ended."""
    ended: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> EndAccountSessionsAnswer:
        return cls(
            ended=data.get("ended"),
        )


@dataclasses.dataclass(frozen=True)
class ReloadAnswer:
    """Done, or with `dryRun` possible."""
    changes: list[str]
    """Each changed key with its old and its new value."""
    doubts: list[str]
    """Settings that can hardly have been meant."""
    outcome: Optional[ReloadAnswerOutcome] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ReloadAnswer:
        return cls(
            changes=listed(same, data.get("changes")),
            doubts=listed(same, data.get("doubts")),
            outcome=data.get("outcome"),
        )


@dataclasses.dataclass(frozen=True)
class BeginDrainAnswer:
    """It drains."""
    draining: Optional[bool] = None
    """Takes no new calls."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> BeginDrainAnswer:
        return cls(
            draining=data.get("draining"),
        )


@dataclasses.dataclass(frozen=True)
class UndoDrainAnswer:
    """It takes calls."""
    draining: Optional[bool] = None
    """Takes no new calls."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> UndoDrainAnswer:
        return cls(
            draining=data.get("draining"),
        )


@dataclasses.dataclass(frozen=True)
class ListEventsAnswer:
    """Messages after that one."""
    items: list[ListEventsAnswerItem]
    next: Optional[str] = None
    """The last message that was read: `next` of the answer before."""
    missed: Optional[bool] = None
    """Messages after `after` have been deleted: it is older than `reports.pullDays`."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListEventsAnswer:
        return cls(
            items=listed(ListEventsAnswerItem.from_json, data.get("items")),
            next=data.get("next"),
            missed=data.get("missed"),
        )


@dataclasses.dataclass(frozen=True)
class ListEventsAnswerItem:
    id: Optional[str] = None
    """Id of a message, the `Idempotency-Key` of its push. Ids of an application increase."""
    app_key: Optional[str] = None
    """Key of an application."""
    kind: Optional[str] = None
    """`eventType`; `fee` for a record, `smsEvent` for a notice of a short message."""
    at: Optional[datetime] = None
    session_id: Optional[str] = None
    """A notice of a short message has its `smsIdentifier` here."""
    message: Optional[Mapping[str, Any]] = None
    """What is pushed: the same JSON."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListEventsAnswerItem:
        return cls(
            id=data.get("id"),
            app_key=data.get("appKey"),
            kind=data.get("kind"),
            at=maybe(read_time, data.get("at")),
            session_id=data.get("sessionId"),
            message=mapped(same, data.get("message")),
        )


@dataclasses.dataclass(frozen=True)
class ListUndeliveredAnswer:
    """Oldest first, for `reports.givenUpDays`."""
    items: list[ListUndeliveredAnswerItem]
    next: Optional[str] = None
    """The last message that was read: `next` of the answer before."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListUndeliveredAnswer:
        return cls(
            items=listed(ListUndeliveredAnswerItem.from_json, data.get("items")),
            next=data.get("next"),
        )


@dataclasses.dataclass(frozen=True)
class ListUndeliveredAnswerItem:
    id: Optional[str] = None
    """Id of a message, the `Idempotency-Key` of its push. Ids of an application increase."""
    app_key: Optional[str] = None
    """Key of an application."""
    channel: Optional[str] = None
    """Which of its addresses: status, fee and so on."""
    session_id: Optional[str] = None
    """`*`: several records that were pushed together."""
    failures: Optional[int] = None
    given_up_at: Optional[datetime] = None
    because: Optional[str] = None
    """Why the last push failed."""
    message: Optional[Mapping[str, Any]] = None
    """What is pushed: the same JSON."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListUndeliveredAnswerItem:
        return cls(
            id=data.get("id"),
            app_key=data.get("appKey"),
            channel=data.get("channel"),
            session_id=data.get("sessionId"),
            failures=data.get("failures"),
            given_up_at=maybe(read_time, data.get("givenUpAt")),
            because=data.get("because"),
            message=mapped(same, data.get("message")),
        )


@dataclasses.dataclass(frozen=True)
class ResendUndeliveredAnswer:
    """How many."""
    resent: Optional[int] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ResendUndeliveredAnswer:
        return cls(
            resent=data.get("resent"),
        )


@dataclasses.dataclass(frozen=True)
class SearchRecordsAnswer:
    """One page of them."""
    items: list[PastRecord]
    next: Optional[str] = None
    """The place of the last one; absent: there are no more."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchRecordsAnswer:
        return cls(
            items=listed(PastRecord.from_json, data.get("items")),
            next=data.get("next"),
        )


@dataclasses.dataclass(frozen=True)
class ExportSubjectAnswer:
    """One list for each store."""
    number: Optional[str] = None
    """A phone number: + and country code, or as it is dialled in the country of the policy."""
    more: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """Whatever else was answered."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ExportSubjectAnswer:
        return cls(
            number=data.get("number"),
            more={
                key: one
                for key, one in data.items()
                if key not in ("number",)
            },
        )


@dataclasses.dataclass(frozen=True)
class ExplainErasureAnswer:
    """As of now."""
    stores: list[ExplainErasureAnswerStore]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ExplainErasureAnswer:
        return cls(
            stores=listed(ExplainErasureAnswerStore.from_json, data.get("stores")),
        )


@dataclasses.dataclass(frozen=True)
class ExplainErasureAnswerStore:
    kept: list[ExplainErasureAnswerStoreKept]
    """What stays, and why."""
    notes: list[str]
    store: Optional[str] = None
    erased: Optional[Mapping[str, int]] = None
    """How many of each kind are deleted."""
    replaced: Optional[Mapping[str, int]] = None
    """In how many texts of others asterisks replace the number."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ExplainErasureAnswerStore:
        return cls(
            kept=listed(ExplainErasureAnswerStoreKept.from_json, data.get("kept")),
            notes=listed(same, data.get("notes")),
            store=data.get("store"),
            erased=mapped(same, data.get("erased")),
            replaced=mapped(same, data.get("replaced")),
        )


@dataclasses.dataclass(frozen=True)
class ExplainErasureAnswerStoreKept:
    ids: list[str]
    what: Optional[str] = None
    count: Optional[int] = None
    because: Optional[str] = None
    until: Optional[datetime] = None
    """When the last of them ends by itself."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ExplainErasureAnswerStoreKept:
        return cls(
            ids=listed(same, data.get("ids")),
            what=data.get("what"),
            count=data.get("count"),
            because=data.get("because"),
            until=maybe(read_time, data.get("until")),
        )


@dataclasses.dataclass(frozen=True)
class EraseSubjectAnswer:
    """Done. It goes on by itself: ask for it by its id."""
    also: list[EraseSubjectAnswerAlso]
    stores: list[EraseSubjectAnswerStore]
    remarks: list[str]
    id: Optional[str] = None
    subject: Optional[str] = None
    """A keyed hash of the number, the same as in the audit."""
    engine: Optional[str] = None
    journal: Optional[EraseSubjectAnswerJournal] = None
    asked_at: Optional[datetime] = None
    asked_by: Optional[EraseSubjectAnswerAskedBy] = None
    finished_at: Optional[datetime] = None
    interruptions: Optional[int] = None
    sha256: Optional[str] = None
    """SHA-256 of the other fields but `audit` as canonical JSON."""
    audit: Optional[EraseSubjectAnswerAudit] = None
    """The audit entry that has the same SHA-256."""
    state: Optional[EraseSubjectAnswerState] = None
    more: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """Whatever else was answered."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> EraseSubjectAnswer:
        return cls(
            also=listed(same, data.get("also")),
            stores=listed(EraseSubjectAnswerStore.from_json, data.get("stores")),
            remarks=listed(same, data.get("remarks")),
            id=data.get("id"),
            subject=data.get("subject"),
            engine=data.get("engine"),
            journal=data.get("journal"),
            asked_at=maybe(read_time, data.get("askedAt")),
            asked_by=maybe(EraseSubjectAnswerAskedBy.from_json, data.get("askedBy")),
            finished_at=maybe(read_time, data.get("finishedAt")),
            interruptions=data.get("interruptions"),
            sha256=data.get("sha256"),
            audit=maybe(EraseSubjectAnswerAudit.from_json, data.get("audit")),
            state=data.get("state"),
            more={
                key: one
                for key, one in data.items()
                if key not in ("id", "subject", "engine", "journal", "askedAt", "askedBy", "also", "finishedAt", "interruptions", "stores", "remarks", "sha256", "audit", "state",)
            },
        )


@dataclasses.dataclass(frozen=True)
class EraseSubjectAnswerAskedBy:
    name: Optional[str] = None
    role: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> EraseSubjectAnswerAskedBy:
        return cls(
            name=data.get("name"),
            role=data.get("role"),
        )


@dataclasses.dataclass(frozen=True)
class EraseSubjectAnswerStore:
    kept: list[EraseSubjectAnswerStoreKept]
    """What stays, and why."""
    notes: list[str]
    store: Optional[str] = None
    erased: Optional[Mapping[str, int]] = None
    """How many of each kind are deleted."""
    replaced: Optional[Mapping[str, int]] = None
    """In how many texts of others asterisks replace the number."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> EraseSubjectAnswerStore:
        return cls(
            kept=listed(EraseSubjectAnswerStoreKept.from_json, data.get("kept")),
            notes=listed(same, data.get("notes")),
            store=data.get("store"),
            erased=mapped(same, data.get("erased")),
            replaced=mapped(same, data.get("replaced")),
        )


@dataclasses.dataclass(frozen=True)
class EraseSubjectAnswerStoreKept:
    ids: list[str]
    what: Optional[str] = None
    count: Optional[int] = None
    because: Optional[str] = None
    until: Optional[datetime] = None
    """When the last of them ends by itself."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> EraseSubjectAnswerStoreKept:
        return cls(
            ids=listed(same, data.get("ids")),
            what=data.get("what"),
            count=data.get("count"),
            because=data.get("because"),
            until=maybe(read_time, data.get("until")),
        )


@dataclasses.dataclass(frozen=True)
class EraseSubjectAnswerAudit:
    """The audit entry that has the same SHA-256."""
    sequence: Optional[int] = None
    hash: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> EraseSubjectAnswerAudit:
        return cls(
            sequence=data.get("sequence"),
            hash=data.get("hash"),
        )


@dataclasses.dataclass(frozen=True)
class SearchErasuresAnswer:
    """Oldest first."""
    items: list[SearchErasuresAnswerItem]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchErasuresAnswer:
        return cls(
            items=listed(SearchErasuresAnswerItem.from_json, data.get("items")),
        )


@dataclasses.dataclass(frozen=True)
class SearchErasuresAnswerItem:
    also: list[SearchErasuresAnswerItemAlso]
    stores: list[SearchErasuresAnswerItemStore]
    remarks: list[str]
    id: Optional[str] = None
    subject: Optional[str] = None
    """A keyed hash of the number, the same as in the audit."""
    engine: Optional[str] = None
    journal: Optional[SearchErasuresAnswerItemJournal] = None
    asked_at: Optional[datetime] = None
    asked_by: Optional[SearchErasuresAnswerItemAskedBy] = None
    finished_at: Optional[datetime] = None
    interruptions: Optional[int] = None
    sha256: Optional[str] = None
    """SHA-256 of the other fields but `audit` as canonical JSON."""
    audit: Optional[SearchErasuresAnswerItemAudit] = None
    """The audit entry that has the same SHA-256."""
    more: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """Whatever else was answered."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchErasuresAnswerItem:
        return cls(
            also=listed(same, data.get("also")),
            stores=listed(SearchErasuresAnswerItemStore.from_json, data.get("stores")),
            remarks=listed(same, data.get("remarks")),
            id=data.get("id"),
            subject=data.get("subject"),
            engine=data.get("engine"),
            journal=data.get("journal"),
            asked_at=maybe(read_time, data.get("askedAt")),
            asked_by=maybe(SearchErasuresAnswerItemAskedBy.from_json, data.get("askedBy")),
            finished_at=maybe(read_time, data.get("finishedAt")),
            interruptions=data.get("interruptions"),
            sha256=data.get("sha256"),
            audit=maybe(SearchErasuresAnswerItemAudit.from_json, data.get("audit")),
            more={
                key: one
                for key, one in data.items()
                if key not in ("id", "subject", "engine", "journal", "askedAt", "askedBy", "also", "finishedAt", "interruptions", "stores", "remarks", "sha256", "audit",)
            },
        )


@dataclasses.dataclass(frozen=True)
class SearchErasuresAnswerItemAskedBy:
    name: Optional[str] = None
    role: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchErasuresAnswerItemAskedBy:
        return cls(
            name=data.get("name"),
            role=data.get("role"),
        )


@dataclasses.dataclass(frozen=True)
class SearchErasuresAnswerItemStore:
    kept: list[SearchErasuresAnswerItemStoreKept]
    """What stays, and why."""
    notes: list[str]
    store: Optional[str] = None
    erased: Optional[Mapping[str, int]] = None
    """How many of each kind are deleted."""
    replaced: Optional[Mapping[str, int]] = None
    """In how many texts of others asterisks replace the number."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchErasuresAnswerItemStore:
        return cls(
            kept=listed(SearchErasuresAnswerItemStoreKept.from_json, data.get("kept")),
            notes=listed(same, data.get("notes")),
            store=data.get("store"),
            erased=mapped(same, data.get("erased")),
            replaced=mapped(same, data.get("replaced")),
        )


@dataclasses.dataclass(frozen=True)
class SearchErasuresAnswerItemStoreKept:
    ids: list[str]
    what: Optional[str] = None
    count: Optional[int] = None
    because: Optional[str] = None
    until: Optional[datetime] = None
    """When the last of them ends by itself."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchErasuresAnswerItemStoreKept:
        return cls(
            ids=listed(same, data.get("ids")),
            what=data.get("what"),
            count=data.get("count"),
            because=data.get("because"),
            until=maybe(read_time, data.get("until")),
        )


@dataclasses.dataclass(frozen=True)
class SearchErasuresAnswerItemAudit:
    """The audit entry that has the same SHA-256."""
    sequence: Optional[int] = None
    hash: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchErasuresAnswerItemAudit:
        return cls(
            sequence=data.get("sequence"),
            hash=data.get("hash"),
        )


@dataclasses.dataclass(frozen=True)
class GetErasureAnswer:
    """It is done. It goes on by itself: ask for it by its id."""
    also: list[GetErasureAnswerAlso]
    stores: list[GetErasureAnswerStore]
    remarks: list[str]
    id: Optional[str] = None
    subject: Optional[str] = None
    """A keyed hash of the number, the same as in the audit."""
    engine: Optional[str] = None
    journal: Optional[GetErasureAnswerJournal] = None
    asked_at: Optional[datetime] = None
    asked_by: Optional[GetErasureAnswerAskedBy] = None
    finished_at: Optional[datetime] = None
    interruptions: Optional[int] = None
    sha256: Optional[str] = None
    """SHA-256 of the other fields but `audit` as canonical JSON."""
    audit: Optional[GetErasureAnswerAudit] = None
    """The audit entry that has the same SHA-256."""
    state: Optional[GetErasureAnswerState] = None
    more: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """Whatever else was answered."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetErasureAnswer:
        return cls(
            also=listed(same, data.get("also")),
            stores=listed(GetErasureAnswerStore.from_json, data.get("stores")),
            remarks=listed(same, data.get("remarks")),
            id=data.get("id"),
            subject=data.get("subject"),
            engine=data.get("engine"),
            journal=data.get("journal"),
            asked_at=maybe(read_time, data.get("askedAt")),
            asked_by=maybe(GetErasureAnswerAskedBy.from_json, data.get("askedBy")),
            finished_at=maybe(read_time, data.get("finishedAt")),
            interruptions=data.get("interruptions"),
            sha256=data.get("sha256"),
            audit=maybe(GetErasureAnswerAudit.from_json, data.get("audit")),
            state=data.get("state"),
            more={
                key: one
                for key, one in data.items()
                if key not in ("id", "subject", "engine", "journal", "askedAt", "askedBy", "also", "finishedAt", "interruptions", "stores", "remarks", "sha256", "audit", "state",)
            },
        )


@dataclasses.dataclass(frozen=True)
class GetErasureAnswerAskedBy:
    name: Optional[str] = None
    role: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetErasureAnswerAskedBy:
        return cls(
            name=data.get("name"),
            role=data.get("role"),
        )


@dataclasses.dataclass(frozen=True)
class GetErasureAnswerStore:
    kept: list[GetErasureAnswerStoreKept]
    """What stays, and why."""
    notes: list[str]
    store: Optional[str] = None
    erased: Optional[Mapping[str, int]] = None
    """How many of each kind are deleted."""
    replaced: Optional[Mapping[str, int]] = None
    """In how many texts of others asterisks replace the number."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetErasureAnswerStore:
        return cls(
            kept=listed(GetErasureAnswerStoreKept.from_json, data.get("kept")),
            notes=listed(same, data.get("notes")),
            store=data.get("store"),
            erased=mapped(same, data.get("erased")),
            replaced=mapped(same, data.get("replaced")),
        )


@dataclasses.dataclass(frozen=True)
class GetErasureAnswerStoreKept:
    ids: list[str]
    what: Optional[str] = None
    count: Optional[int] = None
    because: Optional[str] = None
    until: Optional[datetime] = None
    """When the last of them ends by itself."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetErasureAnswerStoreKept:
        return cls(
            ids=listed(same, data.get("ids")),
            what=data.get("what"),
            count=data.get("count"),
            because=data.get("because"),
            until=maybe(read_time, data.get("until")),
        )


@dataclasses.dataclass(frozen=True)
class GetErasureAnswerAudit:
    """The audit entry that has the same SHA-256."""
    sequence: Optional[int] = None
    hash: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetErasureAnswerAudit:
        return cls(
            sequence=data.get("sequence"),
            hash=data.get("hash"),
        )


@dataclasses.dataclass(frozen=True)
class VerifyErasureAnswer:
    """What was found. The whole audit is read."""
    intact: Optional[bool] = None
    because: Optional[str] = None
    audit_entry: Optional[VerifyErasureAnswerAuditEntry] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> VerifyErasureAnswer:
        return cls(
            intact=data.get("intact"),
            because=data.get("because"),
            audit_entry=data.get("auditEntry"),
        )


@dataclasses.dataclass(frozen=True)
class GetLadderAnswer:
    """The ladder."""
    legs: list[GetLadderAnswerLeg]
    messages: list[GetLadderAnswerMessage]
    session_id: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetLadderAnswer:
        return cls(
            legs=listed(GetLadderAnswerLeg.from_json, data.get("legs")),
            messages=listed(GetLadderAnswerMessage.from_json, data.get("messages")),
            session_id=data.get("sessionId"),
        )


@dataclasses.dataclass(frozen=True)
class GetLadderAnswerLeg:
    side: Optional[GetLadderAnswerLegSide] = None
    peer: Optional[str] = None
    """`192.0.2.10:5060`"""
    missing: Optional[int] = None
    """Messages in the middle that were not kept: there were too many."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetLadderAnswerLeg:
        return cls(
            side=data.get("side"),
            peer=data.get("peer"),
            missing=data.get("missing"),
        )


@dataclasses.dataclass(frozen=True)
class GetLadderAnswerMessage:
    at: Optional[datetime] = None
    offset_ms: Optional[float] = None
    """Since the first one."""
    leg: Optional[int] = None
    """Place among `legs`, from 0."""
    direction: Optional[GetLadderAnswerMessageDirection] = None
    """in: from the peer to Callveil."""
    transport: Optional[GetLadderAnswerMessageTransport] = None
    peer: Optional[str] = None
    """`192.0.2.10:5060`"""
    title: Optional[str] = None
    """Method, or status and reason."""
    cseq: Optional[str] = None
    has_sdp: Optional[bool] = None
    is_repeated: Optional[bool] = None
    """The same bytes were there before."""
    text: Optional[str] = None
    """The whole message; numbers are masked for viewers."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetLadderAnswerMessage:
        return cls(
            at=maybe(read_time, data.get("at")),
            offset_ms=data.get("offsetMs"),
            leg=data.get("leg"),
            direction=data.get("direction"),
            transport=data.get("transport"),
            peer=data.get("peer"),
            title=data.get("title"),
            cseq=data.get("cseq"),
            has_sdp=data.get("hasSdp"),
            is_repeated=data.get("isRepeated"),
            text=data.get("text"),
        )


@dataclasses.dataclass(frozen=True)
class RestoreBackupAnswer:
    """The archive is good, and the engine restarts."""
    elsewhere: list[str]
    """What was not in it."""
    backup_of: Optional[datetime] = None
    """When the backup began."""
    host: Optional[str] = None
    version: Optional[str] = None
    """The version of Callveil that made it."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RestoreBackupAnswer:
        return cls(
            elsewhere=listed(same, data.get("elsewhere")),
            backup_of=maybe(read_time, data.get("backupOf")),
            host=data.get("host"),
            version=data.get("version"),
        )


@dataclasses.dataclass(frozen=True)
class GetSignInWaysAnswer:
    """The ways."""
    token: Optional[bool] = None
    account: Optional[bool] = None
    """Whether there are accounts."""
    open_id: Optional[GetSignInWaysAnswerOpenId] = None
    """OpenID Connect: `path` is a page for a browser to go to."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetSignInWaysAnswer:
        return cls(
            token=data.get("token"),
            account=data.get("account"),
            open_id=maybe(GetSignInWaysAnswerOpenId.from_json, data.get("openId")),
        )


@dataclasses.dataclass(frozen=True)
class GetSignInWaysAnswerOpenId:
    """OpenID Connect: `path` is a page for a browser to go to."""
    name: Optional[str] = None
    path: Optional[str] = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetSignInWaysAnswerOpenId:
        return cls(
            name=data.get("name"),
            path=data.get("path"),
        )


@dataclasses.dataclass(frozen=True)
class SignInAnswer:
    """You."""
    name: Optional[str] = None
    role: Optional[SignInAnswerRole] = None
    by: Optional[SignInAnswerBy] = None
    """Left out: a token."""
    first_deed: Optional[SignInAnswerFirstDeed] = None
    """An account may do nothing else before."""
    has_second_factor: Optional[bool] = None
    """For an account only."""
    session: Optional[str] = None
    """With `as: header`."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SignInAnswer:
        return cls(
            name=data.get("name"),
            role=data.get("role"),
            by=data.get("by"),
            first_deed=data.get("firstDeed"),
            has_second_factor=data.get("hasSecondFactor"),
            session=data.get("session"),
        )


@dataclasses.dataclass(frozen=True)
class SignOutAnswer:
    """It has ended."""
    next: Optional[str] = None
    """OpenID Connect: where one signs out at the provider, too."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SignOutAnswer:
        return cls(
            next=data.get("next"),
        )


@dataclasses.dataclass(frozen=True)
class GetMeAnswer:
    """You."""
    name: Optional[str] = None
    role: Optional[GetMeAnswerRole] = None
    by: Optional[GetMeAnswerBy] = None
    """Left out: a token."""
    first_deed: Optional[GetMeAnswerFirstDeed] = None
    """An account may do nothing else before."""
    has_second_factor: Optional[bool] = None
    """For an account only."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GetMeAnswer:
        return cls(
            name=data.get("name"),
            role=data.get("role"),
            by=data.get("by"),
            first_deed=data.get("firstDeed"),
            has_second_factor=data.get("hasSecondFactor"),
        )


@dataclasses.dataclass(frozen=True)
class ChangeOwnPasswordAnswer:
    """Changed."""
    session: Optional[str] = None
    """The new one, for a session that came in a header."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ChangeOwnPasswordAnswer:
        return cls(
            session=data.get("session"),
        )


@dataclasses.dataclass(frozen=True)
class EnrolSecondFactorAnswer:
    """The secret, which nothing shows again."""
    key: Optional[str] = None
    """Base32."""
    uri: Optional[str] = None
    """`otpauth:`, for a QR code."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> EnrolSecondFactorAnswer:
        return cls(
            key=data.get("key"),
            uri=data.get("uri"),
        )


@dataclasses.dataclass(frozen=True)
class ConfirmSecondFactorAnswer:
    """In force."""
    recovery_codes: list[str]
    """Each signs in once without the authenticator. Nothing shows them again."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ConfirmSecondFactorAnswer:
        return cls(
            recovery_codes=listed(same, data.get("recoveryCodes")),
        )


@dataclasses.dataclass(frozen=True)
class CreateApplicationRequestFeatures:
    recording: Union[bool, Unset] = UNSET
    sms: Union[bool, Unset] = UNSET

    def to_json(self) -> dict[str, Any]:
        return {"recording": self.recording, "sms": self.sms}


@dataclasses.dataclass(frozen=True)
class CreateApplicationRequestCallbacks:
    status: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    fee: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    sms_notify: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    sms_control: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    number_status: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    callin: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    recording: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    status_second: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    fee_second: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    number_status_second: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    sms_notify_second: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    callin_second: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    recording_second: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""

    def to_json(self) -> dict[str, Any]:
        return {
            "status": self.status,
            "fee": self.fee,
            "smsNotify": self.sms_notify,
            "smsControl": self.sms_control,
            "numberStatus": self.number_status,
            "callin": self.callin,
            "recording": self.recording,
            "statusSecond": self.status_second,
            "feeSecond": self.fee_second,
            "numberStatusSecond": self.number_status_second,
            "smsNotifySecond": self.sms_notify_second,
            "callinSecond": self.callin_second,
            "recordingSecond": self.recording_second,
        }


@dataclasses.dataclass(frozen=True)
class CreateApplicationRequestReports:
    kinds: Union[Sequence[CreateApplicationRequestReportsKind], Unset] = UNSET
    fields: Union[Sequence[CreateApplicationRequestReportsField], Unset] = UNSET
    pull: Union[bool, Unset] = UNSET
    retry_minutes: Union[Sequence[int], Unset] = UNSET
    """Expected: minutes, 1 to 10080 each."""
    push_timeout_seconds: Union[int, Unset] = UNSET
    ask_timeout_seconds: Union[int, Unset] = UNSET
    sp_id: Union[str, Unset] = UNSET
    service_type: Union[str, Unset] = UNSET
    record_push_url: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https:// and has {name} in it."""

    def to_json(self) -> dict[str, Any]:
        return {
            "kinds": self.kinds,
            "fields": self.fields,
            "pull": self.pull,
            "retryMinutes": self.retry_minutes,
            "pushTimeoutSeconds": self.push_timeout_seconds,
            "askTimeoutSeconds": self.ask_timeout_seconds,
            "spId": self.sp_id,
            "serviceType": self.service_type,
            "recordPushUrl": self.record_push_url,
        }


@dataclasses.dataclass(frozen=True)
class CreateApplicationRequestCalls:
    voice: Union[bool, Unset] = UNSET
    max_calls: Union[int, Unset] = UNSET
    direction: Union[int, Unset] = UNSET
    international_in: Union[bool, Unset] = UNSET
    international_out: Union[bool, Unset] = UNSET
    forbidden_prefixes: Union[Sequence[str], Unset] = UNSET
    test_numbers: Union[Sequence[str], Unset] = UNSET
    recording_required: Union[bool, Unset] = UNSET
    customer_calls_per_minute: Union[int, Unset] = UNSET
    display_calls_per_minute: Union[int, Unset] = UNSET
    minutes_per_day: Union[int, Unset] = UNSET
    answer_rate_percent: Union[int, Unset] = UNSET

    def to_json(self) -> dict[str, Any]:
        return {
            "voice": self.voice,
            "maxCalls": self.max_calls,
            "direction": self.direction,
            "internationalIn": self.international_in,
            "internationalOut": self.international_out,
            "forbiddenPrefixes": self.forbidden_prefixes,
            "testNumbers": self.test_numbers,
            "recordingRequired": self.recording_required,
            "customerCallsPerMinute": self.customer_calls_per_minute,
            "displayCallsPerMinute": self.display_calls_per_minute,
            "minutesPerDay": self.minutes_per_day,
            "answerRatePercent": self.answer_rate_percent,
        }


@dataclasses.dataclass(frozen=True)
class CreateApplicationRequestTones:
    no_binding: Union[str, Unset] = UNSET
    """Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav."""
    no_permission: Union[str, Unset] = UNSET
    """Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav."""
    business_error: Union[str, Unset] = UNSET
    """Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav."""
    enter_extension: Union[str, Unset] = UNSET
    """Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav."""
    extension_invalid: Union[str, Unset] = UNSET
    """Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav."""
    callee_busy: Union[str, Unset] = UNSET
    """Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav."""
    callee_silent: Union[str, Unset] = UNSET
    """Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav."""

    def to_json(self) -> dict[str, Any]:
        return {
            "noBinding": self.no_binding,
            "noPermission": self.no_permission,
            "businessError": self.business_error,
            "enterExtension": self.enter_extension,
            "extensionInvalid": self.extension_invalid,
            "calleeBusy": self.callee_busy,
            "calleeSilent": self.callee_silent,
        }


@dataclasses.dataclass(frozen=True)
class PutApplicationRequestFeatures:
    recording: Union[bool, Unset] = UNSET
    sms: Union[bool, Unset] = UNSET

    def to_json(self) -> dict[str, Any]:
        return {"recording": self.recording, "sms": self.sms}


@dataclasses.dataclass(frozen=True)
class PutApplicationRequestCallbacks:
    status: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    fee: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    sms_notify: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    sms_control: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    number_status: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    callin: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    recording: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    status_second: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    fee_second: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    number_status_second: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    sms_notify_second: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    callin_second: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""
    recording_second: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https://."""

    def to_json(self) -> dict[str, Any]:
        return {
            "status": self.status,
            "fee": self.fee,
            "smsNotify": self.sms_notify,
            "smsControl": self.sms_control,
            "numberStatus": self.number_status,
            "callin": self.callin,
            "recording": self.recording,
            "statusSecond": self.status_second,
            "feeSecond": self.fee_second,
            "numberStatusSecond": self.number_status_second,
            "smsNotifySecond": self.sms_notify_second,
            "callinSecond": self.callin_second,
            "recordingSecond": self.recording_second,
        }


@dataclasses.dataclass(frozen=True)
class PutApplicationRequestReports:
    kinds: Union[Sequence[PutApplicationRequestReportsKind], Unset] = UNSET
    fields: Union[Sequence[PutApplicationRequestReportsField], Unset] = UNSET
    pull: Union[bool, Unset] = UNSET
    retry_minutes: Union[Sequence[int], Unset] = UNSET
    """Expected: minutes, 1 to 10080 each."""
    push_timeout_seconds: Union[int, Unset] = UNSET
    ask_timeout_seconds: Union[int, Unset] = UNSET
    sp_id: Union[str, Unset] = UNSET
    service_type: Union[str, Unset] = UNSET
    record_push_url: Union[str, Unset] = UNSET
    """Expected: a URL that starts with http:// or https:// and has {name} in it."""

    def to_json(self) -> dict[str, Any]:
        return {
            "kinds": self.kinds,
            "fields": self.fields,
            "pull": self.pull,
            "retryMinutes": self.retry_minutes,
            "pushTimeoutSeconds": self.push_timeout_seconds,
            "askTimeoutSeconds": self.ask_timeout_seconds,
            "spId": self.sp_id,
            "serviceType": self.service_type,
            "recordPushUrl": self.record_push_url,
        }


@dataclasses.dataclass(frozen=True)
class PutApplicationRequestCalls:
    voice: Union[bool, Unset] = UNSET
    max_calls: Union[int, Unset] = UNSET
    direction: Union[int, Unset] = UNSET
    international_in: Union[bool, Unset] = UNSET
    international_out: Union[bool, Unset] = UNSET
    forbidden_prefixes: Union[Sequence[str], Unset] = UNSET
    test_numbers: Union[Sequence[str], Unset] = UNSET
    recording_required: Union[bool, Unset] = UNSET
    customer_calls_per_minute: Union[int, Unset] = UNSET
    display_calls_per_minute: Union[int, Unset] = UNSET
    minutes_per_day: Union[int, Unset] = UNSET
    answer_rate_percent: Union[int, Unset] = UNSET

    def to_json(self) -> dict[str, Any]:
        return {
            "voice": self.voice,
            "maxCalls": self.max_calls,
            "direction": self.direction,
            "internationalIn": self.international_in,
            "internationalOut": self.international_out,
            "forbiddenPrefixes": self.forbidden_prefixes,
            "testNumbers": self.test_numbers,
            "recordingRequired": self.recording_required,
            "customerCallsPerMinute": self.customer_calls_per_minute,
            "displayCallsPerMinute": self.display_calls_per_minute,
            "minutesPerDay": self.minutes_per_day,
            "answerRatePercent": self.answer_rate_percent,
        }


@dataclasses.dataclass(frozen=True)
class PutApplicationRequestTones:
    no_binding: Union[str, Unset] = UNSET
    """Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav."""
    no_permission: Union[str, Unset] = UNSET
    """Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav."""
    business_error: Union[str, Unset] = UNSET
    """Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav."""
    enter_extension: Union[str, Unset] = UNSET
    """Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav."""
    extension_invalid: Union[str, Unset] = UNSET
    """Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav."""
    callee_busy: Union[str, Unset] = UNSET
    """Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav."""
    callee_silent: Union[str, Unset] = UNSET
    """Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav."""

    def to_json(self) -> dict[str, Any]:
        return {
            "noBinding": self.no_binding,
            "noPermission": self.no_permission,
            "businessError": self.business_error,
            "enterExtension": self.enter_extension,
            "extensionInvalid": self.extension_invalid,
            "calleeBusy": self.callee_busy,
            "calleeSilent": self.callee_silent,
        }


@dataclasses.dataclass(frozen=True)
class AddNumbersRequestNumber:
    number: str
    """A phone number: + and country code, or as it is dialled in the country of the policy."""
    area_code: str

    def to_json(self) -> dict[str, Any]:
        return {"number": self.number, "areaCode": self.area_code}


@dataclasses.dataclass(frozen=True)
class ModifyBindingRequestPreVoice:
    caller_hint_tone: Union[str, Unset] = UNSET
    """A prompt."""
    callee_hint_tone: Union[str, Unset] = UNSET
    """A prompt."""

    def to_json(self) -> dict[str, Any]:
        return {"callerHintTone": self.caller_hint_tone, "calleeHintTone": self.callee_hint_tone}


@dataclasses.dataclass(frozen=True)
class BindAxbRequestPreVoice:
    caller_hint_tone: Union[str, Unset] = UNSET
    """A prompt."""
    callee_hint_tone: Union[str, Unset] = UNSET
    """A prompt."""

    def to_json(self) -> dict[str, Any]:
        return {"callerHintTone": self.caller_hint_tone, "calleeHintTone": self.callee_hint_tone}


@dataclasses.dataclass(frozen=True)
class BindAxRequestPreVoice:
    caller_hint_tone: Union[str, Unset] = UNSET
    """A prompt."""
    callee_hint_tone: Union[str, Unset] = UNSET
    """A prompt."""

    def to_json(self) -> dict[str, Any]:
        return {"callerHintTone": self.caller_hint_tone, "calleeHintTone": self.callee_hint_tone}


@dataclasses.dataclass(frozen=True)
class AddToBlacklistRequestEntry:
    kind: AddToBlacklistRequestEntryKind
    """bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other.
    call, message: every one, as either side. x: everything over one X.
    """
    number: str
    """A phone number, or + with country code, first digits and *."""
    x: Union[str, Unset] = UNSET
    """A phone number: + and country code, or as it is dialled in the country of the policy."""
    app_key: Union[str, Unset] = UNSET
    """Key of an application."""
    until: Union[datetime, Unset] = UNSET
    """From then on it counts no longer; left out: it has no term."""
    note: Union[str, Unset] = UNSET
    """For people."""

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "number": self.number,
            "x": self.x,
            "appKey": self.app_key,
            "until": self.until,
            "note": self.note,
        }


@dataclasses.dataclass(frozen=True)
class PutOnboardingRequestDocument:
    name: str
    """What it is."""
    sha256: str
    bytes: Union[int, Unset] = UNSET

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "sha256": self.sha256, "bytes": self.bytes}
