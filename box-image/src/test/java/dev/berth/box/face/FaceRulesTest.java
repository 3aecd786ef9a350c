package dev.berth.box.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ttyd.BoxAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, entry, the ledger, closing and commands of faces. */
class FaceRulesTest {

    private static final FaceId FACE = new FaceId("main", 1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "main",
                "main/0",
                "main/-1",
                "main/1 -x",
                "=main/1",
                "../1",
                "main/1:0",
                "Main/1",
                "-a/1",
                "a-/1",
                "main/12345678901",
                "main/1\n",
                "aaaaaaaaaaaaaaaaaaaaa/1"
            })
    void is_no_face(String text) {
        assertTrue(FaceId.parse(text).isEmpty());
    }

    @Test
    void a_name_goes_to_tmux_and_back() {
        var face = FaceId.parse("code-x/12").orElseThrow();
        assertEquals("code-x-12", face.session());
        assertEquals(face, FaceId.ofSession("code-x-12").orElseThrow());
        assertTrue(FaceId.ofSession("my own session").isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, false, false, Join",
        "true, true, true, true, Join",
        "false, true, true, true, Gone",
        "false, true, false, true, Gone",
        "false, false, false, true, Gone",
        "false, false, true, false, Refused",
        "false, false, true, true, Make"
    })
    void entry(boolean alive, boolean noted, boolean fresh, boolean mayType, String expected) {
        var entry = Entry.of(new Entry.Facts(FACE, alive, noted, fresh, mayType));
        assertEquals(expected, entry.getClass().getSimpleName());
    }

    @Test
    void the_ledger_remembers_over_boots_and_heals_a_half_line() throws IOException {
        Path file = folder.resolve("faces");
        new FaceLedger(file, "boot1").note(FACE);
        Files.writeString(file, "main/2 bo", StandardOpenOption.APPEND);
        var second = new FaceLedger(file, "boot2");
        assertTrue(second.noted(FACE));
        assertTrue(second.resumes("main"));
        second.note(new FaceId("main", 3));
        assertFalse(second.resumes("main"));
        assertFalse(second.resumes("codex"));
        var third = new FaceLedger(file, "boot3");
        assertTrue(third.noted(FACE) && third.noted(new FaceId("main", 3)));
    }

    @Test
    void a_note_takes_no_room_that_the_disk_would_have_to_give() throws IOException {
        Path file = folder.resolve("faces");
        var ledger = new FaceLedger(file, "boot1");
        long size = Files.size(file);
        for (int n = 1; n <= 100; n++) ledger.note(new FaceId("main", n));
        assertEquals(size, Files.size(file));
        var again = new FaceLedger(file, "boot2");
        for (int n = 1; n <= 1_500; n++) again.note(new FaceId("codex", n));
        var third = new FaceLedger(file, "boot3");
        assertTrue(third.noted(new FaceId("main", 1)) && third.noted(new FaceId("main", 100)));
        assertTrue(third.noted(new FaceId("codex", 1)) && third.noted(new FaceId("codex", 1_500)));
    }

    @Test
    void an_agents_command_is_resumed_after_a_cold_start_if_it_says_how() {
        var agents = List.of(
                new BoxAgent("main", List.of("codex"), List.of("codex", "resume"), "/srv"),
                new BoxAgent("sh", List.of(), List.of(), "relative"));
        assertEquals(new AgentCommand(List.of("codex"), "/srv"), AgentCommand.of(agents, "main", false));
        assertEquals(new AgentCommand(List.of("codex", "resume"), "/srv"), AgentCommand.of(agents, "main", true));
        assertEquals(new AgentCommand(List.of(), "/workspace"), AgentCommand.of(agents, "sh", true));
        assertEquals(new AgentCommand(List.of(), "/workspace"), AgentCommand.of(agents, "unknown", false));
    }

    @Test
    void a_closed_face_ends_at_once_when_nobody_is_there() {
        var closing = new ClosingFaces();
        var old = new ClosingFaces.Living(FACE, 0, false);
        closing.listed(Set.of(), List.of(old), 20_000);
        assertEquals(List.of(FACE), closing.due(List.of(old), 20_000));
    }

    @Test
    void a_list_that_is_older_than_a_face_does_not_end_it() {
        var closing = new ClosingFaces();
        var young = new ClosingFaces.Living(FACE, 19_000, true);
        closing.listed(Set.of(), List.of(young), 20_000);
        assertEquals(List.of(), closing.due(List.of(young), 30_000));
        closing.listed(Set.of(FACE), List.of(young), 31_000);
        assertEquals(List.of(), closing.due(List.of(young), 200_000));
    }

    @Test
    void a_doubt_ends_an_attached_session_after_a_minute() {
        var closing = new ClosingFaces();
        var attached = new ClosingFaces.Living(FACE, 0, true);
        closing.listed(Set.of(), List.of(attached), 20_000);
        assertEquals(List.of(), closing.due(List.of(attached), 79_999));
        assertEquals(List.of(FACE), closing.due(List.of(attached), 80_000));
    }

    @Test
    void a_pane_line_with_tabs_in_its_title_is_read() {
        var pane = TmuxSession.parse("main-1\t10\t11\t1700000000\t1\tvim\t/srv\thost\tmy\ttitle")
                .orElseThrow();
        assertEquals("my\ttitle", pane.title());
        assertEquals(
                "vim",
                TmuxSession.parse("main-1\t10\t11\t1\t1\tvim\t/srv\thost\thost")
                        .orElseThrow()
                        .title());
        assertTrue(TmuxSession.parse("theirs\t10\t11\t1\t1\tvim\t/srv\thost\tt").isEmpty());
        assertInstanceOf(Entry.Join.class, Entry.of(new Entry.Facts(FACE, true, false, false, false)));
    }
}
