<?php

declare(strict_types=1);

namespace Callveil;

/** What every error of a client is. None has the token, an address or what was sent. */
abstract class CallveilException extends \RuntimeException
{
}

/** One mistake of a request. */
final class FieldFault
{
    public function __construct(
        /** JSON pointer into the body, or `query/name`. */
        public readonly string $field,
        public readonly string $message,
    ) {
    }
}

/** The service has said no: an RFC 9457 problem. Match on `problem`; `detail` is for people. */
final class CallveilProblem extends CallveilException
{
    public readonly int $status;
    /** Its `code`: `not-found`; `http-502` where something in between has answered. */
    public readonly string $problem;
    public readonly string $title;
    public readonly string $detail;
    /** @var list<FieldFault> */
    public readonly array $errors;
    /** What Retry-After says. */
    public readonly ?int $retryAfterSeconds;

    /** @param array<string, mixed> $problem */
    public function __construct(int $status, array $problem, ?int $retryAfterSeconds)
    {
        $this->status = $status;
        $this->problem = (string) ($problem['code'] ?? "http-$status");
        $this->title = (string) ($problem['title'] ?? "HTTP $status");
        $this->detail = (string) ($problem['detail'] ?? '');
        $this->errors = array_map(
            static fn (array $one): FieldFault => new FieldFault((string) ($one['field'] ?? ''), (string) ($one['message'] ?? '')),
            array_values($problem['errors'] ?? []),
        );
        $this->retryAfterSeconds = $retryAfterSeconds;
        parent::__construct("$status $this->problem: " . ($this->detail === '' ? $this->title : $this->detail));
    }
}

/** There is no answer, or none that can be understood. Whether the service has done what it was asked is not known. */
final class CallveilFailure extends CallveilException
{
    /** @param 'timeout'|'connection'|'answer' $kind */
    public function __construct(public readonly string $kind, string $message)
    {
        parent::__construct($message);
    }
}

/** A field that is left out, where `null` is JSON's null and takes a value away. */
enum Absent
{
    case Field;
}

/**
 * How a client of the operator API speaks to it: one request, its answer, its errors, and when it asks again. It needs
 * nothing but PHP and its curl, and logs nothing.
 */
final class Transport
{
    private readonly string $base;

    /** @param array<int, mixed> $curl */
    public function __construct(
        string $url,
        #[\SensitiveParameter] private readonly string $token,
        private readonly float $timeout,
        private readonly int $retries,
        private readonly array $curl,
    ) {
        if (preg_match('~^https?://[^/?#@\s]+(/[^?#\s]*)?$~D', $url) !== 1) {
            throw new \InvalidArgumentException('url: expected one like http://127.0.0.1:8081');
        }
        // A line break would be another header.
        if (preg_match('~^[\x21-\x7e]+$~D', $token) !== 1) {
            throw new \InvalidArgumentException('token: expected visible ASCII without spaces');
        }
        $this->base = rtrim($url, '/');
    }

    /** Keeps the token out of what is printed. */
    public function __debugInfo(): array
    {
        return [];
    }

    /**
     * @template T
     * @param callable(mixed): T $read
     * @param array<string, mixed> $ask
     * @return T
     */
    public function json(string $method, string $path, callable $read, array $ask): mixed
    {
        $text = (string) stream_get_contents($this->repeated($method, $path, $ask));
        try {
            return $read(json_decode($text, true, 512, JSON_THROW_ON_ERROR));
        } catch (\JsonException | \TypeError | \UnexpectedValueException) {
            // What these say may have what was answered.
        }
        throw new CallveilFailure('answer', 'expected the JSON of this operation, found something else');
    }

    /** @param array<string, mixed> $ask */
    public function nothing(string $method, string $path, array $ask): void
    {
        $this->repeated($method, $path, $ask);
    }

    /**
     * @param array<string, mixed> $ask
     * @return resource Whole: on disk, where it is long.
     */
    public function bytes(string $method, string $path, array $ask): mixed
    {
        return $this->repeated($method, $path, ['long' => true] + $ask);
    }

    /**
     * @param array<string, mixed> $ask
     * @return resource
     */
    private function repeated(string $method, string $path, array $ask): mixed
    {
        $wait = $ask['wait'] ?? 0;
        $timeout = $this->timeout + (is_int($wait) ? $wait : 0);
        for ($left = ($ask['repeatable'] ?? false) ? $this->retries : 0;; $left--) {
            try {
                return $this->once($method, $path, $ask, $timeout);
            } catch (CallveilProblem $problem) {
                $seconds = $problem->retryAfterSeconds;
                $mayRepeat = in_array($problem->status, [429, 503], true) && $seconds !== null && $seconds <= $timeout;
                if (!$mayRepeat || $left <= 0) {
                    throw $problem;
                }
                sleep($seconds);
            }
        }
    }

    /**
     * @param array<string, mixed> $ask
     * @return resource
     */
    private function once(string $method, string $path, array $ask, float $timeout): mixed
    {
        // Without Expect, curl would wait for the service before it sends a long body.
        $sent = ["Authorization: Bearer $this->token", 'Accept: application/json, */*', 'Expect:'];
        $handle = curl_init($this->base . $path . queryOf($ask['query'] ?? []));
        if (isset($ask['content']) || isset($ask['body'])) {
            $json = static fn (): string => json_encode(plain($ask['body']), JSON_THROW_ON_ERROR);
            [$type, $content] = $ask['content'] ?? ['application/json', $json()];
            $sent[] = "Content-Type: $type";
            curl_setopt($handle, CURLOPT_POSTFIELDS, $content);
        }
        $stream = fopen('php://temp', 'w+');
        $headers = [];
        $options = [
            CURLOPT_CUSTOMREQUEST => $method,
            CURLOPT_HTTPHEADER => $sent,
            CURLOPT_FILE => $stream,
            CURLOPT_HEADERFUNCTION => static function (\CurlHandle $_, string $line) use (&$headers): int {
                [$name, $value] = explode(':', $line, 2) + [1 => ''];
                $headers[strtolower($name)] = trim($value);
                return strlen($line);
            },
            // A redirect would carry the token to another place.
            CURLOPT_FOLLOWLOCATION => false,
            CURLOPT_CONNECTTIMEOUT_MS => (int) ($timeout * 1000),
        ];
        // What is long may take its time, as long as it comes.
        $limits = isset($ask['long'])
            ? [CURLOPT_LOW_SPEED_LIMIT => 1, CURLOPT_LOW_SPEED_TIME => (int) ceil($timeout)]
            : [CURLOPT_TIMEOUT_MS => (int) ($timeout * 1000)];
        curl_setopt_array($handle, $options + $limits + $this->curl);
        // What curl says of a failure has the address.
        if (!curl_exec($handle)) {
            $isLate = curl_errno($handle) === CURLE_OPERATION_TIMEDOUT;
            throw new CallveilFailure($isLate ? 'timeout' : 'connection', $isLate ? 'no answer in time' : 'the connection failed');
        }
        $status = (int) curl_getinfo($handle, CURLINFO_RESPONSE_CODE);
        rewind($stream);
        if ($status >= 200 && $status < 300) {
            return $stream;
        }
        throw $this->problem($status, $headers, (string) stream_get_contents($stream));
    }

    /** @param array<string, string> $headers */
    private function problem(int $status, array $headers, string $text): CallveilProblem
    {
        $isProblem = str_starts_with($headers['content-type'] ?? '', 'application/problem+json');
        $problem = $isProblem ? json_decode($text, true) : null;
        return new CallveilProblem($status, is_array($problem) ? $problem : [], secondsOf($headers['retry-after'] ?? ''));
    }
}

/** RFC 9110 10.2.3: seconds, or a date. */
function secondsOf(string $text): ?int
{
    if (preg_match('~^\d{1,9}$~D', $text) === 1) {
        return (int) $text;
    }
    $date = $text === '' ? false : strtotime($text);
    return $date === false ? null : max(0, $date - time());
}

/** @param array<string, mixed> $fields */
function queryOf(array $fields): string
{
    $words = [];
    foreach ($fields as $key => $value) {
        $plain = plain($value);
        if ($value !== null && $value !== Absent::Field) {
            $words[$key] = is_bool($plain) ? ($plain ? 'true' : 'false') : $plain;
        }
    }
    return $words === [] ? '' : '?' . http_build_query($words, '', '&', PHP_QUERY_RFC3986);
}

/** One part of a path. */
function part(string $value): string
{
    // A URL takes these as steps, even if they are escaped.
    if ($value === '' || $value === '.' || $value === '..') {
        throw new \InvalidArgumentException('expected an id, found none');
    }
    return rawurlencode($value);
}

/** What was given of the fields of a request: `$nullable` tells JSON's null from a field that is left out. */
function given(array $fields, array $nullable = []): object
{
    $kept = [];
    foreach ($fields as $key => $value) {
        if ($value !== Absent::Field && ($value !== null || in_array($key, $nullable, true))) {
            $kept[$key] = $value;
        }
    }
    return (object) $kept;
}

/** A request as JSON has it. */
function plain(mixed $value): mixed
{
    if ($value instanceof \DateTimeInterface) {
        return $value->format('Y-m-d\TH:i:s.vP');
    }
    if ($value instanceof \stdClass) {
        return (object) array_map(plain(...), (array) $value);
    }
    if (is_object($value) && method_exists($value, 'toJson')) {
        return plain($value->toJson());
    }
    return is_array($value) ? array_map(plain(...), $value) : $value;
}

/** @param array<string, mixed> $data */
function sure(array $data, string $key): mixed
{
    return $data[$key] ?? throw new \UnexpectedValueException("expected $key");
}

function maybe(callable $read, mixed $value): mixed
{
    return $value === null ? null : $read($value);
}

/** @return list<mixed> */
function listed(callable $read, ?array $value): array
{
    return array_map($read, array_values($value ?? []));
}

function mapped(callable $read, ?array $value): ?array
{
    return $value === null ? null : array_map($read, $value);
}

function same(mixed $value): mixed
{
    return $value;
}

function readTime(string $value): \DateTimeImmutable
{
    try {
        return new \DateTimeImmutable($value);
    } catch (\Exception) {
        throw new \UnexpectedValueException('expected a time');
    }
}

/**
 * Items of all pages. Ends with a page that has no `next`, or whose `next` is its own place; one without items may be in
 * the middle.
 */
function pagesByNext(callable $page, ?string $next): \Generator
{
    do {
        $after = $next;
        $answer = $page($after);
        foreach ($answer->items as $item) {
            yield $item;
        }
        $next = $answer->next;
    } while ($next !== null && $next !== $after);
}

/** The same where pages are counted. Ends with a page that is not full. */
function pagesByIndex(callable $page, int $index, int $size): \Generator
{
    do {
        $items = $page($index)->items;
        foreach ($items as $item) {
            yield $item;
        }
        $index++;
    } while (count($items) >= $size);
}
