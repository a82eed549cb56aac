package nsatu.interop;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The YAML parsers: SnakeYAML reads YAML 1.1, SnakeYAML Engine YAML 1.2. */
final class Parsers {
    static final List<Parser> ALL = List.of(
            new Parser("snakeyaml", "org.yaml", text -> new Yaml(new SafeConstructor(new LoaderOptions())).load(text)),
            new Parser(
                    "snakeyaml-engine",
                    "org.snakeyaml",
                    text -> new Load(LoadSettings.builder().build()).loadFromString(text)));

    private Parsers() {}

    static Parser named(String name) {
        return ALL.stream()
                .filter(parser -> parser.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no parser " + name));
    }

    record Parser(String name, String group, Function<String, Object> load) {
        JsonNode parse(String text) throws InvalidDataException {
            try {
                return Json.of(load.apply(text));
            } catch (YAMLException | YamlEngineException error) {
                throw new InvalidDataException(error.getMessage());
            }
        }
    }
}
