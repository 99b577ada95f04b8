package dev.weir.cli.cluster;

import dev.weir.cli.context.ClusterAccess;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Prints what other Kafka clients need. */
@Command(
        name = "client-config",
        description = "Print a ready configuration for Kafka clients, with a key in it.",
        footer = {
            "",
            "Keep the file to yourself: it opens the cluster.",
            "With --json: {\"bootstrap.servers\",\"security.protocol\",\"sasl.mechanism\",\"sasl.jaas.config\"} and,",
            "where weir up --tls made the authority, {\"ssl.truststore.type\",\"ssl.truststore.location\"}",
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
            names = "--mechanism",
            defaultValue = "PLAIN",
            converter = MechanismConverter.class,
            description = "PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512; PLAIN by default.")
    private ClientConfig.Mechanism mechanism = ClientConfig.Mechanism.PLAIN;

    @Option(
            names = "--format",
            defaultValue = "properties",
            description = "${COMPLETION-CANDIDATES}; properties by default.")
    private Format format = Format.properties;

    @Override
    public void run() {
        Session session = common.session();
        ClusterAccess access = new Clusters(session).access(cluster, environment);
        var config = ClientConfig.of(access, mechanism);
        session.output()
                .result(
                        config.settings(),
                        switch (format) {
                            case properties -> config.properties();
                            case kcat -> config.kcat();
                            case python -> config.python();
                        });
    }

    static final class MechanismConverter implements ITypeConverter<ClientConfig.Mechanism> {
        @Override
        public ClientConfig.Mechanism convert(String value) {
            for (ClientConfig.Mechanism each : ClientConfig.Mechanism.values()) {
                if (each.kafkaName().equalsIgnoreCase(value)) {
                    return each;
                }
            }
            throw new TypeConversionException("no such mechanism: " + value);
        }
    }

    /** The names are what users type. */
    enum Format {
        properties,
        kcat,
        python
    }
}
