package dev.weir.controlplane.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrailFiltersTest {
    @Test
    void aRouteHasNamesInThePlaceOfIds() {
        assertThat(TrailFilters.template("/cmk/v2/clusters/lkc-a", Map.of("id", List.of("lkc-a"))))
                .isEqualTo("/cmk/v2/clusters/{id}");
        assertThat(TrailFilters.template("/cmk/v2/clusters", Map.of())).isEqualTo("/cmk/v2/clusters");
    }

    @Test
    void whatIsClaimedIsKeptOnlyIfItLooksLikeAnId() {
        assertThat(TrailFilters.claimed(basic("ABCDEF0123456789:secret"))).contains("ABCDEF0123456789");
        assertThat(TrailFilters.claimed(basic("correct horse battery:"))).isEmpty();
        assertThat(TrailFilters.claimed(basic("x".repeat(65) + ":"))).isEmpty();
        assertThat(TrailFilters.claimed("Basic !!!")).isEmpty();
        assertThat(TrailFilters.claimed("Bearer token")).isEmpty();
        assertThat(TrailFilters.claimed(null)).isEmpty();
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }
}
