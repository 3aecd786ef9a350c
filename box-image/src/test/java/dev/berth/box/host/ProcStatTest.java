package dev.berth.box.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProcStatTest {

    @Test
    void a_name_may_hold_brackets_and_blanks() {
        var stat = ProcStat.parse("42 (a) b (c) S 7 42 42 0 -1 4194560 1 2 3 4 10 20 30 40 20 0 1 0 12345 1 2 3\n");
        assertEquals(new ProcStat(42, 7, "a) b (c", 100, 12345), stat);
    }

    @Test
    void a_boot_is_named_by_the_kernel_and_the_start_of_init() {
        assertEquals(8, BootId.of("5f2c", 1).length());
        assertEquals(BootId.of("5f2c", 1), BootId.of("5f2c", 1));
        assertEquals(false, BootId.of("5f2c", 1).equals(BootId.of("5f2c", 2)));
    }
}
