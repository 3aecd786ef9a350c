package dev.berth.ttyd;

/**
 * Tells what people type from what a terminal says by itself (resources.md 4.4): mouse, focus, device attributes, status and cursor
 * reports, mode reports, OSC, DCS and APC replies, colour scheme and keyboard protocol replies. All else is typing, and so is a message
 * that holds both: when in doubt somebody is there.
 */
public final class TerminalReports {

    private TerminalReports() {}

    /** Whether one whole message holds nothing but whole reports. */
    public static boolean onlyReports(byte[] input) {
        return new Classifier().message(input) == InputKind.REPORTS;
    }

    /**
     * Follows the input of one terminal, since a reply may be split over messages. A message that ends in {@code ESC} or in {@code ESC}
     * and one character is the Escape key or an Alt chord, and so typing.
     */
    public static final class Classifier {

        /** An unfinished reply that grows beyond this was never one. */
        private static final int MAX_REPLY = 128 * 1024;

        private static final int ESC = 0x1b;
        private static final int BEL = 0x07;

        private enum State {
            GROUND,
            ESCAPE,
            CSI,
            X10,
            X10_TAIL,
            STRING,
            STRING_ESCAPE
        }

        private State state = State.GROUND;
        private boolean typed;
        private boolean pasting;
        private int length;
        private final int[] x10 = new int[3];
        private int x10Length;
        private final StringBuilder sequence = new StringBuilder();

        /** Classifies one whole message. */
        public InputKind message(byte[] input) {
            return chunk(input, true);
        }

        /**
         * Classifies a message that comes in chunks; the answer counts once {@code last} is true.
         */
        public InputKind chunk(byte[] chunk, boolean last) {
            for (byte b : chunk) {
                step(b & 0xFF);
            }
            return last ? end() : typed ? InputKind.TYPING : InputKind.UNFINISHED;
        }

        private InputKind end() {
            boolean keyAtEnd = state == State.ESCAPE || (state != State.GROUND && length <= 2);
            if (keyAtEnd) {
                // The Escape key, or Alt with one of [ ] P _.
                typed = true;
                state = State.GROUND;
            }
            if (state == State.X10_TAIL) {
                state = State.GROUND;
            }
            boolean was = typed || pasting;
            typed = false;
            if (was) {
                return InputKind.TYPING;
            }
            return state == State.GROUND ? InputKind.REPORTS : InputKind.UNFINISHED;
        }

        private void step(int b) {
            length++;
            switch (state) {
                case GROUND -> ground(b);
                case ESCAPE -> escape(b);
                case CSI -> csi(b);
                case X10 -> x10(b);
                case X10_TAIL -> x10Tail(b);
                case STRING -> string(b);
                case STRING_ESCAPE -> stringEscape(b);
            }
        }

        private void ground(int b) {
            if (b == ESC) {
                state = State.ESCAPE;
                length = 1;
            } else {
                typed = true;
            }
        }

        private void escape(int b) {
            switch (b) {
                case '[' -> {
                    state = State.CSI;
                    sequence.setLength(0);
                }
                case ']', 'P', '_' -> state = State.STRING;
                // Escape twice: the first is a key, the second may begin a report.
                case ESC -> {
                    typed = true;
                    length = 1;
                }
                default -> key();
            }
        }

        private void csi(int b) {
            if (b == 'M' && sequence.isEmpty()) {
                state = State.X10;
                x10Length = 0;
                return;
            }
            if (b < 0x20 || b > 0x7E || sequence.length() > 64) {
                typed = true;
                state = State.GROUND;
                ground(b);
                return;
            }
            sequence.append((char) b);
            // The Linux console's ESC [ [ A is a function key; elsewhere 0x40 to 0x7E ends a sequence.
            if (b >= 0x40 && !(b == '[' && sequence.length() == 1)) {
                state = State.GROUND;
                endOfCsi(sequence.toString());
            }
        }

        private void endOfCsi(String csi) {
            if (csi.equals("200~")) {
                pasting = true;
            } else if (csi.equals("201~")) {
                pasting = false;
            }
            if (!CsiReports.isReport(csi)) {
                typed = true;
            }
        }

        /**
         * Three bytes follow, or three characters where mode 1005 is on: bytes that could be both are three bytes if the message ends
         * there or the next sequence begins.
         */
        private void x10(int b) {
            x10[x10Length++] = b;
            if (x10Length < 3) {
                return;
            }
            boolean pair = lead(x10[1]) && continuation(x10[2]);
            state = pair || lead(x10[2]) ? State.X10_TAIL : State.GROUND;
            x10Length = pair ? 0 : 1;
        }

        /** The rest of three characters; {@code x10Length} is 1 while a continuation byte is due. */
        private void x10Tail(int b) {
            if (b == ESC || (x10Length == 1 && !continuation(b))) {
                state = State.GROUND;
                ground(b);
            } else if (x10Length == 0 && lead(b)) {
                x10Length = 1;
            } else {
                state = State.GROUND;
            }
        }

        private static boolean lead(int b) {
            return b >= 0xC2 && b <= 0xDF;
        }

        private static boolean continuation(int b) {
            return b >= 0x80 && b <= 0xBF;
        }

        private void string(int b) {
            if (b == BEL) {
                state = State.GROUND;
            } else if (b == ESC) {
                state = State.STRING_ESCAPE;
            } else if (b < 0x20 || b == 0x7F || length > MAX_REPLY) {
                // No reply holds a control character, and nobody types for long without pressing Enter.
                key();
            }
        }

        private void stringEscape(int b) {
            if (b == '\\') {
                state = State.GROUND;
            } else {
                typed = true;
                state = State.ESCAPE;
                length = 2;
                escape(b);
            }
        }

        private void key() {
            typed = true;
            state = State.GROUND;
        }
    }
}
