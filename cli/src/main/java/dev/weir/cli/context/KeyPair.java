package dev.weir.cli.context;

/**
 * An API key with its secret.
 *
 * @param id also the user name of SASL/PLAIN and HTTP Basic
 * @param secret shown by the server once, at creation
 */
public record KeyPair(String id, String secret) {
    @Override
    public String toString() {
        return "KeyPair[id=" + id + "]";
    }
}
