package dev.weir.operator.apply;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;

/**
 * Whether objects are what they should be. Comparing one with the fields that we own of it costs far more than all else of
 * a look at a cluster, so that it is done once for each object that an informer holds: another version of it is another
 * object.
 */
public final class Matches {
    /** Informers hear of a write long before. */
    private static final Duration HEARD_OF = Duration.ofMinutes(1);

    /** What each should be, of those that are so. Keys are compared by identity, and go with the object. */
    private final Cache<HasMetadata, ByteBuffer> known =
            Caffeine.newBuilder().weakKeys().build();
    /** The same of what was just written, by its version: an informer makes an object of its own of that. */
    private final Cache<String, ByteBuffer> written =
            Caffeine.newBuilder().expireAfterWrite(HEARD_OF).build();

    <T extends HasMetadata> boolean match(T present, T desired, Context<?> context) {
        ByteBuffer wanted = digest(desired, context);
        if (wanted.equals(known.getIfPresent(present))) {
            return true;
        }
        boolean same = wanted.equals(written.getIfPresent(version(present)))
                || SSABasedGenericKubernetesResourceMatcher.<T>getInstance().matches(present, desired, context);
        if (same) {
            known.put(present, wanted);
            // Needed for the comparison alone. Without them nothing else matches, and what is to be otherwise is
            // written.
            present.getMetadata().setManagedFields(List.of());
        }
        return same;
    }

    /** What came of making it so is so, with whatever the API server has made of it. */
    <T extends HasMetadata> void wrote(T answer, T desired, Context<?> context) {
        written.put(version(answer), digest(desired, context));
    }

    private static String version(HasMetadata object) {
        return object.getMetadata().getUid() + "/" + object.getMetadata().getResourceVersion();
    }

    private static ByteBuffer digest(HasMetadata desired, Context<?> context) {
        String text = context.getClient().getKubernetesSerialization().asJson(desired);
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
