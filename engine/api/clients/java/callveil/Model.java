// Generated from openapi.json (version 1): change the API or the generator, not this file.
package callveil;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is sent and answered. A field of an answer is null where the answer has none; lists are empty then. */
public final class Model {
    private Model() {}

    public enum ApplicationMode implements Word {
        AXB("AXB"),
        AX("AX"),
        AXE("AXE"),
        AXYB("AXYB"),
        X("X"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ApplicationMode(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ApplicationMode of(Object json) {
            for (ApplicationMode one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ApplicationStatus implements Word {
        ACTIVE("active"),
        FROZEN("frozen"),
        DISABLED("disabled"),
        PAUSED("paused"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ApplicationStatus(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ApplicationStatus of(Object json) {
            for (ApplicationStatus one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ApplicationPromptLanguage implements Word {
        ZH("zh"),
        EN("en"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ApplicationPromptLanguage(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ApplicationPromptLanguage of(Object json) {
            for (ApplicationPromptLanguage one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ApplicationSource implements Word {
        FILE("file"),
        API("api"),
        FILE_AND_API("file and api"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ApplicationSource(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ApplicationSource of(Object json) {
            for (ApplicationSource one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum CreateApplicationRequestMode implements Word {
        AXB("AXB"),
        AX("AX"),
        AXE("AXE"),
        AXYB("AXYB"),
        X("X"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        CreateApplicationRequestMode(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static CreateApplicationRequestMode of(Object json) {
            for (CreateApplicationRequestMode one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum CreateApplicationRequestStatus implements Word {
        ACTIVE("active"),
        FROZEN("frozen"),
        DISABLED("disabled"),
        PAUSED("paused"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        CreateApplicationRequestStatus(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static CreateApplicationRequestStatus of(Object json) {
            for (CreateApplicationRequestStatus one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum CreateApplicationRequestReportsKind implements Word {
        CALLIN("callin"),
        COLLECT_INFO("collectInfo"),
        CALLOUT("callout"),
        ALERTING("alerting"),
        ANSWER("answer"),
        DISCONNECT("disconnect"),
        FEE("fee"),
        NUM_STATUS("numStatus"),
        SMS_EVENT("smsEvent"),
        RECORDING("recording"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        CreateApplicationRequestReportsKind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static CreateApplicationRequestReportsKind of(Object json) {
            for (CreateApplicationRequestReportsKind one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum CreateApplicationRequestReportsField implements Word {
        CALL_REL_DIRECTION("callRelDirection"),
        AREA_CODE("areaCode"),
        CALL_DURATION("callDuration"),
        RECORD_PUSH_URL("recordPushURL"),
        CALLER_MOS("callerMos"),
        CALLEE_MOS("calleeMos"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        CreateApplicationRequestReportsField(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static CreateApplicationRequestReportsField of(Object json) {
            for (CreateApplicationRequestReportsField one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum CreateApplicationRequestPromptLanguage implements Word {
        ZH("zh"),
        EN("en"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        CreateApplicationRequestPromptLanguage(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static CreateApplicationRequestPromptLanguage of(Object json) {
            for (CreateApplicationRequestPromptLanguage one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum PutApplicationRequestMode implements Word {
        AXB("AXB"),
        AX("AX"),
        AXE("AXE"),
        AXYB("AXYB"),
        X("X"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        PutApplicationRequestMode(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static PutApplicationRequestMode of(Object json) {
            for (PutApplicationRequestMode one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum PutApplicationRequestStatus implements Word {
        ACTIVE("active"),
        FROZEN("frozen"),
        DISABLED("disabled"),
        PAUSED("paused"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        PutApplicationRequestStatus(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static PutApplicationRequestStatus of(Object json) {
            for (PutApplicationRequestStatus one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum PutApplicationRequestReportsKind implements Word {
        CALLIN("callin"),
        COLLECT_INFO("collectInfo"),
        CALLOUT("callout"),
        ALERTING("alerting"),
        ANSWER("answer"),
        DISCONNECT("disconnect"),
        FEE("fee"),
        NUM_STATUS("numStatus"),
        SMS_EVENT("smsEvent"),
        RECORDING("recording"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        PutApplicationRequestReportsKind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static PutApplicationRequestReportsKind of(Object json) {
            for (PutApplicationRequestReportsKind one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum PutApplicationRequestReportsField implements Word {
        CALL_REL_DIRECTION("callRelDirection"),
        AREA_CODE("areaCode"),
        CALL_DURATION("callDuration"),
        RECORD_PUSH_URL("recordPushURL"),
        CALLER_MOS("callerMos"),
        CALLEE_MOS("calleeMos"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        PutApplicationRequestReportsField(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static PutApplicationRequestReportsField of(Object json) {
            for (PutApplicationRequestReportsField one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum PutApplicationRequestPromptLanguage implements Word {
        ZH("zh"),
        EN("en"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        PutApplicationRequestPromptLanguage(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static PutApplicationRequestPromptLanguage of(Object json) {
            for (PutApplicationRequestPromptLanguage one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ListNumbersRequestStatus implements Word {
        NORMAL("normal"),
        SUSPENDED("suspended"),
        UNAVAILABLE("unavailable"),
        FROZEN("frozen"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ListNumbersRequestStatus(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ListNumbersRequestStatus of(Object json) {
            for (ListNumbersRequestStatus one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum PoolNumberStatus implements Word {
        NORMAL("normal"),
        SUSPENDED("suspended"),
        UNAVAILABLE("unavailable"),
        FROZEN("frozen"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        PoolNumberStatus(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static PoolNumberStatus of(Object json) {
            for (PoolNumberStatus one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum PoolNumberCause implements Word {
        DELETED("deleted"),
        ARREARS("arrears"),
        STOPPED("stopped"),
        RESTRICTED("restricted"),
        RESTRICTION_LIFTED("restriction-lifted"),
        FORWARDING_UNCONDITIONAL("forwarding-unconditional"),
        FORWARDING_NO_ANSWER("forwarding-no-answer"),
        FORWARDING_BUSY("forwarding-busy"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        PoolNumberCause(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static PoolNumberCause of(Object json) {
            for (PoolNumberCause one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum PoolNumberSource implements Word {
        FILE("file"),
        API("api"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        PoolNumberSource(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static PoolNumberSource of(Object json) {
            for (PoolNumberSource one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum SetNumberStatusRequestStatus implements Word {
        NORMAL("normal"),
        SUSPENDED("suspended"),
        UNAVAILABLE("unavailable"),
        FROZEN("frozen"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        SetNumberStatusRequestStatus(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static SetNumberStatusRequestStatus of(Object json) {
            for (SetNumberStatusRequestStatus one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum SetNumberStatusRequestCause implements Word {
        DELETED("deleted"),
        ARREARS("arrears"),
        STOPPED("stopped"),
        RESTRICTED("restricted"),
        RESTRICTION_LIFTED("restriction-lifted"),
        FORWARDING_UNCONDITIONAL("forwarding-unconditional"),
        FORWARDING_NO_ANSWER("forwarding-no-answer"),
        FORWARDING_BUSY("forwarding-busy"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        SetNumberStatusRequestCause(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static SetNumberStatusRequestCause of(Object json) {
            for (SetNumberStatusRequestCause one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum GetNumberCitiesRequestStatus implements Word {
        NORMAL("normal"),
        SUSPENDED("suspended"),
        UNAVAILABLE("unavailable"),
        FROZEN("frozen"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        GetNumberCitiesRequestStatus(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static GetNumberCitiesRequestStatus of(Object json) {
            for (GetNumberCitiesRequestStatus one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum GetNumberPlanRequestMode implements Word {
        AXB("AXB"),
        AX("AX"),
        AXE("AXE"),
        AXYB("AXYB"),
        X("X"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        GetNumberPlanRequestMode(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static GetNumberPlanRequestMode of(Object json) {
            for (GetNumberPlanRequestMode one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum GetNumberPlanAnswerMode implements Word {
        AXB("AXB"),
        AX("AX"),
        AXE("AXE"),
        AXYB("AXYB"),
        X("X"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        GetNumberPlanAnswerMode(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static GetNumberPlanAnswerMode of(Object json) {
            for (GetNumberPlanAnswerMode one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum GetNumberPlanAnswerPartWhat implements Word {
        X("x"),
        Y("y"),
        RESTING("resting"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        GetNumberPlanAnswerPartWhat(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static GetNumberPlanAnswerPartWhat of(Object json) {
            for (GetNumberPlanAnswerPartWhat one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum GetStatisticsRequestInterval implements Word {
        HOUR("hour"),
        DAY("day"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        GetStatisticsRequestInterval(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static GetStatisticsRequestInterval of(Object json) {
            for (GetStatisticsRequestInterval one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum GetStatisticsRequestBy implements Word {
        APPLICATION("application"),
        CITY("city"),
        CALLER_TRUNK("callerTrunk"),
        CALLEE_TRUNK("calleeTrunk"),
        HOUR("hour"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        GetStatisticsRequestBy(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static GetStatisticsRequestBy of(Object json) {
            for (GetStatisticsRequestBy one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum BindingMode implements Word {
        AXB("AXB"),
        AX("AX"),
        AXE("AXE"),
        AXYB("AXYB"),
        X("X"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        BindingMode(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static BindingMode of(Object json) {
            for (BindingMode one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ModifyBindingRequestTurnFlag implements Word {
        ON("on"),
        OFF("off"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ModifyBindingRequestTurnFlag(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ModifyBindingRequestTurnFlag of(Object json) {
            for (ModifyBindingRequestTurnFlag one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum BindAxRequestTurnFlag implements Word {
        ON("on"),
        OFF("off"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        BindAxRequestTurnFlag(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static BindAxRequestTurnFlag of(Object json) {
            for (BindAxRequestTurnFlag one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum CallState implements Word {
        ARRIVED("arrived"),
        KNOWN("known"),
        DIALLING("dialling"),
        RINGING("ringing"),
        CONNECTED("connected"),
        ENDED("ended"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        CallState(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static CallState of(Object json) {
            for (CallState one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum MessageState implements Word {
        KEPT("kept"),
        SENDING("sending"),
        ENDED("ended"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        MessageState(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static MessageState of(Object json) {
            for (MessageState one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum MessageResult implements Word {
        SENT("sent"),
        DELIVERED("delivered"),
        UNKNOWN("unknown"),
        UNDELIVERABLE("undeliverable"),
        EXPIRED_THERE("expired-there"),
        UNKNOWN_TRUNK("unknown-trunk"),
        NOT_TEXT("not-text"),
        EMPTY("empty"),
        TOO_LONG("too-long"),
        TOO_MANY("too-many"),
        STOPPING("stopping"),
        OVERLOADED("overloaded"),
        NOT_KEPT("not-kept"),
        INTERNAL_ERROR("internal-error"),
        CALLER_UNUSABLE("caller-unusable"),
        LANDLINE_CALLER("landline-caller"),
        NUMBER_NOT_OURS("number-not-ours"),
        NUMBER_SUSPENDED("number-suspended"),
        NUMBER_UNAVAILABLE("number-unavailable"),
        APPLICATION_FROZEN("application-frozen"),
        NOT_ALLOWED("not-allowed"),
        NOT_IN_MODE("not-in-mode"),
        NO_BINDING("no-binding"),
        NO_RECIPIENT("no-recipient"),
        OWN_NUMBER("own-number"),
        NO_Y_AVAILABLE("no-y-available"),
        BLACKLISTED("blacklisted"),
        RULE("rule"),
        DISCARDED("discarded"),
        APPLICATION_SILENT("application-silent"),
        APPLICATION_ANSWER_WRONG("application-answer-wrong"),
        NO_ROUTE("no-route"),
        REFUSED("refused"),
        RECEIVER_UNKNOWN("receiver-unknown"),
        RECEIVER_UNAVAILABLE("receiver-unavailable"),
        TRUNK_FAILED("trunk-failed"),
        EXPIRED("expired"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        MessageResult(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static MessageResult of(Object json) {
            for (MessageResult one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ExplainAnswerStepOutcome implements Word {
        YES("yes"),
        NO("no"),
        FOUND("found"),
        MISSING("missing"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ExplainAnswerStepOutcome(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ExplainAnswerStepOutcome of(Object json) {
            for (ExplainAnswerStepOutcome one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ExplainAnswerResolutionKind implements Word {
        CONNECT("connect"),
        COLLECT("collect"),
        ASK("ask"),
        REFUSE("refuse"),
        NEEDS_Y("needs-y"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ExplainAnswerResolutionKind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ExplainAnswerResolutionKind of(Object json) {
            for (ExplainAnswerResolutionKind one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ExplainCallAnswerFrom implements Word {
        RECORD("record"),
        LIVE("live"),
        REFUSED("refused"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ExplainCallAnswerFrom(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ExplainCallAnswerFrom of(Object json) {
            for (ExplainCallAnswerFrom one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ExplainCallAnswerStepOutcome implements Word {
        YES("yes"),
        NO("no"),
        FOUND("found"),
        MISSING("missing"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ExplainCallAnswerStepOutcome(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ExplainCallAnswerStepOutcome of(Object json) {
            for (ExplainCallAnswerStepOutcome one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum PastRecordKind implements Word {
        CALL("call"),
        MESSAGE("message"),
        NUMBER("number"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        PastRecordKind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static PastRecordKind of(Object json) {
            for (PastRecordKind one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum PastRecordReleasedBy implements Word {
        CALLER("caller"),
        CALLEE("callee"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        PastRecordReleasedBy(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static PastRecordReleasedBy of(Object json) {
            for (PastRecordReleasedBy one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum PastRecordTriedOutcome implements Word {
        ANSWERED("answered"),
        REFUSED("refused"),
        UNANSWERED("unanswered"),
        SILENT("silent"),
        CALLED_OFF("called-off"),
        FAILED("failed"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        PastRecordTriedOutcome(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static PastRecordTriedOutcome of(Object json) {
            for (PastRecordTriedOutcome one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum AskMayCallAnswerRefusedBy implements Word {
        ROUTING("routing"),
        BLACKLIST("blacklist"),
        REGISTRATION("registration"),
        HOURS("hours"),
        FREQUENCY("frequency"),
        ONBOARDING("onboarding"),
        COMPLAINTS("complaints"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        AskMayCallAnswerRefusedBy(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static AskMayCallAnswerRefusedBy of(Object json) {
            for (AskMayCallAnswerRefusedBy one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ListBlacklistRequestKind implements Word {
        BIND_A("bind-a"),
        BIND_B("bind-b"),
        CALL_AS_A("call-as-a"),
        CALL_AS_B("call-as-b"),
        CALL("call"),
        MESSAGE("message"),
        X("x"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ListBlacklistRequestKind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ListBlacklistRequestKind of(Object json) {
            for (ListBlacklistRequestKind one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum BlacklistEntryKind implements Word {
        BIND_A("bind-a"),
        BIND_B("bind-b"),
        CALL_AS_A("call-as-a"),
        CALL_AS_B("call-as-b"),
        CALL("call"),
        MESSAGE("message"),
        X("x"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        BlacklistEntryKind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static BlacklistEntryKind of(Object json) {
            for (BlacklistEntryKind one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum AddToBlacklistRequestEntryKind implements Word {
        BIND_A("bind-a"),
        BIND_B("bind-b"),
        CALL_AS_A("call-as-a"),
        CALL_AS_B("call-as-b"),
        CALL("call"),
        MESSAGE("message"),
        X("x"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        AddToBlacklistRequestEntryKind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static AddToBlacklistRequestEntryKind of(Object json) {
            for (AddToBlacklistRequestEntryKind one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum SearchBlacklistRequestKind implements Word {
        BIND_A("bind-a"),
        BIND_B("bind-b"),
        CALL_AS_A("call-as-a"),
        CALL_AS_B("call-as-b"),
        CALL("call"),
        MESSAGE("message"),
        X("x"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        SearchBlacklistRequestKind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static SearchBlacklistRequestKind of(Object json) {
            for (SearchBlacklistRequestKind one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ImportBlacklistRequestKind implements Word {
        BIND_A("bind-a"),
        BIND_B("bind-b"),
        CALL_AS_A("call-as-a"),
        CALL_AS_B("call-as-b"),
        CALL("call"),
        MESSAGE("message"),
        X("x"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ImportBlacklistRequestKind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ImportBlacklistRequestKind of(Object json) {
            for (ImportBlacklistRequestKind one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum RemoveFromBlacklistRequestKind implements Word {
        BIND_A("bind-a"),
        BIND_B("bind-b"),
        CALL_AS_A("call-as-a"),
        CALL_AS_B("call-as-b"),
        CALL("call"),
        MESSAGE("message"),
        X("x"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        RemoveFromBlacklistRequestKind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static RemoveFromBlacklistRequestKind of(Object json) {
            for (RemoveFromBlacklistRequestKind one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum AddRegistrationsRequestState implements Word {
        REGISTERED("registered"),
        PENDING("pending"),
        REJECTED("rejected"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        AddRegistrationsRequestState(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static AddRegistrationsRequestState of(Object json) {
            for (AddRegistrationsRequestState one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ImportRegistrationsRequestState implements Word {
        REGISTERED("registered"),
        PENDING("pending"),
        REJECTED("rejected"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ImportRegistrationsRequestState(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ImportRegistrationsRequestState of(Object json) {
            for (ImportRegistrationsRequestState one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum SearchRegistrationsRequestState implements Word {
        REGISTERED("registered"),
        PENDING("pending"),
        REJECTED("rejected"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        SearchRegistrationsRequestState(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static SearchRegistrationsRequestState of(Object json) {
            for (SearchRegistrationsRequestState one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum RegistrationState implements Word {
        REGISTERED("registered"),
        PENDING("pending"),
        REJECTED("rejected"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        RegistrationState(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static RegistrationState of(Object json) {
            for (RegistrationState one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ComplaintCategory implements Word {
        HARASSMENT("harassment"),
        FRAUD("fraud"),
        OTHER("other"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ComplaintCategory(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ComplaintCategory of(Object json) {
            for (ComplaintCategory one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum AddComplaintRequestCategory implements Word {
        HARASSMENT("harassment"),
        FRAUD("fraud"),
        OTHER("other"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        AddComplaintRequestCategory(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static AddComplaintRequestCategory of(Object json) {
            for (AddComplaintRequestCategory one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum StandingState implements Word {
        GOOD("good"),
        WARNED("warned"),
        FROZEN("frozen"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        StandingState(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static StandingState of(Object json) {
            for (StandingState one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum OnboardingState implements Word {
        SUBMITTED("submitted"),
        APPROVED("approved"),
        REJECTED("rejected"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        OnboardingState(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static OnboardingState of(Object json) {
            for (OnboardingState one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum PutOnboardingRequestState implements Word {
        SUBMITTED("submitted"),
        APPROVED("approved"),
        REJECTED("rejected"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        PutOnboardingRequestState(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static PutOnboardingRequestState of(Object json) {
            for (PutOnboardingRequestState one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum GetPromptRequestLanguage implements Word {
        ZH("zh"),
        EN("en"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        GetPromptRequestLanguage(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static GetPromptRequestLanguage of(Object json) {
            for (GetPromptRequestLanguage one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ListTrunksAnswerItemType implements Word {
        CARRIER("carrier"),
        SOFTPHONES("softphones"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ListTrunksAnswerItemType(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ListTrunksAnswerItemType of(Object json) {
            for (ListTrunksAnswerItemType one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ListTrunksAnswerItemState implements Word {
        UP("up"),
        SILENT("silent"),
        REFUSING("refusing"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ListTrunksAnswerItemState(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ListTrunksAnswerItemState of(Object json) {
            for (ListTrunksAnswerItemState one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ListTrunksAnswerItemSmppRole implements Word {
        TRANSCEIVER("transceiver"),
        TRANSMITTER("transmitter"),
        RECEIVER("receiver"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ListTrunksAnswerItemSmppRole(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ListTrunksAnswerItemSmppRole of(Object json) {
            for (ListTrunksAnswerItemSmppRole one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ListLiveAnswerSipFrom implements Word {
        OWN_STACK("own-stack"),
        DRACHTIO_SERVER("drachtio-server"),
        NOWHERE("nowhere"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ListLiveAnswerSipFrom(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ListLiveAnswerSipFrom of(Object json) {
            for (ListLiveAnswerSipFrom one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ListLiveAnswerSipTransactionsItemDirection implements Word {
        IN("in"),
        OUT("out"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ListLiveAnswerSipTransactionsItemDirection(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ListLiveAnswerSipTransactionsItemDirection of(Object json) {
            for (ListLiveAnswerSipTransactionsItemDirection one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ListLiveAnswerSipDialogsItemRole implements Word {
        UAC("uac"),
        UAS("uas"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ListLiveAnswerSipDialogsItemRole(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ListLiveAnswerSipDialogsItemRole of(Object json) {
            for (ListLiveAnswerSipDialogsItemRole one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ListLogLinesRequestLevel implements Word {
        DEBUG("debug"),
        INFO("info"),
        WARN("warn"),
        ERROR("error"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ListLogLinesRequestLevel(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ListLogLinesRequestLevel of(Object json) {
            for (ListLogLinesRequestLevel one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum SearchAuditRequestAction implements Word {
        LOOKED_AT("looked at"),
        LISTENED("listened"),
        CHANGED("changed"),
        REFUSED("refused"),
        EXPORTED("exported"),
        ERASED("erased"),
        CUT("cut"),
        REPAIRED("repaired"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        SearchAuditRequestAction(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static SearchAuditRequestAction of(Object json) {
            for (SearchAuditRequestAction one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum SearchAuditAnswerItemAction implements Word {
        LOOKED_AT("looked at"),
        LISTENED("listened"),
        CHANGED("changed"),
        REFUSED("refused"),
        EXPORTED("exported"),
        ERASED("erased"),
        CUT("cut"),
        REPAIRED("repaired"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        SearchAuditAnswerItemAction(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static SearchAuditAnswerItemAction of(Object json) {
            for (SearchAuditAnswerItemAction one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum AccountRole implements Word {
        ADMIN("admin"),
        OPERATOR("operator"),
        VIEWER("viewer"),
        AUDITOR("auditor"),
        SUBSCRIBER("subscriber"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        AccountRole(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static AccountRole of(Object json) {
            for (AccountRole one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum AddAccountRequestRole implements Word {
        ADMIN("admin"),
        OPERATOR("operator"),
        VIEWER("viewer"),
        AUDITOR("auditor"),
        SUBSCRIBER("subscriber"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        AddAccountRequestRole(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static AddAccountRequestRole of(Object json) {
            for (AddAccountRequestRole one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ChangeAccountRoleRequestRole implements Word {
        ADMIN("admin"),
        OPERATOR("operator"),
        VIEWER("viewer"),
        AUDITOR("auditor"),
        SUBSCRIBER("subscriber"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ChangeAccountRoleRequestRole(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ChangeAccountRoleRequestRole of(Object json) {
            for (ChangeAccountRoleRequestRole one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ReloadAnswerOutcome implements Word {
        APPLIED("applied"),
        UNCHANGED("unchanged"),
        CHECKED("checked"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ReloadAnswerOutcome(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ReloadAnswerOutcome of(Object json) {
            for (ReloadAnswerOutcome one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum SearchRecordsRequestKind implements Word {
        CALL("call"),
        MESSAGE("message"),
        NUMBER("number"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        SearchRecordsRequestKind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static SearchRecordsRequestKind of(Object json) {
            for (SearchRecordsRequestKind one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum GetRecordKind implements Word {
        CALL("call"),
        MESSAGE("message"),
        NUMBER("number"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        GetRecordKind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static GetRecordKind of(Object json) {
            for (GetRecordKind one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ExportRecordsRequestKind implements Word {
        CALL("call"),
        MESSAGE("message"),
        NUMBER("number"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ExportRecordsRequestKind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ExportRecordsRequestKind of(Object json) {
            for (ExportRecordsRequestKind one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum ExplainErasureRequestAlso implements Word {
        BINDINGS("bindings"),
        BLACKLIST("blacklist"),
        WAITING("waiting"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        ExplainErasureRequestAlso(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static ExplainErasureRequestAlso of(Object json) {
            for (ExplainErasureRequestAlso one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum EraseSubjectRequestAlso implements Word {
        BINDINGS("bindings"),
        BLACKLIST("blacklist"),
        WAITING("waiting"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        EraseSubjectRequestAlso(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static EraseSubjectRequestAlso of(Object json) {
            for (EraseSubjectRequestAlso one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum EraseSubjectAnswerJournal implements Word {
        OWN("own"),
        SHARED("shared"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        EraseSubjectAnswerJournal(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static EraseSubjectAnswerJournal of(Object json) {
            for (EraseSubjectAnswerJournal one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum EraseSubjectAnswerAlso implements Word {
        BINDINGS("bindings"),
        BLACKLIST("blacklist"),
        WAITING("waiting"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        EraseSubjectAnswerAlso(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static EraseSubjectAnswerAlso of(Object json) {
            for (EraseSubjectAnswerAlso one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum EraseSubjectAnswerState implements Word {
        UNDER_WAY("under-way"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        EraseSubjectAnswerState(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static EraseSubjectAnswerState of(Object json) {
            for (EraseSubjectAnswerState one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum SearchErasuresAnswerItemJournal implements Word {
        OWN("own"),
        SHARED("shared"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        SearchErasuresAnswerItemJournal(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static SearchErasuresAnswerItemJournal of(Object json) {
            for (SearchErasuresAnswerItemJournal one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum SearchErasuresAnswerItemAlso implements Word {
        BINDINGS("bindings"),
        BLACKLIST("blacklist"),
        WAITING("waiting"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        SearchErasuresAnswerItemAlso(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static SearchErasuresAnswerItemAlso of(Object json) {
            for (SearchErasuresAnswerItemAlso one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum GetErasureAnswerJournal implements Word {
        OWN("own"),
        SHARED("shared"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        GetErasureAnswerJournal(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static GetErasureAnswerJournal of(Object json) {
            for (GetErasureAnswerJournal one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum GetErasureAnswerAlso implements Word {
        BINDINGS("bindings"),
        BLACKLIST("blacklist"),
        WAITING("waiting"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        GetErasureAnswerAlso(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static GetErasureAnswerAlso of(Object json) {
            for (GetErasureAnswerAlso one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum GetErasureAnswerState implements Word {
        UNDER_WAY("under-way"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        GetErasureAnswerState(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static GetErasureAnswerState of(Object json) {
            for (GetErasureAnswerState one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum VerifyErasureAnswerAuditEntry implements Word {
        FOUND("found"),
        CUT_OFF("cut-off"),
        MISSING("missing"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        VerifyErasureAnswerAuditEntry(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static VerifyErasureAnswerAuditEntry of(Object json) {
            for (VerifyErasureAnswerAuditEntry one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum GetLadderAnswerLegSide implements Word {
        CALLER("caller"),
        CALLEE("callee"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        GetLadderAnswerLegSide(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static GetLadderAnswerLegSide of(Object json) {
            for (GetLadderAnswerLegSide one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum GetLadderAnswerMessageDirection implements Word {
        IN("in"),
        OUT("out"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        GetLadderAnswerMessageDirection(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static GetLadderAnswerMessageDirection of(Object json) {
            for (GetLadderAnswerMessageDirection one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum GetLadderAnswerMessageTransport implements Word {
        UDP("udp"),
        TCP("tcp"),
        TLS("tls"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        GetLadderAnswerMessageTransport(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static GetLadderAnswerMessageTransport of(Object json) {
            for (GetLadderAnswerMessageTransport one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum SignInRequestAs implements Word {
        COOKIE("cookie"),
        HEADER("header"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        SignInRequestAs(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static SignInRequestAs of(Object json) {
            for (SignInRequestAs one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum SignInAnswerRole implements Word {
        ADMIN("admin"),
        OPERATOR("operator"),
        VIEWER("viewer"),
        AUDITOR("auditor"),
        SUBSCRIBER("subscriber"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        SignInAnswerRole(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static SignInAnswerRole of(Object json) {
            for (SignInAnswerRole one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum SignInAnswerBy implements Word {
        ACCOUNT("account"),
        OPENID("openid"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        SignInAnswerBy(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static SignInAnswerBy of(Object json) {
            for (SignInAnswerBy one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum SignInAnswerFirstDeed implements Word {
        CHANGE_PASSWORD("change-password"),
        SET_UP_SECOND_FACTOR("set-up-second-factor"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        SignInAnswerFirstDeed(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static SignInAnswerFirstDeed of(Object json) {
            for (SignInAnswerFirstDeed one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum GetMeAnswerRole implements Word {
        ADMIN("admin"),
        OPERATOR("operator"),
        VIEWER("viewer"),
        AUDITOR("auditor"),
        SUBSCRIBER("subscriber"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        GetMeAnswerRole(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static GetMeAnswerRole of(Object json) {
            for (GetMeAnswerRole one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum GetMeAnswerBy implements Word {
        ACCOUNT("account"),
        OPENID("openid"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        GetMeAnswerBy(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static GetMeAnswerBy of(Object json) {
            for (GetMeAnswerBy one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    public enum GetMeAnswerFirstDeed implements Word {
        CHANGE_PASSWORD("change-password"),
        SET_UP_SECOND_FACTOR("set-up-second-factor"),
        /** A word that this version of the client does not know. */
        UNLISTED("?");

        private final String word;

        GetMeAnswerFirstDeed(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        static GetMeAnswerFirstDeed of(Object json) {
            for (GetMeAnswerFirstDeed one : values()) if (one.word.equals(json)) return one;
            return UNLISTED;
        }
    }

    /**
     * All of them.
     */
    public record ListApplicationsAnswer(
            List<Application> items,
            Long total) {
        static ListApplicationsAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListApplicationsAnswer(
                    Json.list(data, "items", Application::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    /**
     * @param appKey Key of an application.
     * @param source Where it comes from: the configuration file, this API, or the file with some keys set
     * here.
     * @param fromApi With `file and api`: the keys that are in force as set here and differ from the file.
     */
    public record Application(
            String appKey,
            String name,
            ApplicationMode mode,
            ApplicationStatus status,
            ApplicationFeatures features,
            Map<String, String> callbacks,
            Map<String, Object> reports,
            Map<String, Object> calls,
            Map<String, String> tones,
            ApplicationPromptLanguage promptLanguage,
            Boolean standardPrompts,
            Long extensionDigits,
            List<String> allowedAddresses,
            ApplicationSource source,
            List<String> fromApi) {
        static Application of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new Application(
                    Json.maybe(data, "appKey", Json::asString),
                    Json.maybe(data, "name", Json::asString),
                    Json.maybe(data, "mode", ApplicationMode::of),
                    Json.maybe(data, "status", ApplicationStatus::of),
                    Json.maybe(data, "features", ApplicationFeatures::of),
                    Json.maybe(data, "callbacks", one -> Json.mapOf(one, Json::asString)),
                    Json.maybe(data, "reports", one -> Json.mapOf(one, Json::asIs)),
                    Json.maybe(data, "calls", one -> Json.mapOf(one, Json::asIs)),
                    Json.maybe(data, "tones", one -> Json.mapOf(one, Json::asString)),
                    Json.maybe(data, "promptLanguage", ApplicationPromptLanguage::of),
                    Json.maybe(data, "standardPrompts", Json::asBoolean),
                    Json.maybe(data, "extensionDigits", Json::asLong),
                    Json.list(data, "allowedAddresses", Json::asString),
                    Json.maybe(data, "source", ApplicationSource::of),
                    Json.list(data, "fromApi", Json::asString));
        }
    }

    public record ApplicationFeatures(
            Boolean recording,
            Boolean sms) {
        static ApplicationFeatures of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ApplicationFeatures(
                    Json.maybe(data, "recording", Json::asBoolean),
                    Json.maybe(data, "sms", Json::asBoolean));
        }
    }

    /**
     * {@code appKey}: Key of an application. {@code mode}:
     */
    public static final class CreateApplicationRequest extends Request {
        public CreateApplicationRequest(String appKey, CreateApplicationRequestMode mode) {
            put("appKey", appKey);
            put("mode", mode);
        }

        public CreateApplicationRequest name(String value) {
            put("name", value);
            return this;
        }

        public CreateApplicationRequest status(CreateApplicationRequestStatus value) {
            put("status", value);
            return this;
        }

        public CreateApplicationRequest features(CreateApplicationRequestFeatures value) {
            put("features", value);
            return this;
        }

        public CreateApplicationRequest callbacks(CreateApplicationRequestCallbacks value) {
            put("callbacks", value);
            return this;
        }

        public CreateApplicationRequest reports(CreateApplicationRequestReports value) {
            put("reports", value);
            return this;
        }

        public CreateApplicationRequest calls(CreateApplicationRequestCalls value) {
            put("calls", value);
            return this;
        }

        public CreateApplicationRequest tones(CreateApplicationRequestTones value) {
            put("tones", value);
            return this;
        }

        public CreateApplicationRequest promptLanguage(CreateApplicationRequestPromptLanguage value) {
            put("promptLanguage", value);
            return this;
        }

        public CreateApplicationRequest standardPrompts(boolean value) {
            put("standardPrompts", value);
            return this;
        }

        public CreateApplicationRequest extensionDigits(long value) {
            put("extensionDigits", value);
            return this;
        }

        public CreateApplicationRequest allowedAddresses(List<String> value) {
            put("allowedAddresses", value);
            return this;
        }
    }

    public static final class CreateApplicationRequestFeatures extends Request {
        public CreateApplicationRequestFeatures() {
        }

        public CreateApplicationRequestFeatures recording(boolean value) {
            put("recording", value);
            return this;
        }

        public CreateApplicationRequestFeatures sms(boolean value) {
            put("sms", value);
            return this;
        }
    }

    public static final class CreateApplicationRequestCallbacks extends Request {
        public CreateApplicationRequestCallbacks() {
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public CreateApplicationRequestCallbacks status(String value) {
            put("status", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public CreateApplicationRequestCallbacks fee(String value) {
            put("fee", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public CreateApplicationRequestCallbacks smsNotify(String value) {
            put("smsNotify", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public CreateApplicationRequestCallbacks smsControl(String value) {
            put("smsControl", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public CreateApplicationRequestCallbacks numberStatus(String value) {
            put("numberStatus", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public CreateApplicationRequestCallbacks callin(String value) {
            put("callin", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public CreateApplicationRequestCallbacks recording(String value) {
            put("recording", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public CreateApplicationRequestCallbacks statusSecond(String value) {
            put("statusSecond", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public CreateApplicationRequestCallbacks feeSecond(String value) {
            put("feeSecond", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public CreateApplicationRequestCallbacks numberStatusSecond(String value) {
            put("numberStatusSecond", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public CreateApplicationRequestCallbacks smsNotifySecond(String value) {
            put("smsNotifySecond", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public CreateApplicationRequestCallbacks callinSecond(String value) {
            put("callinSecond", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public CreateApplicationRequestCallbacks recordingSecond(String value) {
            put("recordingSecond", value);
            return this;
        }
    }

    public static final class CreateApplicationRequestReports extends Request {
        public CreateApplicationRequestReports() {
        }

        public CreateApplicationRequestReports kinds(List<CreateApplicationRequestReportsKind> value) {
            put("kinds", value);
            return this;
        }

        public CreateApplicationRequestReports fields(List<CreateApplicationRequestReportsField> value) {
            put("fields", value);
            return this;
        }

        public CreateApplicationRequestReports pull(boolean value) {
            put("pull", value);
            return this;
        }

        /**
         * Expected: minutes, 1 to 10080 each.
         */
        public CreateApplicationRequestReports retryMinutes(List<Long> value) {
            put("retryMinutes", value);
            return this;
        }

        public CreateApplicationRequestReports pushTimeoutSeconds(long value) {
            put("pushTimeoutSeconds", value);
            return this;
        }

        public CreateApplicationRequestReports askTimeoutSeconds(long value) {
            put("askTimeoutSeconds", value);
            return this;
        }

        public CreateApplicationRequestReports spId(String value) {
            put("spId", value);
            return this;
        }

        public CreateApplicationRequestReports serviceType(String value) {
            put("serviceType", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https:// and has {name} in it.
         */
        public CreateApplicationRequestReports recordPushUrl(String value) {
            put("recordPushUrl", value);
            return this;
        }
    }

    public static final class CreateApplicationRequestCalls extends Request {
        public CreateApplicationRequestCalls() {
        }

        public CreateApplicationRequestCalls voice(boolean value) {
            put("voice", value);
            return this;
        }

        public CreateApplicationRequestCalls maxCalls(long value) {
            put("maxCalls", value);
            return this;
        }

        public CreateApplicationRequestCalls direction(long value) {
            put("direction", value);
            return this;
        }

        public CreateApplicationRequestCalls internationalIn(boolean value) {
            put("internationalIn", value);
            return this;
        }

        public CreateApplicationRequestCalls internationalOut(boolean value) {
            put("internationalOut", value);
            return this;
        }

        public CreateApplicationRequestCalls forbiddenPrefixes(List<String> value) {
            put("forbiddenPrefixes", value);
            return this;
        }

        public CreateApplicationRequestCalls testNumbers(List<String> value) {
            put("testNumbers", value);
            return this;
        }

        public CreateApplicationRequestCalls recordingRequired(boolean value) {
            put("recordingRequired", value);
            return this;
        }

        public CreateApplicationRequestCalls customerCallsPerMinute(long value) {
            put("customerCallsPerMinute", value);
            return this;
        }

        public CreateApplicationRequestCalls displayCallsPerMinute(long value) {
            put("displayCallsPerMinute", value);
            return this;
        }

        public CreateApplicationRequestCalls minutesPerDay(long value) {
            put("minutesPerDay", value);
            return this;
        }

        public CreateApplicationRequestCalls answerRatePercent(long value) {
            put("answerRatePercent", value);
            return this;
        }
    }

    public static final class CreateApplicationRequestTones extends Request {
        public CreateApplicationRequestTones() {
        }

        /**
         * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
         */
        public CreateApplicationRequestTones noBinding(String value) {
            put("noBinding", value);
            return this;
        }

        /**
         * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
         */
        public CreateApplicationRequestTones noPermission(String value) {
            put("noPermission", value);
            return this;
        }

        /**
         * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
         */
        public CreateApplicationRequestTones businessError(String value) {
            put("businessError", value);
            return this;
        }

        /**
         * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
         */
        public CreateApplicationRequestTones enterExtension(String value) {
            put("enterExtension", value);
            return this;
        }

        /**
         * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
         */
        public CreateApplicationRequestTones extensionInvalid(String value) {
            put("extensionInvalid", value);
            return this;
        }

        /**
         * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
         */
        public CreateApplicationRequestTones calleeBusy(String value) {
            put("calleeBusy", value);
            return this;
        }

        /**
         * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
         */
        public CreateApplicationRequestTones calleeSilent(String value) {
            put("calleeSilent", value);
            return this;
        }
    }

    /**
     * The application, and its secret, which is not shown again.
     * @param appSecret Keep it: Callveil does not show it again.
     */
    public record CreateApplicationAnswer(
            Application application,
            String appSecret) {
        static CreateApplicationAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new CreateApplicationAnswer(
                    Json.maybe(data, "application", Application::of),
                    Json.maybe(data, "appSecret", Json::asString));
        }
    }

    /**
     * {@code mode}:
     */
    public static final class PutApplicationRequest extends Request {
        public PutApplicationRequest(PutApplicationRequestMode mode) {
            put("mode", mode);
        }

        public PutApplicationRequest appSecret(String value) {
            put("appSecret", value);
            return this;
        }

        public PutApplicationRequest name(String value) {
            put("name", value);
            return this;
        }

        public PutApplicationRequest status(PutApplicationRequestStatus value) {
            put("status", value);
            return this;
        }

        public PutApplicationRequest features(PutApplicationRequestFeatures value) {
            put("features", value);
            return this;
        }

        public PutApplicationRequest callbacks(PutApplicationRequestCallbacks value) {
            put("callbacks", value);
            return this;
        }

        public PutApplicationRequest reports(PutApplicationRequestReports value) {
            put("reports", value);
            return this;
        }

        public PutApplicationRequest calls(PutApplicationRequestCalls value) {
            put("calls", value);
            return this;
        }

        public PutApplicationRequest tones(PutApplicationRequestTones value) {
            put("tones", value);
            return this;
        }

        public PutApplicationRequest promptLanguage(PutApplicationRequestPromptLanguage value) {
            put("promptLanguage", value);
            return this;
        }

        public PutApplicationRequest standardPrompts(boolean value) {
            put("standardPrompts", value);
            return this;
        }

        public PutApplicationRequest extensionDigits(long value) {
            put("extensionDigits", value);
            return this;
        }

        public PutApplicationRequest allowedAddresses(List<String> value) {
            put("allowedAddresses", value);
            return this;
        }
    }

    public static final class PutApplicationRequestFeatures extends Request {
        public PutApplicationRequestFeatures() {
        }

        public PutApplicationRequestFeatures recording(boolean value) {
            put("recording", value);
            return this;
        }

        public PutApplicationRequestFeatures sms(boolean value) {
            put("sms", value);
            return this;
        }
    }

    public static final class PutApplicationRequestCallbacks extends Request {
        public PutApplicationRequestCallbacks() {
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public PutApplicationRequestCallbacks status(String value) {
            put("status", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public PutApplicationRequestCallbacks fee(String value) {
            put("fee", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public PutApplicationRequestCallbacks smsNotify(String value) {
            put("smsNotify", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public PutApplicationRequestCallbacks smsControl(String value) {
            put("smsControl", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public PutApplicationRequestCallbacks numberStatus(String value) {
            put("numberStatus", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public PutApplicationRequestCallbacks callin(String value) {
            put("callin", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public PutApplicationRequestCallbacks recording(String value) {
            put("recording", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public PutApplicationRequestCallbacks statusSecond(String value) {
            put("statusSecond", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public PutApplicationRequestCallbacks feeSecond(String value) {
            put("feeSecond", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public PutApplicationRequestCallbacks numberStatusSecond(String value) {
            put("numberStatusSecond", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public PutApplicationRequestCallbacks smsNotifySecond(String value) {
            put("smsNotifySecond", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public PutApplicationRequestCallbacks callinSecond(String value) {
            put("callinSecond", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https://.
         */
        public PutApplicationRequestCallbacks recordingSecond(String value) {
            put("recordingSecond", value);
            return this;
        }
    }

    public static final class PutApplicationRequestReports extends Request {
        public PutApplicationRequestReports() {
        }

        public PutApplicationRequestReports kinds(List<PutApplicationRequestReportsKind> value) {
            put("kinds", value);
            return this;
        }

        public PutApplicationRequestReports fields(List<PutApplicationRequestReportsField> value) {
            put("fields", value);
            return this;
        }

        public PutApplicationRequestReports pull(boolean value) {
            put("pull", value);
            return this;
        }

        /**
         * Expected: minutes, 1 to 10080 each.
         */
        public PutApplicationRequestReports retryMinutes(List<Long> value) {
            put("retryMinutes", value);
            return this;
        }

        public PutApplicationRequestReports pushTimeoutSeconds(long value) {
            put("pushTimeoutSeconds", value);
            return this;
        }

        public PutApplicationRequestReports askTimeoutSeconds(long value) {
            put("askTimeoutSeconds", value);
            return this;
        }

        public PutApplicationRequestReports spId(String value) {
            put("spId", value);
            return this;
        }

        public PutApplicationRequestReports serviceType(String value) {
            put("serviceType", value);
            return this;
        }

        /**
         * Expected: a URL that starts with http:// or https:// and has {name} in it.
         */
        public PutApplicationRequestReports recordPushUrl(String value) {
            put("recordPushUrl", value);
            return this;
        }
    }

    public static final class PutApplicationRequestCalls extends Request {
        public PutApplicationRequestCalls() {
        }

        public PutApplicationRequestCalls voice(boolean value) {
            put("voice", value);
            return this;
        }

        public PutApplicationRequestCalls maxCalls(long value) {
            put("maxCalls", value);
            return this;
        }

        public PutApplicationRequestCalls direction(long value) {
            put("direction", value);
            return this;
        }

        public PutApplicationRequestCalls internationalIn(boolean value) {
            put("internationalIn", value);
            return this;
        }

        public PutApplicationRequestCalls internationalOut(boolean value) {
            put("internationalOut", value);
            return this;
        }

        public PutApplicationRequestCalls forbiddenPrefixes(List<String> value) {
            put("forbiddenPrefixes", value);
            return this;
        }

        public PutApplicationRequestCalls testNumbers(List<String> value) {
            put("testNumbers", value);
            return this;
        }

        public PutApplicationRequestCalls recordingRequired(boolean value) {
            put("recordingRequired", value);
            return this;
        }

        public PutApplicationRequestCalls customerCallsPerMinute(long value) {
            put("customerCallsPerMinute", value);
            return this;
        }

        public PutApplicationRequestCalls displayCallsPerMinute(long value) {
            put("displayCallsPerMinute", value);
            return this;
        }

        public PutApplicationRequestCalls minutesPerDay(long value) {
            put("minutesPerDay", value);
            return this;
        }

        public PutApplicationRequestCalls answerRatePercent(long value) {
            put("answerRatePercent", value);
            return this;
        }
    }

    public static final class PutApplicationRequestTones extends Request {
        public PutApplicationRequestTones() {
        }

        /**
         * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
         */
        public PutApplicationRequestTones noBinding(String value) {
            put("noBinding", value);
            return this;
        }

        /**
         * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
         */
        public PutApplicationRequestTones noPermission(String value) {
            put("noPermission", value);
            return this;
        }

        /**
         * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
         */
        public PutApplicationRequestTones businessError(String value) {
            put("businessError", value);
            return this;
        }

        /**
         * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
         */
        public PutApplicationRequestTones enterExtension(String value) {
            put("enterExtension", value);
            return this;
        }

        /**
         * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
         */
        public PutApplicationRequestTones extensionInvalid(String value) {
            put("extensionInvalid", value);
            return this;
        }

        /**
         * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
         */
        public PutApplicationRequestTones calleeBusy(String value) {
            put("calleeBusy", value);
            return this;
        }

        /**
         * Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav.
         */
        public PutApplicationRequestTones calleeSilent(String value) {
            put("calleeSilent", value);
            return this;
        }
    }

    /**
     * The application, and its secret, which is not shown again.
     * @param appSecret Keep it: Callveil does not show it again.
     */
    public record RenewSecretAnswer(
            Application application,
            String appSecret) {
        static RenewSecretAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new RenewSecretAnswer(
                    Json.maybe(data, "application", Application::of),
                    Json.maybe(data, "appSecret", Json::asString));
        }
    }

    /**
     * {@code channel}: Name among `callbacks`.
     */
    public static final class TryCallbackRequest extends Request {
        public TryCallbackRequest(String channel) {
            put("channel", channel);
        }
    }

    /**
     * What came of it.
     * @param status HTTP status; missing: there was no answer.
     * @param body How the answer begins: at most 300 characters.
     * @param because Why there was no answer.
     */
    public record TryCallbackAnswer(
            String channel,
            String url,
            Long status,
            Long milliseconds,
            String body,
            String because) {
        static TryCallbackAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new TryCallbackAnswer(
                    Json.maybe(data, "channel", Json::asString),
                    Json.maybe(data, "url", Json::asString),
                    Json.maybe(data, "status", Json::asLong),
                    Json.maybe(data, "milliseconds", Json::asLong),
                    Json.maybe(data, "body", Json::asString),
                    Json.maybe(data, "because", Json::asString));
        }
    }

    public static final class ListNumbersRequest extends Request {
        public ListNumbersRequest() {
        }

        static ListNumbersRequest copyOf(ListNumbersRequest other) {
            ListNumbersRequest copy = new ListNumbersRequest();
            copy.fields.putAll(other.fields);
            return copy;
        }

        /**
         * Key of an application.
         */
        public ListNumbersRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        public ListNumbersRequest areaCode(String value) {
            put("areaCode", value);
            return this;
        }

        public ListNumbersRequest status(ListNumbersRequestStatus value) {
            put("status", value);
            return this;
        }

        public ListNumbersRequest pageIndex(long value) {
            put("pageIndex", value);
            return this;
        }

        public ListNumbersRequest pageSize(long value) {
            put("pageSize", value);
            return this;
        }
    }

    /**
     * One page of them.
     */
    public record ListNumbersAnswer(
            List<PoolNumber> items,
            Long total) {
        static ListNumbersAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListNumbersAnswer(
                    Json.list(data, "items", PoolNumber::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    /**
     * @param number A phone number with its country code; masked for viewers.
     * @param appKey Key of an application.
     * @param cities The cities of the area code; several may share one.
     * @param cause Why it is unavailable; goes with that status only.
     * @param relations Bindings on it, as X or as Y.
     * @param restsUntil It was released and is not chosen by area before.
     * @param source Whether the configuration file gives it to this application, or this API did.
     */
    public record PoolNumber(
            String number,
            String appKey,
            String areaCode,
            List<String> cities,
            PoolNumberStatus status,
            PoolNumberCause cause,
            Long relations,
            Instant restsUntil,
            PoolNumberSource source) {
        static PoolNumber of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new PoolNumber(
                    Json.maybe(data, "number", Json::asString),
                    Json.maybe(data, "appKey", Json::asString),
                    Json.maybe(data, "areaCode", Json::asString),
                    Json.list(data, "cities", Json::asString),
                    Json.maybe(data, "status", PoolNumberStatus::of),
                    Json.maybe(data, "cause", PoolNumberCause::of),
                    Json.maybe(data, "relations", Json::asLong),
                    Json.maybe(data, "restsUntil", Json::asTime),
                    Json.maybe(data, "source", PoolNumberSource::of));
        }
    }

    /**
     * {@code appKey}: Key of an application. {@code numbers}:
     */
    public static final class AddNumbersRequest extends Request {
        public AddNumbersRequest(String appKey, List<AddNumbersRequestNumber> numbers) {
            put("appKey", appKey);
            put("numbers", numbers);
        }
    }

    /**
     * {@code number}: A phone number: + and country code, or as it is dialled in the country of the
     * policy. {@code areaCode}:
     */
    public static final class AddNumbersRequestNumber extends Request {
        public AddNumbersRequestNumber(String number, String areaCode) {
            put("number", number);
            put("areaCode", areaCode);
        }
    }

    /**
     * How many there are.
     */
    public record AddNumbersAnswer(
            Long added) {
        static AddNumbersAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new AddNumbersAnswer(
                    Json.maybe(data, "added", Json::asLong));
        }
    }

    /**
     * {@code number}: A phone number: + and country code, or as it is dialled in the country of the
     * policy.
     */
    public static final class FindNumberRequest extends Request {
        public FindNumberRequest(String number) {
            put("number", number);
        }
    }

    /**
     * {@code appKey}: Key of an application.
     */
    public static final class ImportNumbersRequest extends Request {
        public ImportNumbersRequest(String appKey) {
            put("appKey", appKey);
        }
    }

    /**
     * What became of the lines.
     */
    public record ImportNumbersAnswer(
            Long added,
            List<ImportNumbersAnswerFault> faults) {
        static ImportNumbersAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ImportNumbersAnswer(
                    Json.maybe(data, "added", Json::asLong),
                    Json.list(data, "faults", ImportNumbersAnswerFault::of));
        }
    }

    public record ImportNumbersAnswerFault(
            Long line,
            String message) {
        static ImportNumbersAnswerFault of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ImportNumbersAnswerFault(
                    Json.maybe(data, "line", Json::asLong),
                    Json.maybe(data, "message", Json::asString));
        }
    }

    /**
     * {@code numbers}: {@code toAppKey}: Key of an application.
     */
    public static final class TransferNumbersRequest extends Request {
        public TransferNumbersRequest(List<String> numbers, String toAppKey) {
            put("numbers", numbers);
            put("toAppKey", toAppKey);
        }
    }

    /**
     * What became of them.
     */
    public record TransferNumbersAnswer(
            List<String> moved,
            List<String> inUse) {
        static TransferNumbersAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new TransferNumbersAnswer(
                    Json.list(data, "moved", Json::asString),
                    Json.list(data, "inUse", Json::asString));
        }
    }

    /**
     * {@code number}: A phone number: + and country code, or as it is dialled in the country of the
     * policy. {@code status}:
     */
    public static final class SetNumberStatusRequest extends Request {
        public SetNumberStatusRequest(String number, SetNumberStatusRequestStatus status) {
            put("number", number);
            put("status", status);
        }

        /**
         * Why it is unavailable; goes with that status only.
         */
        public SetNumberStatusRequest cause(SetNumberStatusRequestCause value) {
            put("cause", value);
            return this;
        }
    }

    /**
     * {@code number}: A phone number: + and country code, or as it is dialled in the country of the
     * policy.
     */
    public static final class RemoveNumberRequest extends Request {
        public RemoveNumberRequest(String number) {
            put("number", number);
        }
    }

    public static final class GetNumberCitiesRequest extends Request {
        public GetNumberCitiesRequest() {
        }

        /**
         * Key of an application.
         */
        public GetNumberCitiesRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        public GetNumberCitiesRequest status(GetNumberCitiesRequestStatus value) {
            put("status", value);
            return this;
        }
    }

    /**
     * Every area code that has numbers.
     */
    public record GetNumberCitiesAnswer(
            List<GetNumberCitiesAnswerItem> items,
            Long total) {
        static GetNumberCitiesAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetNumberCitiesAnswer(
                    Json.list(data, "items", GetNumberCitiesAnswerItem::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    /**
     * @param cities Several may share an area code.
     * @param province Empty where the table of cities does not say.
     * @param free May be bound.
     * @param resting Released, and not handed out yet.
     * @param frozen No new bindings; those there are work.
     * @param ended Suspended, or unavailable.
     */
    public record GetNumberCitiesAnswerItem(
            String areaCode,
            List<String> cities,
            String province,
            Long total,
            Long free,
            Long used,
            Long resting,
            Long frozen,
            Long ended) {
        static GetNumberCitiesAnswerItem of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetNumberCitiesAnswerItem(
                    Json.maybe(data, "areaCode", Json::asString),
                    Json.list(data, "cities", Json::asString),
                    Json.maybe(data, "province", Json::asString),
                    Json.maybe(data, "total", Json::asLong),
                    Json.maybe(data, "free", Json::asLong),
                    Json.maybe(data, "used", Json::asLong),
                    Json.maybe(data, "resting", Json::asLong),
                    Json.maybe(data, "frozen", Json::asLong),
                    Json.maybe(data, "ended", Json::asLong));
        }
    }

    /**
     * {@code mode}: {@code bindings}: At once. AXYB: relations of an A with its X.
     */
    public static final class GetNumberPlanRequest extends Request {
        public GetNumberPlanRequest(GetNumberPlanRequestMode mode, long bindings) {
            put("mode", mode);
            put("bindings", bindings);
        }

        /**
         * Most that one user, or one A, has at once.
         */
        public GetNumberPlanRequest perUser(long value) {
            put("perUser", value);
            return this;
        }

        /**
         * AXYB: most B with a Y of one A at once.
         */
        public GetNumberPlanRequest bPerA(long value) {
            put("bPerA", value);
            return this;
        }

        /**
         * AX, AXYB: bindings that end in an hour.
         */
        public GetNumberPlanRequest endsPerHour(long value) {
            put("endsPerHour", value);
            return this;
        }

        /**
         * Key of an application.
         */
        public GetNumberPlanRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        public GetNumberPlanRequest areaCode(String value) {
            put("areaCode", value);
            return this;
        }
    }

    /**
     * The plan.
     * @param needed Numbers that it takes.
     * @param there Neither ended nor frozen.
     */
    public record GetNumberPlanAnswer(
            GetNumberPlanAnswerMode mode,
            Long needed,
            List<GetNumberPlanAnswerPart> parts,
            Long there,
            Long missing) {
        static GetNumberPlanAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetNumberPlanAnswer(
                    Json.maybe(data, "mode", GetNumberPlanAnswerMode::of),
                    Json.maybe(data, "needed", Json::asLong),
                    Json.list(data, "parts", GetNumberPlanAnswerPart::of),
                    Json.maybe(data, "there", Json::asLong),
                    Json.maybe(data, "missing", Json::asLong));
        }
    }

    /**
     * @param rule The rule that decided.
     */
    public record GetNumberPlanAnswerPart(
            GetNumberPlanAnswerPartWhat what,
            Long numbers,
            String rule) {
        static GetNumberPlanAnswerPart of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetNumberPlanAnswerPart(
                    Json.maybe(data, "what", GetNumberPlanAnswerPartWhat::of),
                    Json.maybe(data, "numbers", Json::asLong),
                    Json.maybe(data, "rule", Json::asString));
        }
    }

    public static final class GetStatisticsRequest extends Request {
        public GetStatisticsRequest() {
        }

        public GetStatisticsRequest from(Instant value) {
            put("from", value);
            return this;
        }

        public GetStatisticsRequest until(Instant value) {
            put("until", value);
            return this;
        }

        /**
         * Key of an application.
         */
        public GetStatisticsRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        /**
         * Calls through numbers of that city.
         */
        public GetStatisticsRequest areaCode(String value) {
            put("areaCode", value);
            return this;
        }

        /**
         * Calls that came from it.
         */
        public GetStatisticsRequest callerTrunk(String value) {
            put("callerTrunk", value);
            return this;
        }

        /**
         * Calls that went out by it.
         */
        public GetStatisticsRequest calleeTrunk(String value) {
            put("calleeTrunk", value);
            return this;
        }

        /**
         * How long each entry of the series is.
         */
        public GetStatisticsRequest interval(GetStatisticsRequestInterval value) {
            put("interval", value);
            return this;
        }

        /**
         * What the groups are; `hour` is the hour of the day.
         */
        public GetStatisticsRequest by(GetStatisticsRequestBy value) {
            put("by", value);
            return this;
        }

        /**
         * Clock by which days begin and hours of the day are counted, ahead of UTC; in whole hours.
         */
        public GetStatisticsRequest utcOffsetMinutes(long value) {
            put("utcOffsetMinutes", value);
            return this;
        }
    }

    /**
     * The figures.
     * @param endings Absent for one city or trunk of an application, of which they are not kept.
     * @param groupsTotal How many there are; the first 1000 are here.
     */
    public record GetStatisticsAnswer(
            Instant from,
            Instant until,
            String interval,
            GetStatisticsAnswerTotal total,
            List<GetStatisticsAnswerSery> series,
            List<GetStatisticsAnswerEnding> endings,
            List<GetStatisticsAnswerGroup> groups,
            Long groupsTotal) {
        static GetStatisticsAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetStatisticsAnswer(
                    Json.maybe(data, "from", Json::asTime),
                    Json.maybe(data, "until", Json::asTime),
                    Json.maybe(data, "interval", Json::asString),
                    Json.maybe(data, "total", GetStatisticsAnswerTotal::of),
                    Json.list(data, "series", GetStatisticsAnswerSery::of),
                    Json.list(data, "endings", GetStatisticsAnswerEnding::of),
                    Json.list(data, "groups", GetStatisticsAnswerGroup::of),
                    Json.maybe(data, "groupsTotal", Json::asLong));
        }
    }

    /**
     * @param answerPercent ASR: answered ones of a hundred; absent without calls.
     * @param meanTalkSeconds ACD: mean of the answered ones; absent without any.
     * @param postDialSeconds PDD: mean time from the dialling of a callee until it rings or answers;
     * absent without any.
     * @param complaints Valid ones made in the time; absent for one city or trunk.
     * @param complaintsPerTenThousand For each ten thousand calls.
     */
    public record GetStatisticsAnswerTotal(
            Long calls,
            Long answered,
            Double answerPercent,
            Double talkSeconds,
            Double meanTalkSeconds,
            Double postDialSeconds,
            Long complaints,
            Double complaintsPerTenThousand) {
        static GetStatisticsAnswerTotal of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetStatisticsAnswerTotal(
                    Json.maybe(data, "calls", Json::asLong),
                    Json.maybe(data, "answered", Json::asLong),
                    Json.maybe(data, "answerPercent", Json::asDouble),
                    Json.maybe(data, "talkSeconds", Json::asDouble),
                    Json.maybe(data, "meanTalkSeconds", Json::asDouble),
                    Json.maybe(data, "postDialSeconds", Json::asDouble),
                    Json.maybe(data, "complaints", Json::asLong),
                    Json.maybe(data, "complaintsPerTenThousand", Json::asDouble));
        }
    }

    /**
     * @param answerPercent ASR: answered ones of a hundred; absent without calls.
     * @param meanTalkSeconds ACD: mean of the answered ones; absent without any.
     * @param postDialSeconds PDD: mean time from the dialling of a callee until it rings or answers;
     * absent without any.
     */
    public record GetStatisticsAnswerSery(
            Instant at,
            Long calls,
            Long answered,
            Double answerPercent,
            Double talkSeconds,
            Double meanTalkSeconds,
            Double postDialSeconds) {
        static GetStatisticsAnswerSery of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetStatisticsAnswerSery(
                    Json.maybe(data, "at", Json::asTime),
                    Json.maybe(data, "calls", Json::asLong),
                    Json.maybe(data, "answered", Json::asLong),
                    Json.maybe(data, "answerPercent", Json::asDouble),
                    Json.maybe(data, "talkSeconds", Json::asDouble),
                    Json.maybe(data, "meanTalkSeconds", Json::asDouble),
                    Json.maybe(data, "postDialSeconds", Json::asDouble));
        }
    }

    /**
     * @param reason The ending in words.
     */
    public record GetStatisticsAnswerEnding(
            String ending,
            String reason,
            String fault,
            Long calls,
            Double percent) {
        static GetStatisticsAnswerEnding of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetStatisticsAnswerEnding(
                    Json.maybe(data, "ending", Json::asString),
                    Json.maybe(data, "reason", Json::asString),
                    Json.maybe(data, "fault", Json::asString),
                    Json.maybe(data, "calls", Json::asLong),
                    Json.maybe(data, "percent", Json::asDouble));
        }
    }

    /**
     * @param answerPercent ASR: answered ones of a hundred; absent without calls.
     * @param meanTalkSeconds ACD: mean of the answered ones; absent without any.
     * @param postDialSeconds PDD: mean time from the dialling of a callee until it rings or answers;
     * absent without any.
     * @param complaints Valid ones made in the time; absent for one city or trunk.
     * @param complaintsPerTenThousand For each ten thousand calls.
     */
    public record GetStatisticsAnswerGroup(
            String key,
            String name,
            Long calls,
            Long answered,
            Double answerPercent,
            Double talkSeconds,
            Double meanTalkSeconds,
            Double postDialSeconds,
            Long complaints,
            Double complaintsPerTenThousand) {
        static GetStatisticsAnswerGroup of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetStatisticsAnswerGroup(
                    Json.maybe(data, "key", Json::asString),
                    Json.maybe(data, "name", Json::asString),
                    Json.maybe(data, "calls", Json::asLong),
                    Json.maybe(data, "answered", Json::asLong),
                    Json.maybe(data, "answerPercent", Json::asDouble),
                    Json.maybe(data, "talkSeconds", Json::asDouble),
                    Json.maybe(data, "meanTalkSeconds", Json::asDouble),
                    Json.maybe(data, "postDialSeconds", Json::asDouble),
                    Json.maybe(data, "complaints", Json::asLong),
                    Json.maybe(data, "complaintsPerTenThousand", Json::asDouble));
        }
    }

    public static final class SearchBindingsRequest extends Request {
        public SearchBindingsRequest() {
        }

        static SearchBindingsRequest copyOf(SearchBindingsRequest other) {
            SearchBindingsRequest copy = new SearchBindingsRequest();
            copy.fields.putAll(other.fields);
            return copy;
        }

        /**
         * Key of an application.
         */
        public SearchBindingsRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        /**
         * A phone number: + and country code, or as it is dialled in the country of the policy.
         */
        public SearchBindingsRequest number(String value) {
            put("number", value);
            return this;
        }

        public SearchBindingsRequest pageIndex(long value) {
            put("pageIndex", value);
            return this;
        }

        public SearchBindingsRequest pageSize(long value) {
            put("pageSize", value);
            return this;
        }
    }

    /**
     * One page of them.
     */
    public record SearchBindingsAnswer(
            List<Binding> items,
            Long total) {
        static SearchBindingsAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SearchBindingsAnswer(
                    Json.list(data, "items", Binding::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    /**
     * @param subscriptionId Id of a binding.
     * @param appKey Key of an application.
     * @param x A phone number with its country code; masked for viewers.
     * @param a A phone number with its country code; masked for viewers.
     * @param b A phone number with its country code; masked for viewers.
     * @param recordHintTone A prompt.
     * @param callDirection 0 both ways, 1 only A calls, 2 only A is called.
     * @param maxDuration Minutes; 0 no limit.
     * @param lastMinVoice A prompt.
     * @param privateSms Whether its short messages are relayed; true by default.
     * @param duration Seconds; 0 never ends.
     * @param calleeNumDisplay What A sees: 0 X, 1 the real caller.
     * @param displayNumMode What A sees: 0 X, 1 the real caller.
     * @param callbackTone A prompt.
     * @param callbackNum A phone number with its country code; masked for viewers.
     * @param bindExpiredTime In timeUnit; 0 never.
     * @param callbackExpiredTime In timeUnit; 0 never.
     * @param ybDuration Seconds; 0 never ends.
     * @param preVoiceX A prompt.
     * @param parts AXYB: each B with its Y.
     */
    public record Binding(
            String subscriptionId,
            BindingMode mode,
            String appKey,
            String x,
            String a,
            String b,
            String extension,
            Instant createdAt,
            Instant changedAt,
            Instant expiresAt,
            Boolean recordFlag,
            String recordHintTone,
            String userData,
            Long callDirection,
            Long maxDuration,
            String lastMinVoice,
            BindingPreVoice preVoice,
            Boolean privateSms,
            Long duration,
            String calleeNumDisplay,
            String turnFlag,
            String displayNumMode,
            String callbackTone,
            String callbackNum,
            String timeUnit,
            Long bindExpiredTime,
            Long callbackExpiredTime,
            Long ybDuration,
            String preVoiceX,
            List<BindingPart> parts) {
        static Binding of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new Binding(
                    Json.sure(data, "subscriptionId", Json::asString),
                    Json.sure(data, "mode", BindingMode::of),
                    Json.sure(data, "appKey", Json::asString),
                    Json.sure(data, "x", Json::asString),
                    Json.sure(data, "a", Json::asString),
                    Json.maybe(data, "b", Json::asString),
                    Json.maybe(data, "extension", Json::asString),
                    Json.sure(data, "createdAt", Json::asTime),
                    Json.sure(data, "changedAt", Json::asTime),
                    Json.maybe(data, "expiresAt", Json::asTime),
                    Json.maybe(data, "recordFlag", Json::asBoolean),
                    Json.maybe(data, "recordHintTone", Json::asString),
                    Json.maybe(data, "userData", Json::asString),
                    Json.maybe(data, "callDirection", Json::asLong),
                    Json.maybe(data, "maxDuration", Json::asLong),
                    Json.maybe(data, "lastMinVoice", Json::asString),
                    Json.maybe(data, "preVoice", BindingPreVoice::of),
                    Json.maybe(data, "privateSms", Json::asBoolean),
                    Json.maybe(data, "duration", Json::asLong),
                    Json.maybe(data, "calleeNumDisplay", Json::asString),
                    Json.maybe(data, "turnFlag", Json::asString),
                    Json.maybe(data, "displayNumMode", Json::asString),
                    Json.maybe(data, "callbackTone", Json::asString),
                    Json.maybe(data, "callbackNum", Json::asString),
                    Json.maybe(data, "timeUnit", Json::asString),
                    Json.maybe(data, "bindExpiredTime", Json::asLong),
                    Json.maybe(data, "callbackExpiredTime", Json::asLong),
                    Json.maybe(data, "ybDuration", Json::asLong),
                    Json.maybe(data, "preVoiceX", Json::asString),
                    Json.list(data, "parts", BindingPart::of));
        }
    }

    /**
     * @param callerHintTone A prompt.
     * @param calleeHintTone A prompt.
     */
    public record BindingPreVoice(
            String callerHintTone,
            String calleeHintTone) {
        static BindingPreVoice of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new BindingPreVoice(
                    Json.maybe(data, "callerHintTone", Json::asString),
                    Json.maybe(data, "calleeHintTone", Json::asString));
        }
    }

    /**
     * @param y A phone number with its country code; masked for viewers.
     * @param b A phone number with its country code; masked for viewers.
     * @param ybDuration Seconds; 0 never ends.
     * @param preVoiceY A prompt.
     * @param automatic Made because a stranger called X.
     */
    public record BindingPart(
            String y,
            String b,
            Long ybDuration,
            String preVoiceY,
            Boolean automatic,
            Instant createdAt,
            Instant expiresAt) {
        static BindingPart of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new BindingPart(
                    Json.maybe(data, "y", Json::asString),
                    Json.maybe(data, "b", Json::asString),
                    Json.maybe(data, "ybDuration", Json::asLong),
                    Json.maybe(data, "preVoiceY", Json::asString),
                    Json.maybe(data, "automatic", Json::asBoolean),
                    Json.maybe(data, "createdAt", Json::asTime),
                    Json.maybe(data, "expiresAt", Json::asTime));
        }
    }

    public static final class ModifyBindingRequest extends Request {
        public ModifyBindingRequest() {
        }

        /**
         * A phone number: + and country code, or as it is dialled in the country of the policy.
         */
        public ModifyBindingRequest a(String value) {
            put("a", value);
            return this;
        }

        /**
         * A phone number: + and country code, or as it is dialled in the country of the policy.
         */
        public ModifyBindingRequest b(String value) {
            put("b", value);
            return this;
        }

        public ModifyBindingRequest recordFlag(boolean value) {
            put("recordFlag", value);
            return this;
        }

        /**
         * A prompt.
         */
        public ModifyBindingRequest recordHintTone(String value) {
            putOrNull("recordHintTone", value);
            return this;
        }

        public ModifyBindingRequest userData(String value) {
            putOrNull("userData", value);
            return this;
        }

        /**
         * 0 both ways, 1 only A calls, 2 only A is called.
         */
        public ModifyBindingRequest callDirection(long value) {
            put("callDirection", value);
            return this;
        }

        /**
         * Minutes; 0 no limit.
         */
        public ModifyBindingRequest maxDuration(long value) {
            put("maxDuration", value);
            return this;
        }

        /**
         * A prompt.
         */
        public ModifyBindingRequest lastMinVoice(String value) {
            putOrNull("lastMinVoice", value);
            return this;
        }

        public ModifyBindingRequest preVoice(ModifyBindingRequestPreVoice value) {
            putOrNull("preVoice", value);
            return this;
        }

        /**
         * Whether its short messages are relayed; true by default.
         */
        public ModifyBindingRequest privateSms(boolean value) {
            put("privateSms", value);
            return this;
        }

        /**
         * Seconds; 0 never ends.
         */
        public ModifyBindingRequest duration(long value) {
            put("duration", value);
            return this;
        }

        /**
         * What A sees: 0 X, 1 the real caller.
         */
        public ModifyBindingRequest calleeNumDisplay(String value) {
            put("calleeNumDisplay", value);
            return this;
        }

        public ModifyBindingRequest turnFlag(ModifyBindingRequestTurnFlag value) {
            put("turnFlag", value);
            return this;
        }

        /**
         * What A sees: 0 X, 1 the real caller.
         */
        public ModifyBindingRequest displayNumMode(String value) {
            put("displayNumMode", value);
            return this;
        }

        /**
         * A prompt.
         */
        public ModifyBindingRequest callbackTone(String value) {
            putOrNull("callbackTone", value);
            return this;
        }

        /**
         * A phone number: + and country code, or as it is dialled in the country of the policy.
         */
        public ModifyBindingRequest callbackNum(String value) {
            putOrNull("callbackNum", value);
            return this;
        }

        /**
         * 0 hours, 1 minutes.
         */
        public ModifyBindingRequest timeUnit(String value) {
            put("timeUnit", value);
            return this;
        }

        /**
         * In timeUnit; 0 never.
         */
        public ModifyBindingRequest bindExpiredTime(long value) {
            put("bindExpiredTime", value);
            return this;
        }

        /**
         * In timeUnit; 0 never.
         */
        public ModifyBindingRequest callbackExpiredTime(long value) {
            put("callbackExpiredTime", value);
            return this;
        }
    }

    public static final class ModifyBindingRequestPreVoice extends Request {
        public ModifyBindingRequestPreVoice() {
        }

        /**
         * A prompt.
         */
        public ModifyBindingRequestPreVoice callerHintTone(String value) {
            put("callerHintTone", value);
            return this;
        }

        /**
         * A prompt.
         */
        public ModifyBindingRequestPreVoice calleeHintTone(String value) {
            put("calleeHintTone", value);
            return this;
        }
    }

    /**
     * {@code appKey}: Key of an application. {@code a}: A phone number: + and country code, or as it is
     * dialled in the country of the policy. {@code b}: A phone number: + and country code, or as it is
     * dialled in the country of the policy.
     */
    public static final class BindAxbRequest extends Request {
        public BindAxbRequest(String appKey, String a, String b) {
            put("appKey", appKey);
            put("a", a);
            put("b", b);
        }

        /**
         * A phone number: + and country code, or as it is dialled in the country of the policy.
         */
        public BindAxbRequest x(String value) {
            put("x", value);
            return this;
        }

        public BindAxbRequest areaCode(String value) {
            put("areaCode", value);
            return this;
        }

        /**
         * 0 that city only, 1 any.
         */
        public BindAxbRequest areaMatchMode(String value) {
            put("areaMatchMode", value);
            return this;
        }

        public BindAxbRequest recordFlag(boolean value) {
            put("recordFlag", value);
            return this;
        }

        /**
         * A prompt.
         */
        public BindAxbRequest recordHintTone(String value) {
            put("recordHintTone", value);
            return this;
        }

        public BindAxbRequest userData(String value) {
            put("userData", value);
            return this;
        }

        /**
         * 0 both ways, 1 only A calls, 2 only A is called.
         */
        public BindAxbRequest callDirection(long value) {
            put("callDirection", value);
            return this;
        }

        /**
         * Minutes; 0 no limit.
         */
        public BindAxbRequest maxDuration(long value) {
            put("maxDuration", value);
            return this;
        }

        /**
         * A prompt.
         */
        public BindAxbRequest lastMinVoice(String value) {
            put("lastMinVoice", value);
            return this;
        }

        public BindAxbRequest preVoice(BindAxbRequestPreVoice value) {
            put("preVoice", value);
            return this;
        }

        /**
         * Whether its short messages are relayed; true by default.
         */
        public BindAxbRequest privateSms(boolean value) {
            put("privateSms", value);
            return this;
        }

        /**
         * Seconds; 0 never ends.
         */
        public BindAxbRequest duration(long value) {
            put("duration", value);
            return this;
        }
    }

    public static final class BindAxbRequestPreVoice extends Request {
        public BindAxbRequestPreVoice() {
        }

        /**
         * A prompt.
         */
        public BindAxbRequestPreVoice callerHintTone(String value) {
            put("callerHintTone", value);
            return this;
        }

        /**
         * A prompt.
         */
        public BindAxbRequestPreVoice calleeHintTone(String value) {
            put("calleeHintTone", value);
            return this;
        }
    }

    /**
     * {@code appKey}: Key of an application. {@code a}: A phone number: + and country code, or as it is
     * dialled in the country of the policy.
     */
    public static final class BindAxRequest extends Request {
        public BindAxRequest(String appKey, String a) {
            put("appKey", appKey);
            put("a", a);
        }

        /**
         * A phone number: + and country code, or as it is dialled in the country of the policy.
         */
        public BindAxRequest x(String value) {
            put("x", value);
            return this;
        }

        public BindAxRequest areaCode(String value) {
            put("areaCode", value);
            return this;
        }

        /**
         * 0 that city only, 1 any.
         */
        public BindAxRequest areaMatchMode(String value) {
            put("areaMatchMode", value);
            return this;
        }

        public BindAxRequest recordFlag(boolean value) {
            put("recordFlag", value);
            return this;
        }

        /**
         * A prompt.
         */
        public BindAxRequest recordHintTone(String value) {
            put("recordHintTone", value);
            return this;
        }

        public BindAxRequest userData(String value) {
            put("userData", value);
            return this;
        }

        /**
         * 0 both ways, 1 only A calls, 2 only A is called.
         */
        public BindAxRequest callDirection(long value) {
            put("callDirection", value);
            return this;
        }

        /**
         * Minutes; 0 no limit.
         */
        public BindAxRequest maxDuration(long value) {
            put("maxDuration", value);
            return this;
        }

        /**
         * A prompt.
         */
        public BindAxRequest lastMinVoice(String value) {
            put("lastMinVoice", value);
            return this;
        }

        public BindAxRequest preVoice(BindAxRequestPreVoice value) {
            put("preVoice", value);
            return this;
        }

        /**
         * Whether its short messages are relayed; true by default.
         */
        public BindAxRequest privateSms(boolean value) {
            put("privateSms", value);
            return this;
        }

        /**
         * What A sees: 0 X, 1 the real caller.
         */
        public BindAxRequest calleeNumDisplay(String value) {
            put("calleeNumDisplay", value);
            return this;
        }

        public BindAxRequest turnFlag(BindAxRequestTurnFlag value) {
            put("turnFlag", value);
            return this;
        }
    }

    public static final class BindAxRequestPreVoice extends Request {
        public BindAxRequestPreVoice() {
        }

        /**
         * A prompt.
         */
        public BindAxRequestPreVoice callerHintTone(String value) {
            put("callerHintTone", value);
            return this;
        }

        /**
         * A prompt.
         */
        public BindAxRequestPreVoice calleeHintTone(String value) {
            put("calleeHintTone", value);
            return this;
        }
    }

    /**
     * {@code appKey}: Key of an application. {@code a}: A phone number: + and country code, or as it is
     * dialled in the country of the policy.
     */
    public static final class BindAxeRequest extends Request {
        public BindAxeRequest(String appKey, String a) {
            put("appKey", appKey);
            put("a", a);
        }

        /**
         * A phone number: + and country code, or as it is dialled in the country of the policy.
         */
        public BindAxeRequest x(String value) {
            put("x", value);
            return this;
        }

        public BindAxeRequest extension(String value) {
            put("extension", value);
            return this;
        }

        public BindAxeRequest areaCode(String value) {
            put("areaCode", value);
            return this;
        }

        /**
         * 0 that city only, 1 any.
         */
        public BindAxeRequest areaMatchMode(String value) {
            put("areaMatchMode", value);
            return this;
        }

        public BindAxeRequest recordFlag(boolean value) {
            put("recordFlag", value);
            return this;
        }

        /**
         * A prompt.
         */
        public BindAxeRequest recordHintTone(String value) {
            put("recordHintTone", value);
            return this;
        }

        public BindAxeRequest userData(String value) {
            put("userData", value);
            return this;
        }

        /**
         * What A sees: 0 X, 1 the real caller.
         */
        public BindAxeRequest displayNumMode(String value) {
            put("displayNumMode", value);
            return this;
        }

        /**
         * A prompt.
         */
        public BindAxeRequest callbackTone(String value) {
            put("callbackTone", value);
            return this;
        }

        /**
         * A phone number: + and country code, or as it is dialled in the country of the policy.
         */
        public BindAxeRequest callbackNum(String value) {
            put("callbackNum", value);
            return this;
        }

        /**
         * 0 hours, 1 minutes.
         */
        public BindAxeRequest timeUnit(String value) {
            put("timeUnit", value);
            return this;
        }

        /**
         * In timeUnit; 0 never.
         */
        public BindAxeRequest bindExpiredTime(long value) {
            put("bindExpiredTime", value);
            return this;
        }

        /**
         * In timeUnit; 0 never.
         */
        public BindAxeRequest callbackExpiredTime(long value) {
            put("callbackExpiredTime", value);
            return this;
        }
    }

    /**
     * {@code appKey}: Key of an application. {@code a}: A phone number: + and country code, or as it is
     * dialled in the country of the policy.
     */
    public static final class BindAxybRequest extends Request {
        public BindAxybRequest(String appKey, String a) {
            put("appKey", appKey);
            put("a", a);
        }

        public BindAxybRequest areaCode(String value) {
            put("areaCode", value);
            return this;
        }

        /**
         * 0 that city only, 1 any.
         */
        public BindAxybRequest areaMatchMode(String value) {
            put("areaMatchMode", value);
            return this;
        }

        public BindAxybRequest recordFlag(boolean value) {
            put("recordFlag", value);
            return this;
        }

        /**
         * A prompt.
         */
        public BindAxybRequest recordHintTone(String value) {
            put("recordHintTone", value);
            return this;
        }

        public BindAxybRequest userData(String value) {
            put("userData", value);
            return this;
        }

        /**
         * 0 both ways, 1 only A calls, 2 only A is called.
         */
        public BindAxybRequest callDirection(long value) {
            put("callDirection", value);
            return this;
        }

        /**
         * Seconds; 0 never ends.
         */
        public BindAxybRequest duration(long value) {
            put("duration", value);
            return this;
        }

        /**
         * Seconds; 0 never ends.
         */
        public BindAxybRequest ybDuration(long value) {
            put("ybDuration", value);
            return this;
        }

        /**
         * A prompt.
         */
        public BindAxybRequest preVoiceX(String value) {
            put("preVoiceX", value);
            return this;
        }
    }

    /**
     * {@code subscriptionId}: Id of a binding. {@code b}: A phone number: + and country code, or as it is
     * dialled in the country of the policy.
     */
    public static final class BindAxybPartRequest extends Request {
        public BindAxybPartRequest(String subscriptionId, String b) {
            put("subscriptionId", subscriptionId);
            put("b", b);
        }

        public BindAxybPartRequest areaCode(String value) {
            put("areaCode", value);
            return this;
        }

        /**
         * 0 that city only, 1 any.
         */
        public BindAxybPartRequest areaMatchMode(String value) {
            put("areaMatchMode", value);
            return this;
        }

        /**
         * Seconds; 0 never ends.
         */
        public BindAxybPartRequest ybDuration(long value) {
            put("ybDuration", value);
            return this;
        }

        /**
         * A prompt.
         */
        public BindAxybPartRequest preVoiceY(String value) {
            put("preVoiceY", value);
            return this;
        }
    }

    /**
     * @param subscriptionId Id of a binding.
     * @param y A phone number with its country code; masked for viewers.
     * @param b A phone number with its country code; masked for viewers.
     * @param ybDuration Seconds; 0 never ends.
     * @param preVoiceY A prompt.
     * @param automatic Made because a stranger called X.
     */
    public record Part(
            String subscriptionId,
            String y,
            String b,
            Long ybDuration,
            String preVoiceY,
            Boolean automatic,
            Instant createdAt,
            Instant expiresAt) {
        static Part of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new Part(
                    Json.maybe(data, "subscriptionId", Json::asString),
                    Json.maybe(data, "y", Json::asString),
                    Json.maybe(data, "b", Json::asString),
                    Json.maybe(data, "ybDuration", Json::asLong),
                    Json.maybe(data, "preVoiceY", Json::asString),
                    Json.maybe(data, "automatic", Json::asBoolean),
                    Json.maybe(data, "createdAt", Json::asTime),
                    Json.maybe(data, "expiresAt", Json::asTime));
        }
    }

    public static final class ListCallsRequest extends Request {
        public ListCallsRequest() {
        }

        static ListCallsRequest copyOf(ListCallsRequest other) {
            ListCallsRequest copy = new ListCallsRequest();
            copy.fields.putAll(other.fields);
            return copy;
        }

        public ListCallsRequest pageIndex(long value) {
            put("pageIndex", value);
            return this;
        }

        public ListCallsRequest pageSize(long value) {
            put("pageSize", value);
            return this;
        }
    }

    /**
     * One page of them, oldest first.
     */
    public record ListCallsAnswer(
            List<Call> items,
            Long total) {
        static ListCallsAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListCallsAnswer(
                    Json.list(data, "items", Call::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    /**
     * @param appKey Key of an application.
     * @param subscriptionId Id of a binding.
     * @param caller A phone number with its country code; masked for viewers.
     * @param x A phone number with its country code; masked for viewers.
     * @param callee A phone number with its country code; masked for viewers.
     * @param display A phone number with its country code; masked for viewers.
     */
    public record Call(
            String sessionId,
            CallState state,
            String appKey,
            String subscriptionId,
            String caller,
            String x,
            String callee,
            String display,
            Instant arrivedAt,
            Instant ringingAt,
            Instant answeredAt,
            Boolean recorded) {
        static Call of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new Call(
                    Json.maybe(data, "sessionId", Json::asString),
                    Json.maybe(data, "state", CallState::of),
                    Json.maybe(data, "appKey", Json::asString),
                    Json.maybe(data, "subscriptionId", Json::asString),
                    Json.maybe(data, "caller", Json::asString),
                    Json.maybe(data, "x", Json::asString),
                    Json.maybe(data, "callee", Json::asString),
                    Json.maybe(data, "display", Json::asString),
                    Json.maybe(data, "arrivedAt", Json::asTime),
                    Json.maybe(data, "ringingAt", Json::asTime),
                    Json.maybe(data, "answeredAt", Json::asTime),
                    Json.maybe(data, "recorded", Json::asBoolean));
        }
    }

    /**
     * {@code sessionIds}:
     */
    public static final class ListLevelsRequest extends Request {
        public ListLevelsRequest(List<String> sessionIds) {
            put("sessionIds", sessionIds);
        }
    }

    /**
     * Those that have audio.
     */
    public record ListLevelsAnswer(
            List<ListLevelsAnswerItem> items,
            Long total) {
        static ListLevelsAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListLevelsAnswer(
                    Json.list(data, "items", ListLevelsAnswerItem::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    public record ListLevelsAnswerItem(
            String sessionId,
            ListLevelsAnswerItemCaller caller,
            ListLevelsAnswerItemCallee callee) {
        static ListLevelsAnswerItem of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListLevelsAnswerItem(
                    Json.maybe(data, "sessionId", Json::asString),
                    Json.maybe(data, "caller", ListLevelsAnswerItemCaller::of),
                    Json.maybe(data, "callee", ListLevelsAnswerItemCallee::of));
        }
    }

    /**
     * @param dbm0 Mean level in dBm0; missing: encrypted, not of G.711, or no packets.
     * @param packets That came while it was measured.
     */
    public record ListLevelsAnswerItemCaller(
            Double dbm0,
            Long packets) {
        static ListLevelsAnswerItemCaller of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListLevelsAnswerItemCaller(
                    Json.maybe(data, "dbm0", Json::asDouble),
                    Json.maybe(data, "packets", Json::asLong));
        }
    }

    /**
     * @param dbm0 Mean level in dBm0; missing: encrypted, not of G.711, or no packets.
     * @param packets That came while it was measured.
     */
    public record ListLevelsAnswerItemCallee(
            Double dbm0,
            Long packets) {
        static ListLevelsAnswerItemCallee of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListLevelsAnswerItemCallee(
                    Json.maybe(data, "dbm0", Json::asDouble),
                    Json.maybe(data, "packets", Json::asLong));
        }
    }

    public static final class SearchRecordingsRequest extends Request {
        public SearchRecordingsRequest() {
        }

        static SearchRecordingsRequest copyOf(SearchRecordingsRequest other) {
            SearchRecordingsRequest copy = new SearchRecordingsRequest();
            copy.fields.putAll(other.fields);
            return copy;
        }

        /**
         * In whichever part: real numbers and privacy numbers.
         */
        public SearchRecordingsRequest number(String value) {
            put("number", value);
            return this;
        }

        /**
         * Key of an application.
         */
        public SearchRecordingsRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        /**
         * Id of a binding.
         */
        public SearchRecordingsRequest subscriptionId(String value) {
            put("subscriptionId", value);
            return this;
        }

        /**
         * Of either leg.
         */
        public SearchRecordingsRequest trunk(String value) {
            put("trunk", value);
            return this;
        }

        /**
         * Ending of a call, result of a message, new status of a number.
         */
        public SearchRecordingsRequest ending(String value) {
            put("ending", value);
            return this;
        }

        /**
         * Those that came at this time or later.
         */
        public SearchRecordingsRequest from(Instant value) {
            put("from", value);
            return this;
        }

        /**
         * Those that came before.
         */
        public SearchRecordingsRequest until(Instant value) {
            put("until", value);
            return this;
        }

        /**
         * Talked at least so long.
         */
        public SearchRecordingsRequest minSeconds(double value) {
            put("minSeconds", value);
            return this;
        }

        /**
         * Talked at most so long.
         */
        public SearchRecordingsRequest maxSeconds(double value) {
            put("maxSeconds", value);
            return this;
        }

        /**
         * `next` of the answer before.
         */
        public SearchRecordingsRequest after(String value) {
            put("after", value);
            return this;
        }

        public SearchRecordingsRequest limit(long value) {
            put("limit", value);
            return this;
        }
    }

    /**
     * One page of them.
     * @param next Where to go on; absent: there are no more.
     */
    public record SearchRecordingsAnswer(
            List<SearchRecordingsAnswerItem> items,
            String next) {
        static SearchRecordingsAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SearchRecordingsAnswer(
                    Json.list(data, "items", SearchRecordingsAnswerItem::of),
                    Json.maybe(data, "next", Json::asString));
        }
    }

    /**
     * @param at When the call came.
     * @param appKey Key of an application.
     * @param subscriptionId Id of a binding.
     * @param caller A phone number with its country code; masked for viewers.
     * @param x A phone number with its country code; masked for viewers.
     * @param callee A phone number with its country code; masked for viewers.
     * @param file Missing: it is past its days, or was never completed.
     */
    public record SearchRecordingsAnswerItem(
            String sessionId,
            Instant at,
            String appKey,
            String subscriptionId,
            String caller,
            String x,
            String callee,
            Double talkSeconds,
            String fileName,
            SearchRecordingsAnswerItemFile file) {
        static SearchRecordingsAnswerItem of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SearchRecordingsAnswerItem(
                    Json.maybe(data, "sessionId", Json::asString),
                    Json.maybe(data, "at", Json::asTime),
                    Json.maybe(data, "appKey", Json::asString),
                    Json.maybe(data, "subscriptionId", Json::asString),
                    Json.maybe(data, "caller", Json::asString),
                    Json.maybe(data, "x", Json::asString),
                    Json.maybe(data, "callee", Json::asString),
                    Json.maybe(data, "talkSeconds", Json::asDouble),
                    Json.maybe(data, "fileName", Json::asString),
                    Json.maybe(data, "file", SearchRecordingsAnswerItemFile::of));
        }
    }

    /**
     * Missing: it is past its days, or was never completed.
     * @param keptUntil It may be deleted from then on.
     */
    public record SearchRecordingsAnswerItemFile(
            Long bytes,
            Double seconds,
            Instant keptUntil) {
        static SearchRecordingsAnswerItemFile of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SearchRecordingsAnswerItemFile(
                    Json.maybe(data, "bytes", Json::asLong),
                    Json.maybe(data, "seconds", Json::asDouble),
                    Json.maybe(data, "keptUntil", Json::asTime));
        }
    }

    /**
     * Oldest first.
     */
    public record ListListenersAnswer(
            List<ListListenersAnswerItem> items) {
        static ListListenersAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListListenersAnswer(
                    Json.list(data, "items", ListListenersAnswerItem::of));
        }
    }

    /**
     * @param who Name of an operator, or key of an application.
     * @param client From which address.
     */
    public record ListListenersAnswerItem(
            Instant at,
            String who,
            String role,
            String client) {
        static ListListenersAnswerItem of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListListenersAnswerItem(
                    Json.maybe(data, "at", Json::asTime),
                    Json.maybe(data, "who", Json::asString),
                    Json.maybe(data, "role", Json::asString),
                    Json.maybe(data, "client", Json::asString));
        }
    }

    public static final class ListMessagesRequest extends Request {
        public ListMessagesRequest() {
        }

        static ListMessagesRequest copyOf(ListMessagesRequest other) {
            ListMessagesRequest copy = new ListMessagesRequest();
            copy.fields.putAll(other.fields);
            return copy;
        }

        /**
         * Key of an application.
         */
        public ListMessagesRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        /**
         * Those received before; absent: the newest.
         */
        public ListMessagesRequest before(Instant value) {
            put("before", value);
            return this;
        }

        /**
         * `next` of the answer before; then `before` is not used.
         */
        public ListMessagesRequest after(String value) {
            put("after", value);
            return this;
        }

        public ListMessagesRequest limit(long value) {
            put("limit", value);
            return this;
        }
    }

    /**
     * The messages.
     * @param next The place of the last one; absent: there are no more.
     * @param waiting All messages that have not ended.
     */
    public record ListMessagesAnswer(
            List<Message> items,
            String next,
            Long waiting) {
        static ListMessagesAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListMessagesAnswer(
                    Json.list(data, "items", Message::of),
                    Json.maybe(data, "next", Json::asString),
                    Json.maybe(data, "waiting", Json::asLong));
        }
    }

    /**
     * @param messageId `smsIdentifier` of its notice.
     * @param appKey Key of an application.
     * @param subscriptionId Id of a binding.
     * @param sender A phone number with its country code; masked for viewers.
     * @param x A phone number with its country code; masked for viewers.
     * @param receiver A phone number with its country code; masked for viewers.
     * @param display What the receiver sees.
     * @param trunk The trunk it came from.
     * @param parts Parts in which it came.
     * @param result What became of it; absent: it is on its way. `unknown`: a carrier may have it.
     */
    public record Message(
            String messageId,
            String appKey,
            String subscriptionId,
            String sender,
            String x,
            String receiver,
            String display,
            String trunk,
            Long parts,
            MessageState state,
            MessageResult result,
            Long attempts,
            Instant receivedAt,
            Instant endedAt) {
        static Message of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new Message(
                    Json.maybe(data, "messageId", Json::asString),
                    Json.maybe(data, "appKey", Json::asString),
                    Json.maybe(data, "subscriptionId", Json::asString),
                    Json.maybe(data, "sender", Json::asString),
                    Json.maybe(data, "x", Json::asString),
                    Json.maybe(data, "receiver", Json::asString),
                    Json.maybe(data, "display", Json::asString),
                    Json.maybe(data, "trunk", Json::asString),
                    Json.maybe(data, "parts", Json::asLong),
                    Json.maybe(data, "state", MessageState::of),
                    Json.maybe(data, "result", MessageResult::of),
                    Json.maybe(data, "attempts", Json::asLong),
                    Json.maybe(data, "receivedAt", Json::asTime),
                    Json.maybe(data, "endedAt", Json::asTime));
        }
    }

    /**
     * {@code dialled}: A phone number: + and country code, or as it is dialled in the country of the
     * policy.
     */
    public static final class ExplainRequest extends Request {
        public ExplainRequest(String dialled) {
            put("dialled", dialled);
        }

        /**
         * A phone number: + and country code, or as it is dialled in the country of the policy.
         */
        public ExplainRequest caller(String value) {
            put("caller", value);
            return this;
        }

        public ExplainRequest digits(String value) {
            put("digits", value);
            return this;
        }
    }

    /**
     * The answer with its reasons.
     * @param routes The trunks of a call that is connected; an empty list: it ends with 404.
     */
    public record ExplainAnswer(
            List<ExplainAnswerStep> steps,
            ExplainAnswerRoutes routes,
            ExplainAnswerResolution resolution) {
        static ExplainAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ExplainAnswer(
                    Json.list(data, "steps", ExplainAnswerStep::of),
                    Json.maybe(data, "routes", ExplainAnswerRoutes::of),
                    Json.maybe(data, "resolution", ExplainAnswerResolution::of));
        }
    }

    public record ExplainAnswerStep(
            String step,
            ExplainAnswerStepOutcome outcome) {
        static ExplainAnswerStep of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ExplainAnswerStep(
                    Json.maybe(data, "step", Json::asString),
                    Json.maybe(data, "outcome", ExplainAnswerStepOutcome::of));
        }
    }

    /**
     * The trunks of a call that is connected; an empty list: it ends with 404.
     * @param rule The place among `routes` of the configuration.
     */
    public record ExplainAnswerRoutes(
            Long rule,
            List<ExplainAnswerRoutesTrunk> trunks) {
        static ExplainAnswerRoutes of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ExplainAnswerRoutes(
                    Json.maybe(data, "rule", Json::asLong),
                    Json.list(data, "trunks", ExplainAnswerRoutesTrunk::of));
        }
    }

    public record ExplainAnswerRoutesTrunk(
            String name,
            Long priority,
            Long weight) {
        static ExplainAnswerRoutesTrunk of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ExplainAnswerRoutesTrunk(
                    Json.maybe(data, "name", Json::asString),
                    Json.maybe(data, "priority", Json::asLong),
                    Json.maybe(data, "weight", Json::asLong));
        }
    }

    /**
     * @param appKey Key of an application.
     * @param subscriptionId Id of a binding.
     * @param x A phone number with its country code; masked for viewers.
     * @param callee A phone number with its country code; masked for viewers.
     * @param display A phone number with its country code; masked for viewers.
     * @param direction 0 A is called, 1 A calls.
     * @param rules What the binding asks of the call.
     * @param sipStatus What a refused caller gets.
     * @param stateCode The state code that the application gets for a refusal.
     */
    public record ExplainAnswerResolution(
            ExplainAnswerResolutionKind kind,
            String appKey,
            String subscriptionId,
            String x,
            String callee,
            String display,
            Long direction,
            String extension,
            ExplainAnswerResolutionRules rules,
            String reason,
            Long sipStatus,
            Long stateCode,
            String prompt,
            Long maxDigits) {
        static ExplainAnswerResolution of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ExplainAnswerResolution(
                    Json.maybe(data, "kind", ExplainAnswerResolutionKind::of),
                    Json.maybe(data, "appKey", Json::asString),
                    Json.maybe(data, "subscriptionId", Json::asString),
                    Json.maybe(data, "x", Json::asString),
                    Json.maybe(data, "callee", Json::asString),
                    Json.maybe(data, "display", Json::asString),
                    Json.maybe(data, "direction", Json::asLong),
                    Json.maybe(data, "extension", Json::asString),
                    Json.maybe(data, "rules", ExplainAnswerResolutionRules::of),
                    Json.maybe(data, "reason", Json::asString),
                    Json.maybe(data, "sipStatus", Json::asLong),
                    Json.maybe(data, "stateCode", Json::asLong),
                    Json.maybe(data, "prompt", Json::asString),
                    Json.maybe(data, "maxDigits", Json::asLong));
        }
    }

    /**
     * What the binding asks of the call.
     * @param maxDurationMs From the answer on; 0 no limit.
     * @param recording Missing when the call is not recorded.
     */
    public record ExplainAnswerResolutionRules(
            Long maxDurationMs,
            String lastMinutePrompt,
            String waitingPrompt,
            ExplainAnswerResolutionRulesRecording recording) {
        static ExplainAnswerResolutionRules of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ExplainAnswerResolutionRules(
                    Json.maybe(data, "maxDurationMs", Json::asLong),
                    Json.maybe(data, "lastMinutePrompt", Json::asString),
                    Json.maybe(data, "waitingPrompt", Json::asString),
                    Json.maybe(data, "recording", ExplainAnswerResolutionRulesRecording::of));
        }
    }

    /**
     * Missing when the call is not recorded.
     */
    public record ExplainAnswerResolutionRulesRecording(
            String hintPrompt) {
        static ExplainAnswerResolutionRulesRecording of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ExplainAnswerResolutionRulesRecording(
                    Json.maybe(data, "hintPrompt", Json::asString));
        }
    }

    /**
     * {@code sessionId}:
     */
    public static final class ExplainCallRequest extends Request {
        public ExplainCallRequest(String sessionId) {
            put("sessionId", sessionId);
        }
    }

    /**
     * What happened, step by step.
     * @param from refused: it never reached an application, so it has no record.
     * @param hasLadder Whether its SIP messages are kept.
     */
    public record ExplainCallAnswer(
            String sessionId,
            ExplainCallAnswerFrom from,
            List<ExplainCallAnswerStep> steps,
            PastRecord record,
            Boolean hasLadder) {
        static ExplainCallAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ExplainCallAnswer(
                    Json.maybe(data, "sessionId", Json::asString),
                    Json.maybe(data, "from", ExplainCallAnswerFrom::of),
                    Json.list(data, "steps", ExplainCallAnswerStep::of),
                    Json.maybe(data, "record", PastRecord::of),
                    Json.maybe(data, "hasLadder", Json::asBoolean));
        }
    }

    public record ExplainCallAnswerStep(
            String step,
            ExplainCallAnswerStepOutcome outcome) {
        static ExplainCallAnswerStep of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ExplainCallAnswerStep(
                    Json.maybe(data, "step", Json::asString),
                    Json.maybe(data, "outcome", ExplainCallAnswerStepOutcome::of));
        }
    }

    /**
     * @param id Session of a call, `smsIdentifier` of a message, own id of a change.
     * @param at When it came, or the number changed.
     * @param appKey Key of an application.
     * @param subscriptionId Id of a binding.
     * @param caller Who called or wrote.
     * @param x The privacy number of the relation, or the one that changed.
     * @param dialled The number dialled, where it is not X.
     * @param display What the callee saw.
     * @param callee Whom it went to.
     * @param ending Why it ended; `unknown` for a call of a version without this store.
     * @param reason The ending in words.
     * @param fault Whose fault the ending of a call was.
     * @param releasedBy Who hung up.
     * @param callerMos How well the caller heard (mean opinion score, ITU-T G.107).
     * @param calleeMos How well the callee heard.
     * @param tried The ways to the callee that were tried, in order.
     * @param recording File name of the recording.
     * @param parts Parts in which a message came.
     * @param attempts How often a message was tried.
     * @param cause Why a number's status changed.
     */
    public record PastRecord(
            PastRecordKind kind,
            String id,
            Instant at,
            Instant endedAt,
            String appKey,
            String subscriptionId,
            String caller,
            String x,
            String dialled,
            String display,
            String callee,
            String callerTrunk,
            String calleeTrunk,
            String ending,
            String reason,
            String fault,
            Double talkSeconds,
            Instant dialledAt,
            Instant ringingAt,
            Instant answeredAt,
            PastRecordReleasedBy releasedBy,
            Long stateCode,
            Long ulFailReason,
            Long sipStatus,
            Long calleeQ850,
            Double callerMos,
            Double calleeMos,
            List<PastRecordTried> tried,
            String extension,
            String recording,
            Long parts,
            Long attempts,
            String cause) {
        static PastRecord of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new PastRecord(
                    Json.maybe(data, "kind", PastRecordKind::of),
                    Json.maybe(data, "id", Json::asString),
                    Json.maybe(data, "at", Json::asTime),
                    Json.maybe(data, "endedAt", Json::asTime),
                    Json.maybe(data, "appKey", Json::asString),
                    Json.maybe(data, "subscriptionId", Json::asString),
                    Json.maybe(data, "caller", Json::asString),
                    Json.maybe(data, "x", Json::asString),
                    Json.maybe(data, "dialled", Json::asString),
                    Json.maybe(data, "display", Json::asString),
                    Json.maybe(data, "callee", Json::asString),
                    Json.maybe(data, "callerTrunk", Json::asString),
                    Json.maybe(data, "calleeTrunk", Json::asString),
                    Json.maybe(data, "ending", Json::asString),
                    Json.maybe(data, "reason", Json::asString),
                    Json.maybe(data, "fault", Json::asString),
                    Json.maybe(data, "talkSeconds", Json::asDouble),
                    Json.maybe(data, "dialledAt", Json::asTime),
                    Json.maybe(data, "ringingAt", Json::asTime),
                    Json.maybe(data, "answeredAt", Json::asTime),
                    Json.maybe(data, "releasedBy", PastRecordReleasedBy::of),
                    Json.maybe(data, "stateCode", Json::asLong),
                    Json.maybe(data, "ulFailReason", Json::asLong),
                    Json.maybe(data, "sipStatus", Json::asLong),
                    Json.maybe(data, "calleeQ850", Json::asLong),
                    Json.maybe(data, "callerMos", Json::asDouble),
                    Json.maybe(data, "calleeMos", Json::asDouble),
                    Json.list(data, "tried", PastRecordTried::of),
                    Json.maybe(data, "extension", Json::asString),
                    Json.maybe(data, "recording", Json::asString),
                    Json.maybe(data, "parts", Json::asLong),
                    Json.maybe(data, "attempts", Json::asLong),
                    Json.maybe(data, "cause", Json::asString));
        }
    }

    /**
     * @param status The SIP status that refused it.
     */
    public record PastRecordTried(
            String trunk,
            PastRecordTriedOutcome outcome,
            Long status,
            Long tookMs) {
        static PastRecordTried of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new PastRecordTried(
                    Json.maybe(data, "trunk", Json::asString),
                    Json.maybe(data, "outcome", PastRecordTriedOutcome::of),
                    Json.maybe(data, "status", Json::asLong),
                    Json.maybe(data, "tookMs", Json::asLong));
        }
    }

    /**
     * {@code caller}: A phone number: + and country code, or as it is dialled in the country of the
     * policy. {@code dialled}: A phone number: + and country code, or as it is dialled in the country of
     * the policy.
     */
    public static final class AskMayCallRequest extends Request {
        public AskMayCallRequest(String caller, String dialled) {
            put("caller", caller);
            put("dialled", dialled);
        }

        /**
         * AXE: the extension.
         */
        public AskMayCallRequest digits(String value) {
            put("digits", value);
            return this;
        }

        /**
         * Left out: now. The frequencies are always those of now.
         */
        public AskMayCallRequest at(Instant value) {
            put("at", value);
            return this;
        }
    }

    /**
     * The answer, with what every rule says.
     * @param refusedBy The first rule that refuses it; routing: there is no way to a callee.
     * @param reason The ending that the call would have.
     * @param stateCode The state code that the application gets.
     * @param until From then on all rules allow it; left out: not by the passing of time.
     * @param appKey Key of an application.
     * @param subscriptionId Id of a binding.
     * @param x A phone number with its country code; masked for viewers.
     * @param rules Every rule in force.
     */
    public record AskMayCallAnswer(
            Boolean allowed,
            AskMayCallAnswerRefusedBy refusedBy,
            String reason,
            Long sipStatus,
            Long stateCode,
            Instant until,
            String appKey,
            String subscriptionId,
            String x,
            List<AskMayCallAnswerRule> rules) {
        static AskMayCallAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new AskMayCallAnswer(
                    Json.maybe(data, "allowed", Json::asBoolean),
                    Json.maybe(data, "refusedBy", AskMayCallAnswerRefusedBy::of),
                    Json.maybe(data, "reason", Json::asString),
                    Json.maybe(data, "sipStatus", Json::asLong),
                    Json.maybe(data, "stateCode", Json::asLong),
                    Json.maybe(data, "until", Json::asTime),
                    Json.maybe(data, "appKey", Json::asString),
                    Json.maybe(data, "subscriptionId", Json::asString),
                    Json.maybe(data, "x", Json::asString),
                    Json.list(data, "rules", AskMayCallAnswerRule::of));
        }
    }

    public record AskMayCallAnswerRule(
            String rule,
            String statement,
            Boolean allows,
            String because,
            Instant until) {
        static AskMayCallAnswerRule of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new AskMayCallAnswerRule(
                    Json.maybe(data, "rule", Json::asString),
                    Json.maybe(data, "statement", Json::asString),
                    Json.maybe(data, "allows", Json::asBoolean),
                    Json.maybe(data, "because", Json::asString),
                    Json.maybe(data, "until", Json::asTime));
        }
    }

    public static final class ListBlacklistRequest extends Request {
        public ListBlacklistRequest() {
        }

        static ListBlacklistRequest copyOf(ListBlacklistRequest other) {
            ListBlacklistRequest copy = new ListBlacklistRequest();
            copy.fields.putAll(other.fields);
            return copy;
        }

        /**
         * bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or the
         * other. call, message: every one, as either side. x: everything over one X.
         */
        public ListBlacklistRequest kind(ListBlacklistRequestKind value) {
            put("kind", value);
            return this;
        }

        /**
         * Key of an application.
         */
        public ListBlacklistRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        public ListBlacklistRequest pageIndex(long value) {
            put("pageIndex", value);
            return this;
        }

        public ListBlacklistRequest pageSize(long value) {
            put("pageSize", value);
            return this;
        }
    }

    /**
     * One page of them, in the order in which they were added.
     */
    public record ListBlacklistAnswer(
            List<BlacklistEntry> items,
            Long total) {
        static ListBlacklistAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListBlacklistAnswer(
                    Json.list(data, "items", BlacklistEntry::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    /**
     * @param kind bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one
     * or the other. call, message: every one, as either side. x: everything over one X.
     * @param number A phone number, or + with country code, first digits and *.
     * @param x A phone number with its country code; masked for viewers.
     * @param appKey Key of an application.
     * @param until From then on it counts no longer; left out: it has no term.
     * @param note For people.
     */
    public record BlacklistEntry(
            BlacklistEntryKind kind,
            String number,
            String x,
            String appKey,
            Instant until,
            Instant addedAt,
            String note) {
        static BlacklistEntry of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new BlacklistEntry(
                    Json.maybe(data, "kind", BlacklistEntryKind::of),
                    Json.maybe(data, "number", Json::asString),
                    Json.maybe(data, "x", Json::asString),
                    Json.maybe(data, "appKey", Json::asString),
                    Json.maybe(data, "until", Json::asTime),
                    Json.maybe(data, "addedAt", Json::asTime),
                    Json.maybe(data, "note", Json::asString));
        }
    }

    /**
     * {@code entries}:
     */
    public static final class AddToBlacklistRequest extends Request {
        public AddToBlacklistRequest(List<AddToBlacklistRequestEntry> entries) {
            put("entries", entries);
        }
    }

    /**
     * {@code kind}: bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the
     * one or the other. call, message: every one, as either side. x: everything over one X. {@code
     * number}: A phone number, or + with country code, first digits and *.
     */
    public static final class AddToBlacklistRequestEntry extends Request {
        public AddToBlacklistRequestEntry(AddToBlacklistRequestEntryKind kind, String number) {
            put("kind", kind);
            put("number", number);
        }

        /**
         * A phone number: + and country code, or as it is dialled in the country of the policy.
         */
        public AddToBlacklistRequestEntry x(String value) {
            put("x", value);
            return this;
        }

        /**
         * Key of an application.
         */
        public AddToBlacklistRequestEntry appKey(String value) {
            put("appKey", value);
            return this;
        }

        /**
         * From then on it counts no longer; left out: it has no term.
         */
        public AddToBlacklistRequestEntry until(Instant value) {
            put("until", value);
            return this;
        }

        /**
         * For people.
         */
        public AddToBlacklistRequestEntry note(String value) {
            put("note", value);
            return this;
        }
    }

    /**
     * How many there are.
     */
    public record AddToBlacklistAnswer(
            Long added) {
        static AddToBlacklistAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new AddToBlacklistAnswer(
                    Json.maybe(data, "added", Json::asLong));
        }
    }

    public static final class SearchBlacklistRequest extends Request {
        public SearchBlacklistRequest() {
        }

        static SearchBlacklistRequest copyOf(SearchBlacklistRequest other) {
            SearchBlacklistRequest copy = new SearchBlacklistRequest();
            copy.fields.putAll(other.fields);
            return copy;
        }

        /**
         * A phone number: + and country code, or as it is dialled in the country of the policy.
         */
        public SearchBlacklistRequest number(String value) {
            put("number", value);
            return this;
        }

        /**
         * bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or the
         * other. call, message: every one, as either side. x: everything over one X.
         */
        public SearchBlacklistRequest kind(SearchBlacklistRequestKind value) {
            put("kind", value);
            return this;
        }

        /**
         * Key of an application.
         */
        public SearchBlacklistRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        public SearchBlacklistRequest pageIndex(long value) {
            put("pageIndex", value);
            return this;
        }

        public SearchBlacklistRequest pageSize(long value) {
            put("pageSize", value);
            return this;
        }
    }

    /**
     * One page of them, in the order in which they were added.
     */
    public record SearchBlacklistAnswer(
            List<BlacklistEntry> items,
            Long total) {
        static SearchBlacklistAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SearchBlacklistAnswer(
                    Json.list(data, "items", BlacklistEntry::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    public static final class ImportBlacklistRequest extends Request {
        public ImportBlacklistRequest() {
        }

        /**
         * bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the one or the
         * other. call, message: every one, as either side. x: everything over one X.
         */
        public ImportBlacklistRequest kind(ImportBlacklistRequestKind value) {
            put("kind", value);
            return this;
        }

        /**
         * Key of an application.
         */
        public ImportBlacklistRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        /**
         * From then on it counts no longer; left out: it has no term.
         */
        public ImportBlacklistRequest until(Instant value) {
            put("until", value);
            return this;
        }
    }

    /**
     * What became of the lines.
     */
    public record ImportBlacklistAnswer(
            Long taken,
            List<ImportBlacklistAnswerFault> faults) {
        static ImportBlacklistAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ImportBlacklistAnswer(
                    Json.maybe(data, "taken", Json::asLong),
                    Json.list(data, "faults", ImportBlacklistAnswerFault::of));
        }
    }

    public record ImportBlacklistAnswerFault(
            Long line,
            String message) {
        static ImportBlacklistAnswerFault of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ImportBlacklistAnswerFault(
                    Json.maybe(data, "line", Json::asLong),
                    Json.maybe(data, "message", Json::asString));
        }
    }

    /**
     * {@code kind}: bind-a, bind-b: to be bound as A or B. call-as-a, call-as-b: calls by A to B, as the
     * one or the other. call, message: every one, as either side. x: everything over one X. {@code
     * number}: A phone number, or + with country code, first digits and *.
     */
    public static final class RemoveFromBlacklistRequest extends Request {
        public RemoveFromBlacklistRequest(RemoveFromBlacklistRequestKind kind, String number) {
            put("kind", kind);
            put("number", number);
        }

        /**
         * A phone number: + and country code, or as it is dialled in the country of the policy.
         */
        public RemoveFromBlacklistRequest x(String value) {
            put("x", value);
            return this;
        }

        /**
         * Key of an application.
         */
        public RemoveFromBlacklistRequest appKey(String value) {
            put("appKey", value);
            return this;
        }
    }

    /**
     * {@code numbers}:
     */
    public static final class AddRegistrationsRequest extends Request {
        public AddRegistrationsRequest(List<String> numbers) {
            put("numbers", numbers);
        }

        /**
         * Key of an application.
         */
        public AddRegistrationsRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        /**
         * Only registered counts. A later import replaces it.
         */
        public AddRegistrationsRequest state(AddRegistrationsRequestState value) {
            put("state", value);
            return this;
        }

        /**
         * From then on it counts no longer.
         */
        public AddRegistrationsRequest until(Instant value) {
            put("until", value);
            return this;
        }

        /**
         * A name for the import, to ask how far it is.
         */
        public AddRegistrationsRequest batch(String value) {
            put("batch", value);
            return this;
        }
    }

    /**
     * What became of the lines.
     */
    public record AddRegistrationsAnswer(
            Long taken,
            List<AddRegistrationsAnswerFault> faults) {
        static AddRegistrationsAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new AddRegistrationsAnswer(
                    Json.maybe(data, "taken", Json::asLong),
                    Json.list(data, "faults", AddRegistrationsAnswerFault::of));
        }
    }

    public record AddRegistrationsAnswerFault(
            Long line,
            String message) {
        static AddRegistrationsAnswerFault of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new AddRegistrationsAnswerFault(
                    Json.maybe(data, "line", Json::asLong),
                    Json.maybe(data, "message", Json::asString));
        }
    }

    public static final class ImportRegistrationsRequest extends Request {
        public ImportRegistrationsRequest() {
        }

        /**
         * Key of an application.
         */
        public ImportRegistrationsRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        /**
         * Only registered counts. A later import replaces it.
         */
        public ImportRegistrationsRequest state(ImportRegistrationsRequestState value) {
            put("state", value);
            return this;
        }

        /**
         * From then on it counts no longer.
         */
        public ImportRegistrationsRequest until(Instant value) {
            put("until", value);
            return this;
        }

        /**
         * A name for the import, to ask how far it is.
         */
        public ImportRegistrationsRequest batch(String value) {
            put("batch", value);
            return this;
        }
    }

    /**
     * What became of the lines.
     */
    public record ImportRegistrationsAnswer(
            Long taken,
            List<ImportRegistrationsAnswerFault> faults) {
        static ImportRegistrationsAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ImportRegistrationsAnswer(
                    Json.maybe(data, "taken", Json::asLong),
                    Json.list(data, "faults", ImportRegistrationsAnswerFault::of));
        }
    }

    public record ImportRegistrationsAnswerFault(
            Long line,
            String message) {
        static ImportRegistrationsAnswerFault of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ImportRegistrationsAnswerFault(
                    Json.maybe(data, "line", Json::asLong),
                    Json.maybe(data, "message", Json::asString));
        }
    }

    public static final class SearchRegistrationsRequest extends Request {
        public SearchRegistrationsRequest() {
        }

        static SearchRegistrationsRequest copyOf(SearchRegistrationsRequest other) {
            SearchRegistrationsRequest copy = new SearchRegistrationsRequest();
            copy.fields.putAll(other.fields);
            return copy;
        }

        /**
         * A phone number: + and country code, or as it is dialled in the country of the policy.
         */
        public SearchRegistrationsRequest number(String value) {
            put("number", value);
            return this;
        }

        /**
         * Key of an application.
         */
        public SearchRegistrationsRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        /**
         * A name for the import, to ask how far it is.
         */
        public SearchRegistrationsRequest batch(String value) {
            put("batch", value);
            return this;
        }

        /**
         * Only registered counts. A later import replaces it.
         */
        public SearchRegistrationsRequest state(SearchRegistrationsRequestState value) {
            put("state", value);
            return this;
        }

        public SearchRegistrationsRequest pageIndex(long value) {
            put("pageIndex", value);
            return this;
        }

        public SearchRegistrationsRequest pageSize(long value) {
            put("pageSize", value);
            return this;
        }
    }

    /**
     * One page of them, in the order of their import.
     */
    public record SearchRegistrationsAnswer(
            List<Registration> items,
            Long total) {
        static SearchRegistrationsAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SearchRegistrationsAnswer(
                    Json.list(data, "items", Registration::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    /**
     * @param number A phone number with its country code; masked for viewers.
     * @param appKey Key of an application.
     * @param state Only registered counts. A later import replaces it.
     * @param batch A name for the import, to ask how far it is.
     * @param until From then on it counts no longer.
     */
    public record Registration(
            String number,
            String appKey,
            RegistrationState state,
            String batch,
            Instant until,
            Instant at,
            Boolean isExpired) {
        static Registration of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new Registration(
                    Json.maybe(data, "number", Json::asString),
                    Json.maybe(data, "appKey", Json::asString),
                    Json.maybe(data, "state", RegistrationState::of),
                    Json.maybe(data, "batch", Json::asString),
                    Json.maybe(data, "until", Json::asTime),
                    Json.maybe(data, "at", Json::asTime),
                    Json.maybe(data, "isExpired", Json::asBoolean));
        }
    }

    public static final class GetRegistrationStatusRequest extends Request {
        public GetRegistrationStatusRequest() {
        }

        /**
         * Key of an application.
         */
        public GetRegistrationStatusRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        /**
         * A name for the import, to ask how far it is.
         */
        public GetRegistrationStatusRequest batch(String value) {
            put("batch", value);
            return this;
        }
    }

    /**
     * Counts of the batch, of the application, or of all.
     */
    public record GetRegistrationStatusAnswer(
            Long registered,
            Long pending,
            Long rejected,
            Long expired) {
        static GetRegistrationStatusAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetRegistrationStatusAnswer(
                    Json.maybe(data, "registered", Json::asLong),
                    Json.maybe(data, "pending", Json::asLong),
                    Json.maybe(data, "rejected", Json::asLong),
                    Json.maybe(data, "expired", Json::asLong));
        }
    }

    public static final class RemoveRegistrationsRequest extends Request {
        public RemoveRegistrationsRequest() {
        }

        /**
         * Key of an application.
         */
        public RemoveRegistrationsRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        public RemoveRegistrationsRequest numbers(List<String> value) {
            put("numbers", value);
            return this;
        }

        /**
         * A name for the import, to ask how far it is.
         */
        public RemoveRegistrationsRequest batch(String value) {
            put("batch", value);
            return this;
        }
    }

    /**
     * How many there were.
     */
    public record RemoveRegistrationsAnswer(
            Long removed) {
        static RemoveRegistrationsAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new RemoveRegistrationsAnswer(
                    Json.maybe(data, "removed", Json::asLong));
        }
    }

    public static final class ListComplaintsRequest extends Request {
        public ListComplaintsRequest() {
        }

        static ListComplaintsRequest copyOf(ListComplaintsRequest other) {
            ListComplaintsRequest copy = new ListComplaintsRequest();
            copy.fields.putAll(other.fields);
            return copy;
        }

        /**
         * Key of an application.
         */
        public ListComplaintsRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        public ListComplaintsRequest pageIndex(long value) {
            put("pageIndex", value);
            return this;
        }

        public ListComplaintsRequest pageSize(long value) {
            put("pageSize", value);
            return this;
        }
    }

    /**
     * One page of them.
     */
    public record ListComplaintsAnswer(
            List<Complaint> items,
            Long total) {
        static ListComplaintsAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListComplaintsAnswer(
                    Json.list(data, "items", Complaint::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    /**
     * @param appKey Key of an application.
     * @param valid false: examined, and found to be none.
     * @param x A phone number with its country code; masked for viewers.
     * @param note For people.
     */
    public record Complaint(
            String id,
            String appKey,
            ComplaintCategory category,
            Boolean valid,
            Instant at,
            String x,
            String note) {
        static Complaint of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new Complaint(
                    Json.maybe(data, "id", Json::asString),
                    Json.maybe(data, "appKey", Json::asString),
                    Json.maybe(data, "category", ComplaintCategory::of),
                    Json.maybe(data, "valid", Json::asBoolean),
                    Json.maybe(data, "at", Json::asTime),
                    Json.maybe(data, "x", Json::asString),
                    Json.maybe(data, "note", Json::asString));
        }
    }

    /**
     * {@code category}:
     */
    public static final class AddComplaintRequest extends Request {
        public AddComplaintRequest(AddComplaintRequestCategory category) {
            put("category", category);
        }

        /**
         * Key of an application.
         */
        public AddComplaintRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        /**
         * A phone number: + and country code, or as it is dialled in the country of the policy.
         */
        public AddComplaintRequest x(String value) {
            put("x", value);
            return this;
        }

        public AddComplaintRequest at(Instant value) {
            put("at", value);
            return this;
        }

        /**
         * For people.
         */
        public AddComplaintRequest note(String value) {
            put("note", value);
            return this;
        }
    }

    /**
     * The complaint, and how its application stands now.
     */
    public record AddComplaintAnswer(
            Complaint complaint,
            Standing standing) {
        static AddComplaintAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new AddComplaintAnswer(
                    Json.maybe(data, "complaint", Complaint::of),
                    Json.maybe(data, "standing", Standing::of));
        }
    }

    /**
     * @param appKey Key of an application.
     * @param state frozen: new bindings are refused.
     * @param complaints Valid ones of the month.
     * @param numbers Numbers of the application.
     * @param percent Complaints for each hundred numbers.
     * @param until When a freeze ends.
     */
    public record Standing(
            String appKey,
            StandingState state,
            String month,
            Long complaints,
            Long numbers,
            Double percent,
            Instant until) {
        static Standing of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new Standing(
                    Json.maybe(data, "appKey", Json::asString),
                    Json.maybe(data, "state", StandingState::of),
                    Json.maybe(data, "month", Json::asString),
                    Json.maybe(data, "complaints", Json::asLong),
                    Json.maybe(data, "numbers", Json::asLong),
                    Json.maybe(data, "percent", Json::asDouble),
                    Json.maybe(data, "until", Json::asTime));
        }
    }

    /**
     * {@code valid}: false: examined, and found to be none.
     */
    public static final class JudgeComplaintRequest extends Request {
        public JudgeComplaintRequest(boolean valid) {
            put("valid", valid);
        }
    }

    /**
     * All of them.
     */
    public record ListStandingsAnswer(
            List<Standing> items,
            Long total) {
        static ListStandingsAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListStandingsAnswer(
                    Json.list(data, "items", Standing::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    /**
     * All of them.
     */
    public record ListOnboardingAnswer(
            List<Onboarding> items,
            Long total) {
        static ListOnboardingAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListOnboardingAnswer(
                    Json.list(data, "items", Onboarding::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    /**
     * @param appKey Key of an application.
     * @param state Only approved counts where the rules demand it.
     * @param company As on its licence.
     * @param licence Code of the business licence or the organisation.
     * @param trade Its trade, as the rules file names forbidden ones.
     * @param carrier What the service is part of: an app, a mini program, a site, with its name.
     * @param scene Who calls whom, and what for.
     * @param script What is said on such a call.
     * @param calleeSource Where callees' numbers come from.
     * @param documents What was handed in. The documents themselves stay elsewhere.
     * @param until When the authorisation ends.
     * @param note For people.
     */
    public record Onboarding(
            String appKey,
            OnboardingState state,
            String company,
            String licence,
            String trade,
            String carrier,
            String scene,
            String script,
            String calleeSource,
            Boolean usesMessages,
            List<OnboardingDocument> documents,
            Instant until,
            String note,
            Instant changedAt) {
        static Onboarding of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new Onboarding(
                    Json.maybe(data, "appKey", Json::asString),
                    Json.maybe(data, "state", OnboardingState::of),
                    Json.maybe(data, "company", Json::asString),
                    Json.maybe(data, "licence", Json::asString),
                    Json.maybe(data, "trade", Json::asString),
                    Json.maybe(data, "carrier", Json::asString),
                    Json.maybe(data, "scene", Json::asString),
                    Json.maybe(data, "script", Json::asString),
                    Json.maybe(data, "calleeSource", Json::asString),
                    Json.maybe(data, "usesMessages", Json::asBoolean),
                    Json.list(data, "documents", OnboardingDocument::of),
                    Json.maybe(data, "until", Json::asTime),
                    Json.maybe(data, "note", Json::asString),
                    Json.maybe(data, "changedAt", Json::asTime));
        }
    }

    /**
     * @param name What it is.
     */
    public record OnboardingDocument(
            String name,
            String sha256,
            Long bytes) {
        static OnboardingDocument of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new OnboardingDocument(
                    Json.sure(data, "name", Json::asString),
                    Json.sure(data, "sha256", Json::asString),
                    Json.maybe(data, "bytes", Json::asLong));
        }
    }

    /**
     * {@code state}: Only approved counts where the rules demand it. {@code company}: As on its licence.
     * {@code licence}: Code of the business licence or the organisation. {@code trade}: Its trade, as the
     * rules file names forbidden ones. {@code carrier}: What the service is part of: an app, a mini
     * program, a site, with its name. {@code scene}: Who calls whom, and what for. {@code script}: What is
     * said on such a call.
     */
    public static final class PutOnboardingRequest extends Request {
        public PutOnboardingRequest(PutOnboardingRequestState state, String company, String licence, String trade, String carrier, String scene, String script) {
            put("state", state);
            put("company", company);
            put("licence", licence);
            put("trade", trade);
            put("carrier", carrier);
            put("scene", scene);
            put("script", script);
        }

        /**
         * Where callees' numbers come from.
         */
        public PutOnboardingRequest calleeSource(String value) {
            put("calleeSource", value);
            return this;
        }

        public PutOnboardingRequest usesMessages(boolean value) {
            put("usesMessages", value);
            return this;
        }

        /**
         * What was handed in. The documents themselves stay elsewhere.
         */
        public PutOnboardingRequest documents(List<PutOnboardingRequestDocument> value) {
            put("documents", value);
            return this;
        }

        /**
         * When the authorisation ends.
         */
        public PutOnboardingRequest until(Instant value) {
            put("until", value);
            return this;
        }

        /**
         * For people.
         */
        public PutOnboardingRequest note(String value) {
            put("note", value);
            return this;
        }
    }

    /**
     * {@code name}: What it is. {@code sha256}:
     */
    public static final class PutOnboardingRequestDocument extends Request {
        public PutOnboardingRequestDocument(String name, String sha256) {
            put("name", name);
            put("sha256", sha256);
        }

        public PutOnboardingRequestDocument bytes(long value) {
            put("bytes", value);
            return this;
        }
    }

    /**
     * All of them.
     */
    public record ListPromptsAnswer(
            List<ListPromptsAnswerItem> items,
            Long total) {
        static ListPromptsAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListPromptsAnswer(
                    Json.list(data, "items", ListPromptsAnswerItem::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    /**
     * @param name File name: letters, digits and _ @ . + -, ending in .wav.
     * @param format The format of the file, such as `A-law, 8000 Hz, 8 bit, mono`.
     * @param levelDbm0 Mean level in dBm0; -66 is silence. Speech is near -20.
     * @param peakDbfs Level of the loudest sample; 0 is full scale, where it distorts.
     * @param rmsDbfs Root of the mean square, against full scale.
     * @param builtIn Came with Callveil; can be covered by one of the same name.
     * @param languages For one that came with Callveil.
     * @param usedBy Who names it, beside answers in X mode and `standardPrompts`.
     */
    public record ListPromptsAnswerItem(
            String name,
            Long milliseconds,
            String format,
            Double levelDbm0,
            Double peakDbfs,
            Double rmsDbfs,
            Boolean builtIn,
            List<String> languages,
            ListPromptsAnswerItemUsedBy usedBy) {
        static ListPromptsAnswerItem of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListPromptsAnswerItem(
                    Json.maybe(data, "name", Json::asString),
                    Json.maybe(data, "milliseconds", Json::asLong),
                    Json.maybe(data, "format", Json::asString),
                    Json.maybe(data, "levelDbm0", Json::asDouble),
                    Json.maybe(data, "peakDbfs", Json::asDouble),
                    Json.maybe(data, "rmsDbfs", Json::asDouble),
                    Json.maybe(data, "builtIn", Json::asBoolean),
                    Json.list(data, "languages", Json::asString),
                    Json.maybe(data, "usedBy", ListPromptsAnswerItemUsedBy::of));
        }
    }

    /**
     * Who names it, beside answers in X mode and `standardPrompts`.
     * @param applications As `key (tones.noBinding)`.
     * @param bindings In force.
     */
    public record ListPromptsAnswerItemUsedBy(
            List<String> applications,
            Long bindings) {
        static ListPromptsAnswerItemUsedBy of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListPromptsAnswerItemUsedBy(
                    Json.list(data, "applications", Json::asString),
                    Json.maybe(data, "bindings", Json::asLong));
        }
    }

    public static final class GetPromptRequest extends Request {
        public GetPromptRequest() {
        }

        /**
         * For one that comes with Callveil; the language of the policy's country if left out.
         */
        public GetPromptRequest language(GetPromptRequestLanguage value) {
            put("language", value);
            return this;
        }
    }

    public static final class RemovePromptRequest extends Request {
        public RemovePromptRequest() {
        }

        public RemovePromptRequest force(boolean value) {
            put("force", value);
            return this;
        }
    }

    /**
     * Receivers that something waits for.
     */
    public record ListReceiversAnswer(
            List<ListReceiversAnswerItem> items,
            Long total) {
        static ListReceiversAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListReceiversAnswer(
                    Json.list(data, "items", ListReceiversAnswerItem::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    /**
     * @param appKey Key of an application.
     * @param channel Which of its call-back addresses: status, fee, numberStatus and so on.
     * @param waiting Messages that have not been taken yet.
     * @param failed Those of them that have been pushed in vain before.
     * @param nextDueAt When the first of them is pushed again; absent: at once.
     * @param down The last pushes all failed: one message at a time tries whether it is back.
     */
    public record ListReceiversAnswerItem(
            String appKey,
            String channel,
            Long waiting,
            Long failed,
            Instant nextDueAt,
            Boolean down) {
        static ListReceiversAnswerItem of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListReceiversAnswerItem(
                    Json.maybe(data, "appKey", Json::asString),
                    Json.maybe(data, "channel", Json::asString),
                    Json.maybe(data, "waiting", Json::asLong),
                    Json.maybe(data, "failed", Json::asLong),
                    Json.maybe(data, "nextDueAt", Json::asTime),
                    Json.maybe(data, "down", Json::asBoolean));
        }
    }

    /**
     * All trunks, in the order of the file.
     */
    public record ListTrunksAnswer(
            List<ListTrunksAnswerItem> items,
            Long total) {
        static ListTrunksAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListTrunksAnswer(
                    Json.list(data, "items", ListTrunksAnswerItem::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    /**
     * @param callsGoOut Whether it has an address that calls go to.
     * @param calls Calls on it now, in and out.
     * @param maxCalls Its limit; 0 no limit.
     * @param state silent: it does not answer. refusing: it wants no calls at the moment. Both are tried
     * last.
     * @param isRegistered Whether we are registered with it; absent if it needs no registration.
     * @param refusals What calls sent to it were refused with since the start, the most frequent first.
     * @param since Since when it is not up; absent while it is.
     * @param smpp Its connections over SMPP; absent if it has none.
     */
    public record ListTrunksAnswerItem(
            String name,
            ListTrunksAnswerItemType type,
            Boolean callsGoOut,
            Long calls,
            Long maxCalls,
            ListTrunksAnswerItemState state,
            Boolean isRegistered,
            List<ListTrunksAnswerItemRefusal> refusals,
            Instant since,
            List<ListTrunksAnswerItemSmpp> smpp) {
        static ListTrunksAnswerItem of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListTrunksAnswerItem(
                    Json.maybe(data, "name", Json::asString),
                    Json.maybe(data, "type", ListTrunksAnswerItemType::of),
                    Json.maybe(data, "callsGoOut", Json::asBoolean),
                    Json.maybe(data, "calls", Json::asLong),
                    Json.maybe(data, "maxCalls", Json::asLong),
                    Json.maybe(data, "state", ListTrunksAnswerItemState::of),
                    Json.maybe(data, "isRegistered", Json::asBoolean),
                    Json.list(data, "refusals", ListTrunksAnswerItemRefusal::of),
                    Json.maybe(data, "since", Json::asTime),
                    Json.list(data, "smpp", ListTrunksAnswerItemSmpp::of));
        }
    }

    /**
     * @param status SIP status; 408 also if it did not answer.
     */
    public record ListTrunksAnswerItemRefusal(
            Long status,
            Long count) {
        static ListTrunksAnswerItemRefusal of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListTrunksAnswerItemRefusal(
                    Json.maybe(data, "status", Json::asLong),
                    Json.maybe(data, "count", Json::asLong));
        }
    }

    /**
     * @param server Host and port.
     * @param isBound Whether messages can pass.
     * @param since Since when it is so.
     * @param because Why it is not bound.
     */
    public record ListTrunksAnswerItemSmpp(
            String server,
            ListTrunksAnswerItemSmppRole role,
            Boolean isBound,
            Instant since,
            String because) {
        static ListTrunksAnswerItemSmpp of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListTrunksAnswerItemSmpp(
                    Json.maybe(data, "server", Json::asString),
                    Json.maybe(data, "role", ListTrunksAnswerItemSmppRole::of),
                    Json.maybe(data, "isBound", Json::asBoolean),
                    Json.maybe(data, "since", Json::asTime),
                    Json.maybe(data, "because", Json::asString));
        }
    }

    /**
     * Now.
     * @param sip The SIP process.
     * @param media The media process.
     * @param engine The engine.
     */
    public record ListLiveAnswer(
            ListLiveAnswerSip sip,
            ListLiveAnswerMedia media,
            ListLiveAnswerEngine engine) {
        static ListLiveAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListLiveAnswer(
                    Json.maybe(data, "sip", ListLiveAnswerSip::of),
                    Json.maybe(data, "media", ListLiveAnswerMedia::of),
                    Json.maybe(data, "engine", ListLiveAnswerEngine::of));
        }
    }

    /**
     * The SIP process.
     * @param from drachtio-server: an external server, which alone can list them. nowhere: the process is
     * away.
     * @param transactions Those that came first, then those begun here; oldest first.
     * @param dialogs Oldest first.
     */
    public record ListLiveAnswerSip(
            ListLiveAnswerSipFrom from,
            ListLiveAnswerSipTransactions transactions,
            ListLiveAnswerSipDialogs dialogs) {
        static ListLiveAnswerSip of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListLiveAnswerSip(
                    Json.maybe(data, "from", ListLiveAnswerSipFrom::of),
                    Json.maybe(data, "transactions", ListLiveAnswerSipTransactions::of),
                    Json.maybe(data, "dialogs", ListLiveAnswerSipDialogs::of));
        }
    }

    /**
     * Those that came first, then those begun here; oldest first.
     */
    public record ListLiveAnswerSipTransactions(
            List<ListLiveAnswerSipTransactionsItem> items,
            Long total) {
        static ListLiveAnswerSipTransactions of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListLiveAnswerSipTransactions(
                    Json.list(data, "items", ListLiveAnswerSipTransactionsItem::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    /**
     * @param ageMs Milliseconds since it began.
     * @param branch Shortened, numbers in it masked.
     */
    public record ListLiveAnswerSipTransactionsItem(
            String method,
            ListLiveAnswerSipTransactionsItemDirection direction,
            String state,
            Long ageMs,
            String branch,
            String peer) {
        static ListLiveAnswerSipTransactionsItem of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListLiveAnswerSipTransactionsItem(
                    Json.maybe(data, "method", Json::asString),
                    Json.maybe(data, "direction", ListLiveAnswerSipTransactionsItemDirection::of),
                    Json.maybe(data, "state", Json::asString),
                    Json.maybe(data, "ageMs", Json::asLong),
                    Json.maybe(data, "branch", Json::asString),
                    Json.maybe(data, "peer", Json::asString));
        }
    }

    /**
     * Oldest first.
     */
    public record ListLiveAnswerSipDialogs(
            List<ListLiveAnswerSipDialogsItem> items,
            Long total) {
        static ListLiveAnswerSipDialogs of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListLiveAnswerSipDialogs(
                    Json.list(data, "items", ListLiveAnswerSipDialogsItem::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    /**
     * @param id Shortened, numbers in it masked.
     * @param role uac: the callee’s leg.
     * @param ageMs Milliseconds since it began.
     */
    public record ListLiveAnswerSipDialogsItem(
            String id,
            ListLiveAnswerSipDialogsItemRole role,
            String state,
            Long ageMs) {
        static ListLiveAnswerSipDialogsItem of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListLiveAnswerSipDialogsItem(
                    Json.maybe(data, "id", Json::asString),
                    Json.maybe(data, "role", ListLiveAnswerSipDialogsItemRole::of),
                    Json.maybe(data, "state", Json::asString),
                    Json.maybe(data, "ageMs", Json::asLong));
        }
    }

    /**
     * The media process.
     * @param sessions Oldest first.
     */
    public record ListLiveAnswerMedia(
            ListLiveAnswerMediaSessions sessions) {
        static ListLiveAnswerMedia of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListLiveAnswerMedia(
                    Json.maybe(data, "sessions", ListLiveAnswerMediaSessions::of));
        }
    }

    /**
     * Oldest first.
     */
    public record ListLiveAnswerMediaSessions(
            List<ListLiveAnswerMediaSessionsItem> items,
            Long total) {
        static ListLiveAnswerMediaSessions of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListLiveAnswerMediaSessions(
                    Json.list(data, "items", ListLiveAnswerMediaSessionsItem::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    /**
     * @param worker Its place; absent if it has died.
     * @param ageMs Milliseconds since it began.
     */
    public record ListLiveAnswerMediaSessionsItem(
            String sessionId,
            Long worker,
            Long callerPort,
            Long calleePort,
            Long ageMs) {
        static ListLiveAnswerMediaSessionsItem of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListLiveAnswerMediaSessionsItem(
                    Json.maybe(data, "sessionId", Json::asString),
                    Json.maybe(data, "worker", Json::asLong),
                    Json.maybe(data, "callerPort", Json::asLong),
                    Json.maybe(data, "calleePort", Json::asLong),
                    Json.maybe(data, "ageMs", Json::asLong));
        }
    }

    /**
     * The engine.
     * @param calls Oldest first.
     * @param held Sizes of its tables of SIP objects.
     */
    public record ListLiveAnswerEngine(
            ListLiveAnswerEngineCalls calls,
            Map<String, Long> held) {
        static ListLiveAnswerEngine of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListLiveAnswerEngine(
                    Json.maybe(data, "calls", ListLiveAnswerEngineCalls::of),
                    Json.maybe(data, "held", one -> Json.mapOf(one, Json::asLong)));
        }
    }

    /**
     * Oldest first.
     */
    public record ListLiveAnswerEngineCalls(
            List<ListLiveAnswerEngineCallsItem> items,
            Long total) {
        static ListLiveAnswerEngineCalls of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListLiveAnswerEngineCalls(
                    Json.list(data, "items", ListLiveAnswerEngineCallsItem::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    /**
     * @param ageMs Milliseconds since it began.
     */
    public record ListLiveAnswerEngineCallsItem(
            String sessionId,
            String state,
            Long ageMs) {
        static ListLiveAnswerEngineCallsItem of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListLiveAnswerEngineCallsItem(
                    Json.maybe(data, "sessionId", Json::asString),
                    Json.maybe(data, "state", Json::asString),
                    Json.maybe(data, "ageMs", Json::asLong));
        }
    }

    /**
     * Now.
     * @param ailments Why changes answer 503: away, lost-changes, read-only, out-of-memory, cannot-save,
     * too-few-replicas.
     * @param lostScopes Applications (and `*`, which application has which number) of which the store has
     * lost changes that are in force here.
     */
    public record GetJournalAnswer(
            List<String> ailments,
            List<String> lostScopes) {
        static GetJournalAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetJournalAnswer(
                    Json.list(data, "ailments", Json::asString),
                    Json.list(data, "lostScopes", Json::asString));
        }
    }

    /**
     * Done.
     * @param scopes What was decided about.
     */
    public record RestoreJournalAnswer(
            List<String> scopes) {
        static RestoreJournalAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new RestoreJournalAnswer(
                    Json.list(data, "scopes", Json::asString));
        }
    }

    /**
     * Done.
     * @param scopes What was decided about.
     */
    public record AcceptJournalAnswer(
            List<String> scopes) {
        static AcceptJournalAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new AcceptJournalAnswer(
                    Json.list(data, "scopes", Json::asString));
        }
    }

    /**
     * Now.
     * @param draining Takes no new calls.
     * @param journalAvailable While false, calls go on and changes answer 503.
     * @param silentTrunks Trunks that do not answer, and are tried after all others.
     */
    public record GetSystemAnswer(
            String version,
            Instant startedAt,
            Instant now,
            Boolean draining,
            Long calls,
            Long bindings,
            Boolean journalAvailable,
            List<String> silentTrunks) {
        static GetSystemAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetSystemAnswer(
                    Json.maybe(data, "version", Json::asString),
                    Json.maybe(data, "startedAt", Json::asTime),
                    Json.maybe(data, "now", Json::asTime),
                    Json.maybe(data, "draining", Json::asBoolean),
                    Json.maybe(data, "calls", Json::asLong),
                    Json.maybe(data, "bindings", Json::asLong),
                    Json.maybe(data, "journalAvailable", Json::asBoolean),
                    Json.list(data, "silentTrunks", Json::asString));
        }
    }

    /**
     * Now. What the system does not tell is left out.
     */
    public record GetMachineAnswer(
            Map<String, String> versions,
            List<GetMachineAnswerProcesse> processes,
            GetMachineAnswerMachine machine,
            List<GetMachineAnswerDisk> disks,
            List<GetMachineAnswerLoad> load,
            List<GetMachineAnswerCertificate> certificates) {
        static GetMachineAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetMachineAnswer(
                    Json.maybe(data, "versions", one -> Json.mapOf(one, Json::asString)),
                    Json.list(data, "processes", GetMachineAnswerProcesse::of),
                    Json.maybe(data, "machine", GetMachineAnswerMachine::of),
                    Json.list(data, "disks", GetMachineAnswerDisk::of),
                    Json.list(data, "load", GetMachineAnswerLoad::of),
                    Json.list(data, "certificates", GetMachineAnswerCertificate::of));
        }
    }

    public record GetMachineAnswerProcesse(
            String name,
            Long pid,
            Long uptimeSeconds,
            Double cpuSeconds,
            Long memoryBytes,
            Long openFiles) {
        static GetMachineAnswerProcesse of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetMachineAnswerProcesse(
                    Json.maybe(data, "name", Json::asString),
                    Json.maybe(data, "pid", Json::asLong),
                    Json.maybe(data, "uptimeSeconds", Json::asLong),
                    Json.maybe(data, "cpuSeconds", Json::asDouble),
                    Json.maybe(data, "memoryBytes", Json::asLong),
                    Json.maybe(data, "openFiles", Json::asLong));
        }
    }

    public record GetMachineAnswerMachine(
            String name,
            Long cpus,
            List<Double> loadAverage,
            Long memoryBytes,
            Long freeMemoryBytes,
            Long uptimeSeconds) {
        static GetMachineAnswerMachine of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetMachineAnswerMachine(
                    Json.maybe(data, "name", Json::asString),
                    Json.maybe(data, "cpus", Json::asLong),
                    Json.list(data, "loadAverage", Json::asDouble),
                    Json.maybe(data, "memoryBytes", Json::asLong),
                    Json.maybe(data, "freeMemoryBytes", Json::asLong),
                    Json.maybe(data, "uptimeSeconds", Json::asLong));
        }
    }

    public record GetMachineAnswerDisk(
            String folder,
            String path,
            Long bytes,
            Long freeBytes) {
        static GetMachineAnswerDisk of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetMachineAnswerDisk(
                    Json.maybe(data, "folder", Json::asString),
                    Json.maybe(data, "path", Json::asString),
                    Json.maybe(data, "bytes", Json::asLong),
                    Json.maybe(data, "freeBytes", Json::asLong));
        }
    }

    /**
     * @param value At 1 the part is at its limit, and new calls are refused.
     * @param isDelay A delay, and no reserve.
     */
    public record GetMachineAnswerLoad(
            String part,
            Double value,
            Boolean isDelay) {
        static GetMachineAnswerLoad of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetMachineAnswerLoad(
                    Json.maybe(data, "part", Json::asString),
                    Json.maybe(data, "value", Json::asDouble),
                    Json.maybe(data, "isDelay", Json::asBoolean));
        }
    }

    /**
     * @param because Why it cannot be read.
     */
    public record GetMachineAnswerCertificate(
            String of,
            String file,
            List<String> names,
            Instant expiresAt,
            String because) {
        static GetMachineAnswerCertificate of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetMachineAnswerCertificate(
                    Json.maybe(data, "of", Json::asString),
                    Json.maybe(data, "file", Json::asString),
                    Json.list(data, "names", Json::asString),
                    Json.maybe(data, "expiresAt", Json::asTime),
                    Json.maybe(data, "because", Json::asString));
        }
    }

    public static final class ListLogLinesRequest extends Request {
        public ListLogLinesRequest() {
        }

        public ListLogLinesRequest level(ListLogLinesRequestLevel value) {
            put("level", value);
            return this;
        }

        /**
         * `sequence` of the last one that was read.
         */
        public ListLogLinesRequest after(long value) {
            put("after", value);
            return this;
        }

        public ListLogLinesRequest limit(long value) {
            put("limit", value);
            return this;
        }
    }

    /**
     * Newest last.
     */
    public record ListLogLinesAnswer(
            List<ListLogLinesAnswerItem> items) {
        static ListLogLinesAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListLogLinesAnswer(
                    Json.list(data, "items", ListLogLinesAnswerItem::of));
        }
    }

    public record ListLogLinesAnswerItem(
            Long sequence,
            Instant at,
            String level,
            String text,
            String fields) {
        static ListLogLinesAnswerItem of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListLogLinesAnswerItem(
                    Json.maybe(data, "sequence", Json::asLong),
                    Json.maybe(data, "at", Json::asTime),
                    Json.maybe(data, "level", Json::asString),
                    Json.maybe(data, "text", Json::asString),
                    Json.maybe(data, "fields", Json::asString));
        }
    }

    public static final class SearchAuditRequest extends Request {
        public SearchAuditRequest() {
        }

        /**
         * Only entries that concern it.
         */
        public SearchAuditRequest number(String value) {
            put("number", value);
            return this;
        }

        /**
         * Only those of a name.
         */
        public SearchAuditRequest who(String value) {
            put("who", value);
            return this;
        }

        public SearchAuditRequest action(SearchAuditRequestAction value) {
            put("action", value);
            return this;
        }

        /**
         * Those after this one; absent: the newest ones.
         */
        public SearchAuditRequest after(long value) {
            put("after", value);
            return this;
        }

        public SearchAuditRequest limit(long value) {
            put("limit", value);
            return this;
        }
    }

    /**
     * Oldest first.
     */
    public record SearchAuditAnswer(
            List<SearchAuditAnswerItem> items,
            SearchAuditAnswerHead head) {
        static SearchAuditAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SearchAuditAnswer(
                    Json.list(data, "items", SearchAuditAnswerItem::of),
                    Json.maybe(data, "head", SearchAuditAnswerHead::of));
        }
    }

    /**
     * @param who A token of this API, an application (role `application`), or Callveil (role `service`).
     * @param what The operation and what it named. Numbers are keyed hashes.
     * @param hash SHA-256 of `previous` and the entry as canonical JSON.
     */
    public record SearchAuditAnswerItem(
            Long sequence,
            Instant time,
            SearchAuditAnswerItemWho who,
            SearchAuditAnswerItemAction action,
            Map<String, Object> what,
            String previous,
            String hash) {
        static SearchAuditAnswerItem of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SearchAuditAnswerItem(
                    Json.maybe(data, "sequence", Json::asLong),
                    Json.maybe(data, "time", Json::asTime),
                    Json.maybe(data, "who", SearchAuditAnswerItemWho::of),
                    Json.maybe(data, "action", SearchAuditAnswerItemAction::of),
                    Json.maybe(data, "what", one -> Json.mapOf(one, Json::asIs)),
                    Json.maybe(data, "previous", Json::asString),
                    Json.maybe(data, "hash", Json::asString));
        }
    }

    /**
     * A token of this API, an application (role `application`), or Callveil (role `service`).
     */
    public record SearchAuditAnswerItemWho(
            String name,
            String role) {
        static SearchAuditAnswerItemWho of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SearchAuditAnswerItemWho(
                    Json.maybe(data, "name", Json::asString),
                    Json.maybe(data, "role", Json::asString));
        }
    }

    public record SearchAuditAnswerHead(
            Long sequence,
            String hash) {
        static SearchAuditAnswerHead of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SearchAuditAnswerHead(
                    Json.maybe(data, "sequence", Json::asLong),
                    Json.maybe(data, "hash", Json::asString));
        }
    }

    public static final class VerifyAuditRequest extends Request {
        public VerifyAuditRequest() {
        }

        public VerifyAuditRequest sequence(long value) {
            put("sequence", value);
            return this;
        }

        public VerifyAuditRequest hash(String value) {
            put("hash", value);
            return this;
        }
    }

    /**
     * What was found.
     * @param entries Those that were read, up to the first broken one.
     * @param head The last good entry. Keep it elsewhere.
     * @param checkpoint Entries up to this one were cut off after their days.
     * @param broken The first entry that is not as it was written.
     */
    public record VerifyAuditAnswer(
            Boolean intact,
            Long entries,
            VerifyAuditAnswerHead head,
            VerifyAuditAnswerCheckpoint checkpoint,
            VerifyAuditAnswerBroken broken) {
        static VerifyAuditAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new VerifyAuditAnswer(
                    Json.maybe(data, "intact", Json::asBoolean),
                    Json.maybe(data, "entries", Json::asLong),
                    Json.maybe(data, "head", VerifyAuditAnswerHead::of),
                    Json.maybe(data, "checkpoint", VerifyAuditAnswerCheckpoint::of),
                    Json.maybe(data, "broken", VerifyAuditAnswerBroken::of));
        }
    }

    /**
     * The last good entry. Keep it elsewhere.
     */
    public record VerifyAuditAnswerHead(
            Long sequence,
            String hash) {
        static VerifyAuditAnswerHead of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new VerifyAuditAnswerHead(
                    Json.maybe(data, "sequence", Json::asLong),
                    Json.maybe(data, "hash", Json::asString));
        }
    }

    /**
     * Entries up to this one were cut off after their days.
     */
    public record VerifyAuditAnswerCheckpoint(
            Long sequence,
            String hash) {
        static VerifyAuditAnswerCheckpoint of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new VerifyAuditAnswerCheckpoint(
                    Json.maybe(data, "sequence", Json::asLong),
                    Json.maybe(data, "hash", Json::asString));
        }
    }

    /**
     * The first entry that is not as it was written.
     */
    public record VerifyAuditAnswerBroken(
            Long line,
            Long sequence,
            String because) {
        static VerifyAuditAnswerBroken of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new VerifyAuditAnswerBroken(
                    Json.maybe(data, "line", Json::asLong),
                    Json.maybe(data, "sequence", Json::asLong),
                    Json.maybe(data, "because", Json::asString));
        }
    }

    /**
     * All of them.
     */
    public record ListAccountsAnswer(
            List<Account> items,
            Long total) {
        static ListAccountsAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListAccountsAnswer(
                    Json.list(data, "items", Account::of),
                    Json.maybe(data, "total", Json::asLong));
        }
    }

    /**
     * @param name Letters, digits and . _ @ -, a letter first; upper and lower case are the same.
     * @param applications subscriber: whose messages it may read. The other roles have no such limit.
     * @param mustChangePassword An administrator set the password.
     * @param sessions That have not ended.
     * @param signedInAt Left out: never.
     */
    public record Account(
            String name,
            AccountRole role,
            List<String> applications,
            Boolean hasSecondFactor,
            Boolean mustChangePassword,
            Long sessions,
            Instant createdAt,
            Instant signedInAt) {
        static Account of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new Account(
                    Json.maybe(data, "name", Json::asString),
                    Json.maybe(data, "role", AccountRole::of),
                    Json.list(data, "applications", Json::asString),
                    Json.maybe(data, "hasSecondFactor", Json::asBoolean),
                    Json.maybe(data, "mustChangePassword", Json::asBoolean),
                    Json.maybe(data, "sessions", Json::asLong),
                    Json.maybe(data, "createdAt", Json::asTime),
                    Json.maybe(data, "signedInAt", Json::asTime));
        }
    }

    /**
     * {@code name}: Letters, digits and . _ @ -, a letter first; upper and lower case are the same. {@code
     * role}: {@code password}:
     */
    public static final class AddAccountRequest extends Request {
        public AddAccountRequest(String name, AddAccountRequestRole role, String password) {
            put("name", name);
            put("role", role);
            put("password", password);
        }

        /**
         * subscriber: whose messages it may read. The other roles have no such limit.
         */
        public AddAccountRequest applications(List<String> value) {
            put("applications", value);
            return this;
        }
    }

    /**
     * {@code role}:
     */
    public static final class ChangeAccountRoleRequest extends Request {
        public ChangeAccountRoleRequest(ChangeAccountRoleRequestRole role) {
            put("role", role);
        }

        /**
         * subscriber: whose messages it may read. The other roles have no such limit.
         */
        public ChangeAccountRoleRequest applications(List<String> value) {
            put("applications", value);
            return this;
        }
    }

    /**
     * {@code password}:
     */
    public static final class ResetAccountRequest extends Request {
        public ResetAccountRequest(String password) {
            put("password", password);
        }

        public ResetAccountRequest keepSecondFactor(boolean value) {
            put("keepSecondFactor", value);
            return this;
        }
    }

    /**
     * They have ended.
     */
    public record EndAccountSessionsAnswer(
            Long ended) {
        static EndAccountSessionsAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new EndAccountSessionsAnswer(
                    Json.maybe(data, "ended", Json::asLong));
        }
    }

    public static final class ReloadRequest extends Request {
        public ReloadRequest() {
        }

        /**
         * Only says what would change.
         */
        public ReloadRequest dryRun(boolean value) {
            put("dryRun", value);
            return this;
        }
    }

    /**
     * Done, or with `dryRun` possible.
     * @param changes Each changed key with its old and its new value.
     * @param doubts Settings that can hardly have been meant.
     */
    public record ReloadAnswer(
            ReloadAnswerOutcome outcome,
            List<String> changes,
            List<String> doubts) {
        static ReloadAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ReloadAnswer(
                    Json.maybe(data, "outcome", ReloadAnswerOutcome::of),
                    Json.list(data, "changes", Json::asString),
                    Json.list(data, "doubts", Json::asString));
        }
    }

    /**
     * It drains.
     * @param draining Takes no new calls.
     */
    public record BeginDrainAnswer(
            Boolean draining) {
        static BeginDrainAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new BeginDrainAnswer(
                    Json.maybe(data, "draining", Json::asBoolean));
        }
    }

    /**
     * It takes calls.
     * @param draining Takes no new calls.
     */
    public record UndoDrainAnswer(
            Boolean draining) {
        static UndoDrainAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new UndoDrainAnswer(
                    Json.maybe(data, "draining", Json::asBoolean));
        }
    }

    public static final class ListEventsRequest extends Request {
        public ListEventsRequest() {
        }

        static ListEventsRequest copyOf(ListEventsRequest other) {
            ListEventsRequest copy = new ListEventsRequest();
            copy.fields.putAll(other.fields);
            return copy;
        }

        /**
         * Those of this application only.
         */
        public ListEventsRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        /**
         * The last message that was read: `next` of the answer before.
         */
        public ListEventsRequest after(String value) {
            put("after", value);
            return this;
        }

        /**
         * Only these, e.g. disconnect,fee.
         */
        public ListEventsRequest kinds(String value) {
            put("kinds", value);
            return this;
        }

        public ListEventsRequest limit(long value) {
            put("limit", value);
            return this;
        }

        /**
         * Seconds to wait for a message if there is none.
         */
        public ListEventsRequest wait_(long value) {
            put("wait", value);
            return this;
        }
    }

    /**
     * Messages after that one.
     * @param next The last message that was read: `next` of the answer before.
     * @param missed Messages after `after` have been deleted: it is older than `reports.pullDays`.
     */
    public record ListEventsAnswer(
            List<ListEventsAnswerItem> items,
            String next,
            Boolean missed) {
        static ListEventsAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListEventsAnswer(
                    Json.list(data, "items", ListEventsAnswerItem::of),
                    Json.maybe(data, "next", Json::asString),
                    Json.maybe(data, "missed", Json::asBoolean));
        }
    }

    /**
     * @param id Id of a message, the `Idempotency-Key` of its push. Ids of an application increase.
     * @param appKey Key of an application.
     * @param kind `eventType`; `fee` for a record, `smsEvent` for a notice of a short message.
     * @param sessionId A notice of a short message has its `smsIdentifier` here.
     * @param message What is pushed: the same JSON.
     */
    public record ListEventsAnswerItem(
            String id,
            String appKey,
            String kind,
            Instant at,
            String sessionId,
            Map<String, Object> message) {
        static ListEventsAnswerItem of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListEventsAnswerItem(
                    Json.maybe(data, "id", Json::asString),
                    Json.maybe(data, "appKey", Json::asString),
                    Json.maybe(data, "kind", Json::asString),
                    Json.maybe(data, "at", Json::asTime),
                    Json.maybe(data, "sessionId", Json::asString),
                    Json.maybe(data, "message", one -> Json.mapOf(one, Json::asIs)));
        }
    }

    public static final class ListUndeliveredRequest extends Request {
        public ListUndeliveredRequest() {
        }

        static ListUndeliveredRequest copyOf(ListUndeliveredRequest other) {
            ListUndeliveredRequest copy = new ListUndeliveredRequest();
            copy.fields.putAll(other.fields);
            return copy;
        }

        /**
         * Key of an application.
         */
        public ListUndeliveredRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        /**
         * The last message that was read: `next` of the answer before.
         */
        public ListUndeliveredRequest after(String value) {
            put("after", value);
            return this;
        }

        public ListUndeliveredRequest limit(long value) {
            put("limit", value);
            return this;
        }
    }

    /**
     * Oldest first, for `reports.givenUpDays`.
     * @param next The last message that was read: `next` of the answer before.
     */
    public record ListUndeliveredAnswer(
            List<ListUndeliveredAnswerItem> items,
            String next) {
        static ListUndeliveredAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListUndeliveredAnswer(
                    Json.list(data, "items", ListUndeliveredAnswerItem::of),
                    Json.maybe(data, "next", Json::asString));
        }
    }

    /**
     * @param id Id of a message, the `Idempotency-Key` of its push. Ids of an application increase.
     * @param appKey Key of an application.
     * @param channel Which of its addresses: status, fee and so on.
     * @param sessionId `*`: several records that were pushed together.
     * @param because Why the last push failed.
     * @param message What is pushed: the same JSON.
     */
    public record ListUndeliveredAnswerItem(
            String id,
            String appKey,
            String channel,
            String sessionId,
            Long failures,
            Instant givenUpAt,
            String because,
            Map<String, Object> message) {
        static ListUndeliveredAnswerItem of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ListUndeliveredAnswerItem(
                    Json.maybe(data, "id", Json::asString),
                    Json.maybe(data, "appKey", Json::asString),
                    Json.maybe(data, "channel", Json::asString),
                    Json.maybe(data, "sessionId", Json::asString),
                    Json.maybe(data, "failures", Json::asLong),
                    Json.maybe(data, "givenUpAt", Json::asTime),
                    Json.maybe(data, "because", Json::asString),
                    Json.maybe(data, "message", one -> Json.mapOf(one, Json::asIs)));
        }
    }

    public static final class ResendUndeliveredRequest extends Request {
        public ResendUndeliveredRequest() {
        }

        /**
         * Key of an application.
         */
        public ResendUndeliveredRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        public ResendUndeliveredRequest ids(List<String> value) {
            put("ids", value);
            return this;
        }
    }

    /**
     * How many.
     */
    public record ResendUndeliveredAnswer(
            Long resent) {
        static ResendUndeliveredAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ResendUndeliveredAnswer(
                    Json.maybe(data, "resent", Json::asLong));
        }
    }

    public static final class SearchRecordsRequest extends Request {
        public SearchRecordsRequest() {
        }

        static SearchRecordsRequest copyOf(SearchRecordsRequest other) {
            SearchRecordsRequest copy = new SearchRecordsRequest();
            copy.fields.putAll(other.fields);
            return copy;
        }

        public SearchRecordsRequest kinds(List<SearchRecordsRequestKind> value) {
            put("kinds", value);
            return this;
        }

        /**
         * In whichever part: real numbers and privacy numbers.
         */
        public SearchRecordsRequest number(String value) {
            put("number", value);
            return this;
        }

        /**
         * Key of an application.
         */
        public SearchRecordsRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        /**
         * Id of a binding.
         */
        public SearchRecordsRequest subscriptionId(String value) {
            put("subscriptionId", value);
            return this;
        }

        /**
         * Of either leg.
         */
        public SearchRecordsRequest trunk(String value) {
            put("trunk", value);
            return this;
        }

        /**
         * Ending of a call, result of a message, new status of a number.
         */
        public SearchRecordsRequest ending(String value) {
            put("ending", value);
            return this;
        }

        /**
         * Those that came at this time or later.
         */
        public SearchRecordsRequest from(Instant value) {
            put("from", value);
            return this;
        }

        /**
         * Those that came before.
         */
        public SearchRecordsRequest until(Instant value) {
            put("until", value);
            return this;
        }

        /**
         * Talked at least so long.
         */
        public SearchRecordsRequest minSeconds(double value) {
            put("minSeconds", value);
            return this;
        }

        /**
         * Talked at most so long.
         */
        public SearchRecordsRequest maxSeconds(double value) {
            put("maxSeconds", value);
            return this;
        }

        /**
         * `next` of the answer before.
         */
        public SearchRecordsRequest after(String value) {
            put("after", value);
            return this;
        }

        public SearchRecordsRequest limit(long value) {
            put("limit", value);
            return this;
        }
    }

    /**
     * One page of them.
     * @param next The place of the last one; absent: there are no more.
     */
    public record SearchRecordsAnswer(
            List<PastRecord> items,
            String next) {
        static SearchRecordsAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SearchRecordsAnswer(
                    Json.list(data, "items", PastRecord::of),
                    Json.maybe(data, "next", Json::asString));
        }
    }

    public static final class ExportRecordsRequest extends Request {
        public ExportRecordsRequest() {
        }

        public ExportRecordsRequest kinds(List<ExportRecordsRequestKind> value) {
            put("kinds", value);
            return this;
        }

        /**
         * In whichever part: real numbers and privacy numbers.
         */
        public ExportRecordsRequest number(String value) {
            put("number", value);
            return this;
        }

        /**
         * Key of an application.
         */
        public ExportRecordsRequest appKey(String value) {
            put("appKey", value);
            return this;
        }

        /**
         * Id of a binding.
         */
        public ExportRecordsRequest subscriptionId(String value) {
            put("subscriptionId", value);
            return this;
        }

        /**
         * Of either leg.
         */
        public ExportRecordsRequest trunk(String value) {
            put("trunk", value);
            return this;
        }

        /**
         * Ending of a call, result of a message, new status of a number.
         */
        public ExportRecordsRequest ending(String value) {
            put("ending", value);
            return this;
        }

        /**
         * Those that came at this time or later.
         */
        public ExportRecordsRequest from(Instant value) {
            put("from", value);
            return this;
        }

        /**
         * Those that came before.
         */
        public ExportRecordsRequest until(Instant value) {
            put("until", value);
            return this;
        }

        /**
         * Talked at least so long.
         */
        public ExportRecordsRequest minSeconds(double value) {
            put("minSeconds", value);
            return this;
        }

        /**
         * Talked at most so long.
         */
        public ExportRecordsRequest maxSeconds(double value) {
            put("maxSeconds", value);
            return this;
        }
    }

    /**
     * {@code number}: A phone number: + and country code, or as it is dialled in the country of the
     * policy.
     */
    public static final class ExportSubjectRequest extends Request {
        public ExportSubjectRequest(String number) {
            put("number", number);
        }
    }

    /**
     * One list for each store.
     * @param number A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param more What else was answered.
     */
    public record ExportSubjectAnswer(
            String number,
            Map<String, Object> more) {
        static ExportSubjectAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ExportSubjectAnswer(
                    Json.maybe(data, "number", Json::asString),
                    Json.without(data, "number"));
        }
    }

    /**
     * {@code number}: A phone number: + and country code, or as it is dialled in the country of the
     * policy.
     */
    public static final class ExplainErasureRequest extends Request {
        public ExplainErasureRequest(String number) {
            put("number", number);
        }

        /**
         * What is kept otherwise: `bindings` in force, with the registration that they need; `blacklist`
         * entries of the number; `waiting` pushes that their receiver has not taken, with the record and
         * recording of their call.
         */
        public ExplainErasureRequest also(List<ExplainErasureRequestAlso> value) {
            put("also", value);
            return this;
        }
    }

    /**
     * As of now.
     */
    public record ExplainErasureAnswer(
            List<ExplainErasureAnswerStore> stores) {
        static ExplainErasureAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ExplainErasureAnswer(
                    Json.list(data, "stores", ExplainErasureAnswerStore::of));
        }
    }

    /**
     * @param erased How many of each kind are deleted.
     * @param replaced In how many texts of others asterisks replace the number.
     * @param kept What stays, and why.
     */
    public record ExplainErasureAnswerStore(
            String store,
            Map<String, Long> erased,
            Map<String, Long> replaced,
            List<ExplainErasureAnswerStoreKept> kept,
            List<String> notes) {
        static ExplainErasureAnswerStore of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ExplainErasureAnswerStore(
                    Json.maybe(data, "store", Json::asString),
                    Json.maybe(data, "erased", one -> Json.mapOf(one, Json::asLong)),
                    Json.maybe(data, "replaced", one -> Json.mapOf(one, Json::asLong)),
                    Json.list(data, "kept", ExplainErasureAnswerStoreKept::of),
                    Json.list(data, "notes", Json::asString));
        }
    }

    /**
     * @param until When the last of them ends by itself.
     */
    public record ExplainErasureAnswerStoreKept(
            String what,
            Long count,
            String because,
            List<String> ids,
            Instant until) {
        static ExplainErasureAnswerStoreKept of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ExplainErasureAnswerStoreKept(
                    Json.maybe(data, "what", Json::asString),
                    Json.maybe(data, "count", Json::asLong),
                    Json.maybe(data, "because", Json::asString),
                    Json.list(data, "ids", Json::asString),
                    Json.maybe(data, "until", Json::asTime));
        }
    }

    /**
     * {@code number}: A phone number: + and country code, or as it is dialled in the country of the
     * policy.
     */
    public static final class EraseSubjectRequest extends Request {
        public EraseSubjectRequest(String number) {
            put("number", number);
        }

        /**
         * What is kept otherwise: `bindings` in force, with the registration that they need; `blacklist`
         * entries of the number; `waiting` pushes that their receiver has not taken, with the record and
         * recording of their call.
         */
        public EraseSubjectRequest also(List<EraseSubjectRequestAlso> value) {
            put("also", value);
            return this;
        }
    }

    /**
     * Done. It goes on by itself: ask for it by its id.
     * @param subject A keyed hash of the number, the same as in the audit.
     * @param sha256 SHA-256 of the other fields but `audit` as canonical JSON.
     * @param audit The audit entry that has the same SHA-256.
     * @param more What else was answered.
     */
    public record EraseSubjectAnswer(
            String id,
            String subject,
            String engine,
            EraseSubjectAnswerJournal journal,
            Instant askedAt,
            EraseSubjectAnswerAskedBy askedBy,
            List<EraseSubjectAnswerAlso> also,
            Instant finishedAt,
            Long interruptions,
            List<EraseSubjectAnswerStore> stores,
            List<String> remarks,
            String sha256,
            EraseSubjectAnswerAudit audit,
            EraseSubjectAnswerState state,
            Map<String, Object> more) {
        static EraseSubjectAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new EraseSubjectAnswer(
                    Json.maybe(data, "id", Json::asString),
                    Json.maybe(data, "subject", Json::asString),
                    Json.maybe(data, "engine", Json::asString),
                    Json.maybe(data, "journal", EraseSubjectAnswerJournal::of),
                    Json.maybe(data, "askedAt", Json::asTime),
                    Json.maybe(data, "askedBy", EraseSubjectAnswerAskedBy::of),
                    Json.list(data, "also", EraseSubjectAnswerAlso::of),
                    Json.maybe(data, "finishedAt", Json::asTime),
                    Json.maybe(data, "interruptions", Json::asLong),
                    Json.list(data, "stores", EraseSubjectAnswerStore::of),
                    Json.list(data, "remarks", Json::asString),
                    Json.maybe(data, "sha256", Json::asString),
                    Json.maybe(data, "audit", EraseSubjectAnswerAudit::of),
                    Json.maybe(data, "state", EraseSubjectAnswerState::of),
                    Json.without(data, "id", "subject", "engine", "journal", "askedAt", "askedBy", "also", "finishedAt", "interruptions", "stores", "remarks", "sha256", "audit", "state"));
        }
    }

    public record EraseSubjectAnswerAskedBy(
            String name,
            String role) {
        static EraseSubjectAnswerAskedBy of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new EraseSubjectAnswerAskedBy(
                    Json.maybe(data, "name", Json::asString),
                    Json.maybe(data, "role", Json::asString));
        }
    }

    /**
     * @param erased How many of each kind are deleted.
     * @param replaced In how many texts of others asterisks replace the number.
     * @param kept What stays, and why.
     */
    public record EraseSubjectAnswerStore(
            String store,
            Map<String, Long> erased,
            Map<String, Long> replaced,
            List<EraseSubjectAnswerStoreKept> kept,
            List<String> notes) {
        static EraseSubjectAnswerStore of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new EraseSubjectAnswerStore(
                    Json.maybe(data, "store", Json::asString),
                    Json.maybe(data, "erased", one -> Json.mapOf(one, Json::asLong)),
                    Json.maybe(data, "replaced", one -> Json.mapOf(one, Json::asLong)),
                    Json.list(data, "kept", EraseSubjectAnswerStoreKept::of),
                    Json.list(data, "notes", Json::asString));
        }
    }

    /**
     * @param until When the last of them ends by itself.
     */
    public record EraseSubjectAnswerStoreKept(
            String what,
            Long count,
            String because,
            List<String> ids,
            Instant until) {
        static EraseSubjectAnswerStoreKept of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new EraseSubjectAnswerStoreKept(
                    Json.maybe(data, "what", Json::asString),
                    Json.maybe(data, "count", Json::asLong),
                    Json.maybe(data, "because", Json::asString),
                    Json.list(data, "ids", Json::asString),
                    Json.maybe(data, "until", Json::asTime));
        }
    }

    /**
     * The audit entry that has the same SHA-256.
     */
    public record EraseSubjectAnswerAudit(
            Long sequence,
            String hash) {
        static EraseSubjectAnswerAudit of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new EraseSubjectAnswerAudit(
                    Json.maybe(data, "sequence", Json::asLong),
                    Json.maybe(data, "hash", Json::asString));
        }
    }

    public static final class SearchErasuresRequest extends Request {
        public SearchErasuresRequest() {
        }

        /**
         * A phone number: + and country code, or as it is dialled in the country of the policy.
         */
        public SearchErasuresRequest number(String value) {
            put("number", value);
            return this;
        }
    }

    /**
     * Oldest first.
     */
    public record SearchErasuresAnswer(
            List<SearchErasuresAnswerItem> items) {
        static SearchErasuresAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SearchErasuresAnswer(
                    Json.list(data, "items", SearchErasuresAnswerItem::of));
        }
    }

    /**
     * @param subject A keyed hash of the number, the same as in the audit.
     * @param sha256 SHA-256 of the other fields but `audit` as canonical JSON.
     * @param audit The audit entry that has the same SHA-256.
     * @param more What else was answered.
     */
    public record SearchErasuresAnswerItem(
            String id,
            String subject,
            String engine,
            SearchErasuresAnswerItemJournal journal,
            Instant askedAt,
            SearchErasuresAnswerItemAskedBy askedBy,
            List<SearchErasuresAnswerItemAlso> also,
            Instant finishedAt,
            Long interruptions,
            List<SearchErasuresAnswerItemStore> stores,
            List<String> remarks,
            String sha256,
            SearchErasuresAnswerItemAudit audit,
            Map<String, Object> more) {
        static SearchErasuresAnswerItem of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SearchErasuresAnswerItem(
                    Json.maybe(data, "id", Json::asString),
                    Json.maybe(data, "subject", Json::asString),
                    Json.maybe(data, "engine", Json::asString),
                    Json.maybe(data, "journal", SearchErasuresAnswerItemJournal::of),
                    Json.maybe(data, "askedAt", Json::asTime),
                    Json.maybe(data, "askedBy", SearchErasuresAnswerItemAskedBy::of),
                    Json.list(data, "also", SearchErasuresAnswerItemAlso::of),
                    Json.maybe(data, "finishedAt", Json::asTime),
                    Json.maybe(data, "interruptions", Json::asLong),
                    Json.list(data, "stores", SearchErasuresAnswerItemStore::of),
                    Json.list(data, "remarks", Json::asString),
                    Json.maybe(data, "sha256", Json::asString),
                    Json.maybe(data, "audit", SearchErasuresAnswerItemAudit::of),
                    Json.without(data, "id", "subject", "engine", "journal", "askedAt", "askedBy", "also", "finishedAt", "interruptions", "stores", "remarks", "sha256", "audit"));
        }
    }

    public record SearchErasuresAnswerItemAskedBy(
            String name,
            String role) {
        static SearchErasuresAnswerItemAskedBy of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SearchErasuresAnswerItemAskedBy(
                    Json.maybe(data, "name", Json::asString),
                    Json.maybe(data, "role", Json::asString));
        }
    }

    /**
     * @param erased How many of each kind are deleted.
     * @param replaced In how many texts of others asterisks replace the number.
     * @param kept What stays, and why.
     */
    public record SearchErasuresAnswerItemStore(
            String store,
            Map<String, Long> erased,
            Map<String, Long> replaced,
            List<SearchErasuresAnswerItemStoreKept> kept,
            List<String> notes) {
        static SearchErasuresAnswerItemStore of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SearchErasuresAnswerItemStore(
                    Json.maybe(data, "store", Json::asString),
                    Json.maybe(data, "erased", one -> Json.mapOf(one, Json::asLong)),
                    Json.maybe(data, "replaced", one -> Json.mapOf(one, Json::asLong)),
                    Json.list(data, "kept", SearchErasuresAnswerItemStoreKept::of),
                    Json.list(data, "notes", Json::asString));
        }
    }

    /**
     * @param until When the last of them ends by itself.
     */
    public record SearchErasuresAnswerItemStoreKept(
            String what,
            Long count,
            String because,
            List<String> ids,
            Instant until) {
        static SearchErasuresAnswerItemStoreKept of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SearchErasuresAnswerItemStoreKept(
                    Json.maybe(data, "what", Json::asString),
                    Json.maybe(data, "count", Json::asLong),
                    Json.maybe(data, "because", Json::asString),
                    Json.list(data, "ids", Json::asString),
                    Json.maybe(data, "until", Json::asTime));
        }
    }

    /**
     * The audit entry that has the same SHA-256.
     */
    public record SearchErasuresAnswerItemAudit(
            Long sequence,
            String hash) {
        static SearchErasuresAnswerItemAudit of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SearchErasuresAnswerItemAudit(
                    Json.maybe(data, "sequence", Json::asLong),
                    Json.maybe(data, "hash", Json::asString));
        }
    }

    /**
     * It is done. It goes on by itself: ask for it by its id.
     * @param subject A keyed hash of the number, the same as in the audit.
     * @param sha256 SHA-256 of the other fields but `audit` as canonical JSON.
     * @param audit The audit entry that has the same SHA-256.
     * @param more What else was answered.
     */
    public record GetErasureAnswer(
            String id,
            String subject,
            String engine,
            GetErasureAnswerJournal journal,
            Instant askedAt,
            GetErasureAnswerAskedBy askedBy,
            List<GetErasureAnswerAlso> also,
            Instant finishedAt,
            Long interruptions,
            List<GetErasureAnswerStore> stores,
            List<String> remarks,
            String sha256,
            GetErasureAnswerAudit audit,
            GetErasureAnswerState state,
            Map<String, Object> more) {
        static GetErasureAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetErasureAnswer(
                    Json.maybe(data, "id", Json::asString),
                    Json.maybe(data, "subject", Json::asString),
                    Json.maybe(data, "engine", Json::asString),
                    Json.maybe(data, "journal", GetErasureAnswerJournal::of),
                    Json.maybe(data, "askedAt", Json::asTime),
                    Json.maybe(data, "askedBy", GetErasureAnswerAskedBy::of),
                    Json.list(data, "also", GetErasureAnswerAlso::of),
                    Json.maybe(data, "finishedAt", Json::asTime),
                    Json.maybe(data, "interruptions", Json::asLong),
                    Json.list(data, "stores", GetErasureAnswerStore::of),
                    Json.list(data, "remarks", Json::asString),
                    Json.maybe(data, "sha256", Json::asString),
                    Json.maybe(data, "audit", GetErasureAnswerAudit::of),
                    Json.maybe(data, "state", GetErasureAnswerState::of),
                    Json.without(data, "id", "subject", "engine", "journal", "askedAt", "askedBy", "also", "finishedAt", "interruptions", "stores", "remarks", "sha256", "audit", "state"));
        }
    }

    public record GetErasureAnswerAskedBy(
            String name,
            String role) {
        static GetErasureAnswerAskedBy of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetErasureAnswerAskedBy(
                    Json.maybe(data, "name", Json::asString),
                    Json.maybe(data, "role", Json::asString));
        }
    }

    /**
     * @param erased How many of each kind are deleted.
     * @param replaced In how many texts of others asterisks replace the number.
     * @param kept What stays, and why.
     */
    public record GetErasureAnswerStore(
            String store,
            Map<String, Long> erased,
            Map<String, Long> replaced,
            List<GetErasureAnswerStoreKept> kept,
            List<String> notes) {
        static GetErasureAnswerStore of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetErasureAnswerStore(
                    Json.maybe(data, "store", Json::asString),
                    Json.maybe(data, "erased", one -> Json.mapOf(one, Json::asLong)),
                    Json.maybe(data, "replaced", one -> Json.mapOf(one, Json::asLong)),
                    Json.list(data, "kept", GetErasureAnswerStoreKept::of),
                    Json.list(data, "notes", Json::asString));
        }
    }

    /**
     * @param until When the last of them ends by itself.
     */
    public record GetErasureAnswerStoreKept(
            String what,
            Long count,
            String because,
            List<String> ids,
            Instant until) {
        static GetErasureAnswerStoreKept of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetErasureAnswerStoreKept(
                    Json.maybe(data, "what", Json::asString),
                    Json.maybe(data, "count", Json::asLong),
                    Json.maybe(data, "because", Json::asString),
                    Json.list(data, "ids", Json::asString),
                    Json.maybe(data, "until", Json::asTime));
        }
    }

    /**
     * The audit entry that has the same SHA-256.
     */
    public record GetErasureAnswerAudit(
            Long sequence,
            String hash) {
        static GetErasureAnswerAudit of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetErasureAnswerAudit(
                    Json.maybe(data, "sequence", Json::asLong),
                    Json.maybe(data, "hash", Json::asString));
        }
    }

    /**
     * What was found. The whole audit is read.
     */
    public record VerifyErasureAnswer(
            Boolean intact,
            String because,
            VerifyErasureAnswerAuditEntry auditEntry) {
        static VerifyErasureAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new VerifyErasureAnswer(
                    Json.maybe(data, "intact", Json::asBoolean),
                    Json.maybe(data, "because", Json::asString),
                    Json.maybe(data, "auditEntry", VerifyErasureAnswerAuditEntry::of));
        }
    }

    /**
     * The ladder.
     */
    public record GetLadderAnswer(
            String sessionId,
            List<GetLadderAnswerLeg> legs,
            List<GetLadderAnswerMessage> messages) {
        static GetLadderAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetLadderAnswer(
                    Json.maybe(data, "sessionId", Json::asString),
                    Json.list(data, "legs", GetLadderAnswerLeg::of),
                    Json.list(data, "messages", GetLadderAnswerMessage::of));
        }
    }

    /**
     * @param peer `192.0.2.10:5060`
     * @param missing Messages in the middle that were not kept: there were too many.
     */
    public record GetLadderAnswerLeg(
            GetLadderAnswerLegSide side,
            String peer,
            Long missing) {
        static GetLadderAnswerLeg of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetLadderAnswerLeg(
                    Json.maybe(data, "side", GetLadderAnswerLegSide::of),
                    Json.maybe(data, "peer", Json::asString),
                    Json.maybe(data, "missing", Json::asLong));
        }
    }

    /**
     * @param offsetMs Since the first one.
     * @param leg Place among `legs`, from 0.
     * @param direction in: from the peer to Callveil.
     * @param peer `192.0.2.10:5060`
     * @param title Method, or status and reason.
     * @param isRepeated The same bytes were there before.
     * @param text The whole message; numbers are masked for viewers.
     */
    public record GetLadderAnswerMessage(
            Instant at,
            Double offsetMs,
            Long leg,
            GetLadderAnswerMessageDirection direction,
            GetLadderAnswerMessageTransport transport,
            String peer,
            String title,
            String cseq,
            Boolean hasSdp,
            Boolean isRepeated,
            String text) {
        static GetLadderAnswerMessage of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetLadderAnswerMessage(
                    Json.maybe(data, "at", Json::asTime),
                    Json.maybe(data, "offsetMs", Json::asDouble),
                    Json.maybe(data, "leg", Json::asLong),
                    Json.maybe(data, "direction", GetLadderAnswerMessageDirection::of),
                    Json.maybe(data, "transport", GetLadderAnswerMessageTransport::of),
                    Json.maybe(data, "peer", Json::asString),
                    Json.maybe(data, "title", Json::asString),
                    Json.maybe(data, "cseq", Json::asString),
                    Json.maybe(data, "hasSdp", Json::asBoolean),
                    Json.maybe(data, "isRepeated", Json::asBoolean),
                    Json.maybe(data, "text", Json::asString));
        }
    }

    public static final class ExportBackupRequest extends Request {
        public ExportBackupRequest() {
        }

        /**
         * The files of recordings too.
         */
        public ExportBackupRequest recordings(boolean value) {
            put("recordings", value);
            return this;
        }

        /**
         * The configuration as it is, with the keys that it names; false: without. The stores have the secrets
         * of applications in any case.
         */
        public ExportBackupRequest secrets(boolean value) {
            put("secrets", value);
            return this;
        }
    }

    /**
     * {@code file}: Its path on the machine of the service.
     */
    public static final class RestoreBackupRequest extends Request {
        public RestoreBackupRequest(String file) {
            put("file", file);
        }
    }

    /**
     * The archive is good, and the engine restarts.
     * @param backupOf When the backup began.
     * @param version The version of Callveil that made it.
     * @param elsewhere What was not in it.
     */
    public record RestoreBackupAnswer(
            Instant backupOf,
            String host,
            String version,
            List<String> elsewhere) {
        static RestoreBackupAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new RestoreBackupAnswer(
                    Json.maybe(data, "backupOf", Json::asTime),
                    Json.maybe(data, "host", Json::asString),
                    Json.maybe(data, "version", Json::asString),
                    Json.list(data, "elsewhere", Json::asString));
        }
    }

    /**
     * The ways.
     * @param account Whether there are accounts.
     * @param openId OpenID Connect: `path` is a page for a browser to go to.
     */
    public record GetSignInWaysAnswer(
            Boolean token,
            Boolean account,
            GetSignInWaysAnswerOpenId openId) {
        static GetSignInWaysAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetSignInWaysAnswer(
                    Json.maybe(data, "token", Json::asBoolean),
                    Json.maybe(data, "account", Json::asBoolean),
                    Json.maybe(data, "openId", GetSignInWaysAnswerOpenId::of));
        }
    }

    /**
     * OpenID Connect: `path` is a page for a browser to go to.
     */
    public record GetSignInWaysAnswerOpenId(
            String name,
            String path) {
        static GetSignInWaysAnswerOpenId of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetSignInWaysAnswerOpenId(
                    Json.maybe(data, "name", Json::asString),
                    Json.maybe(data, "path", Json::asString));
        }
    }

    public static final class SignInRequest extends Request {
        public SignInRequest() {
        }

        /**
         * The name of an account.
         */
        public SignInRequest name(String value) {
            put("name", value);
            return this;
        }

        public SignInRequest password(String value) {
            put("password", value);
            return this;
        }

        /**
         * A code of the authenticator, or a recovery code; an account without a second factor leaves it out.
         */
        public SignInRequest code(String value) {
            put("code", value);
            return this;
        }

        public SignInRequest token(String value) {
            put("token", value);
            return this;
        }

        public SignInRequest as(SignInRequestAs value) {
            put("as", value);
            return this;
        }
    }

    /**
     * You.
     * @param by Left out: a token.
     * @param firstDeed An account may do nothing else before.
     * @param hasSecondFactor For an account only.
     * @param session With `as: header`.
     */
    public record SignInAnswer(
            String name,
            SignInAnswerRole role,
            SignInAnswerBy by,
            SignInAnswerFirstDeed firstDeed,
            Boolean hasSecondFactor,
            String session) {
        static SignInAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SignInAnswer(
                    Json.maybe(data, "name", Json::asString),
                    Json.maybe(data, "role", SignInAnswerRole::of),
                    Json.maybe(data, "by", SignInAnswerBy::of),
                    Json.maybe(data, "firstDeed", SignInAnswerFirstDeed::of),
                    Json.maybe(data, "hasSecondFactor", Json::asBoolean),
                    Json.maybe(data, "session", Json::asString));
        }
    }

    /**
     * It has ended.
     * @param next OpenID Connect: where one signs out at the provider, too.
     */
    public record SignOutAnswer(
            String next) {
        static SignOutAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new SignOutAnswer(
                    Json.maybe(data, "next", Json::asString));
        }
    }

    /**
     * You.
     * @param by Left out: a token.
     * @param firstDeed An account may do nothing else before.
     * @param hasSecondFactor For an account only.
     */
    public record GetMeAnswer(
            String name,
            GetMeAnswerRole role,
            GetMeAnswerBy by,
            GetMeAnswerFirstDeed firstDeed,
            Boolean hasSecondFactor) {
        static GetMeAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new GetMeAnswer(
                    Json.maybe(data, "name", Json::asString),
                    Json.maybe(data, "role", GetMeAnswerRole::of),
                    Json.maybe(data, "by", GetMeAnswerBy::of),
                    Json.maybe(data, "firstDeed", GetMeAnswerFirstDeed::of),
                    Json.maybe(data, "hasSecondFactor", Json::asBoolean));
        }
    }

    /**
     * {@code password}: {@code newPassword}:
     */
    public static final class ChangeOwnPasswordRequest extends Request {
        public ChangeOwnPasswordRequest(String password, String newPassword) {
            put("password", password);
            put("newPassword", newPassword);
        }
    }

    /**
     * Changed.
     * @param session The new one, for a session that came in a header.
     */
    public record ChangeOwnPasswordAnswer(
            String session) {
        static ChangeOwnPasswordAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ChangeOwnPasswordAnswer(
                    Json.maybe(data, "session", Json::asString));
        }
    }

    /**
     * {@code password}:
     */
    public static final class EnrolSecondFactorRequest extends Request {
        public EnrolSecondFactorRequest(String password) {
            put("password", password);
        }
    }

    /**
     * The secret, which nothing shows again.
     * @param key Base32.
     * @param uri `otpauth:`, for a QR code.
     */
    public record EnrolSecondFactorAnswer(
            String key,
            String uri) {
        static EnrolSecondFactorAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new EnrolSecondFactorAnswer(
                    Json.maybe(data, "key", Json::asString),
                    Json.maybe(data, "uri", Json::asString));
        }
    }

    /**
     * {@code code}: A code of the authenticator, or a recovery code; an account without a second factor
     * leaves it out.
     */
    public static final class ConfirmSecondFactorRequest extends Request {
        public ConfirmSecondFactorRequest(String code) {
            put("code", code);
        }
    }

    /**
     * In force.
     * @param recoveryCodes Each signs in once without the authenticator. Nothing shows them again.
     */
    public record ConfirmSecondFactorAnswer(
            List<String> recoveryCodes) {
        static ConfirmSecondFactorAnswer of(Object json) {
            Map<String, Object> data = Json.object(json);
            return new ConfirmSecondFactorAnswer(
                    Json.list(data, "recoveryCodes", Json::asString));
        }
    }

    /**
     * {@code password}: {@code code}: A code of the authenticator, or a recovery code; an account without
     * a second factor leaves it out.
     */
    public static final class RemoveSecondFactorRequest extends Request {
        public RemoveSecondFactorRequest(String password, String code) {
            put("password", password);
            put("code", code);
        }
    }
}
