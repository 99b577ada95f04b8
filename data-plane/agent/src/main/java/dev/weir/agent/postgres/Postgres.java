package dev.weir.agent.postgres;

import dev.weir.agent.address.Place;
import dev.weir.agent.home.Secrets;
import dev.weir.agent.home.WeirHome;
import dev.weir.agent.process.Signal;
import dev.weir.agent.program.InstalledRuntime;
import dev.weir.agent.supervision.Part;
import dev.weir.agent.supervision.SpecDigest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The control plane's database, as a part. */
public final class Postgres {
    public static final String PART = "postgres";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    // Small, and as safe as it comes: one control plane with a few connections.
    private static final List<String> SETTINGS = List.of(
            "unix_socket_directories=",
            "max_connections=60",
            "shared_buffers=32MB",
            "max_wal_size=256MB",
            "max_wal_senders=0",
            "wal_level=minimal",
            "max_replication_slots=0",
            "autovacuum_naptime=5min",
            "log_checkpoints=off",
            "jit=off");

    private final WeirHome home;
    private final PostgresPrograms programs;
    private final PostgresFolder folder;
    private final Place place;
    private final InstalledRuntime runtime;

    public Postgres(WeirHome home, InstalledRuntime runtime, Secrets secrets, Place place) {
        this.home = home;
        this.runtime = runtime;
        this.programs = new PostgresPrograms(runtime.postgres());
        this.folder = new PostgresFolder(home.postgres(), programs, secrets);
        this.place = place;
    }

    /** Makes its programs and its data folder, which takes two seconds the first time. */
    public void prepare() throws IOException {
        programs.unpack();
        folder.create();
    }

    public Part part() {
        List<String> arguments = new java.util.ArrayList<>(
                List.of("-D", folder.data().toString(), "-h", place.host(), "-p", String.valueOf(place.first())));
        SETTINGS.forEach(setting -> arguments.addAll(List.of("-c", setting)));
        return new Part(
                PART,
                programs.command("postgres", arguments),
                Map.of("LC_ALL", "C"),
                home.postgres(),
                home.log(PART),
                runtime.digest(),
                SpecDigest.of(arguments.toArray(String[]::new)),
                true,
                place.address(),
                "postgres",
                "",
                Signal.INT,
                PATIENCE,
                new PostgresLeftovers(folder.data())::clear);
    }
}
