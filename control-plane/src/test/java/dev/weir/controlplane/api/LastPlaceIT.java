package dev.weir.controlplane.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.controlplane.testing.ControlPlaneProcess;
import dev.weir.controlplane.testing.PlatformKafka;
import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.TestConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two control planes on one Postgres, and one place left. */
class LastPlaceIT {
    private static final int AT_ONCE = 50;
    private static final int REPETITIONS = 20;
    private static final int REPETITIONS_OF_OTHERS = 3;
    private static final Map<String, String> ROOM = Map.of("weir.region.max-awake-brokers", "1000");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static PostgresServer postgres;
    private static PlatformKafka kafka;
    private static ControlPlaneProcess one;
    private static ControlPlaneProcess two;

    @BeforeAll
    static void start() {
        postgres = new PostgresServer();
        kafka = new PlatformKafka();
        one = new ControlPlaneProcess(postgres, kafka, ROOM);
        two = new ControlPlaneProcess(postgres, kafka, ROOM);
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
        kafka.close();
        postgres.close();
    }

    @Test
    void clustersLastPlaceIsTakenOnceTwentyTimes() throws Exception {
        assertThat(one.pid()).isNotEqualTo(two.pid());
        for (int i = 0; i < REPETITIONS; i++) {
            Organization organization = signUp("\"clusters\":2");
            assertThat(post(one.url() + "/cmk/v2/clusters", organization.key(), cluster("first", organization))
                            .statusCode())
                    .isEqualTo(202);
            assertOneOf(
                    race("/cmk/v2/clusters", organization, n -> cluster("cluster " + n, organization)),
                    202,
                    "Limit iam.max_kafka_clusters.per_org is 2, in use are 2.");
        }
    }

    @Test
    void cloudKeysLastPlaceIsTakenOnce() throws Exception {
        for (int i = 0; i < REPETITIONS_OF_OTHERS; i++) {
            // The first came with the signup.
            Organization organization = signUp("\"cloud_api_keys\":2");
            String body = "{\"spec\":{\"display_name\":\"\",\"description\":\"\",\"owner\":{\"id\":\"%s\"}}}"
                    .formatted(organization.user());
            assertOneOf(
                    race("/iam/v2/api-keys", organization, n -> body),
                    202,
                    "Limit iam.max_cloud_api_keys.per_org is 2, in use are 2.");
        }
    }

    @Test
    void environmentsLastPlaceIsTakenOnce() throws Exception {
        for (int i = 0; i < REPETITIONS_OF_OTHERS; i++) {
            Organization organization = signUp("\"environments\":2");
            assertOneOf(
                    race("/org/v2/environments", organization, LastPlaceIT::named),
                    201,
                    "Limit iam.max_environments.per_org is 2, in use are 2.");
        }
    }

    @Test
    void serviceAccountsLastPlaceIsTakenOnce() throws Exception {
        for (int i = 0; i < REPETITIONS_OF_OTHERS; i++) {
            Organization organization = signUp("\"service_accounts\":1");
            assertOneOf(
                    race("/iam/v2/service-accounts", organization, LastPlaceIT::named),
                    201,
                    "Limit iam.max_service_accounts.per_org is 1, in use are 1.");
        }
    }

    @Test
    void roleBindingsLastPlaceIsTakenOnce() throws Exception {
        Organization organization = signUp("\"role_bindings\":2");
        var accounts = new ArrayList<String>();
        for (int n = 0; n < AT_ONCE; n++) {
            accounts.add(json(post(two.url() + "/iam/v2/service-accounts", organization.key(), named(n)))
                    .at("/id")
                    .asText());
        }
        assertOneOf(
                race("/iam/v2/role-bindings", organization, n ->
                        """
                        {"principal":"User:%s","role_name":"EnvironmentAdmin",
                         "crn_pattern":"crn://weir/organization=%s/environment=%s"}""".formatted(accounts.get(n), organization.id(), organization.environment())),
                201,
                "Limit iam.max_rbac_role_bindings_all_roles.per_org is 2, in use are 2.");
    }

    private static void assertOneOf(List<HttpResponse<String>> answers, int made, String refusal) {
        assertThat(answers)
                .hasSize(AT_ONCE)
                .extracting(HttpResponse::statusCode)
                .containsOnly(made, 402)
                .containsOnlyOnce(made);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 402))
                .allSatisfy(answer ->
                        assertThat(answer.body()).contains("quota_exceeded").contains(refusal));
    }

    /** Every second request goes to the other control plane. */
    private static List<HttpResponse<String>> race(String path, Organization organization, IntFunction<String> body)
            throws Exception {
        var together = new CyclicBarrier(AT_ONCE);
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var calls = new ArrayList<Future<HttpResponse<String>>>();
            for (int n = 0; n < AT_ONCE; n++) {
                String url = (n % 2 == 0 ? one : two).url() + path;
                String sent = body.apply(n);
                calls.add(threads.submit(() -> {
                    together.await();
                    return post(url, organization.key(), sent);
                }));
            }
            var answers = new ArrayList<HttpResponse<String>>();
            for (Future<HttpResponse<String>> call : calls) {
                answers.add(call.get());
            }
            return answers;
        }
    }

    /** At one control plane; the other one sets the limit. */
    private static Organization signUp(String limit) throws IOException, InterruptedException {
        JsonNode signup = json(post(one.url() + "/weir/v1/signups", "", """
                {"email":"%s@example.org","password":"correct horse battery","organization_name":"Acme",
                 "full_name":"Ann"}""".formatted(UUID.randomUUID())));
        String id = signup.at("/organization/id").asText();
        HttpResponse<String> limited =
                send(HttpRequest.newBuilder(URI.create(two.url() + "/weir/v1/admin/organizations/" + id))
                        .header("Authorization", basic(TestConfig.ADMIN_KEY, TestConfig.ADMIN_SECRET))
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString("{\"limits\":{\"organization\":{" + limit + "}}}")));
        assertThat(limited.statusCode()).as(limited.body()).isEqualTo(200);
        return new Organization(
                id,
                signup.at("/user/id").asText(),
                signup.at("/environment/id").asText(),
                basic(
                        signup.at("/api_key/id").asText(),
                        signup.at("/api_key/secret").asText()));
    }

    private static String cluster(String name, Organization organization) {
        return """
                {"spec":{"display_name":"%s","cloud":"AWS","region":"local","config":{"kind":"Basic"},
                 "environment":{"id":"%s"}}}""".formatted(name, organization.environment());
    }

    private static String named(int number) {
        return "{\"display_name\":\"number %d\"}".formatted(number);
    }

    private static HttpResponse<String> post(String url, String authorization, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws JsonProcessingException {
        return JsonMapper.builder().build().readTree(answer.body());
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    /** Whose place it is. */
    private record Organization(String id, String user, String environment, String key) {}
}
