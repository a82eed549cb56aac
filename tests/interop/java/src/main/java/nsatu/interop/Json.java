package nsatu.interop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintStream;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** JSON as a tree, and what a YAML parser gives as JSON. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    static void print(Object value, PrintStream out) throws JsonProcessingException {
        out.print(MAPPER.writeValueAsString(value) + "\n");
    }

    /** The value as JSON, a whole number without a fraction; raises where JSON has nothing like it. */
    static JsonNode of(Object value) throws InvalidDataException {
        if (value == null) {
            return NODES.nullNode();
        } else if (value instanceof String text) {
            return NODES.textNode(text);
        } else if (value instanceof Boolean bool) {
            return NODES.booleanNode(bool);
        } else if (value instanceof Integer || value instanceof Long) {
            return NODES.numberNode(((Number) value).longValue());
        } else if (value instanceof BigInteger number) {
            return NODES.numberNode(number);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            var whole = number.longValue() == number && Math.abs(number) < 1e15;
            return whole ? NODES.numberNode(number.longValue()) : NODES.numberNode(number);
        } else if (value instanceof List<?> items) {
            var array = NODES.arrayNode();
            for (var item : items) {
                array.add(of(item));
            }
            return array;
        } else if (value instanceof Map<?, ?> members) {
            var object = NODES.objectNode();
            for (var member : members.entrySet()) {
                if (!(member.getKey() instanceof String name)) {
                    throw new InvalidDataException("a key that is no string: " + member.getKey());
                }
                object.set(name, of(member.getValue()));
            }
            return object;
        }
        throw new InvalidDataException("nothing in JSON is like " + value);
    }
}
