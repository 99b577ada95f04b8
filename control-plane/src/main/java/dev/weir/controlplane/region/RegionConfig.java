package dev.weir.controlplane.region;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** The region in which this Weir makes clusters; written into Postgres at each start, but for a capacity that an operator has set since. */
@ConfigMapping(prefix = "weir.region")
interface RegionConfig {
    /** What clients put into {@code spec.region}. */
    @WithDefault("local")
    String id();

    /** What clients put into {@code spec.cloud}: AWS, AZURE or GCP, since existing clients know no other. */
    @WithDefault("AWS")
    String cloud();

    /** What people see. */
    @WithDefault("This machine")
    String displayName();

    /** What makes clusters there: {@code embedded} is an agent on a machine, {@code kubernetes} the operator. */
    @WithDefault("embedded")
    String runtime();

    /** How many brokers may run at one time. */
    @WithDefault("50")
    int maxAwakeBrokers();

    /** Further regions by their ids, for a control plane that serves several Kubernetes clusters. */
    Map<String, Other> others();

    /** A region beside the first. */
    interface Other {
        /** AWS, AZURE or GCP. */
        @WithDefault("AWS")
        String cloud();

        /** What people see. */
        String displayName();

        /** What makes clusters there. */
        @WithDefault("kubernetes")
        String runtime();

        /** How many brokers may run at one time. */
        @WithDefault("50")
        int maxAwakeBrokers();
    }
}
