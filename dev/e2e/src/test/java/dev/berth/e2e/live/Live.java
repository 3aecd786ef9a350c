package dev.berth.e2e.live;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link Berth} of this JVM: started by the first that asks, ended after the last test. */
public final class Live implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Berth.class;
    }

    @Override
    public Berth resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return berth(context);
    }

    /** The same, for other extensions. */
    public static Berth berth(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Live.class))
                .computeIfAbsent(
                        Berth.class,
                        ignored ->
                                Berth.start("berth-" + ProcessHandle.current().pid()),
                        Berth.class);
    }
}
