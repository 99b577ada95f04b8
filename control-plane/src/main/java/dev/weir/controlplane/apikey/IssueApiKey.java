package dev.weir.controlplane.apikey;

import dev.weir.tenants.events.ApiKeyRecord.State;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.IdGenerator;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.key.ApiSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes a key and its secret, within the caller's transaction and without asking whether it is allowed. */
@ApplicationScoped
public class IssueApiKey {
    private static final Logger LOG = Logger.getLogger(IssueApiKey.class);

    private final ApiKeyStore keys;
    private final KeyAnnouncements announcements;
    private final IdGenerator ids;
    private final ApiSecrets secrets;
    private final SecretVerifiers verifiers;
    private final Clock clock;

    IssueApiKey(
            ApiKeyStore keys,
            KeyAnnouncements announcements,
            IdGenerator ids,
            ApiSecrets secrets,
            SecretVerifiers verifiers,
            Clock clock) {
        this.keys = keys;
        this.announcements = announcements;
        this.ids = ids;
        this.secrets = secrets;
        this.verifiers = verifiers;
        this.clock = clock;
    }

    /** @param cluster null for a key of the management API */
    public NewApiKey issue(
            OrganizationId organization,
            PrincipalId owner,
            @Nullable ClusterId cluster,
            String displayName,
            String description) {
        String secret = secrets.next();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var key = new ApiKey(
                ids.apiKey(),
                organization,
                owner,
                cluster,
                displayName,
                description,
                cluster == null ? verifiers.ofCloudKey(secret) : verifiers.ofClusterKey(secret),
                1,
                now,
                now);
        keys.insert(key);
        announcements.announce(key, State.ACTIVE);
        LOG.infof("key=%s issued org=%s owner=%s", key.id(), organization, owner.value());
        return new NewApiKey(key, secret);
    }
}
