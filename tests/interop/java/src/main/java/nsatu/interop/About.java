package nsatu.interop;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Tells which parsers and which validator are at work, in the versions that their archives name. */
final class About {
    private About() {}

    static int about(PrintStream out) throws IOException {
        var parsers = new ArrayList<Library>();
        for (var parser : Parsers.ALL) {
            parsers.add(library(parser.group(), parser.name()));
        }
        var validator = library(Schemas.GROUP, Schemas.NAME);
        Json.print(new Consumer("Java", parsers, validator), out);
        return 0;
    }

    private static Library library(String group, String name) throws IOException {
        try (var file = About.class.getResourceAsStream("/META-INF/maven/" + group + "/" + name + "/pom.properties")) {
            var properties = new Properties();
            properties.load(file);
            return new Library(name, properties.getProperty("version"));
        }
    }

    record Library(String name, String version) {}

    record Consumer(String language, List<Library> parsers, Library validator) {}
}
