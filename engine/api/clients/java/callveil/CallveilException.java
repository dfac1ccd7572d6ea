package callveil;

/** What every error of a client is. None has the token, an address or what was sent. */
public abstract sealed class CallveilException extends RuntimeException permits CallveilProblem, CallveilFailure {
    private static final long serialVersionUID = 1L;

    CallveilException(String message) {
        super(message);
    }
}
