package nsatu.interop;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Prints what a parser reads from every YAML file below a folder. */
final class Read {
    private Read() {}

    static int read(String name, Path folder, PrintStream out) throws IOException {
        var parser = Parsers.named(name);
        var status = 0;
        for (var path : yamlFiles(folder)) {
            try {
                var value = parser.parse(Files.readString(folder.resolve(path)));
                Json.print(Json.MAPPER.createObjectNode().put("path", path).set("value", value), out);
            } catch (InvalidDataException | CharacterCodingException error) {
                Json.print(Map.of("path", path, "error", String.valueOf(error.getMessage())), out);
                status = 1;
            }
        }
        return status;
    }

    private static List<String> yamlFiles(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && Files.isRegularFile(file))
                    .map(file -> posix(folder.relativize(file)))
                    .sorted()
                    .toList();
        }
    }

    private static String posix(Path path) {
        return StreamSupport.stream(path.spliterator(), false).map(Path::toString).collect(Collectors.joining("/"));
    }
}
