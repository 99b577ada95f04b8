package dev.weir.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Role bindings and client quotas of the management API, as their holders feel them at the brokers. */
class RolesIT {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Tenant tenant;

    @BeforeAll
    static void signUp() {
        tenant = Tenant.signUp(LocalWeir.shared());
        Records.createTopic(tenant, "orders", 1);
    }

    @Test
    void aRoleThatGoesEndsWhatOpenConnectionsMayDoAndItsTwinsGoOn() throws Exception {
        Robot going = Robot.make();
        Robot staying = Robot.make();
        try (var writer = going.producer();
                var twin = staying.producer();
                var reader = going.consumer();
                var twinReader = staying.consumer()) {
            assertThatThrownBy(() -> send(writer)).hasCauseInstanceOf(TopicAuthorizationException.class);
            assertThat(post(going)).isEqualTo(403);
            List<String> roles = List.of(going.bind("DeveloperWrite"), going.bind("DeveloperRead"));
            staying.bind("DeveloperWrite");
            staying.bind("DeveloperRead");
            withinASecond("both may write").untilAsserted(() -> {
                send(writer);
                send(twin);
            });
            assertThat(post(going)).isEqualTo(200);
            assertThat(post(staying)).isEqualTo(200);
            assertThat(reader.poll(A_SECOND)).isNotEmpty();
            assertThat(twinReader.poll(A_SECOND)).isNotEmpty();

            for (String role : roles) {
                assertThat(tenant.api("DELETE", "/iam/v2/role-bindings/" + role, null)
                                .status())
                        .isIn(200, 204);
            }
            withinASecond("one may no more").untilAsserted(() -> {
                assertThatThrownBy(() -> send(writer)).hasCauseInstanceOf(TopicAuthorizationException.class);
                assertThatThrownBy(() -> reader.poll(Duration.ofMillis(100)))
                        .isInstanceOf(TopicAuthorizationException.class);
                assertThat(post(going)).isEqualTo(403);
            });
            send(twin);
            assertThat(twinReader.poll(A_SECOND)).isNotEmpty();
            assertThat(post(staying)).isEqualTo(200);
        }
    }

    @Test
    void tenantsAndRolesLeaveEachOthersAclsAlone() throws Exception {
        Robot robot = Robot.make();
        String role = robot.bind("DeveloperWrite");
        var own = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "orders", PatternType.LITERAL),
                new AccessControlEntry("User:" + robot.id(), "*", AclOperation.READ, AclPermissionType.ALLOW));
        var foreign = new AclBinding(
                own.pattern(),
                new AccessControlEntry("Role:" + robot.id(), "*", AclOperation.READ, AclPermissionType.ALLOW));
        try (Admin admin = Admin.create(tenant.client());
                var writer = robot.producer();
                var reader = robot.consumer()) {
            admin.createAcls(List.of(own)).all().get();
            assertThatThrownBy(() -> admin.createAcls(List.of(foreign)).all().get())
                    .hasCauseInstanceOf(PolicyViolationException.class);
            withinASecond("it may write by its role").untilAsserted(() -> send(writer));
            assertThat(reader.poll(A_SECOND)).isNotEmpty();
            tenant.api("DELETE", "/iam/v2/role-bindings/" + role, null);
            withinASecond("it may write no more")
                    .untilAsserted(() -> assertThatThrownBy(() -> send(writer))
                            .hasCauseInstanceOf(TopicAuthorizationException.class));
            assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get()).containsExactly(own);

            robot.bind("DeveloperWrite");
            withinASecond("it may write again").untilAsserted(() -> send(writer));
            assertThat(reader.poll(A_SECOND)).isNotEmpty();
            // What a tenant may delete is what they see.
            assertThat(admin.deleteAcls(List.of(AclBindingFilter.ANY, foreign.toFilter()))
                            .all()
                            .get())
                    .containsExactly(own);
            withinASecond("it may read no more")
                    .untilAsserted(() -> assertThatThrownBy(() -> reader.poll(Duration.ofMillis(100)))
                            .isInstanceOf(TopicAuthorizationException.class));
            send(writer);
        }
    }

    @Test
    void aClusterThatWasSuspendedHasItsRolesAsSoonAsItServes() throws Exception {
        Robot allowed = Robot.make();
        Robot gone = Robot.make();
        String role = gone.bind("DeveloperWrite");
        Tenant.admin(LocalWeir.shared(), "POST", "/clusters/" + tenant.cluster() + "/suspend");
        allowed.bind("DeveloperWrite");
        tenant.api("DELETE", "/iam/v2/role-bindings/" + role, null);
        Tenant.admin(LocalWeir.shared(), "POST", "/clusters/" + tenant.cluster() + "/resume");
        await("it serves")
                .atMost(LIMIT)
                .until(() -> tenant.phase(tenant.cluster()).equals("PROVISIONED"));
        await("its keys are good again")
                .atMost(LIMIT)
                .until(() -> tenant.rest("GET", "/topics/orders", null).status() == 200);
        try (var writer = allowed.producer();
                var refused = gone.producer()) {
            send(writer);
            assertThatThrownBy(() -> send(refused)).hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void aClientQuotaThrottlesAnOpenConnectionAndItsTwinsGoOn() throws Exception {
        Robot slow = Robot.make();
        Robot fast = Robot.make();
        slow.bind("DeveloperWrite");
        fast.bind("DeveloperWrite");
        try (var writer = slow.producer();
                var twin = fast.producer()) {
            withinASecond("both may write").untilAsserted(() -> {
                send(writer);
                send(twin);
            });
            assertThat(throttled(writer)).isZero();
            Tenant.Answer made = tenant.api("POST", "/kafka-quotas/v1/client-quotas", """
                    {"spec":{"display_name":"slow","description":"",
                     "throughput":{"ingress_byte_rate":"100","egress_byte_rate":"1000000"},
                     "cluster":{"id":"%s"},"principals":[{"id":"%s"}],"environment":{"id":"%s"}}}
                    """.formatted(
                            tenant.cluster(), slow.id(), tenant.environment()));
            assertThat(made.status()).as(made.toString()).isEqualTo(202);
            withinASecond("one is throttled").untilAsserted(() -> {
                send(writer);
                assertThat(throttled(writer)).isPositive();
            });
            send(twin);
            assertThat(throttled(twin)).isZero();
            String quota = made.body().get("id").asText();
            assertThat(tenant.api("DELETE", "/kafka-quotas/v1/client-quotas/" + quota, null)
                            .status())
                    .isEqualTo(204);
        }
        // A producer waits for what it was told before; a new one is told nothing.
        await("nobody is throttled").atMost(LIMIT).untilAsserted(() -> {
            try (var writer = slow.producer()) {
                send(writer);
                assertThat(throttled(writer)).isZero();
            }
        });
    }

    private static ConditionFactory withinASecond(String what) {
        return await(what).atMost(A_SECOND).pollInterval(Duration.ofMillis(20)).ignoreExceptions();
    }

    private static void send(KafkaProducer<byte[], byte[]> producer) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>("orders", "Good morning".getBytes(UTF_8)))
                .get();
    }

    private static double throttled(KafkaProducer<byte[], byte[]> producer) {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("produce-throttle-time-max")
                        && metric.metricName().group().equals("producer-metrics"))
                .map(metric -> (Double) metric.metricValue())
                .filter(millis -> !millis.isNaN())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    /** The code in the answer's report, or its status if there is none. */
    private static int post(Robot robot) {
        String path = "/kafka/v3/clusters/" + tenant.cluster() + "/topics/orders/records";
        Tenant.Answer answer = Tenant.call(
                tenant.weir().http() + path,
                "POST",
                robot.key(),
                "{\"value\":{\"type\":\"STRING\",\"data\":\"Good\"}}");
        int code = answer.body().path("error_code").asInt(answer.status());
        return code >= 1000 ? code / 100 : code;
    }

    /** A service account with a key for the cluster. */
    private record Robot(String id, Tenant.Key key) {
        private static int made;

        static synchronized Robot make() {
            Tenant.Answer account = tenant.api(
                    "POST",
                    "/iam/v2/service-accounts",
                    "{\"display_name\":\"robot-" + made++ + "\",\"description\":\"\"}");
            assertThat(account.status()).as(account.toString()).isEqualTo(201);
            String id = account.body().get("id").asText();
            return new Robot(id, tenant.newKey(tenant.cluster(), id));
        }

        /** The binding's id. */
        String bind(String role) {
            String crn = "crn://weir/organization=%s/environment=%s/cloud-cluster=%s/kafka=%s/topic=orders"
                    .formatted(tenant.organization(), tenant.environment(), tenant.cluster(), tenant.cluster());
            Tenant.Answer bound = tenant.api("POST", "/iam/v2/role-bindings", """
                    {"principal":"User:%s","role_name":"%s","crn_pattern":"%s"}""".formatted(id, role, crn));
            assertThat(bound.status()).as(bound.toString()).isEqualTo(201);
            return bound.body().get("id").asText();
        }

        KafkaProducer<byte[], byte[]> producer() {
            return Records.producer(as(), Map.of("max.block.ms", "10000", "retry.backoff.ms", "20"));
        }

        KafkaConsumer<byte[], byte[]> consumer() {
            KafkaConsumer<byte[], byte[]> consumer = Records.consumer(as(), Map.of("fetch.max.wait.ms", "100"));
            consumer.assign(List.of(new TopicPartition("orders", 0)));
            return consumer;
        }

        private Tenant as() {
            return new Tenant(
                    tenant.weir(),
                    tenant.organization(),
                    id,
                    tenant.environment(),
                    tenant.cloud(),
                    tenant.cluster(),
                    key);
        }
    }
}
