package dev.weir.gateway.admission;

/**
 * A limit that doesn't allow what was asked.
 *
 * @param limit its name, as in the plan
 * @param value of the limit
 * @param usage so far
 * @param wanted how much more was asked; 0 when that isn't known
 */
public record Exceeded(String limit, long value, long usage, long wanted) {
    /** A sentence for a person. */
    public String message() {
        String asked = wanted == 0 ? "" : ", asked for " + wanted + " more";
        return "the cluster's limit " + limit + " is " + value + ", in use are " + usage + asked;
    }
}
