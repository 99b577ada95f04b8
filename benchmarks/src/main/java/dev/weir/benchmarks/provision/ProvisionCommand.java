package dev.weir.benchmarks.provision;

import dev.weir.benchmarks.platform.ScratchWeir;
import dev.weir.benchmarks.report.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what a new tenant waits for. */
@Command(
        name = "provision",
        description = {
            "Signup to the first acknowledged record (acks=all), against the bare start of the same broker:"
                    + " same jars, flags, AOT cache, properties and client; format, start, topic, record.",
            "Runs in a scratch WEIR_HOME on free ports, which is removed afterwards. Takes about four minutes."
        },
        footer = {
            "",
            "With --json the last line is {\"raw_ms\",\"first_record_ms\",\"ratio\",\"http_first_record_ms\","
                    + "\"ten_at_once_ratio\",…,\"samples\":{…}}; times are medians in milliseconds.",
            "",
            "Examples:",
            "  weir bench provision",
            "  weir bench provision --tenants 5 --rounds 1 --json"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ProvisionCommand implements Runnable {
    @Option(names = "--tenants", defaultValue = "20", description = "Tenants in a row; ${DEFAULT-VALUE} by default.")
    private int tenants;

    @Option(names = "--at-once", defaultValue = "10", description = "Tenants at once; ${DEFAULT-VALUE} by default.")
    private int atOnce;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often so many come at once; ${DEFAULT-VALUE} by default.")
    private int rounds;

    @Mixin
    private Output output;

    @Override
    public void run() {
        try (ScratchWeir weir = ScratchWeir.start()) {
            var provisioning = new Provisioning(weir);
            output.say("one of each to warm the client up");
            var sameCommand = new WarmUp(provisioning).run();
            InARow row = InARow.measure(provisioning, tenants, output::say);
            AtOnce crowd = AtOnce.measure(provisioning, atOnce, rounds, output::say);
            var report = new ProvisionReport(row, crowd, sameCommand);
            output.print(report.text(), report::json);
        }
    }
}
