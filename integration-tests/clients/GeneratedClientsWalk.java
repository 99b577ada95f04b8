import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import ref.apikeys.api.ApiKeysIamV2Api;
import ref.apikeys.model.IamV2ApiKey;
import ref.apikeys.model.IamV2ApiKeySpec;
import ref.cmk.api.ClustersCmkV2Api;
import ref.cmk.model.CmkV2Basic;
import ref.cmk.model.CmkV2Cluster;
import ref.cmk.model.CmkV2ClusterSpec;
import ref.cmk.model.CmkV2ClusterSpecConfig;
import ref.cmk.model.EnvScopedObjectReference;
import ref.iam.api.ServiceAccountsIamV2Api;
import ref.iam.model.IamV2ServiceAccount;
import ref.kafkaquotas.api.ClientQuotasKafkaQuotasV1Api;
import ref.kafkaquotas.model.KafkaQuotasV1ClientQuota;
import ref.kafkaquotas.model.KafkaQuotasV1ClientQuotaSpec;
import ref.kafkaquotas.model.KafkaQuotasV1Throughput;
import ref.kafkarest.api.AclV3Api;
import ref.kafkarest.api.ConfigsV3Api;
import ref.kafkarest.api.TopicV3Api;
import ref.kafkarest.model.AclResourceType;
import ref.kafkarest.model.AlterConfigBatchRequestData;
import ref.kafkarest.model.AlterConfigBatchRequestDataData;
import ref.kafkarest.model.CreateAclRequestData;
import ref.kafkarest.model.CreateTopicRequestData;
import ref.org.api.EnvironmentsOrgV2Api;
import ref.org.model.OrgV2Environment;

/**
 * Makes an environment, a cluster, a service account, a key, a topic, an ACL and a client quota and takes all of it away
 * again, in the order and with the questions of Terraform, by clients that openapi-generator has made. It isn't compiled
 * with the project but with those clients. Arguments: management API, Cloud API key, its secret.
 */
public final class GeneratedClientsWalk {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NAME = "walk-" + UUID.randomUUID().toString().substring(0, 8);

    private final String api;
    private final String cloudKey;
    private final EnvironmentsOrgV2Api environments;
    private final ClustersCmkV2Api clusters;
    private final ServiceAccountsIamV2Api accounts;
    private final ApiKeysIamV2Api keys;
    private final ClientQuotasKafkaQuotasV1Api quotas;

    private GeneratedClientsWalk(String api, String key, String secret) {
        this.api = api;
        this.cloudKey = key;
        String basic = basic(key, secret);
        var org = new ref.org.ApiClient();
        org.updateBaseUri(api);
        environments = new EnvironmentsOrgV2Api(org.setRequestInterceptor(it -> it.header("Authorization", basic)));
        var cmk = new ref.cmk.ApiClient();
        cmk.updateBaseUri(api);
        clusters = new ClustersCmkV2Api(cmk.setRequestInterceptor(it -> it.header("Authorization", basic)));
        var iam = new ref.iam.ApiClient();
        iam.updateBaseUri(api);
        accounts = new ServiceAccountsIamV2Api(iam.setRequestInterceptor(it -> it.header("Authorization", basic)));
        var apikeys = new ref.apikeys.ApiClient();
        apikeys.updateBaseUri(api);
        keys = new ApiKeysIamV2Api(apikeys.setRequestInterceptor(it -> it.header("Authorization", basic)));
        var kafkaquotas = new ref.kafkaquotas.ApiClient();
        kafkaquotas.updateBaseUri(api);
        quotas = new ClientQuotasKafkaQuotasV1Api(
                kafkaquotas.setRequestInterceptor(it -> it.header("Authorization", basic)));
    }

    public static void main(String[] arguments) throws Exception {
        new GeneratedClientsWalk(arguments[0], arguments[1], arguments[2]).walk();
    }

    private void walk() throws Exception {
        String environment = environment();
        CmkV2Cluster cluster = cluster(environment);
        String lkc = cluster.getId();
        String account = account();
        IamV2ApiKey key = key(lkc, account);
        var rest = new ref.kafkarest.ApiClient();
        rest.updateBaseUri(cluster.getSpec().getHttpEndpoint().toString());
        String basic = basic(key.getId(), key.getSpec().getSecret());
        rest.setRequestInterceptor(it -> it.header("Authorization", basic));
        // Who made the cluster may do everything there; the service account gets its rights by ACL.
        IamV2ApiKey ownersKey = key(lkc, owner());
        var owners = new ref.kafkarest.ApiClient();
        owners.updateBaseUri(cluster.getSpec().getHttpEndpoint().toString());
        String ownersBasic = basic(ownersKey.getId(), ownersKey.getSpec().getSecret());
        owners.setRequestInterceptor(it -> it.header("Authorization", ownersBasic));
        for (var client : List.of(rest, owners)) {
            // A new key is polled until it lists topics twice: 401 and 403 are waited out, 404 would fail.
            for (int times = 0; times < 2; times++) {
                eventually("topics by a new key", () -> {
                    new TopicV3Api(client).listKafkaTopics(lkc);
                    return true;
                });
            }
        }
        topicAndAcl(owners, rest, lkc, account);
        if (describes("/kafka-quotas/v1/client-quotas:")) {
            quota(environment, lkc, account);
        } else {
            say("no client quotas: this API has none");
        }
        for (IamV2ApiKey each : List.of(key, ownersKey)) {
            keys.deleteIamV2ApiKey(each.getId());
            eventuallyGone("key", () -> keys.getIamV2ApiKey(each.getId()));
        }
        accounts.deleteIamV2ServiceAccount(account);
        eventuallyGone("service account", () -> accounts.getIamV2ServiceAccount(account));
        clusters.deleteCmkV2Cluster(environment, lkc);
        eventuallyGone("cluster", () -> clusters.getCmkV2Cluster(environment, lkc));
        environments.deleteOrgV2Environment(environment);
        eventuallyGone("environment", () -> environments.getOrgV2Environment(environment));
        say("all of it is away again");
    }

    private String environment() throws Exception {
        OrgV2Environment made = environments.createOrgV2Environment(new OrgV2Environment().displayName(NAME));
        check(made.getMetadata().getResourceName().toString().contains("/environment=" + made.getId()), "its crn");
        OrgV2Environment read = environments.getOrgV2Environment(made.getId());
        check(read.getDisplayName().equals(NAME), "its name");
        check(read.getStreamGovernanceConfig() == null, "no governance unless it was set");
        OrgV2Environment renamed = environments.updateOrgV2Environment(
                made.getId(), new OrgV2Environment().displayName(NAME + "-2"));
        check(renamed.getDisplayName().equals(NAME + "-2"), "its new name");
        // The reference calls it optional, and data sources panic at a null.
        var page = environments.listOrgV2Environments(99, null);
        check(page.getData().stream().anyMatch(it -> made.getId().equals(it.getId())), "listed");
        check(page.getMetadata().getNext() == null, "no next page");
        say("environment " + made.getId());
        return made.getId();
    }

    private CmkV2Cluster cluster(String environment) throws Exception {
        CmkV2Cluster made = clusters.createCmkV2Cluster(new CmkV2Cluster()
                .spec(new CmkV2ClusterSpec()
                        .displayName(NAME)
                        .availability("SINGLE_ZONE")
                        .cloud("AWS")
                        .region("local")
                        .config(new CmkV2ClusterSpecConfig(new CmkV2Basic().kind(CmkV2Basic.KindEnum.BASIC)))
                        .environment(new EnvScopedObjectReference().id(environment))));
        check(List.of("PROVISIONING", "PROVISIONED").contains(made.getStatus().getPhase()), "its phase");
        CmkV2Cluster cluster = eventually("a provisioned cluster", () -> {
            CmkV2Cluster read = clusters.getCmkV2Cluster(environment, made.getId());
            return read.getStatus().getPhase().equals("PROVISIONED") ? read : null;
        });
        check(cluster.getSpec().getConfig().getActualInstance() instanceof CmkV2Basic, "its kind");
        check(cluster.getSpec().getAvailability().equals("SINGLE_ZONE"), "its availability, as it was sent");
        check(cluster.getSpec().getEnvironment().getId().equals(environment), "its environment");
        check(
                cluster.getMetadata().getResourceName().toString().contains("/kafka=" + cluster.getId()),
                "its crn");
        check(!cluster.getSpec().getHttpEndpoint().toString().endsWith("/"), "an endpoint to which paths are appended");
        check(
                clusters.listCmkV2Clusters(environment, null, null, 99, null).getData().size() == 1,
                "the only one of its environment");
        say("cluster " + cluster.getId());
        return cluster;
    }

    private String account() throws Exception {
        IamV2ServiceAccount made = accounts.createIamV2ServiceAccount(
                null, new IamV2ServiceAccount().displayName(NAME).description("walks"));
        check(accounts.getIamV2ServiceAccount(made.getId()).getDescription().equals("walks"), "its description");
        check(
                accounts.listIamV2ServiceAccounts(List.of(NAME), 99, null).getData().size() == 1,
                "found by its name");
        say("service account " + made.getId());
        return made.getId();
    }

    /** Whoever owns the Cloud API key that this is done with. */
    private String owner() throws Exception {
        return keys.getIamV2ApiKey(cloudKey).getSpec().getOwner().getId();
    }

    private IamV2ApiKey key(String cluster, String owner) throws Exception {
        IamV2ApiKey made = keys.createIamV2ApiKey(new IamV2ApiKey()
                .spec(new IamV2ApiKeySpec()
                        .displayName("")
                        .description("")
                        .owner(new ref.apikeys.model.ObjectReference().id(owner))
                        .resource(new ref.apikeys.model.ObjectReference().id(cluster))));
        check(made.getSpec().getSecret() != null, "its secret");
        IamV2ApiKey read = keys.getIamV2ApiKey(made.getId());
        check(read.getSpec().getSecret() == null, "no secret any more");
        check(read.getSpec().getResource().getId().equals(cluster), "its cluster");
        check("Cluster".equals(read.getSpec().getResource().getKind()), "the kind of its resource");
        check("cmk/v2".equals(read.getSpec().getResource().getApiVersion()), "the version of its resource");
        check("iam/v2".equals(read.getSpec().getOwner().getApiVersion()), "the version of its owner");
        check(
                keys.listIamV2ApiKeys(owner, cluster, 99, null).getData().stream()
                        .anyMatch(it -> made.getId().equals(it.getId())),
                "listed by owner and cluster");
        say("key " + made.getId() + " of " + owner);
        return made;
    }

    private static void topicAndAcl(
            ref.kafkarest.ApiClient owner, ref.kafkarest.ApiClient program, String lkc, String account)
            throws Exception {
        var topics = new TopicV3Api(owner);
        var configs = new ConfigsV3Api(owner);
        var acls = new AclV3Api(owner);
        var made = topics.createKafkaTopic(lkc, new CreateTopicRequestData().topicName(NAME).partitionsCount(3));
        check(made.getClusterId().equals(lkc) && lkc.startsWith("lkc-"), "the cluster's id");
        var read = topics.getKafkaTopic(lkc, NAME, null);
        check(read.getPartitionsCount() == 3 && read.getClusterId().equals(lkc), "its partitions");
        check(ownSettings(configs, lkc).isEmpty(), "no settings of its own");
        configs.updateKafkaTopicConfigBatch(
                lkc,
                NAME,
                new AlterConfigBatchRequestData()
                        .addDataItem(new AlterConfigBatchRequestDataData()
                                .name("retention.ms")
                                .value("123456789")));
        check(ownSettings(configs, lkc).equals(List.of("retention.ms=123456789")), "the setting that was made");
        say("topic " + NAME);

        check(forbidden(() -> new TopicV3Api(program).getKafkaTopic(lkc, NAME, null)), "nothing without an ACL");
        acls.createKafkaAcls(
                lkc,
                new CreateAclRequestData()
                        .resourceType(AclResourceType.TOPIC)
                        .resourceName(NAME)
                        .patternType("LITERAL")
                        .principal("User:" + account)
                        .host("*")
                        .operation("READ")
                        .permission("ALLOW"));
        var found = acls.getKafkaAcls(
                lkc, AclResourceType.TOPIC, NAME, "LITERAL", "User:" + account, "*", "READ", "ALLOW");
        check(found.getData().size() == 1 && found.getData().iterator().next().getClusterId().equals(lkc), "exactly one ACL");
        check(
                new TopicV3Api(program).getKafkaTopic(lkc, NAME, null).getTopicName().equals(NAME),
                "what the ACL allows");
        say("ACL of " + account);

        var deleted = acls.deleteKafkaAcls(
                lkc, AclResourceType.TOPIC, "LITERAL", "READ", "ALLOW", NAME, "User:" + account, "*");
        check(deleted.getData().size() == 1, "the ACL that was deleted");
        check(
                acls.getKafkaAcls(lkc, AclResourceType.TOPIC, NAME, "LITERAL", "User:" + account, "*", "READ", "ALLOW")
                        .getData()
                        .isEmpty(),
                "no ACL any more");
        topics.deleteKafkaTopic(lkc, NAME);
        eventuallyGone("topic", () -> topics.getKafkaTopic(lkc, NAME, null));
    }

    private static List<String> ownSettings(ConfigsV3Api configs, String lkc) throws Exception {
        return configs.listKafkaTopicConfigs(lkc, NAME).getData().stream()
                .filter(it -> "DYNAMIC_TOPIC_CONFIG".equals(it.getSource()))
                .map(it -> it.getName() + "=" + it.getValue())
                .toList();
    }

    private void quota(String environment, String lkc, String account) throws Exception {
        KafkaQuotasV1ClientQuota made = quotas.createKafkaQuotasV1ClientQuota(new KafkaQuotasV1ClientQuota()
                .spec(new KafkaQuotasV1ClientQuotaSpec()
                        .displayName(NAME)
                        .description("")
                        .throughput(new KafkaQuotasV1Throughput()
                                .ingressByteRate("1000000")
                                .egressByteRate("2000000"))
                        .cluster(new ref.kafkaquotas.model.EnvScopedObjectReference()
                                .id(lkc)
                                .environment(environment))
                        .principals(List.of(new ref.kafkaquotas.model.GlobalObjectReference().id(account)))
                        .environment(new ref.kafkaquotas.model.GlobalObjectReference().id(environment))));
        KafkaQuotasV1ClientQuota read = quotas.getKafkaQuotasV1ClientQuota(made.getId());
        check(read.getSpec().getThroughput().getIngressByteRate().equals("1000000"), "its rate, as text");
        check(read.getSpec().getCluster().getId().equals(lkc), "its cluster");
        check(read.getSpec().getEnvironment().getId().equals(environment), "its environment");
        check(read.getSpec().getPrincipals().iterator().next().getId().equals(account), "its principal");
        check(
                !quotas.listKafkaQuotasV1ClientQuotas(lkc, environment, 99, null).getData().isEmpty(),
                "listed");
        say("client quota " + made.getId());
        quotas.deleteKafkaQuotasV1ClientQuota(made.getId());
        eventuallyGone("client quota", () -> quotas.getKafkaQuotasV1ClientQuota(made.getId()));
    }

    private boolean describes(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(api + "/openapi")).build(), BodyHandlers.ofString())
                    .body()
                    .contains(path);
        }
    }

    private static <T> T eventually(String what, Callable<T> question) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        Exception last = new IllegalStateException("never true");
        while (Instant.now().isBefore(end)) {
            try {
                T answer = question.call();
                if (answer != null) {
                    return answer;
                }
            } catch (Exception e) {
                int status = status(e);
                if (status != 401 && status != 403) {
                    throw e;
                }
                last = e;
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("not within " + PATIENCE + ": " + what, last);
    }

    /** Only a 404 means gone; Terraform asks again after anything that is still answered. */
    private static void eventuallyGone(String what, Callable<?> question) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            try {
                Objects.requireNonNull(question.call());
            } catch (Exception e) {
                if (status(e) == 404) {
                    return;
                }
                throw e;
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("still there: " + what);
    }

    private static boolean forbidden(Callable<?> question) throws Exception {
        try {
            question.call();
            return false;
        } catch (Exception e) {
            return status(e) == 403;
        }
    }

    private static int status(Exception e) {
        return switch (e) {
            case ref.org.ApiException it -> it.getCode();
            case ref.cmk.ApiException it -> it.getCode();
            case ref.iam.ApiException it -> it.getCode();
            case ref.apikeys.ApiException it -> it.getCode();
            case ref.kafkaquotas.ApiException it -> it.getCode();
            case ref.kafkarest.ApiException it -> it.getCode();
            default -> 0;
        };
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("expected, but not so: " + what);
        }
    }

    private static void say(String what) {
        System.out.println(what);
    }

    private static String basic(String key, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((key + ":" + secret).getBytes());
    }
}
