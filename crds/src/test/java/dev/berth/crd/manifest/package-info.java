/** Makes the CRD manifests from the records and compares them with the committed ones. */
@NullMarked
package dev.berth.crd.manifest;

import org.jspecify.annotations.NullMarked;
