package dev.berth.stack.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {

    private static final Duration GRACE = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @Test
    void aLaterProcessFindsAndStopsWhatAnEarlierOneStarted() {
        Running started = new Programs(folder).start(shell("sleeper", "sleep 600"));
        Programs later = new Programs(folder);
        assertEquals(List.of(started), later.running());
        later.stop("sleeper", GRACE);
        assertFalse(started.alive());
        assertEquals(List.of(), later.running());
    }

    @Test
    void whoeverIgnoresTheRequestIsEndedByForce() throws IOException {
        Running stubborn =
                new Programs(folder).start(shell("stubborn", "trap '' TERM; echo up; while :; do sleep 1; done"));
        Path log = folder.resolve("stubborn.log");
        await().until(() -> Files.readString(log).contains("up"));
        new Programs(folder).stop("stubborn", Duration.ofMillis(200));
        assertFalse(stubborn.alive());
    }

    @Test
    void childrenGoWithTheirParent() throws IOException {
        new Programs(folder).start(shell("parent", "sleep 600 & echo $!; wait"));
        Path log = folder.resolve("parent.log");
        await().until(() -> Files.readString(log).contains("\n"));
        long child = Long.parseLong(Files.readString(log).strip());
        assertTrue(ProcessIdentity.of(child).isPresent());
        new Programs(folder).stop("parent", GRACE);
        await().until(() -> ProcessIdentity.of(child).isEmpty());
    }

    @Test
    void aStalePidFileNeverEndsAStranger() throws IOException {
        Running stranger = new Programs(folder.resolve("other")).start(shell("stranger", "sleep 600"));
        Files.writeString(folder.resolve("etcd.pid"), stranger.pid() + " 1@00000000\n");
        new Programs(folder).stop("etcd", GRACE);
        assertTrue(stranger.alive());
        stranger.stop(GRACE);
    }

    @Test
    void aProgramLeadsASessionOfItsOwn() throws IOException {
        new Programs(folder).start(shell("leader", "ps -o sid= -p $$; echo $$; sleep 600"));
        Path log = folder.resolve("leader.log");
        await().until(() -> Files.readString(log).lines().count() == 2);
        List<String> ids = Files.readAllLines(log).stream().map(String::strip).toList();
        assertEquals(ids.get(0), ids.get(1));
        new Programs(folder).stop("leader", GRACE);
    }

    @Test
    void aFileInTheWayIsSaidInOneSentence() throws IOException {
        Files.writeString(folder.resolve("run"), "a file where a folder should be");
        StartFailed failed =
                assertThrows(StartFailed.class, () -> new Programs(folder.resolve("run")).start(shell("none", "true")));
        assertTrue(String.valueOf(failed.getMessage()).startsWith("none could not be started: "), failed::toString);
    }

    private Program shell(String name, String script) {
        return new Program(name, List.of("/bin/sh", "-c", script), Map.of(), folder.resolve(name + ".log"));
    }
}
