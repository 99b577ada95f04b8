package dev.weir.k8s.testenv;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The Kubernetes of one JVM's tests, built and started by the first that needs it and gone with the JVM. {@code
 * WEIR_TEST_KUBECONFIG} names another one to use instead. Where there can be none, the tests are skipped and say why, or
 * fail where {@code WEIR_REQUIRE} lists {@code kubernetes}; {@code WEIR_WITHOUT} may list it, to save its minutes.
 */
public final class TestKubernetes {
    private static final int HOLLOW_NODES = 3;

    private static @Nullable TestKubernetes real;
    private static @Nullable TestKubernetes hollow;

    private final Path kubeconfig;
    private final @Nullable Path folder;
    private final boolean isHollow;

    private TestKubernetes(Path kubeconfig, @Nullable Path folder, boolean isHollow) {
        this.kubeconfig = kubeconfig;
        this.folder = folder;
        this.isHollow = isHollow;
    }

    /** The one of this JVM, with a node on which pods run. */
    public static synchronized TestKubernetes needed() {
        TestKubernetes present = real;
        if (present == null) {
            present = given().orElseGet(TestKubernetes::startReal);
            real = present;
        }
        return present;
    }

    /** One for tests to which it doesn't matter whether pods really run. */
    public static TestKubernetes withoutPods() {
        return given().orElseGet(TestKubernetes::hollow);
    }

    /**
     * The one of this JVM with hollow nodes: all of Kubernetes is real, but no container runs, so that it needs neither
     * root nor images.
     */
    public static synchronized TestKubernetes hollow() {
        TestKubernetes present = hollow;
        if (present == null) {
            present = startHollow();
            hollow = present;
        }
        return present;
    }

    private static Optional<TestKubernetes> given() {
        return Optional.ofNullable(System.getenv("WEIR_TEST_KUBECONFIG"))
                .filter(file -> !file.isBlank())
                .map(file -> new TestKubernetes(Path.of(file), null, true));
    }

    private static TestKubernetes startReal() {
        skipUnlessPossible(true);
        Path folder =
                Path.of("target", "kubernetes-" + ProcessHandle.current().pid()).toAbsolutePath();
        return start(folder, false, "up", folder.toString());
    }

    private static TestKubernetes startHollow() {
        skipUnlessPossible(false);
        try {
            // Sockets lie in it, whose names must be short.
            Path folder = Files.createTempDirectory("weir-hollow");
            return start(folder, true, "up", "--hollow", Integer.toString(HOLLOW_NODES), folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestKubernetes start(Path folder, boolean isHollow, String... up) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Script.run("down", folder.toString())));
        return new TestKubernetes(Path.of(Script.run(up).ok().out()), folder, isHollow);
    }

    private static void skipUnlessPossible(boolean pods) {
        obstacle(pods).ifPresent(reason -> {
            requireNot(reason);
            Assumptions.abort(reason);
        });
    }

    /** Why there can be none here. */
    static Optional<String> obstacle(boolean pods) {
        if (given().isPresent()) {
            return Optional.empty();
        }
        String what = pods ? "no Kubernetes with pods for the tests: " : "no Kubernetes for the tests: ";
        if (lists("WEIR_WITHOUT")) {
            return Optional.of(what + "WEIR_WITHOUT lists it");
        }
        Script.Result possible = pods ? Script.run("can-run") : Script.run("can-run", "--hollow");
        return possible.code() == 0 ? Optional.empty() : Optional.of(what + possible.out());
    }

    /** Says why what needs Kubernetes isn't tested, which is a failure where it is required. */
    static void requireNot(String reason) {
        Assertions.assertFalse(lists("WEIR_REQUIRE"), reason);
        System.getLogger("weir").log(System.Logger.Level.WARNING, reason);
    }

    private static boolean lists(String variable) {
        String listed = Optional.ofNullable(System.getenv(variable)).orElse("");
        return Arrays.asList(listed.split(",")).contains("kubernetes");
    }

    public Path kubeconfig() {
        return kubeconfig;
    }

    /** An administrator's. */
    public KubernetesClient client() {
        try {
            return new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(Files.readString(kubeconfig)))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Kubernetes' own command line says. */
    public Script.Result kubectl(String... arguments) {
        List<String> command = new ArrayList<>();
        Script.Result programs = isHollow ? Script.run("build", "--hollow") : Script.run("build");
        command.add(Path.of(programs.ok().out(), "bin", "kubectl").toString());
        command.addAll(List.of(arguments));
        return Script.run(command, Map.of("KUBECONFIG", kubeconfig.toString()));
    }

    /** The same as somebody with nothing but a token; the administrator's certificate would count for more. */
    public Script.Result kubectlAs(String token, String... arguments) {
        Config config = client().getConfiguration();
        List<String> command = new ArrayList<>(List.of(
                "--kubeconfig=/dev/null",
                "--server=" + config.getMasterUrl(),
                "--certificate-authority=" + authority(config),
                "--token=" + token));
        command.addAll(List.of(arguments));
        return kubectl(command.toArray(String[]::new));
    }

    private static Path authority(Config config) {
        try {
            Path file = Files.createTempFile("authority", ".crt");
            file.toFile().deleteOnExit();
            return Files.write(file, Base64.getDecoder().decode(config.getCaCertData()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the platform's images, as {@code k8s/testenv/images} does, and makes them known to the node. */
    public void loadPrograms(String... names) {
        Path target = Path.of("target", "images").toAbsolutePath();
        List<String> command = new ArrayList<>(
                List.of(Script.projectRoot().resolve("k8s/testenv/images").toString(), target.toString()));
        command.addAll(List.of(names));
        Script.run(command, Map.of("JAVA_HOME", System.getProperty("java.home")))
                .ok();
        load(Arrays.stream(names).map(name -> target.resolve(name + ".tar")).toList());
    }

    /** Makes images (OCI archives) known to the node; only for one that was started here. */
    public void load(List<Path> images) {
        List<String> command = new ArrayList<>(List.of("load", folder().toString()));
        images.forEach(image -> command.add(image.toString()));
        Script.run(command.toArray(String[]::new)).ok();
    }

    /** A port of this machine's loopback that leads to {@code host:port} of the cluster's network. */
    public int forward(String address) {
        return Integer.parseInt(
                Script.run("forward", folder().toString(), address).ok().out());
    }

    /** Makes this port of this machine's loopback lead to {@code host:port} of the cluster's network. */
    public void forward(String address, int port) {
        Script.run("forward", folder().toString(), address, Integer.toString(port))
                .ok();
    }

    /** Runs a command on the node. */
    public Script.Result enter(String... command) {
        List<String> whole = new ArrayList<>(List.of("enter", folder().toString()));
        whole.addAll(List.of(command));
        return Script.run(whole.toArray(String[]::new));
    }

    /** Where its logs and certificates are. */
    public Path folder() {
        Assumptions.assumeTrue(folder != null, "this needs a node of our own, not those of WEIR_TEST_KUBECONFIG");
        return Objects.requireNonNull(folder);
    }
}
