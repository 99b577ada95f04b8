package dev.weir.gateway.http.consumers;

import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The content types of the older API. */
final class Media {
    static final String V2 = "application/vnd.kafka.v2+json";
    static final String JSON_V2 = "application/vnd.kafka.json.v2+json";
    static final String BINARY_V2 = "application/vnd.kafka.binary.v2+json";

    private Media() {}

    /**
     * What records of a format are sent as, to whoever accepts it; nothing where only other formats are accepted. Of
     * several that are accepted one that fits is enough: clients made of our description list all there are.
     */
    static Optional<String> ofRecords(InstanceSettings.Format format, @Nullable String accept) {
        String own = switch (format) {
            case JSON -> JSON_V2;
            case BINARY -> BINARY_V2;
        };
        if (accept == null || accept.contains("*")) {
            return Optional.of(own);
        }
        return Stream.of(own, V2, MediaType.APPLICATION_JSON)
                .filter(accept::contains)
                .findFirst();
    }
}
