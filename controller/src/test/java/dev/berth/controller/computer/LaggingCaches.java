package dev.berth.controller.computer;

import dev.berth.crd.Computer;
import dev.berth.crd.Instance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The caches of a controller. The watches of three kinds run apart, so one may be behind the other. */
final class LaggingCaches {

    private static final int REMEMBERED = 12;

    private final Random random;
    private final int lag;
    private final ArrayDeque<View> past = new ArrayDeque<>();
    private View view;

    LaggingCaches(Random random, View api) {
        this.random = random;
        this.lag = 1 + random.nextInt(4);
        this.view = api;
    }

    View view() {
        return view;
    }

    /** @param calm nothing lags */
    void sees(View api, boolean calm) {
        past.addLast(api);
        if (past.size() > REMEMBERED) past.removeFirst();
        view = new View(
                seen(calm) ? api.computer() : view.computer(),
                seen(calm) ? api.instances() : view.instances(),
                seen(calm) ? api.faces() : view.faces());
    }

    /** The first lists of a new process. */
    void listsAgain(View api) {
        view = new View(
                before(api).computer(), before(api).instances(), before(api).faces());
    }

    /** An own write, before the watch tells of it. */
    void knows(Computer written) {
        view = new View(written, view.instances(), view.faces());
    }

    void knows(List<Instance> written) {
        view = new View(view.computer(), written, view.faces());
    }

    private boolean seen(boolean calm) {
        return calm || random.nextInt(lag) == 0;
    }

    private View before(View api) {
        return past.isEmpty() || random.nextBoolean() ? api : new ArrayList<>(past).get(random.nextInt(past.size()));
    }
}
