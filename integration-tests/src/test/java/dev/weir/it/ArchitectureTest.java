package dev.weir.it;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house that a compiler doesn't know: who may depend on whom, and what things are called. */
class ArchitectureTest {
    private static final List<String> MODULES = List.of(
            "tenants",
            "k8s/api",
            "k8s/testenv",
            "data-plane/broker",
            "data-plane/gateway",
            "data-plane/agent",
            "control-plane",
            "operator",
            "cli",
            "benchmarks");
    private static final int MOST_LINES = 400;

    private final JavaClasses all = new ClassFileImporter()
            .importPaths(MODULES.stream()
                    .map(module -> root().resolve(module).resolve("target/classes"))
                    .toList());

    @Test
    void everyModuleIsSeen() {
        for (String module : List.of(
                "tenants", "k8s.api", "broker", "gateway", "agent", "controlplane", "operator", "cli", "benchmarks")) {
            assertThat(all.stream()
                            .filter(type -> type.getPackageName().startsWith("dev.weir." + module))
                            .count())
                    .as(module)
                    .isGreaterThan(2);
        }
    }

    @Test
    void tenantsDependOnNothing() {
        classes()
                .that()
                .resideInAPackage("dev.weir.tenants..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("dev.weir.tenants..", "java..", "org.jspecify.annotations"))
                .check(all);
    }

    @Test
    void theKubernetesApiDependsOnTenantsOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.weir.k8s.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.weir.broker..",
                        "dev.weir.gateway..",
                        "dev.weir.agent..",
                        "dev.weir.controlplane..",
                        "dev.weir.operator..",
                        "dev.weir.cli..",
                        "dev.weir.benchmarks..")
                .check(all);
    }

    @Test
    void applicationsNeverDependOnEachOther() {
        List<String> applications =
                List.of("broker", "gateway", "agent", "controlplane", "operator", "cli", "benchmarks");
        for (String one : applications) {
            String[] others = applications.stream()
                    .filter(other -> !other.equals(one))
                    .map(other -> "dev.weir." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.weir." + one + "..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(others))
                    .check(all);
        }
    }

    @Test
    void nothingGoesInCircles() {
        for (String application :
                List.of("tenants", "broker", "gateway", "agent", "controlplane", "operator", "cli", "benchmarks")) {
            slices().matching("dev.weir." + application + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .check(all);
        }
    }

    @Test
    void nettyStaysInTheProtocol() {
        noClasses()
                .that(resideInAPackage("dev.weir..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage(
                                "dev.weir.gateway.kafka..",
                                "dev.weir.gateway.http.arrival..",
                                "dev.weir.benchmarks.relay.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(all);
    }

    @Test
    void persistenceStaysInEntitiesAndStores() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Entity")
                .and()
                .haveSimpleNameNotStartingWith("Panache")
                .and()
                .haveNameNotMatching(".*\\.Panache.*|.*Entity(\\$.*|_.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.persistence..")
                .check(all);
    }

    @Test
    void kubernetesClientsStayInTheOperatorsGround() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.weir.k8s..", "dev.weir.operator..", "dev.weir.controlplane.provisioning.kubernetes..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fabric8..")
                .check(all);
    }

    @Test
    void namesSayWhatThingsAre() {
        ArchRuleDefinition.noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(all);
    }

    @Test
    void noSourceFileIsLong() throws IOException {
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(root().resolve(module).resolve("src/main"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(MOST_LINES);
                }
            }
        }
    }

    @Test
    void everyPackageIsIntroduced() throws IOException {
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(root().resolve(module).resolve("src/main/java"))) {
                List<Path> folders = files.filter(path -> path.toString().endsWith(".java"))
                        .map(Path::getParent)
                        .distinct()
                        .toList();
                assertThat(folders).isNotEmpty();
                for (Path folder : folders) {
                    assertThat(folder.resolve("package-info.java"))
                            .content()
                            .contains("@NullMarked")
                            .contains("/**");
                }
            }
        }
    }

    private static Path root() {
        return Path.of("").toAbsolutePath().getParent();
    }
}
