# Generated from openapi.json (version 1): change the API or the generator, not this file.
from __future__ import annotations

import ssl
from datetime import datetime
from typing import Any, BinaryIO, Iterator, Literal, Mapping, Optional, Sequence, Union

from .model import (
    ApplicationMode,
    ApplicationStatus,
    ApplicationPromptLanguage,
    ApplicationSource,
    CreateApplicationRequestMode,
    CreateApplicationRequestStatus,
    CreateApplicationRequestReportsKind,
    CreateApplicationRequestReportsField,
    CreateApplicationRequestPromptLanguage,
    PutApplicationRequestMode,
    PutApplicationRequestStatus,
    PutApplicationRequestReportsKind,
    PutApplicationRequestReportsField,
    PutApplicationRequestPromptLanguage,
    ListNumbersRequestStatus,
    PoolNumberStatus,
    PoolNumberCause,
    PoolNumberSource,
    SetNumberStatusRequestStatus,
    SetNumberStatusRequestCause,
    GetNumberCitiesRequestStatus,
    GetNumberPlanRequestMode,
    GetNumberPlanAnswerMode,
    GetNumberPlanAnswerPartWhat,
    GetStatisticsRequestInterval,
    GetStatisticsRequestBy,
    BindingMode,
    BindingCalleeNumDisplay,
    BindingDisplayNumMode,
    ModifyBindingRequestCalleeNumDisplay,
    ModifyBindingRequestTurnFlag,
    ModifyBindingRequestDisplayNumMode,
    ModifyBindingRequestTimeUnit,
    BindAxbRequestAreaMatchMode,
    BindAxRequestAreaMatchMode,
    BindAxRequestCalleeNumDisplay,
    BindAxRequestTurnFlag,
    BindAxeRequestAreaMatchMode,
    BindAxeRequestDisplayNumMode,
    BindAxeRequestTimeUnit,
    BindAxybRequestAreaMatchMode,
    BindAxybPartRequestAreaMatchMode,
    CallState,
    MessageState,
    MessageResult,
    ExplainAnswerStepOutcome,
    ExplainAnswerResolutionKind,
    ExplainCallAnswerFrom,
    ExplainCallAnswerStepOutcome,
    PastRecordKind,
    PastRecordReleasedBy,
    PastRecordTriedOutcome,
    AskMayCallAnswerRefusedBy,
    ListBlacklistRequestKind,
    BlacklistEntryKind,
    AddToBlacklistRequestEntryKind,
    SearchBlacklistRequestKind,
    ImportBlacklistRequestKind,
    RemoveFromBlacklistRequestKind,
    AddRegistrationsRequestState,
    ImportRegistrationsRequestState,
    SearchRegistrationsRequestState,
    RegistrationState,
    ComplaintCategory,
    AddComplaintRequestCategory,
    StandingState,
    OnboardingState,
    PutOnboardingRequestState,
    GetPromptRequestLanguage,
    ListTrunksAnswerItemType,
    ListTrunksAnswerItemState,
    ListTrunksAnswerItemSmppRole,
    ListLiveAnswerSipFrom,
    ListLiveAnswerSipTransactionsItemDirection,
    ListLiveAnswerSipDialogsItemRole,
    ListLogLinesRequestLevel,
    SearchAuditRequestAction,
    SearchAuditAnswerItemAction,
    AccountRole,
    AddAccountRequestRole,
    ChangeAccountRoleRequestRole,
    ReloadAnswerOutcome,
    SearchRecordsRequestKind,
    GetRecordKind,
    ExportRecordsRequestKind,
    ExplainErasureRequestAlso,
    EraseSubjectRequestAlso,
    EraseSubjectAnswerJournal,
    EraseSubjectAnswerAlso,
    EraseSubjectAnswerState,
    SearchErasuresAnswerItemJournal,
    SearchErasuresAnswerItemAlso,
    GetErasureAnswerJournal,
    GetErasureAnswerAlso,
    GetErasureAnswerState,
    VerifyErasureAnswerAuditEntry,
    GetLadderAnswerLegSide,
    GetLadderAnswerMessageDirection,
    GetLadderAnswerMessageTransport,
    SignInRequestAs,
    SignInAnswerRole,
    SignInAnswerBy,
    SignInAnswerFirstDeed,
    GetMeAnswerRole,
    GetMeAnswerBy,
    GetMeAnswerFirstDeed,
    ListApplicationsAnswer,
    Application,
    ApplicationFeatures,
    CreateApplicationAnswer,
    RenewSecretAnswer,
    TryCallbackAnswer,
    ListNumbersAnswer,
    PoolNumber,
    AddNumbersAnswer,
    ImportNumbersAnswer,
    ImportNumbersAnswerFault,
    TransferNumbersAnswer,
    GetNumberCitiesAnswer,
    GetNumberCitiesAnswerItem,
    GetNumberPlanAnswer,
    GetNumberPlanAnswerPart,
    GetStatisticsAnswer,
    GetStatisticsAnswerTotal,
    GetStatisticsAnswerSery,
    GetStatisticsAnswerEnding,
    GetStatisticsAnswerGroup,
    SearchBindingsAnswer,
    Binding,
    BindingPreVoice,
    BindingPart,
    Part,
    ListCallsAnswer,
    Call,
    ListLevelsAnswer,
    ListLevelsAnswerItem,
    ListLevelsAnswerItemCaller,
    ListLevelsAnswerItemCallee,
    SearchRecordingsAnswer,
    SearchRecordingsAnswerItem,
    SearchRecordingsAnswerItemFile,
    ListListenersAnswer,
    ListListenersAnswerItem,
    ListMessagesAnswer,
    Message,
    ExplainAnswer,
    ExplainAnswerStep,
    ExplainAnswerRoutes,
    ExplainAnswerRoutesTrunk,
    ExplainAnswerResolution,
    ExplainAnswerResolutionRules,
    ExplainAnswerResolutionRulesRecording,
    ExplainCallAnswer,
    ExplainCallAnswerStep,
    PastRecord,
    PastRecordTried,
    AskMayCallAnswer,
    AskMayCallAnswerRule,
    ListBlacklistAnswer,
    BlacklistEntry,
    AddToBlacklistAnswer,
    SearchBlacklistAnswer,
    ImportBlacklistAnswer,
    ImportBlacklistAnswerFault,
    AddRegistrationsAnswer,
    AddRegistrationsAnswerFault,
    ImportRegistrationsAnswer,
    ImportRegistrationsAnswerFault,
    SearchRegistrationsAnswer,
    Registration,
    GetRegistrationStatusAnswer,
    RemoveRegistrationsAnswer,
    ListComplaintsAnswer,
    Complaint,
    AddComplaintAnswer,
    Standing,
    ListStandingsAnswer,
    ListOnboardingAnswer,
    Onboarding,
    OnboardingDocument,
    ListPromptsAnswer,
    ListPromptsAnswerItem,
    ListPromptsAnswerItemUsedBy,
    ListReceiversAnswer,
    ListReceiversAnswerItem,
    ListTrunksAnswer,
    ListTrunksAnswerItem,
    ListTrunksAnswerItemRefusal,
    ListTrunksAnswerItemSmpp,
    ListLiveAnswer,
    ListLiveAnswerSip,
    ListLiveAnswerSipTransactions,
    ListLiveAnswerSipTransactionsItem,
    ListLiveAnswerSipDialogs,
    ListLiveAnswerSipDialogsItem,
    ListLiveAnswerMedia,
    ListLiveAnswerMediaSessions,
    ListLiveAnswerMediaSessionsItem,
    ListLiveAnswerEngine,
    ListLiveAnswerEngineCalls,
    ListLiveAnswerEngineCallsItem,
    GetJournalAnswer,
    RestoreJournalAnswer,
    AcceptJournalAnswer,
    GetSystemAnswer,
    GetMachineAnswer,
    GetMachineAnswerProcesse,
    GetMachineAnswerMachine,
    GetMachineAnswerDisk,
    GetMachineAnswerLoad,
    GetMachineAnswerCertificate,
    ListLogLinesAnswer,
    ListLogLinesAnswerItem,
    SearchAuditAnswer,
    SearchAuditAnswerItem,
    SearchAuditAnswerItemWho,
    SearchAuditAnswerHead,
    VerifyAuditAnswer,
    VerifyAuditAnswerHead,
    VerifyAuditAnswerCheckpoint,
    VerifyAuditAnswerBroken,
    ListAccountsAnswer,
    Account,
    EndAccountSessionsAnswer,
    ReloadAnswer,
    BeginDrainAnswer,
    UndoDrainAnswer,
    ListEventsAnswer,
    ListEventsAnswerItem,
    ListUndeliveredAnswer,
    ListUndeliveredAnswerItem,
    ResendUndeliveredAnswer,
    SearchRecordsAnswer,
    ExportSubjectAnswer,
    ExplainErasureAnswer,
    ExplainErasureAnswerStore,
    ExplainErasureAnswerStoreKept,
    EraseSubjectAnswer,
    EraseSubjectAnswerAskedBy,
    EraseSubjectAnswerStore,
    EraseSubjectAnswerStoreKept,
    EraseSubjectAnswerAudit,
    SearchErasuresAnswer,
    SearchErasuresAnswerItem,
    SearchErasuresAnswerItemAskedBy,
    SearchErasuresAnswerItemStore,
    SearchErasuresAnswerItemStoreKept,
    SearchErasuresAnswerItemAudit,
    GetErasureAnswer,
    GetErasureAnswerAskedBy,
    GetErasureAnswerStore,
    GetErasureAnswerStoreKept,
    GetErasureAnswerAudit,
    VerifyErasureAnswer,
    GetLadderAnswer,
    GetLadderAnswerLeg,
    GetLadderAnswerMessage,
    RestoreBackupAnswer,
    GetSignInWaysAnswer,
    GetSignInWaysAnswerOpenId,
    SignInAnswer,
    SignOutAnswer,
    GetMeAnswer,
    ChangeOwnPasswordAnswer,
    EnrolSecondFactorAnswer,
    ConfirmSecondFactorAnswer,
    CreateApplicationRequestFeatures,
    CreateApplicationRequestCallbacks,
    CreateApplicationRequestReports,
    CreateApplicationRequestCalls,
    CreateApplicationRequestTones,
    PutApplicationRequestFeatures,
    PutApplicationRequestCallbacks,
    PutApplicationRequestReports,
    PutApplicationRequestCalls,
    PutApplicationRequestTones,
    AddNumbersRequestNumber,
    ModifyBindingRequestPreVoice,
    BindAxbRequestPreVoice,
    BindAxRequestPreVoice,
    AddToBlacklistRequestEntry,
    PutOnboardingRequestDocument,
)
from .transport import UNSET, Transport, Unset, maybe, pages_by_index, pages_by_next, part


class Callveil:
    """A client of the operator API."""

    def __init__(
        self,
        url: str,
        token: str,
        *,
        timeout: float = 30.0,
        retries: int = 2,
        context: Optional[ssl.SSLContext] = None,
    ) -> None:
        """``url``: such as ``http://127.0.0.1:8081``. ``token``: of ``operator.tokens``.

        ``timeout``: seconds without a byte of the answer. ``retries``: how often a deed is tried again that may be done
        twice and was answered 429 or 503 with Retry-After. ``context``: e.g. to trust a private CA.
        """
        self._transport = Transport(url, token, timeout=timeout, retries=retries, context=context)

    def list_applications(
        self,
    ) -> ListApplicationsAnswer:
        """All applications."""
        return self._transport.json(
            "GET",
            "/v1/applications",
            repeatable=True,
            read=ListApplicationsAnswer.from_json,
        )

    def create_application(
        self,
        *,
        app_key: str,
        mode: CreateApplicationRequestMode,
        allowed_addresses: Union[Sequence[str], Unset] = UNSET,
        name: Union[str, Unset] = UNSET,
        status: Union[CreateApplicationRequestStatus, Unset] = UNSET,
        features: Union[CreateApplicationRequestFeatures, Unset] = UNSET,
        callbacks: Union[CreateApplicationRequestCallbacks, Unset] = UNSET,
        reports: Union[CreateApplicationRequestReports, Unset] = UNSET,
        calls: Union[CreateApplicationRequestCalls, Unset] = UNSET,
        tones: Union[CreateApplicationRequestTones, Unset] = UNSET,
        prompt_language: Union[CreateApplicationRequestPromptLanguage, Unset] = UNSET,
        standard_prompts: Union[bool, Unset] = UNSET,
        extension_digits: Union[int, Unset] = UNSET,
    ) -> CreateApplicationAnswer:
        """Makes an application with a secret, which is shown once. What is left out has its default. To bring a
        secret of your own, use `putApplication`.

        ``app_key``: Key of an application.
        """
        return self._transport.json(
            "POST",
            "/v1/applications",
            body={
                "appKey": app_key,
                "name": name,
                "mode": mode,
                "status": status,
                "features": features,
                "callbacks": callbacks,
                "reports": reports,
                "calls": calls,
                "tones": tones,
                "promptLanguage": prompt_language,
                "standardPrompts": standard_prompts,
                "extensionDigits": extension_digits,
                "allowedAddresses": allowed_addresses,
            },
            repeatable=False,
            read=CreateApplicationAnswer.from_json,
        )

    def get_application(
        self,
        app_key: str,
    ) -> Application:
        """One application."""
        return self._transport.json(
            "GET",
            f"/v1/applications/{part(app_key)}",
            repeatable=True,
            read=Application.from_json,
        )

    def put_application(
        self,
        app_key: str,
        *,
        mode: PutApplicationRequestMode,
        allowed_addresses: Union[Sequence[str], Unset] = UNSET,
        app_secret: Union[str, Unset] = UNSET,
        name: Union[str, Unset] = UNSET,
        status: Union[PutApplicationRequestStatus, Unset] = UNSET,
        features: Union[PutApplicationRequestFeatures, Unset] = UNSET,
        callbacks: Union[PutApplicationRequestCallbacks, Unset] = UNSET,
        reports: Union[PutApplicationRequestReports, Unset] = UNSET,
        calls: Union[PutApplicationRequestCalls, Unset] = UNSET,
        tones: Union[PutApplicationRequestTones, Unset] = UNSET,
        prompt_language: Union[PutApplicationRequestPromptLanguage, Unset] = UNSET,
        standard_prompts: Union[bool, Unset] = UNSET,
        extension_digits: Union[int, Unset] = UNSET,
    ) -> Application:
        """Makes or replaces an application. Lasting, and in force at once on every engine. Key by key it wins
        over the configuration file until the next start that finds the key changed there. Fields left out
        take their defaults. The secret may be left out where the application exists. The mode of an
        application that exists cannot change.
        """
        return self._transport.json(
            "PUT",
            f"/v1/applications/{part(app_key)}",
            body={
                "appSecret": app_secret,
                "name": name,
                "mode": mode,
                "status": status,
                "features": features,
                "callbacks": callbacks,
                "reports": reports,
                "calls": calls,
                "tones": tones,
                "promptLanguage": prompt_language,
                "standardPrompts": standard_prompts,
                "extensionDigits": extension_digits,
                "allowedAddresses": allowed_addresses,
            },
            repeatable=True,
            read=Application.from_json,
        )

    def renew_secret(
        self,
        app_key: str,
    ) -> RenewSecretAnswer:
        """Gives an application another secret, which is shown once. In force at once: requests that are signed
        with the old one are refused from then on.
        """
        return self._transport.json(
            "POST",
            f"/v1/applications/{part(app_key)}/secret",
            repeatable=False,
            read=RenewSecretAnswer.from_json,
        )

    def try_callback(
        self,
        app_key: str,
        *,
        channel: str,
    ) -> TryCallbackAnswer:
        """Sends a signed test push to one of its addresses, and answers what came of it. Signed as every push
        is, with `eventType` `test`, once, to an address that the application has: under the rules of
        `callbacks.allowedNetworks`, without following redirects. Nothing is stored.

        ``channel``: Name among `callbacks`.
        """
        return self._transport.json(
            "POST",
            f"/v1/applications/{part(app_key)}/try",
            body={"channel": channel},
            repeatable=False,
            read=TryCallbackAnswer.from_json,
        )

    def list_numbers(
        self,
        *,
        app_key: Union[str, Unset] = UNSET,
        area_code: Union[str, Unset] = UNSET,
        status: Union[ListNumbersRequestStatus, Unset] = UNSET,
        page_index: Union[int, Unset] = UNSET,
        page_size: Union[int, Unset] = UNSET,
    ) -> ListNumbersAnswer:
        """Numbers of the pool.

        ``app_key``: Key of an application.
        """
        return self._transport.json(
            "GET",
            "/v1/numbers",
            query={
                "appKey": app_key,
                "areaCode": area_code,
                "status": status,
                "pageIndex": page_index,
                "pageSize": page_size,
            },
            repeatable=True,
            read=ListNumbersAnswer.from_json,
        )

    def list_numbers_all(
        self,
        *,
        app_key: Union[str, Unset] = UNSET,
        area_code: Union[str, Unset] = UNSET,
        status: Union[ListNumbersRequestStatus, Unset] = UNSET,
        page_index: Union[int, Unset] = UNSET,
        page_size: Union[int, Unset] = UNSET,
    ) -> Iterator[PoolNumber]:
        """Numbers of the pool, of all pages from the one asked for on; each page is asked for when it is wanted.

        ``app_key``: Key of an application.
        """
        return pages_by_index(
            lambda page: self.list_numbers(
                app_key=app_key,
                area_code=area_code,
                status=status,
                page_size=page_size,
                page_index=page,
            ),
            page_index,
            page_size,
            50,
        )

    def add_numbers(
        self,
        *,
        app_key: str,
        numbers: Sequence[AddNumbersRequestNumber],
    ) -> AddNumbersAnswer:
        """Gives an application numbers. Those it has already stay as they are. Numbers before a refused one have
        been added.

        ``app_key``: Key of an application.
        """
        return self._transport.json(
            "POST",
            "/v1/numbers",
            body={"appKey": app_key, "numbers": numbers},
            repeatable=False,
            read=AddNumbersAnswer.from_json,
        )

    def find_number(
        self,
        *,
        number: str,
    ) -> PoolNumber:
        """One number of the pool.

        ``number``: A phone number: + and country code, or as it is dialled in the country of the policy.
        """
        return self._transport.json(
            "POST",
            "/v1/numbers/find",
            body={"number": number},
            repeatable=True,
            read=PoolNumber.from_json,
        )

    def import_numbers(
        self,
        content: str,
        *,
        app_key: str,
    ) -> ImportNumbersAnswer:
        """Imports numbers from CSV. A heading with number and area_code, in any order. Good lines are taken, bad
        ones told.

        ``app_key``: Key of an application.
        """
        return self._transport.json(
            "POST",
            "/v1/numbers/import",
            query={"appKey": app_key},
            content=("text/csv", content.encode()),
            repeatable=False,
            read=ImportNumbersAnswer.from_json,
        )

    def transfer_numbers(
        self,
        *,
        numbers: Sequence[str],
        to_app_key: str,
    ) -> TransferNumbersAnswer:
        """Gives numbers to another application. Those in use stay where they are and are told. They stay here
        whatever the configuration file said before; a file that moves them later moves them.

        ``to_app_key``: Key of an application.
        """
        return self._transport.json(
            "POST",
            "/v1/numbers/transfer",
            body={"numbers": numbers, "toAppKey": to_app_key},
            repeatable=False,
            read=TransferNumbersAnswer.from_json,
        )

    def set_number_status(
        self,
        *,
        number: str,
        status: SetNumberStatusRequestStatus,
        cause: Union[SetNumberStatusRequestCause, Unset] = UNSET,
    ) -> PoolNumber:
        """Changes what a number may do. frozen: no new bindings, existing ones work. suspended, unavailable:
        bindings and calls fail. The application is notified.

        ``number``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``cause``: Why it is unavailable; goes with that status only.
        """
        return self._transport.json(
            "POST",
            "/v1/numbers/status",
            body={"number": number, "status": status, "cause": cause},
            repeatable=False,
            read=PoolNumber.from_json,
        )

    def remove_number(
        self,
        *,
        number: str,
    ) -> None:
        """Takes a number out of the pool. Refused while anything is bound to it. One that the configuration file
        still gives comes back with the next start.

        ``number``: A phone number: + and country code, or as it is dialled in the country of the policy.
        """
        self._transport.nothing("POST", "/v1/numbers/remove", body={"number": number}, repeatable=False)

    def get_number_cities(
        self,
        *,
        app_key: Union[str, Unset] = UNSET,
        status: Union[GetNumberCitiesRequestStatus, Unset] = UNSET,
    ) -> GetNumberCitiesAnswer:
        """How many numbers each city has, and what they can do. Every number counts once: as ended or frozen by
        its status, else as used, resting or free.

        ``app_key``: Key of an application.
        """
        return self._transport.json(
            "GET",
            "/v1/numbers/cities",
            query={"appKey": app_key, "status": status},
            repeatable=True,
            read=GetNumberCitiesAnswer.from_json,
        )

    def get_number_plan(
        self,
        *,
        mode: GetNumberPlanRequestMode,
        bindings: int,
        per_user: Union[int, Unset] = UNSET,
        b_per_a: Union[int, Unset] = UNSET,
        ends_per_hour: Union[int, Unset] = UNSET,
        app_key: Union[str, Unset] = UNSET,
        area_code: Union[str, Unset] = UNSET,
    ) -> GetNumberPlanAnswer:
        """How many numbers so many bindings take. By the rules of the mode: what an X or a Y carries, how often
        a user may be on it, how long it rests. With `appKey` or `areaCode`: how many of them are there, and
        how many are missing.

        ``bindings``: At once. AXYB: relations of an A with its X.
        ``per_user``: Most that one user, or one A, has at once.
        ``b_per_a``: AXYB: most B with a Y of one A at once.
        ``ends_per_hour``: AX, AXYB: bindings that end in an hour.
        ``app_key``: Key of an application.
        """
        return self._transport.json(
            "GET",
            "/v1/numbers/plan",
            query={
                "mode": mode,
                "bindings": bindings,
                "perUser": per_user,
                "bPerA": b_per_a,
                "endsPerHour": ends_per_hour,
                "appKey": app_key,
                "areaCode": area_code,
            },
            repeatable=True,
            read=GetNumberPlanAnswer.from_json,
        )

    def get_statistics(
        self,
        *,
        from_: Union[datetime, Unset] = UNSET,
        until: Union[datetime, Unset] = UNSET,
        app_key: Union[str, Unset] = UNSET,
        area_code: Union[str, Unset] = UNSET,
        caller_trunk: Union[str, Unset] = UNSET,
        callee_trunk: Union[str, Unset] = UNSET,
        interval: Union[GetStatisticsRequestInterval, Unset] = UNSET,
        by: Union[GetStatisticsRequestBy, Unset] = UNSET,
        utc_offset_minutes: Union[int, Unset] = UNSET,
    ) -> GetStatisticsAnswer:
        """Calls of a time in figures: answer rate, length, post-dial delay, endings, complaints. Calls count in
        the hour in which they came; times are rounded out to whole hours, and are the last 24 hours by
        default. A call is counted within a second of its end. One city or one trunk can be looked at by
        itself, with its endings and hours; other groupings of it are not kept. Calls of which a leg had no
        trunk are in no trunk’s figures.

        ``app_key``: Key of an application.
        ``area_code``: Calls through numbers of that city.
        ``caller_trunk``: Calls that came from it.
        ``callee_trunk``: Calls that went out by it.
        ``interval``: How long each entry of the series is.
        ``by``: What the groups are; `hour` is the hour of the day.
        ``utc_offset_minutes``: Clock by which days begin and hours of the day are counted, ahead of UTC; in
        whole hours.
        """
        return self._transport.json(
            "GET",
            "/v1/statistics",
            query={
                "from": from_,
                "until": until,
                "appKey": app_key,
                "areaCode": area_code,
                "callerTrunk": caller_trunk,
                "calleeTrunk": callee_trunk,
                "interval": interval,
                "by": by,
                "utcOffsetMinutes": utc_offset_minutes,
            },
            repeatable=True,
            read=GetStatisticsAnswer.from_json,
        )

    def search_bindings(
        self,
        *,
        app_key: Union[str, Unset] = UNSET,
        number: Union[str, Unset] = UNSET,
        page_index: Union[int, Unset] = UNSET,
        page_size: Union[int, Unset] = UNSET,
    ) -> SearchBindingsAnswer:
        """Bindings of an application, of a number, or all. By number: those that have it as X, Y, A or B. Looks
        through everything; not for a program to poll.

        ``app_key``: Key of an application.
        ``number``: A phone number: + and country code, or as it is dialled in the country of the policy.
        """
        return self._transport.json(
            "POST",
            "/v1/bindings/search",
            body={"appKey": app_key, "number": number, "pageIndex": page_index, "pageSize": page_size},
            repeatable=True,
            read=SearchBindingsAnswer.from_json,
        )

    def search_bindings_all(
        self,
        *,
        app_key: Union[str, Unset] = UNSET,
        number: Union[str, Unset] = UNSET,
        page_index: Union[int, Unset] = UNSET,
        page_size: Union[int, Unset] = UNSET,
    ) -> Iterator[Binding]:
        """Bindings of an application, of a number, or all, of all pages from the one asked for on; each page is
        asked for when it is wanted.

        ``app_key``: Key of an application.
        ``number``: A phone number: + and country code, or as it is dialled in the country of the policy.
        """
        return pages_by_index(
            lambda page: self.search_bindings(app_key=app_key, number=number, page_size=page_size, page_index=page),
            page_index,
            page_size,
            50,
        )

    def get_binding(
        self,
        subscription_id: str,
    ) -> Binding:
        """One binding."""
        return self._transport.json(
            "GET",
            f"/v1/bindings/{part(subscription_id)}",
            repeatable=True,
            read=Binding.from_json,
        )

    def remove_binding(
        self,
        subscription_id: str,
    ) -> None:
        """Unbinds. A call in progress goes on. AXYB: all its parts go too."""
        self._transport.nothing("DELETE", f"/v1/bindings/{part(subscription_id)}", repeatable=True)

    def modify_binding(
        self,
        subscription_id: str,
        *,
        a: Union[str, Unset] = UNSET,
        b: Union[str, Unset] = UNSET,
        record_flag: Union[bool, Unset] = UNSET,
        record_hint_tone: Union[Optional[str], Unset] = UNSET,
        user_data: Union[Optional[str], Unset] = UNSET,
        call_direction: Union[Literal[0, 1, 2], Unset] = UNSET,
        max_duration: Union[int, Unset] = UNSET,
        last_min_voice: Union[Optional[str], Unset] = UNSET,
        pre_voice: Union[Optional[ModifyBindingRequestPreVoice], Unset] = UNSET,
        private_sms: Union[bool, Unset] = UNSET,
        duration: Union[int, Unset] = UNSET,
        callee_num_display: Union[ModifyBindingRequestCalleeNumDisplay, Unset] = UNSET,
        turn_flag: Union[ModifyBindingRequestTurnFlag, Unset] = UNSET,
        display_num_mode: Union[ModifyBindingRequestDisplayNumMode, Unset] = UNSET,
        callback_tone: Union[Optional[str], Unset] = UNSET,
        callback_num: Union[Optional[str], Unset] = UNSET,
        time_unit: Union[ModifyBindingRequestTimeUnit, Unset] = UNSET,
        bind_expired_time: Union[int, Unset] = UNSET,
        callback_expired_time: Union[int, Unset] = UNSET,
    ) -> Binding:
        """Changes a binding. Fields left out stay as they are, null takes a prompt, userData or callbackNum
        away; which there are depends on the mode. preVoice is replaced as a whole. AXB: a duration starts
        counting anew. A call in progress goes on as it began. AXYB: 409, its bindings cannot be changed.

        ``a``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``b``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``record_hint_tone``: A prompt.
        ``call_direction``: 0 both ways, 1 only A calls, 2 only A is called.
        ``max_duration``: Minutes; 0 no limit.
        ``last_min_voice``: A prompt.
        ``private_sms``: Whether its short messages are relayed; true by default.
        ``duration``: Seconds; 0 never ends.
        ``callee_num_display``: What A sees: 0 X, 1 the real caller.
        ``display_num_mode``: What A sees: 0 X, 1 the real caller.
        ``callback_tone``: A prompt.
        ``callback_num``: A phone number: + and country code, or as it is dialled in the country of the
        policy.
        ``time_unit``: 0 hours, 1 minutes.
        ``bind_expired_time``: In timeUnit; 0 never.
        ``callback_expired_time``: In timeUnit; 0 never.
        """
        return self._transport.json(
            "PATCH",
            f"/v1/bindings/{part(subscription_id)}",
            body={
                "a": a,
                "b": b,
                "recordFlag": record_flag,
                "recordHintTone": record_hint_tone,
                "userData": user_data,
                "callDirection": call_direction,
                "maxDuration": max_duration,
                "lastMinVoice": last_min_voice,
                "preVoice": pre_voice,
                "privateSms": private_sms,
                "duration": duration,
                "calleeNumDisplay": callee_num_display,
                "turnFlag": turn_flag,
                "displayNumMode": display_num_mode,
                "callbackTone": callback_tone,
                "callbackNum": callback_num,
                "timeUnit": time_unit,
                "bindExpiredTime": bind_expired_time,
                "callbackExpiredTime": callback_expired_time,
            },
            repeatable=False,
            read=Binding.from_json,
        )

    def bind_axb(
        self,
        *,
        app_key: str,
        a: str,
        b: str,
        x: Union[str, Unset] = UNSET,
        area_code: Union[str, Unset] = UNSET,
        area_match_mode: Union[BindAxbRequestAreaMatchMode, Unset] = UNSET,
        record_flag: Union[bool, Unset] = UNSET,
        record_hint_tone: Union[str, Unset] = UNSET,
        user_data: Union[str, Unset] = UNSET,
        call_direction: Union[Literal[0, 1, 2], Unset] = UNSET,
        max_duration: Union[int, Unset] = UNSET,
        last_min_voice: Union[str, Unset] = UNSET,
        pre_voice: Union[BindAxbRequestPreVoice, Unset] = UNSET,
        private_sms: Union[bool, Unset] = UNSET,
        duration: Union[int, Unset] = UNSET,
    ) -> Binding:
        """Binds in mode AXB.

        ``app_key``: Key of an application.
        ``a``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``b``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``x``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``area_match_mode``: 0 that city only, 1 any.
        ``record_hint_tone``: A prompt.
        ``call_direction``: 0 both ways, 1 only A calls, 2 only A is called.
        ``max_duration``: Minutes; 0 no limit.
        ``last_min_voice``: A prompt.
        ``private_sms``: Whether its short messages are relayed; true by default.
        ``duration``: Seconds; 0 never ends.
        """
        return self._transport.json(
            "POST",
            "/v1/bindings/axb",
            body={
                "appKey": app_key,
                "a": a,
                "b": b,
                "x": x,
                "areaCode": area_code,
                "areaMatchMode": area_match_mode,
                "recordFlag": record_flag,
                "recordHintTone": record_hint_tone,
                "userData": user_data,
                "callDirection": call_direction,
                "maxDuration": max_duration,
                "lastMinVoice": last_min_voice,
                "preVoice": pre_voice,
                "privateSms": private_sms,
                "duration": duration,
            },
            repeatable=False,
            read=Binding.from_json,
        )

    def bind_ax(
        self,
        *,
        app_key: str,
        a: str,
        x: Union[str, Unset] = UNSET,
        area_code: Union[str, Unset] = UNSET,
        area_match_mode: Union[BindAxRequestAreaMatchMode, Unset] = UNSET,
        record_flag: Union[bool, Unset] = UNSET,
        record_hint_tone: Union[str, Unset] = UNSET,
        user_data: Union[str, Unset] = UNSET,
        call_direction: Union[Literal[0, 1, 2], Unset] = UNSET,
        max_duration: Union[int, Unset] = UNSET,
        last_min_voice: Union[str, Unset] = UNSET,
        pre_voice: Union[BindAxRequestPreVoice, Unset] = UNSET,
        private_sms: Union[bool, Unset] = UNSET,
        callee_num_display: Union[BindAxRequestCalleeNumDisplay, Unset] = UNSET,
        turn_flag: Union[BindAxRequestTurnFlag, Unset] = UNSET,
    ) -> Binding:
        """Binds in mode AX.

        ``app_key``: Key of an application.
        ``a``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``x``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``area_match_mode``: 0 that city only, 1 any.
        ``record_hint_tone``: A prompt.
        ``call_direction``: 0 both ways, 1 only A calls, 2 only A is called.
        ``max_duration``: Minutes; 0 no limit.
        ``last_min_voice``: A prompt.
        ``private_sms``: Whether its short messages are relayed; true by default.
        ``callee_num_display``: What A sees: 0 X, 1 the real caller.
        """
        return self._transport.json(
            "POST",
            "/v1/bindings/ax",
            body={
                "appKey": app_key,
                "a": a,
                "x": x,
                "areaCode": area_code,
                "areaMatchMode": area_match_mode,
                "recordFlag": record_flag,
                "recordHintTone": record_hint_tone,
                "userData": user_data,
                "callDirection": call_direction,
                "maxDuration": max_duration,
                "lastMinVoice": last_min_voice,
                "preVoice": pre_voice,
                "privateSms": private_sms,
                "calleeNumDisplay": callee_num_display,
                "turnFlag": turn_flag,
            },
            repeatable=False,
            read=Binding.from_json,
        )

    def bind_axe(
        self,
        *,
        app_key: str,
        a: str,
        x: Union[str, Unset] = UNSET,
        extension: Union[str, Unset] = UNSET,
        area_code: Union[str, Unset] = UNSET,
        area_match_mode: Union[BindAxeRequestAreaMatchMode, Unset] = UNSET,
        record_flag: Union[bool, Unset] = UNSET,
        record_hint_tone: Union[str, Unset] = UNSET,
        user_data: Union[str, Unset] = UNSET,
        display_num_mode: Union[BindAxeRequestDisplayNumMode, Unset] = UNSET,
        callback_tone: Union[str, Unset] = UNSET,
        callback_num: Union[str, Unset] = UNSET,
        time_unit: Union[BindAxeRequestTimeUnit, Unset] = UNSET,
        bind_expired_time: Union[int, Unset] = UNSET,
        callback_expired_time: Union[int, Unset] = UNSET,
    ) -> Binding:
        """Binds in mode AXE.

        ``app_key``: Key of an application.
        ``a``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``x``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``area_match_mode``: 0 that city only, 1 any.
        ``record_hint_tone``: A prompt.
        ``display_num_mode``: What A sees: 0 X, 1 the real caller.
        ``callback_tone``: A prompt.
        ``callback_num``: A phone number: + and country code, or as it is dialled in the country of the
        policy.
        ``time_unit``: 0 hours, 1 minutes.
        ``bind_expired_time``: In timeUnit; 0 never.
        ``callback_expired_time``: In timeUnit; 0 never.
        """
        return self._transport.json(
            "POST",
            "/v1/bindings/axe",
            body={
                "appKey": app_key,
                "a": a,
                "x": x,
                "extension": extension,
                "areaCode": area_code,
                "areaMatchMode": area_match_mode,
                "recordFlag": record_flag,
                "recordHintTone": record_hint_tone,
                "userData": user_data,
                "displayNumMode": display_num_mode,
                "callbackTone": callback_tone,
                "callbackNum": callback_num,
                "timeUnit": time_unit,
                "bindExpiredTime": bind_expired_time,
                "callbackExpiredTime": callback_expired_time,
            },
            repeatable=False,
            read=Binding.from_json,
        )

    def bind_axyb(
        self,
        *,
        app_key: str,
        a: str,
        area_code: Union[str, Unset] = UNSET,
        area_match_mode: Union[BindAxybRequestAreaMatchMode, Unset] = UNSET,
        record_flag: Union[bool, Unset] = UNSET,
        record_hint_tone: Union[str, Unset] = UNSET,
        user_data: Union[str, Unset] = UNSET,
        call_direction: Union[Literal[0, 1, 2], Unset] = UNSET,
        duration: Union[int, Unset] = UNSET,
        yb_duration: Union[int, Unset] = UNSET,
        pre_voice_x: Union[str, Unset] = UNSET,
    ) -> Binding:
        """Binds in mode AXYB.

        ``app_key``: Key of an application.
        ``a``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``area_match_mode``: 0 that city only, 1 any.
        ``record_hint_tone``: A prompt.
        ``call_direction``: 0 both ways, 1 only A calls, 2 only A is called.
        ``duration``: Seconds; 0 never ends.
        ``yb_duration``: Seconds; 0 never ends.
        ``pre_voice_x``: A prompt.
        """
        return self._transport.json(
            "POST",
            "/v1/bindings/axyb",
            body={
                "appKey": app_key,
                "a": a,
                "areaCode": area_code,
                "areaMatchMode": area_match_mode,
                "recordFlag": record_flag,
                "recordHintTone": record_hint_tone,
                "userData": user_data,
                "callDirection": call_direction,
                "duration": duration,
                "ybDuration": yb_duration,
                "preVoiceX": pre_voice_x,
            },
            repeatable=False,
            read=Binding.from_json,
        )

    def bind_axyb_part(
        self,
        *,
        subscription_id: str,
        b: str,
        area_code: Union[str, Unset] = UNSET,
        area_match_mode: Union[BindAxybPartRequestAreaMatchMode, Unset] = UNSET,
        yb_duration: Union[int, Unset] = UNSET,
        pre_voice_y: Union[str, Unset] = UNSET,
    ) -> Part:
        """Gives a B a Y on an AXYB binding.

        ``subscription_id``: Id of a binding.
        ``b``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``area_match_mode``: 0 that city only, 1 any.
        ``yb_duration``: Seconds; 0 never ends.
        ``pre_voice_y``: A prompt.
        """
        return self._transport.json(
            "POST",
            "/v1/bindings/axyb/parts",
            body={
                "subscriptionId": subscription_id,
                "b": b,
                "areaCode": area_code,
                "areaMatchMode": area_match_mode,
                "ybDuration": yb_duration,
                "preVoiceY": pre_voice_y,
            },
            repeatable=False,
            read=Part.from_json,
        )

    def list_calls(
        self,
        *,
        page_index: Union[int, Unset] = UNSET,
        page_size: Union[int, Unset] = UNSET,
    ) -> ListCallsAnswer:
        """Calls in progress. Calls that end move those after them up: a reader of many pages may miss as many."""
        return self._transport.json(
            "GET",
            "/v1/calls",
            query={"pageIndex": page_index, "pageSize": page_size},
            repeatable=True,
            read=ListCallsAnswer.from_json,
        )

    def list_calls_all(
        self,
        *,
        page_index: Union[int, Unset] = UNSET,
        page_size: Union[int, Unset] = UNSET,
    ) -> Iterator[Call]:
        """Calls in progress, of all pages from the one asked for on; each page is asked for when it is wanted."""
        return pages_by_index(
            lambda page: self.list_calls(page_size=page_size, page_index=page),
            page_index,
            page_size,
            50,
        )

    def get_call(
        self,
        session_id: str,
    ) -> Call:
        """One call in progress."""
        return self._transport.json(
            "GET",
            f"/v1/calls/{part(session_id)}",
            repeatable=True,
            read=Call.from_json,
        )

    def end_call(
        self,
        session_id: str,
    ) -> None:
        """Ends a call."""
        self._transport.nothing("DELETE", f"/v1/calls/{part(session_id)}", repeatable=True)

    def list_levels(
        self,
        *,
        session_ids: Sequence[str],
    ) -> ListLevelsAnswer:
        """What is heard from both legs of live calls, over a fraction of a second. Measured while it is asked
        for, at most once a second: who asks more often gets the measurement before. Calls without audio here
        are left out.
        """
        return self._transport.json(
            "POST",
            "/v1/calls/levels",
            body={"sessionIds": session_ids},
            repeatable=False,
            read=ListLevelsAnswer.from_json,
        )

    def search_recordings(
        self,
        *,
        number: Union[str, Unset] = UNSET,
        app_key: Union[str, Unset] = UNSET,
        subscription_id: Union[str, Unset] = UNSET,
        trunk: Union[str, Unset] = UNSET,
        ending: Union[str, Unset] = UNSET,
        from_: Union[datetime, Unset] = UNSET,
        until: Union[datetime, Unset] = UNSET,
        min_seconds: Union[float, Unset] = UNSET,
        max_seconds: Union[float, Unset] = UNSET,
        after: Union[str, Unset] = UNSET,
        limit: Union[int, Unset] = UNSET,
    ) -> SearchRecordingsAnswer:
        """Calls that were recorded, newest first. As `searchRecords` does. A page may have fewer than were asked
        for, or none, and a `next` all the same: go on until there is no `next`.

        ``number``: In whichever part: real numbers and privacy numbers.
        ``app_key``: Key of an application.
        ``subscription_id``: Id of a binding.
        ``trunk``: Of either leg.
        ``ending``: Ending of a call, result of a message, new status of a number.
        ``from_``: Those that came at this time or later.
        ``until``: Those that came before.
        ``min_seconds``: Talked at least so long.
        ``max_seconds``: Talked at most so long.
        ``after``: `next` of the answer before.
        """
        return self._transport.json(
            "POST",
            "/v1/recordings/search",
            body={
                "number": number,
                "appKey": app_key,
                "subscriptionId": subscription_id,
                "trunk": trunk,
                "ending": ending,
                "from": from_,
                "until": until,
                "minSeconds": min_seconds,
                "maxSeconds": max_seconds,
                "after": after,
                "limit": limit,
            },
            repeatable=True,
            read=SearchRecordingsAnswer.from_json,
        )

    def search_recordings_all(
        self,
        *,
        number: Union[str, Unset] = UNSET,
        app_key: Union[str, Unset] = UNSET,
        subscription_id: Union[str, Unset] = UNSET,
        trunk: Union[str, Unset] = UNSET,
        ending: Union[str, Unset] = UNSET,
        from_: Union[datetime, Unset] = UNSET,
        until: Union[datetime, Unset] = UNSET,
        min_seconds: Union[float, Unset] = UNSET,
        max_seconds: Union[float, Unset] = UNSET,
        after: Union[str, Unset] = UNSET,
        limit: Union[int, Unset] = UNSET,
    ) -> Iterator[SearchRecordingsAnswerItem]:
        """Calls that were recorded, newest first, of all pages from the one asked for on; each page is asked for
        when it is wanted.

        ``number``: In whichever part: real numbers and privacy numbers.
        ``app_key``: Key of an application.
        ``subscription_id``: Id of a binding.
        ``trunk``: Of either leg.
        ``ending``: Ending of a call, result of a message, new status of a number.
        ``from_``: Those that came at this time or later.
        ``until``: Those that came before.
        ``min_seconds``: Talked at least so long.
        ``max_seconds``: Talked at most so long.
        ``after``: `next` of the answer before.
        """
        return pages_by_next(
            lambda page: self.search_recordings(
                number=number,
                app_key=app_key,
                subscription_id=subscription_id,
                trunk=trunk,
                ending=ending,
                from_=from_,
                until=until,
                min_seconds=min_seconds,
                max_seconds=max_seconds,
                limit=limit,
                after=page,
            ),
            after,
        )

    def listen_to_recording(
        self,
        session_id: str,
    ) -> BinaryIO:
        """The audio of a recording. What the parties of a call said: each request is in the audit, as
        `listened`, before it is answered. One range of bytes may be asked for (RFC 9110 14).
        """
        return self._transport.bytes("GET", f"/v1/recordings/{part(session_id)}", repeatable=True)

    def list_listeners(
        self,
        session_id: str,
    ) -> ListListenersAnswer:
        """Who has listened to a recording, and when. From the audit, the newest 200: operators here, and
        applications that have fetched it.
        """
        return self._transport.json(
            "GET",
            f"/v1/recordings/{part(session_id)}/listeners",
            repeatable=True,
            read=ListListenersAnswer.from_json,
        )

    def list_messages(
        self,
        *,
        app_key: Union[str, Unset] = UNSET,
        before: Union[datetime, Unset] = UNSET,
        after: Union[str, Unset] = UNSET,
        limit: Union[int, Unset] = UNSET,
    ) -> ListMessagesAnswer:
        """Short messages, newest first. Go on with `after` = `next`, until there is no `next`. None is missed,
        and none comes twice.

        ``app_key``: Key of an application.
        ``before``: Those received before; absent: the newest.
        ``after``: `next` of the answer before; then `before` is not used.
        """
        return self._transport.json(
            "GET",
            "/v1/messages",
            query={"appKey": app_key, "before": before, "after": after, "limit": limit},
            repeatable=True,
            read=ListMessagesAnswer.from_json,
        )

    def list_messages_all(
        self,
        *,
        app_key: Union[str, Unset] = UNSET,
        before: Union[datetime, Unset] = UNSET,
        after: Union[str, Unset] = UNSET,
        limit: Union[int, Unset] = UNSET,
    ) -> Iterator[Message]:
        """Short messages, newest first, of all pages from the one asked for on; each page is asked for when it
        is wanted.

        ``app_key``: Key of an application.
        ``before``: Those received before; absent: the newest.
        ``after``: `next` of the answer before; then `before` is not used.
        """
        return pages_by_next(
            lambda page: self.list_messages(app_key=app_key, before=before, limit=limit, after=page),
            after,
        )

    def explain(
        self,
        *,
        dialled: str,
        caller: Union[str, Unset] = UNSET,
        digits: Union[str, Unset] = UNSET,
    ) -> ExplainAnswer:
        """What would become of a call. caller left out: withheld. digits: what the caller types when asked for
        an extension; left out: not asked yet. Nothing is changed.

        ``caller``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``dialled``: A phone number: + and country code, or as it is dialled in the country of the policy.
        """
        return self._transport.json(
            "POST",
            "/v1/explain",
            body={"caller": caller, "dialled": dialled, "digits": digits},
            repeatable=True,
            read=ExplainAnswer.from_json,
        )

    def explain_call(
        self,
        *,
        session_id: str,
    ) -> ExplainCallAnswer:
        """Why a call of the past, or one in progress, went as it did. From the record, which is kept for its
        days; from the call while it lasts; or, of the last calls that reached no application, from memory.
        """
        return self._transport.json(
            "GET",
            "/v1/explain",
            query={"sessionId": session_id},
            repeatable=True,
            read=ExplainCallAnswer.from_json,
        )

    def ask_may_call(
        self,
        *,
        caller: str,
        dialled: str,
        digits: Union[str, Unset] = UNSET,
        at: Union[datetime, Unset] = UNSET,
    ) -> AskMayCallAnswer:
        """Whether a call would be put through, and why not. Nothing is changed or counted.

        ``caller``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``dialled``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``digits``: AXE: the extension.
        ``at``: Left out: now. The frequencies are always those of now.
        """
        return self._transport.json(
            "POST",
            "/v1/may-call",
            body={"caller": caller, "dialled": dialled, "digits": digits, "at": at},
            repeatable=True,
            read=AskMayCallAnswer.from_json,
        )

    def list_blacklist(
        self,
        *,
        kind: Union[ListBlacklistRequestKind, Unset] = UNSET,
        app_key: Union[str, Unset] = UNSET,
        page_index: Union[int, Unset] = UNSET,
        page_size: Union[int, Unset] = UNSET,
    ) -> ListBlacklistAnswer:
        """Entries of the blacklists that are in force.

        ``kind``: bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or
        the other. call, message: every one, as either side. x: everything over one X.
        ``app_key``: Key of an application.
        """
        return self._transport.json(
            "GET",
            "/v1/blacklist",
            query={"kind": kind, "appKey": app_key, "pageIndex": page_index, "pageSize": page_size},
            repeatable=True,
            read=ListBlacklistAnswer.from_json,
        )

    def list_blacklist_all(
        self,
        *,
        kind: Union[ListBlacklistRequestKind, Unset] = UNSET,
        app_key: Union[str, Unset] = UNSET,
        page_index: Union[int, Unset] = UNSET,
        page_size: Union[int, Unset] = UNSET,
    ) -> Iterator[BlacklistEntry]:
        """Entries of the blacklists that are in force, of all pages from the one asked for on; each page is
        asked for when it is wanted.

        ``kind``: bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or
        the other. call, message: every one, as either side. x: everything over one X.
        ``app_key``: Key of an application.
        """
        return pages_by_index(
            lambda page: self.list_blacklist(kind=kind, app_key=app_key, page_size=page_size, page_index=page),
            page_index,
            page_size,
            50,
        )

    def add_to_blacklist(
        self,
        *,
        entries: Sequence[AddToBlacklistRequestEntry],
    ) -> AddToBlacklistAnswer:
        """Bars numbers. In force on every engine once answered. An entry for the same kind, number, X and
        application is replaced. None is made if one of them is wrong.
        """
        return self._transport.json(
            "POST",
            "/v1/blacklist",
            body={"entries": entries},
            repeatable=False,
            read=AddToBlacklistAnswer.from_json,
        )

    def search_blacklist(
        self,
        *,
        number: Union[str, Unset] = UNSET,
        kind: Union[SearchBlacklistRequestKind, Unset] = UNSET,
        app_key: Union[str, Unset] = UNSET,
        page_index: Union[int, Unset] = UNSET,
        page_size: Union[int, Unset] = UNSET,
    ) -> SearchBlacklistAnswer:
        """Entries that concern a number. Those with the beginning of the number too.

        ``number``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``kind``: bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or
        the other. call, message: every one, as either side. x: everything over one X.
        ``app_key``: Key of an application.
        """
        return self._transport.json(
            "POST",
            "/v1/blacklist/search",
            body={
                "number": number,
                "kind": kind,
                "appKey": app_key,
                "pageIndex": page_index,
                "pageSize": page_size,
            },
            repeatable=True,
            read=SearchBlacklistAnswer.from_json,
        )

    def search_blacklist_all(
        self,
        *,
        number: Union[str, Unset] = UNSET,
        kind: Union[SearchBlacklistRequestKind, Unset] = UNSET,
        app_key: Union[str, Unset] = UNSET,
        page_index: Union[int, Unset] = UNSET,
        page_size: Union[int, Unset] = UNSET,
    ) -> Iterator[BlacklistEntry]:
        """Entries that concern a number, of all pages from the one asked for on; each page is asked for when it
        is wanted.

        ``number``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``kind``: bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or
        the other. call, message: every one, as either side. x: everything over one X.
        ``app_key``: Key of an application.
        """
        return pages_by_index(
            lambda page: self.search_blacklist(
                number=number,
                kind=kind,
                app_key=app_key,
                page_size=page_size,
                page_index=page,
            ),
            page_index,
            page_size,
            50,
        )

    def import_blacklist(
        self,
        content: str,
        *,
        kind: Union[ImportBlacklistRequestKind, Unset] = UNSET,
        app_key: Union[str, Unset] = UNSET,
        until: Union[datetime, Unset] = UNSET,
    ) -> ImportBlacklistAnswer:
        """Bars the numbers of a CSV file. A heading with number and any of kind, x, app_key, until and note; or
        numbers alone, one a line. The query says what a line does not. Good lines are taken, bad ones told.

        ``kind``: bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or
        the other. call, message: every one, as either side. x: everything over one X.
        ``app_key``: Key of an application.
        ``until``: From then on it counts no longer; left out: it has no term.
        """
        return self._transport.json(
            "POST",
            "/v1/blacklist/import",
            query={"kind": kind, "appKey": app_key, "until": until},
            content=("text/csv", content.encode()),
            repeatable=False,
            read=ImportBlacklistAnswer.from_json,
        )

    def remove_from_blacklist(
        self,
        *,
        kind: RemoveFromBlacklistRequestKind,
        number: str,
        x: Union[str, Unset] = UNSET,
        app_key: Union[str, Unset] = UNSET,
    ) -> None:
        """Takes an entry away.

        ``kind``: bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or
        the other. call, message: every one, as either side. x: everything over one X.
        ``number``: A phone number, or + with country code, first digits and *.
        ``x``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``app_key``: Key of an application.
        """
        self._transport.nothing(
            "POST",
            "/v1/blacklist/remove",
            body={"kind": kind, "number": number, "x": x, "appKey": app_key},
            repeatable=False,
        )

    def add_registrations(
        self,
        *,
        numbers: Sequence[str],
        app_key: Union[str, Unset] = UNSET,
        state: Union[AddRegistrationsRequestState, Unset] = UNSET,
        until: Union[datetime, Unset] = UNSET,
        batch: Union[str, Unset] = UNSET,
    ) -> AddRegistrationsAnswer:
        """Registers numbers, or changes their state. Good ones are taken, bad ones told by their place. Without
        appKey they count for every application.

        ``app_key``: Key of an application.
        ``state``: Only registered counts. A later import replaces it.
        ``until``: From then on it counts no longer.
        ``batch``: A name for the import, to ask how far it is.
        """
        return self._transport.json(
            "POST",
            "/v1/registrations",
            body={
                "appKey": app_key,
                "state": state,
                "until": until,
                "batch": batch,
                "numbers": numbers,
            },
            repeatable=False,
            read=AddRegistrationsAnswer.from_json,
        )

    def import_registrations(
        self,
        content: str,
        *,
        app_key: Union[str, Unset] = UNSET,
        state: Union[ImportRegistrationsRequestState, Unset] = UNSET,
        until: Union[datetime, Unset] = UNSET,
        batch: Union[str, Unset] = UNSET,
    ) -> ImportRegistrationsAnswer:
        """Registers the numbers of a file, one a line. The first column counts; a heading `number` is skipped.
        Good lines are taken, bad ones told.

        ``app_key``: Key of an application.
        ``state``: Only registered counts. A later import replaces it.
        ``until``: From then on it counts no longer.
        ``batch``: A name for the import, to ask how far it is.
        """
        return self._transport.json(
            "POST",
            "/v1/registrations/import",
            query={"appKey": app_key, "state": state, "until": until, "batch": batch},
            content=("text/csv", content.encode()),
            repeatable=False,
            read=ImportRegistrationsAnswer.from_json,
        )

    def search_registrations(
        self,
        *,
        number: Union[str, Unset] = UNSET,
        app_key: Union[str, Unset] = UNSET,
        batch: Union[str, Unset] = UNSET,
        state: Union[SearchRegistrationsRequestState, Unset] = UNSET,
        page_index: Union[int, Unset] = UNSET,
        page_size: Union[int, Unset] = UNSET,
    ) -> SearchRegistrationsAnswer:
        """Registrations, of a number, a batch or a state.

        ``number``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``app_key``: Key of an application.
        ``batch``: A name for the import, to ask how far it is.
        ``state``: Only registered counts. A later import replaces it.
        """
        return self._transport.json(
            "POST",
            "/v1/registrations/search",
            body={
                "number": number,
                "appKey": app_key,
                "batch": batch,
                "state": state,
                "pageIndex": page_index,
                "pageSize": page_size,
            },
            repeatable=True,
            read=SearchRegistrationsAnswer.from_json,
        )

    def search_registrations_all(
        self,
        *,
        number: Union[str, Unset] = UNSET,
        app_key: Union[str, Unset] = UNSET,
        batch: Union[str, Unset] = UNSET,
        state: Union[SearchRegistrationsRequestState, Unset] = UNSET,
        page_index: Union[int, Unset] = UNSET,
        page_size: Union[int, Unset] = UNSET,
    ) -> Iterator[Registration]:
        """Registrations, of a number, a batch or a state, of all pages from the one asked for on; each page is
        asked for when it is wanted.

        ``number``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``app_key``: Key of an application.
        ``batch``: A name for the import, to ask how far it is.
        ``state``: Only registered counts. A later import replaces it.
        """
        return pages_by_index(
            lambda page: self.search_registrations(
                number=number,
                app_key=app_key,
                batch=batch,
                state=state,
                page_size=page_size,
                page_index=page,
            ),
            page_index,
            page_size,
            50,
        )

    def get_registration_status(
        self,
        *,
        app_key: Union[str, Unset] = UNSET,
        batch: Union[str, Unset] = UNSET,
    ) -> GetRegistrationStatusAnswer:
        """How many numbers are in each state.

        ``app_key``: Key of an application.
        ``batch``: A name for the import, to ask how far it is.
        """
        return self._transport.json(
            "GET",
            "/v1/registrations/status",
            query={"appKey": app_key, "batch": batch},
            repeatable=True,
            read=GetRegistrationStatusAnswer.from_json,
        )

    def remove_registrations(
        self,
        *,
        numbers: Union[Sequence[str], Unset] = UNSET,
        app_key: Union[str, Unset] = UNSET,
        batch: Union[str, Unset] = UNSET,
    ) -> RemoveRegistrationsAnswer:
        """Removes numbers, or a batch.

        ``app_key``: Key of an application.
        ``batch``: A name for the import, to ask how far it is.
        """
        return self._transport.json(
            "POST",
            "/v1/registrations/remove",
            body={"appKey": app_key, "numbers": numbers, "batch": batch},
            repeatable=False,
            read=RemoveRegistrationsAnswer.from_json,
        )

    def list_complaints(
        self,
        *,
        app_key: Union[str, Unset] = UNSET,
        page_index: Union[int, Unset] = UNSET,
        page_size: Union[int, Unset] = UNSET,
    ) -> ListComplaintsAnswer:
        """Complaints, the latest first.

        ``app_key``: Key of an application.
        """
        return self._transport.json(
            "GET",
            "/v1/complaints",
            query={"appKey": app_key, "pageIndex": page_index, "pageSize": page_size},
            repeatable=True,
            read=ListComplaintsAnswer.from_json,
        )

    def list_complaints_all(
        self,
        *,
        app_key: Union[str, Unset] = UNSET,
        page_index: Union[int, Unset] = UNSET,
        page_size: Union[int, Unset] = UNSET,
    ) -> Iterator[Complaint]:
        """Complaints, the latest first, of all pages from the one asked for on; each page is asked for when it
        is wanted.

        ``app_key``: Key of an application.
        """
        return pages_by_index(
            lambda page: self.list_complaints(app_key=app_key, page_size=page_size, page_index=page),
            page_index,
            page_size,
            50,
        )

    def add_complaint(
        self,
        *,
        category: AddComplaintRequestCategory,
        app_key: Union[str, Unset] = UNSET,
        x: Union[str, Unset] = UNSET,
        at: Union[datetime, Unset] = UNSET,
        note: Union[str, Unset] = UNSET,
    ) -> AddComplaintAnswer:
        """Registers a complaint. It counts as valid until it is judged. Without appKey it is about the
        application of x.

        ``app_key``: Key of an application.
        ``x``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``note``: For people.
        """
        return self._transport.json(
            "POST",
            "/v1/complaints",
            body={"appKey": app_key, "x": x, "category": category, "at": at, "note": note},
            repeatable=False,
            read=AddComplaintAnswer.from_json,
        )

    def judge_complaint(
        self,
        id: str,
        *,
        valid: bool,
    ) -> Complaint:
        """Says whether a complaint is valid.

        ``valid``: false: examined, and found to be none.
        """
        return self._transport.json(
            "PATCH",
            f"/v1/complaints/{part(id)}",
            body={"valid": valid},
            repeatable=False,
            read=Complaint.from_json,
        )

    def remove_complaint(
        self,
        id: str,
    ) -> None:
        """Removes a complaint."""
        self._transport.nothing("DELETE", f"/v1/complaints/{part(id)}", repeatable=True)

    def list_standings(
        self,
    ) -> ListStandingsAnswer:
        """How applications stand this month."""
        return self._transport.json(
            "GET",
            "/v1/complaints/standings",
            repeatable=True,
            read=ListStandingsAnswer.from_json,
        )

    def list_onboarding(
        self,
    ) -> ListOnboardingAnswer:
        """What the customers of applications have filed."""
        return self._transport.json(
            "GET",
            "/v1/onboarding",
            repeatable=True,
            read=ListOnboardingAnswer.from_json,
        )

    def get_onboarding(
        self,
        app_key: str,
    ) -> Onboarding:
        """What the customer of an application has filed."""
        return self._transport.json(
            "GET",
            f"/v1/onboarding/{part(app_key)}",
            repeatable=True,
            read=Onboarding.from_json,
        )

    def put_onboarding(
        self,
        app_key: str,
        *,
        state: PutOnboardingRequestState,
        company: str,
        licence: str,
        trade: str,
        carrier: str,
        scene: str,
        script: str,
        documents: Union[Sequence[PutOnboardingRequestDocument], Unset] = UNSET,
        callee_source: Union[str, Unset] = UNSET,
        uses_messages: Union[bool, Unset] = UNSET,
        until: Union[datetime, Unset] = UNSET,
        note: Union[str, Unset] = UNSET,
    ) -> Onboarding:
        """Files a record, or replaces it. One of a forbidden trade can be filed, and not be approved.

        ``state``: Only approved counts where the rules demand it.
        ``company``: As on its licence.
        ``licence``: Code of the business licence or the organisation.
        ``trade``: Its trade, as the rules file names forbidden ones.
        ``carrier``: What the service is part of: an app, a mini program, a site, with its name.
        ``scene``: Who calls whom, and what for.
        ``script``: What is said on such a call.
        ``callee_source``: Where callees' numbers come from.
        ``documents``: What was handed in. The documents themselves stay elsewhere.
        ``until``: When the authorisation ends.
        ``note``: For people.
        """
        return self._transport.json(
            "PUT",
            f"/v1/onboarding/{part(app_key)}",
            body={
                "state": state,
                "company": company,
                "licence": licence,
                "trade": trade,
                "carrier": carrier,
                "scene": scene,
                "script": script,
                "calleeSource": callee_source,
                "usesMessages": uses_messages,
                "documents": documents,
                "until": until,
                "note": note,
            },
            repeatable=True,
            read=Onboarding.from_json,
        )

    def remove_onboarding(
        self,
        app_key: str,
    ) -> None:
        """Removes a record."""
        self._transport.nothing("DELETE", f"/v1/onboarding/{part(app_key)}", repeatable=True)

    def list_prompts(
        self,
    ) -> ListPromptsAnswer:
        """Prompts that may be named."""
        return self._transport.json("GET", "/v1/prompts", repeatable=True, read=ListPromptsAnswer.from_json)

    def get_prompt(
        self,
        name: str,
        *,
        language: Union[GetPromptRequestLanguage, Unset] = UNSET,
    ) -> BinaryIO:
        """The audio of a prompt. One range of bytes may be asked for (RFC 9110 14).

        ``language``: For one that comes with Callveil; the language of the policy's country if left out.
        """
        return self._transport.bytes(
            "GET",
            f"/v1/prompts/{part(name)}",
            query={"language": language},
            repeatable=True,
        )

    def put_prompt(
        self,
        name: str,
        content: bytes,
    ) -> None:
        """Puts a prompt in, or another in its place. A WAV file of A-law, mu-law or 16-bit PCM, mono, 8000 or
        16000 Hz, at most 262 s. Stored as A-law of 8000 Hz, which is what calls hear. In force for calls from
        then on.
        """
        self._transport.nothing(
            "PUT",
            f"/v1/prompts/{part(name)}",
            content=("audio/wav", content),
            repeatable=True,
        )

    def remove_prompt(
        self,
        name: str,
        *,
        force: Union[bool, Unset] = UNSET,
    ) -> None:
        """Takes one's own prompt out. Refused with 409 while a binding or an application names it, so that
        nothing falls silent, least of all the notice of a recording; but for one that covers a prompt of the
        same name that came with Callveil. With `force` it is taken out all the same: calls that want it as
        their notice are then not recorded.
        """
        self._transport.nothing(
            "DELETE",
            f"/v1/prompts/{part(name)}",
            query={"force": force},
            repeatable=True,
        )

    def list_receivers(
        self,
    ) -> ListReceiversAnswer:
        """What waits to be pushed to each address of the applications."""
        return self._transport.json(
            "GET",
            "/v1/receivers",
            repeatable=True,
            read=ListReceiversAnswer.from_json,
        )

    def list_trunks(
        self,
    ) -> ListTrunksAnswer:
        """The trunks and how they are."""
        return self._transport.json("GET", "/v1/trunks", repeatable=True, read=ListTrunksAnswer.from_json)

    def list_live(
        self,
    ) -> ListLiveAnswer:
        """Every live transaction, dialog and media session. At most 1000 of each kind; `total` is how many there
        are.
        """
        return self._transport.json("GET", "/v1/live", repeatable=True, read=ListLiveAnswer.from_json)

    def capture_rtp(
        self,
        session_id: str,
    ) -> None:
        """Keeps the RTP of a live call from now on, for its pcap file. RTP and RTCP of both legs as they are on
        the wire; encrypted packets stay so. Until the call ends or its share is full
        (`capture.rtpMegabytes`). What the parties say is in it: who asked is in the audit.
        """
        self._transport.nothing("POST", f"/v1/calls/{part(session_id)}/rtp", repeatable=False)

    def get_journal(
        self,
    ) -> GetJournalAnswer:
        """Whether the journal takes changes, and what it has lost."""
        return self._transport.json("GET", "/v1/journal", repeatable=True, read=GetJournalAnswer.from_json)

    def restore_journal(
        self,
    ) -> RestoreJournalAnswer:
        """Writes what is in force here into a journal that has lost it. In the place of what the store has in
        the scopes that have lost changes, whatever was bound in them since. All engines follow.
        """
        return self._transport.json(
            "POST",
            "/v1/journal/restore",
            repeatable=False,
            read=RestoreJournalAnswer.from_json,
        )

    def accept_journal(
        self,
    ) -> AcceptJournalAnswer:
        """Takes over what a journal has that has lost changes. Every binding that the store no longer has ends.
        Calls in progress go on. All engines follow.
        """
        return self._transport.json(
            "POST",
            "/v1/journal/accept",
            repeatable=False,
            read=AcceptJournalAnswer.from_json,
        )

    def get_system(
        self,
    ) -> GetSystemAnswer:
        """How this engine is."""
        return self._transport.json("GET", "/v1/system", repeatable=True, read=GetSystemAnswer.from_json)

    def get_machine(
        self,
    ) -> GetMachineAnswer:
        """The processes, the machine, its disks, the load and the certificates."""
        return self._transport.json(
            "GET",
            "/v1/system/machine",
            repeatable=True,
            read=GetMachineAnswer.from_json,
        )

    def list_log_lines(
        self,
        *,
        level: Union[ListLogLinesRequestLevel, Unset] = UNSET,
        after: Union[int, Unset] = UNSET,
        limit: Union[int, Unset] = UNSET,
    ) -> ListLogLinesAnswer:
        """The last lines of the log of the engine. From memory: some hundreds, since the start of the engine.
        Numbers are masked whatever `log.showNumbers` says. The other processes write to the same standard
        output, and are not here.

        ``after``: `sequence` of the last one that was read.
        """
        return self._transport.json(
            "GET",
            "/v1/system/log",
            query={"level": level, "after": after, "limit": limit},
            repeatable=True,
            read=ListLogLinesAnswer.from_json,
        )

    def search_audit(
        self,
        *,
        number: Union[str, Unset] = UNSET,
        who: Union[str, Unset] = UNSET,
        action: Union[SearchAuditRequestAction, Unset] = UNSET,
        after: Union[int, Unset] = UNSET,
        limit: Union[int, Unset] = UNSET,
    ) -> SearchAuditAnswer:
        """Who looked at, listened to, changed, exported or erased what.

        ``number``: Only entries that concern it.
        ``who``: Only those of a name.
        ``after``: Those after this one; absent: the newest ones.
        """
        return self._transport.json(
            "POST",
            "/v1/audit/search",
            body={"number": number, "who": who, "action": action, "after": after, "limit": limit},
            repeatable=True,
            read=SearchAuditAnswer.from_json,
        )

    def verify_audit(
        self,
        *,
        sequence: Union[int, Unset] = UNSET,
        hash: Union[str, Unset] = UNSET,
    ) -> VerifyAuditAnswer:
        """Whether the audit is as it was written. Reads the whole file. Pass a head that was noted earlier to
        prove that nothing up to it was taken away.
        """
        return self._transport.json(
            "GET",
            "/v1/audit/verify",
            query={"sequence": sequence, "hash": hash},
            repeatable=True,
            read=VerifyAuditAnswer.from_json,
        )

    def list_accounts(
        self,
    ) -> ListAccountsAnswer:
        """All accounts of this engine, by name."""
        return self._transport.json("GET", "/v1/accounts", repeatable=True, read=ListAccountsAnswer.from_json)

    def add_account(
        self,
        *,
        name: str,
        role: AddAccountRequestRole,
        applications: Union[Sequence[str], Unset] = UNSET,
        password: str,
    ) -> None:
        """Adds an account. Its operator has to change the password before anything else.

        ``name``: Letters, digits and . _ @ -, a letter first; upper and lower case are the same.
        ``applications``: subscriber: whose messages it may read. The other roles have no such limit.
        """
        self._transport.nothing(
            "POST",
            "/v1/accounts",
            body={"name": name, "role": role, "applications": applications, "password": password},
            repeatable=False,
        )

    def change_account_role(
        self,
        name: str,
        *,
        role: ChangeAccountRoleRequestRole,
        applications: Union[Sequence[str], Unset] = UNSET,
    ) -> None:
        """Gives an account another role. Ends its sessions.

        ``applications``: subscriber: whose messages it may read. The other roles have no such limit.
        """
        self._transport.nothing(
            "PATCH",
            f"/v1/accounts/{part(name)}",
            body={"role": role, "applications": applications},
            repeatable=False,
        )

    def remove_account(
        self,
        name: str,
    ) -> None:
        """Removes an account and ends its sessions."""
        self._transport.nothing("DELETE", f"/v1/accounts/{part(name)}", repeatable=True)

    def reset_account(
        self,
        name: str,
        *,
        password: str,
        keep_second_factor: Union[bool, Unset] = UNSET,
    ) -> None:
        """Gives an account another password. For an operator who has forgotten it, or has lost the
        authenticator. Ends its sessions. The second factor is taken away unless it is kept; the operator has
        to change the password before anything else.
        """
        self._transport.nothing(
            "POST",
            f"/v1/accounts/{part(name)}/reset",
            body={"password": password, "keepSecondFactor": keep_second_factor},
            repeatable=False,
        )

    def end_account_sessions(
        self,
        name: str,
    ) -> EndAccountSessionsAnswer:
        """Ends the sessions of an account."""
        return self._transport.json(
            "DELETE",
            f"/v1/accounts/{part(name)}/sessions",
            repeatable=True,
            read=EndAccountSessionsAnswer.from_json,
        )

    def reload(
        self,
        *,
        dry_run: Union[bool, Unset] = UNSET,
    ) -> ReloadAnswer:
        """Reads the configuration file again and puts it in force, whole or not at all. Calls in progress keep
        what they began with. 409 with the code `invalid`, `not-changeable`, `draining` or `failed` says why
        nothing has changed; `errors` has one entry for each mistake, or for each key that the running service
        cannot change. Secrets and numbers are not shown.

        ``dry_run``: Only says what would change.
        """
        return self._transport.json(
            "POST",
            "/v1/reload",
            body={"dryRun": dry_run},
            repeatable=False,
            read=ReloadAnswer.from_json,
        )

    def begin_drain(
        self,
    ) -> BeginDrainAnswer:
        """Takes no new calls until that is undone. New calls, messages and OPTIONS get 503, and readiness is
        down; calls in progress go on for as long as they like, and both APIs work. An engine that dies is
        followed by one that drains too; a restart of the service ends the drain. Nothing happens where it
        drains already.
        """
        return self._transport.json("POST", "/v1/drain", repeatable=False, read=BeginDrainAnswer.from_json)

    def undo_drain(
        self,
    ) -> UndoDrainAnswer:
        """Takes calls again. 409 with the code `stopping` if the service has been told to stop, which cannot be
        undone.
        """
        return self._transport.json("DELETE", "/v1/drain", repeatable=True, read=UndoDrainAnswer.from_json)

    def list_events(
        self,
        *,
        app_key: Union[str, Unset] = UNSET,
        after: Union[str, Unset] = UNSET,
        kinds: Union[str, Unset] = UNSET,
        limit: Union[int, Unset] = UNSET,
        wait: Union[int, Unset] = UNSET,
    ) -> ListEventsAnswer:
        """Messages of calls, to be pulled. For applications with `reports.pull`, pushed or not, oldest first,
        for `reports.pullDays`. Go on with `after` = `next`. Each engine has its own messages and ids. The
        role `subscriber` reads those of its own applications.

        ``app_key``: Those of this application only.
        ``after``: The last message that was read: `next` of the answer before.
        ``kinds``: Only these, e.g. disconnect,fee.
        ``wait``: Seconds to wait for a message if there is none.
        """
        return self._transport.json(
            "GET",
            "/v1/events",
            query={"appKey": app_key, "after": after, "kinds": kinds, "limit": limit, "wait": wait},
            repeatable=True,
            wait=wait,
            read=ListEventsAnswer.from_json,
        )

    def list_events_all(
        self,
        *,
        app_key: Union[str, Unset] = UNSET,
        after: Union[str, Unset] = UNSET,
        kinds: Union[str, Unset] = UNSET,
        limit: Union[int, Unset] = UNSET,
        wait: Union[int, Unset] = UNSET,
    ) -> Iterator[ListEventsAnswerItem]:
        """Messages of calls, to be pulled, of all pages from the one asked for on; each page is asked for when
        it is wanted.

        ``app_key``: Those of this application only.
        ``after``: The last message that was read: `next` of the answer before.
        ``kinds``: Only these, e.g. disconnect,fee.
        ``wait``: Seconds to wait for a message if there is none.
        """
        return pages_by_next(
            lambda page: self.list_events(app_key=app_key, kinds=kinds, limit=limit, wait=wait, after=page),
            after,
        )

    def list_undelivered(
        self,
        *,
        app_key: Union[str, Unset] = UNSET,
        after: Union[str, Unset] = UNSET,
        limit: Union[int, Unset] = UNSET,
    ) -> ListUndeliveredAnswer:
        """Messages that no address has taken, after the last retry.

        ``app_key``: Key of an application.
        ``after``: The last message that was read: `next` of the answer before.
        """
        return self._transport.json(
            "GET",
            "/v1/undelivered",
            query={"appKey": app_key, "after": after, "limit": limit},
            repeatable=True,
            read=ListUndeliveredAnswer.from_json,
        )

    def list_undelivered_all(
        self,
        *,
        app_key: Union[str, Unset] = UNSET,
        after: Union[str, Unset] = UNSET,
        limit: Union[int, Unset] = UNSET,
    ) -> Iterator[ListUndeliveredAnswerItem]:
        """Messages that no address has taken, after the last retry, of all pages from the one asked for on; each
        page is asked for when it is wanted.

        ``app_key``: Key of an application.
        ``after``: The last message that was read: `next` of the answer before.
        """
        return pages_by_next(
            lambda page: self.list_undelivered(app_key=app_key, limit=limit, after=page),
            after,
        )

    def resend_undelivered(
        self,
        *,
        ids: Union[Sequence[str], Unset] = UNSET,
        app_key: Union[str, Unset] = UNSET,
    ) -> ResendUndeliveredAnswer:
        """Pushes them again. With their old Idempotency-Key, and all retries once more.

        ``app_key``: Key of an application.
        """
        return self._transport.json(
            "POST",
            "/v1/undelivered/resend",
            body={"appKey": app_key, "ids": ids},
            repeatable=False,
            read=ResendUndeliveredAnswer.from_json,
        )

    def search_records(
        self,
        *,
        kinds: Union[Sequence[SearchRecordsRequestKind], Unset] = UNSET,
        number: Union[str, Unset] = UNSET,
        app_key: Union[str, Unset] = UNSET,
        subscription_id: Union[str, Unset] = UNSET,
        trunk: Union[str, Unset] = UNSET,
        ending: Union[str, Unset] = UNSET,
        from_: Union[datetime, Unset] = UNSET,
        until: Union[datetime, Unset] = UNSET,
        min_seconds: Union[float, Unset] = UNSET,
        max_seconds: Union[float, Unset] = UNSET,
        after: Union[str, Unset] = UNSET,
        limit: Union[int, Unset] = UNSET,
    ) -> SearchRecordsAnswer:
        """Calls, messages and changes of numbers of the past, newest first. A call is found within a second of
        its end. Go on with `after` = `next`, until there is no `next`: none of those that were there at the
        beginning is missed, and none comes twice.

        ``number``: In whichever part: real numbers and privacy numbers.
        ``app_key``: Key of an application.
        ``subscription_id``: Id of a binding.
        ``trunk``: Of either leg.
        ``ending``: Ending of a call, result of a message, new status of a number.
        ``from_``: Those that came at this time or later.
        ``until``: Those that came before.
        ``min_seconds``: Talked at least so long.
        ``max_seconds``: Talked at most so long.
        ``after``: `next` of the answer before.
        """
        return self._transport.json(
            "POST",
            "/v1/records/search",
            body={
                "kinds": kinds,
                "number": number,
                "appKey": app_key,
                "subscriptionId": subscription_id,
                "trunk": trunk,
                "ending": ending,
                "from": from_,
                "until": until,
                "minSeconds": min_seconds,
                "maxSeconds": max_seconds,
                "after": after,
                "limit": limit,
            },
            repeatable=True,
            read=SearchRecordsAnswer.from_json,
        )

    def search_records_all(
        self,
        *,
        kinds: Union[Sequence[SearchRecordsRequestKind], Unset] = UNSET,
        number: Union[str, Unset] = UNSET,
        app_key: Union[str, Unset] = UNSET,
        subscription_id: Union[str, Unset] = UNSET,
        trunk: Union[str, Unset] = UNSET,
        ending: Union[str, Unset] = UNSET,
        from_: Union[datetime, Unset] = UNSET,
        until: Union[datetime, Unset] = UNSET,
        min_seconds: Union[float, Unset] = UNSET,
        max_seconds: Union[float, Unset] = UNSET,
        after: Union[str, Unset] = UNSET,
        limit: Union[int, Unset] = UNSET,
    ) -> Iterator[PastRecord]:
        """Calls, messages and changes of numbers of the past, newest first, of all pages from the one asked for
        on; each page is asked for when it is wanted.

        ``number``: In whichever part: real numbers and privacy numbers.
        ``app_key``: Key of an application.
        ``subscription_id``: Id of a binding.
        ``trunk``: Of either leg.
        ``ending``: Ending of a call, result of a message, new status of a number.
        ``from_``: Those that came at this time or later.
        ``until``: Those that came before.
        ``min_seconds``: Talked at least so long.
        ``max_seconds``: Talked at most so long.
        ``after``: `next` of the answer before.
        """
        return pages_by_next(
            lambda page: self.search_records(
                kinds=kinds,
                number=number,
                app_key=app_key,
                subscription_id=subscription_id,
                trunk=trunk,
                ending=ending,
                from_=from_,
                until=until,
                min_seconds=min_seconds,
                max_seconds=max_seconds,
                limit=limit,
                after=page,
            ),
            after,
        )

    def get_record(
        self,
        kind: GetRecordKind,
        id: str,
    ) -> PastRecord:
        """One record."""
        return self._transport.json(
            "GET",
            f"/v1/records/{part(kind)}/{part(id)}",
            repeatable=True,
            read=PastRecord.from_json,
        )

    def export_records(
        self,
        *,
        kinds: Union[Sequence[ExportRecordsRequestKind], Unset] = UNSET,
        number: Union[str, Unset] = UNSET,
        app_key: Union[str, Unset] = UNSET,
        subscription_id: Union[str, Unset] = UNSET,
        trunk: Union[str, Unset] = UNSET,
        ending: Union[str, Unset] = UNSET,
        from_: Union[datetime, Unset] = UNSET,
        until: Union[datetime, Unset] = UNSET,
        min_seconds: Union[float, Unset] = UNSET,
        max_seconds: Union[float, Unset] = UNSET,
    ) -> BinaryIO:
        """Records as CSV. With a heading and complete numbers, newest first, sent while it is read. A connection
        that breaks off means that it is not whole. It is in the audit before the answer begins.

        ``number``: In whichever part: real numbers and privacy numbers.
        ``app_key``: Key of an application.
        ``subscription_id``: Id of a binding.
        ``trunk``: Of either leg.
        ``ending``: Ending of a call, result of a message, new status of a number.
        ``from_``: Those that came at this time or later.
        ``until``: Those that came before.
        ``min_seconds``: Talked at least so long.
        ``max_seconds``: Talked at most so long.
        """
        return self._transport.bytes(
            "POST",
            "/v1/records/export",
            body={
                "kinds": kinds,
                "number": number,
                "appKey": app_key,
                "subscriptionId": subscription_id,
                "trunk": trunk,
                "ending": ending,
                "from": from_,
                "until": until,
                "minSeconds": min_seconds,
                "maxSeconds": max_seconds,
            },
            repeatable=False,
        )

    def export_subject(
        self,
        *,
        number: str,
    ) -> ExportSubjectAnswer:
        """Everything that is held about a number. Relations, lists, records, events, messages, the files of
        recordings and what is in progress, of this engine; with several engines, ask each. Texts that mention
        the number count. Other numbers in it are complete: take out what is not for the person who asks. It
        is in the audit before the answer begins.

        ``number``: A phone number: + and country code, or as it is dialled in the country of the policy.
        """
        return self._transport.json(
            "POST",
            "/v1/subjects/export",
            body={"number": number},
            repeatable=False,
            read=ExportSubjectAnswer.from_json,
        )

    def explain_erasure(
        self,
        *,
        number: str,
        also: Union[Sequence[ExplainErasureRequestAlso], Unset] = UNSET,
    ) -> ExplainErasureAnswer:
        """What an erasure would delete, and what it would keep. Counts by store; nothing is changed.

        ``number``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``also``: What is kept otherwise: `bindings` in force, with the registration that they need;
        `blacklist` entries of the number; `waiting` pushes that their receiver has not taken, with the record
        and recording of their call.
        """
        return self._transport.json(
            "POST",
            "/v1/subjects/erase/plan",
            body={"number": number, "also": also},
            repeatable=True,
            read=ExplainErasureAnswer.from_json,
        )

    def erase_subject(
        self,
        *,
        number: str,
        also: Union[Sequence[EraseSubjectRequestAlso], Unset] = UNSET,
    ) -> EraseSubjectAnswer:
        """Erases what is held about a number. Of this engine; the journal of several engines is erased for all,
        and the rest is asked of each. Nothing is erased that the audit does not have. An erasure that is
        interrupted goes on by itself. Ask again once what was kept has ended.

        ``number``: A phone number: + and country code, or as it is dialled in the country of the policy.
        ``also``: What is kept otherwise: `bindings` in force, with the registration that they need;
        `blacklist` entries of the number; `waiting` pushes that their receiver has not taken, with the record
        and recording of their call.
        """
        return self._transport.json(
            "POST",
            "/v1/subjects/erase",
            body={"number": number, "also": also},
            repeatable=False,
            read=EraseSubjectAnswer.from_json,
        )

    def search_erasures(
        self,
        *,
        number: Union[str, Unset] = UNSET,
    ) -> SearchErasuresAnswer:
        """Certificates of erasures, of one number or all.

        ``number``: A phone number: + and country code, or as it is dialled in the country of the policy.
        """
        return self._transport.json(
            "POST",
            "/v1/subjects/erasures/search",
            body={"number": number},
            repeatable=True,
            read=SearchErasuresAnswer.from_json,
        )

    def get_erasure(
        self,
        id: str,
    ) -> GetErasureAnswer:
        """The certificate of an erasure."""
        return self._transport.json(
            "GET",
            f"/v1/subjects/erasures/{part(id)}",
            repeatable=True,
            read=GetErasureAnswer.from_json,
        )

    def verify_erasure(
        self,
        id: str,
    ) -> VerifyErasureAnswer:
        """Whether a certificate is as it was written, and the audit has it."""
        return self._transport.json(
            "GET",
            f"/v1/subjects/erasures/{part(id)}/verify",
            repeatable=True,
            read=VerifyErasureAnswer.from_json,
        )

    def get_ladder(
        self,
        session_id: str,
    ) -> GetLadderAnswer:
        """Both legs of a call as one ladder. Of a live call, or of one of the last that have ended
        (`capture.calls`). Answers to digest challenges, passwords and media keys are covered for everyone.
        """
        return self._transport.json(
            "GET",
            f"/v1/calls/{part(session_id)}/ladder",
            repeatable=True,
            read=GetLadderAnswer.from_json,
        )

    def get_pcap(
        self,
        session_id: str,
    ) -> BinaryIO:
        """Both legs of a call as a pcap file. Of a live call, or of one of the last that have ended
        (`capture.calls`). Answers to digest challenges, passwords and media keys are covered for everyone.
        Numbers are masked for viewers. With the RTP and RTCP of both legs if that was asked for
        (`captureRtp`), for operators and admins. Messages over TCP and TLS are written as datagrams.
        """
        return self._transport.bytes("GET", f"/v1/calls/{part(session_id)}/pcap", repeatable=True)

    def export_backup(
        self,
        *,
        recordings: Union[bool, Unset] = UNSET,
        secrets: Union[bool, Unset] = UNSET,
    ) -> BinaryIO:
        """A backup of everything that this engine stores. A tar archive with a manifest, the stores, the
        configuration and the SHA-256 of each file (`SHA256SUMS`, the last one; without it the archive is not
        whole). Everything that was acknowledged before the request is in it; later changes may be. The
        service works meanwhile. The answer begins when the stores are copied beside themselves, which takes
        as much room again. One at a time: 409 with the code `backup-running`. It has numbers and secrets.
        `callveil restore` puts it back.

        ``recordings``: The files of recordings too.
        ``secrets``: The configuration as it is, with the keys that it names; false: without. The stores have
        the secrets of applications in any case.
        """
        return self._transport.bytes(
            "POST",
            "/v1/backup",
            body={"recordings": recordings, "secrets": secrets},
            repeatable=False,
        )

    def restore_backup(
        self,
        *,
        file: str,
    ) -> RestoreBackupAnswer:
        """Puts a backup in the place of what is stored, and restarts the engine. Only while the service drains
        and no call is up: 409 with the code `not-drained` otherwise. The archive is checked first; 400 with
        the code `bad-archive` says what is wrong with it, and nothing is changed. After the answer the engine
        ends and the next one has what the backup had, whole or not at all, and goes on draining until that is
        undone. What was acknowledged after the backup is gone; the files that were there are kept aside.

        ``file``: Its path on the machine of the service.
        """
        return self._transport.json(
            "POST",
            "/v1/restore",
            body={"file": file},
            repeatable=False,
            read=RestoreBackupAnswer.from_json,
        )

    def get_sign_in_ways(
        self,
    ) -> GetSignInWaysAnswer:
        """How one can sign in here."""
        return self._transport.json("GET", "/v1/sign-in", repeatable=True, read=GetSignInWaysAnswer.from_json)

    def sign_in(
        self,
        *,
        name: Union[str, Unset] = UNSET,
        password: Union[str, Unset] = UNSET,
        code: Union[str, Unset] = UNSET,
        token: Union[str, Unset] = UNSET,
        as_: Union[SignInRequestAs, Unset] = UNSET,
    ) -> SignInAnswer:
        """Begins a session. With `name`, `password` and `code`, or with `token`. The session is in a cookie
        (HttpOnly, SameSite=Strict), or with `as: header` in the answer, to be sent as `Authorization: Session
        <id>`. Whatever is wrong is answered 401 alike; after several wrong attempts 429 says how long to
        wait.

        ``name``: The name of an account.
        ``code``: A code of the authenticator, or a recovery code; an account without a second factor leaves
        it out.
        """
        return self._transport.json(
            "POST",
            "/v1/sign-in",
            body={"name": name, "password": password, "code": code, "token": token, "as": as_},
            repeatable=False,
            read=SignInAnswer.from_json,
        )

    def sign_out(
        self,
    ) -> SignOutAnswer:
        """Ends the session of this request."""
        return self._transport.json("POST", "/v1/sign-out", repeatable=False, read=SignOutAnswer.from_json)

    def get_me(
        self,
    ) -> GetMeAnswer:
        """Who this token or session belongs to."""
        return self._transport.json("GET", "/v1/me", repeatable=True, read=GetMeAnswer.from_json)

    def change_own_password(
        self,
        *,
        password: str,
        new_password: str,
    ) -> ChangeOwnPasswordAnswer:
        """Another password for the own account. Ends all sessions of the account; the answer begins a new one,
        as the request had it.
        """
        return self._transport.json(
            "POST",
            "/v1/me/password",
            body={"password": password, "newPassword": new_password},
            repeatable=False,
            read=ChangeOwnPasswordAnswer.from_json,
        )

    def enrol_second_factor(
        self,
        *,
        password: str,
    ) -> EnrolSecondFactorAnswer:
        """A secret for an authenticator. TOTP (RFC 6238). It is in force once a code confirms it."""
        return self._transport.json(
            "POST",
            "/v1/me/second-factor",
            body={"password": password},
            repeatable=False,
            read=EnrolSecondFactorAnswer.from_json,
        )

    def confirm_second_factor(
        self,
        *,
        code: str,
    ) -> ConfirmSecondFactorAnswer:
        """Puts the second factor in force.

        ``code``: A code of the authenticator, or a recovery code; an account without a second factor leaves
        it out.
        """
        return self._transport.json(
            "POST",
            "/v1/me/second-factor/confirm",
            body={"code": code},
            repeatable=False,
            read=ConfirmSecondFactorAnswer.from_json,
        )

    def remove_second_factor(
        self,
        *,
        password: str,
        code: str,
    ) -> None:
        """Signs in without a second factor again.

        ``code``: A code of the authenticator, or a recovery code; an account without a second factor leaves
        it out.
        """
        self._transport.nothing(
            "POST",
            "/v1/me/second-factor/remove",
            body={"password": password, "code": code},
            repeatable=False,
        )
