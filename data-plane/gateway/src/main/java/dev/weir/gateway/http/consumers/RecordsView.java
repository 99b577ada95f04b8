package dev.weir.gateway.http.consumers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as the older API shows it.
 *
 * @param key base 64 or JSON, as the consumer's format is; null for none
 * @param value as the key
 */
@RegisterForReflection
record RecordsView(
        String topic, @Nullable Object key, @Nullable Object value, int partition, long offset) {
    private static final int NOT_JSON = 42205;

    static List<RecordsView> of(List<ConsumerRecord<byte[], byte[]>> records, InstanceSettings.Format format) {
        return records.stream()
                .map(record -> new RecordsView(
                        record.topic(),
                        data(record.key(), format),
                        data(record.value(), format),
                        record.partition(),
                        record.offset()))
                .toList();
    }

    private static @Nullable Object data(byte @Nullable [] bytes, InstanceSettings.Format format) {
        if (bytes == null) {
            return null;
        }
        return switch (format) {
            case BINARY -> Base64.getEncoder().encodeToString(bytes);
            case JSON -> json(bytes);
        };
    }

    private static Object json(byte[] bytes) {
        try {
            var tree = Json.MAPPER.readTree(bytes);
            if (!tree.isMissingNode()) {
                return new RawValue(new String(bytes, UTF_8));
            }
        } catch (JsonProcessingException _) {
            // Said below.
        } catch (IOException e) {
            throw new IllegalStateException("an array can be read", e);
        }
        throw new Problem.OfConsumers(
                        NOT_JSON, "A record isn't JSON; read this topic with a consumer of the format binary.")
                .asException();
    }
}
