package dev.weir.agent.broker;

import dev.weir.agent.home.Json;
import dev.weir.agent.home.PrivateFile;
import dev.weir.agent.home.WeirHome;
import dev.weir.agent.process.Signal;
import dev.weir.agent.program.InstalledRuntime;
import dev.weir.agent.program.JavaCommand;
import dev.weir.agent.program.Program;
import dev.weir.agent.program.Training;
import dev.weir.agent.supervision.Part;
import dev.weir.agent.supervision.SpecDigest;
import dev.weir.tenants.broker.BrokerNode;
import dev.weir.tenants.broker.BrokerSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Describes a broker process as a part. */
public final class BrokerPart {
    private static final String READY = "weir-broker ready ";
    // A broker with a thousand topics takes twelve seconds to stop.
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    private final WeirHome home;
    private final InstalledRuntime runtime;
    private final Training training;

    public BrokerPart(WeirHome home, InstalledRuntime runtime, Training training) {
        this.home = home;
        this.runtime = runtime;
        this.training = training;
    }

    /**
     * Describes the process that is handed the spec. The file is written at each start.
     *
     * @param name of the part
     * @param spec what the broker needs to know
     * @param specFile where to write it; its folder must be there
     * @param heap the broker's largest heap, such as {@code 64m}
     */
    public Part describe(String name, BrokerSpec spec, Path specFile, String heap) {
        BrokerNode node = spec.node();
        return new Part(
                name,
                command(spec, specFile, heap),
                ENVIRONMENT,
                runtime.folder(Program.BROKER),
                home.log(name),
                runtime.digest(),
                digest(spec, heap),
                true,
                node.host() + ":" + node.gatewayPort(),
                "kafka",
                READY,
                Signal.TERM,
                training.patience(PATIENCE),
                () -> PrivateFile.writeIfChanged(specFile, Json.pretty(spec)));
    }

    private List<String> command(BrokerSpec spec, Path specFile, String heap) {
        var command = new JavaCommand(runtime, Program.BROKER).heap(heap);
        if (spec.tokens() == null) {
            // The platform's own: a training records the tenants' way of authentication.
            training.skip(command);
        } else {
            training.record(command, Program.BROKER);
        }
        return command.build(specFile.toString());
    }

    /** The ACLs are left out: a broker takes them only when it formats its folder. */
    private static String digest(BrokerSpec spec, String heap) {
        return SpecDigest.of(heap, Json.text(spec.withInitialAcls(List.of())));
    }
}
