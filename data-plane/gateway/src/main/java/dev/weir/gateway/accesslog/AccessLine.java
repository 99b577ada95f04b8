package dev.weir.gateway.accesslog;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * One request. Nothing of its contents.
 *
 * @param time when it was complete, in ISO 8601
 * @param cluster whose it is
 * @param key the API key that was shown
 * @param principal as whom it was forwarded
 * @param remote where the client is
 * @param api Kafka's name of it
 * @param version of the API
 * @param received bytes of the request
 * @param sent bytes of the answer; 0 when there is none
 * @param micros from the request's last byte to its answer's first; 0 when there is no answer
 * @param throttled milliseconds for which the client was told to be silent
 */
@RegisterForReflection
public record AccessLine(
        String time,
        String cluster,
        String key,
        String principal,
        String remote,
        String api,
        int version,
        long received,
        long sent,
        long micros,
        int throttled) {
    /** The moment that many nanoseconds ago. */
    public static String before(long nanos) {
        return Instant.now().minusNanos(nanos).toString();
    }
}
