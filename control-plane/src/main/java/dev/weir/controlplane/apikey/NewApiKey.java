package dev.weir.controlplane.apikey;

/** A key just made: the only time that its secret is known. */
public record NewApiKey(ApiKey key, String secret) {
    @Override
    public String toString() {
        return "NewApiKey[key=" + key.id() + "]";
    }
}
