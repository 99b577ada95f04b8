package dev.weir.gateway.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.gateway.state.StateChange.ClusterChanged;
import dev.weir.gateway.state.StateChange.ClusterClosed;
import dev.weir.gateway.state.StateChange.KeyClosed;
import dev.weir.gateway.state.StateChange.KeyOpened;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateTablesTest {
    private static final ApiKeyId KEY = new ApiKeyId(Records.KEY);
    private static final ClusterId CLUSTER = new ClusterId(Records.CLUSTER);

    private final StateTables tables = new StateTables();
    private final List<StateChange> heard = new ArrayList<>();

    StateTablesTest() {
        tables.listen(heard::add);
    }

    @Test
    void lowerGenerationsAreIgnored() {
        tables.put(Records.key(5, ApiKeyRecord.State.REVOKED));
        tables.put(Records.key(4, ApiKeyRecord.State.ACTIVE));

        assertThat(tables.keys.get(Records.KEY).state()).isEqualTo(ApiKeyRecord.State.REVOKED);
    }

    @Test
    void lowerSequencesOfAStatusAreIgnored() {
        tables.put(Records.status(7, ClusterStatus.Phase.STOPPED));
        tables.put(Records.status(6, ClusterStatus.Phase.RUNNING));

        assertThat(tables.statuses.get(Records.CLUSTER).phase()).isEqualTo(ClusterStatus.Phase.STOPPED);
    }

    @Test
    void aRepublishedRecordChangesNothing() {
        tables.put(Records.cluster(1, DesiredState.RUNNING));
        heard.clear();
        long changes = tables.changes();

        tables.put(Records.cluster(1, DesiredState.RUNNING));

        assertThat(heard).isEmpty();
        assertThat(tables.changes()).isEqualTo(changes);
    }

    @Test
    void listenersHearWhatConcernsConnections() {
        tables.put(Records.key(1, ApiKeyRecord.State.ACTIVE));
        tables.put(Records.key(2, ApiKeyRecord.State.REVOKED));
        tables.put(Records.cluster(1, DesiredState.RUNNING));
        tables.put(Records.cluster(2, DesiredState.SUSPENDED));

        assertThat(heard)
                .containsExactly(
                        new KeyOpened(KEY),
                        new KeyClosed(KEY),
                        new ClusterChanged(CLUSTER),
                        new ClusterClosed(CLUSTER));
    }

    @Test
    void aKeyThatOpensSomethingElseIsClosedFirst() {
        tables.put(Records.key(1, ApiKeyRecord.State.ACTIVE));
        heard.clear();
        ApiKeyRecord key = Records.key(2, ApiKeyRecord.State.ACTIVE);

        tables.put(new ApiKeyRecord(
                key.schema(),
                key.key(),
                3,
                key.secretSha256(),
                "sa-other",
                key.organization(),
                key.cluster(),
                key.state()));

        assertThat(heard).containsExactly(new KeyClosed(KEY));
    }

    @Test
    void aRecordWithAnImpossibleIdIsNotTaken() {
        ApiKeyRecord key = Records.key(1, ApiKeyRecord.State.ACTIVE);
        assertThatThrownBy(() -> tables.put(new ApiKeyRecord(
                        1, key.key(), 1, key.secretSha256(), "root", key.organization(), key.cluster(), key.state())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(tables.keys.get(Records.KEY)).isNull();
    }
}
