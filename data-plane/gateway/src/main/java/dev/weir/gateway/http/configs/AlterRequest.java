package dev.weir.gateway.http.configs;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.jspecify.annotations.Nullable;

/** Several settings to be set, or put back to their defaults, all or none. */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
record AlterRequest(
        @Nullable List<@Nullable Item> data, @Nullable Boolean validateOnly) {

    /** One setting. Without an operation it is set. */
    @RegisterForReflection
    record Item(
            @Nullable String name,
            @Nullable String value,
            @Nullable String operation) {
        AlterConfigOp toOp() {
            if (name == null || name.isEmpty()) {
                throw new Problem.Invalid("An entry of data has no name.").asException();
            }
            return operation == null || operation.equals("SET") ? set(name, value) : other(name, operation);
        }

        private static AlterConfigOp other(String name, String operation) {
            if (!operation.equals("DELETE")) {
                throw new Problem.Invalid("The operation for " + name + " must be SET or DELETE.").asException();
            }
            return delete(name);
        }
    }

    /** The new value of one setting, whose name stands in the path. */
    @RegisterForReflection
    record NewValue(@Nullable String value) {}

    static AlterConfigOp set(String name, @Nullable String value) {
        if (value == null) {
            throw new Problem.Invalid(name + " needs a value.").asException();
        }
        return new AlterConfigOp(new ConfigEntry(name, value), OpType.SET);
    }

    static AlterConfigOp delete(String name) {
        return new AlterConfigOp(new ConfigEntry(name, null), OpType.DELETE);
    }

    boolean onlyValidates() {
        return Boolean.TRUE.equals(validateOnly);
    }

    List<AlterConfigOp> changes() {
        if (data == null || data.isEmpty()) {
            throw new Problem.Invalid("data is missing or empty.").asException();
        }
        Set<String> names = new HashSet<>();
        return data.stream().map(item -> change(item, names)).toList();
    }

    private static AlterConfigOp change(@Nullable Item item, Set<String> names) {
        if (item == null) {
            throw new Problem.Invalid("An entry of data is null.").asException();
        }
        AlterConfigOp change = item.toOp();
        if (!names.add(change.configEntry().name())) {
            throw new Problem.Invalid("data has " + change.configEntry().name() + " twice.").asException();
        }
        return change;
    }
}
