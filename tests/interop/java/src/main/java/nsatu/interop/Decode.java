package nsatu.interop;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import nsatu.types.Bundle;

/** Prints a bundle as the generated types encode what they decoded. */
final class Decode {
    /** Takes no value of another type than is asked for, and leaves out what is absent, not what is null. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfigDefaults(config -> {
                for (var shape : CoercionInputShape.values()) {
                    config.setCoercion(shape, CoercionAction.Fail);
                }
            })
            .withConfigOverride(
                    Optional.class,
                    config -> config.setIncludeAsProperty(
                            JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, null)))
            .addModule(new Jdk8Module())
            .build();

    private Decode() {}

    static int decode(Path path, PrintStream out) throws IOException, InvalidDataException {
        var text = Files.readString(path);
        try {
            out.print(MAPPER.writeValueAsString(MAPPER.readValue(text, Bundle.class)) + "\n");
            return 0;
        } catch (JsonProcessingException error) {
            var place = error.getLocation();
            throw new InvalidDataException("%s:%d:%d: %s"
                    .formatted(path, place.getLineNr(), place.getColumnNr(), error.getOriginalMessage()));
        }
    }
}
