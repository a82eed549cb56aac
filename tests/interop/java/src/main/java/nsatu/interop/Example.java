package nsatu.interop;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import nsatu.types.Actor;
import nsatu.types.Motive;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

final class Example {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Example() {}

    /** Validates a motive, follows it to its actor, and verifies the words that it points at. */
    static String example(Path records, Path schemas, String id, Path text)
            throws IOException, NoSuchAlgorithmException, InvalidDataException {
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        var schema = registry.getSchema(Files.readString(schemas.resolve("motive.schema.json")));

        var document = MAPPER.valueToTree(load(records, id));
        var errors = schema.validate(document);
        if (!errors.isEmpty()) {
            throw new InvalidDataException(id + " is not valid: " + errors);
        }
        var motive = MAPPER.treeToValue(document, Motive.class);
        var actor = MAPPER.convertValue(load(records, motive.getActor()), Actor.class);

        // Pointers count code points; indices of a String in Java count UTF-16 units.
        var pointer = motive.getEvidence().get(0);
        var words = Files.readString(text)
                .codePoints()
                .skip(pointer.getStart())
                .limit(pointer.getEnd() - pointer.getStart())
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        var digest = MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
        if (!HexFormat.of().formatHex(digest).equals(pointer.getSha256())) {
            throw new InvalidDataException(id + ": the text has other words at " + pointer.getStart());
        }
        return "%s: %s\n%s: %s\nsentence %d: %s".formatted(
                id, motive.getStatement(), actor.getId(), actor.getLabel(), pointer.getSentence(), words);
    }

    private static Object load(Path records, String id) throws IOException {
        return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(records.resolve(id + ".yaml")));
    }
}
