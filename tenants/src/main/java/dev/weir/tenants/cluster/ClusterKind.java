package dev.weir.tenants.cluster;

/** What a tenant may choose; the names are those of the management API's {@code spec.config.kind}. */
public enum ClusterKind {
    BASIC("Basic"),
    STANDARD("Standard"),
    DEDICATED("Dedicated");

    private final String apiName;

    ClusterKind(String apiName) {
        this.apiName = apiName;
    }

    public String apiName() {
        return apiName;
    }
}
