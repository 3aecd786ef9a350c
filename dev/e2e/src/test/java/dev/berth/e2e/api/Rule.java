package dev.berth.e2e.api;

/**
 * One row of the table of rules: an object, a change to it, and what the API server says.
 *
 * @param before patch that makes the stored object out of the smallest one; ignored for a creation
 * @param change patch that is sent, or that makes the new object
 * @param field where the server sees the mistake; empty: it accepts
 * @param message what it says there
 */
record Rule(String kind, Way way, String before, String change, String field, String message) {

    enum Way {
        CREATE,
        EDIT,
        EDIT_STATUS
    }

    static Rule made(String kind, String change) {
        return new Rule(kind, Way.CREATE, "", change, "", "");
    }

    static Rule edited(String kind, String before, String change) {
        return new Rule(kind, Way.EDIT, before, change, "", "");
    }

    static Rule reported(String kind, String before, String change) {
        return new Rule(kind, Way.EDIT_STATUS, before, change, "", "");
    }

    Rule refused(String where, String why) {
        return new Rule(kind, way, before, change, where, why);
    }

    boolean accepted() {
        return field.isEmpty();
    }

    @Override
    public String toString() {
        String verb = way == Way.CREATE ? " is made with " : before + " is changed to ";
        return kind + " " + verb + change + (accepted() ? ": accepted" : ": refused at " + field);
    }
}
