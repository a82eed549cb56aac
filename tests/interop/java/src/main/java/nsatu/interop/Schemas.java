package nsatu.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The schemas of a folder, compiled; {@code actor} stands for {@code actor.schema.json}. */
final class Schemas {
    static final String GROUP = "com.networknt";
    static final String NAME = "json-schema-validator";

    private static final String SUFFIX = ".schema.json";

    private final Map<String, Schema> schemas = new HashMap<>();

    Schemas(Path folder) throws IOException {
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                var schema = registry.getSchema(Json.MAPPER.readTree(Files.readString(file)));
                schemas.put(name.substring(0, name.length() - SUFFIX.length()), schema);
            }
        }
    }

    List<Fault> faults(String kind, JsonNode document) {
        var schema = schemas.get(kind);
        if (schema == null) {
            throw new IllegalArgumentException("no schema for " + kind);
        }
        return schema.validate(document).stream()
                .map(error -> new Fault(error.getInstanceLocation().toString(), error.getKeyword()))
                .toList();
    }

    /** What a schema says against a document: where in it, and by which keyword. */
    record Fault(String pointer, String keyword) {}
}
