package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists that are read while they change. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class PagingIT {
    private static final String PATH = "/iam/v2/service-accounts";

    @Test
    void everyRowIsSeenOnceInTheOrderOfItsAgeWhileOthersComeAndGo() {
        Tenant tenant = Tenant.signUp();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(tenant.serviceAccount("account " + i));
        }

        Response first = tenant.get(PATH + "?page_size=3");
        assertThat(first.jsonPath().getInt("metadata.total_size")).isEqualTo(7);
        assertThat(first.jsonPath().getString("metadata.first")).contains(PATH);
        assertThat(first.jsonPath().getList("data.id")).isEqualTo(ids.subList(0, 3));

        tenant.delete(PATH + "/" + ids.get(1));
        Response second = tenant.get(next(first));
        assertThat(second.jsonPath().getList("data.id")).isEqualTo(ids.subList(3, 6));

        String late = tenant.serviceAccount("late");
        Response third = tenant.get(next(second));
        assertThat(third.jsonPath().getList("data.id")).containsExactly(ids.get(6), late);
        assertThat(third.asString()).doesNotContain("\"next\"");
        assertThat(tenant.get(next(first)).jsonPath().getList("data.id")).isEqualTo(ids.subList(3, 6));
    }

    @Test
    void pagesLinkToTheirNeighboursAndToBothEnds() {
        Tenant tenant = Tenant.signUp();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ids.add(tenant.serviceAccount("account " + i));
        }
        Response first = tenant.get(PATH + "?page_size=3");
        assertThat(first.asString()).doesNotContain("\"prev\"");
        Response last = tenant.get(link(first, "last"));
        assertThat(last.jsonPath().getList("data.id")).isEqualTo(ids.subList(6, 8));
        assertThat(last.asString()).doesNotContain("\"next\"");
        Response middle = tenant.get(link(last, "prev"));
        assertThat(middle.jsonPath().getList("data.id")).isEqualTo(ids.subList(3, 6));
        assertThat(tenant.get(link(middle, "prev")).jsonPath().getList("data.id"))
                .isEqualTo(ids.subList(0, 3));
        assertThat(tenant.get(link(last, "first")).jsonPath().getList("data.id"))
                .isEqualTo(ids.subList(0, 3));
        assertThat(tenant.get(PATH + "?page_size=8").asString())
                .doesNotContain("\"last\"")
                .doesNotContain("\"prev\"")
                .doesNotContain("\"next\"")
                .doesNotContain("null");
    }

    @Test
    void aTokenIsOfUseInItsOwnListOnly() {
        Tenant tenant = Tenant.signUp();
        Tenant other = Tenant.signUp();
        for (Tenant each : List.of(tenant, other)) {
            each.serviceAccount("a");
            each.serviceAccount("b");
        }
        String token = next(tenant.get(PATH + "?page_size=1")).replaceFirst(".*page_token=", "");

        assertThat(tenant.get(PATH + "?page_token=" + token).statusCode()).isEqualTo(200);
        for (Response refused : List.of(
                other.get(PATH + "?page_token=" + token),
                tenant.get("/org/v2/environments?page_token=" + token),
                tenant.get(PATH + "?display_name=a&page_token=" + token),
                tenant.get(PATH + "?page_token=x" + token),
                tenant.get(PATH + "?page_token=nonsense"),
                tenant.get(PATH + "?page_token=" + "A".repeat(1000)))) {
            assertProblem(refused, 400, "invalid_filter");
            assertThat(refused.jsonPath().getString("errors[0].source.parameter"))
                    .isEqualTo("page_token");
        }
    }

    @Test
    void pagesHaveTenRowsUnlessAskedOtherwise() {
        Tenant tenant = Tenant.signUp();
        for (int i = 0; i < 11; i++) {
            tenant.serviceAccount("account " + i);
        }
        assertThat(tenant.get(PATH).jsonPath().getList("data")).hasSize(10);
        assertThat(tenant.get(PATH + "?page_size=100").jsonPath().getList("data"))
                .hasSize(11);
        for (String size : List.of("0", "101", "-1", "many", "99999999999")) {
            assertProblem(tenant.get(PATH + "?page_size=" + size), 400, "invalid_filter");
        }
    }

    private static String next(Response page) {
        return link(page, "next");
    }

    private static String link(Response page, String name) {
        return page.jsonPath().getString("metadata." + name).replaceFirst("http://[^/]*", "");
    }
}
