package dev.weir.tenants.broker;

import java.util.Map;

/**
 * Clients prove who they are by SASL/PLAIN: the platform's own Kafka, whose users are the platform's components.
 *
 * @param passwords password by user name
 */
public record PasswordAuthentication(Map<String, String> passwords) {
    public PasswordAuthentication {
        passwords = Map.copyOf(passwords);
    }

    @Override
    public String toString() {
        return "PasswordAuthentication[users=" + passwords.keySet() + "]";
    }
}
