package callveil;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Items of all pages, each page asked for when it is wanted. */
final class Pages<T> implements Iterator<T> {
    /** A page, and how the one after it is asked for; null where there is none. */
    record Page<T>(List<T> items, Next<T> next) {}

    interface Next<T> {
        Page<T> get();
    }

    private Next<T> next;
    private Iterator<T> items = List.<T>of().iterator();

    private Pages(Next<T> first) {
        next = first;
    }

    /** Ends with a page that is not full. */
    static <T> Iterable<T> byIndex(long first, long size, LongFunction<List<T>> page) {
        return () -> new Pages<>(() -> indexed(first, size, page));
    }

    private static <T> Page<T> indexed(long index, long size, LongFunction<List<T>> page) {
        List<T> items = page.apply(index);
        return new Page<>(items, items.size() < size ? null : () -> indexed(index + 1, size, page));
    }

    /**
     * Ends with a page that has no {@code next}, or whose {@code next} is its own place; one without items may be in the
     * middle. {@code page} is asked with null for the first one.
     */
    static <A, T> Iterable<T> byNext(
            Function<String, A> page, Function<A, List<T>> items, Function<A, String> next) {
        return () -> new Pages<>(() -> after(null, page, items, next));
    }

    private static <A, T> Page<T> after(
            String place, Function<String, A> page, Function<A, List<T>> items, Function<A, String> next) {
        A answer = page.apply(place);
        String then = next.apply(answer);
        boolean isLast = then == null || then.equals(place);
        return new Page<>(items.apply(answer), isLast ? null : () -> after(then, page, items, next));
    }

    @Override
    public boolean hasNext() {
        while (!items.hasNext() && next != null) {
            Page<T> page = next.get();
            items = page.items().iterator();
            next = page.next();
        }
        return items.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) throw new NoSuchElementException();
        return items.next();
    }
}
