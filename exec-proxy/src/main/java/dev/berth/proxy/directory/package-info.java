/** What the proxy knows of the cluster, read from watches into compact records, and the three writes it makes: landing, demand, closing. */
@NullMarked
package dev.berth.proxy.directory;

import org.jspecify.annotations.NullMarked;
