package dev.weir.agent.platform;

import dev.weir.agent.home.WeirHome;
import dev.weir.agent.process.Signal;
import dev.weir.agent.program.InstalledRuntime;
import dev.weir.agent.program.JavaCommand;
import dev.weir.agent.program.Program;
import dev.weir.agent.program.Training;
import dev.weir.agent.supervision.Part;
import dev.weir.agent.supervision.SpecDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Describes the control plane and the gateway as parts: programs that are told what they need by a properties file, and
 * what else their operator wants by another, which is theirs to write.
 *
 * @param home where the file and the log lie
 * @param runtime whose programs are started
 * @param training whether they record
 */
record QuarkusPart(WeirHome home, InstalledRuntime runtime, Training training) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    Part describe(Program program, Map<String, String> properties, String address, String health) throws IOException {
        String name = program.label();
        Path file = home.properties(name);
        Path own = home.ownProperties(name);
        Map<String, String> given = PropertiesFile.read(own);
        Map<String, String> ours = new LinkedHashMap<>(properties);
        ours.keySet().removeAll(given.keySet());
        String text = PropertiesFile.write(file, ours);
        String locations = file.toUri() + (given.isEmpty() ? "" : "," + own.toUri());
        var command = new JavaCommand(runtime, program)
                .property("weir.home", home.root().toString())
                .property("quarkus.config.locations", locations);
        training.record(command, program);
        return new Part(
                name,
                command.build(),
                Map.of("MALLOC_ARENA_MAX", "1"),
                runtime.folder(program),
                home.log(name),
                runtime.digest(),
                SpecDigest.of(text, given.toString()),
                false,
                address,
                health,
                "",
                Signal.TERM,
                training.patience(PATIENCE),
                Part.Preparation.NONE);
    }
}
