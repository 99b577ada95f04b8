package dev.weir.operator.broker;

import dev.weir.operator.apply.Labels;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;

/** Lets whoever drains a node take one broker at a time. */
public final class BrokerBudget {
    private BrokerBudget() {}

    public static PodDisruptionBudget of(Design design) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(design.metadata(design.names().cluster()))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withNewSelector()
                .withMatchLabels(Labels.pods(design.id()))
                .endSelector()
                .endSpec()
                .build();
    }
}
