<?php

// Generated from openapi.json (version 1): change the API or the generator, not this file.

declare(strict_types=1);

namespace Callveil;

/** All of them. */
final class ListApplicationsAnswer
{
    public function __construct(
        /** @var list<Application> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(Application::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

final class Application
{
    public function __construct(
        /** @var list<string> */
        public readonly array $allowedAddresses,
        /**
         * @var list<string> With `file and api`: the keys that are in force as set here and differ from the
         * file.
         */
        public readonly array $fromApi,
        /** Key of an application. */
        public readonly ?string $appKey = null,
        public readonly ?string $name = null,
        /** @var 'AXB'|'AX'|'AXE'|'AXYB'|'X'|null */
        public readonly ?string $mode = null,
        /** @var 'active'|'frozen'|'disabled'|'paused'|null */
        public readonly ?string $status = null,
        public readonly ?ApplicationFeatures $features = null,
        /** @var array<string, string>|null */
        public readonly ?array $callbacks = null,
        /** @var array<string, mixed>|null */
        public readonly ?array $reports = null,
        /** @var array<string, mixed>|null */
        public readonly ?array $calls = null,
        /** @var array<string, string>|null */
        public readonly ?array $tones = null,
        /** @var 'zh'|'en'|null */
        public readonly ?string $promptLanguage = null,
        public readonly ?bool $standardPrompts = null,
        public readonly ?int $extensionDigits = null,
        /**
         * @var 'file'|'api'|'file and api'|null Where it comes from: the configuration file, this API, or the
         * file with some keys set here.
         */
        public readonly ?string $source = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            allowedAddresses: listed(same(...), $data['allowedAddresses'] ?? null),
            fromApi: listed(same(...), $data['fromApi'] ?? null),
            appKey: $data['appKey'] ?? null,
            name: $data['name'] ?? null,
            mode: $data['mode'] ?? null,
            status: $data['status'] ?? null,
            features: maybe(ApplicationFeatures::of(...), $data['features'] ?? null),
            callbacks: mapped(same(...), $data['callbacks'] ?? null),
            reports: mapped(same(...), $data['reports'] ?? null),
            calls: mapped(same(...), $data['calls'] ?? null),
            tones: mapped(same(...), $data['tones'] ?? null),
            promptLanguage: $data['promptLanguage'] ?? null,
            standardPrompts: $data['standardPrompts'] ?? null,
            extensionDigits: $data['extensionDigits'] ?? null,
            source: $data['source'] ?? null,
        );
    }
}

final class ApplicationFeatures
{
    public function __construct(
        public readonly ?bool $recording = null,
        public readonly ?bool $sms = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            recording: $data['recording'] ?? null,
            sms: $data['sms'] ?? null,
        );
    }
}

final class CreateApplicationRequestFeatures
{
    public function __construct(
        public readonly ?bool $recording = null,
        public readonly ?bool $sms = null,
    ) {
    }

    public function toJson(): object
    {
        return given(get_object_vars($this));
    }
}

final class CreateApplicationRequestCallbacks
{
    public function __construct(
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $status = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $fee = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $smsNotify = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $smsControl = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $numberStatus = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $callin = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $recording = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $statusSecond = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $feeSecond = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $numberStatusSecond = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $smsNotifySecond = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $callinSecond = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $recordingSecond = null,
    ) {
    }

    public function toJson(): object
    {
        return given(get_object_vars($this));
    }
}

final class CreateApplicationRequestReports
{
    public function __construct(
        /**
         * @var
         * list<'callin'|'collectInfo'|'callout'|'alerting'|'answer'|'disconnect'|'fee'|'numStatus'|'smsEvent'|'recording'>|null
         */
        public readonly ?array $kinds = null,
        /** @var list<'callRelDirection'|'areaCode'|'callDuration'|'recordPushURL'|'callerMos'|'calleeMos'>|null */
        public readonly ?array $fields = null,
        public readonly ?bool $pull = null,
        /** @var list<int>|null Expected: minutes, 1 to 10080 each. */
        public readonly ?array $retryMinutes = null,
        public readonly ?int $pushTimeoutSeconds = null,
        public readonly ?int $askTimeoutSeconds = null,
        #[\SensitiveParameter] public readonly ?string $spId = null,
        #[\SensitiveParameter] public readonly ?string $serviceType = null,
        /** Expected: a URL that starts with http:// or https:// and has {name} in it. */
        #[\SensitiveParameter] public readonly ?string $recordPushUrl = null,
    ) {
    }

    public function toJson(): object
    {
        return given(get_object_vars($this));
    }
}

final class CreateApplicationRequestCalls
{
    public function __construct(
        public readonly ?bool $voice = null,
        public readonly ?int $maxCalls = null,
        public readonly ?int $direction = null,
        public readonly ?bool $internationalIn = null,
        public readonly ?bool $internationalOut = null,
        /** @var list<string>|null */
        public readonly ?array $forbiddenPrefixes = null,
        /** @var list<string>|null */
        public readonly ?array $testNumbers = null,
        public readonly ?bool $recordingRequired = null,
        public readonly ?int $customerCallsPerMinute = null,
        public readonly ?int $displayCallsPerMinute = null,
        public readonly ?int $minutesPerDay = null,
        public readonly ?int $answerRatePercent = null,
    ) {
    }

    public function toJson(): object
    {
        return given(get_object_vars($this));
    }
}

final class CreateApplicationRequestTones
{
    public function __construct(
        /** Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav. */
        #[\SensitiveParameter] public readonly ?string $noBinding = null,
        /** Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav. */
        #[\SensitiveParameter] public readonly ?string $noPermission = null,
        /** Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav. */
        #[\SensitiveParameter] public readonly ?string $businessError = null,
        /** Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav. */
        #[\SensitiveParameter] public readonly ?string $enterExtension = null,
        /** Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav. */
        #[\SensitiveParameter] public readonly ?string $extensionInvalid = null,
        /** Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav. */
        #[\SensitiveParameter] public readonly ?string $calleeBusy = null,
        /** Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav. */
        #[\SensitiveParameter] public readonly ?string $calleeSilent = null,
    ) {
    }

    public function toJson(): object
    {
        return given(get_object_vars($this));
    }
}

/** The application, and its secret, which is not shown again. */
final class CreateApplicationAnswer
{
    public function __construct(
        public readonly ?Application $application = null,
        /** Keep it: Callveil does not show it again. */
        public readonly ?string $appSecret = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            application: maybe(Application::of(...), $data['application'] ?? null),
            appSecret: $data['appSecret'] ?? null,
        );
    }
}

final class PutApplicationRequestFeatures
{
    public function __construct(
        public readonly ?bool $recording = null,
        public readonly ?bool $sms = null,
    ) {
    }

    public function toJson(): object
    {
        return given(get_object_vars($this));
    }
}

final class PutApplicationRequestCallbacks
{
    public function __construct(
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $status = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $fee = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $smsNotify = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $smsControl = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $numberStatus = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $callin = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $recording = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $statusSecond = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $feeSecond = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $numberStatusSecond = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $smsNotifySecond = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $callinSecond = null,
        /** Expected: a URL that starts with http:// or https://. */
        #[\SensitiveParameter] public readonly ?string $recordingSecond = null,
    ) {
    }

    public function toJson(): object
    {
        return given(get_object_vars($this));
    }
}

final class PutApplicationRequestReports
{
    public function __construct(
        /**
         * @var
         * list<'callin'|'collectInfo'|'callout'|'alerting'|'answer'|'disconnect'|'fee'|'numStatus'|'smsEvent'|'recording'>|null
         */
        public readonly ?array $kinds = null,
        /** @var list<'callRelDirection'|'areaCode'|'callDuration'|'recordPushURL'|'callerMos'|'calleeMos'>|null */
        public readonly ?array $fields = null,
        public readonly ?bool $pull = null,
        /** @var list<int>|null Expected: minutes, 1 to 10080 each. */
        public readonly ?array $retryMinutes = null,
        public readonly ?int $pushTimeoutSeconds = null,
        public readonly ?int $askTimeoutSeconds = null,
        #[\SensitiveParameter] public readonly ?string $spId = null,
        #[\SensitiveParameter] public readonly ?string $serviceType = null,
        /** Expected: a URL that starts with http:// or https:// and has {name} in it. */
        #[\SensitiveParameter] public readonly ?string $recordPushUrl = null,
    ) {
    }

    public function toJson(): object
    {
        return given(get_object_vars($this));
    }
}

final class PutApplicationRequestCalls
{
    public function __construct(
        public readonly ?bool $voice = null,
        public readonly ?int $maxCalls = null,
        public readonly ?int $direction = null,
        public readonly ?bool $internationalIn = null,
        public readonly ?bool $internationalOut = null,
        /** @var list<string>|null */
        public readonly ?array $forbiddenPrefixes = null,
        /** @var list<string>|null */
        public readonly ?array $testNumbers = null,
        public readonly ?bool $recordingRequired = null,
        public readonly ?int $customerCallsPerMinute = null,
        public readonly ?int $displayCallsPerMinute = null,
        public readonly ?int $minutesPerDay = null,
        public readonly ?int $answerRatePercent = null,
    ) {
    }

    public function toJson(): object
    {
        return given(get_object_vars($this));
    }
}

final class PutApplicationRequestTones
{
    public function __construct(
        /** Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav. */
        #[\SensitiveParameter] public readonly ?string $noBinding = null,
        /** Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav. */
        #[\SensitiveParameter] public readonly ?string $noPermission = null,
        /** Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav. */
        #[\SensitiveParameter] public readonly ?string $businessError = null,
        /** Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav. */
        #[\SensitiveParameter] public readonly ?string $enterExtension = null,
        /** Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav. */
        #[\SensitiveParameter] public readonly ?string $extensionInvalid = null,
        /** Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav. */
        #[\SensitiveParameter] public readonly ?string $calleeBusy = null,
        /** Expected: the file name of a prompt, letters, digits and _ @ . + - ending in .wav. */
        #[\SensitiveParameter] public readonly ?string $calleeSilent = null,
    ) {
    }

    public function toJson(): object
    {
        return given(get_object_vars($this));
    }
}

/** The application, and its secret, which is not shown again. */
final class RenewSecretAnswer
{
    public function __construct(
        public readonly ?Application $application = null,
        /** Keep it: Callveil does not show it again. */
        public readonly ?string $appSecret = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            application: maybe(Application::of(...), $data['application'] ?? null),
            appSecret: $data['appSecret'] ?? null,
        );
    }
}

/** What came of it. */
final class TryCallbackAnswer
{
    public function __construct(
        public readonly ?string $channel = null,
        public readonly ?string $url = null,
        /** HTTP status; missing: there was no answer. */
        public readonly ?int $status = null,
        public readonly ?int $milliseconds = null,
        /** How the answer begins: at most 300 characters. */
        public readonly ?string $body = null,
        /** Why there was no answer. */
        public readonly ?string $because = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            channel: $data['channel'] ?? null,
            url: $data['url'] ?? null,
            status: $data['status'] ?? null,
            milliseconds: $data['milliseconds'] ?? null,
            body: $data['body'] ?? null,
            because: $data['because'] ?? null,
        );
    }
}

/** One page of them. */
final class ListNumbersAnswer
{
    public function __construct(
        /** @var list<PoolNumber> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(PoolNumber::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

final class PoolNumber
{
    public function __construct(
        /** @var list<string> The cities of the area code; several may share one. */
        public readonly array $cities,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $number = null,
        /** Key of an application. */
        public readonly ?string $appKey = null,
        public readonly ?string $areaCode = null,
        /** @var 'normal'|'suspended'|'unavailable'|'frozen'|null */
        public readonly ?string $status = null,
        /**
         * @var
         * 'deleted'|'arrears'|'stopped'|'restricted'|'restriction-lifted'|'forwarding-unconditional'|'forwarding-no-answer'|'forwarding-busy'|null
         * Why it is unavailable; goes with that status only.
         */
        public readonly ?string $cause = null,
        /** Bindings on it, as X or as Y. */
        public readonly ?int $relations = null,
        /** It was released and is not chosen by area before. */
        public readonly ?\DateTimeImmutable $restsUntil = null,
        /** @var 'file'|'api'|null Whether the configuration file gives it to this application, or this API did. */
        public readonly ?string $source = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            cities: listed(same(...), $data['cities'] ?? null),
            number: $data['number'] ?? null,
            appKey: $data['appKey'] ?? null,
            areaCode: $data['areaCode'] ?? null,
            status: $data['status'] ?? null,
            cause: $data['cause'] ?? null,
            relations: $data['relations'] ?? null,
            restsUntil: maybe(readTime(...), $data['restsUntil'] ?? null),
            source: $data['source'] ?? null,
        );
    }
}

final class AddNumbersRequestNumber
{
    public function __construct(
        /** A phone number: + and country code, or as it is dialled in the country of the policy. */
        #[\SensitiveParameter] public readonly string $number,
        #[\SensitiveParameter] public readonly string $areaCode,
    ) {
    }

    public function toJson(): object
    {
        return given(get_object_vars($this));
    }
}

/** How many there are. */
final class AddNumbersAnswer
{
    public function __construct(
        public readonly ?int $added = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            added: $data['added'] ?? null,
        );
    }
}

/** What became of the lines. */
final class ImportNumbersAnswer
{
    public function __construct(
        /** @var list<ImportNumbersAnswerFault> */
        public readonly array $faults,
        public readonly ?int $added = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            faults: listed(ImportNumbersAnswerFault::of(...), $data['faults'] ?? null),
            added: $data['added'] ?? null,
        );
    }
}

final class ImportNumbersAnswerFault
{
    public function __construct(
        public readonly ?int $line = null,
        public readonly ?string $message = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            line: $data['line'] ?? null,
            message: $data['message'] ?? null,
        );
    }
}

/** What became of them. */
final class TransferNumbersAnswer
{
    public function __construct(
        /** @var list<string> */
        public readonly array $moved,
        /** @var list<string> */
        public readonly array $inUse,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            moved: listed(same(...), $data['moved'] ?? null),
            inUse: listed(same(...), $data['inUse'] ?? null),
        );
    }
}

/** Every area code that has numbers. */
final class GetNumberCitiesAnswer
{
    public function __construct(
        /** @var list<GetNumberCitiesAnswerItem> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(GetNumberCitiesAnswerItem::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

final class GetNumberCitiesAnswerItem
{
    public function __construct(
        /** @var list<string> Several may share an area code. */
        public readonly array $cities,
        public readonly ?string $areaCode = null,
        /** Empty where the table of cities does not say. */
        public readonly ?string $province = null,
        public readonly ?int $total = null,
        /** May be bound. */
        public readonly ?int $free = null,
        public readonly ?int $used = null,
        /** Released, and not handed out yet. */
        public readonly ?int $resting = null,
        /** No new bindings; those there are work. */
        public readonly ?int $frozen = null,
        /** Suspended, or unavailable. */
        public readonly ?int $ended = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            cities: listed(same(...), $data['cities'] ?? null),
            areaCode: $data['areaCode'] ?? null,
            province: $data['province'] ?? null,
            total: $data['total'] ?? null,
            free: $data['free'] ?? null,
            used: $data['used'] ?? null,
            resting: $data['resting'] ?? null,
            frozen: $data['frozen'] ?? null,
            ended: $data['ended'] ?? null,
        );
    }
}

/** The plan. */
final class GetNumberPlanAnswer
{
    public function __construct(
        /** @var list<GetNumberPlanAnswerPart> */
        public readonly array $parts,
        /** @var 'AXB'|'AX'|'AXE'|'AXYB'|'X'|null */
        public readonly ?string $mode = null,
        /** Numbers that it takes. */
        public readonly ?int $needed = null,
        /** Neither ended nor frozen. */
        public readonly ?int $there = null,
        public readonly ?int $missing = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            parts: listed(GetNumberPlanAnswerPart::of(...), $data['parts'] ?? null),
            mode: $data['mode'] ?? null,
            needed: $data['needed'] ?? null,
            there: $data['there'] ?? null,
            missing: $data['missing'] ?? null,
        );
    }
}

final class GetNumberPlanAnswerPart
{
    public function __construct(
        /** @var 'x'|'y'|'resting'|null */
        public readonly ?string $what = null,
        public readonly ?int $numbers = null,
        /** The rule that decided. */
        public readonly ?string $rule = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            what: $data['what'] ?? null,
            numbers: $data['numbers'] ?? null,
            rule: $data['rule'] ?? null,
        );
    }
}

/** The figures. */
final class GetStatisticsAnswer
{
    public function __construct(
        /** @var list<GetStatisticsAnswerSery> */
        public readonly array $series,
        /**
         * @var list<GetStatisticsAnswerEnding> Absent for one city or trunk of an application, of which they are
         * not kept.
         */
        public readonly array $endings,
        /** @var list<GetStatisticsAnswerGroup> */
        public readonly array $groups,
        public readonly ?\DateTimeImmutable $from = null,
        public readonly ?\DateTimeImmutable $until = null,
        public readonly ?string $interval = null,
        public readonly ?GetStatisticsAnswerTotal $total = null,
        /** How many there are; the first 1000 are here. */
        public readonly ?int $groupsTotal = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            series: listed(GetStatisticsAnswerSery::of(...), $data['series'] ?? null),
            endings: listed(GetStatisticsAnswerEnding::of(...), $data['endings'] ?? null),
            groups: listed(GetStatisticsAnswerGroup::of(...), $data['groups'] ?? null),
            from: maybe(readTime(...), $data['from'] ?? null),
            until: maybe(readTime(...), $data['until'] ?? null),
            interval: $data['interval'] ?? null,
            total: maybe(GetStatisticsAnswerTotal::of(...), $data['total'] ?? null),
            groupsTotal: $data['groupsTotal'] ?? null,
        );
    }
}

final class GetStatisticsAnswerTotal
{
    public function __construct(
        public readonly ?int $calls = null,
        public readonly ?int $answered = null,
        /** ASR: answered ones of a hundred; absent without calls. */
        public readonly ?float $answerPercent = null,
        public readonly ?float $talkSeconds = null,
        /** ACD: mean of the answered ones; absent without any. */
        public readonly ?float $meanTalkSeconds = null,
        /** PDD: mean time from the dialling of a callee until it rings or answers; absent without any. */
        public readonly ?float $postDialSeconds = null,
        /** Valid ones made in the time; absent for one city or trunk. */
        public readonly ?int $complaints = null,
        /** For each ten thousand calls. */
        public readonly ?float $complaintsPerTenThousand = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            calls: $data['calls'] ?? null,
            answered: $data['answered'] ?? null,
            answerPercent: $data['answerPercent'] ?? null,
            talkSeconds: $data['talkSeconds'] ?? null,
            meanTalkSeconds: $data['meanTalkSeconds'] ?? null,
            postDialSeconds: $data['postDialSeconds'] ?? null,
            complaints: $data['complaints'] ?? null,
            complaintsPerTenThousand: $data['complaintsPerTenThousand'] ?? null,
        );
    }
}

final class GetStatisticsAnswerSery
{
    public function __construct(
        public readonly ?\DateTimeImmutable $at = null,
        public readonly ?int $calls = null,
        public readonly ?int $answered = null,
        /** ASR: answered ones of a hundred; absent without calls. */
        public readonly ?float $answerPercent = null,
        public readonly ?float $talkSeconds = null,
        /** ACD: mean of the answered ones; absent without any. */
        public readonly ?float $meanTalkSeconds = null,
        /** PDD: mean time from the dialling of a callee until it rings or answers; absent without any. */
        public readonly ?float $postDialSeconds = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            at: maybe(readTime(...), $data['at'] ?? null),
            calls: $data['calls'] ?? null,
            answered: $data['answered'] ?? null,
            answerPercent: $data['answerPercent'] ?? null,
            talkSeconds: $data['talkSeconds'] ?? null,
            meanTalkSeconds: $data['meanTalkSeconds'] ?? null,
            postDialSeconds: $data['postDialSeconds'] ?? null,
        );
    }
}

final class GetStatisticsAnswerEnding
{
    public function __construct(
        public readonly ?string $ending = null,
        /** The ending in words. */
        public readonly ?string $reason = null,
        public readonly ?string $fault = null,
        public readonly ?int $calls = null,
        public readonly ?float $percent = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            ending: $data['ending'] ?? null,
            reason: $data['reason'] ?? null,
            fault: $data['fault'] ?? null,
            calls: $data['calls'] ?? null,
            percent: $data['percent'] ?? null,
        );
    }
}

final class GetStatisticsAnswerGroup
{
    public function __construct(
        public readonly ?string $key = null,
        public readonly ?string $name = null,
        public readonly ?int $calls = null,
        public readonly ?int $answered = null,
        /** ASR: answered ones of a hundred; absent without calls. */
        public readonly ?float $answerPercent = null,
        public readonly ?float $talkSeconds = null,
        /** ACD: mean of the answered ones; absent without any. */
        public readonly ?float $meanTalkSeconds = null,
        /** PDD: mean time from the dialling of a callee until it rings or answers; absent without any. */
        public readonly ?float $postDialSeconds = null,
        /** Valid ones made in the time; absent for one city or trunk. */
        public readonly ?int $complaints = null,
        /** For each ten thousand calls. */
        public readonly ?float $complaintsPerTenThousand = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            key: $data['key'] ?? null,
            name: $data['name'] ?? null,
            calls: $data['calls'] ?? null,
            answered: $data['answered'] ?? null,
            answerPercent: $data['answerPercent'] ?? null,
            talkSeconds: $data['talkSeconds'] ?? null,
            meanTalkSeconds: $data['meanTalkSeconds'] ?? null,
            postDialSeconds: $data['postDialSeconds'] ?? null,
            complaints: $data['complaints'] ?? null,
            complaintsPerTenThousand: $data['complaintsPerTenThousand'] ?? null,
        );
    }
}

/** One page of them. */
final class SearchBindingsAnswer
{
    public function __construct(
        /** @var list<Binding> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(Binding::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

final class Binding
{
    public function __construct(
        /** Id of a binding. */
        public readonly string $subscriptionId,
        /** @var 'AXB'|'AX'|'AXE'|'AXYB'|'X' */
        public readonly string $mode,
        /** Key of an application. */
        public readonly string $appKey,
        /** A phone number with its country code; masked for viewers. */
        public readonly string $x,
        /** A phone number with its country code; masked for viewers. */
        public readonly string $a,
        public readonly \DateTimeImmutable $createdAt,
        public readonly \DateTimeImmutable $changedAt,
        /** @var list<BindingPart> AXYB: each B with its Y. */
        public readonly array $parts,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $b = null,
        public readonly ?string $extension = null,
        public readonly ?\DateTimeImmutable $expiresAt = null,
        public readonly ?bool $recordFlag = null,
        /** A prompt. */
        public readonly ?string $recordHintTone = null,
        public readonly ?string $userData = null,
        /** @var 0|1|2|null 0 both ways, 1 only A calls, 2 only A is called. */
        public readonly ?int $callDirection = null,
        /** Minutes; 0 no limit. */
        public readonly ?int $maxDuration = null,
        /** A prompt. */
        public readonly ?string $lastMinVoice = null,
        public readonly ?BindingPreVoice $preVoice = null,
        /** Whether its short messages are relayed; true by default. */
        public readonly ?bool $privateSms = null,
        /** Seconds; 0 never ends. */
        public readonly ?int $duration = null,
        /** @var '0'|'1'|null What A sees: 0 X, 1 the real caller. */
        public readonly ?string $calleeNumDisplay = null,
        public readonly ?string $turnFlag = null,
        /** @var '0'|'1'|null What A sees: 0 X, 1 the real caller. */
        public readonly ?string $displayNumMode = null,
        /** A prompt. */
        public readonly ?string $callbackTone = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $callbackNum = null,
        public readonly ?string $timeUnit = null,
        /** In timeUnit; 0 never. */
        public readonly ?int $bindExpiredTime = null,
        /** In timeUnit; 0 never. */
        public readonly ?int $callbackExpiredTime = null,
        /** Seconds; 0 never ends. */
        public readonly ?int $ybDuration = null,
        /** A prompt. */
        public readonly ?string $preVoiceX = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            subscriptionId: sure($data, 'subscriptionId'),
            mode: sure($data, 'mode'),
            appKey: sure($data, 'appKey'),
            x: sure($data, 'x'),
            a: sure($data, 'a'),
            createdAt: readTime(sure($data, 'createdAt')),
            changedAt: readTime(sure($data, 'changedAt')),
            parts: listed(BindingPart::of(...), $data['parts'] ?? null),
            b: $data['b'] ?? null,
            extension: $data['extension'] ?? null,
            expiresAt: maybe(readTime(...), $data['expiresAt'] ?? null),
            recordFlag: $data['recordFlag'] ?? null,
            recordHintTone: $data['recordHintTone'] ?? null,
            userData: $data['userData'] ?? null,
            callDirection: $data['callDirection'] ?? null,
            maxDuration: $data['maxDuration'] ?? null,
            lastMinVoice: $data['lastMinVoice'] ?? null,
            preVoice: maybe(BindingPreVoice::of(...), $data['preVoice'] ?? null),
            privateSms: $data['privateSms'] ?? null,
            duration: $data['duration'] ?? null,
            calleeNumDisplay: $data['calleeNumDisplay'] ?? null,
            turnFlag: $data['turnFlag'] ?? null,
            displayNumMode: $data['displayNumMode'] ?? null,
            callbackTone: $data['callbackTone'] ?? null,
            callbackNum: $data['callbackNum'] ?? null,
            timeUnit: $data['timeUnit'] ?? null,
            bindExpiredTime: $data['bindExpiredTime'] ?? null,
            callbackExpiredTime: $data['callbackExpiredTime'] ?? null,
            ybDuration: $data['ybDuration'] ?? null,
            preVoiceX: $data['preVoiceX'] ?? null,
        );
    }
}

final class BindingPreVoice
{
    public function __construct(
        /** A prompt. */
        public readonly ?string $callerHintTone = null,
        /** A prompt. */
        public readonly ?string $calleeHintTone = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            callerHintTone: $data['callerHintTone'] ?? null,
            calleeHintTone: $data['calleeHintTone'] ?? null,
        );
    }
}

final class BindingPart
{
    public function __construct(
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $y = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $b = null,
        /** Seconds; 0 never ends. */
        public readonly ?int $ybDuration = null,
        /** A prompt. */
        public readonly ?string $preVoiceY = null,
        /** Made because a stranger called X. */
        public readonly ?bool $automatic = null,
        public readonly ?\DateTimeImmutable $createdAt = null,
        public readonly ?\DateTimeImmutable $expiresAt = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            y: $data['y'] ?? null,
            b: $data['b'] ?? null,
            ybDuration: $data['ybDuration'] ?? null,
            preVoiceY: $data['preVoiceY'] ?? null,
            automatic: $data['automatic'] ?? null,
            createdAt: maybe(readTime(...), $data['createdAt'] ?? null),
            expiresAt: maybe(readTime(...), $data['expiresAt'] ?? null),
        );
    }
}

final class ModifyBindingRequestPreVoice
{
    public function __construct(
        /** A prompt. */
        #[\SensitiveParameter] public readonly ?string $callerHintTone = null,
        /** A prompt. */
        #[\SensitiveParameter] public readonly ?string $calleeHintTone = null,
    ) {
    }

    public function toJson(): object
    {
        return given(get_object_vars($this));
    }
}

final class BindAxbRequestPreVoice
{
    public function __construct(
        /** A prompt. */
        #[\SensitiveParameter] public readonly ?string $callerHintTone = null,
        /** A prompt. */
        #[\SensitiveParameter] public readonly ?string $calleeHintTone = null,
    ) {
    }

    public function toJson(): object
    {
        return given(get_object_vars($this));
    }
}

final class BindAxRequestPreVoice
{
    public function __construct(
        /** A prompt. */
        #[\SensitiveParameter] public readonly ?string $callerHintTone = null,
        /** A prompt. */
        #[\SensitiveParameter] public readonly ?string $calleeHintTone = null,
    ) {
    }

    public function toJson(): object
    {
        return given(get_object_vars($this));
    }
}

final class Part
{
    public function __construct(
        /** Id of a binding. */
        public readonly ?string $subscriptionId = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $y = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $b = null,
        /** Seconds; 0 never ends. */
        public readonly ?int $ybDuration = null,
        /** A prompt. */
        public readonly ?string $preVoiceY = null,
        /** Made because a stranger called X. */
        public readonly ?bool $automatic = null,
        public readonly ?\DateTimeImmutable $createdAt = null,
        public readonly ?\DateTimeImmutable $expiresAt = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            subscriptionId: $data['subscriptionId'] ?? null,
            y: $data['y'] ?? null,
            b: $data['b'] ?? null,
            ybDuration: $data['ybDuration'] ?? null,
            preVoiceY: $data['preVoiceY'] ?? null,
            automatic: $data['automatic'] ?? null,
            createdAt: maybe(readTime(...), $data['createdAt'] ?? null),
            expiresAt: maybe(readTime(...), $data['expiresAt'] ?? null),
        );
    }
}

/** One page of them, oldest first. */
final class ListCallsAnswer
{
    public function __construct(
        /** @var list<Call> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(Call::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

final class Call
{
    public function __construct(
        public readonly ?string $sessionId = null,
        /** @var 'arrived'|'known'|'dialling'|'ringing'|'connected'|'ended'|null */
        public readonly ?string $state = null,
        /** Key of an application. */
        public readonly ?string $appKey = null,
        /** Id of a binding. */
        public readonly ?string $subscriptionId = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $caller = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $x = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $callee = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $display = null,
        public readonly ?\DateTimeImmutable $arrivedAt = null,
        public readonly ?\DateTimeImmutable $ringingAt = null,
        public readonly ?\DateTimeImmutable $answeredAt = null,
        public readonly ?bool $recorded = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            sessionId: $data['sessionId'] ?? null,
            state: $data['state'] ?? null,
            appKey: $data['appKey'] ?? null,
            subscriptionId: $data['subscriptionId'] ?? null,
            caller: $data['caller'] ?? null,
            x: $data['x'] ?? null,
            callee: $data['callee'] ?? null,
            display: $data['display'] ?? null,
            arrivedAt: maybe(readTime(...), $data['arrivedAt'] ?? null),
            ringingAt: maybe(readTime(...), $data['ringingAt'] ?? null),
            answeredAt: maybe(readTime(...), $data['answeredAt'] ?? null),
            recorded: $data['recorded'] ?? null,
        );
    }
}

/** Those that have audio. */
final class ListLevelsAnswer
{
    public function __construct(
        /** @var list<ListLevelsAnswerItem> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(ListLevelsAnswerItem::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

final class ListLevelsAnswerItem
{
    public function __construct(
        public readonly ?string $sessionId = null,
        public readonly ?ListLevelsAnswerItemCaller $caller = null,
        public readonly ?ListLevelsAnswerItemCallee $callee = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            sessionId: $data['sessionId'] ?? null,
            caller: maybe(ListLevelsAnswerItemCaller::of(...), $data['caller'] ?? null),
            callee: maybe(ListLevelsAnswerItemCallee::of(...), $data['callee'] ?? null),
        );
    }
}

final class ListLevelsAnswerItemCaller
{
    public function __construct(
        /** Mean level in dBm0; missing: encrypted, not of G.711, or no packets. */
        public readonly ?float $dbm0 = null,
        /** That came while it was measured. */
        public readonly ?int $packets = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            dbm0: $data['dbm0'] ?? null,
            packets: $data['packets'] ?? null,
        );
    }
}

final class ListLevelsAnswerItemCallee
{
    public function __construct(
        /** Mean level in dBm0; missing: encrypted, not of G.711, or no packets. */
        public readonly ?float $dbm0 = null,
        /** That came while it was measured. */
        public readonly ?int $packets = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            dbm0: $data['dbm0'] ?? null,
            packets: $data['packets'] ?? null,
        );
    }
}

/** One page of them. */
final class SearchRecordingsAnswer
{
    public function __construct(
        /** @var list<SearchRecordingsAnswerItem> */
        public readonly array $items,
        /** Where to go on; absent: there are no more. */
        public readonly ?string $next = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(SearchRecordingsAnswerItem::of(...), $data['items'] ?? null),
            next: $data['next'] ?? null,
        );
    }
}

final class SearchRecordingsAnswerItem
{
    public function __construct(
        public readonly ?string $sessionId = null,
        /** When the call came. */
        public readonly ?\DateTimeImmutable $at = null,
        /** Key of an application. */
        public readonly ?string $appKey = null,
        /** Id of a binding. */
        public readonly ?string $subscriptionId = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $caller = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $x = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $callee = null,
        public readonly ?float $talkSeconds = null,
        public readonly ?string $fileName = null,
        /** Missing: it is past its days, or was never completed. */
        public readonly ?SearchRecordingsAnswerItemFile $file = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            sessionId: $data['sessionId'] ?? null,
            at: maybe(readTime(...), $data['at'] ?? null),
            appKey: $data['appKey'] ?? null,
            subscriptionId: $data['subscriptionId'] ?? null,
            caller: $data['caller'] ?? null,
            x: $data['x'] ?? null,
            callee: $data['callee'] ?? null,
            talkSeconds: $data['talkSeconds'] ?? null,
            fileName: $data['fileName'] ?? null,
            file: maybe(SearchRecordingsAnswerItemFile::of(...), $data['file'] ?? null),
        );
    }
}

/** Missing: it is past its days, or was never completed. */
final class SearchRecordingsAnswerItemFile
{
    public function __construct(
        public readonly ?int $bytes = null,
        public readonly ?float $seconds = null,
        /** It may be deleted from then on. */
        public readonly ?\DateTimeImmutable $keptUntil = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            bytes: $data['bytes'] ?? null,
            seconds: $data['seconds'] ?? null,
            keptUntil: maybe(readTime(...), $data['keptUntil'] ?? null),
        );
    }
}

/** Oldest first. */
final class ListListenersAnswer
{
    public function __construct(
        /** @var list<ListListenersAnswerItem> */
        public readonly array $items,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(ListListenersAnswerItem::of(...), $data['items'] ?? null),
        );
    }
}

final class ListListenersAnswerItem
{
    public function __construct(
        public readonly ?\DateTimeImmutable $at = null,
        /** Name of an operator, or key of an application. */
        public readonly ?string $who = null,
        public readonly ?string $role = null,
        /** From which address. */
        public readonly ?string $client = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            at: maybe(readTime(...), $data['at'] ?? null),
            who: $data['who'] ?? null,
            role: $data['role'] ?? null,
            client: $data['client'] ?? null,
        );
    }
}

/** The messages. */
final class ListMessagesAnswer
{
    public function __construct(
        /** @var list<Message> */
        public readonly array $items,
        /** The place of the last one; absent: there are no more. */
        public readonly ?string $next = null,
        /** All messages that have not ended. */
        public readonly ?int $waiting = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(Message::of(...), $data['items'] ?? null),
            next: $data['next'] ?? null,
            waiting: $data['waiting'] ?? null,
        );
    }
}

final class Message
{
    public function __construct(
        /** `smsIdentifier` of its notice. */
        public readonly ?string $messageId = null,
        /** Key of an application. */
        public readonly ?string $appKey = null,
        /** Id of a binding. */
        public readonly ?string $subscriptionId = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $sender = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $x = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $receiver = null,
        /** What the receiver sees. */
        public readonly ?string $display = null,
        /** The trunk it came from. */
        public readonly ?string $trunk = null,
        /** Parts in which it came. */
        public readonly ?int $parts = null,
        /** @var 'kept'|'sending'|'ended'|null */
        public readonly ?string $state = null,
        /**
         * @var
         * 'sent'|'delivered'|'unknown'|'undeliverable'|'expired-there'|'unknown-trunk'|'not-text'|'empty'|'too-long'|'too-many'|'stopping'|'overloaded'|'not-kept'|'internal-error'|'caller-unusable'|'landline-caller'|'number-not-ours'|'number-suspended'|'number-unavailable'|'application-frozen'|'not-allowed'|'not-in-mode'|'no-binding'|'no-recipient'|'own-number'|'no-y-available'|'blacklisted'|'rule'|'discarded'|'application-silent'|'application-answer-wrong'|'no-route'|'refused'|'receiver-unknown'|'receiver-unavailable'|'trunk-failed'|'expired'|null
         * What became of it; absent: it is on its way. `unknown`: a carrier may have it.
         */
        public readonly ?string $result = null,
        public readonly ?int $attempts = null,
        public readonly ?\DateTimeImmutable $receivedAt = null,
        public readonly ?\DateTimeImmutable $endedAt = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            messageId: $data['messageId'] ?? null,
            appKey: $data['appKey'] ?? null,
            subscriptionId: $data['subscriptionId'] ?? null,
            sender: $data['sender'] ?? null,
            x: $data['x'] ?? null,
            receiver: $data['receiver'] ?? null,
            display: $data['display'] ?? null,
            trunk: $data['trunk'] ?? null,
            parts: $data['parts'] ?? null,
            state: $data['state'] ?? null,
            result: $data['result'] ?? null,
            attempts: $data['attempts'] ?? null,
            receivedAt: maybe(readTime(...), $data['receivedAt'] ?? null),
            endedAt: maybe(readTime(...), $data['endedAt'] ?? null),
        );
    }
}

/** The answer with its reasons. */
final class ExplainAnswer
{
    public function __construct(
        /** @var list<ExplainAnswerStep> */
        public readonly array $steps,
        /** The trunks of a call that is connected; an empty list: it ends with 404. */
        public readonly ?ExplainAnswerRoutes $routes = null,
        public readonly ?ExplainAnswerResolution $resolution = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            steps: listed(ExplainAnswerStep::of(...), $data['steps'] ?? null),
            routes: maybe(ExplainAnswerRoutes::of(...), $data['routes'] ?? null),
            resolution: maybe(ExplainAnswerResolution::of(...), $data['resolution'] ?? null),
        );
    }
}

final class ExplainAnswerStep
{
    public function __construct(
        public readonly ?string $step = null,
        /** @var 'yes'|'no'|'found'|'missing'|null */
        public readonly ?string $outcome = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            step: $data['step'] ?? null,
            outcome: $data['outcome'] ?? null,
        );
    }
}

/** The trunks of a call that is connected; an empty list: it ends with 404. */
final class ExplainAnswerRoutes
{
    public function __construct(
        /** @var list<ExplainAnswerRoutesTrunk> */
        public readonly array $trunks,
        /** The place among `routes` of the configuration. */
        public readonly ?int $rule = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            trunks: listed(ExplainAnswerRoutesTrunk::of(...), $data['trunks'] ?? null),
            rule: $data['rule'] ?? null,
        );
    }
}

final class ExplainAnswerRoutesTrunk
{
    public function __construct(
        public readonly ?string $name = null,
        public readonly ?int $priority = null,
        public readonly ?int $weight = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            name: $data['name'] ?? null,
            priority: $data['priority'] ?? null,
            weight: $data['weight'] ?? null,
        );
    }
}

final class ExplainAnswerResolution
{
    public function __construct(
        /** @var 'connect'|'collect'|'ask'|'refuse'|'needs-y'|null */
        public readonly ?string $kind = null,
        /** Key of an application. */
        public readonly ?string $appKey = null,
        /** Id of a binding. */
        public readonly ?string $subscriptionId = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $x = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $callee = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $display = null,
        /** 0 A is called, 1 A calls. */
        public readonly ?int $direction = null,
        public readonly ?string $extension = null,
        /** What the binding asks of the call. */
        public readonly ?ExplainAnswerResolutionRules $rules = null,
        public readonly ?string $reason = null,
        /** What a refused caller gets. */
        public readonly ?int $sipStatus = null,
        /** The state code that the application gets for a refusal. */
        public readonly ?int $stateCode = null,
        public readonly ?string $prompt = null,
        public readonly ?int $maxDigits = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            kind: $data['kind'] ?? null,
            appKey: $data['appKey'] ?? null,
            subscriptionId: $data['subscriptionId'] ?? null,
            x: $data['x'] ?? null,
            callee: $data['callee'] ?? null,
            display: $data['display'] ?? null,
            direction: $data['direction'] ?? null,
            extension: $data['extension'] ?? null,
            rules: maybe(ExplainAnswerResolutionRules::of(...), $data['rules'] ?? null),
            reason: $data['reason'] ?? null,
            sipStatus: $data['sipStatus'] ?? null,
            stateCode: $data['stateCode'] ?? null,
            prompt: $data['prompt'] ?? null,
            maxDigits: $data['maxDigits'] ?? null,
        );
    }
}

/** What the binding asks of the call. */
final class ExplainAnswerResolutionRules
{
    public function __construct(
        /** From the answer on; 0 no limit. */
        public readonly ?int $maxDurationMs = null,
        public readonly ?string $lastMinutePrompt = null,
        public readonly ?string $waitingPrompt = null,
        /** Missing when the call is not recorded. */
        public readonly ?ExplainAnswerResolutionRulesRecording $recording = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            maxDurationMs: $data['maxDurationMs'] ?? null,
            lastMinutePrompt: $data['lastMinutePrompt'] ?? null,
            waitingPrompt: $data['waitingPrompt'] ?? null,
            recording: maybe(ExplainAnswerResolutionRulesRecording::of(...), $data['recording'] ?? null),
        );
    }
}

/** Missing when the call is not recorded. */
final class ExplainAnswerResolutionRulesRecording
{
    public function __construct(
        public readonly ?string $hintPrompt = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            hintPrompt: $data['hintPrompt'] ?? null,
        );
    }
}

/** What happened, step by step. */
final class ExplainCallAnswer
{
    public function __construct(
        /** @var list<ExplainCallAnswerStep> */
        public readonly array $steps,
        public readonly ?string $sessionId = null,
        /** @var 'record'|'live'|'refused'|null refused: it never reached an application, so it has no record. */
        public readonly ?string $from = null,
        public readonly ?PastRecord $record = null,
        /** Whether its SIP messages are kept. */
        public readonly ?bool $hasLadder = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            steps: listed(ExplainCallAnswerStep::of(...), $data['steps'] ?? null),
            sessionId: $data['sessionId'] ?? null,
            from: $data['from'] ?? null,
            record: maybe(PastRecord::of(...), $data['record'] ?? null),
            hasLadder: $data['hasLadder'] ?? null,
        );
    }
}

final class ExplainCallAnswerStep
{
    public function __construct(
        public readonly ?string $step = null,
        /** @var 'yes'|'no'|'found'|'missing'|null */
        public readonly ?string $outcome = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            step: $data['step'] ?? null,
            outcome: $data['outcome'] ?? null,
        );
    }
}

final class PastRecord
{
    public function __construct(
        /** @var list<PastRecordTried> The ways to the callee that were tried, in order. */
        public readonly array $tried,
        /** @var 'call'|'message'|'number'|null */
        public readonly ?string $kind = null,
        /** Session of a call, `smsIdentifier` of a message, own id of a change. */
        public readonly ?string $id = null,
        /** When it came, or the number changed. */
        public readonly ?\DateTimeImmutable $at = null,
        public readonly ?\DateTimeImmutable $endedAt = null,
        /** Key of an application. */
        public readonly ?string $appKey = null,
        /** Id of a binding. */
        public readonly ?string $subscriptionId = null,
        /** Who called or wrote. */
        public readonly ?string $caller = null,
        /** The privacy number of the relation, or the one that changed. */
        public readonly ?string $x = null,
        /** The number dialled, where it is not X. */
        public readonly ?string $dialled = null,
        /** What the callee saw. */
        public readonly ?string $display = null,
        /** Whom it went to. */
        public readonly ?string $callee = null,
        public readonly ?string $callerTrunk = null,
        public readonly ?string $calleeTrunk = null,
        /** Why it ended; `unknown` for a call of a version without this store. */
        public readonly ?string $ending = null,
        /** The ending in words. */
        public readonly ?string $reason = null,
        /** Whose fault the ending of a call was. */
        public readonly ?string $fault = null,
        public readonly ?float $talkSeconds = null,
        public readonly ?\DateTimeImmutable $dialledAt = null,
        public readonly ?\DateTimeImmutable $ringingAt = null,
        public readonly ?\DateTimeImmutable $answeredAt = null,
        /** @var 'caller'|'callee'|null Who hung up. */
        public readonly ?string $releasedBy = null,
        public readonly ?int $stateCode = null,
        public readonly ?int $ulFailReason = null,
        public readonly ?int $sipStatus = null,
        public readonly ?int $calleeQ850 = null,
        /** How well the caller heard (mean opinion score, ITU-T G.107). */
        public readonly ?float $callerMos = null,
        /** How well the callee heard. */
        public readonly ?float $calleeMos = null,
        public readonly ?string $extension = null,
        /** File name of the recording. */
        public readonly ?string $recording = null,
        /** Parts in which a message came. */
        public readonly ?int $parts = null,
        /** How often a message was tried. */
        public readonly ?int $attempts = null,
        /** Why a number's status changed. */
        public readonly ?string $cause = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            tried: listed(PastRecordTried::of(...), $data['tried'] ?? null),
            kind: $data['kind'] ?? null,
            id: $data['id'] ?? null,
            at: maybe(readTime(...), $data['at'] ?? null),
            endedAt: maybe(readTime(...), $data['endedAt'] ?? null),
            appKey: $data['appKey'] ?? null,
            subscriptionId: $data['subscriptionId'] ?? null,
            caller: $data['caller'] ?? null,
            x: $data['x'] ?? null,
            dialled: $data['dialled'] ?? null,
            display: $data['display'] ?? null,
            callee: $data['callee'] ?? null,
            callerTrunk: $data['callerTrunk'] ?? null,
            calleeTrunk: $data['calleeTrunk'] ?? null,
            ending: $data['ending'] ?? null,
            reason: $data['reason'] ?? null,
            fault: $data['fault'] ?? null,
            talkSeconds: $data['talkSeconds'] ?? null,
            dialledAt: maybe(readTime(...), $data['dialledAt'] ?? null),
            ringingAt: maybe(readTime(...), $data['ringingAt'] ?? null),
            answeredAt: maybe(readTime(...), $data['answeredAt'] ?? null),
            releasedBy: $data['releasedBy'] ?? null,
            stateCode: $data['stateCode'] ?? null,
            ulFailReason: $data['ulFailReason'] ?? null,
            sipStatus: $data['sipStatus'] ?? null,
            calleeQ850: $data['calleeQ850'] ?? null,
            callerMos: $data['callerMos'] ?? null,
            calleeMos: $data['calleeMos'] ?? null,
            extension: $data['extension'] ?? null,
            recording: $data['recording'] ?? null,
            parts: $data['parts'] ?? null,
            attempts: $data['attempts'] ?? null,
            cause: $data['cause'] ?? null,
        );
    }
}

final class PastRecordTried
{
    public function __construct(
        public readonly ?string $trunk = null,
        /** @var 'answered'|'refused'|'unanswered'|'silent'|'called-off'|'failed'|null */
        public readonly ?string $outcome = null,
        /** The SIP status that refused it. */
        public readonly ?int $status = null,
        public readonly ?int $tookMs = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            trunk: $data['trunk'] ?? null,
            outcome: $data['outcome'] ?? null,
            status: $data['status'] ?? null,
            tookMs: $data['tookMs'] ?? null,
        );
    }
}

/** The answer, with what every rule says. */
final class AskMayCallAnswer
{
    public function __construct(
        /** @var list<AskMayCallAnswerRule> Every rule in force. */
        public readonly array $rules,
        public readonly ?bool $allowed = null,
        /**
         * @var 'routing'|'blacklist'|'registration'|'hours'|'frequency'|'onboarding'|'complaints'|null The first
         * rule that refuses it; routing: there is no way to a callee.
         */
        public readonly ?string $refusedBy = null,
        /** The ending that the call would have. */
        public readonly ?string $reason = null,
        public readonly ?int $sipStatus = null,
        /** The state code that the application gets. */
        public readonly ?int $stateCode = null,
        /** From then on all rules allow it; left out: not by the passing of time. */
        public readonly ?\DateTimeImmutable $until = null,
        /** Key of an application. */
        public readonly ?string $appKey = null,
        /** Id of a binding. */
        public readonly ?string $subscriptionId = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $x = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            rules: listed(AskMayCallAnswerRule::of(...), $data['rules'] ?? null),
            allowed: $data['allowed'] ?? null,
            refusedBy: $data['refusedBy'] ?? null,
            reason: $data['reason'] ?? null,
            sipStatus: $data['sipStatus'] ?? null,
            stateCode: $data['stateCode'] ?? null,
            until: maybe(readTime(...), $data['until'] ?? null),
            appKey: $data['appKey'] ?? null,
            subscriptionId: $data['subscriptionId'] ?? null,
            x: $data['x'] ?? null,
        );
    }
}

final class AskMayCallAnswerRule
{
    public function __construct(
        public readonly ?string $rule = null,
        public readonly ?string $statement = null,
        public readonly ?bool $allows = null,
        public readonly ?string $because = null,
        public readonly ?\DateTimeImmutable $until = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            rule: $data['rule'] ?? null,
            statement: $data['statement'] ?? null,
            allows: $data['allows'] ?? null,
            because: $data['because'] ?? null,
            until: maybe(readTime(...), $data['until'] ?? null),
        );
    }
}

/** One page of them, in the order in which they were added. */
final class ListBlacklistAnswer
{
    public function __construct(
        /** @var list<BlacklistEntry> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(BlacklistEntry::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

final class BlacklistEntry
{
    public function __construct(
        /**
         * @var 'bind-a'|'bind-b'|'call-as-a'|'call-as-b'|'call'|'message'|'x'|null bind-a, bind-b: to be bound
         * as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call, message: every one,
         * as either side. x: everything over one X.
         */
        public readonly ?string $kind = null,
        /** A phone number, or + with country code, first digits and *. */
        public readonly ?string $number = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $x = null,
        /** Key of an application. */
        public readonly ?string $appKey = null,
        /** From then on it counts no longer; left out: it has no term. */
        public readonly ?\DateTimeImmutable $until = null,
        public readonly ?\DateTimeImmutable $addedAt = null,
        /** For people. */
        public readonly ?string $note = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            kind: $data['kind'] ?? null,
            number: $data['number'] ?? null,
            x: $data['x'] ?? null,
            appKey: $data['appKey'] ?? null,
            until: maybe(readTime(...), $data['until'] ?? null),
            addedAt: maybe(readTime(...), $data['addedAt'] ?? null),
            note: $data['note'] ?? null,
        );
    }
}

final class AddToBlacklistRequestEntry
{
    public function __construct(
        /**
         * @var 'bind-a'|'bind-b'|'call-as-a'|'call-as-b'|'call'|'message'|'x' bind-a, bind-b: to be bound as A
         * or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call, message: every one, as
         * either side. x: everything over one X.
         */
        public readonly string $kind,
        /** A phone number, or + with country code, first digits and *. */
        #[\SensitiveParameter] public readonly string $number,
        /** A phone number: + and country code, or as it is dialled in the country of the policy. */
        #[\SensitiveParameter] public readonly ?string $x = null,
        /** Key of an application. */
        #[\SensitiveParameter] public readonly ?string $appKey = null,
        /** From then on it counts no longer; left out: it has no term. */
        public readonly ?\DateTimeImmutable $until = null,
        /** For people. */
        #[\SensitiveParameter] public readonly ?string $note = null,
    ) {
    }

    public function toJson(): object
    {
        return given(get_object_vars($this));
    }
}

/** How many there are. */
final class AddToBlacklistAnswer
{
    public function __construct(
        public readonly ?int $added = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            added: $data['added'] ?? null,
        );
    }
}

/** One page of them, in the order in which they were added. */
final class SearchBlacklistAnswer
{
    public function __construct(
        /** @var list<BlacklistEntry> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(BlacklistEntry::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

/** What became of the lines. */
final class ImportBlacklistAnswer
{
    public function __construct(
        /** @var list<ImportBlacklistAnswerFault> */
        public readonly array $faults,
        public readonly ?int $taken = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            faults: listed(ImportBlacklistAnswerFault::of(...), $data['faults'] ?? null),
            taken: $data['taken'] ?? null,
        );
    }
}

final class ImportBlacklistAnswerFault
{
    public function __construct(
        public readonly ?int $line = null,
        public readonly ?string $message = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            line: $data['line'] ?? null,
            message: $data['message'] ?? null,
        );
    }
}

/** What became of the lines. */
final class AddRegistrationsAnswer
{
    public function __construct(
        /** @var list<AddRegistrationsAnswerFault> */
        public readonly array $faults,
        public readonly ?int $taken = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            faults: listed(AddRegistrationsAnswerFault::of(...), $data['faults'] ?? null),
            taken: $data['taken'] ?? null,
        );
    }
}

final class AddRegistrationsAnswerFault
{
    public function __construct(
        public readonly ?int $line = null,
        public readonly ?string $message = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            line: $data['line'] ?? null,
            message: $data['message'] ?? null,
        );
    }
}

/** What became of the lines. */
final class ImportRegistrationsAnswer
{
    public function __construct(
        /** @var list<ImportRegistrationsAnswerFault> */
        public readonly array $faults,
        public readonly ?int $taken = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            faults: listed(ImportRegistrationsAnswerFault::of(...), $data['faults'] ?? null),
            taken: $data['taken'] ?? null,
        );
    }
}

final class ImportRegistrationsAnswerFault
{
    public function __construct(
        public readonly ?int $line = null,
        public readonly ?string $message = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            line: $data['line'] ?? null,
            message: $data['message'] ?? null,
        );
    }
}

/** One page of them, in the order of their import. */
final class SearchRegistrationsAnswer
{
    public function __construct(
        /** @var list<Registration> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(Registration::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

final class Registration
{
    public function __construct(
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $number = null,
        /** Key of an application. */
        public readonly ?string $appKey = null,
        /** @var 'registered'|'pending'|'rejected'|null Only registered counts. A later import replaces it. */
        public readonly ?string $state = null,
        /** A name for the import, to ask how far it is. */
        public readonly ?string $batch = null,
        /** From then on it counts no longer. */
        public readonly ?\DateTimeImmutable $until = null,
        public readonly ?\DateTimeImmutable $at = null,
        public readonly ?bool $isExpired = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            number: $data['number'] ?? null,
            appKey: $data['appKey'] ?? null,
            state: $data['state'] ?? null,
            batch: $data['batch'] ?? null,
            until: maybe(readTime(...), $data['until'] ?? null),
            at: maybe(readTime(...), $data['at'] ?? null),
            isExpired: $data['isExpired'] ?? null,
        );
    }
}

/** Counts of the batch, of the application, or of all. */
final class GetRegistrationStatusAnswer
{
    public function __construct(
        public readonly ?int $registered = null,
        public readonly ?int $pending = null,
        public readonly ?int $rejected = null,
        public readonly ?int $expired = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            registered: $data['registered'] ?? null,
            pending: $data['pending'] ?? null,
            rejected: $data['rejected'] ?? null,
            expired: $data['expired'] ?? null,
        );
    }
}

/** How many there were. */
final class RemoveRegistrationsAnswer
{
    public function __construct(
        public readonly ?int $removed = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            removed: $data['removed'] ?? null,
        );
    }
}

/** One page of them. */
final class ListComplaintsAnswer
{
    public function __construct(
        /** @var list<Complaint> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(Complaint::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

final class Complaint
{
    public function __construct(
        public readonly ?string $id = null,
        /** Key of an application. */
        public readonly ?string $appKey = null,
        /** @var 'harassment'|'fraud'|'other'|null */
        public readonly ?string $category = null,
        /** false: examined, and found to be none. */
        public readonly ?bool $valid = null,
        public readonly ?\DateTimeImmutable $at = null,
        /** A phone number with its country code; masked for viewers. */
        public readonly ?string $x = null,
        /** For people. */
        public readonly ?string $note = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            id: $data['id'] ?? null,
            appKey: $data['appKey'] ?? null,
            category: $data['category'] ?? null,
            valid: $data['valid'] ?? null,
            at: maybe(readTime(...), $data['at'] ?? null),
            x: $data['x'] ?? null,
            note: $data['note'] ?? null,
        );
    }
}

/** The complaint, and how its application stands now. */
final class AddComplaintAnswer
{
    public function __construct(
        public readonly ?Complaint $complaint = null,
        public readonly ?Standing $standing = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            complaint: maybe(Complaint::of(...), $data['complaint'] ?? null),
            standing: maybe(Standing::of(...), $data['standing'] ?? null),
        );
    }
}

final class Standing
{
    public function __construct(
        /** Key of an application. */
        public readonly ?string $appKey = null,
        /** @var 'good'|'warned'|'frozen'|null frozen: new bindings are refused. */
        public readonly ?string $state = null,
        public readonly ?string $month = null,
        /** Valid ones of the month. */
        public readonly ?int $complaints = null,
        /** Numbers of the application. */
        public readonly ?int $numbers = null,
        /** Complaints for each hundred numbers. */
        public readonly ?float $percent = null,
        /** When a freeze ends. */
        public readonly ?\DateTimeImmutable $until = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            appKey: $data['appKey'] ?? null,
            state: $data['state'] ?? null,
            month: $data['month'] ?? null,
            complaints: $data['complaints'] ?? null,
            numbers: $data['numbers'] ?? null,
            percent: $data['percent'] ?? null,
            until: maybe(readTime(...), $data['until'] ?? null),
        );
    }
}

/** All of them. */
final class ListStandingsAnswer
{
    public function __construct(
        /** @var list<Standing> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(Standing::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

/** All of them. */
final class ListOnboardingAnswer
{
    public function __construct(
        /** @var list<Onboarding> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(Onboarding::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

final class Onboarding
{
    public function __construct(
        /** @var list<OnboardingDocument> What was handed in. The documents themselves stay elsewhere. */
        public readonly array $documents,
        /** Key of an application. */
        public readonly ?string $appKey = null,
        /** @var 'submitted'|'approved'|'rejected'|null Only approved counts where the rules demand it. */
        public readonly ?string $state = null,
        /** As on its licence. */
        public readonly ?string $company = null,
        /** Code of the business licence or the organisation. */
        public readonly ?string $licence = null,
        /** Its trade, as the rules file names forbidden ones. */
        public readonly ?string $trade = null,
        /** What the service is part of: an app, a mini program, a site, with its name. */
        public readonly ?string $carrier = null,
        /** Who calls whom, and what for. */
        public readonly ?string $scene = null,
        /** What is said on such a call. */
        public readonly ?string $script = null,
        /** Where callees' numbers come from. */
        public readonly ?string $calleeSource = null,
        public readonly ?bool $usesMessages = null,
        /** When the authorisation ends. */
        public readonly ?\DateTimeImmutable $until = null,
        /** For people. */
        public readonly ?string $note = null,
        public readonly ?\DateTimeImmutable $changedAt = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            documents: listed(OnboardingDocument::of(...), $data['documents'] ?? null),
            appKey: $data['appKey'] ?? null,
            state: $data['state'] ?? null,
            company: $data['company'] ?? null,
            licence: $data['licence'] ?? null,
            trade: $data['trade'] ?? null,
            carrier: $data['carrier'] ?? null,
            scene: $data['scene'] ?? null,
            script: $data['script'] ?? null,
            calleeSource: $data['calleeSource'] ?? null,
            usesMessages: $data['usesMessages'] ?? null,
            until: maybe(readTime(...), $data['until'] ?? null),
            note: $data['note'] ?? null,
            changedAt: maybe(readTime(...), $data['changedAt'] ?? null),
        );
    }
}

final class OnboardingDocument
{
    public function __construct(
        /** What it is. */
        public readonly string $name,
        public readonly string $sha256,
        public readonly ?int $bytes = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            name: sure($data, 'name'),
            sha256: sure($data, 'sha256'),
            bytes: $data['bytes'] ?? null,
        );
    }
}

final class PutOnboardingRequestDocument
{
    public function __construct(
        /** What it is. */
        #[\SensitiveParameter] public readonly string $name,
        #[\SensitiveParameter] public readonly string $sha256,
        public readonly ?int $bytes = null,
    ) {
    }

    public function toJson(): object
    {
        return given(get_object_vars($this));
    }
}

/** All of them. */
final class ListPromptsAnswer
{
    public function __construct(
        /** @var list<ListPromptsAnswerItem> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(ListPromptsAnswerItem::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

final class ListPromptsAnswerItem
{
    public function __construct(
        /** @var list<string> For one that came with Callveil. */
        public readonly array $languages,
        /** File name: letters, digits and _ @ . + -, ending in .wav. */
        public readonly ?string $name = null,
        public readonly ?int $milliseconds = null,
        /** The format of the file, such as `A-law, 8000 Hz, 8 bit, mono`. */
        public readonly ?string $format = null,
        /** Mean level in dBm0; -66 is silence. Speech is near -20. */
        public readonly ?float $levelDbm0 = null,
        /** Level of the loudest sample; 0 is full scale, where it distorts. */
        public readonly ?float $peakDbfs = null,
        /** Root of the mean square, against full scale. */
        public readonly ?float $rmsDbfs = null,
        /** Came with Callveil; can be covered by one of the same name. */
        public readonly ?bool $builtIn = null,
        /** Who names it, beside answers in X mode and `standardPrompts`. */
        public readonly ?ListPromptsAnswerItemUsedBy $usedBy = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            languages: listed(same(...), $data['languages'] ?? null),
            name: $data['name'] ?? null,
            milliseconds: $data['milliseconds'] ?? null,
            format: $data['format'] ?? null,
            levelDbm0: $data['levelDbm0'] ?? null,
            peakDbfs: $data['peakDbfs'] ?? null,
            rmsDbfs: $data['rmsDbfs'] ?? null,
            builtIn: $data['builtIn'] ?? null,
            usedBy: maybe(ListPromptsAnswerItemUsedBy::of(...), $data['usedBy'] ?? null),
        );
    }
}

/** Who names it, beside answers in X mode and `standardPrompts`. */
final class ListPromptsAnswerItemUsedBy
{
    public function __construct(
        /** @var list<string> As `key (tones.noBinding)`. */
        public readonly array $applications,
        /** In force. */
        public readonly ?int $bindings = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            applications: listed(same(...), $data['applications'] ?? null),
            bindings: $data['bindings'] ?? null,
        );
    }
}

/** Receivers that something waits for. */
final class ListReceiversAnswer
{
    public function __construct(
        /** @var list<ListReceiversAnswerItem> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(ListReceiversAnswerItem::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

final class ListReceiversAnswerItem
{
    public function __construct(
        /** Key of an application. */
        public readonly ?string $appKey = null,
        /** Which of its call-back addresses: status, fee, numberStatus and so on. */
        public readonly ?string $channel = null,
        /** Messages that have not been taken yet. */
        public readonly ?int $waiting = null,
        /** Those of them that have been pushed in vain before. */
        public readonly ?int $failed = null,
        /** When the first of them is pushed again; absent: at once. */
        public readonly ?\DateTimeImmutable $nextDueAt = null,
        /** The last pushes all failed: one message at a time tries whether it is back. */
        public readonly ?bool $down = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            appKey: $data['appKey'] ?? null,
            channel: $data['channel'] ?? null,
            waiting: $data['waiting'] ?? null,
            failed: $data['failed'] ?? null,
            nextDueAt: maybe(readTime(...), $data['nextDueAt'] ?? null),
            down: $data['down'] ?? null,
        );
    }
}

/** All trunks, in the order of the file. */
final class ListTrunksAnswer
{
    public function __construct(
        /** @var list<ListTrunksAnswerItem> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(ListTrunksAnswerItem::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

final class ListTrunksAnswerItem
{
    public function __construct(
        /**
         * @var list<ListTrunksAnswerItemRefusal> What calls sent to it were refused with since the start, the
         * most frequent first.
         */
        public readonly array $refusals,
        /** @var list<ListTrunksAnswerItemSmpp> Its connections over SMPP; absent if it has none. */
        public readonly array $smpp,
        public readonly ?string $name = null,
        /** @var 'carrier'|'softphones'|null */
        public readonly ?string $type = null,
        /** Whether it has an address that calls go to. */
        public readonly ?bool $callsGoOut = null,
        /** Calls on it now, in and out. */
        public readonly ?int $calls = null,
        /** Its limit; 0 no limit. */
        public readonly ?int $maxCalls = null,
        /**
         * @var 'up'|'silent'|'refusing'|null silent: it does not answer. refusing: it wants no calls at the
         * moment. Both are tried last.
         */
        public readonly ?string $state = null,
        /** Whether we are registered with it; absent if it needs no registration. */
        public readonly ?bool $isRegistered = null,
        /** Since when it is not up; absent while it is. */
        public readonly ?\DateTimeImmutable $since = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            refusals: listed(ListTrunksAnswerItemRefusal::of(...), $data['refusals'] ?? null),
            smpp: listed(ListTrunksAnswerItemSmpp::of(...), $data['smpp'] ?? null),
            name: $data['name'] ?? null,
            type: $data['type'] ?? null,
            callsGoOut: $data['callsGoOut'] ?? null,
            calls: $data['calls'] ?? null,
            maxCalls: $data['maxCalls'] ?? null,
            state: $data['state'] ?? null,
            isRegistered: $data['isRegistered'] ?? null,
            since: maybe(readTime(...), $data['since'] ?? null),
        );
    }
}

final class ListTrunksAnswerItemRefusal
{
    public function __construct(
        /** SIP status; 408 also if it did not answer. */
        public readonly ?int $status = null,
        public readonly ?int $count = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            status: $data['status'] ?? null,
            count: $data['count'] ?? null,
        );
    }
}

final class ListTrunksAnswerItemSmpp
{
    public function __construct(
        /** Host and port. */
        public readonly ?string $server = null,
        /** @var 'transceiver'|'transmitter'|'receiver'|null */
        public readonly ?string $role = null,
        /** Whether messages can pass. */
        public readonly ?bool $isBound = null,
        /** Since when it is so. */
        public readonly ?\DateTimeImmutable $since = null,
        /** Why it is not bound. */
        public readonly ?string $because = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            server: $data['server'] ?? null,
            role: $data['role'] ?? null,
            isBound: $data['isBound'] ?? null,
            since: maybe(readTime(...), $data['since'] ?? null),
            because: $data['because'] ?? null,
        );
    }
}

/** Now. */
final class ListLiveAnswer
{
    public function __construct(
        /** The SIP process. */
        public readonly ?ListLiveAnswerSip $sip = null,
        /** The media process. */
        public readonly ?ListLiveAnswerMedia $media = null,
        /** The engine. */
        public readonly ?ListLiveAnswerEngine $engine = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            sip: maybe(ListLiveAnswerSip::of(...), $data['sip'] ?? null),
            media: maybe(ListLiveAnswerMedia::of(...), $data['media'] ?? null),
            engine: maybe(ListLiveAnswerEngine::of(...), $data['engine'] ?? null),
        );
    }
}

/** The SIP process. */
final class ListLiveAnswerSip
{
    public function __construct(
        /**
         * @var 'own-stack'|'drachtio-server'|'nowhere'|null drachtio-server: an external server, which alone can
         * list them. nowhere: the process is away.
         */
        public readonly ?string $from = null,
        /** Those that came first, then those begun here; oldest first. */
        public readonly ?ListLiveAnswerSipTransactions $transactions = null,
        /** Oldest first. */
        public readonly ?ListLiveAnswerSipDialogs $dialogs = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            from: $data['from'] ?? null,
            transactions: maybe(ListLiveAnswerSipTransactions::of(...), $data['transactions'] ?? null),
            dialogs: maybe(ListLiveAnswerSipDialogs::of(...), $data['dialogs'] ?? null),
        );
    }
}

/** Those that came first, then those begun here; oldest first. */
final class ListLiveAnswerSipTransactions
{
    public function __construct(
        /** @var list<ListLiveAnswerSipTransactionsItem> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(ListLiveAnswerSipTransactionsItem::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

final class ListLiveAnswerSipTransactionsItem
{
    public function __construct(
        public readonly ?string $method = null,
        /** @var 'in'|'out'|null */
        public readonly ?string $direction = null,
        public readonly ?string $state = null,
        /** Milliseconds since it began. */
        public readonly ?int $ageMs = null,
        /** Shortened, numbers in it masked. */
        public readonly ?string $branch = null,
        public readonly ?string $peer = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            method: $data['method'] ?? null,
            direction: $data['direction'] ?? null,
            state: $data['state'] ?? null,
            ageMs: $data['ageMs'] ?? null,
            branch: $data['branch'] ?? null,
            peer: $data['peer'] ?? null,
        );
    }
}

/** Oldest first. */
final class ListLiveAnswerSipDialogs
{
    public function __construct(
        /** @var list<ListLiveAnswerSipDialogsItem> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(ListLiveAnswerSipDialogsItem::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

final class ListLiveAnswerSipDialogsItem
{
    public function __construct(
        /** Shortened, numbers in it masked. */
        public readonly ?string $id = null,
        /** @var 'uac'|'uas'|null uac: the callee’s leg. */
        public readonly ?string $role = null,
        public readonly ?string $state = null,
        /** Milliseconds since it began. */
        public readonly ?int $ageMs = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            id: $data['id'] ?? null,
            role: $data['role'] ?? null,
            state: $data['state'] ?? null,
            ageMs: $data['ageMs'] ?? null,
        );
    }
}

/** The media process. */
final class ListLiveAnswerMedia
{
    public function __construct(
        /** Oldest first. */
        public readonly ?ListLiveAnswerMediaSessions $sessions = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            sessions: maybe(ListLiveAnswerMediaSessions::of(...), $data['sessions'] ?? null),
        );
    }
}

/** Oldest first. */
final class ListLiveAnswerMediaSessions
{
    public function __construct(
        /** @var list<ListLiveAnswerMediaSessionsItem> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(ListLiveAnswerMediaSessionsItem::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

final class ListLiveAnswerMediaSessionsItem
{
    public function __construct(
        public readonly ?string $sessionId = null,
        /** Its place; absent if it has died. */
        public readonly ?int $worker = null,
        public readonly ?int $callerPort = null,
        public readonly ?int $calleePort = null,
        /** Milliseconds since it began. */
        public readonly ?int $ageMs = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            sessionId: $data['sessionId'] ?? null,
            worker: $data['worker'] ?? null,
            callerPort: $data['callerPort'] ?? null,
            calleePort: $data['calleePort'] ?? null,
            ageMs: $data['ageMs'] ?? null,
        );
    }
}

/** The engine. */
final class ListLiveAnswerEngine
{
    public function __construct(
        /** Oldest first. */
        public readonly ?ListLiveAnswerEngineCalls $calls = null,
        /** @var array<string, int>|null Sizes of its tables of SIP objects. */
        public readonly ?array $held = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            calls: maybe(ListLiveAnswerEngineCalls::of(...), $data['calls'] ?? null),
            held: mapped(same(...), $data['held'] ?? null),
        );
    }
}

/** Oldest first. */
final class ListLiveAnswerEngineCalls
{
    public function __construct(
        /** @var list<ListLiveAnswerEngineCallsItem> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(ListLiveAnswerEngineCallsItem::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

final class ListLiveAnswerEngineCallsItem
{
    public function __construct(
        public readonly ?string $sessionId = null,
        public readonly ?string $state = null,
        /** Milliseconds since it began. */
        public readonly ?int $ageMs = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            sessionId: $data['sessionId'] ?? null,
            state: $data['state'] ?? null,
            ageMs: $data['ageMs'] ?? null,
        );
    }
}

/** Now. */
final class GetJournalAnswer
{
    public function __construct(
        /**
         * @var list<string> Why changes answer 503: away, lost-changes, read-only, out-of-memory, cannot-save,
         * too-few-replicas.
         */
        public readonly array $ailments,
        /**
         * @var list<string> Applications (and `*`, which application has which number) of which the store has
         * lost changes that are in force here.
         */
        public readonly array $lostScopes,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            ailments: listed(same(...), $data['ailments'] ?? null),
            lostScopes: listed(same(...), $data['lostScopes'] ?? null),
        );
    }
}

/** Done. */
final class RestoreJournalAnswer
{
    public function __construct(
        /** @var list<string> What was decided about. */
        public readonly array $scopes,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            scopes: listed(same(...), $data['scopes'] ?? null),
        );
    }
}

/** Done. */
final class AcceptJournalAnswer
{
    public function __construct(
        /** @var list<string> What was decided about. */
        public readonly array $scopes,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            scopes: listed(same(...), $data['scopes'] ?? null),
        );
    }
}

/** Now. */
final class GetSystemAnswer
{
    public function __construct(
        /** @var list<string> Trunks that do not answer, and are tried after all others. */
        public readonly array $silentTrunks,
        public readonly ?string $version = null,
        public readonly ?\DateTimeImmutable $startedAt = null,
        public readonly ?\DateTimeImmutable $now = null,
        /** Takes no new calls. */
        public readonly ?bool $draining = null,
        public readonly ?int $calls = null,
        public readonly ?int $bindings = null,
        /** While false, calls go on and changes answer 503. */
        public readonly ?bool $journalAvailable = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            silentTrunks: listed(same(...), $data['silentTrunks'] ?? null),
            version: $data['version'] ?? null,
            startedAt: maybe(readTime(...), $data['startedAt'] ?? null),
            now: maybe(readTime(...), $data['now'] ?? null),
            draining: $data['draining'] ?? null,
            calls: $data['calls'] ?? null,
            bindings: $data['bindings'] ?? null,
            journalAvailable: $data['journalAvailable'] ?? null,
        );
    }
}

/** Now. What the system does not tell is left out. */
final class GetMachineAnswer
{
    public function __construct(
        /** @var list<GetMachineAnswerProcesse> */
        public readonly array $processes,
        /** @var list<GetMachineAnswerDisk> */
        public readonly array $disks,
        /** @var list<GetMachineAnswerLoad> */
        public readonly array $load,
        /** @var list<GetMachineAnswerCertificate> */
        public readonly array $certificates,
        /** @var array<string, string>|null */
        public readonly ?array $versions = null,
        public readonly ?GetMachineAnswerMachine $machine = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            processes: listed(GetMachineAnswerProcesse::of(...), $data['processes'] ?? null),
            disks: listed(GetMachineAnswerDisk::of(...), $data['disks'] ?? null),
            load: listed(GetMachineAnswerLoad::of(...), $data['load'] ?? null),
            certificates: listed(GetMachineAnswerCertificate::of(...), $data['certificates'] ?? null),
            versions: mapped(same(...), $data['versions'] ?? null),
            machine: maybe(GetMachineAnswerMachine::of(...), $data['machine'] ?? null),
        );
    }
}

final class GetMachineAnswerProcesse
{
    public function __construct(
        public readonly ?string $name = null,
        public readonly ?int $pid = null,
        public readonly ?int $uptimeSeconds = null,
        public readonly ?float $cpuSeconds = null,
        public readonly ?int $memoryBytes = null,
        public readonly ?int $openFiles = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            name: $data['name'] ?? null,
            pid: $data['pid'] ?? null,
            uptimeSeconds: $data['uptimeSeconds'] ?? null,
            cpuSeconds: $data['cpuSeconds'] ?? null,
            memoryBytes: $data['memoryBytes'] ?? null,
            openFiles: $data['openFiles'] ?? null,
        );
    }
}

final class GetMachineAnswerMachine
{
    public function __construct(
        /** @var list<float> */
        public readonly array $loadAverage,
        public readonly ?string $name = null,
        public readonly ?int $cpus = null,
        public readonly ?int $memoryBytes = null,
        public readonly ?int $freeMemoryBytes = null,
        public readonly ?int $uptimeSeconds = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            loadAverage: listed(same(...), $data['loadAverage'] ?? null),
            name: $data['name'] ?? null,
            cpus: $data['cpus'] ?? null,
            memoryBytes: $data['memoryBytes'] ?? null,
            freeMemoryBytes: $data['freeMemoryBytes'] ?? null,
            uptimeSeconds: $data['uptimeSeconds'] ?? null,
        );
    }
}

final class GetMachineAnswerDisk
{
    public function __construct(
        public readonly ?string $folder = null,
        public readonly ?string $path = null,
        public readonly ?int $bytes = null,
        public readonly ?int $freeBytes = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            folder: $data['folder'] ?? null,
            path: $data['path'] ?? null,
            bytes: $data['bytes'] ?? null,
            freeBytes: $data['freeBytes'] ?? null,
        );
    }
}

final class GetMachineAnswerLoad
{
    public function __construct(
        public readonly ?string $part = null,
        /** At 1 the part is at its limit, and new calls are refused. */
        public readonly ?float $value = null,
        /** A delay, and no reserve. */
        public readonly ?bool $isDelay = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            part: $data['part'] ?? null,
            value: $data['value'] ?? null,
            isDelay: $data['isDelay'] ?? null,
        );
    }
}

final class GetMachineAnswerCertificate
{
    public function __construct(
        /** @var list<string> */
        public readonly array $names,
        public readonly ?string $of = null,
        public readonly ?string $file = null,
        public readonly ?\DateTimeImmutable $expiresAt = null,
        /** Why it cannot be read. */
        public readonly ?string $because = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            names: listed(same(...), $data['names'] ?? null),
            of: $data['of'] ?? null,
            file: $data['file'] ?? null,
            expiresAt: maybe(readTime(...), $data['expiresAt'] ?? null),
            because: $data['because'] ?? null,
        );
    }
}

/** Newest last. */
final class ListLogLinesAnswer
{
    public function __construct(
        /** @var list<ListLogLinesAnswerItem> */
        public readonly array $items,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(ListLogLinesAnswerItem::of(...), $data['items'] ?? null),
        );
    }
}

final class ListLogLinesAnswerItem
{
    public function __construct(
        public readonly ?int $sequence = null,
        public readonly ?\DateTimeImmutable $at = null,
        public readonly ?string $level = null,
        public readonly ?string $text = null,
        public readonly ?string $fields = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            sequence: $data['sequence'] ?? null,
            at: maybe(readTime(...), $data['at'] ?? null),
            level: $data['level'] ?? null,
            text: $data['text'] ?? null,
            fields: $data['fields'] ?? null,
        );
    }
}

/** Oldest first. */
final class SearchAuditAnswer
{
    public function __construct(
        /** @var list<SearchAuditAnswerItem> */
        public readonly array $items,
        public readonly ?SearchAuditAnswerHead $head = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(SearchAuditAnswerItem::of(...), $data['items'] ?? null),
            head: maybe(SearchAuditAnswerHead::of(...), $data['head'] ?? null),
        );
    }
}

final class SearchAuditAnswerItem
{
    public function __construct(
        public readonly ?int $sequence = null,
        public readonly ?\DateTimeImmutable $time = null,
        /** A token of this API, an application (role `application`), or Callveil (role `service`). */
        public readonly ?SearchAuditAnswerItemWho $who = null,
        /** @var 'looked at'|'listened'|'changed'|'refused'|'exported'|'erased'|'cut'|'repaired'|null */
        public readonly ?string $action = null,
        /** @var array<string, mixed>|null The operation and what it named. Numbers are keyed hashes. */
        public readonly ?array $what = null,
        public readonly ?string $previous = null,
        /** SHA-256 of `previous` and the entry as canonical JSON. */
        public readonly ?string $hash = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            sequence: $data['sequence'] ?? null,
            time: maybe(readTime(...), $data['time'] ?? null),
            who: maybe(SearchAuditAnswerItemWho::of(...), $data['who'] ?? null),
            action: $data['action'] ?? null,
            what: mapped(same(...), $data['what'] ?? null),
            previous: $data['previous'] ?? null,
            hash: $data['hash'] ?? null,
        );
    }
}

/** A token of this API, an application (role `application`), or Callveil (role `service`). */
final class SearchAuditAnswerItemWho
{
    public function __construct(
        public readonly ?string $name = null,
        public readonly ?string $role = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            name: $data['name'] ?? null,
            role: $data['role'] ?? null,
        );
    }
}

final class SearchAuditAnswerHead
{
    public function __construct(
        public readonly ?int $sequence = null,
        public readonly ?string $hash = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            sequence: $data['sequence'] ?? null,
            hash: $data['hash'] ?? null,
        );
    }
}

/** What was found. */
final class VerifyAuditAnswer
{
    public function __construct(
        public readonly ?bool $intact = null,
        /** Those that were read, up to the first broken one. */
        public readonly ?int $entries = null,
        /** The last good entry. Keep it elsewhere. */
        public readonly ?VerifyAuditAnswerHead $head = null,
        /** Entries up to this one were cut off after their days. */
        public readonly ?VerifyAuditAnswerCheckpoint $checkpoint = null,
        /** The first entry that is not as it was written. */
        public readonly ?VerifyAuditAnswerBroken $broken = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            intact: $data['intact'] ?? null,
            entries: $data['entries'] ?? null,
            head: maybe(VerifyAuditAnswerHead::of(...), $data['head'] ?? null),
            checkpoint: maybe(VerifyAuditAnswerCheckpoint::of(...), $data['checkpoint'] ?? null),
            broken: maybe(VerifyAuditAnswerBroken::of(...), $data['broken'] ?? null),
        );
    }
}

/** The last good entry. Keep it elsewhere. */
final class VerifyAuditAnswerHead
{
    public function __construct(
        public readonly ?int $sequence = null,
        public readonly ?string $hash = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            sequence: $data['sequence'] ?? null,
            hash: $data['hash'] ?? null,
        );
    }
}

/** Entries up to this one were cut off after their days. */
final class VerifyAuditAnswerCheckpoint
{
    public function __construct(
        public readonly ?int $sequence = null,
        public readonly ?string $hash = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            sequence: $data['sequence'] ?? null,
            hash: $data['hash'] ?? null,
        );
    }
}

/** The first entry that is not as it was written. */
final class VerifyAuditAnswerBroken
{
    public function __construct(
        public readonly ?int $line = null,
        public readonly ?int $sequence = null,
        public readonly ?string $because = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            line: $data['line'] ?? null,
            sequence: $data['sequence'] ?? null,
            because: $data['because'] ?? null,
        );
    }
}

/** All of them. */
final class ListAccountsAnswer
{
    public function __construct(
        /** @var list<Account> */
        public readonly array $items,
        public readonly ?int $total = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(Account::of(...), $data['items'] ?? null),
            total: $data['total'] ?? null,
        );
    }
}

final class Account
{
    public function __construct(
        /** @var list<string> subscriber: whose messages it may read. The other roles have no such limit. */
        public readonly array $applications,
        /** Letters, digits and . _ @ -, a letter first; upper and lower case are the same. */
        public readonly ?string $name = null,
        /** @var 'admin'|'operator'|'viewer'|'auditor'|'subscriber'|null */
        public readonly ?string $role = null,
        public readonly ?bool $hasSecondFactor = null,
        /** An administrator set the password. */
        public readonly ?bool $mustChangePassword = null,
        /** That have not ended. */
        public readonly ?int $sessions = null,
        public readonly ?\DateTimeImmutable $createdAt = null,
        /** Left out: never. */
        public readonly ?\DateTimeImmutable $signedInAt = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            applications: listed(same(...), $data['applications'] ?? null),
            name: $data['name'] ?? null,
            role: $data['role'] ?? null,
            hasSecondFactor: $data['hasSecondFactor'] ?? null,
            mustChangePassword: $data['mustChangePassword'] ?? null,
            sessions: $data['sessions'] ?? null,
            createdAt: maybe(readTime(...), $data['createdAt'] ?? null),
            signedInAt: maybe(readTime(...), $data['signedInAt'] ?? null),
        );
    }
}

/** They have ended. */
final class EndAccountSessionsAnswer
{
    public function __construct(
        public readonly ?int $ended = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            ended: $data['ended'] ?? null,
        );
    }
}

/** Done, or with `dryRun` possible. */
final class ReloadAnswer
{
    public function __construct(
        /** @var list<string> Each changed key with its old and its new value. */
        public readonly array $changes,
        /** @var list<string> Settings that can hardly have been meant. */
        public readonly array $doubts,
        /** @var 'applied'|'unchanged'|'checked'|null */
        public readonly ?string $outcome = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            changes: listed(same(...), $data['changes'] ?? null),
            doubts: listed(same(...), $data['doubts'] ?? null),
            outcome: $data['outcome'] ?? null,
        );
    }
}

/** It drains. */
final class BeginDrainAnswer
{
    public function __construct(
        /** Takes no new calls. */
        public readonly ?bool $draining = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            draining: $data['draining'] ?? null,
        );
    }
}

/** It takes calls. */
final class UndoDrainAnswer
{
    public function __construct(
        /** Takes no new calls. */
        public readonly ?bool $draining = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            draining: $data['draining'] ?? null,
        );
    }
}

/** Messages after that one. */
final class ListEventsAnswer
{
    public function __construct(
        /** @var list<ListEventsAnswerItem> */
        public readonly array $items,
        /** The last message that was read: `next` of the answer before. */
        public readonly ?string $next = null,
        /** Messages after `after` have been deleted: it is older than `reports.pullDays`. */
        public readonly ?bool $missed = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(ListEventsAnswerItem::of(...), $data['items'] ?? null),
            next: $data['next'] ?? null,
            missed: $data['missed'] ?? null,
        );
    }
}

final class ListEventsAnswerItem
{
    public function __construct(
        /** Id of a message, the `Idempotency-Key` of its push. Ids of an application increase. */
        public readonly ?string $id = null,
        /** Key of an application. */
        public readonly ?string $appKey = null,
        /** `eventType`; `fee` for a record, `smsEvent` for a notice of a short message. */
        public readonly ?string $kind = null,
        public readonly ?\DateTimeImmutable $at = null,
        /** A notice of a short message has its `smsIdentifier` here. */
        public readonly ?string $sessionId = null,
        /** @var array<string, mixed>|null What is pushed: the same JSON. */
        public readonly ?array $message = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            id: $data['id'] ?? null,
            appKey: $data['appKey'] ?? null,
            kind: $data['kind'] ?? null,
            at: maybe(readTime(...), $data['at'] ?? null),
            sessionId: $data['sessionId'] ?? null,
            message: mapped(same(...), $data['message'] ?? null),
        );
    }
}

/** Oldest first, for `reports.givenUpDays`. */
final class ListUndeliveredAnswer
{
    public function __construct(
        /** @var list<ListUndeliveredAnswerItem> */
        public readonly array $items,
        /** The last message that was read: `next` of the answer before. */
        public readonly ?string $next = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(ListUndeliveredAnswerItem::of(...), $data['items'] ?? null),
            next: $data['next'] ?? null,
        );
    }
}

final class ListUndeliveredAnswerItem
{
    public function __construct(
        /** Id of a message, the `Idempotency-Key` of its push. Ids of an application increase. */
        public readonly ?string $id = null,
        /** Key of an application. */
        public readonly ?string $appKey = null,
        /** Which of its addresses: status, fee and so on. */
        public readonly ?string $channel = null,
        /** `*`: several records that were pushed together. */
        public readonly ?string $sessionId = null,
        public readonly ?int $failures = null,
        public readonly ?\DateTimeImmutable $givenUpAt = null,
        /** Why the last push failed. */
        public readonly ?string $because = null,
        /** @var array<string, mixed>|null What is pushed: the same JSON. */
        public readonly ?array $message = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            id: $data['id'] ?? null,
            appKey: $data['appKey'] ?? null,
            channel: $data['channel'] ?? null,
            sessionId: $data['sessionId'] ?? null,
            failures: $data['failures'] ?? null,
            givenUpAt: maybe(readTime(...), $data['givenUpAt'] ?? null),
            because: $data['because'] ?? null,
            message: mapped(same(...), $data['message'] ?? null),
        );
    }
}

/** How many. */
final class ResendUndeliveredAnswer
{
    public function __construct(
        public readonly ?int $resent = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            resent: $data['resent'] ?? null,
        );
    }
}

/** One page of them. */
final class SearchRecordsAnswer
{
    public function __construct(
        /** @var list<PastRecord> */
        public readonly array $items,
        /** The place of the last one; absent: there are no more. */
        public readonly ?string $next = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(PastRecord::of(...), $data['items'] ?? null),
            next: $data['next'] ?? null,
        );
    }
}

/** One list for each store. */
final class ExportSubjectAnswer
{
    public function __construct(
        /** A phone number: + and country code, or as it is dialled in the country of the policy. */
        public readonly ?string $number = null,
        /** @var array<string, mixed> What else was answered. */
        public readonly array $more = [],
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            number: $data['number'] ?? null,
            more: array_diff_key($data, ['number' => 0]),
        );
    }
}

/** As of now. */
final class ExplainErasureAnswer
{
    public function __construct(
        /** @var list<ExplainErasureAnswerStore> */
        public readonly array $stores,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            stores: listed(ExplainErasureAnswerStore::of(...), $data['stores'] ?? null),
        );
    }
}

final class ExplainErasureAnswerStore
{
    public function __construct(
        /** @var list<ExplainErasureAnswerStoreKept> What stays, and why. */
        public readonly array $kept,
        /** @var list<string> */
        public readonly array $notes,
        public readonly ?string $store = null,
        /** @var array<string, int>|null How many of each kind are deleted. */
        public readonly ?array $erased = null,
        /** @var array<string, int>|null In how many texts of others asterisks replace the number. */
        public readonly ?array $replaced = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            kept: listed(ExplainErasureAnswerStoreKept::of(...), $data['kept'] ?? null),
            notes: listed(same(...), $data['notes'] ?? null),
            store: $data['store'] ?? null,
            erased: mapped(same(...), $data['erased'] ?? null),
            replaced: mapped(same(...), $data['replaced'] ?? null),
        );
    }
}

final class ExplainErasureAnswerStoreKept
{
    public function __construct(
        /** @var list<string> */
        public readonly array $ids,
        public readonly ?string $what = null,
        public readonly ?int $count = null,
        public readonly ?string $because = null,
        /** When the last of them ends by itself. */
        public readonly ?\DateTimeImmutable $until = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            ids: listed(same(...), $data['ids'] ?? null),
            what: $data['what'] ?? null,
            count: $data['count'] ?? null,
            because: $data['because'] ?? null,
            until: maybe(readTime(...), $data['until'] ?? null),
        );
    }
}

/** Done. It goes on by itself: ask for it by its id. */
final class EraseSubjectAnswer
{
    public function __construct(
        /** @var list<'bindings'|'blacklist'|'waiting'> */
        public readonly array $also,
        /** @var list<EraseSubjectAnswerStore> */
        public readonly array $stores,
        /** @var list<string> */
        public readonly array $remarks,
        public readonly ?string $id = null,
        /** A keyed hash of the number, the same as in the audit. */
        public readonly ?string $subject = null,
        public readonly ?string $engine = null,
        /** @var 'own'|'shared'|null */
        public readonly ?string $journal = null,
        public readonly ?\DateTimeImmutable $askedAt = null,
        public readonly ?EraseSubjectAnswerAskedBy $askedBy = null,
        public readonly ?\DateTimeImmutable $finishedAt = null,
        public readonly ?int $interruptions = null,
        /** SHA-256 of the other fields but `audit` as canonical JSON. */
        public readonly ?string $sha256 = null,
        /** The audit entry that has the same SHA-256. */
        public readonly ?EraseSubjectAnswerAudit $audit = null,
        /** @var 'under-way'|null */
        public readonly ?string $state = null,
        /** @var array<string, mixed> What else was answered. */
        public readonly array $more = [],
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            also: listed(same(...), $data['also'] ?? null),
            stores: listed(EraseSubjectAnswerStore::of(...), $data['stores'] ?? null),
            remarks: listed(same(...), $data['remarks'] ?? null),
            id: $data['id'] ?? null,
            subject: $data['subject'] ?? null,
            engine: $data['engine'] ?? null,
            journal: $data['journal'] ?? null,
            askedAt: maybe(readTime(...), $data['askedAt'] ?? null),
            askedBy: maybe(EraseSubjectAnswerAskedBy::of(...), $data['askedBy'] ?? null),
            finishedAt: maybe(readTime(...), $data['finishedAt'] ?? null),
            interruptions: $data['interruptions'] ?? null,
            sha256: $data['sha256'] ?? null,
            audit: maybe(EraseSubjectAnswerAudit::of(...), $data['audit'] ?? null),
            state: $data['state'] ?? null,
            more: array_diff_key($data, ['id' => 0, 'subject' => 0, 'engine' => 0, 'journal' => 0, 'askedAt' => 0, 'askedBy' => 0, 'also' => 0, 'finishedAt' => 0, 'interruptions' => 0, 'stores' => 0, 'remarks' => 0, 'sha256' => 0, 'audit' => 0, 'state' => 0]),
        );
    }
}

final class EraseSubjectAnswerAskedBy
{
    public function __construct(
        public readonly ?string $name = null,
        public readonly ?string $role = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            name: $data['name'] ?? null,
            role: $data['role'] ?? null,
        );
    }
}

final class EraseSubjectAnswerStore
{
    public function __construct(
        /** @var list<EraseSubjectAnswerStoreKept> What stays, and why. */
        public readonly array $kept,
        /** @var list<string> */
        public readonly array $notes,
        public readonly ?string $store = null,
        /** @var array<string, int>|null How many of each kind are deleted. */
        public readonly ?array $erased = null,
        /** @var array<string, int>|null In how many texts of others asterisks replace the number. */
        public readonly ?array $replaced = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            kept: listed(EraseSubjectAnswerStoreKept::of(...), $data['kept'] ?? null),
            notes: listed(same(...), $data['notes'] ?? null),
            store: $data['store'] ?? null,
            erased: mapped(same(...), $data['erased'] ?? null),
            replaced: mapped(same(...), $data['replaced'] ?? null),
        );
    }
}

final class EraseSubjectAnswerStoreKept
{
    public function __construct(
        /** @var list<string> */
        public readonly array $ids,
        public readonly ?string $what = null,
        public readonly ?int $count = null,
        public readonly ?string $because = null,
        /** When the last of them ends by itself. */
        public readonly ?\DateTimeImmutable $until = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            ids: listed(same(...), $data['ids'] ?? null),
            what: $data['what'] ?? null,
            count: $data['count'] ?? null,
            because: $data['because'] ?? null,
            until: maybe(readTime(...), $data['until'] ?? null),
        );
    }
}

/** The audit entry that has the same SHA-256. */
final class EraseSubjectAnswerAudit
{
    public function __construct(
        public readonly ?int $sequence = null,
        public readonly ?string $hash = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            sequence: $data['sequence'] ?? null,
            hash: $data['hash'] ?? null,
        );
    }
}

/** Oldest first. */
final class SearchErasuresAnswer
{
    public function __construct(
        /** @var list<SearchErasuresAnswerItem> */
        public readonly array $items,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            items: listed(SearchErasuresAnswerItem::of(...), $data['items'] ?? null),
        );
    }
}

final class SearchErasuresAnswerItem
{
    public function __construct(
        /** @var list<'bindings'|'blacklist'|'waiting'> */
        public readonly array $also,
        /** @var list<SearchErasuresAnswerItemStore> */
        public readonly array $stores,
        /** @var list<string> */
        public readonly array $remarks,
        public readonly ?string $id = null,
        /** A keyed hash of the number, the same as in the audit. */
        public readonly ?string $subject = null,
        public readonly ?string $engine = null,
        /** @var 'own'|'shared'|null */
        public readonly ?string $journal = null,
        public readonly ?\DateTimeImmutable $askedAt = null,
        public readonly ?SearchErasuresAnswerItemAskedBy $askedBy = null,
        public readonly ?\DateTimeImmutable $finishedAt = null,
        public readonly ?int $interruptions = null,
        /** SHA-256 of the other fields but `audit` as canonical JSON. */
        public readonly ?string $sha256 = null,
        /** The audit entry that has the same SHA-256. */
        public readonly ?SearchErasuresAnswerItemAudit $audit = null,
        /** @var array<string, mixed> What else was answered. */
        public readonly array $more = [],
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            also: listed(same(...), $data['also'] ?? null),
            stores: listed(SearchErasuresAnswerItemStore::of(...), $data['stores'] ?? null),
            remarks: listed(same(...), $data['remarks'] ?? null),
            id: $data['id'] ?? null,
            subject: $data['subject'] ?? null,
            engine: $data['engine'] ?? null,
            journal: $data['journal'] ?? null,
            askedAt: maybe(readTime(...), $data['askedAt'] ?? null),
            askedBy: maybe(SearchErasuresAnswerItemAskedBy::of(...), $data['askedBy'] ?? null),
            finishedAt: maybe(readTime(...), $data['finishedAt'] ?? null),
            interruptions: $data['interruptions'] ?? null,
            sha256: $data['sha256'] ?? null,
            audit: maybe(SearchErasuresAnswerItemAudit::of(...), $data['audit'] ?? null),
            more: array_diff_key($data, ['id' => 0, 'subject' => 0, 'engine' => 0, 'journal' => 0, 'askedAt' => 0, 'askedBy' => 0, 'also' => 0, 'finishedAt' => 0, 'interruptions' => 0, 'stores' => 0, 'remarks' => 0, 'sha256' => 0, 'audit' => 0]),
        );
    }
}

final class SearchErasuresAnswerItemAskedBy
{
    public function __construct(
        public readonly ?string $name = null,
        public readonly ?string $role = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            name: $data['name'] ?? null,
            role: $data['role'] ?? null,
        );
    }
}

final class SearchErasuresAnswerItemStore
{
    public function __construct(
        /** @var list<SearchErasuresAnswerItemStoreKept> What stays, and why. */
        public readonly array $kept,
        /** @var list<string> */
        public readonly array $notes,
        public readonly ?string $store = null,
        /** @var array<string, int>|null How many of each kind are deleted. */
        public readonly ?array $erased = null,
        /** @var array<string, int>|null In how many texts of others asterisks replace the number. */
        public readonly ?array $replaced = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            kept: listed(SearchErasuresAnswerItemStoreKept::of(...), $data['kept'] ?? null),
            notes: listed(same(...), $data['notes'] ?? null),
            store: $data['store'] ?? null,
            erased: mapped(same(...), $data['erased'] ?? null),
            replaced: mapped(same(...), $data['replaced'] ?? null),
        );
    }
}

final class SearchErasuresAnswerItemStoreKept
{
    public function __construct(
        /** @var list<string> */
        public readonly array $ids,
        public readonly ?string $what = null,
        public readonly ?int $count = null,
        public readonly ?string $because = null,
        /** When the last of them ends by itself. */
        public readonly ?\DateTimeImmutable $until = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            ids: listed(same(...), $data['ids'] ?? null),
            what: $data['what'] ?? null,
            count: $data['count'] ?? null,
            because: $data['because'] ?? null,
            until: maybe(readTime(...), $data['until'] ?? null),
        );
    }
}

/** The audit entry that has the same SHA-256. */
final class SearchErasuresAnswerItemAudit
{
    public function __construct(
        public readonly ?int $sequence = null,
        public readonly ?string $hash = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            sequence: $data['sequence'] ?? null,
            hash: $data['hash'] ?? null,
        );
    }
}

/** It is done. It goes on by itself: ask for it by its id. */
final class GetErasureAnswer
{
    public function __construct(
        /** @var list<'bindings'|'blacklist'|'waiting'> */
        public readonly array $also,
        /** @var list<GetErasureAnswerStore> */
        public readonly array $stores,
        /** @var list<string> */
        public readonly array $remarks,
        public readonly ?string $id = null,
        /** A keyed hash of the number, the same as in the audit. */
        public readonly ?string $subject = null,
        public readonly ?string $engine = null,
        /** @var 'own'|'shared'|null */
        public readonly ?string $journal = null,
        public readonly ?\DateTimeImmutable $askedAt = null,
        public readonly ?GetErasureAnswerAskedBy $askedBy = null,
        public readonly ?\DateTimeImmutable $finishedAt = null,
        public readonly ?int $interruptions = null,
        /** SHA-256 of the other fields but `audit` as canonical JSON. */
        public readonly ?string $sha256 = null,
        /** The audit entry that has the same SHA-256. */
        public readonly ?GetErasureAnswerAudit $audit = null,
        /** @var 'under-way'|null */
        public readonly ?string $state = null,
        /** @var array<string, mixed> What else was answered. */
        public readonly array $more = [],
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            also: listed(same(...), $data['also'] ?? null),
            stores: listed(GetErasureAnswerStore::of(...), $data['stores'] ?? null),
            remarks: listed(same(...), $data['remarks'] ?? null),
            id: $data['id'] ?? null,
            subject: $data['subject'] ?? null,
            engine: $data['engine'] ?? null,
            journal: $data['journal'] ?? null,
            askedAt: maybe(readTime(...), $data['askedAt'] ?? null),
            askedBy: maybe(GetErasureAnswerAskedBy::of(...), $data['askedBy'] ?? null),
            finishedAt: maybe(readTime(...), $data['finishedAt'] ?? null),
            interruptions: $data['interruptions'] ?? null,
            sha256: $data['sha256'] ?? null,
            audit: maybe(GetErasureAnswerAudit::of(...), $data['audit'] ?? null),
            state: $data['state'] ?? null,
            more: array_diff_key($data, ['id' => 0, 'subject' => 0, 'engine' => 0, 'journal' => 0, 'askedAt' => 0, 'askedBy' => 0, 'also' => 0, 'finishedAt' => 0, 'interruptions' => 0, 'stores' => 0, 'remarks' => 0, 'sha256' => 0, 'audit' => 0, 'state' => 0]),
        );
    }
}

final class GetErasureAnswerAskedBy
{
    public function __construct(
        public readonly ?string $name = null,
        public readonly ?string $role = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            name: $data['name'] ?? null,
            role: $data['role'] ?? null,
        );
    }
}

final class GetErasureAnswerStore
{
    public function __construct(
        /** @var list<GetErasureAnswerStoreKept> What stays, and why. */
        public readonly array $kept,
        /** @var list<string> */
        public readonly array $notes,
        public readonly ?string $store = null,
        /** @var array<string, int>|null How many of each kind are deleted. */
        public readonly ?array $erased = null,
        /** @var array<string, int>|null In how many texts of others asterisks replace the number. */
        public readonly ?array $replaced = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            kept: listed(GetErasureAnswerStoreKept::of(...), $data['kept'] ?? null),
            notes: listed(same(...), $data['notes'] ?? null),
            store: $data['store'] ?? null,
            erased: mapped(same(...), $data['erased'] ?? null),
            replaced: mapped(same(...), $data['replaced'] ?? null),
        );
    }
}

final class GetErasureAnswerStoreKept
{
    public function __construct(
        /** @var list<string> */
        public readonly array $ids,
        public readonly ?string $what = null,
        public readonly ?int $count = null,
        public readonly ?string $because = null,
        /** When the last of them ends by itself. */
        public readonly ?\DateTimeImmutable $until = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            ids: listed(same(...), $data['ids'] ?? null),
            what: $data['what'] ?? null,
            count: $data['count'] ?? null,
            because: $data['because'] ?? null,
            until: maybe(readTime(...), $data['until'] ?? null),
        );
    }
}

/** The audit entry that has the same SHA-256. */
final class GetErasureAnswerAudit
{
    public function __construct(
        public readonly ?int $sequence = null,
        public readonly ?string $hash = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            sequence: $data['sequence'] ?? null,
            hash: $data['hash'] ?? null,
        );
    }
}

/** What was found. The whole audit is read. */
final class VerifyErasureAnswer
{
    public function __construct(
        public readonly ?bool $intact = null,
        public readonly ?string $because = null,
        /** @var 'found'|'cut-off'|'missing'|null */
        public readonly ?string $auditEntry = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            intact: $data['intact'] ?? null,
            because: $data['because'] ?? null,
            auditEntry: $data['auditEntry'] ?? null,
        );
    }
}

/** The ladder. */
final class GetLadderAnswer
{
    public function __construct(
        /** @var list<GetLadderAnswerLeg> */
        public readonly array $legs,
        /** @var list<GetLadderAnswerMessage> */
        public readonly array $messages,
        public readonly ?string $sessionId = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            legs: listed(GetLadderAnswerLeg::of(...), $data['legs'] ?? null),
            messages: listed(GetLadderAnswerMessage::of(...), $data['messages'] ?? null),
            sessionId: $data['sessionId'] ?? null,
        );
    }
}

final class GetLadderAnswerLeg
{
    public function __construct(
        /** @var 'caller'|'callee'|null */
        public readonly ?string $side = null,
        /** `192.0.2.10:5060` */
        public readonly ?string $peer = null,
        /** Messages in the middle that were not kept: there were too many. */
        public readonly ?int $missing = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            side: $data['side'] ?? null,
            peer: $data['peer'] ?? null,
            missing: $data['missing'] ?? null,
        );
    }
}

final class GetLadderAnswerMessage
{
    public function __construct(
        public readonly ?\DateTimeImmutable $at = null,
        /** Since the first one. */
        public readonly ?float $offsetMs = null,
        /** Place among `legs`, from 0. */
        public readonly ?int $leg = null,
        /** @var 'in'|'out'|null in: from the peer to Callveil. */
        public readonly ?string $direction = null,
        /** @var 'udp'|'tcp'|'tls'|null */
        public readonly ?string $transport = null,
        /** `192.0.2.10:5060` */
        public readonly ?string $peer = null,
        /** Method, or status and reason. */
        public readonly ?string $title = null,
        public readonly ?string $cseq = null,
        public readonly ?bool $hasSdp = null,
        /** The same bytes were there before. */
        public readonly ?bool $isRepeated = null,
        /** The whole message; numbers are masked for viewers. */
        public readonly ?string $text = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            at: maybe(readTime(...), $data['at'] ?? null),
            offsetMs: $data['offsetMs'] ?? null,
            leg: $data['leg'] ?? null,
            direction: $data['direction'] ?? null,
            transport: $data['transport'] ?? null,
            peer: $data['peer'] ?? null,
            title: $data['title'] ?? null,
            cseq: $data['cseq'] ?? null,
            hasSdp: $data['hasSdp'] ?? null,
            isRepeated: $data['isRepeated'] ?? null,
            text: $data['text'] ?? null,
        );
    }
}

/** The archive is good, and the engine restarts. */
final class RestoreBackupAnswer
{
    public function __construct(
        /** @var list<string> What was not in it. */
        public readonly array $elsewhere,
        /** When the backup began. */
        public readonly ?\DateTimeImmutable $backupOf = null,
        public readonly ?string $host = null,
        /** The version of Callveil that made it. */
        public readonly ?string $version = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            elsewhere: listed(same(...), $data['elsewhere'] ?? null),
            backupOf: maybe(readTime(...), $data['backupOf'] ?? null),
            host: $data['host'] ?? null,
            version: $data['version'] ?? null,
        );
    }
}

/** The ways. */
final class GetSignInWaysAnswer
{
    public function __construct(
        public readonly ?bool $token = null,
        /** Whether there are accounts. */
        public readonly ?bool $account = null,
        /** OpenID Connect: `path` is a page for a browser to go to. */
        public readonly ?GetSignInWaysAnswerOpenId $openId = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            token: $data['token'] ?? null,
            account: $data['account'] ?? null,
            openId: maybe(GetSignInWaysAnswerOpenId::of(...), $data['openId'] ?? null),
        );
    }
}

/** OpenID Connect: `path` is a page for a browser to go to. */
final class GetSignInWaysAnswerOpenId
{
    public function __construct(
        public readonly ?string $name = null,
        public readonly ?string $path = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            name: $data['name'] ?? null,
            path: $data['path'] ?? null,
        );
    }
}

/** You. */
final class SignInAnswer
{
    public function __construct(
        public readonly ?string $name = null,
        /** @var 'admin'|'operator'|'viewer'|'auditor'|'subscriber'|null */
        public readonly ?string $role = null,
        /** @var 'account'|'openid'|null Left out: a token. */
        public readonly ?string $by = null,
        /** @var 'change-password'|'set-up-second-factor'|null An account may do nothing else before. */
        public readonly ?string $firstDeed = null,
        /** For an account only. */
        public readonly ?bool $hasSecondFactor = null,
        /** With `as: header`. */
        public readonly ?string $session = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            name: $data['name'] ?? null,
            role: $data['role'] ?? null,
            by: $data['by'] ?? null,
            firstDeed: $data['firstDeed'] ?? null,
            hasSecondFactor: $data['hasSecondFactor'] ?? null,
            session: $data['session'] ?? null,
        );
    }
}

/** It has ended. */
final class SignOutAnswer
{
    public function __construct(
        /** OpenID Connect: where one signs out at the provider, too. */
        public readonly ?string $next = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            next: $data['next'] ?? null,
        );
    }
}

/** You. */
final class GetMeAnswer
{
    public function __construct(
        public readonly ?string $name = null,
        /** @var 'admin'|'operator'|'viewer'|'auditor'|'subscriber'|null */
        public readonly ?string $role = null,
        /** @var 'account'|'openid'|null Left out: a token. */
        public readonly ?string $by = null,
        /** @var 'change-password'|'set-up-second-factor'|null An account may do nothing else before. */
        public readonly ?string $firstDeed = null,
        /** For an account only. */
        public readonly ?bool $hasSecondFactor = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            name: $data['name'] ?? null,
            role: $data['role'] ?? null,
            by: $data['by'] ?? null,
            firstDeed: $data['firstDeed'] ?? null,
            hasSecondFactor: $data['hasSecondFactor'] ?? null,
        );
    }
}

/** Changed. */
final class ChangeOwnPasswordAnswer
{
    public function __construct(
        /** The new one, for a session that came in a header. */
        public readonly ?string $session = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            session: $data['session'] ?? null,
        );
    }
}

/** The secret, which nothing shows again. */
final class EnrolSecondFactorAnswer
{
    public function __construct(
        /** Base32. */
        public readonly ?string $key = null,
        /** `otpauth:`, for a QR code. */
        public readonly ?string $uri = null,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            key: $data['key'] ?? null,
            uri: $data['uri'] ?? null,
        );
    }
}

/** In force. */
final class ConfirmSecondFactorAnswer
{
    public function __construct(
        /** @var list<string> Each signs in once without the authenticator. Nothing shows them again. */
        public readonly array $recoveryCodes,
    ) {
    }

    public static function of(array $data): self
    {
        return new self(
            recoveryCodes: listed(same(...), $data['recoveryCodes'] ?? null),
        );
    }
}
