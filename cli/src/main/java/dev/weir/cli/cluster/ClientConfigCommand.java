package dev.weir.cli.cluster;

import dev.weir.cli.context.ClusterAccess;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what other Kafka clients need. */
@Command(
        name = "client-config",
        description = "Print a ready configuration for Kafka clients, with a key in it.",
        footer = {
            "",
            "Keep the file to yourself: it opens the cluster.",
            "With --json: {\"bootstrap.servers\",\"security.protocol\",\"sasl.mechanism\",\"sasl.jaas.config\"}",
            "",
            "Examples:",
            "  weir client-config > client.properties",
            "  weir client-config --cluster orders --format kcat > kcat.conf && kcat -F kcat.conf -L"
        })
public final class ClientConfigCommand implements Runnable {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--cluster", paramLabel = "CLUSTER", description = "Id or name; the one in use by default.")
    private @Nullable String cluster;

    @Option(names = "--environment", paramLabel = "ID", description = "env-…; the one in use by default.")
    private @Nullable String environment;

    @Option(
            names = "--format",
            defaultValue = "properties",
            description = "${COMPLETION-CANDIDATES}; properties by default.")
    private Format format = Format.properties;

    @Override
    public void run() {
        Session session = common.session();
        ClusterAccess access = new Clusters(session).access(cluster, environment);
        var config = new ClientConfig(access);
        session.output()
                .result(
                        config.settings(),
                        switch (format) {
                            case properties -> config.properties();
                            case kcat -> config.kcat();
                            case python -> config.python();
                        });
    }

    /** The names are what users type. */
    enum Format {
        properties,
        kcat,
        python
    }
}
