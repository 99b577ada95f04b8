package dev.weir.cli.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cli.terminal.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextFileTest {
    private static final ClusterAccess CLUSTER = new ClusterAccess(
            "lkc-1", "env-1", "127.0.0.1:9092", "http://127.0.0.1:8082", "SASL_PLAINTEXT", new KeyPair("K", "S"));

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() {
        var file = new ContextFile(new Home(folder.resolve("new home")));
        assertThat(file.read()).isEqualTo(Contexts.NONE);
        Contexts written = file.update(
                contexts -> contexts.using(context("one").with(CLUSTER).using("env-1", "lkc-1")));
        assertThat(file.read()).isEqualTo(written);
        assertThat(file.read().inUse().orElseThrow().access("lkc-1")).contains(CLUSTER);
    }

    @Test
    void onlyTheOwnerReadsIt() throws IOException {
        var home = new Home(folder.resolve("home"));
        new ContextFile(home).update(contexts -> contexts.using(context("one")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.contexts())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.folder())))
                .isEqualTo("rwx------");
        try (var left = Files.list(home.folder())) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("cli.json", "cli.lock");
        }
    }

    @Test
    void damageIsSaidNotOverwritten() throws IOException {
        var home = new Home(folder);
        Files.writeString(home.contexts(), "{ not json");
        var file = new ContextFile(home);
        assertThatThrownBy(() -> file.update(contexts -> contexts.using(context("one"))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("damaged");
        assertThat(home.contexts()).hasContent("{ not json");
    }

    @Test
    void aContextIsReplacedByItsName() {
        Contexts contexts = Contexts.NONE.using(context("one")).using(context("two"));
        assertThat(contexts.current()).isEqualTo("two");
        Contexts changed = contexts.with(context("one").with(CLUSTER));
        assertThat(changed.current()).isEqualTo("two");
        assertThat(changed.contexts()).hasSize(2);
        assertThat(changed.find("one").orElseThrow().clusters()).containsExactly(CLUSTER);
        assertThat(changed.without("two").inUse()).isEmpty();
    }

    @Test
    void aDeletedClusterIsForgotten() {
        Context context = context("one").with(CLUSTER).using("env-1", "lkc-1");
        assertThat(context.without("lkc-1").cluster()).isNull();
        assertThat(context.without("lkc-1").clusters()).isEmpty();
        assertThat(context.withoutKey("lkc-1").cluster()).isEqualTo("lkc-1");
    }

    @Test
    void homeIsWhereTheEnvironmentSays() {
        assertThat(Home.of(Map.of("WEIR_HOME", "/srv/weir")).contexts()).isEqualTo(Path.of("/srv/weir/cli.json"));
        assertThat(Home.of(Map.of()).folder()).isEqualTo(Path.of(System.getProperty("user.home"), ".weir"));
    }

    @Test
    void namesOfManyContextsStay() {
        Contexts contexts = IntStream.range(0, 5)
                .mapToObj(i -> context("c" + i))
                .reduce(Contexts.NONE, Contexts::using, (one, other) -> other);
        assertThat(contexts.contexts()).extracting(Context::name).containsExactly("c0", "c1", "c2", "c3", "c4");
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(context("one").with(CLUSTER).toString()).doesNotContain("top secret", "secret=S");
    }

    private static Context context(String name) {
        return new Context(
                name, null, "org", "Org", "u-1", new KeyPair("CLOUD", "top secret"), null, "env-1", null, List.of());
    }
}
