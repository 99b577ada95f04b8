package dev.weir.controlplane.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.tenants.id.IdGenerator;
import dev.weir.tenants.id.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final OrganizationId ACME = new IdGenerator().organization();

    private final Refusals refusals = new Refusals(Duration.ofMinutes(1), 3);

    @Test
    void theFirstIsWrittenAtOnceAndTheOthersAsOneWhenTheWindowIsOver() {
        assertThat(refusals.add(refusal(ACME, "u-a", "/x", 0))).hasSize(1);
        assertThat(refusals.add(refusal(ACME, "u-a", "/x", 1))).isEmpty();
        assertThat(refusals.add(refusal(ACME, "u-a", "/x", 2))).isEmpty();
        assertThat(refusals.over(NOON.plusSeconds(59))).isEmpty();
        assertThat(refusals.over(NOON.plusSeconds(60))).singleElement().satisfies(sum -> {
            assertThat(sum.repeated()).isEqualTo(2);
            assertThat(sum.at()).isEqualTo(NOON.plusSeconds(2));
        });
        assertThat(refusals.add(refusal(ACME, "u-a", "/x", 61))).hasSize(1);
        assertThat(refusals.over(NOON.plusSeconds(121))).isEmpty();
    }

    @Test
    void whatDiffersIsWrittenEachByItself() {
        assertThat(refusals.add(refusal(ACME, "u-a", "/x", 0))).hasSize(1);
        assertThat(refusals.add(refusal(ACME, "u-b", "/x", 0))).hasSize(1);
        assertThat(refusals.add(refusal(ACME, "u-b", "/y", 0))).hasSize(1);
    }

    @Test
    void aFloodOfDifferentOnesIsOneForEachOrganization() {
        int written = 0;
        for (int i = 0; i < 10_000; i++) {
            written += refusals.add(refusal(null, null, "/path" + i, 0)).size();
        }
        written += refusals.add(refusal(ACME, "u-a", "/x", 0)).size();
        assertThat(written).isEqualTo(5);
        List<AuditEvent> sums = refusals.over(NOON.plusSeconds(60));
        assertThat(sums)
                .singleElement()
                .satisfies(sum -> assertThat(sum.repeated()).isEqualTo(9_996));
    }

    private static AuditEvent refusal(OrganizationId organization, String principal, String route, int second) {
        return new AuditEvent(
                AuditTrail.newId(),
                organization,
                NOON.plusSeconds(second),
                principal,
                principal == null ? "KEY" + second : "KEY",
                "127.0.0.1",
                "agent",
                "request",
                "POST",
                route,
                List.of("id" + second),
                403,
                "forbidden",
                1);
    }
}
