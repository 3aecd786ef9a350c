package dev.berth.stack.voice;

/** One line: a lead, the step's name, a detail, and a duration that ends at the right edge. All without colour. */
record Row(String lead, String step, String detail, String duration) {

    private static final int STEP_WIDTH = 14;
    private static final int NARROW = 60;

    /** The parts as they stand in a line of this width; a detail that does not fit is cut with {@code ellipsis}. */
    Row fitted(int width, String ellipsis) {
        String name = step + " ".repeat(Math.max(0, STEP_WIDTH - step.length()) + 1);
        int room = width - lead.length() - name.length() - duration.length() - 1;
        String shown = width < NARROW || room < 1 ? "" : cut(detail, room, ellipsis);
        int gap = Math.max(1, width - lead.length() - name.length() - shown.length() - duration.length());
        return new Row(lead, name, shown + " ".repeat(gap), duration);
    }

    String text() {
        return lead + step + detail + duration;
    }

    private static String cut(String text, int room, String ellipsis) {
        return text.length() <= room ? text : text.substring(0, Math.max(0, room - ellipsis.length())) + ellipsis;
    }
}
