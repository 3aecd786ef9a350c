package dev.berth.stack.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C, and its like (SIGTERM, the terminal closed): the first one interrupts the main thread, which stops what runs in
 * order; a second one leaves at once.
 */
final class Interruption {

    private static final int INTERRUPTED = 130;

    private final Thread main;
    private final Runnable lastWords;
    private final AtomicInteger heard = new AtomicInteger();

    private Interruption(Thread main, Runnable lastWords) {
        this.main = main;
        this.lastWords = lastWords;
    }

    /** From now on signals reach {@code main} as interrupts; {@code lastWords} run before a second one ends us. */
    static Interruption watch(Thread main, Runnable lastWords) {
        Interruption interruption = new Interruption(main, lastWords);
        for (String signal : new String[] {"INT", "TERM", "HUP"}) {
            handle(signal, interruption::hear);
        }
        return interruption;
    }

    /** Whether one was heard. */
    boolean heard() {
        return heard.get() > 0;
    }

    private void hear() {
        if (heard.incrementAndGet() == 1) {
            main.interrupt();
        } else {
            lastWords.run();
            Runtime.getRuntime().halt(INTERRUPTED);
        }
    }

    /**
     * {@code sun.misc.Signal.handle}. Shutdown hooks cannot tell a second Ctrl-C from the first, and the compiler has a
     * warning without a name for each mention of this class, so it is reached by its name.
     */
    private static void handle(String signal, Runnable action) {
        try {
            Class<?> signalClass = Class.forName("sun.misc.Signal");
            Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    Interruption.class.getClassLoader(), new Class<?>[] {handlerClass}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            Object named = signalClass.getConstructor(String.class).newInstance(signal);
            signalClass.getMethod("handle", signalClass, handlerClass).invoke(null, named, handler);
        } catch (InvocationTargetException taken) {
            // The JVM was told to leave this signal alone (-Xrs, nohup): then it means nothing to us either.
        } catch (ReflectiveOperationException absent) {
            throw new IllegalStateException("This JDK lacks the module jdk.unsupported", absent);
        }
    }
}
