package dev.weir.broker.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.broker.running.Tokens;
import dev.weir.tenants.broker.TokenAuthentication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCheckTest {
    private static final String CLUSTER = "lkc-a";
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final Tokens FIRST = new Tokens(CLUSTER, "k1", "0123456789abcdef0123456789abcdef");
    private static final Tokens SECOND = new Tokens(CLUSTER, "k2", "fedcba9876543210fedcba9876543210");

    @TempDir
    @Nullable
    Path folder;

    @BeforeEach
    void aKeySetInAFolderWithAHardName() throws IOException {
        Files.createDirectories(file().getParent());
        replace(FIRST.jwks());
    }

    @Test
    void aTokenUnderTheKeyIsValid() throws Exception {
        assertThat(check().token(FIRST.of("sa-1")).principalName()).isEqualTo("sa-1");
    }

    @Test
    void aTokenUnderAnotherKeyIsNot() {
        var same = new Tokens(CLUSTER, "k1", "another-key-of-thirty-two-bytes!");
        assertRefused(same.of("sa-1"));
        assertRefused(SECOND.of("sa-1"));
    }

    @Test
    void neitherIsOneForAnotherClusterNorOneThatIsOver() {
        assertRefused(FIRST.of("sa-1", "lkc-b", LIFETIME));
        assertRefused(FIRST.of("sa-1", CLUSTER, Duration.ofMinutes(-1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "a.b.c",
                // {"alg":"none"} . {"iss":"weir-gateway","aud":"lkc-a","sub":"sa-1","iat":1,"exp":99999999999}
                "eyJhbGciOiJub25lIn0.eyJpc3MiOiJ3ZWlyLWdhdGV3YXkiLCJhdWQiOiJsa2MtYSIsInN1YiI6InNhLTEiLCJpYXQiOjEsImV4cCI6OTk5OTk5OTk5OTl9."
            })
    void neitherIsWhatNobodySigned(String token) {
        assertRefused(token);
    }

    @Test
    void changedKeysCountAtOnce() throws Exception {
        TokenCheck check = check();
        check.token(FIRST.of("sa-1"));
        replace(SECOND.jwks());
        assertThat(check.token(SECOND.of("sa-1")).principalName()).isEqualTo("sa-1");
        assertThatThrownBy(() -> check.token(FIRST.of("sa-1"))).isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void aFileThatIsNoKeySetRefusesAllUntilItIsOneAgain() throws Exception {
        TokenCheck check = check();
        replace("{");
        assertThatThrownBy(() -> check.token(FIRST.of("sa-1"))).isInstanceOf(InvalidJwtException.class);
        replace(FIRST.jwks());
        assertThat(check.token(FIRST.of("sa-1")).principalName()).isEqualTo("sa-1");
    }

    @Test
    void withoutKeysItDoesNotStart() throws IOException {
        Files.delete(file());
        assertThatThrownBy(this::check).isInstanceOf(ConfigException.class).hasMessageContaining("jwks.json");
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> check().token(token)).isInstanceOf(InvalidJwtException.class);
    }

    private TokenCheck check() {
        var tokens = new TokenAuthentication(file().toString(), Tokens.ISSUER, CLUSTER);
        Map<String, String> configs = TokenCheck.settings(tokens).entrySet().stream()
                .collect(Collectors.toMap(setting -> "oauthbearer." + setting.getKey(), Map.Entry::getValue));
        return TokenCheck.of(configs, "OAUTHBEARER");
    }

    private void replace(String content) throws IOException {
        Path fresh = Files.writeString(file().resolveSibling("fresh"), content);
        Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file() {
        if (folder == null) {
            throw new IllegalStateException("JUnit gives a folder");
        }
        return folder.resolve("a #1 %20").resolve("jwks.json");
    }
}
