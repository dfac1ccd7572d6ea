package callveil;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The service has said no: an RFC 9457 problem. Match on {@link #code}; {@link #detail} is for people. */
public final class CallveilProblem extends CallveilException {
    private static final long serialVersionUID = 1L;

    /** {@code field}: JSON pointer into the body, or {@code query/name}. */
    public record FieldFault(String field, String message) implements java.io.Serializable {}

    private final int status;
    private final String code;
    private final String title;
    private final String detail;
    private final List<FieldFault> errors;
    private final long retryAfterMs;

    private CallveilProblem(
            int status, String code, String title, String detail, List<FieldFault> errors, long retryAfterMs) {
        super(status + " " + code + ": " + (detail.isEmpty() ? title : detail));
        this.status = status;
        this.code = code;
        this.title = title;
        this.detail = detail;
        this.errors = errors;
        this.retryAfterMs = retryAfterMs;
    }

    /** {@code retryAfterMs}: negative where the answer has no Retry-After. */
    static CallveilProblem of(int status, Map<String, Object> problem, long retryAfterMs) {
        List<FieldFault> errors = Json.list(problem, "errors", CallveilProblem::fault);
        return new CallveilProblem(
                status,
                String.valueOf(problem.getOrDefault("code", "http-" + status)),
                String.valueOf(problem.getOrDefault("title", "HTTP " + status)),
                String.valueOf(problem.getOrDefault("detail", "")),
                errors,
                retryAfterMs);
    }

    private static FieldFault fault(Object json) {
        Map<String, Object> fault = Json.object(json);
        return new FieldFault(
                String.valueOf(fault.getOrDefault("field", "")), String.valueOf(fault.getOrDefault("message", "")));
    }

    public int status() {
        return status;
    }

    /** {@code not-found}; {@code http-502} where something in between has answered. */
    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return detail;
    }

    public List<FieldFault> errors() {
        return errors;
    }

    /** What Retry-After says, in milliseconds. */
    public OptionalLong retryAfterMs() {
        return retryAfterMs < 0 ? OptionalLong.empty() : OptionalLong.of(retryAfterMs);
    }
}
