package dev.berth.box.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ttyd.Ttyd.Hello;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A storm of resizes becomes ten a second, and the last one gets there. */
class ResizeGateTest {

    @Test
    void ten_a_second_and_the_newest_last() {
        var gate = new ResizeGate();
        int passed = 0;
        for (int millis = 0; millis < 1_000; millis++) {
            passed += gate.offer(new Hello(80 + millis % 100, 24), millis).isPresent() ? 1 : 0;
        }
        assertEquals(10, passed);
        assertEquals(Optional.of(new Hello(80 + 99, 24)), gate.due(1_001));
        assertTrue(gate.due(2_000).isEmpty());
    }

    @Test
    void a_single_resize_passes_at_once() {
        assertEquals(Optional.of(new Hello(100, 30)), new ResizeGate().offer(new Hello(100, 30), 0));
    }
}
