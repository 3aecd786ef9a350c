package dev.berth.crd.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Bounds of a string, in characters. Every string of a resource has a maximum, or CEL rules that read it cost too much. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Text {
    int min() default 0;

    int max();

    /** RE2 expression, anchored by its author; empty: any text. */
    String pattern() default "";
}
