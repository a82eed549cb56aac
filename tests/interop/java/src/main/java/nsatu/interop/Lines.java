package nsatu.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files of JSON Lines. */
final class Lines {
    private Lines() {}

    /** The lines of a file that have something; unlike a reader's, they end at a line feed and nothing else. */
    static List<String> of(Path file) throws IOException {
        return Stream.of(Files.readString(file).split("\n")).filter(line -> !line.isEmpty()).toList();
    }
}
