package nsatu.interop;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsatu.interop.Schemas.Fault;

/** Judges the cases of a conformance kit and prints where the verdict is another than the kit's. */
final class Conform {
    private final Path kit;
    private final Schemas schemas;
    private final Map<String, List<String>> lines = new HashMap<>();

    private Conform(Path kit) throws IOException {
        var inside = kit.resolve("schema");
        this.kit = kit;
        this.schemas = new Schemas(Files.isDirectory(inside) ? inside : kit.resolve("../schema"));
    }

    static int conform(Path kit, PrintStream out) throws IOException {
        var index = Json.MAPPER
                .readerFor(Index.class)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .<Index>readValue(Files.readString(kit.resolve("index.json")));
        if (index.version() != 1) {
            throw new IllegalArgumentException("the index of the kit has version " + index.version() + ", not 1");
        }
        return new Conform(kit).judge(index.cases(), out);
    }

    private int judge(List<Case> cases, PrintStream out) throws IOException {
        var judged = cases.stream().filter(Case::isForValidators).toList();
        var verdicts = 0;
        var disagreements = 0;
        for (var one : judged) {
            var text = text(one.path());
            for (var judge : judges(one.path()).entrySet()) {
                verdicts++;
                var found = verdict(one, judge.getValue(), text);
                if (!one.agrees(found)) {
                    disagreements++;
                    Json.print(new Disagreement(one.name(), judge.getKey(), one.expected(), found), out);
                }
            }
        }
        Json.print(new Counts(judged.size(), cases.size() - judged.size(), verdicts, disagreements), out);
        return disagreements > 0 || judged.isEmpty() ? 1 : 0;
    }

    private String text(String path) throws IOException {
        var hash = path.indexOf('#');
        if (hash < 0) {
            return Files.readString(kit.resolve(path));
        }
        var file = path.substring(0, hash);
        if (!lines.containsKey(file)) {
            lines.put(file, Lines.of(kit.resolve(file)));
        }
        return lines.get(file).get(Integer.parseInt(path.substring(hash + 1)));
    }

    /** Who reads a case: of YAML each parser, of JSON the validator's own. */
    private static Map<String, Parse> judges(String path) {
        if (!path.endsWith(".yaml")) {
            return Map.of(Schemas.NAME, Json.MAPPER::readTree);
        }
        var judges = new LinkedHashMap<String, Parse>();
        Parsers.ALL.forEach(parser -> judges.put(parser.name(), parser::parse));
        return judges;
    }

    private Verdict verdict(Case one, Parse parse, String text) {
        try {
            return new Verdict(null, schemas.faults(one.schema(), parse.parse(text)));
        } catch (InvalidDataException | JsonProcessingException error) {
            return new Verdict(error.getMessage(), List.of());
        }
    }

    private interface Parse {
        JsonNode parse(String text) throws InvalidDataException, JsonProcessingException;
    }

    record Index(int version, List<Case> cases) {}

    record Case(
            String name, String path, String schema, boolean valid, Boolean syntax, String pointer, String keyword) {

        /** Whether a validator can come to the verdict; the rest is about portable YAML or links between records. */
        boolean isForValidators() {
            return !Boolean.FALSE.equals(syntax) && (valid || keyword != null);
        }

        Verdict expected() {
            return new Verdict(null, valid ? List.of() : List.of(new Fault(pointer == null ? "" : pointer, keyword)));
        }

        boolean agrees(Verdict found) {
            var faults = found.faults();
            return found.unread() == null && faults.isEmpty() == valid && faults.containsAll(expected().faults());
        }
    }

    /** The faults of a document, none where it is valid, or why it could not be read. */
    record Verdict(String unread, List<Fault> faults) {
        @JsonValue
        Object told() {
            return unread != null ? "not read: " + unread : faults.isEmpty() ? "valid" : faults;
        }
    }

    record Disagreement(@JsonProperty("case") String name, String judge, Verdict expected, Verdict found) {}

    record Counts(int cases, int skipped, int verdicts, int disagreements) {}
}
