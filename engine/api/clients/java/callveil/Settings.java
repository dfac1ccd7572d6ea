package callveil;

import java.net.http.HttpClient;
import java.time.Duration;

/**
 * How a client asks.
 *
 * @param timeout for one attempt: for the whole answer, or for its head where the answer is read as it comes
 * @param retries how often a deed is tried again that may be done twice and was answered 429 or 503 with Retry-After
 * @param http in place of one with Java's defaults, e.g. to trust a private CA; it must not follow redirects
 */
public record Settings(Duration timeout, int retries, HttpClient http) {
    public static Settings usual() {
        return new Settings(Duration.ofSeconds(30), 2, null);
    }

    public Settings timeout(Duration value) {
        return new Settings(value, retries, http);
    }

    public Settings retries(int value) {
        return new Settings(timeout, value, http);
    }

    public Settings http(HttpClient value) {
        return new Settings(timeout, retries, value);
    }
}
