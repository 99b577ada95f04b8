package dev.weir.broker;

import dev.weir.broker.format.DataDirectory;
import dev.weir.broker.settings.KafkaProperties;
import dev.weir.broker.spec.InvalidSpecException;
import dev.weir.broker.spec.SpecFile;
import dev.weir.tenants.broker.BrokerSpec;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.slf4j.LoggerFactory;

/**
 * One broker (and controller) of a cluster: {@code BrokerMain <spec.json>}. Prints one line {@code weir-broker ready …}
 * when it serves, and ends in order on SIGTERM. Exit code 2: the spec is wrong, starting again won't help; 1: Kafka
 * could not start.
 */
public final class BrokerMain {
    private static final int FAILED = 1;
    private static final int BAD_SPEC = 2;

    private BrokerMain() {}

    static {
        // Spares the search for them over the whole class path, and what they say of it.
        System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "WARN");
        System.setProperty("log4j.provider", "org.apache.logging.log4j.simple.internal.SimpleProvider");
    }

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            fail("usage: BrokerMain <spec.json>", BAD_SPEC);
            return;
        }
        try {
            run(SpecFile.read(Path.of(arguments[0])));
        } catch (InvalidSpecException e) {
            fail(String.valueOf(e.getMessage()), BAD_SPEC);
        } catch (Exception e) {
            LoggerFactory.getLogger(BrokerMain.class).error("event=start-failed", e);
            fail("could not start: " + e.getMessage(), FAILED);
        }
    }

    private static void run(BrokerSpec spec) throws Exception {
        new DataDirectory(spec).formatIfNeeded();
        KafkaRaftServer server =
                new KafkaRaftServer(KafkaConfig.fromProps(new KafkaProperties(spec).all(), false), Time.SYSTEM);
        Exit.addShutdownHook("weir-broker-stop", server::shutdown);
        server.startup();
        announce(spec);
        new CoordinatorWarmUp(spec).start();
        server.awaitShutdown();
    }

    @SuppressWarnings("SystemOut") // the line by which whoever started this process knows that it serves
    private static void announce(BrokerSpec spec) {
        System.out.println("weir-broker ready cluster=" + spec.cluster() + " node=" + spec.nodeId());
    }

    @SuppressWarnings("SystemOut")
    private static void fail(String message, int code) {
        System.err.println("weir-broker: " + message);
        Exit.exit(code);
    }
}
