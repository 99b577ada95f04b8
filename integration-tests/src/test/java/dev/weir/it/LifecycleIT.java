package dev.weir.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;

class LifecycleIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Test
    void startingTwiceFindsTheRunningOne() {
        LocalWeir weir = LocalWeir.shared();
        long agent = weir.pid("agent");
        Launcher.Result second = weir.weir("up", "--detach").ok();
        assertThat(second.out() + second.err()).contains("running");
        assertThat(weir.pid("agent")).isEqualTo(agent);
        for (String part : List.of("postgres", "platform-kafka", "control-plane", "gateway", "agent")) {
            assertThat(weir.healthy(part)).as(part).isTrue();
        }
    }

    @Test
    void aTakenPortIsNamedWithTheOptionThatChangesIt() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path home = LocalWeir.emptyHome("taken");
            String[] up = LocalWeir.upWithFreePorts();
            up[up.length - 1] = String.valueOf(taken.getLocalPort());
            Launcher.Result result = Launcher.weir(home, Launcher.projectRoot(), LIMIT, up);
            assertThat(result.exitCode()).isNotZero();
            assertThat(result.out() + result.err()).contains(String.valueOf(taken.getLocalPort()), "--http-port");
            assertThat(Processes.mentioning(home)).isEmpty();
        }
    }

    @Test
    void theLauncherWorksFromAnyFolderAndWithSpacesInItsPath() throws IOException {
        Path spaced = Launcher.scratch().resolve("a folder with spaces");
        Files.createDirectories(spaced);
        Path link = spaced.resolve("weir project");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Launcher.projectRoot());
        Launcher.Result result = Launcher.run(
                List.of(link.resolve("weir").toString(), "--help"),
                spaced,
                java.util.Map.of("WEIR_HOME", spaced.resolve("home").toString()),
                LIMIT,
                "");
        assertThat(result.ok().out()).contains("up", "demo", "signup", "client-config");
    }

    @Test
    void everythingIsPrivateToItsOwner() throws IOException {
        Path home = LocalWeir.shared().home();
        assertThat(Files.getPosixFilePermissions(home).toString()).doesNotContain("GROUP", "OTHERS");
        for (String file : List.of("run/endpoints.json", "secrets.json")) {
            assertThat(Files.getPosixFilePermissions(home.resolve(file)).toString())
                    .as(file)
                    .doesNotContain("GROUP", "OTHERS");
        }
    }

    @Test
    void aSuspendedClusterRefusesItsKeysKeepsItsDataAndComesBack() {
        LocalWeir weir = LocalWeir.shared();
        Tenant tenant = Tenant.signUp(weir);
        Tenant neighbour = Tenant.signUp(weir);
        Records.createTopic(tenant, "kept", 1);
        Records.send(tenant, "kept", List.of("before"));
        String part = "cluster:" + tenant.cluster() + ":0";
        assertThat(weir.healthy(part)).isTrue();
        assertThat(Tenant.admin(weir, "POST", "/clusters/" + tenant.cluster() + "/suspend")
                        .status())
                .isBetween(200, 204);
        await("the broker is stopped").atMost(LIMIT).until(() -> !weir.healthy(part));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Records.createTopic(tenant, "more", 1))
                .hasRootCauseInstanceOf(SaslAuthenticationException.class);
        assertThat(tenant.rest("GET", "/topics", null).status()).isIn(401, 403);
        assertThat(neighbour.rest("GET", "/topics", null).status()).isEqualTo(200);
        assertThat(Tenant.admin(weir, "POST", "/clusters/" + tenant.cluster() + "/resume")
                        .status())
                .isBetween(200, 204);
        await("the broker runs again").atMost(LIMIT).until(() -> weir.healthy(part));
        assertThat(Records.readAll(tenant, "kept")).containsExactly("before");
    }

    @Test
    void aDeletedClusterLeavesNoProcessAndNoData() {
        LocalWeir weir = LocalWeir.shared();
        Tenant tenant = Tenant.signUp(weir);
        Path folder = weir.home().resolve("clusters").resolve(tenant.cluster());
        assertThat(folder).exists();
        String path = "/cmk/v2/clusters/" + tenant.cluster() + "?environment=" + tenant.environment();
        assertThat(tenant.api("DELETE", path, null).status()).isEqualTo(204);
        await("the cluster is gone")
                .atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(tenant.api("GET", path, null).status()).isEqualTo(404));
        await("its data is gone").atMost(LIMIT).until(() -> !Files.exists(folder.resolve("node-0")));
        assertThat(Processes.mentioning(folder)).isEmpty();
    }

    @Test
    void aRevokedKeyIsRefusedWithinASecondAndItsTwinIsNot() {
        Tenant tenant = Tenant.signUp(LocalWeir.shared());
        Tenant.Key second = tenant.newKey(tenant.cluster(), tenant.user());
        String topics = tenant.weir().http() + "/kafka/v3/clusters/" + tenant.cluster() + "/topics";
        await("a new key works within a second")
                .atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(
                                Tenant.call(topics, "GET", second, null).status())
                        .isEqualTo(200));
        assertThat(tenant.api("DELETE", "/iam/v2/api-keys/" + second.id(), null).status())
                .isEqualTo(204);
        await("a revoked key is refused within a second")
                .atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(
                                Tenant.call(topics, "GET", second, null).status())
                        .isEqualTo(401));
        assertThat(tenant.rest("GET", "/topics", null).status()).isEqualTo(200);
    }
}
