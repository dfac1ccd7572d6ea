<?php

// Generated from openapi.json (version 1): change the API or the generator, not this file.

declare(strict_types=1);

namespace Callveil;

/** A client of the operator API. */
final class Callveil
{
    private readonly Transport $transport;

    /**
     * @param string $url Such as http://127.0.0.1:8081.
     * @param string $token Of operator.tokens.
     * @param float $timeout Seconds for one attempt; for audio, CSV and pcap, seconds without a byte.
     * @param int $retries How often a deed is tried again that may be done twice and was answered 429 or 503 with Retry-After.
     * @param array<int, mixed> $curl Options of curl, e.g. CURLOPT_CAINFO to trust a private CA.
     */
    public function __construct(
        string $url,
        #[\SensitiveParameter] string $token,
        float $timeout = 30.0,
        int $retries = 2,
        array $curl = [],
    ) {
        $this->transport = new Transport($url, $token, $timeout, $retries, $curl);
    }

    /**
     * All applications.
     */
    public function listApplications(): ListApplicationsAnswer {
        return $this->transport->json(
            'GET',
            '/v1/applications',
            ListApplicationsAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * Makes an application with a secret, which is shown once. What is left out has its default. To bring a secret
     * of your own, use `putApplication`.
     * @param string $appKey Key of an application.
     * @param 'AXB'|'AX'|'AXE'|'AXYB'|'X' $mode
     * @param 'active'|'frozen'|'disabled'|'paused'|null $status
     * @param 'zh'|'en'|null $promptLanguage
     * @param list<string>|null $allowedAddresses
     */
    public function createApplication(
        #[\SensitiveParameter] string $appKey,
        string $mode,
        #[\SensitiveParameter] ?string $name = null,
        ?string $status = null,
        ?CreateApplicationRequestFeatures $features = null,
        ?CreateApplicationRequestCallbacks $callbacks = null,
        ?CreateApplicationRequestReports $reports = null,
        ?CreateApplicationRequestCalls $calls = null,
        ?CreateApplicationRequestTones $tones = null,
        ?string $promptLanguage = null,
        ?bool $standardPrompts = null,
        ?int $extensionDigits = null,
        ?array $allowedAddresses = null,
    ): CreateApplicationAnswer {
        return $this->transport->json(
            'POST',
            '/v1/applications',
            CreateApplicationAnswer::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'appKey' => $appKey,
                    'name' => $name,
                    'mode' => $mode,
                    'status' => $status,
                    'features' => $features,
                    'callbacks' => $callbacks,
                    'reports' => $reports,
                    'calls' => $calls,
                    'tones' => $tones,
                    'promptLanguage' => $promptLanguage,
                    'standardPrompts' => $standardPrompts,
                    'extensionDigits' => $extensionDigits,
                    'allowedAddresses' => $allowedAddresses,
                ]),
            ],
        );
    }

    /**
     * One application.
     * @param string $appKey Key of an application.
     */
    public function getApplication(
        string $appKey,
    ): Application {
        return $this->transport->json(
            'GET',
            '/v1/applications/' . part($appKey),
            Application::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * Makes or replaces an application. Lasting, and in force at once on every engine. Key by key it wins over the
     * configuration file until the next start that finds the key changed there. Fields left out take their defaults.
     * The secret may be left out where the application exists. The mode of an application that exists cannot change.
     * @param string $appKey Key of an application.
     * @param 'AXB'|'AX'|'AXE'|'AXYB'|'X' $mode
     * @param 'active'|'frozen'|'disabled'|'paused'|null $status
     * @param 'zh'|'en'|null $promptLanguage
     * @param list<string>|null $allowedAddresses
     */
    public function putApplication(
        string $appKey,
        string $mode,
        #[\SensitiveParameter] ?string $appSecret = null,
        #[\SensitiveParameter] ?string $name = null,
        ?string $status = null,
        ?PutApplicationRequestFeatures $features = null,
        ?PutApplicationRequestCallbacks $callbacks = null,
        ?PutApplicationRequestReports $reports = null,
        ?PutApplicationRequestCalls $calls = null,
        ?PutApplicationRequestTones $tones = null,
        ?string $promptLanguage = null,
        ?bool $standardPrompts = null,
        ?int $extensionDigits = null,
        ?array $allowedAddresses = null,
    ): Application {
        return $this->transport->json(
            'PUT',
            '/v1/applications/' . part($appKey),
            Application::of(...),
            [
                'repeatable' => true,
                'body' => given([
                    'appSecret' => $appSecret,
                    'name' => $name,
                    'mode' => $mode,
                    'status' => $status,
                    'features' => $features,
                    'callbacks' => $callbacks,
                    'reports' => $reports,
                    'calls' => $calls,
                    'tones' => $tones,
                    'promptLanguage' => $promptLanguage,
                    'standardPrompts' => $standardPrompts,
                    'extensionDigits' => $extensionDigits,
                    'allowedAddresses' => $allowedAddresses,
                ]),
            ],
        );
    }

    /**
     * Gives an application another secret, which is shown once. In force at once: requests that are signed with the
     * old one are refused from then on.
     * @param string $appKey Key of an application.
     */
    public function renewSecret(
        string $appKey,
    ): RenewSecretAnswer {
        return $this->transport->json(
            'POST',
            '/v1/applications/' . part($appKey) . '/secret',
            RenewSecretAnswer::of(...),
            ['repeatable' => false],
        );
    }

    /**
     * Sends a signed test push to one of its addresses, and answers what came of it. Signed as every push is, with
     * `eventType` `test`, once, to an address that the application has: under the rules of
     * `callbacks.allowedNetworks`, without following redirects. Nothing is stored.
     * @param string $appKey Key of an application.
     * @param string $channel Name among `callbacks`.
     */
    public function tryCallback(
        string $appKey,
        #[\SensitiveParameter] string $channel,
    ): TryCallbackAnswer {
        return $this->transport->json(
            'POST',
            '/v1/applications/' . part($appKey) . '/try',
            TryCallbackAnswer::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'channel' => $channel,
                ]),
            ],
        );
    }

    /**
     * Numbers of the pool.
     * @param ?string $appKey Key of an application.
     * @param 'normal'|'suspended'|'unavailable'|'frozen'|null $status
     */
    public function listNumbers(
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $areaCode = null,
        ?string $status = null,
        ?int $pageIndex = null,
        ?int $pageSize = null,
    ): ListNumbersAnswer {
        return $this->transport->json(
            'GET',
            '/v1/numbers',
            ListNumbersAnswer::of(...),
            [
                'repeatable' => true,
                'query' => [
                    'appKey' => $appKey,
                    'areaCode' => $areaCode,
                    'status' => $status,
                    'pageIndex' => $pageIndex,
                    'pageSize' => $pageSize,
                ],
            ],
        );
    }

    /**
     * Numbers of the pool, of all pages from the one asked for on; each page is asked for when it is wanted.
     * @param ?string $appKey Key of an application.
     * @param 'normal'|'suspended'|'unavailable'|'frozen'|null $status
     * @return \Generator<int, PoolNumber>
     */
    public function listNumbersAll(
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $areaCode = null,
        ?string $status = null,
        ?int $pageIndex = null,
        ?int $pageSize = null,
    ): \Generator {
        return pagesByIndex(fn (int $place) => $this->listNumbers($appKey, $areaCode, $status, $place, $pageSize), $pageIndex ?? 1, $pageSize ?? 50);
    }

    /**
     * Gives an application numbers. Those it has already stay as they are. Numbers before a refused one have been
     * added.
     * @param string $appKey Key of an application.
     * @param list<AddNumbersRequestNumber> $numbers
     */
    public function addNumbers(
        #[\SensitiveParameter] string $appKey,
        array $numbers,
    ): AddNumbersAnswer {
        return $this->transport->json(
            'POST',
            '/v1/numbers',
            AddNumbersAnswer::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'appKey' => $appKey,
                    'numbers' => $numbers,
                ]),
            ],
        );
    }

    /**
     * One number of the pool.
     * @param string $number A phone number: + and country code, or as it is dialled in the country of the policy.
     */
    public function findNumber(
        #[\SensitiveParameter] string $number,
    ): PoolNumber {
        return $this->transport->json(
            'POST',
            '/v1/numbers/find',
            PoolNumber::of(...),
            [
                'repeatable' => true,
                'body' => given([
                    'number' => $number,
                ]),
            ],
        );
    }

    /**
     * Imports numbers from CSV. A heading with number and area_code, in any order. Good lines are taken, bad ones
     * told.
     * @param string $appKey Key of an application.
     */
    public function importNumbers(
        #[\SensitiveParameter] string $content,
        #[\SensitiveParameter] string $appKey,
    ): ImportNumbersAnswer {
        return $this->transport->json(
            'POST',
            '/v1/numbers/import',
            ImportNumbersAnswer::of(...),
            [
                'repeatable' => false,
                'query' => [
                    'appKey' => $appKey,
                ],
                'content' => ['text/csv', $content],
            ],
        );
    }

    /**
     * Gives numbers to another application. Those in use stay where they are and are told. They stay here whatever
     * the configuration file said before; a file that moves them later moves them.
     * @param list<string> $numbers
     * @param string $toAppKey Key of an application.
     */
    public function transferNumbers(
        array $numbers,
        #[\SensitiveParameter] string $toAppKey,
    ): TransferNumbersAnswer {
        return $this->transport->json(
            'POST',
            '/v1/numbers/transfer',
            TransferNumbersAnswer::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'numbers' => $numbers,
                    'toAppKey' => $toAppKey,
                ]),
            ],
        );
    }

    /**
     * Changes what a number may do. frozen: no new bindings, existing ones work. suspended, unavailable: bindings
     * and calls fail. The application is notified.
     * @param string $number A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param 'normal'|'suspended'|'unavailable'|'frozen' $status
     * @param
     * 'deleted'|'arrears'|'stopped'|'restricted'|'restriction-lifted'|'forwarding-unconditional'|'forwarding-no-answer'|'forwarding-busy'|null
     * $cause Why it is unavailable; goes with that status only.
     */
    public function setNumberStatus(
        #[\SensitiveParameter] string $number,
        string $status,
        ?string $cause = null,
    ): PoolNumber {
        return $this->transport->json(
            'POST',
            '/v1/numbers/status',
            PoolNumber::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'number' => $number,
                    'status' => $status,
                    'cause' => $cause,
                ]),
            ],
        );
    }

    /**
     * Takes a number out of the pool. Refused while anything is bound to it. One that the configuration file still
     * gives comes back with the next start.
     * @param string $number A phone number: + and country code, or as it is dialled in the country of the policy.
     */
    public function removeNumber(
        #[\SensitiveParameter] string $number,
    ): void {
        $this->transport->nothing(
            'POST',
            '/v1/numbers/remove',
            [
                'repeatable' => false,
                'body' => given([
                    'number' => $number,
                ]),
            ],
        );
    }

    /**
     * How many numbers each city has, and what they can do. Every number counts once: as ended or frozen by its
     * status, else as used, resting or free.
     * @param ?string $appKey Key of an application.
     * @param 'normal'|'suspended'|'unavailable'|'frozen'|null $status
     */
    public function getNumberCities(
        #[\SensitiveParameter] ?string $appKey = null,
        ?string $status = null,
    ): GetNumberCitiesAnswer {
        return $this->transport->json(
            'GET',
            '/v1/numbers/cities',
            GetNumberCitiesAnswer::of(...),
            [
                'repeatable' => true,
                'query' => [
                    'appKey' => $appKey,
                    'status' => $status,
                ],
            ],
        );
    }

    /**
     * How many numbers so many bindings take. By the rules of the mode: what an X or a Y carries, how often a user
     * may be on it, how long it rests. With `appKey` or `areaCode`: how many of them are there, and how many are
     * missing.
     * @param 'AXB'|'AX'|'AXE'|'AXYB'|'X' $mode
     * @param int $bindings At once. AXYB: relations of an A with its X.
     * @param ?int $perUser Most that one user, or one A, has at once.
     * @param ?int $bPerA AXYB: most B with a Y of one A at once.
     * @param ?int $endsPerHour AX, AXYB: bindings that end in an hour.
     * @param ?string $appKey Key of an application.
     */
    public function getNumberPlan(
        string $mode,
        int $bindings,
        ?int $perUser = null,
        ?int $bPerA = null,
        ?int $endsPerHour = null,
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $areaCode = null,
    ): GetNumberPlanAnswer {
        return $this->transport->json(
            'GET',
            '/v1/numbers/plan',
            GetNumberPlanAnswer::of(...),
            [
                'repeatable' => true,
                'query' => [
                    'mode' => $mode,
                    'bindings' => $bindings,
                    'perUser' => $perUser,
                    'bPerA' => $bPerA,
                    'endsPerHour' => $endsPerHour,
                    'appKey' => $appKey,
                    'areaCode' => $areaCode,
                ],
            ],
        );
    }

    /**
     * Calls of a time in figures: answer rate, length, post-dial delay, endings, complaints. Calls count in the hour
     * in which they came; times are rounded out to whole hours, and are the last 24 hours by default. A call is
     * counted within a second of its end. One city or one trunk can be looked at by itself, with its endings and
     * hours; other groupings of it are not kept. Calls of which a leg had no trunk are in no trunk’s figures.
     * @param ?string $appKey Key of an application.
     * @param ?string $areaCode Calls through numbers of that city.
     * @param ?string $callerTrunk Calls that came from it.
     * @param ?string $calleeTrunk Calls that went out by it.
     * @param 'hour'|'day'|null $interval How long each entry of the series is.
     * @param 'application'|'city'|'callerTrunk'|'calleeTrunk'|'hour'|null $by What the groups are; `hour` is the
     * hour of the day.
     * @param ?int $utcOffsetMinutes Clock by which days begin and hours of the day are counted, ahead of UTC; in
     * whole hours.
     */
    public function getStatistics(
        ?\DateTimeImmutable $from = null,
        ?\DateTimeImmutable $until = null,
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $areaCode = null,
        #[\SensitiveParameter] ?string $callerTrunk = null,
        #[\SensitiveParameter] ?string $calleeTrunk = null,
        ?string $interval = null,
        ?string $by = null,
        ?int $utcOffsetMinutes = null,
    ): GetStatisticsAnswer {
        return $this->transport->json(
            'GET',
            '/v1/statistics',
            GetStatisticsAnswer::of(...),
            [
                'repeatable' => true,
                'query' => [
                    'from' => $from,
                    'until' => $until,
                    'appKey' => $appKey,
                    'areaCode' => $areaCode,
                    'callerTrunk' => $callerTrunk,
                    'calleeTrunk' => $calleeTrunk,
                    'interval' => $interval,
                    'by' => $by,
                    'utcOffsetMinutes' => $utcOffsetMinutes,
                ],
            ],
        );
    }

    /**
     * Bindings of an application, of a number, or all. By number: those that have it as X, Y, A or B. Looks through
     * everything; not for a program to poll.
     * @param ?string $appKey Key of an application.
     * @param ?string $number A phone number: + and country code, or as it is dialled in the country of the policy.
     */
    public function searchBindings(
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $number = null,
        ?int $pageIndex = null,
        ?int $pageSize = null,
    ): SearchBindingsAnswer {
        return $this->transport->json(
            'POST',
            '/v1/bindings/search',
            SearchBindingsAnswer::of(...),
            [
                'repeatable' => true,
                'body' => given([
                    'appKey' => $appKey,
                    'number' => $number,
                    'pageIndex' => $pageIndex,
                    'pageSize' => $pageSize,
                ]),
            ],
        );
    }

    /**
     * Bindings of an application, of a number, or all, of all pages from the one asked for on; each page is asked
     * for when it is wanted.
     * @param ?string $appKey Key of an application.
     * @param ?string $number A phone number: + and country code, or as it is dialled in the country of the policy.
     * @return \Generator<int, Binding>
     */
    public function searchBindingsAll(
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $number = null,
        ?int $pageIndex = null,
        ?int $pageSize = null,
    ): \Generator {
        return pagesByIndex(fn (int $place) => $this->searchBindings($appKey, $number, $place, $pageSize), $pageIndex ?? 1, $pageSize ?? 50);
    }

    /**
     * One binding.
     * @param string $subscriptionId Id of a binding.
     */
    public function getBinding(
        string $subscriptionId,
    ): Binding {
        return $this->transport->json(
            'GET',
            '/v1/bindings/' . part($subscriptionId),
            Binding::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * Unbinds. A call in progress goes on. AXYB: all its parts go too.
     * @param string $subscriptionId Id of a binding.
     */
    public function removeBinding(
        string $subscriptionId,
    ): void {
        $this->transport->nothing(
            'DELETE',
            '/v1/bindings/' . part($subscriptionId),
            ['repeatable' => true],
        );
    }

    /**
     * Changes a binding. Fields left out stay as they are, null takes a prompt, userData or callbackNum away; which
     * there are depends on the mode. preVoice is replaced as a whole. AXB: a duration starts counting anew. A call
     * in progress goes on as it began. AXYB: 409, its bindings cannot be changed.
     * @param string $subscriptionId Id of a binding.
     * @param ?string $a A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param ?string $b A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param string|null|Absent $recordHintTone A prompt.
     * @param 0|1|2|null $callDirection 0 both ways, 1 only A calls, 2 only A is called.
     * @param ?int $maxDuration Minutes; 0 no limit.
     * @param string|null|Absent $lastMinVoice A prompt.
     * @param ?bool $privateSms Whether its short messages are relayed; true by default.
     * @param ?int $duration Seconds; 0 never ends.
     * @param '0'|'1'|null $calleeNumDisplay What A sees: 0 X, 1 the real caller.
     * @param 'on'|'off'|null $turnFlag
     * @param '0'|'1'|null $displayNumMode What A sees: 0 X, 1 the real caller.
     * @param string|null|Absent $callbackTone A prompt.
     * @param string|null|Absent $callbackNum A phone number: + and country code, or as it is dialled in the country
     * of the policy.
     * @param '0'|'1'|null $timeUnit 0 hours, 1 minutes.
     * @param ?int $bindExpiredTime In timeUnit; 0 never.
     * @param ?int $callbackExpiredTime In timeUnit; 0 never.
     */
    public function modifyBinding(
        string $subscriptionId,
        #[\SensitiveParameter] ?string $a = null,
        #[\SensitiveParameter] ?string $b = null,
        ?bool $recordFlag = null,
        #[\SensitiveParameter] string|null|Absent $recordHintTone = Absent::Field,
        #[\SensitiveParameter] string|null|Absent $userData = Absent::Field,
        ?int $callDirection = null,
        ?int $maxDuration = null,
        #[\SensitiveParameter] string|null|Absent $lastMinVoice = Absent::Field,
        ModifyBindingRequestPreVoice|null|Absent $preVoice = Absent::Field,
        ?bool $privateSms = null,
        ?int $duration = null,
        ?string $calleeNumDisplay = null,
        ?string $turnFlag = null,
        ?string $displayNumMode = null,
        #[\SensitiveParameter] string|null|Absent $callbackTone = Absent::Field,
        #[\SensitiveParameter] string|null|Absent $callbackNum = Absent::Field,
        ?string $timeUnit = null,
        ?int $bindExpiredTime = null,
        ?int $callbackExpiredTime = null,
    ): Binding {
        return $this->transport->json(
            'PATCH',
            '/v1/bindings/' . part($subscriptionId),
            Binding::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'a' => $a,
                    'b' => $b,
                    'recordFlag' => $recordFlag,
                    'recordHintTone' => $recordHintTone,
                    'userData' => $userData,
                    'callDirection' => $callDirection,
                    'maxDuration' => $maxDuration,
                    'lastMinVoice' => $lastMinVoice,
                    'preVoice' => $preVoice,
                    'privateSms' => $privateSms,
                    'duration' => $duration,
                    'calleeNumDisplay' => $calleeNumDisplay,
                    'turnFlag' => $turnFlag,
                    'displayNumMode' => $displayNumMode,
                    'callbackTone' => $callbackTone,
                    'callbackNum' => $callbackNum,
                    'timeUnit' => $timeUnit,
                    'bindExpiredTime' => $bindExpiredTime,
                    'callbackExpiredTime' => $callbackExpiredTime,
                ], ['recordHintTone', 'userData', 'lastMinVoice', 'preVoice', 'callbackTone', 'callbackNum']),
            ],
        );
    }

    /**
     * Binds in mode AXB.
     * @param string $appKey Key of an application.
     * @param string $a A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param string $b A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param ?string $x A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param '0'|'1'|null $areaMatchMode 0 that city only, 1 any.
     * @param ?string $recordHintTone A prompt.
     * @param 0|1|2|null $callDirection 0 both ways, 1 only A calls, 2 only A is called.
     * @param ?int $maxDuration Minutes; 0 no limit.
     * @param ?string $lastMinVoice A prompt.
     * @param ?bool $privateSms Whether its short messages are relayed; true by default.
     * @param ?int $duration Seconds; 0 never ends.
     */
    public function bindAxb(
        #[\SensitiveParameter] string $appKey,
        #[\SensitiveParameter] string $a,
        #[\SensitiveParameter] string $b,
        #[\SensitiveParameter] ?string $x = null,
        #[\SensitiveParameter] ?string $areaCode = null,
        ?string $areaMatchMode = null,
        ?bool $recordFlag = null,
        #[\SensitiveParameter] ?string $recordHintTone = null,
        #[\SensitiveParameter] ?string $userData = null,
        ?int $callDirection = null,
        ?int $maxDuration = null,
        #[\SensitiveParameter] ?string $lastMinVoice = null,
        ?BindAxbRequestPreVoice $preVoice = null,
        ?bool $privateSms = null,
        ?int $duration = null,
    ): Binding {
        return $this->transport->json(
            'POST',
            '/v1/bindings/axb',
            Binding::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'appKey' => $appKey,
                    'a' => $a,
                    'b' => $b,
                    'x' => $x,
                    'areaCode' => $areaCode,
                    'areaMatchMode' => $areaMatchMode,
                    'recordFlag' => $recordFlag,
                    'recordHintTone' => $recordHintTone,
                    'userData' => $userData,
                    'callDirection' => $callDirection,
                    'maxDuration' => $maxDuration,
                    'lastMinVoice' => $lastMinVoice,
                    'preVoice' => $preVoice,
                    'privateSms' => $privateSms,
                    'duration' => $duration,
                ]),
            ],
        );
    }

    /**
     * Binds in mode AX.
     * @param string $appKey Key of an application.
     * @param string $a A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param ?string $x A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param '0'|'1'|null $areaMatchMode 0 that city only, 1 any.
     * @param ?string $recordHintTone A prompt.
     * @param 0|1|2|null $callDirection 0 both ways, 1 only A calls, 2 only A is called.
     * @param ?int $maxDuration Minutes; 0 no limit.
     * @param ?string $lastMinVoice A prompt.
     * @param ?bool $privateSms Whether its short messages are relayed; true by default.
     * @param '0'|'1'|null $calleeNumDisplay What A sees: 0 X, 1 the real caller.
     * @param 'on'|'off'|null $turnFlag
     */
    public function bindAx(
        #[\SensitiveParameter] string $appKey,
        #[\SensitiveParameter] string $a,
        #[\SensitiveParameter] ?string $x = null,
        #[\SensitiveParameter] ?string $areaCode = null,
        ?string $areaMatchMode = null,
        ?bool $recordFlag = null,
        #[\SensitiveParameter] ?string $recordHintTone = null,
        #[\SensitiveParameter] ?string $userData = null,
        ?int $callDirection = null,
        ?int $maxDuration = null,
        #[\SensitiveParameter] ?string $lastMinVoice = null,
        ?BindAxRequestPreVoice $preVoice = null,
        ?bool $privateSms = null,
        ?string $calleeNumDisplay = null,
        ?string $turnFlag = null,
    ): Binding {
        return $this->transport->json(
            'POST',
            '/v1/bindings/ax',
            Binding::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'appKey' => $appKey,
                    'a' => $a,
                    'x' => $x,
                    'areaCode' => $areaCode,
                    'areaMatchMode' => $areaMatchMode,
                    'recordFlag' => $recordFlag,
                    'recordHintTone' => $recordHintTone,
                    'userData' => $userData,
                    'callDirection' => $callDirection,
                    'maxDuration' => $maxDuration,
                    'lastMinVoice' => $lastMinVoice,
                    'preVoice' => $preVoice,
                    'privateSms' => $privateSms,
                    'calleeNumDisplay' => $calleeNumDisplay,
                    'turnFlag' => $turnFlag,
                ]),
            ],
        );
    }

    /**
     * Binds in mode AXE.
     * @param string $appKey Key of an application.
     * @param string $a A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param ?string $x A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param '0'|'1'|null $areaMatchMode 0 that city only, 1 any.
     * @param ?string $recordHintTone A prompt.
     * @param '0'|'1'|null $displayNumMode What A sees: 0 X, 1 the real caller.
     * @param ?string $callbackTone A prompt.
     * @param ?string $callbackNum A phone number: + and country code, or as it is dialled in the country of the
     * policy.
     * @param '0'|'1'|null $timeUnit 0 hours, 1 minutes.
     * @param ?int $bindExpiredTime In timeUnit; 0 never.
     * @param ?int $callbackExpiredTime In timeUnit; 0 never.
     */
    public function bindAxe(
        #[\SensitiveParameter] string $appKey,
        #[\SensitiveParameter] string $a,
        #[\SensitiveParameter] ?string $x = null,
        #[\SensitiveParameter] ?string $extension = null,
        #[\SensitiveParameter] ?string $areaCode = null,
        ?string $areaMatchMode = null,
        ?bool $recordFlag = null,
        #[\SensitiveParameter] ?string $recordHintTone = null,
        #[\SensitiveParameter] ?string $userData = null,
        ?string $displayNumMode = null,
        #[\SensitiveParameter] ?string $callbackTone = null,
        #[\SensitiveParameter] ?string $callbackNum = null,
        ?string $timeUnit = null,
        ?int $bindExpiredTime = null,
        ?int $callbackExpiredTime = null,
    ): Binding {
        return $this->transport->json(
            'POST',
            '/v1/bindings/axe',
            Binding::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'appKey' => $appKey,
                    'a' => $a,
                    'x' => $x,
                    'extension' => $extension,
                    'areaCode' => $areaCode,
                    'areaMatchMode' => $areaMatchMode,
                    'recordFlag' => $recordFlag,
                    'recordHintTone' => $recordHintTone,
                    'userData' => $userData,
                    'displayNumMode' => $displayNumMode,
                    'callbackTone' => $callbackTone,
                    'callbackNum' => $callbackNum,
                    'timeUnit' => $timeUnit,
                    'bindExpiredTime' => $bindExpiredTime,
                    'callbackExpiredTime' => $callbackExpiredTime,
                ]),
            ],
        );
    }

    /**
     * Binds in mode AXYB.
     * @param string $appKey Key of an application.
     * @param string $a A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param '0'|'1'|null $areaMatchMode 0 that city only, 1 any.
     * @param ?string $recordHintTone A prompt.
     * @param 0|1|2|null $callDirection 0 both ways, 1 only A calls, 2 only A is called.
     * @param ?int $duration Seconds; 0 never ends.
     * @param ?int $ybDuration Seconds; 0 never ends.
     * @param ?string $preVoiceX A prompt.
     */
    public function bindAxyb(
        #[\SensitiveParameter] string $appKey,
        #[\SensitiveParameter] string $a,
        #[\SensitiveParameter] ?string $areaCode = null,
        ?string $areaMatchMode = null,
        ?bool $recordFlag = null,
        #[\SensitiveParameter] ?string $recordHintTone = null,
        #[\SensitiveParameter] ?string $userData = null,
        ?int $callDirection = null,
        ?int $duration = null,
        ?int $ybDuration = null,
        #[\SensitiveParameter] ?string $preVoiceX = null,
    ): Binding {
        return $this->transport->json(
            'POST',
            '/v1/bindings/axyb',
            Binding::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'appKey' => $appKey,
                    'a' => $a,
                    'areaCode' => $areaCode,
                    'areaMatchMode' => $areaMatchMode,
                    'recordFlag' => $recordFlag,
                    'recordHintTone' => $recordHintTone,
                    'userData' => $userData,
                    'callDirection' => $callDirection,
                    'duration' => $duration,
                    'ybDuration' => $ybDuration,
                    'preVoiceX' => $preVoiceX,
                ]),
            ],
        );
    }

    /**
     * Gives a B a Y on an AXYB binding.
     * @param string $subscriptionId Id of a binding.
     * @param string $b A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param '0'|'1'|null $areaMatchMode 0 that city only, 1 any.
     * @param ?int $ybDuration Seconds; 0 never ends.
     * @param ?string $preVoiceY A prompt.
     */
    public function bindAxybPart(
        #[\SensitiveParameter] string $subscriptionId,
        #[\SensitiveParameter] string $b,
        #[\SensitiveParameter] ?string $areaCode = null,
        ?string $areaMatchMode = null,
        ?int $ybDuration = null,
        #[\SensitiveParameter] ?string $preVoiceY = null,
    ): Part {
        return $this->transport->json(
            'POST',
            '/v1/bindings/axyb/parts',
            Part::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'subscriptionId' => $subscriptionId,
                    'b' => $b,
                    'areaCode' => $areaCode,
                    'areaMatchMode' => $areaMatchMode,
                    'ybDuration' => $ybDuration,
                    'preVoiceY' => $preVoiceY,
                ]),
            ],
        );
    }

    /**
     * Calls in progress. Calls that end move those after them up: a reader of many pages may miss as many.
     */
    public function listCalls(
        ?int $pageIndex = null,
        ?int $pageSize = null,
    ): ListCallsAnswer {
        return $this->transport->json(
            'GET',
            '/v1/calls',
            ListCallsAnswer::of(...),
            [
                'repeatable' => true,
                'query' => [
                    'pageIndex' => $pageIndex,
                    'pageSize' => $pageSize,
                ],
            ],
        );
    }

    /**
     * Calls in progress, of all pages from the one asked for on; each page is asked for when it is wanted.
     * @return \Generator<int, Call>
     */
    public function listCallsAll(
        ?int $pageIndex = null,
        ?int $pageSize = null,
    ): \Generator {
        return pagesByIndex(fn (int $place) => $this->listCalls($place, $pageSize), $pageIndex ?? 1, $pageSize ?? 50);
    }

    /**
     * One call in progress.
     */
    public function getCall(
        string $sessionId,
    ): Call {
        return $this->transport->json(
            'GET',
            '/v1/calls/' . part($sessionId),
            Call::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * Ends a call.
     */
    public function endCall(
        string $sessionId,
    ): void {
        $this->transport->nothing(
            'DELETE',
            '/v1/calls/' . part($sessionId),
            ['repeatable' => true],
        );
    }

    /**
     * What is heard from both legs of live calls, over a fraction of a second. Measured while it is asked for, at
     * most once a second: who asks more often gets the measurement before. Calls without audio here are left out.
     * @param list<string> $sessionIds
     */
    public function listLevels(
        array $sessionIds,
    ): ListLevelsAnswer {
        return $this->transport->json(
            'POST',
            '/v1/calls/levels',
            ListLevelsAnswer::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'sessionIds' => $sessionIds,
                ]),
            ],
        );
    }

    /**
     * Calls that were recorded, newest first. As `searchRecords` does. A page may have fewer than were asked for, or
     * none, and a `next` all the same: go on until there is no `next`.
     * @param ?string $number In whichever part: real numbers and privacy numbers.
     * @param ?string $appKey Key of an application.
     * @param ?string $subscriptionId Id of a binding.
     * @param ?string $trunk Of either leg.
     * @param ?string $ending Ending of a call, result of a message, new status of a number.
     * @param ?\DateTimeImmutable $from Those that came at this time or later.
     * @param ?\DateTimeImmutable $until Those that came before.
     * @param ?float $minSeconds Talked at least so long.
     * @param ?float $maxSeconds Talked at most so long.
     * @param ?string $after `next` of the answer before.
     */
    public function searchRecordings(
        #[\SensitiveParameter] ?string $number = null,
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $subscriptionId = null,
        #[\SensitiveParameter] ?string $trunk = null,
        #[\SensitiveParameter] ?string $ending = null,
        ?\DateTimeImmutable $from = null,
        ?\DateTimeImmutable $until = null,
        ?float $minSeconds = null,
        ?float $maxSeconds = null,
        #[\SensitiveParameter] ?string $after = null,
        ?int $limit = null,
    ): SearchRecordingsAnswer {
        return $this->transport->json(
            'POST',
            '/v1/recordings/search',
            SearchRecordingsAnswer::of(...),
            [
                'repeatable' => true,
                'body' => given([
                    'number' => $number,
                    'appKey' => $appKey,
                    'subscriptionId' => $subscriptionId,
                    'trunk' => $trunk,
                    'ending' => $ending,
                    'from' => $from,
                    'until' => $until,
                    'minSeconds' => $minSeconds,
                    'maxSeconds' => $maxSeconds,
                    'after' => $after,
                    'limit' => $limit,
                ]),
            ],
        );
    }

    /**
     * Calls that were recorded, newest first, of all pages from the one asked for on; each page is asked for when it
     * is wanted.
     * @param ?string $number In whichever part: real numbers and privacy numbers.
     * @param ?string $appKey Key of an application.
     * @param ?string $subscriptionId Id of a binding.
     * @param ?string $trunk Of either leg.
     * @param ?string $ending Ending of a call, result of a message, new status of a number.
     * @param ?\DateTimeImmutable $from Those that came at this time or later.
     * @param ?\DateTimeImmutable $until Those that came before.
     * @param ?float $minSeconds Talked at least so long.
     * @param ?float $maxSeconds Talked at most so long.
     * @param ?string $after `next` of the answer before.
     * @return \Generator<int, SearchRecordingsAnswerItem>
     */
    public function searchRecordingsAll(
        #[\SensitiveParameter] ?string $number = null,
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $subscriptionId = null,
        #[\SensitiveParameter] ?string $trunk = null,
        #[\SensitiveParameter] ?string $ending = null,
        ?\DateTimeImmutable $from = null,
        ?\DateTimeImmutable $until = null,
        ?float $minSeconds = null,
        ?float $maxSeconds = null,
        #[\SensitiveParameter] ?string $after = null,
        ?int $limit = null,
    ): \Generator {
        return pagesByNext(fn (?string $place) => $this->searchRecordings($number, $appKey, $subscriptionId, $trunk, $ending, $from, $until, $minSeconds, $maxSeconds, $place, $limit), $after);
    }

    /**
     * The audio of a recording. What the parties of a call said: each request is in the audit, as `listened`, before
     * it is answered. One range of bytes may be asked for (RFC 9110 14).
     * @return resource To be read; it is whole, and on disk where it is long.
     */
    public function listenToRecording(
        string $sessionId,
    ): mixed {
        return $this->transport->bytes(
            'GET',
            '/v1/recordings/' . part($sessionId),
            ['repeatable' => true],
        );
    }

    /**
     * Who has listened to a recording, and when. From the audit, the newest 200: operators here, and applications
     * that have fetched it.
     */
    public function listListeners(
        string $sessionId,
    ): ListListenersAnswer {
        return $this->transport->json(
            'GET',
            '/v1/recordings/' . part($sessionId) . '/listeners',
            ListListenersAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * Short messages, newest first. Go on with `after` = `next`, until there is no `next`. None is missed, and none
     * comes twice.
     * @param ?string $appKey Key of an application.
     * @param ?\DateTimeImmutable $before Those received before; absent: the newest.
     * @param ?string $after `next` of the answer before; then `before` is not used.
     */
    public function listMessages(
        #[\SensitiveParameter] ?string $appKey = null,
        ?\DateTimeImmutable $before = null,
        #[\SensitiveParameter] ?string $after = null,
        ?int $limit = null,
    ): ListMessagesAnswer {
        return $this->transport->json(
            'GET',
            '/v1/messages',
            ListMessagesAnswer::of(...),
            [
                'repeatable' => true,
                'query' => [
                    'appKey' => $appKey,
                    'before' => $before,
                    'after' => $after,
                    'limit' => $limit,
                ],
            ],
        );
    }

    /**
     * Short messages, newest first, of all pages from the one asked for on; each page is asked for when it is
     * wanted.
     * @param ?string $appKey Key of an application.
     * @param ?\DateTimeImmutable $before Those received before; absent: the newest.
     * @param ?string $after `next` of the answer before; then `before` is not used.
     * @return \Generator<int, Message>
     */
    public function listMessagesAll(
        #[\SensitiveParameter] ?string $appKey = null,
        ?\DateTimeImmutable $before = null,
        #[\SensitiveParameter] ?string $after = null,
        ?int $limit = null,
    ): \Generator {
        return pagesByNext(fn (?string $place) => $this->listMessages($appKey, $before, $place, $limit), $after);
    }

    /**
     * What would become of a call. caller left out: withheld. digits: what the caller types when asked for an
     * extension; left out: not asked yet. Nothing is changed.
     * @param string $dialled A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param ?string $caller A phone number: + and country code, or as it is dialled in the country of the policy.
     */
    public function explain(
        #[\SensitiveParameter] string $dialled,
        #[\SensitiveParameter] ?string $caller = null,
        #[\SensitiveParameter] ?string $digits = null,
    ): ExplainAnswer {
        return $this->transport->json(
            'POST',
            '/v1/explain',
            ExplainAnswer::of(...),
            [
                'repeatable' => true,
                'body' => given([
                    'caller' => $caller,
                    'dialled' => $dialled,
                    'digits' => $digits,
                ]),
            ],
        );
    }

    /**
     * Why a call of the past, or one in progress, went as it did. From the record, which is kept for its days; from
     * the call while it lasts; or, of the last calls that reached no application, from memory.
     */
    public function explainCall(
        #[\SensitiveParameter] string $sessionId,
    ): ExplainCallAnswer {
        return $this->transport->json(
            'GET',
            '/v1/explain',
            ExplainCallAnswer::of(...),
            [
                'repeatable' => true,
                'query' => [
                    'sessionId' => $sessionId,
                ],
            ],
        );
    }

    /**
     * Whether a call would be put through, and why not. Nothing is changed or counted.
     * @param string $caller A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param string $dialled A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param ?string $digits AXE: the extension.
     * @param ?\DateTimeImmutable $at Left out: now. The frequencies are always those of now.
     */
    public function askMayCall(
        #[\SensitiveParameter] string $caller,
        #[\SensitiveParameter] string $dialled,
        #[\SensitiveParameter] ?string $digits = null,
        ?\DateTimeImmutable $at = null,
    ): AskMayCallAnswer {
        return $this->transport->json(
            'POST',
            '/v1/may-call',
            AskMayCallAnswer::of(...),
            [
                'repeatable' => true,
                'body' => given([
                    'caller' => $caller,
                    'dialled' => $dialled,
                    'digits' => $digits,
                    'at' => $at,
                ]),
            ],
        );
    }

    /**
     * Entries of the blacklists that are in force.
     * @param 'bind-a'|'bind-b'|'call-as-a'|'call-as-b'|'call'|'message'|'x'|null $kind bind-a, bind-b: to be bound
     * as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call, message: every one, as either
     * side. x: everything over one X.
     * @param ?string $appKey Key of an application.
     */
    public function listBlacklist(
        ?string $kind = null,
        #[\SensitiveParameter] ?string $appKey = null,
        ?int $pageIndex = null,
        ?int $pageSize = null,
    ): ListBlacklistAnswer {
        return $this->transport->json(
            'GET',
            '/v1/blacklist',
            ListBlacklistAnswer::of(...),
            [
                'repeatable' => true,
                'query' => [
                    'kind' => $kind,
                    'appKey' => $appKey,
                    'pageIndex' => $pageIndex,
                    'pageSize' => $pageSize,
                ],
            ],
        );
    }

    /**
     * Entries of the blacklists that are in force, of all pages from the one asked for on; each page is asked for
     * when it is wanted.
     * @param 'bind-a'|'bind-b'|'call-as-a'|'call-as-b'|'call'|'message'|'x'|null $kind bind-a, bind-b: to be bound
     * as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call, message: every one, as either
     * side. x: everything over one X.
     * @param ?string $appKey Key of an application.
     * @return \Generator<int, BlacklistEntry>
     */
    public function listBlacklistAll(
        ?string $kind = null,
        #[\SensitiveParameter] ?string $appKey = null,
        ?int $pageIndex = null,
        ?int $pageSize = null,
    ): \Generator {
        return pagesByIndex(fn (int $place) => $this->listBlacklist($kind, $appKey, $place, $pageSize), $pageIndex ?? 1, $pageSize ?? 50);
    }

    /**
     * Bars numbers. In force on every engine once answered. An entry for the same kind, number, X and application is
     * replaced. None is made if one of them is wrong.
     * @param list<AddToBlacklistRequestEntry> $entries
     */
    public function addToBlacklist(
        array $entries,
    ): AddToBlacklistAnswer {
        return $this->transport->json(
            'POST',
            '/v1/blacklist',
            AddToBlacklistAnswer::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'entries' => $entries,
                ]),
            ],
        );
    }

    /**
     * Entries that concern a number. Those with the beginning of the number too.
     * @param ?string $number A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param 'bind-a'|'bind-b'|'call-as-a'|'call-as-b'|'call'|'message'|'x'|null $kind bind-a, bind-b: to be bound
     * as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call, message: every one, as either
     * side. x: everything over one X.
     * @param ?string $appKey Key of an application.
     */
    public function searchBlacklist(
        #[\SensitiveParameter] ?string $number = null,
        ?string $kind = null,
        #[\SensitiveParameter] ?string $appKey = null,
        ?int $pageIndex = null,
        ?int $pageSize = null,
    ): SearchBlacklistAnswer {
        return $this->transport->json(
            'POST',
            '/v1/blacklist/search',
            SearchBlacklistAnswer::of(...),
            [
                'repeatable' => true,
                'body' => given([
                    'number' => $number,
                    'kind' => $kind,
                    'appKey' => $appKey,
                    'pageIndex' => $pageIndex,
                    'pageSize' => $pageSize,
                ]),
            ],
        );
    }

    /**
     * Entries that concern a number, of all pages from the one asked for on; each page is asked for when it is
     * wanted.
     * @param ?string $number A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param 'bind-a'|'bind-b'|'call-as-a'|'call-as-b'|'call'|'message'|'x'|null $kind bind-a, bind-b: to be bound
     * as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call, message: every one, as either
     * side. x: everything over one X.
     * @param ?string $appKey Key of an application.
     * @return \Generator<int, BlacklistEntry>
     */
    public function searchBlacklistAll(
        #[\SensitiveParameter] ?string $number = null,
        ?string $kind = null,
        #[\SensitiveParameter] ?string $appKey = null,
        ?int $pageIndex = null,
        ?int $pageSize = null,
    ): \Generator {
        return pagesByIndex(fn (int $place) => $this->searchBlacklist($number, $kind, $appKey, $place, $pageSize), $pageIndex ?? 1, $pageSize ?? 50);
    }

    /**
     * Bars the numbers of a CSV file. A heading with number and any of kind, x, app_key, until and note; or numbers
     * alone, one a line. The query says what a line does not. Good lines are taken, bad ones told.
     * @param 'bind-a'|'bind-b'|'call-as-a'|'call-as-b'|'call'|'message'|'x'|null $kind bind-a, bind-b: to be bound
     * as A or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call, message: every one, as either
     * side. x: everything over one X.
     * @param ?string $appKey Key of an application.
     * @param ?\DateTimeImmutable $until From then on it counts no longer; left out: it has no term.
     */
    public function importBlacklist(
        #[\SensitiveParameter] string $content,
        ?string $kind = null,
        #[\SensitiveParameter] ?string $appKey = null,
        ?\DateTimeImmutable $until = null,
    ): ImportBlacklistAnswer {
        return $this->transport->json(
            'POST',
            '/v1/blacklist/import',
            ImportBlacklistAnswer::of(...),
            [
                'repeatable' => false,
                'query' => [
                    'kind' => $kind,
                    'appKey' => $appKey,
                    'until' => $until,
                ],
                'content' => ['text/csv', $content],
            ],
        );
    }

    /**
     * Takes an entry away.
     * @param 'bind-a'|'bind-b'|'call-as-a'|'call-as-b'|'call'|'message'|'x' $kind bind-a, bind-b: to be bound as A
     * or B. call-as-a, call-as-b: calls by A to B, as the one or the other. call, message: every one, as either
     * side. x: everything over one X.
     * @param string $number A phone number, or + with country code, first digits and *.
     * @param ?string $x A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param ?string $appKey Key of an application.
     */
    public function removeFromBlacklist(
        string $kind,
        #[\SensitiveParameter] string $number,
        #[\SensitiveParameter] ?string $x = null,
        #[\SensitiveParameter] ?string $appKey = null,
    ): void {
        $this->transport->nothing(
            'POST',
            '/v1/blacklist/remove',
            [
                'repeatable' => false,
                'body' => given([
                    'kind' => $kind,
                    'number' => $number,
                    'x' => $x,
                    'appKey' => $appKey,
                ]),
            ],
        );
    }

    /**
     * Registers numbers, or changes their state. Good ones are taken, bad ones told by their place. Without appKey
     * they count for every application.
     * @param list<string> $numbers
     * @param ?string $appKey Key of an application.
     * @param 'registered'|'pending'|'rejected'|null $state Only registered counts. A later import replaces it.
     * @param ?\DateTimeImmutable $until From then on it counts no longer.
     * @param ?string $batch A name for the import, to ask how far it is.
     */
    public function addRegistrations(
        array $numbers,
        #[\SensitiveParameter] ?string $appKey = null,
        ?string $state = null,
        ?\DateTimeImmutable $until = null,
        #[\SensitiveParameter] ?string $batch = null,
    ): AddRegistrationsAnswer {
        return $this->transport->json(
            'POST',
            '/v1/registrations',
            AddRegistrationsAnswer::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'appKey' => $appKey,
                    'state' => $state,
                    'until' => $until,
                    'batch' => $batch,
                    'numbers' => $numbers,
                ]),
            ],
        );
    }

    /**
     * Registers the numbers of a file, one a line. The first column counts; a heading `number` is skipped. Good
     * lines are taken, bad ones told.
     * @param ?string $appKey Key of an application.
     * @param 'registered'|'pending'|'rejected'|null $state Only registered counts. A later import replaces it.
     * @param ?\DateTimeImmutable $until From then on it counts no longer.
     * @param ?string $batch A name for the import, to ask how far it is.
     */
    public function importRegistrations(
        #[\SensitiveParameter] string $content,
        #[\SensitiveParameter] ?string $appKey = null,
        ?string $state = null,
        ?\DateTimeImmutable $until = null,
        #[\SensitiveParameter] ?string $batch = null,
    ): ImportRegistrationsAnswer {
        return $this->transport->json(
            'POST',
            '/v1/registrations/import',
            ImportRegistrationsAnswer::of(...),
            [
                'repeatable' => false,
                'query' => [
                    'appKey' => $appKey,
                    'state' => $state,
                    'until' => $until,
                    'batch' => $batch,
                ],
                'content' => ['text/csv', $content],
            ],
        );
    }

    /**
     * Registrations, of a number, a batch or a state.
     * @param ?string $number A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param ?string $appKey Key of an application.
     * @param ?string $batch A name for the import, to ask how far it is.
     * @param 'registered'|'pending'|'rejected'|null $state Only registered counts. A later import replaces it.
     */
    public function searchRegistrations(
        #[\SensitiveParameter] ?string $number = null,
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $batch = null,
        ?string $state = null,
        ?int $pageIndex = null,
        ?int $pageSize = null,
    ): SearchRegistrationsAnswer {
        return $this->transport->json(
            'POST',
            '/v1/registrations/search',
            SearchRegistrationsAnswer::of(...),
            [
                'repeatable' => true,
                'body' => given([
                    'number' => $number,
                    'appKey' => $appKey,
                    'batch' => $batch,
                    'state' => $state,
                    'pageIndex' => $pageIndex,
                    'pageSize' => $pageSize,
                ]),
            ],
        );
    }

    /**
     * Registrations, of a number, a batch or a state, of all pages from the one asked for on; each page is asked for
     * when it is wanted.
     * @param ?string $number A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param ?string $appKey Key of an application.
     * @param ?string $batch A name for the import, to ask how far it is.
     * @param 'registered'|'pending'|'rejected'|null $state Only registered counts. A later import replaces it.
     * @return \Generator<int, Registration>
     */
    public function searchRegistrationsAll(
        #[\SensitiveParameter] ?string $number = null,
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $batch = null,
        ?string $state = null,
        ?int $pageIndex = null,
        ?int $pageSize = null,
    ): \Generator {
        return pagesByIndex(fn (int $place) => $this->searchRegistrations($number, $appKey, $batch, $state, $place, $pageSize), $pageIndex ?? 1, $pageSize ?? 50);
    }

    /**
     * How many numbers are in each state.
     * @param ?string $appKey Key of an application.
     * @param ?string $batch A name for the import, to ask how far it is.
     */
    public function getRegistrationStatus(
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $batch = null,
    ): GetRegistrationStatusAnswer {
        return $this->transport->json(
            'GET',
            '/v1/registrations/status',
            GetRegistrationStatusAnswer::of(...),
            [
                'repeatable' => true,
                'query' => [
                    'appKey' => $appKey,
                    'batch' => $batch,
                ],
            ],
        );
    }

    /**
     * Removes numbers, or a batch.
     * @param ?string $appKey Key of an application.
     * @param list<string>|null $numbers
     * @param ?string $batch A name for the import, to ask how far it is.
     */
    public function removeRegistrations(
        #[\SensitiveParameter] ?string $appKey = null,
        ?array $numbers = null,
        #[\SensitiveParameter] ?string $batch = null,
    ): RemoveRegistrationsAnswer {
        return $this->transport->json(
            'POST',
            '/v1/registrations/remove',
            RemoveRegistrationsAnswer::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'appKey' => $appKey,
                    'numbers' => $numbers,
                    'batch' => $batch,
                ]),
            ],
        );
    }

    /**
     * Complaints, the latest first.
     * @param ?string $appKey Key of an application.
     */
    public function listComplaints(
        #[\SensitiveParameter] ?string $appKey = null,
        ?int $pageIndex = null,
        ?int $pageSize = null,
    ): ListComplaintsAnswer {
        return $this->transport->json(
            'GET',
            '/v1/complaints',
            ListComplaintsAnswer::of(...),
            [
                'repeatable' => true,
                'query' => [
                    'appKey' => $appKey,
                    'pageIndex' => $pageIndex,
                    'pageSize' => $pageSize,
                ],
            ],
        );
    }

    /**
     * Complaints, the latest first, of all pages from the one asked for on; each page is asked for when it is
     * wanted.
     * @param ?string $appKey Key of an application.
     * @return \Generator<int, Complaint>
     */
    public function listComplaintsAll(
        #[\SensitiveParameter] ?string $appKey = null,
        ?int $pageIndex = null,
        ?int $pageSize = null,
    ): \Generator {
        return pagesByIndex(fn (int $place) => $this->listComplaints($appKey, $place, $pageSize), $pageIndex ?? 1, $pageSize ?? 50);
    }

    /**
     * Registers a complaint. It counts as valid until it is judged. Without appKey it is about the application of x.
     * @param 'harassment'|'fraud'|'other' $category
     * @param ?string $appKey Key of an application.
     * @param ?string $x A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param ?string $note For people.
     */
    public function addComplaint(
        string $category,
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $x = null,
        ?\DateTimeImmutable $at = null,
        #[\SensitiveParameter] ?string $note = null,
    ): AddComplaintAnswer {
        return $this->transport->json(
            'POST',
            '/v1/complaints',
            AddComplaintAnswer::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'appKey' => $appKey,
                    'x' => $x,
                    'category' => $category,
                    'at' => $at,
                    'note' => $note,
                ]),
            ],
        );
    }

    /**
     * Says whether a complaint is valid.
     * @param bool $valid false: examined, and found to be none.
     */
    public function judgeComplaint(
        string $id,
        bool $valid,
    ): Complaint {
        return $this->transport->json(
            'PATCH',
            '/v1/complaints/' . part($id),
            Complaint::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'valid' => $valid,
                ]),
            ],
        );
    }

    /**
     * Removes a complaint.
     */
    public function removeComplaint(
        string $id,
    ): void {
        $this->transport->nothing(
            'DELETE',
            '/v1/complaints/' . part($id),
            ['repeatable' => true],
        );
    }

    /**
     * How applications stand this month.
     */
    public function listStandings(): ListStandingsAnswer {
        return $this->transport->json(
            'GET',
            '/v1/complaints/standings',
            ListStandingsAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * What the customers of applications have filed.
     */
    public function listOnboarding(): ListOnboardingAnswer {
        return $this->transport->json(
            'GET',
            '/v1/onboarding',
            ListOnboardingAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * What the customer of an application has filed.
     * @param string $appKey Key of an application.
     */
    public function getOnboarding(
        string $appKey,
    ): Onboarding {
        return $this->transport->json(
            'GET',
            '/v1/onboarding/' . part($appKey),
            Onboarding::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * Files a record, or replaces it. One of a forbidden trade can be filed, and not be approved.
     * @param string $appKey Key of an application.
     * @param 'submitted'|'approved'|'rejected' $state Only approved counts where the rules demand it.
     * @param string $company As on its licence.
     * @param string $licence Code of the business licence or the organisation.
     * @param string $trade Its trade, as the rules file names forbidden ones.
     * @param string $carrier What the service is part of: an app, a mini program, a site, with its name.
     * @param string $scene Who calls whom, and what for.
     * @param string $script What is said on such a call.
     * @param ?string $calleeSource Where callees' numbers come from.
     * @param list<PutOnboardingRequestDocument>|null $documents What was handed in. The documents themselves stay
     * elsewhere.
     * @param ?\DateTimeImmutable $until When the authorisation ends.
     * @param ?string $note For people.
     */
    public function putOnboarding(
        string $appKey,
        string $state,
        #[\SensitiveParameter] string $company,
        #[\SensitiveParameter] string $licence,
        #[\SensitiveParameter] string $trade,
        #[\SensitiveParameter] string $carrier,
        #[\SensitiveParameter] string $scene,
        #[\SensitiveParameter] string $script,
        #[\SensitiveParameter] ?string $calleeSource = null,
        ?bool $usesMessages = null,
        ?array $documents = null,
        ?\DateTimeImmutable $until = null,
        #[\SensitiveParameter] ?string $note = null,
    ): Onboarding {
        return $this->transport->json(
            'PUT',
            '/v1/onboarding/' . part($appKey),
            Onboarding::of(...),
            [
                'repeatable' => true,
                'body' => given([
                    'state' => $state,
                    'company' => $company,
                    'licence' => $licence,
                    'trade' => $trade,
                    'carrier' => $carrier,
                    'scene' => $scene,
                    'script' => $script,
                    'calleeSource' => $calleeSource,
                    'usesMessages' => $usesMessages,
                    'documents' => $documents,
                    'until' => $until,
                    'note' => $note,
                ]),
            ],
        );
    }

    /**
     * Removes a record.
     * @param string $appKey Key of an application.
     */
    public function removeOnboarding(
        string $appKey,
    ): void {
        $this->transport->nothing(
            'DELETE',
            '/v1/onboarding/' . part($appKey),
            ['repeatable' => true],
        );
    }

    /**
     * Prompts that may be named.
     */
    public function listPrompts(): ListPromptsAnswer {
        return $this->transport->json(
            'GET',
            '/v1/prompts',
            ListPromptsAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * The audio of a prompt. One range of bytes may be asked for (RFC 9110 14).
     * @param string $name File name: letters, digits and _ @ . + -, ending in .wav.
     * @param 'zh'|'en'|null $language For one that comes with Callveil; the language of the policy's country if left
     * out.
     * @return resource To be read; it is whole, and on disk where it is long.
     */
    public function getPrompt(
        string $name,
        ?string $language = null,
    ): mixed {
        return $this->transport->bytes(
            'GET',
            '/v1/prompts/' . part($name),
            [
                'repeatable' => true,
                'query' => [
                    'language' => $language,
                ],
            ],
        );
    }

    /**
     * Puts a prompt in, or another in its place. A WAV file of A-law, mu-law or 16-bit PCM, mono, 8000 or 16000 Hz,
     * at most 262 s. Stored as A-law of 8000 Hz, which is what calls hear. In force for calls from then on.
     * @param string $name File name: letters, digits and _ @ . + -, ending in .wav.
     */
    public function putPrompt(
        string $name,
        #[\SensitiveParameter] string $content,
    ): void {
        $this->transport->nothing(
            'PUT',
            '/v1/prompts/' . part($name),
            ['repeatable' => true, 'content' => ['audio/wav', $content]],
        );
    }

    /**
     * Takes one's own prompt out. Refused with 409 while a binding or an application names it, so that nothing falls
     * silent, least of all the notice of a recording; but for one that covers a prompt of the same name that came
     * with Callveil. With `force` it is taken out all the same: calls that want it as their notice are then not
     * recorded.
     * @param string $name File name: letters, digits and _ @ . + -, ending in .wav.
     */
    public function removePrompt(
        string $name,
        ?bool $force = null,
    ): void {
        $this->transport->nothing(
            'DELETE',
            '/v1/prompts/' . part($name),
            [
                'repeatable' => true,
                'query' => [
                    'force' => $force,
                ],
            ],
        );
    }

    /**
     * What waits to be pushed to each address of the applications.
     */
    public function listReceivers(): ListReceiversAnswer {
        return $this->transport->json(
            'GET',
            '/v1/receivers',
            ListReceiversAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * The trunks and how they are.
     */
    public function listTrunks(): ListTrunksAnswer {
        return $this->transport->json(
            'GET',
            '/v1/trunks',
            ListTrunksAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * Every live transaction, dialog and media session. At most 1000 of each kind; `total` is how many there are.
     */
    public function listLive(): ListLiveAnswer {
        return $this->transport->json(
            'GET',
            '/v1/live',
            ListLiveAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * Keeps the RTP of a live call from now on, for its pcap file. RTP and RTCP of both legs as they are on the
     * wire; encrypted packets stay so. Until the call ends or its share is full (`capture.rtpMegabytes`). What the
     * parties say is in it: who asked is in the audit.
     */
    public function captureRtp(
        string $sessionId,
    ): void {
        $this->transport->nothing(
            'POST',
            '/v1/calls/' . part($sessionId) . '/rtp',
            ['repeatable' => false],
        );
    }

    /**
     * Whether the journal takes changes, and what it has lost.
     */
    public function getJournal(): GetJournalAnswer {
        return $this->transport->json(
            'GET',
            '/v1/journal',
            GetJournalAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * Writes what is in force here into a journal that has lost it. In the place of what the store has in the scopes
     * that have lost changes, whatever was bound in them since. All engines follow.
     */
    public function restoreJournal(): RestoreJournalAnswer {
        return $this->transport->json(
            'POST',
            '/v1/journal/restore',
            RestoreJournalAnswer::of(...),
            ['repeatable' => false],
        );
    }

    /**
     * Takes over what a journal has that has lost changes. Every binding that the store no longer has ends. Calls in
     * progress go on. All engines follow.
     */
    public function acceptJournal(): AcceptJournalAnswer {
        return $this->transport->json(
            'POST',
            '/v1/journal/accept',
            AcceptJournalAnswer::of(...),
            ['repeatable' => false],
        );
    }

    /**
     * How this engine is.
     */
    public function getSystem(): GetSystemAnswer {
        return $this->transport->json(
            'GET',
            '/v1/system',
            GetSystemAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * The processes, the machine, its disks, the load and the certificates.
     */
    public function getMachine(): GetMachineAnswer {
        return $this->transport->json(
            'GET',
            '/v1/system/machine',
            GetMachineAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * The last lines of the log of the engine. From memory: some hundreds, since the start of the engine. Numbers
     * are masked whatever `log.showNumbers` says. The other processes write to the same standard output, and are not
     * here.
     * @param 'debug'|'info'|'warn'|'error'|null $level
     * @param ?int $after `sequence` of the last one that was read.
     */
    public function listLogLines(
        ?string $level = null,
        ?int $after = null,
        ?int $limit = null,
    ): ListLogLinesAnswer {
        return $this->transport->json(
            'GET',
            '/v1/system/log',
            ListLogLinesAnswer::of(...),
            [
                'repeatable' => true,
                'query' => [
                    'level' => $level,
                    'after' => $after,
                    'limit' => $limit,
                ],
            ],
        );
    }

    /**
     * Who looked at, listened to, changed, exported or erased what.
     * @param ?string $number Only entries that concern it.
     * @param ?string $who Only those of a name.
     * @param 'looked at'|'listened'|'changed'|'refused'|'exported'|'erased'|'cut'|'repaired'|null $action
     * @param ?int $after Those after this one; absent: the newest ones.
     */
    public function searchAudit(
        #[\SensitiveParameter] ?string $number = null,
        #[\SensitiveParameter] ?string $who = null,
        ?string $action = null,
        ?int $after = null,
        ?int $limit = null,
    ): SearchAuditAnswer {
        return $this->transport->json(
            'POST',
            '/v1/audit/search',
            SearchAuditAnswer::of(...),
            [
                'repeatable' => true,
                'body' => given([
                    'number' => $number,
                    'who' => $who,
                    'action' => $action,
                    'after' => $after,
                    'limit' => $limit,
                ]),
            ],
        );
    }

    /**
     * Whether the audit is as it was written. Reads the whole file. Pass a head that was noted earlier to prove that
     * nothing up to it was taken away.
     */
    public function verifyAudit(
        ?int $sequence = null,
        #[\SensitiveParameter] ?string $hash = null,
    ): VerifyAuditAnswer {
        return $this->transport->json(
            'GET',
            '/v1/audit/verify',
            VerifyAuditAnswer::of(...),
            [
                'repeatable' => true,
                'query' => [
                    'sequence' => $sequence,
                    'hash' => $hash,
                ],
            ],
        );
    }

    /**
     * All accounts of this engine, by name.
     */
    public function listAccounts(): ListAccountsAnswer {
        return $this->transport->json(
            'GET',
            '/v1/accounts',
            ListAccountsAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * Adds an account. Its operator has to change the password before anything else.
     * @param string $name Letters, digits and . _ @ -, a letter first; upper and lower case are the same.
     * @param 'admin'|'operator'|'viewer'|'auditor'|'subscriber' $role
     * @param list<string>|null $applications subscriber: whose messages it may read. The other roles have no such
     * limit.
     */
    public function addAccount(
        #[\SensitiveParameter] string $name,
        string $role,
        #[\SensitiveParameter] string $password,
        ?array $applications = null,
    ): void {
        $this->transport->nothing(
            'POST',
            '/v1/accounts',
            [
                'repeatable' => false,
                'body' => given([
                    'name' => $name,
                    'role' => $role,
                    'applications' => $applications,
                    'password' => $password,
                ]),
            ],
        );
    }

    /**
     * Gives an account another role. Ends its sessions.
     * @param string $name Letters, digits and . _ @ -, a letter first; upper and lower case are the same.
     * @param 'admin'|'operator'|'viewer'|'auditor'|'subscriber' $role
     * @param list<string>|null $applications subscriber: whose messages it may read. The other roles have no such
     * limit.
     */
    public function changeAccountRole(
        string $name,
        string $role,
        ?array $applications = null,
    ): void {
        $this->transport->nothing(
            'PATCH',
            '/v1/accounts/' . part($name),
            [
                'repeatable' => false,
                'body' => given([
                    'role' => $role,
                    'applications' => $applications,
                ]),
            ],
        );
    }

    /**
     * Removes an account and ends its sessions.
     * @param string $name Letters, digits and . _ @ -, a letter first; upper and lower case are the same.
     */
    public function removeAccount(
        string $name,
    ): void {
        $this->transport->nothing(
            'DELETE',
            '/v1/accounts/' . part($name),
            ['repeatable' => true],
        );
    }

    /**
     * Gives an account another password. For an operator who has forgotten it, or has lost the authenticator. Ends
     * its sessions. The second factor is taken away unless it is kept; the operator has to change the password
     * before anything else.
     * @param string $name Letters, digits and . _ @ -, a letter first; upper and lower case are the same.
     */
    public function resetAccount(
        string $name,
        #[\SensitiveParameter] string $password,
        ?bool $keepSecondFactor = null,
    ): void {
        $this->transport->nothing(
            'POST',
            '/v1/accounts/' . part($name) . '/reset',
            [
                'repeatable' => false,
                'body' => given([
                    'password' => $password,
                    'keepSecondFactor' => $keepSecondFactor,
                ]),
            ],
        );
    }

    /**
     * Ends the sessions of an account.
     * @param string $name Letters, digits and . _ @ -, a letter first; upper and lower case are the same.
     */
    public function endAccountSessions(
        string $name,
    ): EndAccountSessionsAnswer {
        return $this->transport->json(
            'DELETE',
            '/v1/accounts/' . part($name) . '/sessions',
            EndAccountSessionsAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * Reads the configuration file again and puts it in force, whole or not at all. Calls in progress keep what they
     * began with. 409 with the code `invalid`, `not-changeable`, `draining` or `failed` says why nothing has
     * changed; `errors` has one entry for each mistake, or for each key that the running service cannot change.
     * Secrets and numbers are not shown.
     * @param ?bool $dryRun Only says what would change.
     */
    public function reload(
        ?bool $dryRun = null,
    ): ReloadAnswer {
        return $this->transport->json(
            'POST',
            '/v1/reload',
            ReloadAnswer::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'dryRun' => $dryRun,
                ]),
            ],
        );
    }

    /**
     * Takes no new calls until that is undone. New calls, messages and OPTIONS get 503, and readiness is down; calls
     * in progress go on for as long as they like, and both APIs work. An engine that dies is followed by one that
     * drains too; a restart of the service ends the drain. Nothing happens where it drains already.
     */
    public function beginDrain(): BeginDrainAnswer {
        return $this->transport->json(
            'POST',
            '/v1/drain',
            BeginDrainAnswer::of(...),
            ['repeatable' => false],
        );
    }

    /**
     * Takes calls again. 409 with the code `stopping` if the service has been told to stop, which cannot be undone.
     */
    public function undoDrain(): UndoDrainAnswer {
        return $this->transport->json(
            'DELETE',
            '/v1/drain',
            UndoDrainAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * Messages of calls, to be pulled. For applications with `reports.pull`, pushed or not, oldest first, for
     * `reports.pullDays`. Go on with `after` = `next`. Each engine has its own messages and ids. The role
     * `subscriber` reads those of its own applications.
     * @param ?string $appKey Those of this application only.
     * @param ?string $after The last message that was read: `next` of the answer before.
     * @param ?string $kinds Only these, e.g. disconnect,fee.
     * @param ?int $wait Seconds to wait for a message if there is none.
     */
    public function listEvents(
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $after = null,
        #[\SensitiveParameter] ?string $kinds = null,
        ?int $limit = null,
        ?int $wait = null,
    ): ListEventsAnswer {
        return $this->transport->json(
            'GET',
            '/v1/events',
            ListEventsAnswer::of(...),
            [
                'repeatable' => true,
                'query' => [
                    'appKey' => $appKey,
                    'after' => $after,
                    'kinds' => $kinds,
                    'limit' => $limit,
                    'wait' => $wait,
                ],
                'wait' => $wait,
            ],
        );
    }

    /**
     * Messages of calls, to be pulled, of all pages from the one asked for on; each page is asked for when it is
     * wanted.
     * @param ?string $appKey Those of this application only.
     * @param ?string $after The last message that was read: `next` of the answer before.
     * @param ?string $kinds Only these, e.g. disconnect,fee.
     * @param ?int $wait Seconds to wait for a message if there is none.
     * @return \Generator<int, ListEventsAnswerItem>
     */
    public function listEventsAll(
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $after = null,
        #[\SensitiveParameter] ?string $kinds = null,
        ?int $limit = null,
        ?int $wait = null,
    ): \Generator {
        return pagesByNext(fn (?string $place) => $this->listEvents($appKey, $place, $kinds, $limit, $wait), $after);
    }

    /**
     * Messages that no address has taken, after the last retry.
     * @param ?string $appKey Key of an application.
     * @param ?string $after The last message that was read: `next` of the answer before.
     */
    public function listUndelivered(
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $after = null,
        ?int $limit = null,
    ): ListUndeliveredAnswer {
        return $this->transport->json(
            'GET',
            '/v1/undelivered',
            ListUndeliveredAnswer::of(...),
            [
                'repeatable' => true,
                'query' => [
                    'appKey' => $appKey,
                    'after' => $after,
                    'limit' => $limit,
                ],
            ],
        );
    }

    /**
     * Messages that no address has taken, after the last retry, of all pages from the one asked for on; each page is
     * asked for when it is wanted.
     * @param ?string $appKey Key of an application.
     * @param ?string $after The last message that was read: `next` of the answer before.
     * @return \Generator<int, ListUndeliveredAnswerItem>
     */
    public function listUndeliveredAll(
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $after = null,
        ?int $limit = null,
    ): \Generator {
        return pagesByNext(fn (?string $place) => $this->listUndelivered($appKey, $place, $limit), $after);
    }

    /**
     * Pushes them again. With their old Idempotency-Key, and all retries once more.
     * @param ?string $appKey Key of an application.
     * @param list<string>|null $ids
     */
    public function resendUndelivered(
        #[\SensitiveParameter] ?string $appKey = null,
        ?array $ids = null,
    ): ResendUndeliveredAnswer {
        return $this->transport->json(
            'POST',
            '/v1/undelivered/resend',
            ResendUndeliveredAnswer::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'appKey' => $appKey,
                    'ids' => $ids,
                ]),
            ],
        );
    }

    /**
     * Calls, messages and changes of numbers of the past, newest first. A call is found within a second of its end.
     * Go on with `after` = `next`, until there is no `next`: none of those that were there at the beginning is
     * missed, and none comes twice.
     * @param list<'call'|'message'|'number'>|null $kinds
     * @param ?string $number In whichever part: real numbers and privacy numbers.
     * @param ?string $appKey Key of an application.
     * @param ?string $subscriptionId Id of a binding.
     * @param ?string $trunk Of either leg.
     * @param ?string $ending Ending of a call, result of a message, new status of a number.
     * @param ?\DateTimeImmutable $from Those that came at this time or later.
     * @param ?\DateTimeImmutable $until Those that came before.
     * @param ?float $minSeconds Talked at least so long.
     * @param ?float $maxSeconds Talked at most so long.
     * @param ?string $after `next` of the answer before.
     */
    public function searchRecords(
        ?array $kinds = null,
        #[\SensitiveParameter] ?string $number = null,
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $subscriptionId = null,
        #[\SensitiveParameter] ?string $trunk = null,
        #[\SensitiveParameter] ?string $ending = null,
        ?\DateTimeImmutable $from = null,
        ?\DateTimeImmutable $until = null,
        ?float $minSeconds = null,
        ?float $maxSeconds = null,
        #[\SensitiveParameter] ?string $after = null,
        ?int $limit = null,
    ): SearchRecordsAnswer {
        return $this->transport->json(
            'POST',
            '/v1/records/search',
            SearchRecordsAnswer::of(...),
            [
                'repeatable' => true,
                'body' => given([
                    'kinds' => $kinds,
                    'number' => $number,
                    'appKey' => $appKey,
                    'subscriptionId' => $subscriptionId,
                    'trunk' => $trunk,
                    'ending' => $ending,
                    'from' => $from,
                    'until' => $until,
                    'minSeconds' => $minSeconds,
                    'maxSeconds' => $maxSeconds,
                    'after' => $after,
                    'limit' => $limit,
                ]),
            ],
        );
    }

    /**
     * Calls, messages and changes of numbers of the past, newest first, of all pages from the one asked for on; each
     * page is asked for when it is wanted.
     * @param list<'call'|'message'|'number'>|null $kinds
     * @param ?string $number In whichever part: real numbers and privacy numbers.
     * @param ?string $appKey Key of an application.
     * @param ?string $subscriptionId Id of a binding.
     * @param ?string $trunk Of either leg.
     * @param ?string $ending Ending of a call, result of a message, new status of a number.
     * @param ?\DateTimeImmutable $from Those that came at this time or later.
     * @param ?\DateTimeImmutable $until Those that came before.
     * @param ?float $minSeconds Talked at least so long.
     * @param ?float $maxSeconds Talked at most so long.
     * @param ?string $after `next` of the answer before.
     * @return \Generator<int, PastRecord>
     */
    public function searchRecordsAll(
        ?array $kinds = null,
        #[\SensitiveParameter] ?string $number = null,
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $subscriptionId = null,
        #[\SensitiveParameter] ?string $trunk = null,
        #[\SensitiveParameter] ?string $ending = null,
        ?\DateTimeImmutable $from = null,
        ?\DateTimeImmutable $until = null,
        ?float $minSeconds = null,
        ?float $maxSeconds = null,
        #[\SensitiveParameter] ?string $after = null,
        ?int $limit = null,
    ): \Generator {
        return pagesByNext(fn (?string $place) => $this->searchRecords($kinds, $number, $appKey, $subscriptionId, $trunk, $ending, $from, $until, $minSeconds, $maxSeconds, $place, $limit), $after);
    }

    /**
     * One record.
     * @param 'call'|'message'|'number' $kind
     */
    public function getRecord(
        string $kind,
        string $id,
    ): PastRecord {
        return $this->transport->json(
            'GET',
            '/v1/records/' . part($kind) . '/' . part($id),
            PastRecord::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * Records as CSV. With a heading and complete numbers, newest first, sent while it is read. A connection that
     * breaks off means that it is not whole. It is in the audit before the answer begins.
     * @param list<'call'|'message'|'number'>|null $kinds
     * @param ?string $number In whichever part: real numbers and privacy numbers.
     * @param ?string $appKey Key of an application.
     * @param ?string $subscriptionId Id of a binding.
     * @param ?string $trunk Of either leg.
     * @param ?string $ending Ending of a call, result of a message, new status of a number.
     * @param ?\DateTimeImmutable $from Those that came at this time or later.
     * @param ?\DateTimeImmutable $until Those that came before.
     * @param ?float $minSeconds Talked at least so long.
     * @param ?float $maxSeconds Talked at most so long.
     * @return resource To be read; it is whole, and on disk where it is long.
     */
    public function exportRecords(
        ?array $kinds = null,
        #[\SensitiveParameter] ?string $number = null,
        #[\SensitiveParameter] ?string $appKey = null,
        #[\SensitiveParameter] ?string $subscriptionId = null,
        #[\SensitiveParameter] ?string $trunk = null,
        #[\SensitiveParameter] ?string $ending = null,
        ?\DateTimeImmutable $from = null,
        ?\DateTimeImmutable $until = null,
        ?float $minSeconds = null,
        ?float $maxSeconds = null,
    ): mixed {
        return $this->transport->bytes(
            'POST',
            '/v1/records/export',
            [
                'repeatable' => false,
                'body' => given([
                    'kinds' => $kinds,
                    'number' => $number,
                    'appKey' => $appKey,
                    'subscriptionId' => $subscriptionId,
                    'trunk' => $trunk,
                    'ending' => $ending,
                    'from' => $from,
                    'until' => $until,
                    'minSeconds' => $minSeconds,
                    'maxSeconds' => $maxSeconds,
                ]),
            ],
        );
    }

    /**
     * Everything that is held about a number. Relations, lists, records, events, messages, the files of recordings
     * and what is in progress, of this engine; with several engines, ask each. Texts that mention the number count.
     * Other numbers in it are complete: take out what is not for the person who asks. It is in the audit before the
     * answer begins.
     * @param string $number A phone number: + and country code, or as it is dialled in the country of the policy.
     */
    public function exportSubject(
        #[\SensitiveParameter] string $number,
    ): ExportSubjectAnswer {
        return $this->transport->json(
            'POST',
            '/v1/subjects/export',
            ExportSubjectAnswer::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'number' => $number,
                ]),
            ],
        );
    }

    /**
     * What an erasure would delete, and what it would keep. Counts by store; nothing is changed.
     * @param string $number A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param list<'bindings'|'blacklist'|'waiting'>|null $also What is kept otherwise: `bindings` in force, with the
     * registration that they need; `blacklist` entries of the number; `waiting` pushes that their receiver has not
     * taken, with the record and recording of their call.
     */
    public function explainErasure(
        #[\SensitiveParameter] string $number,
        ?array $also = null,
    ): ExplainErasureAnswer {
        return $this->transport->json(
            'POST',
            '/v1/subjects/erase/plan',
            ExplainErasureAnswer::of(...),
            [
                'repeatable' => true,
                'body' => given([
                    'number' => $number,
                    'also' => $also,
                ]),
            ],
        );
    }

    /**
     * Erases what is held about a number. Of this engine; the journal of several engines is erased for all, and the
     * rest is asked of each. Nothing is erased that the audit does not have. An erasure that is interrupted goes on
     * by itself. Ask again once what was kept has ended.
     * @param string $number A phone number: + and country code, or as it is dialled in the country of the policy.
     * @param list<'bindings'|'blacklist'|'waiting'>|null $also What is kept otherwise: `bindings` in force, with the
     * registration that they need; `blacklist` entries of the number; `waiting` pushes that their receiver has not
     * taken, with the record and recording of their call.
     */
    public function eraseSubject(
        #[\SensitiveParameter] string $number,
        ?array $also = null,
    ): EraseSubjectAnswer {
        return $this->transport->json(
            'POST',
            '/v1/subjects/erase',
            EraseSubjectAnswer::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'number' => $number,
                    'also' => $also,
                ]),
            ],
        );
    }

    /**
     * Certificates of erasures, of one number or all.
     * @param ?string $number A phone number: + and country code, or as it is dialled in the country of the policy.
     */
    public function searchErasures(
        #[\SensitiveParameter] ?string $number = null,
    ): SearchErasuresAnswer {
        return $this->transport->json(
            'POST',
            '/v1/subjects/erasures/search',
            SearchErasuresAnswer::of(...),
            [
                'repeatable' => true,
                'body' => given([
                    'number' => $number,
                ]),
            ],
        );
    }

    /**
     * The certificate of an erasure.
     */
    public function getErasure(
        string $id,
    ): GetErasureAnswer {
        return $this->transport->json(
            'GET',
            '/v1/subjects/erasures/' . part($id),
            GetErasureAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * Whether a certificate is as it was written, and the audit has it.
     */
    public function verifyErasure(
        string $id,
    ): VerifyErasureAnswer {
        return $this->transport->json(
            'GET',
            '/v1/subjects/erasures/' . part($id) . '/verify',
            VerifyErasureAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * Both legs of a call as one ladder. Of a live call, or of one of the last that have ended (`capture.calls`).
     * Answers to digest challenges, passwords and media keys are covered for everyone.
     */
    public function getLadder(
        string $sessionId,
    ): GetLadderAnswer {
        return $this->transport->json(
            'GET',
            '/v1/calls/' . part($sessionId) . '/ladder',
            GetLadderAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * Both legs of a call as a pcap file. Of a live call, or of one of the last that have ended (`capture.calls`).
     * Answers to digest challenges, passwords and media keys are covered for everyone. Numbers are masked for
     * viewers. With the RTP and RTCP of both legs if that was asked for (`captureRtp`), for operators and admins.
     * Messages over TCP and TLS are written as datagrams.
     * @return resource To be read; it is whole, and on disk where it is long.
     */
    public function getPcap(
        string $sessionId,
    ): mixed {
        return $this->transport->bytes(
            'GET',
            '/v1/calls/' . part($sessionId) . '/pcap',
            ['repeatable' => true],
        );
    }

    /**
     * A backup of everything that this engine stores. A tar archive with a manifest, the stores, the configuration
     * and the SHA-256 of each file (`SHA256SUMS`, the last one; without it the archive is not whole). Everything
     * that was acknowledged before the request is in it; later changes may be. The service works meanwhile. The
     * answer begins when the stores are copied beside themselves, which takes as much room again. One at a time: 409
     * with the code `backup-running`. It has numbers and secrets. `callveil restore` puts it back.
     * @param ?bool $recordings The files of recordings too.
     * @param ?bool $secrets The configuration as it is, with the keys that it names; false: without. The stores have
     * the secrets of applications in any case.
     * @return resource To be read; it is whole, and on disk where it is long.
     */
    public function exportBackup(
        ?bool $recordings = null,
        ?bool $secrets = null,
    ): mixed {
        return $this->transport->bytes(
            'POST',
            '/v1/backup',
            [
                'repeatable' => false,
                'body' => given([
                    'recordings' => $recordings,
                    'secrets' => $secrets,
                ]),
            ],
        );
    }

    /**
     * Puts a backup in the place of what is stored, and restarts the engine. Only while the service drains and no
     * call is up: 409 with the code `not-drained` otherwise. The archive is checked first; 400 with the code
     * `bad-archive` says what is wrong with it, and nothing is changed. After the answer the engine ends and the
     * next one has what the backup had, whole or not at all, and goes on draining until that is undone. What was
     * acknowledged after the backup is gone; the files that were there are kept aside.
     * @param string $file Its path on the machine of the service.
     */
    public function restoreBackup(
        #[\SensitiveParameter] string $file,
    ): RestoreBackupAnswer {
        return $this->transport->json(
            'POST',
            '/v1/restore',
            RestoreBackupAnswer::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'file' => $file,
                ]),
            ],
        );
    }

    /**
     * How one can sign in here.
     */
    public function getSignInWays(): GetSignInWaysAnswer {
        return $this->transport->json(
            'GET',
            '/v1/sign-in',
            GetSignInWaysAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * Begins a session. With `name`, `password` and `code`, or with `token`. The session is in a cookie (HttpOnly,
     * SameSite=Strict), or with `as: header` in the answer, to be sent as `Authorization: Session <id>`. Whatever is
     * wrong is answered 401 alike; after several wrong attempts 429 says how long to wait.
     * @param ?string $name The name of an account.
     * @param ?string $code A code of the authenticator, or a recovery code; an account without a second factor
     * leaves it out.
     * @param 'cookie'|'header'|null $as
     */
    public function signIn(
        #[\SensitiveParameter] ?string $name = null,
        #[\SensitiveParameter] ?string $password = null,
        #[\SensitiveParameter] ?string $code = null,
        #[\SensitiveParameter] ?string $token = null,
        ?string $as = null,
    ): SignInAnswer {
        return $this->transport->json(
            'POST',
            '/v1/sign-in',
            SignInAnswer::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'name' => $name,
                    'password' => $password,
                    'code' => $code,
                    'token' => $token,
                    'as' => $as,
                ]),
            ],
        );
    }

    /**
     * Ends the session of this request.
     */
    public function signOut(): SignOutAnswer {
        return $this->transport->json(
            'POST',
            '/v1/sign-out',
            SignOutAnswer::of(...),
            ['repeatable' => false],
        );
    }

    /**
     * Who this token or session belongs to.
     */
    public function getMe(): GetMeAnswer {
        return $this->transport->json(
            'GET',
            '/v1/me',
            GetMeAnswer::of(...),
            ['repeatable' => true],
        );
    }

    /**
     * Another password for the own account. Ends all sessions of the account; the answer begins a new one, as the
     * request had it.
     */
    public function changeOwnPassword(
        #[\SensitiveParameter] string $password,
        #[\SensitiveParameter] string $newPassword,
    ): ChangeOwnPasswordAnswer {
        return $this->transport->json(
            'POST',
            '/v1/me/password',
            ChangeOwnPasswordAnswer::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'password' => $password,
                    'newPassword' => $newPassword,
                ]),
            ],
        );
    }

    /**
     * A secret for an authenticator. TOTP (RFC 6238). It is in force once a code confirms it.
     */
    public function enrolSecondFactor(
        #[\SensitiveParameter] string $password,
    ): EnrolSecondFactorAnswer {
        return $this->transport->json(
            'POST',
            '/v1/me/second-factor',
            EnrolSecondFactorAnswer::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'password' => $password,
                ]),
            ],
        );
    }

    /**
     * Puts the second factor in force.
     * @param string $code A code of the authenticator, or a recovery code; an account without a second factor leaves
     * it out.
     */
    public function confirmSecondFactor(
        #[\SensitiveParameter] string $code,
    ): ConfirmSecondFactorAnswer {
        return $this->transport->json(
            'POST',
            '/v1/me/second-factor/confirm',
            ConfirmSecondFactorAnswer::of(...),
            [
                'repeatable' => false,
                'body' => given([
                    'code' => $code,
                ]),
            ],
        );
    }

    /**
     * Signs in without a second factor again.
     * @param string $code A code of the authenticator, or a recovery code; an account without a second factor leaves
     * it out.
     */
    public function removeSecondFactor(
        #[\SensitiveParameter] string $password,
        #[\SensitiveParameter] string $code,
    ): void {
        $this->transport->nothing(
            'POST',
            '/v1/me/second-factor/remove',
            [
                'repeatable' => false,
                'body' => given([
                    'password' => $password,
                    'code' => $code,
                ]),
            ],
        );
    }
}
