package dev.weir.benchmarks.platform;

/**
 * An API key with its secret.
 *
 * @param id user name
 * @param secret password
 */
public record ApiKey(String id, String secret) {
    @Override
    public String toString() {
        return "ApiKey[id=" + id + "]";
    }
}
