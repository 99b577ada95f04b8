package dev.weir.it;

import dev.weir.k8s.testenv.Script;
import dev.weir.k8s.testenv.TestKubernetes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A whole Weir on the tests' Kubernetes: {@code kubectl apply -k} of {@code overlays/dev}, with what can't be the same
 * here laid over it: images that were made here, and the ports of this machine that lead there.
 */
final class KubernetesPlatform implements Endpoints {
    private static final String NAMESPACE = "weir-system";
    private static final int NODE_PORTS = 3;

    /** Of the gateway's tokens: so short that sessions are renewed while a test waits. */
    static final int TOKEN_SECONDS = 15;

    /** The kubelet here looks every five. */
    private static final int SECRETS_REACH_PODS_SECONDS = 20;

    private static final int FIRST_OF_GATEWAY = 9092;
    private static final List<String> IMAGES = List.of("operator", "control-plane", "gateway", "broker", "postgres");
    private static final String KUSTOMIZATION = """
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            namespace: weir-system
            resources: [@DEV@]
            images:
            - {name: weir/operator, newName: weir.test/operator, newTag: test}
            - {name: weir/control-plane, newName: weir.test/control-plane, newTag: test}
            - {name: weir/gateway, newName: weir.test/gateway, newTag: test}
            - {name: postgres, newName: weir.test/postgres, newTag: test}
            configMapGenerator:
            - {name: weir-control-plane, behavior: replace, files: [weir.properties=control-plane.properties]}
            - {name: weir-gateway, behavior: replace, files: [weir.properties=gateway.properties]}
            patches:
            - target: {kind: Deployment, name: weir-operator}
              patch: |
                - {op: replace, path: /spec/template/spec/containers/0/env/0/value, value: "weir.test/broker:test"}
            """;

    private final TestKubernetes kubernetes;
    private final int api = LocalWeir.freePorts(1);
    private final int http = LocalWeir.freePorts(1);
    private final int kafka = LocalWeir.freePorts(1 + NODE_PORTS);

    private KubernetesPlatform(TestKubernetes kubernetes) {
        this.kubernetes = kubernetes;
    }

    /** From nothing to ready. */
    static KubernetesPlatform install() {
        var platform = new KubernetesPlatform(TestKubernetes.needed());
        platform.kubernetes.loadPrograms(IMAGES.toArray(String[]::new));
        platform.apply();
        platform.forward();
        return platform;
    }

    private void apply() {
        kubectl("apply", "-k", overlay().toString()).ok();
        for (String part : List.of(
                "statefulset/weir-postgres",
                "deployment/weir-operator",
                "deployment/weir-control-plane",
                "deployment/weir-gateway")) {
            kubectl("-n", NAMESPACE, "rollout", "status", part, "--timeout=300s")
                    .ok();
        }
    }

    private Path overlay() {
        try {
            Path folder = Files.createDirectories(Launcher.scratch().resolve("kubernetes-overlay"));
            Path dev = Script.projectRoot().resolve("k8s/manifests/overlays/dev");
            Files.writeString(
                    folder.resolve("kustomization.yaml"),
                    KUSTOMIZATION.replace("@DEV@", folder.relativize(dev).toString()));
            String settings = Files.readString(dev.resolve("control-plane.properties"))
                    .replace("127.0.0.1:8080", "127.0.0.1:" + api)
                    .replace("127.0.0.1:8082", "127.0.0.1:" + http)
                    .replace("127.0.0.1:9092", "127.0.0.1:" + kafka)
                    .replace("gateway.port=9093", "gateway.port=" + (kafka + 1));
            Files.writeString(
                    folder.resolve("control-plane.properties"),
                    settings + """
                    weir.secret-rotation.lead=%ds
                    weir.secret-rotation.overlap=%ds
                    """.formatted(SECRETS_REACH_PODS_SECONDS, TOKEN_SECONDS + 5));
            Files.writeString(
                    folder.resolve("gateway.properties"),
                    Files.readString(dev.resolve("gateway.properties")) + "\nweir.gateway.state.token-life="
                            + TOKEN_SECONDS + "s\n");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code kubectl port-forward} is to people. */
    private void forward() {
        kubernetes.forward(address("weir-control-plane") + ":8080", api);
        kubernetes.forward(address("weir-gateway") + ":8082", http);
        for (int port = 0; port <= NODE_PORTS; port++) {
            kubernetes.forward(address("weir-gateway") + ":" + (FIRST_OF_GATEWAY + port), kafka + port);
        }
    }

    private String address(String service) {
        return kubectl("-n", NAMESPACE, "get", "service", service, "-o", "jsonpath={.spec.clusterIP}")
                .ok()
                .out();
    }

    @Override
    public String api() {
        return "http://127.0.0.1:" + api;
    }

    @Override
    public String kafka() {
        return "127.0.0.1:" + kafka;
    }

    @Override
    public String http() {
        return "http://127.0.0.1:" + http;
    }

    /** The platform's own administrator. */
    Tenant.Key admin() {
        return new Tenant.Key(admin("key"), admin("secret"));
    }

    private String admin(String entry) {
        String template = "{{index .data \"" + entry + "\" | base64decode}}";
        return kubectl("-n", NAMESPACE, "get", "secret", "weir-admin", "-o", "go-template=" + template)
                .ok()
                .out();
    }

    Script.Result kubectl(String... arguments) {
        return kubernetes.kubectl(arguments);
    }

    /** As whoever the token belongs to: an administrator's certificate would count for more, so it is left out. */
    Script.Result kubectlAs(String token, String... arguments) {
        return kubernetes.kubectlAs(token, arguments);
    }
}
