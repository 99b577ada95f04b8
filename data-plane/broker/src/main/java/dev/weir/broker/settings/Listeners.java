package dev.weir.broker.settings;

import dev.weir.broker.access.TenantTokenValidator;
import dev.weir.broker.access.TokenCheck;
import dev.weir.tenants.broker.BrokerNode;
import dev.weir.tenants.broker.BrokerNode.NamedListener;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.TokenAuthentication;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the broker listens and how one proves there who one is: {@code GATEWAY} and {@code NAMED} for clients, which
 * differ in what they tell them to connect to, {@code INTERNAL} for other brokers and the gateway's own clients, {@code CONTROLLER} for the quorum. All ask for SASL: without it any process on
 * the machine could come in.
 */
final class Listeners {
    static final String GATEWAY = "GATEWAY";
    static final String NAMED = "NAMED";
    static final String INTERNAL = "INTERNAL";
    static final String CONTROLLER = "CONTROLLER";

    private static final String PLAIN = "PLAIN";
    private static final String TOKEN = "OAUTHBEARER";

    private final BrokerSpec spec;

    Listeners(BrokerSpec spec) {
        this.spec = spec;
    }

    Map<String, String> settings() {
        BrokerNode node = spec.node();
        Map<String, String> settings = new LinkedHashMap<>();
        NamedListener named = node.named();
        String listening = address(GATEWAY, node.listening(), node.gatewayPort());
        String advertised = address(GATEWAY, node.advertisedHost(), node.advertisedPort());
        String protocol = spec.tls() == null ? ":SASL_PLAINTEXT" : ":SASL_SSL";
        String protocols = GATEWAY + protocol;
        if (named != null) {
            listening += "," + address(NAMED, node.listening(), named.port());
            advertised += "," + address(NAMED, named.advertisedHost(), named.advertisedPort());
            protocols += "," + NAMED + protocol;
        }
        settings.put("listeners", listening + own(node.listening()));
        settings.put("advertised.listeners", advertised + own(node.host()));
        settings.put(
                "listener.security.protocol.map", protocols + "," + INTERNAL + protocol + "," + CONTROLLER + protocol);
        if (spec.tls() != null) {
            settings.putAll(RenewedTls.settings(spec.tls()));
        }
        settings.put("inter.broker.listener.name", INTERNAL);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("sasl.mechanism.inter.broker.protocol", PLAIN);
        settings.put("sasl.mechanism.controller.protocol", PLAIN);
        settings.put("socket.listen.backlog.size", "512");
        Map<String, String> components = new LinkedHashMap<>();
        if (spec.passwords() != null) {
            components.putAll(spec.passwords().passwords());
            accept(settings, GATEWAY, PLAIN);
            password(settings, GATEWAY, components);
            accept(settings, INTERNAL, PLAIN);
        }
        if (spec.tokens() != null) {
            accept(settings, GATEWAY, TOKEN);
            token(settings, GATEWAY, spec.tokens());
            if (named != null) {
                accept(settings, NAMED, TOKEN);
                token(settings, NAMED, spec.tokens());
            }
            accept(settings, INTERNAL, PLAIN + "," + TOKEN);
            token(settings, INTERNAL, spec.tokens());
        }
        components.put(BrokerSpec.BROKER_USER, spec.internalPassword());
        password(settings, INTERNAL, components);
        accept(settings, CONTROLLER, PLAIN);
        password(settings, CONTROLLER, Map.of(BrokerSpec.BROKER_USER, spec.internalPassword()));
        return settings;
    }

    private String own(String host) {
        BrokerNode node = spec.node();
        return "," + address(INTERNAL, host, node.internalPort()) + ","
                + address(CONTROLLER, host, node.controllerPort());
    }

    private static String address(String listener, String host, int port) {
        return listener + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static void accept(Map<String, String> settings, String listener, String mechanisms) {
        settings.put(of(listener, "sasl.enabled.mechanisms"), mechanisms);
    }

    /** The users that may come in, and for the broker's own connections its own name. */
    private void password(Map<String, String> settings, String listener, Map<String, String> users) {
        String own = listener.equals(GATEWAY)
                ? ""
                : " username=" + quoted(BrokerSpec.BROKER_USER) + " password=" + quoted(spec.internalPassword());
        String known = users.entrySet().stream()
                .map(user -> " user_" + user.getKey() + "=" + quoted(user.getValue()))
                .collect(Collectors.joining());
        settings.put(
                of(listener, "plain.sasl.jaas.config"),
                "org.apache.kafka.common.security.plain.PlainLoginModule required" + own + known + ";");
    }

    private static void token(Map<String, String> settings, String listener, TokenAuthentication tokens) {
        String prefix = of(listener, "oauthbearer.");
        settings.put(
                prefix + "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;");
        TokenCheck.settings(tokens).forEach((name, value) -> settings.put(prefix + name, value));
        settings.put(prefix + "sasl.server.callback.handler.class", TenantTokenValidator.class.getName());
        settings.put(prefix + "connections.max.reauth.ms", "900000");
    }

    private static String of(String listener, String setting) {
        return "listener.name." + listener.toLowerCase(Locale.ROOT) + "." + setting;
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
