package dev.berth.box.host;

/**
 * What {@code /proc/{pid}/stat} says about a process (proc_pid_stat(5)).
 *
 * @param cpuTicks its own time and that of children it has waited for; 100 ticks are a second on every Linux we run on
 * @param startTicks since the kernel's boot; together with the pid it names a process for ever
 */
public record ProcStat(long pid, long parent, String name, long cpuTicks, long startTicks) {

    /** Field 2 is in brackets and may itself hold blanks and brackets; what follows the last one is plain. */
    public static ProcStat parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        String[] field = line.substring(close + 2).strip().split(" ", -1);
        // field[0] is field 3 of the manual page.
        long cpu = 0;
        for (int number = 14; number <= 17; number++) {
            cpu += Long.parseLong(field[number - 3]);
        }
        return new ProcStat(
                Long.parseLong(line.substring(0, open).strip()),
                Long.parseLong(field[1]),
                line.substring(open + 1, close),
                cpu,
                Long.parseLong(field[22 - 3]));
    }
}
