package dev.weir.controlplane.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.Test;

class DatabaseFailureTest {
    @Test
    void noConnectionAndABrokenOneMeanThatPostgresIsUnreachableAndARefusalDoesNot() {
        assertThat(DatabaseFailure.isUnreachable(new GenericJDBCException(
                        "Unable to acquire JDBC Connection", new SQLException("Acquisition timeout"))))
                .isTrue();
        assertThat(DatabaseFailure.isUnreachable(new DatabaseFailure(new SQLException("broken", "08006"))))
                .isTrue();
        assertThat(DatabaseFailure.isUnreachable(new SQLException("starting up", "57P03")))
                .isTrue();

        assertThat(DatabaseFailure.isUnreachable(new DatabaseFailure(new SQLException("duplicate", "23505"))))
                .isFalse();
        assertThat(DatabaseFailure.isUnreachable(new IllegalStateException("something else")))
                .isFalse();
    }
}
