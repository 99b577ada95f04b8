package dev.weir.gateway.http.consumers;

/** The content types of the older API. */
final class Media {
    static final String V2 = "application/vnd.kafka.v2+json";
    static final String JSON_V2 = "application/vnd.kafka.json.v2+json";
    static final String BINARY_V2 = "application/vnd.kafka.binary.v2+json";

    private Media() {}
}
