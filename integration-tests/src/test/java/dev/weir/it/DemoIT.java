package dev.weir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoIT {
    private static final Duration COLD = Duration.ofMinutes(4);
    private static final Duration WARM = Duration.ofSeconds(60);

    @Test
    void startsThePlatformAndShowsTheWholeWayTwiceAndFromElsewhere() {
        Path home = LocalWeir.emptyHome("demo");
        try {
            List<String> up = new ArrayList<>(Arrays.asList(LocalWeir.upWithFreePorts()));
            Launcher.weir(home, Launcher.projectRoot(), COLD, up.toArray(String[]::new))
                    .ok();
            Launcher.weir(home, Launcher.projectRoot(), WARM, "down").ok();
            String first = Launcher.weir(home, Launcher.projectRoot(), WARM, "demo")
                    .ok()
                    .out();
            assertThat(first).contains("Good morning", "Good day", "Enjoy the Kafka lab", "user1", "login website");
            String second = Launcher.weir(home, Path.of("/"), WARM, "demo").ok().out();
            assertThat(second).contains("Good morning", "Good day", "Enjoy the Kafka lab");
            String config = Launcher.weir(home, Path.of("/"), WARM, "client-config")
                    .ok()
                    .out();
            assertThat(config).contains("bootstrap.servers", "sasl.jaas.config");
        } finally {
            Launcher.weir(home, Launcher.projectRoot(), WARM, "down");
        }
        assertThat(Processes.mentioning(home)).isEmpty();
    }
}
