package dev.weir.cli;

import dev.weir.cli.api.Management;
import dev.weir.cli.session.CommonOptions;
import java.util.Objects;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "version",
        description = "Show the versions of Weir, its Kafka client and Java.",
        footer = {"", "With --json: {\"weir\",\"kafka\",\"java\"}"})
final class VersionCommand implements Runnable {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        String weir = Objects.requireNonNullElse(getClass().getPackage().getImplementationVersion(), "development");
        String kafka = AppInfoParser.getVersion();
        String java = Runtime.version().toString();
        common.output()
                .result(
                        Management.object()
                                .put("weir", weir)
                                .put("kafka", kafka)
                                .put("java", java),
                        "weir %s (Kafka %s, Java %s)".formatted(weir, kafka, java));
    }
}
