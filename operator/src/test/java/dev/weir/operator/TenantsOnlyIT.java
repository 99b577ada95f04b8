package dev.weir.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.k8s.testenv.NeedsKubernetes;
import dev.weir.k8s.testenv.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the operator and the control plane may do where: a real API server is asked in their names. */
@NeedsKubernetes
class TenantsOnlyIT {
    private static final String CONTROL_PLANE = "system:serviceaccount:weir-system:weir-control-plane";
    private static final String OPERATOR = "system:serviceaccount:weir-system:weir-operator";
    private static final String SECRET = """
            {"apiVersion":"v1","kind":"Secret","metadata":{"name":"nosy","namespace":"%s"}}""";
    private static final String BINDING = """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding",
             "metadata":{"name":"nosy","namespace":"%s"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"%s"},
             "subjects":[{"kind":"ServiceAccount","name":"%s","namespace":"weir-system"}]}""";
    private static final String NAMESPACE = """
            {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s","labels":{"weir.dev/tenant":"%s"}}}""";
    private static final String NO_TENANT = "0-0-0-0";

    private static Installation weir;
    private static String tenant;

    @BeforeAll
    static void install() {
        weir = Installation.shared();
        tenant = weir.namespace();
        await("rights in the tenant's namespace")
                .atMost(Installation.SOON)
                .until(() -> may(CONTROL_PLANE, "create", "tenantclusters.weir.dev", tenant));
    }

    @Test
    void theControlPlaneWritesClustersAndTheirKeysInTenantsNamespacesAndNowhereElse() {
        for (String kind : new String[] {"tenantclusters.weir.dev", "secrets"}) {
            assertThat(may(CONTROL_PLANE, "create", kind, tenant)).as(kind).isTrue();
            assertThat(may(CONTROL_PLANE, "create", kind, "default")).as(kind).isFalse();
            assertThat(may(CONTROL_PLANE, "create", kind, "weir-system"))
                    .as(kind)
                    .isFalse();
        }
        assertThat(may(CONTROL_PLANE, "delete", "tenantclusters.weir.dev", tenant))
                .isTrue();
        assertThat(may(CONTROL_PLANE, "delete", "tenantclusters.weir.dev", "default"))
                .isFalse();
        assertThat(may(CONTROL_PLANE, "get", "secrets", tenant)).isFalse();
        assertThat(may(CONTROL_PLANE, "create", "rolebindings", tenant)).isFalse();
        assertThat(apply(CONTROL_PLANE, SECRET.formatted(tenant)).code()).isZero();
        assertThat(apply(CONTROL_PLANE, SECRET.formatted("default")).code()).isNotZero();
    }

    @Test
    void theControlPlaneReadsWhatItWantsAndWhatBecameOfIt() {
        for (String kind : new String[] {"tenants.weir.dev", "tenantclusters.weir.dev", "namespaces"}) {
            assertThat(may(CONTROL_PLANE, "watch", kind, "")).as(kind).isTrue();
        }
        assertThat(may(CONTROL_PLANE, "delete", "tenants.weir.dev", "")).isTrue();
        assertThat(may(CONTROL_PLANE, "watch", "pods", "")).isFalse();
        assertThat(may(CONTROL_PLANE, "patch", "namespaces", "")).isFalse();
    }

    @Test
    void theOperatorWritesInTenantsNamespacesAndItsOwnOnly() {
        assertThat(may(OPERATOR, "delete", "statefulsets.apps", tenant)).isTrue();
        assertThat(may(OPERATOR, "delete", "statefulsets.apps", "weir-system")).isFalse();
        assertThat(apply(OPERATOR, SECRET.formatted(tenant)).code()).isZero();
        assertThat(apply(OPERATOR, SECRET.formatted("weir-system")).code()).isZero();
        assertThat(apply(OPERATOR, SECRET.formatted("kube-system")).code()).isNotZero();
    }

    @Test
    void theOperatorMakesNoNamespaceATenantsThatIsntOne() {
        assertThat(apply(OPERATOR, NAMESPACE.formatted("weir-" + NO_TENANT, NO_TENANT))
                        .code())
                .isZero();
        refused(apply(OPERATOR, NAMESPACE.formatted("kube-system", NO_TENANT)));
        refused(apply(OPERATOR, NAMESPACE.formatted("weir-system", "system")));
        refused(apply(OPERATOR, NAMESPACE.formatted("nosy", NO_TENANT)));
    }

    @Test
    void theOperatorBindsNothingButTheRolesOfTenantsNamespacesThere() {
        assertThat(apply(OPERATOR, BINDING.formatted(tenant, "weir-tenant-keeper", "weir-operator"))
                        .code())
                .isZero();
        refused(apply(OPERATOR, BINDING.formatted("kube-system", "weir-tenant-keeper", "weir-operator")));
        refused(apply(OPERATOR, BINDING.formatted("weir-system", "weir-tenant-keeper", "weir-operator")));
        refused(apply(OPERATOR, BINDING.formatted(tenant, "weir-tenant-keeper", "default")));
        assertThat(apply(OPERATOR, BINDING.formatted(tenant, "cluster-admin", "weir-operator"))
                        .code())
                .isNotZero();
    }

    /** Whoever is no part of Weir isn't meant. */
    @Test
    void othersAreNotKeptFromAnything() {
        assertThat(apply("", SECRET.formatted("kube-system")).code()).isZero();
        assertThat(apply("", NAMESPACE.formatted("nosy", NO_TENANT)).code()).isZero();
    }

    private static void refused(Script.Result result) {
        assertThat(result.code()).as(result.out()).isNotZero();
    }

    private static boolean may(String who, String verb, String what, String namespace) {
        String where = namespace.isEmpty() ? "--all-namespaces" : "--namespace=" + namespace;
        return weir.kubernetes
                .kubectl("auth", "can-i", verb, what, where, "--as", who)
                .out()
                .equals("yes");
    }

    /** Nothing of it stays. */
    private static Script.Result apply(String who, String object) {
        try {
            Path file = Files.writeString(Files.createTempFile("object", ".json"), object, UTF_8);
            file.toFile().deleteOnExit();
            String[] command = {"apply", "--server-side", "--force-conflicts", "--dry-run=server", "-f", file.toString()
            };
            return weir.kubernetes.kubectl(who.isEmpty() ? command : as(who, command));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] as(String who, String[] command) {
        String[] more = Arrays.copyOf(command, command.length + 1);
        more[command.length] = "--as=" + who;
        return more;
    }
}
