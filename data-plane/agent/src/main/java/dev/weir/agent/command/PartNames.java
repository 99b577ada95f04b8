package dev.weir.agent.command;

import dev.weir.agent.home.Json;
import dev.weir.agent.home.WeirHome;
import dev.weir.tenants.events.ClusterDesired;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the parts of a home are called.
 *
 * @param home whose parts
 */
record PartNames(WeirHome home) {
    static final List<String> PLATFORM = List.of("postgres", "platform-kafka", "control-plane", "gateway");

    /** The agent, the platform's parts, every tenant's broker. */
    List<String> all() throws IOException {
        return Stream.of(Stream.of(AgentProcess.PART), PLATFORM.stream(), brokers().stream())
                .flatMap(names -> names)
                .toList();
    }

    /** Those that a person means: a part, or a cluster with all of its brokers. */
    List<String> matching(String text) throws IOException {
        List<String> found = Stream.concat(PLATFORM.stream(), brokers().stream())
                .filter(name ->
                        name.equals(text) || name.startsWith("cluster:" + text + ":") || name.startsWith(text + ":"))
                .toList();
        if (found.isEmpty()) {
            throw new CommandFailure("there is no part " + text + "; there are: " + String.join(", ", all()));
        }
        return found;
    }

    private List<String> brokers() throws IOException {
        List<String> names = new ArrayList<>();
        if (!Files.isDirectory(home.clusters())) {
            return names;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(home.clusters(), "lkc-*")) {
            for (Path folder : folders) {
                Json.read(folder.resolve("desired.json"), ClusterDesired.class)
                        .ifPresent(desired -> IntStream.range(0, desired.brokers())
                                .forEach(node -> names.add("cluster:" + desired.cluster() + ":" + node)));
            }
        }
        names.sort(String::compareTo);
        return names;
    }
}
