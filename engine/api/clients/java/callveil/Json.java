package callveil;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * JSON (RFC 8259) as maps, lists, strings, longs, doubles, booleans and null, because Java has none of its own. What is
 * not as expected throws an IllegalArgumentException or a ClassCastException.
 */
final class Json {
    /** Deeper than any answer, and no deeper than the stack. */
    private static final int DEEPEST = 200;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Object parse(String text) {
        Json json = new Json(text);
        Object value = json.value(0);
        json.space();
        if (json.at != text.length()) throw new IllegalArgumentException("expected the end of the JSON");
        return value;
    }

    private Object value(int depth) {
        if (depth > DEEPEST) throw new IllegalArgumentException("JSON is too deep");
        space();
        char first = peek();
        if (first == '{') return map(depth);
        if (first == '[') return array(depth);
        if (first == '"') return string();
        if (first == 't') return word("true", true);
        if (first == 'f') return word("false", false);
        if (first == 'n') return word("null", null);
        return number();
    }

    private Map<String, Object> map(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        take('{');
        space();
        if (peek() == '}') {
            at++;
            return map;
        }
        do {
            space();
            String key = string();
            space();
            take(':');
            map.put(key, value(depth + 1));
            space();
        } while (isTaken(','));
        take('}');
        return map;
    }

    private List<Object> array(int depth) {
        List<Object> list = new ArrayList<>();
        take('[');
        space();
        if (peek() == ']') {
            at++;
            return list;
        }
        do {
            list.add(value(depth + 1));
            space();
        } while (isTaken(','));
        take(']');
        return list;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        take('"');
        while (peek() != '"') {
            char one = text.charAt(at++);
            if (one < ' ') throw new IllegalArgumentException("a control character in JSON");
            out.append(one == '\\' ? escaped() : one);
        }
        at++;
        return out.toString();
    }

    private char escaped() {
        char one = peek();
        at++;
        return switch (one) {
            case '"', '\\', '/' -> one;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                if (at + 4 > text.length()) throw new IllegalArgumentException("JSON ends early");
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> throw new IllegalArgumentException("an unknown escape in JSON");
        };
    }

    private Object number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at++;
        String digits = text.substring(start, at);
        if (digits.matches("-?[0-9]{1,18}")) return Long.valueOf(digits);
        return Double.valueOf(digits);
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) throw new IllegalArgumentException("an unknown word in JSON");
        at += word.length();
        return value;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    private char peek() {
        if (at >= text.length()) throw new IllegalArgumentException("JSON ends early");
        return text.charAt(at);
    }

    private boolean isTaken(char wanted) {
        boolean isThere = peek() == wanted;
        if (isThere) at++;
        return isThere;
    }

    private void take(char wanted) {
        if (!isTaken(wanted)) throw new IllegalArgumentException("expected " + wanted + " in JSON");
    }

    static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof Request request) write(request.fields, out);
        else if (value instanceof Map<?, ?> map) {
            String before = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(before);
                quote(String.valueOf(entry.getKey()), out);
                out.append(':');
                write(entry.getValue(), out);
                before = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Iterable<?> list) {
            String before = "";
            out.append('[');
            for (Object one : list) {
                out.append(before);
                write(one, out);
                before = ",";
            }
            out.append(']');
        } else if (value == null || value instanceof Number || value instanceof Boolean) out.append(value);
        else quote(text(value), out);
    }

    /** A value as a query has it. */
    static String text(Object value) {
        return value instanceof Word word ? word.word() : String.valueOf(value);
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (char one : text.toCharArray()) {
            if (one == '"' || one == '\\') out.append('\\').append(one);
            else if (one < ' ') out.append(String.format("\\u%04x", (int) one));
            else out.append(one);
        }
        out.append('"');
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object json) {
        if (!(json instanceof Map<?, ?>)) throw new IllegalArgumentException("expected an object");
        return (Map<String, Object>) json;
    }

    static <T> T sure(Map<String, Object> data, String key, Function<Object, T> read) {
        Object value = data.get(key);
        if (value == null) throw new IllegalArgumentException("expected " + key);
        return read.apply(value);
    }

    static <T> T maybe(Map<String, Object> data, String key, Function<Object, T> read) {
        Object value = data.get(key);
        return value == null ? null : read.apply(value);
    }

    /** Empty where there is none. */
    static <T> List<T> list(Map<String, Object> data, String key, Function<Object, T> read) {
        Object value = data.get(key);
        return value == null ? List.of() : listOf(value, read);
    }

    static <T> List<T> listOf(Object json, Function<Object, T> read) {
        List<T> list = new ArrayList<>();
        for (Object one : (List<?>) json) list.add(read.apply(one));
        return Collections.unmodifiableList(list);
    }

    static <T> Map<String, T> mapOf(Object json, Function<Object, T> read) {
        Map<String, T> map = new LinkedHashMap<>();
        object(json).forEach((key, one) -> map.put(key, read.apply(one)));
        return Collections.unmodifiableMap(map);
    }

    /** What is not known of an object. */
    static Map<String, Object> without(Map<String, Object> data, String... known) {
        Map<String, Object> rest = new LinkedHashMap<>(data);
        for (String key : known) rest.remove(key);
        return Collections.unmodifiableMap(rest);
    }

    static String asString(Object json) {
        return (String) json;
    }

    static Long asLong(Object json) {
        return (Long) json;
    }

    static Double asDouble(Object json) {
        return ((Number) json).doubleValue();
    }

    static Boolean asBoolean(Object json) {
        return (Boolean) json;
    }

    static Instant asTime(Object json) {
        return OffsetDateTime.parse((String) json).toInstant();
    }

    static Object asIs(Object json) {
        return json;
    }
}
