package callveil;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a client of the operator API speaks to it: one request, its answer, its errors, and when it asks again. It needs
 * nothing but Java, logs nothing, and no error it throws has the token, an address or what was sent.
 */
final class Transport {
    /**
     * @param path with its parts already encoded
     * @param isRepeatable doing it twice is doing it once
     * @param waitSeconds that the service was asked to wait
     */
    record Ask(
            String method,
            String path,
            boolean isRepeatable,
            Request query,
            Request body,
            String contentType,
            byte[] content,
            long waitSeconds) {
        Ask(String method, String path, boolean isRepeatable) {
            this(method, path, isRepeatable, null, null, null, null, 0);
        }

        Ask query(Request value) {
            return new Ask(
                    method, path, isRepeatable, value, body, contentType, content, value.number("wait", 0));
        }

        Ask body(Request value) {
            return new Ask(method, path, isRepeatable, query, value, contentType, content, waitSeconds);
        }

        Ask content(String type, byte[] value) {
            return new Ask(method, path, isRepeatable, query, body, type, value, waitSeconds);
        }
    }

    private final String base;
    private final String token;
    private final Settings settings;
    private final HttpClient http;

    Transport(String url, String token, Settings settings) {
        if (!url.matches("https?://[^/?#@\\s]+(/[^?#\\s]*)?"))
            throw new IllegalArgumentException("url: expected one like http://127.0.0.1:8081");
        // What is refused later, deep in the HTTP library, is repeated in its message.
        if (!token.matches("[\\x21-\\x7e]+"))
            throw new IllegalArgumentException("token: expected visible ASCII without spaces");
        this.base = url.replaceAll("/+$", "");
        this.token = token;
        this.settings = settings;
        this.http = settings.http() == null ? usualClient(settings.timeout()) : settings.http();
        // A redirect would carry the token to another place.
        if (http.followRedirects() != HttpClient.Redirect.NEVER)
            throw new IllegalArgumentException("http: expected a client that follows no redirects");
    }

    private static HttpClient usualClient(Duration timeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    <T> T json(Ask ask, Function<Object, T> read) {
        byte[] text = repeated(ask, BodyHandlers.ofByteArray(), bytes -> bytes);
        try {
            return read.apply(Json.parse(new String(text, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | ClassCastException | DateTimeException error) {
            // What these say may have what was answered.
            throw new CallveilFailure(
                    CallveilFailure.Kind.ANSWER, "expected the JSON of this operation, found something else");
        }
    }

    void nothing(Ask ask) {
        repeated(ask, BodyHandlers.ofByteArray(), bytes -> bytes);
    }

    /** To be read and closed; the time-out ends with the head of the answer. */
    InputStream bytes(Ask ask) {
        return repeated(ask, BodyHandlers.ofInputStream(), Transport::allOf);
    }

    private static byte[] allOf(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException error) {
            throw new CallveilFailure(CallveilFailure.Kind.CONNECTION, "the connection failed");
        }
    }

    /** {@code asBytes}: the body of a problem. */
    private <T> T repeated(Ask ask, HttpResponse.BodyHandler<T> handler, Function<T, byte[]> asBytes) {
        long timeoutMs = settings.timeout().toMillis() + 1000 * ask.waitSeconds();
        for (int left = ask.isRepeatable() ? settings.retries() : 0; ; left--) {
            HttpResponse<T> response = once(ask, handler, timeoutMs);
            int status = response.statusCode();
            if (status >= 200 && status < 300) return response.body();
            CallveilProblem problem = problemOf(response, asBytes.apply(response.body()));
            long pauseMs = problem.retryAfterMs().orElse(-1);
            boolean mayRepeat = (status == 429 || status == 503) && pauseMs >= 0 && pauseMs <= timeoutMs;
            if (!mayRepeat || left <= 0) throw problem;
            pause(pauseMs);
        }
    }

    private <T> HttpResponse<T> once(Ask ask, HttpResponse.BodyHandler<T> handler, long timeoutMs) {
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(requestOf(ask), handler);
        try {
            return answer.get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException error) {
            answer.cancel(true);
            throw new CallveilFailure(CallveilFailure.Kind.TIMEOUT, "no answer within " + timeoutMs + " ms");
        } catch (ExecutionException error) {
            // What the library says may have the address: no error of it is kept as the cause.
            boolean isLate = error.getCause() instanceof java.net.http.HttpTimeoutException;
            throw isLate
                    ? new CallveilFailure(CallveilFailure.Kind.TIMEOUT, "no answer within " + timeoutMs + " ms")
                    : new CallveilFailure(CallveilFailure.Kind.CONNECTION, "the connection failed");
        } catch (InterruptedException error) {
            answer.cancel(true);
            throw interrupted();
        }
    }

    private HttpRequest requestOf(Ask ask) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + ask.path() + queryOf(ask.query())))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json, */*");
        BodyPublisher body = BodyPublishers.noBody();
        if (ask.content() != null) {
            request.header("Content-Type", ask.contentType());
            body = BodyPublishers.ofByteArray(ask.content());
        } else if (ask.body() != null) {
            request.header("Content-Type", "application/json");
            body = BodyPublishers.ofString(Json.write(ask.body()));
        }
        return request.method(ask.method(), body).build();
    }

    private static String queryOf(Request query) {
        if (query == null || query.fields.isEmpty()) return "";
        return query.fields.entrySet().stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(Json.text(one.getValue())))
                .collect(Collectors.joining("&", "?", ""));
    }

    /** One part of a path. */
    static String part(Object value) {
        String text = Json.text(value);
        // A URL takes these as steps, even if they are escaped.
        if (text.isEmpty() || text.equals(".") || text.equals(".."))
            throw new IllegalArgumentException("expected an id, found none");
        return encoded(text);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static CallveilProblem problemOf(HttpResponse<?> response, byte[] body) {
        boolean isProblem =
                response.headers().firstValue("content-type").orElse("").startsWith("application/problem+json");
        long retryAfterMs = response.headers().firstValue("retry-after").map(Transport::millisecondsOf).orElse(-1L);
        int status = response.statusCode();
        try {
            if (isProblem) {
                Map<String, Object> problem = Json.object(Json.parse(new String(body, StandardCharsets.UTF_8)));
                return CallveilProblem.of(status, problem, retryAfterMs);
            }
        } catch (IllegalArgumentException | ClassCastException error) {
            // The status says enough.
        }
        return CallveilProblem.of(status, Map.of(), retryAfterMs);
    }

    /** RFC 9110 10.2.3: seconds, or a date; -1 for anything else. */
    private static long millisecondsOf(String text) {
        if (text.matches("[0-9]{1,9}")) return 1000 * Long.parseLong(text);
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Math.max(0, Duration.between(Instant.now(), date).toMillis());
        } catch (DateTimeException error) {
            return -1;
        }
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException error) {
            throw interrupted();
        }
    }

    private static CallveilFailure interrupted() {
        Thread.currentThread().interrupt();
        return new CallveilFailure(CallveilFailure.Kind.CONNECTION, "the thread was interrupted");
    }
}
