package dev.weir.operator.status;

import dev.weir.operator.broker.Crew;
import dev.weir.operator.broker.Design;
import dev.weir.operator.status.Statuses.Extra;
import dev.weir.operator.strimzi.Answer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Conditions on one thing each: whether brokers run what they should, whether their volumes are as large as they should. */
public final class Extras {
    private static final String VERSION = "VersionAsDesired";

    private Extras() {}

    /**
     * Of brokers that the operator runs.
     *
     * @param wished the image that the spec asks for
     * @param rejected that one, where it was tried and put back
     */
    public static Extra version(Crew crew, String wished, @Nullable String rejected) {
        if (rejected != null) {
            return new Extra(
                    VERSION,
                    false,
                    "ImageRejected",
                    "brokers don't start with " + rejected
                            + ", so the image before is back; name another in spec.image");
        }
        boolean all = crew.image().filter(wished::equals).isPresent();
        return new Extra(VERSION, all, all ? "AsDesired" : "BrokersDiffer", all ? "" : "not all brokers run " + wished);
    }

    /** Of brokers that Strimzi runs. */
    public static Extra version(Design design, Answer.Serving serving) {
        String wished = design.spec().kafkaVersion();
        boolean all = wished.equals(serving.kafkaVersion());
        return new Extra(
                VERSION, all, all ? "AsDesired" : "BrokersDiffer", all ? "" : "not all brokers run Kafka " + wished);
    }

    public static Extra volumes(Optional<String> growth) {
        return new Extra(
                "VolumesAsDesired",
                growth.isEmpty(),
                growth.isEmpty() ? "AsDesired" : "VolumeCannotGrow",
                growth.orElse(""));
    }
}
