package nsatu.interop;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;

/** Reads, judges and decodes the records as a program in Java would. */
public final class Main {
    private static final String USAGE = """
            about
            read PARSER FOLDER
            judge SCHEMAS DOCUMENTS
            conform KIT
            decode BUNDLE
            slice BUNDLE TEXT
            example RECORDS SCHEMAS RECORD TEXT""";

    private Main() {}

    public static void main(String[] arguments) {
        int status;
        try (var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8)) {
            status = run(arguments, out);
        } catch (InvalidDataException error) {
            System.err.println(error.getMessage());
            status = 1;
        } catch (IllegalArgumentException error) {
            System.err.println(error.getMessage());
            status = 2;
        } catch (IOException | NoSuchAlgorithmException | RuntimeException error) {
            System.err.println(error);
            status = 2;
        }
        System.exit(status);
    }

    private static int run(String[] given, PrintStream out)
            throws IOException, NoSuchAlgorithmException, InvalidDataException {
        var command = given.length == 0 ? "" : given[0] + " " + (given.length - 1);
        return switch (command) {
            case "about 0" -> About.about(out);
            case "read 2" -> Read.read(given[1], Path.of(given[2]), out);
            case "judge 2" -> Judge.judge(Path.of(given[1]), Path.of(given[2]), out);
            case "conform 1" -> Conform.conform(Path.of(given[1]), out);
            case "decode 1" -> Decode.decode(Path.of(given[1]), out);
            case "slice 2" -> Slices.slice(Path.of(given[1]), Path.of(given[2]), out);
            case "example 4" -> {
                out.print(Example.example(Path.of(given[1]), Path.of(given[2]), given[3], Path.of(given[4])) + "\n");
                yield 0;
            }
            default -> throw new IllegalArgumentException(USAGE);
        };
    }
}
