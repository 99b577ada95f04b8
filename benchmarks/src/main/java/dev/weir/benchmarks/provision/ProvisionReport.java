package dev.weir.benchmarks.provision;

import static dev.weir.benchmarks.report.SampleTable.tenths;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.benchmarks.report.Sample;
import dev.weir.benchmarks.report.SampleTable;

/** What was measured, for people and for programs. */
final class ProvisionReport {
    private static final double HUNDREDTHS = 100;

    private final InARow row;
    private final AtOnce crowd;
    private final boolean sameCommand;
    private final SampleTable table = new SampleTable();

    /** @param sameCommand whether both sides' brokers were started alike */
    ProvisionReport(InARow row, AtOnce crowd, boolean sameCommand) {
        this.row = row;
        this.crowd = crowd;
        this.sameCommand = sameCommand;
        table.add("raw", "raw broker: start to first record", row.rawSample());
        table.add("first_record", "tenant: signup to first record", row.kafkaSample());
        table.add("signup", "  signup", Steps.sample(row.kafka(), Steps::signup));
        table.add("cluster", "  cluster asked for", Steps.sample(row.kafka(), Steps::cluster));
        table.add("key", "  API key made", Steps.sample(row.kafka(), Steps::key));
        table.add("record", "  topic made and record acknowledged", Steps.sample(row.kafka(), Steps::record));
        table.add(
                "http_first_record",
                "tenant over HTTP: signup to first record",
                Steps.sample(row.http(), Steps::total));
        table.add("http_provisioned", "  key made to PROVISIONED", Steps.sample(row.http(), Steps::waiting));
        table.add("http_record", "  topic made and record acknowledged", Steps.sample(row.http(), Steps::record));
        table.add("at_once_raw", crowd.many() + " raw brokers at once: the last one", crowdRaw());
        table.add("at_once", crowd.many() + " tenants at once: the last one", crowdTenants());
    }

    String text() {
        return """

                %s
                One tenant takes %.2f times the raw broker; over HTTP %.2f times; %d at once %.2f times.
                %s""".formatted(
                        table.text(),
                        ratio(),
                        httpRatio(),
                        crowd.many(),
                        crowdRatio(),
                        sameCommand
                                ? "Both kinds of broker were started by the same command line."
                                : "NOTE: the two kinds of broker were started by different command lines.");
    }

    String json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("benchmark", "provision")
                .put("runs", row.kafka().size())
                .put("raw_ms", tenths(row.rawSample().median()))
                .put("first_record_ms", tenths(row.kafkaSample().median()))
                .put("ratio", hundredths(ratio()))
                .put("http_first_record_ms", tenths(http().median()))
                .put("http_ratio", hundredths(httpRatio()))
                .put("at_once", crowd.many())
                .put("at_once_rounds", crowd.tenants().size())
                .put("ten_raw_at_once_ms", tenths(crowdRaw().median()))
                .put("ten_at_once_ms", tenths(crowdTenants().median()))
                .put("ten_at_once_ratio", hundredths(crowdRatio()))
                .put("same_command", sameCommand);
        json.set("samples", table.json());
        return json.toString();
    }

    private Sample http() {
        return Steps.sample(row.http(), Steps::total);
    }

    private Sample crowdRaw() {
        return Sample.ofNanos(crowd.raw());
    }

    private Sample crowdTenants() {
        return Sample.ofNanos(crowd.tenants());
    }

    private double ratio() {
        return row.kafkaSample().median() / row.rawSample().median();
    }

    private double httpRatio() {
        return http().median() / row.rawSample().median();
    }

    private double crowdRatio() {
        return crowdTenants().median() / crowdRaw().median();
    }

    private static double hundredths(double value) {
        return Math.round(value * HUNDREDTHS) / HUNDREDTHS;
    }
}
