package dev.weir.agent.platform;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a component connects to the platform Kafka.
 *
 * @param bootstrap host and port
 * @param user the component
 * @param password its password
 */
public record ClientProperties(String bootstrap, String user, String password) {

    /** Kafka's own keys. */
    public Map<String, String> kafka() {
        var properties = new LinkedHashMap<String, String>();
        properties.put("bootstrap.servers", bootstrap);
        properties.put("security.protocol", "SASL_PLAINTEXT");
        properties.put("sasl.mechanism", "PLAIN");
        properties.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";");
        return properties;
    }

    /** As SmallRye Reactive Messaging reads them for all of its channels. */
    public Map<String, String> messaging() {
        var properties = new LinkedHashMap<String, String>();
        kafka().forEach((key, value) -> properties.put("kafka." + key, value));
        return properties;
    }

    @Override
    public String toString() {
        return "ClientProperties[bootstrap=" + bootstrap + ", user=" + user + "]";
    }
}
