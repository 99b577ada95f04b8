package dev.weir.controlplane.provisioning.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.tenants.events.ClusterSecret.SigningKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
    private static final SigningKey OLD = new SigningKey("old", "o", 0);
    private static final SigningKey NEW = new SigningKey("new", "n", 0);

    @Test
    void anAddedKeyIsAcceptedAndSignsNothing() {
        assertThat(SigningKeys.with(List.of(OLD), NEW))
                .containsExactly(OLD, new SigningKey("new", "n", SigningKeys.NEVER));
    }

    @Test
    void theNewestSignsFromItsTimeAndTheOldOneStaysAccepted() {
        Instant from = Instant.ofEpochMilli(1_000);
        assertThat(SigningKeys.signing(SigningKeys.with(List.of(OLD), NEW), from))
                .containsExactly(OLD, new SigningKey("new", "n", 1_000));
    }

    @Test
    void onlyTheNewestIsLeft() {
        assertThat(SigningKeys.newestOf(List.of(OLD, NEW))).containsExactly(NEW);
    }
}
