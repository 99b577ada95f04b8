package dev.weir.cli.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cli.context.Context;
import dev.weir.cli.context.KeyPair;
import dev.weir.cli.organization.RoleBindingCommand.Part;
import dev.weir.cli.terminal.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoleBindingCommandTest {
    private static final Context CONTEXT =
            new Context("acme", null, "o", "Acme", "u-1", new KeyPair("k", "s"), null, "env-used", null, List.of());

    @Test
    void namesTheSmallestPlaceThatIsGiven() {
        assertThat(RoleBindingCommand.where(CONTEXT, null, null, null)).isEqualTo("crn://weir/organization=o");
        assertThat(RoleBindingCommand.where(CONTEXT, "env-1", null, null))
                .isEqualTo("crn://weir/organization=o/environment=env-1");
        assertThat(RoleBindingCommand.where(CONTEXT, null, "lkc-1", null))
                .isEqualTo("crn://weir/organization=o/environment=env-used/cloud-cluster=lkc-1");
    }

    @Test
    void aTopicIsWithinAClusterOnly() {
        var part = new Part();
        part.topic = "orders-*";
        assertThat(RoleBindingCommand.where(CONTEXT, "env-1", "lkc-1", part))
                .endsWith("/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/topic=orders-*");
        assertThatThrownBy(() -> RoleBindingCommand.where(CONTEXT, "env-1", null, part))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("--cluster");
        assertThatThrownBy(() -> RoleBindingCommand.where(CONTEXT, null, null, part))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("--cluster");
        assertThat(RoleBindingCommand.where(CONTEXT.using("env-2", "lkc-2"), null, null, part))
                .endsWith("/environment=env-2/cloud-cluster=lkc-2/kafka=lkc-2/topic=orders-*");
    }
}
