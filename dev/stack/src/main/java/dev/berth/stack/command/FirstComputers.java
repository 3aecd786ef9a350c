package dev.berth.stack.command;

import dev.berth.stack.cluster.Installation;
import dev.berth.stack.cluster.Kubectl;
import dev.berth.stack.engine.Engine;
import dev.berth.stack.process.HttpProbe;
import dev.berth.stack.tools.Failures;
import dev.berth.stack.voice.Block;
import dev.berth.stack.voice.Failure;
import dev.berth.stack.voice.StepFailed;
import dev.berth.stack.voice.Voice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes the sample computers and waits until the first one's URL answers. */
final class FirstComputers {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Kubectl kubectl;
    private final Engine engine;
    private final String cluster;
    private final int port;

    FirstComputers(Kubectl kubectl, Engine engine, String cluster, int port) {
        this.kubectl = kubectl;
        this.engine = engine;
        this.cluster = cluster;
        this.port = port;
    }

    void ensure(Installation installation, String image, List<String> names, Voice.Progress progress)
            throws InterruptedException {
        progress.at(String.join(", ", names));
        installation.samples(image, names);
        List<String> wait = new ArrayList<>(
                List.of("wait", "--for=condition=Ready", "--timeout=" + READY_WITHIN.toSeconds() + "s"));
        names.forEach(name -> wait.add("computer/" + name));
        Kubectl.Answer answer = kubectl.ask("", wait);
        long machinesUntil = System.nanoTime() + READY_WITHIN.toNanos();
        while (!answer.ok() || !machineBehind(names.getFirst())) {
            if (!answer.ok() || System.nanoTime() > machinesUntil) {
                throw new StepFailed(notReady(names));
            }
            Thread.sleep(LOOK_AGAIN);
            answer = kubectl.ask("", wait);
        }
        String host = names.getFirst() + ".localhost:" + port;
        long until = System.nanoTime() + ANSWERS_WITHIN.toNanos();
        while (!serves(HttpProbe.get(port, host, "/").status())) {
            if (System.nanoTime() > until) {
                throw new StepFailed(silent(host));
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    /**
     * A status that a {@code down} has left says Ready of a machine that is gone, until the controller has looked. A computer
     * that sleeps needs none: the first visit makes it.
     */
    private boolean machineBehind(String name) {
        String phase = kubectl.run("get", "computer", name, "--output", "jsonpath={.status.phase}");
        return !phase.equals("Ready") || engine.computers(cluster).contains(name);
    }

    /** Right after its creation the proxy may not have heard of a computer: 404; a page, or a word on the way to one, is an answer. */
    private static boolean serves(int status) {
        return status >= 200 && status < 404;
    }

    private Failure notReady(List<String> names) {
        String why = kubectl.ask(
                        "",
                        List.of(
                                "get",
                                "computers",
                                names.getFirst(),
                                "--output",
                                "jsonpath={.status.conditions[?(@.type==\"Ready\")].message}"))
                .output()
                .strip();
        String sentence = why.isEmpty() ? "The controller has said nothing about it." : why;
        return new Failure(
                names.getFirst() + " is not ready after " + READY_WITHIN.toSeconds() + " s",
                List.of(
                        new Block.Paragraph(sentence),
                        new Block.Command("kubectl --kubeconfig " + kubectl.kubeconfig() + " describe computer "
                                + names.getFirst()),
                        new Block.Paragraph(
                                "The stack still runs. ./berth down stops it.",
                                "the folder log beside the kubeconfig")),
                "computer " + names.getFirst() + " is not ready: " + sentence + " The stack still runs.",
                Failures.STEP_FAILED);
    }

    private static Failure silent(String host) {
        String sentence = "The computer is ready, but http://" + host
                + "/ does not answer. The stack still runs; look into the" + " proxy's log, then run ./berth up again.";
        return new Failure(
                "http://" + host + "/ does not answer",
                List.of(new Block.Paragraph(sentence)),
                sentence,
                Failures.STEP_FAILED);
    }
}
