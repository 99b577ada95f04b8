package dev.weir.controlplane.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.controlplane.plan.PlanLimits;
import dev.weir.controlplane.platform.MalformedRecord;
import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.controlplane.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/** Limits between Postgres' JSON and Java. */
@ApplicationScoped
class StoredLimits {
    private final PlatformJson json;

    StoredLimits(PlatformJson json) {
        this.json = json;
    }

    ObjectNode document(String text) {
        return json.read(text, ObjectNode.class);
    }

    PlanLimits limits(String text) {
        return json.read(text, PlanLimits.class);
    }

    /** Ends the request unless nothing is missing and every value fits. */
    PlanLimits require(String text, String pointer) {
        try {
            return limits(text);
        } catch (MalformedRecord e) {
            throw Problem.invalid(pointer, "must give every limit, each no larger than clients can be told")
                    .toException();
        }
    }
}
