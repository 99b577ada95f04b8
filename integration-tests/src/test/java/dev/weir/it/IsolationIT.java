package dev.weir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two tenants on one Weir. Each denial stands beside the same request by whom it is allowed. */
class IsolationIT {
    private static Tenant one;
    private static Tenant other;

    @BeforeAll
    static void signUp() {
        one = Tenant.signUp(LocalWeir.shared());
        other = Tenant.signUp(LocalWeir.shared());
    }

    @Test
    void theSameTopicNameHoldsEachTenantsOwnRecords() {
        Records.createTopic(one, "orders", 1);
        Records.createTopic(other, "orders", 1);
        Records.send(one, "orders", List.of("mine 1", "mine 2"));
        Records.send(other, "orders", List.of("theirs"));
        assertThat(Records.readAll(one, "orders")).containsExactly("mine 1", "mine 2");
        assertThat(Records.readAll(other, "orders")).containsExactly("theirs");
    }

    @Test
    void anothersClusterAnswersAsAnUnknownOne() {
        String path = "?environment=" + one.environment();
        assertThat(one.api("GET", "/cmk/v2/clusters/" + one.cluster() + path, null)
                        .status())
                .isEqualTo(200);
        Tenant.Answer foreign = other.api("GET", "/cmk/v2/clusters/" + one.cluster() + path, null);
        Tenant.Answer unknown = other.api("GET", "/cmk/v2/clusters/lkc-none0000" + path, null);
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(foreign.body().at("/errors/0/code")).isEqualTo(unknown.body().at("/errors/0/code"));
        String topics = "/kafka/v3/clusters/" + one.cluster() + "/topics";
        String weir = one.weir().http();
        assertThat(Tenant.call(weir + topics, "GET", one.key(), null).status()).isEqualTo(200);
        assertThat(Tenant.call(weir + topics, "GET", other.key(), null).status())
                .isEqualTo(404);
        assertThat(Tenant.call(weir + "/kafka/v3/clusters/lkc-none0000/topics", "GET", other.key(), null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aKeyForAnothersClusterIsNotMade() {
        String body = """
                {"spec":{"display_name":"x","owner":{"id":"%s"},"resource":{"id":"%s"}}}""";
        assertThat(one.api("POST", "/iam/v2/api-keys", body.formatted(one.user(), one.cluster()))
                        .status())
                .isEqualTo(202);
        assertThat(other.api("POST", "/iam/v2/api-keys", body.formatted(other.user(), one.cluster()))
                        .status())
                .isEqualTo(404);
        assertThat(other.api("POST", "/iam/v2/api-keys", body.formatted(one.user(), other.cluster()))
                        .status())
                .isEqualTo(404);
    }
}
