package dev.weir.controlplane.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.tenants.access.Role;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GrantsPropertiesTest {
    @Property
    void nobodyGivesMoreThanTheyHave(
            @ForAll("grants") Grants giver,
            @ForAll Role role,
            @ForAll("scopes") Scope where,
            @ForAll Action action,
            @ForAll("scopes") Scope asked) {
        if (giver.mayGrant(role, where) && new Grants(List.of(new Grant(role, where))).may(action, asked)) {
            assertThat(giver.may(action, asked)).isTrue();
        }
    }

    @Property
    void aFurtherRoleTakesNothingAway(
            @ForAll("grants") Grants grants,
            @ForAll("grant") Grant further,
            @ForAll Action action,
            @ForAll("scopes") Scope where) {
        var more = new ArrayList<>(grants.all());
        more.add(further);
        if (grants.may(action, where)) {
            assertThat(new Grants(more).may(action, where)).isTrue();
        }
    }

    @Property
    void whatIsAllowedInTheWholeIsAllowedInItsParts(
            @ForAll("grants") Grants grants,
            @ForAll Action action,
            @ForAll("scopes") Scope whole,
            @ForAll("scopes") Scope part) {
        if (!action.reachesUp() && whole.contains(part) && grants.may(action, whole)) {
            assertThat(grants.may(action, part)).isTrue();
        }
    }

    @Property
    void rolesSayNothingOfWhatIsBesideThem(
            @ForAll("grant") Grant grant, @ForAll Action action, @ForAll("scopes") Scope where) {
        if (!grant.scope().contains(where) && !where.contains(grant.scope())) {
            assertThat(new Grants(List.of(grant)).may(action, where)).isFalse();
        }
    }

    @Property
    void aListShowsExactlyTheClustersThatMayBeRead(
            @ForAll("grants") Grants grants, @ForAll("clusters") Scope.OneCluster cluster) {
        Reach reach = grants.reach(Action.READ_CLUSTER);
        boolean listed = reach.everywhere()
                || reach.environments().contains(cluster.environment())
                || reach.clusters().contains(cluster.cluster());
        assertThat(listed).isEqualTo(grants.may(Action.READ_CLUSTER, cluster));
    }

    @Provide
    Arbitrary<Grants> grants() {
        return grant().list().ofMaxSize(4).map(Grants::new);
    }

    @Provide
    Arbitrary<Grant> grant() {
        return Combinators.combine(Arbitraries.of(Role.class), scopes()).as(Grant::new);
    }

    @Provide
    Arbitrary<Scope> scopes() {
        return Arbitraries.oneOf(
                Arbitraries.just(Scope.organization()), environments().map(Scope::of), clusters());
    }

    /** A cluster's environment follows from its id, as in Postgres. */
    @Provide
    Arbitrary<Scope.OneCluster> clusters() {
        return Combinators.combine(environments(), Arbitraries.integers().between(1, 3))
                .as((environment, number) -> new Scope.OneCluster(
                        environment, new ClusterId("lkc-" + environment.value().substring(4) + number)));
    }

    private static Arbitrary<EnvironmentId> environments() {
        return Arbitraries.of("env-a", "env-b", "env-c").map(EnvironmentId::new);
    }
}
