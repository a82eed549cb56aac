package nsatu.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Slices the words of every pointer and sentence of a bundle, as strings in Java count, and verifies them. */
final class Slices {
    private Slices() {}

    static int slice(Path bundle, Path file, PrintStream out) throws IOException, NoSuchAlgorithmException {
        var text = Files.readString(file);
        var slices = 0;
        var disagreements = 0;
        for (var counted : JsonMapper.builder().build().readTree(Files.readString(bundle)).findParents("utf16")) {
            slices++;
            if (!agrees(counted, text)) {
                disagreements++;
            }
        }
        out.print("{\"slices\":%d,\"disagreements\":%d}\n".formatted(slices, disagreements));
        return disagreements > 0 || slices == 0 ? 1 : 0;
    }

    private static boolean agrees(JsonNode counted, String text) throws NoSuchAlgorithmException {
        var start = counted.get("utf16").get("start").asInt();
        var end = counted.get("utf16").get("end").asInt();
        if (start > end || end > text.length()) {
            return false;
        }
        var words = text.substring(start, end).getBytes(StandardCharsets.UTF_8);
        var digest = MessageDigest.getInstance("SHA-256").digest(words);
        return HexFormat.of().formatHex(digest).equals(counted.get("sha256").asText());
    }
}
