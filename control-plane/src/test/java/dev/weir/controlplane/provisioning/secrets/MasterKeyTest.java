package dev.weir.controlplane.provisioning.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class MasterKeyTest {
    private static final byte[] SECRET = "what only brokers and gateways know".getBytes(UTF_8);

    private final MasterKey key = new MasterKey(base64(1));

    @Test
    void opensWhatItSealed() {
        assertThat(key.open("lkc-a", key.seal("lkc-a", SECRET))).isEqualTo(SECRET);
    }

    @Test
    void sealsTheSameDifferentlyEachTime() {
        assertThat(key.seal("lkc-a", SECRET)).isNotEqualTo(key.seal("lkc-a", SECRET));
    }

    @Test
    void refusesWhatWasSealedForAnotherCluster() {
        byte[] sealed = key.seal("lkc-a", SECRET);

        assertThatThrownBy(() -> key.open("lkc-b", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesWhatWasSealedUnderAnotherKey() {
        byte[] sealed = new MasterKey(base64(2)).seal("lkc-a", SECRET);

        assertThatThrownBy(() -> key.open("lkc-a", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesWhatWasChanged() {
        byte[] sealed = key.seal("lkc-a", SECRET);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> key.open("lkc-a", changed))
                    .as("byte %d", i)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refusesAKeyOfAnotherLength() {
        assertThatThrownBy(() -> new MasterKey("c2hvcnQ="))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes");
    }

    private static String base64(int fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
