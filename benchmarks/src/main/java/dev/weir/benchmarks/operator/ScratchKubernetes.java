package dev.weir.benchmarks.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Kubernetes of the tests with the operator in it, in a folder of its own. Closing it leaves nothing behind. */
final class ScratchKubernetes implements AutoCloseable {
    private final Path project;
    private final Path folder;
    private final Path node;
    private final String kubectl;
    private boolean closed;

    private ScratchKubernetes(Path project, Path folder, String kubectl) {
        this.project = project;
        this.folder = folder;
        this.node = folder.resolve("node");
        this.kubectl = kubectl;
    }

    /** Takes half a minute where its programs have been built before. */
    static ScratchKubernetes start() {
        String launcher = System.getenv("WEIR_LAUNCHER");
        Path project =
                launcher == null ? null : Path.of(launcher).toAbsolutePath().getParent();
        if (project == null) {
            throw new BenchmarkFailedException("run it by the launcher: weir bench");
        }
        try {
            Path folder = Files.createTempDirectory("weir-bench");
            String programs = run(List.of(script(project), "build"), "");
            var made = new ScratchKubernetes(
                    project, folder, Path.of(programs, "bin", "kubectl").toString());
            Runtime.getRuntime().addShutdownHook(new Thread(made::close));
            made.install();
            return made;
        } catch (IOException e) {
            throw new BenchmarkFailedException("no folder for temporary files: " + e.getMessage(), e);
        }
    }

    private void install() {
        Path images = folder.resolve("images");
        run(List.of(script(project), "up", node.toString()), "");
        run(List.of(project.resolve("k8s/testenv/images").toString(), images.toString(), "broker", "operator"), "");
        for (String name : List.of("broker", "operator")) {
            run(
                    List.of(
                            script(project),
                            "load",
                            node.toString(),
                            images.resolve(name + ".tar").toString()),
                    "");
        }
        String manifests = project.resolve("k8s/testenv/manifests").toString();
        kubectl("apply", "--server-side", "-k", manifests);
        kubectl("-n", "weir-system", "rollout", "status", "deployment/weir-operator", "--timeout=120s");
    }

    private static String script(Path project) {
        return project.resolve("k8s/testenv/kubernetes").toString();
    }

    /** What Kubernetes' own command line says. */
    String kubectl(String... arguments) {
        return kubectlWith("", arguments);
    }

    /** Makes what JSON describes. */
    void create(String json) {
        kubectlWith(json, "create", "-f", "-");
    }

    private String kubectlWith(String input, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(kubectl, "--kubeconfig", node.resolve("kubeconfig").toString()));
        command.addAll(List.of(arguments));
        return run(command, input);
    }

    /** Runs a command line of a shell on the node. */
    String onNode(String command) {
        return run(List.of(script(project), "enter", node.toString(), "sh", "-c", command), "");
    }

    /** What changed anything, as the API server wrote it down: one JSON object a line. */
    Path auditLog() {
        return node.resolve("log").resolve("audit");
    }

    private static String run(List<String> command, String input) {
        try {
            Path errors = Files.createTempFile("weir-bench", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
                builder.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home")));
                // The operator's and the broker's own target folders are meant.
                builder.environment().remove("WEIR_STAGED_RUNTIME");
                Process process = builder.start();
                try (var to = process.getOutputStream()) {
                    to.write(input.getBytes(UTF_8));
                }
                String out = new String(process.getInputStream().readAllBytes(), UTF_8);
                if (process.waitFor() != 0) {
                    throw new BenchmarkFailedException(
                            String.join(" ", command) + ": " + out + Files.readString(errors));
                }
                return out.strip();
            } finally {
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new BenchmarkFailedException(command.getFirst() + " can't be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        run(List.of(script(project), "down", node.toString()), "");
        run(List.of("rm", "-rf", folder.toString()), "");
    }
}
