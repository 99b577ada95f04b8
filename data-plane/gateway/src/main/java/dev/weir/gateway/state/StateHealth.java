package dev.weir.gateway.state;

import dev.weir.tenants.events.PlatformTopic;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once what existed at start is known. Shows how old each topic's last heartbeat is, in seconds. */
@Readiness
@ApplicationScoped
class StateHealth implements HealthCheck {
    private final TopicProgress progress;

    StateHealth(TopicProgress progress) {
        this.progress = progress;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("tenant-state")
                .status(progress.ready())
                .withData("source", progress.caughtUp() ? "topics" : "snapshot");
        for (PlatformTopic topic : TopicProgress.TOPICS) {
            progress.sinceHeartbeat(topic)
                    .ifPresent(age -> response.withData(topic.topicName() + ".heartbeat-age", age.toSeconds()));
        }
        return response.build();
    }
}
