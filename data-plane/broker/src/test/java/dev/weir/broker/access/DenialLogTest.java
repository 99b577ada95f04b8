package dev.weir.broker.access;

import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.server.authorizer.Action;
import org.junit.jupiter.api.Test;

class DenialLogTest {
    private final List<String> lines = new ArrayList<>();
    private long now;
    private final DenialLog log = new DenialLog(() -> now, lines::add);

    private void refuse(String user, String topic, boolean told) {
        var resource = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
        log.denied(Asking.user(user, ApiKeys.PRODUCE), new Action(WRITE, resource, 1, false, told));
    }

    @Test
    void aRefusalNamesWhoWantedWhat() {
        refuse("sa-a", "orders", true);
        assertThat(lines)
                .containsExactly(
                        "event=denied principal=User:sa-a operation=WRITE resource=TOPIC:orders request=produce");
    }

    @Test
    void whatIsOnlyLeftOutOfAnAnswerIsNoRefusal() {
        refuse("sa-a", "orders", false);
        assertThat(lines).isEmpty();
    }

    @Test
    void nobodyWritesLinesOfTheirOwn() {
        refuse("sa-a", "x\nevent=denied principal=User:sa-b", true);
        assertThat(lines).singleElement().asString().contains("TOPIC:x?event?denied?principal?User:sa-b");
        refuse("sa-a", "x".repeat(10_000), true);
        assertThat(lines.getLast()).hasSizeLessThan(500);
    }

    @Test
    void whoTriesAgainAndAgainFillsNothing() {
        for (int i = 0; i < 100; i++) {
            refuse("sa-a", "orders", true);
        }
        assertThat(lines).hasSize(60);
        refuse("sa-b", "orders", true);
        assertThat(lines.getLast()).contains("User:sa-b");
        now += Duration.ofMinutes(1).toNanos();
        refuse("sa-a", "orders", true);
        assertThat(lines).hasSize(62);
        assertThat(lines.getLast()).endsWith("left-out=40");
    }
}
