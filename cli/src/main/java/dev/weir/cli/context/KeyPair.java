package dev.weir.cli.context;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * An API key with its secret.
 *
 * @param id also the user name of SASL/PLAIN and HTTP Basic
 * @param secret shown by the server once, at creation
 */
public record KeyPair(String id, String secret) implements Credential {
    @Override
    public String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "KeyPair[id=" + id + "]";
    }
}
