package dev.weir.k8s.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.crdv2.generator.CRDGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checked-in CRDs are those of the records; {@code -Dweir.crds.write=true} writes them anew. */
class GeneratedCrdsTest {
    private static final Path CHECKED_IN = Path.of("..", "manifests", "base", "crds");

    @TempDir
    Path generated;

    @Test
    void checkedInOnesAreThoseOfTheRecords() throws IOException {
        new CRDGenerator()
                .customResourceClasses(Tenant.class, TenantCluster.class)
                .forCRDVersions("v1")
                .withPostProcessor(new Tidying())
                .inOutputDir(generated.toFile())
                .detailedGenerate();
        try (Stream<Path> files = Files.list(generated)) {
            var all = files.sorted().toList();
            assertThat(all).hasSize(2);
            for (Path file : all) {
                String name = file.getFileName().toString().replace("-v1.yml", ".yaml");
                compare(Files.readString(file), CHECKED_IN.resolve(name));
            }
        }
    }

    private static void compare(String content, Path checkedIn) throws IOException {
        if (Boolean.getBoolean("weir.crds.write")) {
            Files.createDirectories(checkedIn.getParent());
            Files.writeString(checkedIn, content);
        }
        assertThat(content)
                .as("%s, written anew with -Dweir.crds.write=true", checkedIn)
                .isEqualTo(Files.readString(checkedIn));
    }
}
