package callveil;

/**
 * There is no answer, or none that can be understood. Whether the service has done what it was asked is not known.
 */
public final class CallveilFailure extends CallveilException {
    private static final long serialVersionUID = 1L;

    public enum Kind {
        TIMEOUT,
        CONNECTION,
        ANSWER
    }

    private final Kind kind;

    CallveilFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
