package dev.weir.controlplane.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BasicCredentialsTest {
    @Test
    void userEndsAtTheFirstColon() {
        assertThat(BasicCredentials.parse("bAsIc " + encode("key:se:cret")))
                .contains(new BasicCredentials("key", "se:cret"));
        assertThat(BasicCredentials.parse("Basic " + encode(":"))).contains(new BasicCredentials("", ""));
    }

    @Test
    void othersAreNone() {
        assertThat(BasicCredentials.parse(null)).isEmpty();
        assertThat(BasicCredentials.parse("Bearer " + encode("a:b"))).isEmpty();
        assertThat(BasicCredentials.parse("Basic " + encode("no colon"))).isEmpty();
    }

    @Test
    void neverShowsThePassword() {
        assertThat(new BasicCredentials("key", "secret").toString()).doesNotContain("secret");
    }

    @Property
    void anyHeaderIsReadOrNot(@ForAll String header) {
        assertThat(BasicCredentials.parse("Basic " + header)).isNotNull();
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
