package callveil;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What is sent: the fields that were set. A field set to null is JSON's null, which the API allows for few of them. */
public abstract class Request {
    final Map<String, Object> fields = new LinkedHashMap<>();

    Request() {}

    final void put(String name, Object value) {
        fields.put(name, Objects.requireNonNull(value, name));
    }

    final void putOrNull(String name, Object value) {
        fields.put(name, value);
    }

    final long number(String name, long usual) {
        return fields.get(name) instanceof Long value ? value : usual;
    }
}
