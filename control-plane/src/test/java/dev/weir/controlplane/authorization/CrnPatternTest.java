package dev.weir.controlplane.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.controlplane.authorization.CrnPattern.Level;
import dev.weir.tenants.access.KafkaResource;
import dev.weir.tenants.access.ResourceKind;
import dev.weir.tenants.access.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrnPatternTest {
    private static final String ORGANIZATION = "crn://confluent.cloud/organization=o";
    private static final String ENVIRONMENT = ORGANIZATION + "/environment=env-1";
    private static final String CLUSTER = ENVIRONMENT + "/cloud-cluster=lkc-1";
    private static final String KAFKA = CLUSTER + "/kafka=lkc-1";

    @Test
    void isAboutItsLastPart() {
        assertThat(CrnPattern.parse(ORGANIZATION).level()).isEqualTo(Level.ORGANIZATION);
        assertThat(CrnPattern.parse(ENVIRONMENT))
                .isEqualTo(new CrnPattern(ENVIRONMENT, Level.ENVIRONMENT, "o", "env-1", null, null));
        assertThat(CrnPattern.parse(CLUSTER))
                .isEqualTo(new CrnPattern(CLUSTER, Level.CLUSTER, "o", "env-1", "lkc-1", null));
        assertThat(CrnPattern.parse(KAFKA).level()).isEqualTo(Level.CLUSTER);
    }

    @ParameterizedTest
    @CsvSource({
        "topic=orders,TOPIC,orders",
        "topic=orders-*,TOPIC,orders-*",
        "topic=*,TOPIC,*",
        "group=billing,GROUP,billing",
        "group=a%2Fb%20c+d,GROUP,a/b c+d",
        "transactional-id=tx*,TRANSACTIONAL_ID,tx*"
    })
    void aResourceIsANameAPrefixOrAll(String part, ResourceKind kind, String pattern) {
        assertThat(CrnPattern.parse(KAFKA + "/" + part).resource()).isEqualTo(new KafkaResource(kind, pattern));
    }

    @Test
    void aStarIsAllOfItsKind() {
        CrnPattern all = CrnPattern.parse(ORGANIZATION + "/environment=*/cloud-cluster=*/kafka=*/topic=x");
        assertThat(all.environment()).isNull();
        assertThat(all.cluster()).isNull();
        assertThat(CrnPattern.parse(ENVIRONMENT + "/cloud-cluster=*").environment())
                .isEqualTo("env-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "crn:",
                "crn://",
                "crn:///organization=o",
                "crn://weir",
                "crn://weir/",
                "crn://weir/organization=",
                "crn://weir/organization=*",
                "http://weir/organization=o",
                "crn://weir/environment=env-1",
                "crn://weir/organization=o/",
                "crn://weir/organization=o/cloud-cluster=lkc-1",
                "crn://weir/organization=o/environment=*/cloud-cluster=lkc-1",
                "crn://weir/organization=o/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-2",
                "crn://weir/organization=o/environment=env-1/cloud-cluster=lkc-1/topic=t",
                "crn://weir/organization=o/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/topic=",
                "crn://weir/organization=o/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/topic=a*b",
                "crn://weir/organization=o/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/topic=a b",
                "crn://weir/organization=o/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/group=%zz",
                "crn://weir/organization=o/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/group=%00",
                "crn://weir/organization=o/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/cluster=x",
                "crn://weir/organization=o/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/topic=t/group=g",
                "crn://weir/organization=o/environment=env-1/schema-registry=lsrc-1"
            })
    void whatIsNoPatternIsRefused(String text) {
        assertThatThrownBy(() -> CrnPattern.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachRoleHasItsPlace() {
        assertThat(CrnPattern.parse(ORGANIZATION).fits(Role.ORGANIZATION_ADMIN)).isTrue();
        assertThat(CrnPattern.parse(ENVIRONMENT).fits(Role.ORGANIZATION_ADMIN)).isFalse();
        assertThat(CrnPattern.parse(ENVIRONMENT).fits(Role.ENVIRONMENT_ADMIN)).isTrue();
        assertThat(CrnPattern.parse(CLUSTER).fits(Role.ENVIRONMENT_ADMIN)).isFalse();
        assertThat(CrnPattern.parse(CLUSTER).fits(Role.CLOUD_CLUSTER_ADMIN)).isTrue();
        assertThat(CrnPattern.parse(KAFKA + "/topic=t").fits(Role.CLOUD_CLUSTER_ADMIN))
                .isFalse();
        assertThat(CrnPattern.parse(KAFKA + "/topic=t").fits(Role.DEVELOPER_READ))
                .isTrue();
        assertThat(CrnPattern.parse(KAFKA).fits(Role.DEVELOPER_WRITE)).isTrue();
        assertThat(CrnPattern.parse(ENVIRONMENT).fits(Role.DEVELOPER_MANAGE)).isFalse();
    }
}
