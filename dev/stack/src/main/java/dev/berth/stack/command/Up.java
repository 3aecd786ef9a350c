package dev.berth.stack.command;

import dev.berth.stack.build.Fingerprint;
import dev.berth.stack.build.ProgramsBuild;
import dev.berth.stack.cluster.BoxKeyFolder;
import dev.berth.stack.cluster.Cluster;
import dev.berth.stack.cluster.ControlPlane;
import dev.berth.stack.cluster.GivenCluster;
import dev.berth.stack.cluster.Installation;
import dev.berth.stack.cluster.KubeTools;
import dev.berth.stack.cluster.Kubectl;
import dev.berth.stack.engine.BoxImage;
import dev.berth.stack.engine.Engine;
import dev.berth.stack.engine.EngineFinder;
import dev.berth.stack.process.ProcessIdentity;
import dev.berth.stack.process.StartFailed;
import dev.berth.stack.tools.Failures;
import dev.berth.stack.tools.KubeToolsBuild;
import dev.berth.stack.tools.Packages;
import dev.berth.stack.voice.Failure;
import dev.berth.stack.voice.StepFailed;
import dev.berth.stack.voice.Voice;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;

/** {@code ./berth up}: from whatever is there to a URL that answers. Cheap checks come first, each step is kept. */
final class Up {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    /**
     * What the person asked for.
     *
     * @param kubeconfig of a cluster that is already there; empty for our own
     */
    record Options(boolean detach, int port, Optional<Path> kubeconfig, int computers, boolean yes) {

        List<String> computerNames() {
            return IntStream.rangeClosed(1, computers)
                    .mapToObj(number -> number == 1 ? "hello" : "hello-" + number)
                    .toList();
        }

        String url() {
            return "http://hello.localhost:" + port + "/";
        }
    }

    private final Invocation invocation;
    private final Options options;
    private final Voice voice;
    private final Packages packages;
    private final ProgramsBuild build;
    private final BerthPrograms berth;

    Up(Invocation invocation, Options options) {
        this.invocation = invocation;
        this.options = options;
        this.voice = invocation.voice();
        this.packages = Packages.of(
                invocation.host(),
                options.yes(),
                invocation.question(),
                invocation.folder().log());
        this.build = new ProgramsBuild(invocation.repository(), invocation.folder());
        this.berth = new BerthPrograms(invocation.folder(), build, invocation.programs());
    }

    /** Everything up to the URL. Returns the record of what runs. */
    StackRecord run() throws InterruptedException {
        invocation.header("up");
        invocation.sayJdk();
        Optional<StackRecord> before = StackRecord.read(invocation.folder());
        before.ifPresent(this::requireSameCluster);
        if (before.filter(this::asWished).isPresent()
                && RunningStack.whole(invocation, before.get())
                && build.upToDate()) {
            String since =
                    CLOCK.format(java.time.Instant.parse(before.get().since()).atZone(ZoneId.systemDefault()));
            voice.step("start", progress -> "already running since " + since);
            sayReady(before.get().url(), before.get().owned());
            return before.get();
        }
        // Before the engine, which writes its configuration there.
        new DiskCheck(invocation).ensure();
        EngineFinder.Found[] found = new EngineFinder.Found[1];
        voice.step("engine", progress -> {
            found[0] = new EngineFinder(invocation.host(), packages, invocation.folder(), invocation.cache())
                    .find("up", progress);
            return found[0].detail();
        });
        Engine engine = found[0].engine();
        BoxImage image = new BoxImage(invocation.repository(), invocation.folder(), invocation.cache(), engine);
        new BuildNeeds(invocation, packages).ensure("up", needed(image));
        voice.step("port", progress -> new PortCheck(invocation).detail(options.port(), before));
        voice.step("build", build::run);
        KubeToolsBuild.Result[] tools = new KubeToolsBuild.Result[1];
        voice.step("control plane", progress -> controlPlaneTools(tools, progress));
        voice.step("box image", progress -> image.present() ? "from the cache" : image.build(progress));
        StackRecord record = record(engine);
        Cluster[] cluster = new Cluster[1];
        voice.step("start", progress -> {
            cluster[0] = start(tools[0].tools(), record, progress);
            return (options.kubeconfig().isPresent() ? "" : "etcd, api server, ") + "controller, proxy";
        });
        voice.step("computer", progress -> {
            new FirstComputers(cluster[0].kubectl(), engine, invocation.folder().cluster(), options.port())
                    .ensure(
                            new Installation(invocation.repository(), cluster[0].kubectl()),
                            image.tag(),
                            options.computerNames(),
                            progress);
            return String.join(", ", options.computerNames()) + ", class local";
        });
        sayReady(record.url(), !options.detach());
        return record;
    }

    /** What was started on one cluster is stopped there: a record names one. */
    private void requireSameCluster(StackRecord running) {
        String wished = options.kubeconfig().map(Path::toString).orElse("");
        Usage.require(
                running.kubeconfig().equals(wished),
                "a stack runs here on "
                        + (running.kubeconfig().isEmpty() ? "a cluster of its own" : running.kubeconfig())
                        + "; run ./berth down first");
    }

    /** Whether there is nothing to do for it: another port or more computers are. */
    private boolean asWished(StackRecord running) {
        return running.port() == options.port() && options.computers() == 1;
    }

    private List<BuildNeeds.Need> needed(BoxImage image) {
        List<BuildNeeds.Need> needs = new ArrayList<>();
        if (!build.upToDate()) {
            needs.add(BuildNeeds.Need.NPM);
        }
        if (!image.present()) {
            needs.add(BuildNeeds.Need.MMDEBSTRAP);
        }
        return needs;
    }

    private String controlPlaneTools(KubeToolsBuild.Result[] result, Voice.Progress progress)
            throws InterruptedException {
        result[0] = new KubeToolsBuild(
                        invocation.host(),
                        invocation.cache(),
                        invocation.repository(),
                        invocation.folder().log())
                .ensure(progress);
        return options.kubeconfig()
                .map(file -> "context " + new GivenCluster(result[0].tools().kubectl(), file).context() + " of " + file)
                .orElse(result[0].detail());
    }

    private StackRecord record(Engine engine) {
        return new StackRecord(
                invocation.clock().instant().toString(),
                options.port(),
                options.url(),
                options.detach() ? "" : ProcessIdentity.self().toLine(),
                engine.name(),
                engine.socket().uri(),
                engine.cli(),
                engine.environment(),
                HealthPorts.choose(),
                options.kubeconfig().map(Path::toString).orElse(""));
    }

    private Cluster start(KubeTools tools, StackRecord record, Voice.Progress progress) throws InterruptedException {
        try {
            record.write(invocation.folder());
            RunningStack.stopPrograms(invocation);
            progress.at("etcd, api server");
            Cluster cluster = cluster(tools);
            BoxKeyFolder keys = new BoxKeyFolder(invocation.folder().boxKeys()).ensure();
            install(cluster, keys, record, progress);
            return cluster;
        } catch (StartFailed | Kubectl.KubectlFailed failed) {
            RunningStack.stopAll(invocation);
            throw new StepFailed(startFailure(String.valueOf(failed.getMessage())));
        }
    }

    /**
     * A cluster that has seen this very text can take the programs at once; it is applied again beside them, so that what
     * somebody has edited or deleted is put right.
     */
    private void install(Cluster cluster, BoxKeyFolder keys, StackRecord record, Voice.Progress progress)
            throws InterruptedException {
        Installation installation = new Installation(invocation.repository(), cluster.kubectl());
        String manifest = installation.manifest(keys);
        Path applied = invocation.folder().data().resolve("applied");
        Fingerprint fingerprint = Fingerprint.ofText(options.kubeconfig() + manifest);
        FutureTask<Void> applying = new FutureTask<>(
                () -> {
                    installation.apply(manifest);
                    fingerprint.write(applied);
                },
                null);
        Thread.startVirtualThread(applying);
        if (!fingerprint.isIn(applied)) {
            progress.at("kinds and roles");
            join(applying);
        }
        progress.at("controller, proxy");
        berth.start(cluster, record.engine().socket(), options.port(), record.health());
        join(applying);
    }

    private static void join(FutureTask<Void> applying) throws InterruptedException {
        try {
            applying.get();
        } catch (ExecutionException failed) {
            throw new StartFailed(String.valueOf(
                    Objects.requireNonNullElse(failed.getCause(), failed).getMessage()));
        }
    }

    private Cluster cluster(KubeTools tools) {
        if (options.kubeconfig().isPresent()) {
            return new GivenCluster(tools.kubectl(), options.kubeconfig().get());
        }
        ControlPlane.Options where = RunningStack.controlPlane(invocation, tools);
        ControlPlane plane = ControlPlane.find(where).orElseGet(() -> ControlPlane.start(where));
        plane.copyKubeconfig(invocation.folder().kubeconfig());
        return plane;
    }

    private Failure startFailure(String sentence) {
        String text = sentence.contains("no space left")
                ? "The disk is full. Make room in "
                        + invocation.shown(invocation.folder().path()) + ", then run ./berth up again; nothing is lost."
                : "What had started is stopped again; nothing is lost. Look into the log, then run ./berth up again.";
        return Failures.tool(
                "not everything started",
                List.of(sentence),
                text,
                Path.of(invocation.shown(invocation.folder().log())));
    }

    private void sayReady(String url, boolean foreground) {
        voice.say(voice.words()
                .ready(
                        invocation.elapsed(),
                        invocation.shown(
                                options.kubeconfig().orElse(invocation.folder().kubeconfig())),
                        foreground,
                        url));
    }
}
