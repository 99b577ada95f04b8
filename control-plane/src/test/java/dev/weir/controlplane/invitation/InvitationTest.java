package dev.weir.controlplane.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.invitation.Invitation.Status;
import dev.weir.tenants.id.IdGenerator;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InvitationTest {
    private static final Instant CREATED = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant EXPIRES = Instant.parse("2030-01-04T00:00:00Z");

    @Test
    void expiresUnlessItWasAccepted() {
        assertThat(invitation(null).status(EXPIRES.minusMillis(1))).isEqualTo(Status.SENT);
        assertThat(invitation(null).status(EXPIRES)).isEqualTo(Status.EXPIRED);
        assertThat(invitation(CREATED).status(EXPIRES)).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void clientsKnowItsStatusByALongerName() {
        assertThat(Status.SENT.apiName()).isEqualTo("INVITE_STATUS_SENT");
    }

    private static Invitation invitation(Instant acceptedAt) {
        var ids = new IdGenerator();
        return new Invitation(
                ids.invitation(),
                ids.organization(),
                "ann@example.org",
                ids.user(),
                ids.user(),
                CREATED,
                CREATED,
                EXPIRES,
                acceptedAt);
    }
}
