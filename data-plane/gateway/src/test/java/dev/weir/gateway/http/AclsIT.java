package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.gateway.http.Rest.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HttpTestbed.class)
class AclsIT {
    private static final String ACLS = "/kafka/v3/clusters/" + HttpTestbed.CLUSTER + "/acls";
    private static final String STRANGER = "sa-stranger1";

    private final Rest owner = Rest.as(HttpTestbed.OWNER_KEY);
    private final Rest stranger = Rest.as(HttpTestbed.STRANGER_KEY);

    private static String acl(String topic, String pattern, String principal, String operation) {
        return """
                {"resource_type":"TOPIC","resource_name":"%s","pattern_type":"%s","principal":"User:%s","host":"*",\
                "operation":"%s","permission":"ALLOW"}""".formatted(topic, pattern, principal, operation);
    }

    /** As Terraform asks: with all seven. */
    private static String search(String topic, String pattern, String principal, String operation) {
        return ACLS + "?resource_type=TOPIC&resource_name=" + topic + "&pattern_type=" + pattern + "&principal=User%3A"
                + principal + "&host=%2A&operation=" + operation + "&permission=ALLOW";
    }

    @Test
    void anAclIsMadeFoundByAllSevenFiltersAndDeleted() {
        Answer made = owner.post(ACLS, acl("seven", "LITERAL", STRANGER, "READ"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.text()).isEmpty();
        owner.post(ACLS, acl("seven", "PREFIXED", STRANGER, "READ"));
        owner.post(ACLS, acl("seven", "LITERAL", STRANGER, "WRITE"));

        String one = search("seven", "LITERAL", STRANGER, "READ");
        JsonNode found = owner.get(one).json();
        assertThat(found.path("kind").asText()).isEqualTo("KafkaAclList");
        assertThat(found.path("data")).hasSize(1);
        JsonNode acl = found.at("/data/0");
        assertThat(acl.path("kind").asText()).isEqualTo("KafkaAcl");
        assertThat(acl.path("cluster_id").asText()).isEqualTo(HttpTestbed.CLUSTER);
        assertThat(acl.path("resource_type").asText()).isEqualTo("TOPIC");
        assertThat(acl.path("resource_name").asText()).isEqualTo("seven");
        assertThat(acl.path("pattern_type").asText()).isEqualTo("LITERAL");
        assertThat(acl.path("principal").asText()).isEqualTo("User:" + STRANGER);
        assertThat(acl.path("host").asText()).isEqualTo("*");
        assertThat(acl.path("operation").asText()).isEqualTo("READ");
        assertThat(acl.path("permission").asText()).isEqualTo("ALLOW");
        assertThat(made.response().headers().firstValue("Location").orElse(""))
                .isEqualTo(acl.at("/metadata/self").asText());

        Answer deleted = owner.delete(one);
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.json().path("data")).hasSize(1);
        assertThat(deleted.json().at("/data/0")).isEqualTo(acl);
        assertThat(owner.get(one).json().path("data")).isEmpty();
        Answer again = owner.delete(one);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("data").isArray()).isTrue();
        assertThat(again.json().path("data")).isEmpty();
        assertThat(owner.get(ACLS + "?resource_name=seven").json().path("data")).hasSize(2);
        assertThat(owner.delete(
                                ACLS
                                        + "?resource_type=ANY&resource_name=seven&pattern_type=ANY&operation=ANY&permission=ANY")
                        .json()
                        .path("data"))
                .hasSize(2);
    }

    @Test
    void anAclWorksForItsPrincipalAtOnceAndEndsWithItsDeletion() {
        owner.post(TOPICS, "{\"topic_name\":\"shared\",\"partitions_count\":1}");
        assertThat(stranger.get(TOPICS + "/shared").code()).isEqualTo(40301);
        owner.post(ACLS, acl("shared", "LITERAL", STRANGER, "DESCRIBE"));
        assertThat(stranger.get(TOPICS + "/shared").status()).isEqualTo(200);
        owner.delete(search("shared", "LITERAL", STRANGER, "DESCRIBE"));
        assertThat(stranger.get(TOPICS + "/shared").code()).isEqualTo(40301);
    }

    @Test
    void aBatchIsMadeWhole() {
        Answer made = owner.post(
                ACLS + ":batch",
                "{\"data\":[" + acl("batch-a", "LITERAL", STRANGER, "READ") + ","
                        + acl("batch-b", "PREFIXED", "*", "DESCRIBE") + "]}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(owner.get(ACLS + "?principal=User:*").json().findValuesAsText("resource_name"))
                .contains("batch-b");
        assertThat(owner.get(ACLS + "?resource_name=batch-a").json().path("data"))
                .hasSize(1);
        assertThat(owner.post(ACLS + ":batch", "{\"data\":[]}").code()).isEqualTo(40002);
        assertThat(owner.post(ACLS + ":batch", "{\"data\":[null]}").code()).isEqualTo(40002);
    }

    @Test
    void whatIsNoAclIsToldWhy() {
        assertThat(owner.post(ACLS, "{}").code()).isEqualTo(400);
        assertThat(owner.post(ACLS, acl("x", "MATCH", STRANGER, "READ")).code()).isEqualTo(40002);
        assertThat(owner.post(ACLS, acl("x", "LITERAL", STRANGER, "ANY")).code())
                .isEqualTo(40002);
        assertThat(owner.post(ACLS, acl("x", "LITERAL", STRANGER, "FLY")).code())
                .isEqualTo(400);
        assertThat(owner.post(ACLS, acl("x", "LITERAL", "mallory", "READ")).code())
                .isEqualTo(40002);
        Answer wrongName = owner.post(
                ACLS,
                acl("elsewhere", "LITERAL", STRANGER, "DESCRIBE")
                        .replace("\"resource_type\":\"TOPIC\"", "\"resource_type\":\"CLUSTER\""));
        assertThat(wrongName.code()).isEqualTo(40002);
        assertThat(owner.get(ACLS + "?operation=FLY").code()).isEqualTo(400);
        Answer unspecified = owner.delete(ACLS);
        assertThat(unspecified.code()).isEqualTo(400);
        assertThat(unspecified.json().path("message").asText())
                .isEqualTo("resource_type cannot be unspecified or UNKNOWN");
    }

    @Test
    void rolesAreNeitherSeenNorDeleted() {
        String all = "?resource_type=ANY&pattern_type=ANY&operation=ANY&permission=ANY";
        assertThat(owner.get(ACLS + all).text()).doesNotContain("Role:");
        owner.post(ACLS, acl("with-others", "LITERAL", STRANGER, "READ"));
        owner.delete(ACLS + all + "&resource_name=with-others");
        assertThat(owner.get(TOPICS).status()).isEqualTo(200);
        assertThat(owner.get(ACLS).status()).isEqualTo(200);
        assertThat(owner.delete(ACLS + all + "&principal=Role%3Au-owner1")
                        .json()
                        .path("data"))
                .isEmpty();
        assertThat(owner.get(ACLS).status()).isEqualTo(200);
    }

    @Test
    void whoMayNotIsForbiddenByTheBroker() {
        assertThat(stranger.get(ACLS).code()).isEqualTo(40301);
        assertThat(stranger.post(ACLS, acl("mine", "LITERAL", STRANGER, "ALL")).code())
                .isEqualTo(40301);
        assertThat(stranger.delete(search("mine", "LITERAL", STRANGER, "ALL")).code())
                .isEqualTo(40301);
        assertThat(owner.get("/kafka/v3/clusters/lkc-another1/acls").code()).isEqualTo(40401);
        assertThat(owner.get("/v3/clusters/" + HttpTestbed.CLUSTER + "/acls").status())
                .isEqualTo(200);
    }
}
