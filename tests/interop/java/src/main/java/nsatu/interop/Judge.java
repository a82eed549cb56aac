package nsatu.interop;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Prints the verdict on each line of a file of <code>{"schema": kind, "document": …}</code>. */
final class Judge {
    private Judge() {}

    static int judge(Path folder, Path documents, PrintStream out) throws IOException {
        var schemas = new Schemas(folder);
        for (var text : Lines.of(documents)) {
            var line = Json.MAPPER.readTree(text);
            var errors = schemas.faults(line.get("schema").textValue(), line.get("document"));
            Json.print(errors.isEmpty() ? Map.of("valid", true) : new Refusal(false, errors), out);
        }
        return 0;
    }

    record Refusal(boolean valid, List<Schemas.Fault> errors) {}
}
