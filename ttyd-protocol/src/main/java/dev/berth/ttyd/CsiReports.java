package dev.berth.ttyd;

import java.util.regex.Pattern;

/** Which control sequences a terminal sends by itself; each is given without its {@code ESC [}. */
final class CsiReports {

    /** Mode reports with $ y, locator reports with & w: no key has an intermediate character. */
    private static final Pattern WITH_INTERMEDIATE = Pattern.compile("[0-9;]*(\\$y|&w)");

    /** Cursor position: row, column, page. */
    private static final Pattern CURSOR = Pattern.compile("[0-9]+;[0-9]+(;[0-9]+)?R");

    /** F3 with Shift, Alt, Control: looks like a cursor in the first row, columns 2 to 16. A key must not be missed. */
    private static final Pattern MODIFIED_F3 = Pattern.compile("1;([2-9]|1[0-6])R");

    /** urxvt's mouse: three numbers. */
    private static final Pattern URXVT_MOUSE = Pattern.compile("[0-9]+;[0-9]+;[0-9]+M");

    /** Device attributes, status, parameters, window sizes: at least one number. */
    private static final Pattern NUMBERED = Pattern.compile("[0-9][0-9;:]*[cntx]");

    private CsiReports() {}

    static boolean isReport(String csi) {
        char first = csi.charAt(0);
        if (first == '?' || first == '>' || first == '<' || first == '=') {
            // Private replies: attributes, modes, colour scheme, keyboard flags, SGR mouse. No key uses these prefixes.
            return true;
        }
        if (csi.equals("I") || csi.equals("O")) {
            return true;
        }
        if (CURSOR.matcher(csi).matches()) {
            return !MODIFIED_F3.matcher(csi).matches();
        }
        return WITH_INTERMEDIATE.matcher(csi).matches()
                || URXVT_MOUSE.matcher(csi).matches()
                || NUMBERED.matcher(csi).matches();
    }
}
