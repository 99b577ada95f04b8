package dev.weir.controlplane.mail;

/** A mail of plain text. */
public record Letter(String to, String subject, String text) {
    @Override
    public String toString() {
        return "Letter[subject=" + subject + "]";
    }
}
