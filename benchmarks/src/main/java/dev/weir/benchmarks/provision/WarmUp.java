package dev.weir.benchmarks.provision;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.benchmarks.broker.RawBroker;
import dev.weir.benchmarks.platform.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Loads the client's classes before anything is measured, and compares how both brokers were started. */
final class WarmUp {
    private final Provisioning provisioning;

    WarmUp(Provisioning provisioning) {
        this.provisioning = provisioning;
    }

    /** @return whether both kinds of broker have the same command line, but for their own files; true where it can't be seen */
    boolean run() {
        provisioning.overHttp(new Steps()).leave();
        Tenant tenant = provisioning.overKafka(new Steps());
        boolean same;
        try (RawBroker raw = provisioning.raw(0)) {
            same = commandLine(tenant.brokerPid()).equals(commandLine(raw.pid()));
        }
        tenant.leave();
        return same;
    }

    /** Less what is named for the cluster: the key file and the spec. */
    private static List<String> commandLine(long pid) {
        Path file = Path.of("/proc", Long.toString(pid), "cmdline");
        try {
            return Arrays.stream(Files.readString(file, UTF_8).split("\0"))
                    .filter(word -> !word.endsWith("spec.json") && !word.endsWith("jwks.json"))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
