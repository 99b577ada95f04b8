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

/**
 * Whether objects are what they should be. Comparing one with the fields that we own of it costs far more than all else of
 * a look at a cluster, so that it is done once for each object that an informer holds: another version of it is another
 * object.
 */
public final class Matches {
    /** What each should be, of those that are so. Keys are compared by identity, and go with the object. */
    private final Cache<HasMetadata, ByteBuffer> known =
            Caffeine.newBuilder().weakKeys().build();

    <T extends HasMetadata> boolean match(T present, T desired, Context<?> context) {
        ByteBuffer wanted =
                digest(context.getClient().getKubernetesSerialization().asJson(desired));
        if (wanted.equals(known.getIfPresent(present))) {
            return true;
        }
        boolean same = SSABasedGenericKubernetesResourceMatcher.<T>getInstance().matches(present, desired, context);
        if (same) {
            known.put(present, wanted);
        }
        return same;
    }

    private static ByteBuffer digest(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
