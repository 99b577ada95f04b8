package dev.weir.controlplane.apikey;

import dev.weir.tenants.key.ScramVerifier;
import dev.weir.tenants.key.SecretHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.NoSuchAlgorithmException;
import org.apache.kafka.common.security.scram.internals.ScramCredentialUtils;
import org.apache.kafka.common.security.scram.internals.ScramFormatter;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;

/**
 * Turns a new secret into what is kept of it. The secret has 384 random bits, so no number of iterations makes it safer:
 * the least that Kafka's clients accept costs them the least.
 */
@ApplicationScoped
class SecretVerifiers {
    StoredSecret ofClusterKey(String secret) {
        return new StoredSecret(
                SecretHash.of(secret),
                scram(ScramMechanism.SCRAM_SHA_256, secret),
                scram(ScramMechanism.SCRAM_SHA_512, secret));
    }

    /** The management API speaks HTTP Basic only. */
    StoredSecret ofCloudKey(String secret) {
        return new StoredSecret(SecretHash.of(secret), null, null);
    }

    private static ScramVerifier scram(ScramMechanism mechanism, String secret) {
        try {
            var credential = new ScramFormatter(mechanism).generateCredential(secret, mechanism.minIterations());
            return new ScramVerifier(ScramCredentialUtils.credentialToString(credential));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + mechanism.hashAlgorithm(), e);
        }
    }
}
