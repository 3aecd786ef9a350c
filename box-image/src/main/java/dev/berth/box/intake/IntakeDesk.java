package dev.berth.box.intake;

import dev.berth.box.attach.AttachSocket;
import dev.berth.box.intake.Intake.Action;
import dev.berth.box.intake.Intake.State;
import dev.berth.ttyd.Quiesce;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Carries out what {@link Intake} decides, on the event loop, and tells it of time. */
public final class IntakeDesk {

    /** Answer to a quiesce. */
    public record Answer(boolean ok, String why) {}

    private static final long TICK_MILLIS = 100;

    private final Intake<AttachSocket> intake;
    private final EventLoop loop;
    private final LongSupplier millis;
    private final Consumer<Runnable> delivery;
    private final Runnable closed;
    private final Map<Long, CompletableFuture<Answer>> calls = new HashMap<>();
    private long lastCall;

    /**
     * @param delivery runs its argument on the event loop once all input so far has reached tmux
     * @param closed runs on the event loop each time the intake has closed, before anybody is told
     */
    public IntakeDesk(
            Intake<AttachSocket> intake,
            EventLoop loop,
            LongSupplier millis,
            Consumer<Runnable> delivery,
            Runnable closed) {
        this.intake = intake;
        this.loop = loop;
        this.millis = millis;
        this.delivery = delivery;
        this.closed = closed;
    }

    /** Starts to tell the intake of time. */
    public void start() {
        var _ = loop.scheduleWithFixedDelay(
                () -> perform(intake.tick(now())), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    public boolean admits() {
        return intake.admits();
    }

    public boolean closed() {
        return intake.state() == State.CLOSED;
    }

    public long seq() {
        return intake.seq();
    }

    public void visited() {
        perform(intake.visited());
    }

    public void attached(AttachSocket socket) {
        perform(intake.attached(socket));
    }

    public void typed(AttachSocket socket) {
        perform(intake.input(socket));
    }

    public void pong(AttachSocket socket) {
        perform(intake.pong(socket, now()));
    }

    public void went(AttachSocket socket) {
        intake.went(socket);
    }

    public void left(AttachSocket socket) {
        perform(intake.left(socket, now()));
    }

    public void open() {
        perform(intake.open());
    }

    public CompletionStage<Answer> quiesce(Quiesce request) {
        long call = ++lastCall;
        var answer = new CompletableFuture<Answer>();
        calls.put(call, answer);
        perform(intake.quiesce(call, request.seq(), request.force(), now()));
        return answer;
    }

    private void perform(List<Action<AttachSocket>> actions) {
        if (closed()) {
            closed.run();
        }
        for (Action<AttachSocket> action : actions) {
            switch (action) {
                case Action.Hold<AttachSocket>(AttachSocket socket) -> socket.hold();
                case Action.Go<AttachSocket>(AttachSocket socket) -> socket.go();
                case Action.Close<AttachSocket>(AttachSocket socket, int code, String reason) ->
                    socket.close(code, reason);
                case Action.Deliver<AttachSocket>(long number) ->
                    delivery.accept(() -> perform(intake.delivered(number, now())));
                case Action.Answer<AttachSocket>(long call, boolean ok, String why) -> {
                    var waiting = calls.remove(call);
                    if (waiting != null) {
                        waiting.complete(new Answer(ok, why));
                    }
                }
            }
        }
    }

    private long now() {
        return millis.getAsLong();
    }
}
