package dev.berth.box.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes of the box, read from {@code /proc}; one that ends meanwhile is left out. */
public final class ProcessTable {

    /** A process and whose it is. */
    public record Row(ProcStat stat, int uid) {}

    private final Path proc;

    public ProcessTable(Path proc) {
        this.proc = proc;
    }

    public List<Row> read() throws IOException {
        var rows = new ArrayList<Row>();
        try (var entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path entry : entries) {
                try {
                    int uid = (Integer) Files.getAttribute(entry, "unix:uid");
                    rows.add(new Row(ProcStat.parse(Files.readString(entry.resolve("stat"))), uid));
                } catch (IOException ended) {
                    // Between the listing and the reading it ended: it is no longer there, which is what the table
                    // says.
                }
            }
        }
        return rows;
    }
}
