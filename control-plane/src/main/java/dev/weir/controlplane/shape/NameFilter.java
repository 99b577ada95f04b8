package dev.weir.controlplane.shape;

import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem.InvalidFilter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Names of which a list's rows have to have one; all rows are meant when there are none.
 *
 * @param parameter of the query, which may come several times
 */
public record NameFilter(String parameter, List<String> names) {
    private static final int MOST = 100;

    public NameFilter {
        names = List.copyOf(names);
    }

    public static NameFilter of(String parameter, List<String> sent) {
        if (sent.size() > MOST || !sent.stream().allMatch(Fields::isPrintable)) {
            throw new InvalidFilter(
                            parameter, parameter + " has control characters or comes more than " + MOST + " times.")
                    .toException();
        }
        return new NameFilter(
                parameter, sent.stream().filter(name -> !name.isEmpty()).toList());
    }

    /** Terraform sends "my app" as two values: their sum is meant too. */
    public List<String> wanted() {
        return names.size() < 2
                ? names
                : Stream.concat(names.stream(), Stream.of(joined())).toList();
    }

    /** For the name of a listing, whose tokens hold for these names only. */
    public String suffix() {
        return ":" + joined();
    }

    /** For the links to other pages. */
    public Map<String, String> query() {
        return names.isEmpty() ? Map.of() : Map.of(parameter, joined());
    }

    private String joined() {
        return String.join(" ", names);
    }
}
