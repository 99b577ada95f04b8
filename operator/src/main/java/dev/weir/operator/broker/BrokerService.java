package dev.weir.operator.broker;

import dev.weir.operator.apply.Labels;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.List;

/** Gives each broker a name of its own. Brokers that aren't ready have theirs too: they find each other before that. */
public final class BrokerService {
    private BrokerService() {}

    public static Service of(Design design) {
        return new ServiceBuilder()
                .withMetadata(design.metadata(design.names().cluster()))
                .withNewSpec()
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(Labels.pods(design.id()))
                .withPorts(List.of(
                        port("gateway", BrokerPorts.GATEWAY),
                        port("controller", BrokerPorts.CONTROLLER),
                        port("internal", BrokerPorts.INTERNAL),
                        port("named", BrokerPorts.NAMED)))
                .endSpec()
                .build();
    }

    private static ServicePort port(String name, int port) {
        return new ServicePortBuilder()
                .withName(name)
                .withProtocol("TCP")
                .withPort(port)
                .withTargetPort(new IntOrString(port))
                .build();
    }
}
