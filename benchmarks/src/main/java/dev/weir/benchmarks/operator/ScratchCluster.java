package dev.weir.benchmarks.operator;

import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Kubernetes of the tests in a folder of its own. Closing it leaves nothing behind. */
final class ScratchCluster implements AutoCloseable {
    private final Scripts scripts;
    private final Path folder;
    private final Path node;
    private final String kubectl;
    private boolean closed;

    private ScratchCluster(Scripts scripts, Path folder, String programs) {
        this.scripts = scripts;
        this.folder = folder;
        this.node = folder.resolve("node");
        this.kubectl = Path.of(programs, "bin", "kubectl").toString();
    }

    /** One node on which pods run, with the operator in one of them; takes half a minute. */
    static ScratchCluster withPods(Scripts scripts) {
        ScratchCluster made = make(scripts, "build");
        scripts.run("kubernetes", "up", made.node.toString());
        Path images = made.folder.resolve("images");
        scripts.run("images", images.toString(), "broker", "operator");
        for (String name : List.of("broker", "operator")) {
            scripts.run(
                    "kubernetes",
                    "load",
                    made.node.toString(),
                    images.resolve(name + ".tar").toString());
        }
        String manifests = scripts.project().resolve("k8s/testenv/manifests").toString();
        made.kubectl("apply", "--server-side", "-k", manifests);
        made.kubectl("-n", "weir-system", "rollout", "status", "deployment/weir-operator", "--timeout=120s");
        return made;
    }

    /** Nodes on which nothing runs, and no operator yet; takes some seconds. */
    static ScratchCluster hollow(Scripts scripts, int nodes) {
        ScratchCluster made = make(scripts, "build", "--hollow");
        scripts.run("kubernetes", "up", "--hollow", Integer.toString(nodes), made.node.toString());
        return made;
    }

    private static ScratchCluster make(Scripts scripts, String... build) {
        try {
            Path folder = Files.createTempDirectory("weir-bench");
            var made = new ScratchCluster(scripts, folder, scripts.run("kubernetes", build));
            Runtime.getRuntime().addShutdownHook(new Thread(made::close));
            return made;
        } catch (IOException e) {
            throw new BenchmarkFailedException("no folder for temporary files: " + e.getMessage(), e);
        }
    }

    Path folder() {
        return node;
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
        return Scripts.ok(new ProcessBuilder(command), input);
    }

    AuditLog audit() {
        return new AuditLog(node.resolve("log").resolve("audit"));
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        scripts.run("kubernetes", "down", node.toString());
        Scripts.ok(new ProcessBuilder("rm", "-rf", folder.toString()), "");
    }
}
