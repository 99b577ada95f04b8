package dev.weir.controlplane.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.tenants.id.OrganizationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PageTokenTest {
    private static final OrganizationId OWN = new OrganizationId("00000000-0000-0000-0000-000000000001");
    private static final OrganizationId OTHER = new OrganizationId("00000000-0000-0000-0000-000000000002");

    @Property
    void comesBackAsThePositionThatItWasMadeFor(
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000_000L) long micros,
            @ForAll @AlphaChars @StringLength(min = 1, max = 40) String id) {
        var position = new Position(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), id);
        String token = PageToken.encode(OWN, "clusters", position);
        assertThat(token).matches("[A-Za-z0-9_-]{1,255}").doesNotContain(OWN.value());
        assertThat(PageToken.decode(OWN, "clusters", token)).contains(position);
        assertThat(PageToken.decode(OTHER, "clusters", token)).isEmpty();
        assertThat(PageToken.decode(OWN, "users", token)).isEmpty();
    }

    @Property
    void anyOtherTextIsNone(@ForAll String text) {
        assertThat(PageToken.decode(OWN, "clusters", text)).isEmpty();
    }

    @Property
    void aChangedLetterIsNoticed(@ForAll @IntRange(min = 0, max = 30) int index) {
        String token = PageToken.encode(OWN, "clusters", new Position(Instant.EPOCH, "lkc-1234"));
        if (index < token.length() - 1) {
            char changed = token.charAt(index) == 'A' ? 'B' : 'A';
            String other = token.substring(0, index) + changed + token.substring(index + 1);
            assertThat(PageToken.decode(OWN, "clusters", other)).isEmpty();
        }
    }

    @Test
    void tooShortIsNone() {
        assertThat(PageToken.decode(OWN, "clusters", "")).isEmpty();
        assertThat(PageToken.decode(OWN, "clusters", "AAAA")).isEmpty();
    }
}
