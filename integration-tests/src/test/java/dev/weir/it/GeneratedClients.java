package dev.weir.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.annotation.Generated;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Java clients that openapi-generator makes of descriptions, compiled together with a program that uses them. */
record GeneratedClients(Path folder) {
    static final String VERSION = "7.17.0";
    static final Path GENERATOR = Launcher.scratch().resolve("clients/openapi-generator-cli-" + VERSION + ".jar");

    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** By the name of a description, the package of its client below {@code ref}. */
    private static final Map<String, String> PACKAGES = Map.of(
            "apikeys-v2", "apikeys",
            "cmk-v2", "cmk",
            "iam-v2", "iam",
            "kafka-quotas-v1", "kafkaquotas",
            "kafkarest-v3", "kafkarest",
            "org-v2", "org");

    /** Of Confluent's descriptions, below {@code ref}. */
    static GeneratedClients ofReference(ReferenceDescriptions descriptions, Path folder) {
        var clients = new GeneratedClients(folder);
        clients.clear();
        clients.generate(PACKAGES.entrySet().stream()
                .collect(Collectors.toMap(
                        each -> descriptions.simplified(each.getKey(), folder), each -> "ref." + each.getValue())));
        return clients;
    }

    /** Of one description, which is taken as it is. */
    static GeneratedClients of(Path description, String name, Path folder) {
        var clients = new GeneratedClients(folder);
        clients.clear();
        clients.generate(Map.of(description, name));
        return clients;
    }

    private void clear() {
        try {
            if (Files.exists(folder)) {
                LocalWeir.delete(folder);
            }
            Files.createDirectories(classes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void generate(Map<Path, String> packages) {
        var command = new ArrayList<String>(List.of(java(), "-jar", GENERATOR.toString(), "batch", "--fail-fast"));
        packages.forEach((description, name) -> {
            Path settings = folder.resolve(name + ".json");
            try {
                LocalWeir.JSON.writeValue(settings.toFile(), settings(description, name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            command.add(settings.toString());
        });
        Launcher.run(command, folder, Map.of(), LIMIT, "").ok();
    }

    private Map<String, Object> settings(Path description, String name) {
        return Map.of(
                "generatorName",
                "java",
                "inputSpec",
                description.toString(),
                "outputDir",
                folder.resolve("src").resolve(name).toString(),
                "invokerPackage",
                name,
                "apiPackage",
                name + ".api",
                "modelPackage",
                name + ".model",
                "additionalProperties",
                Map.of("library", "native", "openApiNullable", "false", "useJakartaEe", "true"),
                "globalProperties",
                Map.of(
                        "apis", "",
                        "models", "",
                        "supportingFiles", "",
                        "apiTests", "false",
                        "modelTests", "false",
                        "apiDocs", "false",
                        "modelDocs", "false"));
    }

    void compileWith(List<Path> programs) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> generated = Files.walk(folder.resolve("src"));
                var files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources = Stream.concat(
                            programs.stream(),
                            generated.filter(file -> file.toString().endsWith(".java")
                                    && file.toString().contains("src" + File.separator + "main")))
                    .toList();
            var complaints = new StringWriter();
            boolean compiled = compiler.getTask(
                            complaints,
                            files,
                            null,
                            List.of("-d", classes().toString(), "-cp", libraries(), "-proc:none", "-nowarn"),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(complaints.toString()).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Launcher.Result run(String program, String... arguments) {
        var command = new ArrayList<>(List.of(java(), "-cp", classes() + File.pathSeparator + libraries(), program));
        command.addAll(List.of(arguments));
        return Launcher.run(command, folder, Map.of(), LIMIT, "");
    }

    private Path classes() {
        return folder.resolve("classes");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String libraries() {
        return Stream.of(
                        ObjectMapper.class,
                        JsonFactory.class,
                        JsonProperty.class,
                        JavaTimeModule.class,
                        Generated.class)
                .map(GeneratedClients::jarOf)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
