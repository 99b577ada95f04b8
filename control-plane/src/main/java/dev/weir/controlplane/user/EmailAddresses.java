package dev.weir.controlplane.user;

import dev.weir.controlplane.problem.Fields;
import org.jspecify.annotations.Nullable;

/** Which texts can be e-mail addresses. Whether somebody reads them only a mail can tell. */
public final class EmailAddresses {
    private static final int LONGEST = 254;

    private EmailAddresses() {}

    /** A field that has to have an address. */
    public static String required(Fields fields, String pointer, @Nullable String value) {
        String address = fields.required(pointer, value);
        if (!address.isEmpty() && !isAddress(address)) {
            fields.reject(pointer, "must be an e-mail address");
        }
        return address;
    }

    private static boolean isAddress(String text) {
        int at = text.indexOf('@');
        return text.length() <= LONGEST
                && at > 0
                && at == text.lastIndexOf('@')
                && at < text.length() - 1
                && text.codePoints().noneMatch(EmailAddresses::separates)
                && Fields.isPrintable(text);
    }

    /** What would end an address in the header of a mail. */
    private static boolean separates(int point) {
        return Character.isWhitespace(point) || Character.isISOControl(point) || ",;<>\"".indexOf(point) >= 0;
    }
}
