package dev.berth.stack.tools;

import dev.berth.stack.voice.Block;
import dev.berth.stack.voice.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The failures that a newcomer can meet, in the words of both voices. */
public final class Failures {

    public static final int STEP_FAILED = 1;
    public static final int SOMETHING_MISSING = 3;

    private Failures() {}

    /** No Docker and no Podman answers, and none may be installed. */
    public static Failure noEngine(String verb) {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("Debian, Ubuntu", "sudo apt-get install -y podman");
        places.put("Fedora", "sudo dnf install -y podman");
        places.put("macOS", "brew install podman && podman machine init --now");
        places.put("one elsewhere", "export DOCKER_HOST=unix:///path/to/engine.sock");
        return new Failure(
                "neither Docker nor Podman answers",
                List.of(
                        new Block.Paragraph("Berth runs each computer in a container, so it needs one of the two."),
                        new Block.Commands(places),
                        new Block.Paragraph("Then run ./berth " + verb + " again. Nothing is running.")),
                "no container engine. Install one (Debian: apt-get install -y podman) or set DOCKER_HOST, then run ./berth "
                        + verb + " again. Nothing is running.",
                SOMETHING_MISSING);
    }

    /** Another process holds the proxy's port; {@code free} was checked a moment ago. */
    public static Failure portTaken(int port, String holder, int free) {
        String again = "./berth up --port " + free;
        return new Failure(
                port + " is taken by " + holder,
                List.of(
                        new Block.Paragraph("The proxy needs one free port. " + free + " is free:"),
                        new Block.Command(again)),
                "port " + port + " is taken. Choose another: " + again,
                SOMETHING_MISSING);
    }

    /** Packages of the distribution are missing and may not be installed without being asked. */
    public static Failure packages(List<String> missing, String verb) {
        String names = String.join(" ", missing);
        String command = "sudo apt-get install -y " + names;
        return new Failure(
                String.join(", ", missing) + " not found",
                List.of(
                        new Block.Commands(Map.of("Debian, Ubuntu", command)),
                        new Block.Paragraph("Then run ./berth " + verb + " again.")),
                "missing: " + names + ". Install it (Debian: apt-get install -y " + names + "), then run ./berth "
                        + verb + " again.",
                SOMETHING_MISSING);
    }

    /** Cluster tools have to be built, and no Go is there nor to be had. */
    public static Failure noGo(String version, String why) {
        return new Failure(
                "go " + version + " cannot be fetched",
                List.of(
                        new Block.Paragraph(
                                "The cluster tools are built from Go modules, once, and go 1.26 or newer is neither on"
                                        + " PATH nor to be had from the Go module proxy (" + why + ")."),
                        new Block.Paragraph("Install Go, or set GOPROXY, then run ./berth again.")),
                "go 1.26 or newer is missing and cannot be fetched (" + why
                        + "). Install Go or set GOPROXY, then run ./berth" + " again.",
                SOMETHING_MISSING);
    }

    /** A folder has no room for what comes. */
    public static Failure diskFull(Path folder, long freeMegabytes, long neededMegabytes, String remedy) {
        return new Failure(
                freeMegabytes + " MB free in " + folder + ", " + neededMegabytes + " MB needed",
                List.of(new Block.Paragraph(remedy)),
                "the disk of " + folder + " is full: " + freeMegabytes + " MB free, " + neededMegabytes + " MB needed. "
                        + remedy,
                SOMETHING_MISSING);
    }

    /** A tool ended with an error: its last words, our sentence, its log. */
    public static Failure tool(String detail, List<String> lastLines, String sentence, Path log) {
        List<Block> blocks = new ArrayList<>();
        if (!lastLines.isEmpty()) {
            blocks.add(new Block.Evidence(lastLines));
        }
        blocks.add(new Block.Paragraph(sentence, log.toString()));
        return new Failure(detail, blocks, sentence + " Log: " + log, STEP_FAILED);
    }
}
