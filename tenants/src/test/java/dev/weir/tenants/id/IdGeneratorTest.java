package dev.weir.tenants.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;

class IdGeneratorTest {
    private final IdGenerator generator = new IdGenerator();

    @Test
    void generatedIdsAreValidAndDifferent() {
        var seen = new HashSet<Object>();
        for (int i = 0; i < 1000; i++) {
            assertThat(seen.add(generator.organization())).isTrue();
            assertThat(seen.add(generator.user())).isTrue();
            assertThat(seen.add(generator.serviceAccount())).isTrue();
            assertThat(seen.add(generator.environment())).isTrue();
            assertThat(seen.add(generator.cluster())).isTrue();
            assertThat(seen.add(generator.apiKey())).isTrue();
            assertThat(seen.add(generator.invitation())).isTrue();
            assertThat(seen.add(generator.session())).isTrue();
        }
    }

    @Test
    void principalIsAUserOrAServiceAccount() {
        assertThat(PrincipalId.of("u-abc")).isEqualTo(new UserId("u-abc"));
        assertThat(PrincipalId.of("sa-abc")).isEqualTo(new ServiceAccountId("sa-abc"));
    }

    @Property
    void nothingElseIsAPrincipal(@ForAll @NotBlank String text) {
        if (!text.matches("(u|sa)-[a-z0-9]{1,32}")) {
            assertThatThrownBy(() -> PrincipalId.of(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
