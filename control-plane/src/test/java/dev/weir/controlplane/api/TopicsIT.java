package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.topic.TopicListings;
import dev.weir.tenants.events.TopicListing;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /weir/v1/clusters/{id}/topics}. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class TopicsIT {
    @Inject
    TopicListings listings;

    private Tenant tenant;
    private String cluster;

    @BeforeEach
    void signUp() {
        tenant = Tenant.signUp();
        cluster = tenant.cluster("events");
    }

    private String path() {
        return "/weir/v1/clusters/" + cluster + "/topics";
    }

    private JsonPath topics() {
        return tenant.get(path()).jsonPath();
    }

    private void listed(long at, String principal, TopicListing.Topic... topics) {
        listings.record(new TopicListing(TopicListing.SCHEMA, cluster, at, principal, List.of(topics)));
    }

    private static TopicListing.Topic topic(String name, String id, int partitions) {
        return new TopicListing.Topic(name, id, partitions, 1, Map.of("retention.ms", "1000"));
    }

    @Test
    void theCatalogueSaysWhatWasListedLast() {
        assertThat(topics().getList("data")).isEmpty();

        listed(10, "u-anna", topic("orders", "id-1", 3));
        listed(20, "sa-robot", topic("orders", "id-1", 5), topic("payments", "id-2", 1));

        JsonPath found = topics();
        assertThat(found.getList("data.topic_name")).containsExactly("orders", "payments");
        assertThat(found.getList("data.partitions_count")).containsExactly(5, 1);
        assertThat(found.getList("data.created_by")).containsExactly("u-anna", "sa-robot");
        assertThat(found.getString("data[0].configs.'retention.ms'")).isEqualTo("1000");
        assertThat(found.getInt("metadata.total_size")).isEqualTo(2);

        listed(15, "u-anna", topic("late", "id-3", 1));
        assertThat(topics().getList("data.topic_name")).containsExactly("orders", "payments");

        listed(30, "u-bert", topic("orders", "id-4", 1));
        assertThat(topics().getList("data.topic_name")).containsExactly("orders");
        assertThat(topics().getList("data.created_by")).containsExactly("u-bert");
    }

    @Test
    void longCataloguesComeInPages() {
        TopicListing.Topic[] many = new TopicListing.Topic[25];
        for (int index = 0; index < many.length; index++) {
            many[index] = topic("topic-%02d".formatted(index), "id-" + index, 1);
        }
        listed(10, "u-anna", many);

        JsonPath first = tenant.get(path() + "?page_size=20").jsonPath();
        String next = first.getString("metadata.next");
        JsonPath second = tenant.get(next.substring(next.indexOf("/weir"))).jsonPath();

        assertThat(first.getList("data.topic_name"))
                .hasSize(20)
                .doesNotContainAnyElementsOf(second.getList("data.topic_name"));
        assertThat(second.getList("data.topic_name")).hasSize(5);
    }

    @Test
    void othersSeeNothingOfIt() {
        listed(10, "u-anna", topic("orders", "id-1", 3));
        assertThat(tenant.get(path()).statusCode()).isEqualTo(200);
        assertProblem(Tenant.signUp().get(path()), 404, "resource_not_found");
    }
}
