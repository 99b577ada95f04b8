package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.tenants.id.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LooseBytesTest {
    private static final int TOTAL = 1_600;
    private static final OrganizationId ANNAS = new OrganizationId("00000000-0000-4000-8000-000000000001");
    private static final OrganizationId BERTS = new OrganizationId("00000000-0000-4000-8000-000000000002");
    private static final OrganizationId CLARAS = new OrganizationId("00000000-0000-4000-8000-000000000003");

    private final LooseBytes loose = new LooseBytes(TOTAL);

    private LooseBytes.Part part(OrganizationId organization) {
        return new LooseBytes.Part(loose.of(organization));
    }

    @Test
    void anOrganizationHasHalfOfItWithAllItsConnections() {
        List<LooseBytes.Part> parts = new ArrayList<>();
        for (int connection = 0; connection < 8; connection++) {
            parts.add(part(ANNAS));
            assertThat(parts.getLast().hold(100)).isTrue();
        }
        assertThat(part(ANNAS).hold(1)).isFalse();
        assertThat(part(BERTS).hold(100)).isTrue();

        parts.forEach(part -> assertThat(part.hold(0)).isTrue());
        assertThat(part(ANNAS).hold(700)).isTrue();
    }

    @Test
    void atHalfOfThatItsConnectionsAreReadInSmallPiecesAndOthersAreNot() {
        assertThat(part(ANNAS).hold(400)).isTrue();
        assertThat(part(ANNAS).tight()).isFalse();
        assertThat(part(ANNAS).hold(1)).isTrue();
        assertThat(part(ANNAS).tight()).isTrue();
        assertThat(part(BERTS).tight()).isFalse();
    }

    @Test
    void whoHoldsNextToNothingIsSparedWhateverOthersDo() {
        assertThat(part(ANNAS).hold(800)).isTrue();
        assertThat(part(BERTS).hold(800)).isTrue();
        assertThat(part(CLARAS).hold(100)).isTrue();
        assertThat(part(CLARAS).tight()).isTrue();
        assertThat(part(CLARAS).hold(1)).isFalse();
    }

    @Test
    void whatAStrangerHoldsBecomesItsOrganizations() {
        var part = new LooseBytes.Part(loose.strangers());
        assertThat(part.hold(500)).isTrue();
        part.belongsTo(loose.of(ANNAS));
        assertThat(new LooseBytes.Part(loose.strangers()).hold(800)).isTrue();
        assertThat(part(ANNAS).hold(301)).isFalse();
        assertThat(loose.held()).isEqualTo(500 + 800 + 301);
    }
}
