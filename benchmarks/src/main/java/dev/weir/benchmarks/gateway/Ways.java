package dev.weir.benchmarks.gateway;

import dev.weir.benchmarks.broker.BrokerProgram;
import dev.weir.benchmarks.broker.RawBroker;
import dev.weir.benchmarks.platform.ScratchWeir;
import dev.weir.benchmarks.platform.Tenant;
import dev.weir.benchmarks.relay.RelayProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ways that are compared: to a broker itself, by a bare relay, by the gateway; the latter two by TLS as well. */
final class Ways implements AutoCloseable {
    private final RawBroker alone;
    private final RawBroker relayed;
    private final RawBroker relayedByTls;
    private final RelayProcess relay;
    private final RelayProcess tlsRelay;
    private final Way direct;
    private final Way byRelay;
    private final Way byGateway;
    private final Way byTlsRelay;
    private final Way byTlsGateway;

    Ways(ScratchWeir weir, Tenant tenant) {
        var program = new BrokerProgram(weir.runtime());
        int port = Integer.parseInt(ScratchWeir.freePorts(1));
        alone = RawBroker.startWithPassword(program, weir.folder("direct"), 0, 0);
        relayed = RawBroker.startWithPassword(program, weir.folder("relayed"), 1, port);
        relay = RelayProcess.start(weir.runtime(), port, relayed.host(), relayed.port());
        Map<String, String> settings = new HashMap<>(relayed.clientSettings());
        settings.put("bootstrap.servers", "127.0.0.1:" + port);
        direct = new Way("direct", alone.clientSettings(), 0);
        byRelay = new Way("relay", settings, relay.pid());
        byGateway = new Way("gateway", tenant.clientSettings(), weir.pid("gateway"));
        int tlsPort = Integer.parseInt(ScratchWeir.freePorts(1));
        relayedByTls = RawBroker.startWithPassword(program, weir.folder("relayed-by-tls"), 2, tlsPort);
        tlsRelay = RelayProcess.startWithTls(
                weir.runtime(),
                tlsPort,
                relayedByTls.host(),
                relayedByTls.port(),
                weir.certificate(),
                weir.certificateKey());
        Map<String, String> encrypted = new HashMap<>(tenant.namedClientSettings());
        encrypted.put("bootstrap.servers", "127.0.0.1:" + tlsPort);
        encrypted.put("sasl.jaas.config", settings.getOrDefault("sasl.jaas.config", ""));
        byTlsRelay = new Way("relay", encrypted, tlsRelay.pid());
        byTlsGateway = new Way("gateway", tenant.namedClientSettings(), weir.pid("gateway"));
    }

    Way direct() {
        return direct;
    }

    Way relay() {
        return byRelay;
    }

    Way gateway() {
        return byGateway;
    }

    /** A relay that ends TLS, and the gateway by a cluster's name. */
    List<Way> encrypted() {
        return List.of(byTlsRelay, byTlsGateway);
    }

    List<Way> all() {
        return List.of(direct, byRelay, byGateway);
    }

    @Override
    public void close() {
        tlsRelay.close();
        relayedByTls.close();
        relay.close();
        relayed.close();
        alone.close();
    }
}
