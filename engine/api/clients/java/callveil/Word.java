package callveil;

/** One of some words, as the API writes it. */
public interface Word {
    String word();
}
