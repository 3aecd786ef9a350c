package dev.berth.crd.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The longest {@code metadata.name} of a kind, in characters; without it, rules that read the name exceed the API server's cost budget. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface NameLimit {
    int value();
}
