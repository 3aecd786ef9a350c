package dev.berth.crd.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Bounds of a list and how server-side apply merges it: atomic, or a map by {@link #key}, or a set. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Items {
    int min() default 0;

    int max();

    /** The member that names an entry ({@code x-kubernetes-list-type: map}); empty: none. */
    String key() default "";

    /** Whether equal entries are refused ({@code x-kubernetes-list-type: set}). */
    boolean set() default false;
}
