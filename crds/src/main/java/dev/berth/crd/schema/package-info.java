/** Bounds that a record states about its own members; the CRD manifests are made from them. */
@NullMarked
package dev.berth.crd.schema;

import org.jspecify.annotations.NullMarked;
